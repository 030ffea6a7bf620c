"""Containers, car parks and buildings: when full, how fast, against whom; by hand."""

import numpy as np
import pytest

from opscenter.figures.held import Samples
from opscenter.figures.places.building import energy_intensity, power_per_area, ventilation, water_per_area
from opscenter.figures.places.building_use import BUILDING, BuildingUse
from opscenter.figures.places.parking_trend import ParkingTrend, arrivals
from opscenter.figures.places.waste_filling import CONTAINER, WasteFilling
from tests.support.figure_rig import T0, Rig

NAN = float("nan")
MINUTE = 60_000
HOUR = 3_600_000
NOON = 1_795_176_000_000  # 12:00 UTC


def test_noon() -> None:
    assert NOON % 86_400_000 == 12 * HOUR


def container(restart: bool = False) -> Rig:
    """Fills by 6 % an hour, is emptied after ten hours, fills on by 3 %; a reading each quarter of an hour."""
    rig = Rig(WasteFilling())
    for quarter in range(0, 60):
        at = NOON + quarter * 15 * MINUTE
        level = 0.1 + 0.015 * quarter if quarter < 40 else 0.05 + 0.0075 * (quarter - 40)
        rig.number("urn:c", CONTAINER, "fillingLevel", level, at)
        rig.number("urn:full", CONTAINER, "fillingLevel", 0.95, at)
        rig.number("urn:still", CONTAINER, "fillingLevel", 0.3, at)
        rig.number("urn:bad", CONTAINER, "fillingLevel", 0.0, at, quality=3)
        rig.beat(at)
        if restart and quarter in (17, 41):
            rig.restart(WasteFilling())
    return rig


