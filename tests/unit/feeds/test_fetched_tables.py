"""Tables and JSON documents that are fetched: by the mapping files of tables, and by paths; across clock changes."""

import socket
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.local_time import read_time
from opscenter.settings.resources import resource_root
from tests.support.data import shared_data
from tests.support.feeding import NOW, Taken, config, item, read
from tests.support.odd_server import OddServer, answer

WARSAW = ZoneInfo("Europe/Warsaw")
MAPPING = """
[time]
column = "at"
zone = "Europe/Warsaw"
[entity]
id = "urn:x:{id}"
type = "Tank"
[place]
latitude = "lat"
longitude = "lon"
[[attribute]]
name = "level"
column = "level"
unit = "MTR"
"""
TABLE = """id,at,level,lat,lon
1,2026-09-21 16:00,2.5,51.1,17.0
2,2026-09-21 16:00,many,51.1,17.0
3,2026-09-21 16:00,1,0,0
"""


def table_feed(folder: Path, url: str = "http://localhost/a.csv"):  # type: ignore[no-untyped-def]
    (folder / "tanks.toml").write_text(MAPPING, encoding="utf-8")
    (one,) = config(folder, f'[feeds.a]\nkind = "table"\nurl = "{url}"\nmapping = "tanks.toml"\n')
    return one.feed


def test_a_table_is_fetched_and_its_bad_row_loses_no_other(tmp_path: Path) -> None:
    with OddServer({"/a.csv": answer(TABLE.encode(), Content_Type="text/csv")}) as server:
        feed = table_feed(tmp_path, server.url("/a.csv?key=secret"))
        taken = Taken()
        feed.source.fetch(taken)
        feed.source.close()
    entities, problems = read(feed.reader, *taken.items)
    assert [one.get("level", {}).get("value") for one in entities] == [2.5, None, 1.0]
    assert entities[0]["level"]["observedAt"] == "2026-09-21T14:00:00.000Z"
    assert len(problems) == 1 and ":3: " in str(problems[0]) and "secret" not in str(problems[0])


@pytest.mark.parametrize("body", [b"", b"<html>no</html>", b"\xff\xfe\x00", b"id,at\n1,2\n", b'id,"at\n' * 9])
def test_what_is_no_such_table_is_a_sentence(tmp_path: Path, body: bytes) -> None:
    feed = table_feed(tmp_path)
    feed.source.close()
    entities, problems = read(feed.reader, item(body))
    assert entities == [] and len(problems) >= 1


def test_a_table_of_nothing_but_mistakes_is_left_after_a_thousand(tmp_path: Path) -> None:
    feed = table_feed(tmp_path)
    feed.source.close()
    entities, problems = read(feed.reader, item("id,at,level,lat,lon\n" + "1,never,1,1,1\n" * 5_000))
    assert entities == [] and len(problems) == 1_001


def test_real_detectors_of_hong_kong_by_the_mapping_that_comes_with_the_program(tmp_path: Path) -> None:
    found = sorted(shared_data("hongkong").rglob("traffic_detectors.csv"))
    if not found:
        pytest.skip("no list of Hong Kong's detectors among the real data")
    tables = [
        path for path in found[0].parent.rglob("*.csv") if "detectorID" in path.read_bytes()[:300].decode("latin-1")
    ]
    if not tables:
        pytest.skip("no hourly table of Hong Kong's detectors among the real data")
    mapping = resource_root() / "mappings" / "hongkong_detectors.toml"
    text = f'[feeds.a]\nkind = "table"\npath = "{tables[0]}"\nmapping = "{mapping}"\n'
    (one,) = config(tmp_path, text + f'[feeds.a.joins]\n"traffic_detectors.csv" = "{found[0]}"\n')
    entities, _ = read(one.feed.reader, item(tables[0].read_bytes(), topic=tables[0].name))
    assert entities and all(one["type"] == "TrafficFlowObserved" for one in entities)


