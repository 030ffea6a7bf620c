"""Alerts as documents of CAP 1.2: valid by its schema, whatever is written into them, and read back by our own feed."""

from dataclasses import replace
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.alert import (
    CATEGORIES,
    CERTAINTIES,
    LONGEST_NAME,
    MESSAGES,
    SCOPES,
    SEVERITIES,
    STATUSES,
    URGENCIES,
    Alert,
    AlertReference,
    AlertShape,
    AlertText,
    as_name,
    identifier_of,
    is_name,
    sender_of,
)
from opscenter.wire.cap import CapFault, cap_document, cap_time
from tests.support.cap_rules import NAMESPACE, WORDS, broken_rules
from tests.support.data import shared_data

NOW = 1_795_000_000_000
HONG_KONG = ZoneInfo("Asia/Hong_Kong")
ENGLISH = AlertText("en", "Flooding", "Water stands in Harbour Road", "82 mm in an hour", "Keep away", "Harbour Road")
CHINESE = AlertText("zh_Hant", "水浸", "海旁道水浸", "一小時82毫米", "切勿前往", "海旁道")
SQUARE = ((114.1, 22.3), (114.2, 22.3), (114.2, 22.4), (114.1, 22.4))


def alert(**fields: Any) -> Alert:
    made = Alert(
        "exercise-1", "opscenter-port-meridian", NOW, "Exercise", "Alert", "Public", "Met", "Immediate", "Severe",
        "Observed", (ENGLISH, CHINESE), effective=NOW, onset=NOW - 60_000, expires=NOW + 3_600_000,
    )  # fmt: skip
    return replace(made, **fields)


def test_the_rules_that_are_tested_are_those_that_publishers_keep() -> None:
    """Documents of the services of three countries break none of them; one that is wrong on purpose does."""
    for name in ("australia.cap", "australia_bom.cap", "canada.cap", "CanadaNaad.xml", "NOAA_MultiplePolygons.txt"):
        assert broken_rules(shared_data("protocols/cap", name).read_bytes()) == [], name
    assert broken_rules(shared_data("protocols/cap", "invalid.cap").read_bytes())


def test_a_whole_alert_keeps_the_rules_of_the_standard() -> None:
    document = cap_document(
        alert(
            message="Update", scope="Restricted", restriction="Operations centres", note="Exercise: rainstorm",
            references=(AlertReference("me", "1", "2026-11-18T16:26:40+08:00"),), incident="situation 7",
            parameters=(("rule", "weather.rain"),),
            response="Avoid", web="https://city.gov/alerts", contact="Duty officer",
            shape=AlertShape(circles=((114.17, 22.32, 0.5),), rings=(SQUARE,)),
        ),
        HONG_KONG,
    )  # fmt: skip
    assert broken_rules(document) == []
    root = fromstring(document)

    def said(path: str) -> str:
        return root.findtext("/".join(NAMESPACE + one for one in path.split("/"))) or ""

    assert said("sent") == "2026-11-18T19:06:40+08:00" and said("info/onset") == "2026-11-18T19:05:40+08:00"
    assert (said("status"), said("msgType"), said("scope")) == ("Exercise", "Update", "Restricted")
    assert said("references") == "me,1,2026-11-18T16:26:40+08:00" and said("incidents") == '"situation 7"'
    assert said("info/area/circle") == "22.320000,114.170000 0.500"
    assert said("info/area/polygon").split()[0] == "22.300000,114.100000"
    assert [one.text for one in root.iter(f"{NAMESPACE}language")] == ["en-GB", "zh-HK"]


def test_code_lists_are_those_of_the_standard() -> None:
    for name, ours in (
        ("status", STATUSES), ("msgType", MESSAGES), ("scope", SCOPES), ("category", CATEGORIES),
        ("urgency", URGENCIES), ("severity", SEVERITIES), ("certainty", CERTAINTIES),
    ):  # fmt: skip
        assert list(ours) == WORDS[name].split()


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"identifier": "two words"}, "identifier"),
        ({"sender": "a,b"}, "sender"),
        ({"sender": ""}, "sender"),
        ({"status": "Real"}, "status"),
        ({"scope": "Restricted"}, "restriction"),
        ({"scope": "Private"}, "addresses"),
        ({"message": "Cancel"}, "references"),
        ({"texts": ()}, "texts"),
        ({"texts": (replace(ENGLISH, event=" "),)}, "texts"),
        ({"texts": (replace(ENGLISH, event="\x00\u202e"),)}, "event"),
        ({"scope": "Restricted", "restriction": "\x1f"}, "restriction"),
        ({"sender": "me\u202e"}, "sender"),
        ({"expires": NOW}, "expires"),
        ({"sent": 0}, "sent"),
    ],
)
def test_what_the_standard_does_not_allow_is_refused_by_name(fields: dict[str, Any], word: str) -> None:
    with pytest.raises(CapFault, match=word):
        cap_document(alert(**fields), UTC)


