"""Histories that never happened, for benchmarks and tests: made by the code that seals real ones, a million samples a
second or so."""

import itertools
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from opscenter.history.blocks import Columns
from opscenter.history.rollup import DAY
from opscenter.history.schema import connect
from opscenter.history.sealer import FAN_IN, Sealer
from opscenter.history.store import Store
from opscenter.history.transactions import put_samples

SEAL_EVERY = 64
"""Segments."""


def steady(series: int, days: int, cadence_ms: int, start: int, seed: int = 1) -> Iterator[Columns]:
    """Readings of one decimal that follow the time of day and wander, of cells 0 to `series` - 1, each measured every
    `cadence_ms` at a phase of its own from `start` (Unix ms) on: segment after segment, `FAN_IN` of them a day."""
    rng = np.random.default_rng(seed)
    phase = rng.integers(0, cadence_ms, series)
    level = rng.uniform(20.0, 90.0, series)
    each = max(1, DAY // FAN_IN // cadence_ms)
    steps = days * DAY // cadence_ms
    for first in range(0, steps, each):
        count = min(each, steps - first)
        at = start + (first + np.arange(count)) * cadence_ms
        walk = np.cumsum(rng.normal(0.0, 0.05, (series, count)), axis=1)
        value = np.round(level[:, None] + 8.0 * np.sin(at * (2 * np.pi / DAY)) + walk, 1)
        level += walk[:, -1] - 0.1 * (level - 55.0) / FAN_IN
        yield {
            "cell": np.repeat(np.arange(series), count),
            "time": (at[None, :] + phase[:, None]).reshape(-1),
            "value": value.reshape(-1),
            "quality": np.zeros(series * count, np.uint8),
        }


def parts_of(columns: Columns, count: int) -> Iterator[Columns]:
    """Samples in any order as `count` segments, one after another in time, those without a sample left out."""
    times = columns["time"].astype(np.int64, copy=False)
    edges = np.linspace(int(times.min()), int(times.max()) + 1, count + 1)
    for since, until in itertools.pairwise(edges.tolist()):
        mine = (times >= since) & (times < until)
        if mine.any():
            yield {name: column[mine] for name, column in columns.items()}


def make_history(folder: Path, segments: Iterable[Columns]) -> dict[str, float]:
    """A history in `folder` of segments (`cell, time, value, quality`), sealed as far as a station would seal it.

    `samples`; `bytes` of the sealed ones and their `rollup_bytes`; `seconds` of sealing; `sealed` samples.
    """
    store = Store(folder)
    store.writer.start()
    sealer = Sealer(store.path, store.writer, rest=0.0)
    samples, seconds, beat = 0, 0.0, 0
    db = connect(store.path)
    try:
        rest = iter(segments)
        while some := list(itertools.islice(rest, SEAL_EVERY)):
            db.execute("BEGIN IMMEDIATE")
            for columns in some:
                beat += 1
                samples += put_samples(db, (beat, beat), [columns])
            db.execute("COMMIT")
            began = time.perf_counter()
            sealer.seal()
            seconds += time.perf_counter() - began
        size, sealed = db.execute('SELECT total(size), total("count") FROM run WHERE ready').fetchone()
        rollups = db.execute("SELECT total(length(block)) FROM rollup_chunk").fetchone()[0]
    finally:
        db.close()
        store.writer.close()
    return {"samples": samples, "sealed": sealed, "bytes": size, "rollup_bytes": rollups, "seconds": seconds}
