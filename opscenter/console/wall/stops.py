"""The stops of a wall's tour: saved views, else the whole city and its areas; and the urgent alarms that wait."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.wording import alarm_text
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import Margins, View
from opscenter.console.map.rows import AREA
from opscenter.console.map.scene import WARNING
from opscenter.console.wall.caption import WIDE_PX
from opscenter.console.wall.tour import Stop
from opscenter.domain.alarm import Alarm, Priority

MOST_AREAS = 24
MOST_ALARMS = 40
_PADDING_PX = 60.0
_ALARM_ZOOM = 15.0
_AREA_CLOSEST = 15.5


def urgent(panel: MapPanel) -> list[Alarm]:
    """Alarms a wall stops for: critical or high, standing, not acknowledged; the worst and newest first."""
    found = [
        alarm
        for alarm in panel.session.mirror.alarms.values()
        if alarm.priority <= Priority.HIGH and alarm.state.is_active and alarm.state.needs_acknowledgement
    ]
    return sorted(found, key=lambda alarm: (alarm.priority, -alarm.since))[:MOST_ALARMS]


def alarm_stops(panel: MapPanel) -> list[Stop[View]]:
    """A stop for each urgent alarm that has a place."""
    stops = []
    for alarm in urgent(panel):
        view = _view_of(panel, panel.session.mirror.row_of.get(alarm.entity, -1), _ALARM_ZOOM)
        if view is not None:
            stops.append(Stop(alarm.occurrence, alarm_text(panel.session, alarm), view, int(alarm.priority)))
    return stops


class ViewStops:
    """The whole city, then each area that is no warning, by name; made anew when the city or the window changed."""

    def __init__(self, panel: MapPanel) -> None:
        self._panel = panel
        self._made_for: object = None
        self._stops: list[Stop[View]] = []

    def stops(self) -> list[Stop[View]]:
        """Empty while nothing of the city is known."""
        panel = self._panel
        view = panel.canvas.camera.view
        state = (len(panel.rows), panel.rows.version, panel.session.language, view.width, view.height)
        if state != self._made_for:
            self._made_for = state
            self._stops = _view_stops(panel)
        return self._stops


def _view_stops(panel: MapPanel) -> list[Stop[View]]:
    stops: list[Stop[View]] = []
    city = panel.city_view()
    if city is not None:
        stops.append(Stop("city", QCoreApplication.translate("Wall", "The whole city"), city))
    rows, session = panel.rows, panel.session
    areas = [
        (session.name(row), row)
        for row in np.flatnonzero(rows.form == AREA).tolist()
        if rows.kind_of(row).symbol != WARNING
    ]
    for name, row in sorted(areas)[:MOST_AREAS]:
        view = _view_of(panel, row, _AREA_CLOSEST)
        if view is not None:
            stops.append(Stop(session.mirror.ids[row], name, view))
    return stops


def _view_of(panel: MapPanel, row: int, closest: float) -> View | None:
    rows, view = panel.rows, panel.canvas.camera.view
    if not 0 <= row < len(rows) or not np.isfinite(rows.x[row]):
        return None
    shape = rows.shapes.get(row)
    x, y = float(rows.x[row]), float(rows.y[row])
    # The caption stands at the left: where there is room, what is shown stands beside it.
    left = WIDE_PX + _PADDING_PX if view.width > 2 * WIDE_PX + 300 else _PADDING_PX
    margins = Margins(left, _PADDING_PX, _PADDING_PX, _PADDING_PX)
    return view.fitted(shape.bounds() if shape is not None else (x, y, x, y), margins, closest=closest)
