"""Buffers, decimation and spans behind the plots: nothing is lost, nothing is joined that must not be."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscenter.console.plots.buffer import MAX_SAMPLES, SeriesBuffer
from opscenter.console.plots.decimate import curves
from opscenter.console.plots.mime import read_mime, write_mime
from opscenter.console.plots.spans import spans_before, spans_now
from opscenter.console.plots.time_axis import TimeAxis
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.rule import Rule, RuleKind
from tests.support.fake_city import NOW, make_alarm


def filled(count: int, step: int = 1000) -> SeriesBuffer:
    buffer = SeriesBuffer()
    for number in range(count):
        buffer.append(number * step, float(number), 0)
    return buffer


def test_samples_are_kept_in_order_of_measured_at() -> None:
    buffer = SeriesBuffer()
    for time in (1000, 3000, 2000, 500):
        assert buffer.append(time, time / 1000, 0)
    assert buffer.time.tolist() == [500, 1000, 2000, 3000]
    assert buffer.value.tolist() == [0.5, 1.0, 2.0, 3.0]


def test_the_same_moment_replaces() -> None:
    buffer = filled(3)
    assert buffer.append(1000, 9.0, 1)
    assert not buffer.append(1000, 9.0, 1)
    assert buffer.value.tolist() == [0.0, 9.0, 2.0]
    assert buffer.at(1500) == (9.0, 1)
    assert math.isnan(buffer.at(-1)[0])


def test_the_buffer_is_bounded_and_drops_the_oldest() -> None:
    buffer = filled(MAX_SAMPLES + 10)
    assert len(buffer) <= MAX_SAMPLES
    assert buffer.value[-1] == MAX_SAMPLES + 9
    assert 0 < buffer.dropped_before <= buffer.time[0]
    buffer.merge(np.arange(MAX_SAMPLES * 2), np.zeros(MAX_SAMPLES * 2), np.zeros(MAX_SAMPLES * 2))
    assert len(buffer) <= MAX_SAMPLES


def test_history_goes_before_and_between_what_beats_brought() -> None:
    buffer = SeriesBuffer()
    buffer.append(5000, 5.0, 0)
    buffer.append(9000, 9.0, 0)
    buffer.merge([1000, 4000, 5000, 6000], [1, 4, 5, 6], [0, 0, 0, 0])
    assert buffer.time.tolist() == [1000, 4000, 5000, 6000, 9000]


def test_bins_keep_their_lows_and_highs() -> None:
    buffer = SeriesBuffer()
    buffer.merge_bins([1000, 2000], [1.0, -5.0], [2.0, 50.0], [0, 0])
    assert buffer.value.tolist() == [1.0, 2.0, -5.0, 50.0]


def test_texts_are_numbered_and_bounded() -> None:
    buffer = SeriesBuffer()
    assert [buffer.code(text) for text in ("open", "closed", "open")] == [0, 1, 0]
    for number in range(500):
        buffer.code(f"state {number}")
    assert len(buffer.texts) <= 64


def drawn(times: list[int], values: list[float], qualities: list[int] | None = None, **options: object):  # type: ignore[no-untyped-def]
    arguments = {"since": times[0], "until": times[-1], "columns": 100, "break_after_ms": 10_000, **options}
    quality = np.array(qualities if qualities is not None else [0] * len(times), np.uint8)
    return curves(np.array(times, np.int64), np.array(values, float), quality, **arguments)  # type: ignore[arg-type]


def test_a_gap_breaks_the_line() -> None:
    result = drawn([0, 1000, 50_000, 51_000], [1, 2, 3, 4])
    assert result.breaks == [(1000, 50_000)]
    assert np.isnan(result.good[1]).sum() == 1
    assert len(result.good[1]) == 5


def test_a_known_gap_breaks_the_line_though_the_samples_are_near() -> None:
    assert np.isnan(drawn([0, 1000, 5000, 6000], [1, 2, 3, 4], gaps=[(1500, 4500)]).good[1]).sum() == 1


def test_lesser_quality_is_a_line_of_its_own_that_meets_the_good_one() -> None:
    result = drawn([0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 0, 1, 0, 3])
    assert result.suspect[0].tolist() == [1, 2, 3]
    assert np.isnan(result.good[1]).sum() == 1
    assert result.bad[0].tolist() == [4]
    assert result.high == 3  # a bad value does not stretch the scale


@given(st.integers(1, 60), st.integers(500, 4000), st.integers(0, 2**31))
def test_no_peak_is_lost_however_many_samples_share_a_column(columns: int, count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=count)
    result = drawn(list(range(count)), values.tolist(), columns=columns)
    x, y = result.good
    assert len(y) <= 4 * (columns + 3)
    assert np.nanmax(y) == values.max() and np.nanmin(y) == values.min()
    assert (np.diff(x[~np.isnan(y)]) >= 0).all()


def test_nothing_to_draw() -> None:
    result = drawn([0, 1], [math.nan, math.nan])
    assert len(result.good[0]) == 0 and math.isnan(result.low)


def test_alarm_spans_now() -> None:
    standing = make_alarm(1, "e", Priority.HIGH)
    returned = make_alarm(2, "e", Priority.LOW, state=AlarmState.RTNUN, returned_at=NOW)
    shelved = make_alarm(3, "e", state=AlarmState.SHLVD)
    spans = spans_now([standing, returned, shelved])
    assert [(span.since, span.until) for span in spans] == [(standing.since, None), (returned.since, NOW)]


def test_alarm_spans_from_the_journal() -> None:
    rule = Rule("slow", RuleKind.LIMIT, "T", "v", Priority.HIGH, {})
    events = [
        {"occurrence": "slow@e@1", "at": 900, "state": "NORM"},
        {"occurrence": "slow@e@1", "at": 100, "state": "UNACK"},
        {"occurrence": "slow@e@1", "at": 500, "state": "ACKED"},
        {"occurrence": "slow@e@2", "at": 2000, "state": "UNACK"},
    ]
    spans = spans_before(events, [rule])
    assert [(span.since, span.until, span.priority) for span in spans] == [(100, 900, Priority.HIGH)]


@pytest.mark.parametrize("raw", [b"", b"{}", b"[1]", b'[["a"]]', b"[[1, 2]]", b"\xff", b'"text"'])
def test_a_foreign_drag_is_nothing(raw: bytes) -> None:
    assert read_mime(raw) == []


def test_a_drag_survives() -> None:
    assert read_mime(write_mime([("urn:x", "speed"), ("urn:y", "名")])) == [("urn:x", "speed"), ("urn:y", "名")]


def test_time_ticks_stand_on_round_local_times(qtbot: object) -> None:
    axis = TimeAxis("Asia/Kolkata")  # half an hour off
    at = 1_795_000_000.0
    ((step, ticks),) = axis.tickValues(at, at + 4 * 3600, 600)
    texts = axis.tickStrings(ticks, 1, step)
    assert texts and all(text.endswith(":00") for text in texts)
    assert axis.tickValues(0, float("inf"), 600) == []
    assert axis.tickValues(5, 5, 600) == []
