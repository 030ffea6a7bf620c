"""The scene graph item that shows the painted picture and moves it with the camera until the next one comes."""

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QImage, QMatrix4x4
from PySide6.QtQuick import QQuickItem, QSGNode, QSGSimpleTextureNode, QSGTexture, QSGTransformNode

from opscenter.console.map.painting import Picture
from opscenter.console.map.perspective import as_matrix, homography
from opscenter.console.map.projection import View


class BulkItem(QQuickItem):
    """One texture, as large as the picture; panning and zooming only set the item's place, scale and rotation."""

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setFlag(QQuickItem.Flag.ItemHasContents, True)
        self._image: QImage | None = None
        self._view: View | None = None
        self._node: QSGSimpleTextureNode | None = None
        self._new = False
        self._lean = QMatrix4x4()

    def show_picture(self, picture: Picture, camera: View) -> None:
        """Show another picture from now on."""
        self._image, self._view, self._new = picture.image, picture.view, True
        self.setSize(QSizeF(picture.view.width, picture.view.height))
        self.follow(camera)
        self.update()

    def follow(self, camera: View) -> None:
        """Put the picture where it belongs under a camera."""
        painted = self._view
        if painted is None:
            return
        if camera.tilt or painted.tilt:
            self._carry(as_matrix(homography(painted, camera)), QPointF(), 1.0, 0.0, smooth=True)
            return
        x, y = camera.to_screen(painted.x, painted.y)  # type: ignore[arg-type]
        left, top = float(x) - painted.width / 2.0, float(y) - painted.height / 2.0
        still = camera.zoom == painted.zoom and camera.bearing == painted.bearing
        if still:
            # Whole device px: a texture between two px would be blurred and cost several times as much.
            window = self.window()
            ratio = window.effectiveDevicePixelRatio() if window is not None else 1.0
            left, top = round(left * ratio) / ratio, round(top * ratio) / ratio
        grown, turned = 2.0 ** (camera.zoom - painted.zoom), painted.bearing - camera.bearing
        self._carry(QMatrix4x4(), QPointF(left, top), grown, turned, smooth=not still)

    def _carry(self, lean: QMatrix4x4, at: QPointF, scale: float, rotation: float, *, smooth: bool) -> None:
        """A flat picture is placed by the item, which costs no frame of its own; a tilted one leans in its node."""
        self.setScale(scale)
        self.setRotation(rotation)
        self.setSmooth(smooth)
        self.setPosition(at)
        if lean != self._lean:
            self._lean = lean
            self.update()

    def updatePaintNode(  # type: ignore[override]
        self, old: QSGNode | None, data: QQuickItem.UpdatePaintNodeData
    ) -> QSGNode | None:
        # Qt takes a missing node for "nothing to draw"; the stubs do not know.
        window = self.window()
        if self._image is None or window is None:
            return None
        leaning = old if isinstance(old, QSGTransformNode) else None
        node = self._node
        if leaning is None or node is None:
            leaning = QSGTransformNode()
            node = self._node = QSGSimpleTextureNode()
            node.setOwnsTexture(True)
            leaning.appendChildNode(node)
            self._new = True
        if self._new:
            node.setTexture(window.createTextureFromImage(self._image))
            self._new = False
        node.setRect(0.0, 0.0, self.width(), self.height())
        smooth = QSGTexture.Filtering.Linear if self.smooth() else QSGTexture.Filtering.Nearest
        node.setFiltering(smooth)
        leaning.setMatrix(self._lean)
        return leaning
