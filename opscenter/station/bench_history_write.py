"""How fast samples are written: beside ingest at a set rate, by the writer alone, and as plain rows of SQLite."""

import sqlite3
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from opscenter.history.blocks import Columns
from opscenter.history.records import BeatRecord, Checkpoint
from opscenter.history.schema import FILE_NAME, connect
from opscenter.history.store import Store
from opscenter.station.bench_ingest import Track, stored_in

SAMPLES_PER_MESSAGE = 2
BEAT_SAMPLES = 10_000
BEATS_PER_CHECKPOINT = 60
MOST_WAITING = 20
WARM_UP = 1.2
"""Times as many samples are sent before, as fast as they are taken, so that there is something to seal meanwhile."""
T0 = 1_795_000_000_000


def beside_ingest(seconds: int, samples_per_s: int, entities: int) -> dict[str, Any]:
    """A whole station that is sent `samples_per_s` for so long: how many a second are in the database afterwards."""
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="opscenter-bench-")))
        track = Track(stack, data, entities)
        warm = 0
        while warm < WARM_UP * samples_per_s * seconds:
            warm += SAMPLES_PER_MESSAGE * track.run_pass(1, min(2.0, seconds / 30))[0]
        station = psutil.Process(track.station_pid)
        before, began = station.cpu_times(), time.perf_counter()
        sent, acknowledged, elapsed, _ = track.run_pass(1, float(seconds), samples_per_s / SAMPLES_PER_MESSAGE)
        used, span = station.cpu_times(), time.perf_counter() - began
        backlog = max((health["backlog"] for health in track.listener.health), default=0)
        exit_status = track.stop_station()
        stored = stored_in(data)
        runs, sealed = _sealed(data)
    kept = stored["samples"] - warm
    return {
        "write_per_s": round(kept / elapsed),
        "write_seconds": round(elapsed, 1),
        "write_samples_sent": sent * SAMPLES_PER_MESSAGE,
        "write_samples_kept": kept,
        "write_samples_lost": sent * SAMPLES_PER_MESSAGE - kept,
        "write_messages_lost": sent - acknowledged,
        "write_cores": round((used.user + used.system - before.user - before.system) / span, 2),
        "write_backlog_peak": backlog,
        "write_sealed_meanwhile": sealed,
        "write_runs": runs,
        "write_exit_status": exit_status,
    }


def _sealed(data: Path) -> tuple[int, int]:
    db = connect(data / FILE_NAME, read_only=True)
    try:
        runs, samples = db.execute('SELECT count(*), total("count") FROM run WHERE ready').fetchone()
    finally:
        db.close()
    return runs, int(samples)


def writer_alone(seconds: float, cells: int = 10_000) -> dict[str, Any]:
    """The writer with all it does of a beat (blocks, segments at checkpoints, retention), fed as fast as it takes."""
    with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as folder:
        store = Store(Path(folder))
        store.writer.start()
        beat, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds:
            beat += 1
            columns = beat_columns(beat, cells)
            store.writer.post(BeatRecord(beat, T0 + beat * 200, columns, samples=BEAT_SAMPLES))
            if beat % BEATS_PER_CHECKPOINT == 0:
                store.writer.post(Checkpoint(beat, T0 + beat * 200, {}, {}))
            if beat % MOST_WAITING == 0:
                store.writer.flush(60)
        store.writer.flush(60)
        elapsed = time.perf_counter() - began
        written = store.writer.totals.samples
        store.writer.close()
    return {"writer_alone_per_s": round(written / elapsed), "writer_alone_samples": written}


def beat_columns(beat: int, cells: int) -> Columns:
    """The samples of one beat: as many cells as there are, one after another, about a second apart."""
    first = beat * BEAT_SAMPLES
    number = np.arange(first, first + BEAT_SAMPLES)
    return {
        "cell": number % cells,
        "time": T0 + beat * 200 + number % 200,
        "value": 20.0 + (number * 7 % 613) / 10.0,
        "quality": np.zeros(BEAT_SAMPLES, np.uint8),
    }


def plain_rows(seconds: float, cells: int = 10_000) -> dict[str, Any]:
    """The same samples as rows of a table by cell and time, one transaction a beat, in SQLite as it is set up here."""
    with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as folder:
        db = rows_table(Path(folder) / "rows.sqlite")
        beat, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds:
            beat += 1
            insert_rows(db, beat_columns(beat, cells))
        elapsed = time.perf_counter() - began
        db.close()
    return {"rows_write_per_s": round(beat * BEAT_SAMPLES / elapsed)}


def rows_table(path: Path) -> sqlite3.Connection:
    """A database with the table `sample`."""
    db = connect(path)
    db.execute(
        "CREATE TABLE sample (cell INTEGER, time INTEGER, value REAL, quality INTEGER, PRIMARY KEY (cell, time)) "
        "WITHOUT ROWID"
    )
    return db


def insert_rows(db: sqlite3.Connection, columns: Columns) -> None:
    """One transaction."""
    rows = zip(*(columns[name].tolist() for name in ("cell", "time", "value", "quality")), strict=True)
    db.execute("BEGIN")
    db.executemany("INSERT OR REPLACE INTO sample VALUES (?, ?, ?, ?)", rows)
    db.execute("COMMIT")
