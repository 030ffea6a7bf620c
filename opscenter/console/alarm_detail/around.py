"""Other alarms that belong to the picture: causes and effects, of the same place and time, suppressing, suppressed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from opscenter.console.alarm_detail.alarm_button import AlarmButton
from opscenter.console.alarm_detail.headline import moment_text
from opscenter.console.alarm_detail.neighbours import neighbours
from opscenter.console.alarm_detail.rule_facts import RuleFacts
from opscenter.console.alarm_detail.section import Section
from opscenter.console.alarms.cells import aside_line
from opscenter.console.format import format_length
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm
from opscenter.domain.situation import Member
from opscenter.domain.texts import in_language

SHOWN = 8


class _Others(Section):
    """Lines of alarms. `wanted(entity, occurrence)` when one is chosen."""

    wanted = Signal(str, str)

    def __init__(self, title: str, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._session = session
        self._theme = theme
        self._signature: object = None

    def forget(self) -> None:
        """Another alarm is shown; what belongs to it comes in a moment."""
        self._signature = None
        self.clear()
        self.hide()

    def _is_shown(self, signature: object) -> bool:
        """The same as is shown already: lines are not made anew under the pointer."""
        same, self._signature = signature == self._signature, signature
        return same

    def _add(self, alarm: Alarm, beside: str, with_place: bool = True) -> None:
        button = AlarmButton(alarm, self._session, self._theme, beside, self, with_place)
        button.wanted.connect(self.wanted)
        self.lines.addWidget(button)


class Neighbourhood(_Others):
    """What else stands on the same entity, and what began near it at about the same time."""

    def put(self, alarm: Alarm) -> None:
        """Show the neighbours of an alarm."""
        found = neighbours(self._session.mirror, alarm)
        if self._is_shown((alarm.occurrence, self._theme.tokens.name, found[:SHOWN], len(found))):
            return
        self.clear()
        for one in found[:SHOWN]:
            at = moment_text(self._session, one.alarm.since)
            far = self.tr("here") if one.is_of_same else format_length(one.metres)
            self._add(one.alarm, f"{far} · {at}", not one.is_of_same)
        if not found:
            self.tell(self.tr("No other alarm within 10 min and 1 km, and none here."))
        elif len(found) > SHOWN:
            self.tell(self.tr("and %n more", "", len(found) - SHOWN))
        self.show()


class Causes(_Others):
    """What brought it about and what follows from it, by the catalogue's causes and effects in its situation."""

    def put(self, alarm: Alarm) -> None:
        """Show causes and effects of an alarm; hidden where it is part of no situation."""
        told = self._session.mirror.situation_of(alarm.occurrence)
        if self._is_shown((alarm.occurrence, self._theme.tokens.name, told)):
            return
        self.clear()
        self.setVisible(told is not None)
        if told is None:
            return
        situation = told.situation
        if situation.cause == alarm.occurrence:
            self.tell(self.tr("Probable first cause of %n alarm(s)", "", len(situation.members) - 1), "")
        causes = list(dict.fromkeys((*situation.causes.get(alarm.occurrence, ()), situation.cause)))
        effects = [one for one, by in situation.causes.items() if alarm.occurrence in by]
        linked = [(one, one == situation.cause, True) for one in causes] + [(one, False, False) for one in effects]
        shown = [one for one in linked if one[0] in situation.members and one[0] != alarm.occurrence]
        for occurrence, first, before in shown[:SHOWN]:
            beside = self.tr("first cause") if first else self.tr("cause") if before else self.tr("effect")
            self._add_member(situation.members[occurrence], beside)
        if len(shown) > SHOWN:
            self.tell(self.tr("and %n more", "", len(shown) - SHOWN))

    def _add_member(self, member: Member, beside: str) -> None:
        """The alarm as it stands, or as it was when it stands no more."""
        alarm = self._session.mirror.alarms.get(member.occurrence)
        if alarm is not None:
            self._add(alarm, beside)
        else:
            text = one_line(in_language(member.text, self._session.language) or member.rule, 120)
            self.tell(f"{text} · {beside} · {self.tr('ended')}")


class Suppression(_Others):
    """Why it is laid aside, if it is, and what its own rule holds back."""

    def put(self, alarm: Alarm, facts: RuleFacts) -> None:
        """Show what holds it back and what it holds back; hidden where there is neither."""
        session = self._session
        held = [
            one
            for one in session.mirror.alarms_of(alarm.entity)
            if any(aside.source == alarm.occurrence for aside in one.asides)
        ]
        rules = facts.rule.suppresses if facts.rule is not None else ()
        if self._is_shown((alarm, self._theme.tokens.name, held, rules)):
            return
        self.clear()
        for aside in alarm.asides:
            source = session.mirror.alarms.get(aside.source)
            if source is not None:
                self._add(source, self.tr("suppresses this"), source.entity != alarm.entity)
            else:
                self.tell(aside_line(session, alarm, aside))
        for one in held:
            self._add(one, self.tr("suppressed by this"), False)
        if rules and not held:
            self.tell(self.tr("While it stands it suppresses: {rules}").format(rules=", ".join(rules)))
        self.setVisible(bool(alarm.asides or held or rules))
