"""The middle of the trainer's console: the course of the exercise, and below it injections, responses, people, log."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QTableView, QTabWidget, QVBoxLayout, QWidget

from opscenter.console.health.table import Heading, RowsModel, make_table
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.console.training.case import Injected, InjectionState
from opscenter.console.training.course_view import CourseView
from opscenter.console.training.following import Following
from opscenter.console.training.lanes import Course, Mark
from opscenter.console.training.legend import SignLegend
from opscenter.console.training.log import Log
from opscenter.console.training.standing import Stage
from opscenter.console.training.trainer_rows import (
    Rows,
    expected_rows,
    injection_rows,
    log_rows,
    name_of,
    people_rows,
)
from opscenter.domain.alarm import Priority

_LEAST_TABLES_PX = 260
SOON_MS = 100
_LEAVE_OUT = {"injections": ((4, 640), (2, 420)), "expected": ((4, 900), (3, 860))}
"""Columns of tables that are narrower than so many px."""


class TrainerPanel(QWidget):
    """Follows the exercise. `chosen()`: another injection is chosen; `inject_wanted()`: Enter or a double click on
    it; `mark_told(Mark)`: a mark of the course was chosen."""

    chosen = Signal()
    inject_wanted = Signal()
    mark_told = Signal(object)

    def __init__(self, session: Session, following: Following, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._following = session, following
        self._name = name_of(session)
        self._course = Course(session.language, self._name, priorities_of(session))
        session.catalogue_changed.connect(self._catalogue_changed)
        self._keys: dict[str, list[str]] = {}
        self._log_rows: dict[int, tuple[str, ...]] = {}
        self._log: Log | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self.course = CourseView(theme, self)
        self.course.zone = session.zone
        self.course.chosen.connect(self._mark_chosen)
        self.injections = RowsModel(
            (
                *(Heading(self.tr("State")), Heading(self.tr("At"), number=True), Heading(self.tr("Kind"))),
                *(Heading(self.tr("Injection"), stretch=True), Heading(self.tr("About"), stretch=True)),
            ),
            theme,
        )
        self.expected = RowsModel(
            (
                *(Heading(self.tr("Outcome")), Heading(self.tr("Points"), number=True)),
                *(Heading(self.tr("Time left"), number=True), Heading(self.tr("Limit"), number=True)),
                *(Heading(self.tr("Kind")), Heading(self.tr("Expected"), stretch=True), Heading(self.tr("Who"))),
                Heading(self.tr("Reason"), stretch=True),
            ),
            theme,
        )
        self.people = RowsModel(
            (
                *(Heading(self.tr("Name"), stretch=True), Heading(self.tr("Desk"))),
                *(Heading(self.tr("Acts"), number=True), Heading(self.tr("Looks"), number=True)),
                *(Heading(self.tr("Last"), number=True), Heading(self.tr("Points"), number=True)),
                Heading(self.tr("Lost"), number=True),
            ),
            theme,
        )
        self.log = RowsModel(
            (
                *(Heading(self.tr("Time")), Heading(self.tr("Who")), Heading(self.tr("Did"))),
                *(Heading(self.tr("About"), stretch=True), Heading(self.tr("Said"), stretch=True)),
            ),
            theme,
        )
        self.tables: dict[str, QTableView] = {
            "injections": make_table(self.injections, self.tr("Injections"), self),
            "expected": make_table(self.expected, self.tr("Expected responses"), self),
            "people": make_table(self.people, self.tr("People"), self),
            "log": make_table(self.log, self.tr("Log"), self),
        }
        self._lay_out(theme)
        table = self.tables["injections"]
        table.selectionModel().currentRowChanged.connect(lambda _now, _before: self.chosen.emit())
        table.activated.connect(lambda _index: self.inject_wanted.emit())
        following.changed.connect(self._refresh_soon)
        following.stood.connect(self.refresh_times)
        session.introduced.connect(self._introduced)
        self.refresh()

    def _lay_out(self, theme: Theme) -> None:
        titles = {
            "injections": self.tr("Injections"),
            "expected": self.tr("Expected"),
            "people": self.tr("People"),
            "log": self.tr("Log"),
        }
        self.left, self.right = QTabWidget(self), QTabWidget(self)
        for tabs, names in ((self.left, ("injections", "people")), (self.right, ("expected", "log"))):
            tabs.setDocumentMode(True)
            for name in names:
                tabs.addTab(self.tables[name], titles[name])
        self.alert_button = QPushButton(self.tr("Export an alert…"), self.right)
        self.right.setCornerWidget(self.alert_button)
        self.alert_button.hide()
        self.empty = QLabel(self)
        self.empty.setObjectName("EmptyState")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        above = self._above = QWidget(self)
        above.setObjectName("TrainerCourse")
        above.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = QVBoxLayout(above)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(0)
        top.addWidget(self.empty)
        top.addWidget(self.course, 1)
        top.addWidget(SignLegend(theme, above))
        self.foot = QSplitter(Qt.Orientation.Horizontal, self)
        self.foot.addWidget(self.left)
        self.foot.addWidget(self.right)
        self.foot.setChildrenCollapsible(False)
        self.foot.setSizes([760, 1140])
        self.foot.splitterMoved.connect(lambda _at, _number: self._fit())
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(above)
        self.split.addWidget(self.foot)
        self.split.setChildrenCollapsible(False)
        self.brought_along = False
        """The station is one that this console starts: it takes a while until it answers."""
        self._by_hand = False
        self._shared = (0, 0)
        self.split.splitterMoved.connect(self._split_by_hand)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID_PX, 0, 0)
        box.addWidget(self.split)

    def keep_clear(self, height: int) -> None:
        """Something covers so many px at the top."""
        self.setContentsMargins(0, height, 0, 0)

    def _fit(self) -> None:
        """Where there is little room the columns go first that the others imply."""
        for name, columns in _LEAVE_OUT.items():
            table = self.tables[name]
            for column, least in columns:
                hide = table.width() < least
                if table.isColumnHidden(column) != hide:
                    table.setColumnHidden(column, hide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # when the tables have their new room

    def _introduced(self) -> None:
        self.course.zone = self._session.zone
        self.refresh()

    # -- what is shown -------------------------------------------------------------------------------------------

    def _refresh_soon(self) -> None:
        """What is asked for together comes together: it is shown once."""
        if not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """All of it anew."""
        if self._following.log is not self._log:  # of another run of the station: numbered from the start
            self._log = self._following.log
            self._log_rows.clear()
        session, following = self._session, self._following
        standing = following.standing
        case, language = following.case, session.language
        since = case.since or (standing.since if standing is not None else 0)
        until = case.until or (standing.until if standing is not None else 0)
        if since and until > since:
            lanes = self._course.lanes(case, following.log, following.score, self.now)
            self.course.put(lanes, since, until, self.now)
        self.alert_button.setVisible(bool(case.alerts))
        known = since > 0 and until > since
        self.course.setVisible(known)
        self.empty.setVisible(not known or bool(following.refusal))
        waiting = self.tr("Waiting for the exercise's station to answer.")
        if self.brought_along and session.link is LinkState.CONNECTING:
            waiting = self.tr(
                "The exercise is being prepared. The first time that takes a minute or two: what happens in it is made "
                "out of the demo city then."
            )
        self.empty.setText(following.refusal or waiting)
        if known:
            self._share_out()
        self._show("injections", self.injections, injection_rows(case, language, self._name))
        self._show("expected", self.expected, expected_rows(following.score, language, self.now, self.begun))
        self._show("people", self.people, people_rows(session, case, following.log, following.score))
        self._show("log", self.log, log_rows(session, following.log, self._name, self._log_rows))
        self.chosen.emit()

    def _share_out(self) -> None:
        """The course as high as its rows need, the tables the rest; once a hand has moved them it decides."""
        content = self.course.content_height()
        wanted = (content, self.split.height())
        if self._by_hand or wanted == self._shared or self.height() <= _LEAST_TABLES_PX:
            return
        self._shared = wanted
        legend = self._above.height() - self.course.height()
        room = self.split.height()
        above = min(max(room // 3, content + 20 + legend), room - _LEAST_TABLES_PX)
        self.split.setSizes([above, room - above])

    def _split_by_hand(self) -> None:
        self._by_hand = True

    @property
    def begun(self) -> bool:
        """The exercise's clock has begun to go."""
        return self._following.stage in (Stage.RUNNING, Stage.FROZEN, Stage.OVER)

    @property
    def now(self) -> int:
        """The exercise's clock as the station told it last."""
        return self._following.standing.at if self._following.standing is not None else 0

    def refresh_times(self) -> None:
        """The clock has gone on."""
        self.course.put_now(self.now)
        rows = expected_rows(self._following.score, self._session.language, self.now, self.begun)
        self._show("expected", self.expected, rows)

    def _show(self, name: str, model: RowsModel, rows: Rows) -> None:
        table = self.tables[name]
        before = self._key(name)
        self._keys[name] = rows.keys
        model.show(rows.texts, rows.strong)
        if before and before != self._key(name) and before in rows.keys:
            table.selectRow(rows.keys.index(before))
        elif not before and rows.keys and name == "injections":
            table.selectRow(0)  # the keys that inject and take back are about one

    def _key(self, name: str) -> str:
        row = self.tables[name].currentIndex().row()
        keys = self._keys.get(name, [])
        return keys[row] if 0 <= row < len(keys) else ""

    # -- what is chosen ------------------------------------------------------------------------------------------

    @property
    def injection(self) -> Injected | None:
        """The injection that is chosen in the table."""
        return self._following.case.injection(self._key("injections"))

    @property
    def can(self) -> tuple[bool, bool]:
        """Whether the chosen injection can be done now, and whether it can be taken back."""
        one = self.injection
        if one is None:
            return False, False
        return one.state is not InjectionState.STANDING, one.state in (InjectionState.STANDING, InjectionState.WAITING)

    def choose_injection(self, name: str) -> None:
        """Choose one in the table."""
        keys = self._keys.get("injections", [])
        if name in keys:
            self.left.setCurrentWidget(self.tables["injections"])
            self.tables["injections"].selectRow(keys.index(name))

    def go(self, name: str) -> None:
        """The keyboard into the course or one of the tables."""
        if name == "course":
            self.course.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        table = self.tables[name]
        for tabs in (self.left, self.right):
            if tabs.indexOf(table) >= 0:
                tabs.setCurrentWidget(table)
        if table.currentIndex().row() < 0 and self._keys.get(name):
            table.selectRow(0)
        table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _catalogue_changed(self) -> None:
        self._course = Course(self._session.language, self._name, priorities_of(self._session))
        self._soon.start()

    def _mark_chosen(self, mark: Mark) -> None:
        self.choose_injection(mark.key)
        keys = self._keys.get("expected", [])
        log_keys = self._keys.get("log", [])
        if mark.key in keys:
            self.right.setCurrentWidget(self.tables["expected"])
            self.tables["expected"].selectRow(keys.index(mark.key))
        elif mark.key in log_keys:
            self.right.setCurrentWidget(self.tables["log"])
            self.tables["log"].selectRow(log_keys.index(mark.key))
        self.mark_told.emit(mark)


def priorities_of(session: Session) -> dict[str, Priority]:
    """By rule, as the catalogue has it."""
    return {rule.id: rule.priority for kind in session.catalogue.kinds.values() for rule in kind.rules}
