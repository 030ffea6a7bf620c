"""A line around the map while the keyboard moves it: who pressed Tab or F6 sees where he is."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPalette
from PySide6.QtWidgets import QWidget

from opscenter.console.theme.theme import Theme

_WIDTH = 2
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class FocusFrame(QObject):
    """Four thin strips along the edges of `host`: one surface over the whole map would be composed with every frame.

    A click into the map shows nothing: the pointer is there to be seen.
    """

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme, self._host = theme, host
        self.strips = [QWidget(host) for _ in range(4)]
        for strip in self.strips:
            strip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            strip.setAutoFillBackground(True)
            strip.hide()
        host.installEventFilter(self)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, QColor(self._theme.tokens.accent))
        for strip in self.strips:
            strip.setPalette(palette)

    def _place(self) -> None:
        wide, high = self._host.width(), self._host.height()
        for strip, place in zip(
            self.strips,
            (
                (0, 0, wide, _WIDTH),
                (0, high - _WIDTH, wide, _WIDTH),
                (0, 0, _WIDTH, high),
                (wide - _WIDTH, 0, _WIDTH, high),
            ),
            strict=True,
        ):
            strip.setGeometry(*place)

    def _show(self, shown: bool) -> None:
        if shown:
            self._place()
        for strip in self.strips:
            strip.setVisible(shown)
            if shown:
                strip.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self._show(event.gotFocus() and event.reason() in _BY_KEYBOARD)
        elif event.type() is QEvent.Type.Resize:
            self._place()
        return False
