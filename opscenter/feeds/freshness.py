"""What a feed has published already: the same again is not published, and what is older than that is told."""

import hashlib
from collections import OrderedDict

from opscenter.feeds.record import Record

MOST = 200_000
"""Topics remembered; of more than these the ones that were silent longest are forgotten."""

NEVER = 1 << 62
NEW, SAME, OLDER, AGAIN = "new", "same", "older", "again"


class Freshness:
    """Judges records of one feed by topic: their time and what they say.

    A record without a time is new when it says something else than the last one did. One with a time is `SAME` when
    both are as before, `OLDER` when it was measured before the last one that was published, else new (a correction,
    with the same time and other values, is new).

    One without a time that is still said is `AGAIN` once it was published `again_ms` ago: what its source tells now is
    not to look silent because it has not changed. One with a time is not: a sensor that is dead is repeated like that.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._last: OrderedDict[str, tuple[int | None, bytes, int]] = OrderedDict()

    def judge(self, record: Record, now: int = 0, again_ms: int = NEVER) -> str:
        """NEW, SAME, OLDER or AGAIN at `now` (Unix ms). What is NEW or AGAIN is remembered as published."""
        digest = hashlib.blake2b(record.payload, digest_size=16).digest()
        last = self._last.get(record.topic)
        if last is not None:
            self._last.move_to_end(record.topic)
            if last[:2] == (record.at, digest):
                if record.at is not None or now - last[2] < again_ms:
                    return SAME
                self._last[record.topic] = (None, digest, now)
                return AGAIN
            if record.at is not None and last[0] is not None and record.at < last[0]:
                return OLDER
        self._last[record.topic] = (record.at, digest, now)
        if len(self._last) > self._most:
            self._last.popitem(last=False)
        return NEW

    def still(self, record: Record, now: int, again_ms: int) -> bool:
        """Whether a record of a document that was read before is to be published again: it has no time, is what its
        topic said last, and that was `again_ms` ago."""
        digest = hashlib.blake2b(record.payload, digest_size=16).digest()
        last = self._last.get(record.topic)
        return last is not None and last[:2] == (None, digest) and self.judge(record, now, again_ms) == AGAIN

    def newest(self, topic: str) -> int | None:
        """When the last published record of a topic was measured (Unix ms)."""
        last = self._last.get(topic)
        return None if last is None else last[0]
