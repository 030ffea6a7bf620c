"""The scene graph item of vehicles: painted by blocks, on whole device px, above the bulk picture."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickItem, QSGNode, QSGSimpleTextureNode, QSGTransformNode

from opscenter.console.map.motion.blocks import SIDE_PX, Ints, OnBlocks, blocks_across, on_blocks
from opscenter.console.map.motion.sprite_sheet import SpriteSheet
from opscenter.console.map.placed_item import PlacedItem
from opscenter.console.map.projection import Floats, View

_NOBODY = OnBlocks(np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(slots=True, frozen=True)
class Sprite:
    """A picture and the point of it (logical px) that stands on the place."""

    image: QImage
    x: float
    y: float


class VehicleItem(PlacedItem):
    """Shows sprites at places of its view. Later ones lie on earlier ones.

    What moved is painted anew by blocks of the picture: see `blocks` for why neither one by one nor all at once.
    """

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._sheet = SpriteSheet()
        self._sprites: list[Sprite] = []
        self._places: Ints = np.empty((0, 4), np.int64)  # of each sprite in the sheet
        self._stands: Ints = np.empty((0, 2), np.int64)  # the point of each that stands on its place, device px
        self._box: Ints = np.empty((0, 4), np.int64)  # of each in the picture, device px
        self._on = _NOBODY
        self._changed: set[int] | None = None  # blocks to be painted; None: all
        self._root: QSGTransformNode | None = None
        self._nodes: dict[int, QSGSimpleTextureNode] = {}

    @property
    def count(self) -> int:
        """How many sprites are shown."""
        return len(self._places)

    def compose(self, view: View, camera: View, sprites: Sequence[Sprite], x: Floats, y: Floats) -> None:
        """Show these from now on, made for `view`, at px of it."""
        ratio = self.ratio
        self._sprites = list(sprites)
        self._places = self._sheet.places(sprite.image for sprite in sprites)
        stands = np.array([(sprite.x, sprite.y) for sprite in sprites], np.float64).reshape(-1, 2)
        self._stands = np.round(stands * ratio).astype(np.int64)
        self._changed = None
        self.place(view, camera)
        self._box = self._boxes(x, y)
        self._on = self._lie()

    def change(self, at: Ints, sprites: Sequence[Sprite]) -> None:
        """Some sprites look different from now on, where they are."""
        if not len(at):
            return
        ratio = self.ratio
        centre = self._box[at, :2] + self._stands[at]
        self._note(at)
        for number, sprite in zip(at.tolist(), sprites, strict=True):
            self._sprites[number] = sprite
        filled = self._sheet.number
        self._places[at] = self._sheet.places(sprite.image for sprite in sprites)
        if self._sheet.number != filled:  # it was full and has begun anew
            self._places = self._sheet.places(sprite.image for sprite in self._sprites)
        self._stands[at] = np.round(np.array([(one.x, one.y) for one in sprites]) * ratio).astype(np.int64)
        self._box[at] = np.column_stack((centre - self._stands[at], self._places[at, 2:]))
        self._on = self._lie()
        self._note(at)
        self.update()

    def move(self, x: Floats, y: Floats) -> bool:
        """The same sprites at other px of the view; False when none moved by a device px: then no frame is due."""
        box = self._boxes(x, y)
        moved = np.flatnonzero((box[:, :2] != self._box[:, :2]).any(axis=1))
        if not len(moved):
            return False
        self._note(moved)
        self._box = box
        self._on = self._lie()
        self._note(moved)
        self.update()
        return True

    def _boxes(self, x: Floats, y: Floats) -> Ints:
        ratio = self.ratio
        known = np.isfinite(x) & np.isfinite(y)
        px = np.round(np.column_stack((np.where(known, x, -1e6), np.where(known, y, -1e6))) * ratio)
        corner = np.clip(px, -1e6, 1e6).astype(np.int64) - self._stands
        return np.column_stack((corner, self._places[:, 2:]))

    def _lie(self) -> OnBlocks:
        wide, high = self._size
        return on_blocks(self._box, wide, high, self._side)

    @property
    def _side(self) -> int:
        """Of a block, device px."""
        return math.ceil(SIDE_PX * self.ratio)

    @property
    def _size(self) -> tuple[int, int]:
        """Of the picture, device px."""
        return round(self.width() * self.ratio), round(self.height() * self.ratio)

    def _note(self, sprites: Ints) -> None:
        """The blocks that some sprites lie on are to be painted."""
        if self._changed is not None:
            moved = np.zeros(len(self._places), np.bool_)
            moved[sprites] = True
            self._changed.update(np.unique(self._on.block[moved[self._on.sprite]]).tolist())

    # -- scene graph -----------------------------------------------------------------------------------------

    def updatePaintNode(  # type: ignore[override]
        self, old: QSGNode | None, data: QQuickItem.UpdatePaintNodeData
    ) -> QSGNode | None:
        if self.window() is None:
            return None
        root = old if isinstance(old, QSGTransformNode) else None
        if root is None or self._root is None:
            root = self._root = QSGTransformNode()
            self._nodes = {}
            self._changed = None
        root.setMatrix(self.lean)
        changed = self._changed
        if changed is None:
            changed = {*self._nodes, *np.unique(self._on.block).tolist()}
        for block in changed:
            self._paint(root, block)
        self._changed = set()
        return root

    def _paint(self, root: QSGTransformNode, block: int) -> None:
        """One block anew: its picture is no larger than what lies on it."""
        mine = self._on.of(block)
        node = self._nodes.get(block)
        if not len(mine):
            if node is not None:
                root.removeChildNode(self._nodes.pop(block))
            return
        box, ratio, side = self._box[mine], self.ratio, self._side
        row, column = divmod(block, blocks_across(self._size[0], side))
        low = np.maximum(box[:, :2].min(axis=0), (column * side, row * side))
        high = np.minimum((box[:, :2] + box[:, 2:]).max(axis=0), ((column + 1) * side, (row + 1) * side))
        left, top, wide, tall = int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1])
        image = QImage(wide, tall, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        pieces: Any = PrimitiveArray(QPainter.PixmapFragment, 10)  # type: ignore[no-untyped-call]
        pieces.resize(len(mine))
        table = pieces.ndarray()
        table[:, :2] = box[:, :2] - low + box[:, 2:] / 2.0  # their middles
        table[:, 2:6] = self._places[mine]
        table[:, 6:8] = 1.0  # scales
        table[:, 8] = 0.0  # not turned
        table[:, 9] = 1.0  # opaque
        painter.drawPixmapFragments(*pieces.drawargs(), self._sheet.pixmap)  # type: ignore[call-arg]
        painter.end()
        fresh = node is None
        if node is None:
            node = self._nodes[block] = QSGSimpleTextureNode()
            node.setOwnsTexture(True)
        window = self.window()
        node.setTexture(window.createTextureFromImage(image, window.CreateTextureOption.TextureHasAlphaChannel))
        node.setRect(QRectF(left / ratio, top / ratio, wide / ratio, tall / ratio))
        if fresh:  # not before it has a texture: the software renderer looks at once
            root.appendChildNode(node)
