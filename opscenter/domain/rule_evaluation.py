"""Judging a beat's samples: one vectorised comparison, and Python only for the instances where something happens.

Each sample is a *verdict* on an instance's condition: true, clear (past the deadband), neither (inside the deadband,
or not trustworthy enough to clear), or lost (no reading at all). Hysteresis first, delays after it:

- a good or suspect reading beyond the limit makes the condition true; only a good reading past the deadband clears it;
- stale, bad and cleared (NaN) readings do neither, and stop a running off-delay: nothing turns green on lost data;
- the condition holds between samples, so a delay that ends before the next sample ends at its own time, whether a
  tick came in between or not. That is why the cut of the record into beats makes no difference.

Samples are taken in order of arrival; one that is older than the newest already judged of its cell is late and does
not move the present. A time more than `FUTURE_MS` ahead of the beat is a broken clock: it is judged as of the beat,
so that a publisher whose clock is wrong neither goes unwatched nor locks its own later samples out.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.deviation import UsualValues
from opscenter.domain.quality import Quality
from opscenter.domain.remembered import OfInstance, Sort
from opscenter.domain.rule_gates import RuleGates
from opscenter.domain.rule_instances import ACTIVE, CLEARING, COUNT, IDLE, NEVER, RAISING, RuleInstances
from opscenter.domain.rule_windows import RuleWindows
from opscenter.domain.verdicts import CLEAR, LOST, NEITHER, TRUE

FUTURE_MS = 60_000


@dataclass(slots=True, frozen=True)
class Reading:
    """What an alarm shows: the number or text that made its condition true (a change per second for a RATE, how often
    for a COUNT), the limit just then, and the text of the attribute where it is one."""

    value: float | str | None
    limit: float | None
    text: str = ""


Flip = Callable[[int, int, bool, "Reading | None"], None]
"""Called when a condition has outlasted its delay: instance, event time, true or clear, reading."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class RuleEvaluation:
    """Runs the conditions and delays of all instances; tells `flip` of every change, by instance in event time.

    `gates` are those of the instances that apply in an area only. `usual` knows what DEVIATION rules compare with.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_texts": dict[OfInstance, str],
        "_timers": set[OfInstance],
        "gates": Sort.PART,
        "_windows": Sort.PART,
    }

    def __init__(self, instances: RuleInstances, flip: Flip, usual: UsualValues | None = None) -> None:
        self._of = instances
        self._flip = flip
        self._texts: dict[int, str] = {}  # instance in its on-delay -> the state that began it
        self._timers: set[int] = set()
        self.gates = RuleGates(self._advance)
        self._windows = RuleWindows(instances, self._advance, usual)

    def judge(self, cells: Ints, times: Ints, values: Floats, qualities: NDArray[np.uint8], now: int) -> None:
        """Numbers of a beat, in order of arrival, all of shape (n,). Unknown cells are passed over."""
        of = self._of
        known = (cells >= 0) & (cells < len(of.count))
        if not known.all():
            cells, times, values, qualities = cells[known], times[known], values[known], qualities[known]
        watched = np.flatnonzero(of.count[cells])
        if not len(watched):
            return
        cells, values, qualities = cells[watched], values[watched], qualities[watched]
        times = times[watched]
        times = np.where(times > now + FUTURE_MS, now, times)
        fresh = on_time(cells, times, of.last)
        if not fresh.all():
            cells, times, values, qualities = cells[fresh], times[fresh], values[fresh], qualities[fresh]
        counts = of.count[cells]
        sample = np.repeat(np.arange(len(cells)), counts)
        within = np.arange(len(sample)) - np.repeat(np.cumsum(counts) - counts, counts)
        instance = of.first[cells][sample] + within
        times, values, qualities = times[sample], values[sample], qualities[sample]
        verdict = self._verdicts(instance, values, qualities)
        bounds = np.full(len(instance), np.nan)
        if self._windows.any:
            values, bounds, done = self._windows.judge(instance, times, values, qualities, verdict)
            if done.any():
                left = ~done
                instance, times, values, qualities = instance[left], times[left], values[left], qualities[left]
                bounds, verdict = bounds[left], verdict[left]
        if self.gates.any:
            done = self.gates.judge(instance, times, values, qualities, verdict, bounds)
            if done.any():
                left = ~done
                instance, times, values = instance[left], times[left], values[left]
                bounds, verdict = bounds[left], verdict[left]
        self._run(instance, times, values, verdict, bounds)

    def judge_text(self, cell: int, time: int, text: str | None, quality: int, now: int) -> None:
        """One text of a beat."""
        of = self._of
        instances = of.states_by_cell.get(cell)
        if instances is None:
            return
        if time > now + FUTURE_MS:
            time = now
        if time < of.text_last[cell]:
            return
        of.text_last[cell] = time
        lowered = None if text is None else text.strip().lower()
        for instance in instances:
            states = of.state_sets[of.rule[instance]]
            if lowered is None or quality >= Quality.STALE:
                verdict = LOST
            elif lowered in states.texts:
                verdict = TRUE
            elif states.only_numbers and lowered in ("true", "false"):
                continue  # a boolean comes as a number too, and this rule speaks of numbers
            else:
                verdict = CLEAR if quality == Quality.GOOD else NEITHER
            if of.how[instance] == COUNT:
                verdict = self._windows.judge_text(instance, time, verdict, quality)
                self._advance(instance, time, verdict, float(of.times[instance]), text)
                continue
            if self.gates.has(instance):
                self.gates.settle(instance, time)
                verdict = self.gates.seen(instance, verdict, quality, np.nan, text)
                if self.gates.is_known(instance, time):
                    continue
            self._advance(instance, time, verdict, np.nan, text)

    def judge_place(self, instance: int, time: int, verdict: int) -> None:
        """What a place says about the condition of a geofence rule."""
        self._advance(instance, time, verdict, np.nan)

    def judge_conditions(self, instance: Ints, times: Ints, values: Floats, verdict: NDArray[np.int8]) -> None:
        """Verdicts on conditions that are found elsewhere, shape (n,) each, of each instance in order of time;
        `values` is what an alarm would show, NaN for nothing."""
        self._run(instance, times, values, verdict, np.full(len(instance), np.nan))

    def tick(self, now: int) -> None:
        """Let delays that end at or before `now` (Unix ms) end, each at its own time; values hold."""
        if self.gates.any:
            self.gates.settle()
        self._windows.tick(now)
        if not self._timers:
            return
        due = [instance for instance in self._timers if self._of.deadline[instance] <= now]
        for instance in sorted(due):
            self._end_delay(instance)

    def restore(self, instance: int, active: bool, began: int) -> None:
        """Take up an instance whose alarm is known: condition standing or not, from a reading at `began` or later."""
        of = self._of
        of.phase[instance] = ACTIVE if active else IDLE
        of.deadline[instance] = NEVER
        self._timers.discard(instance)
        cell = of.cell[instance]
        if cell < 0:
            return  # a geofence or an expression: others keep its readings
        self._windows.restore(instance, active, began)
        if self.gates.has(instance):
            self.gates.restore(instance, began)  # a place may have raised or cleared it long after its reading
            return
        last = of.last if of.numeric[instance] else of.text_last
        last[cell] = max(int(last[cell]), began)

    def _verdicts(self, instance: Ints, values: Floats, qualities: NDArray[np.uint8]) -> NDArray[np.int8]:
        of = self._of
        sign = of.sign[instance]
        signed = sign * values
        both = sign == 0.0
        if both.any():
            signed[both] = np.abs(values[both])
        beyond = signed > of.limit[instance]
        inside = signed <= of.clear[instance]
        numeric = of.numeric[instance]
        if not numeric.all():
            self._state_verdicts(instance, values, numeric, beyond, inside)
        verdict = np.zeros(len(instance), np.int8)
        verdict[beyond] = TRUE
        verdict[inside & (qualities == Quality.GOOD)] = CLEAR
        verdict[np.isnan(values) | (qualities >= Quality.STALE)] = LOST
        return verdict

    def _state_verdicts(
        self,
        instance: Ints,
        values: Floats,
        numeric: NDArray[np.bool_],
        beyond: NDArray[np.bool_],
        inside: NDArray[np.bool_],
    ) -> None:
        """Numbers against rules that name states: only those that name numbers have an opinion."""
        of = self._of
        named = np.flatnonzero(~numeric)
        rules = of.rule[instance[named]]
        for rule in np.unique(rules).tolist():
            states = of.state_sets[rule]
            at = named[rules == rule]
            beyond[at] = np.isin(values[at], states.numbers) if len(states.numbers) else False
            inside[at] = states.only_numbers & ~beyond[at]

    def _run(self, instance: Ints, times: Ints, values: Floats, verdict: NDArray[np.int8], bounds: Floats) -> None:
        of = self._of
        phase = of.phase[instance]
        due = of.deadline[instance] <= times
        happens = (
            ((phase == IDLE) & (verdict == TRUE))
            | ((phase == ACTIVE) & (verdict == CLEAR))
            | ((phase == RAISING) & ((verdict == CLEAR) | due))
            | ((phase == CLEARING) & ((verdict == TRUE) | (verdict == LOST) | due))
        )
        if self._timers:
            holds = (phase == RAISING) & (verdict == TRUE)
            if holds.any():
                happens = happens | holds  # the reading shown is the newest before the delay ends
        if not happens.any():
            return
        chosen = np.isin(instance, instance[happens])
        for one, time, value, told, bound in zip(
            instance[chosen].tolist(),
            times[chosen].tolist(),
            values[chosen].tolist(),
            verdict[chosen].tolist(),
            bounds[chosen].tolist(),
            strict=True,
        ):
            self._advance(one, time, told, value, None, bound)

    def _advance(
        self, instance: int, time: int, verdict: int, value: float, text: str | None = None, bound: float = math.nan
    ) -> None:
        """Take one instance to `time` and through one sample."""
        of = self._of
        if of.deadline[instance] <= time:
            self._end_delay(instance)
        phase = of.phase[instance]
        if phase == IDLE:
            if verdict == TRUE:
                self._note(instance, value, text, bound)
                self._begin(instance, RAISING, time, int(of.on_delay[instance]))
        elif phase == RAISING:
            if verdict == TRUE:
                self._note(instance, value, text, bound)
            elif verdict == CLEAR:
                self._stop(instance, IDLE)
        elif phase == ACTIVE:
            if verdict == CLEAR:
                self._begin(instance, CLEARING, time, int(of.off_delay[instance]))
        elif verdict in (TRUE, LOST):
            self._stop(instance, ACTIVE)

    def _note(self, instance: int, value: float, text: str | None, bound: float) -> None:
        """Remember the reading that an alarm raised now would show."""
        self._of.value[instance] = value
        if bound == bound:  # a limit that moves
            self._of.bound[instance] = bound
        if text is not None:
            self._texts[instance] = text

    def _begin(self, instance: int, phase: int, time: int, delay: int) -> None:
        self._of.phase[instance] = phase
        self._of.deadline[instance] = time + delay
        if delay:
            self._timers.add(instance)
        else:
            self._end_delay(instance)

    def _stop(self, instance: int, phase: int) -> None:
        self._of.phase[instance] = phase
        self._of.deadline[instance] = NEVER
        self._timers.discard(instance)
        if phase == IDLE:
            self._texts.pop(instance, None)

    def _end_delay(self, instance: int) -> None:
        of = self._of
        at = int(of.deadline[instance])
        raised = of.phase[instance] == RAISING
        reading = self._reading(instance) if raised else None
        self._stop(instance, ACTIVE if raised else IDLE)
        self._flip(instance, at, raised, reading)

    def _reading(self, instance: int) -> Reading:
        number, limit = float(self._of.value[instance]), float(self._of.bound[instance])
        text = self._texts.pop(instance, None)
        value = text if math.isnan(number) else number
        return Reading(value, None if math.isnan(limit) else limit, text or "")


def on_time(numbers: Ints, times: Ints, last: Ints) -> NDArray[np.bool_]:
    """Which samples (number of a cell or row, time) are not older than the newest before them of the same number.

    `last` holds the newest of each number so far, and is brought up to date.
    """
    order = np.argsort(numbers, kind="stable")
    by_number = numbers[order]
    starts = np.flatnonzero(np.r_[True, by_number[1:] != by_number[:-1]])
    before = last[numbers]
    if len(starts) == len(numbers):
        fresh: NDArray[np.bool_] = times >= before
        last[numbers[fresh]] = times[fresh]
        return fresh
    running = np.maximum(times, before)[order]
    ends = np.r_[starts[1:], len(numbers)]
    low = int(running.min())
    span = int(running.max()) - low + 1
    if span < np.iinfo(np.int64).max // (len(starts) + 1):
        # A running maximum by cell in one pass: lift each cell's times above all of the numbers before it.
        lift = np.repeat(np.arange(len(starts)) * span, ends - starts)
        running = np.maximum.accumulate(running - low + lift) - lift + low
    else:
        for start, end in zip(starts, ends, strict=True):
            running[start:end] = np.maximum.accumulate(running[start:end])
    last[by_number[starts]] = running[ends - 1]
    fresh = np.empty(len(numbers), np.bool_)
    fresh[order] = times[order] >= running
    return fresh
