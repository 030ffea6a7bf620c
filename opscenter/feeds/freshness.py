"""What a feed has published already: the same again is not published, and what is older than that is told."""

import hashlib
from collections import OrderedDict

from opscenter.feeds.record import Record

MOST = 200_000
"""Topics remembered; of more than these the ones that were silent longest are forgotten."""

NEW, SAME, OLDER = "new", "same", "older"


class Freshness:
    """Judges records of one feed by topic: their time and what they say.

    A record without a time is new when it says something else than the last one did. One with a time is `SAME` when
    both are as before, `OLDER` when it was measured before the last one that was published, else new (a correction,
    with the same time and other values, is new).
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._last: OrderedDict[str, tuple[int | None, bytes]] = OrderedDict()

    def judge(self, record: Record) -> str:
        """NEW, SAME or OLDER. What is NEW is remembered as published."""
        digest = hashlib.blake2b(record.payload, digest_size=16).digest()
        last = self._last.get(record.topic)
        if last is not None:
            self._last.move_to_end(record.topic)
            if last == (record.at, digest):
                return SAME
            if record.at is not None and last[0] is not None and record.at < last[0]:
                return OLDER
        self._last[record.topic] = (record.at, digest)
        if len(self._last) > self._most:
            self._last.popitem(last=False)
        return NEW

    def newest(self, topic: str) -> int | None:
        """When the last published record of a topic was measured (Unix ms)."""
        last = self._last.get(topic)
        return None if last is None else last[0]
