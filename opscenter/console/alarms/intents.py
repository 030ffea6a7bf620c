"""What a person does to alarms: the question for what is missing, the command, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.alarms.acknowledging import Acknowledging
from opscenter.console.alarms.aside_bar import AsideBar, Laid
from opscenter.console.alarms.comment_bar import CommentBar
from opscenter.console.alarms.verbs import (
    BACK,
    Verb,
    applies,
    done_sentence,
    missing_role,
    not_done,
    nothing_to_do,
    role_sentence,
)
from opscenter.console.alarms.wording import alarm_text, place_name
from opscenter.console.plain import one_line
from opscenter.console.session import REPLAY, Answer, Session
from opscenter.domain.alarm import Alarm

MOST_TOLD = 200


@dataclass(slots=True)
class _Wish:
    verb: Verb
    occurrences: list[str]
    refused: dict[str, str] = field(default_factory=dict)  # refused here already
    args: dict[str, Any] = field(default_factory=dict)


class AlarmIntents(QObject):
    """Carries out intents through the station. `changed()` when what is under way changed; `named(str)` when an
    operator gave a name.

    The owner calls `settle` when alarms changed and now and then while something is under way. Without an `aside_bar`
    nothing can be laid aside.
    """

    changed = Signal()
    named = Signal(str)

    def __init__(
        self, session: Session, bar: CommentBar, parent: QObject | None = None, aside_bar: AsideBar | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._bar = bar
        self._aside_bar = aside_bar
        self._acts = {verb: Acknowledging(partial(self._send, verb), partial(applies, verb)) for verb in Verb}
        self._args: dict[Verb, dict[str, Any]] = {}
        self._refused_in_past = False
        self._pending: _Wish | None = None  # waits for a name, comment or reason
        bar.accepted.connect(self._on_named)
        session.moment_changed.connect(self._on_moment)
        if aside_bar is not None:
            aside_bar.accepted.connect(self._on_laid)
            aside_bar.way_chosen.connect(self._change_way)

    @property
    def acknowledging(self) -> Acknowledging:
        """Acknowledgements and what became of them."""
        return self._acts[Verb.ACKNOWLEDGE]

    def _on_moment(self) -> None:
        """Back to live: what was said of the past holds no more."""
        if self._session.moment is None and self._refused_in_past and not (self._bar.asks or self._bar.offers):
            self._bar.hide()
        if self._session.moment is None:
            self._refused_in_past = False

    @property
    def under_way(self) -> set[str]:
        """Occurrences whose confirmation has not come yet."""
        return {occurrence for act in self._acts.values() for occurrence in act.under_way}

    def acknowledge(self, alarms: list[Alarm], with_comment: bool = False) -> None:
        """Acknowledge those that need it, asking first for what is missing: a name, or the comment wanted."""
        self.act(Verb.ACKNOWLEDGE, alarms, with_comment)

    def reset(self, alarms: list[Alarm]) -> None:
        """Reset those that are latched and acknowledged."""
        self.act(Verb.RESET, alarms)

    def act(self, verb: Verb, alarms: list[Alarm], with_comment: bool = False) -> None:
        """Have it done to those it is for, asking first for what is missing. What cannot be done is told."""
        refusal = self._session.refusal
        self._refused_in_past = bool(refusal) and bool(alarms)
        if self._refused_in_past and (verb is not Verb.ACKNOWLEDGE or self._session.mode == REPLAY):
            self._bar.say(refusal)
            return
        suited = [alarm for alarm in alarms if applies(verb, alarm)]
        role = self._session.role
        allowed = [alarm for alarm in suited if not missing_role(verb, alarm, role)]
        refused = {alarm.occurrence: role_sentence(verb) for alarm in suited if missing_role(verb, alarm, role)}
        if not allowed:
            if refused:
                self._tell_refused(verb, refused)
            elif alarms and nothing_to_do(verb):
                self._bar.say(nothing_to_do(verb))
            return
        wish = _Wish(verb, [alarm.occurrence for alarm in allowed], refused)
        nameless = not self._session.operator.strip()
        if verb.lays_aside:
            if self._aside_bar is not None:
                self._pending = wish
                self._bar.hide()
                self._aside_bar.ask(verb, len(allowed), name=nameless)
        elif nameless or with_comment:
            self._pending = wish
            if self._aside_bar is not None:
                self._aside_bar.hide()
            self._bar.ask(len(allowed), name=nameless, comment=with_comment, verb=verb)
        else:
            self._request(wish, "")  # a question about other alarms that is open goes on

    def _on_named(self, name: str, comment: str) -> None:
        self._take_name(name)
        self._answer_pending(comment)

    def _answer_pending(self, comment: str) -> None:
        wish, self._pending = self._pending, None
        if wish is not None:
            self._bar.hide()
            self._request(wish, comment)

    def _change_way(self, verb: Verb) -> None:
        """The same alarms are to be laid aside otherwise; where that cannot be, the bar goes on asking as before."""
        if self._pending is not None and self._aside_bar is not None:
            alarms = self._session.mirror.alarms
            self.act(verb, [alarms[one] for one in self._pending.occurrences if one in alarms])
            self._aside_bar.show_way()

    def _take_name(self, name: str) -> None:
        if name:
            self._session.operator = name
            self.named.emit(name)

    def _on_laid(self, laid: Laid) -> None:
        self._take_name(laid.name)
        if self._pending is not None:
            self._pending.args = laid.args()
            self._answer_pending("")

    def _request(self, wish: _Wish, comment: str) -> None:
        alarms = self._session.mirror.alarms
        if not self._bar.asks:
            self._bar.hide()
        self._args[wish.verb] = wish.args
        act = self._acts[wish.verb]
        act.request([alarms[one] for one in wish.occurrences if one in alarms], comment, self._session.now)
        if wish.refused:
            self._tell_refused(wish.verb, {**wish.refused, **act.refused})
        self.changed.emit()

    def _send(self, verb: Verb, occurrences: list[str], comment: str) -> None:
        act = self._acts[verb]
        answered = self._answer(verb, act, occurrences)
        self._session.act(verb.value, occurrences, comment, answered, **self._args.get(verb, {}))

    def _answer(self, verb: Verb, act: Acknowledging, asked: list[str]) -> Callable[[Answer], None]:
        return lambda answer: self._on_answer(verb, act, asked, answer)

    def _on_answer(self, verb: Verb, act: Acknowledging, asked: list[str], answer: Answer) -> None:
        act.answered(asked, answer.header, answer.refused)
        if act.refused:
            self._tell_refused(verb, act.refused)
        self.changed.emit()

    def _tell_refused(self, verb: Verb, refused: dict[str, str]) -> None:
        """A sentence for every alarm; one that is the same for all of them once."""
        alarms = self._session.mirror.alarms
        sentences = set(refused.values())
        if len(refused) == 1 or len(sentences) == 1:
            occurrence, sentence = next(iter(refused.items()))
            alarm = alarms.get(occurrence)
            count = self.tr(" (%n alarms)", "", len(refused)) if len(refused) > 1 else ""
            where = f"{alarm_text(self._session, alarm)}: " if alarm is not None and not count else ""
            self._bar.say(f"{not_done(verb)} {where}{one_line(sentence)}{count}")
            return
        lines = []
        for occurrence, sentence in list(refused.items())[:MOST_TOLD]:
            alarm = alarms.get(occurrence)
            name = f"{alarm_text(self._session, alarm)} · {place_name(self._session, alarm)}" if alarm else occurrence
            lines.append(f"{one_line(name, 120)}: {one_line(sentence)}")
        if len(refused) > MOST_TOLD:
            lines.append(self.tr("and %n more", "", len(refused) - MOST_TOLD))
        self._bar.say(f"{not_done(verb)} " + self.tr("%n alarms, each for its reason:", "", len(refused)), lines)

    def settle(self) -> None:
        """Drop what the feed has confirmed, and say what nobody answered."""
        alarms, now = self._session.mirror.alarms, self._session.now
        before = self.under_way
        if not before:
            return
        for verb, act in self._acts.items():
            late = act.settle(alarms, now)
            if late:
                told = self.tr("The station has not confirmed it for %n alarm(s). Try again.", "", len(late))
                self._bar.say(f"{not_done(verb)} {told}")
            done = act.take_done()
            if done and verb.lays_aside and not act.under_way:
                self._bar.offer(done_sentence(verb, len(done)), partial(self.take_back, verb, done))
        if before != self.under_way:
            self.changed.emit()

    def take_back(self, verb: Verb, occurrences: list[str]) -> None:
        """Undo a laying aside that was just done."""
        alarms = self._session.mirror.alarms
        self.act(BACK[verb], [alarms[one] for one in occurrences if one in alarms])
