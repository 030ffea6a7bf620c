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
        self._bursts: dict[str, list[_Burst]] = {}
        self._of: dict[str, tuple[str, _Burst]] = {}

    def raised(self, key: str, occurrence: str, since: int) -> None:
        """A new alarm; of one batch the older come first."""
        bursts = self._bursts.setdefault(key, [])
        burst = next((one for one in bursts if one.began - BURST_MS <= since <= one.last + BURST_MS), None)
        if burst is None:
            burst = _Burst(since, since)
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
        burst.listed -= 1
        if not burst.listed:
            bursts = self._bursts[key]
            bursts.remove(burst)
            if not bursts:
                del self._bursts[key]

    def followers(self, occurrence: str) -> int:
        """How many came after this one in its burst; 0 for one that was not first, or alone."""
        known = self._of.get(occurrence)
        if known is None or occurrence not in known[1].firsts:
            return 0
        return known[1].members - len(known[1].firsts)
