"""The present state against a plain model of it, sample by sample."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from opscenter.domain.batch import Batch
from opscenter.domain.quality import Quality
from opscenter.station.columns import columns_of
from opscenter.station.state import AHEAD_MS, State

CELLS = 4
T0 = 1_795_000_000_000

SAMPLE = st.tuples(
    st.integers(0, CELLS - 1), st.integers(0, 5), st.floats(-10, 10), st.sampled_from([0, 1, 3]), st.integers(0, 3)
)


def _state(stale_after: int = 1_000, rows: int = CELLS) -> State:
    state = State()
    state.add_rows([stale_after] * rows)
    state.add_cells(list(range(CELLS)))
    return state


def _batch(samples: list[tuple[int, int, float, int, int]]) -> Batch:
    batch = Batch()
    for cell, time, value, quality, arrived in samples:
        batch.cells.append(cell)
        batch.times.append(T0 + time)
        batch.values.append(value)
        batch.qualities.append(quality)
        batch.arrived.append(T0 + arrived)
        batch.touched[cell] = max(batch.touched.get(cell, 0), T0 + arrived)
    return batch


def _apply(state: State, batch: Batch) -> Any:
    return state.apply(columns_of(batch), batch.texts)


@given(st.lists(st.lists(SAMPLE, max_size=12), max_size=5))
def test_the_newest_measurement_is_shown_and_of_equals_the_last_that_arrived(
    beats: list[list[tuple[int, int, float, int, int]]],
) -> None:
    state = _state()
    shown: dict[int, tuple[int, float, int]] = {}
    for samples in beats:
        before = dict(shown)
        applied = _apply(state, _batch(samples))
        for cell, time, value, quality, _ in samples:
            if cell not in shown or T0 + time >= shown[cell][0]:
                shown[cell] = (T0 + time, value, quality)
        changed = {cell for cell, *_ in samples if any(c == cell for c in shown)}
        touched = {cell for cell in changed if shown[cell] != before.get(cell)}
        assert touched <= set(applied.cells.tolist()) <= changed
        assert len(set(applied.cells.tolist())) == len(applied.cells)
    columns = state.columns
    for cell, (time, value, quality) in shown.items():
        assert columns["measured"][cell] == time
        assert columns["value"][cell] == value
        assert columns["published"][cell] == quality


def test_late_data_does_not_move_the_present() -> None:
    state = _state()
    _apply(state, _batch([(0, 5, 1.0, 0, 0)]))
    applied = _apply(state, _batch([(0, 4, 2.0, 0, 1)]))
    assert applied.cells.tolist() == []
    assert state.columns["value"][0] == 1.0


def test_a_measurement_from_far_ahead_does_not_hold_up_those_that_follow() -> None:
    state = _state()
    _apply(state, _batch([(0, 10**10, 1.0, 1, 0)]))
    assert state.columns["value"][0] == 1.0
    _apply(state, _batch([(0, AHEAD_MS + 1, 2.0, 0, AHEAD_MS + 1)]))
    assert state.columns["value"][0] == 2.0


def test_silence_turns_stale_and_news_brings_back_what_was_published() -> None:
    state = _state(stale_after=1_000)
    _apply(state, _batch([(0, 0, 1.0, 0, 0), (1, 0, 1.0, 3, 0), (2, 0, 1.0, 1, 900)]))
    assert state.expire(T0 + 1_000).tolist() == [3], "the one that was never heard"
    assert state.expire(T0 + 1_001).tolist() == [0, 1]
    assert state.columns["shown"].tolist() == [Quality.STALE, Quality.BAD, Quality.SUSPECT, Quality.STALE]
    assert state.expire(T0 + 1_500).tolist() == []
    applied = _apply(state, _batch([(0, 1_400, 5.0, 0, 1_400)]))
    assert applied.cells.tolist() == [0]
    assert state.columns["shown"].tolist()[:2] == [Quality.GOOD, Quality.BAD]


def test_news_of_one_attribute_brings_all_attributes_of_the_entity_back() -> None:
    state = State()
    state.add_rows([1_000])
    state.add_cells([0, 0])
    batch = _batch([(0, 0, 1.0, 0, 0), (1, 0, 2.0, 0, 0)])
    batch.touched = {0: T0}
    _apply(state, batch)
    state.expire(T0 + 2_000)
    batch = _batch([(0, 2_000, 3.0, 0, 2_000)])
    batch.touched = {0: T0 + 2_000}
    assert _apply(state, batch).cells.tolist() == [0, 1]
    assert state.columns["shown"].tolist() == [0, 0]


def _text(batch: Batch, cell: int, time: int, text: str | None) -> Batch:
    batch.text_cells.append(cell)
    batch.text_times.append(T0 + time)
    batch.texts.append(text)
    batch.text_qualities.append(0)
    batch.text_arrived.append(T0 + time)
    batch.touched[cell] = T0 + time
    return batch


def test_a_text_is_told_once_and_recorded_when_it_changes() -> None:
    state = _state()
    first = _apply(state, _text(Batch(), 0, 0, "open"))
    assert first.texts_shown == {0: "open"}
    assert first.texts == [(0, 0, T0, 0, "open")]
    again = _apply(state, _text(Batch(), 0, 1, "open"))
    assert (again.texts_shown, again.texts) == ({}, [])
    assert state.columns["measured"][0] == T0 + 1
    late = _apply(state, _text(Batch(), 0, 0, "shut"))
    assert late.texts_shown == {}
    assert late.texts == [(0, 0, T0, 0, "shut")], "late data goes into history"
    assert state.texts == {0: "open"}
    cleared = _apply(state, _text(Batch(), 0, 2, None))
    assert cleared.texts_shown == {0: None}
    assert state.texts == {}


def test_a_boolean_is_text_and_number_and_a_number_ends_a_text() -> None:
    state = _state()
    _apply(state, _text(_batch([(0, 0, 1.0, 0, 0)]), 0, 0, "true"))
    assert state.columns["value"][0] == 1.0
    assert state.texts == {0: "true"}
    applied = _apply(state, _text(Batch(), 0, 1, "unknown"))
    assert np.isnan(state.columns["value"][0])
    assert applied.cells.tolist() == [0]
    applied = _apply(state, _batch([(0, 2, 7.0, 0, 2)]))
    assert applied.texts_shown == {0: None}
    assert state.texts == {}
    assert state.columns["value"][0] == 7.0


def test_places_move_forward_in_time_only_and_are_told_when_they_differ() -> None:
    state = _state()

    def place(time: int, lon: float) -> list[int]:
        batch = Batch(place_rows=[1], place_times=[T0 + time], lons=[lon], lats=[22.0], touched={1: T0 + time})
        moved: list[int] = _apply(state, batch).rows_moved.tolist()
        return moved

    assert place(0, 114.0) == [1]
    assert place(1, 114.0) == []
    assert place(3, 115.0) == [1]
    assert place(2, 116.0) == []
    assert state.columns["lon"][1] == 115.0


def test_texts_are_bounded() -> None:
    state = _state()
    _apply(state, _text(Batch(), 0, 0, "x" * 100_000))
    assert len(state.texts[0]) == 4_096
    assert state.texts[0].endswith("…")
