"""Every panel of the window follows into the past and back, and shows what was known then."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.panel import AlarmPanel
from opscenter.console.health.panel import HealthPanel
from opscenter.console.inspector.panel import InspectorPanel
from opscenter.console.map.panel import MapPanel
from opscenter.console.overview.panel import OverviewPanel
from opscenter.console.plots.panel import TrendsPanel
from opscenter.console.search.finder import Finder
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.quality import Quality
from tests.support.fake_city import NOW, beat, make_alarm, make_session
from tests.support.past import answer_moment

HOUR = 3_600_000


def _go(session: Session, qtbot: QtBot, at: int = NOW - HOUR, **parts: Any) -> None:
    session.review(at)
    answer_moment(session, **parts)
    qtbot.waitUntil(lambda: session.moment == at)


def _shown(panel: QWidget, qtbot: QtBot) -> None:
    panel.resize(900, 600)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitExposed(panel)


@pytest.fixture
def session() -> Session:
    return make_session(entities=160, alarms=6)


def test_the_map(session: Session, qtbot: QtBot) -> None:
    panel = MapPanel(session, Selection(session), Theme("dark", session))
    _shown(panel, qtbot)
    try:
        rows, live = panel.rows, len(panel.rows)
        priorities = rows.priority.copy()
        place = (float(rows.x[3]), float(rows.y[3]))
        critical = make_alarm(50, session.live.ids[5], Priority.CRITICAL)
        cell = session.mirror.cell(8, "averageVehicleSpeed")
        _go(session, qtbot, rows=60, alarms=[critical], places={3: (114.2, 22.4)}, qualities={cell: Quality.BAD})
        assert len(rows) == 60
        assert np.flatnonzero(rows.priority).tolist() == [5]
        assert (float(rows.x[3]), float(rows.y[3])) != place
        assert rows.quality[8] == Quality.BAD
        assert rows.headline_cell.max() < len(session.mirror.value)
        qtbot.waitUntil(lambda: panel.settled)
        _go(session, qtbot, NOW - 2 * HOUR, alarms=[])  # more were known, though earlier: as a test may have it
        assert len(rows) == live and not rows.priority.any()
        session.review(None)
        assert rows.priority.tolist() == priorities.tolist()
        assert (float(rows.x[3]), float(rows.y[3])) == pytest.approx(place)
        beat(session, values={cell: 30.0}, alarms=[make_alarm(60, session.mirror.ids[7])])
        assert rows.priority[7] == Priority.HIGH
    finally:
        panel.stop()


def test_lines_and_areas_stay_on_the_map(session: Session, qtbot: QtBot) -> None:
    line = {"type": "LineString", "coordinates": [[114.16, 22.31], [114.18, 22.33]]}
    session.mirror.shapes[2] = line
    session.mirror.shapes[150] = line
    panel = MapPanel(session, Selection(session), Theme("dark", session))
    _shown(panel, qtbot)
    try:
        qtbot.waitUntil(lambda: not panel.rows.pending)
        _go(session, qtbot, rows=60)
        assert list(panel.rows.shapes) == [2] and not panel.rows.pending
        session.review(None)
        qtbot.waitUntil(lambda: not panel.rows.pending)
        assert sorted(panel.rows.shapes) == [2, 150]
    finally:
        panel.stop()


def test_the_alarm_list(session: Session, qtbot: QtBot) -> None:
    panel = AlarmPanel(session, Selection(session), Theme("dark", session))
    _shown(panel, qtbot)
    live = {panel.alarms.at(row).occurrence for row in range(len(panel.alarms))}
    then = make_alarm(70, session.live.ids[1])
    _go(session, qtbot, alarms=[then])
    assert [panel.alarms.at(row).occurrence for row in range(len(panel.alarms))] == [then.occurrence]
    panel.view.selectAll()
    panel.acknowledge_selected(False)
    assert "past" in panel.comment_bar.sentence.text()
    session.review(None)
    assert {panel.alarms.at(row).occurrence for row in range(len(panel.alarms))} == live


def test_the_overview(session: Session, qtbot: QtBot) -> None:
    panel = OverviewPanel(session, Selection(session), Theme("dark", session))
    _shown(panel, qtbot)
    tiles = panel.overview.tiles
    before = {tile.system.id: dict(tile.alarms) for tile in tiles}
    figure = next(figure for tile in tiles for figure in tile.figures if np.isfinite(figure.value))
    trend, value = figure.trend, figure.value
    _go(session, qtbot, values=dict.fromkeys(range(len(session.mirror.value)), 3.0), alarms=[])
    figure_now = next(f for tile in panel.overview.tiles for f in tile.figures if f.figure is figure.figure)
    assert figure_now.trend is not trend, "the half hour before that moment is another one"
    assert figure_now.value != value
    assert not any(tile.alarms for tile in panel.overview.tiles)
    session.review(None)
    figure_now = next(f for tile in panel.overview.tiles for f in tile.figures if f.figure is figure.figure)
    assert figure_now.trend is trend and figure_now.value == value
    assert {tile.system.id: dict(tile.alarms) for tile in panel.overview.tiles} == before


def test_the_inspector(session: Session, qtbot: QtBot) -> None:
    selection = Selection(session)
    panel = InspectorPanel(session, selection, Theme("dark", session))
    _shown(panel, qtbot)
    selection.select([session.mirror.ids[100]])
    assert len(panel.attributes.rows) == 2
    _go(session, qtbot, rows=60)
    assert len(panel.attributes.rows) == 0
    _go(session, qtbot, NOW - 2 * HOUR, rows=120)
    assert len(panel.attributes.rows) == 2
    session.review(None)
    assert len(panel.attributes.rows) == 2


def test_the_trends(session: Session, qtbot: QtBot) -> None:
    selection = Selection(session)
    panel = TrendsPanel(session, selection, Theme("dark", session))
    _shown(panel, qtbot)
    selection.plot.emit(session.mirror.ids[0], "averageVehicleSpeed")
    _go(session, qtbot, rows=60)
    _, until = panel.window_of_time.edges(panel.time.present())
    assert abs(until - (NOW - HOUR)) < 60_000
    assert not panel.toolbar.live.isChecked(), "what is shown is not live"
    _go(session, qtbot, NOW - 2 * HOUR, rows=0)
    session.review(None)
    _, until = panel.window_of_time.edges(panel.time.present())
    assert until >= NOW and panel.toolbar.live.isChecked()


def test_bus_health_stays_that_of_now(session: Session, qtbot: QtBot) -> None:
    panel = HealthPanel(session, Selection(session), Theme("dark", session))
    _shown(panel, qtbot)
    assert not panel._body.isHidden()
    _go(session, qtbot)
    beat(session, health={**session.live.health, "messages": 99_999})
    assert not panel._body.isHidden()
    assert session.live.health["messages"] == 99_999


def test_the_search(session: Session, qtbot: QtBot) -> None:
    finder = Finder(session, session)
    qtbot.waitUntil(lambda: finder.index.complete)
    _go(session, qtbot, rows=60)
    qtbot.waitUntil(lambda: finder.index.complete)
    assert finder.index.rows == 60
    session.review(None)
    qtbot.waitUntil(lambda: finder.index.complete)
    assert finder.index.rows == 160


def test_vehicles_glide_from_moment_to_moment_while_the_past_plays(session: Session, qtbot: QtBot) -> None:
    live = session.live
    live.types[4] = "Vehicle"
    live._type_code.view[4] = live._type_codes.setdefault("Vehicle", len(live._type_codes))
    panel = MapPanel(session, Selection(session), Theme("dark", session))
    _shown(panel, qtbot)
    try:
        assert panel.rows.kind_of(4).moves
        vehicles: Any = panel.features["vehicles"]
        _go(session, qtbot, NOW - HOUR, places={4: (114.1700, 22.3200)})
        session.play(1.0)
        asked = len(session.channel.asked)  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: len(session.channel.asked) > asked)  # type: ignore[union-attr]
        at = answer_moment(session, places={4: (114.1701, 22.3200)})
        qtbot.waitUntil(lambda: session.moment == at)
        target, place = float(panel.rows.x[4]), vehicles.place(4)[0]
        before = float(panel.rows.x[4]) - 0.0001 / 360.0
        assert before - 1e-12 <= place < target, "on its way, not there at once"
    finally:
        session.review(None)
        panel.stop()
