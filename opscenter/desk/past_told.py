"""How exactly a moment of the past is known: what the answer to `moment` says beside the state."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]


@dataclass(slots=True, frozen=True)
class PastTold:
    """All times Unix ms. `first`: the first moment known (0: none is). `away`, `lost`: the moment lies in a span in
    which no station recorded, or in which something was lost on the bus or not written down. `kept_at`: 0, or what came
    after this moment is not known any more, but for alarms, situations and, if `sampled`, numbers."""

    first: int = 0
    away: Span | None = None
    lost: Span | None = None
    kept_at: int = 0
    sampled: bool = False


def told_in(header: Mapping[str, Any]) -> PastTold:
    """What an answer says. TypeError or ValueError for one that cannot be read; a station may leave it out."""
    return PastTold(
        first=int(header.get("first") or 0),
        away=_span(header.get("away")),
        lost=_span(header.get("lost")),
        kept_at=int(header.get("kept_at") or 0),
        sampled=bool(header.get("sampled", False)),
    )


def _span(told: Any) -> Span | None:
    if not told:
        return None
    since, until = told
    return int(since), int(until)
