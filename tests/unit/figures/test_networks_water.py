"""Water: balances, night flows, bursts and reservoirs by hand; and what was measured in real mains."""

import csv
import datetime
import statistics
from collections.abc import Callable

import numpy as np
import pytest

from opscenter.figures.figure import Figure
from opscenter.figures.networks.burst_signs import BurstSigns
from opscenter.figures.networks.mains import METER, TANK, WATER_NETWORK_ID, ZONE
from opscenter.figures.networks.night_flow import NightFlow
from opscenter.figures.networks.reservoirs import Reservoirs
from opscenter.figures.networks.trunk_balance import TrunkBalance
from opscenter.figures.networks.water import burst_score, leakage, loss_share, minimum_night_flow, night_use
from opscenter.figures.networks.water_balance import WaterBalance
from opscenter.figures.time_left import time_left
from tests.support.data import shared_data
from tests.support.figure_rig import T0, Rig

NAN = float("nan")
MINUTE = 60_000


def test_formulas_by_hand() -> None:
    assert loss_share(np.array([100.0, 0.0]), np.array([85.0, 5.0])).tolist() == pytest.approx([0.15, NAN], nan_ok=True)
    assert night_use(np.array([10_000.0])).tolist() == pytest.approx([6.0])  # 600 people, 10 l each
    assert leakage(np.array([20.0, 3.0]), np.array([10_000.0, 10_000.0])).tolist() == pytest.approx([14.0, 0.0])
    scores = burst_score(np.array([5.0, 5.0, -5.0, NAN]), np.array([-4.0, 4.0, -4.0, -4.0]))
    assert scores.tolist() == pytest.approx([4.0, 0.0, 0.0, NAN], nan_ok=True)
    hours = time_left(np.array([2.0, -0.1, 2.0, 2.0, 2.0]), np.array([0.5, 0.5, -0.5, 0.001, 0.01]), 0.005, 168.0)
    assert hours.tolist() == pytest.approx([4.0, 0.0, NAN, NAN, NAN], nan_ok=True)


def test_the_lowest_hour_of_a_night() -> None:
    sums, counts = np.zeros((3, 12)), np.zeros((3, 12))
    sums[0], counts[0] = np.arange(12, 0, -1) * 2.0, 2.0  # 12, 11, ... 1: the last hour has (6+...+1)/6
    sums[1, [0, 6]], counts[1, [0, 6]] = (7.0, 5.0), 1.0  # one reading an hour
    assert minimum_night_flow(sums, counts).tolist() == pytest.approx([3.5, 5.0, NAN], nan_ok=True)
    sums[0, :], counts[0, :] = 10.0, 1.0
    sums[0, 11], counts[0, 8:11] = 0.1, 0.0
    sums[0, 8:11] = 0.0
    assert minimum_night_flow(sums, counts)[0] == pytest.approx((2 * 10.0 + 0.1) / 3)


def test_a_zone_is_balanced_with_its_own_meters() -> None:
    rig = Rig(WaterBalance())
    rig.number("urn:z", ZONE, "flow", 100.0, T0)
    for meter, litres in (("m1", 1000.0), ("m2", 500.0)):
        rig.text(f"urn:{meter}", METER, "refZone", "urn:z", T0)
        rig.number(f"urn:{meter}", METER, "flow", litres, T0)
    rig.number("urn:stray", METER, "flow", 9000.0, T0)
    rig.number("urn:z2", ZONE, "flow", 30.0, T0)
    rig.beat(T0)
    rig.number("urn:z", ZONE, "flow", 100.0, T0 + MINUTE)
    rig.number("urn:z2", ZONE, "flow", 30.0, T0 + MINUTE)
    rig.beat(T0 + MINUTE)
    assert rig.last("urn:z", "derived.consumption") == pytest.approx(90.0)
    assert rig.last("urn:z", "derived.loss") == pytest.approx(10.0)
    assert rig.last("urn:z", "derived.lossRatio") == pytest.approx(0.10)
    assert ("urn:z2", "derived.lossRatio") not in rig.written
    assert rig.last(WATER_NETWORK_ID, "lossRatio") == pytest.approx(0.10)
    assert rig.last(WATER_NETWORK_ID, "inflow") == pytest.approx(130.0)
    for minute in range(2, 62):
        rig.number("urn:z", ZONE, "flow", 120.0, T0 + minute * MINUTE)
        rig.number("urn:m1", METER, "flow", 1000.0, T0 + minute * MINUTE)
        rig.beat(T0 + minute * MINUTE)
    assert rig.last("urn:z", "derived.lossRatio") == pytest.approx(0.25)
    assert rig.qualities["urn:z", "derived.lossRatio"][-1] == 1  # the second meter is silent
    assert rig.last("urn:z", "derived.inflowToday") == pytest.approx(100 / 60 + 110 / 60 + 59 * 2.0, abs=2.1)


