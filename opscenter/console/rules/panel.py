"""The page "Rules": every rule in words, and changes of rules tried over what was recorded."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from opscenter.console.format import format_date_time
from opscenter.console.plain import one_line, tip
from opscenter.console.rules.counts import RuleCounts
from opscenter.console.rules.editor import RuleEditor
from opscenter.console.rules.exporting import FileWriter
from opscenter.console.rules.list_view import RuleList
from opscenter.console.rules.listing import rule_rows
from opscenter.console.rules.pending import PendingChanges
from opscenter.console.rules.pending_box import PendingBox, change_line
from opscenter.console.rules.result_view import ResultView
from opscenter.console.rules.saving import next_step, rule_file_text
from opscenter.console.rules.trial_bar import TrialBar
from opscenter.console.rules.trials import Trials
from opscenter.console.rules.words_view import WordsView
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.changes import Changes
from opscenter.domain.rule import Rule
from opscenter.domain.rule_overrides import OverrideError, read_override
from opscenter.domain.rule_words import explained

FOLD_BELOW_PX = 1_060
COUNT_MS = 1_000


class RulesPanel(QWidget):
    """The rules of the console's catalogue. `show_rule` brings one to the front; a selected alarm does it, too."""

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        catalogue = session.catalogue
        self._rules = {rule.id: rule for rule in catalogue.rules()}
        self.rule: Rule | None = None
        self._saving = self._due = ""
        self.pending = PendingChanges(self)
        self.trials = Trials(session, self)
        self.counts = RuleCounts(session, self)
        self._writer = FileWriter(self)
        self.list = RuleList(theme, self)
        self.words = WordsView(self)
        self.editor = RuleEditor(catalogue, self.pending, theme, self)
        self.pending_box = PendingBox(catalogue, self.pending, self)
        self.bar = TrialBar(self)
        self.results = ResultView(session, theme, self._writer, self)
        self.hint = QLabel()
        self.hint.setObjectName("Muted")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self._lay_out()
        self._wire()
        self._keys()
        self._fill()
        self._allow()

    def _lay_out(self) -> None:
        change = QWidget()
        row = QHBoxLayout(change)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.editor, 5)
        row.addWidget(self.pending_box, 4)
        self.change = change
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.words, self.tr("In words"))
        self.tabs.addTab(change, self.tr("Change"))
        self.tabs.addTab(self.results, self.tr("Result"))
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.tabs, 1)
        side.addWidget(self.bar)
        self._split = QSplitter()
        self._split.addWidget(self.list)
        self._split.addWidget(right)
        self._split.setSizes([560, 640])
        self._split.setChildrenCollapsible(False)
        told = QHBoxLayout()
        told.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 3, 0)
        told.addWidget(self.hint)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(told)
        box.addWidget(self._split, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the list takes the keyboard, not the first field above it
        self.tabs.currentChanged.connect(self._take_keyboard)
        self.tabs.currentChanged.connect(self._show_chosen)
        self._take_keyboard()

    def _wire(self) -> None:
        session = self._session
        self.list.chosen.connect(self._on_chosen)
        self.counts.changed.connect(lambda: self.list.model.show_counts(self.counts.standing, self.counts.raised))
        self.pending.changed.connect(self._on_pending)
        self.editor.checked.connect(self._allow)
        self.pending_box.rule_wanted.connect(self.show_rule)
        self.pending_box.save_wanted.connect(self._ask_rule_file)
        self.bar.wanted.connect(self._begin)
        self.bar.stop_wanted.connect(self.trials.stop)
        self.bar.span_wanted.connect(self._ask_span)
        self.trials.changed.connect(self._on_trial)
        self.trials.finished.connect(self._on_result)
        self.trials.refused.connect(self.bar.say)
        self.results.entity_chosen.connect(lambda entity: self._selection.select([entity]))
        self.results.rule_chosen.connect(self.list.show_rule)
        self.results.picture_wanted.connect(self._ask_picture)
        self.results.result_wanted.connect(self._ask_result)
        self._writer.done.connect(self._on_written, Qt.ConnectionType.QueuedConnection)
        self._selection.changed.connect(self._on_selection)
        session.link_changed.connect(self._allow)
        session.introduced.connect(self._allow)
        session.ticked.connect(self._on_tick)
        session.moment_changed.connect(self._on_moment)
        session.changed.connect(self._on_changed)
        self._counting = QTimer(self)
        self._counting.setInterval(COUNT_MS)
        self._counting.setSingleShot(True)
        self._counting.timeout.connect(self.counts.count)

    def _keys(self) -> None:
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            ("/", self.list.look_for),
            ("Ctrl+Return", self.bar.begin),
            ("Ctrl+Enter", self.bar.begin),
            ("Ctrl+Z", self.pending.undo),
            ("Ctrl+S", self._ask_rule_file),
            ("F2", self._edit),
            ("Alt+Up", lambda: self.list.step(-1)),
            ("Alt+Down", lambda: self.list.step(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, context=here)
            shortcut.activated.connect(act)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=here)
        self._escape.setEnabled(False)  # while nothing runs, Esc is for what is inside
        self._escape.activated.connect(self.trials.stop)
        self.list.table.activated.connect(lambda _index: self._edit())
        self.list.table.setToolTip("")
        self.tabs.setTabToolTip(1, self.tr("Change the rule (Enter in the list, or F2)"))

    def stop(self) -> None:
        """Finish the file in hand."""
        self._writer.stop()

    # -- rules -----------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        catalogue, language = self._session.catalogue, self._session.language
        rows = rule_rows(catalogue, language)
        names = dict.fromkeys((row.system_id, row.system) for row in rows)
        self.list.put_systems(list(names))
        self.list.model.put(rows)
        if rows:
            self.list.show_rule(self.list.model.rows[0].rule.id)

    def show_rule(self, rule_id: str) -> None:
        """Make a rule the current one; one that this console does not know is told."""
        if self.list.show_rule(rule_id):
            if self.tabs.currentWidget() is self.list:
                self.tabs.setCurrentWidget(self.words)
        else:
            self._hint(
                self.tr(
                    "This console does not know the rule {rule}: start it with the station's --catalogue and --rules."
                ).format(rule=one_line(rule_id, 120))
            )

    def _on_chosen(self, rule_id: str) -> None:
        self.rule = self._rules[rule_id]
        if self.rule is not self.editor.rule:
            self.editor.leave()
        self._show_chosen()
        self._allow()

    def _show_chosen(self) -> None:
        """Make what is looked at of the rule: many are gone through with the arrow keys."""
        rule, current = self.rule, self.tabs.currentWidget()
        if rule is None:
            return
        if current is self.change:
            self.editor.show_rule(rule)
        elif current is self.words:
            kind = self._session.catalogue.kind(rule.entity_type)
            self.words.show_lines(explained(rule, kind, self._session.language))

    def _on_selection(self) -> None:
        alarm = self._session.mirror.alarms.get(self._selection.occurrence)
        if alarm is None:
            return
        if self.isVisible():
            self.list.show_rule(alarm.rule)
        else:
            self._due = alarm.rule  # shown when somebody looks: alarms are gone through quickly

    def _edit(self) -> None:
        self.tabs.setCurrentWidget(self.change)
        field = self.editor.first()
        if field is not None:
            field.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.everything or changes.alarms) and not self._counting.isActive():
            self._counting.start()

    # -- trials ----------------------------------------------------------------------------------------------

    def _on_pending(self) -> None:
        self.list.model.mark_changed(self.pending.rules)
        self._allow()

    def _allow(self) -> None:
        """Whether a trial can begin now, and why not."""
        session = self._session
        if session.link is not LinkState.LIVE:
            self.bar.allow(self.tr("There is no station to try with. Wait until the console is connected."))
        elif session.recorded:
            self.bar.allow(
                self.tr("A recording is too short to try rules on. The live window tries them over weeks of history.")
            )
        elif self.editor.wrong:
            self.bar.allow(f"⚠ {self.editor.wrong}")
        else:
            self.bar.allow("")
            if not self.trials.newest.runs:
                self.bar.say("" if self.pending.all else self.tr("Nothing is changed yet: the rules as they are."))
        past = session.moment is not None
        self._hint(self.tr("The past is looked at: a trial ends at the moment shown.") if past else "")

    def _on_moment(self) -> None:
        self._allow()
        if self.isVisible():
            self.counts.count()
            self.counts.ask()

    def _on_tick(self, now: int) -> None:
        self.bar.now = now

    def _begin(self, since: int, until: int) -> None:
        self.trials.begin(self.pending.texts(), since, until)

    def _on_trial(self) -> None:
        self.bar.show_trial(self.trials.newest)
        self._escape.setEnabled(self.trials.newest.runs)

    def _on_result(self) -> None:
        result = self.trials.result
        if result is not None:
            self.results.show_result(result, self.trials.shown, self._told(self.trials.shown.changes))
            if self.trials.shown.mine:
                self.tabs.setCurrentWidget(self.results)

    def _told(self, changes: tuple[str, ...]) -> list[str]:
        """Changes for people; one that cannot be read as it came."""
        told = []
        for text in changes:
            try:
                one = read_override(text)
            except OverrideError:
                told.append(text)
            else:
                told.append(change_line(self._session.catalogue, self._rules.get(one.rule), one))
        return told

    def _ask_span(self) -> None:
        now = self._session.now
        self._session.query("span", {"from": 1, "to": now or 2**53}, self._recorded)

    def _recorded(self, answer: Answer) -> None:
        first, last = answer.header.get("first"), answer.header.get("last")
        if answer.refused:
            self.bar.say(answer.refused)
        elif isinstance(first, int) and isinstance(last, int) and 0 < first <= last:
            self.bar.use_recorded(first, last, self._session.zone)
        else:
            self.bar.say(self.tr("Nothing is recorded yet to try over."))

    # -- files -----------------------------------------------------------------------------------------------

    def _ask_rule_file(self) -> None:
        if self.pending.all:
            self._ask(self.tr("Save as rule file"), [self.tr("Rule file (*.toml)")], "toml", self.save_rule_file)

    def _ask_picture(self) -> None:
        self._ask(self.tr("Save the picture"), [self.tr("PNG (*.png)")], "png", self.results.write_picture)

    def _ask_result(self) -> None:
        filters = [self.tr("JSON (*.json)"), self.tr("CSV (*.csv)")]
        self._ask(self.tr("Save the result"), filters, "json", self.results.write_result)

    def _ask(self, title: str, filters: list[str], suffix: str, save: Any) -> None:
        dialog = QFileDialog(self, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix(suffix)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_suffix(chosen, suffix)))
        dialog.fileSelected.connect(lambda name: save(Path(name)))
        dialog.open()

    def save_rule_file(self, out: Path) -> None:
        """Write the changed rules as a rule file."""
        session = self._session
        made = self.tr("Tried and saved by {name}, {time}").format(
            name=session.operator or "–", time=format_date_time(session.live_now, session.zone)
        )
        try:
            text = rule_file_text(session.catalogue, self.pending, made)
        except OverrideError as error:
            self._hint(f"{error}.")
            return
        self._saving = str(out)
        self._writer.write(out, text)

    def _on_written(self, sentence: str, well: bool) -> None:
        self._hint(next_step(self._saving) if well and self._saving else sentence)
        self._saving = ""

    def _hint(self, sentence: str) -> None:
        self.hint.setText(one_line(sentence, 600))
        self.hint.setToolTip(tip(sentence))
        self.hint.setVisible(bool(sentence))

    # -- the widget ------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bar.now = self._session.now
        if self._due:
            self.list.show_rule(self._due)
            self._due = ""
        self.counts.watch(True)
        self.trials.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.counts.watch(False)
        self.trials.watch(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(self.width() < FOLD_BELOW_PX)

    def _fold(self, folded: bool) -> None:
        """Where list and rule have no room for both, the list is the first tab."""
        if folded == (self.tabs.indexOf(self.list) >= 0):
            return
        if folded:
            self.tabs.insertTab(0, self.list, self.tr("List"))
            self.tabs.setCurrentIndex(0)
        else:
            self.tabs.removeTab(self.tabs.indexOf(self.list))
            self._split.insertWidget(0, self.list)
            self.list.show()
            self._split.setSizes([560, 640])
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        """What has the keyboard when the page gets it: the list where it can be seen, else what is shown instead."""
        current = self.tabs.currentWidget()
        if self.tabs.indexOf(self.list) < 0 or current is self.list:
            self.setFocusProxy(self.list.table)
        elif current is self.results:
            self.setFocusProxy(self.results.tabs.tabBar())
        else:
            self.setFocusProxy(self.words if current is self.words else self.pending_box.list)

    def save_state(self) -> dict[str, Any]:
        """The changes that were not tried yet, and the chosen span."""
        return {"changes": self.pending.texts(), "days": self.bar.days}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take over what `save_state` gave, of rules that there still are."""
        texts = state.get("changes")
        if isinstance(texts, list):
            known = [
                text
                for text in texts
                if isinstance(text, str) and text.partition("=")[0].rpartition(".")[0] in self._rules
            ]
            self.pending.replace(known)
        if state.get("days") in (0, 1, 7):
            self.bar.choose(state["days"])


def _suffix(chosen: str, otherwise: str) -> str:
    found = chosen.rpartition("*.")[2].rstrip(")")
    return found if found.isalnum() else otherwise
