"""One line over the map for what everybody in the room must know: a lost station, a broken file, a full disk."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX, ROW_PX


class NoticeBar(QFrame):
    """Shows the standing sentence (link, station) if there is one, else the newest passing one until it is closed.

    It lies over the upper edge of `host` and moves no other panel: nothing jumps under the pointer when it comes or
    goes. `covers(int)`: so many px of the host are under it now.
    """

    covers = Signal(int)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("NoticeBar")
        self._host = host
        self._covered = self._down = 0
        self._theme = theme
        self._standing: dict[str, str] = {}
        self._passing: list[str] = []
        self._waiting = False
        self._icon = QLabel()
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        self._close.setIconSize(QSize(14, 14))
        self._close.setToolTip(self.tr("Close this notice"))
        self._close.setAccessibleName(self._close.toolTip())
        self._close.setProperty("role", "icon")
        self._close.setFixedSize(24, 24)
        self._close.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 2, GRID_PX)
        row.setSpacing(GRID_PX * 2)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        row.addWidget(self._close)
        host.installEventFilter(self)
        theme.changed.connect(self._refresh)
        self._refresh()

    @property
    def text(self) -> str:
        """The sentence shown, or ""."""
        return self._label.text() if not self.isHidden() else ""

    def stand(self, topic: str, sentence: str) -> None:
        """Show a sentence as long as it holds; "" takes it back. Inverted, so that it cannot be overlooked."""
        if self._standing.get(topic, "") == sentence:
            return
        if sentence:
            self._standing[topic] = sentence
        else:
            self._standing.pop(topic, None)
        self._refresh()

    def tell(self, sentence: str) -> None:
        """Show a sentence until the user closes it; the newest 20 are kept."""
        if sentence and sentence not in self._passing:
            self._passing = [*self._passing, sentence][-20:]
            self._refresh()

    def take_back(self, sentence: str) -> None:
        """What was told does not hold any more."""
        if sentence in self._passing:
            self._passing.remove(sentence)
            self._refresh()

    def hold_passing(self, hold: bool) -> None:
        """Keep passing sentences for later: on a wall nobody closes them."""
        self._waiting = hold
        self._refresh()

    def _dismiss(self) -> None:
        if self._passing:
            self._passing.pop()
        self._refresh()

    def _refresh(self) -> None:
        urgent = bool(self._standing)
        sentences = list(self._standing.values()) or ([] if self._waiting else self._passing[-1:])
        self.setProperty("urgent", urgent)
        for widget in (self, self._label):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        tokens = self._theme.tokens
        ink = tokens.ground if urgent else tokens.text
        self._icon.setPixmap(icon("info", tokens, 16, ink).pixmap(16, 16))
        self._close.setIcon(icon("close", tokens, 14))
        self._close.setVisible(not urgent)
        self._label.setText("   ".join(sentences))
        self.setVisible(bool(sentences))
        self.place()

    def keep_below(self, by: int) -> None:
        """So many px of the host's upper edge are taken by something more urgent; 0: none."""
        self._down = by
        self.place()

    def place(self) -> None:
        """As wide as what is free of the host, as high as the sentence needs there."""
        layout, inside = self._host.layout(), self.layout()
        free = layout.contentsRect() if layout is not None else self._host.rect()
        if not self.isHidden() and inside is not None:
            wide = max(1, free.width())
            high = max(ROW_PX, inside.totalHeightForWidth(wide) if inside.hasHeightForWidth() else 0)
            self.setGeometry(free.left(), free.top() + self._down, wide, high)
            self.raise_()
        covered = self._down + (0 if self.isHidden() else self.height())
        if covered != self._covered:
            self._covered = covered
            self.covers.emit(covered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.place()
        return False
