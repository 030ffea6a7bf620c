"""The scene graph item that shows the painted picture and moves it with the camera until the next one comes."""

from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QSGNode, QSGSimpleTextureNode, QSGTexture, QSGTransformNode

from opscenter.console.map.painting import Picture
from opscenter.console.map.placed_item import PlacedItem
from opscenter.console.map.projection import View


class BulkItem(PlacedItem):
    """One texture, as large as the picture."""

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._node: QSGSimpleTextureNode | None = None
        self._new = False

    def show_picture(self, picture: Picture, camera: View) -> None:
        """Show another picture from now on."""
        self._image, self._new = picture.image, True
        self.place(picture.view, camera)

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
        leaning.setMatrix(self.lean)
        return leaning
