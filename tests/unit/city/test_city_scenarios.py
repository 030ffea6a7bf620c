"""Causes lead to effects through the model: nothing in a scenario says what a sensor shows."""

import numpy as np

from opscenter.city.districts import DISTRICTS
from opscenter.city.run import City
from opscenter.city.scenario import default_scenario
from opscenter.settings.catalogue import load_catalogue

START = 1_795_392_000_000  # Monday 08:00 in the city


def live(city: City, seconds: int) -> None:
    for _ in range(2 * seconds):
        city.step()


STORM = """
hydrology_rate = 30.0
least_traffic = 0.95
[[storm]]
at = 5
lasts = 700
from_x = -0.5
from_y = 1.0
to_x = 0.5
to_y = 2.0
peak = 110.0
radius = 3.5
"""


def test_a_storm_floods_closes_jams_and_delays(make_city) -> None:
    city = make_city(STORM, warm=True)
    calm = make_city("least_traffic = 0.95", warm=True)
    s, c = city.simulation, calm.simulation
    assert s.drainage.depth.max() < 0.02
    assert not s.traffic.closed.any()
    first_wet = first_closed = None
    for second in range(420):
        live(city, 1)
        live(calm, 1)
        if first_wet is None and s.drainage.depth.max() > 0.10:
            first_wet = second
        if first_closed is None and s.traffic.closed.any():
            first_closed = second
    assert s.drainage.rain.max() > 50.0
    assert first_wet is not None and first_closed is not None and first_wet < first_closed
    links = np.flatnonzero(s.traffic.closed)
    network = s.traffic.network
    upstream = np.setdiff1d(network.turn_from[np.isin(network.turn_to, links)], links)
    assert s.traffic.ratio()[upstream].min() < 0.7 * c.traffic.ratio()[upstream].min()
    assert s.traffic.speed[upstream].mean() < 0.9 * c.traffic.speed[upstream].mean()
    assert s.transit.delay.mean() > c.transit.delay.mean() + 20
    assert s.roads.segments.choices["status"].codes.sum() > 0
    assert not c.traffic.closed.any()
    assert c.drainage.depth.max() < 0.02


def test_the_rainstorm_makes_lines_late_soon_after_it_closed_their_roads(make_city) -> None:
    rainstorm = default_scenario().with_name("rainstorm.toml").read_text("utf-8")
    city = make_city(rainstorm, entities=5000, start=START + 6 * 3_600_000)
    city.live_past()
    transit = city.simulation.transit
    late = next(rule for rule in load_catalogue().rules() if rule.id == "transit.line.late").value
    assert late is not None
    closed_at = late_at = None
    for second in range(570):
        live(city, 1)
        if closed_at is None and city.simulation.traffic.closed.any():
            closed_at = second
            assert transit.mean_delay.max() < 0.6 * late
        if closed_at is not None and transit.mean_delay.max() > late:
            late_at = second
            break
    assert closed_at is not None and late_at is not None
    assert late_at - closed_at < 360
    closed = city.simulation.traffic.closed
    through = [bool(closed[path].any()) for path in transit.paths]
    assert any(through)
    assert all(code == 1 for code, blocked in zip(transit.line_status, through, strict=True) if blocked)


TRIP = """
[[feeder_trip]]
at = 10
lasts = 60
district = "riverside"
"""


def test_a_tripped_feeder_darkens_its_district_and_nobody_else(make_city) -> None:
    night = make_city(TRIP, entities=1500, start=_at_night())
    s = night.simulation
    live(night, 6)
    assert s.now.sun < -0.1
    lit_before = int(s.lighting.lit.sum())
    assert lit_before > 0.95 * len(s.lighting.lit)
    live(night, 10)
    dead = np.flatnonzero(~s.power.alive)
    assert [DISTRICTS[k].key for k in s.power.served[dead]] == ["riverside"]
    dark = s.lighting.supply == 1
    assert dark.any() and not dark.all()
    lamps = s.lighting.lamps
    fed = {cabinet for cabinet, is_dark in zip(s.lighting.cabinets.ids, dark, strict=True) if not is_dark}
    for lamp in range(len(lamps.ids)):
        cabinet = lamps.statics["refStreetlightCabinet"][lamp]
        if cabinet not in fed:
            assert s.lighting.lit[lamp] == 0
            assert s.lighting.supplied[lamp] == 0
    assert s.power.off.sum() > 1000
    assert s.power.power[dead].sum() == 0.0
    live(night, 70)
    assert s.lighting.lit.sum() >= lit_before - 2
    assert s.power.off.sum() == 0


def test_by_day_a_trip_turns_nothing_off_that_was_off(make_city) -> None:
    city = make_city(TRIP)
    live(city, 20)
    s = city.simulation
    assert s.now.sun > 0.2
    assert s.lighting.lit.sum() == 0
    assert (s.lighting.supply == 1).any()


BURST = """
[[burst]]
at = 5
lasts = 100
district = "pearl-flats"
area_cm2 = 420
"""


def test_a_burst_lowers_pressure_while_flow_rises(make_city) -> None:
    city = make_city(BURST, warm=True)
    water = city.simulation.water
    zone = next(k for k, name in enumerate(water.zones.names) if name["en"].startswith("Pearl Flats"))
    pressure, flow = water.pressure.copy(), water.flow.copy()
    live(city, 60)
    assert water.pressure[zone] < 0.6 * pressure[zone]
    assert water.flow[zone] > 1.35 * flow[zone]
    others = np.arange(len(pressure)) != zone
    assert np.abs(water.pressure[others] / pressure[others] - 1).max() < 0.1
    loggers = water.junction_pressure[water.junctions_of(zone)]
    assert len(loggers) == 0 or loggers.mean() < 2.5
    live(city, 90)
    assert water.pressure[zone] > 0.9 * pressure[zone]


def test_a_bigger_hole_means_less_pressure_and_more_flow(make_city) -> None:
    water = make_city().simulation.water
    count = len(water.zones.ids)
    demand = np.array([float(n) for n in water.night]) / 0.34
    heads, flows = zip(*[water.solve(demand, np.full(count, area)) for area in (0.0, 0.005, 0.02, 0.06)], strict=True)
    assert np.all(np.diff(np.array(heads), axis=0) < 0)
    assert np.all(np.diff(np.array(flows), axis=0) > 0)


def test_an_accident_holds_up_the_road_behind_it(make_city) -> None:
    accident = 'least_traffic = 0.95\n[[accident]]\nat = 5\nlasts = 400\ndistrict = "central"\ncapacity = 0.1\n'
    city, calm = make_city(accident, warm=True), make_city("least_traffic = 0.95", warm=True)
    live(city, 300)
    live(calm, 300)
    link = city.simulation.roads.accident_links[0]
    assert city.simulation.traffic.ratio()[link] < 0.6 * calm.simulation.traffic.ratio()[link]


def test_reports_come_from_what_is_wrong(make_city) -> None:
    city = make_city(STORM)
    live(city, 400)
    citizens = city.simulation.citizens
    services = citizens.group.choices["serviceName"]
    written = {services.labels[code] for code in services.codes[: citizens.used]}
    assert "flooding" in written


def _at_night() -> int:
    return START + 13 * 3_600_000  # 21:00
