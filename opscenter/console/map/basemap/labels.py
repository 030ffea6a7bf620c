"""Places and paints the text of a view in one pass, so that no text is cut by a tile's edge."""

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from opscenter.console.map.basemap.glyphs import Glyphs
from opscenter.console.map.basemap.label_candidates import Candidate, candidates_of
from opscenter.console.map.basemap.style import Palette, palette_of
from opscenter.console.map.basemap.tile_store import DecodedTile, TileStore
from opscenter.console.map.basemap.viewport import Viewport, tile_zoom
from opscenter.console.theme.tokens import Tokens

_MOST_LABELS = 400
_MOST_ROADS_TRIED = 1500
_TILES_REMEMBERED = 128
_STRAIGHT = 0.985  # chord over arc: below this a straight text would leave its road
_SAME_NAME_PX = 420.0

# class -> px, weight, letter spacing, colour of the palette, free space around in px
_LOOK = {
    "country": (13, QFont.Weight.DemiBold, 2.0, "text", 16),
    "city": (16, QFont.Weight.DemiBold, 0.4, "strong", 14),
    "town": (13, QFont.Weight.Medium, 0.2, "strong", 12),
    "district": (12, QFont.Weight.DemiBold, 1.4, "text", 16),
    "quarter": (11, QFont.Weight.Normal, 0.5, "text", 16),
    "water": (12, QFont.Weight.Normal, 1.2, "water_text", 12),
    "waterway": (11, QFont.Weight.Normal, 0.8, "water_text", 8),
    "park": (11, QFont.Weight.Normal, 0.2, "park_text", 26),
    "poi": (11, QFont.Weight.Normal, 0.0, "text", 16),
    "road": (11, QFont.Weight.Normal, 0.3, "road_text", 6),
}
_ITALIC = ("water", "waterway")
_UPPER = ("district", "country")


@dataclass(slots=True)
class Placed:
    """A text with its place: centre in logical px of the view, turned clockwise by `angle` degrees."""

    candidate: Candidate
    x: float
    y: float
    angle: float


