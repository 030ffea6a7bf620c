"""Figures of lines out of what vehicles say: by hand, late, repeated, restarted, and from real feeds and the city."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from opscenter.city.moment import moment
from opscenter.city.scenario import parse_scenario
from opscenter.city.simulation import Simulation
from opscenter.feeds.gtfs.realtime import GtfsRealtime, RealtimeOptions
from opscenter.feeds.record import Record
from opscenter.figures.transit.lines import TransitLines
from opscenter.wire.decoder import Decoder
from tests.support.data import shared_data
from tests.support.figure_rig import T0, Rig

LINE = "urn:ngsi-ld:BusLine:5"
Written = dict[tuple[str, str], list[tuple[int, Any]]]


class Route:
    """A rig with one line of ten stops; buses are said to be at stops."""

    def __init__(self, scheduled: float | None = 600.0) -> None:
        self.rig = Rig(TransitLines())
        self.plan = {"vehiclesInService": 3.0, "scheduledVehicles": 4.0, "scheduledTrips": 20.0, "cancelledTrips": 3.0}
        if scheduled is not None:
            self.plan["scheduledHeadway"] = scheduled
        self.say_plan(0)

    def say_plan(self, second: float, **more: float) -> None:
        for name, value in (self.plan | more).items():
            self.rig.number(LINE, "BusLine", name, value, T0 + round(second * 1000))

    def at_stop(self, bus: str, stop: int, second: float, delay: float = 0.0, line: str = LINE) -> None:
        at = T0 + round(second * 1000)
        self.rig.text(bus, "Vehicle", "refLine", line, at)
        self.rig.number(bus, "Vehicle", "delay", delay, at)
        self.rig.number(bus, "Vehicle", "stopNumber", float(stop), at)
        self.rig.beat(at)

    def drive(self, leaves: list[float], delay: float = 0.0) -> None:
        """Buses that leave stop 0 so many seconds after the beginning, and are at the next each 60 s."""
        self.say_plan(max(leaves))
        calls = sorted((leave + 60 * stop, f"bus{k}", stop) for k, leave in enumerate(leaves) for stop in range(10))
        for second, bus, stop in calls:
            self.at_stop(bus, stop, second, delay)

    def last(self, attribute: str) -> Any:
        return self.rig.last(LINE, f"derived.{attribute}")


def test_even_buses_make_nobody_wait() -> None:
    route = Route()
    route.drive([0, 600, 1200, 1800], delay=120.0)
    assert route.last("headway") == 600.0
    assert route.last("excessWait") == 0.0
    assert route.last("headwayVariation") == 0.0
    assert (route.last("bunchedShare"), route.last("gapShare")) == (0.0, 0.0)
    assert (route.last("delayMedian"), route.last("delayP90"), route.last("punctuality")) == (120.0, 120.0, 1.0)
    assert route.last("cancelledShare") == pytest.approx(0.15)
    assert route.last("serviceShare") == pytest.approx(0.75)
    assert route.rig.units[LINE, "derived.excessWait"] == "SEC"
    # each vehicle knows how far it is behind the one before
    assert route.rig.last("bus3", "derived.headway") == 600.0
    assert route.rig.last("bus3", "derived.headwayRatio") == 1.0


def test_two_buses_that_come_as_one_and_the_gap_before_them() -> None:
    route = Route()
    # at each stop 600, 1300, 60: mean 653.3; passed stops 1 to 9 (the first word of a bus is no passing)
    route.drive([0, 600, 1900, 1960], delay=400.0)
    route.at_stop("bus0", 0, 3000)
    # the step's end is at 2880 s at least; all 27 headways lie in the hour
    wait = (600**2 + 1300**2 + 60**2) / (2 * 1960)
    assert route.last("excessWait") == pytest.approx(wait - 300.0)
    assert route.last("headway") == pytest.approx(1960 / 3)
    assert route.last("bunchedShare") == pytest.approx(1 / 3)
    assert route.last("gapShare") == pytest.approx(1 / 3)
    assert route.last("shortestHeadwayRatio") == pytest.approx(0.1)
    assert route.last("punctuality") == 0.0


def test_a_gap_shows_while_people_wait_and_not_once_the_last_run_has_gone() -> None:
    route = Route()
    route.drive([0, 600, 1200])
    for second, starts in ((2690, 1.0), (2710, 0.0)):
        route.say_plan(second, scheduledStarts=starts)
        route.rig.beat(T0 + second * 1000)
    assert route.last("openGapRatio") == pytest.approx((2700 - 1260) / 600)  # stop 1 was passed at 1260 s last
    route.say_plan(2740)
    route.rig.beat(T0 + 2_740_000)
    assert np.isnan(route.last("openGapRatio"))


def test_what_a_passing_is_told_of_its_headway_goes_before_what_its_line_says() -> None:
    route = Route(scheduled=600.0)
    for k, leave in enumerate((0, 300, 600, 900)):
        for stop in range(1, 4):
            route.rig.number(f"bus{k}", "Vehicle", "scheduledHeadway", 300.0, T0 + (leave + 60 * stop) * 1000)
    route.drive([0, 300, 600, 900])
    assert route.last("excessWait") == 0.0
    assert route.last("headway") == 300.0


def test_a_line_that_runs_seldom_is_judged_by_punctuality_alone() -> None:
    route = Route(scheduled=3600.0)
    route.drive([0, 3600], delay=30.0)
    assert route.last("headway") == 3600.0
    assert route.last("punctuality") == 1.0
    assert (LINE, "derived.excessWait") not in route.rig.written


def test_few_passings_make_no_mean() -> None:
    route = Route()
    route.at_stop("a", 0, 10)
    route.at_stop("a", 1, 70)
    route.at_stop("b", 0, 600)
    route.at_stop("b", 1, 670)
    route.at_stop("b", 2, 800)
    assert (LINE, "derived.headway") not in route.rig.written
    assert route.last("passings") == 1.0


def test_a_bus_that_changes_its_line_passes_no_stop_of_the_other() -> None:
    route = Route()
    other = "urn:ngsi-ld:BusLine:6"
    route.rig.number(other, "BusLine", "vehiclesInService", 1.0, T0)
    for stop in range(8):
        route.at_stop("a", stop, 10 + 60 * stop)
        route.at_stop("b", stop, 40 + 60 * stop)
    route.at_stop("a", 3, 600, line=other)
    route.at_stop("a", 4, 660, line=other)
    route.at_stop("b", 3, 700, line=other)
    route.at_stop("b", 4, 760, line=other)
    route.at_stop("b", 5, 900, line=other)
    # on the other line only stop 4 was passed twice: the first word on a line may be of the one before
    assert route.rig.last(other, "derived.passings") == 1.0


def test_vehicles_without_a_line_and_numbers_that_are_none_do_no_harm() -> None:
    route = Route()
    for k in range(12):
        route.at_stop("stray", k, 60.0 * k, line="urn:nowhere")
        route.rig.number("odd", "Vehicle", "stopNumber", float("nan") if k % 2 else 1e30, T0 + k * 60_000)
    route.rig.beat(T0 + 800_000)
    route.at_stop("stray", 13, 900, line="urn:nowhere")
    assert route.last("passings") == 0.0


def readings(seed: int = 3) -> Iterator[tuple[float, str, str, float]]:
    """Six buses on two lines for 90 minutes, unevenly, with repeated and late words."""
    random = np.random.default_rng(seed)
    for bus in range(6):
        at = 200.0 * bus
        for stop in range(60):
            at += random.uniform(60, 130)
            yield at, f"bus{bus}", f"urn:ngsi-ld:BusLine:{bus % 2}", float(stop % 20)
            if random.random() < 0.3:
                yield at + 5, f"bus{bus}", f"urn:ngsi-ld:BusLine:{bus % 2}", float(stop % 20)


def lived(beat: int, restart_after: int = 0) -> Written:
    rig = Rig(TransitLines())
    for line in range(2):
        rig.number(f"urn:ngsi-ld:BusLine:{line}", "BusLine", "scheduledHeadway", 240.0, T0)
    for number, (second, bus, line, stop) in enumerate(sorted(readings()), 1):
        at = T0 + round(second * 1000)
        rig.text(bus, "Vehicle", "refLine", line, at)
        rig.number(bus, "Vehicle", "delay", float(number % 500), at)
        rig.number(bus, "Vehicle", "stopNumber", stop, at)
        if number % beat == 0 or number == restart_after:
            rig.beat(T0 + 10**8)
        if number == restart_after:
            rig.restart(TransitLines())
    rig.beat(T0 + 10**8)
    return rig.written


def test_the_cut_into_beats_and_a_restart_make_no_difference() -> None:
    whole = lived(1)
    assert len(whole["urn:ngsi-ld:BusLine:0", "derived.excessWait"]) > 70
    for other in (lived(7), lived(1, restart_after=180), lived(5, restart_after=181)):
        assert other.keys() == whole.keys()
        for key, values in whole.items():
            assert [at for at, _ in other[key]] == [at for at, _ in values], key
            assert np.array_equal([v for _, v in other[key]], [v for _, v in values], equal_nan=True), key


def test_a_memory_that_is_not_whole_is_refused() -> None:
    with pytest.raises(KeyError):
        TransitLines().load({"line": np.zeros(1, np.int64)})


def taken(rig: Rig) -> Callable[[str, bytes, int], None]:
    """What a station's decoder would put into the rig."""
    decoder = Decoder(rig.registry)

    def take(topic: str, payload: bytes, at: int) -> None:
        decoder.decode(topic.encode(), payload, b"", at, rig._batch)

    return take


