"""How often an alarm came before: its journal folded by occurrence. No Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from opscenter.domain.alarm_table import AlarmEvent

DAY_MS = 86_400_000


@dataclass(slots=True)
class Occasion:
    """One time an alarm was raised: when, when it cleared, who acknowledged it, when and with what comment. Times are
    Unix ms, event time; 0 for what has not happened."""

    occurrence: str
    raised: int
    cleared: int = 0
    acked: int = 0
    by: str = ""
    comment: str = ""


def occasions(events: Iterable[Mapping[str, Any]], until: int) -> list[Occasion]:
    """Those raised by `until`, newest first; `events` of the query `journal` in any order. What was written down later
    than `until` has not happened yet. Of several acknowledgements the first with a comment counts, else the first."""
    found: dict[str, Occasion] = {}
    known = sorted((one for one in events if _when(one, "wall") <= until), key=lambda one: _when(one, "at"))
    for event in known:
        occurrence, name, at = str(event.get("occurrence") or ""), event.get("event"), _when(event, "at")
        if name == AlarmEvent.RAISED:
            found.setdefault(occurrence, Occasion(occurrence, at))
        occasion = found.get(occurrence)
        if occasion is None:
            continue
        if name == AlarmEvent.CLEARED:
            occasion.cleared = at
        elif name == AlarmEvent.RAISED:
            occasion.cleared = 0
        elif name == AlarmEvent.ACKNOWLEDGED and (not occasion.acked or not occasion.comment):
            comment = str(event.get("comment") or "")
            if comment or not occasion.acked:
                occasion.acked, occasion.by, occasion.comment = at, str(event.get("by") or ""), comment
    return sorted(found.values(), key=lambda one: -one.raised)


def since(found: Iterable[Occasion], moment: int) -> int:
    """How many were raised at `moment` or later."""
    return sum(1 for one in found if one.raised >= moment)


def _when(event: Mapping[str, Any], name: str) -> int:
    value = event.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return _when(event, "at") if name == "wall" else 0
