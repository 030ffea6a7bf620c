"""A field in which an entity is found by typing: its name, its kind, part of its id."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from opscenter.console.plain import one_line
from opscenter.console.search.finder import Finder
from opscenter.console.search.results import LINE_PX, Result, ResultDelegate, ResultModel
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme

_LINES = 6


class EntityChoice(QWidget):
    """`chosen(str)`: another entity ("": none). Its list is open while words are typed and nothing is chosen."""

    chosen = Signal(str)

    def __init__(self, session: Session, theme: Theme, finder: Finder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._finder = session, finder
        self.entity = ""
        self.field = QLineEdit(self)
        self.field.setMaxLength(200)
        self.field.setClearButtonEnabled(True)
        self.field.setPlaceholderText(self.tr("Type a name, a kind or an id"))
        self.field.textEdited.connect(self._search)
        self.field.textChanged.connect(lambda text: None if text else self.choose(""))
        self.field.installEventFilter(self)
        self.model = ResultModel()
        self.list = QListView(self)
        self.list.setModel(self.model)
        self._delegate = ResultDelegate(self.model, theme)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_LINES * LINE_PX + 4)
        self.list.clicked.connect(self._clicked)
        self.list.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.field)
        box.addWidget(self.list)
        self.setFocusProxy(self.field)

    def choose(self, entity: str) -> None:
        """Have this one chosen."""
        row = self._session.mirror.row_of.get(entity, -1)
        known = entity if row >= 0 else ""
        if known:
            self.field.setText(one_line(self._session.name(row), 120))
            self.field.setToolTip("")
        self.list.hide()
        if known != self.entity:
            self.entity = known
            self.chosen.emit(known)

    def _search(self, text: str) -> None:
        if self.entity:
            self.entity = ""
            self.chosen.emit("")
        found = self._finder.find_places(text) if text.strip() else []
        self.model.show([one for one in found if one.kind == "entity"])
        self.list.setVisible(bool(text.strip()))
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _clicked(self, index: QModelIndex) -> None:
        self._take(self.model.results[index.row()] if index.isValid() else None)

    def _take(self, result: Result | None) -> None:
        if result is not None:
            self.choose(result.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field or not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        return not self.list.isHidden() and self._key(event.key())

    def _key(self, key: int) -> bool:
        row, count = self.list.currentIndex().row(), self.model.rowCount()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and count:
            row = min(count - 1, max(0, row + (1 if key == Qt.Key.Key_Down else -1)))
            self.list.setCurrentIndex(self.model.index(row, 0))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= row < count:
            self._take(self.model.results[row])
            return True
        if key == Qt.Key.Key_Escape:
            self.list.hide()
            return True
        return False
