"""Rise of levels, time to a mark, and roads flooded by rain or by something else."""

import numpy as np
import pytest

from opscenter.domain.quality import Quality
from opscenter.figures.flooding.flooded_roads import STATES, FloodedRoads, road_states
from opscenter.figures.flooding.rising import minutes_to, slope
from opscenter.figures.flooding.water_levels import WaterLevels
from opscenter.figures.nearest_place import nearest_places
from tests.support.figure_rig import T0, Rig

MINUTE, HOUR = 60_000, 3_600_000
ROAD, CHANNEL, STATION = "FloodMonitoring", "WaterObserved", "WeatherObserved"


def test_slope_of_a_line_and_of_one_with_holes() -> None:
    line = np.arange(10.0)[:, None] * 0.05 + 1.0
    means = np.hstack([line, line, line])
    means[2:5, 1] = np.nan
    means[:5, 2] = np.nan
    found = slope(means, 1 / 60)
    assert found[:2].tolist() == pytest.approx([3.0, 3.0])
    assert np.isnan(found[2])


def test_minutes_to_a_mark() -> None:
    level, mark = np.array([0.5, 1.2, 0.5, 0.5, np.nan]), np.ones(5)
    found = minutes_to(level, mark, np.array([1.0, -1.0, -1.0, 0.01, 1.0]))
    assert found[:2].tolist() == [30.0, 0.0]
    assert np.isnan(found[2:]).all()


def test_a_channel_that_fills_tells_when_it_is_full() -> None:
    rig = Rig(WaterLevels())
    for tick in range(121):
        at = T0 + tick * 10_000
        fill = 0.4 + 0.6 * tick / 360  # full an hour after the start
        rig.number("urn:c", CHANNEL, "fillRatio", fill, at)
        rig.number("urn:c", CHANNEL, "height", 2.0 * fill, at)
        rig.number("urn:r", ROAD, "currentLevel", 0.01, at, int(Quality.SUSPECT))
        rig.number("urn:r", ROAD, "dangerLevel", 0.25, at)
        rig.beat(at)
    # the newest bucket is not full yet: a percent too little
    assert rig.last("urn:c", "derived.riseRate") == pytest.approx(1.2, abs=0.02)
    assert rig.last("urn:c", "derived.timeToBank") == pytest.approx(40.0, abs=0.8)
    assert rig.last("urn:r", "derived.riseRate") == pytest.approx(0.0, abs=1e-9)
    assert ("urn:r", "derived.timeToDanger") not in rig.written
    assert rig.qualities["urn:r", "derived.riseRate"][-1] == Quality.SUSPECT


def test_a_gauge_that_speaks_each_quarter_of_an_hour_is_judged_by_two_hours() -> None:
    rig = Rig(WaterLevels())
    for quarter in range(12):
        rig.number("urn:c", CHANNEL, "height", 1.0 + 0.1 * quarter, T0 + quarter * 15 * MINUTE)
        rig.beat(T0 + quarter * 15 * MINUTE + 100)
    assert rig.last("urn:c", "derived.riseRate") == pytest.approx(0.4, abs=0.01)


def test_roads_by_level_and_rain() -> None:
    level = np.array([0.0, 0.05, 0.12, 0.12, 0.12, np.nan])
    alert = np.array([np.nan, np.nan, np.nan, np.nan, 0.15, 0.1])
    states = road_states(level, alert, np.array([True, True, True, False, False, True]))
    assert [STATES[state] for state in states] == ["dry", "water", "flooded", "unexplained", "water", "dry"]


class Sky:
    """A rain gauge that tells what fell in the past hour, and roads near and far from it."""

    def __init__(self) -> None:
        self.rig = Rig(FloodedRoads(60_000))
        self.rig.place("urn:near", ROAD, 114.17, 22.30, T0)
        self.rig.place("urn:far", ROAD, 114.50, 22.30, T0)

    def tick(self, at: int, fell: float) -> None:
        # the station's own rain is a figure of another fold: the rig's publisher stands in for it
        for entity in ("urn:near", "urn:far"):
            self.rig.number(entity, ROAD, "currentLevel", 0.2, at)
            self.rig.number(entity, ROAD, "rainRate", fell if entity == "urn:near" else 0.0, at)
        self.rig.beat(at)


def test_water_without_rain_is_unexplained_until_it_rains() -> None:
    sky = Sky()
    for tick in range(30):
        sky.tick(T0 + tick * 10_000, 0.0)
    assert sky.rig.last("urn:near", "derived.roadState") == "unexplained"
    assert sky.rig.last("urn:near", "derived.flooded") == 0.0
    for tick in range(30, 90):
        sky.tick(T0 + tick * 10_000, 60.0)
    assert sky.rig.last("urn:near", "derived.roadState") == "flooded"
    assert sky.rig.last("urn:far", "derived.roadState") == "unexplained"
    assert sky.rig.last("urn:near", "derived.flooded") == 1.0


def test_a_silent_gauge_says_nothing_of_its_road() -> None:
    sky = Sky()
    sky.tick(T0, 0.0)
    for tick in range(1, 60):
        sky.rig.number("urn:far", ROAD, "currentLevel", 0.2, T0 + tick * 10_000)
        sky.rig.beat(T0 + tick * 10_000)
    assert np.isnan(sky.rig.last("urn:near", "derived.flooded"))
    assert sky.rig.last("urn:near", "derived.roadState") is None


def test_a_restart_makes_no_difference() -> None:
    def lived(restart: bool) -> dict[tuple[str, str], list[tuple[int, object]]]:
        rig = Rig(WaterLevels(), FloodedRoads(60_000))
        for tick in range(200):
            at = T0 + tick * 10_000
            rig.number("urn:c", CHANNEL, "fillRatio", 0.4 + tick / 400, at)
            rig.number("urn:r", ROAD, "currentLevel", tick / 1000, at - 7_000 * (tick % 5))
            rig.number("urn:r", ROAD, "rainRate", 9.0, at)
            rig.beat(at)
            if restart and tick == 101:
                rig.restart(WaterLevels(), FloodedRoads(60_000))
        return rig.written

    assert lived(False) == lived(True)


def test_nearest_places() -> None:
    found = nearest_places(
        np.array([114.1, 114.2, np.nan]), np.array([22.3, 22.3, 22.3]),
        np.array([114.11, np.nan]), np.array([22.3, 1.0]), 2_000.0,
    )  # fmt: skip
    assert found.tolist() == [0, -1, -1]
    assert nearest_places(np.array([1.0]), np.array([1.0]), np.empty(0), np.empty(0), 1e9).tolist() == [-1]
    across = nearest_places(np.array([179.999]), np.array([0.0]), np.array([-179.999]), np.array([0.0]), 1_000.0)
    assert across.tolist() == [0]
