"""What is charged for using the roads: gantries."""

import numpy as np
from numpy.typing import NDArray

from opscenter.city.groups import Spelling
from opscenter.city.moment import Moment
from opscenter.city.network import LEVELS
from opscenter.city.placement import group, identity, keys
from opscenter.city.scenario import GantryFault
from opscenter.city.traffic import Traffic

Floats = NDArray[np.float64]

CLASSES = {"car": (1.0, 0.0), "motorcycle": (0.5, 0.08), "heavy": (1.5, 0.12), "veryHeavy": (2.0, 0.06)}
"""Classes of vehicles: what they pay against a car, and their share of the traffic (a car's is the rest)."""


class Pricing:
    """Gantries: passages of their link, the charge in force by time of day, advice after the speed band.

    The bands (45-65 km/h on expressways, 20-30 km/h on arterials, 85th percentile) are Singapore's published rule.
    """

    def __init__(self, traffic: Traffic, count: int, faults: tuple[GantryFault, ...], seed: int) -> None:
        network = traffic.network
        self._traffic = traffic
        self._random = np.random.default_rng([seed, 200])
        middle = network.middle
        ring = np.hypot(middle[:, 0] / 1.25, middle[:, 1] - 900.0)
        fit = np.flatnonzero((network.level <= 2) & ~network.ramp & (ring > 1300) & (ring < 4200))
        order = fit[np.argsort(-network.steady[fit], kind="stable")]
        chosen: list[int] = []
        for link in order.tolist():
            if all(np.hypot(*(middle[link] - middle[k])) > 450 for k in chosen):
                chosen.append(link)
            if len(chosen) == count:
                break
        self.links = np.array(chosen, dtype=np.int64)
        names = []
        for number, link in enumerate(chosen, 1):
            road = network.names[link]
            names.append(
                {
                    "en": f"Gantry {number} {road['en']}",
                    "zh-Hant": f"{road['zh-Hant']}收費架{number}",
                    "zh-Hans": f"{road['zh-Hans']}收费架{number}",
                }
            )
        n = len(chosen)
        self.group = g = group(
            "RoadPricingGantry", "transportation", 15.0, Spelling.NORMALIZED, keys("g", n), middle[self.links],
            ("", "", ""), names=names, past=n,
        )  # fmt: skip
        fast = network.level[self.links] == 0
        self._base = np.where(fast, 2.5, 1.5)
        self._faults = faults
        g.statics = {
            "chargingZone": np.where(fast, "expressway", "arterial").tolist(),
            "refRoadSegment": [identity("RoadSegment", f"r-{link:04d}") for link in self.links],
            "targetSpeedLow": np.where(fast, 45, 20).tolist(),
            "targetSpeedHigh": np.where(fast, 65, 30).tolist(),
            "roadClass": [LEVELS[k] for k in network.level[self.links]],
        }
        self._low, self._high = np.where(fast, 45.0, 20.0), np.where(fast, 65.0, 30.0)
        self.charge = g.number("charge", "", 2)
        self.by_class = {name: g.number(f"charge.{name}", "", 2) for name in list(CLASSES)[1:]}
        self.scheduled = g.number("scheduledCharge", "", 2)
        self.passages = g.number("passages", "C62", 0)
        self.today = g.number("passagesToday", "C62", 0)
        self.today_of = {name: g.number(f"passagesToday.{name}", "C62", 0) for name in CLASSES}
        self.revenue = g.number("revenueToday", "", 0)
        self.speed = g.number("averageVehicleSpeed", "KMH", 1)
        self.advice = g.choice("advice", ("hold", "raise", "lower"))
        self.status = g.choice("status", ("ok", "degraded", "failed"))
        self._day = -1

    def step(self, now: Moment) -> None:
        """Advance to `now`."""
        if now.day_of_year != self._day:
            self._day = now.day_of_year
            for counter in (self.today, self.revenue, *self.today_of.values()):
                counter[:] = 0.0
        rush = 1.0 if 7.0 <= now.hour < 9.5 or 17.0 <= now.hour < 20.0 else 0.5 if 9.5 <= now.hour < 17.0 else 0.0
        self.scheduled[:] = np.round(self._base * rush * (1.0 if now.workday else 0.0) * 2) / 2
        self.charge[:] = self.scheduled
        self.status[:] = 0
        self._go_wrong(now)
        flow = np.where(self.status == 2, 0.0, self._traffic.flow[self.links])  # who is not seen does not pay
        arrived = self._random.poisson(np.clip(flow * now.seconds, 0, 1e5))
        self.today += arrived
        left = arrived.copy()
        for name in self.by_class:
            weight, share = CLASSES[name]
            of_class = np.minimum(self._random.binomial(arrived, share), left)
            left = left - of_class
            self.today_of[name] += of_class
            self.by_class[name][:] = self.charge * weight
            self.revenue += of_class * self.charge * weight
        self.today_of["car"] += left
        self.revenue += left * self.charge
        self.passages[:] = np.round(flow * 60.0)
        speed = self._traffic.speed[self.links] * 3.6 * 1.12  # 85th percentile of free drivers
        self.speed[:] = speed
        self.advice[:] = np.where(speed < self._low, 1, np.where((speed > self._high) & (self.charge > 0), 2, 0))

    def _go_wrong(self, now: Moment) -> None:
        for fault in self._faults:
            if fault.at <= now.elapsed < fault.at + fault.lasts and fault.gantry <= len(self.links):
                if fault.charge_off:
                    self.charge[fault.gantry - 1] += fault.charge_off
                else:
                    self.status[fault.gantry - 1] = 2
