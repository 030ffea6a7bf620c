"""What is due, and what a review advises, against values computed by hand."""

import datetime
import json
import math
from collections import defaultdict
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.domain.charge import Charge, ChargeReview, Charges, Slot, VehicleClass
from opscenter.domain.local_week import LocalWeek
from opscenter.figures.pricing.advice import ADVICE, REASONS, advise, bands, speed_kept, speed_kept_of_counts
from opscenter.figures.pricing.gantries import Places, due_at
from opscenter.figures.pricing.gantry_passages import counted
from opscenter.figures.pricing.speed_reviews import CURRENT, SpeedReviews
from opscenter.figures.pricing.tariffs import Tariffs
from tests.support.data import shared_data

NAN = math.nan
CLASSES = (VehicleClass("car", {"en": "Cars"}), VehicleClass("bus", {"en": "Buses"}, 2.0))


def weekday(day: int) -> int:
    return (day + 3) % 7


MONDAY = 4  # 1970-01-05


def tariffs(*tables: Charge) -> Tariffs:
    return Tariffs(Charges(CLASSES, tables))


def table(*slots: tuple[int, int, float], zone: str = "ring", days: str = "weekdays", **more: object) -> Charge:
    known = {"gantries": (), "vehicles": ("car",), "since": 0} | more
    return Charge(zone=zone, days=days, slots=tuple(Slot(*slot) for slot in slots), **known)  # type: ignore[arg-type]


def test_a_slot_begins_with_its_minute_and_ends_before_its_last() -> None:
    found = tariffs(table((450, 540, 2.0)))
    place = found.place("urn:g", "ring")
    due = [found.due(place, "car", MONDAY, minute, weekday) for minute in (449, 450, 539, 540)]
    assert due == [0.0, 2.0, 2.0, 0.0]
    assert found.due(place, "car", MONDAY + 5, 500, weekday) == 0.0, "Saturday"
    assert math.isnan(found.due(place, "bus", MONDAY, 500, weekday)), "nothing is said of buses"
    assert math.isnan(found.due(found.place("urn:g", "elsewhere"), "car", MONDAY, 500, weekday))
    assert math.isnan(found.due(found.place("urn:g", None), "car", MONDAY, 500, weekday))


def test_a_slot_past_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    found = tariffs(table((1320, 1440 + 360, 3.0), days="friday"))
    place = found.place("urn:g", "ring")
    friday = MONDAY + 4
    moments = [(friday, 359), (friday, 1320), (friday + 1, 0), (friday + 1, 359), (friday + 1, 360), (friday + 1, 1320)]
    assert [found.due(place, "car", day, minute, weekday) for day, minute in moments] == [0, 3, 3, 3, 0, 0]


def test_the_newest_charge_in_force_counts_alone() -> None:
    found = tariffs(table((0, 600, 1.0)), table((60, 120, 5.0), since=100))
    place = found.place("urn:g", "ring")
    assert weekday(100) == 5
    due = [found.due(place, "car", day, minute, weekday) for day in (99, 102) for minute in (30, 90)]
    assert due == [1.0, 1.0, 0.0, 5.0]


def test_a_gantry_that_is_named_goes_before_its_zone_class_by_class() -> None:
    found = tariffs(table((0, 60, 1.0), vehicles=("car", "bus")), table((0, 60, 9.0), zone="", gantries=("urn:g",)))
    place = found.place("urn:g", "ring")
    assert [found.due(place, vehicle, MONDAY, 0, weekday) for vehicle in ("car", "bus")] == [9.0, 1.0]
    assert found.due(found.place("urn:h", "ring"), "car", MONDAY, 0, weekday) == 1.0


def test_what_is_due_next_and_when() -> None:
    found = tariffs(table((450, 540, 2.0), (540, 600, 2.0), (600, 660, 1.0)))
    place = found.place("urn:g", "ring")
    assert found.next_change(place, "car", MONDAY, 440, weekday) == (2.0, 10)
    assert found.next_change(place, "car", MONDAY, 500, weekday) == (1.0, 100), "over an edge where nothing changes"
    friday = MONDAY + 4
    assert found.next_change(place, "car", friday, 660, weekday) == (2.0, 2 * 1440 + 450 + 1440 - 660)
    nothing = tariffs(table((0, 1440, 0.0)))
    assert nothing.next_change(nothing.place("urn:g", "ring"), "car", MONDAY, 0, weekday)[1] == -1


def test_charges_follow_the_wall_clock_when_it_changes() -> None:
    """Berlin, 25 October 2026: 02:00-03:00 comes twice; 28 March 2027: it does not come."""
    found = tariffs(table((120, 180, 4.0), (180, 240, 1.0), days="everyday"))
    week = LocalWeek(ZoneInfo("Europe/Berlin"))
    places = Places(found)
    places.distinct, places.of = [found.place("urn:g", "ring")], np.zeros(7, np.int64)

    def at(*hours: int, day: tuple[int, int, int]) -> list[float]:
        begin = int(datetime.datetime(*day, tzinfo=datetime.UTC).timestamp() * 1000)
        times = np.array([begin + hour * 3_600_000 + 60_000 for hour in hours])
        places.of = np.zeros(len(times), np.int64)
        return due_at(found, places, "car", times, week).tolist()

    assert at(-1, 0, 1, 2, 3, day=(2026, 10, 25)) == [0.0, 4.0, 4.0, 1.0, 0.0]
    assert at(0, 1, 2, day=(2027, 3, 28)) == [0.0, 1.0, 0.0]


