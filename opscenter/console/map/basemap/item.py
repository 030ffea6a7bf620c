"""The basemap in the scene graph: one texture node a tile, names on top, both moved by the camera alone."""

import math
import weakref
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import Property, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QMatrix4x4
from PySide6.QtQml import qmlRegisterType
from PySide6.QtQuick import (
    QQuickItem,
    QSGImageNode,
    QSGNode,
    QSGRendererInterface,
    QSGSimpleRectNode,
    QSGSimpleTextureNode,
    QSGTexture,
    QSGTransformNode,
)

from opscenter.console.map.basemap.label_sheet import LabelSheet
from opscenter.console.map.basemap.reference import Basemaps, references_of
from opscenter.console.map.basemap.source import REMOTE_FORMATS, SourceInfo
from opscenter.console.map.basemap.style import palette_of
from opscenter.console.map.basemap.tile_pictures import Piece, TilePictures
from opscenter.console.map.basemap.viewport import TILE_PX, Viewport, tile_zoom
from opscenter.console.map.basemap.worker import BasemapWorker, Setting, TileKey
from opscenter.console.map.perspective import as_matrix, homography, is_shift
from opscenter.console.theme.tokens import DARK, Tokens

_LABEL_MARGIN = 192.0  # logical px of names kept ready around the window
_LABEL_SPARE = 24.0
_TILE_MARGIN = 96.0
_REST_MS = 120
_BACKDROP_ZOOMS = (3, 6)  # farther out than the view: for a walk, and for a leap
_OLD_LABELS = 1.2  # zoom steps after which scaled old names would only confuse


