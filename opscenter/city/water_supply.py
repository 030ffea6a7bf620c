"""Water supply: service reservoirs feed zones; pressure is head less friction; a burst is a hole in a main.

Friction loss goes with the square of the flow (Darcy-Weisbach, rough pipe); the hole is an orifice,
Q = Cd A sqrt(2 g h) with Cd 0.6; demand falls with pressure below what taps need (Wagner 1988). The three are solved
together, so a burst lowers pressure and raises flow by itself.
"""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry

from opscenter.city.districts import DISTRICTS, district_of
from opscenter.city.groups import Group, Spelling
from opscenter.city.moment import Moment
from opscenter.city.placement import group, keys, scattered
from opscenter.city.projection import to_lonlat
from opscenter.city.scenario import Burst
from opscenter.city.terrain import Terrain

Floats = NDArray[np.float64]
_METRES_PER_BAR = 10.197
_TRUNK_LOSS = 1.012
"""What leaves a reservoir for each part that reaches a zone."""
_HOURS = np.array([0, 2, 4, 5, 6, 7, 8, 9, 12, 14, 17, 19, 21, 22.5, 24], dtype=np.float64)
_WORKDAY = np.array([.34, .18, .14, .30, .82, 1.42, 1.38, 1.12, 1.08, .96, 1.10, 1.44, 1.26, .86, .48])  # fmt: skip
_WEEKEND = np.array([0.42, 0.22, 0.15, 0.22, 0.56, 0.9, 1.26, 1.36, 1.22, 1.06, 1.1, 1.4, 1.26, 0.9, 0.54])


