"""Paints the ground of one decoded tile (everything but text) with QPainter, in any thread."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from opscenter.console.map.basemap.mvt import Layer
from opscenter.console.map.basemap.mvt_wire import Ints
from opscenter.console.map.basemap.paths import parts_of, paths_of
from opscenter.console.map.basemap.style import Palette, mixed, width_of
from opscenter.console.map.basemap.tile_store import DecodedTile
from opscenter.console.map.basemap.vocabulary import (
    AREAS,
    BRIDGE,
    DISTRICTS,
    GROUND,
    KNOWN_LAYERS,
    LINES,
    ROADS,
    TUNNEL,
    Classes,
)

_MARGIN_PX = 40.0
_CASED_FROM = 12.0
_ROUND_FROM_PX = 4.5


class TilePainter:
    """Paints tile z/x/y, or the part of a parent that covers it, into a square of `side` px at (left, top)."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette

    def paint(
        self,
        painter: QPainter,
        tile: DecodedTile,
        address: tuple[int, int, int],
        square: tuple[float, float, float],
        zoom: float,
        ratio: float,
    ) -> None:
        """`square` is left, top, side in device px; `zoom` in 512 px tiles; the caller clips to the square."""
        left, top, side = square
        part_left, part_top, part = tile.part_of(*address)
        if tile.image is not None:
            self.picture(painter, tile, address, QRectF(left, top, side, side))
            return
        whole = side / part
        sheet = _Sheet(
            painter, tile, whole, part_left * whole - left, part_top * whole - top, side, part, part_left, part_top
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._areas(sheet, zoom, ratio)
        self._waterways(sheet, zoom, ratio)
        self._buildings(sheet, zoom, ratio)
        self._network(sheet, zoom, ratio)
        self._borders(sheet, zoom, ratio)
        self._others(sheet, ratio)
        self._districts(sheet, zoom, ratio)

    def picture(self, painter: QPainter, tile: DecodedTile, address: tuple[int, int, int], box: QRectF) -> None:
        """The part of a raster tile that covers z/x/y, into a box."""
        if tile.image is None:
            return
        left, top, part = tile.part_of(*address)
        width, height = tile.image.width(), tile.image.height()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, tile.image, QRectF(left * width, top * height, part * width, part * height))
        if not tile.image.hasAlphaChannel() or not _see_through(tile.image):
            painter.fillRect(box, self._palette.veil)

    def background(self, tile: DecodedTile | None, at_sea: bool = False) -> QColor:
        """What lies under a tile: land, the sea where the file draws land itself, plain ground where it has nothing."""
        palette = self._palette
        if tile is None or tile.image is not None:
            return palette.areas["water"] if at_sea else palette.ground
        return palette.areas["water"] if tile.has_earth else palette.areas["earth"]

    def _areas(self, sheet: "_Sheet", zoom: float, ratio: float) -> None:
        palette = self._palette
        for name in AREAS[:-1]:
            for path in sheet.areas(AREAS.index(name)):
                sheet.painter.fillPath(path, palette.areas[name])
                if name == "water" and zoom >= 9:
                    sheet.painter.strokePath(path, QPen(palette.water_edge, 0.8 * ratio))

    def _buildings(self, sheet: "_Sheet", zoom: float, ratio: float) -> None:
        if zoom < 12.5:
            return
        palette = self._palette
        # Fading in with the zoom keeps a dense old town from turning into noise. Mixed with the land, not see-through:
        # Qt fills ten thousand small opaque shapes in less than half the time.
        share = min(1.0, 0.45 + (zoom - 12.5) * 0.3)
        body = mixed(palette.areas["earth"].name(), palette.areas["building"].name(), share)
        for path in sheet.areas(AREAS.index("building")):
            sheet.painter.fillPath(path, body)
            if zoom >= 15.2:
                sheet.painter.strokePath(path, QPen(palette.building_edge, 0.8 * ratio))

    def _waterways(self, sheet: "_Sheet", zoom: float, ratio: float) -> None:
        width = width_of("waterway", zoom) * ratio
        if width > 0:
            for path in sheet.lines(LINES.index("waterway"), None, None):
                sheet.stroke(path, self._palette.lines["waterway"], width)

    def _network(self, sheet: "_Sheet", zoom: float, ratio: float) -> None:
        palette = self._palette
        for name in ("runway", "taxiway"):
            width = width_of(name, zoom) * ratio
            for path in sheet.lines(LINES.index(name), None, None) if width else ():
                sheet.stroke(path, palette.lines[name], width, flat=True)
        for level in (TUNNEL, GROUND, BRIDGE):
            drawn: list[tuple[str, QPainterPath, float]] = []
            for name in ROADS:
                width = width_of(name, zoom) * ratio
                for link, factor in ((1, 0.55), (0, 1.0)):
                    if width * factor >= 0.35:
                        drawn += [(name, path, width * factor) for path in sheet.lines(LINES.index(name), level, link)]
            for name, path, width in drawn if zoom >= _CASED_FROM else ():
                if name != "path" and width > 1.5 * ratio:
                    colour = (palette.tunnel_casing, palette.casing, palette.bridge_casing)[level]
                    edge = (1.0 if zoom < 15 else 1.6) * ratio
                    sheet.stroke(path, colour, width + edge, flat=level != GROUND, dashed=level == TUNNEL)
            colours = {name: palette.line(name, zoom) for name in ROADS}
            for name, path, width in drawn:
                colour = palette.tunnel if level == TUNNEL and width > 1.5 * ratio else colours[name]
                sheet.stroke(path, colour, width, flat=level == TUNNEL, dashed=name == "path" and zoom >= 15)
            self._trams(sheet, zoom, ratio, level)
            self._rails(sheet, zoom, ratio, level)

    def _trams(self, sheet: "_Sheet", zoom: float, ratio: float, level: int) -> None:
        """A thin line in its street: sleepers are of railways, and would make it louder than the street."""
        width = width_of("tram", zoom) * ratio
        for path in sheet.lines(LINES.index("tram"), level, None) if width and level != TUNNEL else ():
            sheet.stroke(path, self._palette.lines["tram"], width, flat=True)

    def _rails(self, sheet: "_Sheet", zoom: float, ratio: float, level: int) -> None:
        width = width_of("rail", zoom) * ratio
        if width <= 0 or (level == TUNNEL and zoom < 13):
            return
        colour = QColor(self._palette.lines["rail"])
        if level == TUNNEL:
            colour.setAlphaF(0.45)
        for path in sheet.lines(LINES.index("rail"), level, None):
            sheet.stroke(path, colour, width, flat=True, dashed=level == TUNNEL)
            if zoom >= 15 and level != TUNNEL:
                pen = QPen(colour, width * 3.0, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
                pen.setDashPattern([0.2, 3.0])  # sleepers, in widths of the pen
                sheet.painter.strokePath(path, pen)

    def _borders(self, sheet: "_Sheet", zoom: float, ratio: float) -> None:
        for name in ("ferry", "border", "boundary"):
            width = width_of(name, zoom) * ratio
            for path in sheet.lines(LINES.index(name), None, None) if width else ():
                sheet.stroke(path, self._palette.lines[name], width, flat=True, dashed=True)

    def _others(self, sheet: "_Sheet", ratio: float) -> None:
        """Layers with names of their own: shown quietly, so that no file opens as an empty map."""
        body = QColor(self._palette.text)
        body.setAlphaF(0.10)
        edge = QColor(self._palette.text)
        edge.setAlphaF(0.45)
        for layer, _, _ in sheet.tile.layers:
            if layer.name in KNOWN_LAYERS:
                continue
            for area in sheet.paths(layer, layer.kinds == 3, True):
                sheet.painter.fillPath(area, body)
                sheet.painter.strokePath(area, QPen(edge, ratio))
            for line in sheet.paths(layer, layer.kinds == 2, False):
                sheet.stroke(line, edge, ratio)

    def _districts(self, sheet: "_Sheet", zoom: float, ratio: float) -> None:
        """Outlines of districts: seen when looked for, never louder than a road."""
        for layer, _, _ in sheet.tile.layers:
            if layer.name == DISTRICTS:
                width = max(1.0, width_of("boundary", zoom)) * ratio
                for line in sheet.paths(layer, layer.kinds == 2, False):
                    sheet.stroke(line, self._palette.lines["district"], width)


class _Sheet:
    """A tile on its way to a painter: chooses features by class and turns them into paths in px."""

    def __init__(
        self,
        painter: QPainter,
        tile: DecodedTile,
        whole: float,
        left: float,
        top: float,
        side: float,
        part: float,
        part_left: float,
        part_top: float,
    ) -> None:
        self.painter, self.tile = painter, tile
        self._whole, self._left, self._top = whole, left, top
        reach = _MARGIN_PX / side * part
        self._box = part_left - reach, part_top - reach, part_left + part + reach, part_top + part + reach

    def paths(self, layer: Layer, chosen: NDArray[np.bool_], closed: bool) -> Iterator[QPainterPath]:
        if not chosen.any():
            return
        left, top, right, bottom = (share * layer.extent for share in self._box)
        parts: Ints = parts_of(layer.geometry, chosen, (left, top, right, bottom))
        scale = self._whole / layer.extent
        # Version 1 of the format does not order rings: holes are found by crossing count.
        odd = closed and layer.version < 2
        yield from paths_of(layer.geometry, parts, scale, self._left, self._top, closed, odd)

    def areas(self, code: int) -> Iterator[QPainterPath]:
        for layer, areas, _ in self.tile.layers:
            yield from self.paths(layer, areas == code, True)

    def lines(self, code: int, level: int | None, link: int | None) -> Iterator[QPainterPath]:
        for layer, _, classes in self.tile.layers:
            yield from self.paths(layer, _chosen(classes, code, level, link), False)

    def stroke(
        self, path: QPainterPath, colour: QColor, width: float, flat: bool = False, dashed: bool = False
    ) -> None:
        # Round joins take half as long again as bevelled ones, and are not told from them on thin lines.
        cap = Qt.PenCapStyle.FlatCap if flat or width < 2 else Qt.PenCapStyle.RoundCap
        join = Qt.PenJoinStyle.RoundJoin if width >= _ROUND_FROM_PX else Qt.PenJoinStyle.BevelJoin
        pen = QPen(colour, width, Qt.PenStyle.SolidLine, cap, join)
        if dashed:
            pen.setDashPattern([3.0, 2.0])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.strokePath(path, pen)


def _see_through(image: QImage) -> bool:
    """Whether a picture lets something through at a corner or in its middle: then it is a layer over others."""
    right, bottom = image.width() - 1, image.height() - 1
    places = ((0, 0), (right, 0), (0, bottom), (right, bottom), (right // 2, bottom // 2))
    return any(image.pixelColor(*place).alpha() < 250 for place in places)


def _chosen(classes: Classes, code: int, level: int | None, link: int | None) -> NDArray[np.bool_]:
    chosen: NDArray[np.bool_] = classes.code == code
    if level is not None:
        chosen &= classes.level == level
    if link is not None:
        chosen &= classes.link == link
    return chosen
