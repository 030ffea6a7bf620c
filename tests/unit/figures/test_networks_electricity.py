"""Electricity: balances, load factors, energy and first causes, on a network small enough to work out by hand."""

from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.domain.local_week import LocalWeek
from opscenter.figures.held import Samples
from opscenter.figures.networks.electricity import load_factor, load_share, loss_share
from opscenter.figures.networks.electricity_balance import ElectricityBalance
from opscenter.figures.networks.electricity_load import ElectricityLoad
from opscenter.figures.networks.energy import SinceMidnight
from opscenter.figures.networks.grid import CABINET, FEEDER, METER, NETWORK_ID, SUBSTATION
from opscenter.figures.networks.hours import LastHours
from opscenter.figures.networks.trip_causes import TripCauses
from tests.support.figure_rig import T0, Rig

NAN = float("nan")
MINUTE = 60_000


def test_formulas_by_hand() -> None:
    assert loss_share(np.array([10.0, 0.0, 4.0]), np.array([9.5, 0.0, 5.0])).tolist() == pytest.approx(
        [0.05, NAN, -0.25], nan_ok=True
    )
    assert load_factor(np.array([6.0, 1.0]), np.array([8.0, 0.0])).tolist() == pytest.approx([0.75, NAN], nan_ok=True)
    assert load_share(np.array([-6.0, 3.0]), np.array([8.0, NAN])).tolist() == pytest.approx([0.75, NAN], nan_ok=True)


def test_the_last_24_hours_forget_what_is_older() -> None:
    hours = LastHours()
    hour = 3_600_000
    hours.add(hour * 100, np.array([8.0, NAN]))  # ends the 100th hour: it is of the one before
    hours.add(hour * 100 + MINUTE, np.array([2.0, 1.0]))
    hours.add(hour * 100 + 2 * MINUTE, np.array([4.0, NAN]))
    assert hours.mean().tolist() == pytest.approx([(8.0 + 3.0) / 2, 1.0])
    assert hours.peak().tolist() == [8.0, 1.0]
    assert hours.hours().tolist() == [2, 1]
    hours.add(hour * 123 + MINUTE, np.array([1.0, 1.0]))  # the hour that began 24 h after the first
    assert hours.peak().tolist() == [4.0, 1.0]
    assert hours.mean()[0] == pytest.approx(2.0)


def test_what_comes_late_counts_in_the_hour_it_was_measured_in() -> None:
    hours, hour = LastHours(), 3_600_000
    at = hour * 100 + MINUTE
    hours.add(at, np.array([2.0]))
    times = np.array([at, at - 2 * hour, at - 2 * hour + 1, at - 30 * hour, at - 3 * hour])
    late = Samples(np.zeros(5, np.int64), times, np.array([9.0, 4.0, 6.0, 9.0, NAN]), np.zeros(5, np.uint8))
    hours.add_late(at, late)
    assert (hours.mean().tolist(), hours.peak().tolist(), hours.hours().tolist()) == ([3.5], [6.0], [2])


def test_energy_is_counted_by_trapezoids_from_local_midnight() -> None:
    week = LocalWeek(ZoneInfo("Asia/Hong_Kong"))  # midnight is 16:00 UTC
    energy = SinceMidnight()
    midnight = 1_795_017_600_000
    assert week.local(np.array([midnight]))[0] % 86_400_000 == 0
    for minute, power in ((-2, 60.0), (-1, 60.0), (0, 60.0)):
        energy.add(week, midnight + minute * MINUTE, np.array([power]))
    assert energy.total.tolist() == pytest.approx([2.0])  # two minutes of 60 MW
    assert energy.add(week, midnight + MINUTE, np.array([120.0])).tolist() == pytest.approx([1.5])
    energy.add(week, midnight + 2 * MINUTE, np.array([NAN]))
    assert energy.add(week, midnight + 3 * MINUTE, np.array([0.0])).tolist() == pytest.approx([3.5])
    assert energy.add(week, midnight + 60 * MINUTE, np.array([60.0])).tolist() == pytest.approx([3.5])  # too long a gap


def station(rig: Rig, at: int, power: float, **feeders: float) -> None:
    rig.number("urn:s", SUBSTATION, "totalActivePower", power, at)
    for name, value in feeders.items():
        rig.text(f"urn:{name}", FEEDER, "refSubstation", "urn:s", at)
        rig.number(f"urn:{name}", FEEDER, "totalActivePower", value, at)