def test_a_container_fills_is_emptied_and_fills_again() -> None:
    rig = container()
    hours = dict(rig.written["urn:c", "derived.timeToFull"])
    at, left = next((at, left) for at, left in hours.items() if at > NOON + 5 * HOUR)
    level = 0.1 + 0.015 * ((at - 1 - NOON) // (15 * MINUTE))
    assert left == pytest.approx((0.9 - level) / 0.06)
    rates = rig.written["urn:c", "derived.fillRate"]
    assert rates[10][1] == pytest.approx(24 * 0.06)
    assert rates[-1][1] == pytest.approx(24 * 0.03)  # what was before the emptying counts no more
    assert any(np.isnan(value) for _, value in rates)  # just emptied: not known yet
    since = rig.written["urn:c", "derived.sinceEmptied"]
    assert since[-1][1] == pytest.approx(4.5, abs=0.05)
    assert ("urn:still", "derived.timeToFull") not in rig.written
    assert ("urn:bad", "derived.dueToday") not in rig.written


def test_due_today_is_what_will_be_full_by_midnight() -> None:
    rig = container()
    assert {value for _, value in rig.written["urn:full", "derived.dueToday"]} == {1.0}
    due = [(at, value) for at, value in rig.written["urn:c", "derived.dueToday"] if value == value]
    # 0.1 at noon and 6 % an hour: 0.82 at midnight
    assert due[0][1] == 0.0 and due[-1][1] == 0.0
    assert all(value == 0.0 for at, value in due if at < NOON + 9 * HOUR)


def test_containers_after_a_restart() -> None:
    np.testing.assert_equal(container().written, container(restart=True).written)


def test_arrivals_are_the_falls_of_free_spaces() -> None:
    samples = Samples(
        np.array([0, 1, 0, 0, 1, 2, 0]), np.array([10, 10, 20, 40, 20, 5, 30]),
        np.array([9.0, 5.0, 7.0, 6.0, 8.0, 3.0, 8.0]), np.array([0, 0, 0, 0, 0, 0, 0], np.uint8),
    )  # fmt: skip
    heard, came = arrivals(samples, np.array([10.0, NAN, NAN]))
    # 10 9 7 8 6: three, then two came; 5 8: none; 3: nothing to compare with
    assert (heard.tolist(), came.tolist()) == ([0, 1], [5.0, 0.0])


def car_parks(restart: bool = False) -> Rig:
    rig = Rig(ParkingTrend())
    for minute in range(0, 300):
        at = NOON + minute * MINUTE
        for name, free in (
            ("filling", 200.0 - minute * 0.5), ("emptying", 10.0 + minute % 7 + minute * 0.2), ("stuck", 55.0),
            ("full", 0.0),
        ):  # fmt: skip
            rig.number(f"urn:{name}", "OffStreetParking", "availableSpotNumber", float(round(free)), at)
            rig.number(f"urn:{name}", "OffStreetParking", "totalSpotNumber", 200.0, at)
        for other in range(3):
            rig.number(f"urn:other{other}", "OffStreetParking", "availableSpotNumber", float(minute % 5 + other), at)
        rig.beat(at)
        if restart and minute in (33, 201):
            rig.restart(ParkingTrend())
    return rig


def test_when_a_car_park_is_full() -> None:
    rig = car_parks()
    assert rig.last("urn:filling", "derived.freeTrend") == pytest.approx(-30.0, abs=1.0)
    left = rig.written["urn:filling", "derived.timeToFull"]
    at, hours = left[-1]
    assert hours == pytest.approx((200 - (at - NOON) / MINUTE * 0.5) / 30.0, rel=0.05)
    assert rig.last("urn:filling", "derived.turnover") == pytest.approx(30 / 200, abs=0.01)
    assert rig.last("urn:full", "derived.timeToFull") == 0.0
    assert ("urn:emptying", "derived.timeToFull") not in rig.written


def test_a_counter_that_stands_still_while_the_others_move() -> None:
    rig = car_parks()
    stuck = rig.written["urn:stuck", "derived.sensorStuck"]
    first = next(at for at, value in stuck if value == 1.0)
    assert (first - NOON) / HOUR == pytest.approx(3.0, abs=0.05)
    assert rig.last("urn:stuck", "derived.unchangedFor") == pytest.approx(5.0, abs=0.05)
    assert rig.last("urn:full", "derived.sensorStuck") == 0.0  # full is no fault
    assert rig.last("urn:filling", "derived.sensorStuck") == 0.0


def test_car_parks_after_a_restart() -> None:
    np.testing.assert_equal(car_parks().written, car_parks(restart=True).written)


def test_formulas_of_buildings_by_hand() -> None:
    assert power_per_area(np.array([500.0, 5.0]), np.array([10_000.0, 0.0])).tolist() == pytest.approx(
        [50.0, NAN], nan_ok=True
    )
    assert energy_intensity(np.array([50.0])).tolist() == pytest.approx([438.0])
    assert water_per_area(np.array([10.0]), np.array([7_200.0])).tolist() == pytest.approx([2.0])
    # 5,200 ppm l/s over 580 ppm
    assert ventilation(np.array([1000.0, 440.0, NAN])).tolist() == pytest.approx(
        [8.9655, NAN, NAN], nan_ok=True, rel=1e-4
    )


def offices(restart: bool = False) -> Rig:
    rig = Rig(BuildingUse())
    for fives in range(0, 60):
        at = T0 + fives * 5 * MINUTE
        for number, watts in enumerate((38.0, 40.0, 41.0, 42.0, 44.0, 90.0)):
            rig.number(f"urn:o{number}", BUILDING, "energyPower", watts * 10.0, at)
            rig.number(f"urn:o{number}", BUILDING, "floorArea", 10_000.0, at)
            rig.text(f"urn:o{number}", BUILDING, "category", "Office", at)
        rig.number("urn:home", BUILDING, "energyPower", 50.0, at)
        rig.number("urn:home", BUILDING, "floorArea", 10_000.0, at)
        rig.text("urn:home", BUILDING, "category", "residential", at)
        rig.number("urn:nowhere", BUILDING, "energyPower", 50.0, at)
        rig.number("urn:o0", BUILDING, "co2", 940.0, at)
        rig.number("urn:o0", BUILDING, "peopleCount", 10.0 if fives < 30 else 0.0, at)
        rig.beat(at)
        if restart and fives == 31:
            rig.restart(BuildingUse())
    return rig


def test_a_building_is_compared_with_its_like() -> None:
    rig = offices()
    assert rig.last("urn:o0", "derived.powerPerArea") == pytest.approx(38.0)
    assert rig.last("urn:o0", "derived.energyIntensity") == pytest.approx(38.0 * 8.76)
    # median 41.5, deviations 0.5 0.5 1.5 2.5 3.5 48.5: MAD 2
    assert rig.last("urn:o5", "derived.energyScore") == pytest.approx(48.5 / (1.4826 * 2.0))
    assert rig.last("urn:o3", "derived.energyScore") == pytest.approx(0.5 / (1.4826 * 2.0))
    assert ("urn:home", "derived.energyScore") not in rig.written  # nobody to compare with
    assert ("urn:nowhere", "derived.powerPerArea") not in rig.written
    air = rig.written["urn:o0", "derived.ventilation"]
    assert air[0][1] == pytest.approx(10.0) and np.isnan(air[-1][1])  # nobody is in
    assert rig.qualities["urn:o5", "derived.energyScore"][-1] == 1


def test_buildings_after_a_restart() -> None:
    np.testing.assert_equal(offices().written, offices(restart=True).written)
