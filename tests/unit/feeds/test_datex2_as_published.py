"""Measured data of DATEX II in the shapes that Dutch, Norwegian, French and other publishers give it."""

from zoneinfo import ZoneInfo

import pytest

from opscenter.feeds.datex2.measurements import MeasurementForm
from opscenter.feeds.datex2.reader import Datex2Reader
from opscenter.feeds.datex2.situations import SituationForm
from opscenter.feeds.positions import Bounds
from opscenter.feeds.within import Within
from tests.support.feed_items import entities, item, sentences, taken_by_the_bus

UTC = ZoneInfo("UTC")
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def reader(*, unlisted: bool = False) -> Datex2Reader:
    return Datex2Reader(SituationForm(UTC), MeasurementForm(UTC, {}, "", unlisted), 1_000_000, False)


def version_2(kind: str, inside: str) -> str:
    return f"""<soap:Envelope xmlns:soap="s"><soap:Body><d2LogicalModel xmlns="http://datex2.eu/schema/2/2_0" {XSI}>
      <payloadPublication xsi:type="{kind}"><publicationTime>2026-08-19T08:33:00Z</publicationTime>{inside}
      </payloadPublication></d2LogicalModel></soap:Body></soap:Envelope>"""


def version_3(kind: str, inside: str) -> str:
    return f"""<ns2:messageContainer xmlns="http://datex2.eu/schema/3/common" xmlns:ns2="m" xmlns:ns6="r" xmlns:ns9="l"
      {XSI}><ns2:payload xsi:type="ns6:{kind}"><publicationTime>2026-09-04T14:54:00+02:00</publicationTime>{inside}
      </ns2:payload></ns2:messageContainer>"""


def site_2(location: str, channels: str = "", lanes: int = 1) -> str:
    return version_2(
        "MeasurementSiteTablePublication",
        f"""<measurementSiteTable id="T"><measurementSiteRecord id="S1"><measurementSiteNumberOfLanes>{lanes}
        </measurementSiteNumberOfLanes>{channels}<measurementSiteLocation>{location}</measurementSiteLocation>
        </measurementSiteRecord></measurementSiteTable>""",
    )


def measured_2(values: str, site: str = "S1") -> str:
    return version_2(
        "MeasuredDataPublication",
        f"""<siteMeasurements><measurementSiteReference id="{site}" version="41"/>
        <measurementTimeDefault>2026-08-19T08:32:00Z</measurementTimeDefault>{values}</siteMeasurements>""",
    )


def value_2(index: int, inside: str) -> str:
    return f'<measuredValue index="{index}"><measuredValue>{inside}</measuredValue></measuredValue>'


def flow(index: int, number: int) -> str:
    return value_2(
        index, f"<basicData><vehicleFlow><vehicleFlowRate>{number}</vehicleFlowRate></vehicleFlow></basicData>"
    )


def characteristic(index: int, kind: str) -> str:
    return f"""<measurementSpecificCharacteristics index="{index}"><measurementSpecificCharacteristics>
      <specificMeasurementValueType>{kind}</specificMeasurementValueType><specificVehicleCharacteristics>
      <vehicleType>anyVehicle</vehicleType></specificVehicleCharacteristics></measurementSpecificCharacteristics>
      </measurementSpecificCharacteristics>"""


def test_a_travel_time_is_not_taken_for_the_one_it_is_compared_with() -> None:
    read = reader()
    place = "<locationForDisplay><latitude>52</latitude><longitude>5</longitude></locationForDisplay>"
    assert read.learn_sites(item(site_2(place, characteristic(1, "travelTimeInformation")))) == []
    extension = """<measuredValueExtension><measuredValueExtended><basicDataReferenceValue><referenceValueType>{}
      </referenceValueType><travelTimeData><travelTime><duration>20.0</duration></travelTime></travelTimeData>
      </basicDataReferenceValue></measuredValueExtended></measuredValueExtension>"""
    own = "<basicData><travelTime><duration>24.0</duration></travelTime></basicData>"
    static = value_2(1, own + extension.format("staticReferenceValue"))
    (entity,) = entities(read(item(measured_2(static))))
    assert (entity["travelTime"], entity["freeFlowTravelTime"]) == (24.0, 20.0)
    read = reader(unlisted=True)
    (entity,) = entities(read(item(measured_2(value_2(1, own + extension.format("historicReferenceValue"))))))
    assert entity["travelTime"] == 24.0 and "freeFlowTravelTime" not in entity


