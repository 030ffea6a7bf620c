"""A small recorded past out of the real decoder, engine and writer: channels that fill and empty, with their alarms."""

import json
import random
from pathlib import Path

from opscenter.domain.batch import Batch
from opscenter.history.sealer import Sealer
from opscenter.history.store import Store
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.engine import Engine
from opscenter.wire.decoder import Decoder

T0 = 1_795_000_000_000


def message(number: int, at: int, **attributes: object) -> bytes:
    """One reading of channel `number`."""
    entity = {"id": f"urn:g{number}", "type": "WaterObserved", "name": f"G{number}", **attributes}
    entity["dateObserved"] = at / 1000
    return json.dumps(entity).encode()


def record(
    folder: Path,
    *,
    minutes: int = 40,
    channels: int = 4,
    every_s: int = 5,
    began: int = T0,
    seal: bool = False,
    noise: float = 0.0,
) -> None:
    """So many minutes of channels that fill and empty in 20 minutes each; every third has a state, too; and a bus.

    `seal`: what can be is sealed into runs. `noise`: so much of each value is chance, which does not compress.
    """
    store = Store(folder)
    store.writer.start()
    engine = Engine(load_catalogue(), epoch=began)
    decoder = Decoder(engine.registry)
    chance = random.Random(5)
    for second in range(0, minutes * 60, every_s):
        at = began + second * 1000
        batch = Batch()
        for number in range(channels):
            phase = (second + number * 300) % 1_200
            fill = 0.7 + 0.3 * (1 - abs(phase - 600) / 600)
            more = {"gateState": "open" if phase < 600 else "closed"} if number % 3 == 0 else {}
            decoder.decode(
                b"t", message(number, at, fillRatio=round(fill, 3) + noise * chance.random(), **more), b"", at, batch
            )
        bus = {
            "id": "urn:bus", "type": "Vehicle", "dateObserved": at / 1000,
            "location": {"type": "Point", "coordinates": [114.1 + second / 1e5, 22.3]},
        }  # fmt: skip
        decoder.decode(b"t", json.dumps(bus).encode(), b"", at, batch)
        beat = engine.take(batch, at + 50)
        assert beat.record is not None
        store.writer.post(beat.record)
        if beat.checkpoint is not None:
            store.writer.post(beat.checkpoint)
            assert store.writer.flush(60), "each checkpoint closes a segment of its own"
    if seal:
        Sealer(store.path, store.writer, rest=0.0).seal()
    store.writer.close()
