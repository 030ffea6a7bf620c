"""What a replay tells of itself once a beat (PROTOCOL.md, feed header field `replay`), checked. No Qt."""

import math
from dataclasses import dataclass
from enum import StrEnum

LATEST_MS = 253_402_300_800_000
"""The end of the year 9999: no recording tells of later."""


class Play(StrEnum):
    """What the clock of a replay does."""

    PLAYING = "playing"
    PAUSED = "paused"
    SEEKING = "seeking"  # the picture of another moment is being made
    PREPARING = "preparing"  # the picture is there, what counts and remembers is catching up
    ENDED = "ended"


@dataclass(slots=True, frozen=True)
class ReplayState:
    """`at` in `since` to `until` (Unix ms), `speed` times the recorded pace (0: as fast as it goes), `achieved` so
    much of it, `ready` 0..1 (1: what counts and remembers has caught up), `unfolded` up to when questions can be
    answered (Unix ms), `loop` a span that is played again and again, `goes_on`: it plays, or will when it is ready,
    `notice` a sentence or ""."""

    state: Play
    at: int
    since: int
    until: int
    speed: float = 1.0
    achieved: float = 0.0
    ready: float = 1.0
    unfolded: int = 0
    loop: tuple[int, int] | None = None
    goes_on: bool = False
    notice: str = ""

    @property
    def pace(self) -> float:
        """How fast its time goes on between two beats, times our own."""
        if self.state is not Play.PLAYING:
            return 0.0
        return self.achieved or self.speed


def read_state(told: object) -> ReplayState | None:
    """The state in a header, or None for what is none: the window then goes on with what it knew."""
    if not isinstance(told, dict):
        return None
    since, until, at = (_moment(told.get(name)) for name in ("since", "until", "at"))
    if since is None or until is None or at is None or since >= until:
        return None
    try:
        state = Play(str(told.get("state")))
    except ValueError:
        state = Play.PAUSED
    unfolded = _moment(told.get("unfolded"))
    return ReplayState(
        state=state,
        at=min(max(at, since), until),
        since=since,
        until=until,
        speed=_number(told.get("speed"), 1.0, 1_000.0),
        achieved=_number(told.get("achieved"), 0.0, 1e9),
        ready=_number(told.get("ready"), 1.0, 1.0),
        unfolded=unfolded if unfolded is not None else 0,
        loop=_loop(told.get("loop"), since, until),
        goes_on=told.get("goes_on", state is Play.PLAYING) is True,
        notice=str(told.get("notice") or "")[:500],
    )


def _loop(told: object, since: int, until: int) -> tuple[int, int] | None:
    if not isinstance(told, list | tuple) or len(told) != 2:
        return None
    first, last = _moment(told[0]), _moment(told[1])
    if first is None or last is None:
        return None
    first, last = max(first, since), min(last, until)
    return (first, last) if first < last else None


def _moment(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if 0 <= value <= LATEST_MS else None


def _number(value: object, otherwise: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return otherwise
    return min(max(0.0, float(value)), most)
