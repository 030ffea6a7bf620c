"""Where an alert is: points as circles, lines by the circle round them, areas by their outlines, in words with the
district."""

import math
import time

from opscenter.desk.alert_places import place_names, quality_of, shape_of
from opscenter.desk.areas import CityAreas
from opscenter.desk.mirror import Mirror
from opscenter.domain.quality import Quality
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import make_alarm, snapshot

DISTRICT, ZONE, ROAD, NOWHERE = "urn:district", "urn:zone", "urn:road", "urn:nowhere"


def square(size: float, at: float = 0.0) -> list[list[float]]:
    west, south = 114.0 + at, 22.0 + at
    return [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]


def city() -> tuple[Mirror, CityAreas]:
    header, columns = snapshot(4, 0)
    mirror = Mirror()
    header["ids"] = [DISTRICT, ZONE, ROAD, NOWHERE]
    header["types"] = ["AdministrativeArea", "Geofence", "RoadSegment", "Streetlight"]
    header["names"] = ["Harbour District", "Works", "Harbour Road", "Lamp"]
    header["local_names"] = {0: {"zh_Hant": "海港區"}, 2: {"zh_Hant": "海旁道"}}
    header["shapes"] = {
        0: {"type": "Polygon", "coordinates": [square(0.2), square(0.02, 0.15)]},
        1: {"type": "Polygon", "coordinates": [square(0.1)]},
        2: {"type": "LineString", "coordinates": [[114.01, 22.01], [114.03, 22.01], [114.03, 22.03]]},
    }
    columns["lon"][:], columns["lat"][:] = (114.1, 114.05, 114.06, math.nan), (22.1, 22.05, 22.06, math.nan)
    columns["cell_quality"][1] = Quality.BAD
    mirror.apply_snapshot(header, columns)
    areas = CityAreas(mirror, load_catalogue())
    while areas.work(1.0, time.perf_counter):
        pass
    return mirror, areas


def test_each_kind_of_place_has_its_shape() -> None:
    mirror, _ = city()
    shape = shape_of(mirror, [DISTRICT, ROAD, ROAD, NOWHERE, "urn:unknown"], 0.5)
    (ring,) = shape.rings
    assert set(ring) == {tuple(at) for at in square(0.2)}, "holes are no outlines"
    ((lon, lat, radius),) = shape.circles
    assert (lon, lat) == (114.02, 22.02) and 1.4 < radius < 1.6, "round all of the road"
    assert shape_of(mirror, [NOWHERE]) == shape_of(mirror, [])


def test_a_place_is_named_with_its_district() -> None:
    mirror, areas = city()
    named = place_names(mirror, areas, [ROAD])
    assert named["en"] == "Harbour Road, Harbour District", "the smaller fence is no address"
    assert named["zh_Hant"] == "海旁道、海港區"
    assert place_names(mirror, areas, [DISTRICT, ROAD])["en"] == "Harbour District, Harbour Road"
    assert place_names(mirror, areas, [NOWHERE])["en"] == "Lamp"
    assert place_names(mirror, areas, ["urn:unknown"]) == {}
    many = place_names(mirror, areas, [NOWHERE, ROAD, DISTRICT, ZONE] * 2)
    assert many["en"].count(",") == 3


def test_the_quality_of_the_value_is_told() -> None:
    mirror, _ = city()
    row = int(mirror.cell_row[1])
    alarm = make_alarm(1, mirror.ids[row], attribute=mirror.cell_names[1])
    assert quality_of(mirror, alarm) is Quality.BAD
    assert quality_of(mirror, make_alarm(1, "urn:unknown")) is Quality.GOOD