class LabelPass:
    """Chooses, places and paints. Keeps the names of recent tiles; used by one thread."""

    def __init__(self, tokens: Tokens, language: str) -> None:
        self._palette: Palette = palette_of(tokens)
        self._language = language
        self._known: OrderedDict[tuple[int, int, int, int], list[Candidate]] = OrderedDict()
        self._glyphs = Glyphs()
        self._fonts = {kind: _font(kind, language) for kind in _LOOK}
        self._metrics = {kind: QFontMetricsF(font) for kind, font in self._fonts.items()}

    def paint(
        self, painter: QPainter, stores: TileStore | Sequence[TileStore], view: Viewport, ratio: float
    ) -> list[Placed]:
        """Write the names of a view onto a picture of view size times ratio; what was written comes back."""
        placed = self.place(stores, view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for label in placed:
            painter.save()
            painter.scale(ratio, ratio)
            painter.translate(label.x, label.y)
            painter.rotate(label.angle)
            self._write(painter, label.candidate)
            painter.restore()
        return placed

    def place(self, stores: TileStore | Sequence[TileStore], view: Viewport) -> list[Placed]:
        """Texts that find room, the most important first; none reaches over the edge of the view."""
        zoom = view.zoom - 1.0
        candidates: list[Candidate] = []
        z = tile_zoom(view.zoom)
        for store in [stores] if isinstance(stores, TileStore) else stores:
            seen: set[tuple[int, int, int]] = set()
            for _, x, y in view.tiles(z) if store.info.kind == "vector" else ():
                tile = store.covering(z, x, y)
                if tile is not None and (tile.z, tile.x, tile.y) not in seen:
                    seen.add((tile.z, tile.x, tile.y))
                    candidates += [c for c in self._names(tile) if c.first <= zoom <= c.last]
        candidates.sort(key=lambda c: (c.order, -_extent(c), c.text, float(c.line[0, 0])))
        room = _Room(view.width, view.height)
        placed: list[Placed] = []
        roads = 0
        for candidate in candidates:
            if len(placed) >= _MOST_LABELS:
                break
            if len(candidate.line) == 1:
                found = self._place_point(candidate, view, room)
            else:
                roads += 1
                found = self._place_line(candidate, view, room) if roads <= _MOST_ROADS_TRIED else None
            if found is not None:
                placed.append(found)
        return placed

    def boxes(self, placed: list[Placed]) -> NDArray[np.float64]:
        """What each text covers, upright: float64 (n, 4) middle x, y, half width, half height in logical px."""
        found = np.zeros((len(placed), 4))
        for number, label in enumerate(placed):
            wide, high = self._size(label.candidate)
            cos, sin = abs(math.cos(math.radians(label.angle))), abs(math.sin(math.radians(label.angle)))
            found[number] = label.x, label.y, (wide * cos + high * sin) / 2, (wide * sin + high * cos) / 2
        return found

    def _names(self, tile: DecodedTile) -> list[Candidate]:
        key = (id(tile), tile.z, tile.x, tile.y)
        if key not in self._known:
            self._known[key] = candidates_of(tile, self._language, self._glyphs.drawable)
            while len(self._known) > _TILES_REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]

    def _size(self, candidate: Candidate) -> tuple[float, float]:
        metrics = self._metrics[candidate.kind]
        return metrics.horizontalAdvance(_shown(candidate)), metrics.height()

    def _place_point(self, candidate: Candidate, view: Viewport, room: "_Room") -> Placed | None:
        x, y = view.to_screen(float(candidate.line[0, 0]), float(candidate.line[0, 1]))
        if not (0 <= x <= view.width and 0 <= y <= view.height):
            return None
        width, height = self._size(candidate)
        pad = _LOOK[candidate.kind][4]
        if room.named_near(candidate.text, x, y):
            return None
        taken = room.take([(x, y, width / 2 + 2, height / 2)], pad)
        if not taken:
            return None
        room.remember(candidate.text, x, y)
        return Placed(candidate, x, y, 0.0)

    def _place_line(self, candidate: Candidate, view: Viewport, room: "_Room") -> Placed | None:
        points = np.array([view.to_screen(float(x), float(y)) for x, y in candidate.line[:400]])
        steps = np.hypot(*np.diff(points, axis=0).T)
        length = np.concatenate(([0.0], np.cumsum(steps)))
        width, height = self._size(candidate)
        need = width + 14.0
        if length[-1] < need:
            return None
        # From the middle outwards, a few places along the line.
        spare = length[-1] - need
        for share in (0.5, 0.3, 0.7, 0.12, 0.88):
            start = spare * share
            (ax, ay), (bx, by) = _at(points, length, start), _at(points, length, start + need)
            chord = math.hypot(bx - ax, by - ay)
            x, y = (ax + bx) / 2, (ay + by) / 2
            middle = _at(points, length, start + need / 2)
            off = math.hypot(middle[0] - x, middle[1] - y)
            if chord < need * _STRAIGHT or off > 2.5 or room.named_near(candidate.text, x, y):
                continue
            angle = math.degrees(math.atan2(by - ay, bx - ax))
            if angle > 90:
                angle -= 180
            elif angle < -90:
                angle += 180
            count = max(1, math.ceil(width / height))
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            boxes = []
            for i in range(count):
                along = (i + 0.5) / count * width - width / 2
                half = max(width / count, height) / 2
                boxes.append((x + along * cos, y + along * sin, half, half))
            if room.take(boxes, _LOOK[candidate.kind][4]):
                room.remember(candidate.text, x, y)
                return Placed(candidate, (x + middle[0]) / 2, (y + middle[1]) / 2, angle)
        return None

    def _write(self, painter: QPainter, candidate: Candidate) -> None:
        text, font = _shown(candidate), self._fonts[candidate.kind]
        metrics = self._metrics[candidate.kind]
        path = QPainterPath()
        base = QPointF(-metrics.horizontalAdvance(text) / 2, metrics.ascent() - metrics.height() / 2)
        path.addText(base, font, text)
        halo = QColor(self._palette.halo)
        halo.setAlphaF(0.85)
        pen = QPen(halo, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
        painter.fillPath(path, getattr(self._palette, _LOOK[candidate.kind][3]))


class _Room:
    """Boxes already taken, in logical px; asks in one numpy comparison."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._boxes: NDArray[np.float64] = np.zeros((64, 4))
        self._used = 0
        self._names: dict[str, list[tuple[float, float]]] = {}

    def take(self, boxes: list[tuple[float, float, float, float]], pad: float) -> bool:
        """Take boxes (centre, half sizes) unless one meets a box taken before or the edge of the view."""
        taken = self._boxes[: self._used]
        for x, y, half_w, half_h in boxes:
            if x - half_w < 2 or y - half_h < 2 or x + half_w > self._width - 2 or y + half_h > self._height - 2:
                return False
            near = (np.abs(taken[:, 0] - x) < taken[:, 2] + half_w + pad) & (
                np.abs(taken[:, 1] - y) < taken[:, 3] + half_h + pad * 0.6
            )
            if near.any():
                return False
        needed = self._used + len(boxes)
        if needed > len(self._boxes):
            self._boxes = np.vstack((self._boxes, np.zeros((max(64, needed), 4))))
        self._boxes[self._used : needed] = boxes
        self._used = needed
        return True

    def named_near(self, text: str, x: float, y: float) -> bool:
        """Whether the same text stands nearby already."""
        return any(math.hypot(x - a, y - b) < _SAME_NAME_PX for a, b in self._names.get(text, ()))

    def remember(self, text: str, x: float, y: float) -> None:
        """Note where a text was written."""
        self._names.setdefault(text, []).append((x, y))


def _font(kind: str, language: str) -> QFont:
    size, weight, spacing, _, _ = _LOOK[kind]
    font = QFont()
    font.setPixelSize(size + (1 if language != "en" and size < 13 else 0))
    font.setWeight(weight)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    font.setItalic(kind in _ITALIC and language == "en")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _shown(candidate: Candidate) -> str:
    return candidate.text.upper() if candidate.kind in _UPPER else candidate.text


def _extent(candidate: Candidate) -> float:
    line = candidate.line
    return float(np.ptp(line[:, 0]) + np.ptp(line[:, 1])) if len(line) > 1 else 0.0


def _at(points: NDArray[np.float64], length: NDArray[np.float64], where: float) -> tuple[float, float]:
    return float(np.interp(where, length, points[:, 0])), float(np.interp(where, length, points[:, 1]))
