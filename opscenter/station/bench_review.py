"""How long any moment of the last day takes, in a city of 50,000 entities: asked of a station's answers, to the frames.

The history is made up by the code that makes real ones (segments a minute, whole states every five, a journal), each
entity heard once a `cadence_s`, without a bus: a day is there in minutes. A moment is asked for cold (another
connection, the file out of the system's cache as far as the system lets go of it) and again warm, a little later.
"""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.journal import JournalEvent, occurrence_id
from opscenter.history.encoding import encode_checkpoint
from opscenter.history.journal_writing import JournalWriting
from opscenter.history.marks import put_mark
from opscenter.history.records import Checkpoint
from opscenter.history.schema import connect
from opscenter.history.store import Store
from opscenter.history.transactions import put_samples
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.engine import KEEP_MS, KEEP_SAMPLES, Engine
from opscenter.station.journal_rows import journal_row
from opscenter.station.moments import Moments
from opscenter.station.requests import Request
from opscenter.station.usual_taking import MINUTE_MS

HOUR_MS = 3_600_000
START = 1_795_000_000_000
_KIND = "WeatherObserved"
_NAMES = ("temperature", "humidity")
_WARM_MS = 2_000

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class Scale:
    """How much of everything."""

    entities: int = 50_000
    hours: float = 24.0
    cadence_s: int = 60
    moments: int = 30
    alarms: int = 2_000


def run(entities: int = 50_000, hours: float = 24.0) -> dict[str, Any]:
    """What `measure` says of a day, and as `review_busy_ms` and `review_busy_ms_worst` of an hour with six times as
    much in it."""
    busy = measure(Scale(entities, min(1.0, hours), cadence_s=10))
    told = {f"review_busy_{name.removeprefix('review_')}": value for name, value in busy.items()}
    return {**measure(Scale(entities, hours)), **told}


def measure(scale: Scale) -> dict[str, Any]:
    """`review_ms` (median) and `review_ms_worst` of cold moments; `review_warm_ms` and `review_warm_ms_worst` of those
    beside one that was just shown; `review_of` what they were measured on. RuntimeError for one that is refused."""
    with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as name:
        folder = Path(name)
        end = make_day(folder, scale)
        cold, warm, rows = _ask(folder, scale, end)
        size = sum(path.stat().st_size for path in folder.iterdir())
    if rows != scale.entities:
        raise RuntimeError(f"a moment of the past held {rows} of {scale.entities} entities")
    samples = round(scale.hours * 3600 / scale.cadence_s * scale.entities * len(_NAMES))
    return {
        "review_ms": round(float(np.median(cold)), 1),
        "review_ms_worst": round(max(cold), 1),
        "review_warm_ms": round(float(np.median(warm)), 1),
        "review_warm_ms_worst": round(max(warm), 1),
        "review_of": f"{scale.moments} random moments of {scale.hours:g} h of {scale.entities} entities with "
        f"{len(_NAMES)} series each every {scale.cadence_s} s ({samples} samples, {size} bytes), cold",
    }


