"""What came of a trial: the sentence, the picture, by rule, what is gone and what is new; and files of it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.alarms.wording import priority_name
from opscenter.console.format import format_date_time
from opscenter.console.health.table import Heading, RowsModel, make_table
from opscenter.console.plain import one_line, tip
from opscenter.console.rules.chart import TrialChart
from opscenter.console.rules.chart_painting import picture
from opscenter.console.rules.exporting import FileWriter, result_csv, result_json
from opscenter.console.rules.result import Listed, TrialResult
from opscenter.console.rules.trials import Trial
from opscenter.console.rules.wording import by_text, sentence, span_text
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX


class ResultView(QWidget):
    """`entity_chosen(id)` when an alarm of a list is; `rule_chosen(id)`; `picture_wanted()`, `result_wanted()`: a place
    for a file is to be asked for."""

    entity_chosen = Signal(str)
    rule_chosen = Signal(str)
    picture_wanted = Signal()
    result_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, writer: FileWriter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._writer = writer
        self.result: TrialResult | None = None
        self.trial = Trial()
        self.headline = QLabel()
        self.headline.setProperty("role", "title")
        self.headline.setWordWrap(True)
        self.under = QLabel()
        self.under.setProperty("role", "small")
        for label in (self.headline, self.under):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.under.setWordWrap(True)
        self.chart = TrialChart(theme, session.zone)
        self.by_rule = RowsModel(
            (
                Heading(self.tr("Rule"), stretch=True),
                *(Heading(text, number=True) for text in (self.tr("Before"), self.tr("After"), self.tr("Change"))),
            ),
            theme,
        )
        listed = (
            *(Heading(self.tr("Raised")), Heading(self.tr("Priority"))),
            *(Heading(self.tr("Entity")), Heading(self.tr("Rule")), Heading(self.tr("Alarm"), stretch=True)),
        )
        self.gone, self.added = RowsModel(listed, theme), RowsModel(listed, theme)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.rule_table = make_table(self.by_rule, self.tr("Alarms by rule"))
        self.gone_table = make_table(self.gone, self.tr("Alarms that are gone"))
        self.added_table = make_table(self.added, self.tr("Alarms that are new"))
        for widget, title in (
            (self.chart, self.tr("Picture")),
            (self.rule_table, self.tr("By rule")),
            (self.gone_table, self.tr("Gone")),
            (self.added_table, self.tr("New")),
        ):
            self.tabs.addTab(widget, title)
        self._lay_out()
        self._follow(self.gone_table, "gone")
        self._follow(self.added_table, "added")
        self.rule_table.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose_rule(now.row()))

    def _lay_out(self) -> None:
        self.save_picture = QPushButton(self.tr("Picture…"))
        self.save_picture.setToolTip(self.tr("Save the picture (PNG)"))
        self.save_picture.clicked.connect(self.picture_wanted)
        self.save_result = QPushButton(self.tr("Result…"))
        self.save_result.setToolTip(self.tr("Save the result (JSON or CSV)"))
        self.save_result.clicked.connect(self.result_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, 0)
        head.addWidget(self.headline, 1)
        files = QWidget()
        buttons = QHBoxLayout(files)
        buttons.setContentsMargins(0, 0, GRID_PX * 3, 0)
        buttons.addWidget(self.save_picture)
        buttons.addWidget(self.save_result)
        self.tabs.setCornerWidget(files)
        below = QHBoxLayout()
        below.setContentsMargins(GRID_PX * 3, 0, GRID_PX * 3, 0)
        below.addWidget(self.under)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(below)
        box.addWidget(self.tabs, 1)
        self.empty = QLabel(
            self.tr("Change something of a rule and press Try: here is what would have been raised then.")
        )
        self.empty.setObjectName("EmptyState")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def _follow(self, table: QTableView, which: str) -> None:
        table.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(which, now.row()))

    # -- showing ---------------------------------------------------------------------------------------------

    def show_result(self, result: TrialResult, trial: Trial, changes: list[str]) -> None:
        """Show what came of a trial; `changes` in words."""
        self.result, self.trial = result, trial
        zone = self._session.zone
        told = sentence(result)
        self.headline.setText(told)
        parts = [span_text(result.since, result.until, zone)]
        if not trial.mine:
            parts.append(self.tr("tried by {name}").format(name=by_text(trial.by)))
        parts += changes or [self.tr("no changes: the rules as they are, against what was raised")]
        self.under.setText(one_line(" · ".join(parts), 400))
        self.under.setToolTip(tip(*parts))
        self.chart.zone = zone
        self.chart.show_result(result)
        self.by_rule.show(
            [(rule, str(before), str(after), _signed(after - before)) for rule, before, after in result.rules],
            [before != after for _, before, after in result.rules],
        )
        self.gone.show([self._row(one) for one in result.gone])
        self.added.show([self._row(one) for one in result.added])
        self._title(self.gone_table, self.tr("Gone: {count}"), result.gone_count, len(result.gone))
        self._title(self.added_table, self.tr("New: {count}"), result.added_count, len(result.added))
        self.stack.setCurrentIndex(1)

    def _title(self, table: QTableView, text: str, count: int, listed: int) -> None:
        at = self.tabs.indexOf(table)
        self.tabs.setTabText(at, text.format(count=count))
        more = self.tr("The first {listed} of {count} are listed.").format(listed=listed, count=count)
        self.tabs.setTabToolTip(at, more if listed < count else "")

    def _row(self, one: Listed) -> tuple[str, ...]:
        at = format_date_time(one.at, self._session.zone)
        row = self._session.mirror.row_of.get(one.entity, -1)
        name = self._session.name(row) if row >= 0 else one.entity.rsplit(":", 1)[-1]
        return at, priority_name(one.priority), one_line(name, 80), one_line(one.rule, 80), one_line(one.text)

    def _choose(self, which: str, row: int) -> None:
        listed = getattr(self.result, which, [])
        if 0 <= row < len(listed):
            self.entity_chosen.emit(listed[row].entity)

    def _choose_rule(self, row: int) -> None:
        if self.result is not None and 0 <= row < len(self.result.rules):
            self.rule_chosen.emit(self.result.rules[row][0])

    # -- files -----------------------------------------------------------------------------------------------

    def write_picture(self, out: Path) -> None:
        """Write the picture."""
        if self.result is not None:
            self._writer.write(out, picture(self.result, self._session.zone))

    def write_result(self, out: Path) -> None:
        """Write the result, as CSV where the name ends so, else as JSON."""
        if self.result is None:
            return
        if out.suffix.lower() == ".csv":
            self._writer.write(out, result_csv(self.result, self._session.zone))
        else:
            self._writer.write(out, result_json(self.result, self.trial.changes))


def _signed(change: int) -> str:
    return f"+{change}" if change > 0 else str(change).replace("-", "\N{MINUS SIGN}")
