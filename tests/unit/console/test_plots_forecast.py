"""A forecast on a plot: beyond now, hatched, with the sentence that says how far to trust it."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.plots.forecast_words import forecast_sentence
from opscenter.console.plots.plot_menu import PlotMenu
from opscenter.console.plots.sheet import Overlay
from opscenter.console.plots.window import MOST_AHEAD, TimeWindow
from opscenter.console.plots.workspace import Workspace
from opscenter.console.selection import Selection
from opscenter.console.session import REPLAY, Answer, Session
from opscenter.console.theme.theme import Theme

ROAD = "urn:ngsi-ld:TrafficFlowObserved:00000"
SPEED = "averageVehicleSpeed"
HOUR = 3_600_000
TOLD = {
    "state": "ready", "share": 0.8, "days": 7, "width": 900_000, "mae": 4.0, "mae_last": 10.0, "mae_day": 6.0,
    "mae_week": 5.0, "coverage": 0.78, "half": 5.5,
}  # fmt: skip


@pytest.fixture
def workspace(qtbot: QtBot, session: Session, selection: Selection) -> Iterator[Workspace]:
    made = Workspace(session, selection, Theme())
    made.panel.clear()
    made.resize(900, 400)
    qtbot.addWidget(made)
    made.show()
    yield made


def answer(session: Session, told: dict[str, Any], value: float = 50.0) -> None:
    question = next(one for one in reversed(session.channel.asked) if one[1].get("what") == "forecast")  # type: ignore[union-attr]
    assert question[1]["args"] == {"entity": ROAD, "attribute": SPEED, "hours": 6}
    columns = {}
    if told["state"] == "ready":
        middle = np.full(24, value)
        time = session.now + 900_000 * np.arange(1, 25)
        columns = {"time": time, "value": middle, "low": middle - 8.0, "high": middle + 8.0}
    question[2](Answer(told, columns))


def test_it_is_drawn_beyond_now_hatched_and_said(
    qtbot: QtBot, workspace: Workspace, session: Session, selection: Selection
) -> None:
    selection.plot.emit(ROAD, SPEED)
    panel = workspace.panel
    panel.time.use_span(86_400)
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_F)
    row = workspace.rows[0]
    assert row.overlays == (Overlay.FORECAST,)
    assert row.legend._overlays[0][1].endswith("…")
    answer(session, TOLD)
    panel.redraw()
    panel.redraw()
    _, until = panel.time.edges()
    assert until == pytest.approx(session.now + 6 * HOUR, abs=60_000)
    (laid,) = row.laid
    assert laid.overlay is Overlay.FORECAST
    assert laid.band is not None
    assert (laid.band[1].tolist()[0], laid.band[3].tolist()[0]) == (42.0, 58.0)
    said = row.legend._overlays[0][1]
    assert "within ±5.5 km/h in 78 % of cases in the last 7 days; 20 % nearer than the value a week before" in said
    qtbot.waitUntil(lambda: row.legend._behind[1].isVisible() and row.legend._behind[1].width() > 40)
    picture = row.grab().toImage()
    top, bottom = int(picture.height() * 0.2), int(picture.height() * 0.8)
    left, right = int(picture.width() * 0.80), int(picture.width() * 0.92)
    behind = picture.pixelColor(int(picture.width() * 0.3), top + 3)
    drawn = np.array([[picture.pixelColor(x, y) != behind for x in range(left, right)] for y in range(top, bottom)])
    before = [picture.pixelColor(x, top + 3) != behind for x in range(int(picture.width() * 0.3), left - 120)]
    assert 0.1 < np.median(drawn.mean(axis=1)) < 0.6, "a hatch, no surface"
    assert (drawn.mean(axis=1) > 0.5).any(), "with a broken line in it"
    assert np.mean(before) < 0.1, "and nothing of it where values are"
    qtbot.keyClick(panel, Qt.Key.Key_F)
    panel.redraw()
    assert not row.laid
    assert panel.time.edges()[1] == pytest.approx(session.now, abs=60_000)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"state": "computing"}, "…"),
        ({"state": "short"}, "two days of history"),
        ({**TOLD, "state": "no-skill"}, "no better than the value a week before"),
        ({"state": "steady"}, "never changes"),
        ({"state": "old"}, "nothing was measured"),
        ({"state": "failed"}, "the station's log"),
    ],
)
def test_where_there_is_none_it_says_why(
    workspace: Workspace, session: Session, selection: Selection, told: dict[str, Any], said: str
) -> None:
    selection.plot.emit(ROAD, SPEED)
    workspace.panel.toggle_overlay(Overlay.FORECAST)
    answer(session, told)
    workspace.panel.redraw()
    row = workspace.rows[0]
    assert said in row.legend._overlays[0][1]
    assert not row.laid


def test_words_of_numbers_as_they_are_shown() -> None:
    assert forecast_sentence({**TOLD, "half": 1234.4}, "kW", 1.0).startswith("within ±1234 kW in 78 %")
    assert forecast_sentence({**TOLD, "half": 0.0123}, "%", 100.0).startswith("within ±1.2 % in 78 %")
    assert "nearer" not in forecast_sentence({**TOLD, "mae": 5.0}, "kW", 1.0)
    assert forecast_sentence({"state": "ready", "half": "x", "mae_last": None}, "", 1.0).startswith("within ±0")


def test_room_ahead_leaves_most_of_the_picture_to_the_past_and_hands_find_it_where_it_was() -> None:
    now = 1_795_000_000_000
    window = TimeWindow(span_s=3_600)
    assert window.edges(now)[1] == now
    window.ahead_ms = 6 * HOUR
    since, until = window.edges(now)
    assert until - now == MOST_AHEAD * HOUR
    window.move(since / 1000, until / 1000, now)
    assert window.live
    assert window.edges(now) == pytest.approx((since, until), abs=1)
    window.span_s = 7 * 86_400
    since, until = window.edges(now)
    assert until - now == 6 * HOUR
    window.move(since / 1000, until / 1000, now)
    assert window.edges(now) == pytest.approx((since, until), abs=1)


def test_in_a_replay_it_is_greyed_out_and_the_key_says_why(
    qtbot: QtBot, workspace: Workspace, session: Session, selection: Selection
) -> None:
    selection.plot.emit(ROAD, SPEED)
    session.mode = REPLAY
    workspace.panel.setFocus()
    qtbot.keyClick(workspace.panel, Qt.Key.Key_F)
    assert workspace.rows[0].overlays == ()
    assert "too short to foresee from" in workspace.told.text.text()
    menu = PlotMenu(workspace)
    forecast = next(action for action in menu.actions() if action.text().endswith("\tF"))
    assert not forecast.isEnabled()
    assert "too short to foresee from" in forecast.toolTip()
    session.mode = "live"
    assert next(action for action in PlotMenu(workspace).actions() if action.text().endswith("\tF")).isEnabled()
