"""What traffic does to the street: air and noise."""

import numpy as np
from numpy.typing import NDArray

from opscenter.city.groups import Spelling
from opscenter.city.moment import Moment
from opscenter.city.placement import group, keys, scattered
from opscenter.city.traffic import Traffic
from opscenter.city.weather import Sky

Floats = NDArray[np.float64]
_LEVELS_OF_AIR = ("good", "moderate", "unhealthyForSensitive", "unhealthy", "veryUnhealthy", "hazardous")
# US EPA breakpoints of PM2.5 (24 h, ug/m3, 2012 table) to index
_PM25 = np.array([0.0, 12.0, 35.4, 55.4, 150.4, 250.4, 500.4])
_INDEX = np.array([0.0, 50.0, 100.0, 150.0, 200.0, 300.0, 500.0])


class Air:
    """Air quality: background, traffic near by, wind that dilutes and rain that washes out."""

    def __init__(self, sites: Floats, count: int, traffic: Traffic, seed: int) -> None:
        random = self._random = np.random.default_rng([seed, 180])
        places = self.places = scattered(sites, count, random)
        n = len(places)
        self.group = g = group(
            "AirQualityObserved", "environment", 20.0, Spelling.V2, keys("aq", n), places,
            ("air quality station", "空氣監測站", "空气监测站"), past=n,
        )  # fmt: skip
        self._links = _around(places, traffic)
        self._traffic = traffic
        self._offset = random.uniform(0.85, 1.15, n)
        self._phase = random.uniform(0, 6.28, n)
        self.pm25 = g.number("pm25", "GQ", 1, 14.0)
        self.pm10 = g.number("pm10", "GQ", 1)
        self.no2 = g.number("no2", "GQ", 1)
        self.o3 = g.number("o3", "GQ", 1)
        self.so2 = g.number("so2", "GQ", 1)
        self.co = g.number("co", "GQ", 0)
        self.temperature = g.number("temperature", "CEL", 1)
        self.humidity = g.number("relativeHumidity", "C62", 2)
        self.index = g.number("airQualityIndex", "C62", 0)
        self.level = g.choice("airQualityLevel", _LEVELS_OF_AIR)

    def step(self, now: Moment, sky: Sky) -> None:
        """Advance to `now`."""
        emitted = np.array([float(self._traffic.vehicles[k].sum()) for k in self._links]) / 90.0
        emitted = emitted / (1.0 + emitted / 3.0)
        dilution = 1.0 / (0.55 + 0.16 * sky.wind)
        washed = 1.0 / (1.0 + sky.rain(self.places) / 12.0)
        wander = 1 + 0.12 * np.sin(now.at / 1.9e6 + self._phase)
        aim = (9.0 + 9.0 * emitted) * dilution * washed * self._offset * wander
        self.pm25[:] += (aim - self.pm25) * min(1.0, now.seconds / 300.0)
        self.pm25[:] = np.maximum(self.pm25 + self._random.normal(0, 0.05, len(aim)), 1.0)
        sun = max(now.sun, 0.0)
        self.pm10[:] = self.pm25 * 1.65 + 3.0
        self.no2[:] = (14.0 + 40.0 * emitted) * dilution * (1 - 0.35 * sun) * self._offset
        self.o3[:] = (
            np.maximum(28.0 + 82.0 * sun * (1 - 0.7 * min(sky.storminess / 14, 1)) - 0.4 * self.no2, 4.0) * wander
        )
        self.so2[:] = 3.5 * wander * dilution + 1.5
        self.co[:] = (260.0 + 420.0 * emitted) * dilution
        self.temperature[:] = sky.temperature + 0.8 * (self._offset - 1.0)
        self.humidity[:] = sky.humidity(self.places)
        self.index[:] = np.round(np.interp(self.pm25, _PM25, _INDEX))
        self.level[:] = np.searchsorted((50, 100, 150, 200, 300), self.index)


class Noise:
    """Noise beside roads: 10 log of the traffic, plus rain on the street."""

    def __init__(self, sites: Floats, count: int, traffic: Traffic, seed: int) -> None:
        random = self._random = np.random.default_rng([seed, 190])
        places = self.places = scattered(sites, count, random)
        n = len(places)
        self.group = g = group(
            "NoiseLevelObserved", "environment", 20.0, Spelling.SIMPLIFIED, keys("nl", n), places,
            ("noise station", "噪音監測站", "噪声监测站"), past=n,
        )  # fmt: skip
        self._links = _around(places, traffic)
        self._traffic = traffic
        self._offset = random.uniform(-2.5, 2.5, n)
        self.mean = g.number("LAeq", "2N", 1)
        self.highest = g.number("LAmax", "2N", 1)

    def step(self, now: Moment, sky: Sky) -> None:
        """Advance to `now`."""
        flow = np.array([float(self._traffic.flow[k].sum()) for k in self._links]) * 3600.0
        road = 32.0 + 10.0 * np.log10(np.maximum(flow, 50.0)) + self._offset
        rain = 38.0 + 9.0 * np.log10(1.0 + sky.rain(self.places))
        total = 10.0 * np.log10(10 ** (road / 10) + 10 ** (rain / 10))
        self.mean[:] = np.clip(total + self._random.normal(0, 0.5, len(total)), 35, 95)
        self.highest[:] = self.mean + 8.0 + np.abs(self._random.normal(0, 3.0, len(total)))


def _around(places: Floats, traffic: Traffic) -> list[NDArray[np.int64]]:
    """The links within half a kilometre of each place (at least the nearest)."""
    middle = traffic.network.middle
    found = []
    for place in places:
        distance = np.hypot(*(middle - place).T)
        close = np.flatnonzero(distance < 500.0)
        found.append(close if len(close) else np.array([int(np.argmin(distance))]))
    return found
