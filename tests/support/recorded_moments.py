"""A station's engine over a folder, fed beat by beat, whose past is asked for."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import Alarm
from opscenter.domain.batch import Batch
from opscenter.history.records import Limits
from opscenter.history.store import Store
from opscenter.station.engine import Engine
from opscenter.station.moments import Moments
from opscenter.station.requests import Request
from opscenter.wire.decoder import Decoder
from opscenter.wire.desk import pack, unpack
from tests.unit.station.test_engine import T0, catalogue

BEAT = 1_000
ENTITIES = 40


class Recorded:
    """A station's engine over a folder, fed beat by beat; `seen` keeps what a desk saw at each moment asked for."""

    def __init__(self, folder: Path, now: int = T0, limits: Limits | None = None) -> None:
        self.folder, self.now = folder, now
        self.limits = limits
        self.begin()

    def begin(self) -> None:
        self.store = Store(self.folder, limits=self.limits)
        self.engine = Engine(catalogue(), epoch=self.now, restored=self.store.restored)
        self.decoder = Decoder(self.engine.registry)
        self.store.writer.start()
        self.moments = Moments(self.engine, self.store.queries(), self.store.writer.flush, lambda: self.now)
        self.moments.start()
        self.batch = Batch()

    def end(self, killed: bool = False) -> None:
        self.moments.close()
        if not killed:
            self.store.writer.post(self.engine.checkpoint(self.now, keep=True))
        self.store.writer.close()

    def publish(self, entity: str, at: int | None = None, kind: str = "Road", **attributes: Any) -> None:
        """`at`: measured then, at some other time than it arrives."""
        if at is not None:
            stamp = np.datetime_as_string(np.datetime64(at, "ms"), unit="ms") + "Z"
            attributes = {name: {"type": "Property", "value": value, "observedAt": stamp}
                          for name, value in attributes.items()}  # fmt: skip
        payload = {"id": entity, "type": kind, **attributes}
        self.decoder.decode(b"t", json.dumps(payload).encode(), b"", self.now, self.batch)

    def beat(self, step: int = BEAT) -> None:
        batch, self.batch = self.batch, Batch()
        beat = self.engine.take(batch, self.now)
        if beat.record is not None:
            self.store.writer.post(beat.record)
        if beat.checkpoint is not None:
            self.store.writer.post(beat.checkpoint)
            assert self.store.writer.flush(60), "of checkpoints that wait together only one is written"
        self.now += step

    def snapshot(self) -> tuple[int, Mirror]:
        """(the moment, what a desk sees): call after a beat, before the next."""
        at = self.now - BEAT
        mirror = Mirror()
        mirror.apply_snapshot(*_wired("snapshot", *self.engine.snapshot({"now": at})))
        return at, mirror

    def ask(self, what: str, **args: Any) -> tuple[str, dict[str, Any], Any]:
        got: list[Any] = []
        self.moments._answer(Request(b"", 1, what, args, "", lambda _, frames: got.append(frames)))
        return unpack([bytes(frame) for frame in got[0]])

    def moment(self, at: int) -> Mirror:
        kind, header, columns = self.ask("moment", at=at)
        assert kind == "result", header
        mirror = Mirror()
        mirror.apply_snapshot(header, columns)
        return mirror


def _wired(kind: str, header: Any, columns: Any) -> Any:
    return unpack([bytes(frame) for frame in pack(kind, header, columns)])[1:]


def same(past: Mirror, live: Mirror) -> None:
    assert past.ids == live.ids
    assert past.types == live.types and past.names == live.names
    assert past.cell_names == live.cell_names
    assert past.cell_row.tolist() == live.cell_row.tolist()
    np.testing.assert_array_equal(past.value, live.value)
    np.testing.assert_array_equal(past.quality, live.quality)
    assert past.texts == live.texts
    numbers = ~np.isnan(live.value)
    np.testing.assert_array_equal(past.measured[numbers], live.measured[numbers])
    assert facts(past) == facts(live)


def facts(mirror: Mirror) -> dict[str, Alarm]:
    return dict(sorted(mirror.alarms.items()))


def traffic(city: Recorded, rng: np.random.Generator, number: int) -> None:
    """One beat's messages: most roads speak, some fall silent for a while, lamps and texts change now and then."""
    for road in range(ENTITIES):
        if road % 7 == 3 and number // 30 % 2:
            continue  # silent for half a minute in every minute: stale, with an alarm
        if rng.random() < 0.4:
            values: dict[str, Any] = {"speed": float(rng.integers(20, 140))}
            if rng.random() < 0.2:
                values["lamp"] = bool(rng.random() < 0.5)
            if rng.random() < 0.2:
                values["status"] = str(rng.choice(["open", "shut", "works"]))
            city.publish(f"urn:road:{road}", **values)
