"""Bus health: is everything arriving, from whom, how late, and what could not be read."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from opscenter.console.format import format_age, format_number, format_rate, format_time
from opscenter.console.health.facts import facts, number, records
from opscenter.console.health.quarantine import QuarantineView
from opscenter.console.health.table import Heading, RowsModel, make_table
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.changes import Changes

FOLD_BELOW_PX = 700
QWIDGETSIZE_MAX = 16_777_215  # Qt's "no limit"; PySide has no name for it


class HealthPanel(QWidget):
    """Figures at the left, tables by tab at the right. It reads `mirror.health` when that changes."""

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._values: list[tuple[QLabel, QLabel, QLabel]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX * 2)
        self._grid.setHorizontalSpacing(GRID_PX * 2)
        self._grid.setVerticalSpacing(GRID_PX)
        self._grid.setColumnMinimumWidth(1, 64)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(self._grid)
        lines.addStretch(1)
        figures = QScrollArea()
        figures.setWidgetResizable(True)
        figures.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        figures.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        figures.setWidget(inside)
        self._figures = figures
        self._folded = False

        self.publishers = self._model(
            Heading(self.tr("Publisher"), stretch=True),
            Heading(self.tr("Rate"), number=True),
            Heading(self.tr("Last heard"), number=True),
            Heading(self.tr("Lag"), number=True),
            Heading(self.tr("Gaps"), number=True),
            Heading(self.tr("State")),
        )
        self.reasons = self._model(Heading(self.tr("Reason"), stretch=True), Heading(self.tr("Messages"), number=True))
        self.endpoints = self._model(
            Heading(self.tr("Endpoint"), stretch=True),
            Heading(self.tr("Messages"), number=True),
            Heading(self.tr("Last heard"), number=True),
        )
        self.desks = self._model(
            Heading(self.tr("Name"), stretch=True), Heading(self.tr("Client")), Heading(self.tr("Since"), number=True)
        )
        self.quarantine = QuarantineView(session, theme)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(make_table(self.publishers, self.tr("Publishers")), self.tr("Publishers"))
        self.tabs.addTab(self.quarantine, self.tr("Set aside"))
        self.tabs.addTab(make_table(self.reasons, self.tr("Reasons")), self.tr("Reasons"))
        self.tabs.addTab(make_table(self.endpoints, self.tr("Endpoints")), self.tr("Endpoints"))
        self.tabs.addTab(make_table(self.desks, self.tr("Desks")), self.tr("Desks"))
        self.tabs.currentChanged.connect(self._tab_changed)

        self._notice = QLabel()
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setWordWrap(True)
        self._notice.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 3, GRID_PX)
        self._notice.setFont(font("normal", bold=True))
        self._empty = QLabel(
            self.tr("No health yet. The station tells it once a second as soon as the console is connected.")
        )
        self._empty.setObjectName("EmptyState")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._body = QWidget()
        self._row = QHBoxLayout(self._body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID_PX)
        self._row.addWidget(self.tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice)
        column.addWidget(self._body, 1)
        column.addWidget(self._empty, 1)
        session.live_changed.connect(self._take)
        self._fold(False)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < FOLD_BELOW_PX
        if folded != self._folded:
            self._fold(folded)

    def _fold(self, folded: bool) -> None:
        """Where the tables would lose their room to the figures, these become the first tab, in two columns."""
        self._folded = folded
        if folded:
            self._row.removeWidget(self._figures)
            self._figures.setMinimumWidth(0)
            self._figures.setMaximumWidth(QWIDGETSIZE_MAX)
            self.tabs.insertTab(0, self._figures, self.tr("Figures"))
            self.tabs.setCurrentIndex(0)
        else:
            if self.tabs.widget(0) is self._figures:
                self.tabs.removeTab(0)
            self._figures.setFixedWidth(272)
            self._row.insertWidget(0, self._figures)
            self._figures.show()
        self._arrange_facts()

    def _arrange_facts(self) -> None:
        lines = -(-len(self._values) // 2) if self._folded else max(1, len(self._values))
        for place, labels in enumerate(self._values):
            for column, label in enumerate(labels):
                self._grid.addWidget(label, place % lines, column + 4 * (place // lines))
        self._grid.setColumnMinimumWidth(3, GRID_PX * 4 if self._folded else 0)
        self._grid.setColumnMinimumWidth(5, 64 if self._folded else 0)
        self._grid.setColumnStretch(7, 1 if self._folded else 0)

    def _model(self, *headings: Heading) -> RowsModel:
        return RowsModel(headings, self._theme)

    def _take(self, changes: Changes) -> None:
        if (changes.health or changes.everything) and self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        if self.tabs.currentWidget() is self.quarantine:
            self.quarantine.ask()

    def _tab_changed(self, _number: int) -> None:
        if self.tabs.currentWidget() is self.quarantine and self.isVisible():
            self.quarantine.ask()

    def refresh(self) -> None:
        """Write the station's health into the figures and tables."""
        health = self._session.live.health
        self._empty.setVisible(not health)
        self._body.setVisible(bool(health))
        notice = str(health.get("notice") or "")
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))
        if not health:
            return
        known = len(self._values)
        for place, (label, value, unit, abnormal) in enumerate(facts(health)):
            self._show_fact(place, label, value, unit, abnormal)
        if len(self._values) != known:
            self._arrange_facts()
        self._show_publishers(health)
        now, zone = self._session.live_now, self._session.zone
        by_reason = health.get("rejected_by")
        reasons = sorted(by_reason.items(), key=lambda item: -int(item[1])) if isinstance(by_reason, dict) else []
        self.reasons.show([(str(reason), format_number(float(count), 0)) for reason, count in reasons])
        self.endpoints.show(
            [
                (
                    str(each.get("endpoint") or ""),
                    format_number(number(each, "messages"), 0),
                    self._ago(each.get("last"), now),
                )
                for each in records(health, "endpoints")
            ]
        )
        self.desks.show(
            [
                (
                    str(each.get("name") or ""),
                    str(each.get("client") or ""),
                    format_time(int(each.get("since") or 0), zone),
                )
                for each in records(health, "desks")
            ]
        )
        rejected = int(health.get("rejected") or 0)
        self.tabs.setTabText(
            self.tabs.indexOf(self.quarantine),
            self.tr("Set aside {count}").format(count=rejected) if rejected else self.tr("Set aside"),
        )

    def _show_publishers(self, health: dict[str, Any]) -> None:
        rows: list[tuple[str, ...]] = []
        abnormal: list[bool] = []
        listed = sorted(
            records(health, "publishers"), key=lambda each: (not each.get("silent"), str(each.get("publisher")))
        )
        for each in listed:
            silent, gaps = bool(each.get("silent")), int(each.get("gaps") or 0)
            rate = number(each, "rate")
            rows.append(
                (
                    str(each.get("publisher") or self.tr("(without a name)")),
                    self.tr("{rate}/s").format(rate=format_rate(rate)),
                    self._ago(each.get("last"), self._session.live_now),
                    f"{format_number(number(each, 'lag_ms'), 0)} ms",
                    str(gaps),
                    self.tr("silent") if silent else self.tr("heard"),
                )
            )
            abnormal.append(silent or gaps > 0)
        self.publishers.show(rows, abnormal)

    def _ago(self, at: object, now: int) -> str:
        if not isinstance(at, int) or at <= 0:
            return self.tr("never")
        return self.tr("{age} ago").format(age=format_age(now - at))

    def _show_fact(self, place: int, label: str, value: str, unit: str, abnormal: bool) -> None:
        if place >= len(self._values):
            labels = (QLabel(), QLabel(), QLabel())
            labels[0].setProperty("role", "muted")
            labels[1].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            labels[2].setProperty("role", "small")
            for each in labels:
                each.setTextFormat(Qt.TextFormat.PlainText)
            self._values.append(labels)
        name, shown, units = self._values[place]
        name.setText(label)
        shown.setText(value)
        shown.setFont(font("normal", bold=abnormal))
        units.setText(unit)

    def save_state(self) -> dict[str, Any]:
        """The tab that is open."""
        return {"tab": max(0, self.tabs.currentIndex() - self._folded)}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take `save_state` back."""
        self.tabs.setCurrentIndex(max(0, min(self.tabs.count() - 1, int(state.get("tab", 0)) + self._folded)))
