"""Run-off: drains and rivers as linear reservoirs, the tide, and the underpasses that flood when drains are full."""

import numpy as np
from numpy.typing import NDArray

from opscenter.city.groups import Group, Spelling
from opscenter.city.moment import Moment
from opscenter.city.network import Network
from opscenter.city.placement import group, keys, nearest, scattered
from opscenter.city.terrain import Terrain
from opscenter.city.weather import Sky

Floats = NDArray[np.float64]
_STATUS = ("normal", "alert", "danger")
_CLOSE_AT_M, _OPEN_AT_M = 0.25, 0.10
_CLEANED_AFTER_S = 240.0  # crews clear mud and check the pumps before a road opens again


class Drainage:
    """Water levels. Depth on the road is `depth` (m) of `underpass_links` in `network`."""

    def __init__(self, terrain: Terrain, network: Network, drains: int, low_roads: int, seed: int) -> None:
        random = np.random.default_rng([seed, 80])
        self._random = random
        river = terrain.river_line()
        canal = terrain.canal_line()
        gauges = [river.interpolate(f, normalized=True) for f in (0.15, 0.35, 0.55, 0.75, 0.9)]
        gauges += [canal.interpolate(f, normalized=True) for f in (0.25, 0.55, 0.85)]
        places = np.array([(p.x, p.y) for p in gauges])
        surface = np.flatnonzero(~network.tunnel & ~network.ramp & (network.level > 0))
        low = terrain.elevation(network.middle[:, 0], network.middle[:, 1])
        drain_places = scattered(network.middle[surface], drains, random)
        self._rivers, self._tides = len(places), 2
        tide_places = np.array([[-315.0, -780.0], [-6600.0, -1480.0]])
        self.places = np.concatenate((places, drain_places, tide_places))
        n = len(self.places)
        names: list[dict[str, str]] = []
        for k in range(len(places)):
            en, hant, hans = (
                ("Meridian River", "子午河", "子午河") if k < 5 else ("Pearl Canal", "珍珠運河", "珍珠运河")
            )
            m = k + 1 if k < 5 else k - 4
            names.append({"en": f"{en} gauge {m}", "zh-Hant": f"{hant}水位站{m}", "zh-Hans": f"{hans}水位站{m}"})
        ids = [*keys("river", len(places)), *keys("drain", len(drain_places), 3), "tide-1", "tide-2"]
        self.group = group(
            "WaterObserved", "water-environment", 10.0, Spelling.CONCISE, ids, self.places,
            ("storm drain", "雨水渠", "雨水渠"), past=min(n, 40),
        )  # fmt: skip
        given = list(self.group.names)
        given[: len(places)] = names
        given[-2] = {"en": "Central Piers tide gauge", "zh-Hant": "中城碼頭潮汐站", "zh-Hans": "中城码头潮汐站"}
        given[-1] = {"en": "Customs Port tide gauge", "zh-Hant": "海關港潮汐站", "zh-Hans": "海关港潮汐站"}
        self.group.names = given
        g = self.group
        self.height = g.number("height", "MTR", 2)
        self.fill = g.number("fillRatio", "C62", 3)
        self.flow = g.number("flow", "MQS", 2)
        self.rise = g.number("riseRate", "", 2)
        self.status = g.choice("levelStatus", _STATUS)
        # catchment m2, capacity m3/s when full, storage m3 of each
        self._catchment = random.uniform(6e4, 2.2e5, n)
        self._catchment[: self._rivers] = [4e6, 7e6, 10e6, 13e6, 16e6, 2.4e6, 3.6e6, 5e6]
        self._design = random.uniform(68.0, 150.0, n)  # mm/h that fills it
        self._design[: self._rivers] = (74, 70, 66, 64, 66, 60, 64, 70)
        self._lag = random.uniform(400.0, 900.0, n)
        self._lag[: self._rivers] = (1500, 1900, 2300, 2700, 3000, 1300, 1600, 1900)
        self._depth_full = random.uniform(1.4, 2.6, n)
        self._depth_full[: self._rivers] = (2.2, 2.6, 3.0, 3.4, 3.8, 2.0, 2.3, 2.6)
        self._base = random.uniform(0.03, 0.09, n)
        self._base[: self._rivers] = random.uniform(0.14, 0.22, self._rivers)
        self.runoff = np.zeros(n)
        self._low_roads(network, surface, low, low_roads, random)

    def _low_roads(
        self, network: Network, surface: NDArray[np.int64], low: Floats, count: int, random: np.random.Generator
    ) -> None:
        busy = network.steady[surface] / network.steady[surface].max()
        main = np.where(network.level[surface] <= 2, 1.0, 0.25)
        river = np.min(
            np.hypot(*(network.middle[surface][:, None] - self.places[: self._rivers][None]).transpose(2, 0, 1)), axis=1
        )
        score = busy * main / (1.0 + np.maximum(low[surface], 0) / 14.0) / (0.5 + river / 2500.0)
        order = surface[np.argsort(-score, kind="stable")]
        chosen: list[int] = []
        for link in order.tolist():
            place = network.middle[link]
            if all(np.hypot(*(place - network.middle[k])) > 620 for k in chosen):
                chosen.append(link)
            if len(chosen) == count:
                break
        self.links = np.array(chosen, dtype=np.int64)
        m = len(chosen)
        under = max(1, m // 2)
        names = []
        for k, link in enumerate(chosen):
            road = network.names[link]
            en, hant, hans = (
                ("underpass", "行車隧道", "行车隧道") if k < under else ("low point", "低窪路段", "低洼路段")
            )
            names.append(
                {"en": f"{road['en']} {en}", "zh-Hant": road["zh-Hant"] + hant, "zh-Hans": road["zh-Hans"] + hans}
            )
        ids = keys("underpass", under) + keys("lowroad", m - under)
        self.road_group = r = group(
            "FloodMonitoring", "water-environment", 5.0, Spelling.NORMALIZED, ids, network.middle[self.links],
            ("", "", ""), names=names, past=m,
        )  # fmt: skip
        self.depth = r.number("currentLevel", "MTR", 2)
        self.rain = r.number("rainRate", "H67", 1)
        self.road_status = r.choice("floodLevelStatus", _STATUS)
        self.pump = r.choice("pumpState", ("off", "on", "fault"))
        r.statics = {"alertLevel": [0.1] * m, "dangerLevel": [0.25] * m, "stationID": ids}
        self._drain = nearest(network.middle[self.links], self.places[self._rivers : -self._tides]) + self._rivers
        is_under = np.arange(m) < under
        self._area = np.where(is_under, random.uniform(700, 1200, m), random.uniform(2500, 4000, m))
        self._road_catchment = np.where(is_under, random.uniform(14_000, 22_000, m), random.uniform(9_000, 15_000, m))
        self._pumped = np.where(is_under, random.uniform(0.16, 0.26, m), 0.0)
        self._inlets = (
            self._road_catchment * np.where(is_under, random.uniform(26, 48, m), random.uniform(48, 95, m)) / 3.6e6
        )
        self._volume = np.zeros(m)
        self.closed = np.zeros(m, dtype=bool)
        self._drained_for = np.zeros(m)

    @property
    def groups(self) -> list[Group]:
        """What is published."""
        return [self.group, self.road_group]

    def step(self, now: Moment, sky: Sky, network: Network) -> None:
        """Advance to `now`: rain -> run-off -> levels -> water on low roads."""
        seconds = now.hydrology
        rain = sky.rain(self.places)
        before = self.fill.copy()
        # linear reservoir: storage is emptied in proportion, with the lag of the catchment
        self.runoff += (rain - self.runoff) * -np.expm1(-seconds / self._lag)
        # Manning's equation for a wide channel: depth goes with flow^(3/5)
        filled = self._base + (1 - self._base) * np.power(np.maximum(self.runoff, 0) / self._design, 0.6)
        noise = self._random.normal(0, 0.0012, len(filled))
        hours = now.at / 3.6e6
        tide = 1.15 + 0.62 * np.cos(2 * np.pi * hours / 12.42) + 0.33 * np.cos(2 * np.pi * hours / 23.93 + 1.1)
        tide += 0.02 * sky.storminess  # surge
        self.fill[:] = np.clip(filled + noise, 0.0, 1.35)
        self.fill[-self._tides :] = tide / 3.2
        self.height[:] = self.fill * self._depth_full
        self.height[-self._tides :] = tide
        self.flow[:] = self._catchment * (self.runoff * 0.8 + 0.4) / 3.6e6
        self.flow[-self._tides :] = 0.0
        rate = (self.fill - before) * self._depth_full / max(seconds, 1e-6) * 3600.0
        self.rise[:] += (np.where(before > 0, rate, 0.0) - self.rise) * min(1.0, seconds / 900.0)
        self.status[:] = np.where(self.fill > 0.95, 2, np.where(self.fill > 0.75, 1, 0))
        self._flood(now, sky, network, seconds)

    def _flood(self, now: Moment, sky: Sky, network: Network, seconds: float) -> None:
        rain = sky.rain(network.middle[self.links])
        self.rain[:] = rain
        backing = np.clip((1.1 - self.fill[self._drain]) / 0.35, 0.1, 1.0)  # a full drain takes little
        supply = self._road_catchment * 0.92 * rain / 3.6e6
        running = self.depth > 0.02
        drained = self._inlets * backing + np.where(running, self._pumped * 0.35 * backing, 0.0)
        self._volume = np.clip(self._volume + (supply - drained) * seconds, 0.0, self._area * 1.2)
        self.depth[:] = self._volume / self._area
        self.pump[:] = np.where((self._pumped > 0) & running, 1, 0)
        self.road_status[:] = np.where(self.depth > 0.25, 2, np.where(self.depth > 0.10, 1, 0))
        # the barrier drops on a flooded road and rises when it has drained and was cleaned
        self.closed |= self.depth > _CLOSE_AT_M
        self._drained_for = np.where(self.depth > _OPEN_AT_M, 0.0, self._drained_for + now.seconds)
        self.closed &= self._drained_for < _CLEANED_AFTER_S