def test_a_json_document_is_fetched_and_read_by_paths(tmp_path: Path) -> None:
    body = (
        b'{"temperature": {"recordTime": "2026-09-21T22:00:00", "data": [{"place": "King\'s Park", "value": 27, "unit":'
    )
    body += b' "C"}, {"place": "Sha Tin", "value": 81, "unit": "degF"}]}}'
    text = """
[feeds.a]
kind = "json"
url = "%s"
zone = "Asia/Hong_Kong"
[[feeds.a.map]]
records = "temperature.data"
id = "urn:ngsi-ld:WeatherObserved:hko-{place|slug}"
type = "WeatherObserved"
name = "{place}"
time = "/temperature.recordTime"
[[feeds.a.map.attribute]]
name = "temperature"
from = "value"
unit_from = "unit"
"""
    with OddServer({"/w": answer(body)}) as server:
        (one,) = config(tmp_path, text % server.url("/w"))
        taken = Taken()
        one.feed.source.fetch(taken)
        one.feed.source.close()
    entities, problems = read(one.feed.reader, *taken.items)
    assert problems == []
    assert [(one["id"].rpartition(":")[2], one["temperature"]["value"]) for one in entities] == [
        ("hko-king-s-park", 27),
        ("hko-sha-tin", 81),
    ]
    assert entities[0]["temperature"]["observedAt"] == "2026-09-21T14:00:00.000Z"


def test_mistakes_are_told_with_those_of_the_mapping_file(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[entity]\nid = 'x'\n")
    text = '[feeds.a]\nkind = "table"\nurl = "http://x/"\npath = "y"\nmapping = "%s"\n[feeds.a.joins]\nx = "none.csv"\n'
    for name in ("bad.toml", "absent.toml"):
        with pytest.raises(FileMistakes) as raised:
            config(tmp_path, text % name)
        assert name in str(raised.value)
    with pytest.raises(FileMistakes, match="at least one"):
        config(tmp_path, '[feeds.a]\nkind = "json"\nurl = "http://x/"\n')


# 25 October 2026: 03:00 of summer is 02:00 of winter. 29 March 2026: 02:00 of winter is 03:00 of summer.
FIRST_0230, SECOND_0230 = 1_792_888_200_000, 1_792_891_800_000


@pytest.mark.parametrize(
    ("text", "arrived", "expected"),
    [
        ("2026-10-25 02:30", FIRST_0230 + 60_000, FIRST_0230),
        ("2026-10-25 02:30", SECOND_0230 + 60_000, SECOND_0230),
        ("2026-10-25 02:30", SECOND_0230 - 240_000, SECOND_0230),
        ("2026-10-25 02:30", SECOND_0230 + 86_400_000, SECOND_0230),
        ("2026-10-25T02:30:00+02:00", SECOND_0230 + 60_000, FIRST_0230),
        ("2026-10-25T00:30:00Z", 0, FIRST_0230),
        ("2026-03-29 02:30", NOW, 1_774_747_800_000),
        ("2026-03-29 03:30", NOW, 1_774_747_800_000),
    ],
)
def test_local_times_across_changes_of_the_clock(text: str, arrived: int, expected: int) -> None:
    assert read_time(text, WARSAW, arrived) == expected


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "1" * 100, "0001-01-01T00:00:00+23:00", "25:00"])
def test_what_is_no_time_is_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="time"):
        read_time(text, WARSAW, NOW)
    assert read_time("1790000000", WARSAW, NOW, "unix") == NOW
    with pytest.raises(ValueError):
        read_time("inf", WARSAW, NOW, "unix")


def test_a_server_that_drops_the_connection_is_tried_again_by_others(tmp_path: Path) -> None:
    def drop(peer: socket.socket, _request: dict[str, str]) -> None:
        peer.shutdown(socket.SHUT_RDWR)

    from opscenter.feeds.feed import SourceFault

    with OddServer({"/a.csv": drop}) as server:
        feed = table_feed(tmp_path, server.url("/a.csv"))
        with pytest.raises(SourceFault):
            feed.source.fetch(Taken())
        feed.source.close()
