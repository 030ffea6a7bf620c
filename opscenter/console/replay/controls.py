"""What people do with the clock of a replay: buttons, keys and menus all end here, as commands to its station."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.format import format_date_time
from opscenter.console.plain import one_line
from opscenter.console.replay.deeds import deed
from opscenter.console.replay.speeds import faster
from opscenter.console.replay.state import Play
from opscenter.console.session import Answer, Session
from opscenter.domain.texts import in_language

LONGEST_WORDS = 500
JUMPS = ("alarm", "urgent", "note", "act", "bookmark")
"""What can be jumped to, as the station calls it."""


class ReplayControls(QObject):
    """`told(str)`: what was gone to, or why something could not be done. `found(entity, occurrence)`: a jump came to an
    alarm. `bookmarked()`: there is one more, or one less."""

    told = Signal(str)
    found = Signal(str, str)
    bookmarked = Signal()
    changed = Signal()  # `speed`

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen: float | None = None  # a speed that is not played at yet
        session.replay_changed.connect(self._followed)
        session.review_refused.connect(self.told)

    @property
    def goes_on(self) -> bool:
        """It plays, or will when it is ready."""
        replay = self._session.replay
        return replay is not None and (replay.goes_on or replay.state is Play.PLAYING)

    @property
    def speed(self) -> float:
        """The speed it plays at, or will when it plays (0: as fast as it goes)."""
        replay = self._session.replay
        return self._chosen if self._chosen is not None else replay.speed if replay is not None else 1.0

    def toggle(self) -> None:
        """Play, or pause."""
        if self.goes_on:
            self._do("replay-pause", {})
        else:
            self._do("replay-play", {"speed": self.speed})

    def use_speed(self, speed: float) -> None:
        """Play at another speed (0: as fast as it goes), from now on or, while it is paused, from when it goes on."""
        self._chosen = speed
        if self.goes_on:
            self._do("replay-play", {"speed": speed})
        self.changed.emit()

    def change_speed(self, by: int) -> None:
        """So many rungs faster, slower if negative."""
        self.use_speed(faster(self.speed, by))

    def _followed(self) -> None:
        replay = self._session.replay
        if replay is not None and self.goes_on and replay.speed == self._chosen:
            self._chosen = None  # from now on it is what the replay says, whoever changes it

    def step(self, ms: int) -> None:
        """So much further and stand there; negative: back."""
        self._do("replay-step", {"ms": ms})

    def jump(self, what: str, back: bool) -> None:
        """To the next of JUMPS, or the one before."""
        self._do("replay-next", {"what": what, "back": back}, lambda answer: self._jumped(what, back, answer))

    def loop(self, since: int, until: int) -> None:
        """Play a span again and again (Unix ms); 0, 0: no more."""
        self._do("replay-loop", {"from": since, "to": until} if until > since else {})

    def bookmark(self, text: str) -> None:
        """Keep this moment, with words."""
        replay = self._session.replay
        if replay is not None:
            words = one_line(text, LONGEST_WORDS)
            args = {"at": replay.at, "text": words, "by": self._session.operator[:80]}
            self._do("replay-bookmark", args, self._kept)

    def remove_bookmark(self, number: int) -> None:
        """Take one away."""
        self._do("replay-bookmark-remove", {"bookmark": number}, lambda _answer: self.bookmarked.emit())

    def _do(self, verb: str, args: dict[str, Any], done: Callable[[Answer], None] | None = None) -> None:
        def answered(answer: Answer) -> None:
            if answer.refused:
                self.told.emit(answer.refused)
            elif done is not None:
                done(answer)

        self._session.command(verb, args, answered)

    def _kept(self, answer: Answer) -> None:
        notice = answer.header.get("notice")
        self.told.emit(one_line(str(notice)) if notice else self.tr("The bookmark is kept beside the file."))
        self.bookmarked.emit()

    def _jumped(self, what: str, back: bool, answer: Answer) -> None:
        told = answer.header
        if told.get("found") is not True:
            self.told.emit(self._none(what, back))
            return
        entity, occurrence = str(told.get("entity") or ""), str(told.get("occurrence") or "")
        text = told.get("text")
        words = one_line(in_language(text, self._session.language)) if isinstance(text, dict) else one_line(str(text))
        at = told.get("at")
        if told.get("kind") in ("act", "note"):
            by = told.get("by")
            did = deed(told, at if isinstance(at, int) else 0, words)
            words = "  ".join(part for part in (one_line(by, 60) if isinstance(by, str) else "", did) if part)
        when = format_date_time(at, self._session.zone) if isinstance(at, int) and at > 0 else ""
        self.told.emit("  ".join(part for part in (when, words) if part))
        if what in ("alarm", "urgent") and occurrence:
            self.found.emit(entity, occurrence)

    def _none(self, what: str, back: bool) -> str:
        before = {
            "alarm": self.tr("No alarm was raised before."),
            "urgent": self.tr("No critical or high alarm was raised before."),
            "note": self.tr("No note was written before."),
            "act": self.tr("Nobody did anything before."),
            "bookmark": self.tr("There is no bookmark before."),
        }
        after = {
            "alarm": self.tr("No alarm was raised after this."),
            "urgent": self.tr("No critical or high alarm was raised after this."),
            "note": self.tr("No note was written after this."),
            "act": self.tr("Nobody did anything after this."),
            "bookmark": self.tr("There is no bookmark after this."),
        }
        return (before if back else after)[what]
