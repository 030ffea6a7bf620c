"""The overview: counts, figures and trends of the systems, and narrowing by a click."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from opscenter.console.overview.figures import SAMPLE_MS, TREND, Overview, Trend
from opscenter.console.overview.panel import OverviewPanel
from opscenter.console.overview.tiles import TILE_PX
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import Catalogue, KeyFigure, Kind, System
from opscenter.domain.quality import Quality
from tests.support.fake_city import beat, make_alarm, make_session

SPEED = ("TrafficFlowObserved", "averageVehicleSpeed")


def _catalogue() -> Catalogue:
    figures = tuple(
        KeyFigure("TrafficFlowObserved", attribute, reduce, {"en": f"{reduce} <b>"}, "km/h", 1)
        for attribute, reduce in (("averageVehicleSpeed", "mean"), ("intensity", "max"))
    )
    return Catalogue(
        systems={
            "gas": System("gas", 9, {"en": "Gas"}, "gas"),
            "traffic": System("traffic", 1, {"en": "Traffic"}, "traffic", figures),
        },
        kinds={
            "TrafficFlowObserved": Kind("TrafficFlowObserved", "traffic", {"en": "Detector"}, stale_after_ms=60_000)
        },
    )


def _session(entities: int = 80, alarms: int = 0) -> Session:
    return make_session(entities, alarms, catalogue=_catalogue())


def _cells(session: Session, attribute: str) -> list[int]:
    mirror = session.mirror
    return [
        cell
        for cell, name in enumerate(mirror.cell_names)
        if name == attribute and mirror.types[int(mirror.cell_row[cell])] == "TrafficFlowObserved"
    ]


def _caught_up(session: Session) -> Overview:
    overview = Overview(session.mirror, session.catalogue)
    overview.catch_up()
    overview.refresh(session.now)
    return overview


def test_tiles_stand_in_the_order_of_the_catalogue_and_count_entities() -> None:
    overview = _caught_up(_session())
    assert [(tile.system.id, tile.entities) for tile in overview.tiles] == [("traffic", 10), ("gas", 0)]


def test_figures_are_those_of_the_cells() -> None:
    session = _session()
    traffic = _caught_up(session).tiles[0]
    assert traffic.figures[0].value == pytest.approx(session.mirror.value[_cells(session, SPEED[1])].mean())
    assert traffic.figures[1].value == pytest.approx(session.mirror.value[_cells(session, "intensity")].max())


def test_bad_values_never_count_and_old_ones_only_when_nothing_else_is_left() -> None:
    session = _session()
    cells = _cells(session, SPEED[1])
    overview = _caught_up(session)
    beat(session, values={cells[0]: 1e9}, qualities={cells[0]: Quality.BAD})
    overview.refresh(session.now)
    figure = overview.tiles[0].figures[0]
    assert figure.value < 1e6
    beat(session, values=dict.fromkeys(cells, 7.0), qualities=dict.fromkeys(cells, Quality.STALE))
    overview.refresh(session.now)
    assert (figure.value, figure.stale) == (7.0, True)
    beat(session, qualities=dict.fromkeys(cells, Quality.BAD))
    overview.refresh(session.now)
    assert math.isnan(figure.value)


def test_a_system_goes_stale_by_its_kind() -> None:
    tile = _caught_up(_session()).tiles[0]
    assert not tile.is_stale(tile.newest + 59_000)
    assert tile.is_stale(tile.newest + 61_000)


def test_alarms_are_counted_by_system_and_priority() -> None:
    session = _session(80, 0)
    overview = _caught_up(session)
    entity = session.mirror.ids[0]
    beat(
        session,
        alarms=[
            make_alarm(1, entity, Priority.HIGH),
            make_alarm(2, entity, Priority.HIGH, state=AlarmState.ACKED),
            make_alarm(3, entity, Priority.LOW, state=AlarmState.SHLVD),
        ],
    )
    overview.count_alarms()
    tile = overview.tiles[0]
    assert (tile.alarms, tile.unacknowledged, tile.worst) == ({Priority.HIGH: 2}, {Priority.HIGH: 1}, Priority.HIGH)


def test_a_trend_keeps_half_an_hour_in_order() -> None:
    trend = Trend()
    start = 1_000_000_000
    for number in range(TREND + 50):
        trend.add(start + number * SAMPLE_MS, float(number))
    place, value = trend.series(start + (TREND + 49) * SAMPLE_MS)
    assert len(value) == TREND
    assert np.all(np.diff(place) > 0)
    assert value[-1] == TREND + 49
    assert place[-1] == pytest.approx(1.0)


def test_a_click_narrows_to_the_system_and_a_second_leaves(qtbot: QtBot) -> None:
    session, selection = _session(80, 4), Selection()
    panel = OverviewPanel(session, selection, Theme())
    qtbot.addWidget(panel)
    panel.resize(260, 600)
    panel.show()
    qtbot.mouseClick(panel.tiles, Qt.MouseButton.LeftButton, pos=QPoint(100, TILE_PX + 10))
    assert selection.system == "gas"
    qtbot.mouseClick(panel.tiles, Qt.MouseButton.LeftButton, pos=QPoint(100, TILE_PX + 10))
    assert selection.system == ""
    qtbot.keyClick(panel.tiles, Qt.Key.Key_Up)
    qtbot.keyClick(panel.tiles, Qt.Key.Key_Space)
    assert selection.system == "traffic"
    tooltip = panel.tiles.tooltip(panel.overview.tiles[0])
    assert "10" in tooltip
    assert "<b>" not in tooltip
    assert "no data yet" in panel.tiles.tooltip(panel.overview.tiles[1])
    session.now += 1_000
    session.ticked.emit(session.now)
    panel.grab()


def test_new_entities_and_a_new_snapshot_are_counted(qtbot: QtBot) -> None:
    session, selection = _session(), Selection()
    panel = OverviewPanel(session, selection, Theme("light"))
    qtbot.addWidget(panel)
    beat(session, entities=[("urn:new", "TrafficFlowObserved")])
    session.ticked.emit(session.now + 5_000)
    panel.overview.refresh(session.now)
    assert panel.overview.tiles[0].entities == 11
    from opscenter.domain.changes import Changes
    from tests.support.fake_city import snapshot

    session.announce(session.mirror.apply_snapshot(*snapshot(16, 0)) or Changes())
    assert panel.overview.tiles[0].entities == 2


def test_the_city_is_summed_up_and_leads_back_to_all_systems(qtbot: QtBot) -> None:
    session, selection = _session(alarms=0), Selection()
    panel = OverviewPanel(session, selection, Theme())
    qtbot.addWidget(panel)
    panel.show()
    assert panel.summary.sentence() == "80 entities · no alarms"
    ids = session.mirror.ids
    gas = make_alarm(1, ids[0], Priority.HIGH, system="gas")
    low = make_alarm(2, ids[1], Priority.LOW, system="traffic")
    beat(session, alarms=[gas, low, make_alarm(3, ids[2], Priority.LOW, system="nobody's")])
    assert panel.summary.sentence() == "worst: Gas · 80 entities"
    assert panel.overview.city.alarms == {Priority.HIGH: 1, Priority.LOW: 2}
    qtbot.mouseClick(panel.summary, Qt.MouseButton.LeftButton)
    assert selection.system == ""
    selection.narrow("gas")
    assert panel.summary.title() == "Show the whole city"
    qtbot.mouseClick(panel.summary, Qt.MouseButton.LeftButton)
    assert selection.system == ""
    panel.grab()


def test_counts_kept_from_beat_to_beat_are_those_counted_anew() -> None:
    session = _session(alarms=0)
    overview = _caught_up(session)
    random = np.random.default_rng(4)
    states = [AlarmState.UNACK, AlarmState.ACKED, AlarmState.RTNUN, AlarmState.SHLVD, AlarmState.NORM]
    for _ in range(60):
        facts = {
            number: make_alarm(
                number,
                session.mirror.ids[number],
                Priority(int(random.integers(1, 5))),
                state=states[int(random.integers(5))],
                system=("gas", "traffic", "nobody's")[number % 3],
            )
            for number in random.integers(0, 20, 5).tolist()
        }
        beat(session, alarms=list(facts.values()))
        overview.count_alarms([fact.occurrence for fact in facts.values()])
        kept = (overview.city, [tile.tally for tile in overview.tiles])
        overview.count_alarms()
        assert kept == (overview.city, [tile.tally for tile in overview.tiles])


@pytest.mark.parametrize("width", [220, 250, 264, 320, 420])
@pytest.mark.parametrize("alarms", [4, 60, 480])
def test_counts_leave_the_name_of_a_system_whole(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int, alarms: int
) -> None:
    session = _session(80)
    panel = OverviewPanel(session, Selection(), Theme())
    qtbot.addWidget(panel)
    panel.resize(width, 400)
    panel.show()
    assert panel.tiles.height() == 2 * TILE_PX
    ids = session.mirror.ids
    beat(session, alarms=[make_alarm(n, ids[n % 80], Priority(n % 4 + 1)) for n in range(alarms)])
    beat(session, after_ms=11 * 60_000)
    panel.tiles.refresh()
    assert (panel.tiles.height() > 2 * TILE_PX) == (panel.tiles.current_rect().height() > TILE_PX)
    shown: list[str] = []
    for module in ("tiles", "summary"):
        monkeypatch.setattr(f"opscenter.console.overview.{module}.QPainter", _watched(shown))
    panel.grab()
    assert {"Traffic", "Whole city", "11 min"} <= set(shown)
    area = panel.tiles.current_rect()
    qtbot.mouseClick(panel.tiles, Qt.MouseButton.LeftButton, pos=QPoint(100, area.bottom() - 2))
    assert panel.tiles.system == "traffic"


def _watched(shown: list[str]) -> type[QPainter]:
    class Watched(QPainter):
        def drawText(self, *args: object) -> None:  # type: ignore[override]
            shown.append(str(args[-1]))
            super().drawText(*args)  # type: ignore[call-overload]

    return Watched
