"""A span of time of a city's recorded data: what was known when it began, and what came in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from opscenter.feeds.record import Problem, Record

KNOWN_BEFORE_MS = 86_400_000
"""What was said last before a span is known at its beginning, unless it is older than this."""
MOST_KNOWN = 500_000
MOST_SPANS = 1_000
LOOK_EVERY = 500


@dataclass(slots=True)
class SpanOfData:
    """Goes through records (or problems) in order of their times once; [since, until], Unix ms.

    `known`: how many things were known at the beginning; `came`: records in the span; `problems` of all that was read.
    """

    since: int
    until: int
    known: int = 0
    came: int = 0
    problems: list[Problem] = field(default_factory=list)

    def messages(
        self, records: Iterator[Record | Problem], look: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[int, Record]]:
        """When each comes, and what comes: first what was known already, at `since`: of each thing the newest, and all
        that tells no time. What is later than the span is not read. `look` is called now and then meanwhile."""
        before: dict[str, Record] = {}
        begun = False
        at = self.since
        for number, record in enumerate(records):
            if number % LOOK_EVERY == 0:
                look()
            if isinstance(record, Problem):
                self.problems.append(record)
                continue
            if record.at is not None and record.at < self.since:
                if record.at >= self.since - KNOWN_BEFORE_MS and (record.topic in before or len(before) < MOST_KNOWN):
                    before.pop(record.topic, None)  # the newest stand last
                    before[record.topic] = record
                continue
            if record.at is None and not begun:
                self.known += 1
                yield self.since, record
                continue
            if not begun:
                begun = True
                self.known += len(before)
                yield from ((self.since, one) for one in before.values())
            if record.at is not None and record.at > self.until:
                return
            at = max(at, record.at or at)
            self.came += 1
            yield at, record
        if not begun:
            self.known += len(before)
            yield from ((self.since, one) for one in before.values())


def spans_of(
    records: Iterator[Record | Problem], longest_pause_ms: int, look: Callable[[], None] = lambda: None
) -> list[tuple[int, int]]:
    """Spans (Unix ms) in which the pauses between records are not longer than this; the first MOST_SPANS."""
    found: list[tuple[int, int]] = []
    for number, record in enumerate(records):
        if number % LOOK_EVERY == 0:
            look()
        if isinstance(record, Problem) or record.at is None:
            continue
        if found and record.at - found[-1][1] <= longest_pause_ms:
            found[-1] = found[-1][0], max(found[-1][1], record.at)
        elif len(found) < MOST_SPANS:
            found.append((record.at, record.at))
        else:
            break
    return found
