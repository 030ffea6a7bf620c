"""What a station answers to where moving entities were."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue, Kind, System
from opscenter.history.places import Places
from opscenter.history.queries import Queries
from opscenter.history.store import Store
from opscenter.station.engine import Engine
from opscenter.station.requests import Request
from opscenter.station.ways import Ways, thinned
from opscenter.wire.decoder import Decoder

T0 = 1_795_000_000_000


def _iso(at: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(at / 1000, UTC).isoformat()


class City:
    """An engine with three buses, a ferry and a lamp, ten beats on disk; a bus's third message came late."""

    def __init__(self, folder: Path) -> None:
        kinds = {
            "Bus": Kind("Bus", "transit", {"en": "Bus"}, moves=True),
            "Ferry": Kind("Ferry", "transit", {"en": "Ferry"}, moves=True),
            "Lamp": Kind("Lamp", "light", {"en": "Lamp"}),
        }
        self.store = Store(folder)
        self.engine = Engine(Catalogue({"transit": System("transit", 1, {"en": "T"}, "bus")}, kinds), epoch=T0)
        self.store.writer.start()
        decoder = Decoder(self.engine.registry)
        for beat in range(10):
            batch = Batch()
            now = T0 + beat * 5_000
            for number, kind in enumerate(("Bus", "Bus", "Bus", "Ferry", "Lamp")):
                place = {"type": "Point", "coordinates": [114 + number + beat / 100, 22.0]}
                body = {"id": f"urn:{kind}:{number}", "type": kind, "location": place, "observedAt": _iso(now)}
                decoder.decode(b"t", json.dumps(body).encode(), b"", now, batch)
            record = self.engine.take(batch, now).record
            assert record is not None
            self.store.writer.post(record)
        self.queries: Queries = self.store.queries()
        self.ways = Ways(self.engine.registry, self.queries, self.store.writer.flush)

    def close(self) -> None:
        self.queries.close()
        self.store.writer.close()


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    city = City(tmp_path)
    yield city
    city.close()


def _asked(**args: Any) -> Request:
    return Request(b"d", 1, "track", args, "", lambda desk, frames: None)


def test_a_track_is_where_an_entity_was(city: City) -> None:
    _, way = city.ways.track(_asked(entity="urn:Bus:1", **{"from": T0 + 5_000, "to": T0 + 15_000}))
    assert way["time"].tolist() == [T0 + 5_000, T0 + 10_000, T0 + 15_000]
    np.testing.assert_allclose(way["lon"], [115.01, 115.02, 115.03])
    assert way["lat"].tolist() == [22.0, 22.0, 22.0]
    _, thin = city.ways.track(_asked(entity="urn:Bus:1", points=4))
    assert thin["time"].tolist() == [T0, T0 + 15_000, T0 + 30_000, T0 + 45_000]


def test_tracks_of_some_of_a_type_and_of_all_that_move(city: City) -> None:
    def rows(**args: Any) -> list[int]:
        return sorted(set(city.ways.tracks(_asked(**args))[1]["row"].tolist()))

    assert rows(entities=["urn:Bus:2", "urn:Nobody:1"]) == [2]
    assert rows(type="Bus") == [0, 1, 2]
    assert rows(type="Bus", entities=["urn:Ferry:3"]) == [0, 1, 2, 3]
    assert rows() == [0, 1, 2, 3], "a lamp does not move"
    assert rows(entities=["urn:Lamp:4"]) == []
    assert rows(entities=["urn:Nobody:1"]) == []
    assert len(city.ways.tracks(_asked(type="Bus", points=2))[1]["row"]) == 6


def test_positions_are_those_of_a_moment(city: City) -> None:
    _, found = city.ways.positions(_asked(at=T0 + 12_000))
    assert found["row"].tolist() == [0, 1, 2, 3]
    assert found["time"].tolist() == [T0 + 10_000] * 4
    np.testing.assert_allclose(found["lon"], [114.02, 115.02, 116.02, 117.02])
    assert city.ways.positions(_asked(at=T0 + 12_000, type="Ferry"))[1]["row"].tolist() == [3]
    assert city.ways.positions(_asked(at=T0 + 12_000, within=1_000))[1]["row"].tolist() == []
    assert city.ways.positions(_asked(at=T0 - 1))[1]["row"].tolist() == []


@pytest.mark.parametrize(
    ("what", "args", "sentence"),
    [
        ("track", {"entity": "urn:x"}, "No entity 'urn:x' is known"),
        ("track", {"entity": "urn:Bus:1", "from": 2, "to": 1}, "ends before it begins"),
        ("track", {"entity": "urn:Bus:1", "points": -1}, "'points' must be between"),
        ("tracks", {"entities": "urn:Bus:1"}, "'entities' must be a list"),
        ("positions", {"within": -1}, "'within' must be between 0 and 86400000 ms"),
        ("positions", {"within": 86_400_001}, "'within' must be between 0 and 86400000 ms"),
        ("positions", {"at": "noon"}, "'at' must be a whole number"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(
    city: City, what: str, args: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        getattr(city.ways, what)(_asked(**args))


def test_no_question_reads_the_whole_history_into_memory(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.history.places.MOST_READ", 25)
    assert len(city.ways.tracks(_asked(type="Ferry"))[1]["row"]) == 10
    for args in ({}, {"type": "Bus"}, {"points": 1}):
        with pytest.raises(ValueError, match=r"more than 25 positions\. Ask for a shorter one, or for fewer entities"):
            city.ways.tracks(_asked(**args))
    monkeypatch.setattr("opscenter.history.places._SETTLE_ROWS", 5)
    test_positions_are_those_of_a_moment(city)


def test_thinning_keeps_the_ends_of_every_way() -> None:
    row = np.repeat([3, 5, 9], [10, 2, 1])
    time = np.arange(13)
    places = Places(row, time, time / 2.0, time / 3.0)
    assert thinned(places, 3).time.tolist() == [0, 4, 9, 10, 11, 12]
    assert thinned(places, 1).time.tolist() == [9, 11, 12]
    assert thinned(places, 99).time.tolist() == time.tolist()
