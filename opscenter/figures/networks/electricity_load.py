"""Load of substations and feeders: against rating, against its own peak, and the energy of the day."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.networks.electricity import load_factor, load_share
from opscenter.figures.networks.energy import SinceMidnight
from opscenter.figures.networks.grid import FEEDER, NETWORK, NETWORK_ID, NETWORK_NAME, SUBSTATION
from opscenter.figures.networks.hours import HOURS, LastHours
from opscenter.figures.step import Step

Floats = NDArray[np.float64]

FRESH_MS = 180_000
"""A reading older than that says nothing of now."""
LEAST_HOURS = 2
"""Of so many hours something must be known before a load factor is told; it is suspect until a day is."""


class ElectricityLoad(FigureBase):
    """`loadRatio` (power over `ratedPower`), `loadFactor` and `peakPower` of the last 24 h, `energyToday` (MWh since
    local midnight), of each substation and feeder; of the city the same over all substations, and `customersOff`."""

    name = "electricity.load"
    own_types = [NETWORK]

    def __init__(self) -> None:
        self.inputs = [
            *(Input(kind, "totalActivePower", samples=True) for kind in (SUBSTATION, FEEDER)),
            *(Input(kind, "ratedPower") for kind in (SUBSTATION, FEEDER)),
            Input(FEEDER, "customersOff"),
        ]
        self.outputs = [
            *(
                Output(kind, f"derived.{name}", unit)
                for kind in (SUBSTATION, FEEDER)
                for name, unit in (
                    ("loadRatio", "C62"), ("loadFactor", "C62"), ("peakPower", "MAW"), ("energyToday", "MWH"),
                )
            ),
            Output(NETWORK, "power", "MAW"), Output(NETWORK, "loadFactor", "C62"), Output(NETWORK, "peakPower", "MAW"),
            Output(NETWORK, "energyToday", "MWH"), Output(NETWORK, "customersOff", "C62"),
        ]  # fmt: skip
        self._hours = {kind: LastHours() for kind in (SUBSTATION, FEEDER, NETWORK)}
        self._energy = {kind: SinceMidnight() for kind in (SUBSTATION, FEEDER)}

    def take(self, step: Step) -> None:
        """Substations, feeders, the city."""
        total, energy = np.nan, np.nan
        for kind in (SUBSTATION, FEEDER):
            count = step.count(kind)
            if not count:
                continue
            numbers = step.numbers(kind, "totalActivePower")
            power = np.where(numbers.usable(step.at - FRESH_MS), numbers.value, np.nan)
            today = self._energy[kind].add(step.week, step.at, power)
            self._tell(step, kind, power, today)
            if kind == SUBSTATION or np.isnan(total):
                total = float(np.nansum(power)) if not np.isnan(power).all() else np.nan
                energy = float(today.sum())
        if not np.isnan(total):
            self._tell_city(step, total, energy)

    def _tell(self, step: Step, kind: str, power: Floats, today: Floats) -> None:
        hours = self._hours[kind]
        hours.add(step.at, power)
        hours.add_late(step.at, step.samples(kind, "totalActivePower"))
        everyone = np.arange(len(power))
        rating = step.numbers(kind, "ratedPower").value
        peak = hours.peak()[: len(power)]
        known = hours.hours()[: len(power)]
        factor = np.where(known >= LEAST_HOURS, load_factor(hours.mean()[: len(power)], peak), np.nan)
        step.put(kind, "derived.loadRatio", everyone, load_share(power, rating))
        step.put(kind, "derived.loadFactor", everyone, factor, (known < HOURS).astype(np.uint8))
        step.put(kind, "derived.peakPower", everyone, peak)
        step.put(kind, "derived.energyToday", everyone, np.where(known > 0, today[: len(power)], np.nan))

    def _tell_city(self, step: Step, total: float, energy: float) -> None:
        hours = self._hours[NETWORK]
        hours.add(step.at, np.array([total]))
        city = np.array([step.own(NETWORK_ID, NETWORK, NETWORK_NAME)], np.int64)
        # the hours of all that are counted together, so that what came late counts as well
        of = self._hours[SUBSTATION if step.count(SUBSTATION) else FEEDER].hourly()
        together = of[~np.isnan(of).all(1)].sum(0)
        whole = together[~np.isnan(together)]
        known = np.array([len(whole)])
        peak = np.fmax(hours.peak(), whole.max(initial=-np.inf))
        mean = np.array([whole.mean() if len(whole) else np.nan])
        factor = np.where(known >= LEAST_HOURS, load_factor(mean, peak), np.nan)
        step.put(NETWORK, "power", city, np.array([total]))
        step.put(NETWORK, "peakPower", city, peak)
        step.put(NETWORK, "loadFactor", city, factor, (known < HOURS).astype(np.uint8))
        step.put(NETWORK, "energyToday", city, np.array([energy]))
        off = step.numbers(FEEDER, "customersOff")
        usable = off.usable(step.at - FRESH_MS)
        step.put(NETWORK, "customersOff", city, np.array([off.value[usable].sum() if usable.any() else np.nan]))

    def save(self) -> Memory:
        """Hours and energy."""
        memory: dict[str, Any] = {}
        for kind, hours in self._hours.items():
            memory |= hours.save(f"hours.{kind}")
        for kind, energy in self._energy.items():
            memory |= energy.save(f"energy.{kind}")
        return memory

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        for kind, hours in self._hours.items():
            hours.load(f"hours.{kind}", memory)
        for kind, energy in self._energy.items():
            energy.load(f"energy.{kind}", memory)
