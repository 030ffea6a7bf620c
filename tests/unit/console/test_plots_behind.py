"""What lies behind curves (other days by the clock on the wall, the usual band), and figures of what is shown."""

import math
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opscenter.console.plots.sheet import Overlay
from opscenter.console.plots.statistics import figures_of
from opscenter.console.plots.stretch import Stretch, samples
from opscenter.console.plots.wall_clock import days_before, days_on
from opscenter.console.plots.workspace import Workspace
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.clock_offsets import offsets_ms
from opscenter.domain.rule import Side
from tests.support.fake_city import beat

ROAD = "urn:ngsi-ld:TrafficFlowObserved:00000"
RAIN = "urn:ngsi-ld:WeatherObserved:00001"
SPEED = "averageVehicleSpeed"
BERLIN = ZoneInfo("Europe/Berlin")
MIN, HOUR, DAY = 60_000, 3_600_000, 86_400_000


def ms(text: str, zone: ZoneInfo = BERLIN, fold: int = 0) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).timestamp() * 1000)


@given(st.integers(0, 4_000_000_000_000), st.sampled_from(["Europe/Berlin", "Asia/Hong_Kong", "America/St_Johns"]))
def test_offsets_are_those_of_the_zone(at: int, name: str) -> None:
    zone = ZoneInfo(name)
    wanted = datetime.fromtimestamp(at / 1000, zone).utcoffset()
    assert wanted is not None and offsets_ms(np.array([at]), zone)[0] == round(wanted.total_seconds() * 1000)


def test_the_same_time_of_day_when_clocks_go_forward() -> None:
    # On 2026-03-29 there is no time between 2 and 3 o'clock in Berlin.
    times = np.array([ms("2026-03-28T01:30"), ms("2026-03-28T02:30"), ms("2026-03-28T03:30")])
    which, at = days_on(times, 1, BERLIN)
    assert which.tolist() == [0, 2]
    assert at.tolist() == [ms("2026-03-29T01:30"), ms("2026-03-29T03:30")]
    assert at[1] - times[2] == 23 * HOUR
    assert days_before(ms("2026-03-29T12:00"), 1, BERLIN) == ms("2026-03-28T12:00")


def test_the_same_time_of_day_when_clocks_go_back() -> None:
    # On 2026-10-25 half past two comes twice in Berlin.
    times = np.array([ms("2026-10-24T01:30"), ms("2026-10-24T02:30"), ms("2026-10-24T03:30")])
    which, at = days_on(times, 1, BERLIN)
    assert which.tolist() == [0, 1, 1, 2]
    assert at.tolist() == [
        ms("2026-10-25T01:30"), ms("2026-10-25T02:30"), ms("2026-10-25T02:30", fold=1), ms("2026-10-25T03:30"),
    ]  # fmt: skip
    assert at[3] - times[2] == 25 * HOUR
    assert days_before(ms("2026-10-26T12:00"), 7, BERLIN) == ms("2026-10-19T12:00")


def figures(rows: Stretch, since: float = 0, until: float = 100) -> dict[str, float]:
    found = figures_of(rows, since, until, [(10.0, Side.HIGH), (1.0, Side.LOW)], 1_000)
    return {name: getattr(found, name) for name in ("count", "low", "high", "mean", "last", "beyond_ms", "good")}


def test_figures_are_of_the_span_alone() -> None:
    rows = samples(
        np.array([-50, 10, 40, 90, 150]), np.array([20.0, 4.0, 12.0, 0.5, 99.0]), np.array([0, 0, 1, 0, 0], np.uint8)
    )
    found = figures(rows)
    assert found == {
        "count": 3, "low": 0.5, "high": 12.0, "mean": pytest.approx(5.5), "last": 0.5,
        "beyond_ms": 10 + 50 + 10, "good": pytest.approx(2 / 3),
    }  # fmt: skip
    assert figures_of(rows, 200, 300, [], 1_000).count == 0


def test_figures_of_bins_weigh_their_samples_and_say_so() -> None:
    time, width = np.array([0, 50]), np.array([50, 50])
    rows = Stretch(
        time, width, np.array([1.0, 2.0]), np.array([5.0, 30.0]), np.array([2.0, 8.0]), np.array([1.0, 3.0]),
        np.array([0, 2], np.uint8),
    )  # fmt: skip
    found = figures_of(rows, 0, 100, [(10.0, Side.HIGH)], 1_000)
    assert found.binned and found.width == 50
    assert (found.count, found.low, found.high, found.mean, found.good) == (4, 1.0, 30.0, 6.5, 0.25)
    assert found.beyond_ms == 0.0  # by means
    assert math.isnan(figures_of(rows, 0, 100, [], 1_000).beyond_ms)


@pytest.fixture
def workspace(qtbot: QtBot, session: Session, selection: Selection) -> Iterator[Workspace]:
    made = Workspace(session, selection, Theme())
    made.panel.clear()
    made.resize(900, 500)
    qtbot.addWidget(made)
    made.show()
    yield made


def yesterday_of(session: Session) -> Answer:
    time = session.now - DAY - 10 * MIN + 10_000 * np.arange(61, dtype=np.int64)
    columns = {"time": time, "value": np.linspace(100.0, 200.0, 61), "quality": np.zeros(61, np.uint8)}
    return Answer({"gaps": [], "raw": True}, columns)


