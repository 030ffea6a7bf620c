"""What the observatory forecasts: the course of the day known well, storms not at all, each error growing with time."""

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from opscenter.city.groups import Spelling
from opscenter.city.moment import Moment, moment
from opscenter.city.placement import group
from opscenter.city.weather import Sky

Floats = NDArray[np.float64]

AHEAD_H = (0, 3, 6, 12, 24)
"""Each forecast is for the first full hour that begins so many hours from now or later."""
_HOUR_MS = 3_600_000
_ISSUE_MS = 60_000  # no forecaster is quicker


class Forecasts:
    """Hourly forecasts for the city, one entity for each time ahead, issued anew every five minutes."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        n = len(AHEAD_H)
        names = [
            {"en": f"Forecast, {h} h ahead", "zh-Hant": f"{h} 小時預報", "zh-Hans": f"{h} 小时预报"} for h in AHEAD_H
        ]
        self.group = g = group(
            "WeatherForecast", "weather", 300.0, Spelling.SIMPLIFIED, [f"wf-{h:02d}h" for h in AHEAD_H],
            np.zeros((n, 2)), ("", "", ""), names=names, past=n,
        )  # fmt: skip
        self.temperature = g.number("temperature", "CEL", 1)
        self.wind = g.number("windSpeed", "MTS", 1)
        self.rain = g.number("precipitation", "MMT", 1)
        self.chance = g.number("precipitationProbability", "C62", 2)
        self._from, self._to, self._issued = g.text("validFrom"), g.text("validTo"), g.text("dateIssued")
        self._at = 0

    def step(self, now: Moment, sky: Sky) -> None:
        """Issue them for now, if it is time."""
        if 0 <= now.at - self._at < _ISSUE_MS:
            return
        self._at = now.at
        for number, hours in enumerate(AHEAD_H):
            start = -(-(now.at + hours * _HOUR_MS) // _HOUR_MS) * _HOUR_MS
            then = moment(start + _HOUR_MS // 2, 1.0, 1.0, now.elapsed)
            # one error for each hour that is forecast, smaller the nearer it is: later issues correct earlier ones
            error = np.random.default_rng([self._seed, 230, start // _HOUR_MS]).normal(0.0, 1.0, 3)
            spread = 0.35 + 0.08 * np.sqrt((start - now.at) / _HOUR_MS)
            self.temperature[number] = sky.temperature_at(then) - 0.4 + error[0] * spread
            self.wind[number] = max(0.7 * sky.wind_at(then) + error[1] * spread, 0.0)
            self.chance[number] = np.clip(0.2 + 0.15 * error[2], 0.0, 0.9)
            self.rain[number] = max(error[2] - 0.8, 0.0)
            self._from[number], self._to[number] = _iso(start), _iso(start + _HOUR_MS)
            self._issued[number] = _iso(now.at)


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
