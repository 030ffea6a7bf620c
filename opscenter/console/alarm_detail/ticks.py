"""Which steps of which alarm's checklist are done: kept at this desk, by occurrence. No Qt."""

from dataclasses import dataclass
from typing import Any

MOST = 500
"""Occurrences whose steps are kept; the one ticked longest ago goes first."""
_STEPS = 200


@dataclass(slots=True, frozen=True)
class Tick:
    """Who did a step, and when (Unix ms, the station's time)."""

    by: str
    at: int


class Ticks:
    """An occurrence is an activation of its own: an alarm that comes again begins with nothing done."""

    def __init__(self) -> None:
        self._of: dict[str, dict[int, Tick]] = {}

    def of(self, occurrence: str) -> dict[int, Tick]:
        """Steps done, by their place in the checklist from 0."""
        return dict(self._of.get(occurrence, {}))

    def put(self, occurrence: str, step: int, tick: Tick | None) -> None:
        """A step is done, or (None) not done after all."""
        steps = self._of.pop(occurrence, {})
        if tick is None:
            steps.pop(step, None)
        else:
            steps[step] = tick
        if steps:
            self._of[occurrence] = steps  # the last one now
        while len(self._of) > MOST:
            del self._of[next(iter(self._of))]

    def save_state(self) -> dict[str, Any]:
        """JSON-able."""
        return {
            occurrence: {str(step): [tick.by, tick.at] for step, tick in steps.items()}
            for occurrence, steps in self._of.items()
        }

    def restore_state(self, state: object) -> None:
        """Take over what `save_state` gave; what is not as expected is passed over."""
        self._of.clear()
        for occurrence, steps in list(state.items())[-MOST:] if isinstance(state, dict) else ():
            if not isinstance(occurrence, str) or not isinstance(steps, dict):
                continue
            for step, told in list(steps.items())[:_STEPS]:
                if isinstance(step, str) and step.isdecimal() and len(step) < 4 and _is_tick(told):
                    self.put(occurrence, int(step), Tick(told[0], told[1]))


def _is_tick(told: object) -> bool:
    return isinstance(told, list) and len(told) == 2 and isinstance(told[0], str) and type(told[1]) is int
