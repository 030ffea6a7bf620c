"""The minimum night flow of each supply zone, against the nights before, and the leakage that it speaks of."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.quality import Quality
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.networks.hours import LastHours
from opscenter.figures.networks.mains import FRESH_MS, WATER_NETWORK, WATER_NETWORK_ID, WATER_NETWORK_NAME, ZONE
from opscenter.figures.networks.water import NIGHT_BINS, PEOPLE_A_CUSTOMER, leakage, minimum_night_flow
from opscenter.figures.robust import row_median
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DAY_MS = 86_400_000
BIN_MS = 600_000
BEGINS_MS = 2 * 3_600_000
NIGHTS = 14
"""So many nights are remembered."""
WHOLE_DAY_H = 20
"""Of so many of the last 24 hours the inflow must be known before leakage is told as a share of it."""
LEAST_NIGHTS = 3
"""So many before are needed to say what is usual."""


class NightFlow(FigureBase):
    """Once the night is over (04:00 local): `minimumNightFlow`, the median of the nights before (`nightFlowUsual`, both
    m3/h), the ratio of both, `leakage` (m3/h) and its share of the mean inflow of 24 h (`leakageRatio`); the last two
    of the city, too.

    A night whose clock goes forward has one of its hours, one whose clock goes back has one twice. Readings that come
    after their night was told change nothing.
    """

    name = "water.night"
    own_types = [WATER_NETWORK]

    def __init__(self) -> None:
        self.inputs = [Input(ZONE, "flow", samples=True), Input(ZONE, "population"), Input(ZONE, "customersTotal")]
        self.outputs = [
            *(Output(ZONE, f"derived.{name}", "MQH") for name in ("minimumNightFlow", "nightFlowUsual", "leakage")),
            Output(ZONE, "derived.nightFlowRatio", "C62"), Output(ZONE, "derived.leakageRatio", "C62"),
            Output(WATER_NETWORK, "leakage", "MQH"), Output(WATER_NETWORK, "leakageRatio", "C62"),
        ]  # fmt: skip
        self._hours = LastHours()
        self._sums: Floats = np.zeros((0, NIGHT_BINS))
        self._counts: Floats = np.zeros((0, NIGHT_BINS))
        self._night = -1  # local day of what is gathered
        self._nights: Floats = np.full((0, NIGHTS), np.nan)  # newest first

    def take(self, step: Step) -> None:
        """Gather, and tell the night once it is over."""
        count = step.count(ZONE)
        self._resize(count)
        numbers = step.numbers(ZONE, "flow")
        self._hours.add(step.at, np.where(numbers.usable(step.at - FRESH_MS), numbers.value, np.nan))
        samples = step.samples(ZONE, "flow")
        self._hours.add_late(step.at, samples)
        local = step.week.local(samples.time)
        day, clock = local // DAY_MS, local % DAY_MS - BEGINS_MS
        good = ~np.isnan(samples.value) & (samples.quality < Quality.BAD)
        by_night = good & (clock >= 0) & (clock < NIGHT_BINS * BIN_MS) & (day >= max(self._night, 0))
        for night in np.unique(day[by_night]).tolist():
            if self._night >= 0 and night > self._night:
                self._tell(step)
            self._night = night
            mine = by_night & (day == night)
            where = samples.position[mine], clock[mine] // BIN_MS
            np.add.at(self._sums, where, samples.value[mine])
            np.add.at(self._counts, where, 1.0)
        now = step.week.local_of(step.at)
        if self._counts.any() and (now // DAY_MS > self._night or now % DAY_MS >= BEGINS_MS + NIGHT_BINS * BIN_MS):
            self._tell(step)
            self._night = max(self._night, now // DAY_MS) + (now % DAY_MS >= BEGINS_MS + NIGHT_BINS * BIN_MS)

    def _resize(self, count: int) -> None:
        more = count - len(self._sums)
        if more > 0:
            self._sums, self._counts = (np.pad(one, ((0, more), (0, 0))) for one in (self._sums, self._counts))
            self._nights = np.pad(self._nights, ((0, more), (0, 0)), constant_values=np.nan)

    def _tell(self, step: Step) -> None:
        """The night is over: its figures, and the next begins."""
        lowest = minimum_night_flow(self._sums, self._counts)
        heard = np.flatnonzero(~np.isnan(lowest))
        usual = row_median(self._nights)
        usual[np.count_nonzero(~np.isnan(self._nights), axis=1) < LEAST_NIGHTS] = np.nan
        lost = leakage(lowest, self._people(step, len(lowest)))
        mean = np.where(self._hours.hours() >= WHOLE_DAY_H, self._hours.mean(), np.nan)[: len(lowest)]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(usual > 0, lowest / usual, np.nan)
            share = np.where(mean > 0, lost / mean, np.nan)
        for name, values in (
            ("minimumNightFlow", lowest), ("nightFlowUsual", usual), ("nightFlowRatio", ratio), ("leakage", lost),
            ("leakageRatio", share),
        ):  # fmt: skip
            step.put(ZONE, f"derived.{name}", heard, values[heard])
        self._tell_city(step, lost, mean)
        self._nights[heard, 1:] = self._nights[heard, :-1].copy()
        self._nights[heard, 0] = lowest[heard]
        self._sums[:], self._counts[:] = 0.0, 0.0

    def _tell_city(self, step: Step, lost: Floats, mean: Floats) -> None:
        if np.isnan(lost).all():
            return
        city = np.array([step.own(WATER_NETWORK_ID, WATER_NETWORK, WATER_NETWORK_NAME)], np.int64)
        step.put(WATER_NETWORK, "leakage", city, np.array([np.nansum(lost)]))
        both = ~np.isnan(lost) & ~np.isnan(mean)
        if mean[both].sum() > 0:
            step.put(WATER_NETWORK, "leakageRatio", city, np.array([lost[both].sum() / mean[both].sum()]))

    def _people(self, step: Step, count: int) -> Floats:
        """How many live in each zone; 0 where nobody says."""
        people = step.numbers(ZONE, "population").value[:count]
        customers = step.numbers(ZONE, "customersTotal").value[:count]
        return np.nan_to_num(np.where(np.isnan(people), customers * PEOPLE_A_CUSTOMER, people))

    def save(self) -> Memory:
        """The night so far, and those before."""
        memory: dict[str, Any] = self._hours.save("hours")
        return memory | {
            "sums": self._sums.copy(), "counts": self._counts.copy(), "nights": self._nights.copy(),
            "night": np.array([self._night], np.int64),
        }  # fmt: skip

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        sums, counts, nights = (memory[name].astype(np.float64) for name in ("sums", "counts", "nights"))
        if sums.shape[1:] != (NIGHT_BINS,) or counts.shape != sums.shape or nights.shape != (len(sums), NIGHTS):
            raise ValueError("nights of another shape")
        self._hours.load("hours", memory)
        self._sums, self._counts, self._nights, self._night = sums, counts, nights, int(memory["night"][0])
