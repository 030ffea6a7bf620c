"""Lines of public transport as their passengers have them: headways, waiting, bunching, gaps, punctuality.

Out of what vehicles say of themselves (`refLine`, `stopNumber`, `delay`, `scheduledHeadway`) and lines
(`scheduledHeadway`, `scheduledVehicles`, `scheduledTrips`, `cancelledTrips`, `vehiclesInService`), over the last hour.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.step import Step
from opscenter.figures.text_codes import changed
from opscenter.figures.transit import regularity
from opscenter.figures.transit.passings import Headways, LastPassings, StopNumbers

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

WINDOW_MS = 3_600_000
"""Shares and means are of the last hour."""
RECENT_MS = 600_000
"""Bunching that alarms is of the last ten minutes."""
LEAST = 5
"""So many headways (or delays) of the window make a mean, a share or a percentile."""
FREQUENT_S = 900.0
"""Lines that run at most so far apart are judged by their regularity: people come without looking at a timetable.
Others are judged by punctuality alone. Statutory Document No. 14 calls services frequent from 10 min on and wants never
more than 15 between two; Transport for London takes 12."""
SLOW_MS = 60_000
"""What is of the last hour is written each minute; gaps and bunching, each step."""
FRESH_MS = 900_000
"""What a line says of its plan holds so long."""
LINE, VEHICLE = "BusLine", "Vehicle"

_PLANS = (
    "scheduledHeadway", "scheduledVehicles", "scheduledStarts", "scheduledTrips", "cancelledTrips", "vehiclesInService",
)  # fmt: skip
_OUTPUTS = (
    ("derived.headway", "SEC"), ("derived.headwayVariation", "C62"), ("derived.excessWait", "SEC"),
    ("derived.bunchedShare", "C62"), ("derived.gapShare", "C62"), ("derived.shortestHeadwayRatio", "C62"),
    ("derived.openGapRatio", "C62"), ("derived.delayMedian", "SEC"), ("derived.delayP90", "SEC"),
    ("derived.punctuality", "C62"), ("derived.passings", "C62"), ("derived.cancelledShare", "C62"),
    ("derived.serviceShare", "C62"),
)  # fmt: skip


class TransitLines(FigureBase):
    """Regularity and punctuality of each line and direction, each half minute."""

    name = "transit.lines"
    every_ms = 30_000
    inputs = (
        Input(VEHICLE, "stopNumber", samples=True), Input(VEHICLE, "scheduledHeadway", samples=True),
        Input(VEHICLE, "delay"), Input(VEHICLE, "refLine", text=True), *(Input(LINE, name) for name in _PLANS),
    )  # fmt: skip
    outputs = (
        *(Output(LINE, name, unit) for name, unit in _OUTPUTS),
        Output(VEHICLE, "derived.headway", "SEC"), Output(VEHICLE, "derived.headwayRatio", "C62"),
    )  # fmt: skip

    def __init__(self) -> None:
        self._stops = StopNumbers()
        self._last = LastPassings()
        self._line: Ints = np.empty(0, np.int64)  # of each vehicle, -1: none
        self._refs: list[str | None] = []
        self._waiting: set[int] = set()  # vehicles whose line nobody has heard of yet
        none = np.empty(0, np.int64)
        self._headways = Headways(none, none, none, none, np.empty(0), np.empty(0))
        self._delays = none, none, np.empty(0)  # line, time, seconds
        self._minute = 0

    def take(self, step: Step) -> None:
        """Passings since the last step, then the figures of the window."""
        count = step.count(VEHICLE)
        self._stops.resize(count)
        fresh = self._follow_lines(step, count)
        headways = self._pass(step, fresh)
        self._forget(step.at)
        self._write_vehicles(step, headways)
        if step.count(LINE):
            self._write_lines(step)

    # -- vehicles and their lines ----------------------------------------------------------------------------

    def _follow_lines(self, step: Step, count: int) -> Bools:
        """Which vehicles have changed their line since the last step."""
        more = count - len(self._line)
        if more > 0:
            self._line = np.pad(self._line, (0, more), constant_values=-1)
        texts: Sequence[str | None] = step.texts(VEHICLE, "refLine")
        where = changed(self._refs, texts)
        if where or len(texts) != len(self._refs):
            self._refs = list(texts)
        fresh = np.zeros(count, np.bool_)
        for vehicle in (*where, *self._waiting):
            ref = texts[vehicle]
            line = -1 if ref is None else step.position(LINE, ref)
            (self._waiting.add if ref is not None and line < 0 else self._waiting.discard)(vehicle)
            if line != self._line[vehicle]:
                fresh[vehicle] = self._line[vehicle] >= 0
                self._line[vehicle] = line
        return fresh

    def _pass(self, step: Step, fresh: Bools) -> Headways:
        samples = step.samples(VEHICLE, "stopNumber")
        passed = self._stops.take(samples.position, samples.time, np.where(samples.quality < 2, samples.value, np.nan))
        # of a vehicle that has changed its line nobody knows on which of the two it was
        passed &= (self._line[samples.position] >= 0) & ~fresh[samples.position]
        vehicle, time, stop = samples.position[passed], samples.time[passed], samples.value[passed].astype(np.int64)
        line = self._line[vehicle]
        headways = self._last.take(line, stop, vehicle, time, self._scheduled(step, vehicle, time, line))
        kept = self._headways
        self._headways = Headways(
            *(np.concatenate((getattr(kept, name), getattr(headways, name))) for name in Headways.__slots__)
        )
        delay = step.numbers(VEHICLE, "delay").value[vehicle]
        known = ~np.isnan(delay)
        added = line[known], time[known], delay[known]
        lines, times, delays = (np.concatenate(pair) for pair in zip(self._delays, added, strict=True))
        self._delays = lines, times, delays
        return headways

    def _scheduled(self, step: Step, vehicle: Ints, time: Ints, line: Ints) -> Floats:
        """The scheduled headway of passings: as told of the passing itself, else of the vehicle, else of the line."""
        found: Floats = step.numbers(VEHICLE, "scheduledHeadway").value[vehicle].copy()
        told = step.samples(VEHICLE, "scheduledHeadway")
        if len(told.position) and len(vehicle):
            order = np.lexsort((told.time, told.position))
            # one number that sorts as (vehicle, time) does: times since the first, in ms
            start = int(min(told.time.min(), time.min()))
            span = int(max(told.time.max(), time.max())) - start + 1
            keys = told.position[order] * span + (told.time[order] - start)
            wanted = vehicle * span + (time - start)
            at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            same = keys[at] == wanted
            found[same] = told.value[order][at[same]]
        if step.count(LINE):
            of_line = step.numbers(LINE, "scheduledHeadway").value[line]
            found = np.where(np.isnan(found), of_line, found)
        return np.where(found > 0, found, np.nan)

    def _forget(self, at: int) -> None:
        recent = self._headways.time > at - WINDOW_MS
        if not recent.all():
            self._headways = self._headways.taken(recent)
        lines, times, delays = self._delays
        recent = times > at - WINDOW_MS
        if not recent.all():
            self._delays = lines[recent], times[recent], delays[recent]

    # -- what is written -------------------------------------------------------------------------------------

    def _write_vehicles(self, step: Step, headways: Headways) -> None:
        if not len(headways.vehicle):
            return
        order = np.argsort(headways.time, kind="stable")
        newest = dict(zip(headways.vehicle[order].tolist(), order.tolist(), strict=True))  # the last of each wins
        rows = np.array(list(newest.values()), np.int64)
        step.put(VEHICLE, "derived.headway", headways.vehicle[rows], headways.headway[rows])
        step.put(
            VEHICLE, "derived.headwayRatio", headways.vehicle[rows], headways.headway[rows] / headways.scheduled[rows]
        )

    def _write_lines(self, step: Step) -> None:
        count, since = step.count(LINE), step.at - FRESH_MS
        plans = {}
        for name in _PLANS:
            numbers = step.numbers(LINE, name)
            plans[name] = np.where(numbers.usable(since), numbers.value, np.nan)
        figures = self._gaps(step.at, count, plans)
        if step.at // SLOW_MS > self._minute:  # the first step of it that there is: news may come each minute only
            self._minute = step.at // SLOW_MS
            figures |= self._regularity(count) | self._punctuality(count)
            figures["derived.cancelledShare"] = regularity.ratio(plans["cancelledTrips"], plans["scheduledTrips"])
            figures["derived.serviceShare"] = regularity.ratio(plans["vehiclesInService"], plans["scheduledVehicles"])
        every = np.arange(count)
        for name, values in figures.items():
            step.put(LINE, name, every, values)

    def _regularity(self, count: int) -> dict[str, Floats]:
        one = self._headways
        enough = regularity.counts(one.line, count) >= LEAST
        planned = ~np.isnan(one.scheduled)
        scheduled = regularity.mean(one.line[planned], one.scheduled[planned], count)
        observed = regularity.mean(one.line, one.headway, count)
        usual = np.where(np.isnan(scheduled), observed, scheduled)
        with np.errstate(invalid="ignore"):
            frequent = enough & (usual <= FREQUENT_S)
        line, share = one.line[planned], one.headway[planned] / one.scheduled[planned]
        return {
            "derived.headway": np.where(enough, observed, np.nan),
            "derived.headwayVariation": np.where(
                frequent, regularity.variation(one.line, one.headway, one.scheduled, count), np.nan
            ),
            "derived.excessWait": np.where(
                frequent, regularity.excess_waiting(one.line, one.headway, one.scheduled, count), np.nan
            ),
            "derived.bunchedShare": np.where(
                frequent, regularity.share(line, share < regularity.BUNCHED, count), np.nan
            ),
            "derived.gapShare": np.where(frequent, regularity.share(line, share > regularity.GAP, count), np.nan),
            "derived.passings": regularity.counts(one.line, count),
        }

    def _gaps(self, at: int, count: int, plans: dict[str, Floats]) -> dict[str, Floats]:
        """Bunching of the last minutes, and where nobody has come for how long; not once the last run has begun."""
        recent = self._headways.taken(self._headways.time > at - RECENT_MS)
        recent = recent.taken(recent.scheduled <= FREQUENT_S)
        line, share = self._last.open_gaps(at, plans["scheduledHeadway"], FREQUENT_S)
        goes_on = plans["scheduledStarts"][line] != 0  # NaN: nobody says when it ends
        line, share = line[goes_on], share[goes_on]
        return {
            "derived.shortestHeadwayRatio": regularity.extreme(
                recent.line, recent.headway / recent.scheduled, count, largest=False
            ),
            "derived.openGapRatio": regularity.extreme(line, share, count, largest=True),
        }

    def _punctuality(self, count: int) -> dict[str, Floats]:
        line, _, delay = self._delays
        enough = regularity.counts(line, count) >= LEAST
        return {
            name: np.where(enough, values, np.nan)
            for name, values in (
                ("derived.delayMedian", regularity.percentile(line, delay, count, 0.5)),
                ("derived.delayP90", regularity.percentile(line, delay, count, 0.9)),
                ("derived.punctuality", regularity.share(line, regularity.on_time(delay), count)),
            )
        }

    # -- over a restart --------------------------------------------------------------------------------------

    def save(self) -> Memory:
        """See `Figure`."""
        return {
            **self._last.save(),
            **{f"headways.{name}": getattr(self._headways, name).copy() for name in Headways.__slots__},
            **{f"delays.{number}": column.copy() for number, column in enumerate(self._delays)},
            "stops.stop": self._stops.stop.copy(),
            "stops.time": self._stops.time.copy(),
            "line": self._line.copy(),
            "minute": np.array([self._minute], np.int64),
        }

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        headways = Headways(*(memory[f"headways.{name}"].copy() for name in Headways.__slots__))
        lines, times, delays = (memory[f"delays.{number}"].copy() for number in range(3))
        minute = int(memory["minute"][0])
        stop, time, line = memory["stops.stop"].copy(), memory["stops.time"].copy(), memory["line"].copy()
        self._last.load(memory)
        self._headways, self._delays, self._line = headways, (lines, times, delays), line
        self._stops.stop, self._stops.time, self._minute = stop, time, minute
