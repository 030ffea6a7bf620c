"""What the console exports is read by our own CAP feed as it was meant: places, languages, and what ends what."""

from dataclasses import replace
from datetime import UTC
from zoneinfo import ZoneInfo

from opscenter.domain.alert import Alert, AlertReference, AlertShape, AlertText
from opscenter.feeds.cap.notices import NoticeForm
from opscenter.feeds.cap.reader import CapReader
from opscenter.wire.cap import cap_document, cap_time
from tests.support.feed_items import entities, item, sentences

NOW = 1_795_000_000_000
SQUARE = ((114.1, 22.3), (114.2, 22.3), (114.2, 22.4), (114.1, 22.4))


def written(status: str = "Actual", **fields: object) -> Alert:
    texts = (
        AlertText(
            "en", "Flooding", "Water & mud <Harbour Road>", "82 mm", "Keep away", "Harbour Road", "Port Meridian"
        ),
        AlertText("zh_Hant", "水浸", "海旁道水浸", "82毫米", "切勿前往", "海旁道", "Port Meridian"),
    )
    made = Alert(
        "a-1", "opscenter-x", NOW, status, "Alert", "Public", "Met", "Immediate", "Severe", "Observed", texts,
        onset=NOW - 60_000, expires=NOW + 3_600_000, shape=AlertShape(rings=(SQUARE,)),
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def test_it_comes_back_as_one_notice_in_its_languages_at_its_place() -> None:
    reader = CapReader(NoticeForm(), ZoneInfo("UTC"), 1_000_000, expired=True)
    found = list(reader(item(cap_document(written(), ZoneInfo("Asia/Hong_Kong")))))
    (entity,) = entities(found)
    assert sentences(found) == []
    assert entity["type"] == "WeatherAlert" and entity["status"] == "Actual"
    assert entity["name"]["languageMap"] == {"en-GB": "Water & mud <Harbour Road>", "zh-HK": "海旁道水浸"}
    assert (entity["severity"], entity["urgency"], entity["certainty"]) == ("Severe", "Immediate", "Observed")
    assert entity["validFrom"] == "2026-11-18T11:05:40.000Z" and entity["validTo"] == "2026-11-18T12:06:40.000Z"
    assert entity["alertSource"] == "Port Meridian" and entity["instruction"] == "Keep away"
    assert entity["location"]["type"] == "Polygon"
    assert {tuple(at) for at in entity["location"]["coordinates"][0]} == set(SQUARE)


def test_an_update_and_a_cancel_end_what_they_name_and_of_an_exercise_nothing() -> None:
    for status, ended in (("Actual", ["superseded", "cancelled"]), ("Exercise", [])):
        reader = CapReader(NoticeForm(), ZoneInfo("UTC"), 1_000_000, expired=True)
        first = written(status)
        named = AlertReference(first.sender, first.identifier, cap_time(first.sent, UTC))
        second = replace(first, identifier="a-2", sent=NOW + 1_000, message="Update", references=(named,))
        both = (named, AlertReference(second.sender, second.identifier, cap_time(second.sent, UTC)))
        third = replace(first, identifier="a-3", sent=NOW + 2_000, message="Cancel", references=both)
        told = [one for alert in (first, second, third) for one in entities(reader(item(cap_document(alert, UTC))))]
        assert [one["status"] for one in told if "endedBy" in one] == ended
