"""One vehicle followed along its run: where it is, which stops it has passed and when, how late it is."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.feeds.gtfs.messages import Call, TripUpdate, VehicleReport
from opscenter.feeds.gtfs.runs import Run

Floats = NDArray[np.float64]

OFF_ROUTE_M = 400.0
"""Farther from its way than this it is not on it: a diversion, or a trip that somebody forgot to change."""
OFF_ROUGH_M = 5_000.0
"""The same where there is no shape and the way is drawn straight from stop to stop."""
AT_STOP_M = 25.0
WAITING_M = 1_000.0
WAITING_S = 60.0
"""Not so far from its first stop, and so long before it is to leave, it waits to begin."""
LEFT_M = 40.0
"""So far from its first stop it has left it."""
BACK_M = 500.0
"""It has gone back so far: what was thought before was wrong, and it is followed anew."""
MOST_PASSINGS = 6
"""Stops passed between two reports; more, and nobody knows when."""
NO_TIME = math.nan


@dataclass(slots=True)
class Passing:
    """A stop passed: its number on the line and when (Unix seconds)."""

    stop: int
    at: float
    headway: float


@dataclass(slots=True)
class Track:
    """A vehicle on one run. `place` is the call it has passed last, -1: none; `along` metres, NaN: not known.

    `lon`, `lat` are where it is, or, where `interpolated`, where it should be between stops. `eta` are moments at which
    it is expected at its calls (Unix seconds, NaN where passed or not known).
    """

    run: Run | None
    at: float = 0.0
    along: float = NO_TIME
    place: int = -1
    passed_at: float = NO_TIME
    delay: float = NO_TIME
    lon: float = NO_TIME
    lat: float = NO_TIME
    interpolated: bool = False
    off_route: bool = False
    on_way: bool = False
    """Where it is along its way is known now."""
    standing: bool = False
    heading: str = ""
    eta: Floats = field(default_factory=lambda: np.empty(0))
    skipped: int = 0
    passings: list[Passing] = field(default_factory=list)
    begun: bool = False
    told: bool = False
    witnessed: bool = False
    """When it passed its last stop was seen."""
    guessed: bool = False
    """Nobody reported it last time: what was thought of it counts for nothing once somebody does."""

    def follow(self, report: VehicleReport | None, update: TripUpdate | None, at: float) -> None:
        """Take in a report (None: there is only what is foretold) made at `at`; `passings` are those since the last."""
        assert self.run is not None
        run, pattern = self.run, self.run.pattern
        self.passings = []
        if self.guessed and report is not None:
            self._begin_anew()
        self.guessed = report is None
        expected, self.skipped, self.told = foretold(run, update)
        before_along, before_at = self.along, self.at
        along, place, self.standing, self.interpolated = NO_TIME, -1, False, False
        self.off_route = False
        if report is not None and report.lon == report.lon:
            self.lon, self.lat = report.lon, report.lat
            if pattern.path is not None:
                along, away = pattern.path.nearest(report.lon, report.lat, self._thought(expected, at))
                if away > (OFF_ROUGH_M if pattern.shape < 0 else OFF_ROUTE_M):
                    along, self.off_route = NO_TIME, True
        elif report is not None and (report.stop or report.sequence >= 0):
            place = run.place(report.stop, report.sequence, max(self.place, 0))
            if place >= 0:
                self.standing = report.status == "stopped"
                along = self._between(place, expected, at)
        elif report is None and update is not None and not np.isnan(expected).all():
            along = float(np.interp(at, np.maximum.accumulate(np.nan_to_num(expected, nan=-math.inf)), pattern.along))
            self.interpolated = True
        if along == along:
            if before_along == before_along and before_along - BACK_M < along < before_along:
                along = before_along  # a position's error is no way back
            elif before_along == before_along and along <= before_along - BACK_M:
                self._begin_anew()
                before_along = NO_TIME
            self.along = along
            self._pass(along, place, before_along, before_at, at, expected)
            if self.interpolated or (report is not None and report.lon != report.lon):
                self._put_on_way(along)
        self.at = at
        self.on_way = along == along
        self._time(expected, at)

    def _begin_anew(self) -> None:
        self.place, self.passed_at, self.along, self.begun = -1, NO_TIME, NO_TIME, False

    def _thought(self, expected: Floats, at: float) -> float:
        """Where it should be about now: where it was, and before that known, where the schedule has it."""
        if self.along == self.along:
            return self.along + 5.0 * min(max(at - self.at, 0.0), 60.0)
        if np.isnan(expected).any():
            return NO_TIME
        return float(np.interp(at, expected, self.run.pattern.along)) if self.run else NO_TIME

    def _between(self, place: int, expected: Floats, at: float) -> float:
        """On the way to a call, or standing at it: by time between when it left the one before and is due there."""
        along = self.run.pattern.along if self.run else np.empty(0)
        if self.standing or place == 0:
            return float(along[place])
        left, due = expected[place - 1], expected[place]
        if self.place == place - 1 and self.passed_at == self.passed_at:
            left = self.passed_at
        self.interpolated = True
        if not (left == left and due == due) or due <= left:
            return float(along[place - 1] + along[place]) / 2.0
        share = min(max((at - left) / (due - left), 0.02), 0.98)
        return float(along[place - 1] + share * (along[place] - along[place - 1]))

    def _put_on_way(self, along: float) -> None:
        path = self.run.pattern.path if self.run else None
        if path is not None:
            self.lon, self.lat = path.at(along)
            self.interpolated = True

    def _pass(self, along: float, told: int, before: float, before_at: float, at: float, expected: Floats) -> None:
        """Which calls it has passed since the report before, and when: evenly by the way made in between."""
        assert self.run is not None
        pattern, run = self.run.pattern, self.run
        if told >= 0:
            place = told if self.standing else told - 1
        else:
            place = int(pattern.along.searchsorted(along + AT_STOP_M, "right")) - 1
            if place == 0 and (along < pattern.along[0] + LEFT_M or waits(run, along, at)):
                place = -1
        if not self.begun:  # met on its way: what it has passed before, nobody saw
            self.place, self.begun = place, True
            self.witnessed = False
            if place >= 0:
                self.passed_at = at
            return
        for number in range(max(self.place + 1, place + 1 - MOST_PASSINGS), place + 1):
            when = at
            if before == before and along > before and before_at < at:
                share = (float(pattern.along[number]) - before) / (along - before)
                when = before_at + min(max(share, 0.0), 1.0) * (at - before_at)
            elif told >= 0 and not self.standing and before_at < expected[number] < at:
                when = float(expected[number])
            when = float(round(when))  # nobody knows it better
            if self.passed_at == self.passed_at:
                when = max(when, self.passed_at)
            self.passings.append(Passing(int(pattern.stop_number[number]), when, float(run.headway[number])))
            self.passed_at, self.witnessed = when, True
        self.place = max(self.place, place)

    def _time(self, expected: Floats, at: float) -> None:
        """How late it is, and when it will be where."""
        run = self.run
        assert run is not None
        last = len(run.arrival) - 1
        following = min(self.place + 1, last)
        update_delay = expected[following] - run.arrival[following]
        self.delay = NO_TIME
        if self.place >= last:
            if self.witnessed and run.timed:
                self.delay = self.passed_at - float(run.arrival[last])
        elif self.told and update_delay == update_delay:
            self.delay = float(update_delay)
        elif run.timed and self.on_way:
            self.delay = deviation(run, self.along, at)
        eta = expected.copy()
        if not self.told and self.delay == self.delay:
            eta = run.arrival + self.delay
        eta[: self.place + 1] = np.nan
        self.eta = np.where(np.isnan(eta), np.nan, np.maximum(eta, at))

    @property
    def share(self) -> float:
        """How far along its way, 0..1."""
        run = self.run
        if run is None or self.along != self.along or run.pattern.path is None or not run.pattern.path.length:
            return NO_TIME
        return min(self.along / run.pattern.path.length, 1.0)


def foretold(run: Run, update: TripUpdate | None) -> tuple[Floats, int, bool]:
    """When a run is expected at its calls (Unix seconds, shape (n,)), how many it skips, whether the feed foretells it.

    A delay goes on to the calls after it until another is told; before the first that is told, that one holds (GTFS
    Realtime Reference, "Trip updates"). Without an update, the schedule.
    """
    expected = run.arrival.copy()
    if update is None:
        return expected, 0, False
    skipped = 0
    delays = np.full(len(expected), np.nan)
    since = 0
    for call in update.calls:
        place = run.place(call.stop, call.sequence, since)
        if place < 0:
            continue
        since = place
        if call.relation == "skipped":
            skipped += 1
            continue
        delays[place] = _delay_at(run, place, call)
        if not run.timed:
            expected[place] = call.arrival if call.arrival == call.arrival else call.departure
    if not run.timed:
        return expected, skipped, bool((~np.isnan(expected)).any())
    if np.isnan(delays).all():
        told = update.delay == update.delay
        return (expected + update.delay if told else expected), skipped, told
    known = np.flatnonzero(~np.isnan(delays))
    at = np.maximum(known.searchsorted(np.arange(len(delays)), "right") - 1, 0)
    return np.maximum.accumulate(expected + delays[known[at]]), skipped, True


def _delay_at(run: Run, place: int, call: Call) -> float:
    for time, delay, planned in (
        (call.arrival, call.arrival_delay, run.arrival[place]),
        (call.departure, call.departure_delay, run.departure[place]),
    ):
        if time == time and planned == planned:
            return time - float(planned)
        if delay == delay:
            return delay
    return NO_TIME


def waits(run: Run, along: float, at: float) -> bool:
    """Whether it still waits at its first stop, or close by, for its time."""
    return bool(along < run.pattern.along[0] + WAITING_M and at < run.departure[0] - WAITING_S)


def deviation(run: Run, along: float, at: float) -> float:
    """Seconds a vehicle is behind its schedule, so far along at a moment; negative when it is ahead.

    Between stops the schedule is taken as an even pace from one's departure to the next one's arrival. While it stands
    at a stop between arrival and departure it is on time; so it is before it has left its first.
    """
    places = run.pattern.along
    if waits(run, along, at):
        return 0.0
    stop = int(np.abs(places - along).argmin())
    if abs(float(places[stop]) - along) <= AT_STOP_M:
        early, late = at - float(run.arrival[stop]), at - float(run.departure[stop])
        if stop == 0:
            return max(late, 0.0)
        return early if early < 0.0 else max(late, 0.0)
    after = min(max(int(places.searchsorted(along, "right")), 1), len(places) - 1)
    first, second = float(places[after - 1]), float(places[after])
    share = (along - first) / (second - first) if second > first else 1.0
    planned = run.departure[after - 1] + min(max(share, 0.0), 1.0) * (run.arrival[after] - run.departure[after - 1])
    return float(at - planned)