def test_the_mains_between_reservoir_and_zones() -> None:
    rig = Rig(TrunkBalance())
    rig.number("urn:t", TANK, "outflow", 200.0, T0)
    rig.number("urn:other", TANK, "outflow", 200.0, T0)
    for zone, flow in (("za", 100.0), ("zb", 90.0)):
        rig.text(f"urn:{zone}", ZONE, "refTank", "urn:t", T0)
        rig.number(f"urn:{zone}", ZONE, "flow", flow, T0)
    rig.beat(T0)
    rig.number("urn:t", TANK, "outflow", 200.0, T0 + MINUTE)
    rig.beat(T0 + MINUTE)
    assert rig.last("urn:t", "derived.zonesInflow") == pytest.approx(190.0)
    assert rig.last("urn:t", "derived.trunkLossRatio") == pytest.approx(0.05)
    assert ("urn:other", "derived.trunkLossRatio") not in rig.written


def nights(restart: bool) -> Rig:
    """Eight days at one reading in ten minutes, 40 m3/h by night and 100 by day; the last night 60."""
    rig = Rig(NightFlow(), zone="Asia/Hong_Kong")
    first = 1_795_017_600_000  # a local midnight
    for tens in range(0, 8 * 144):
        at = first + tens * 10 * MINUTE
        night = tens % 144 < 36
        rig.number("urn:z", ZONE, "flow", (60.0 if tens >= 7 * 144 else 40.0) if night else 100.0, at)
        if tens == 0:
            rig.number("urn:z", ZONE, "population", 20_000.0, at)
        if tens % 50 == 3:
            rig.number("urn:z", ZONE, "flow", 0.0, at - 30 * 60 * MINUTE)  # yesterday's, late
            rig.number("urn:z", ZONE, "flow", 0.0, at, quality=3)
            rig.number("urn:z", ZONE, "flow", 40.0 if night and tens < 7 * 144 else 60.0 if night else 100.0, at + 1)
        rig.beat(at)
        if restart and tens in (15, 301, 7 * 144 + 17):
            rig.restart(NightFlow())
    return rig


