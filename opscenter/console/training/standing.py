"""How an exercise stands, as its station tells it with the feed. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from opscenter.console.training import told
from opscenter.domain.texts import Texts


class Stage(StrEnum):
    """Where an exercise is in its course. The values are those of the feed."""

    PREPARING = "preparing"
    BRIEFING = "briefing"
    RUNNING = "running"
    FROZEN = "frozen"
    OVER = "over"


@dataclass(slots=True, frozen=True)
class Message:
    """What the trainer, or somebody of the public, told everybody at `at` (Unix ms of the exercise)."""

    at: int
    by: str
    text: Texts


@dataclass(slots=True, frozen=True)
class Standing:
    """`at` in `since` to `until` (Unix ms of the exercise's clock), which goes `speed` times as fast as ours while it
    runs. `progress` 0 to 1 while preparing. `file` of the session once it is cut, or `trouble` why there is none."""

    id: str
    title: Texts
    stage: Stage
    at: int
    since: int
    until: int
    speed: float = 1.0
    progress: float = 0.0
    message: Message | None = None
    file: str = ""
    trouble: str = ""

    @property
    def left_ms(self) -> int:
        """Until its end."""
        return max(0, self.until - self.at)

    @property
    def gone_ms(self) -> int:
        """Since its beginning."""
        return max(0, min(self.at, self.until) - self.since)


def read_standing(fact: object) -> Standing | None:
    """Of the feed's header field `exercise`; None for what is none."""
    if not isinstance(fact, dict):
        return None
    try:
        stage = Stage(told.text(fact, "state"))
    except ValueError:
        return None  # of a newer station: what was known before goes on to be shown
    since, until = told.moment(fact, "since"), told.moment(fact, "until")
    at = told.moment(fact, "at")
    speed = told.number(fact, "speed")
    return Standing(
        id=told.text(fact, "id", 200),
        title=told.texts(fact, "title"),
        stage=stage,
        at=at or since,
        since=since,
        until=max(until, since),
        speed=min(100.0, max(0.0, speed)) if speed is not None else 1.0,
        progress=min(1.0, max(0.0, told.number(fact, "progress") or 0.0)),
        message=read_message(fact.get("message")),
        file=told.text(fact, "file"),
        trouble=told.text(fact, "trouble"),
    )


def read_message(value: object) -> Message | None:
    """One message to the trainees; None for none, or an empty one."""
    if not isinstance(value, dict):
        return None
    words = told.texts(value, "text")
    return Message(told.moment(value, "at"), told.text(value, "by", 80), words) if words else None
