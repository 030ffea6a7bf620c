"""GTFS-realtime that is wrong: cut short, old, of the future, unknown, nowhere, too large."""

from pathlib import Path

import msgspec
import pytest

from opscenter.feeds.gtfs import realtime
from opscenter.feeds.gtfs.reading import read_static
from opscenter.feeds.gtfs.realtime import GtfsRealtime
from opscenter.feeds.record import Record
from tests.support.gtfs_town import NOON, Town, feed, lon_of, update, value, vehicle, write_town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "it is empty"),
        (b"<html>Not found</html>", "it looks like a web page or JSON"),
        (b'{"header": 1}', "it looks like a web page or JSON"),
        (b"\xff" * 40, "it is no GTFS-realtime message, or one that was cut short (40 bytes)"),
        (b"\x12\x02", "cut short"),
    ],
)
def test_what_is_no_message(town: Town, body: bytes, sentence: str) -> None:
    assert not town.hear(body, NOON)
    assert len(town.problems) == 1
    assert sentence in town.problems[0]


def test_a_message_cut_short_anywhere_raises_nothing(town: Town) -> None:
    body = feed(
        NOON, *(vehicle("t2", NOON, 13.01, bus=f"b{k}") for k in range(5)), update("t2", {"stop": "C", "delay": 5})
    )
    for length in range(len(body)):
        town.reader.read(body[:length], f"source{length}", NOON * 1000)


def test_an_empty_feed_is_no_fault(town: Town) -> None:
    found = town.say(NOON)
    assert not town.problems
    assert not any(key.startswith("Vehicle") for key in found)


def test_the_same_message_again_says_nothing_and_an_older_one_is_told(town: Town) -> None:
    body = feed(NOON + 100, vehicle("t2", NOON + 100, lon_of(1)))
    assert town.hear(body, NOON + 100)
    assert not town.hear(body, NOON + 130)
    assert not town.problems
    assert not town.say(NOON - 86_300, vehicle("t2", NOON - 86_300, 13.0), now=NOON + 140)
    assert town.problems == ["it is 24 hours older than the message before; nothing of it is published."]
    assert town.say(NOON + 150, vehicle("t2", NOON + 150, lon_of(2)))


def test_yesterdays_message_is_no_news_even_to_one_that_has_just_started(town: Town) -> None:
    yesterday = NOON - 86_400
    assert not town.say(yesterday, vehicle("t2", yesterday, 13.0), now=NOON)
    assert "it was made 24 hours ago and is no news" in town.problems[0]
    assert not town.say(yesterday + 10, now=NOON + 10)
    assert not town.problems  # said once


def test_a_message_from_the_future_is_refused(town: Town) -> None:
    assert not town.say(NOON + 7_200, vehicle("t2", NOON, 13.0), now=NOON)
    assert "its time is 2 hours ahead of this clock" in town.problems[0]


def test_a_recording_is_played_whatever_the_clock_says(tmp_path: Path) -> None:
    town = Town(tmp_path, max_age_s=0.0)
    assert "Vehicle:town:bus1" in town.say(NOON, vehicle("t2", NOON, 13.0), now=NOON + 10**7)


def test_a_vehicle_whose_own_report_is_old_is_not_published(town: Town) -> None:
    assert "Vehicle:town:bus1" not in town.say(NOON, vehicle("t2", NOON - 3_600, 13.0))


def test_trips_and_stops_that_the_timetable_does_not_have_are_told_once(town: Town) -> None:
    bad = vehicle("t99", NOON, 13.0, bus="stray"), update("t2", {"stop": "Q", "delay": 0})
    found = town.say(NOON, *bad)
    stray = found["Vehicle:town:stray"]
    assert value(stray, "location")["coordinates"] == [13.0, 52.0]
    assert "delay" not in stray and "refLine" not in stray
    assert town.problems[0].startswith("1 trips are not in the static data ('t99'): no delay and no stop is known")
    assert town.problems[1] == "1 stops are not on their trip in the static data ('Q')."
    town.say(NOON + 10, *bad)
    assert not town.problems


def test_positions_at_0_0_are_no_places(town: Town) -> None:
    found = town.say(NOON + 210, vehicle("t2", NOON + 210, 0.0, 0.0), vehicle("t1", NOON + 210, 13.0, 95.0, bus="b2"))
    assert not any("location" in entity for key, entity in found.items() if key.startswith("Vehicle"))
    assert town.problems == [
        "2 vehicles are at 0,0 or nowhere on earth ('bus1', 'b2'): they are shown without a place until they are."
    ]


def test_a_vehicle_off_its_way_has_a_place_and_no_delay(town: Town) -> None:
    # the town has no shapes: its ways are drawn from stop to stop, and so 5 km are allowed
    found = town.say(NOON + 210, vehicle("t2", NOON + 210, 13.01, 52.2))
    bus = found["Vehicle:town:bus1"]
    assert value(bus, "location")["coordinates"] == pytest.approx([13.01, 52.2], abs=1e-5)
    assert "delay" not in bus and "shareOfLine" not in bus
    assert town.problems == ["1 vehicles are far off the way of their trip ('bus1'): on a diversion?"]


def test_a_message_far_larger_than_usual_is_looked_at_twice(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.say(NOON, vehicle("t2", NOON, 13.0))
    large = feed(NOON + 10, *(vehicle("t2", NOON + 10, 13.0, bus="x" * 100 + f"{k}") for k in range(8_000)))
    assert len(large) > realtime.SUDDEN_BYTES
    assert not town.hear(large, NOON + 10)
    assert "MB where 0 kB are usual; it is left out, and believed when the next one is as large." in town.problems[0]
    assert len(town.hear(large, NOON + 20)) == 8_000
    monkeypatch.setattr("opscenter.feeds.gtfs.messages.MAX_BYTES", 1_000_000)
    assert not town.hear(large, NOON + 30)
    assert town.problems == ["it has 2 MB, and a message has at most 1."]


def test_without_a_zone_there_are_places_but_no_delays(tmp_path: Path) -> None:
    static, problems = read_static(write_town(tmp_path, {"agency.txt": None}))
    assert static is not None and "no time zone is told" in str(problems[0])
    reader = GtfsRealtime("town", static)
    found = reader.read(feed(NOON + 210, vehicle("t2", NOON + 210, lon_of(3))), "rt", (NOON + 210) * 1000)
    bus = next(
        msgspec.json.decode(one.payload) for one in found if isinstance(one, Record) and "/Vehicle/" in one.topic
    )
    assert value(bus, "shareOfLine") == 0.5
    assert "delay" not in bus


def test_ids_with_anything_in_them_make_safe_topics(town: Town) -> None:
    found = town.say(NOON, vehicle("t2", NOON, 13.0, bus="a/b c#+\n"))
    assert "Vehicle:town:a%2Fb%20c%23%2B%0A" in found


# -- real operators --------------------------------------------------------------------------------------------
