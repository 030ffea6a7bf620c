"""History in pieces: the best of what is there for any view, within a bound, and few questions for what is not."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from opscenter.console.plots.asks import FAR, MOST_POINTS, WIDTHS, Ask, aligned, next_ask, width_for
from opscenter.console.plots.buffer import MAX_SAMPLES, SeriesBuffer
from opscenter.console.plots.history_answer import changes_of, gaps_of, stretch_of
from opscenter.console.plots.pieces import MAX_PIECES, MAX_ROWS, Pieces
from opscenter.console.plots.stretch import Stretch, in_bins, joined, samples
from opscenter.console.session import Answer

HOUR, DAY = 3_600_000, 86_400_000
NOW = 1_795_000_000_000


def bins(since: int, until: int, width: int, value: float = 1.0) -> Stretch:
    at = np.arange(since, until, width, dtype=np.int64)
    level = np.full(len(at), value)
    wide = np.full(len(at), width, np.int64)
    return Stretch(at, wide, level - 1, level + 1, level, np.full(len(at), 10.0), np.zeros(len(at), np.uint8))


def single(*pairs: tuple[int, float]) -> Stretch:
    return samples(
        np.array([at for at, _ in pairs], np.int64),
        np.array([value for _, value in pairs], np.float64),
        np.zeros(len(pairs), np.uint8),
    )


def test_the_finest_that_is_needed_is_taken_and_the_coarse_beside_it() -> None:
    pieces = Pieces(SeriesBuffer())
    pieces.add(0, 100 * DAY, DAY, bins(0, 100 * DAY, DAY, 1.0))
    pieces.add(40 * DAY, 60 * DAY, HOUR, bins(40 * DAY, 60 * DAY, HOUR, 2.0))
    near = pieces.stretch(45 * DAY, 50 * DAY, HOUR)
    assert set(near.mean[1:-1].tolist()) == {2.0} and set(near.width.tolist()) == {HOUR}
    wide = pieces.stretch(30 * DAY, 70 * DAY, HOUR)  # zoomed out, the finer answer still on its way
    assert (np.diff(wide.time) > 0).all()
    assert wide.time[0] <= 30 * DAY and wide.end[-1] >= 70 * DAY
    assert set(wide.width.tolist()) == {HOUR, DAY}
    far = pieces.stretch(0, 100 * DAY, DAY)
    assert set(far.width.tolist()) == {DAY}  # no fine piece is drawn where nobody could see it


def test_what_beats_brought_follows_what_history_said() -> None:
    live = SeriesBuffer()
    pieces = Pieces(live)
    pieces.live_since = NOW
    pieces.add(NOW - HOUR, NOW, 10_000, bins(NOW - HOUR, NOW, 10_000))
    for number in range(5):
        live.append(NOW + number * 1000, 7.0, 0)
    found = pieces.stretch(NOW - 60_000, NOW + 10_000, 10_000)
    assert found.mean.tolist()[-5:] == [7.0] * 5
    assert pieces.at(math.inf) == (7.0, 0) and pieces.at(NOW - 5_000) == (1.0, 0)
    assert math.isnan(pieces.at(NOW - 2 * HOUR)[0])
    pieces.add(NOW - 100 * DAY, NOW + 1, DAY, bins(NOW - 100 * DAY, NOW + DAY, DAY, 3.0))
    assert pieces.at(math.inf) == (7.0, 0)  # and not what the whole day was like
    assert pieces.at(NOW - 5_000) == (1.0, 0) and pieces.at(NOW - 2 * HOUR) == (3.0, 0)
    assert pieces.newest() == NOW + 4000
    assert pieces.missing(NOW - HOUR, NOW + HOUR, 10_000) == []
    assert pieces.missing(NOW - HOUR, NOW + HOUR, 1_000) == [(NOW - HOUR, NOW)]


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(1, 200), st.sampled_from([0, 1, 10, 60])), min_size=1, max_size=12
    ),
    st.integers(0, 300),
    st.integers(1, 300),
    st.sampled_from([1, 5, 30]),
)
def test_nothing_that_is_known_is_left_blank(
    made: list[tuple[int, int, int]], since: int, span: int, width: int
) -> None:
    pieces = Pieces(SeriesBuffer())
    known = np.zeros(1000, np.bool_)
    for start, length, wide in made:
        step = wide or 1
        start, end = start // step * step, -(-(start + length) // step) * step
        rows = bins(start, end, step) if wide else single(*((at, 1.0) for at in range(start, end)))
        pieces.add(start, end, wide, rows)
        known[start:end] = True
    found = pieces.stretch(since, since + span, width)
    assert (np.diff(found.time) > 0).all() or len(found) < 2
    covered = np.zeros(1000, np.bool_)
    for at, end in zip(found.time.tolist(), np.maximum(found.end, found.time + 1).tolist(), strict=True):
        covered[at:end] = True
    blank = known[since : since + span] & ~covered[since : since + span]
    assert not blank.any()
    for start, end in pieces.missing(since, since + span, math.inf):
        assert not known[math.ceil(start) : math.floor(end)].any()


def test_a_sample_that_arrives_late_is_put_where_it_belongs() -> None:
    live = SeriesBuffer()
    pieces = Pieces(live)
    pieces.live_since = 1_000.0
    pieces.add(0.0, 1_001.0, 0.0, single((100, 1.0), (500, 5.0)))
    pieces.add(0.0, 1_001.0, 400.0, bins(0, 400, 400, 1.0))
    for time, value in ((300, 3.0), (700, 7.0), (1_200, 12.0)):  # two were measured before history was asked
        live.append(time, value, 0)
        pieces.heard(float(time))
    found = pieces.stretch(0.0, 2_000.0, 1.0)
    assert list(zip(found.time.tolist(), found.mean.tolist(), strict=True)) == [
        (100, 1.0), (300, 3.0), (500, 5.0), (700, 7.0), (1_200, 12.0),
    ]  # fmt: skip
    assert pieces.stretch(0.0, 2_000.0, 400.0).mean.tolist()[-2:] == [7.0, 12.0]
    assert pieces.missing(0.0, 2_000.0, 1.0) == []


def test_what_beats_brought_and_did_not_fit_is_asked_for_again() -> None:
    live = SeriesBuffer()
    pieces = Pieces(live)
    pieces.live_since = NOW
    for number in range(MAX_SAMPLES + 10):
        live.append(NOW + number * 200, 1.0, 0)
    kept = int(live.time[0])
    assert kept > NOW and pieces.missing(NOW, NOW + 10**9, 1_000) == [(NOW, kept)]


def test_what_is_doubted_is_asked_for_again_and_drawn_until_then() -> None:
    """The past arrived after it was asked for, more than one sample between two beats."""
    live = SeriesBuffer()
    pieces = Pieces(live)
    pieces.live_since = float(NOW)
    pieces.add(NOW - HOUR, NOW + 1, 0.0, single((NOW - HOUR, 1.0)))
    for time in (NOW - HOUR // 2, NOW - HOUR // 4):
        live.append(time, 2.0, 0)
        pieces.heard(float(time))
    assert pieces.missing(NOW - HOUR, NOW, 1_000) == []
    before = pieces.stretch(NOW - HOUR, NOW, 1_000).time.tolist()
    pieces.doubt(float(NOW))
    assert pieces.missing(NOW - HOUR, NOW, 1_000) == [(NOW - HOUR, NOW)]
    assert pieces.stretch(NOW - HOUR, NOW, 1_000).time.tolist() == before
    pieces.add(NOW - HOUR, NOW + 1, 60_000, bins(NOW - HOUR, NOW, 60_000, 3.0))
    assert pieces.missing(NOW - HOUR, NOW, 60_000) == [] and len(pieces) == 1
    assert set(pieces.stretch(NOW - HOUR, NOW - 1, 60_000).mean.tolist()) == {3.0}


def test_pieces_stay_within_their_bound_and_the_widest_stays() -> None:
    pieces = Pieces(SeriesBuffer())
    pieces.add(NOW - 700 * DAY, NOW, 2 * DAY, bins(NOW - 700 * DAY, NOW, 2 * DAY))
    for number in range(200):
        start = NOW - (number + 2) * DAY
        pieces.add(start, start + HOUR, 1_000, bins(start, start + HOUR, 1_000))
        assert pieces.row_count <= MAX_ROWS and len(pieces) <= MAX_PIECES
    assert pieces.missing(NOW - 700 * DAY, NOW, 2 * DAY) == []
    newest = NOW - 201 * DAY
    assert pieces.missing(newest, newest + HOUR, 1_000) == []


def test_a_better_answer_takes_the_place_of_a_worse_one() -> None:
    pieces = Pieces(SeriesBuffer())
    pieces.add(0, DAY, HOUR, bins(0, DAY, HOUR))
    pieces.add(0, DAY, 60_000, bins(0, DAY, 60_000))
    assert len(pieces) == 1
    pieces.add(0, 10 * DAY, HOUR, bins(0, 10 * DAY, HOUR))
    assert len(pieces) == 2


def test_a_state_goes_on_where_another_piece_takes_over() -> None:
    pieces = Pieces(SeriesBuffer())
    pieces.add(0, 100, 0.0, single((10, 1.0)))
    pieces.add(100, 200, 0.0, single((150, 2.0)))
    pieces.add(50, 120, 0.0, single((60, 3.0)))
    found = pieces.stretch(20, 200, 1, held=True)
    changes = [(at, value) for at, value in zip(found.time.tolist(), found.mean.tolist(), strict=True) if at < 150]
    assert changes[0] == (10, 1.0)
    assert 3.0 in [value for _, value in changes]


# -- which questions -----------------------------------------------------------------------------------------


def answered(pieces: Pieces, since: float, until: float, columns: int) -> list[Ask]:
    """All questions until nothing is wanting."""
    asks: list[Ask] = []
    while (ask := next_ask(pieces, since, until, columns, NOW)) is not None:
        asks.append(ask)
        assert len(asks) < 12
        step = max(ask.width, (ask.until - ask.since) // 3_000)
        pieces.add(ask.since, min(ask.until, NOW), ask.width, bins(ask.since, ask.until, step))
    return asks


def test_a_view_takes_three_questions_and_wheeling_out_finds_something_each_time() -> None:
    pieces = Pieces(SeriesBuffer())
    pieces.live_since = NOW
    asks = answered(pieces, NOW - 600_000, NOW, 1600)
    assert [ask.rank for ask in asks] == [0, 1, 2]
    assert asks[0].width <= 500 and asks[1].until - asks[1].since >= (FAR - 4) * 600_000
    span, wheels, total = 600_000.0, 0, len(asks)
    while span < 300 * DAY:
        span *= 1.25
        wheels += 1
        found = pieces.stretch(NOW - span, NOW, span / 1600)
        assert found.time[0] <= NOW - span + span * 0.01  # before anything is asked: there is no blank
        total += len(answered(pieces, NOW - span, NOW, 1600))
    assert total < wheels * 1.2


def test_changes_of_a_text_are_asked_for_where_they_are_seen_only() -> None:
    pieces = Pieces(SeriesBuffer())
    pieces.live_since = NOW
    ask = next_ask(pieces, NOW - HOUR, NOW, 1600, NOW, changes=True)
    assert ask is not None and ask.rank == 0
    pieces.add(ask.since, NOW, 0.0, single((NOW - 10, 1.0)))
    assert next_ask(pieces, NOW - HOUR, NOW, 1600, NOW, changes=True) is None


def test_panning_on_the_same_scale_asks_once_in_a_while() -> None:
    pieces = Pieces(SeriesBuffer())
    pieces.live_since = NOW
    until, asked = float(NOW), len(answered(pieces, NOW - HOUR, NOW, 1600))
    for _ in range(40):
        until -= HOUR * 0.1
        asked += len(answered(pieces, until - HOUR, until, 1600))
    assert asked <= 12


@given(st.floats(5_000, 4e11), st.integers(200, 4_000), st.floats(0, 1e12))
def test_questions_are_whole_bins_and_bounded(span: float, columns: int, ago: float) -> None:
    ask = next_ask(Pieces(SeriesBuffer()), NOW - ago - span, NOW - ago, columns, NOW)
    if ask is None:
        return
    assert ask.since % ask.width == 0 and ask.until % ask.width == 0
    assert ask.points <= MOST_POINTS + 2
    assert ask.since >= 0


def test_widths_grow_and_fit_days() -> None:
    assert list(WIDTHS) == sorted(set(WIDTHS))
    assert all(DAY % width == 0 for width in WIDTHS if 1_000 <= width <= DAY)
    assert width_for(600_000, 1600) == 500
    assert aligned(5, 6, 1_000) == Ask(0, 1_000, 1_000)


# -- answers -------------------------------------------------------------------------------------------------


def test_bins_are_put_together_without_losing_an_extreme() -> None:
    rows = joined([bins(0, 1000, 10), single((1000, 99.0), (1005, -99.0))])
    found = in_bins(rows, 100)
    assert found.high.max() == 99.0 and found.low.min() == -99.0
    assert found.count.sum() == rows.count.sum()
    assert (found.mean * found.count).sum() == (rows.mean * rows.count).sum()


def test_answers_are_read_without_trust() -> None:
    ask = Ask(0, 1000, 100)
    quality = np.zeros(2, np.uint8)
    time = np.array([100, 200], np.int64)
    bare = stretch_of(Answer({}, {"time": time, "value": np.array([1.0, 2.0]), "quality": quality}), ask, 10.0)
    assert bare.mean.tolist() == [10.0, 20.0] and not bare.width.any() and bare.single
    columns = {"time": time, "low": np.array([1.0, 2.0]), "high": np.array([3.0, 4.0]), "quality": quality}
    more = {"mean": np.array([1.5, 2.5]), "count": np.array([5, 6])}
    told = stretch_of(Answer({"width": 100}, columns | more), ask, 2.0)
    assert told.time.tolist() == [100, 200]
    late = {"time": np.array([199, 650], np.int64), "first_time": np.array([101, 310], np.int64)}
    wider = stretch_of(Answer({"width": 100}, columns | more | late), ask, 2.0)
    assert wider.time.tolist() == [100, 300] and wider.width.tolist() == [100, 400]  # a roll-up is all that is left
    assert told.mean.tolist() == [3.0, 5.0] and told.width.tolist() == [100, 100] and told.count.tolist() == [5, 6]
    old = stretch_of(Answer({}, columns), ask, 1.0)  # a station that gives the last time of each bin
    assert old.end.tolist() == [100, 200] and old.mean.tolist() == [2.0, 3.0]
    broken = {"time": time, "low": np.array([1.0]), "high": np.array([3.0, 4.0]), "quality": quality}
    assert len(stretch_of(Answer({"width": "wide"}, broken), ask, 1.0)) == 0
    assert len(stretch_of(Answer({}, {"time": time}), ask, 1.0)) == 0
    swapped = {"time": time[::-1], "value": np.array([2.0, 1.0]), "quality": quality}
    assert stretch_of(Answer({}, swapped), ask, 1.0).mean.tolist() == [1.0, 2.0]
    assert gaps_of(Answer({"gaps": [[5, 6], [1], "x", [2, None], [1, 2]]}, {})) == [(1, 2), (5, 6)]
    assert gaps_of(Answer({"gaps": 7}, {})) == []
    assert changes_of(
        Answer({"texts": [{"time": 2, "text": "b"}, {"time": 1, "text": None, "quality": 999}, 5]}, {})
    ) == [
        (1, None, 0),
        (2, "b", 0),
    ]
