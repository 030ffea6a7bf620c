"""The city's footprint: what it uses now, today and this month, and what that means in CO2e, in all and per head."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.footprint import FOOTPRINT_ENTITY, FOOTPRINT_TYPE, Footprint
from opscenter.domain.local_week import DAY_MS, HOUR_MS, LocalWeek
from opscenter.domain.quality import Quality
from opscenter.domain.system_entity import system_type
from opscenter.domain.texts import Texts
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.held import Samples
from opscenter.figures.step import Step

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

GOOD, SUSPECT = int(Quality.GOOD), int(Quality.SUSPECT)
HOLD_MS = 600_000
"""A rate counts on for so long after it was measured; what is used in a longer gap is not known, and not made up."""
COVERED = 0.9
"""Where less of the day was measured than this, what was used today is suspect."""
NAME: Texts = {"en": "Footprint of the city", "zh_Hant": "城市足跡", "zh_Hans": "城市足迹"}
TOTALS = ("co2e.now", "co2e.today", "co2e.month", "co2e.perHeadToday", "co2e.ofTarget")


def used(times: Ints, rates: Floats, since: int = 0, hold_ms: int = HOLD_MS) -> tuple[float, int]:
    """What is used from the first sample to the last, as far as it is after `since`: rate x hours, and for how many ms.

    A rate holds until the next sample, for at most `hold_ms`; one that is NaN uses nothing and lasts nothing. Energy
    accounting in its simplest form: W = sum of P dt. `times` (Unix ms) ascend, shape (n,), as `rates`.
    """
    ends = np.minimum(times[1:], times[:-1] + hold_ms)
    lasted = np.maximum(ends - np.maximum(times[:-1], since), 0)
    known = ~np.isnan(rates[:-1])
    return float((rates[:-1][known] * lasted[known]).sum()) / HOUR_MS, int(lasted[known].sum())


def day_begins(week: LocalWeek, at: int) -> int:
    """When the local day of a moment began (Unix ms): midnight, whatever the clock did since."""
    guess = at - week.local_of(at) % DAY_MS
    # The clock may have been changed since midnight: look again from there.
    off = week.local_of(guess) % DAY_MS
    return guess - off if off <= DAY_MS // 2 else guess + DAY_MS - off


def month_of(week: LocalWeek, at: int) -> int:
    """A number for the local month of a moment: months since 1970-01."""
    return int(np.datetime64(week.day_of(at), "D").astype("datetime64[M]").astype(np.int64))


class CityFootprint(FigureBase):
    """Adds up the rates of the catalogue's uses each minute."""

    name = "footprint"
    own_types = (FOOTPRINT_TYPE,)

    def __init__(self, footprint: Footprint) -> None:
        self._footprint = footprint
        uses = footprint.uses
        self.inputs = [Input(system_type(use.system), use.figure, samples=True) for use in uses]
        if footprint.population_system:
            self.inputs.append(Input(system_type(footprint.population_system), footprint.population_figure))
        names = [(f"{use.id}.{what}", unit) for use in uses for what, unit in _parts(use.unit)]
        units = ("E18", "TNE", "TNE", "KGM", "C62")
        self.outputs = [Output(FOOTPRINT_TYPE, *one) for one in (*names, *zip(TOTALS, units, strict=True))]
        count = len(uses)
        self._time = np.zeros(count, np.int64)
        self._rate = np.full(count, np.nan)
        self._today, self._month = np.zeros(count), np.zeros(count)
        self._covered = np.zeros(count, np.int64)
        self._day_at = self._month_number = self._month_at = 0

    def take(self, step: Step) -> None:
        """Add up what came since the step before."""
        if not self._footprint.uses:
            return
        self._turn_the_page(step)
        for number, use in enumerate(self._footprint.uses):
            self._add(number, step.samples(system_type(use.system), use.figure))
        self._tell(step)

    def _turn_the_page(self, step: Step) -> None:
        day, month = day_begins(step.week, step.at - 1), month_of(step.week, step.at - 1)
        if day != self._day_at:
            self._today[:], self._covered[:] = 0.0, 0
            self._day_at = day
        if month != self._month_number:
            self._month[:] = 0.0
            self._month_number, self._month_at = month, day

    def _add(self, number: int, samples: Samples) -> None:
        order = np.argsort(samples.time, kind="stable")
        times = np.concatenate([self._time[number : number + 1], samples.time[order]])
        rates = np.concatenate([self._rate[number : number + 1], samples.value[order]])
        fresh = np.concatenate([[True], times[1:] > self._time[number]])  # a late one would be counted twice
        times, rates = times[fresh], rates[fresh]
        if len(times) < 2:
            return
        per_hour = self._footprint.uses[number].per_hour
        self._month[number] += used(times, rates, self._month_at)[0] * per_hour
        today, lasted = used(times, rates, self._day_at)
        self._today[number] += today * per_hour
        self._covered[number] += lasted
        self._time[number], self._rate[number] = times[-1], rates[-1]

    def _tell(self, step: Step) -> None:
        at = step.own(FOOTPRINT_ENTITY, FOOTPRINT_TYPE, NAME)
        if at < 0:
            return
        passed = max(1, step.at - self._day_at)
        fresh = (step.at - self._time <= HOLD_MS) & ~np.isnan(self._rate)
        suspect = self._covered < COVERED * passed

        def put(name: str, value: float, doubtful: bool = False) -> None:
            step.put_one(FOOTPRINT_TYPE, name, at, value, SUSPECT if doubtful else GOOD)

        uses = self._footprint.uses
        for number, use in enumerate(uses):
            if not self._time[number]:
                continue
            doubtful = bool(suspect[number])
            put(f"{use.id}.now", self._rate[number] * use.per_hour if fresh[number] else np.nan)
            put(f"{use.id}.today", self._today[number], doubtful)
            put(f"{use.id}.month", self._month[number], doubtful)
            put(f"{use.id}.co2eToday", self._today[number] * use.kg_co2e / 1000, doubtful)
            if use.target_day:
                put(f"{use.id}.ofTarget", self._today[number] / (use.target_day * passed / DAY_MS), doubtful)
        kg = np.array([use.kg_co2e for use in uses])
        per_hour = np.array([use.per_hour for use in uses])
        counted = (kg > 0) & (self._time > 0)
        if not counted.any():
            return
        doubtful = bool(suspect[counted].any())
        now = np.where(fresh, self._rate, np.nan) * per_hour * kg
        put("co2e.now", float(now[counted].sum()) / 1000)  # not known where one of them is not
        today = float((self._today * kg)[counted].sum())
        put("co2e.today", today / 1000, doubtful)
        put("co2e.month", float((self._month * kg)[counted].sum()) / 1000, doubtful)
        heads = self._heads(step)
        put("co2e.perHeadToday", today / heads if heads > 0 else np.nan, doubtful)
        target = self._footprint.target_kg_per_head_day * heads * passed / DAY_MS
        put("co2e.ofTarget", today / target if target > 0 else np.nan, doubtful)

    def _heads(self, step: Step) -> float:
        one = self._footprint
        if one.population_system:
            values = step.numbers(system_type(one.population_system), one.population_figure).value
            if len(values) and values[0] > 0:
                return float(values[0])
        return one.population

    def save(self) -> Memory:
        """Everything added up so far, by the ids of the uses."""
        return {
            "ids": np.array([use.id for use in self._footprint.uses], "U"),
            "time": self._time.copy(), "rate": self._rate.copy(), "today": self._today.copy(),
            "month": self._month.copy(), "covered": self._covered.copy(),
            "page": np.array([self._day_at, self._month_number, self._month_at], np.int64),
        }  # fmt: skip

    def load(self, memory: Memory) -> None:
        """Go on, use by use: others may have been added since."""
        self._day_at, self._month_number, self._month_at = memory["page"].tolist()
        known = {name: number for number, name in enumerate(memory["ids"].tolist())}
        for number, use in enumerate(self._footprint.uses):
            if use.id in known:
                old = known[use.id]
                self._time[number], self._rate[number] = memory["time"][old], memory["rate"][old]
                self._today[number], self._month[number] = memory["today"][old], memory["month"][old]
                self._covered[number] = memory["covered"][old]


def _parts(unit: str) -> tuple[tuple[str, str], ...]:
    return ("now", ""), ("today", unit), ("month", unit), ("co2eToday", "TNE"), ("ofTarget", "C62")
