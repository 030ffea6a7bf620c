"""The hot window is bounded and knows from when on it is complete."""

import numpy as np

from opscenter.history.unsealed import Wanted, in_memory
from opscenter.station.hot import HotBeat, HotWindow


def _beat(number: int, cell: int, times: list[int]) -> HotBeat:
    count = len(times)
    return HotBeat(
        number,
        np.full(count, cell),
        np.array(times, np.int64),
        np.arange(count, dtype=float),
        np.zeros(count, np.uint8),
    )


def test_old_beats_go_and_completeness_moves_past_their_newest_sample() -> None:
    window = HotWindow(limit=3 * _beat(0, 1, [0] * 100).nbytes, complete_after=-1)
    for number in range(10):
        window.add(_beat(number, 1, [number * 10] * 100))
    assert window.nbytes <= 3 * _beat(0, 1, [0] * 100).nbytes
    assert window.complete_after == 60
    assert [int(beat.time[0]) for beat in window.beats()] == [70, 80, 90]


def test_series_are_cut_by_cell_and_time() -> None:
    window = HotWindow(limit=1 << 20, complete_after=-1)
    window.add(_beat(1, 1, [10, 20, 30]))
    window.add(_beat(2, 2, [15]))
    window.add(_beat(3, 1, [25, 40]))
    wanted = Wanted([1], 20, 39)
    assert [part["time"].tolist() for part in in_memory(window.beats(), wanted)] == [[20, 30], [25]]
    both = in_memory(window.beats(), Wanted([1, 2], 0, 20))
    assert [(part["cell"].tolist(), part["time"].tolist()) for part in both] == [([1, 1], [10, 20]), ([2], [15])]
    assert in_memory(window.beats(), Wanted([3], 0, 99)) == []
