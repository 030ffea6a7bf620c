"""Open311 GeoReport v2: service requests in JSON and XML, and what publishers get wrong."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.feeds.open311 import Open311Form, Open311Reader
from opscenter.feeds.positions import Bounds
from opscenter.feeds.record import Record
from tests.support.feed_items import entities, item, sentences, taken_by_the_bus

REQUEST = {
    "service_request_id": 638344,
    "status": "closed",
    "status_notes": "Duplicate request.",
    "service_name": "Sidewalk and Curb Issues",
    "service_code": "006",
    "description": None,
    "requested_datetime": "2010-04-14T06:37:38-08:00",
    "updated_datetime": "2010-04-14T07:37:38-08:00",
    "address": "8TH AVE and JUDAH ST",
    "lat": 37.762221815,
    "long": -122.4651145,
}
XML = """<?xml version="1.0" encoding="utf-8"?><service_requests><request>
  <service_request_id>638344</service_request_id><status>closed</status><status_notes>Duplicate request.</status_notes>
  <service_name>Sidewalk and Curb Issues</service_name><service_code>006</service_code><description/>
  <requested_datetime>2010-04-14T06:37:38-08:00</requested_datetime>
  <updated_datetime>2010-04-14T07:37:38-08:00</updated_datetime><address>8TH AVE and JUDAH ST</address>
  <lat>37.762221815</lat><long>-122.4651145</long></request></service_requests>"""


def reader(zone: str = "UTC", **form: Any) -> Open311Reader:
    return Open311Reader(Open311Form(ZoneInfo(zone), **form), 1_000_000)


def requests(**said: Any) -> str:
    return json.dumps([REQUEST | said])


def test_json_and_xml_of_the_specification_are_the_same_request() -> None:
    of_json, of_xml = (list(reader()(item(text))) for text in (json.dumps([REQUEST]), XML))
    (entity,) = entities(of_json)
    assert entities(of_xml) == [entity]
    assert entity == {
        "id": "urn:ngsi-ld:ServiceRequest:638344",
        "type": "ServiceRequest",
        "name": "Sidewalk and Curb Issues 638344",
        "dateModified": "2010-04-14T15:37:38.000Z",
        "status": "closed",
        "statusNotes": "Duplicate request.",
        "serviceName": "Sidewalk and Curb Issues",
        "serviceCode": "006",
        "address": "8TH AVE and JUDAH ST",
        "requestedDatetime": "2010-04-14T14:37:38.000Z",
        "updatedDatetime": "2010-04-14T15:37:38.000Z",
        "location": {"type": "Point", "coordinates": [-122.4651145, 37.762221815]},
    }
    (read,) = taken_by_the_bus(of_json).values()
    assert read["status"] == "closed"


def test_names_of_services_become_the_catalogues_words_and_cities_are_told_apart() -> None:
    form = {"jurisdiction": "city.example", "services": (("sidewalk and curb issues", "pothole"),)}
    (entity,) = entities(reader(**form)(item(requests())))
    assert (entity["serviceName"], entity["id"]) == ("pothole", "urn:ngsi-ld:ServiceRequest:city.example:638344")
    (entity,) = entities(reader(services=(("006", "noise"),))(item(requests(service_name=""))))
    assert (entity["serviceName"], entity["name"]) == ("noise", "006 638344")


def test_what_was_told_is_not_told_again_and_yesterdays_list_is_no_news() -> None:
    read = reader()
    assert len(entities(read(item(requests(status="open"))))) == 1
    assert list(read(item(requests(status="open")))) == []
    assert len(entities(read(item(requests())))) == 1  # closed, without a new time
    found = list(read(item(requests(updated_datetime="2010-04-13T07:37:38-08:00"))))
    assert entities(found) == [] and "older than what was published" in sentences(found)[0]


def test_local_times_across_a_clock_change() -> None:
    for arrived, utc in ((1_761_438_660_000, "00:30"), (1_761_442_260_000, "01:30")):
        (entity,) = entities(reader("Europe/Berlin")(item(requests(updated_datetime="2025-10-26T02:30:00"), arrived)))
        assert entity["updatedDatetime"] == f"2025-10-26T{utc}:00.000Z"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"lat": 0, "long": 0}, "0, 0"),
        ({"lat": -122.4, "long": 37.7}, "seem to be swapped"),
        ({"lat": 37.7, "long": 122.4}, "outside the feed's bounds"),
        ({"lat": "here", "long": 1}, "no coordinate"),
        ({"requested_datetime": "yesterday"}, "requested_datetime is left out"),
    ],
)
def test_what_cannot_be_is_said_and_the_request_is_published(said: dict[str, Any], words: str) -> None:
    found = list(reader(bounds=Bounds(-123.0, 37.0, -122.0, 38.0))(item(requests(**said))))
    assert len(entities(found)) == 1 and words in sentences(found)[0]


def test_an_address_alone_is_no_fault() -> None:
    found = list(reader()(item(requests(lat=None, long=None))))
    assert "location" not in entities(found)[0] and sentences(found) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "empty"),
        ("{", "no JSON"),
        ("5", "no list"),
        ("<html/>", "no list"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><service_requests>&x;</service_requests>', "document type"),
        ("<service_requests>" * 1_000, "nested deeper"),
        (" " * 1_000_001, "at most 1,000,000"),
        ('[{"code": 404, "description": "no such jurisdiction"}]', "error 404: no such jurisdiction"),
        ("<errors><error><code>403</code><description>no key</description></error></errors>", "error 403: no key"),
        ('[{"token": "abc"}]', "token abc: a request has no service_request_id yet"),
    ],
)
def test_broken_documents_and_errors_are_told_with_a_sentence(body: str, words: str) -> None:
    found = list(reader()(item(body)))
    assert entities(found) == [] and words in sentences(found)[0]


def test_empty_lists_are_nothing_wrong() -> None:
    assert list(reader()(item("[]"))) == [] == list(reader()(item("<service_requests/>")))


VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | st.just([])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from([*REQUEST, "token", "code"]), VALUES, max_size=8), max_size=4),
    st.binary(max_size=99),
)
def test_no_document_makes_it_raise(rows: list[dict[str, Any]], noise: bytes) -> None:
    for body in (json.dumps(rows).replace("Infinity", "1"), noise, XML.encode()[:200] + noise):
        for one in reader()(item(body)):
            assert isinstance(one, Record) or str(one)


@pytest.mark.parametrize(
    "wrapped",
    [
        {"service_requests": [REQUEST]},
        {"service_requests": {"request": [REQUEST]}},
        {"service_requests": [{"request": REQUEST}]},
        {"requests": [{"request": REQUEST}]},
        {"service_requests": {"request": REQUEST}},
        REQUEST,
    ],
)
def test_lists_that_are_wrapped_as_xml_is(wrapped: dict[str, Any]) -> None:
    (entity,) = entities(reader()(item(json.dumps(wrapped))))
    assert entity["id"] == "urn:ngsi-ld:ServiceRequest:638344"


def test_a_list_of_something_else_is_told() -> None:
    (sentence,) = sentences(reader()(item('[{"service_code": "006", "service_name": "Curb"}]')))
    assert "nothing in it has a service_request_id" in sentence
