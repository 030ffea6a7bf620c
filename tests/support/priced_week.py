"""A recorded week of one pricing gantry and the air around it, in which its charge changes on the Thursday."""

import datetime
import json
from pathlib import Path
from typing import Any

from opscenter.domain.batch import Batch
from opscenter.history.store import Store
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.engine import Engine
from opscenter.wire.decoder import Decoder

MONDAY = int(datetime.datetime(2026, 11, 16, 0, 0, tzinfo=datetime.UTC).timestamp()) * 1000
DAY, MINUTE = 86_400_000, 60_000


def gantry(at: int, day: int, hour: int) -> dict[str, Any]:
    """Two slots of Hong Kong mornings: 07:00 slow and cheap until Thursday, 08:00 as ever."""
    dear = day >= 3 and hour == 7
    return {
        "id": "urn:g", "type": "RoadPricingGantry", "name": "Ring gantry", "dateObserved": at / 1000,
        "location": {"type": "Point", "coordinates": [114.1, 22.3]}, "roadClass": "motorway",
        "charge": 2.0 if dear else 1.0, "averageVehicleSpeed": 50.0 if dear or hour == 8 else 30.0,
        "passages": 30 if dear else 40,
    }  # fmt: skip


def station(entity: str, at: int, lon: float, no2: float) -> dict[str, Any]:
    return {
        "id": entity, "type": "AirQualityObserved", "dateObserved": at / 1000, "no2": no2,
        "location": {"type": "Point", "coordinates": [lon, 22.3]},
    }  # fmt: skip


def record(folder: Path) -> Engine:
    """Put it into a folder; the engine that lived it."""
    store = Store(folder)
    store.writer.start()
    engine = Engine(load_catalogue(), epoch=MONDAY)
    decoder = Decoder(engine.registry)
    for day in range(5):
        batch = Batch()
        for minute in range(7 * 60, 9 * 60, 2):
            at = MONDAY + day * DAY + (minute - 8 * 60) * MINUTE  # Hong Kong is eight hours ahead
            near = 40.0 if day >= 3 and minute < 480 else 60.0
            for one in (
                gantry(at, day, minute // 60),
                station("urn:near", at, 114.101, near),
                station("urn:far", at, 114.3, 60.0),
            ):
                decoder.decode(b"t", json.dumps(one).encode(), b"", at, batch)
        beat = engine.take(batch, MONDAY + day * DAY + 2 * 60 * MINUTE)
        assert beat.record is not None
        store.writer.post(beat.record)
        if beat.checkpoint is not None:
            store.writer.post(beat.checkpoint)
            assert store.writer.flush(60), "each checkpoint closes a segment of its own"
    store.writer.close()
    return engine
