"""Weather: a daily course, slow pressure waves, and cells of rain that move over the city."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.city.groups import Group, Spelling
from opscenter.city.moment import Moment
from opscenter.city.placement import group, keys, scattered
from opscenter.city.projection import to_lonlat
from opscenter.city.scenario import Storm
from opscenter.city.terrain import Terrain

Floats = NDArray[np.float64]
_COUNTER_MM = 1000.0  # at which gauges begin to count anew
_BUCKETS = 60  # one hour of rain in minutes of hydrological time


class Sky:
    """Rain, wind and temperature at any place."""

    def __init__(self, storms: Sequence[Storm], seed: int) -> None:
        self._storms = storms
        random = np.random.default_rng([seed, 70])
        self._phase = random.uniform(0, 2 * np.pi, 12)
        self.wind_x = 2.0
        self.wind_y = 1.0
        self.temperature = 22.0
        self.pressure = 1013.0
        self.storminess = 0.0
        self._cells: list[tuple[float, float, float, float]] = []
        """x, y, intensity mm/h, radius m of the cells of this step."""

    def step(self, now: Moment) -> None:
        """Advance to `now`."""
        hours = now.at / 3.6e6
        p = self._phase
        season = np.cos(2 * np.pi * (now.day_of_year - 205) / 365.0)
        self._cells = []
        force = 0.0
        for storm in self._storms:
            part = (now.elapsed - storm.at) / storm.lasts
            if 0.0 <= part <= 1.0:
                growth = float(np.clip(min(part / 0.18, (1.0 - part) / 0.25), 0.0, 1.0))
                x = storm.from_x + (storm.to_x - storm.from_x) * part
                y = storm.from_y + (storm.to_y - storm.from_y) * part
                self._cells.append((x * 1000, y * 1000, storm.peak * growth, storm.radius * 1000))
                force = max(force, growth * storm.wind)
        self.storminess = force
        # now and then a light shower drifts over by itself
        for k in range(2):
            place = (hours / (3.1 + k) + p[k]) % 1.0
            strength = 4.0 * max(0.0, np.sin(2 * np.pi * (hours / (7.3 + 2 * k) + p[k + 2])) - 0.82) / 0.18
            if strength > 0.05:
                self._cells.append(((place * 30 - 15) * 1000, (6.0 * np.sin(p[k + 4])) * 1000, strength, 2600.0))
        speed = self.wind_at(now) + force * 0.75
        bearing = np.radians(100.0 + 35.0 * np.sin(hours / 9.0 + p[8]) + 10.0 * np.sin(hours * 3 + p[9]))
        speed = max(float(speed), 0.4)
        self.wind_x, self.wind_y = -speed * float(np.sin(bearing)), -speed * float(np.cos(bearing))
        self.temperature = self.temperature_at(now)
        self.pressure = float(
            1013.0
            - 5.5 * season
            + 4.0 * np.sin(hours / 38.0 + p[11])
            + 1.4 * np.cos(4 * np.pi * (now.hour - 10) / 24)
            - 0.22 * force
        )

    def temperature_at(self, now: Moment) -> float:
        """Temperature over the sea in °C, at any time."""
        season = np.cos(2 * np.pi * (now.day_of_year - 205) / 365.0)
        return float(
            22.6
            + 6.2 * season
            + (2.6 + 0.8 * season) * np.cos(2 * np.pi * (now.hour - 14.5) / 24.0)
            + 1.1 * np.sin(now.at / 3.6e6 / 31.0 + self._phase[10])
        )

    def wind_at(self, now: Moment) -> float:
        """Mean wind over the sea in m/s without storms, at any time."""
        hours, p = now.at / 3.6e6, self._phase
        return float(3.2 + 1.4 * np.sin(hours / 2.7 + p[6]) + 0.9 * np.sin(hours * 1.9 + p[7]))

    def rain(self, places: Floats) -> Floats:
        """Rain now in mm/h at places (n, 2) in metres."""
        total = np.zeros(len(places))
        for x, y, intensity, radius in self._cells:
            total += intensity * np.exp(-((places[:, 0] - x) ** 2 + (places[:, 1] - y) ** 2) / (2 * radius * radius))
        return np.where(total < 0.05, 0.0, total)

    def humidity(self, places: Floats) -> Floats:
        """Relative humidity (0..1) at places (n, 2): damp nights, wetter in the rain."""
        wet = np.clip(self.rain(places) / 30.0, 0.0, 1.0)
        return np.clip(0.72 - 0.02 * (self.temperature - 22.0) + 0.27 * wet, 0.25, 0.99)

    @property
    def wind(self) -> float:
        """Mean wind over the sea in m/s."""
        return float(np.hypot(self.wind_x, self.wind_y))


class RainHour:
    """Rain of the last hour at fixed places, on hydrological time."""

    def __init__(self, count: int) -> None:
        self._buckets = np.zeros((_BUCKETS, count))
        self._current = 0
        self._filled = 0.0

    def step(self, rain: Floats, seconds: float) -> None:
        """`rain` mm/h for `seconds` of hydrological time."""
        left = seconds
        while left > 0:
            part = min(left, 60.0 - self._filled)
            self._buckets[self._current] += rain * part / 3600.0
            self._filled += part
            left -= part
            if self._filled >= 60.0:
                self._filled = 0.0
                self._current = (self._current + 1) % _BUCKETS
                self._buckets[self._current] = 0.0

    def total(self) -> Floats:
        """mm in the last hour."""
        return np.asarray(self._buckets.sum(axis=0))


_SEVERITY = ("none", "informational", "low", "medium", "high", "critical")


class WeatherStations:
    """The stations of the observatory and its rain warning."""

    def __init__(self, terrain: Terrain, sites: Floats, count: int, seed: int) -> None:
        random = np.random.default_rng([seed, 71])
        self.places = scattered(sites, count, random)
        self.height = terrain.elevation(self.places[:, 0], self.places[:, 1])
        n = len(self.places)
        self.group = g = group(
            "WeatherObserved", "weather", 10.0, Spelling.NORMALIZED, keys("ws", n), self.places,
            ("weather station", "氣象站", "气象站"), past=n,
        )  # fmt: skip
        self._random = random
        self._offset = random.normal(0, 0.35, n)
        self._shelter = random.uniform(0.55, 1.0, n) + np.clip(self.height / 900.0, 0, 0.45)
        self._gust = np.zeros(n)
        self._hour = RainHour(n)
        self._strikes = np.zeros(n)
        self.temperature = g.number("temperature", "CEL", 1)
        self.humidity = g.number("relativeHumidity", "C62", 2)
        self.precipitation = g.number("precipitation", "MMT", 1)
        self.rain_rate = g.number("rainRate", "H67", 1)
        self.counter = g.number("precipitationCounter", "MMT", 1)
        self.wind = g.number("windSpeed", "MTS", 1)
        self.direction = g.number("windDirection", "DD", 0)
        self.gusts = g.number("gustSpeed", "MTS", 1)
        self.pressure = g.number("atmosphericPressure", "HPA", 1)
        self.radiation = g.number("solarRadiation", "", 0)
        self.uv = g.number("uVIndexMax", "", 0)
        self.visibility = g.number("visibility", "MTR", 0)
        self.lightning = g.number("lightningCount", "C62", 0)
        self.warning = _warning_group()
        self._severity = self.warning.choice("severity", _SEVERITY)

    @property
    def groups(self) -> list[Group]:
        """What is published."""
        return [self.group, self.warning]

    def step(self, now: Moment, sky: Sky) -> None:
        """Advance to `now`."""
        n = len(self.places)
        rain = sky.rain(self.places)
        self._hour.step(rain, now.hydrology)
        self.rain_rate[:] = rain
        self.counter[:] = (self.counter + rain * now.hydrology / 3600.0) % _COUNTER_MM
        self.precipitation[:] = self._hour.total()
        wet = np.clip(rain / 30.0, 0, 1)
        daylight = max(now.sun, 0.0)
        cooled = sky.temperature - 0.0065 * np.maximum(self.height, 0) + self._offset - 3.8 * wet
        self.temperature[:] += (cooled - self.temperature) * (
            1.0 if self.temperature[0] == 0 else min(1, now.seconds / 90)
        )
        self.humidity[:] = np.clip(sky.humidity(self.places) + 0.05 * self._offset, 0.25, 0.99)
        self._gust += -self._gust * min(1.0, now.seconds / 40.0) + self._random.normal(0, 0.09, n) * np.sqrt(
            now.seconds
        )
        speed = np.maximum(sky.wind * self._shelter * (1 + 0.12 * self._gust), 0.1)
        self.wind[:] = speed
        self.gusts[:] = speed * (1.35 + 0.12 * np.abs(self._gust) + 0.25 * wet)
        heading = np.degrees(np.arctan2(-sky.wind_x, -sky.wind_y)) + 12 * self._gust
        self.direction[:] = np.round(heading) % 360
        self.pressure[:] = sky.pressure + 0.3 * self._offset
        cloud = np.clip(0.25 + wet + sky.storminess / 14.0, 0, 0.97)
        self.radiation[:] = 1080.0 * daylight * (1 - cloud)
        self.uv[:] = np.round(12.0 * daylight**1.3 * (1 - cloud))
        self.visibility[:] = 24_000.0 / (1.0 + rain / 2.2)
        self._strikes *= np.exp(-now.hydrology / 600.0)
        self._strikes += self._random.poisson(np.clip(rain - 35.0, 0, 80) / 60.0 * now.hydrology / 300.0)
        self.lightning[:] = np.round(self._strikes)
        worst = float(self.precipitation.max())
        self._severity[:] = 5 if worst >= 70 else 4 if worst >= 50 else 3 if worst >= 30 else 0


def _warning_group() -> Group:
    made = group(
        "WeatherAlert", "weather", 30.0, Spelling.SIMPLIFIED, ["wa-rain"], np.array([[0.0, 2000.0]]), ("", "", ""),
        names=[{"en": "Rainstorm warning", "zh-Hant": "暴雨警告信號", "zh-Hans": "暴雨警告信号"}],
    )  # fmt: skip
    made.area = ["Port Meridian"]
    made.statics = {
        "category": ["weather"],
        "subCategory": ["rainfall"],
        "description": ["Rainstorm warning: amber from 30 mm in an hour, red from 50 mm, black from 70 mm"],
    }
    corners = np.array([[-11e3, -8e3], [11.6e3, -8e3], [11.6e3, 10e3], [-11e3, 10e3], [-11e3, -8e3]])
    made.shapes = [{"type": "Polygon", "coordinates": [np.round(to_lonlat(corners), 5).tolist()]}]
    return made
