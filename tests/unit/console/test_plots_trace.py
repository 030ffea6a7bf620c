"""What a curve draws: no peak lost, nothing joined that must not be, doubt told by form; states as bands, mixtures."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from opscenter.console.plots.holes import Hole, Why, common, known_holes
from opscenter.console.plots.lanes import lane_of
from opscenter.console.plots.nice import nice_step, nice_ticks, tick_texts
from opscenter.console.plots.notes import Note, Notes, read_notes
from opscenter.console.plots.scales import Bounds, Rooms, Scale
from opscenter.console.plots.stretch import Stretch, joined, samples
from opscenter.console.plots.trace import Trace, trace
from opscenter.console.session import Answer
from opscenter.domain.quality import Quality

DAY = 86_400_000


def drawn(
    times: list[int], values: list[float], qualities: list[int] | None = None, columns: int = 100, far: float = 1e9
) -> Trace:
    stretch = samples(
        np.array(times, np.int64),
        np.array(values, np.float64),
        np.array(qualities or [0] * len(times), np.uint8),
    )
    return trace(stretch, times[0], times[-1], columns, far)


def test_few_samples_are_a_line_with_points() -> None:
    found = drawn([0, 100, 200], [1.0, 5.0, 2.0], columns=400)
    assert found.lines[0][1].tolist() == [1.0, 5.0, 2.0]
    assert found.points[0][0].tolist() == [0, 100, 200]
    assert (found.low, found.high) == (1.0, 5.0)
    assert not found.envelopes


@given(st.integers(500, 5_000), st.integers(20, 200), st.integers(0, 2**31))
def test_no_peak_is_lost_in_an_envelope(count: int, columns: int, seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=count)
    found = drawn(list(range(count)), values.tolist(), columns=columns)
    if count > 1.5 * columns + 1:
        assert found.envelopes and not found.points
        assert max(each.high.max() for each in found.envelopes) == values.max()
        assert min(each.low.min() for each in found.envelopes) == values.min()
        assert len(found.lines[0][0]) <= columns + 3
    assert (found.low, found.high) == (values.min(), values.max())


def test_a_picture_that_moves_by_whole_pixels_keeps_its_shape() -> None:
    values = np.random.default_rng(1).normal(size=6_000)
    stretch = samples(np.arange(6_000, dtype=np.int64) * 100, values, np.zeros(6_000, np.uint8))
    one = trace(stretch, 100_000, 500_000, 400, 1e9)
    other = trace(stretch, 103_000, 503_000, 400, 1e9)
    middle = (one.lines[0][0] > 150_000) & (one.lines[0][0] < 450_000)
    again = (other.lines[0][0] > 150_000) & (other.lines[0][0] < 450_000)
    assert one.lines[0][1][middle].tolist() == other.lines[0][1][again].tolist()


def test_fine_rows_beside_wide_ones_look_like_them() -> None:
    wide = Stretch(
        np.arange(0, 900_000, 1_000, dtype=np.int64), np.full(900, 1_000, np.int64), np.zeros(900), np.ones(900),
        np.full(900, 0.5), np.full(900, 100.0), np.zeros(900, np.uint8),
    )  # fmt: skip
    fine = samples(
        np.arange(900_000, 1_000_000, 200, dtype=np.int64), np.tile([0.0, 1.0], 250), np.zeros(500, np.uint8)
    )
    found = trace(joined([wide, fine]), 0, 1_000_000, 1_000, 5_000)
    assert np.nanmax(np.diff(found.lines[0][1][950:])) < 0.3  # the mean of each pixel, not up and down in it
    assert found.envelopes[-1].high[-1] == 1.0


def test_a_line_breaks_where_nothing_was_sent_and_where_messages_were_lost() -> None:
    found = drawn([0, 10, 500, 510], [1, 2, 3, 4], far=100)
    assert np.isnan(found.lines[0][1]).sum() == 1 and found.breaks == [(10, 500)]
    stretch = samples(np.array([0, 10, 30, 40], np.int64), np.arange(4.0), np.zeros(4, np.uint8))
    gapped = trace(stretch, 0, 40, 100, 1e9, [(12, 28)])
    assert np.isnan(gapped.lines[0][1]).sum() == 1
    dense = samples(np.arange(4_000, dtype=np.int64), np.zeros(4_000), np.zeros(4_000, np.uint8))
    keep = (dense.time < 1_000) | (dense.time > 2_000)
    cut = trace(dense.rows(keep), 0, 4_000, 100, 500)
    assert np.isnan(cut.lines[0][1]).sum() == 1 and cut.breaks == [(999, 2_001)]


def test_a_lone_sample_is_a_point() -> None:
    times = [*range(0, 1000), 50_000, *range(99_000, 100_000)]
    found = drawn(times, [1.0] * len(times), columns=100, far=5_000)
    assert 50_000 in [round(at, -3) for at in found.points[0][0].tolist()]


def test_doubt_is_apart_and_bad_is_no_line() -> None:
    found = drawn([0, 1, 2, 3, 4], [1, 2, 3, 99, 5], [0, 1, 2, 3, 0])
    assert set(found.lines) == {0, 1, 2} or set(found.lines) == {1, 2}
    assert found.bad[1].tolist() == [99] and found.high == 5
    bins = Stretch(
        np.arange(0, 10 * DAY, DAY, dtype=np.int64), np.full(10, DAY, np.int64), np.zeros(10), np.ones(10),
        np.full(10, 0.5), np.full(10, 100.0), np.array([0] * 5 + [3] + [0] * 4, np.uint8),
    )  # fmt: skip
    found = trace(bins, 0, 10 * DAY, 500, DAY)
    assert not len(found.bad[0]) and int(Quality.SUSPECT) in found.lines  # one bad sample takes no day away


def test_a_line_that_only_crosses_the_view_counts_for_the_scale() -> None:
    stretch = samples(np.array([0, 1000], np.int64), np.array([0.0, 100.0]), np.zeros(2, np.uint8))
    found = trace(stretch, 400, 600, 100, 1e9)
    assert (found.low, found.high) == (pytest.approx(40), pytest.approx(60)) and found.rows


def test_states_that_are_numbers_are_steps() -> None:
    stretch = samples(np.array([0, 10, 20], np.int64), np.array([1.0, 2.0, 3.0]), np.zeros(3, np.uint8))
    found = trace(stretch, 0, 20, 100, 1e9, stepped=True)
    assert found.lines[0][0].tolist() == [0, 10, 10, 20, 20, 20]
    assert found.lines[0][1].tolist() == [1, 1, 2, 2, 3, 3]


# -- states --------------------------------------------------------------------------------------------------

NAMES = ["off", "on", "fault"]


def lanes(changes: list[tuple[int, float]], since: float, until: float, columns: int = 100):  # type: ignore[no-untyped-def]
    stretch = samples(
        np.array([at for at, _ in changes], np.int64),
        np.array([code for _, code in changes], np.float64),
        np.zeros(len(changes), np.uint8),
    )
    return lane_of(stretch, 0, since, until, until, columns, [], lambda code: NAMES[code])


def test_wide_states_are_bands_and_a_cleared_text_is_none() -> None:
    bands, mixtures = lanes([(0, 0), (40_000, 1), (70_000, math.nan), (90_000, 2)], 0, 100_000)
    assert [(band.text, band.since, band.until) for band in bands] == [
        ("off", 0, 40), ("on", 40, 70), ("fault", 90, 100),
    ]  # fmt: skip
    assert mixtures == []


def test_many_changes_are_mixtures_that_say_the_shares() -> None:
    changes = [(at, float(at // 100 % 4 == 0)) for at in range(0, 100_000, 100)]
    bands, mixtures = lanes(changes, 0, 100_000)
    assert not bands and 8 <= len(mixtures) <= 14
    for mixture in mixtures[1:-1]:
        assert dict(mixture.shares)[1] == pytest.approx(0.25, abs=0.06)
        assert sum(share for _, share in mixture.shares) == pytest.approx(1)
        assert mixture.texts == ("off", "on")
    assert all(after.since >= before.until - 1e-9 for before, after in pairwise(mixtures))


def test_a_short_event_alone_stays_what_it_is() -> None:
    bands, mixtures = lanes([(0, 0), (50_000, 2), (50_100, 0)], 0, 100_000)
    assert [band.text for band in bands] == ["off", "fault", "off"] and not mixtures


def test_a_bin_of_a_boolean_is_a_mixture_of_its_share() -> None:
    stretch = Stretch(
        np.array([0, 1_000, 2_000], np.int64), np.full(3, 1_000, np.int64), np.array([0.0, 0.0, 1.0]),
        np.array([0.0, 1.0, 1.0]), np.array([0.0, 0.3, 1.0]), np.full(3, 60.0), np.zeros(3, np.uint8),
    )  # fmt: skip
    bands, mixtures = lane_of(stretch, 0, 0, 3_000, 3_000, 300, [], lambda code: NAMES[code])
    assert [(band.text, band.since, band.until) for band in bands] == [("off", 0, 1), ("on", 2, 3)]
    assert [dict(mixture.shares) for mixture in mixtures] == [{0: pytest.approx(0.7), 1: pytest.approx(0.3)}]


# -- holes, scales, numbers, notes ---------------------------------------------------------------------------


def test_of_what_was_not_asked_for_nobody_says_that_there_is_nothing() -> None:
    holes = [Hole(0, 100, Why.NOTHING)]
    assert [(hole.since, hole.until) for hole in known_holes(holes, [(20, 40)])] == [(0, 20), (41, 100)]


def test_of_several_series_only_what_is_missing_of_all_is_hatched() -> None:
    one = [Hole(0, 50, Why.NOTHING), Hole(80, 90, Why.LOST)]
    other = [Hole(30, 70, Why.SILENT), Hole(80, 90, Why.LOST)]
    assert common([one, other]) == [(30, 50), (80, 90)]
    assert common([one]) == [(0, 50), (80, 90)]
    assert common([]) == []


def test_a_scale_does_not_breathe_and_has_room_for_what_is_near() -> None:
    scale = Scale("km/h", [0])
    assert scale.fit(10, 20, Bounds(), (), Rooms())
    low, high = scale.low, scale.high
    assert low < 10 and high > 20
    assert not scale.fit(11, 19, Bounds(), (), Rooms()) and (scale.low, scale.high) == (low, high)
    scale.fit(10, 20, Bounds(), (25.0,), Rooms(0.2))
    assert scale.high > 25 + 2
    scale.fit(10, 20, Bounds(), (), Rooms(below=0.4))
    assert (10 - scale.low) / scale.span >= 0.38
    dry = Scale("mm", [0])
    dry.fit(0, 0, Bounds(least=1.0, floor=0.0), (), Rooms())
    assert -0.1 <= dry.low <= 0  # there is no rain below nothing
    flat = Scale("", [0])
    flat.fit(5, 5, Bounds(least=1.0), (), Rooms())
    assert flat.low < 4.6 and flat.high > 5.4


@example(999_999_998_500.0 / 1_000, 1.5, 3)
@example(999_999_998_500.0, 1_500.0, 3)
@given(st.floats(-1e12, 1e12), st.floats(1e-6, 1e12), st.integers(1, 20))
def test_ticks_are_round_few_and_each_is_written_differently(low: float, span: float, most: int) -> None:
    step, ticks = nice_ticks(low, low + span, most)
    assert len(ticks) <= most + 1
    if step and span > abs(low) * 1e-9:
        texts = tick_texts(ticks, step)
        assert len(set(texts)) == len(texts)
    assert nice_step(0.0, 5) == 0.0


def test_large_numbers_are_readable() -> None:
    assert tick_texts([0.0, 500_000.0, 1_000_000.0], 500_000.0) == ["0.0", "0.5M", "1.0M"]
    assert tick_texts([100_000.0, 120_000.0], 20_000.0) == ["100k", "120k"]
    assert tick_texts([-0.5, 0.0, 0.5], 0.5) == ["\u22120.5", "0.0", "0.5"]
    assert tick_texts([], 1.0) == []


def test_notes_are_read_without_trust_and_belong_where_they_are_about() -> None:
    raw = [
        {"id": "2", "at": 20, "until": 0, "entity": "", "attribute": "", "text": "all", "by": "a"},
        {"id": "1", "at": 10, "until": 15, "entity": "e", "attribute": "v", "text": "one", "by": "b"},
        {"id": "3", "at": "never", "text": "x"},
        {"id": "4", "at": 5, "text": "  "},
        {"id": "5", "at": 5, "text": "gone", "withdrawn": True},
        7,
    ]
    notes = read_notes(Answer({"notes": raw}, {}))
    assert [note.text for note in notes] == ["one", "all"]
    assert notes[0].until == 15 and notes[1].until is None
    assert [note.is_about([("e", "w")]) for note in notes] == [False, True]
    assert notes[0].is_about([("e", "v")])
    assert read_notes(Answer({"notes": None}, {})) == []


class _Station:
    def __init__(self) -> None:
        self.now = 1_000_000
        self.mirror = self
        self.asked: list[dict[str, int]] = []

    def query(self, what: str, args: dict[str, int], on_answer) -> None:  # type: ignore[no-untyped-def]
        self.asked.append(args)
        on_answer(Answer({"notes": [{"id": "1", "at": 5, "text": "t", "by": ""}]}, {}))


def test_notes_are_asked_for_once_for_a_time_and_again_when_somebody_noted() -> None:
    station, came = _Station(), []
    notes = Notes(station, lambda: came.append(1))  # type: ignore[arg-type]
    notes.look(500_000, 600_000)
    notes.look(510_000, 620_000)
    assert len(station.asked) == 1 and notes.known == [Note("1", 5, None, "", "", "t", "")] and came == [1]
    notes.look(100_000, 200_000)
    assert len(station.asked) == 2
    notes.forget()
    notes.look(100_000, 200_000)
    assert len(station.asked) == 3