def make_day(folder: Path, scale: Scale) -> int:
    """Write the history of a city; its end, Unix ms."""
    store = Store(folder)
    store.writer.start()
    store.writer.close()
    db = connect(store.path)
    rng = np.random.default_rng(1)
    cells = scale.entities * len(_NAMES)
    city = _City(scale, rng)
    minutes = round(scale.hours * 60)
    alarms = _alarms(scale, minutes, rng)
    try:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN IMMEDIATE")
        db.executemany(
            "INSERT INTO entity (row, id, type, name) VALUES (?, ?, ?, ?)",
            ((row, f"urn:ngsi-ld:{_KIND}:{row:06d}", _KIND, f"Station {row}") for row in range(scale.entities)),
        )
        db.executemany(
            "INSERT INTO cell (cell, row, name, unit) VALUES (?, ?, ?, '')",
            ((cell, cell // len(_NAMES), _NAMES[cell % len(_NAMES)]) for cell in range(cells)),
        )
        db.execute("COMMIT")
        each = cells * MINUTE_MS // (scale.cadence_s * 1000)
        keep_each = max(1, min(KEEP_MS // MINUTE_MS, KEEP_SAMPLES // max(1, each)))  # as the engine does
        for minute in range(minutes):
            db.execute("BEGIN IMMEDIATE")
            journal = JournalWriting(db, None)
            journal.add([journal_row(event) for event in alarms.get(minute, ())])
            journal.keep()
            _put_minute(db, city, minute, keep=minute % keep_each == 0 or minute == minutes - 1)
            db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.close()
    return START + minutes * MINUTE_MS


class _City:
    """Readings that wander, each entity at a phase of its own."""

    def __init__(self, scale: Scale, rng: np.random.Generator) -> None:
        cells = scale.entities * len(_NAMES)
        self._rng = rng
        self._cadence = scale.cadence_s * 1000
        self._phase = rng.integers(0, self._cadence, scale.entities)
        self.value: Floats = np.round(rng.uniform(10, 90, cells), 1)
        self.measured: Ints = np.zeros(cells, np.int64)
        self.seen: Ints = np.zeros(scale.entities, np.int64)
        self.lon: Floats = 114.0 + rng.random(scale.entities) * 0.4
        self.lat: Floats = 22.2 + rng.random(scale.entities) * 0.3

    def minute(self, minute: int) -> dict[str, Any]:
        """What is measured in a minute, by entity and time."""
        since = START + minute * MINUTE_MS
        parts = []
        for number in range(-(-MINUTE_MS // self._cadence)):
            base = since - since % self._cadence + number * self._cadence
            times = base + self._phase
            rows = np.flatnonzero((times >= since) & (times < since + MINUTE_MS))
            cells = (rows[:, None] * len(_NAMES) + np.arange(len(_NAMES))).reshape(-1)
            self.value[cells] = np.round(self.value[cells] + self._rng.normal(0, 0.2, len(cells)), 1)
            self.measured[cells] = np.repeat(times[rows], len(_NAMES))
            self.seen[rows] = times[rows]
            parts.append((cells, self.measured[cells], self.value[cells].copy()))
        cells, times, values = (np.concatenate(column) for column in zip(*parts, strict=True))
        return {"cell": cells, "time": times, "value": values, "quality": np.zeros(len(cells), np.uint8)}

    def state(self) -> dict[str, Any]:
        """The columns of a checkpoint."""
        return {
            "value": self.value, "published": np.zeros(len(self.value), np.uint8), "measured": self.measured,
            "received": self.measured, "lon": self.lon, "lat": self.lat, "place_time": self.seen, "seen": self.seen,
        }  # fmt: skip


def _put_minute(db: Any, city: _City, minute: int, *, keep: bool) -> None:
    columns = city.minute(minute)
    beat, at = minute + 1, START + (minute + 1) * MINUTE_MS
    if len(columns["cell"]):
        put_samples(db, (beat, beat), [columns])
    checkpoint = Checkpoint(beat, at, city.state() if keep else {}, {}, keep=keep, started=START if minute == 0 else 0)
    blob = encode_checkpoint(checkpoint) if keep else b""
    put_mark(db, checkpoint, blob)
    if keep:
        db.execute("DELETE FROM checkpoint")
        db.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", (beat, at, blob))


def _alarms(scale: Scale, minutes: int, rng: np.random.Generator) -> dict[int, list[JournalEvent]]:
    """Alarms by minute; each lasts for half an hour or so."""
    events: dict[int, list[JournalEvent]] = {}
    for began in np.sort(rng.integers(0, max(1, minutes), scale.alarms)).tolist():
        entity = f"urn:ngsi-ld:{_KIND}:{int(rng.integers(0, scale.entities)):06d}"
        at = START + began * MINUTE_MS
        occurrence = occurrence_id("hot", entity, at)
        raised = JournalEvent(
            at, occurrence, "hot", entity, _NAMES[0], AlarmEvent.RAISED.value, AlarmState.UNACK, wall=at,
            system="weather", priority=Priority.MEDIUM, text={"en": "Hot"}, value=40.0, limit=38.0,
        )  # fmt: skip
        events.setdefault(began, []).append(raised)
        over = began + int(rng.integers(5, 60))
        end = START + over * MINUTE_MS
        for event, state in ((AlarmEvent.ACKNOWLEDGED, AlarmState.ACKED), (AlarmEvent.CLEARED, AlarmState.NORM)):
            told = JournalEvent(end, occurrence, "hot", entity, _NAMES[0], event.value, state, by="Ada", wall=end)
            events.setdefault(over, []).append(told)
    return events


def _ask(folder: Path, scale: Scale, end: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of cold and of warm moments, and the entities of the last answer."""
    store = Store(folder)
    engine = Engine(load_catalogue(), epoch=end, restored=store.restored)
    answers: list[int] = []
    rng = np.random.default_rng(2)
    cold, warm = [], []
    try:
        for at in rng.integers(START + 10 * MINUTE_MS, end, scale.moments).tolist():
            with _cold(folder, engine, store, end) as moments:
                cold.append(_time(moments, at, answers))
                warm.append(_time(moments, max(START, at - _WARM_MS), answers))
    finally:
        store.writer.close()
    return cold, warm, answers[-1]


@contextlib.contextmanager
def _cold(folder: Path, engine: Engine, store: Store, now: int) -> Iterator[Moments]:
    """Whoever answers, with nothing of the history in memory."""
    _let_go_of(folder)
    queries = store.queries()
    moments = Moments(engine, queries, lambda _seconds: True, lambda: now)
    try:
        yield moments
    finally:
        queries.close()


def _let_go_of(folder: Path) -> None:
    """Have the system forget what it read of these files, where it can be asked to."""
    if not hasattr(os, "posix_fadvise"):
        return
    for path in folder.iterdir():
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def _time(moments: Moments, at: int, answers: list[int]) -> float:
    frames: list[list[bytes | memoryview]] = []
    request = Request(b"", 1, "moment", {"at": at, "registry": False}, "", lambda _desk, sent: frames.append(sent))
    began = time.perf_counter()
    moments._answer(request)
    spent = (time.perf_counter() - began) * 1000
    if len(frames) != 1 or bytes(frames[0][0]) != b"result":
        raise RuntimeError("a moment of the past was not answered")
    answers.append(len(bytes(frames[0][2])) // 8)  # the first column is the longitude of each entity
    return spent
