"""Lines of the inspector about entities: one that can be chosen, and so many of a kind or a priority."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from opscenter.console.elided import ElidedLabel
from opscenter.console.format import format_number
from opscenter.console.plain import one_line
from opscenter.console.quiet_line import lay_out
from opscenter.console.session import Session
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.domain.texts import in_language


class EntityLine(QPushButton):
    """An entity with its symbol and name, and a word beside it; whoever clicks it wants `entity`."""

    def __init__(self, session: Session, theme: Theme, row: int, beside: str, parent: QWidget) -> None:
        super().__init__(parent)
        mirror = session.mirror
        self.entity = mirror.ids[row]
        kind = session.catalogue.kind(mirror.types[row])
        self.setAccessibleName(one_line(session.name(row)))
        symbol = icon(f"entity-{kind.symbol}", theme.tokens, 16)
        name = ElidedLabel(parent=self)
        name.put(session.name(row), f"{in_language(kind.name, session.language)} · {self.entity}")
        lay_out(self, symbol.pixmap(QSize(16, 16), self.devicePixelRatioF()), name, beside)
        self.setToolTip(name.toolTip())


class SummaryLine(QWidget):
    """So many of a priority or kind, with its symbol."""

    def __init__(self, symbol: QPixmap, count: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(12, 2, 12, 0)
        inside.setSpacing(8)
        mark = QLabel(self)
        mark.setPixmap(symbol)
        label = ElidedLabel(parent=self)
        label.put(f"{format_number(float(count), 0)}  {name}".rstrip())
        inside.addWidget(mark)
        inside.addWidget(label, 1)