class WaterSupply:
    """Zones in the order of the first sixteen districts, tanks, pressure loggers, meters and quality stations."""

    def __init__(
        self,
        terrain: Terrain,
        areas: list[BaseGeometry],
        sites: Floats,
        counts: tuple[int, int, int],
        bursts: tuple[Burst, ...],
        seed: int,
    ) -> None:
        random = self._random = np.random.default_rng([seed, 130])
        self._bursts = bursts
        zones = [k for k, d in enumerate(DISTRICTS) if d.character != "country"]
        self._zone_of_district = {DISTRICTS[k].key: n for n, k in enumerate(zones)}
        z = len(zones)
        centre = np.array([(DISTRICTS[k].x, DISTRICTS[k].y) for k in zones])
        people = np.array([DISTRICTS[k].people for k in zones], dtype=np.float64)
        self._mean = people * 0.0092 * random.uniform(0.92, 1.08, z)  # m3/h: 220 l a head and day
        ground = np.clip(terrain.elevation(centre[:, 0], centre[:, 1]), 2, 30)
        self._head = ground + random.uniform(50.0, 58.0, z)  # m, at the zone's inlet
        self._ground = ground
        self._friction = 14.0 / (self._mean * 1.44) ** 2  # 14 m lost at the ordinary peak
        self.burst_area = np.zeros(z)
        self._ripple = np.zeros(z)
        self.burst_place = centre.copy()
        self.zones = g = group(
            "WaterNetworkZone", "water", 5.0, Spelling.NORMALIZED, keys("dma", z), centre, ("", "", ""), past=z,
            names=[
                {
                    "en": f"{DISTRICTS[k].name['en']} supply zone",
                    "zh-Hant": f"{DISTRICTS[k].name['zh-Hant']}供水區",
                    "zh-Hans": f"{DISTRICTS[k].name['zh-Hans']}供水区",
                }
                for k in zones
            ],
        )  # fmt: skip
        g.shapes = [_outline(areas[k], centre[n]) for n, k in enumerate(zones)]
        g.statics = {
            "customersTotal": (people / 2.6).astype(int).tolist(), "population": people.astype(int).tolist(),
        }  # fmt: skip
        self.pressure = g.number("pressure", "BAR", 2, 4.5)
        self.flow = g.number("flow", "MQH", 0)
        leak = random.uniform(0.06, 0.16, z)
        self.night = g.number("minimumNightFlow", "MQH", 0, np.round(self._mean * (0.14 * (1 - leak) + 1.1 * leak)))
        self.leak = g.number("leakRatio", "C62", 2, leak)
        # old holes that nobody has found lose that share of the water at an ordinary pressure, more by night
        ordinary = self._head - self._ground - self._friction * self._mean**2
        self._leak_area = leak * self._mean / (0.6 * np.sqrt(2 * 9.81 * ordinary) * 3600.0)
        self.pressure_ratio = g.number("pressureRatio", "C62", 3, 1.0)
        self.flow_ratio = g.number("flowRatio", "C62", 3, 1.0)
        self.state = g.choice("supplyState", ("normal", "lowPressure", "interrupted"))
        self._tank_setup(random, centre, z)
        self._points(terrain, sites, counts, random, zones)

    def _tank_setup(self, random: np.random.Generator, centre: Floats, z: int) -> None:
        hills = np.array(
            [
                [-4700, 4600],
                [-1800, 5400],
                [900, 5300],
                [3300, 5000],
                [5900, 4900],
                [-7300, 4400],
                [300, -4200],
                [2600, -4300],
            ],
            dtype=float,
        )
        tanks = len(hills)
        self._tank_of = np.argmin(np.hypot(*(centre[:, None] - hills[None]).transpose(2, 0, 1)), axis=1)
        self.tanks = t = group(
            "Tank", "water", 10.0, Spelling.CONCISE, [f"tank-{k + 1}" for k in range(tanks)], hills,
            ("service reservoir", "配水庫", "配水库"), past=tanks,
        )  # fmt: skip
        t.statics = {"maxLevel": [6.0] * tanks}
        self.zones.statics["refTank"] = [t.ids[k] for k in self._tank_of]
        drawn = np.bincount(self._tank_of, self._mean, minlength=tanks)
        self._tank_mean = np.maximum(drawn, 60.0)
        self._tank_area = self._tank_mean * 7.0 / 6.0  # seven hours of mean demand when full
        self.level = t.number("level", "MTR", 2, random.uniform(4.0, 5.0, tanks))
        self.level_ratio = t.number("levelRatio", "C62", 3, 0.75)
        self.inflow = t.number("inflow", "MQH", 0)
        self.outflow = t.number("outflow", "MQH", 0)

    def _points(
        self,
        terrain: Terrain,
        sites: Floats,
        counts: tuple[int, int, int],
        random: np.random.Generator,
        zones: list[int],
    ) -> None:
        to_zone = np.zeros(len(DISTRICTS), dtype=np.int64)
        to_zone[zones] = np.arange(len(zones))
        loggers, meters, stations = counts
        places = scattered(sites, loggers, random)
        self.junction_places = places
        self.junctions = j = group(
            "Junction", "water", 10.0, Spelling.V2, keys("j", len(places), 3), places,
            ("pressure logger", "水壓記錄器", "水压记录器"),
        )  # fmt: skip
        self._junction_zone = to_zone[district_of(places)]
        elevation = np.clip(terrain.elevation(places[:, 0], places[:, 1]), 1, 34)
        j.statics = {
            "elevation": np.round(elevation, 1).tolist(),
            "refZone": [self.zones.ids[k] for k in self._junction_zone],
        }
        self._lift = np.clip((self._ground[self._junction_zone] - elevation) / _METRES_PER_BAR, -1.2, 1.5)
        self.junction_pressure = j.number("pressure", "BAR", 2)
        places = scattered(sites, meters, random)
        self.meters = m = group(
            "WaterConsumptionObserved", "water", 60.0, Spelling.SIMPLIFIED, keys("wc", len(places), 3), places,
            ("district meter", "區域水錶", "区域水表"),
        )  # fmt: skip
        self._meter_zone = to_zone[district_of(places)]
        size = random.lognormal(3.6, 0.7, len(places))  # they share the consumption of their zone
        self._meter_share = size / np.bincount(self._meter_zone, size, minlength=len(zones))[self._meter_zone]
        m.statics = {"refZone": [self.zones.ids[k] for k in self._meter_zone]}
        self.consumption = m.number("waterConsumption", "LTR", 0, np.round(random.uniform(1e5, 9e6, len(places))))
        self.meter_flow = m.number("flow", "", 1)
        places = scattered(sites, stations, random)
        self.quality = q = group(
            "WaterQualityObserved", "water", 20.0, Spelling.CONCISE, keys("wq", len(places)), places,
            ("water quality station", "水質監測站", "水质监测站"), past=len(places),
        )  # fmt: skip
        self._quality_zone = to_zone[district_of(places)]
        n = len(places)
        self._quality_base = random.uniform(0.14, 0.3, n), random.uniform(7.2, 7.8, n), random.uniform(0.5, 0.85, n)
        self.turbidity = q.number("turbidity", "NTU", 2, self._quality_base[0])
        self.ph = q.number("pH", "", 2)
        self.chlorine = q.number("chlorine", "M1", 2)
        self.water_temperature = q.number("temperature", "CEL", 1)
        self.conductivity = q.number("conductivity", "", 3)

    @property
    def groups(self) -> list[Group]:
        """What is published."""
        return [self.zones, self.tanks, self.junctions, self.meters, self.quality]

    def junctions_of(self, zone: int) -> NDArray[np.int64]:
        """The pressure loggers of a zone."""
        return np.flatnonzero(self._junction_zone == zone)

    def causes(self, now: Moment) -> None:
        """Holes of the scenario; a main tears open over some seconds."""
        self.burst_area[:] = 0.0
        for burst in self._bursts:
            zone = self._zone_of_district.get(burst.district)
            if zone is not None and burst.at <= now.elapsed < burst.at + burst.lasts:
                opening = min(1.0, (now.elapsed - burst.at + 1.0) / 12.0)
                self.burst_area[zone] += burst.area_cm2 * 1e-4 * opening

    def solve(self, demand: Floats, area: Floats) -> tuple[Floats, Floats]:
        """Pressure at the zones (m of water) and flow (m3/h) for a demand (m3/h) and holes (m2)."""
        # pressure p = static head - friction * flow^2; a hole lets out c sqrt(p) (orifice), taps the whole demand d
        # from 15 m on and d sqrt(p / 15) below: both are quadratic in sqrt(p), and one of them holds
        static, k, c = self._head - self._ground, self._friction, 0.6 * area * np.sqrt(2 * 9.81) * 3600.0
        bend = 1.0 + k * c**2
        root = np.maximum((k * demand * c) ** 2 - bend * (k * demand**2 - static), 0.0)
        served = np.maximum(np.sqrt(root) - k * demand * c, 0.0) / bend
        short = np.sqrt(static / (1.0 + k * (demand / np.sqrt(15.0) + c) ** 2))
        low = np.where(served**2 >= 15.0, served, short) ** 2
        flow = demand * np.clip(np.sqrt(low / 15.0), 0, 1) + c * np.sqrt(low)
        return low, flow

    def step(self, now: Moment, temperature: float) -> None:
        """Advance to `now`."""
        z = len(self._mean)
        daily = float(np.interp(now.hour, _HOURS, _WORKDAY if now.workday else _WEEKEND))
        usual = self._mean * (1 - self.leak) * daily * (1 + 0.008 * max(temperature - 22.0, 0.0))
        self._ripple += -self._ripple * min(1.0, now.seconds / 60.0) + self._random.normal(0, 0.0035, z) * np.sqrt(
            now.seconds
        )
        expected_head, expected_flow = self.solve(usual, self._leak_area)
        demand = usual * (1 + self._ripple)
        head, flow = self.solve(demand, self._leak_area + self.burst_area)
        settle = min(1.0, now.seconds / 6.0)  # the network takes some seconds to a new state
        fresh = self.flow[0] == 0.0
        share = 1.0 if fresh else settle
        self.pressure[:] += (head / _METRES_PER_BAR - self.pressure) * share
        self.flow[:] += (flow - self.flow) * share
        self.pressure_ratio[:] = self.pressure * _METRES_PER_BAR / expected_head
        self.flow_ratio[:] = self.flow / expected_flow
        self.state[:] = np.where(self.pressure < 0.8, 2, np.where(self.pressure < 2.0, 1, 0))
        tanks = len(self.level)
        out = np.bincount(self._tank_of, self.flow, minlength=tanks) * _TRUNK_LOSS
        pumped = self._tank_mean * np.clip(1.0 + 4.0 * (0.78 - self.level / 6.0), 0.2, 1.7)
        self.level[:] = np.clip(self.level + (pumped - out) / self._tank_area * now.seconds / 3600.0, 0.0, 6.0)
        self.level_ratio[:] = self.level / 6.0
        self.inflow[:], self.outflow[:] = pumped, out
        local = self._lift + self._random.normal(0, 0.012, len(self._lift))
        self.junction_pressure[:] = np.maximum(self.pressure[self._junction_zone] + local, 0.0)
        served = demand * np.sqrt(np.clip(self.pressure * _METRES_PER_BAR / 15.0, 0, 1))  # what taps get, m3/h
        self.meter_flow[:] = self._meter_share * served[self._meter_zone] / 0.06
        self.consumption[:] += self.meter_flow * now.seconds / 60.0
        self._quality(now, temperature)

    def _quality(self, now: Moment, temperature: float) -> None:
        turbid, ph, chlorine = self._quality_base
        n = len(turbid)
        # a burst tears rust and silt off the walls of the mains
        torn = np.where(self.burst_area > 0, np.clip(self.flow_ratio - 1.0, 0, 3), 0.0)[self._quality_zone]
        aim = turbid + 1.1 * torn
        self.turbidity[:] += (aim - self.turbidity) * min(1.0, now.seconds / 60.0) + self._random.normal(0, 0.003, n)
        self.turbidity[:] = np.maximum(self.turbidity, 0.05)
        self.ph[:] = ph + 0.05 * np.sin(now.at / 4.1e6 + turbid * 40)
        self.chlorine[:] = chlorine - 0.04 * torn + 0.05 * np.sin(now.at / 6.7e6 + ph * 9)
        self.water_temperature[:] = 0.6 * temperature + 7.0
        self.conductivity[:] = 0.028 + turbid * 0.02


def _outline(area: BaseGeometry, centre: Floats) -> dict[str, object]:
    parts = sorted(shapely.get_parts(area), key=lambda part: -part.area)
    shape = parts[0].simplify(30.0) if parts else Point(centre).buffer(600.0)
    ring = to_lonlat(np.asarray(shape.exterior.coords))
    return dict(mapping(Polygon(np.round(ring, 5))))
