"""A scene graph item that was made for one view of the ground and is carried along by the camera until it is remade."""

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QMatrix4x4
from PySide6.QtQuick import QQuickItem

from opscenter.console.map.perspective import as_matrix, homography
from opscenter.console.map.projection import View


class PlacedItem(QQuickItem):
    """As large as its view; panning and zooming only set the item's place, scale and rotation.

    A node that a subclass makes must carry `lean`: under a tilted camera the item stays and its node leans.
    """

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setFlag(QQuickItem.Flag.ItemHasContents, True)
        self.placed: View | None = None
        self.lean = QMatrix4x4()

    def place(self, view: View, camera: View) -> None:
        """It was made for this view."""
        self.placed = view
        self.setSize(QSizeF(view.width, view.height))
        self.follow(camera)
        self.update()

    def follow(self, camera: View) -> None:
        """Put it where it belongs under a camera."""
        placed = self.placed
        if placed is None:
            return
        if camera.tilt or placed.tilt:
            self._carry(as_matrix(homography(placed, camera)), QPointF(), 1.0, 0.0, smooth=True)
            return
        x, y = camera.place_on_screen(placed.x, placed.y)
        left, top = float(x) - placed.width / 2.0, float(y) - placed.height / 2.0
        still = camera.zoom == placed.zoom and camera.bearing == placed.bearing
        if still:
            # Whole device px: a texture between two px would be blurred and cost several times as much.
            ratio = self.ratio
            left, top = round(left * ratio) / ratio, round(top * ratio) / ratio
        grown, turned = 2.0 ** (camera.zoom - placed.zoom), placed.bearing - camera.bearing
        self._carry(QMatrix4x4(), QPointF(left, top), grown, turned, smooth=not still)

    @property
    def ratio(self) -> float:
        """Device px per logical px."""
        window = self.window()
        return window.effectiveDevicePixelRatio() if window is not None else 1.0

    def _carry(self, lean: QMatrix4x4, at: QPointF, scale: float, rotation: float, *, smooth: bool) -> None:
        """What is flat is placed by the item, which costs no frame of its own; what is tilted leans in its node."""
        self.setScale(scale)
        self.setRotation(rotation)
        self.setSmooth(smooth)
        self.setPosition(at)
        if lean != self.lean:
            self.lean = lean
            self.update()
