"""The question `measures`: how well the alarm system worked, over a span and in windows of it."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from opscenter.domain.measures import DAY_MS, FLOOD_MEMORY_MS, AlarmHappening, Measures
from opscenter.domain.measuring import measure
from opscenter.history.queries import Queries
from opscenter.station.requests import Request
from opscenter.wire.desk import Columns, Header
from opscenter.wire.measures_facts import fact_from_measures

_TOLD = ("rule", "system", "priority", "text", "attribute")
MOST_EVENTS = 1_000_000
MOST_WINDOWS = 400
SHORTEST_WINDOW_MS = 600_000


class Measuring:
    """Answers `measures` in the thread that calls it; `zone` is the city's, for windows of whole days."""

    def __init__(self, queries: Queries, flush: Callable[[float], bool], zone: str, now: Callable[[], int]) -> None:
        self._read = queries.alarm_happenings
        self._raised = queries.raised
        self._first_known = queries.first_known
        self._away = queries.away
        self._flush = flush
        self._zone = ZoneInfo(zone)
        self._now = now

    def answer(self, request: Request) -> tuple[Header, Columns]:
        """`from`, `to` (now), `window` (ms; 0: none), `behind` (id of a figure whose alarms are wanted).

        ValueError with a sentence for what cannot be."""
        until = min(request.whole("to", 2**53), self._now() + 1)
        since = request.whole("from", max(0, until - 30 * DAY_MS))
        window = request.whole("window", 0)
        if until <= since:
            raise ValueError("The span ends before it begins: 'to' is not later than 'from'.")
        if window and not window >= SHORTEST_WINDOW_MS:
            raise ValueError("A window has at least ten minutes.")
        self._flush(2.0)
        events = self._read(since, until, MOST_EVENTS)
        # Before anything was recorded it was not quiet: nobody knows what it was.
        first = min((event.at for event in events if event.at >= since), default=until - 1)
        since = max(since, min(first, self._first_known()))
        edges = list(window_edges(since, until, window, self._zone)) if window else []
        found = measure(events, since, until)
        found.away_ms = sum(min(end, until) - max(start, since) for start, end in self._away(since, until))
        header: dict[str, Any] = {"measures": fact_from_measures(found)}
        if behind := request.text("behind"):
            header["behind"] = self._behind(found, behind)
        header["windows"] = [fact_from_measures(one) for one in by_window(events, edges)]
        for told in header["windows"]:
            for figure in told["figures"]:
                figure["behind"] = []  # the whole span names them
        return header, {}

    def _behind(self, found: Measures, name: str) -> list[dict[str, Any]]:
        try:
            wanted = found.figure(name).behind
        except KeyError:
            known = ", ".join(one.id for one in found.figures)
            raise ValueError(f"There is no figure {name[:40]!r}. There are: {known}.") from None
        told = []
        for row in self._raised(wanted):
            fact = json.loads(row.pop("fact"))
            told.append({**row, **{name: fact.get(name) for name in _TOLD}})
        return told


def by_window(events: list[AlarmHappening], edges: list[int]) -> Iterator[Measures]:
    """The measures between every two edges, Unix ms ascending."""
    over = {event.occurrence: event.at for event in events if event.state == "NORM"}
    left = sorted(events, key=lambda event: event.at)
    for begin, end in pairwise(edges):
        # What was over long before has no part in a window, nor in those after it.
        left = [event for event in left if over.get(event.occurrence, begin) >= begin - FLOOD_MEMORY_MS]
        yield measure(left[: bisect_left(left, end, key=lambda event: event.at)], begin, end)


def window_edges(since: int, until: int, window: int, zone: ZoneInfo) -> list[int]:
    """Where windows of `window` ms begin and end within a span: whole days at midnight of the zone (a day of a clock
    change has 23 or 25 hours), others in equal parts from `since` on. ValueError for more than MOST_WINDOWS."""
    if (until - since) // window > MOST_WINDOWS:
        raise ValueError(f"These are more than {MOST_WINDOWS} windows. Ask for longer ones.")
    if window % DAY_MS:
        return [*range(since, until, window), until]
    edges = [since]
    day = _local(since, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    while True:
        day += timedelta(days=window // DAY_MS)  # in local time: midnight to midnight
        edge = round(day.astimezone(UTC).timestamp() * 1000)
        if edge >= until:
            return [*edges, until]
        edges.append(edge)


def _local(ms: int, zone: ZoneInfo) -> datetime:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)).astimezone(zone)
