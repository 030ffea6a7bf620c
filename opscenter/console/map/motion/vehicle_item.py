"""The scene graph item of vehicles: one texture node each, moved by whole device px, above the bulk picture."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QSGNode, QSGSimpleTextureNode, QSGTexture, QSGTransformNode

from opscenter.console.map.placed_item import PlacedItem
from opscenter.console.map.projection import Floats, View


@dataclass(slots=True, frozen=True)
class Sprite:
    """A picture and the point of it (logical px) that stands on the place."""

    image: QImage
    x: float
    y: float


class VehicleItem(PlacedItem):
    """Shows sprites at places of its view. Later ones lie on earlier ones."""

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._sprites: Sequence[Sprite] = ()
        self._x: Floats = np.empty(0)
        self._y: Floats = np.empty(0)
        self._changed: set[int] | None = None  # nodes to be moved; None: all anew
        self._root: QSGTransformNode | None = None
        self._nodes: list[QSGSimpleTextureNode] = []
        self._shown: list[int] = []  # cache keys of what the nodes show
        self._textures: dict[int, QSGTexture] = {}
        self._blank = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        self._blank.fill(0)

    @property
    def count(self) -> int:
        """How many sprites are shown."""
        return len(self._sprites)

    def compose(self, view: View, camera: View, sprites: Sequence[Sprite], x: Floats, y: Floats) -> None:
        """Show these from now on, made for `view`, at px of it."""
        self._sprites, self._changed = sprites, None
        self._x, self._y = self._whole(x), self._whole(y)
        self.place(view, camera)

    def move(self, x: Floats, y: Floats) -> bool:
        """The same sprites at other px of the view; False when none moved by a device px: then no frame is due."""
        x, y = self._whole(x), self._whole(y)
        moved = np.flatnonzero((x != self._x) | (y != self._y))
        if not len(moved):
            return False
        self._x, self._y = x, y
        if self._changed is not None:
            self._changed.update(moved.tolist())
        self.update()
        return True

    def _whole(self, px: Floats) -> Floats:
        ratio = self.ratio
        whole: Floats = np.round(px * ratio) / ratio
        return whole

    # -- scene graph -----------------------------------------------------------------------------------------

    def updatePaintNode(  # type: ignore[override]
        self, old: QSGNode | None, data: QQuickItem.UpdatePaintNodeData
    ) -> QSGNode | None:
        if self.window() is None:
            return None
        root = old if isinstance(old, QSGTransformNode) else None
        if root is None or self._root is None:
            root = self._root = QSGTransformNode()
            self._nodes, self._shown, self._textures = [], [], {}
            self._changed = None
        root.setMatrix(self.lean)
        if self._changed is None:
            self._fill(root)
            self._changed = set(range(len(self._sprites)))
        for at in self._changed:
            sprite = self._sprites[at]
            image = sprite.image
            ratio = image.devicePixelRatio()
            self._nodes[at].setRect(
                QRectF(
                    float(self._x[at]) - sprite.x,
                    float(self._y[at]) - sprite.y,
                    image.width() / ratio,
                    image.height() / ratio,
                )
            )
        self._changed = set()
        return root

    def _fill(self, root: QSGTransformNode) -> None:
        """As many nodes as sprites, each with its texture; those left over show nothing."""
        wanted = [sprite.image.cacheKey() for sprite in self._sprites]
        while len(self._nodes) < len(wanted):
            node = QSGSimpleTextureNode()
            node.setOwnsTexture(False)
            node.setTexture(self._texture(self._blank))
            root.appendChildNode(node)
            self._nodes.append(node)
            self._shown.append(self._blank.cacheKey())
        for at, sprite in enumerate(self._sprites):
            if self._shown[at] != wanted[at]:
                self._nodes[at].setTexture(self._texture(sprite.image))
                self._shown[at] = wanted[at]
        blank = self._blank.cacheKey()
        for at in range(len(wanted), len(self._nodes)):
            if self._shown[at] != blank:
                self._nodes[at].setTexture(self._texture(self._blank))
                self._nodes[at].setRect(QRectF())
                self._shown[at] = blank
        in_use = {*wanted, blank}
        for key in [key for key in self._textures if key not in in_use]:
            del self._textures[key]

    def _texture(self, image: QImage) -> QSGTexture:
        key = image.cacheKey()
        texture = self._textures.get(key)
        if texture is None:
            window = self.window()
            option = window.CreateTextureOption.TextureHasAlphaChannel
            texture = self._textures[key] = window.createTextureFromImage(image, option)
        return texture