def test_rates_that_singapore_published() -> None:
    """The first page of rates in force from 5 August 2019; what is checked was read in the file."""
    records = json.loads(shared_data("singapore-lta", "erp_rates_201908.json").read_text("utf-8"))["value"]
    found: dict[tuple[str, str, str], list[Slot]] = defaultdict(list)
    for one in records:
        begin, end = (int(one[key][:2]) * 60 + int(one[key][3:]) for key in ("StartTime", "EndTime"))
        found[one["ZoneID"], one["VehicleType"], one["DayType"]].append(Slot(begin, end, one["ChargeAmount"]))
    days = {"Weekdays": "weekdays", "Saturday": "saturday"}
    tables = tuple(
        Charge((), zone, (vehicle,), days[day], tuple(sorted(slots, key=lambda slot: slot.begin)))
        for (zone, vehicle, day), slots in found.items()
    )
    due = Tariffs(Charges((), tables))
    place = due.place("urn:g", "AY1")
    minutes = [8 * 60, 8 * 60 + 4, 8 * 60 + 5, 8 * 60 + 54]
    assert [due.due(place, "Motorcycles", MONDAY, minute, weekday) for minute in minutes[2:]] == [0.5, 0.5]
    assert due.due(place, "Taxis", MONDAY, minutes[0], weekday) == 0.5
    assert due.due(place, "Very Heavy Goods Vehicles/Big Buses", MONDAY, minutes[1], weekday) == 1.0
    assert len(tables) == len(found) and sum(len(one.slots) for one in tables) == 500


def test_the_speed_that_is_kept_is_reached_by_85_in_100() -> None:
    speeds = np.arange(1.0, 101.0)
    kept = speed_kept(speeds, 0.85)
    assert np.count_nonzero(speeds >= kept) == 85 and kept == pytest.approx(15.85)
    assert math.isnan(speed_kept(np.array([NAN]), 0.85))
    counts = np.zeros((2, 150), np.int64)
    counts[0, 1:101] = 1
    np.testing.assert_allclose(speed_kept_of_counts(counts, 0.85, 1.0), [16.0, NAN])


@pytest.mark.parametrize(
    ("speed", "charge", "readings", "advice", "amount", "reason"),
    [
        (50.0, 2.0, 10, "hold", 0.0, "inBand"),
        (45.0, 2.0, 10, "hold", 0.0, "inBand"),
        (65.0, 2.0, 10, "hold", 0.0, "inBand"),
        (44.9, 2.0, 10, "raise", 1.0, "belowBand"),
        (44.9, 5.5, 10, "raise", 0.5, "belowBand"),
        (44.9, 6.0, 10, "hold", 0.0, "belowBandAtHighest"),
        (65.1, 2.0, 10, "lower", -1.0, "aboveBand"),
        (65.1, 0.5, 10, "lower", -0.5, "aboveBand"),
        (65.1, 0.0, 10, "hold", 0.0, "aboveBandFree"),
        (30.0, 2.0, 9, "hold", 0.0, "fewReadings"),
        (NAN, 2.0, 10, "hold", 0.0, "fewReadings"),
        (30.0, NAN, 10, "hold", 0.0, "noCharge"),
    ],
)
def test_advice(speed: float, charge: float, readings: int, advice: str, amount: float, reason: str) -> None:
    what, how_much, why = advise(
        np.array([speed]), np.array([45.0]), np.array([65.0]), np.array([charge]), np.array([readings]), ChargeReview()
    )
    assert (ADVICE[what[0]], how_much[0], REASONS[why[0]]) == (advice, amount, reason)


def test_bands_are_published_or_follow_from_the_class_of_the_road() -> None:
    low, high = bands(
        np.array([40.0, NAN, NAN, NAN]), np.array([60.0, NAN, NAN, NAN]), ["trunk", "motorway", "trunk", None]
    )
    np.testing.assert_array_equal(low, [40, 45, 20, NAN])
    np.testing.assert_array_equal(high, [60, 65, 30, NAN])
    _, _, why = advise(np.array([50.0]), low[3:], high[3:], np.array([1.0]), np.array([99]), ChargeReview())
    assert REASONS[why[0]] == "noBand"


def test_counters() -> None:
    now = counted(np.array([10.0, 10.0, NAN, 10.0]), np.array([15.0, 3.0, 5.0, NAN]))
    np.testing.assert_array_equal(now, [5.0, 3.0, NAN, NAN])


def test_a_review_uses_the_last_period_until_this_one_has_enough() -> None:
    reviews = SpeedReviews(ChargeReview(days=7, readings=3))
    reviews.begin(MONDAY)
    for _ in range(5):
        reviews.add(0, 15, np.array([0]), np.array([50.0]))
    reviews.begin(MONDAY + 7)
    reviews.add(0, 15, np.array([0]), np.array([20.0]))
    speed, readings = reviews.kept(0, 15, 2)
    assert readings.tolist() == [5, 0] and speed[0] == pytest.approx(50.15) and math.isnan(speed[1])
    for _ in range(2):
        reviews.add(0, 15, np.array([0]), np.array([20.0]))
    speed, readings = reviews.kept(0, 15, 1)
    assert readings.tolist() == [3] and speed[0] == pytest.approx(20.15)
    again = SpeedReviews(reviews.review)
    again.load(reviews.save())
    assert again.kept(0, 15, 1)[0] == speed and again.period == reviews.period
    reviews.begin(MONDAY + 28)  # weeks without data: nothing is left
    assert reviews.kept(0, 15, 1)[1].tolist() == [0]
    assert CURRENT == 0


def test_a_memory_of_other_slots_is_not_used() -> None:
    reviews = SpeedReviews(ChargeReview(slot_minutes=30))
    reviews.begin(MONDAY)
    reviews.add(0, 15, np.array([0]), np.array([50.0]))
    other = SpeedReviews(ChargeReview(slot_minutes=60))
    other.load(reviews.save())
    assert other.kept(0, 15, 1)[1].tolist() == [0]
