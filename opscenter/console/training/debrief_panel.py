"""The debrief of a session in the window that replays it: its course, its score, an earlier run beside it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.elided import ElidedLabel
from opscenter.console.health.table import Heading, RowsModel, make_table
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.console.training.alert_choice import choose_alert
from opscenter.console.training.comparison import Trend, compare, same_exercise, totals_told
from opscenter.console.training.course_view import CourseView
from opscenter.console.training.debrief_work import DebriefReport, EarlierRun
from opscenter.console.training.lanes import Course, LaneKind, Mark
from opscenter.console.training.legend import SignLegend
from opscenter.console.training.run import Run
from opscenter.console.training.score_list import Line, lines_of
from opscenter.console.training.trainer_panel import priorities_of
from opscenter.console.training.trainer_rows import name_of
from opscenter.console.training.wording import clock_span, listed, points_of, points_text, said

_BESIDE = (LaneKind.EXPECTED, LaneKind.PERSON, LaneKind.INJECTIONS, LaneKind.TRAINER, LaneKind.ALARMS)
"""Rows of two runs beside each other: what people did first, what came the same to both last."""


class DebriefPanel(QWidget):
    """`sought(int)`: a mark or a row was chosen; Unix ms of the session. `told(str)`: a sentence for the operator.
    `alert_wanted(DraftedAlert)`: it is to leave as a file.

    `file`: the session's, where it is on this machine; else it is asked for when a report is made.
    """

    sought = Signal(object)
    alert_wanted = Signal(object)
    told = Signal(str)

    def __init__(self, session: Session, theme: Theme, run: Run, file: Path | None, parent: QWidget | None = None):
        super().__init__(parent)
        self._session, self._run_now, self.file = session, run, file
        self.earlier: Run | None = None
        self._earlier_file: Path | None = None
        self._course = Course(session.language, name_of(session), priorities_of(session))
        self.reading, self.reporting = EarlierRun(self), DebriefReport(self)
        self.reading.loaded.connect(self.show_earlier)
        self.reading.failed.connect(self._not_read)
        self.reading.changed.connect(self._enable)
        self.reporting.done.connect(self._reported)
        self.reporting.failed.connect(self._not_reported)
        self.reporting.changed.connect(self._enable)
        self.views = [CourseView(theme, self), CourseView(theme, self)]
        self.heads = [ElidedLabel("small", self), ElidedLabel("small", self)]
        self._lines: list[Line] = []
        self.score = RowsModel(
            (
                *(Heading(self.tr("At"), number=True), Heading(self.tr("Criterion"), stretch=True)),
                *(Heading(self.tr("Outcome")), Heading(self.tr("Points"), number=True), Heading(self.tr("Who"))),
            ),
            theme,
        )
        self.differences = RowsModel(
            (
                *(Heading(self.tr("Criterion"), stretch=True), Heading(self.tr("This run"), stretch=True)),
                *(Heading(self.tr("Earlier run"), stretch=True), Heading(self.tr("Points"), number=True)),
                Heading(""),
            ),
            theme,
        )
        self._lay_out(theme)
        self._connect()
        self._show()

    def _lay_out(self, theme: Theme) -> None:
        self.head = ElidedLabel(parent=self)
        self.compare_button = QPushButton(self.tr("Beside an earlier run…"), self)
        self.compare_button.setToolTip(self.tr("Choose the file of another session of this exercise (E)"))
        self.alone_button = QPushButton(self.tr("This run alone"), self)
        self.alone_button.setToolTip(self.tr("Leave the comparison (A)"))
        self.report_button = QPushButton(self.tr("Report…"), self)
        self.report_button.setToolTip(self.tr("As PDF or HTML; made in the background (R)"))
        self.alert_button = QPushButton(self.tr("Alert…"), self)
        self.alert_button.setToolTip(self.tr("Export an alert that was drafted as a CAP file; it is shown first (X)"))
        top = QHBoxLayout()
        top.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX)
        top.addWidget(self.head, 1)
        for button in (self.compare_button, self.alone_button, self.alert_button, self.report_button):
            top.addWidget(button)
        courses = QWidget(self)
        lines = QVBoxLayout(courses)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for head, view in zip(self.heads, self.views, strict=True):
            head.setContentsMargins(GRID_PX * 2, 0, GRID_PX * 2, 0)
            lines.addWidget(head)
            lines.addWidget(view, 1)
        self.legend = SignLegend(theme, courses)
        lines.addWidget(self.legend)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.score_table = make_table(self.score, self.tr("Score"), self)
        self.score_table.setToolTip(self.tr("Enter or a double click goes there"))
        self.differences_table = make_table(self.differences, self.tr("What was other"), self)
        self.reason = QLabel(self)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setWordWrap(True)
        self.reason.setProperty("role", "muted")
        self.reason.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scored = QWidget(self)
        column = QVBoxLayout(scored)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.score_table, 1)
        column.addWidget(self.reason)
        self.tabs.addTab(scored, self.tr("Score"))
        self.tabs.addTab(self.differences_table, self.tr("What was other"))
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.addWidget(courses)
        self.split.addWidget(self.tabs)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([560, 440])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self.split, 1)
        self.setFocusProxy(self.views[0])

    def _connect(self) -> None:
        self.compare_button.clicked.connect(self.choose_earlier)
        self.alone_button.clicked.connect(self.leave_earlier)
        self.alert_button.clicked.connect(self.choose_alert)
        self.report_button.clicked.connect(self.choose_report)
        self.views[0].chosen.connect(self._mark_chosen)
        self.views[0].sought.connect(self._axis_sought)
        self.views[0].moved.connect(lambda: self._follow(0))
        self.views[1].moved.connect(lambda: self._follow(1))
        for view, other in (self.views, self.views[::-1]):
            view.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)
        self.views[1].chosen.connect(self._earlier_chosen)
        self.score_table.activated.connect(lambda index: self._row_chosen(index.row()))
        self.score_table.selectionModel().currentRowChanged.connect(lambda now, _before: self._tell_reason(now.row()))
        self._session.ticked.connect(self._ticked)

    # -- what is shown -------------------------------------------------------------------------------------------

    def _show(self) -> None:
        session, run, earlier = self._session, self._run_now, self.earlier
        language = session.language
        score = run.score
        names = listed(one_line(name, 40) for name in run.people())
        parts = [
            said(run.case.title, language, 120) or run.case.id,
            names,
            self.tr("{points} points, {percent} %").format(
                points=points_of(score.points - score.lost, score.of), percent=round(score.percent or 0.0)
            ),
        ]
        if score.lost:
            parts.append(self.tr("{points} lost").format(points=points_text(score.lost)))
        if earlier is not None:
            parts.append(totals_told(run, earlier))
        self.head.put(" · ".join(part for part in parts if part))
        self._show_courses()
        self._lines = lines = lines_of(score, language)
        self.score.show(
            [
                (
                    clock_span(line.at - run.since) if line.at >= run.since > 0 else "",
                    line.text,
                    f"{line.outcome} {line.took}".strip(),
                    line.points,
                    one_line(line.by, 60),
                )
                for line in lines
            ]
        )
        if lines and self.score_table.currentIndex().row() < 0:
            self.score_table.selectRow(0)
        self._show_differences()
        self._enable()

    def _show_courses(self) -> None:
        run, earlier = self._run_now, self.earlier
        first, second = self.views
        for widget in (*self.heads, second):
            widget.setVisible(earlier is not None)
        self.legend.setVisible(earlier is None)
        if earlier is None:
            first.zone = self._session.zone
            first.put(self._course.lanes(run.case, run.log, run.score, run.until), run.since, run.until, 0)
            self._ticked(self._session.now)
            return
        longest = max(run.length_ms, earlier.length_ms)
        for view, head, one, caption in (
            (first, self.heads[0], run, self.tr("This run: {file}")),
            (second, self.heads[1], earlier, self.tr("The earlier run: {file}")),
        ):
            shifted = one.shifted()
            view.zone = None
            lanes = self._course.lanes(shifted.case, shifted.log, shifted.score, one.length_ms)
            view.put(sorted(lanes, key=lambda lane: _BESIDE.index(lane.kind)), 0, longest, 0)
            names = listed(one_line(name, 40) for name in one.people())
            head.put(f"{caption.format(file=one_line(one.file, 80))} · {names}")
        widest = max(view.name_px for view in self.views)
        for view in self.views:
            view.widen(widest)
        self._ticked(self._session.now)

    def _show_differences(self) -> None:
        earlier = self.earlier
        place = self.tabs.indexOf(self.differences_table)
        self.tabs.setTabVisible(place, earlier is not None)
        if earlier is None:
            return
        words = {Trend.BETTER: self.tr("better"), Trend.SAME: "", Trend.WORSE: self.tr("worse")}
        found = compare(self._run_now, earlier, self._session.language)
        rows = [
            (
                one.text,
                one.now,
                one.earlier,
                f"{'+' if one.points > 0 else chr(0x2212)}{points_text(abs(one.points))}" if one.points else "",
                words[one.trend],
            )
            for one in found
        ]
        self.differences.show(
            rows or [(self.tr("Every criterion came out the same."), "", "", "", "")],
            [one.trend is Trend.WORSE for one in found] or [False],
        )
        self.tabs.setCurrentIndex(place)

    def _ticked(self, now: int) -> None:
        run = self._run_now
        at = now if self.earlier is None else now - run.since
        if self.views[0].handle != at:
            self.views[0].handle = at
            self.views[0].viewport().update()

    def _enable(self) -> None:
        busy = self.reading.running
        self.compare_button.setEnabled(not busy)
        self.compare_button.setText(self.tr("Reading…") if busy else self.tr("Beside an earlier run…"))
        self.alone_button.setVisible(self.earlier is not None)
        self.alert_button.setVisible(bool(self._run_now.case.alerts))
        self.report_button.setEnabled(not self.reporting.running)
        self.report_button.setText(self.tr("Writing…") if self.reporting.running else self.tr("Report…"))

    def _follow(self, moved: int) -> None:
        """Both courses show the same part of the time."""
        if self.earlier is not None:
            other = self.views[1 - moved]
            if other.shown != self.views[moved].shown:
                other.show_part(self.views[moved].shown)

    # -- hands ---------------------------------------------------------------------------------------------------

    def _mark_chosen(self, mark: Mark) -> None:
        # A criterion is looked at where it was decided, everything else where it began.
        at = mark.until if mark.limit and mark.until > mark.at and not mark.open_ended else mark.at
        self._seek(at)
        told = " · ".join(self.views[0].told(mark))
        self.told.emit(one_line(told, 300))

    def _axis_sought(self, at: int) -> None:
        self._seek(at)

    def _seek(self, at: int) -> None:
        self.sought.emit(at if self.earlier is None else at + self._run_now.since)

    def _earlier_chosen(self, mark: Mark) -> None:
        self.told.emit(one_line(self.tr("Earlier run: ") + " · ".join(self.views[1].told(mark)), 300))

    def _row_chosen(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            self.sought.emit(self._lines[row].at)

    def _tell_reason(self, row: int) -> None:
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        told = self.tr("{what}: {reason}")
        self.reason.setText(told.format(what=line.text, reason=line.reason) if line is not None else "")

    def choose_earlier(self) -> None:
        """Ask for the file of an earlier run."""
        folder = str(self.file.parent) if self.file is not None else ""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("The session to compare with"), folder, self.tr("Sessions (*.mcap)")
        )
        if name:
            self.read_earlier(Path(name))

    def read_earlier(self, file: Path) -> None:
        """Read it beside the window, and show it when it is there."""
        self._earlier_file = file
        self.reading.start(file)

    def show_earlier(self, run: Run) -> None:
        """Show an earlier run below this one."""
        if not same_exercise(self._run_now, run):
            self.told.emit(self.tr("That file is of another exercise: only what both have can be compared."))
        self.earlier = run
        self._show()

    def leave_earlier(self) -> None:
        """This run alone."""
        self.earlier = self._earlier_file = None
        self._show()

    def _not_read(self, sentence: str) -> None:
        self._earlier_file = None
        if sentence:
            told = self.tr("The earlier run could not be read: {reason}")
            self.told.emit(told.format(reason=one_line(sentence)))

    def choose_alert(self) -> None:
        """Have an alert of this run exported, of several the one that is chosen."""
        if not choose_alert(self._run_now.case, self._session.zone, self.alert_wanted.emit, self.alert_button):
            self.told.emit(self.tr("Nobody drafted an alert."))

    def choose_report(self) -> None:
        """Ask where the report goes, and make it."""
        session = self.file
        if session is None:
            name, _ = QFileDialog.getOpenFileName(
                self, self.tr("The file of this session"), "", self.tr("Sessions (*.mcap)")
            )
            session = Path(name) if name else None
        if session is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Report of the session"), str(session.with_suffix(".pdf")), "PDF (*.pdf);;HTML (*.html)"
        )
        if name:
            out = Path(name) if Path(name).suffix.lower() in (".pdf", ".html", ".htm") else Path(f"{name}.pdf")
            self.make_report(session, out)

    def make_report(self, session: Path, out: Path) -> None:
        """Write it beside the window; `told` says when it is done."""
        earlier = self._earlier_file if self.earlier is not None else None
        self.reporting.start(session, out, self._session.language, earlier, self._session.operator)

    def _reported(self, path: Path) -> None:
        self.told.emit(self.tr("The report {file} is made.").format(file=path))

    def _not_reported(self, sentence: str) -> None:
        if sentence:
            told = self.tr("The report could not be made: {reason}")
            self.told.emit(told.format(reason=one_line(sentence)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        calls = {
            Qt.Key.Key_E: self.choose_earlier,
            Qt.Key.Key_A: self.leave_earlier,
            Qt.Key.Key_R: self.choose_report,
            Qt.Key.Key_X: self.choose_alert,
        }
        call = calls.get(Qt.Key(event.key()))
        if call is not None and not event.modifiers():
            call()
        else:
            super().keyPressEvent(event)

    def stop(self) -> None:
        """The window ends."""
        self.reading.stop()
        self.reporting.stop()
