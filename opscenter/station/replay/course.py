"""An engine going along a recording, and how it gets to another place of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from opscenter.domain.stopped import Meanwhile, nothing_meanwhile
from opscenter.history.records import JournalRow
from opscenter.recording.records import Away, Happening, Moment
from opscenter.station.engine import Beat
from opscenter.station.lane.lane import Lane
from opscenter.station.replay.anchors import Anchors

Happenings = Callable[[int | None], Iterator[Happening]]
"""What a recording tells, from the first moment later than or at one (Unix ms); None: from its beginning."""
MakeLane = Callable[[], Lane]

KEEP_AFTER_MESSAGES = 200_000
KEEP_AFTER_MS = 600_000
"""So much of a recording without anchors is gone through again at most, when somebody jumps back into it."""
NEVER = 2**62


@dataclass(slots=True)
class Lived:
    """What one happening brought. `rows`: of the journal, as made."""

    happening: Happening
    beats: list[Beat]
    rows: list[JournalRow]


class Course:
    """`lane` is where everything up to `at` (Unix ms) has been lived through; `next_at` is when something happens next.

    `keeps`: make anchors on the way. Raises what `happenings` raises.
    """

    def __init__(self, make: MakeLane, happenings: Happenings, anchors: Anchors, *, keeps: bool = False) -> None:
        self._make = make
        self._happenings = happenings
        self._anchors = anchors
        self._keeps = keeps
        self._rows: list[JournalRow] = []
        self.messages = 0
        """Messages gone through, those gone through again among them."""
        self._begin(None)

    def _begin(self, at: int | None, meanwhile: Meanwhile = nothing_meanwhile) -> bool:
        """Begin at an anchor, or at the beginning; False: that anchor cannot be used."""
        lane = self._make()
        meanwhile()
        if at is not None and not self._anchors.recall(at, lane, meanwhile):
            return False
        self._rows = []
        lane.rows = self._take
        self.lane = lane
        self.at = -1 if at is None else at
        self.began = self.at
        self._source = self._happenings(None if at is None else at + 1)
        self._next = next(self._source, None)
        self._since_anchor = (self.next_at if at is None else at, self.messages)
        return True

    def _take(self, rows: Sequence[JournalRow]) -> None:
        self._rows += rows

    @property
    def next_at(self) -> int:
        """When the next thing happens; NEVER: it is over."""
        return NEVER if self._next is None else moment_of(self._next)

    def go_to(self, at: int, meanwhile: Meanwhile = nothing_meanwhile) -> bool:
        """Be somewhere from where going on leads to `at`, as near to it as can be; whether it jumped for that. Raises
        what `meanwhile` raises: it is then where it was."""
        while True:
            nearest = self._anchors.nearest(at)
            if self.at <= at and (nearest is None or nearest <= self.at):
                return False
            if self._begin(nearest, meanwhile):
                return True

    def live(self, until: int) -> Lived | None:
        """Live through the next thing that happens by `until`; None: nothing does."""
        happening = self._next
        if happening is None or moment_of(happening) > until:
            return None
        beats = self.lane.live_through(happening)
        self.at = max(self.at, moment_of(happening))
        if isinstance(happening, Moment):
            self.messages += len(happening.messages)
        self._next = next(self._source, None)
        rows, self._rows = self._rows, []
        if self._keeps and isinstance(happening, Moment) and happening.messages and self.next_at > self.at:
            self._keep()
        return Lived(happening, beats, rows)

    def _keep(self) -> None:
        since, messages = self._since_anchor
        if self.messages - messages < KEEP_AFTER_MESSAGES and self.at - since < KEEP_AFTER_MS:
            return
        self._since_anchor = (self.at, self.messages)
        nearest = self._anchors.nearest(self.at)
        if nearest is None or nearest <= since:
            self._anchors.keep(self.at, self.lane.remember())


def moment_of(happening: Happening) -> int:
    """When a happening has happened, Unix ms."""
    return happening.until if isinstance(happening, Away) else happening.at


@dataclass(slots=True)
class _Brought:
    """What was brought at a moment."""

    at: int
    rows: list[JournalRow]
    messages: int


class Whole:
    """What passes over a recording brought, in any order, some over what was gone through before: each moment once.

    A pass knows all that happened later than where it began, up to its end (Unix ms of the station's clock).
    """

    def __init__(self) -> None:
        self._passes: list[tuple[int, int]] = []
        self._brought: list[_Brought] = []
        self._began = self._ended = -1
        self._now: list[_Brought] = []
        self.begun = False

    def begin(self, after: int) -> None:
        """A pass begins after this moment; the one before is over."""
        self._end()
        self.begun = True
        self._began = self._ended = after

    def take(self, at: int, rows: list[JournalRow], messages: int) -> None:
        """It has come to `at`, which brought these."""
        self._ended = max(self._ended, at)
        if rows or messages:
            self._now.append(_Brought(at, rows, messages))

    def missing(self, since: int, until: int) -> list[tuple[int, int]]:
        """What of a span has not been gone through: later than the first, up to the second."""
        found, at = [], since
        for begin, end in sorted([*self._passes, (self._began, self._ended)]):
            if begin > at:
                found.append((at, min(begin, until)))
            at = max(at, end)
        if at < until:
            found.append((at, until))
        return [(begin, end) for begin, end in found if end > begin]

    def rows(self, since: int, until: int) -> list[JournalRow]:
        """All rows of moments from `since` to `until`, both included, in their order."""
        return [row for one in self._within(since, until) for row in one.rows]

    def messages(self, since: int, until: int) -> int:
        """How many messages there were."""
        return sum(one.messages for one in self._within(since, until))

    def _within(self, since: int, until: int) -> list[_Brought]:
        self._end()
        found = [one for one in self._brought if since <= one.at <= until]
        found.sort(key=lambda one: one.at)  # what one moment brought stays in its order
        return found

    def _end(self) -> None:
        known = self._passes
        self._brought += [one for one in self._now if not any(a < one.at <= b for a, b in known)]
        if self._ended > self._began:
            self._passes.append((self._began, self._ended))
        self._began, self._now = self._ended, []
