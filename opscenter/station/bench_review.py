"""How long any moment of the last day takes, put together by a station: state, texts and alarms as they stood.

A day of a city: quiet, but for stretches in which a tenth of the entities is heard every second, as many as the station
lets pass between two whole states it keeps. The moments asked for lie at random places of these stretches, the worst
there are; what the answer waits for is in the figure, from the question to the frames a desk is sent.
"""

import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np

from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue, Kind, System
from opscenter.history.rollup import DAY
from opscenter.history.store import Store
from opscenter.station.engine import Engine
from opscenter.station.moments import Moments
from opscenter.station.requests import Request
from opscenter.wire.desk import unpack

START = 1_795_000_000_000
BEAT_MS = 1_000
QUIET_MS = 300_000
ANSWER_S = 120.0


def run(entities: int = 50_000, moments: int = 12, stretches: int = 6, stretch_s: int = 240) -> dict[str, Any]:
    """`review_ms` (median) and `review_ms_worst` of `moments` of one day, and what they were measured on."""
    rng = np.random.default_rng(1)
    with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as folder:
        day = _Day(Path(folder), entities, rng)
        try:
            busy = []
            for number in range(stretches):
                begin = START + number * DAY // stretches
                day.until(begin, QUIET_MS, entities // 500)
                day.until(begin + stretch_s * 1000, BEAT_MS, entities // 10)
                busy.append(begin)
            day.until(START + DAY, QUIET_MS, entities // 500)
            wanted = [busy[place % stretches] + int(rng.integers(1, stretch_s * 1000)) for place in range(moments)]
            spans = [day.ask(at) for at in wanted]
            samples = day.samples
        finally:
            day.close()
    return {
        "review_ms": round(statistics.median(spans), 1),
        "review_ms_worst": round(max(spans), 1),
        "review_of": (
            f"{moments} moments of a day of {entities} entities with two series each, {samples} samples, each asked "
            f"for in a stretch in which {entities // 10} entities are heard a second"
        ),
    }


class _Day:
    """A station's engine, writer and answers, without sockets, and a clock that is told."""

    def __init__(self, folder: Path, entities: int, rng: np.random.Generator) -> None:
        self._rng = rng
        self._now = START - QUIET_MS
        self.samples = 0
        self._store = Store(folder)
        kinds = Catalogue({"bench": System("bench", 1, {"en": "Bench"}, "bench")}, {})
        kinds.kinds["Plain"] = Kind("Plain", "bench", {"en": "Plain"})
        self._engine = Engine(kinds, epoch=self._now, restored=self._store.restored)
        self._store.writer.start()
        self._moments = Moments(self._engine, self._store.queries(), self._store.writer.flush, lambda: self._now)
        self._moments.start()
        registry = self._engine.registry
        rows = [registry.entity(f"urn:ngsi-ld:Plain:{number:06d}", "Plain") for number in range(entities)]
        self._cells = np.array([(registry.cell(row, "a"), registry.cell(row, "b")) for row in rows])
        self._beat(np.arange(entities))

    def until(self, end: int, step_ms: int, heard: int) -> None:
        """Live on to `end`, with so many entities heard in each step."""
        number = 0
        while self._now < end:
            self._now = min(end, self._now + step_ms)
            self._beat(self._rng.integers(0, len(self._cells), max(1, heard)))
            number += 1
            if number % 20 == 0:
                self._store.writer.flush(60)
        self._store.writer.flush(60)

    def _beat(self, who: Any) -> None:
        batch, count = Batch(), 2 * len(who)
        batch.cells += self._cells[who].reshape(-1).tolist()
        batch.times += [self._now - 300] * count
        batch.values += np.round(self._rng.normal(50, 5, count), 1).tolist()
        batch.qualities += [0] * count
        batch.arrived += [self._now] * count
        batch.touched.update(dict.fromkeys(who.tolist(), self._now))
        batch.messages += len(who)
        self.samples += count
        beat = self._engine.take(batch, self._now)
        if beat.record is not None:
            self._store.writer.post(beat.record)
        if beat.checkpoint is not None:
            self._store.writer.post(beat.checkpoint)

    def ask(self, at: int) -> float:
        """The milliseconds until a moment is answered. Raises RuntimeError when it is not."""
        answered = threading.Event()
        kinds: list[str] = []
        ended: list[float] = []

        def reply(_: bytes, frames: list[bytes | memoryview]) -> None:
            ended.append(time.perf_counter())
            kinds.append(unpack([bytes(frame) for frame in frames])[0])
            answered.set()

        began = time.perf_counter()
        self._moments.take(Request(b"", 1, "moment", {"at": at, "registry": False}, "bench", reply))
        if not answered.wait(ANSWER_S) or kinds != ["result"]:
            raise RuntimeError("a moment of the past was not answered")
        return (ended[0] - began) * 1000

    def close(self) -> None:
        """End the threads."""
        self._moments.close()
        self._store.writer.close()
