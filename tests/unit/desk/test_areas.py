"""A desk's areas follow its mirror: in slices, and to the same end as all at once."""

import time

import numpy as np
import pytest

from opscenter.desk.areas import CityAreas
from opscenter.desk.mirror import Mirror
from opscenter.domain.catalogue import Catalogue, Kind
from opscenter.domain.changes import Changes

CATALOGUE = Catalogue(kinds={"District": Kind("District", "areas", {"en": "District"}, geometry="area")})
NO_SHAPE = {"type": "GeometryCollection", "geometries": []}


def box(west: float, south: float, east: float, north: float) -> dict:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def city_of(entities: list[tuple[str, str, float, float]], shapes: dict[int, dict]) -> tuple[Mirror, CityAreas]:
    mirror = Mirror()
    n = len(entities)
    header = {
        "epoch": 1, "seq": 1, "now": 1, "ids": [one[0] for one in entities], "types": [one[1] for one in entities],
        "names": [""] * n, "shapes": shapes, "cell_names": [], "cell_units": [], "texts": {}, "alarms": [],
    }  # fmt: skip
    none = np.empty(0, np.int64)
    mirror.apply_snapshot(
        header,
        {
            "lon": np.array([one[2] for one in entities]), "lat": np.array([one[3] for one in entities]),
            "row_seen": np.zeros(n, np.int64), "cell_row": none, "cell_value": none.astype(float),
            "cell_quality": none.astype(np.uint8), "cell_measured": none, "cell_received": none,
        },
    )  # fmt: skip
    return mirror, CityAreas(mirror, CATALOGUE)


def finish(city: CityAreas) -> None:
    while city.work(1.0, time.perf_counter):
        pass


def small() -> tuple[Mirror, CityAreas]:
    return city_of(
        [("a", "District", 1, 1), ("b", "District", 3, 1), ("lamp", "Lamp", 1.5, 1.5), ("tower", "Tower", 1, 1)],
        {0: box(0, 0, 2, 2), 1: box(2, 0, 4, 2), 3: box(0.5, 0.5, 0.6, 0.6)},
    )


def test_areas_are_entities_of_kinds_that_are_areas() -> None:
    _, city = small()
    finish(city)
    assert city.index.keys == ["a", "b"] and city.idle
    assert city.things_within("a").tolist() == [2, 3]  # the neighbour only touches
    assert np.flatnonzero(city.inside("a")).tolist() == [0, 2, 3]
    assert not city.is_area("tower") and not city.is_area("nobody")


def test_one_step_at_a_time_comes_to_the_same() -> None:
    _, city = small()
    steps = 0
    while city.work(0.0, lambda: 0.0):
        steps += 1
    assert steps >= 3 and city.things_within("a").tolist() == [2, 3]


def test_moves_and_new_outlines_are_taken_over_and_a_broken_one_is_told() -> None:
    mirror, city = small()
    finish(city)
    mirror.lon[2] = 3.0
    version = city.version
    city.take(Changes(moved_rows=np.array([2])))
    finish(city)
    assert city.version > version
    assert 2 in city.things_within("b") and 2 not in city.things_within("a")
    mirror.shapes[1] = box(2, 0, 2.5, 2)
    city.take(Changes(reshaped_rows=[1]))
    finish(city)
    assert 2 not in city.things_within("b")
    mirror.shapes[1] = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}
    city.take(Changes(reshaped_rows=[1]))
    finish(city)
    assert "three different corners" in city.faults["b"] and city.is_area("b")
    mirror.shapes[1] = NO_SHAPE
    city.take(Changes(reshaped_rows=[1]))
    finish(city)
    assert not city.is_area("b") and city.faults == {}


def test_a_snapshot_begins_anew() -> None:
    _, city = small()
    finish(city)
    city.take(Changes(everything=True))
    assert city.index.keys == [] and not city.idle
    finish(city)
    assert city.index.keys == ["a", "b"]


def test_another_moment_of_the_same_city_is_compared_not_read_again() -> None:
    mirror, city = small()
    finish(city)
    shape = city.index.area("a")
    mirror.lon[2] = 3.0
    mirror.shapes = {0: box(0, 0, 2, 2), 3: box(0.5, 0.5, 0.6, 0.6)}
    city.take(Changes(everything=True, same_entities=True))
    assert city.is_area("a")  # all the while
    finish(city)
    assert city.index.area("a") is shape and not city.is_area("b")
    assert city.things_within("a").tolist() == [3]


def test_a_warning_over_a_district_is_in_it_and_the_district_in_the_warning() -> None:
    _, city = city_of(
        [("a", "District", 1, 1), ("rain", "District", 20, 20)], {0: box(0, 0, 2, 2), 1: box(0, 0, 40, 40)}
    )
    finish(city)
    assert city.things_within("a").tolist() == [1]
    assert city.things_within("rain").tolist() == [0]


def test_areas_beyond_the_limit_are_told_and_come_in_when_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.desk.areas.MOST_AREAS", 1)
    mirror, city = small()
    finish(city)
    assert city.index.keys == ["a"] and list(city.left_out) == ["b"]
    assert city.faults["b"] == "There are more than 1 areas; nothing is looked for in this one."
    mirror.shapes[0] = NO_SHAPE
    city.take(Changes(reshaped_rows=[0]))
    finish(city)
    assert city.index.keys == ["b"] and not city.left_out and city.faults == {}


def test_at_another_moment_only_what_stands_elsewhere_is_placed_again() -> None:
    mirror, city = small()
    finish(city)
    placed: list[list[int]] = []
    place = city.index.place
    city.index.place = lambda rows, lon, lat: (placed.append(list(rows)), place(rows, lon, lat))  # type: ignore[assignment,arg-type,misc]
    city.take(Changes(everything=True, same_entities=True))
    assert city.idle
    mirror.lon[2] = 3.5
    city.take(Changes(everything=True, same_entities=True))
    finish(city)
    assert placed == [[2]]
    assert city.things_within("b").tolist() == [2] and 2 not in city.things_within("a")


def test_what_a_moment_does_not_know_is_in_no_area_then_and_again_when_it_comes() -> None:
    mirror, city = city_of(
        [("a", "District", 1, 1), ("lamp", "Lamp", 1.5, 1.5), ("last", "Lamp", 0.5, 0.5)], {0: box(0, 0, 2, 2)}
    )
    finish(city)
    version = city.version
    whole = dict(mirror.__dict__)
    mirror.ids, lon, lat = mirror.ids[:2], mirror.lon[:2].copy(), mirror.lat[:2].copy()
    mirror._lon.resize(2)
    mirror._lat.resize(2)
    city.take(Changes(everything=True, same_entities=True))
    finish(city)
    assert city.inside("a").tolist() == [True, True] and city.version > version
    assert city.index.nearest(0.5, 0.5, 1, np.array([True, True])).rows.tolist() == [0]
    mirror.ids = whole["ids"]
    mirror._lon.resize(3)
    mirror._lat.resize(3)
    mirror.lon[:], mirror.lat[:] = [*lon, 0.6], [*lat, 0.6]
    city.take(Changes(first_new_row=2, new_rows=1))
    finish(city)
    assert city.things_within("a").tolist() == [1, 2]
