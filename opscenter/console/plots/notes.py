"""What operators noted, and when: asked of the station a few times, kept by time. No Qt."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from opscenter.console.session import Answer, Session

MAX_NOTES = 2_000
AGAIN_MS = 10_000
"""So old may an answer be of a span that reaches the present."""


@dataclass(slots=True, frozen=True)
class Note:
    """A text at a time, or over a span until `until` (ms). `entity` is "" where it is about the whole city."""

    id: str
    at: int
    until: int | None
    entity: str
    attribute: str
    text: str
    by: str

    def is_about(self, series: Iterable[tuple[str, str]]) -> bool:
        """Whether it belongs on a plot of these (entity, attribute)."""
        if not self.entity:
            return True
        return any(self.entity == one and self.attribute in ("", name) for one, name in series)


def read_notes(answer: Answer) -> list[Note]:
    """The notes of an answer, by time; what makes no sense is left out."""
    listed = answer.header.get("notes")
    found = [note for each in (listed if isinstance(listed, list) else ()) if (note := _note(each)) is not None]
    return sorted(found, key=lambda note: note.at)[-MAX_NOTES:]


def _note(raw: Any) -> Note | None:
    if not isinstance(raw, dict) or not isinstance(raw.get("at"), int) or not str(raw.get("text") or "").strip():
        return None
    if raw.get("withdrawn"):
        return None
    until = raw.get("until")
    return Note(
        str(raw.get("id") or ""),
        int(raw["at"]),
        int(until) if isinstance(until, int) and until > raw["at"] else None,
        str(raw.get("entity") or ""),
        str(raw.get("attribute") or ""),
        str(raw["text"]),
        str(raw.get("by") or ""),
    )


class Notes:
    """All notes of the city around what is looked at; asked anew for another time, or now and then for the present."""

    def __init__(self, session: Session, arrived: Callable[[], None]) -> None:
        self._session = session
        self._arrived = arrived
        self.known: list[Note] = []
        self._since, self._until = 0.0, -1.0
        self._asked_at = 0
        self._waiting = False

    def look(self, since: float, until: float) -> None:
        """See to it that the notes between two times (ms) are known."""
        now = self._session.now or self._session.mirror.now
        here = self._since <= since and min(until, now) <= self._until
        past = until <= self._asked_at  # nothing can have come since, unless somebody says so
        if self._waiting or now <= 0 or (here and (past or now - self._asked_at < AGAIN_MS)):
            return
        around = until - since
        first, last = max(0.0, since - around), until + around
        self._waiting, self._asked_at = True, now
        self._session.query(
            "notes", {"from": int(first), "to": int(last)}, lambda answer: self._take(first, last, answer)
        )

    def forget(self) -> None:
        """Ask again at the next look: somebody has noted something."""
        self._since, self._until = 0.0, -1.0

    def _take(self, since: float, until: float, answer: Answer) -> None:
        self._waiting = False
        # A station that knows no notes refuses: it is not asked again for the same time.
        self._since, self._until = since, until
        known = [] if answer.refused else read_notes(answer)
        if known != self.known:
            self.known = known
            self._arrived()