class BasemapItem(QQuickItem):
    """Shows basemaps, one over the other, under the map's camera. Setters only store; a worker thread reads, decodes
    and paints. At rest every tile is painted at the size it is shown in, px for px.

    `sourceFailed(str)`: a sentence why something is not shown. `attributionChanged()`: the credit changed.
    `sourceOpened()`: `info` is known. `troubleChanged(str)`: how the servers are, "" when well. `named()`: there are
    other names. Who draws them over something of its own sets `draws_names` to False and takes `names`.
    """

    sourceFailed = Signal(str)
    sourceOpened = Signal()
    attributionChanged = Signal()
    troubleChanged = Signal(str)
    named = Signal()

    def __init__(self, parent: QQuickItem | None = None, cache_file: Path | None = None) -> None:
        super().__init__(parent)
        self.setFlag(QQuickItem.Flag.ItemHasContents, True)
        self.setClip(True)
        self._setting = Setting(0, (), DARK, "en")
        self._camera = (0.0, 0.0, 2.0, 0.0, 0.0)
        self._infos: list[SourceInfo] | None = None
        self._pictures = TilePictures()
        self._sheet: LabelSheet | None = None
        self._sheet_asked: tuple[int, Viewport, float] | None = None
        self._tiles: dict[Piece, QSGImageNode] = {}
        self._shown: dict[Piece, QImage] = {}
        self._names: list[QSGSimpleTextureNode] = []
        self._names_of: LabelSheet | None = None
        self.draws_names = True
        self._groups: tuple[QSGTransformNode, QSGTransformNode] | None = None
        self._missing = self._here_missing = -1  # not known before the first frame
        self._ground: QSGSimpleRectNode | None = None
        self._worker: BasemapWorker | None = BasemapWorker(cache_file)
        self._worker.ready.connect(self.update)
        self._worker.opened.connect(self._opened)
        self._worker.failed.connect(self._failed)
        self._worker.troubled.connect(self._troubled)
        self.refused = False
        """Nothing of what is to be shown could be opened: what was there before is shown on."""
        self._resting = self._still = True
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._come_to_rest)
        # Also at the end of the program, when nobody called stop().
        weakref.finalize(self, self._worker.stop)

    # -- setters: store and ask for a frame --------------------------------------------------------------------

    def set_source(self, basemaps: Basemaps, edition: int = 0) -> None:
        """Show other basemaps, or none. Where none of them can be shown, what is shown stays. The same ones in another
        edition are opened anew."""
        references = references_of(basemaps)
        if (references, edition) != (self._setting.references, self._setting.edition):
            self._change(references, self._setting.tokens, self._setting.language, edition)

    def set_theme(self, tokens: Tokens, language: str) -> None:
        """Colours and the language of names."""
        if (tokens, language) != (self._setting.tokens, self._setting.language):
            self._change(self._setting.references, tokens, language, self._setting.edition)

    def set_camera(self, lon: float, lat: float, zoom: float, bearing: float, tilt: float = 0.0) -> None:
        """Look at a place; `zoom` is Qt Location's, `bearing` in degrees clockwise, `tilt` from straight down."""
        camera = (float(lon), float(lat), float(zoom), float(bearing), float(tilt))
        if camera != self._camera and all(map(math.isfinite, camera)):
            self._still = False
            if camera[2:] != self._camera[2:]:
                self._resting = False
            if not self._resting or camera[3] or camera[4]:
                self._rest.start()
            self._camera = camera
            self._missing = self._here_missing = -1
            self.update()

    def stop(self) -> None:
        """End the worker thread. The item shows nothing new afterwards."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    @property
    def settled(self) -> bool:
        """Whether everything the camera needs is painted and shown."""
        resting = not self._rest.isActive()
        return self._worker is None or (resting and self._worker.idle and self._missing == 0)

    @property
    def complete(self) -> bool:
        """Whether the window itself shows everything, names included; around it something may still be painted."""
        return self.settled or (self._resting and self._sheet is not None and self._here_missing == 0)

    @property
    def names(self) -> LabelSheet | None:
        """The newest names, for the view they were written for."""
        return self._sheet

    @property
    def info(self) -> SourceInfo | None:
        """What the first file says of itself, once it has been opened, with everybody's attribution and notes."""
        if not self._infos:
            return None
        credits_ = dict.fromkeys(info.attribution for info in self._infos if info.attribution)
        notes = tuple(note for info in self._infos for note in info.notes)
        return replace(self._infos[0], attribution="  ".join(credits_), notes=notes)

    def _attribution(self) -> str:
        info = self.info
        return info.attribution if info is not None else ""

    attribution = Property(str, _attribution, notify=attributionChanged)

    def _change(self, references: tuple[str, ...], tokens: Tokens, language: str, edition: int) -> None:
        if (references, edition) != (self._setting.references, self._setting.edition):
            self._infos = None
            self.attributionChanged.emit()
        self._setting = Setting(self._setting.epoch + 1, references, tokens, language, edition)
        self._pictures.clear()
        self._missing = self._here_missing = -1
        self._sheet = self._sheet_asked = None
        if self._worker is not None:
            self._worker.use(self._setting)
        self.update()

    def _opened(self, references: tuple[str, ...], infos: list[SourceInfo]) -> None:
        if references == self._setting.references and infos != self._infos:
            self._infos = infos
            if not infos:
                self._missing = 0
            self.attributionChanged.emit()
            if infos:
                self.sourceOpened.emit()
            self.update()

    def _failed(self, references: tuple[str, ...], sentence: str, refused: bool) -> None:
        if references == self._setting.references:
            self.refused = refused
            self.sourceFailed.emit(sentence)

    def _troubled(self, references: tuple[str, ...], sentence: str) -> None:
        if references == self._setting.references:
            self.troubleChanged.emit(sentence)

    def _come_to_rest(self) -> None:
        self._resting = self._still = True
        self._missing = -1
        self.update()

    def geometryChange(self, new: Any, old: Any) -> None:
        super().geometryChange(new, old)
        self.update()

    # -- the frame -----------------------------------------------------------------------------------------------

    def updatePaintNode(self, old: QSGNode | None, data: QQuickItem.UpdatePaintNodeData) -> QSGNode:
        window = self.window()
        root = old
        if root is None or self._groups is None:
            # First frame, or the scene graph threw everything away (float, reparent): upload again.
            root = QSGNode()
            self._ground = QSGSimpleRectNode()
            root.appendChildNode(self._ground)
            self._groups = QSGTransformNode(), QSGTransformNode()
            for group in self._groups:
                root.appendChildNode(group)
            self._tiles, self._shown, self._names, self._names_of = {}, {}, [], None
        ratio = window.effectiveDevicePixelRatio() if window is not None else 1.0
        view = _viewport(self._camera, max(1.0, self.width()), max(1.0, self.height()))
        if self._ground is not None:
            self._ground.setRect(QRectF(0.0, 0.0, view.width, view.height))
            self._ground.setColor(palette_of(self._setting.tokens).ground)
        self._take_results()
        pieces, missing = self._choose(view, ratio)
        if self._infos is not None or not self._setting.references:
            self._missing = sum(not self._pictures.lacking(key) for key in missing)
        else:
            self._missing = -1
        self._show_tiles(view, ratio, pieces)
        self._show_names(view)
        room = self._pictures.trim({piece.key for piece in pieces})
        if self._worker is not None and self._infos:
            labels = self._labels_to_ask(view, ratio)
            # The first picture is complete with its names; what lies around the window comes after them.
            here, around = self._in_window(view, missing)
            self._here_missing = len(here)
            if self._sheet is not None:
                here, around = missing, []
            self._worker.want(tuple(here), labels, ratio, (*around, *self._backdrop(view, room)))
        return root

    @staticmethod
    def _in_window(view: Viewport, keys: list[TileKey]) -> tuple[list[TileKey], list[TileKey]]:
        """Of some tiles those in the window itself, and those beside it."""
        inside = {(z, column & ((1 << z) - 1), row) for z, column, row in view.tiles(tile_zoom(view.zoom))}
        here = [key for key in keys if (key.z, key.x, key.y) in inside]
        return here, [key for key in keys if (key.z, key.x, key.y) not in inside]

    def _take_results(self) -> None:
        if self._worker is None:
            return
        results, sheet, outdated = self._worker.take()
        for address in outdated:
            self._pictures.outdate(address)
            if self._infos and any(info.kind == "vector" for info in self._infos):
                self._sheet_asked = None  # names may have come with it
        for painted in results:
            if painted.key.epoch == self._setting.epoch:
                self._pictures.add(painted.key, painted.image, painted.waiting, painted.lacking)
        if sheet is not None and sheet[0] == self._setting.epoch:
            self._sheet = sheet[1]
            self.named.emit()

    def _choose(self, view: Viewport, ratio: float) -> tuple[list[Piece], list[TileKey]]:
        if not self._infos:
            return [], []
        z = tile_zoom(view.zoom)
        if self._resting and not (view.bearing or view.tilt):
            width = round(view.world_px * ratio / (1 << z) * 64.0) / 64.0  # as it is shown
        else:
            # On the way at the nearest half step of zoom, so that no tile is scaled by more than a fifth.
            step = round(2.0 * max(-0.5, min(0.5, view.zoom - 1.0 - z))) / 2.0
            width = float(round(TILE_PX * ratio * 2.0**step))
        pieces: dict[Piece, None] = {}
        missing = []
        for _, column, row in view.tiles(z, _TILE_MARGIN):
            key = TileKey(self._setting.epoch, z, column & ((1 << z) - 1), row, width)
            pieces.update(dict.fromkeys(self._pictures.pieces(key, column)))
            if self._still and (view.bearing or view.tilt):
                # Turned edges are smoothed or, far away, miss each other: what is beneath must be of their colour.
                pieces.update(dict.fromkeys(self._pictures.beneath(key, column)))
            if self._pictures.wanting(key):
                missing.append(key)
        return list(pieces), missing

    def _backdrop(self, view: Viewport, room: int) -> tuple[TileKey, ...]:
        """Coarse tiles of the surroundings, that something stands there when the map is moved quickly. Nothing of a
        server: it is asked only for what is looked at. Nothing beyond `room` in bytes either: it would be forgotten
        as soon as it is painted, and be asked for again and again."""
        zooms = [z for up in _BACKDROP_ZOOMS if (z := tile_zoom(view.zoom) - up) >= 0]
        if not self._resting or any(info.format in REMOTE_FORMATS for info in self._infos or ()):
            return ()
        # At ratio 1 whatever the screen's: it only stands in, and must leave room for what is looked at.
        keys = (
            TileKey(self._setting.epoch, level, column & ((1 << level) - 1), row, float(TILE_PX))
            for z in zooms
            for level, column, row in view.tiles(z, max(view.width, view.height))[:9]
        )
        kept = islice(keys, room // (4 * TILE_PX**2))
        return tuple(key for key in kept if not self._pictures.has(key.z, key.x, key.y))

    def _show_tiles(self, view: Viewport, ratio: float, pieces: list[Piece]) -> None:
        assert self._groups is not None
        group = self._groups[0]
        window = self.window()
        for gone in [piece for piece in self._tiles if piece not in set(pieces)]:
            _take_away(group, self._tiles.pop(gone))
            self._shown.pop(gone, None)
        # Without a card smoothing costs as much as all the rest: it comes when the map stands still.
        software = window.rendererInterface().graphicsApi() is QSGRendererInterface.GraphicsApi.Software
        centre_x, centre_y = view.centre
        # What is new is put over what there is, and a parent under it: nearest parents before farther ones.
        deep = max((piece.key.z for piece in pieces), default=0)
        for piece in sorted(pieces, key=lambda one: one.key.z, reverse=True):
            image = self._pictures[piece.key]
            node = self._tiles.get(piece)
            if node is not None and self._shown[piece] is not image:
                _take_away(group, node)  # a better picture has come
                node = None
            if node is None:
                # Unlike QSGSimpleTextureNode this one is smoothed without a graphics card, too.
                node = window.createImageNode()
                node.setOwnsTexture(True)
                node.setTexture(window.createTextureFromImage(image))
                self._tiles[piece] = node
                self._shown[piece] = image
                if piece.key.z < deep:
                    group.prependChildNode(node)
                else:
                    group.appendChildNode(node)
            z, x, y = piece.square
            scale = view.world_px / (1 << z)
            # Both edges of a tile are rounded to device px: neighbours share them, so there is no seam.
            edges = [
                round(ratio * value) / ratio
                for value in (
                    x * scale - centre_x * view.world_px + view.width / 2,
                    y * scale - centre_y * view.world_px + view.height / 2,
                    (x + 1) * scale - centre_x * view.world_px + view.width / 2,
                    (y + 1) * scale - centre_y * view.world_px + view.height / 2,
                )
            ]
            rect = QRectF(edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1])
            if view.bearing or view.tilt:
                rect.adjust(-0.75, -0.75, 0.75, 0.75)  # turned edges are smoothed: let neighbours overlap
            if node.rect() != rect:
                node.setRect(rect)
            part_left, part_top, part = piece.part
            px = piece.key.width
            exact = part == 1.0 and not (view.bearing or view.tilt) and abs(scale * ratio - px) < 0.02
            if exact:  # px for px; the edge is rounded the one way or the other
                source = QRectF(0.0, 0.0, rect.width() * ratio, rect.height() * ratio)
            else:
                source = QRectF(part_left * px, part_top * px, part * px, part * px)
            if node.sourceRect() != source:
                node.setSourceRect(source)
            smooth = not exact and (self._still or not software)
            node.setFiltering(QSGTexture.Filtering.Linear if smooth else QSGTexture.Filtering.Nearest)
        lean = QMatrix4x4()
        if view.bearing or view.tilt:
            flat = replace(view.view, bearing=0.0, tilt=0.0)
            lean = as_matrix(homography(flat, view.view))
        group.setMatrix(lean)

    def _show_names(self, view: Viewport) -> None:
        assert self._groups is not None
        group = self._groups[1]
        sheet = self._sheet if self.draws_names else None
        if sheet is not None and abs(sheet.view.zoom - view.zoom) > _OLD_LABELS:
            sheet = None
        if sheet is not self._names_of:
            for node in self._names:
                group.removeChildNode(node)
            self._names, self._names_of = [], sheet
            ratio = sheet.ratio if sheet is not None else 1.0
            for left, top, image in sheet.pieces if sheet is not None else []:
                node = QSGSimpleTextureNode()
                node.setOwnsTexture(True)
                node.setTexture(
                    self.window().createTextureFromImage(
                        image, self.window().CreateTextureOption.TextureHasAlphaChannel
                    )
                )
                node.setRect(QRectF(left, top, image.width() / ratio, image.height() / ratio))
                group.appendChildNode(node)
                self._names.append(node)
        if sheet is None:
            return
        carry = homography(sheet.view.view, view.view)
        still = is_shift(carry)
        if still:
            carry[:2, 2] = np.round(carry[:2, 2] * sheet.ratio) / sheet.ratio
        matrix = as_matrix(carry)
        filtering = QSGTexture.Filtering.Nearest if still else QSGTexture.Filtering.Linear
        for node in self._names:
            node.setFiltering(filtering)
        group.setMatrix(matrix)

    def _labels_to_ask(self, view: Viewport, ratio: float) -> tuple[int, Viewport] | None:
        """The view to write names for, None while the last one asked for still serves."""
        asked = self._sheet_asked
        if asked is not None and asked[0] == self._setting.epoch and asked[2] == ratio:
            known = asked[1]
            if (known.zoom, known.bearing, known.tilt) == (view.zoom, view.bearing, view.tilt):
                x, y = view.to_screen(*known.centre)
                reach_x = known.width / 2 - abs(x - view.width / 2) - view.width / 2
                reach_y = known.height / 2 - abs(y - view.height / 2) - view.height / 2
                if reach_x >= _LABEL_SPARE and reach_y >= _LABEL_SPARE:
                    return None
        wide = replace(
            view,
            width=math.ceil(view.width) + 2 * _LABEL_MARGIN,
            height=math.ceil(view.height) + 2 * _LABEL_MARGIN,
            eye=view.view.lens,
        )
        self._sheet_asked = (self._setting.epoch, wide, ratio)
        return self._setting.epoch, wide


def _take_away(group: QSGNode, node: QSGImageNode) -> None:
    """The window has made the node, so nobody else deletes it and its texture when it is no longer shown."""
    group.removeChildNode(node)
    shiboken6.delete(node)


def _viewport(camera: tuple[float, float, float, float, float], width: float, height: float) -> Viewport:
    lon, lat, zoom, bearing, tilt = camera
    return Viewport(lon, lat, zoom, bearing, width, height, tilt)


def register() -> None:
    """Make `import Opscenter.Map 1.0` offer `BasemapItem {}` to QML."""
    qmlRegisterType(BasemapItem, "Opscenter.Map", 1, 0, "BasemapItem")  # type: ignore[call-overload]
