"""What alarms cost: rules judged, a burst of alarms until every one is on disk, a long journal verified and looked at.

Everything is the station's own: engine, store, writer, verification, the query a console asks. Each figure that has
one is set against a baseline of the same run: plain INSERTs of the same rows, a bare SHA-256 over the same bytes.
"""

import hashlib
import importlib
import logging
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Attribute, Catalogue, Kind, System
from opscenter.domain.journal import JournalEvent
from opscenter.domain.rule import Rule, RuleKind
from opscenter.history.chain import Head, keep_head, link
from opscenter.history.journal_search import Found, Told, Wanted, search
from opscenter.history.journal_writing import INSERT
from opscenter.history.records import JournalRow
from opscenter.history.schema import FILE_NAME, connect
from opscenter.history.store import Store
from opscenter.history.verification import verify
from opscenter.station.engine import Engine
from opscenter.station.journal_answers import as_columns_of
from opscenter.station.journal_rows import journal_row
from opscenter.wire.desk import Columns

log = logging.getLogger("opscenter.station.bench_alarms")

T0 = 1_795_000_000_000
BEATS = 5
BEAT_MS = 200
OTHERS = (("rules", "bench_rules"), ("expressions", "bench_expressions"))
"""Benchmarks with figures of their own: modules of this room with a function `run() -> dict`."""


