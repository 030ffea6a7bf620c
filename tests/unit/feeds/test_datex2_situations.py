"""Situations of DATEX II, versions 2 and 3: real documents, what ends, and what publishers get wrong."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.feeds.datex2.measurements import MeasurementForm
from opscenter.feeds.datex2.reader import Datex2Reader
from opscenter.feeds.datex2.situations import SituationForm
from opscenter.feeds.positions import Bounds
from opscenter.feeds.record import Record
from tests.support.data import shared_data
from tests.support.feed_items import entities, item, sentences, taken_by_the_bus

UTC = ZoneInfo("UTC")
AT = 1_784_836_800_000  # 2026-07-23T20:00:00Z
HOUR = 3_600_000


def reader(complete: bool = True, limit: int = 1_000_000, **form: object) -> Datex2Reader:
    given_form = {"zone": UTC} | form
    return Datex2Reader(SituationForm(**given_form), MeasurementForm(UTC), limit, complete)  # type: ignore[arg-type]


def real(*parts: str) -> bytes:
    return shared_data("protocols/datex2", *parts).read_bytes()


def record(number: str = "1", inner: str = "", kind: str = "GeneralObstruction", **said: str) -> str:
    version = said.get("version", "2026-07-23T19:00:00Z")
    times = "".join(f"<{name}>{said[name]}</{name}>" for name in ("overallStartTime", "overallEndTime") if name in said)
    return f"""<situationRecord xsi:type="sit:{kind}" id="{number}">
      <situationRecordVersionTime>{version}</situationRecordVersionTime>
      <validity><validityStatus>{said.get("validity", "active")}</validityStatus>
      <validityTimeSpecification>{times}</validityTimeSpecification></validity>{inner}</situationRecord>"""


def document(*records: str, published: str = "2026-07-23T19:59:00Z", information: str = "real") -> str:
    return f"""<payload xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="sit:SituationPublication">
      <publicationTime>{published}</publicationTime><situation id="S">
      <headerInformation><informationStatus>{information}</informationStatus></headerInformation>
      {"".join(records)}</situation></payload>"""


def test_every_real_document_is_read_and_the_bus_takes_what_comes_out() -> None:
    read = 0
    for path in sorted(shared_data("protocols/datex2").rglob("*.xml")):
        found = list(reader(complete=False)(item(path.read_bytes(), AT, path.name)))
        read += len(taken_by_the_bus(found))
        for sentence in sentences(found):
            assert "PLACEHOLDER" in sentence or "_TIME'" in sentence or "ParkingStatusPublication" in sentence
    assert read >= 85


def test_real_dutch_situations_of_version_3() -> None:
    found = list(reader()(item(real("netherlands_situations.xml"), AT)))
    read = {entity["id"].rpartition(":")[2]: entity for entity in entities(found)}
    assert (len(read), sentences(found)) == (11, [])
    limit = read["RWS01_M1162215_SPEED_MANAGEMENT_D2_WWA"]
    assert (limit["speedLimit"], limit["status"], limit["severity"]) == (70.0, "active", "medium")
    assert (limit["name"], limit["location"]["type"]) == ("Speed restriction in operation", "LineString")
    assert limit["location"]["coordinates"][0] == [6.207613, 52.693642]  # latitude comes first in the document
    assert len(limit["location"]["coordinates"]) == 20
    rerouting = read["RWS01_M1168188_REROUTING_1_D2_WWA"]
    assert rerouting["location"] == {"type": "Point", "coordinates": [6.7995286, 52.725418]}  # not where it leads
    assert rerouting["status"] == "planned"


def test_a_real_french_breakdown_of_version_2() -> None:
    (entity,) = entities(reader()(item(real("france_events.xml"), AT + 24 * HOUR)))
    assert entity["type"] == "RoadSituation"
    assert (entity["detail"], entity["roadName"], entity["status"]) == ("brokenDownVehicle", "A0004", "active")
    assert entity["location"]["coordinates"] == [2.3988867, 48.821583]
    assert "Alert-C F/32: 14494 Paris - Porte de Bercy" in entity["place"]


def test_a_real_accident_by_alert_c_alone_has_text_and_no_place_and_ends() -> None:
    read = reader(complete=False)
    name = "TrafficSituationAccidentAndRoadOrCarriagewayOrLaneManagement.xml"
    accident, *_ = entities(read(item(real("digitraffic-situations", name), AT)))
    assert (accident["type"], accident["status"], accident["severity"]) == ("RoadAccident", "ongoing", "minor")
    assert accident["place"] == "Alert-C 6/17: 5127 - 3578" and "location" not in accident
    over = "TrafficSituationGeneralNetworkManagement.xml"
    first, *_ = entities(read(item(real("digitraffic-situations", over), AT)))
    assert first["status"] == "solved"


def test_what_is_missing_from_a_complete_document_is_over_and_not_from_one_that_tells_changes() -> None:
    for complete in (True, False):
        read = reader(complete=complete)
        first = entities(read(item(document(record("1"), record("2", kind="Accident")), AT)))
        assert [entity["status"] for entity in first] == ["active", "ongoing"]
        assert list(read(item(document(record("1"), record("2", kind="Accident")), AT))) == []
        later = entities(read(item(document(published="2026-07-23T20:30:00Z"), AT + HOUR)))
        assert [entity["status"] for entity in later] == (["ended", "solved"] if complete else [])
        assert list(read(item(document(published="2026-07-23T20:31:00Z"), AT + HOUR))) == []


def test_a_situation_goes_from_planned_to_active_to_ended() -> None:
    read = reader()
    one = record(overallStartTime="2026-07-23T21:00:00Z", overallEndTime="2026-07-23T23:00:00Z")
    words = [
        entity["status"]
        for hours in (0, 2, 4)
        for entity in entities(
            read(
                item(
                    document(one, published=f"2026-07-23T2{hours}:00:00Z" if hours < 4 else "2026-07-24T00:00:00Z"),
                    AT + hours * HOUR,
                )
            )
        )
    ]
    assert words == ["planned", "active", "ended"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            document(
                record(inner="<management><lifeCycleManagement><end>true</end></lifeCycleManagement></management>")
            ),
            "ended",
        ),
        (document(record(validity="suspended")), "suspended"),
        (document(record(), information="test"), "test"),
        (document(record(), information="securityExercise"), "exercise"),
    ],
)
def test_the_words_by_which_one_is_not_in_force(text: str, status: str) -> None:
    (entity,) = entities(reader()(item(text, AT)))
    assert entity["status"] == status


def test_yesterdays_document_and_an_older_version_are_told_and_are_no_news() -> None:
    read = reader()
    assert len(entities(read(item(document(record()), AT)))) == 1
    found = list(read(item(document(published="2026-07-22T19:59:00Z"), AT)))
    assert entities(found) == [] and "older than the document before" in sentences(found)[0]
    found = list(read(item(document(record(version="2026-07-22T19:00:00Z"), published="2026-07-23T20:00:00Z"), AT)))
    assert entities(found) == [] and "older than what was published" in sentences(found)[0]


def test_of_two_versions_in_one_document_the_newest_counts() -> None:
    old, new = record(version="2026-07-23T18:00:00Z", kind="GeneralObstruction"), record(version="2026-07-23T19:00:00Z")
    (entity,) = entities(reader()(item(document(new, old), AT)))
    assert entity["dateModified"] == "2026-07-23T19:00:00.000Z"


def located(inner: str) -> str:
    return document(record(inner=f"<locationReference>{inner}</locationReference>"))


def point(lat: object, lon: object) -> str:
    return f"<pointCoordinates><latitude>{lat}</latitude><longitude>{lon}</longitude></pointCoordinates>"


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (point(0, 0), "0, 0"),
        (point(152.3, 4.9), "is outside the world: latitude and longitude seem to be swapped"),
        (point(6.2, 52.6), "outside the feed's bounds: latitude and longitude seem to be swapped"),
        (point("x", 5), "no coordinate"),
        ('<gmlLineString srsName="EPSG:28992"><posList>1 2 3 4</posList></gmlLineString>', "not in WGS 84"),
        ("<gmlLineString><posList>52.1 6.1 52.2</posList></gmlLineString>", "no positions"),
        ("<gmlLineString><posList>52.1 6.1 52.1 6.1</posList></gmlLineString>", "less than two places"),
    ],
)
def test_a_location_that_cannot_be_is_said_and_the_situation_is_published(inner: str, words: str) -> None:
    bounds = Bounds(3.0, 50.0, 8.0, 54.0) if "bounds" in words else Bounds()
    found = list(reader(bounds=bounds)(item(located(inner), AT)))
    assert "location" not in entities(found)[0]
    assert words in sentences(found)[0]


@pytest.mark.parametrize(
    ("inner", "place"),
    [
        (point(52.6, 6.2), {"type": "Point", "coordinates": [6.2, 52.6]}),
        (f"<tpegLinearLocation><to>{point(52.7, 6.3)}</to><from>{point(52.6, 6.2)}</from></tpegLinearLocation>",
         {"type": "LineString", "coordinates": [[6.2, 52.6], [6.3, 52.7]]}),
        ('<gmlLineString srsName="urn:ogc:def:crs:EPSG::4326" srsDimension="3"><posList>52 6 1 53 7 2</posList>'
         "</gmlLineString>",
         {"type": "LineString", "coordinates": [[6.0, 52.0], [7.0, 53.0]]}),
        ("<gmlPolygon><exterior><posList>52 6 52 7 53 7 52 6</posList></exterior></gmlPolygon>",
         {"type": "Polygon", "coordinates": [[[6.0, 52.0], [7.0, 52.0], [7.0, 53.0], [6.0, 52.0]]]}),
        ("<coordinatesForDisplay><latitude>52</latitude><longitude>6</longitude></coordinatesForDisplay>",
         {"type": "Point", "coordinates": [6.0, 52.0]}),
    ],
)  # fmt: skip
def test_locations_by_coordinates(inner: str, place: dict[str, object]) -> None:
    (entity,) = entities(reader()(item(located(inner), AT)))
    assert entity["location"] == place


def test_open_lr_is_kept_as_text() -> None:
    inner = "<openlrLinear><openlrBinary>CwRbWyNG9RpsCQCb/jsbtAT/6/+jK1kD</openlrBinary></openlrLinear>"
    (entity,) = entities(reader()(item(located(inner), AT)))
    assert entity["place"] == "OpenLR CwRbWyNG9RpsCQCb/jsbtAT/6/+jK1kD" and "location" not in entity


def test_a_speed_limit_in_miles_is_converted() -> None:
    text = document(record(inner="<temporarySpeedLimit>50</temporarySpeedLimit>", kind="SpeedManagement"))
    assert entities(reader(speed_unit="mph")(item(text, AT)))[0]["speedLimit"] == pytest.approx(80.467)
    found = list(reader()(item(text.replace(">50<", ">fast<"), AT)))
    assert "speedLimit" not in entities(found)[0] and "no number" in sentences(found)[0]


BOMB = '<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;">]>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (BOMB + document(), "document type"),
        ("<d2LogicalModel>" * 1_000, "nested deeper"),
        ("<d2LogicalModel>", "not well-formed"),
        ("<d2LogicalModel/>", "nothing of DATEX II"),
        ("", "empty"),
        (document(*[record("x" * 100)] * 9_000), "at most 1,000,000"),
        (document("<situationRecord/>"), "no id"),
        (document(record(version="soon")), "is not a time"),
    ],
)
def test_hostile_and_broken_documents_are_told_with_a_sentence(body: str, words: str) -> None:
    assert words in sentences(reader()(item(body, AT)))[0]


WORDS = st.sampled_from(
    ["", "0", "-1", "nan", "1e400", "52.1 6.1 52.2 6.2", "2026-07-23T19:00:00Z", "0001-01-01T00:00:00", "x"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=6, max_size=6), st.binary(max_size=100), st.integers(0, 1500))
def test_no_document_makes_it_raise(words: list[str], noise: bytes, cut: int) -> None:
    number, line, lat, version, limit, start = words
    shape = f"<gmlLineString><posList>{line}</posList></gmlLineString>"
    inner = f"<groupOfLocations>{shape}{point(lat, line)}</groupOfLocations>"
    inner += f"<temporarySpeedLimit>{limit}</temporarySpeedLimit>"
    body = document(record(number, inner, version=version, overallStartTime=start)).encode()
    read = reader()
    for text in (body, noise, body[:cut], body[:cut] + noise + body[cut:]):
        for one in read(item(text, AT)):
            assert isinstance(one, Record) or str(one)
