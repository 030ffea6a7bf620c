"""Where GTFS and GTFS-realtime come from: a timetable now and then, and the messages of up to three addresses often."""

from collections.abc import Sequence
from dataclasses import dataclass

from opscenter.domain.batch import Clock
from opscenter.feeds.feed import Delivery, Item, Source, SourceFault
from opscenter.feeds.record import Problem

STATIC = "static"
"""Topic of items that are the timetable; others are messages."""


@dataclass(slots=True)
class Part:
    """One of the addresses or files. `every_s`: looked at no more often; `due`: Unix ms."""

    role: str
    source: Source
    every_s: float = 0.0
    due: int = 0
    failing: bool = False


class GtfsSource:
    """Gets each of its parts in turn, the timetable first. What fails keeps the others from nothing: it is told once,
    and tried again each time; only when nothing can be had is that a fault of the whole."""

    def __init__(self, parts: Sequence[Part], *, every_s: float, clock: Clock) -> None:
        self.every_s = every_s
        self._parts = list(parts)
        self._clock = clock

    def fetch(self, delivery: Delivery) -> None:
        """Look at all parts that are due. SourceFault when none of the messages can be had."""
        faults: list[str] = []
        had = 0
        for part in self._parts:
            if self._clock() < part.due:
                continue
            try:
                part.source.fetch(_Named(delivery, part.role))
            except SourceFault as fault:
                faults.append(str(fault))
                if not part.failing:
                    delivery.problem(Problem(part.role, f"{fault}. It is tried again each time."))
                part.failing = True
            else:
                part.failing = False
                had += part.role != STATIC
                part.due = self._clock() + round(part.every_s * 1000)
        if faults and not had:
            raise SourceFault("; ".join(faults))

    def close(self) -> None:
        """End what is under way."""
        for part in self._parts:
            part.source.close()


class _Named:
    """A delivery whose items come under the name of their part."""

    def __init__(self, delivery: Delivery, role: str) -> None:
        self._delivery = delivery
        self._role = role

    def take(self, item: Item) -> None:
        """See `Delivery`."""
        self._delivery.take(Item(item.where, item.body, item.at, self._role, item.media))

    def alive(self) -> None:
        """See `Delivery`."""
        self._delivery.alive()

    def problem(self, problem: Problem) -> None:
        """See `Delivery`."""
        self._delivery.problem(problem)
