"""The legend: explains what is drawn just now, and nothing else. Painted once and kept until something changes."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from opscenter.console.map.card import Card
from opscenter.console.map.legend_sample import paint_sample
from opscenter.console.map.legend_texts import LegendContent, LegendKind, LegendRamp, legend_lines
from opscenter.console.map.sprites import Sprites
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme

ROW_PX = 18
_PAD = 10
_MARK = 24
_GAP = 6
_MOST_IN_COLUMN = 5


__all__ = ["Legend", "LegendContent", "LegendKind", "LegendRamp"]


class Legend(Card):
    """A card with one entry for each thing drawn, in columns: a low strip hides least of a map."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._language = language
        self.content = LegendContent()
        self.told = False  # before the first picture it would say that nothing is drawn
        self._room = 10_000.0
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._forget)

    def show_content(self, content: LegendContent) -> None:
        """Explain this from now on."""
        self.told = True
        if content != self.content:
            self.content = content
            self.setAccessibleDescription("; ".join(text for _, text in self.lines()))
            self._forget()
            self.resize(self.sizeHint())

    def lines(self) -> list[tuple[str, str]]:
        """(what kind of row, its text), top to bottom."""
        return legend_lines(self.content)

    def use_room(self, width: float) -> None:
        """At most so wide, px; a narrower map gets fewer and longer columns."""
        if width != self._room:
            self._room = width
            self._forget()

    def columns(self) -> list[tuple[float, list[tuple[str, str]]]]:
        """(width in px, its entries) of each column, left to right."""
        metrics = QFontMetricsF(self._font())
        entries = self.lines()
        for count in range(-(-len(entries) // _MOST_IN_COLUMN), 0, -1):
            length = -(-len(entries) // count)
            parts = [entries[at : at + length] for at in range(0, len(entries), length)]
            wide = [
                max(_MARK + _GAP + metrics.horizontalAdvance(text) for _, text in part) + 2 * _PAD for part in parts
            ]
            if count == 1 or sum(wide) <= self._room:
                return list(zip(wide, parts, strict=True))
        return []

    def sizeHint(self) -> QSize:
        columns = self.columns()
        longest = max(len(entries) for _, entries in columns)
        return QSize(round(max(132.0, sum(wide for wide, _ in columns))), longest * ROW_PX + 2 * (_PAD - 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = self.picture(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def _font(self) -> QFont:
        return font("small", language=self._language)

    def _forget(self) -> None:
        self._picture = None
        self.update()

    def picture(self, ratio: float) -> QPixmap:
        """The entries without the card under them, at so many device px per logical px."""
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        sprites = Sprites(tokens, ratio, self._font())
        middle = Qt.AlignmentFlag.AlignVCenter
        left = 0.0
        for wide, entries in self.columns():
            for number, (what, text) in enumerate(entries):
                mark = QRectF(left + _PAD, _PAD - 4 + number * ROW_PX, _MARK, ROW_PX)
                place = QRectF(mark.right() + _GAP, mark.top(), wide - _MARK - _GAP - _PAD, ROW_PX)
                painter.setFont(self._font())
                painter.setPen(QColor(tokens.text if what else tokens.muted))
                painter.drawText(place if what else mark.united(place), middle | Qt.AlignmentFlag.AlignLeft, text)
                self._paint_mark(painter, mark, what, sprites)
            left += wide
        painter.end()
        return picture

    def _paint_mark(self, painter: QPainter, mark: QRectF, what: str, sprites: Sprites) -> None:
        paint_sample(painter, mark, what, sprites, self._theme.tokens)
