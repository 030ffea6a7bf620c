"""The ground makes sense: roads on land, districts with people, a city for every seed."""

import numpy as np
import pytest
import shapely

from opscenter.city.districts import DISTRICTS
from opscenter.city.geography import Geography, build_geography
from opscenter.city.moment import moment
from opscenter.city.network import build_network
from opscenter.city.projection import to_lonlat


@pytest.fixture(scope="module", params=[1, 7])
def geography(request: pytest.FixtureRequest) -> Geography:
    return build_geography(request.param)


def test_roads_are_on_land_unless_bridge_or_tunnel(geography: Geography) -> None:
    shore = geography.terrain.land.buffer(30)
    for arterial in geography.plan.arterials:
        if not arterial.bridge and not arterial.tunnel:
            assert arterial.line.difference(shore).length < 60.0, arterial.name


def test_buildings_stand_on_land_and_not_in_the_river(geography: Geography) -> None:
    centres = shapely.centroid(geography.buildings)
    assert len(centres) > 5000
    land, water = geography.terrain.land, geography.terrain.water
    shapely.prepare(land)
    assert shapely.contains(land, centres).all()
    assert not shapely.contains(water, centres).any()


def test_every_road_can_be_reached(geography: Geography) -> None:
    network = build_network(geography)
    seen = {0}
    frontier = [0]
    onward: dict[int, list[int]] = {}
    for a, b in zip(network.turn_from.tolist(), network.turn_to.tolist(), strict=True):
        onward.setdefault(a, []).append(b)
    while frontier:
        for following in onward[frontier.pop()]:
            if following not in seen:
                seen.add(following)
                frontier.append(following)
    assert len(seen) == len(network)


def test_the_hierarchy_is_all_there(geography: Geography) -> None:
    levels = {a.level for a in geography.plan.arterials}
    assert levels == {"motorway", "trunk", "primary", "secondary"}
    assert any(a.bridge for a in geography.plan.arterials)
    assert any(a.tunnel for a in geography.plan.arterials)
    assert len(geography.railways) >= 2
    assert all(len(line.stations) >= 4 for line in geography.railways)


def test_districts_share_the_land(geography: Geography) -> None:
    total = sum(area.area for area in geography.areas)
    assert total == pytest.approx(geography.terrain.land.area, rel=0.05)
    assert len(DISTRICTS) >= 12
    assert sum(district.people for district in DISTRICTS) > 500_000


def test_degrees_are_near_the_centre_and_keep_distances() -> None:
    here = to_lonlat(np.array([[0.0, 0.0], [1000.0, 0.0], [0.0, 1000.0]]))
    assert here[1, 0] - here[0, 0] == pytest.approx(1000 / 111_320 / np.cos(np.radians(here[0, 1])), rel=1e-3)
    assert here[2, 1] - here[0, 1] == pytest.approx(1000 / 111_320, rel=1e-6)


def test_the_sun_is_up_at_noon_and_down_at_midnight() -> None:
    day = 1_795_392_000_000  # Monday 00:00 UTC = 08:00 local
    noon = moment(day + 4 * 3_600_000, 1.0, 1.0, 0.0)
    midnight = moment(day + 16 * 3_600_000, 1.0, 1.0, 0.0)
    assert noon.hour == 12.0 and noon.sun > 0.6
    assert midnight.hour == 0.0 and midnight.sun < -0.6
    assert midnight.weekday == (noon.weekday + 1) % 7
