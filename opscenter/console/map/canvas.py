"""The Qt Quick widget of the map: basemap, bulk picture and rings under one camera."""

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtQuick import QQuickItem
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import QWidget

from opscenter.console.map.bulk_item import BulkItem
from opscenter.console.map.camera import Camera
from opscenter.console.map.gestures import Gestures
from opscenter.console.map.gpu.item import CardItem
from opscenter.console.map.live import LiveRings, MapLook
from opscenter.console.map.painting import Picture
from opscenter.console.map.placed_item import PlacedItem
from opscenter.console.map.tools.drawing import Drawing, MarkModel
from opscenter.settings.resources import resource_root


class CameraFollower(Protocol):
    """What a basemap item offers the canvas."""

    def set_camera(self, lon: float, lat: float, zoom: float, bearing: float, tilt: float = 0.0) -> None:
        """Show this part of the world."""


class MapCanvas(QQuickWidget):
    """Shows the map and moves its camera. `sized` after a new size, `left` when the pointer leaves, `ratio_changed`
    when the widget moved to a screen of another pixel ratio."""

    sized = Signal()
    left = Signal()
    focus_lost = Signal()
    ratio_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.camera = Camera(self)
        self.gestures = Gestures(self.camera, self)
        self.rings = LiveRings(self)
        self.look = MapLook(self)
        self.drawing = Drawing(self)
        self.around = Drawing(self)
        self.pins = MarkModel(self)
        self.found = MarkModel(self)
        self.setResizeMode(QQuickWidget.ResizeMode.SizeRootObjectToView)
        self.setMouseTracking(True)
        # The scene's own ground covers it: nothing beneath need be painted with every frame.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)  # the gestures ask for the map's own
        context = self.rootContext()
        context.setContextProperty("camera", self.camera)
        context.setContextProperty("rings", self.rings)
        context.setContextProperty("look", self.look)
        context.setContextProperty("drawing", self.drawing)
        context.setContextProperty("around", self.around)
        context.setContextProperty("pins", self.pins)
        context.setContextProperty("found", self.found)
        self.setSource(QUrl.fromLocalFile(str(resource_root() / "qml" / "CityMap.qml")))
        root = self.rootObject()
        if root is None:
            raise RuntimeError("; ".join(error.toString() for error in self.errors()) or "the map's scene is missing")
        ground, marks = root.findChild(QQuickItem, "ground"), root.findChild(QQuickItem, "marks")
        assert isinstance(ground, QQuickItem) and isinstance(marks, QQuickItem)
        self.ground = ground
        self.under = BulkItem(marks)
        self.card = CardItem(marks)
        self.bulk = BulkItem(marks)
        self.marks = marks
        self.placed: list[PlacedItem] = []  # of features, above the bulk picture
        self._basemap: QQuickItem | None = None
        self._follower: CameraFollower | None = None
        self.camera.moved.connect(self._follow)

    def set_basemap(self, item: QQuickItem, follower: CameraFollower) -> None:
        """Put a basemap item under everything."""
        item.setParentItem(self.ground)
        self._basemap, self._follower = item, follower
        self._fill()
        self._follow()

    def set_ground(self, colour: str) -> None:
        """The colour where nothing is drawn, also before the first frame."""
        self.setClearColor(QColor(colour))

    def show_picture(self, picture: Picture) -> None:
        """Show another bulk picture: what lies under the graphics card's share, that share, and what lies over it."""
        view = self.camera.view
        self.under.setVisible(picture.under is not None)
        if picture.under is not None:
            self.under.show_picture(replace(picture, image=picture.under), view)
        self.card.show_drawn(picture.drawn)
        self.bulk.show_picture(picture, view)

    def _fill(self) -> None:
        if self._basemap is not None:
            self._basemap.setWidth(self.ground.width())
            self._basemap.setHeight(self.ground.height())

    def _follow(self) -> None:
        view = self.camera.view
        self.under.follow(view)
        self.card.follow(view)
        self.bulk.follow(view)
        for item in self.placed:
            item.follow(view)
        if self._follower is not None:
            lon, lat = view.place
            self._follower.set_camera(lon, lat, view.zoom, view.bearing, view.tilt)

    # -- events ----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.camera.look(self.camera.view.resized(float(self.width()), float(self.height())))
        self._fill()
        self.sized.emit()

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QNativeGestureEvent) and self.gestures.native(event):
            return True
        if isinstance(event, QTouchEvent):
            self.gestures.touch(event)
            event.accept()
            return True
        if kind is QEvent.Type.DevicePixelRatioChange:
            self.ratio_changed.emit()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.gestures.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.gestures.wheel(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.gestures.key(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.gestures.key_up(event):
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # A dialog that comes over the map blocks it: the pointer is away, and nobody says so.
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.left.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.gestures.let_go()
        self.focus_lost.emit()
