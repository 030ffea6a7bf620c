"""The strip under the map: scale bar, place under the pointer, attribution. Beside the map, so it hides nothing."""

import math

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from opscenter.console.elided import ElidedLabel
from opscenter.console.map.projection import View, place_of
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

_BAR_PX = 120.0
_HEIGHT = 22


def round_length(metres: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above `metres` (> 0)."""
    power = 10.0 ** math.floor(math.log10(metres))
    return next(power * step for step in (5.0, 2.0, 1.0) if power * step <= metres * (1 + 1e-9))


def length_text(metres: float) -> str:
    """What a scale bar of such a round length says: "0.5 m", "200 m", "2 km"."""
    if metres >= 1000:
        return QCoreApplication.translate("ScaleBar", "{count} km").format(count=f"{metres / 1000:.0f}")
    count = f"{metres:.0f}" if metres >= 1 else f"{metres:.1f}"
    return QCoreApplication.translate("ScaleBar", "{count} m").format(count=count)


class ScaleBar(QWidget):
    """A length on the ground, drawn at the map's scale."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._metres_per_px = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("Length on the ground, at the middle of the map"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(round(_BAR_PX) + 70, _HEIGHT)

    def show_scale(self, metres_per_px: float) -> None:
        """Follow the map's scale."""
        if abs(metres_per_px / self._metres_per_px - 1.0) > 0.002:
            self._metres_per_px = metres_per_px
            self.update()

    def length(self) -> tuple[float, str]:
        """(width in px, what it says)."""
        metres = round_length(self._metres_per_px * _BAR_PX)
        return metres / self._metres_per_px, length_text(metres)

    def paintEvent(self, event: QPaintEvent) -> None:
        wide, text = self.length()
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._theme.tokens.muted), 1.0))
        base = self.height() - 7.5
        painter.drawPolyline(
            [QPointF(0.5, base - 5), QPointF(0.5, base), QPointF(wide + 0.5, base), QPointF(wide + 0.5, base - 5)]
        )
        painter.setFont(font("small"))
        place = self.rect().adjusted(round(wide) + 8, 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


class MapFooter(QWidget):
    """Scale, coordinates, zoom and whose map it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = ScaleBar(theme, self)
        self.coordinates = self._label()
        self.coordinates.setToolTip(self.tr("Latitude and longitude under the pointer (WGS 84)"))
        self.attribution = ElidedLabel("small", self)
        self.attribution.setFont(font("small"))
        self.attribution.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 2, 0, GRID_PX * 2, 0)
        layout.setSpacing(GRID_PX * 3)
        layout.addWidget(self.scale)
        layout.addWidget(self.coordinates)
        layout.addWidget(self.attribution, 1)
        self.setFixedHeight(_HEIGHT)

    def show_view(self, view: View) -> None:
        """Follow the camera."""
        self.scale.show_scale(view.metres_per_px())

    def show_place(self, view: View, px: float, py: float) -> None:
        """Say where the pointer is."""
        lon, lat = place_of(*view.to_world(px, py))
        decimals = max(2, min(6, round(view.zoom / 2.5) - 1))
        self.coordinates.setText(
            self.tr("{lat}, {lon}   zoom {zoom}").format(
                lat=f"{lat:.{decimals}f}", lon=f"{lon:.{decimals}f}", zoom=f"{view.zoom:.1f}"
            )
        )

    def clear_place(self) -> None:
        """The pointer is elsewhere."""
        self.coordinates.clear()

    def show_attribution(self, text: str) -> None:
        """Whose map it is, as plain text."""
        self.attribution.put(text, self.tr("Whose map this is"))

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "small")
        label.setFont(font("small"))
        return label
