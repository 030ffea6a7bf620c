"""Lamps against what they should do: out, on by day, burning hours, and each cabinet's energy against its plan."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.lighting_plan import Dimming
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.lighting.burning import (
    DAY_MS,
    HOUR_MS,
    STATES,
    kilowatt_hours,
    lamp_states,
    planned_share,
    share_of,
    sum_of,
)
from opscenter.figures.lighting.daylight import CABINET, LAMP
from opscenter.figures.lighting.daylight import KIND as DAYLIGHT
from opscenter.figures.lighting.sun import SET_DEG
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LEAST_BURNING_H = 2.0
"""Energy is compared with the plan once lamps were to burn for so long: dusk comes a little early or late each day."""
_TEXTS = ("powerState", "supplied", "refStreetlightCabinet")


class Lamps(FigureBase):
    """Each minute, from noon to noon (local time), so that a night is in one day.

    Of lamps `derived.lampState` (text; only of those that were ever not in order) and `derived.burningHours` (since
    they are known). Of cabinets the share of lamps out and of lamps on by day, kWh since noon, kWh by plan (rated power
    times the time between sunset and sunrise, dimmed as `[[lighting_dimming]]` says) and the ratio of both.
    """

    name = "lamps"
    inputs = (
        *(Input(LAMP, name, text=True) for name in _TEXTS),
        Input(LAMP, "powerConsumption"), Input(LAMP, "powerRating"),
        Input(CABINET, "supplyState", text=True),
        Input(DAYLIGHT, "lampDuty"), Input(DAYLIGHT, "sunElevation"),
    )  # fmt: skip
    outputs = (
        Output(LAMP, "derived.lampState"), Output(LAMP, "derived.burningHours", "HUR"),
        Output(CABINET, "derived.outShare", "C62"), Output(CABINET, "derived.dayBurningShare", "C62"),
        Output(CABINET, "derived.energy", "KWH"), Output(CABINET, "derived.energyPlan", "KWH"),
        Output(CABINET, "derived.energyRatio", "C62"),
    )  # fmt: skip

    def __init__(self, dimming: Sequence[Dimming], stale_after_ms: int) -> None:
        self._dimming = dimming
        self._stale_after_ms = stale_after_ms
        self._day = -1
        self._burnt = self._energy = self._highest = np.zeros(0)
        self._told: Ints = np.empty(0, np.int64)
        self._planned_h = 0.0  # of a lamp rated 1 W that is dimmed as planned, since noon
        self._burning_h = 0.0  # of one that is not
        self._refs: list[str | None] = []
        self._cabinet: Ints = np.empty(0, np.int64)

    def take(self, step: Step) -> None:
        """Judge all lamps; sum their cabinets up."""
        if not step.count(DAYLIGHT):
            return
        self._grow(step.count(LAMP))
        power = step.numbers(LAMP, "powerConsumption")
        since = step.at - self.every_ms - self._stale_after_ms
        watts = np.where(power.usable(since), power.value, 0.0)
        states = step.texts(LAMP, "powerState")
        heard = (power.time == 0) | (power.time > since)
        lit = np.fromiter((state == "on" for state in states), np.bool_, len(states)) & heard
        told = np.fromiter((state is not None for state in states), np.bool_, len(states)) & heard
        self._find_cabinets(step)
        self._count(step, lit, watts)
        duty = float(step.numbers(DAYLIGHT, "lampDuty").value[0])
        self._tell_lamps(step, lamp_states(duty, lit, told, self._supplied(step)), duty)
        self._tell_energy(step)

    def _grow(self, count: int) -> None:
        more = count - len(self._burnt)
        if more > 0:
            self._burnt, self._energy = np.pad(self._burnt, (0, more)), np.pad(self._energy, (0, more))
            self._highest = np.pad(self._highest, (0, more))
            self._told = np.pad(self._told, (0, more), constant_values=0)

    def _find_cabinets(self, step: Step) -> None:
        refs = step.texts(LAMP, "refStreetlightCabinet")
        if refs == self._refs and (self._cabinet >= 0).all():
            return
        self._refs = list(refs)
        places = {ref: step.position(CABINET, ref) for ref in set(refs) if ref}
        self._cabinet = np.array([places.get(ref, -1) if ref else -1 for ref in refs], np.int64)

    def _supplied(self, step: Step) -> Bools:
        texts = step.texts(LAMP, "supplied")
        supplied = np.fromiter((text != "false" for text in texts), np.bool_, len(texts))
        lost = np.array([text == "lost" for text in step.texts(CABINET, "supplyState")], np.bool_)
        without: Bools = np.append(lost, False)[self._cabinet]
        return supplied & ~without

    def _count(self, step: Step, lit: Bools, watts: Floats) -> None:
        """Add what passed since the step before: as long as lamps may be silent at the most."""
        local = step.week.local_of(step.at - 1)
        day = (local - DAY_MS // 2) // DAY_MS
        if day != self._day:
            self._day, self._planned_h, self._burning_h = day, 0.0, 0.0
            self._energy[:] = 0.0
        passed = min(step.at - step.since, self._stale_after_ms) if step.since else 0
        self._burnt[lit] += passed / HOUR_MS
        self._energy += kilowatt_hours(watts, passed)
        np.maximum(self._highest, watts, out=self._highest)
        if float(step.numbers(DAYLIGHT, "sunElevation").value[0]) < SET_DEG:
            self._burning_h += passed / HOUR_MS
            self._planned_h += passed / HOUR_MS * planned_share(local % DAY_MS // 60_000, self._dimming)
        news = lit & (np.floor(self._burnt * 6) != np.floor((self._burnt - passed / HOUR_MS) * 6))
        positions = np.flatnonzero(news)  # each ten minutes of burning
        step.put(LAMP, "derived.burningHours", positions, self._burnt[positions])

    def _tell_lamps(self, step: Step, states: Ints, duty: float) -> None:
        cabinets = step.count(CABINET)
        known, at = states >= 0, np.arange(cabinets)
        dark = np.isin(states, (STATES.index("out"), STATES.index("noSupply")))
        out = share_of(dark, self._cabinet, cabinets, known) if duty == 1.0 else np.full(cabinets, np.nan)
        by_day = (
            share_of(states == STATES.index("dayBurning"), self._cabinet, cabinets, known)
            if duty == 0.0
            else np.full(cabinets, np.nan)
        )
        step.put(CABINET, "derived.outShare", at, out)
        step.put(CABINET, "derived.dayBurningShare", at, by_day)
        if np.isnan(duty):
            return  # at dusk and dawn what was so stays so
        for position in np.flatnonzero(known & (states != self._told)).tolist():
            step.put_text(LAMP, "derived.lampState", position, STATES[states[position]])
            self._told[position] = states[position]

    def _tell_energy(self, step: Step) -> None:
        cabinets, at = step.count(CABINET), np.arange(step.count(CABINET))
        rating = step.numbers(LAMP, "powerRating").value
        rated = np.where(rating > 0, rating, self._highest)  # of one that tells none, the most it ever drew
        used = sum_of(self._energy, self._cabinet, cabinets)
        plan = sum_of(rated, self._cabinet, cabinets) * self._planned_h / 1000.0
        comparable = (self._burning_h >= LEAST_BURNING_H) & (plan > 0)
        step.put(CABINET, "derived.energy", at, used)
        step.put(CABINET, "derived.energyPlan", at, plan)
        step.put(CABINET, "derived.energyRatio", at, np.where(comparable, used / np.maximum(plan, 1e-9), np.nan))

    def save(self) -> Memory:
        """Burning hours, energy since noon, and what was told."""
        return {
            "burnt": self._burnt.copy(), "energy": self._energy.copy(), "highest": self._highest.copy(),
            "told": self._told.copy(), "day": np.array([self._day], np.int64),
            "planned": np.array([self._planned_h, self._burning_h]),
        }  # fmt: skip

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._burnt, self._energy = memory["burnt"].copy(), memory["energy"].copy()
        self._highest, self._told = memory["highest"].copy(), memory["told"].copy()
        self._day = int(memory["day"][0])
        self._planned_h, self._burning_h = memory["planned"].tolist()