def test_night_flow_against_the_nights_before() -> None:
    rig = nights(restart=False)
    told = rig.written["urn:z", "derived.minimumNightFlow"]
    assert [value for _, value in told] == pytest.approx([40.0] * 7 + [60.0], rel=0.02)
    clock = [(at // 1000 + 8 * 3600) % 86_400 for at, _ in told]
    assert all(4 * 3600 <= second <= 4 * 3600 + 120 for second in clock)
    usual = [value for _, value in rig.written["urn:z", "derived.nightFlowUsual"]]
    assert len(usual) == 5 and usual[-1] == pytest.approx(40.0, rel=0.02)  # from the fourth night on
    assert rig.last("urn:z", "derived.nightFlowRatio") == pytest.approx(1.5, rel=0.02)
    assert rig.last("urn:z", "derived.leakage") == pytest.approx(60.0 - 12.0, rel=0.02)
    # of 24 hours before 04:00, four are of 60 and two of the night before (04:00 to 06:00) of 40
    mean = (4 * 60 + 2 * 40 + 18 * 100) / 24
    assert rig.last("urn:z", "derived.leakageRatio") == pytest.approx(48.0 / mean, rel=0.03)
    assert rig.last(WATER_NETWORK_ID, "leakage") == pytest.approx(48.0, rel=0.02)


def test_leakage_is_no_share_of_a_night_alone() -> None:
    """A station that was started by night knows what leaks, not yet how much flows in a whole day."""
    rig = Rig(NightFlow(), zone="Asia/Hong_Kong")
    for tens in range(0, 27):
        rig.number("urn:z", ZONE, "flow", 40.0, 1_795_017_600_000 + tens * 10 * MINUTE)
        rig.beat(1_795_017_600_000 + tens * 10 * MINUTE)
    assert rig.last("urn:z", "derived.leakage") == rig.last(WATER_NETWORK_ID, "leakage") == 40.0
    assert ("urn:z", "derived.leakageRatio") not in rig.written


def test_a_restart_in_the_night_changes_nothing() -> None:
    np.testing.assert_equal(nights(restart=False).written, nights(restart=True).written)


def test_nights_of_a_real_main_over_a_change_of_the_clock() -> None:
    path = shared_data("timeseries", "water", "river_water_flow.csv")
    rig = Rig(NightFlow(), zone="Europe/Rome")
    expected: dict[datetime.date, float] = {}
    with path.open(encoding="utf-8") as file:
        for time, value in list(csv.reader(file))[1:]:
            moment = datetime.datetime.fromisoformat(time)
            if moment.hour in (2, 3):
                expected[moment.date()] = min(expected.get(moment.date(), 1e9), float(value))
            at = int(moment.timestamp() * 1000)
            rig.number("urn:main", ZONE, "flow", float(value), at)
            rig.beat(at)
    told = [value for _, value in rig.written["urn:main", "derived.minimumNightFlow"]]
    nights = list(expected.values())
    assert told == pytest.approx(nights[: len(told)]) and len(told) >= len(nights) - 1
    assert (nights[1], expected[datetime.date(2022, 3, 27)]) == (100.15, 101.53)  # that night had but one of the hours
    ratios = [value for _, value in rig.written["urn:main", "derived.nightFlowRatio"]]
    usual = [statistics.median(nights[max(0, night - 14) : night]) for night in range(3, len(told))]
    assert ratios == pytest.approx([value / before for value, before in zip(told[3:], usual, strict=True)])
    assert min(ratios) < 0.3  # a night in April on which the branch was all but shut


class Main:
    """A zone over hours, a reading each five seconds in beats of half a minute."""

    def __init__(self, *figures: Figure) -> None:
        self.rig = Rig(*figures)
        self.at = T0
        self.random = np.random.default_rng(1)

    def live(self, minutes: float, flow: Callable[[float], float], bar: Callable[[float], float]) -> None:
        for second in range(0, round(minutes * 60), 5):
            at = self.at + second * 1000
            self.rig.number("urn:z", ZONE, "flow", flow(second / 60) + self.random.normal(0, 1.0), at)
            self.rig.number("urn:z", ZONE, "pressure", bar(second / 60) + self.random.normal(0, 0.01), at)
            if second % 30 == 25:
                self.rig.beat(at)
        self.at += round(minutes * 60_000)

    def signs(self) -> list[float]:
        return [value for _, value in self.rig.written.get(("urn:z", "derived.burstSign"), []) if value == value]


def test_a_burst_shows_at_once_and_as_long_as_it_lasts() -> None:
    main = Main(BurstSigns())
    main.live(40, lambda _: 300.0, lambda _: 4.5)
    assert max(main.signs()) < 2.0
    calm = len(main.signs())
    main.live(60, lambda _: 420.0, lambda _: 3.2)
    burst = main.signs()[calm:]
    assert burst[1] > 8.0 and min(burst[1:-1]) > 8.0
    assert main.rig.last("urn:z", "derived.burstFlow") == pytest.approx(120.0, abs=5)
    assert main.rig.last(WATER_NETWORK_ID, "burstSigns") == 1.0
    main.live(20, lambda _: 300.0, lambda _: 4.5)
    assert main.signs()[-1] < 2.0 and main.rig.last("urn:z", "derived.burstFlow") == 0.0
    assert main.rig.last(WATER_NETWORK_ID, "burstSigns") == 0.0


def test_a_morning_is_no_burst_nor_is_a_pump() -> None:
    main = Main(BurstSigns())
    main.live(40, lambda _: 200.0, lambda _: 4.8)
    main.live(90, lambda minute: 200.0 + 2.2 * minute, lambda minute: 4.8 - 0.012 * minute)
    assert max(main.signs()) < 3.5
    before = len(main.signs())
    main.live(20, lambda _: 550.0, lambda _: 4.6)  # more flow at more pressure than just before
    assert max(main.signs()[before:]) < 3.5


def test_what_lasts_longer_than_six_hours_is_the_usual() -> None:
    main = Main(BurstSigns())
    main.live(30, lambda _: 300.0, lambda _: 4.5)
    main.live(375, lambda _: 400.0, lambda _: 3.5)
    assert main.signs()[-1] < 2.0


def test_bursts_after_a_restart() -> None:
    one, other = Main(BurstSigns()), Main(BurstSigns())
    for main, again in ((one, False), (other, True)):
        main.live(20.5, lambda _: 300.0, lambda _: 4.5)
        if again:
            main.rig.restart(BurstSigns())
        main.live(5, lambda _: 400.0, lambda _: 3.5)
        if again:
            main.rig.restart(BurstSigns())
        main.live(5, lambda _: 400.0, lambda _: 3.5)
    np.testing.assert_equal(one.rig.written, other.rig.written)


@pytest.mark.parametrize("name", ["valve1_0", "valve1_1", "valve1_5", "other_1", "other_9"])
def test_real_faults_that_are_no_burst_are_not_called_one(name: str) -> None:
    """Valves that are closed and rotors out of balance change flow, never with a pressure that falls as it rises."""
    path = shared_data("timeseries", "water", f"skab_{name}.csv")
    rig = Rig(BurstSigns())
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            moment = datetime.datetime.fromisoformat(row["datetime"]).replace(tzinfo=datetime.UTC)
            at = int(moment.timestamp() * 1000)
            rig.number("urn:bed", ZONE, "flow", float(row["Volume Flow RateRMS"]), at)
            rig.number("urn:bed", ZONE, "pressure", 3.0 + float(row["Pressure"]), at)
            rig.beat(at)
    signs = [value for _, value in rig.written["urn:bed", "derived.burstSign"] if value == value]
    assert len(signs) > 10 and max(signs) < 3.5


def test_a_burst_laid_over_a_real_flow_is_found() -> None:
    path = shared_data("timeseries", "water", "skab_other_9.csv")
    rig = Rig(BurstSigns())
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))[:560]  # before its own fault
    for number, row in enumerate(rows):
        at = T0 + number * 1000
        torn = number >= 450
        rig.number("urn:bed", ZONE, "flow", float(row["Volume Flow RateRMS"]) * (1.25 if torn else 1.0), at)
        rig.number("urn:bed", ZONE, "pressure", 3.0 + float(row["Pressure"]) - (1.0 if torn else 0.0), at)
        rig.beat(at)
    signs = [(at - T0, value) for at, value in rig.written["urn:bed", "derived.burstSign"] if value == value]
    assert max(value for at, value in signs if at <= 450_000) < 3.5 < min(value for at, value in signs if at > 480_000)


