"""The overview: every city system at a glance."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from opscenter.console.overview.backfill import Backfill
from opscenter.console.overview.figures import Overview
from opscenter.console.overview.summary import CitySummary
from opscenter.console.overview.tiles import Tiles
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.changes import Changes

REFRESH_MS = 1_000
REST_MS = 600


class OverviewPanel(QWidget):
    """Tiles in a scroll area; figures are reduced at most once a second, alarms counted when they change.

    `opened(system)`: the page of a system is wanted.
    """

    opened = Signal(str)

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._theme = theme
        self.overview = Overview(session.mirror, session.catalogue)
        self.tiles = Tiles(self.overview, session, theme, self)
        self._backfill = Backfill(self.overview, session, self)
        self._backfill.filled.connect(self.tiles.update)
        self.summary = CitySummary(self.overview, session, theme, self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self.tiles)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.summary)
        box.addWidget(self._scroll)
        self.setFocusProxy(self.tiles)
        self._refreshed = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: self._backfill.start(past=True))
        session.changed.connect(self._on_changed)
        session.ticked.connect(self._on_ticked)
        selection.system_changed.connect(self._on_system)
        selection.area_changed.connect(self._on_area)
        session.areas.changed.connect(self._on_areas)
        theme.changed.connect(self.tiles.restyle)
        theme.changed.connect(self.summary.refresh)
        self.summary.left.connect(self._widen)
        self.tiles.chosen.connect(self._on_chosen)
        self.tiles.opened.connect(self.opened)
        self._on_area()
        self._on_system()
        self._catch_up()

    def _catch_up(self, past: bool = False) -> None:
        self.overview.catch_up()
        self._refresh()
        if past:
            self._backfill.forget()
            self._rest.start()  # while the time is dragged nobody reads a trend
        else:
            self._rest.stop()
            self._backfill.start()

    def _refresh(self) -> None:
        self._refreshed = self._session.now
        self.overview.refresh(self._session.now)
        self.tiles.refresh()
        self.summary.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything:
            past = self._session.moment is not None
            if self._selection.area:
                self.overview.inside = self._session.areas.city.inside(self._selection.area)
            self.overview.start_anew(past, changes.same_entities)
            self.tiles.restyle()
            self._catch_up(past)
            return
        if changes.alarms:
            self.overview.count_alarms(changes.alarms)
            self.tiles.refresh()
            self.summary.refresh()
        self.overview.catch_up()
        self.overview.heard(changes.seen_rows)

    def _on_ticked(self, now: int) -> None:
        if abs(now - self._refreshed) >= REFRESH_MS:
            self._refresh()

    def _on_system(self) -> None:
        self.tiles.system = self._selection.system
        self.tiles.update()
        self.summary.narrowed = bool(self._selection.system)
        self.summary.refresh()

    def _on_areas(self) -> None:
        if self._selection.area:
            self._on_area()

    def _on_area(self) -> None:
        area, session = self._selection.area, self._session
        self.overview.narrow(area, session.areas.city.inside(area) if area else None)
        row = session.mirror.row_of.get(area, -1)
        self.summary.area = "" if not area else session.name(row) if row >= 0 else area.rsplit(":", 1)[-1]
        self._refresh()

    def _widen(self) -> None:
        self._selection.narrow("")
        self._selection.narrow_to("")

    def _on_chosen(self, system: str) -> None:
        self._selection.narrow(system)
        current = self.tiles.current_rect()
        self._scroll.ensureVisible(current.center().x(), current.center().y(), 0, current.height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.tiles.restyle()
            self.summary.refresh()
        super().changeEvent(event)
