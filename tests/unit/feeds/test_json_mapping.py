"""JSON of others -> entities: paths, states, units, times, lists, keyed objects; what is wrong loses nothing else."""

from pathlib import Path

import msgspec
import pytest

from opscenter.domain.toml_document import FileMistakes
from opscenter.settings.catalogue import load_catalogue
from tests.support.feeding import config, item, read, values

MQTT = '[feeds.a]\nkind = "mqtt"\nhost = "localhost"\n[[feeds.a.map]]\n'


def reader(folder: Path, table: str):  # type: ignore[no-untyped-def]
    (one,) = config(folder, MQTT + table)
    return one.feed.reader


def test_values_times_places_and_names_come_from_where_the_mapping_says(tmp_path: Path) -> None:
    read_it = reader(
        tmp_path,
        """
        topic = "parking/{lot}/{bay}"
        id = "urn:ngsi-ld:ParkingSpot:{lot|slug}-{bay}"
        type = "ParkingSpot"
        domain = "parking"
        time = "meta.ts"
        latitude = "pos[1]"
        longitude = "pos[0]"
        name = "Bay {bay} of {meta.title}"
        [[feeds.a.map.attribute]]
        name = "status"
        from = "occ"
        states = { 1 = "occupied", 0 = "free", true = "occupied" }
        [[feeds.a.map.attribute]]
        name = "temperature"
        from = "t"
        unit = "FAH"
        low = -40
        high = 200
        """,
    )
    body = {"occ": 1, "t": "50.0", "pos": [114.1, 22.3], "meta": {"ts": 1_780_000_000, "title": "North <b>"}}
    (entity,), problems = read(read_it, item(msgspec.json.encode(body), topic="parking/Lot A/7"))
    assert problems == []
    assert (entity["id"], entity["name"]["value"]) == ("urn:ngsi-ld:ParkingSpot:lot-a-7", "Bay 7 of North <b>")
    assert tuple(values(entity, "status", "temperature")) == ("occupied", 50.0)
    assert entity["status"]["observedAt"] == "2026-05-28T20:26:40.000Z"
    assert entity["temperature"]["unitCode"] == "FAH"
    assert entity["location"]["value"]["coordinates"] == [114.1, 22.3]


def test_lists_and_keyed_objects_are_a_record_each_and_bad_ones_lose_no_other(tmp_path: Path) -> None:
    table = """
        topic = "#"
        id = "urn:x:{%s}"
        type = "Tank"
        records = "%s"
        keyed = true
        time = "/at"
        [[feeds.a.map.attribute]]
        name = "level"
        from = "%s"
        number = true
        [[feeds.a.map.attribute]]
        name = "mode"
        from = "m"
        """
    listed = reader(tmp_path, table % ("id", "tanks[?ok]", "l"))
    body = b'{"at": "2026-01-01T00:00:00Z", "tanks": [{"id": 1, "ok": true, "l": 5}, {"ok": true, "l": 1}, {"id": 9},'
    body += b'{"id": 2, "ok": true, "l": "much", "m": "on"}, {"id": 3, "ok": true}, {"id": 4, "ok": true, "l": 1e999}]}'
    entities, problems = read(listed, item(body.replace(b"1e999", b'"inf"')))
    assert [(one["id"], sorted(set(one) - {"id", "type", "dateObserved"})) for one in entities] == [
        ("urn:x:1", ["level"]),
        ("urn:x:2", ["mode"]),
    ]
    assert [str(problem) for problem in problems] == [
        "test: record 2: there is no 'id' in it (or it is no text or number).",
        "test: record 3: l is 'much', not a number.",
        "test: record 4: none of its attributes is there (l, m).",
        "test: record 5: l is 'inf', not a finite number.",
    ]
    keyed = reader(tmp_path, table % ("key", "tanks", "@"))
    entities, _ = read(keyed, item(b'{"at": 1767225600000, "tanks": {"n": 3, "s": 4}}'))
    assert [(one["id"], one["level"]["value"], one["level"]["observedAt"]) for one in entities] == [
        ("urn:x:n", 3.0, "2026-01-01T00:00:00.000Z"),
        ("urn:x:s", 4.0, "2026-01-01T00:00:00.000Z"),
    ]


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000, b"nonsense", b'{"a": NaN}'])
def test_what_is_no_json_is_a_sentence(tmp_path: Path, body: bytes) -> None:
    table = 'topic = "#"\nid = "x"\ntype = "T"\n[[feeds.a.map.attribute]]\nname = "v"\nfrom = "v"\n'
    entities, (problem,) = read(reader(tmp_path, table), item(body))
    assert entities == [] and "not JSON" in str(problem)


