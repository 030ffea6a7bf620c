"""Where an alarm is: a small still picture of the map around its entity. A click shows it on the map itself."""

import math
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from opscenter.console.alarm_detail.inset_painting import InsetPainting, Wish
from opscenter.console.format import format_time
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import View, world_of
from opscenter.console.plain import tip
from opscenter.console.session import Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme

HEIGHT_PX = 148
ZOOM = 15.4
"""Some 700 m across a picture of 300 px, at the latitudes most cities are at."""
REFRESH_MS = 30_000
_SOON_MS = 200
_RING_PX = 15.0


class PlaceInset(QWidget):
    """`use_map` says whose city and basemap it shows; without a map, or without a place, it says so in words."""

    clicked = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._map: MapPanel | None = None
        self._entity = ""
        self._image = QImage()
        self._serial = 0
        self._made = 0  # the moment that the picture is of
        self.painting = InsetPainting()  # outlives the widget until its thread has ended
        self.painting.painted.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._ask)
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Map around the alarm"))
        theme.changed.connect(self._begin)
        session.ticked.connect(self._on_ticked)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.painting.stop)
        self.destroyed.connect(self.painting.stop)

    def sizeHint(self) -> QSize:
        return QSize(280, HEIGHT_PX)

    def use_map(self, panel: MapPanel) -> None:
        """Show the city as this map does: its layers, its basemap."""
        self._map = panel
        self._begin()

    def put(self, entity: str) -> None:
        """Show the surroundings of another entity."""
        if entity != self._entity:
            self._entity = entity
            self._begin()

    @property
    def has_picture(self) -> bool:
        """A picture of this entity is shown."""
        return not self._image.isNull()

    def _begin(self) -> None:
        self._image = QImage()
        self._serial += 1
        self._soon.start()
        self.update()

    def _place(self) -> tuple[float, float] | None:
        """World coordinates of the entity; of a line or an area its middle."""
        row = self._session.mirror.row_of.get(self._entity, -1)
        if row < 0:
            return None
        rows = self._map.rows if self._map is not None else None
        if rows is not None and row < len(rows) and math.isfinite(float(rows.x[row])):
            return float(rows.x[row]), float(rows.y[row])
        lon, lat = float(self._session.mirror.lon[row]), float(self._session.mirror.lat[row])
        return world_of(lon, lat) if math.isfinite(lon) and math.isfinite(lat) else None

    def _view(self, x: float, y: float) -> View:
        return View(x, y, ZOOM, 0.0, float(max(32, self.width())), float(self.height()))

    def _ask(self) -> None:
        place, panel = self._place(), self._map
        if panel is None or place is None or not self.isVisible():
            return
        row = self._session.mirror.row_of.get(self._entity, -1)
        request = panel.make_request(self._view(*place), 0)
        request = replace(
            request,
            tokens=self._theme.tokens,
            ratio=self.devicePixelRatioF(),
            selected=frozenset([row]),
            areas=[replace(area, selected=False) for area in request.areas],
            places=None,
            every_line=None,
            beside=(),
        )
        self._made = self._session.now
        self.painting.ask(Wish(self._serial, request, panel.ground.files, self._session.language))

    def _show(self, serial: int, image: QImage) -> None:
        if serial == self._serial and not image.isNull():
            self._image = image
            at = format_time(self._made, self._session.zone)
            self.setToolTip(tip(self.tr("As of {time}. Click to show it on the map (M).").format(time=at)))
            self.update()

    def _on_ticked(self, now: int) -> None:
        if self.isVisible() and self.has_picture and abs(now - self._made) >= REFRESH_MS and not self._soon.isActive():
            self._soon.start()

    # -- the widget ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), QColor(tokens.land))
        place = self._place()
        if self.has_picture:
            painter.drawImage(QRectF(self.rect()), self._image)
        if place is None:
            self._say(painter, self.tr("It has told no place."))
        elif self._map is None:
            self._say(painter, self.tr("The map could not be opened."))
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            centre = QPointF(self.width() / 2.0, self.height() / 2.0)
            for colour, width in ((tokens.map_halo, 4.0), (tokens.accent, 2.0)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawEllipse(centre, _RING_PX, _RING_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(tokens.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _say(self, painter: QPainter, sentence: str) -> None:
        painter.setFont(font("small"))
        painter.setPen(QColor(self._theme.tokens.map_text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(12, 12, -12, -12), int(flags), sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._serial += 1
            self._soon.start()
        super().resizeEvent(event)

    def showEvent(self, event: object) -> None:
        if not self.has_picture:
            self._soon.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
