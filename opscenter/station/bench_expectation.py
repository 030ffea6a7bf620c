"""How long it takes to learn what is usual for very many series, and in how much memory, beside learning it from
samples, series by series, in the same run.

The history is made up: readings every so many minutes that follow the hour of the week, one in fifty wild, sealed in
runs of a day with the roll-ups of their hours. Of the first series the samples themselves are kept, too: the baseline
learns these from samples, as it is done for the few series that rules watch closely, without resting. Both are held
against each other by the processor time they take.
"""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from opscenter.domain.local_week import DAY_MS, HOUR_MS, LocalWeek
from opscenter.domain.usual_learning import UsualLearning
from opscenter.history.blocks import Columns
from opscenter.history.cutting import Cut, cut
from opscenter.history.queries import Queries
from opscenter.history.rollup import HOUR, roll_up
from opscenter.history.rollup_block import cut_bins
from opscenter.history.sample_columns import NAMES
from opscenter.history.schema import connect
from opscenter.history.store import Store
from opscenter.history.tier_tasks import add_chunks, begin_run, finish_run
from opscenter.station.wide_process import WideProcess

START = 1_790_000_000_000 // DAY_MS * DAY_MS
ZONE = "Asia/Hong_Kong"
AT_ONCE = 4_096
WILD = 0.02


@dataclass(slots=True, frozen=True)
class Scale:
    """Series, days of history, minutes between readings; series that the baseline learns about."""

    series: int = 100_000
    days: int = 30
    cadence_min: int = 15
    baseline_series: int = 400


def run(scale: Scale, folder: Path | None = None) -> dict[str, Any]:
    """The figures, by name."""
    with tempfile.TemporaryDirectory(dir=folder) as home:
        path, samples = make(Path(home), scale)
        week = LocalWeek(ZoneInfo(ZONE))
        until = START + scale.days * DAY_MS
        told: list[float] = []
        process = WideProcess(path)
        cells = np.arange(scale.series, dtype=np.int64)
        began = time.perf_counter()
        learnt = process.learn(cells, week, START, until, told.append)
        seconds = time.perf_counter() - began
        process.close()
        base_seconds, error = _baseline(path, scale, week, until, learnt.usual)
        tables = sum(getattr(learnt.usual, name).nbytes for name in ("median", "spread", "days", "basis", "cells"))
        per_series = base_seconds / max(1, scale.baseline_series)
        return {
            "seconds": round(seconds, 2),
            "series": len(learnt.usual),
            "samples": learnt.samples,
            "bytes": tables,
            "peak_bytes_of_its_process": process.peak,
            "cpu_seconds_of_its_process": round(process.cpu_s, 2),
            "history_bytes": path.stat().st_size,
            "days": scale.days,
            "progress_told": len(told),
            "series_a_second": round(len(learnt.usual) / seconds),
            "baseline_seconds": round(base_seconds, 2),
            "baseline_series": scale.baseline_series,
            "baseline_seconds_for_all": round(per_series * scale.series, 1),
            "times_the_baseline": round(per_series * scale.series / max(0.01, process.cpu_s), 1),
            "spread_against_the_baseline": round(error, 3),
            "samples_made": samples,
        }


def make(folder: Path, scale: Scale) -> tuple[Path, int]:
    """A database with a run a day; and how many samples were made up for it."""
    store = Store(folder)
    store.writer.start()
    store.writer.close()
    db = connect(store.path)
    made = 0
    try:
        for day in range(scale.days):
            db.execute("BEGIN IMMEDIATE")
            number = begin_run(0)(db)
            count = 0
            for columns in _day(scale, START + day * DAY_MS, seed=day):
                bins = roll_up(columns["cell"], columns["time"], columns["value"], columns["quality"], HOUR)
                add_chunks(number, Cut(bins=[(HOUR, block) for block in cut_bins(bins, HOUR)]))(db)
                kept = columns["cell"].astype(np.int64) < scale.baseline_series
                if kept.any():
                    for some in cut(iter([{name: column[kept] for name, column in columns.items()}])):
                        add_chunks(number, Cut(chunks=some.chunks))(db)
                count += len(columns["cell"])
            finish_run(
                number, first=START + day * DAY_MS, last=START + (day + 1) * DAY_MS - 1, count=count, size=1,
                until_segment=day + 1,
            )(db)  # fmt: skip
            db.execute("COMMIT")
            made += count
    finally:
        db.close()
    return store.path, made


def _day(scale: Scale, start: int, seed: int) -> Iterator[Columns]:
    each = scale.cadence_min * 60_000
    count = DAY_MS // each
    for first in range(0, scale.series, AT_ONCE):
        series = np.arange(first, min(first + AT_ONCE, scale.series))
        random = np.random.default_rng(np.random.SeedSequence([seed, first]))
        at = start + np.arange(count) * each
        level = 20.0 + series % 97
        weekday = (start // DAY_MS + 3) % 7
        shape = np.sin(at / HOUR_MS / 24 * 2 * np.pi) * (0.4 if weekday >= 5 else 1.0)
        value = level[:, None] + 8.0 * shape + 2.0 * random.standard_normal((len(series), count), np.float32)
        value[random.random(value.shape, np.float32) < WILD] *= 10
        yield {
            "cell": np.repeat(series, count),
            "time": np.tile(at, len(series)),
            "value": np.round(value, 1).reshape(-1).astype(np.float64),
            "quality": np.zeros(value.size, np.uint8),
        }


def _baseline(path: Path, scale: Scale, week: LocalWeek, until: int, wide: Any) -> tuple[float, float]:
    """Processor seconds for the first series out of their samples; median of the wide spread over this one."""
    cells = np.arange(min(scale.baseline_series, scale.series), dtype=np.int64)
    queries = Queries(path)
    began = time.process_time()
    learning = UsualLearning(week, budget=1 << 30)
    learning.watch(cells)
    for part in queries.sweep(cells, START, until):
        learning.take(*(part[name] for name in NAMES))  # type: ignore[arg-type]
    usual = learning.usual(START, until)
    seconds = time.process_time() - began
    queries.close()
    mine = wide.spread[: len(cells)]
    with np.errstate(invalid="ignore"):
        return seconds, float(np.nanmedian(mine / usual.spread))


__all__ = ["Scale", "make", "run"]