def test_yesterday_is_asked_for_and_drawn_where_it_would_be_today(
    qtbot: QtBot, workspace: Workspace, session: Session, selection: Selection
) -> None:
    session.channel.answers["series"] = yesterday_of(session)  # type: ignore[union-attr]
    selection.plot.emit(ROAD, SPEED)
    workspace.panel.setFocus()
    qtbot.keyClick(workspace.panel, Qt.Key.Key_Y)
    row = workspace.rows[0]
    assert row.overlays == (Overlay.YESTERDAY,)
    assert workspace.sheets[0].plots[0].overlays == (Overlay.YESTERDAY,)
    qtbot.waitUntil(lambda: bool(row.laid))
    laid = row.laid[0]
    assert laid.trace is not None
    x, y = next(iter(laid.trace.lines.values()))
    assert x[0] == pytest.approx(session.now - 10 * MIN, abs=30_000) and y[0] == pytest.approx(100.0, abs=6)
    scale = row.axes.scale_of(0)
    assert scale is not None and scale.high >= 195.0
    assert row.legend._overlays[0][1] == "yesterday"
    asked = [h["args"] for _, h, _ in session.channel.asked if h.get("what") == "series"]  # type: ignore[union-attr]
    assert any(args["to"] < session.now - 23 * HOUR and args["from"] < session.now - DAY for args in asked)
    row.grab()
    qtbot.keyClick(workspace.panel, Qt.Key.Key_Y)
    assert row.overlays == () and row.laid == []
    workspace.undo()
    assert workspace.sheets[0].plots[0].overlays == (Overlay.YESTERDAY,)


def test_the_usual_band_or_why_there_is_none(workspace: Workspace, session: Session, selection: Selection) -> None:
    selection.plot.emit(ROAD, SPEED)
    workspace.panel.toggle_overlay(Overlay.USUAL)
    question = next(one for one in reversed(session.channel.asked) if one[1].get("what") == "expectation")  # type: ignore[union-attr]
    nothing = {name: np.array([np.nan]) for name in ("median", "low", "high")}
    state = {"learning": False, "progress": 0.0, "weeks": 0}
    question[2](Answer({"state": state}, {"time": np.array([session.now - HOUR]), **nothing}))
    workspace.panel.redraw()
    row = workspace.rows[0]
    assert "not learnt yet" in row.legend._overlays[0][1] and not row.laid
    band = workspace.panel._overlaying.bands.of(row.series[0])
    assert band is not None
    band.asked_at = 0
    workspace.panel._turns.mark_dirty()
    workspace.panel.redraw()
    question = session.channel.asked[-1]  # type: ignore[union-attr]
    time = np.array([session.now - HOUR, session.now - 5 * MIN])
    known = {"median": np.array([50.0, 60.0]), "low": np.array([40.0, 50.0]), "high": np.array([60.0, 70.0])}
    question[2](Answer({"state": state}, {"time": time, **known}))
    workspace.panel.redraw()
    assert row.legend._overlays[0][1] == "usual"
    band_drawn = row.laid[0].band
    assert band_drawn is not None and band_drawn[1].tolist() == [40.0, 40.0, 50.0, 50.0]
    workspace.grab()


def test_the_table_says_figures_and_is_copied(
    qtbot: QtBot, workspace: Workspace, session: Session, selection: Selection
) -> None:
    cell = session.mirror.cell(session.mirror.row_of[RAIN], "temperature")
    selection.plot.emit(RAIN, "temperature")
    for value in (20.0, 24.0):
        beat(session, values={cell: value}, after_ms=2_000)
    panel = workspace.panel
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_S)
    panel.redraw()
    table = panel.statistics
    assert table.isVisible()
    qtbot.waitUntil(lambda: len(table.model.lines) == 1)
    line = table.model.lines[0]
    assert "20" in line.texts[1] or float(line.texts[1]) <= 20.0
    assert line.name.endswith("°C") and line.texts[6].endswith("%")
    table.copy()
    copied = QApplication.clipboard().text()
    assert copied.splitlines()[0].startswith("Series\t") and "Asia/Hong_Kong" in copied
    assert workspace.sheets[0].statistics
    qtbot.keyClick(panel, Qt.Key.Key_S)
    assert not table.isVisible()


def test_the_keyboard_goes_through_times_and_series(
    qtbot: QtBot, workspace: Workspace, session: Session, selection: Selection
) -> None:
    selection.plot.emit(ROAD, SPEED)
    selection.plot.emit(RAIN, "temperature")
    panel = workspace.panel
    panel.setFocus()
    assert set(selection.plotted) == {ROAD, RAIN}
    qtbot.keyClick(panel, Qt.Key.Key_Down)
    qtbot.keyClick(panel, Qt.Key.Key_Down)
    assert panel.chosen.series is panel.rows[1].series[0] and selection.pointed == RAIN
    qtbot.keyClick(panel, Qt.Key.Key_Left)
    assert panel.pointing.is_held and panel.looking.offer.isVisible()
    assert panel.pointing.at * 1000 == pytest.approx(session.now - 6_000, abs=500)
    session.channel.answers.clear()  # type: ignore[union-attr]
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert session.channel.asked[-1][1]["what"] == "moment"  # type: ignore[union-attr]
    assert session.wanted == round(panel.pointing.at * 1000)
    session.review(None)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.looking.offer.isVisible() and math.isnan(panel.pointing.at)
    qtbot.keyClick(panel, Qt.Key.Key_Delete)
    assert [row.series[0].entity for row in panel.rows] == [ROAD]
    workspace.hide()
    assert selection.plotted == {} and selection.pointed == ""


def test_the_legend_points_at_what_the_map_rings(workspace: Workspace, session: Session, selection: Selection) -> None:
    selection.plot.emit(ROAD, SPEED)
    legend = workspace.rows[0].legend
    legend.pointed.emit(0)
    assert selection.pointed == ROAD
    legend.pointed.emit(-1)
    assert selection.pointed == ""
    legend.picked.emit(0)
    assert workspace.panel.chosen.series is workspace.rows[0].series[0]
