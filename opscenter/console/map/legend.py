"""The legend: explains what is drawn just now, and nothing else. Painted once and kept until something changes."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from opscenter.console.map.card import Card
from opscenter.console.map.colours import LEVELS, ramp_colour
from opscenter.console.map.sprites import Sprites
from opscenter.console.map.symbol_images import symbol_image
from opscenter.console.theme.fonts import font
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.quality import Quality

ROW_PX = 18
_PAD = 10
_MARK = 24
_GAP = 6
_MOST_IN_COLUMN = 5


@dataclass(slots=True, frozen=True)
class LegendKind:
    """A kind that is drawn as a symbol."""

    symbol: str
    name: str


@dataclass(slots=True, frozen=True)
class LegendRamp:
    """A kind that is drawn as coloured lines or areas: what the ends of the ramp mean."""

    name: str
    low: str
    high: str


@dataclass(slots=True, frozen=True)
class LegendContent:
    """What is on the map now."""

    kinds: tuple[LegendKind, ...] = ()
    ramps: tuple[LegendRamp, ...] = ()
    clusters: bool = False
    priorities: tuple[int, ...] = ()
    acknowledged: bool = False
    returned: bool = False
    qualities: tuple[int, ...] = ()


class Legend(Card):
    """A card with one entry for each thing drawn, in columns: a low strip hides least of a map."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._language = language
        self.content = LegendContent()
        self._room = 10_000.0
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._forget)

    def show_content(self, content: LegendContent) -> None:
        """Explain this from now on."""
        if content != self.content:
            self.content = content
            self.setAccessibleDescription("; ".join(text for _, text in self.lines()))
            self._forget()
            self.resize(self.sizeHint())

    def lines(self) -> list[tuple[str, str]]:
        """(what kind of row, its text), top to bottom."""
        content = self.content
        rows: list[tuple[str, str]] = []
        names = {
            Priority.CRITICAL: self.tr("Critical alarm"),
            Priority.HIGH: self.tr("High alarm"),
            Priority.MEDIUM: self.tr("Medium alarm"),
            Priority.LOW: self.tr("Low alarm"),
        }
        rows += [(f"alarm {priority}", names[Priority(priority)]) for priority in content.priorities]
        if content.acknowledged:
            rows.append(("acknowledged", self.tr("Outline: acknowledged")))
        if content.returned:
            rows.append(("returned", self.tr("Small: returned, not acknowledged")))
        for ramp in content.ramps:
            rows.append(("ramp", f"{ramp.name}  {ramp.low} – {ramp.high}"))
        rows += [(f"symbol {kind.symbol}", kind.name) for kind in content.kinds]
        if content.clusters:
            rows.append(("cluster", self.tr("Several in one place")))
        marks = {
            Quality.SUSPECT: self.tr("Suspect value"),
            Quality.STALE: self.tr("No news: stale"),
            Quality.BAD: self.tr("Bad value"),
        }
        rows += [(f"quality {quality}", marks[Quality(quality)]) for quality in content.qualities]
        return rows or [("", self.tr("Nothing is drawn here."))]

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
        tokens = self._theme.tokens
        square = QRectF(mark.center().x() - 7, mark.center().y() - 7, 14, 14)
        kind, _, detail = what.partition(" ")
        if kind == "alarm":
            draw_priority(painter, square.adjusted(-1, -1, 1, 1), Priority(int(detail)), tokens, False, True)
        elif kind == "acknowledged":
            draw_priority(painter, square, Priority.MEDIUM, tokens, True, False)
        elif kind == "returned":
            draw_priority(painter, square.adjusted(3, 3, -3, -3), Priority.MEDIUM, tokens, False, False)
        elif kind == "ramp":
            wide = mark.width() / LEVELS
            for level in range(LEVELS):
                colour = QColor(ramp_colour(tokens, level))
                painter.fillRect(QRectF(mark.left() + level * wide, mark.center().y() - 3, wide + 0.5, 6), colour)
        elif kind == "symbol":
            image = symbol_image(detail, tokens.symbol, round(14 * sprites.ratio))
            painter.drawImage(square, image)
        elif kind == "cluster":
            bubble: QImage = sprites.bubble(12)
            size = 17.0
            painter.drawImage(QRectF(mark.center().x() - size / 2, mark.center().y() - size / 2, size, size), bubble)
        elif kind == "quality":
            painter.drawImage(square.adjusted(-2, -2, 2, 2), sprites.symbol("generic", int(detail), 16.0))