@pytest.mark.parametrize(
    ("location", "geometry"),
    [
        (
            """<locationContainedInItinerary index="1"><location><locationForDisplay><latitude>51.59</latitude>
            <longitude>4.79</longitude></locationForDisplay></location></locationContainedInItinerary>
            <locationContainedInItinerary index="0"><location><locationForDisplay><latitude>51.58</latitude>
            <longitude>4.78</longitude></locationForDisplay></location></locationContainedInItinerary>""",
            {"type": "LineString", "coordinates": [[4.78, 51.58], [4.79, 51.59]]},
        ),
        (
            """<pointExtension><openlrExtendedPoint><openlrPointLocationReference><openlrPointAlongLine>
            <openlrLocationReferencePoint><openlrCoordinate><latitude>52.0</latitude><longitude>4.4</longitude>
            </openlrCoordinate></openlrLocationReferencePoint><openlrLastLocationReferencePoint><openlrCoordinate>
            <latitude>52.2</latitude><longitude>4.6</longitude></openlrCoordinate></openlrLastLocationReferencePoint>
            </openlrPointAlongLine></openlrPointLocationReference></openlrExtendedPoint></pointExtension>""",
            {"type": "Point", "coordinates": [4.4, 52.0]},
        ),
        (
            """<linearExtension><openlrExtendedLinear><firstDirection><openlrLocationReferencePoint><openlrCoordinate>
            <latitude>52.0</latitude><longitude>4.4</longitude></openlrCoordinate></openlrLocationReferencePoint>
            <openlrLastLocationReferencePoint><openlrCoordinate><latitude>52.1</latitude><longitude>4.5</longitude>
            </openlrCoordinate></openlrLastLocationReferencePoint></firstDirection></openlrExtendedLinear>
            </linearExtension>""",
            {"type": "LineString", "coordinates": [[4.4, 52.0], [4.5, 52.1]]},
        ),
    ],
    ids=["itinerary", "openlr point", "openlr line"],
)
def test_where_sites_are(location: str, geometry: dict[str, object]) -> None:
    read = reader()
    assert read.learn_sites(item(site_2(location))) == []
    (entity,) = entities(read(item(measured_2(flow(1, 60)))))
    assert entity["location"] == geometry


def test_indices_that_a_table_does_not_tell_apart_are_the_lanes_or_the_first_counts() -> None:
    read = reader()
    alike = characteristic(1, "trafficFlow") + characteristic(3, "trafficFlow")
    assert read.learn_sites(item(site_2("", alike, lanes=2))) == []
    (entity,) = entities(read(item(measured_2(flow(1, 360) + flow(3, 600)))))
    assert entity["intensity"] == 960.0 and entity["lanes"]["lane2"] == {"intensity": 600.0}
    read = reader()
    (told,) = read.learn_sites(item(site_2("", alike, lanes=1)))
    assert "indices 1, 3 are said to measure the same" in str(told)
    found = list(read(item(measured_2(flow(1, 360) + flow(3, 600)))))
    assert entities(found)[0]["intensity"] == 360.0 and sentences(found) == []


def test_sites_of_no_table_are_published_as_far_as_they_tell_each_thing_once() -> None:
    speed = value_2(0, "<basicData><averageVehicleSpeed><speed>112</speed></averageVehicleSpeed></basicData>")
    french = measured_2(flow(0, 1010) + speed, "MUM76.h1")
    (sentence,) = sentences(reader()(item(french)))
    assert "unlisted_sites = true" in sentence
    read = reader(unlisted=True)
    found = list(read(item(french)))
    (entity,) = entities(found)
    assert (entity["id"], entity["intensity"]) == ("urn:ngsi-ld:TrafficFlowObserved:MUM76.h1", 1010.0)
    assert entity["averageVehicleSpeed"] == 112.0 and "location" not in entity and sentences(found) == []
    found = list(read(item(measured_2(flow(3, 600) + flow(4, 60) + speed, "LOOP"))))
    (entity,) = entities(found)
    assert "intensity" not in entity and entity["averageVehicleSpeed"] == 112.0
    assert "1 sites are in no site table and tell the same of several lanes or classes" in sentences(found)[0]