def test_readings_that_come_hours_late_say_what_was_usual() -> None:
    """A logger that calls once an hour, or a station that has just started beside a bus that tells of its past."""
    rig = Rig(BurstSigns(), Reservoirs())
    now = T0 + 3_600_000
    rig.number("urn:z", ZONE, "flow", 300.0, now)
    rig.beat(now)
    for minute in range(0, 60, 5):
        at = T0 + minute * MINUTE
        rig.number("urn:z", ZONE, "flow", 300.0, at)
        rig.number("urn:z", ZONE, "pressure", 4.5, at)
        rig.number("urn:t", TANK, "level", 4.0 - 0.6 * minute / 60, at)
    rig.beat(now + 1_000)
    for second in range(5, 95, 5):
        rig.number("urn:z", ZONE, "flow", 420.0, now + second * 1000)
        rig.number("urn:z", ZONE, "pressure", 3.2, now + second * 1000)
        rig.number("urn:t", TANK, "level", 3.4, now + second * 1000)
        rig.beat(now + second * 1000)
    assert rig.last("urn:z", "derived.burstSign") > 5.0
    assert rig.last("urn:t", "derived.levelRate") == pytest.approx(-0.6, abs=0.02)


def test_a_reservoir_runs_empty() -> None:
    rig = Rig(Reservoirs())
    rig.number("urn:t", TANK, "maxLevel", 6.0, T0)
    for minute in range(0, 121):
        at = T0 + minute * MINUTE
        rig.number("urn:t", TANK, "level", 4.0 - 0.5 * minute / 60 if minute != 77 else 9.9, at)
        rig.number("urn:u", TANK, "level", 3.0 + 1.5 * minute / 60, at)
        rig.number("urn:u", TANK, "maxLevel", 6.0, at)
        rig.number("urn:still", TANK, "level", 3.0, at)
        rig.beat(at)
        if minute == 60:
            rig.restart(Reservoirs())
    assert rig.last("urn:t", "derived.levelRate") == pytest.approx(-0.5, abs=0.02)
    assert rig.last("urn:t", "derived.timeToEmpty") == pytest.approx(6.0, abs=0.3)
    assert ("urn:t", "derived.timeToFull") not in rig.written
    assert rig.last("urn:u", "derived.timeToFull") == pytest.approx(0.0, abs=0.05)
    assert ("urn:still", "derived.timeToEmpty") not in rig.written
