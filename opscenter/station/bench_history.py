"""What the history costs: samples written beside ingest, bytes a sample once sealed, plots of long spans, the past.

Everything goes through the station's own code: writer, sealer, queries. Beside it, in the same run: plain rows of
SQLite, and InfluxDB and VictoriaMetrics where these are installed, with the same samples and the same questions (the
peers get only the series that are asked for, and answer over HTTP).
"""

import logging
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from opscenter.history.blocks import Columns
from opscenter.history.made_up import make_history, parts_of, steady
from opscenter.history.rollup import DAY
from opscenter.history.schema import connect
from opscenter.history.sealer import FAN_IN
from opscenter.history.trends import bin_width
from opscenter.station import bench_review
from opscenter.station.bench_history_open import open_ms
from opscenter.station.bench_history_peers import PEERS, Peer, measure
from opscenter.station.bench_history_write import beside_ingest, insert_rows, plain_rows, rows_table, writer_alone

log = logging.getLogger("opscenter.station.bench_history")

POINTS = 1_600
CADENCE_MS = 10_000
ASKED = 8
DATA_SETS = {"city": FAN_IN, "metr_la": 7 * FAN_IN}
"""Data by name, and in how many segments: one run of all the city's, about one a day of METR-LA."""

Reason = str
Data = Columns | Reason


@dataclass(slots=True, frozen=True)
class Scale:
    """How much of everything."""

    seconds: int = 60
    samples_per_s: int = 50_000
    entities: int = 5_000
    series: int = 64
    days: int = 30
    year_days: int = 365
    year_series: int = 4
    processes: int = 5
    peers: bool = True
    review_entities: int = 50_000
    review: bool = True


def run(data: Mapping[str, Callable[[], Data]], scale: Scale) -> dict[str, Any]:
    """All figures, JSON-able; None with a `<name>_reason` where something cannot be measured here.

    `data`: real data by name ("city", "metr_la"): columns `cell, time, value, quality`, or why there is none.
    """
    figures: dict[str, Any] = {
        "load_before": round(psutil.getloadavg()[0], 1),
        **beside_ingest(scale.seconds, scale.samples_per_s, scale.entities),
        "write_of": f"{scale.samples_per_s} samples/s of {scale.entities} entities sent to a whole station that seals",
        **writer_alone(max(1.0, scale.seconds / 6)),
        **plain_rows(max(1.0, scale.seconds / 6)),
    }
    figures |= _sizes(data, scale.peers)
    with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as folder:
        figures |= _plots(Path(folder), scale)
    figures |= (
        bench_review.run(scale.review_entities)
        if scale.review
        else {"review_ms": None, "review_ms_reason": "not asked for"}
    )
    figures["load_after"] = round(psutil.getloadavg()[0], 1)
    return figures


# -- bytes a sample --------------------------------------------------------------------------------------------------


def _sizes(data: Mapping[str, Callable[[], Data]], peers: bool) -> dict[str, Any]:
    figures: dict[str, Any] = {"bytes_per_sample": None}
    for name, segments in DATA_SETS.items():
        columns = data[name]() if name in data else "not given"
        if isinstance(columns, str):
            figures |= {f"{name}_bytes_per_sample": None, f"{name}_bytes_per_sample_reason": columns}
            continue
        with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as folder:
            made = make_history(Path(folder) / "ours", parts_of(columns, segments))
            rows = rows_bytes(Path(folder) / "rows.sqlite", columns)
        figures |= {
            f"{name}_samples": len(columns["cell"]),
            f"{name}_series": len(np.unique(columns["cell"])),
            f"{name}_bytes_per_sample": _ratio(made["bytes"], made["sealed"]),
            f"{name}_bytes_per_sample_with_rollups": _ratio(made["bytes"] + made["rollup_bytes"], made["sealed"]),
            f"{name}_rows_bytes_per_sample": rows,
        }
        for kind in PEERS if peers else ():
            found = _of_peer(kind, lambda some=columns: iter([some]))  # type: ignore[misc]
            for figure in ("write_per_s", "bytes_per_sample"):
                figures[f"{name}_{kind.name}_{figure}"] = found.get(figure)
            if "reason" in found:
                figures[f"{name}_{kind.name}_reason"] = found["reason"]
    known = [figures[f"{name}_bytes_per_sample"] for name in DATA_SETS if figures[f"{name}_bytes_per_sample"]]
    figures["bytes_per_sample"] = max(known, default=None)
    figures["bytes_per_sample_of"] = "the worse of the demo city's and METR-LA's, with time and quality, sealed"
    return figures


