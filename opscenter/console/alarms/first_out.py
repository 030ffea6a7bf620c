"""Which alarm came first of several that came together: often the cause of the others."""

from dataclasses import dataclass, field

BURST_MS = 30_000
"""Alarms that follow one another by at most so much belong together."""


@dataclass(slots=True)
class _Burst:
    began: int
    last: int
    firsts: set[str] = field(default_factory=set)
    members: int = 0
    listed: int = 0


class FirstOut:
    """Bursts by a key (an entity, a situation). The first stays the first after it has gone: none takes its place."""

    def __init__(self) -> None:
        self._alone: dict[str, tuple[str, int]] = {}  # key -> its only alarm and when: most keys never have another
        self._bursts: dict[str, list[_Burst]] = {}
        self._of: dict[str, tuple[str, _Burst | None]] = {}

    def raised(self, key: str, occurrence: str, since: int) -> None:
        """A new alarm; of one batch the older come first."""
        if key not in self._bursts:
            other = self._alone.pop(key, None)
            if other is None:
                self._alone[key] = occurrence, since
                self._of[occurrence] = key, None
                return
            self._join(key, *other)
        self._join(key, occurrence, since)

    def _join(self, key: str, occurrence: str, since: int) -> None:
        bursts = self._bursts.setdefault(key, [])
        near = [one for one in bursts if one.began - BURST_MS <= since <= one.last + BURST_MS]
        burst = near[0] if near else _Burst(since, since)
        if not near:
            bursts.append(burst)
        if since < burst.began:
            burst.began = since
            burst.firsts.clear()
        if since == burst.began:
            burst.firsts.add(occurrence)
        burst.last = max(burst.last, since)
        burst.members += 1
        burst.listed += 1
        self._of[occurrence] = key, burst

    def gone(self, occurrence: str) -> None:
        """An alarm left the list; a burst is forgotten with its last one."""
        known = self._of.pop(occurrence, None)
        if known is None:
            return
        key, burst = known
        if burst is None:
            del self._alone[key]
            return
        burst.listed -= 1
        if not burst.listed:
            bursts = self._bursts[key]
            bursts.remove(burst)
            if not bursts:
                del self._bursts[key]

    def followers(self, occurrence: str) -> int:
        """How many came after this one in its burst; 0 for one that was not first, or alone."""
        burst = self._of.get(occurrence, ("", None))[1]
        return burst.members - len(burst.firsts) if burst is not None and occurrence in burst.firsts else 0
