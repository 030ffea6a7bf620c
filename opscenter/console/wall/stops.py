"""The stops of a wall's tour: saved views, else the whole city and its areas; and the urgent alarms that wait."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.wording import alarm_text
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import Margins, View, world_of
from opscenter.console.map.rows import AREA
from opscenter.console.map.scene import WARNING
from opscenter.console.map.tools.place_book import book_of
from opscenter.console.map.tools.saved_places import Saved
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
    """The whole city, then the operator's kept views, else each area that is no warning, by name; made anew when one
    of them or the window changed."""

    def __init__(self, panel: MapPanel) -> None:
        self._panel = panel
        self._made_for: object = None
        self._stops: list[Stop[View]] = []

    def stops(self) -> list[Stop[View]]:
        """Empty while nothing of the city is known."""
        panel = self._panel
        view = panel.canvas.camera.view
        kept = tuple(one for one in book_of(panel.session).saved if one.sort == "view")
        state = (len(panel.rows), panel.rows.version, panel.session.language, view.width, view.height, kept)
        if state != self._made_for:
            self._made_for = state
            self._stops = _city_stop(panel) + (_kept_stops(panel, kept) if kept else _area_stops(panel))
        return self._stops


def _city_stop(panel: MapPanel) -> list[Stop[View]]:
    city = panel.city_view()
    return [Stop("city", QCoreApplication.translate("Wall", "The whole city"), city)] if city is not None else []


def _kept_stops(panel: MapPanel, kept: tuple[Saved, ...]) -> list[Stop[View]]:
    stops = []
    for number, one in enumerate(kept):
        x, y = world_of(one.lon, one.lat)
        view = replace(panel.canvas.camera.view, x=x, y=y, bearing=one.bearing, tilt=one.tilt)
        middle = view.width / 2.0, view.height / 2.0
        stops.append(Stop(f"kept {number} {one.name}", one.name, view.zoomed(one.zoom, *middle)))
    return stops


def _area_stops(panel: MapPanel) -> list[Stop[View]]:
    rows, session = panel.rows, panel.session
    areas = [
        (session.name(row), row)
        for row in np.flatnonzero(rows.form == AREA).tolist()
        if rows.kind_of(row).symbol != WARNING
    ]
    stops = []
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
