"""CAP alerts: real ones of many publishers, updates and cancels, and what publishers get wrong."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.area_shape import AreaShape
from opscenter.domain.sphere import metres_between
from opscenter.feeds.cap.notices import NoticeForm
from opscenter.feeds.cap.reader import CapReader
from opscenter.feeds.positions import Bounds
from opscenter.feeds.record import Record
from tests.support.data import shared_data
from tests.support.feed_items import entities, item, sentences, taken_by_the_bus

LIMIT = 1_000_000
SENT = "2025-10-09T08:00:00+00:00"


def reader(expired: bool = True, zone: str = "UTC", **form: object) -> CapReader:
    return CapReader(NoticeForm(**form), ZoneInfo(zone), LIMIT, expired)  # type: ignore[arg-type]


def real(name: str) -> bytes:
    return shared_data("protocols/cap", name).read_bytes()


def info(area: str = "", **said: str) -> str:
    texts = {"category": "Met", "event": "Rain", "severity": "Severe", "urgency": "Expected", "certainty": "Likely"}
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in (texts | said).items())
    return f"<info>{inner}<area><areaDesc>Here</areaDesc>{area}</area></info>"


def alert(number: str = "1", infos: str = "", **said: str) -> str:
    texts = {"identifier": number, "sender": "met@example.org", "sent": SENT, "status": "Actual", "msgType": "Alert"}
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in (texts | said).items())
    return f'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">{inner}<scope>Public</scope>{infos or info()}</alert>'


@pytest.mark.parametrize(
    ("name", "count", "shape"),
    [
        ("CanadaNaad.xml", 1, "Polygon"),
        ("NOAA_MultiplePolygons.txt", 1, "MultiPolygon"),
        ("bushfire_valid.edxlde", 59, "Point"),
        ("smhi.se.alerts.cap", 17, None),
        ("earthquake.cap", 1, "Point"),
        ("mow.DE-HE-KS-SE106-20250313-106-001.xml", 1, "MultiPolygon"),
        ("earthquake_signed.cap", 1, "Point"),  # ISO 8859-1
        ("canada_signed.atom", 1, "MultiPolygon"),
    ],
)
def test_real_alerts_of_many_publishers(name: str, count: int, shape: str | None) -> None:
    found = list(reader()(item(real(name))))
    read = entities(found)
    assert (len(read), sentences(found)) == (count, [])
    assert read[0].get("location", {}).get("type") == shape


def test_every_real_file_is_read_or_explained_and_the_bus_takes_what_comes_out() -> None:
    read = 0
    for path in sorted(shared_data("protocols/cap").iterdir()):
        read += len(taken_by_the_bus(reader()(item(path.read_bytes(), where=path.name))))
    assert read >= 100


def test_a_real_alert_to_the_letter() -> None:
    (entity,) = entities(reader()(item(real("mo-cap_monsoon.xml"))))
    assert entity["type"] == "WeatherAlert"
    assert (entity["msgType"], entity["status"], entity["severity"]) == ("Update", "Actual", "Moderate")
    assert set(entity["name"]["languageMap"]) == {"en-US", "pt-PT", "zh-mo"}
    assert entity["dateIssued"] == "2025-04-12T21:52:12.000Z"
    assert entity["location"]["type"] == "Polygon" and AreaShape(entity["location"])


def test_a_circle_has_its_radius_on_the_sphere_anywhere() -> None:
    for lon, lat in ((114.2, 22.3), (10.0, 69.6), (-179.9, -16.0)):
        (entity,) = entities(reader()(item(alert(infos=info(f"<circle>{lat},{lon} 25</circle>")))))
        place = entity["location"]
        parts = [place["coordinates"]] if place["type"] == "Polygon" else place["coordinates"]
        corners = [corner for part in parts for corner in part[0] if abs(corner[0]) < 180.0]
        assert all(abs(metres_between(lon, lat, *corner) - 25_000.0) < 1.0 for corner in corners)
        assert len(corners) > 70
        assert all(-180.0 <= corner[0] <= 180.0 for part in parts for corner in part[0])


def test_infos_that_differ_in_language_alone_are_one_notice_and_others_are_several() -> None:
    both = info(language="en-GB", headline="Rain") + info(language="zh-HK", headline="大雨", description="雨")
    (entity,) = entities(reader(language="zh-Hant")(item(alert(infos=both))))
    assert entity["name"]["languageMap"] == {"zh-HK": "大雨", "en-GB": "Rain"}
    assert entity["description"] == "雨"
    several = info(language="en", event="Rain") + info(language="en", event="Wind", category="Fire")
    one, two = entities(reader()(item(alert(infos=several))))
    assert two["id"] == one["id"] + ":2"


@pytest.mark.parametrize(("kind", "word"), [("Cancel", "cancelled"), ("Update", "superseded")])
def test_an_update_or_a_cancel_ends_what_it_names(kind: str, word: str) -> None:
    read = reader()
    (first,) = entities(read(item(alert("1"))))
    later = "2025-10-09T09:00:00+00:00"
    naming = alert("2", sent=later, msgType=kind, references=f"met@example.org,1,{SENT} x@y,9,{SENT}")
    over, new = entities(read(item(naming)))
    assert over == {
        "id": first["id"],
        "type": "WeatherAlert",
        "dateModified": "2025-10-09T09:00:00.000Z",
        "status": word,
        "endedBy": new["id"],
    }
    assert new["references"].startswith("met@example.org,1,")


def test_the_order_of_messages_in_documents_does_not_matter() -> None:
    cancel = alert("2", sent="2025-10-09T09:00:00Z", msgType="Cancel", references=f"met@example.org,1,{SENT}")
    read = reader()
    ids = [entity["id"] for entity in entities(read(item(f"<alerts>{cancel}{alert('1')}</alerts>")))]
    assert [entity_id[-1] for entity_id in ids] == ["1", "1", "2"]
    read = reader()
    read(item(cancel))
    assert list(read(item(alert("1")))) == []


def test_a_cancel_of_an_exercise_ends_nothing_that_is_real() -> None:
    read = reader()
    read(item(alert("1")))
    drill = alert("2", status="Exercise", msgType="Cancel", references=f"met@example.org,1,{SENT}")
    (entity,) = entities(read(item(drill)))
    assert entity["status"] == "Exercise"


def test_nothing_is_published_twice_and_nothing_backwards() -> None:
    read = reader()
    assert len(entities(read(item(alert("1", sent="2025-10-09T09:00:00Z"))))) == 1
    assert list(read(item(alert("1", sent="2025-10-09T09:00:00Z")))) == []
    (sentence,) = sentences(read(item(alert("1", sent="2025-10-08T09:00:00Z"))))
    assert "older than what was published" in sentence


def test_yesterdays_file_is_told_and_is_no_news() -> None:
    old = alert(infos=info(expires="2025-10-08T08:00:00Z"))
    found = list(reader(expired=False)(item(old)))
    assert entities(found) == []
    assert "had expired at 2025-10-08T08:00:00.000Z" in sentences(found)[0]
    (entity,) = entities(reader(expired=True)(item(old)))
    assert entity["validTo"] == "2025-10-08T08:00:00.000Z"


def test_local_times_across_a_clock_change() -> None:
    # Europe/Berlin, 2025-10-26: 02:30 comes twice, at 00:30 and 01:30 UTC. 2025-03-30: 02:30 never comes.
    for arrived, utc in (("00:31", "00:30"), ("01:31", "01:30")):
        at = 1_761_436_800_000 + int(arrived[:2]) * 3_600_000 + int(arrived[3:]) * 60_000
        (entity,) = entities(reader(zone="Europe/Berlin")(item(alert(sent="2025-10-26T02:30:00"), at)))
        assert entity["dateIssued"] == f"2025-10-26T{utc}:00.000Z"
    (entity,) = entities(reader(zone="Europe/Berlin")(item(alert(sent="2025-03-30T02:30:00"))))
    assert entity["dateIssued"] == "2025-03-30T01:30:00.000Z"


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("<circle>0,0 5</circle>", "0, 0"),
        ("<circle>114.2,22.3 5</circle>", "latitude and longitude seem to be swapped"),
        ("<circle>15.2,47.3 5</circle>", "outside the feed's bounds: latitude and longitude seem to be swapped"),
        ("<circle>47.3,15.2 -5</circle>", "radius"),
        ("<circle>47.3,15.2 nan</circle>", "radius"),
        ("<circle>47.3,15.2</circle>", "no place and radius"),
        ("<polygon>47.3,15.2 47.4,15.3</polygon>", "less than three corners"),
        ("<polygon>POLYGON((15.2 47.3, 15.3 47.4))</polygon>", "no latitude and longitude"),
    ],
)
def test_a_place_that_cannot_be_is_said_and_the_alert_is_published(area: str, words: str) -> None:
    bounds = Bounds(9.0, 46.0, 25.0, 50.0) if "bounds" in words else Bounds()
    found = list(reader(bounds=bounds)(item(alert(infos=info(area)))))
    (entity,) = entities(found)
    assert "location" not in entity
    assert words in sentences(found)[0]


BOMB = '<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (BOMB + alert(infos=info(headline="&y;")), "document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><alert/>', "document type"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1/">]><alert>&x;</alert>', "document type"),
        ("<a>" * 50_000, "nested deeper"),
        ("<alert><identifier>1</alert>", "not well-formed"),
        ("", "empty"),
        ('<?xml version="1.0" encoding="klingon"?><alert/>', "unknown encoding"),
        ("<alert>" + "x" * (2 * LIMIT) + "</alert>", "at most 1,000,000"),
        (b"\x1f\x8b\x08\x00\x00", "cut short"),
        (b"\x1f\x8bnonsense", "damaged"),
        ("<html/>", "no CAP alert"),
        ("<alert/>", "no identifier"),
        (alert(sent="yesterday"), "is not a time"),
    ],
)
def test_hostile_and_broken_documents_are_refused_with_a_sentence(body: str | bytes, words: str) -> None:
    found = list(reader()(item(body)))
    assert entities(found) == []
    assert words in sentences(found)[0]


def test_ten_megabytes_in_a_small_gzip_cost_no_more_than_the_limit() -> None:
    import gzip

    found = list(reader()(item(gzip.compress(b"<alert>" + b" " * 10_000_000 + b"</alert>"))))
    assert "at most 1,000,000" in sentences(found)[0]
    (entity,) = entities(reader()(item(gzip.compress(alert().encode()))))
    assert entity["identifier"] == "1"


def test_one_bad_alert_takes_no_other_along_and_problems_do_not_pile_up() -> None:
    found = list(reader()(item("<alerts>" + "<alert/>" + alert() + "</alerts>")))
    assert (len(entities(found)), len(sentences(found))) == (1, 1)
    many = "".join(alert(str(number), sent="?") for number in range(500))
    assert len(sentences(reader()(item(f"<alerts>{many}</alerts>")))) == 51


TEXTS = st.one_of(
    st.sampled_from(["", "0,0 0", "1,2 3,4 5,6", "91,181", "nan,inf", "2025-10-09T08:00:00Z", "9999-12-31T23:59:59Z"]),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2FFF, exclude_characters="<>&"), max_size=30),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=9, max_size=9), st.binary(max_size=200), st.integers(0, 2000))
def test_no_document_makes_it_raise(texts: list[str], noise: bytes, cut: int) -> None:
    number, sent, references, expires, polygon, circle, language, severity, kind = texts
    area = f"<polygon>{polygon}</polygon><circle>{circle}</circle>"
    body = alert(
        number,
        info(area, expires=expires, language=language, severity=severity),
        sent=sent,
        references=references,
        msgType=kind,
    )
    read = reader()
    for document in (
        body.encode(),
        noise,
        body.encode()[:cut] + noise,
        alert("2", msgType="Cancel", references=references).encode(),
    ):
        for one in read(item(document)):
            assert isinstance(one, Record) or str(one)