def test_a_substation_is_balanced_with_its_own_feeders() -> None:
    rig = Rig(ElectricityBalance())
    station(rig, T0, 10.0, a=6.0, b=3.7)
    rig.text("urn:c", FEEDER, "refSubstation", "urn:elsewhere", T0)
    rig.number("urn:c", FEEDER, "totalActivePower", 5.0, T0)
    rig.number("urn:d", FEEDER, "totalActivePower", 5.0, T0)
    rig.beat(T0)
    rig.number("urn:s", SUBSTATION, "totalActivePower", 10.0, T0 + MINUTE)
    rig.beat(T0 + MINUTE)
    assert rig.last("urn:s", "derived.feedersPower") == pytest.approx(9.7)
    assert rig.last("urn:s", "derived.lossRatio") == pytest.approx(0.03)
    assert rig.last(NETWORK_ID, "lossRatio") == pytest.approx(0.03)
    assert rig.units["urn:s", "derived.feedersPower"] == "MAW"


def test_a_silent_feeder_leaves_no_balance_that_would_be_wrong() -> None:
    rig = Rig(ElectricityBalance())
    station(rig, T0, 10.0, a=6.0, b=3.7)
    rig.beat(T0)
    for minute in range(1, 8):
        rig.number("urn:s", SUBSTATION, "totalActivePower", 10.0, T0 + minute * MINUTE)
        rig.number("urn:a", FEEDER, "totalActivePower", 6.0, T0 + minute * MINUTE)
        rig.number("urn:b", FEEDER, "totalActivePower", 3.7, T0 + minute * MINUTE, quality=3)
        rig.beat(T0 + minute * MINUTE)
    assert np.isnan(rig.last("urn:s", "derived.lossRatio"))


def lived(restart: bool) -> Rig:
    rig = Rig(ElectricityLoad(), ElectricityBalance(), TripCauses())
    for minute in range(0, 190):
        at = T0 + minute * MINUTE
        station(rig, at, 8.0 if minute == 100 else 4.0, a=2.0, b=1.9)
        rig.number("urn:s", SUBSTATION, "ratedPower", 16.0, at)
        rig.number("urn:a", FEEDER, "customersOff", 0.0 if minute < 150 else 700.0, at)
        rig.text("urn:a", FEEDER, "breakerState", "closed" if minute < 150 else "tripped", at)
        rig.text("urn:b", FEEDER, "breakerState", "closed", at)
        rig.beat(at)
        if restart and minute in (77, 155):
            rig.restart(ElectricityLoad(), ElectricityBalance(), TripCauses())
    return rig


def test_load_factor_peak_and_share_of_rating() -> None:
    rig = lived(restart=False)
    assert rig.last("urn:s", "derived.loadRatio") == pytest.approx(0.25)
    assert rig.last("urn:s", "derived.peakPower") == 8.0
    assert 0.5 < rig.last("urn:s", "derived.loadFactor") < 0.52
    assert rig.last(NETWORK_ID, "customersOff") == 700.0
    assert rig.qualities["urn:s", "derived.loadFactor"][-1] == 1  # not of a whole day yet
    assert (
        np.isnan(rig.written["urn:a", "derived.loadRatio"][0][1])
        if ("urn:a", "derived.loadRatio") in rig.written
        else True
    )


def test_a_restart_changes_nothing() -> None:
    one, other = lived(restart=False), lived(restart=True)
    np.testing.assert_equal(one.written, other.written)