def test_a_document_without_any_list_of_a_mapping_is_told_with_what_it_holds(tmp_path: Path) -> None:
    attribute = '[[feeds.a.map.attribute]]\nname = "v"\nfrom = "v"\n'
    table = f'records = "data.rows"\nid = "{{n}}"\ntype = "T"\ndomain = "d"\n{attribute}'
    text = f'[feeds.a]\nkind = "json"\nurl = "http://localhost/"\n[[feeds.a.map]]\n{table}'
    (one,) = config(tmp_path, text)
    one.feed.source.close()
    entities, (problem,) = read(one.feed.reader, item(b'{"status": "error", "message": "wrong key"}'))
    assert entities == [] and problem.whole
    assert "there is nothing at data.rows: it holds status, message." in str(problem)
    assert read(one.feed.reader, item(b'{"data": {"rows": []}}')) == ([], [])  # empty is nothing wrong


def test_plain_payloads_are_numbers_or_texts(tmp_path: Path) -> None:
    table = 'topic = "m/{id}"\nformat = "number"\nid = "{id}"\ntype = "T"\n[[feeds.a.map.attribute]]\nname = "v"\n'
    read_it = reader(tmp_path, table + 'from = "@"\nfactor = 0.1\n')
    entities, problems = read(
        read_it, item(b" 15 ", topic="m/1"), item(b"off", topic="m/1"), item(b"\xff", topic="m/1")
    )
    assert [one["v"]["value"] for one in entities] == [1.5] and len(problems) == 2


def test_kept_messages_without_a_time_are_not_taken_for_news(tmp_path: Path) -> None:
    table = 'topic = "m/{id}"\nid = "{id}"\ntype = "T"\n%s[[feeds.a.map.attribute]]\nname = "v"\nfrom = "v"\n'
    kept = item(b'{"v": 1, "t": 1780000000}', topic="m/1")
    kept = type(kept)(kept.where, kept.body, kept.at, kept.topic, retained=True)
    entities, (problem,) = read(reader(tmp_path, table % ""), kept, kept)
    assert entities == [] and "kept by the broker" in str(problem)
    entities, problems = read(reader(tmp_path, table % 'time = "t"\n'), kept)
    assert len(entities) == 1 and problems == []
    assert read(reader(tmp_path, table % ""), item(b"", topic="m/1")) == ([], [])  # takes the kept one back


def test_every_mistake_of_a_mapping_is_told_with_its_line(tmp_path: Path) -> None:
    text = """bus = "tcp://127.0.0.1:5555"
[feeds.a]
kind = "mqtt"
hots = "x"
password = "plain"
version = "4"
[[feeds.a.map]]
topic = "a/b#"
id = "{a[}"
type = "WeatherObserved"
[[feeds.a.map.attribute]]
name = "temperature"
from = "t"
unit = "KMH"
unti = "x"
[feeds.b]
kind = "mqt"
"""
    with pytest.raises(FileMistakes) as raised:
        config(tmp_path, text, load_catalogue())
    told = [str(mistake).partition("feeds.toml:")[2] for mistake in raised.value.mistakes]
    assert [line.partition(":")[0] for line in told] == ["2", "4", "5", "6", "8", "9", "14", "15", "17"]
    assert 'did you mean "host"' in told[1] and "{env:MQTT_PASSWORD}" in told[2] and 'did you mean "mqtt"' in told[8]
    assert "they measure different things" in told[6]