def test_new_yorks_subway_over_three_quarters_of_an_hour() -> None:
    rig = Rig(TransitLines(), zone="America/New_York")
    take = taken(rig)
    reader = GtfsRealtime("nyct", None, RealtimeOptions(max_age_s=0))
    for file in sorted(shared_data("protocols", "gtfs-rt", "nyct-ace-series").glob("*.pb")):
        now = int(file.name.split(".")[0]) * 1000
        for one in reader.read(file.read_bytes(), "ace", now):
            assert isinstance(one, Record)
            take(one.topic, one.payload, now)
        rig.beat(now)
    line = "urn:ngsi-ld:BusLine:nyct:E:0"
    # the E runs 15 trains an hour northbound in the morning: about 4 min apart
    assert 180 < rig.last(line, "derived.headway") < 360
    assert rig.last(line, "derived.passings") > 100
    assert 0.1 < rig.last(line, "derived.headwayVariation") < 1.0
    assert (line, "derived.excessWait") not in rig.written  # no timetable, nothing to compare with


def test_the_demo_citys_buses() -> None:
    simulation = Simulation(1, 700, parse_scenario(""), 1_795_392_000_000)
    transit, rig = simulation.transit, Rig(TransitLines())
    dry = np.zeros(len(simulation.traffic.network))
    at = simulation.start
    for bus, line in zip(transit.vehicles.ids, transit.vehicles.statics["refLine"], strict=True):
        rig.text(bus, "Vehicle", "refLine", str(line), at)
    for line, headway in zip(transit.lines.ids, transit.lines.numbers["scheduledHeadway"].values, strict=True):
        rig.number(line, "BusLine", "scheduledHeadway", headway, at)
    for _ in range(240):
        at += 10_000
        transit.step(moment(at, 10.0, 10.0, 0.0), dry)
        for bus, stop, delay in zip(transit.vehicles.ids, transit.stop_number, transit.delay, strict=True):
            rig.number(bus, "Vehicle", "stopNumber", stop, at)
            rig.number(bus, "Vehicle", "delay", delay, at)
        rig.beat(at)
    busiest = transit.lines.ids[int(transit.lines.numbers["scheduledHeadway"].values.argmin())]
    scheduled = transit.lines.numbers["scheduledHeadway"].values.min()
    # on an empty road buses keep close to the timetable
    assert rig.last(busiest, "derived.headway") == pytest.approx(scheduled, rel=0.25)
    assert rig.last(busiest, "derived.punctuality") > 0.8
    assert rig.last(busiest, "derived.excessWait") < 60.0
