"""Plots of what was recorded long ago: found, shown, named, and never a picture full of nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opscenter.console.plots.bands import without
from opscenter.console.plots.buffer import MAX_SAMPLES, SeriesBuffer
from opscenter.console.plots.panel import TrendsPanel
from opscenter.console.plots.time_axis import TimeAxis
from opscenter.console.plots.window import LONGEST_S, TimeWindow, telling_span_s
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from tests.support.fake_city import beat

ROAD = "urn:ngsi-ld:TrafficFlowObserved:00000"
RAIN = "urn:ngsi-ld:WeatherObserved:00001"
HOUR = 3_600_000
THEN = int(datetime(2023, 9, 3, 15, tzinfo=UTC).timestamp()) * 1000  # 23:00 in Hong Kong


@pytest.fixture
def panel(qtbot: QtBot, session: Session, selection: Selection) -> Iterator[TrendsPanel]:
    made = TrendsPanel(session, selection, Theme())
    made.clear()
    made.resize(700, 400)
    qtbot.addWidget(made)
    made.show()
    yield made


def hourly(count: int = 24) -> Answer:
    times = THEN - HOUR * np.arange(count - 1, -1, -1, dtype=np.int64)
    columns = {"time": times, "value": np.linspace(20, 60, count), "quality": np.zeros(count, np.uint8)}
    return Answer({"gaps": [], "raw": True}, columns)


def make_old(session: Session, *pairs: tuple[str, str]) -> None:
    for entity, attribute in pairs:
        cell = session.mirror.cell(session.mirror.row_of[entity], attribute)
        session.mirror.measured[cell] = THEN
    session.channel.answers["series"] = hourly()  # type: ignore[union-attr]


def seen(panel: TrendsPanel) -> tuple[float, float]:
    since, until = panel.rows[0].plot.getViewBox().viewRange()[0]
    return since * 1000, until * 1000


def test_a_series_of_another_year_is_shown_where_its_data_are(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    make_old(session, (ROAD, "averageVehicleSpeed"))
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    panel.redraw()
    since, until = seen(panel)
    assert since < THEN - 23 * HOUR < THEN < until < THEN + HOUR
    row = panel.rows[0]
    assert row.away.isHidden() and not panel.toolbar.live.isChecked()
    assert row.gaps.spans == [] or max(start for start, _ in row.gaps.spans) * 1000 >= THEN  # hours are no holes
    assert row.picture.traces[0] is not None and len(row.picture.traces[0].lines[0][0]) == 24


def test_a_fresh_series_brings_the_present_back_unless_a_person_chose_the_time(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    make_old(session, (ROAD, "averageVehicleSpeed"))
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    selection.plot.emit(RAIN, "temperature")
    assert panel.toolbar.live.isChecked()
    panel.rows[0].newest_wanted.emit()
    selection.plot.emit(RAIN, "precipitation")
    assert not panel.toolbar.live.isChecked()


def test_what_is_fresh_keeps_the_present_though_the_past_is_found_later(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    make_old(session, (ROAD, "averageVehicleSpeed"))
    channel = session.channel
    channel.answers.clear()  # type: ignore[union-attr]
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    search = channel.asked[-1]  # type: ignore[union-attr]
    assert search[1]["args"]["from"] == 0
    selection.plot.emit(RAIN, "temperature")
    search[2](hourly())
    assert panel.toolbar.live.isChecked()


def test_where_nothing_is_to_be_seen_a_sentence_leads_to_the_data(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    make_old(session, (ROAD, "averageVehicleSpeed"))
    selection.plot.emit(RAIN, "temperature")
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    panel.redraw()
    row = panel.rows[1]
    assert not row.away.isHidden() and "2023-09-03 23:00" in row.away.text()
    assert row.gaps.spans == []
    row.away.click()
    panel.redraw()
    assert row.away.isHidden()
    assert seen(panel)[0] < THEN < seen(panel)[1]


def test_all_data_shows_everything_from_the_first_to_the_last(
    qtbot: QtBot, panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    make_old(session, (ROAD, "averageVehicleSpeed"))
    session.channel.answers["series"] = hourly(24 * 50)  # type: ignore[union-attr]
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    panel.time.go_live()
    qtbot.mouseClick(panel.toolbar.data, Qt.MouseButton.LeftButton)
    panel.redraw()
    since, until = seen(panel)
    assert since <= THEN - (24 * 50 - 1) * HOUR and THEN < until < THEN + 48 * HOUR
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_L)
    assert panel.toolbar.live.isChecked()


def test_the_answer_to_an_older_wish_changes_nothing(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    panel.time.show_all()
    panel.time.use_span(3600)
    answer = hourly()
    session.channel.answer(answer.header, answer.columns)  # type: ignore[union-attr]
    assert panel.toolbar.live.isChecked() and panel.window_of_time.span_s == 3600


def test_states_come_from_history_and_do_not_run_through_an_outage(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    cell = session.mirror.cell(session.mirror.row_of[ROAD], "intensity")
    beat(session, values={cell: float("nan")}, texts={cell: "normal"})
    now = session.now
    gap = [now - 200_000, now - 166_000]
    channel = session.channel
    channel.answers["series"] = Answer({"gaps": [gap], "raw": True}, {})  # type: ignore[union-attr]
    texts = [
        {"time": now - 9_000_000, "text": "closed", "quality": 0},
        {"time": now - 400_000, "text": "normal", "quality": 0},
        {"time": "never", "text": 5},
    ]
    channel.answers["texts"] = Answer({"texts": texts}, {})  # type: ignore[union-attr]
    selection.plot.emit(ROAD, "intensity")
    panel.redraw()
    row = panel.rows[0]
    bands = [(band.text, round(band.since * 1000), round(band.until * 1000)) for band in row.bands.bands]
    assert bands[0] == ("closed", now - 9_000_000, now - 400_000)
    assert bands[1] == ("normal", now - 400_000, gap[0])
    assert bands[2][:2] == ("normal", gap[1])
    assert (gap[0] / 1000, gap[1] / 1000) in row.gaps.spans
    panel.grab()


@given(st.lists(st.tuples(st.integers(-50, 150), st.integers(0, 40)), max_size=8))
def test_what_is_left_of_a_span_lies_in_no_hole(raw: list[tuple[int, int]]) -> None:
    holes = [(start, start + length) for start, length in raw]
    left = {at for a, b in without(0, 100, holes) for at in range(a, b)}
    assert left == {at for at in range(100) if not any(start <= at < end for start, end in holes)}


NOW = 2_000_000_000_000


def test_zooming_out_goes_on_to_the_present_and_a_span_returns_to_it() -> None:
    window = TimeWindow()
    for _ in range(60):
        since, until = window.edges(NOW)
        window.move((since - (until - since)) / 1000, (until + (until - since)) / 1000, NOW)
        assert window.edges(NOW)[1] <= NOW and window.span_s <= LONGEST_S
    window.choose(86_400, NOW)
    assert window.live and window.edges(NOW) == (NOW - 86_400_000, NOW)


@given(st.floats(-1e10, 1e10), st.floats(0, 1e10))
def test_the_future_is_never_more_than_a_margin(since: float, span: float) -> None:
    window = TimeWindow()
    window.move(since, since + span, NOW)
    for seconds in (None, 600, 86_400):
        if seconds is not None:
            window.choose(seconds, NOW)
        first, last = window.edges(NOW)
        assert last <= NOW + 0.021 * (last - first)


def test_in_the_past_a_span_ends_where_the_picture_ends() -> None:
    window = TimeWindow()
    window.show(THEN - HOUR, THEN, NOW)
    end = window.edges(NOW)[1]
    window.choose(86_400, NOW)
    assert window.edges(NOW) == (end - 86_400_000, end)


def test_the_span_around_the_newest_value_holds_enough_of_them() -> None:
    assert telling_span_s(np.arange(24) * HOUR) == 86_400
    assert telling_span_s(np.arange(900) * 1000) == 600
    assert telling_span_s(np.array([0, 10**12])) == 2_592_000
    assert telling_span_s(np.empty(0, np.int64)) == 600


def test_history_of_long_ago_is_kept_though_the_buffer_is_full_of_the_present() -> None:
    buffer = SeriesBuffer()
    for number in range(MAX_SAMPLES):
        buffer.append(NOW + number, 1.0, 0)
    buffer.merge([THEN, THEN + 1], [5.0, 6.0], [0, 0])
    assert len(buffer) == MAX_SAMPLES and buffer.time[:2].tolist() == [THEN, THEN + 1]


@pytest.mark.parametrize("zone", ["Asia/Hong_Kong", "America/New_York", "UTC"])
@pytest.mark.parametrize("width", [180, 640, 1900])
def test_labels_of_times_never_meet(qtbot: QtBot, zone: str, width: int) -> None:
    axis = TimeAxis(zone)
    axis.dated = True
    span = 5.0
    while span <= LONGEST_S:
        end = NOW / 1000
        ((step, ticks),) = axis.tickValues(end - span, end, width)
        texts = axis.tickStrings(ticks, 1, step)
        assert step < 86_400 or len(set(texts)) == len(texts)
        pixels = np.array(ticks) / span * width
        assert (np.diff(pixels) >= 80).all(), (span, step)
        assert all(len(text) <= 11 for text in texts)
        span *= 1.5


def test_days_stand_at_local_midnight_also_when_the_clocks_change(qtbot: QtBot) -> None:
    axis = TimeAxis("America/New_York")
    start = datetime(2026, 10, 28, tzinfo=UTC).timestamp()
    ((step, ticks),) = axis.tickValues(start, start + 9 * 86_400, 960)
    texts = axis.tickStrings(ticks, 1, step)
    assert "2026-11-01" in texts and "2026-11-02" in texts
    assert [round(after - before) for before, after in pairwise(ticks)].count(90_000) == 1


def test_a_past_day_is_named_where_there_is_room_though_no_midnight_is_in_view(qtbot: QtBot) -> None:
    axis = TimeAxis("Asia/Hong_Kong")
    axis.dated = True
    axis.resize(600, 20)
    since, until = THEN / 1000 - 7 * 3600 - 1200, THEN / 1000
    axis.setRange(since, until)
    ((step, ticks),) = axis.tickValues(since, until, 600)
    texts = axis.tickStrings(ticks, 1, step)
    assert len(texts[0]) == 5  # too near the edge
    assert texts[1].startswith("09-03 ") and all(len(text) == 5 for text in texts[2:])


def test_forty_clicks_of_the_wheel_end_at_the_present(
    panel: TrendsPanel, session: Session, selection: Selection
) -> None:
    selection.plot.emit(ROAD, "averageVehicleSpeed")
    panel.redraw()
    viewport = panel.rows[0].view.viewport()
    QApplication.processEvents()  # the plot gets its size
    at = QPointF(viewport.rect().center())
    nothing, scroll = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    for _ in range(40):
        globally = QPointF(viewport.mapToGlobal(at.toPoint()))
        turn = QPoint(0, -120)
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(viewport, QWheelEvent(at, globally, QPoint(), turn, nothing, none, scroll, False))
    since, until = seen(panel)
    pixel = (until - since) / panel.rows[0].plot.getViewBox().width()
    assert until - since > 86_400_000 and until <= session.now + 1.5 * pixel
    panel.time.use_span(86_400)
    since, until = seen(panel)
    assert abs(until - session.now) < 2_000 + 86_400_000 / 500 and round((until - since) / 1000) == 86_400