def rows_bytes(path: Path, columns: Columns) -> float:
    """Bytes a sample as plain rows of SQLite."""
    db = rows_table(path)
    insert_rows(db, columns)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    count = db.execute("SELECT count(*) FROM sample").fetchone()[0]
    db.close()
    return _ratio(path.stat().st_size, count)


def _ratio(size: float, count: float) -> float:
    return round(size / max(1.0, count), 2)


# -- plots -----------------------------------------------------------------------------------------------------------


def _plots(folder: Path, scale: Scale) -> dict[str, Any]:
    today = time.time_ns() // 1_000_000 // DAY * DAY
    spans = {"open_ms": scale.days, "year_ms": scale.year_days}
    series = {"open_ms": scale.series, "year_ms": scale.year_series}
    asked = {
        "open_ms": sorted({int(cell) for cell in np.linspace(0, scale.series - 1, min(ASKED, scale.series))}),
        "year_ms": [scale.year_series // 2],
    }
    figures: dict[str, Any] = {}
    for name, days in spans.items():
        start, end = today - days * DAY, today - 1
        made = make_history(folder / name, steady(series[name], days, CADENCE_MS, start))
        opened = open_ms(folder / name, asked[name], start, end, POINTS, scale.processes)
        title = name.removesuffix("_ms")
        figures |= {
            **{f"{title}_{figure}": value for figure, value in opened.items()},
            f"{title}_of": (
                f"{len(asked[name])} of {series[name]} series over {days} days at {CADENCE_MS // 1000} s in {POINTS} "
                f"points, {made['samples']:.0f} samples in all, each process new to the file"
            ),
            f"{title}_seal_per_s": round(made["sealed"] / max(made["seconds"], 1e-9)),
            f"{title}_bytes_per_sample": _ratio(made["bytes"], made["sealed"]),
            f"{title}_bytes_per_sample_with_rollups": _ratio(made["bytes"] + made["rollup_bytes"], made["sealed"]),
        }
        question = (start, end, bin_width(start, end, POINTS))
        chosen = _chosen(series[name], days, start, asked[name])
        for figure, value in _rows_plot(folder / f"{name}.sqlite", chosen(), question).items():
            figures[f"{title}_rows_{figure}"] = value
        for kind in PEERS if scale.peers else ():
            found = _of_peer(kind, chosen, {"ms": question})
            for figure in ("ms_cold", "ms_warm", "write_per_s", "bytes_per_sample"):
                figures[f"{title}_{kind.name}_{figure}"] = found.get(figure)
            if "reason" in found:
                figures[f"{title}_{kind.name}_reason"] = found["reason"]
    figures["year_ms"] = figures["year_ms_cold"]
    return figures


def _chosen(series: int, days: int, start: int, cells: Sequence[int]) -> Callable[[], Iterator[Columns]]:
    """The samples of some of the series, made again."""

    def parts() -> Iterator[Columns]:
        for columns in steady(series, days, CADENCE_MS, start):
            mine = np.isin(columns["cell"], cells)
            yield {name: column[mine] for name, column in columns.items()}

    return parts


def _rows_plot(path: Path, parts: Iterator[Columns], question: tuple[int, int, int]) -> dict[str, Any]:
    """The same question to plain rows by cell and time."""
    db = rows_table(path)
    for columns in parts:
        insert_rows(db, columns)
    db.close()
    spans = []
    opened: sqlite3.Connection | None = None
    for _ in range(3):
        began = time.perf_counter()
        opened = opened or connect(path, read_only=True)
        found = opened.execute(
            "SELECT cell, time / ?3, min(value), max(value), avg(value), count(*), min(time), max(time), max(quality) "
            "FROM sample WHERE time BETWEEN ?1 AND ?2 GROUP BY 1, 2",
            question,
        ).fetchall()
        spans.append((time.perf_counter() - began) * 1000)
        assert found
    if opened is not None:
        opened.close()
    return {"ms_cold": round(spans[0], 1), "ms_warm": round(statistics.median(spans[1:]), 1)}


# -- others ----------------------------------------------------------------------------------------------------------


def _of_peer(
    kind: type[Peer],
    parts: Callable[[], Iterator[Columns]],
    questions: dict[str, tuple[int, int, int]] | None = None,
) -> dict[str, Any]:
    if kind.program() is None:
        return {"reason": f"{kind.programs[0]} is not installed"}
    try:
        return measure(kind, parts(), questions)
    except (OSError, TimeoutError, ValueError, KeyError) as error:
        log.warning("%s could not be measured: %s", kind.name, error)
        return {"reason": f"{type(error).__name__}: {error}"}
