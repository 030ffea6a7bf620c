"""What the road system publishes: segments, detectors, accidents."""

import numpy as np
from numpy.typing import NDArray

from opscenter.city.districts import DISTRICTS
from opscenter.city.groups import Group, Spelling
from opscenter.city.moment import Moment
from opscenter.city.network import LEVELS, Network
from opscenter.city.placement import group, identity, keys
from opscenter.city.projection import to_lonlat
from opscenter.city.scenario import Accident
from opscenter.city.traffic import Traffic

Floats = NDArray[np.float64]


class Roads:
    """Segments and detectors over the links of a `Traffic`."""

    def __init__(
        self, traffic: Traffic, segments: int, detectors: int, accidents: tuple[Accident, ...], seed: int
    ) -> None:
        self.traffic = traffic
        network = traffic.network
        self._random = np.random.default_rng([seed, 90])
        importance = np.lexsort((-network.steady, network.ramp, network.level))
        self.links = np.sort(importance[: min(segments, len(network))])
        self.segments = self._segment_group(network)
        on_main = importance[~network.ramp[importance] & (network.length[importance] > 110)]
        self.detector_links = np.sort(on_main[:detectors])
        self.detectors = self._detector_group(network)
        self._noise = np.zeros(len(self.detector_links))
        self._plans = accidents
        self.accident_links = [_main_link(network, plan.district, k) for k, plan in enumerate(accidents)]
        self.accidents = self._accident_group(network)

    def _segment_group(self, network: Network) -> Group:
        names = []
        for link in self.links.tolist():
            name, where = network.names[link], DISTRICTS[int(network.district[link])].name
            names.append(
                {key: f"{name[key]}, {where[key]}" if key == "en" else f"{name[key]}（{where[key]}）" for key in name}
            )
        made = group(
            "RoadSegment", "transportation", 15.0, Spelling.SIMPLIFIED, [f"r-{link:04d}" for link in self.links],
            network.middle[self.links], ("", "", ""), names=names,
        )  # fmt: skip
        made.shapes = [
            {"type": "LineString", "coordinates": np.round(to_lonlat(np.asarray(network.lines[k].coords)), 6).tolist()}
            for k in self.links
        ]
        made.statics = {
            "maximumAllowedSpeed": network.limit[self.links].tolist(),
            "totalLaneNumber": network.lanes[self.links].tolist(),
            "roadClass": [LEVELS[k] for k in network.level[self.links]],
            "length": np.round(network.length[self.links] / 1000.0, 3).tolist(),
            "freeFlowSpeed": np.round(network.free_speed[self.links] * 3.6, 1).tolist(),
            "roadName": [network.names[link]["en"] for link in self.links],
            "refStartJunction": [junction(network.start[link]) for link in self.links],
            "refEndJunction": [junction(network.end[link]) for link in self.links],
        }
        self.congestion = made.number("congestion", "C62", 2, 1.0)
        self.segment_speed = made.number("averageVehicleSpeed", "KMH", 1)
        self.water = made.number("waterDepth", "MTR", 2)
        self.status = made.choice("status", ("open", "closed"))
        return made

    def _detector_group(self, network: Network) -> Group:
        names = []
        for link in self.detector_links.tolist():
            name, where = network.names[link], DISTRICTS[int(network.district[link])].name
            names.append(
                {
                    "en": f"{name['en']} detector {link}, {where['en']}",
                    "zh-Hant": f"{name['zh-Hant']}偵測器{link}（{where['zh-Hant']}）",
                    "zh-Hans": f"{name['zh-Hans']}检测器{link}（{where['zh-Hans']}）",
                }
            )
        made = group(
            "TrafficFlowObserved", "transportation", 10.0, Spelling.CONCISE,
            [f"d-{link:04d}" for link in self.detector_links], network.middle[self.detector_links], ("", "", ""),
            names=names, past=len(names),
        )  # fmt: skip
        made.statics = {
            "laneNumber": network.lanes[self.detector_links].tolist(),
            "refRoadSegment": [identity("RoadSegment", f"r-{link:04d}") for link in self.detector_links],
        }
        self.speed = made.number("averageVehicleSpeed", "KMH", 1)
        self.intensity = made.number("intensity", "", 0)
        self.occupancy = made.number("occupancy", "C62", 3)
        self.headway = made.number("averageHeadwayTime", "SEC", 1)
        self.ratio = made.number("speedRatio", "C62", 2)
        self.congested = made.choice("congested", ("false", "true"), flag=True)
        return made

    def _accident_group(self, network: Network) -> Group:
        count = len(self._plans)
        places = network.middle[self.accident_links] if count else np.zeros((0, 2))
        names = [
            {
                "en": f"Accident on {network.names[k]['en']}",
                "zh-Hant": f"{network.names[k]['zh-Hant']}交通意外",
                "zh-Hans": f"{network.names[k]['zh-Hans']}交通事故",
            }
            for k in self.accident_links
        ]
        made = group(
            "RoadAccident", "transportation", 20.0, Spelling.NORMALIZED, keys("acc", count, 4), places, ("", "", ""),
            names=names,
        )  # fmt: skip
        made.statics = {"severity": ["serious" if plan.capacity < 0.5 else "minor" for plan in self._plans]}
        self.accident_status = made.choice("status", ("unknown", "onGoing", "solved"))
        return made

    @property
    def groups(self) -> list[Group]:
        """What is published."""
        return [self.segments, self.detectors, self.accidents]

    def causes(self, now: Moment) -> None:
        """Let accidents of the scenario take capacity."""
        factor = self.traffic.capacity_factor
        factor[:] = 1.0
        for number, (plan, link) in enumerate(zip(self._plans, self.accident_links, strict=True)):
            going_on = plan.at <= now.elapsed < plan.at + plan.lasts
            if going_on:
                factor[link] = max(plan.capacity, 0.02)
            self.accident_status[number] = 1 if going_on else 2 if now.elapsed >= plan.at + plan.lasts else 0

    def observe(self, now: Moment) -> None:
        """Fill what is published from the traffic."""
        traffic, links, sites = self.traffic, self.links, self.detector_links
        self.congestion[:] = traffic.ratio()[links]
        self.segment_speed[:] = traffic.speed[links] * 3.6
        self.water[:] = traffic.water[links]
        self.status[:] = traffic.closed[links]
        n = len(sites)
        self._noise += -self._noise * min(1.0, now.seconds / 30.0) + self._random.normal(0, 0.006, n) * np.sqrt(
            now.seconds
        )
        error = np.clip(1.0 + self._noise, 0.9, 1.1)
        speed = traffic.speed[sites] * error
        density = traffic.vehicles[sites] / traffic.network.length[sites]  # a metre, all lanes
        flow = density * speed  # q = k v holds for what is published too
        self.speed[:] = speed * 3.6
        self.intensity[:] = flow * 3600.0
        self.occupancy[:] = traffic.occupancy()[sites]
        self.headway[:] = np.clip(traffic.network.lanes[sites] / np.maximum(flow, 1e-3), 0.5, 120.0)
        self.ratio[:] = speed / traffic.network.free_speed[sites]
        self.congested[:] = self.ratio < 0.4


def junction(node: int) -> str:
    """What segments call the junction at one of their ends."""
    return identity("RoadJunction", f"j-{node:04d}")


def _main_link(network: Network, district: str, turn: int) -> int:
    """The busiest surface link of a district (the `turn`-th busiest, so that two accidents do not share one)."""
    number = [d.key for d in DISTRICTS].index(district)
    here = np.flatnonzero((network.district == number) & ~network.ramp)
    if not len(here):
        here = np.arange(len(network))
    order = here[np.argsort(-network.steady[here], kind="stable")]
    return int(order[min(turn * 2, len(order) - 1)])
