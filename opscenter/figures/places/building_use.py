"""Energy and water of each building for each square metre, against buildings of its own category; and its fresh air."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.networks.hours import HOURS, LastHours
from opscenter.figures.places.building import energy_intensity, power_per_area, ventilation, water_per_area
from opscenter.figures.robust import peer_scores
from opscenter.figures.step import Step
from opscenter.figures.text_codes import TextCodes

Floats = NDArray[np.float64]

BUILDING = "Building"
FRESH_MS = 900_000
LEAST_HOURS = 2
"""Of so many hours something must be known; a score is suspect until a whole day is, for no two hours are alike."""


class BuildingUse(FigureBase):
    """Means of the last 24 h: `powerPerArea` (W/m2), `energyIntensity` (kWh a year and m2), `waterPerArea` (l a day and
    m2); `energyScore` and `waterScore`: how far they are from the median of the category in robust standard deviations
    (beyond 3.5 is outlying); `ventilation` (l/s a person) while somebody is in."""

    name = "buildings.use"

    def __init__(self) -> None:
        self.inputs = [
            *(Input(BUILDING, name, samples=True) for name in ("energyPower", "waterFlow")),
            *(Input(BUILDING, name) for name in ("floorArea", "co2", "peopleCount")),
            Input(BUILDING, "category", text=True),
        ]
        self.outputs = [
            Output(BUILDING, "derived.powerPerArea", "D54"), Output(BUILDING, "derived.energyIntensity"),
            Output(BUILDING, "derived.waterPerArea"), Output(BUILDING, "derived.energyScore", "C62"),
            Output(BUILDING, "derived.waterScore", "C62"), Output(BUILDING, "derived.ventilation", "G51"),
        ]  # fmt: skip
        self._category = TextCodes()
        self._hours = {name: LastHours() for name in ("energyPower", "waterFlow")}

    def take(self, step: Step) -> None:
        """All buildings of all categories."""
        count = step.count(BUILDING)
        self._category.update(step.texts(BUILDING, "category"))
        area = step.numbers(BUILDING, "floorArea").value
        everyone = np.arange(count)
        watts = power_per_area(self._mean(step, "energyPower"), area)
        litres = water_per_area(self._mean(step, "waterFlow"), area)
        step.put(BUILDING, "derived.powerPerArea", everyone, watts)
        step.put(BUILDING, "derived.energyIntensity", everyone, energy_intensity(watts))
        step.put(BUILDING, "derived.waterPerArea", everyone, litres)
        for name, values, of in (("energyScore", watts, "energyPower"), ("waterScore", litres, "waterFlow")):
            suspect = (self._hours[of].hours()[:count] < HOURS).astype(np.uint8)
            step.put(BUILDING, f"derived.{name}", everyone, peer_scores(values, self._category.codes), suspect)
        co2, people = step.numbers(BUILDING, "co2"), step.numbers(BUILDING, "peopleCount")
        fresh = co2.usable(step.at - FRESH_MS) & ~(people.value <= 0)
        step.put(BUILDING, "derived.ventilation", everyone, ventilation(np.where(fresh, co2.value, np.nan)))

    def _mean(self, step: Step, name: str) -> Floats:
        numbers = step.numbers(BUILDING, name)
        hours = self._hours[name]
        hours.add(step.at, np.where(numbers.usable(step.at - FRESH_MS), numbers.value, np.nan))
        hours.add_late(step.at, step.samples(BUILDING, name))
        count = len(numbers.value)
        return np.where(hours.hours()[:count] >= LEAST_HOURS, hours.mean()[:count], np.nan)

    def save(self) -> Memory:
        """The last hours."""
        memory: dict[str, Any] = {}
        for name, hours in self._hours.items():
            memory |= hours.save(name)
        return memory

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        for name, hours in self._hours.items():
            hours.load(name, memory)
