"""The page "Alarm performance": figures against their targets, and the alarms behind each."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.alarms.wording import priority_name
from opscenter.console.format import NOTHING, format_date_time
from opscenter.console.health.table import Heading, RowsModel, make_table
from opscenter.console.measures.exporting import ReportWriter
from opscenter.console.measures.rate_chart import RateChart
from opscenter.console.measures.report import report_html
from opscenter.console.measures.wording import (
    DAY_MS,
    PRIORITY_SHARES,
    away_note,
    figure_name,
    sources_note,
    target_text,
    too_short,
    value_text,
    verdict_text,
)
from opscenter.console.plain import one_line
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.alarm import Priority
from opscenter.domain.measures import Measures
from opscenter.domain.texts import in_language
from opscenter.wire.measures_csv import measures_csv
from opscenter.wire.measures_facts import measures_from_fact

REFRESH_MS = 60_000
FOLD_BELOW_PX = 1_000
DAYS = (1, 7, 30)


class MeasuresPanel(QWidget):
    """Asks when it is shown, each minute while it is, and when another span is chosen."""

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._theme = theme
        self.days = 1
        self.measures: Measures | None = None
        self._behind: list[dict[str, Any]] = []
        self._asking = False
        self._again = False
        self._wanted_behind = ""  # a figure that was chosen while a question was on its way
        self.figures = RowsModel(
            (
                *(Heading(self.tr("Figure"), stretch=True), Heading(self.tr("Value"), number=True)),
                *(Heading(self.tr("Target")), Heading(self.tr("Verdict")), Heading(self.tr("Alarms"), number=True)),
            ),
            theme,
        )
        self.table = make_table(self.figures, self.tr("Figures of the alarm system"))
        self.table.setToolTip(self.tr("Enter or a double click: the alarms behind the figure"))
        self.chart = RateChart(theme, session.zone)
        self.sources = RowsModel(
            (
                *(Heading(self.tr("Share"), number=True), Heading(self.tr("Alarms"), number=True)),
                *(Heading(self.tr("Rule")), Heading(self.tr("Entity"), stretch=True), Heading(self.tr("Chattered"))),
            ),
            theme,
        )
        self.priorities = RowsModel(
            (
                *(Heading(self.tr("Priority")), Heading(self.tr("Alarms"), number=True)),
                *(Heading(self.tr("Share"), number=True), Heading(self.tr("Target"), stretch=True)),
            ),
            theme,
        )
        self.desks = RowsModel(
            (
                *(Heading(self.tr("Desk"), stretch=True), Heading(self.tr("Acknowledged"), number=True)),
                *(Heading(self.tr("Median"), number=True), Heading(self.tr("Nine of ten"), number=True)),
            ),
            theme,
        )
        self.behind = RowsModel(
            (
                *(Heading(self.tr("Raised")), Heading(self.tr("Priority"))),
                *(Heading(self.tr("Entity")), Heading(self.tr("Alarm"), stretch=True)),
            ),
            theme,
        )
        self._wire(self._lay_out())
        self._show_empty()

    def _lay_out(self) -> list[QPushButton]:
        bar = QHBoxLayout()
        bar.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX)
        group = QButtonGroup(self)
        buttons = []
        for days in DAYS:
            text = self.tr("24 h") if days == 1 else self.tr("%n days", "", days)
            button = QPushButton(text)
            button.setCheckable(True)
            button.setChecked(days == self.days)
            button.clicked.connect(partial(self.show_days, days))
            group.addButton(button)
            bar.addWidget(button)
            buttons.append(button)
        self.hint = QLabel()
        self.hint.setObjectName("Muted")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        bar.addSpacing(GRID_PX * 2)
        bar.addWidget(self.hint, 1)
        self.export = QPushButton(self.tr("Export…"))
        self.export.setToolTip(self.tr("PDF or CSV"))
        self.export.clicked.connect(self._choose_file)
        bar.addWidget(self.export)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.chart, self.tr("Rate"))
        self._sources_table = make_table(self.sources, self.tr("The ten most frequent"))
        self.tabs.addTab(self._sources_table, self.tr("Most frequent"))
        self.tabs.addTab(make_table(self.priorities, self.tr("Priorities")), self.tr("Priorities"))
        self.tabs.addTab(make_table(self.desks, self.tr("Desks")), self.tr("Desks"))
        self._behind_table = make_table(self.behind, self.tr("Alarms behind the figure"))
        self.tabs.addTab(self._behind_table, self.tr("Alarms behind it"))
        self._split = split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self.tabs)
        split.setSizes([620, 520])
        split.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(bar)
        box.addWidget(split, 1)
        self.setFocusProxy(self.table)
        return buttons

    def _wire(self, buttons: list[QPushButton]) -> None:
        self._buttons = dict(zip(DAYS, buttons, strict=True))
        self.table.doubleClicked.connect(lambda index: self.open_behind(index.row()))
        self._behind_table.selectionModel().currentRowChanged.connect(lambda now, _before: self._select(now.row()))
        self._sources_table.selectionModel().currentRowChanged.connect(
            lambda now, _before: self._select_source(now.row())
        )
        self._writer = ReportWriter(self)
        self._writer.done.connect(self.hint.setText, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self._refresh_if_visible)
        self._timer.start()
        self._session.link_changed.connect(self._refresh_if_visible)

    def stop(self) -> None:
        """Finish what is being written."""
        self._writer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(self.width() < FOLD_BELOW_PX)

    def _fold(self, folded: bool) -> None:
        """Where the figures and what is beside them have no room for both, the figures are the first tab."""
        if folded == (self.tabs.indexOf(self.table) >= 0):
            return
        if folded:
            self.tabs.insertTab(0, self.table, self.tr("Figures"))
            self.tabs.setCurrentIndex(0)
        else:
            self.tabs.removeTab(0)
            self._split.insertWidget(0, self.table)
            self.table.show()
            self._split.setSizes([620, 520])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self.open_behind(self.table.currentIndex().row())
            return
        super().keyPressEvent(event)

    # -- asking ----------------------------------------------------------------------------------------------

    def show_days(self, days: int) -> None:
        """Show the last so many days."""
        self.days = days
        self._buttons[days].setChecked(True)
        self.refresh()

    def _refresh_if_visible(self) -> None:
        if self.isVisible() and self._session.link is LinkState.LIVE:
            self.refresh()

    def refresh(self, behind: str = "") -> None:
        """Ask the station; `behind` names a figure whose alarms are wanted too."""
        if self._asking:
            self._again = True
            self._wanted_behind = behind or self._wanted_behind
            return
        self._asking = True
        until = self._session.live_now or 2**53
        args = {"from": until - self.days * DAY_MS, "to": until, "behind": behind}
        self._session.query("measures", args, self._answered)

    def _answered(self, answer: Answer) -> None:
        self._asking = False
        if self._again:
            behind, self._again, self._wanted_behind = self._wanted_behind, False, ""
            self.refresh(behind)
        if answer.refused:
            self.hint.setText(answer.refused)
            return
        try:
            self.measures = measures_from_fact(answer.header["measures"])
        except (ValueError, KeyError) as error:
            self.hint.setText(one_line(str(error)))
            return
        self._show()
        if "behind" in answer.header:
            self._show_behind(answer.header["behind"])

    # -- showing ---------------------------------------------------------------------------------------------

    def _show_empty(self) -> None:
        self.hint.setText(self.tr("The figures come as soon as the console is connected to a station."))

    def _show(self) -> None:
        measures = self.measures
        if measures is None:
            return
        self.hint.setText(too_short(measures) or away_note(measures) or sources_note())
        self.hint.setToolTip(sources_note())
        rows = [
            (
                *(figure_name(one.id), value_text(one.value, one.unit), target_text(one.target, one.unit)),
                *(verdict_text(one), str(one.behind_count) if one.behind_count else ""),
            )
            for one in measures.figures
        ]
        self.figures.show(rows, [one.verdict in ("watch", "bad") for one in measures.figures])
        self.chart.axis.zone = self._session.zone
        self.chart.show_measures(measures)
        self.sources.show(
            [
                (
                    *(value_text(one.share, "share"), str(one.count), one.rule, self._name(one.entity)),
                    self.tr("yes") if one.chattered else "",
                )
                for one in measures.sources
            ]
        )
        total = sum(measures.priorities.values())
        self.priorities.show(
            [
                (
                    *(priority_name(priority), str(measures.priorities.get(priority, 0))),
                    *(self._share(measures.priorities.get(priority, 0), total), self._priority_target(priority)),
                )
                for priority in Priority
            ]
        )
        self.desks.show(
            [
                (
                    *(one.desk or NOTHING, str(one.acknowledged)),
                    *(value_text(one.median_ms, "ms"), value_text(one.p90_ms, "ms")),
                )
                for one in measures.desks
            ]
        )

    @staticmethod
    def _share(count: int, total: int) -> str:
        return value_text(count / total if total else None, "share")

    def _priority_target(self, priority: Priority) -> str:
        share = PRIORITY_SHARES.get(int(priority))
        if share is None:
            return self.tr("the rest")
        return self.tr("about {share}").format(share=value_text(share, "share"))

    def _name(self, entity: str) -> str:
        row = self._session.mirror.row_of.get(entity, -1)
        return self._session.name(row) if row >= 0 else entity.rsplit(":", 1)[-1]

    # -- behind a figure -------------------------------------------------------------------------------------

    def open_behind(self, row: int) -> None:
        """Show the alarms behind a figure."""
        if self.measures is not None and 0 <= row < len(self.measures.figures):
            self.tabs.setCurrentWidget(self._behind_table)
            self.refresh(self.measures.figures[row].id)

    def _show_behind(self, told: list[dict[str, Any]]) -> None:
        self._behind = told
        rows = []
        for one in told:
            texts = {str(key): str(text) for key, text in (one.get("text") or {}).items()}
            priority = one.get("priority")
            rows.append(
                (
                    format_date_time(int(one.get("at") or 0), self._session.zone),
                    priority_name(Priority(priority)) if priority in (1, 2, 3, 4) else "",
                    self._name(str(one.get("entity") or "")),
                    one_line(in_language(texts, self._session.language)),
                )
            )
        self.behind.show(rows)

    def _select(self, row: int) -> None:
        if 0 <= row < len(self._behind):
            self._selection.select([str(self._behind[row]["entity"])], str(self._behind[row]["occurrence"]))

    def _select_source(self, row: int) -> None:
        if self.measures is not None and 0 <= row < len(self.measures.sources):
            self._selection.select([self.measures.sources[row].entity])

    # -- a file ----------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Export the figures"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("PDF (*.pdf)"), self.tr("CSV (*.csv)")])
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()

    def save(self, out: Path) -> None:
        """Write what is shown, by the ending of the name."""
        if self.measures is None:
            return
        session = self._session
        if out.suffix.lower() == ".csv":
            content = measures_csv([self.measures])
        else:
            content = report_html(self.measures, (), session.zone, session.city)
        self._writer.write(out, content, session.language)

    def save_state(self) -> dict[str, Any]:
        """The chosen span."""
        return {"days": self.days}

    def restore_state(self, state: dict[str, Any]) -> None:
        """The chosen span, if it is one that can be chosen."""
        if state.get("days") in DAYS:
            self.days = state["days"]
            self._buttons[self.days].setChecked(True)
