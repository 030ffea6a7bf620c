"""Trails of vehicles: where they were, bounded, fading, dashed over silence, never ahead of the vehicle."""

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.map.motion.trail_store import LASTS_MS, MOST, POINTS, TrailStore
from opscenter.console.map.motion.trails import Trails
from opscenter.console.map.projection import place_of, world_of
from opscenter.console.session import Answer
from tests.support.fake_city import FakeChannel
from tests.support.moving_city import LAT, LON, Cities, MovingCity, differs, moving_cities

T0 = 1_795_000_000_000


def test_ways_are_bounded_for_each_and_for_all_and_by_age() -> None:
    store = TrailStore()
    assert len(store.want(list(range(2 * MOST)))) == MOST
    for number in range(3 * POINTS):
        store.told(0, T0 + number * 1_000, 0.5 + number * 1e-7, 0.4)
    assert len(store.way(0, T0 + 3 * POINTS * 1_000)) <= POINTS
    store.told(0, T0 + 2 * LASTS_MS, 0.6, 0.4)
    assert store.way(0, T0 + 2 * LASTS_MS) == [(T0 + 2 * LASTS_MS, 0.6, 0.4)]
    assert store.want([1]) == []
    assert store.rows == [1]
    store.told(0, T0, 0.5, 0.4)
    assert store.way(0, T0) == [], "not wanted any more"


def test_standing_costs_two_points_and_is_no_silence() -> None:
    store = TrailStore()
    store.want([0])
    for number in range(300):
        store.told(0, T0 + number * 1_000, 0.5, 0.4)
    store.told(0, T0 + 300_000, 0.51, 0.4)
    assert [point[0] - T0 for point in store.way(0, T0 + 300_000)] == [0, 299_000, 300_000]


def test_late_and_impossible_places_are_passed_over() -> None:
    store = TrailStore()
    store.want([0])
    store.told(0, T0, 0.5, 0.4)
    store.told(0, T0 - 1, 0.7, 0.4)
    store.told(0, T0 + 1, float("nan"), 0.4)
    assert store.way(0, T0 + 1) == [(T0, 0.5, 0.4)]


def test_what_the_station_kept_comes_before_what_was_heard_since() -> None:
    store = TrailStore()
    store.want([3])
    store.told(3, T0, 0.5, 0.4)
    rows, times = np.array([2, 3, 3, 3]), np.array([T0 - 9, T0 - 9, T0 - 5, T0 + 5])
    store.fill(rows, times, np.array([0.1, 0.2, 0.3, 0.9]), np.full(4, 0.4))
    assert [point[1] for point in store.way(3, T0 + 10)] == [0.2, 0.3, 0.5]


@pytest.fixture
def cities(qtbot: QtBot) -> Iterator[Cities]:
    yield from moving_cities(qtbot)


def _trails(city: MovingCity) -> Trails:
    found = city.panel.features["trails"]
    assert isinstance(found, Trails)
    return found


def _drive(city: MovingCity, row: int, steps: int, every_ms: int = 5_000) -> None:
    for step in range(1, steps + 1):
        city.wait(every_ms)
        city.session.mirror.now = city.session.now
        city.tell({row: (LON + step * 0.0004, LAT)})


def test_a_selected_vehicle_shows_how_it_came_and_not_where_it_goes(cities: Cities) -> None:
    city = cities()
    (row,) = city.add((LON, LAT))
    assert _trails(city).lines() is None
    city.selection.select([f"urn:Vehicle:{row}"])
    _drive(city, row, 5)
    city.wait(2_000)
    lines = _trails(city).lines()
    assert lines is not None
    vehicle = city.panel.features["vehicles"].place(row)  # type: ignore[attr-defined]
    assert tuple(lines.part[-1, 2:]) == pytest.approx(vehicle)
    assert lines.part[:, [0, 2]].max() <= vehicle[0] + 1e-12, "nothing ahead of it"
    assert not lines.gap.any()
    assert lines.chosen.all()
    assert (np.diff(lines.age) <= 0).all()
    city.repaint()
    drawn = city.picture()
    city.selection.select([])
    city.settle()
    assert differs(drawn, city.picture(), city.px(LON + 0.0006, LAT), 3)
    assert _trails(city).lines() is None


def test_a_silence_is_dashed(cities: Cities) -> None:
    city = cities()
    (row,) = city.add((LON, LAT))
    city.selection.select([f"urn:Vehicle:{row}"])
    _drive(city, row, 2)
    city.wait(150_000)
    city.session.mirror.now = city.session.now
    city.tell({row: (LON + 0.002, LAT)})
    city.wait(20_000)
    lines = _trails(city).lines()
    assert lines is not None
    assert lines.gap.tolist() == [False, False, True]
    city.repaint()


def test_the_station_is_asked_how_it_came(cities: Cities) -> None:
    city = cities()
    (row,) = city.add((LON, LAT))
    channel = city.session.channel
    assert isinstance(channel, FakeChannel)
    now = city.session.mirror.now
    columns = {
        "row": np.array([row, row], np.uint32), "time": np.array([now - 20_000, now - 10_000]),
        "lon": np.array([LON - 0.002, LON - 0.001]), "lat": np.array([LAT, LAT]),
    }  # fmt: skip
    channel.answers["tracks"] = Answer({}, columns)
    city.selection.select([f"urn:Vehicle:{row}"])
    kind, header, _ = channel.asked[-1]
    assert (kind, header["what"], header["args"]["entities"]) == ("query", "tracks", [f"urn:Vehicle:{row}"])
    lines = _trails(city).lines()
    assert lines is not None
    assert place_of(*lines.part[0, :2].tolist()) == pytest.approx((LON - 0.002, LAT))
    assert tuple(lines.part[-1, 2:]) == pytest.approx(world_of(LON, LAT))
    channel.answers["tracks"] = Answer({}, {}, "This station has no query 'tracks'.")
    city.selection.select([])
    city.selection.select([f"urn:Vehicle:{row}"])
    assert _trails(city).lines() is None


def test_a_switch_shows_the_trails_of_all(cities: Cities) -> None:
    city = cities()
    rows = city.add((LON, LAT), (LON, LAT + 0.001))
    _trails(city).every.setChecked(True)
    _drive(city, rows[1], 3)
    lines = _trails(city).lines()
    assert lines is not None
    assert not lines.chosen.any()
    assert _trails(city).save_state() == {"every": True}
    city.repaint()
    city.panel.layers.hide_kinds(["Vehicle"])
    assert _trails(city).lines() is None, "no way of what is not drawn"
    city.panel.layers.hide_kinds([])
    assert _trails(city).lines() is not None
    _trails(city).every.setChecked(False)
    assert _trails(city).lines() is None
