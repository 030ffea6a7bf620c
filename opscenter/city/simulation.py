"""The whole city: all systems joined, advanced one step at a time. Causes come from the scenario, effects from here."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from opscenter.city.citizens import Citizens
from opscenter.city.drainage import Drainage
from opscenter.city.forecasts import Forecasts
from opscenter.city.geography import build_geography
from opscenter.city.groups import Group
from opscenter.city.lighting import Lighting
from opscenter.city.moment import Moment, moment
from opscenter.city.network import build_network
from opscenter.city.pipelines import Pipelines
from opscenter.city.placement import along
from opscenter.city.power import Power
from opscenter.city.precincts import Precincts
from opscenter.city.pricing import Pricing
from opscenter.city.roads import Roads
from opscenter.city.scenario import Scenario
from opscenter.city.sites import Buildings, Gas, Parking, Waste
from opscenter.city.streetside import Air, Noise
from opscenter.city.traffic import Traffic, demand_level
from opscenter.city.transit import Transit
from opscenter.city.water_supply import WaterSupply
from opscenter.city.weather import Sky, WeatherStations

Floats = NDArray[np.float64]
PAST_MS = 2 * 3_600_000
PAST_STEP_MS = 10_000
PAST_EVERY_MS = 300_000
_SLOW_S = 5.0  # systems that change slowly are advanced at this step


@dataclass(slots=True, frozen=True)
class Shares:
    """How many entities of each system a city of so many entities has."""

    entities: int

    def of(self, at_5000: int, least: int = 2) -> int:
        """A count that is `at_5000` in the default city, in proportion."""
        return max(least, round(at_5000 * self.entities / 5000))


class Simulation:
    """A seeded city from `start` (Unix ms) on. The same seed, size, scenario and start give the same course."""

    def __init__(self, seed: int, entities: int, scenario: Scenario, start: int) -> None:
        self.seed, self.scenario, self.start = seed, scenario, start
        self.geography = geography = build_geography(seed)
        shares = Shares(entities)
        network = build_network(geography)
        terrain = geography.terrain
        sites = geography.plan.nodes[[terrain.on_land(x, y) for x, y in geography.plan.nodes]]
        corners = shapely.get_coordinates(shapely.point_on_surface(np.asarray([p for p, _ in geography.plan.plots])))
        self.sky = Sky(scenario.storms, seed)
        self.weather = WeatherStations(terrain, _with_hills(sites), shares.of(24, 4), seed)
        self.forecasts = Forecasts(seed)
        self.traffic = Traffic(network, seed)
        self.drainage = Drainage(terrain, network, shares.of(76, 6), min(shares.of(26, 6), 120), seed)
        detectors = shares.of(430, 40)
        self.roads = Roads(self.traffic, shares.of(1000, 100), detectors, scenario.accidents, seed)
        self.transit = Transit(self.traffic, min(shares.of(210, 32), 1200), self.drainage.links, seed)
        self.pricing = Pricing(self.traffic, min(shares.of(16, 4), 24), scenario.gantry_faults, seed)
        per_station = min(5, shares.of(5, 2))
        self.power = Power(
            corners, min(shares.of(12, 4), 60), per_station, shares.of(60, 4), scenario.feeder_trips, seed
        )
        counts = shares.of(64, 6), shares.of(90, 4), shares.of(22, 4)
        self.water = WaterSupply(terrain, geography.areas, corners, counts, scenario.bursts, seed)
        self.gas = Gas(sites, min(shares.of(18, 3), 120), seed)
        self.pipelines = Pipelines(self.gas, seed)
        centres = shapely.get_coordinates(shapely.centroid(geography.buildings))
        self.buildings = Buildings(centres, geography.building_heights, shares.of(120, 8), self.power, seed)
        random = np.random.default_rng([seed, 220])
        streets = geography.street_lines()
        self.waste = Waste(along(streets, shares.of(430, 20), 11.0, random), seed)
        self.parking = Parking(corners, min(shares.of(62, 6), 600), min(shares.of(50, 4), 600), seed)
        self.air = Air(sites, min(shares.of(22, 4), 120), self.traffic, seed)
        self.noise = Noise(sites, min(shares.of(28, 4), 160), self.traffic, seed)
        self.precincts = self._precincts(seed)
        self.citizens = Citizens(corners, min(shares.of(150, 40), 600), seed)
        taken = sum(len(g.ids) for g in self._groups_but_lamps()) - len(self.citizens.group.ids) + 20
        lamps = max(entities - taken - shares.of(88, 8), 40)
        self.lighting = Lighting(along(streets, lamps, 8.5, random), shares.of(88, 8), self.power, seed)
        self.groups: list[Group] = [*self._groups_but_lamps(), *self.lighting.groups]
        self._slow_since = 0.0
        self.now = self._moment(start, 0.0)

    def _precincts(self, seed: int) -> Precincts:
        network, roads = self.traffic.network, self.drainage.links
        zones = min(len(roads), 6)
        dug = int(np.flatnonzero(~network.tunnel & (network.level == 1))[seed % 7])
        return Precincts(
            self.geography.areas,
            [plot for plot, _ in self.geography.plan.plots],
            (network.middle[roads[:zones]], list(self.drainage.road_group.names[:zones])),
            (network.lines[dug], network.names[dug]),
            seed,
        )

    def _groups_but_lamps(self) -> list[Group]:
        many = (
            *(self.weather, self.drainage, self.roads, self.transit, self.power, self.water, self.parking),
            self.precincts,
        )
        single = (
            self.pricing,
            self.gas,
            self.pipelines,
            self.buildings,
            self.waste,
            self.air,
            self.noise,
            self.forecasts,
            self.citizens,
        )
        return [g for system in many for g in system.groups] + [system.group for system in single]

    def _moment(self, at: int, seconds: float) -> Moment:
        rate = self.scenario.hydrology_rate if at > self.start else 1.0
        return moment(at, seconds, seconds * rate, (at - self.start) / 1000.0)

    def step(self, at: int, seconds: float) -> None:
        """Advance to Unix ms `at`, `seconds` after the last step."""
        now = self.now = self._moment(at, seconds)
        traffic, drainage = self.traffic, self.drainage
        self.sky.step(now)
        drainage.step(now, self.sky, traffic.network)
        links = np.concatenate((drainage.links, traffic.network.opposite[drainage.links]))
        traffic.water[links] = np.tile(np.where(drainage.depth > 0.02, drainage.depth, 0.0), 2)
        traffic.closed[links] = np.tile(drainage.closed, 2)
        self.roads.causes(now)
        level = max(demand_level(now.hour, now.weekday), self.scenario.least_traffic)
        rain = self.sky.rain(traffic.network.middle)
        traffic.step(seconds, level, rain)
        self.transit.step(now, rain)
        self.power.causes(now)
        self.lighting.step(now, self.sky, self.power)
        self.power.step(now, self.sky.temperature, self.lighting.feeder_load_kw)
        self.water.causes(now)
        self.water.step(now, self.sky.temperature)
        self.weather.step(now, self.sky)
        self.buildings.step(now, self.sky, self.power)
        self._slow_since += seconds
        if self._slow_since >= _SLOW_S:
            self._slow(self._moment(at, self._slow_since))
            self._slow_since = 0.0

    def _slow(self, now: Moment) -> None:
        self.roads.observe(now)
        self.transit.observe()
        self.pricing.step(now)
        self.gas.step(now, self.sky.temperature)
        self.pipelines.step(now, self.gas)
        self.waste.step(now, self.sky)
        self.parking.step(now)
        self.air.step(now, self.sky)
        self.noise.step(now, self.sky)
        self.forecasts.step(now, self.sky)
        self.citizens.step(now, self._troubles())

    def _troubles(self) -> list[tuple[str, Floats, Floats]]:
        """What people write about: service, places, requests an hour at each."""
        network = self.traffic.network
        drainage, lighting, power, water = self.drainage, self.lighting, self.power, self.water
        wet = np.flatnonzero(drainage.depth > 0.08)
        dark = np.flatnonzero((lighting.expected == 1) & (lighting.supply == 1))
        off = np.flatnonzero(~power.alive)
        dry = np.flatnonzero(water.junction_pressure < 1.5)
        torn = np.flatnonzero(water.burst_area > 0)
        jam = np.flatnonzero((self.traffic.ratio() < 0.25) & ~self.traffic.closed)
        return [
            ("flooding", network.middle[drainage.links[wet]], 160.0 * drainage.depth[wet]),
            ("streetlightOut", lighting.cabinet_places[dark], np.full(len(dark), 16.0)),
            ("powerCut", power.centres[off], power.off[off] / 220.0),
            ("noWater", water.junction_places[dry], np.full(len(dry), 14.0)),
            ("waterLeak", water.burst_place[torn], np.full(len(torn), 60.0)),
            ("trafficJam", network.middle[jam], np.full(len(jam), 3.0)),
            ("treeDown", self.weather.places, np.clip(self.weather.gusts - 18.0, 0, 15) * 0.25),
        ]


def _with_hills(sites: Floats) -> Floats:
    """Stations stand on hills and islets too."""
    hills = [
        [1600.0, 7900.0],
        [-2900.0, 7600.0],
        [600.0, -5000.0],
        [-5800.0, -5000.0],
        [7200.0, -5000.0],
        [9300.0, -700.0],
    ]
    return np.concatenate((sites, np.array(hills)))
