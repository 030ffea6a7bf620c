"""Day and night over the city's lamps: the sun's height where they stand, and whether they should be on."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.texts import Texts
from opscenter.figures.figure import FigureBase, Input, Output
from opscenter.figures.lighting.sun import OFF_ABOVE_DEG, ON_BELOW_DEG, lamp_duty, sun_height
from opscenter.figures.step import Step

Floats = NDArray[np.float64]

LAMP, CABINET, STATION = "Streetlight", "StreetlightControlCabinet", "WeatherObserved"
KIND = "CityLight"
ENTITY = "urn:ngsi-ld:CityLight:city"
NAME: Texts = {"en": "Daylight", "zh_Hant": "日照", "zh_Hans": "日照"}
STALE_MS = 1_800_000
"""Sunlight that was measured longer ago says nothing of now."""


class Daylight(FigureBase):
    """Each minute, for the middle of all lamps (else cabinets). `sunElevation` degrees; `state` day, twilight or night;
    `lampDuty` 1 on, 0 off, NaN either (twilight, or a day too dull to tell)."""

    name = "daylight"
    inputs = (
        *(Input(kind, place) for kind in (LAMP, CABINET) for place in ("@lon", "@lat")),
        Input(STATION, "solarRadiation"),
    )
    outputs = (Output(KIND, "sunElevation", "DD"), Output(KIND, "lampDuty", "C62"), Output(KIND, "state"))
    own_types = (KIND,)
    always = True

    def take(self, step: Step) -> None:
        """Look at the sun."""
        lon, lat = middle(step)
        if np.isnan(lon):
            return
        position = step.own(ENTITY, KIND, NAME)
        if position < 0:
            return
        step.place_own(KIND, position, lon, lat)
        height = sun_height(lon, lat, step.at)
        step.put_one(KIND, "sunElevation", position, height)
        step.put_one(KIND, "lampDuty", position, lamp_duty(height, self._sunlight(step)))
        state = "night" if height < ON_BELOW_DEG else "day" if height > OFF_ABOVE_DEG else "twilight"
        step.put_text(KIND, "state", position, state)

    def _sunlight(self, step: Step) -> float:
        """Of the dullest station: over some street it may be dark enough."""
        numbers = step.numbers(STATION, "solarRadiation")
        usable = numbers.value[numbers.usable(step.at - STALE_MS)]
        return float(usable.min()) if len(usable) else float("nan")


def middle(step: Step) -> tuple[float, float]:
    """The median place of lamps, else of cabinets, to a hundredth of a degree: the sun does not care for more."""
    for kind in (LAMP, CABINET):
        lon, lat = (step.numbers(kind, place).value for place in ("@lon", "@lat"))
        known = ~np.isnan(lon) & ~np.isnan(lat) & ((lon != 0) | (lat != 0))
        if known.any():
            return round(float(np.median(lon[known])), 2), round(float(np.median(lat[known])), 2)
    return float("nan"), float("nan")
