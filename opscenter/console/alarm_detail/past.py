"""How often this alarm came in the last week, by whom it was acknowledged, and with what comment."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from opscenter.console.alarm_detail.headline import moment_text
from opscenter.console.alarm_detail.occasions import DAY_MS, Occasion, occasions, since
from opscenter.console.alarm_detail.section import Section
from opscenter.console.format import format_age
from opscenter.console.plain import one_line
from opscenter.console.session import Answer, Session
from opscenter.domain.alarm import Alarm

WEEK_MS = 7 * DAY_MS
SHOWN = 6
_PAGE = 2_000
_PAGES = 10
_SOON_MS = 300


class PastQuestion(QObject):
    """Asks the journal for a rule on an entity, page by page. `answered` when all of a week is here, or a refusal.

    `complete` is False when more happened than is read; `recorded_since` is 0 where the record reaches back a week.
    """

    answered = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._alarm: Alarm | None = None
        self._round = 0
        self._events: list[dict[str, Any]] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._ask)
        self.found: list[Occasion] = []
        self.complete = True
        self.recorded_since = 0
        self.refused = ""
        self.known = False

    def show(self, alarm: Alarm | None) -> None:
        """Ask about an alarm, soon: of several changes in a row the last one asks."""
        before, self._alarm = self._alarm, alarm
        about = [(one.rule, one.entity) for one in (before, alarm) if one is not None]
        same = len(about) == 2 and about[0] == about[1]
        self._round += 1
        if not same:
            self.found, self.known, self.refused, self.complete, self.recorded_since = [], False, "", True, 0
        if alarm is not None:
            self._soon.start()

    def _ask(self) -> None:
        self._events = []
        turn = self._round
        self._session.query("span", {}, lambda answer: self._on_span(turn, answer))
        self._ask_page(turn, 0, 0)

    def _on_span(self, turn: int, answer: Answer) -> None:
        first = answer.header.get("first")
        if turn == self._round and isinstance(first, int) and first > self._session.now - WEEK_MS:
            self.recorded_since = first
            if self.known:
                self.answered.emit()

    def _ask_page(self, turn: int, before: int, page: int) -> None:
        alarm = self._alarm
        if alarm is None:
            return
        args: dict[str, Any] = {
            "rule": alarm.rule,
            "entity": alarm.entity,
            "from": self._session.now - WEEK_MS,
            "limit": _PAGE,
        }
        if before:
            args["before"] = before
        self._session.query("journal", args, lambda answer: self._on_page(turn, page, answer))

    def _on_page(self, turn: int, page: int, answer: Answer) -> None:
        if turn != self._round:
            return  # about another alarm, or asked anew
        self.refused = answer.refused
        events = answer.header.get("events")
        self._events += [event for event in events if isinstance(event, dict)] if isinstance(events, list) else []
        following = answer.header.get("next")
        if not answer.refused and isinstance(following, int) and following > 0 and page + 1 < _PAGES:
            self._ask_page(turn, following, page + 1)
            return
        self.complete = not (isinstance(following, int) and following > 0)
        self.found = occasions(self._events, self._session.now)
        self._events = []
        self.known = True
        self.answered.emit()


class Past(Section):
    """The answer in words."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._session = session
        self.title.setText(self.tr("This alarm before"))

    def put(self, question: PastQuestion, present: str) -> None:
        """Show what was found; `present` is the occurrence whose detail this is."""
        self.clear()
        self.show()
        if question.refused:
            self.tell(question.refused)
            return
        if not question.known:
            self.tell(self.tr("Asking the journal …"))
            return
        now = self._session.now
        day, week = since(question.found, now - DAY_MS), since(question.found, now - WEEK_MS)
        counted = self.tr("{day} × in 24 h, {week} × in 7 days").format(day=day, week=week)
        if not question.complete:
            counted = self.tr("At least {counted}").format(counted=counted)
        self.tell(counted, "")
        if question.recorded_since:
            since_when = moment_text(self._session, question.recorded_since)
            self.tell(self.tr("Nothing was recorded before {time}.").format(time=since_when))
        before = [one for one in question.found if one.occurrence != present]
        for occasion in before[:SHOWN]:
            self._line(occasion)
        if len(before) > SHOWN:
            self.tell(self.tr("and %n more", "", len(before) - SHOWN))

    def _line(self, occasion: Occasion) -> None:
        session = self._session
        parts = [moment_text(session, occasion.raised)]
        if occasion.cleared:
            lasted = format_age(occasion.cleared - occasion.raised)
            parts.append(self.tr("lasted {age}").format(age=lasted))
        else:
            parts.append(self.tr("has not cleared"))
        if occasion.acked:
            by = self.tr("{name} after {age}").format(
                name=one_line(occasion.by, 60) or "?", age=format_age(occasion.acked - occasion.raised)
            )
            parts.append(by)
        else:
            parts.append(self.tr("not acknowledged"))
        self.tell(" · ".join(parts))
        if occasion.comment:
            self.tell(f"“{one_line(occasion.comment)}”").setIndent(8)
