"""The timetable of a day: which trips run, when, and how long after the one before at each stop."""

import datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from opscenter.feeds.gtfs.patterns import Patterns
from opscenter.feeds.gtfs.static import Static

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
DAY_S = 86_400
BREAK_S = 3 * 3600
"""What is longer is a break in service (the night), and no headway."""
MOST_RUNS = 200_000
"""Departures of trips by frequency in a day, at most: what is beyond is a mistake of the data set."""


def day_start(day: int, zone: ZoneInfo) -> float:
    """What times of a service day (an ordinal) count from, Unix seconds: noon less 12 hours, which is midnight but for
    days on which the clock changes (GTFS Schedule Reference, "Time")."""
    noon = datetime.datetime.combine(datetime.date.fromordinal(day), datetime.time(12), zone)
    return noon.timestamp() - 12 * 3600


def day_of(at: float, zone: ZoneInfo) -> int:
    """The local date of a moment (Unix seconds), as an ordinal."""
    return datetime.datetime.fromtimestamp(at, zone).date().toordinal()


class Timetable:
    """What is scheduled on a local date and of the service day before that goes on into it. Times are Unix seconds."""

    def __init__(self, static: Static, patterns: Patterns, zone: ZoneInfo, day: int) -> None:
        self.day, self.zone = day, zone
        self._static = static
        self.starts = {day + more: day_start(day + more, zone) for more in (-1, 0, 1)}
        trips, times = static.trips, static.times
        none_told = not len(static.services.ids)
        running: list[tuple[int, Ints]] = []
        by_frequency = np.zeros(len(trips.ids), np.bool_)
        by_frequency[static.frequencies.trip] = True
        for one in (day - 1, day):
            active = static.services.active(one)
            runs = np.ones(len(trips.ids), np.bool_) if none_told else active[trips.service] & (trips.service >= 0)
            running.append((one, np.flatnonzero(runs & (patterns.of_trip >= 0))))
        self.active = {one: set(trips_of.tolist()) for one, trips_of in running}
        # calls of every run: when it leaves each stop of its line
        parts: list[tuple[Ints, Floats, Ints]] = []
        begins: list[tuple[Ints, Floats, Floats]] = []
        for one, trips_of in running:
            plain = trips_of[~by_frequency[trips_of]]
            rows, of = _rows(times.first, plain)
            parts.append((rows, times.departure[rows] + self.starts[one], of))
            begins.append(
                (plain, times.departure[times.first[plain]] + self.starts[one],
                 times.arrival[times.first[plain + 1] - 1] + self.starts[one])
            )  # fmt: skip
            begins.append(self._frequent(one, trips_of))
        self._headways(patterns, parts)
        self.trip = np.concatenate([part[0] for part in begins]).astype(np.int64)
        self.begin = np.concatenate([part[1] for part in begins])
        self.end = np.concatenate([part[2] for part in begins])
        self._trip_line = patterns.trip_line
        self.line = patterns.trip_line[self.trip]

    def _frequent(self, day: int, running: Ints) -> tuple[Ints, Floats, Floats]:
        frequencies, times = self._static.frequencies, self._static.times
        trips: list[int] = []
        begins: list[float] = []
        for row in np.flatnonzero(np.isin(frequencies.trip, running)).tolist():
            leaves = range(int(frequencies.start[row]), int(frequencies.end[row]), int(frequencies.headway[row]))
            if len(trips) + len(leaves) > MOST_RUNS:
                break
            trips += [int(frequencies.trip[row])] * len(leaves)
            begins += [self.starts[day] + second for second in leaves]
        of, begin = np.array(trips, np.int64), np.array(begins)
        lasts = times.arrival[times.first[of + 1] - 1] - times.departure[times.first[of]] if len(of) else np.empty(0)
        return of, begin, begin + lasts

    def _headways(self, patterns: Patterns, parts: list[tuple[Ints, Floats, Ints]]) -> None:
        rows = np.concatenate([part[0] for part in parts])
        leaves = np.concatenate([part[1] for part in parts])
        trips = np.concatenate([part[2] for part in parts])
        line, stop = patterns.trip_line[trips], self._static.times.stop[rows]
        order = np.lexsort((leaves, stop, line))
        same = np.zeros(len(order), np.bool_)
        same[1:] = (line[order][1:] == line[order][:-1]) & (stop[order][1:] == stop[order][:-1])
        gaps = np.full(len(order), np.nan)
        gaps[1:][same[1:]] = np.diff(leaves[order])[same[1:]]
        gaps[gaps > BREAK_S] = np.nan
        first_rows = len(parts[0][0])
        of_row = np.empty(len(order))
        of_row[order] = gaps
        # by call row, of today's service day and of yesterday's
        self._gaps = (np.full(len(self._static.times.stop), np.nan), np.full(len(self._static.times.stop), np.nan))
        self._gaps[0][rows[:first_rows]] = of_row[:first_rows]
        self._gaps[1][rows[first_rows:]] = of_row[first_rows:]
        by_time = np.argsort(leaves, kind="stable")
        self._leaves, self._leaving_gap = leaves[by_time], of_row[by_time]
        self._leaving_line = line[by_time]

    def headways(self, trip: int, day: int) -> Floats:
        """Scheduled seconds since the run before on the line, at each call of a trip; NaN: there is none before."""
        calls = self._static.calls(trip)
        often = np.flatnonzero(self._static.frequencies.trip == trip)
        if len(often):
            return np.full(calls.stop - calls.start, float(self._static.frequencies.headway[often[0]]))
        return self._gaps[0 if day < self.day else 1][calls]

    def scheduled(self, at: float, count: int) -> tuple[Ints, Ints, Ints]:
        """By line, shape (count,): runs that should be on their way at a moment, runs of the local day that should have
        begun by then, and those that are to begin within the hour."""
        on_way = (self.begin <= at) & (at < self.end)
        begun = (self.begin >= self.starts[self.day]) & (self.begin <= at)
        to_begin = (self.begin > at) & (self.begin <= at + 3600.0)
        return (
            np.bincount(self.line[on_way], minlength=count), np.bincount(self.line[begun], minlength=count),
            np.bincount(self.line[to_begin], minlength=count),
        )  # fmt: skip

    def mean_headways(self, at: float, count: int, within_s: float = 3600.0) -> Floats:
        """By line, shape (count,): the mean scheduled headway (seconds) at its stops over the hour up to a moment."""
        first, last = np.searchsorted(self._leaves, (at - within_s, at))
        gaps, line = self._leaving_gap[first:last], self._leaving_line[first:last]
        good = ~np.isnan(gaps)
        number = np.bincount(line[good], minlength=count)
        total = np.bincount(line[good], gaps[good], minlength=count)
        means = np.full(count, np.nan)
        np.divide(total, number, out=means, where=number > 0)
        often = self._static.frequencies
        begin = self.starts[self.day]
        now = (begin + often.start <= at) & (at < begin + often.end) & np.isin(often.trip, self.trip)
        means[self._trip_line[often.trip[now]]] = often.headway[now]
        return means


def _rows(first: Ints, trips: Ints) -> tuple[Ints, Ints]:
    """Call rows of trips, one after another, and the trip of each."""
    counts = first[trips + 1] - first[trips]
    of = np.repeat(trips, counts)
    within = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(first[trips], counts) + within, of
