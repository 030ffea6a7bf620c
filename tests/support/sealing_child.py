"""A small recorder to be killed: writes, seals and forgets as fast as it can, in processes forked off this one.

For each line on stdin a child is forked, whose process id is printed; the child prints the number of each beat once it
is committed. `python -m tests.support.sealing_child FOLDER`.
"""

import os
import sys
import time
from pathlib import Path

import numpy as np

from opscenter.history.records import BeatRecord, Checkpoint, Limits, TextChange
from opscenter.history.sealer import Sealer
from opscenter.history.store import Store

T0 = 1_795_000_000_000
CELLS = 24
EACH = 3
"""Samples of a cell in a beat, at times of their own."""
STEP_MS = 1_000
CHECKPOINT_EVERY = 6
LIMITS = Limits(
    log_bytes=60_000, segment_bytes=120_000, segment_days=0, sample_bytes=4_000, sample_days=0,
    rollup_bytes=(8_000, 4_000, 4_000), rollup_days=(0, 0, 0), text_bytes=60_000, text_days=0, place_bytes=10_000,
    place_days=0, mark_bytes=30_000, mark_days=0, quarantine_rows=50,
)  # fmt: skip


def times_of(beat: int) -> list[int]:
    """When the samples of a beat were measured, Unix ms: no two beats have the same."""
    return [T0 + beat * STEP_MS + number * 100 for number in range(EACH)]


def value_of(cell: int, time_ms: int) -> float:
    """What was measured then."""
    return cell + (time_ms // 100) % 1_000 / 8


def record(beat: int) -> BeatRecord:
    """All that is told in a beat."""
    cells = np.repeat(np.arange(CELLS), EACH)
    times = np.tile(np.array(times_of(beat)), CELLS)
    made = BeatRecord(
        beat=beat,
        at=times_of(beat)[-1],
        columns={
            "cell": cells, "time": times, "arrived": times, "quality": np.zeros(len(cells), np.uint8),
            "value": np.array([value_of(cell, at) for cell, at in zip(cells.tolist(), times.tolist(), strict=True)]),
            "place_row": np.array([0]), "place_time": times[:1], "lon": np.array([114 + beat / 1e5]),
            "lat": np.array([22.3]), "place_moves": np.ones(1, np.uint8),
        },
        raw=[(b"t", b'{"n":%d}' % at * 20, b"", at) for at in times_of(beat)],
        texts=[TextChange(0, CELLS, times_of(beat)[0], 0, f"state {beat}")],
        samples=len(cells),
        messages=EACH,
    )  # fmt: skip
    if beat == 1:
        made.entities = [(0, "urn:a", "T")]
        made.cells = [(cell, 0, f"a{cell}") for cell in range(CELLS + 1)]
    return made


def live(folder: Path, out: int) -> None:
    """Until killed."""
    store = Store(folder, limits=LIMITS)
    assert not store.notice, store.notice
    sealer = Sealer(store.path, store.writer, rest=0.0)
    store.writer.start()
    sealer.start()
    beat = store.restored.totals.beat
    while True:
        beat += 1
        made = record(beat)
        made.done = lambda committed, number=beat: os.write(out, b"%d\n" % number) if committed else None  # type: ignore[misc]
        store.writer.post(made)
        if beat % CHECKPOINT_EVERY == 0:
            state = {"value": np.zeros(CELLS + 1), "seen": np.zeros(1, np.int64)}
            store.writer.post(Checkpoint(beat, made.at, state, {}, keep=beat % (4 * CHECKPOINT_EVERY) == 0))
            store.writer.flush(60)
        time.sleep(0.001)
        while store.writer.backlog > 20:
            time.sleep(0.001)


def main() -> None:
    """Fork a child for each line."""
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            live(Path(sys.argv[1]), 1)
        os.write(1, b"pid %d\n" % child)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