class Grid:
    """Two substations that say nothing, feeders a1, a2, b1; cabinets and meters below."""

    def __init__(self, **states: str) -> None:
        self.rig = Rig(TripCauses())
        self.at = T0
        rig = self.rig
        for feeder, above in (("a1", "sa"), ("a2", "sa"), ("b1", "sb")):
            rig.text(f"urn:{feeder}", FEEDER, "refSubstation", f"urn:{above}", T0)
        for name in ("sa", "sb"):
            rig.number(f"urn:{name}", SUBSTATION, "totalActivePower", 1.0, T0)
            rig.name(f"urn:{name}", SUBSTATION, f"Station {name}")
        for cabinet, feeder in (("ca", "a1"), ("cb", "b1")):
            rig.text(f"urn:{cabinet}", CABINET, "refFeeder", f"urn:{feeder}", T0)
        rig.text("urn:m", METER, "refFeeder", "urn:a1", T0)
        self.say(ca="ok", cb="ok", a1="closed", a2="closed", b1="closed", m="230")

    def say(self, seconds: int = 10, **states: str) -> None:
        self.at += seconds * 1000
        for name, state in states.items():
            if name == "m":
                self.rig.number("urn:m", METER, "phaseVoltage.L1", float(state), self.at)
            elif name[0] == "c":
                self.rig.text(f"urn:{name}", CABINET, "supplyState", state, self.at)
            else:
                kind = SUBSTATION if name[0] == "s" else FEEDER
                self.rig.text(f"urn:{name}", kind, "breakerState", state, self.at)
        self.rig.number("urn:m", METER, "phaseVoltage.L2", 1.0, self.at)
        self.rig.beat(self.at)

    def settle(self) -> None:
        """The step that is going on ends."""
        self.say(20)
        self.say(20)

    def cause(self, name: str) -> str | None:
        written = self.rig.written.get((f"urn:{name}", "derived.refFirstCause"))
        return written[-1][1] if written else None

    def city(self) -> tuple[str | None, float]:
        return self.rig.last(NETWORK_ID, "refFirstCause"), self.rig.last(NETWORK_ID, "takenAlong")


def test_a_feeder_is_the_first_cause_of_what_it_feeds() -> None:
    grid = Grid()
    grid.settle()
    assert grid.cause("ca") is None
    grid.say(ca="lost")  # reports overtake each other
    grid.say(a1="tripped", m="0")
    grid.settle()
    assert [grid.cause(name) for name in ("ca", "m", "a1", "cb", "a2")] == ["urn:a1", "urn:a1", "urn:a1", None, None]
    assert grid.city() == ("urn:a1", 2.0)
    assert grid.rig.last("urn:a1", "derived.takenAlong") == 2.0
    grid.say(ca="ok", a1="closed", m="230")
    grid.settle()
    assert [grid.cause(name) for name in ("ca", "m", "a1")] == [None, None, None]
    assert np.isnan(grid.rig.last("urn:a1", "derived.takenAlong"))
    assert grid.city() == (None, 0.0)


def test_a_substation_that_says_nothing_is_named_when_all_its_feeders_go() -> None:
    grid = Grid()
    grid.say(a1="tripped", ca="lost", m="0")
    grid.settle()
    assert grid.cause("ca") == "urn:a1"
    grid.say(a2="tripped")
    grid.settle()
    assert [grid.cause(name) for name in ("ca", "m", "a1", "a2", "cb")] == [*["urn:sa"] * 4, None]
    assert grid.rig.last("urn:ca", "derived.firstCause") == "Station sa"
    assert grid.city() == ("urn:sa", 4.0)


def test_one_above_that_has_supply_is_no_cause() -> None:
    grid = Grid()
    grid.say(sa="closed")
    grid.say(a1="tripped", a2="tripped", ca="lost")
    grid.settle()
    assert [grid.cause(name) for name in ("ca", "a1", "a2")] == ["urn:a1", "urn:a1", "urn:a2"]


def test_what_goes_out_much_later_has_a_cause_of_its_own() -> None:
    grid = Grid()
    grid.say(a1="tripped")
    grid.say(seconds=1200)
    grid.say(ca="lost")
    grid.settle()
    assert (grid.cause("ca"), grid.cause("a1")) == ("urn:ca", "urn:a1")


def test_a_cause_stays_until_its_effect_is_over() -> None:
    grid = Grid()
    grid.say(a1="tripped", ca="lost")
    grid.settle()
    grid.say(a1="closed")
    grid.settle()
    assert (grid.cause("ca"), grid.cause("a1")) == ("urn:a1", None)


def test_loops_and_missing_parents_do_not_hold_it_up() -> None:
    grid = Grid()
    rig = grid.rig
    rig.text("urn:sa", SUBSTATION, "refSubstation", "urn:sb", grid.at)
    rig.text("urn:sb", SUBSTATION, "refSubstation", "urn:sa", grid.at)
    rig.text("urn:cx", CABINET, "refFeeder", "urn:unheard", grid.at)
    grid.say(cx="lost", b1="tripped", cb="lost")
    grid.settle()
    assert [grid.cause(name) for name in ("cx", "cb")] == ["urn:cx", "urn:b1"]
    rig.text("urn:unheard", FEEDER, "breakerState", "tripped", grid.at)
    grid.settle()
    assert grid.cause("cx") == "urn:unheard"
