"""The records of all parts of a city in the order in which they were measured, with the time from one to the next."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.record import Problem, Record

Read = Callable[[PartFiles], Iterator[Record | Problem]]


@dataclass(slots=True, frozen=True)
class Step:
    """A record and when it is played: ms since the first, at the recorded pace without long pauses. `at`: its time
    (Unix ms), or that of the one before where it says none; None: there was none."""

    record: Record
    played: int
    at: int | None


def steps_of(
    streams: Iterable[tuple[Iterator[Record | Problem], bool]], longest_pause_s: float
) -> Iterator[Step | Problem]:
    """Merge streams, each in its own order, by time. A stream with True is played whole at the beginning.

    A record without a time, or with an earlier one than the record before it in its stream, comes right after that one.
    A pause longer than `longest_pause_s` is played as one of that length. Memory: one record of each stream.
    """
    flowing: list[Iterator[Record | Problem]] = []
    for stream, begin in streams:
        if not begin:
            flowing.append(stream)
            continue
        for one in stream:
            yield one if isinstance(one, Problem) else Step(one, 0, one.at)
    longest = round(longest_pause_s * 1_000)
    played, before = 0, None
    for one in _merged(flowing):
        if isinstance(one, Problem):
            yield one
            continue
        if one.at is not None:
            if before is not None and one.at > before:
                played += min(one.at - before, longest)
            before = one.at if before is None else max(before, one.at)
        yield Step(one, played, one.at)


def _merged(streams: list[Iterator[Record | Problem]]) -> Iterator[Record | Problem]:
    heads: list[tuple[int, int, Record]] = []
    latest = [-(2**62)] * len(streams)

    def advance(number: int) -> Iterator[Problem]:
        for one in streams[number]:
            if isinstance(one, Problem):
                yield one
                continue
            if one.at is not None:
                latest[number] = max(latest[number], one.at)
            heapq.heappush(heads, (latest[number], number, one))
            return

    for number in range(len(streams)):
        yield from advance(number)
    while heads:
        _, number, record = heapq.heappop(heads)
        yield record
        yield from advance(number)
