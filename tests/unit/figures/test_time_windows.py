"""Spans out of samples, and windows over them: gaps, late samples, coverage, quality."""

import numpy as np
import pytest

from opscenter.domain.quality import Quality
from opscenter.figures.held import Samples
from opscenter.figures.running import Running
from opscenter.figures.spans import SpanMaker

MINUTE, HOUR = 60_000, 3_600_000
T = 1_795_000_020_000 // HOUR * HOUR


def samples(*them: tuple[int, int, float] | tuple[int, int, float, int]) -> Samples:
    columns = [[one[column] if column < len(one) else 0 for one in them] for column in range(4)]
    return Samples(
        np.array(columns[0], np.int64), np.array(columns[1], np.int64), np.array(columns[2], np.float64),
        np.array(columns[3], np.uint8),
    )  # fmt: skip


def series(values: list[float], every: int = MINUTE, position: int = 0, start: int = T) -> Samples:
    return samples(*((position, start + number * every, value) for number, value in enumerate(values)))


def test_a_ramp_has_the_mean_of_its_ends() -> None:
    running = Running((MINUTE, 60))
    running.take(T + HOUR, 1, series([float(n) for n in range(61)]))
    value, quality = running.mean(HOUR)
    assert value[0] == pytest.approx(30.0)
    assert quality[0] == Quality.GOOD


def test_the_cut_into_steps_makes_no_difference() -> None:
    random = np.random.default_rng(3)
    values = random.uniform(0, 9, 240).tolist()
    whole, parts = Running((MINUTE, 60), (10 * MINUTE, 18)), Running((MINUTE, 60), (10 * MINUTE, 18))
    whole.take(T + 2 * HOUR, 1, series(values, 30_000))
    for first in range(0, 240, 7):
        until = T + min(first + 7, 240) * 30_000
        parts.take(until, 1, series(values[first : first + 7], 30_000, start=T + first * 30_000))
    for span in (10 * MINUTE, HOUR, 2 * HOUR):
        assert whole.mean(span)[0] == pytest.approx(parts.mean(span)[0])


def test_under_three_quarters_of_the_window_nothing_is_said() -> None:
    running = Running((MINUTE, 60))
    running.take(T + HOUR, 2, samples(*((p, T + (15 + p + n) * MINUTE, 5.0) for p in (0, 1) for n in range(45 - p))))
    assert running.mean(HOUR)[0].tolist() == pytest.approx([5.0, np.nan], nan_ok=True)


def test_a_gap_is_out_of_proportion_to_how_often_one_speaks() -> None:
    running = Running((MINUTE, 60))
    quick = [(0, T + n * MINUTE, 1.0) for n in range(20)] + [(0, T + n * MINUTE, 9.0) for n in range(40, 61)]
    hourly = [(1, T - HOUR, 4.0), (1, T, 4.0), (1, T + HOUR, 8.0)]
    running.take(T + HOUR + 1, 2, samples(*quick, *hourly))
    assert running.sums(HOUR).known_ms.tolist() == pytest.approx([40 * MINUTE - MINUTE, HOUR], abs=2 * MINUTE)
    assert np.isnan(running.mean(HOUR)[0][0])
    assert running.mean(HOUR)[0][1] == pytest.approx(6.0, abs=0.1)


def test_late_repeated_bad_and_wild_samples() -> None:
    maker = SpanMaker()
    maker.resize(1)
    good = maker.take(samples((0, T, 1.0), (0, T, 7.0), (0, T + MINUTE, 1.0)), -10, 10)
    assert (good.first.tolist(), good.last.tolist()) == ([1.0], [1.0])
    assert not len(maker.take(samples((0, T + 30_000, 99.0), (0, T, 99.0)), -10, 10).position)
    wild = samples(
        (0, T + 2 * MINUTE, 99.0), (0, T + 3 * MINUTE, 2.0), (0, T + 4 * MINUTE, 2.0, Quality.BAD),
        (0, T + 5 * MINUTE, np.nan), (0, T + 6 * MINUTE, 2.0), (0, T + 7 * MINUTE, 3.0, Quality.SUSPECT),
    )  # fmt: skip
    spans = maker.take(wild, -10, 10)
    assert (spans.start.tolist(), spans.suspect.tolist()) == ([T + 6 * MINUTE], [True])


def test_what_came_last_goes_on_for_as_long_as_the_next_may_be_awaited() -> None:
    running = Running((MINUTE, 60))
    running.take(T + 10 * MINUTE, 1, series([2.0] * 6))  # to T + 5 min, each minute
    assert not running.sums(5 * MINUTE).known_ms[0]  # awaited for 3 + 1 minutes
    running.take(T + 10 * MINUTE, 1, series([2.0], start=T + 6 * MINUTE + 1))
    assert running.sums(3 * MINUTE).integral[0] == pytest.approx(2.0 * 3 * MINUTE)


def test_a_suspect_sample_makes_the_window_suspect_until_it_has_left_it() -> None:
    running = Running((MINUTE, 10))
    running.take(T + 5 * MINUTE, 1, samples(*((0, T + n * MINUTE, 1.0, int(n == 2)) for n in range(6))))
    assert running.mean(5 * MINUTE)[1].tolist() == [Quality.SUSPECT]
    running.take(T + 9 * MINUTE, 1, series([1.0] * 4, start=T + 6 * MINUTE))
    assert running.mean(5 * MINUTE)[1].tolist() == [Quality.GOOD]


def test_a_memory_of_another_length_is_refused() -> None:
    running = Running((MINUTE, 10))
    running.take(T, 1, series([1.0]))
    with pytest.raises(ValueError, match="length"):
        Running((MINUTE, 20)).load("a", running.save("a"))
    with pytest.raises(KeyError):
        Running((MINUTE, 10)).load("b", running.save("a"))


def test_a_past_in_wide_steps_and_a_present_in_narrow_ones_in_one_step() -> None:
    running = Running((MINUTE, 60))
    past = [(p, T + n * 5 * MINUTE, 3.0) for p in (0, 1) for n in range(12)]
    present = [(p, T + 55 * MINUTE + n * 10_000, 3.0) for p in (0, 1) for n in range(1, 31)]
    running.take(T + HOUR, 2, samples(*past, *present))
    assert running.mean(HOUR)[0].tolist() == [3.0, 3.0]
