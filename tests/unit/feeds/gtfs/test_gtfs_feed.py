"""kind = "gtfs-rt": from configuration, addresses and files to what is published."""

from pathlib import Path
from typing import Any

import pytest

from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.feed import SourceFault
from opscenter.feeds.gtfs.feed import GtfsReader
from opscenter.feeds.gtfs.realtime import RealtimeOptions
from tests.support.feeding import Taken, config, item, read
from tests.support.gtfs_town import NOON, feed, vehicle, write_town
from tests.support.tile_server import tile_server

NOW = NOON * 1000
EXAMPLE = Path(__file__).parents[4] / "resources" / "feeds" / "gtfs_rt.toml"


def served(bodies: dict[str, bytes]) -> Any:
    def answer(path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        return (200, {}, bodies[path]) if path in bodies else (404, {}, b"")

    return answer


def test_the_example_is_complete_but_for_its_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSIT_KEY", "k")
    (one,) = config(tmp_path, EXAMPLE.read_text().replace("HOST", "t.example"))
    assert one.name == "buses"


def test_a_feed_of_nothing_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(FileMistakes, match='at least one of "positions", "updates" and "alerts"'):
        config(tmp_path, 'bus = "tcp://127.0.0.1:5555"\n[feeds.a]\nkind = "gtfs-rt"\nstatic = "gtfs.zip"\n')


def test_timetable_first_then_messages_joined_to_it(tmp_path: Path) -> None:
    town = write_town(tmp_path, zipped=True).read_bytes()
    bodies = {"/gtfs.zip": town, "/vp": feed(NOON, vehicle("t1", NOON, 13.02))}
    with tile_server(served(bodies)) as server:
        text = (
            f'bus = "tcp://127.0.0.1:5555"\n[feeds.town]\nkind = "gtfs-rt"\nstatic = "{server.url}/gtfs.zip"\n'
            f'positions = "{server.url}/vp"\nalerts = "{server.url}/gone"\n'
        )
        (one,) = config(tmp_path, text, now=NOW)
        made, taken = one.feed, Taken()
        made.source.fetch(taken)
        assert [part.topic for part in taken.items] == ["static", "positions"]
        # one address that fails keeps the others from nothing, and is told once
        assert [str(problem) for problem in taken.problems] == [
            f"alerts: {server.url}/gone answers with status 404 (no such address: has it moved?). "
            "It is tried again each time."
        ]
        made.source.fetch(taken)
        assert (len(taken.items), len(taken.problems)) == (2, 1)
        entities, problems = read(made.reader, *taken.items)
        del bodies["/vp"]
        with pytest.raises(SourceFault, match="/vp answers with status 404"):
            made.source.fetch(taken)
        made.source.close()
    assert not problems
    (bus,) = [entity for entity in entities if entity["type"] == "Vehicle"]
    assert bus["nextStop"]["value"] == "Docks"
    # t1 should have been at Church at 11:54
    assert bus["delay"]["value"] == 360


def test_files_in_a_folder_and_a_timetable_beside_them(tmp_path: Path) -> None:
    write_town(tmp_path, zipped=True)
    (tmp_path / "rt").mkdir()
    (tmp_path / "rt" / "1.pb").write_bytes(feed(NOON, vehicle("t2", NOON, 13.0)))
    (tmp_path / "rt" / "notes.txt").write_text("no message")
    text = (
        'bus = "tcp://127.0.0.1:5555"\n[feeds.town]\nkind = "gtfs-rt"\nstatic = "town.zip"\npositions = "rt"\n'
        'pattern = "*.pb"\nevery_s = 1\n'
    )
    (one,) = config(tmp_path, text, now=NOW)
    taken = Taken()
    one.feed.source.fetch(taken)
    one.feed.source.fetch(taken)
    # each is taken once it has stopped growing
    found = sorted((part.topic, Path(part.where).name) for part in taken.items)
    assert found == [("positions", "1.pb"), ("static", "town.zip")]


def test_a_timetable_that_is_none_leaves_the_one_before_in_force(tmp_path: Path) -> None:
    reader = GtfsReader("town", RealtimeOptions())
    town = write_town(tmp_path, zipped=True).read_bytes()
    read(reader, item(town, topic="static", where="https://t.example/gtfs.zip"))
    _, problems = read(reader, item(b"<html>", topic="static", where="https://t.example/gtfs.zip"))
    assert str(problems[0]) == "gtfs.zip: it is neither a folder nor a zip file."
    entities, problems = read(reader, item(feed(NOON, vehicle("t2", NOON, 13.0)), at=NOW, topic="positions"))
    assert not problems
    assert any(entity["type"] == "BusLine" for entity in entities)


def test_an_agency_without_a_zone_has_the_feeds(tmp_path: Path) -> None:
    town = write_town(tmp_path, {"agency.txt": None}, zipped=True).read_bytes()
    reader = GtfsReader("town", RealtimeOptions(), "Europe/Berlin")
    _, problems = read(reader, item(town, topic="static", where="gtfs.zip"))
    assert "that of the feed is taken, Europe/Berlin." in str(problems[0])
    entities, _ = read(reader, item(feed(NOON + 90, vehicle("t2", NOON + 90, 13.005)), at=NOW + 90_000))
    (bus,) = [entity for entity in entities if entity["type"] == "Vehicle"]
    assert bus["delay"]["value"] == 30


def test_files_of_one_folder_are_one_series(tmp_path: Path) -> None:
    reader = GtfsReader("town", RealtimeOptions())
    first = item(feed(NOON, vehicle("t2", NOON, 13.0)), at=NOW, topic="positions", where="rt/1.pb")
    old = item(feed(NOON - 60, vehicle("t2", NOON - 60, 13.0)), at=NOW, topic="positions", where="rt/0.pb")
    entities, problems = read(reader, first, old)
    assert entities
    assert [str(one) for one in problems] == [
        "rt/0.pb: it is 60 s older than the message before; nothing of it is published.",
    ]