@pytest.mark.parametrize(
    ("zone", "at", "written"),
    [
        (UTC, NOW, "2026-11-18T11:06:40-00:00"),
        (HONG_KONG, NOW + 999, "2026-11-18T19:06:40+08:00"),
        (ZoneInfo("America/St_Johns"), NOW, "2026-11-18T07:36:40-03:30"),
        (ZoneInfo("Asia/Kathmandu"), NOW, "2026-11-18T16:51:40+05:45"),
        (HONG_KONG, -2_300_000_000_000, None),  # local mean time, with seconds
        (HONG_KONG, -(1 << 62), None),
        (HONG_KONG, 1 << 62, None),
    ],
)
def test_times_have_a_numeric_offset(zone: ZoneInfo, at: int, written: str | None) -> None:
    told = cap_time(at, zone)
    assert written is None or told == written
    assert len(told) == 25 and told[19] in "+-" and told[22] == ":"


@settings(max_examples=80, deadline=None)
@given(texts=st.lists(st.text(max_size=60), min_size=8, max_size=8), status=st.sampled_from(STATUSES))
def test_whatever_is_written_into_it_it_is_valid(texts: list[str], status: str) -> None:
    words = replace(
        ENGLISH, event=f"E{texts[0]}", headline=texts[1], description=texts[2], instruction=texts[3], area=texts[4]
    )
    made = alert(
        texts=(words,), status=status, scope="Restricted", restriction=f"R{texts[5]}", note=texts[6],
        incident=texts[7], parameters=(("name", f"v{texts[0]}"),), shape=AlertShape(circles=((1.0, 2.0, 3.0),)),
        sender=sender_of(texts[1], texts[2]), identifier=identifier_of(status, texts[3], NOW, NOW),
    )  # fmt: skip
    document = cap_document(made, HONG_KONG)
    assert broken_rules(document) == []
    assert not [sign for sign in document.decode() if ord(sign) < 32 and sign not in "\t\n"]
    assert not [one.tag for one in fromstring(document).iter() if not len(one) and not (one.text or "").strip()]


def test_markup_in_a_text_stays_a_text() -> None:
    evil = '</headline><status>Actual</status>&<![CDATA[x]]>"\x00\x1b[31m\u202eevil'
    root = fromstring(cap_document(alert(texts=(replace(ENGLISH, headline=evil),)), UTC))
    assert [one.text for one in root.iter(f"{NAMESPACE}status")] == ["Exercise"]
    headline = root.find(f"{NAMESPACE}info/{NAMESPACE}headline")
    assert headline is not None and headline.text == '</headline><status>Actual</status>&<![CDATA[x]]>"[31mevil'


def test_a_long_outline_is_thinned_and_one_that_encloses_nothing_is_left_out() -> None:
    ring = tuple((114.0 + number / 1e4, 22.0 + number % 7 / 1e3) for number in range(20_000))
    document = cap_document(alert(shape=AlertShape(rings=(ring, SQUARE[:2]))), UTC)
    polygons = [one.text or "" for one in fromstring(document).iter(f"{NAMESPACE}polygon")]
    assert broken_rules(document) == []
    assert len(polygons) == 2, "one a language"
    assert 2_500 <= len(polygons[0].split()) <= 5_001


@given(parts=st.lists(st.text(max_size=150), max_size=4))
def test_a_name_is_one_word(parts: list[str]) -> None:
    made = as_name(*parts)
    assert made == "" or is_name(made)
    assert is_name(sender_of("".join(parts), "x")) and len(made) <= LONGEST_NAME


def test_identifiers_tell_alerts_apart() -> None:
    made = {identifier_of("Actual", subject, NOW, NOW + more) for subject in ("a", "b") for more in (0, 1)}
    assert len(made) == 4 and all(is_name(one) and one.startswith("actual-") for one in made)