def run(*, alarms: int = 10_000, events: int = 1_000_000, looked_at: int = 100_000) -> dict[str, Any]:
    """All figures. `events` in the journal that is verified, `looked_at` of the newest fetched as a console does."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as folder:
        figures |= burst(Path(folder) / "burst", alarms)
        figures |= long_journal(Path(folder) / "long", events, looked_at)
    for name, module in OTHERS:
        try:
            measure: Callable[[], dict[str, Any]] = importlib.import_module(f"opscenter.station.{module}").run
        except (ImportError, AttributeError):
            continue  # not part of this program
        figures |= {f"{name}_{key}": value for key, value in measure().items()}
    return figures


def catalogue() -> Catalogue:
    """One kind with one rule in three languages, as long as those of the shipped catalogue."""
    texts = {
        "en": "{name}: {value} {unit}, over {limit} for five minutes",
        "zh_Hant": "{name}：{value} {unit}，超過 {limit} 達五分鐘",
        "zh_Hans": "{name}：{value} {unit}，超过 {limit} 达五分钟",
    }
    rule = Rule(
        "rain-high", RuleKind.LIMIT, "Gauge", "rain", Priority.HIGH, texts, value=30.0, cause=texts, consequence=texts,
        action=texts, checklist=(texts, texts), respond_s=600, version="bench",
    )  # fmt: skip
    kind = Kind(
        "Gauge", "rain", {"en": "Gauge"}, stale_after_ms=60_000,
        attributes={"rain": Attribute("rain", {"en": "Rain"})}, rules=(rule,),
    )  # fmt: skip
    return Catalogue({"rain": System("rain", 1, {"en": "Rain"}, "rain")}, {"Gauge": kind})


def burst(folder: Path, alarms: int) -> dict[str, Any]:
    """So many alarms raised within one second, five beats: until all are committed, against plain INSERTs."""
    store = Store(folder)
    engine = Engine(catalogue(), epoch=T0, restored=store.restored)
    store.writer.start()
    cells = []
    for number in range(alarms):
        cells.append(engine.registry.cell(engine.registry.entity(f"urn:ngsi-ld:Gauge:{number}", "Gauge"), "rain"))
    store.writer.post(_record(engine, _batch(cells, 1.0, T0), T0))
    store.writer.flush(60)
    each = -(-alarms // BEATS)
    longest = 0.0
    rows: list[JournalRow] = []
    begun = time.perf_counter()
    for beat in range(BEATS):
        now = T0 + 1_000 + beat * BEAT_MS
        at = time.perf_counter()
        taken = engine.take(_batch(cells[beat * each : (beat + 1) * each], 31.0, now), now)
        longest = max(longest, time.perf_counter() - at)
        if taken.record is not None:
            rows += taken.record.journal
            store.writer.post(taken.record)
    store.writer.flush(120)
    seconds = time.perf_counter() - begun
    store.writer.close()
    verdict = verify(store.path)
    plain = _plain_inserts(folder / "plain.sqlite", rows)
    return {
        "burst_alarms": len(rows), "burst_journaled": verdict.events, "burst_ok": verdict.ok,
        "burst_committed_s": round(seconds, 3), "burst_longest_beat_ms": round(longest * 1000, 1),
        "burst_plain_inserts_s": round(plain, 3), "burst_ratio": round(seconds / plain, 2),
    }  # fmt: skip


def _record(engine: Engine, batch: Batch, now: int) -> Any:
    return engine.take(batch, now).record


def _batch(cells: list[int], value: float, at: int) -> Batch:
    count = len(cells)
    return Batch(
        cells=list(cells), times=[at] * count, values=[value] * count, qualities=[0] * count, arrived=[at] * count,
        messages=count,
    )  # fmt: skip


def _plain_inserts(path: Path, rows: list[JournalRow]) -> float:
    """Seconds for the same rows into a table without chain, indices or triggers, one transaction."""
    connection = connect(path)
    names = "at, wall, occurrence, entity, event, state, who, desk, comment, fact, rule"
    connection.execute(f"CREATE TABLE journal (id INTEGER PRIMARY KEY, {names})")
    values = [_tuple(row) for row in rows]
    begun = time.perf_counter()
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO journal ({names}) VALUES (?,?,?,?,?,?,?,?,?,?,?)", values)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - begun
    connection.close()
    return seconds


def _tuple(row: JournalRow) -> tuple[Any, ...]:
    return (
        row.at, row.wall, row.occurrence, row.entity, row.event, row.state, row.by, row.desk, row.comment, row.fact,
        row.rule,
    )  # fmt: skip


def long_journal(folder: Path, events: int, looked_at: int) -> dict[str, Any]:
    """A journal of so many events: verified, against a bare SHA-256 over the same bytes; fetched as a console does."""
    Store(folder).writer.close()
    path = folder / FILE_NAME
    connection = connect(path)
    written = _fill(connection, events)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    begun = time.perf_counter()
    verdict = verify(path)
    seconds = time.perf_counter() - begun
    bare = _bare_hash(written)
    figures: dict[str, Any] = {
        "journal_events": verdict.events, "journal_ok": verdict.ok, "journal_mb": round(path.stat().st_size / 1e6),
        "verify_s": round(seconds, 2), "verify_bare_sha256_s": round(bare, 2), "verify_ratio": round(seconds / bare, 1),
    }  # fmt: skip
    begun = time.perf_counter()
    first = search(connection, Wanted(), 500)
    as_columns_of(first.rows, "en")
    figures["station_first_page_ms"] = round((time.perf_counter() - begun) * 1000, 1)
    before, fetched, longest = first.next, len(first.rows), 0.0
    while before and fetched < looked_at:
        at = time.perf_counter()
        page = search(connection, Wanted(before=before), min(2_000, looked_at - fetched))
        as_columns_of(page.rows, "en")
        longest = max(longest, time.perf_counter() - at)
        before, fetched = page.next, fetched + len(page.rows)
    figures |= {
        "station_events": fetched, "station_all_pages_s": round(time.perf_counter() - begun, 2),
        "station_longest_page_ms": round(longest * 1000, 1),
    }  # fmt: skip
    for name, wanted in (("occurrence", Wanted(occurrence=first.rows[-1].occurrence)), ("person", Wanted(by="Lee"))):
        at = time.perf_counter()
        search(connection, wanted, 100)
        figures[f"station_by_{name}_ms"] = round((time.perf_counter() - at) * 1000, 1)
    connection.close()
    return figures


def _fill(connection: sqlite3.Connection, events: int) -> int:
    """Write so many chained events; their bytes."""
    head, written = Head(), 0

    def rows() -> Iterator[tuple[Any, ...]]:
        nonlocal head, written
        for number, row in enumerate(_events(events), start=1):
            fields = (number, *_tuple(row))
            head = Head(number, link(head.digest, fields))
            written += len(row.fact) + 120
            yield (*fields, head.digest)

    connection.execute("BEGIN")
    connection.executemany(INSERT, rows())
    keep_head(connection, head)
    connection.execute("COMMIT")
    return written


def _events(count: int) -> Iterator[JournalRow]:
    """Lives of alarms: raised, acknowledged, cleared. Few different facts are encoded, as encoding is not measured."""
    rule = next(iter(catalogue().rules()))
    steps = (
        ("raised", AlarmState.UNACK, ""),
        ("acknowledged", AlarmState.ACKED, "Chan"),
        ("cleared", AlarmState.NORM, ""),
    )
    templates = []
    for event, state, by in steps:
        texts = dict(rule.text) if event == "raised" else {}
        templates.append(
            journal_row(
                JournalEvent(
                    0, "", rule.id, "", "rain", event, state, by, "desk 1", "", 31.5, 30.0, 0, "rain", Priority.HIGH,
                    "mm/h", 600, texts, texts, texts, texts,
                )
            )
        )  # fmt: skip
    for number in range(count):
        step = templates[number % 3]
        yield JournalRow(
            T0 + number, T0 + number + 100, f"{number // 3:018x}", f"urn:ngsi-ld:Gauge:{number // 3 % 10_000}",
            step.event, step.state, "Lee" if step.by and number % 999 == 1 else step.by, step.desk, step.comment,
            step.fact, step.rule,
        )  # fmt: skip


def pages(events: int, first_rows: int = 500, page_rows: int = 2_000) -> list[tuple[dict[str, list[str]], Columns]]:
    """The answers to a console that looks at so many events, newest first."""
    rng = np.random.default_rng(1)
    values = np.round(rng.normal(40, 9, events), 1).tolist()
    rows = []
    for number in range(events, 0, -1):
        life, step = divmod(number, 3)
        rows.append(
            Found(
                number, T0 + number, T0 + number, f"{life:018x}", f"urn:ngsi-ld:Gauge:{life % 5_000}",
                ("raised", "acknowledged", "cleared")[step], ("UNACK", "ACKED", "NORM")[step],
                ("", ("Chan", "Lee", "Wong")[life % 3], "")[step], "desk 1", "", "rain-high",
                Told(value=values[life], limit=30.0, unit="mm/h", priority=life % 4 + 1, system="rain"),
                {"en": f"Gauge {life % 5_000}: {values[life]} mm/h, over 30"},
            )
        )  # fmt: skip
    edges = [0, first_rows, *range(first_rows + page_rows, events, page_rows), events]
    return [as_columns_of(rows[a:b], "en") for a, b in pairwise(edges) if b > a]


def _bare_hash(size: int) -> float:
    """Seconds for SHA-256 over so many bytes at one go."""
    block = b"\x5a" * (1 << 20)
    digest = hashlib.sha256()
    begun = time.perf_counter()
    for _ in range(max(1, size >> 20)):
        digest.update(block)
    digest.digest()
    return time.perf_counter() - begun
