"""Silence: no tones for a while, because somebody said so. It changes no alarm. No Qt."""

from dataclasses import dataclass
from typing import Any

_LONGEST_NAME = 80


@dataclass(slots=True, frozen=True)
class Silence:
    """Who wanted it, since when, until when (Unix ms, the station's time; 0: until somebody ends it)."""

    by: str
    since: int
    until: int

    def holds(self, now: int) -> bool:
        """It is silent at this moment."""
        return not self.until or now < self.until

    def save_state(self) -> dict[str, Any]:
        """JSON-able."""
        return {"by": self.by, "since": self.since, "until": self.until}


def restored(state: object) -> Silence | None:
    """What `save_state` gave; None for anything else."""
    if not isinstance(state, dict):
        return None
    by, since, until = state.get("by"), state.get("since"), state.get("until")
    if not isinstance(by, str) or type(since) is not int or type(until) is not int or until < 0:
        return None
    return Silence(by[:_LONGEST_NAME], since, until)
