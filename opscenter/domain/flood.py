"""Alarm floods: more new alarms than a person can take in.

A flood begins when more than ENTER_ABOVE alarms were announced within ten minutes and ends when fewer than LEAVE_BELOW
were (ISA-18.2 and EEMUA 191 by secondary sources: ten alarms in ten minutes for one operator; it is over below five).
"""

import itertools
from collections import deque
from dataclasses import dataclass
from typing import Any, ClassVar

TEN_MINUTES_MS = 600_000
ENTER_ABOVE = 10
LEAVE_BELOW = 5
LATE_MS = 5_000
"""Alarms are announced up to some seconds after their event time: when delays end, when a beat is over."""


@dataclass(slots=True)
class Flood:
    """One flood: Unix ms of its begin and of its end (0: it goes on), how many alarms were announced in it."""

    began: int
    ended: int = 0
    announced: int = 0


class FloodWatch:
    """Says whether there is a flood, from the times at which alarms are announced. Pure, on event time.

    Times go up: an alarm that is earlier than the newest counts as of the newest, and one that comes LATE_MS late as of
    now. Within that nothing depends on when time was let pass. An alarm counts for ten minutes, the moment ten minutes
    later no more; what is announced in that same moment counts in it, so that a flood ends only once it has passed.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_recent": list[int],
        "_now": int,
        "_newest": int,
        "current": Flood | None,
    }

    def __init__(self) -> None:
        self._recent: deque[int] = deque()
        self._now = self._newest = -(2**62)
        self.current: Flood | None = None

    def recalled(self) -> None:
        """See `domain.remembered`."""
        self._recent = deque(self._recent)

    @property
    def rate(self) -> int:
        """Alarms announced within the last ten minutes."""
        gone = itertools.takewhile(lambda at: at + TEN_MINUTES_MS <= self._now, self._recent)
        return len(self._recent) - sum(1 for _ in gone)

    def announced(self, at: int) -> list[Flood]:
        """An alarm asks for attention; the floods that ended before it (none or one)."""
        ended = self.tick(at)
        self._newest = max(at if at > self._now - LATE_MS else self._now, self._newest)
        self._recent.append(self._newest)
        if self.current is not None:
            self.current.announced += 1
        elif (rate := self.rate) > ENTER_ABOVE:
            self.current = Flood(self._newest, announced=rate)
        return ended

    def tick(self, now: int) -> list[Flood]:
        """Let time pass; the floods that ended, each at the moment it did."""
        self._now = max(self._now, now)
        ended = []
        while self._recent and self._recent[0] + TEN_MINUTES_MS < self._now:
            gone = self._recent.popleft() + TEN_MINUTES_MS
            if self.current is not None and len(self._recent) < LEAVE_BELOW:
                self.current.ended = gone
                ended.append(self.current)
                self.current = None
        if self.current is not None and len(self._recent) < LEAVE_BELOW:  # taken up, with its alarms no longer known
            self.current.ended = self._now
            ended.append(self.current)
            self.current = None
        return ended
