"""Files of other programs are played as far as they go: from their beginning, with anchors made on the way."""

import itertools
import json
from pathlib import Path

import pytest
from mcap.writer import Writer

from opscenter.recording.records import Away, Moment
from opscenter.station.replay import course as course_module
from opscenter.station.replay.headless import Played, play
from opscenter.station.replay.opening import SILENCE_MS, Recording, with_silences
from tests.support.played_incident import Clock

T = 1_700_000_000_000
MINUTE = 60_000


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Half an hour of a weather station that falls silent, and a warning; a channel that is no JSON."""
    path = tmp_path / "other.mcap"
    with path.open("wb") as file:
        writer = Writer(file)
        writer.start()
        schema = writer.register_schema("any", "jsonschema", b"{}")
        city = writer.register_channel("city/weather", "json", schema)
        camera = writer.register_channel("camera", "protobuf", 0)
        for minute in range(30):
            at = T + minute * MINUTE
            if minute < 10:
                entity = {
                    "id": "urn:ngsi-ld:WeatherObserved:roof", "type": "WeatherObserved",
                    "temperature": {"type": "Property", "value": 20 + minute, "observedAt": at / 1000},
                    "location": {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [16.4, 48.2]}},
                }  # fmt: skip
                writer.add_message(city, at * 1_000_000, json.dumps(entity).encode(), at * 1_000_000)
            writer.add_message(camera, at * 1_000_000, b"\x00\x01", at * 1_000_000)
        warning = {"id": "urn:ngsi-ld:WeatherAlert:storm", "type": "WeatherAlert", "severity": "extreme"}
        at = T + 29 * MINUTE
        writer.add_message(city, at * 1_000_000, json.dumps(warning).encode(), at * 1_000_000)
        writer.finish()
    return path


def played(path: Path, *seeks: int) -> Played:
    clock = Clock()
    with Recording(path) as recording:
        assert recording.foreign
        assert any("camera" in problem for problem in recording.all_problems)
        return play(recording, seeks=seeks, clock=clock, wait=clock.wait)


def test_it_makes_the_same_journal_with_jumps_and_without(foreign: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course_module, "KEEP_AFTER_MS", 2 * MINUTE)
    straight = played(foreign)
    assert straight.events >= 1, "the warning"
    assert straight.messages == 11
    assert (straight.same, straight.recorded_hash) == (None, ""), "there is nothing to compare it with"
    jumping = played(foreign, T + 25 * MINUTE, T + 3 * MINUTE, T + 8 * MINUTE)
    assert jumping.journal_hash == straight.journal_hash
    assert jumping.messages == straight.messages


def test_time_passes_where_it_is_silent(foreign: Path) -> None:
    with Recording(foreign) as recording:
        moments = list(recording.happenings(None))
    ats = [one.at for one in moments if isinstance(one, Moment)]
    assert ats == sorted(ats)
    assert max(b - a for a, b in itertools.pairwise(ats)) == SILENCE_MS
    heard = [one for one in moments if isinstance(one, Moment) and one.messages]
    assert len(heard) == 11
    away = [Moment(5), Away(6, 90_000), Moment(100_000)]
    assert [one for one in with_silences(iter(away), None) if isinstance(one, Away)] == [away[1]]
