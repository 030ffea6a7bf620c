"""Forecast against what came: what was forecast for a time, and what stations measured in it, by lead time."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.texts import Texts
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.held import Numbers
from opscenter.figures.nearest_place import nearest_places
from opscenter.figures.running import COVERAGE, HOUR_MS, Running, mean_of
from opscenter.figures.step import Step
from opscenter.figures.weather.forecast_book import NONE, ForecastBook, Forecasts, instants
from opscenter.figures.weather.forecast_errors import LEADS_H, QUANTITIES, ForecastErrors, lead_classes
from opscenter.figures.weather.rain_gauges import STATION, RainGauges

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FORECAST = "WeatherForecast"
KIND = "ForecastSkill"
LONGEST_MS = 24 * HOUR_MS
"""A forecast for a longer time (a week's rain) is not compared: stations are remembered for a day."""
WITHIN_M = 50_000.0
"""A forecast for a place is compared with its nearest station within so far."""
PATIENCE_MS = 120_000
"""So long after its end is a forecast compared: readings come late."""
_RINGS = ((600_000, 150),)
_MEASURES = tuple(f"{quantity}{measure}" for quantity in QUANTITIES for measure in ("Bias", "Mae"))


class ForecastSkill(FigureBase):
    """Each ten minutes, over all forecasts whose time has come: forecast minus observed by class of lead time.

    Temperature and wind are compared with the mean over the time the forecast speaks of, rain with what fell in it, of
    the nearest station, or of all where the forecast has no place. `Miss` is the size of the newest error.
    """

    name = "forecasts"
    every_ms = 600_000
    inputs = (
        *(Input(FORECAST, quantity) for quantity in QUANTITIES),
        *(Input(FORECAST, text, text=True) for text in ("validFrom", "validTo", "validity", "dateIssued")),
        *(Input(kind, place) for kind in (FORECAST, STATION) for place in ("@lon", "@lat")),
        *(Input(STATION, quantity, samples=True) for quantity in ("temperature", "windSpeed")),
        *RainGauges.inputs,
    )
    outputs = (
        *(Output(KIND, name) for name in _MEASURES),
        *(Output(KIND, f"{quantity}Miss") for quantity in QUANTITIES),
        Output(KIND, "pairs", "C62"),
    )
    own_types = (KIND,)

    def __init__(self) -> None:
        self._temperature, self._wind, self._rain = Running(*_RINGS), Running(*_RINGS), RainGauges(*_RINGS)
        self._book = ForecastBook()
        self._errors = ForecastErrors()
        self._seen = np.zeros(0, np.int64)

    def take(self, step: Step) -> None:
        """Take over what was measured and what is forecast; compare what has come about."""
        count = step.count(STATION)
        self._temperature.take(step.at, count, step.samples(STATION, "temperature"), -90.0, 70.0)
        self._wind.take(step.at, count, step.samples(STATION, "windSpeed"), 0.0, 120.0)
        self._rain.take(step)
        self._book.put(self._new(step))
        due = self._book.due(step.at - PATIENCE_MS)
        if len(due):
            errors = due.values - self._observed(step, due)
            leads = lead_classes(due.issued, due.start)
            self._errors.add(step.at, leads, errors)
            self._tell(step, leads, errors)

    def _new(self, step: Step) -> Forecasts:
        count = step.count(FORECAST)
        self._seen = np.pad(self._seen, (0, count - len(self._seen)))
        columns: list[Numbers] = [step.numbers(FORECAST, quantity) for quantity in QUANTITIES]
        newest = np.max([column.time for column in columns], axis=0) if count else self._seen
        news = np.flatnonzero(newest > self._seen)
        self._seen[news] = newest[news]
        if not len(news):
            return NONE
        texts = [step.texts(FORECAST, name) for name in ("validFrom", "validTo", "validity")]
        windows = [self._book.window(*(text[position] for text in texts)) for position in news.tolist()]
        told = np.array([window is not None for window in windows])
        if not told.any():
            return NONE
        news = news[told]
        start, end = np.array([window for window in windows if window is not None], np.int64).T
        issued = instants(step.texts(FORECAST, "dateIssued"), news.tolist(), newest[news])
        values = np.stack([np.where(column.usable(0), column.value, np.nan)[news] for column in columns], axis=1)
        lon, lat = (step.numbers(FORECAST, place).value[news] for place in ("@lon", "@lat"))
        # one that speaks of what was already begun when it was issued is no forecast of it
        fit = (end - start <= LONGEST_MS) & (issued <= start) & ~np.isnan(values).all(axis=1)
        return Forecasts(issued, start, end, lon, lat, values).taken(fit)

    def _observed(self, step: Step, due: Forecasts) -> Floats:
        found = np.full((len(due), 3), np.nan)
        stations = [step.numbers(STATION, place).value for place in ("@lon", "@lat")]
        nearest = nearest_places(due.lon, due.lat, stations[0], stations[1], WITHIN_M)
        everywhere = np.isnan(due.lon)
        for start, end in sorted(set(zip(due.start.tolist(), due.end.tolist(), strict=True))):
            mine = (due.start == start) & (due.end == end)
            span, ago = end - start, step.at - end
            rain = self._rain.sums(span, ago)
            fell = np.where(rain.known_ms >= COVERAGE * span - 1, rain.integral, np.nan)
            warm, blew = (mean_of(one.sums(span, ago), span) for one in (self._temperature, self._wind))
            for column, values in enumerate((warm, fell, blew)):
                known = ~np.isnan(values)
                whole = float(values[known].mean()) if known.any() else np.nan
                of_place = np.where(nearest[mine] >= 0, np.append(values, np.nan)[nearest[mine]], np.nan)
                found[mine, column] = np.where(everywhere[mine], whole, of_place)
        return found

    def _tell(self, step: Step, leads: Ints, errors: Floats) -> None:
        bias, mae = self._errors.bias(), self._errors.mae()
        for lead in np.unique(leads).tolist():
            position = step.own(f"urn:ngsi-ld:{KIND}:lead-{LEADS_H[lead]:02d}h", KIND, _name(lead))
            if position < 0:
                continue
            at = np.array([position], np.int64)
            for column, quantity in enumerate(QUANTITIES):
                sizes = np.abs(errors[leads == lead, column])
                known = sizes[~np.isnan(sizes)]
                miss = known.mean() if len(known) else np.nan
                step.put(KIND, f"{quantity}Bias", at, bias[lead, column : column + 1])
                step.put(KIND, f"{quantity}Mae", at, mae[lead, column : column + 1])
                step.put(KIND, f"{quantity}Miss", at, np.array([miss]))
            step.put(KIND, "pairs", at, np.array([self._errors.weight[lead].max()]))

    def save(self) -> Memory:
        """A day of measurements, forecasts yet to come, and the errors so far."""
        return {
            **self._temperature.save("temperature"), **self._wind.save("wind"), **self._rain.save(),
            **self._book.save(), **self._errors.save(), "seen": self._seen.copy(),
        }  # fmt: skip

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._temperature.load("temperature", memory)
        self._wind.load("wind", memory)
        self._rain.load(memory)
        self._book.load(memory)
        self._errors.load(memory)
        self._seen = memory["seen"].copy()


def _name(lead: int) -> Texts:
    first = LEADS_H[lead]
    if lead + 1 == len(LEADS_H):
        return {
            "en": f"Forecasts {first} h ahead or more", "zh_Hant": f"{first} 小時或以上預報",
            "zh_Hans": f"{first} 小时或以上预报",
        }  # fmt: skip
    last = LEADS_H[lead + 1]
    return {
        "en": f"Forecasts {first} to {last} h ahead", "zh_Hant": f"{first} 至 {last} 小時預報",
        "zh_Hans": f"{first} 至 {last} 小时预报",
    }  # fmt: skip
