"""All of a situation: first cause, owner, checklist, its alarms in order of time, notes."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.alarms.comment_bar import CommentBar
from opscenter.console.alarms.intents import AlarmIntents
from opscenter.console.alarms.verbs import Verb, verb_name
from opscenter.console.elided import ElidedLabel
from opscenter.console.format import format_age, format_date_time, format_time
from opscenter.console.plain import one_line, tip
from opscenter.console.selection import Selection
from opscenter.console.session import REPLAY, Answer, Session
from opscenter.console.situations.wording import priorities_told
from opscenter.console.theme.shapes import priority_pixmap
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.changes import Changes
from opscenter.domain.situation import LONGEST_NOTE, Member, Situation
from opscenter.domain.texts import in_language
from opscenter.wire.situation_facts import ToldSituation

MOST_LISTED = 500
MOST_STEPS = 20


class SituationPage(QWidget):
    """Keys: T takes it on, A acknowledges all of it, N goes to the note, M shows it on the map, E exports it, 1 to 9
    tick steps. `named(str)` when an operator gave a name; `export_wanted(id)`: as an alert for others."""

    named = Signal(str)
    export_wanted = Signal(str)

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._theme = theme
        self._id = ""
        self._told: ToldSituation | None = None
        self._listed: tuple[object, ...] = ()
        self._second = 0
        self.steps: list[QCheckBox] = []
        self.comment_bar = CommentBar(self)
        self.intents = AlarmIntents(session, self.comment_bar, self)
        self.intents.named.connect(self.named)
        self._build()
        session.changed.connect(self._on_changed)
        session.ticked.connect(self._on_ticked)
        theme.changed.connect(self._relist)

    # -- building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.under = ElidedLabel("muted", self)
        self.owner = ElidedLabel("", self)
        self.take_it = self._button(self.tr("Take it"), self.tr("See to this situation yourself (T)"), self.take)
        self.acknowledge = self._button(
            verb_name(Verb.ACKNOWLEDGE),
            self.tr("Acknowledge every alarm of it, with one comment (A)"),
            self.acknowledge_all,
        )
        self.on_map = self._button(
            self.tr("Show on map"), self.tr("Select the places of its alarms, the first cause first (M)"), self.show_map
        )
        self.out = self._button(
            self.tr("Export…"), self.tr("Export it as an alert for others, as CAP; shown first (E)"), self.export
        )
        self.checklist = QVBoxLayout()
        self.checklist.setSpacing(2)
        self.checklist_title = self._heading(self.tr("Checklist of the first cause"))
        self.timeline = QListWidget(self)
        self.timeline.setUniformItemSizes(True)
        self.timeline.setAccessibleName(self.tr("Its alarms in order of time"))
        self.timeline.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.timeline.installEventFilter(self)
        self.timeline.itemActivated.connect(self._open_member)
        self.timeline.itemSelectionChanged.connect(self._select_member)
        self.timeline_title = self._heading("")
        self.notes = QListWidget(self)
        self.notes.setWordWrap(True)
        self.notes.setAccessibleName(self.tr("Notes"))
        self.note = QLineEdit(self)
        self.note.setPlaceholderText(self.tr("Write a note, Enter keeps it"))
        self.note.setToolTip(self.tr("Journaled with your name (N)"))
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.returnPressed.connect(self.write_note)
        self.note.installEventFilter(self)
        self.refusal = QLabel(self)
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        acts = QHBoxLayout()
        acts.setSpacing(4)
        acts.addWidget(self.owner, 1)
        for button in (self.take_it, self.acknowledge, self.on_map, self.out):
            acts.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 8)
        box.setSpacing(4)
        box.addWidget(self.title)
        box.addWidget(self.under)
        box.addLayout(acts)
        box.addWidget(self.checklist_title)
        box.addLayout(self.checklist)
        box.addWidget(self.timeline_title)
        box.addWidget(self.timeline, 3)
        box.addWidget(self._heading(self.tr("Notes")))
        box.addWidget(self.notes, 1)
        box.addWidget(self.note)
        box.addWidget(self.refusal)
        box.addWidget(self.comment_bar)

    def _button(self, text: str, told: str, act: Any) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip(told))
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text, self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("role", "heading")
        heading.setContentsMargins(0, 8, 0, 0)
        return heading

    # -- showing ---------------------------------------------------------------------------------------------

    def show_situation(self, situation: str) -> None:
        """Show a situation, by its id."""
        self._id, self._told, self._listed = situation, None, ()
        self.refusal.hide()
        self._show()
        self.timeline.setFocus()

    def _on_ticked(self, now: int) -> None:
        if self.isVisible() and int(now) // 1000 != self._second:
            self._second = int(now) // 1000
            self._show_head()

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything or self._id in changes.situations:
            self._show()
        elif changes.alarms and self._told is not None:
            self._relist()

    def _show(self) -> None:
        told = self._session.mirror.situations.get(self._id)
        if told is not None:
            self._told = told
        over = told is None
        refusal = self._session.refusal if self._session.mode == REPLAY else ""
        for part in (self.take_it, self.note):
            part.setEnabled(not over and not refusal)
        for part in (self.take_it, self.note, self.acknowledge):
            if refusal:
                part.setToolTip(tip(refusal))
        self._show_head()
        if self._told is not None:
            self._show_steps(self._told)
            self._show_members(self._told.situation)
            self._show_notes(self._told.situation)

    def _show_head(self) -> None:
        if self._told is None:
            self.title.setText(self.tr("This situation is over."))
            return
        session, situation = self._session, self._told.situation
        over = self._id not in session.mirror.situations
        counts = [0] * len(Priority)
        waiting = 0
        for occurrence in situation.members:
            alarm = session.mirror.alarms.get(occurrence)
            if alarm is not None and not alarm.state.is_laid_aside:
                counts[alarm.priority - 1] += 1
                waiting += alarm.state.needs_acknowledgement
        title = one_line(in_language(situation.first.text, session.language), 200)
        if self.title.text() != title:
            self.title.setText(title)
        parts = [
            self.tr("over") if over else self.tr("since {age}").format(age=format_age(session.now - situation.opened)),
            self.tr("%n alarm(s) in it", "", len(situation.members)),
        ]
        if any(counts):
            parts.append(self.tr("in the list: {counts}").format(counts=priorities_told(tuple(counts))))
        parts.append(self.tr("%n unacknowledged", "", waiting))
        self.under.put(" · ".join(parts))
        self.acknowledge.setEnabled(waiting > 0 and not session.refusal)
        owner = one_line(situation.owner, 60)
        self.owner.put(self.tr("Owner: {name}").format(name=owner) if owner else self.tr("Nobody sees to it yet."))
        mine = bool(owner) and owner == one_line(session.operator, 60)
        self.take_it.setText(self.tr("Give it up") if mine else self.tr("Take it"))

    def _show_steps(self, told: ToldSituation) -> None:
        texts = [one_line(in_language(step, self._session.language), 300) for step in told.checklist[:MOST_STEPS]]
        if [box.property("step") for box in self.steps] != texts:
            for box in self.steps:
                self.checklist.removeWidget(box)
                box.hide()
                box.deleteLater()
            self.steps = []
            for number, text in enumerate(texts):
                box = QCheckBox(self)
                box.setProperty("step", text)
                box.clicked.connect(partial(self._tick, number, box))
                self.checklist.addWidget(box)
                self.steps.append(box)
        rule = told.situation.first.rule
        for number, box in enumerate(self.steps):
            tick = told.situation.ticks.get((rule, number))
            done = tick is not None and tick.done
            text = f"{number + 1}. {texts[number]}"
            by = f" ({one_line(tick.by, 40)}, {format_time(tick.at, self._session.zone, False)})" if tick else ""
            box.setText((text + by if done else text).replace("&", "&&"))
            box.setToolTip(tip(texts[number], self.tr("Tick it ({key})").format(key=number + 1) if number < 9 else ""))
            box.setChecked(done)
        self.checklist_title.setVisible(bool(self.steps))

    def _relist(self) -> None:
        if self._told is not None:
            self._show_members(self._told.situation)
            self._show_head()

    def _show_members(self, situation: Situation) -> None:
        session, mirror = self._session, self._session.mirror
        members = sorted(situation.members.values(), key=lambda one: (one.since, one.occurrence))
        shown = members[:MOST_LISTED]
        alarms = [mirror.alarms.get(one.occurrence) for one in shown]
        listed = (
            situation.cause,
            session.language,
            self._theme.tokens.panel,
            tuple((one.occurrence, alarm.state if alarm else None) for one, alarm in zip(shown, alarms, strict=True)),
        )
        if listed == self._listed:
            return
        self._listed = listed
        title = self.tr("Timeline: %n alarm(s)", "", len(members))
        if len(members) > len(shown):
            title += self.tr(", the first {n}").format(n=len(shown))
        self.timeline_title.setText(title)
        current, top = self._current_member(), self.timeline.verticalScrollBar().value()
        self.timeline.blockSignals(True)
        self.timeline.clear()
        for one, alarm in zip(shown, alarms, strict=True):
            item = QListWidgetItem(self._icon(one, alarm is None or not alarm.state.needs_acknowledgement), "")
            text = one_line(in_language(one.text, session.language), 200)
            if alarm is None:
                text = self.tr("over: {alarm}").format(alarm=text)
            if one.occurrence == situation.cause:
                text = self.tr("Probable first cause: {alarm}").format(alarm=text)
            text = f"{format_time(one.since, session.zone)}  {text}"
            item.setText(text)
            item.setToolTip(tip(text, format_date_time(one.since, session.zone), one.entity))
            item.setData(Qt.ItemDataRole.UserRole, one.occurrence)
            self.timeline.addItem(item)
            if one.occurrence == (current or situation.cause):
                self.timeline.setCurrentItem(item)
        self.timeline.blockSignals(False)
        self.timeline.verticalScrollBar().setValue(top)

    def _icon(self, member: Member, acknowledged: bool) -> QIcon:
        ratio = self.devicePixelRatioF()
        return QIcon(priority_pixmap(member.priority, self._theme.tokens, acknowledged, 14, ratio, letter=False))

    def _show_notes(self, situation: Situation) -> None:
        zone = self._session.zone
        told = [
            f"{format_time(note.at, zone, False)} {one_line(note.by, 60)}: {one_line(note.text, LONGEST_NOTE)}"
            for note in situation.notes
        ]
        if [self.notes.item(row).text() for row in range(self.notes.count())] != told:
            self.notes.clear()
            self.notes.addItems(told)
            self.notes.scrollToBottom()

    # -- acts ------------------------------------------------------------------------------------------------

    def _current_member(self) -> str:
        item = self.timeline.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _select_member(self) -> None:
        occurrence = self._current_member()
        if self._told is not None and occurrence in self._told.situation.members:
            self._selection.select([self._told.situation.members[occurrence].entity], occurrence)

    def _open_member(self, item: QListWidgetItem) -> None:
        self._select_member()
        self._selection.show_on_map.emit(self._selection.current)

    def take(self) -> None:
        """See to it yourself, or give it up."""
        if self._told is None:
            return
        me = self._session.operator.strip()
        owner = "" if me and self._told.situation.owner == me else me
        self._command("situation-own", owner=owner)

    def acknowledge_all(self) -> None:
        """Acknowledge every alarm of it; asked first, with a comment."""
        if self._told is None:
            return
        alarms = self._session.mirror.alarms
        members = [alarms[one] for one in self._told.situation.members if one in alarms]
        self.intents.act(Verb.ACKNOWLEDGE, members, with_comment=len(members) > 1)

    def show_map(self) -> None:
        """Select the places of all members, and bring the first cause's into view."""
        if self._told is None:
            return
        situation = self._told.situation
        first = situation.first.entity
        ids = list(dict.fromkeys([first, *(one.entity for one in situation.members.values())]))
        self._selection.select(ids)
        self._selection.show_on_map.emit(first)

    def export(self) -> None:
        """Have it shown as an alert for others; nothing is written by that."""
        if self._told is not None:
            self.export_wanted.emit(self._id)

    def write_note(self) -> None:
        """Keep what stands in the line as a note."""
        text = self.note.text().strip()
        if text:
            self._command("situation-note", text=text)

    def _tick(self, step: int, box: QCheckBox) -> None:
        if self._told is not None:
            rule = self._told.situation.first.rule
            self._command("situation-check", rule=rule, step=step, done=box.isChecked())

    def _command(self, verb: str, **args: Any) -> None:
        self.refusal.hide()
        if not self._session.operator.strip():
            self._refuse(self.tr("Say who you are first: Ctrl+Shift+O."))
            return
        self._session.command(
            verb, {"situation": self._id, "by": self._session.operator, **args}, partial(self._answered, verb)
        )

    def _answered(self, verb: str, answer: Answer) -> None:
        if answer.refused:
            self._refuse(answer.refused)
        elif verb == "situation-note":
            self.note.clear()

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(one_line(sentence, 400))
        self.refusal.show()
        if self._told is not None:
            self._show_steps(self._told)  # a box that was ticked for nothing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        acts = {
            Qt.Key.Key_T: self.take,
            Qt.Key.Key_A: self.acknowledge_all,
            Qt.Key.Key_M: self.show_map,
            Qt.Key.Key_N: self.note.setFocus,
            Qt.Key.Key_E: self.export,
        }
        number = key - Qt.Key.Key_1
        if event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif key in acts:
            acts[Qt.Key(key)]()
        elif 0 <= number < min(9, len(self.steps)):
            self.steps[number].click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """The timeline's own search by letters gives way to the keys of the page; Esc leaves a note as it is."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if watched is self.note and event.key() == Qt.Key.Key_Escape:
            self.timeline.setFocus()
            return True
        text = event.text().lower()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if watched is self.timeline and plain and (text in ("t", "a", "m", "n", "e") or text.isdigit()):
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
