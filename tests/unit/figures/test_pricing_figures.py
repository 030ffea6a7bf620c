"""Figures of road pricing over samples: charges, passages, reviews; bad input, restarts."""

import math

import pytest

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.charge import Charge, ChargeReview, Charges, Slot, VehicleClass
from opscenter.figures.pricing.every_figure import pricing_figures
from tests.support.figure_rig import T0, Rig

GANTRY = "RoadPricingGantry"
MINUTE = 60_000
BEGIN = (T0 // 86_400_000) * 86_400_000 + 10 * 3_600_000  # 10:00 UTC of a Wednesday or so
CHARGES = Charges(
    (VehicleClass("car", {"en": "Cars"}), VehicleClass("bus", {"en": "Buses"}, 2.0)),
    (
        Charge((), "ring", ("car",), "everyday", (Slot(600, 603, 2.0), Slot(603, 660, 1.0))),
        Charge((), "ring", ("bus",), "everyday", (Slot(600, 603, 4.0), Slot(603, 660, 2.0))),
    ),
    ChargeReview(readings=3),
)
CITY = Catalogue(charges=CHARGES)


def rig() -> Rig:
    made = Rig(*pricing_figures(CITY))
    made.text("urn:g", GANTRY, "chargingZone", "ring", BEGIN)
    made.text("urn:g", GANTRY, "roadClass", "motorway", BEGIN)
    return made


def say(made: Rig, minute: int, **values: float) -> None:
    """What the gantry publishes half a minute into a minute from 10:00."""
    at = BEGIN + minute * MINUTE + 30_000
    for name, value in values.items():
        made.number("urn:g", GANTRY, name.replace("__", "."), value, at)
    made.beat(at)


def end(made: Rig, minute: int) -> None:
    made.number("urn:clock", "Clock", "tick", 1.0, BEGIN + (minute + 1) * MINUTE + 1)
    made.beat(BEGIN + (minute + 1) * MINUTE + 1)


def values(made: Rig, attribute: str, entity: str = "urn:g") -> list[object]:
    return [value for _, value in made.written.get((entity, attribute), [])]


def test_the_charge_that_is_due_and_the_one_that_is_shown() -> None:
    made = rig()
    for minute, charge in enumerate((2.0, 2.5, 2.0, 1.0, 0.5)):
        say(made, minute, charge=charge, charge__bus=4.0 if minute < 3 else 2.0)
    end(made, 4)
    assert values(made, "derived.chargeDue") == [2.0, 2.0, 2.0, 1.0, 1.0]
    assert values(made, "derived.chargeDue.bus") == [4.0, 4.0, 4.0, 2.0, 2.0]
    assert values(made, "derived.chargeGap") == [0.0, 0.5, 0.0, 0.0, -0.5]
    assert values(made, "derived.chargeState") == ["agrees", "over", "agrees", "under"]
    assert values(made, "derived.nextCharge") == [1.0, 1.0, 1.0, 0.0, 0.0]
    assert values(made, "derived.nextChangeIn") == [3.0, 2.0, 1.0, 57.0, 56.0]


def test_a_charge_measured_before_a_change_of_slot_is_compared_with_what_was_due_then() -> None:
    made = rig()
    say(made, 2, charge=2.0)
    end(made, 3)
    made.number("urn:other", GANTRY, "charge", 1.0, BEGIN + 3 * MINUTE + 30_000)
    end(made, 4)
    assert values(made, "derived.chargeState") == ["unpublished", "agrees"], "nothing was shown in the first minute"


def test_one_class_alone_may_be_wrong() -> None:
    made = rig()
    say(made, 0, charge=2.0, charge__bus=2.0, charge__tank=77.0)
    end(made, 0)
    assert values(made, "derived.chargeGap") == [-2.0] and values(made, "derived.chargeState") == ["under"]


def test_a_gantry_that_is_not_in_the_schedule_or_shows_nothing() -> None:
    made = rig()
    made.text("urn:h", GANTRY, "chargingZone", "moon", BEGIN)
    made.number("urn:h", GANTRY, "charge", 3.0, BEGIN + 1)
    made.number("urn:g", GANTRY, "charge", math.nan, BEGIN + 1)
    end(made, 0)
    assert values(made, "derived.chargeState", "urn:h") == ["unscheduled"]
    assert values(made, "derived.chargeDue", "urn:h") == []
    assert values(made, "derived.chargeState") == ["unpublished"]


def test_without_charges_in_the_catalogue_nothing_is_said_of_them() -> None:
    made = Rig(*pricing_figures(Catalogue()))
    made.number("urn:g", GANTRY, "charge", 3.0, BEGIN + 1)
    made.number("urn:g", GANTRY, "passages", 12.0, BEGIN + 1)
    end(made, 0)
    assert ("urn:g", "derived.chargeState") not in made.written
    assert values(made, "derived.passagesQuarter") == [12.0] and values(made, "derived.revenueQuarter") == [36.0]


def test_passages_and_revenue_of_a_quarter_of_an_hour() -> None:
    made = rig()
    for minute in range(20):
        say(made, minute, charge=2.0, passagesToday=100.0 + 10 * minute, passagesToday__bus=10.0 + minute,
            revenueToday=500.0 + 25 * minute)  # fmt: skip
    end(made, 19)
    found = values(made, "derived.passagesQuarter")
    assert found[:3] == [10.0, 20.0, 30.0] and found[-1] == 150.0
    assert values(made, "derived.revenueQuarter")[-1] == 15 * 25.0
    # of ten a minute one is a bus: 9 * 2 + 1 * 4 until 10:03, then half
    assert values(made, "derived.revenueDueQuarter")[:3] == [22.0, 44.0, 55.0]
    assert values(made, "derived.passagesDay") == [], "a counter says it better"


def test_a_counter_that_is_set_back_and_one_that_goes_silent() -> None:
    made = rig()
    for minute, count in enumerate((100.0, 110.0, 4.0, math.nan, 9.0)):
        say(made, minute, charge=2.0, passagesToday=count)
    end(made, 4)
    assert values(made, "derived.passagesQuarter") == [10.0, 14.0, 14.0, 19.0]
    say(made, 40, charge=1.0, passagesToday=11.0)
    end(made, 40)
    assert values(made, "derived.passagesQuarter")[-1] == 2.0, "what was before the silence is over"


def test_a_late_reading_of_a_counter_counts_nothing() -> None:
    made = rig()
    say(made, 0, charge=2.0, passagesToday=100.0)
    say(made, 1, charge=2.0, passagesToday=110.0)
    made.number("urn:g", GANTRY, "passagesToday", 90.0, BEGIN + 10_000)
    say(made, 2, charge=2.0, passagesToday=120.0)
    end(made, 2)
    assert values(made, "derived.passagesQuarter") == [10.0, 20.0]


def test_the_review_of_a_half_hour() -> None:
    made = rig()
    for minute, speed in enumerate((40.0, 40.0, 40.0, 80.0, 80.0)):
        say(made, minute, charge=2.0, averageVehicleSpeed=speed)
    end(made, 4)
    assert values(made, "derived.adviceReason") == ["fewReadings", "belowBand"]
    assert values(made, "derived.advice") == ["hold", "raise"] and values(made, "derived.adviceAmount")[-1] == 1.0
    assert values(made, "derived.speedKept")[-1] == pytest.approx(40.25), "85 % of readings are faster"
    assert values(made, "derived.outsideBand") == [1.0, 1.0, 1.0]
    say(made, 30, charge=2.0, averageVehicleSpeed=80.0)
    end(made, 30)
    assert made.last("urn:g", "derived.adviceReason") == "fewReadings", "the next half-hour stands by itself"
    assert math.isnan(made.last("urn:g", "derived.speedKept"))


def test_a_gantry_without_a_speed_has_that_of_its_road() -> None:
    made = rig()
    made.text("urn:g", GANTRY, "refRoadSegment", "urn:s", BEGIN)
    made.number("urn:g", GANTRY, "charge", 2.0, BEGIN + 1)
    for minute in range(3):
        made.number("urn:s", "RoadSegment", "averageVehicleSpeed", 50.0, BEGIN + minute * MINUTE + 30_000)
        made.beat(BEGIN + minute * MINUTE + 30_000)
    end(made, 2)
    assert made.last("urn:g", "derived.adviceReason") == "inBand"


@pytest.mark.parametrize("restart_after", [0, 2, 5, 9])
def test_a_restart_makes_no_difference(restart_after: int) -> None:
    def lived(restart: int) -> Rig:
        made = rig()
        for minute in range(11):
            say(made, minute, charge=2.0, passagesToday=10.0 * minute * minute, averageVehicleSpeed=30.0 + 5 * minute)
            if minute == restart:
                made.restart(*pricing_figures(CITY))
        end(made, 10)
        return made

    assert repr(lived(-1).written) == repr(lived(restart_after).written)
