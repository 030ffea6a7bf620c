"""Ctrl+K: find anything by typing, without leaving the keyboard."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from opscenter.console.search.finder import Finder, PlaceSource
from opscenter.console.search.results import LINE_PX, Result, ResultDelegate, ResultModel
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.changes import Changes

WIDTH_PX = 640
LINES = 10
TOP_PX = 56


class SearchPalette(QFrame):
    """A sheet over its parent window. Enter selects and shows, Ctrl+Enter plots as well, Esc leaves.

    `page_wanted(system, type)`: the page of a system, or of one type of it ("": of the system).
    """

    page_wanted = Signal(str, str)

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("SearchPalette")
        self._over = parent
        self._session = session
        self._selection = selection
        self._theme = theme
        self._places = False
        self.finder = Finder(session, self)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Search everything"))
        self.field.setMaxLength(200)
        self.field.textEdited.connect(self._search)
        self.field.installEventFilter(self)
        self.model = ResultModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self._delegate = ResultDelegate(self.model, theme)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._clicked)
        self._hint = QLabel()
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setProperty("role", "small")
        self._hint.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 3, GRID_PX + 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)
        session.changed.connect(self._grown)
        self.hide()

    def set_commands(self, actions: list[tuple[str, QAction]]) -> None:
        """The actions that can be found and triggered."""
        self.finder.set_actions(actions)

    def open(self) -> None:
        """Show the palette, empty, with the keyboard in it."""
        self._open(places=False)

    def open_places(self) -> None:
        """The same for places only: where to go."""
        self._open(places=True)

    def set_places(self, source: PlaceSource) -> None:
        """What knows coordinates, kept places and names of the basemap."""
        self.finder.place_source = source
        source.changed.connect(self._search_again)

    def _open(self, places: bool) -> None:
        self._places = places
        if self.finder.place_source is not None:
            self.finder.place_source.begin()
        self.field.setPlaceholderText(
            self.tr("Coordinates, street, district, entity or kept place")
            if places
            else self.tr("Entity, place, alarm, system or action")
        )
        self.field.clear()
        self._search("")
        parent = self._over
        width = min(WIDTH_PX, parent.width() - GRID_PX * 8)
        around = self.field.sizeHint().height() + self._hint.sizeHint().height() + 2
        height = min(around + LINES * LINE_PX, parent.height() - TOP_PX - GRID_PX * 8)
        self.resize(width, height)
        self.move(QPoint((parent.width() - width) // 2, TOP_PX))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def results(self) -> list[Result]:
        """What is listed now."""
        return self.model.results

    def _search(self, query: str) -> None:
        results = self.finder.find_places(query) if self._places else self.finder.find(query)
        self.model.show(results)
        if results:
            self.list.setCurrentIndex(self.model.index(0))
        source = self.finder.place_source
        if self._places and source is not None:
            known = self.tr("Coordinates: 22.2793, 114.1628 or 22°16'45\"N 114°9'46\"E.") + " " + source.state()
            hint = known if results or not query.strip() else self.tr("Nothing found.") + " " + known
        elif results:
            hint = self.tr("Enter shows it · Ctrl+Enter plots it · Esc leaves")
        else:
            hint = self.tr(
                "Nothing called “{query}” among {count} entities. Try a part of the name, id or type."
            ).format(query=query, count=len(self._session.mirror.ids))
        if not self.finder.index.complete:
            hint = self.tr("Still reading the names: {count} so far.").format(count=self.finder.index.rows)
        self._hint.setText(hint)

    def _search_again(self) -> None:
        if self.isVisible():
            self._search(self.field.text())

    def _grown(self, changes: Changes) -> None:
        if self.isVisible() and (changes.everything or changes.new_rows):
            self._search(self.field.text())

    def _clicked(self, index: QModelIndex) -> None:
        self._choose(self.model.results[index.row()], plot=False)

    def _choose(self, result: Result, plot: bool) -> None:
        if result.kind == "note":
            return
        self._leave()
        if result.kind == "action":
            if result.action is not None:
                result.action.trigger()
        elif result.kind == "place":
            if result.go is not None:
                result.go()
        elif result.kind == "page":
            self.page_wanted.emit(*result.key.split("\n", 1))
        elif result.kind == "system":
            if self._selection.system != result.key:
                self._selection.narrow(result.key)
        elif result.kind == "area":
            if self._selection.area != result.key:
                self._selection.narrow_to(result.key)
        elif result.kind == "alarm":
            alarm = self._session.mirror.alarms.get(result.key)
            if alarm is not None:
                self._select(alarm.entity, plot, alarm.occurrence, alarm.attribute)
        else:
            self._select(result.key, plot)

    def _select(self, entity: str, plot: bool, occurrence: str = "", attribute: str = "") -> None:
        self._selection.select([entity], occurrence)
        self._selection.show_on_map.emit(entity)
        if not plot:
            return
        row = self._session.mirror.row_of.get(entity)
        if row is not None and not attribute:
            attribute = self._session.catalogue.kind(self._session.mirror.types[row]).headline
            cells = self._session.mirror.cells_of(row)
            if attribute not in cells:
                attribute = next(iter(cells), "")
        if attribute:
            self._selection.plot.emit(entity, attribute)

    def _leave(self) -> None:
        self.hide()
        self._over.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, lines: int) -> None:
        count = len(self.model.results)
        if count:
            row = max(0, min(count - 1, self.list.currentIndex().row() + lines))
            self.list.setCurrentIndex(self.model.index(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self.field and event.type() is QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -LINES,
            Qt.Key.Key_PageDown: LINES,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.list.currentIndex()
            if index.isValid():
                plot = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self._choose(self.model.results[index.row()], plot)
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True
