"""Heat index, wind chill, apparent temperature and Beaufort force of every station."""

import numpy as np

from opscenter.figures.figure import FigureBase, Input, Output
from opscenter.figures.step import Step
from opscenter.figures.weather.feel import apparent_temperature, beaufort, heat_index, wind_chill
from opscenter.figures.weather.rain_gauges import STATION


class Comfort(FigureBase):
    """Each minute, of the newest readings; NaN as soon as one of them is older than a station's data may be."""

    name = "comfort"
    inputs = tuple(Input(STATION, name) for name in ("temperature", "relativeHumidity", "windSpeed"))
    outputs = (
        Output(STATION, "derived.heatIndex", "CEL"), Output(STATION, "derived.windChill", "CEL"),
        Output(STATION, "derived.apparentTemperature", "CEL"), Output(STATION, "derived.beaufort", "C62"),
    )  # fmt: skip

    def __init__(self, stale_after_ms: int) -> None:
        self._stale_after_ms = stale_after_ms

    def take(self, step: Step) -> None:
        """Compute all of all stations: they are few."""
        since = step.at - self.every_ms - self._stale_after_ms
        columns, qualities = [], []
        for one in self.inputs:
            numbers = step.numbers(STATION, one.attribute)
            columns.append(np.where(numbers.usable(since), numbers.value, np.nan))
            qualities.append(numbers.quality)
        (temperature, humidity, wind), (of_t, of_h, of_w) = columns, qualities
        positions = np.arange(len(temperature))
        for attribute, values, quality in (
            ("derived.heatIndex", heat_index(temperature, humidity), np.maximum(of_t, of_h)),
            ("derived.windChill", wind_chill(temperature, wind), np.maximum(of_t, of_w)),
            (
                "derived.apparentTemperature",
                apparent_temperature(temperature, humidity, wind),
                np.maximum(np.maximum(of_t, of_h), of_w),
            ),
            ("derived.beaufort", beaufort(wind), of_w),
        ):
            step.put(STATION, attribute, positions, values, np.where(np.isnan(values), 0, quality).astype(np.uint8))
