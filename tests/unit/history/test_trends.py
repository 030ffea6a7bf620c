"""A trend says of a span what all samples would say, wherever these are kept, and forgets no peak."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opscenter.history.marks import segments_gone
from opscenter.history.rollup import DAY, HOUR, MINUTES_5
from opscenter.history.room import TooMuchError
from opscenter.history.trends import Trend, TrendReader, bin_width
from tests.support.sealed import Beat, Sample, Sealed, columns_of

T0 = 1_795_000_000_000 // DAY * DAY

CELLS = st.integers(0, 3)
VALUES = st.one_of(st.integers(-400, 400).map(lambda number: number / 4), st.just(math.nan))
SAMPLES = st.lists(
    st.tuples(CELLS, st.integers(T0, T0 + 2 * DAY), VALUES, st.integers(0, 3)),
    min_size=1, max_size=40, unique_by=lambda sample: sample[:2],
)  # fmt: skip


@pytest.fixture
def history(tmp_path: Path) -> Iterator[Sealed]:
    made = Sealed(tmp_path)
    yield made
    made.close()


def within(samples: list[Sample], cell: int, since: int, until: int) -> list[Sample]:
    return sorted((s for s in samples if s[0] == cell and since <= s[1] <= until), key=lambda s: s[1])


def check(trend: Trend, samples: list[Sample], points: int) -> None:
    """`trend` is what `samples` (of one cell, within the span, by time) are."""
    columns = trend.columns
    if not trend.width:
        assert columns["time"].tolist() == [s[1] for s in samples]
        np.testing.assert_array_equal(columns["value"], [s[2] for s in samples])
        assert columns["quality"].tolist() == [s[3] for s in samples]
        assert not points or len(samples) <= points
        return
    assert len(columns["time"]) <= points
    bins: dict[int, list[Sample]] = {}
    for sample in samples:
        bins.setdefault(sample[1] // trend.width * trend.width, []).append(sample)
    assert columns["time"].tolist() == list(bins)
    for place, mine in enumerate(bins.values()):
        numbers = [s[2] for s in mine if not math.isnan(s[2])]
        expected = {
            "count": len(numbers), "first": mine[0][2], "last": mine[-1][2], "first_time": mine[0][1],
            "last_time": mine[-1][1], "low": min(numbers, default=math.nan), "high": max(numbers, default=math.nan),
            "sum": sum(numbers) if numbers else math.nan, "quality": max(s[3] for s in mine),
        }  # fmt: skip
        for name, value in expected.items():
            np.testing.assert_array_equal(columns[name][place], value, err_msg=name)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    SAMPLES, st.lists(st.sampled_from(("run", "segment", "block", "both", "memory")), min_size=1, max_size=6),
    st.integers(T0 - HOUR, T0 + 2 * DAY), st.integers(0, 2 * DAY), st.sampled_from((0, 2, 3, 8, 50)),
)  # fmt: skip
def test_it_is_what_all_samples_are(
    tmp_path_factory: Any, samples: list[Sample], kinds: list[str], since: int, length: int, points: int
) -> None:
    history = Sealed(tmp_path_factory.mktemp("history"))
    try:
        rest = samples
        for place, kind in enumerate(sorted(kinds, key=("run", "segment", "block", "both", "memory").index)):
            some, rest = rest[: len(samples) // len(kinds) + 1], rest[len(samples) // len(kinds) + 1 :]
            if not some:
                break
            if kind == "run":
                history.run(some)
            elif kind == "segment":
                history.segment(some)
            elif kind == "block":
                history.block(some)
            else:
                history.beat(some, on_disk=kind == "both")
            assert place < 6
        kept = [s for s in samples if s not in rest]
        reader = TrendReader()
        for _ in range(2):  # the second time out of the cache
            found = reader.read(history.db, [3, 0, 2, 1, 7], since, since + length, points, history.memory)
            assert set(found) == {0, 1, 2, 3, 7}
            for cell, trend in found.items():
                check(trend, within(kept, cell, since, since + length), points)
    finally:
        history.close()


def days(count: int, cadence: int, cells: int = 2) -> list[Sample]:
    rng = np.random.default_rng(3)
    return [
        (cell, T0 + step * cadence, float(value), 0)
        for cell in range(cells)
        for step, value in enumerate((np.round(4 * rng.normal(50, 5, count * DAY // cadence)) / 4).tolist())
    ]


def test_a_peak_of_a_second_is_there_at_every_zoom(history: Sealed) -> None:
    samples = days(6, 60_000)
    peak = samples.index(next(s for s in samples if s[1] > T0 + 3 * DAY))
    samples[peak] = (*samples[peak][:2], 999.0, 3)
    for day in range(6):
        history.run([s for s in samples if T0 + day * DAY <= s[1] < T0 + (day + 1) * DAY])
    reader = TrendReader()
    for points in (5, 10, 50, 300, 1_600):
        trend = reader.read(history.db, [0], T0, T0 + 6 * DAY, points)[0]
        assert len(trend.columns["time"]) <= points
        at = int(np.argmax(trend.columns["high"]))
        assert trend.columns["high"][at] == 999.0 and trend.columns["quality"][at] == 3
        assert trend.columns["first_time"][at] <= samples[peak][1] <= trend.columns["last_time"][at]
        assert trend.columns["count"].sum() == 6 * DAY // 60_000


def test_wide_bins_are_made_of_rollups_and_exact_at_both_ends(history: Sealed) -> None:
    samples = days(4, 60_000)
    run = history.run(samples)
    since, until = T0 + DAY + 61_234, T0 + 3 * DAY + 2_345_678
    trend = TrendReader().read(history.db, [0], since, until, 60)[0]
    assert trend.width and trend.width % MINUTES_5 == 0
    check(trend, within(samples, 0, since, until), 60)
    # Only the ends are read as samples: what is between comes without them.
    history.db.execute("UPDATE run_chunk SET block = x'' WHERE run = ? AND first > ? AND last < ?", (run, since, until))
    check(TrendReader().read(history.db, [0], since, until, 60)[0], within(samples, 0, since, until), 60)


def test_where_samples_are_gone_rollups_are_shown_at_every_zoom(history: Sealed) -> None:
    samples = days(2, 60_000)
    history.forget_samples(history.run([s for s in samples if s[1] < T0 + DAY]))
    history.run([s for s in samples if s[1] >= T0 + DAY])
    since, until = T0 + DAY - HOUR + 90_000, T0 + DAY + HOUR
    trend = TrendReader().read(history.db, [0], since, until, 500)[0]
    old = trend.columns["time"] < T0 + DAY
    assert trend.columns["last_time"][old].tolist()[0] == T0 + DAY - HOUR + 4 * 60_000
    assert np.diff(trend.columns["last_time"][old]).tolist() == [MINUTES_5] * (int(old.sum()) - 1)
    inside = [s[2] for s in within(samples, 0, since, T0 + DAY - 1)]
    assert trend.columns["high"][old].max() >= max(inside) and trend.columns["low"][old].min() <= min(inside)
    assert int(np.count_nonzero(~old)) == 61  # the others are all there
    history.db.execute("DELETE FROM rollup_chunk WHERE width < ?", (HOUR,))
    trend = TrendReader().read(history.db, [0], since, until, 500)[0]
    assert int(np.count_nonzero(trend.columns["time"] < T0 + DAY)) == 1
    assert TrendReader().read(history.db, [0], since, until, 0)[0].width == 0  # only samples were asked for


@pytest.mark.parametrize(("points", "bins"), [(300, 288), (100, 96)])
def test_while_rollups_are_being_deleted_no_series_is_blank(history: Sealed, points: int, bins: int) -> None:
    samples = days(1, 60_000, cells=8)  # in two blocks
    run = history.run(samples)
    history.forget_samples(run)
    history.db.execute("DELETE FROM rollup_chunk WHERE width = ? AND first_cell = 0", (MINUTES_5,))
    found = TrendReader().read(history.db, [0, 7], T0, T0 + DAY - 1, points)
    assert all(int(trend.columns["count"].sum()) == 1_440 for trend in found.values())
    assert [len(found[cell].columns["time"]) for cell in (0, 7)] == [24, bins]


def test_few_samples_are_given_as_they_are_even_over_years(history: Sealed) -> None:
    samples = [(1, T0 + day * DAY, float(day), 0) for day in range(700)]
    for start in range(0, 700, 100):
        history.run(samples[start : start + 100])
    trend = TrendReader().read(history.db, [1], 0, 2**53, 1_600)[1]
    assert trend.width == 0 and len(trend.columns["time"]) == 700


def test_a_short_part_of_a_long_span_is_shown_finely(history: Sealed) -> None:
    history.run(days(1, 10_000))
    trend = TrendReader().read(history.db, [0], 0, 2**53, 1_000)[0]
    assert 500 < len(trend.columns["time"]) <= 1_000
    assert trend.columns["count"].sum() == 8_640


def test_what_is_not_ready_is_not_read(history: Sealed) -> None:
    history.run([(0, T0, 1.0, 0)])
    history.run([(0, T0 + 1, 2.0, 0)], ready=False)
    assert TrendReader().read(history.db, [0], 0, 2**53, 0)[0].columns["value"].tolist() == [1.0]


def test_damaged_chunks_are_passed_over_and_told(history: Sealed, caplog: pytest.LogCaptureFixture) -> None:
    samples = days(2, 60_000)
    damaged = history.run([s for s in samples if s[1] < T0 + DAY])
    history.run([s for s in samples if s[1] >= T0 + DAY])
    history.db.execute("UPDATE rollup_chunk SET block = substr(block, 1, 40) WHERE run = ?", (damaged,))
    reader = TrendReader()
    trend = reader.read(history.db, [0], T0, T0 + 2 * DAY, 100)[0]
    check(trend, within(samples, 0, T0, T0 + 2 * DAY), 100)  # made of the samples
    assert trend.damaged == []
    history.db.execute("UPDATE run_chunk SET block = substr(block, 1, 40) WHERE run = ?", (damaged,))
    reader.forget()
    trend = reader.read(history.db, [0], T0, T0 + 2 * DAY, 100)[0]
    check(trend, within(samples, 0, T0 + DAY, T0 + 2 * DAY), 100)
    assert trend.damaged and all(T0 <= since <= until < T0 + DAY for since, until in trend.damaged)
    assert "passed over" in caplog.text
    assert reader.read(history.db, [0], T0 + DAY, T0 + 2 * DAY, 100)[0].damaged == []


def test_memory_is_bounded(history: Sealed) -> None:
    history.run(days(2, 10_000, cells=6))
    reader = TrendReader(cache_bytes=600_000)
    for cell in range(6):
        reader.read(history.db, [cell], T0, T0 + HOUR, 0)
        assert 0 < reader.kept.nbytes <= 600_000
    reader.forget()
    assert reader.kept.nbytes == 0


@pytest.mark.parametrize("where", ["run", "segment", "block"])
def test_what_an_answer_gathers_is_bounded(history: Sealed, where: str) -> None:
    samples = days(2, 10_000, cells=2)
    getattr(history, where)(samples)
    reader = TrendReader(cache_bytes=0, most=10_000)
    with pytest.raises(TooMuchError, match="more than 10,000 samples"):
        reader.read(history.db, [0], T0, T0 + 2 * DAY, 0)
    assert len(reader.read(history.db, [0], T0, T0 + DAY, 0)[0].columns["time"]) == 8_641, "there is room again"


def test_where_too_much_would_have_to_be_gathered_bins_are_wider(history: Sealed) -> None:
    samples = days(2, 10_000, cells=2)
    history.run(samples)
    trends = TrendReader(cache_bytes=0, most=10_000).read(history.db, [0, 1], T0, T0 + 2 * DAY, 1_500)
    for cell, trend in trends.items():
        assert trend.width == MINUTES_5
        check(trend, within(samples, cell, T0, T0 + 2 * DAY), 1_500)


def test_beats_in_memory_are_not_told_twice_when_all_segments_are_gone(history: Sealed) -> None:
    samples: list[Sample] = [(0, T0 + second * 1_000, float(second), 0) for second in range(60)]
    history.run(samples)
    columns = columns_of(samples)
    newest = history.db.execute("SELECT max(last_beat) FROM segment").fetchone()[0]
    memory = [Beat(newest, **columns), Beat(newest + 1, **columns_of([(0, T0 + 60_000, 60.0, 0)]))]  # type: ignore[arg-type]
    history.db.execute("DELETE FROM segment")
    segments_gone(history.db, newest)
    trend = TrendReader().read(history.db, [0], T0, T0 + DAY, 0, memory)[0]
    assert trend.columns["value"].tolist() == list(range(61))


@given(st.integers(-(2**53), 2**53), st.integers(0, 2**53), st.integers(2, 5_000))
def test_the_grid_has_no_more_bins_than_points(since: int, length: int, points: int) -> None:
    width = bin_width(since, since + length, points)
    assert (since + length) // width - since // width + 1 <= points
    assert bin_width(since + 977, since + 977 + length, points) == width  # moving a plot changes nothing