def test_road_weather_of_version_3_has_wind_in_metres_a_second_and_other_depths() -> None:
    quantities = [
        "<wind><windSpeed><windSpeed>11</windSpeed></windSpeed><maximumWindSpeed><windSpeed>16</windSpeed></maximumWindSpeed></wind>",
        """<roadSurfaceConditionMeasurements><friction><friction>0.31</friction></friction><depthOfSnow><distance>0.04
        </distance></depthOfSnow><waterFilmThickness><distance>0.0005</distance></waterFilmThickness><iceLayerThickness>
        <distance>0.001</distance></iceLayerThickness></roadSurfaceConditionMeasurements>""",
        "<noPrecipitation>true</noPrecipitation>",
        "<weatherRelatedRoadConditionType>icy</weatherRelatedRoadConditionType>",
    ]
    values = "".join(
        f"""<ns6:physicalQuantity index="{index}"><ns6:physicalQuantity><ns6:basicData>{inside}</ns6:basicData>
        </ns6:physicalQuantity></ns6:physicalQuantity>"""
        for index, inside in enumerate(quantities)
    )
    body = version_3(
        "MeasuredDataPublication",
        f"""<ns6:siteMeasurements><ns6:measurementSiteReference id="205"/><ns6:measurementTimeDefault>
        2026-09-04T14:50:00+02:00</ns6:measurementTimeDefault>{values}</ns6:siteMeasurements>""",
    )
    table = version_3(
        "MeasurementSiteTablePublication",
        """<ns6:measurementSiteTable><ns6:measurementSite id="205"><ns6:measurementSiteName><values><value lang="nob">
        E6 Rosten</value></values></ns6:measurementSiteName></ns6:measurementSite></ns6:measurementSiteTable>""",
    )
    read = reader()
    assert read.learn_sites(item(table)) == []
    found = list(read(item(body)))
    (entity,) = entities(found)
    assert (entity["name"], entity["dateObserved"]) == ("E6 Rosten", "2026-09-04T12:50:00.000Z")
    assert (entity["windSpeed"], entity["gustSpeed"], entity["rainRate"]) == (11.0, 16.0, 0.0)
    assert (entity["waterFilm"], entity["iceThickness"], entity["snowHeight"]) == (0.5, 1.0, 0.04)
    assert (entity["friction"], entity["roadCondition"]) == (0.31, "icy")
    (read_by_bus,) = taken_by_the_bus(found).values()
    assert read_by_bus["roadCondition"] == "icy"


def test_values_beside_a_fault_are_none_and_forecasts_are_not_measured() -> None:
    warm = "<basicData><airTemperature><temperature>4</temperature></airTemperature></basicData>"
    read = reader(unlisted=True)
    fault = value_2(1, f"<physicalQuantityFault>sensorFault</physicalQuantityFault>{warm}")
    assert list(read(item(measured_2(fault)))) == []
    assert list(read(item(measured_2(value_2(1, f"<forecast>true</forecast>{warm}"))))) == []
    (entity,) = entities(read(item(measured_2(value_2(1, warm)))))
    assert entity["temperature"] == 4.0


def test_an_offline_site_that_says_so_under_no_index_is_nothing_to_tell() -> None:
    read = reader()
    assert read.learn_sites(item(site_2("", characteristic(11, "trafficFlow")))) == []
    assert list(read(item(measured_2('<measuredValue index="0"><dataError>true</dataError></measuredValue>')))) == []


def test_detectors_of_a_country_that_are_not_near_are_passed_over_in_silence() -> None:
    near = Within(Bounds(4.7, 52.2, 5.1, 52.5)).touches
    read = Datex2Reader(SituationForm(UTC), MeasurementForm(UTC), 1_000_000, False, near)
    place = "<locationForDisplay><latitude>{}</latitude><longitude>4.9</longitude></locationForDisplay>"
    (told,) = read.learn_sites(item(site_2(place.format(51.0), characteristic(1, "trafficFlow"))))
    assert "None of its 1 sites is in only_within" in str(told)
    assert list(read(item(measured_2(flow(1, 60))))) == []
    read = Datex2Reader(SituationForm(UTC), MeasurementForm(UTC), 1_000_000, False, near)
    assert read.learn_sites(item(site_2(place.format(52.4), characteristic(1, "trafficFlow")))) == []
    assert len(entities(read(item(measured_2(flow(1, 60)))))) == 1
