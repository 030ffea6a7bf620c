"""Measured data of DATEX II with its table of sites: what indices mean, lanes and classes, units, what is missing."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.feeds.datex2.measurements import MeasurementForm
from opscenter.feeds.datex2.reader import Datex2Reader
from opscenter.feeds.datex2.situations import SituationForm
from opscenter.feeds.record import Record
from tests.support.feed_items import ARRIVED, entities, item, sentences, taken_by_the_bus

UTC = ZoneInfo("UTC")
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def reader(zone: str = "UTC", **units: str) -> Datex2Reader:
    return Datex2Reader(SituationForm(UTC), MeasurementForm(ZoneInfo(zone), units), 1_000_000, True)


def channel(index: int, kind: str, lane: str = "", vehicles: str = "<vehicleType>anyVehicle</vehicleType>") -> str:
    lane = f"<specificLane>{lane}</specificLane>" if lane else ""
    return f"""<measurementSpecificCharacteristics index="{index}"><measurementSpecificCharacteristics>
      <period>60</period>{lane}<specificMeasurementValueType>{kind}</specificMeasurementValueType>
      <specificVehicleCharacteristics>{vehicles}</specificVehicleCharacteristics>
      </measurementSpecificCharacteristics></measurementSpecificCharacteristics>"""


def table(
    *channels: str, number: str = "A10", place: str = "<latitude>52.4</latitude><longitude>4.9</longitude>"
) -> str:
    return f"""<d2LogicalModel {XSI}><payloadPublication xsi:type="MeasurementSiteTablePublication">
      <measurementSiteTable id="T"><measurementSiteRecord id="{number}">
      <measurementSiteName><values><value lang="nl">A10 re 12.3</value></values></measurementSiteName>
      <measurementSiteNumberOfLanes>2</measurementSiteNumberOfLanes>{"".join(channels)}
      <measurementSiteLocation><locationForDisplay>{place}</locationForDisplay></measurementSiteLocation>
      </measurementSiteRecord></measurementSiteTable></payloadPublication></d2LogicalModel>"""


def flow(index: int, number: object, error: str = "") -> str:
    return f"""<measuredValue index="{index}"><measuredValue><basicData xsi:type="TrafficFlow"><vehicleFlow>{error}
      <vehicleFlowRate>{number}</vehicleFlowRate></vehicleFlow></basicData></measuredValue></measuredValue>"""


def speed(index: int, number: object) -> str:
    return f"""<measuredValue index="{index}"><measuredValue><basicData xsi:type="TrafficSpeed"><averageVehicleSpeed
      numberOfInputValuesUsed="3"><speed>{number}</speed></averageVehicleSpeed></basicData></measuredValue></measuredValue>"""


def measured(*values: str, number: str = "A10", at: str = "2025-10-09T08:00:00Z") -> str:
    return f"""<d2LogicalModel {XSI}><payloadPublication xsi:type="MeasuredDataPublication">
      <publicationTime>2025-10-09T08:01:00Z</publicationTime><siteMeasurements><measurementSiteReference id="{number}"/>
      <measurementTimeDefault>{at}</measurementTimeDefault>{"".join(values)}</siteMeasurements>
      </payloadPublication></d2LogicalModel>"""


LANES = (channel(1, "trafficFlow", "lane1"), channel(2, "trafficFlow", "lane2"),
         channel(3, "trafficSpeed", "lane1"), channel(4, "trafficSpeed", "lane2"))  # fmt: skip


def taught(*channels: str, zone: str = "UTC", **units: str) -> Datex2Reader:
    read = reader(zone, **units)
    assert read.learn_sites(item(table(*channels))) == []
    return read


def test_lanes_make_a_site_flows_add_up_and_speeds_are_the_mean_over_vehicles() -> None:
    found = list(taught(*LANES)(item(measured(flow(1, 900), flow(2, 300), speed(3, 80), speed(4, 100)))))
    (entity,) = entities(found)
    assert (entity["type"], entity["name"], entity["laneNumber"]) == ("TrafficFlowObserved", "A10 re 12.3", 2)
    assert entity["intensity"] == 1200.0
    assert entity["averageVehicleSpeed"] == 85.0  # (900 * 80 + 300 * 100) / 1200
    assert entity["lanes"]["lane2"] == {"intensity": 300.0, "averageVehicleSpeed": 100.0}
    assert entity["dateObserved"] == "2025-10-09T08:00:00.000Z"
    assert entity["location"]["coordinates"] == [4.9, 52.4]
    (read,) = taken_by_the_bus(found).values()
    assert read["lanes.lane1.intensity"] == 900.0


def test_a_lane_that_is_missing_makes_no_flow_of_the_road_and_minus_one_is_no_speed() -> None:
    error = "<dataError>true</dataError>"
    values = flow(1, 900), flow(2, 300, error), speed(3, 80), speed(4, -1)
    (entity,) = entities(taught(*LANES)(item(measured(*values))))
    assert "intensity" not in entity
    assert entity["averageVehicleSpeed"] == 80.0
    assert entity["lanes"] == {"lane1": {"intensity": 900.0, "averageVehicleSpeed": 80.0}}


def test_classes_by_type_and_by_length_and_any_vehicle_counts_for_the_whole() -> None:
    long = (
        "<lengthCharacteristic><comparisonOperator>greaterThan</comparisonOperator>"
        "<vehicleLength>12.2</vehicleLength></lengthCharacteristic>"
    )
    read = taught(
        channel(1, "trafficFlow"),
        channel(2, "trafficFlow", "", "<vehicleType>lorry</vehicleType>"),
        channel(3, "trafficFlow", "", long),
    )
    (entity,) = entities(read(item(measured(flow(1, 1000), flow(2, 50), flow(3, 40)))))
    assert entity["intensity"] == 1000.0
    assert entity["classes"] == {"lorry": {"intensity": 50.0}, "over12_2m": {"intensity": 40.0}}


def test_version_3_as_the_dutch_write_it() -> None:
    read = taught(channel(1, "trafficFlow"))
    text = f"""<mc:messageContainer xmlns:mc="c" xmlns:roa="r" xmlns:com="o" {XSI}>
      <mc:payload xsi:type="roa:MeasuredDataPublication"><com:publicationTime>2025-10-09T08:00:00Z</com:publicationTime>
      <roa:siteMeasurements><roa:measurementSiteReference id="A10" version="19"/>
      <roa:physicalQuantity index="1"><roa:physicalQuantity xsi:type="roa:SinglePhysicalQuantity">
      <roa:basicData xsi:type="roa:TrafficFlow"><roa:vehicleFlow><com:vehicleFlowRate>240</com:vehicleFlowRate>
      </roa:vehicleFlow></roa:basicData></roa:physicalQuantity></roa:physicalQuantity>
      <roa:measurementTimeDefault><roa:timeValue>2025-10-09T07:55:00Z</roa:timeValue></roa:measurementTimeDefault>
      </roa:siteMeasurements></mc:payload></mc:messageContainer>"""
    (entity,) = entities(read(item(text)))
    assert (entity["intensity"], entity["dateObserved"]) == (240.0, "2025-10-09T07:55:00.000Z")


def test_road_weather_is_converted_to_the_catalogues_units() -> None:
    values = """<measuredValue index="1"><basicData xsi:type="WindInformation"><wind>
      <windSpeed><speed>36</speed></windSpeed><windDirectionBearing><directionBearing>270</directionBearing>
      </windDirectionBearing></wind></basicData></measuredValue>
      <measuredValue index="2"><basicData xsi:type="HumidityInformation"><humidity><relativeHumidity>
      <percentage>85</percentage></relativeHumidity></humidity></basicData></measuredValue>
      <measuredValue index="3"><basicData xsi:type="TemperatureInformation"><temperature><airTemperature>
      <temperature>-3.5</temperature></airTemperature></temperature></basicData></measuredValue>
      <measuredValue index="4"><basicData xsi:type="RoadSurfaceConditionInformation">
      <roadSurfaceConditionMeasurements><roadSurfaceTemperature><temperature>-1</temperature></roadSurfaceTemperature>
      </roadSurfaceConditionMeasurements></basicData></measuredValue>"""
    (entity,) = entities(taught()(item(measured(values))))
    assert entity["type"] == "WeatherObserved"
    assert (entity["windSpeed"], entity["windDirection"], entity["relativeHumidity"]) == (10.0, 270.0, 0.85)
    assert (entity["temperature"], entity["roadSurfaceTemperature"]) == (-3.5, -1.0)


def test_miles_per_hour_are_converted_and_what_is_no_speed_is_refused() -> None:
    (entity,) = entities(taught(channel(1, "trafficSpeed"), KMH="mph")(item(measured(speed(1, 50)))))
    assert entity["averageVehicleSpeed"] == pytest.approx(80.4672)
    found = list(taught(channel(1, "trafficSpeed"), KMH="kg")(item(measured(speed(1, 50)))))
    assert entities(found) == [] and "measure different things" in sentences(found)[0]


def test_a_site_and_an_index_that_are_not_in_the_table_are_told_and_left_out() -> None:
    read = taught(channel(1, "trafficFlow"))
    found = list(read(item(measured(flow(1, 1), number="B7"))))
    assert entities(found) == [] and "1 sites are not in the site table and are left out: B7" in sentences(found)[0]
    found = list(read(item(measured(flow(1, 600), flow(9, 7)))))
    assert entities(found)[0]["intensity"] == 600.0 and "its index '9' is not in the site table" in sentences(found)[0]
    found = list(reader()(item(measured(flow(1, 1)))))
    assert entities(found) == [] and "No site table is known" in sentences(found)[0]


def test_what_was_published_is_not_published_again_and_yesterdays_is_told() -> None:
    read = taught(channel(1, "trafficFlow"))
    assert len(entities(read(item(measured(flow(1, 600)))))) == 1
    assert list(read(item(measured(flow(1, 600))))) == []
    (sentence,) = sentences(read(item(measured(flow(1, 600), at="2025-10-08T08:00:00Z"))))
    assert "older than what was published" in sentence


def test_local_times_across_a_clock_change() -> None:
    read = taught(channel(1, "trafficFlow"), zone="Europe/Amsterdam")
    # 2025-10-26, 02:30 comes twice: at 00:30 and at 01:30 UTC.
    for arrived, utc in ((1_761_438_660_000, "00:30"), (1_761_442_260_000, "01:30")):
        (entity,) = entities(read(item(measured(flow(1, 1), at="2025-10-26T02:30:00"), arrived)))
        assert entity["dateObserved"] == f"2025-10-26T{utc}:00.000Z"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (flow(1, "many"), "'many' is no vehicleFlow"),
        (flow(1, "1e9"), "cannot be"),
        (flow(1, "nan"), "cannot be"),
    ],
)
def test_numbers_that_cannot_be_are_told(values: str, words: str) -> None:
    found = list(taught(channel(1, "trafficFlow"))(item(measured(values))))
    assert entities(found) == [] and words in sentences(found)[0]


def test_a_site_at_0_0_has_no_place_and_is_said_once() -> None:
    read = reader()
    nowhere = table(channel(1, "trafficFlow"), place="<latitude>0</latitude><longitude>0</longitude>")
    (problem,) = read.learn_sites(item(nowhere))
    assert "site A10" in str(problem) and "0, 0" in str(problem)
    (entity,) = entities(read(item(measured(flow(1, 600)))))
    assert "location" not in entity


def test_an_empty_publication_is_nothing_wrong() -> None:
    assert list(taught()(item(measured(number="A10")))) == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["", "0", "-1", "nan", "1e400", "٣", "x", "2025-10-09T08:00:00"]), min_size=4, max_size=4),
    st.integers(0, 3000),
    st.binary(max_size=60),
)
def test_no_document_makes_it_raise(words: list[str], cut: int, noise: bytes) -> None:
    read = reader()
    sites = table(channel(1, words[0], words[1]), channel(2, "x"), place=f"<latitude>{words[2]}</latitude>").encode()
    values = measured(flow(1, words[0]), speed(2, words[1]), at=words[3]).encode()
    for body in (sites, values, sites[:cut] + noise + sites[cut:], values[:cut] + noise + values[cut:]):
        for one in (*read(item(body, ARRIVED)), *read.learn_sites(item(body))):
            assert isinstance(one, Record) or str(one)
