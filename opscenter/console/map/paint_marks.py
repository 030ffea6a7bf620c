"""Symbols, clusters, texts and alarms of the bulk layer, in this order: nothing covers an alarm but a worse alarm."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from opscenter.console.format import format_number
from opscenter.console.map.clusters import Clusters, cell_of, cluster
from opscenter.console.map.paint_ground import breathe
from opscenter.console.map.paint_places import PlaceNames
from opscenter.console.map.projection import Floats
from opscenter.console.map.request import PointsInView, Request
from opscenter.console.map.sprites import BADGE_PX, Sprites
from opscenter.domain.quality import Quality

_URGENT_CELL_PX = 44.0
_APART_PX = 38.0
_ASIDE_PX = 26.0
_MOST_MOVING = 1_500
_SMALL_MOVERS_BELOW = 14.0
_SMALL_FROM = 7
_SMALL_BELOW = 16.5
_LABELS = 260
_GRID_PX = 4


_Badge = tuple[bool, int, bool, int, float, float]
"""Whether it stands, priority, whether it waits, of how many; x, y of its middle in px."""


@dataclass(slots=True, frozen=True)
class Marks:
    """What was drawn, for picking. World float64 places; `row` of single marks; of clusters the member rows.

    `half` is the reach of a mark in logical px.
    """

    row: NDArray[np.int64]
    x: Floats
    y: Floats
    cluster_x: Floats
    cluster_y: Floats
    cluster_rows: tuple[NDArray[np.int64], ...]


NO_MARKS = Marks(np.empty(0, np.int64), np.empty(0), np.empty(0), np.empty(0), np.empty(0), ())


def symbol_size(zoom: float) -> float:
    """Diameter of a symbol's disc in logical px."""
    return 16.0 if zoom < 12.5 else 18.0 if zoom < 14.5 else 22.0


def cluster_px(zoom: float) -> float:
    """Width of a cluster's grid cell in logical px; near by only what stands in one place falls together."""
    return 92.0 if zoom < 13 else 76.0 if zoom < 14 else 60.0 if zoom < 15 else 40.0 if zoom < 16 else 20.0


class _Free:
    """Which parts of the picture still have no text or mark, on a coarse grid."""

    def __init__(self, width: float, height: float) -> None:
        self._taken = np.zeros((int(height) // _GRID_PX + 1, int(width) // _GRID_PX + 1), np.bool_)

    def take(self, left: float, top: float, wide: float, high: float, always: bool = False) -> bool:
        """Take a rectangle (px) if nobody has; `always` takes it anyway."""
        x0, y0 = max(0, int(left) // _GRID_PX), max(0, int(top) // _GRID_PX)
        x1, y1 = int(left + wide) // _GRID_PX + 1, int(top + high) // _GRID_PX + 1
        if x1 <= 0 or y1 <= 0:
            return False
        part = self._taken[y0:y1, x0:x1]
        if not part.size or (not always and part.any()):
            return False
        part[...] = True
        return True


def paint_marks(painter: QPainter, request: Request, sprites: Sprites, places: PlaceNames | None = None) -> Marks:
    """Paint everything that stands at a point; returns what was drawn where. Clusters make room for `places`."""
    points = request.points
    if not len(points.row):
        return NO_MARKS
    view = request.view
    free = _Free(view.width, view.height)
    places = places if places is not None else PlaceNames()
    for x, y, wide, high in places.boxes.tolist():
        free.take(x - wide, y - high, 2 * wide, 2 * high, always=True)
    urgent = (points.priority >= 1) & (points.priority <= 2)
    apart = points.symbol & ~urgent & _stands_apart(request)
    calm = np.flatnonzero(points.symbol & ~urgent & ~apart)
    shapes_with_alarm = np.flatnonzero(~points.symbol & ~urgent & (points.priority > 0))
    groups = cluster(points.x[calm], points.y[calm], cell_of(view.zoom, cluster_px(view.zoom)), _keep(view.zoom))
    groups = _set_aside(groups, request, sprites, places, np.flatnonzero(points.symbol & (urgent | apart)))
    alone = np.concatenate((calm[groups.single], np.flatnonzero(apart)))
    crowd = np.flatnonzero(urgent)
    heaps = cluster(points.x[crowd], points.y[crowd], cell_of(view.zoom, _URGENT_CELL_PX), 1)
    urgent_alone = crowd[heaps.single]

    single = np.concatenate((alone, urgent_alone[points.symbol[urgent_alone]]))
    small = _small_movers(request)[single]
    _paint_symbols(painter, request, sprites, free, single[small])  # beneath the bubbles: arrows hide no number
    bubbles = _paint_bubbles(painter, request, sprites, free, groups, calm)
    _paint_symbols(painter, request, sprites, free, single[~small])

    badges: list[_Badge] = []
    offset = symbol_size(view.zoom) / 2.0 + 3.0
    for index in np.concatenate((alone, shapes_with_alarm, urgent_alone)).tolist():
        if points.priority[index]:
            px, py = view.to_screen(points.x[index], points.y[index])
            lift = offset if points.symbol[index] else 0.0
            badges.append(
                (
                    bool(points.standing[index]),
                    int(points.priority[index]),
                    bool(points.open_[index]),
                    1,
                    float(px) + lift,
                    float(py) - lift,
                )
            )
    badges += bubbles
    heap_x, heap_y = view.to_screen(heaps.x, heaps.y)
    for number in range(len(heaps.count)):
        members = crowd[heaps.members(number)]
        standing, priority, waiting = _worst(points, members)
        badges.append((standing, priority, waiting, len(members), float(heap_x[number]), float(heap_y[number])))
    badges.sort(key=lambda badge: (badge[0], -badge[1], badge[2]))  # the worst last, so on top
    for _, _, _, _, x, y in badges:
        free.take(x - BADGE_PX / 2 + 2, y - BADGE_PX / 2 + 2, BADGE_PX - 4, BADGE_PX - 4, always=True)
    named = np.concatenate((single, np.flatnonzero(~points.symbol)))
    _paint_texts(painter, request, sprites, free, named)
    for standing, priority, waiting, count, x, y in badges:
        image = sprites.badge(priority, waiting, count, standing)
        _stamp(painter, image, x - BADGE_PX / 2 - 3, y - BADGE_PX / 2 - 3)
    breathe()
    drawn = np.concatenate((single, shapes_with_alarm, urgent_alone[~points.symbol[urgent_alone]]))
    clusters = [points.row[calm[groups.members(number)]] for number in range(len(groups.count))]
    clusters += [points.row[crowd[heaps.members(number)]] for number in range(len(heaps.count))]
    return Marks(
        points.row[drawn],
        points.x[drawn],
        points.y[drawn],
        np.concatenate((groups.x, heaps.x)),
        np.concatenate((groups.y, heaps.y)),
        tuple(clusters),
    )


def _small_movers(request: Request) -> NDArray[np.bool_]:
    """Which points are vehicles that are only an arrow at this zoom."""
    points = request.points
    if request.view.zoom >= _SMALL_MOVERS_BELOW:
        return np.zeros(len(points.row), np.bool_)
    moves: NDArray[np.bool_] = np.array([look.moves for look in request.looks], np.bool_)[points.kind]
    calm: NDArray[np.bool_] = points.priority == 0
    return moves & calm


def _set_aside(
    groups: Clusters, request: Request, sprites: Sprites, places: PlaceNames, symbols: NDArray[np.int64]
) -> Clusters:
    """The clusters, moved a little where their bubbles would hide a name or lie under a symbol that stands by itself;
    they stand for a whole cell anyway."""
    if not len(groups.count):
        return groups
    standing = symbols[~_small_movers(request)[symbols]]
    at_x, at_y = request.view.to_screen(request.points.x[standing], request.points.y[standing])
    reach = np.full(len(standing), symbol_size(request.view.zoom) / 2.0 - 2.0)
    taken = PlaceNames(np.concatenate((places.boxes, np.column_stack((at_x, at_y, reach, reach)))))
    if not len(taken.boxes):
        return groups
    xs, ys = request.view.to_screen(groups.x, groups.y)
    x, y = groups.x.copy(), groups.y.copy()
    for number, (px, py) in enumerate(zip(xs.tolist(), ys.tolist(), strict=True)):
        half = sprites.bubble_px(int(groups.count[number])) / 2.0
        to_x, to_y = taken.beside(px, py, half, _ASIDE_PX)
        if (to_x, to_y) == (px, py) and len(places.boxes):
            to_x, to_y = places.beside(px, py, half, _ASIDE_PX)
        if (to_x, to_y) != (px, py):
            x[number], y[number] = request.view.to_world(to_x, to_y)
        if number % 100 == 99:
            breathe()
    return replace(groups, x=x, y=y)


def _keep(zoom: float) -> int:
    return 1 if zoom < 12 else 2 if zoom < 15 else 3 if zoom < 16 else 1


def _stands_apart(request: Request) -> NDArray[np.bool_]:
    """Which points are never swallowed by a cluster: the important ones, one to a small cell, and what moves."""
    points, zoom = request.points, request.view.zoom
    importance = np.array([look.importance for look in request.looks])[points.kind]
    shown = zoom >= np.array([look.min_zoom for look in request.looks])[points.kind]
    moves = np.array([look.moves for look in request.looks])[points.kind]
    apart = moves & shown if int(moves.sum()) <= _MOST_MOVING else np.zeros(len(moves), np.bool_)
    most = 3 if zoom < 13 else 4 if zoom < 14 else 5
    wanted = np.flatnonzero((importance <= most) & shown & ~moves)
    if len(wanted):
        cell = cell_of(zoom, _APART_PX)
        key = np.floor(points.x[wanted] / cell).astype(np.int64) * (1 << 31)
        key += np.floor(points.y[wanted] / cell).astype(np.int64)
        order = np.lexsort((points.row[wanted], importance[wanted], key))
        first = np.ones(len(order), np.bool_)
        first[1:] = np.diff(key[order]) != 0
        apart[wanted[order[first]]] = True
    return apart


def _worst(points: PointsInView, members: NDArray[np.int64]) -> tuple[bool, int, bool]:
    """(whether it stands, worst priority or 0, whether one of that waits for an acknowledgement) of some points."""
    alarmed = members[points.priority[members] > 0]
    if not len(alarmed):
        return False, 0, False
    standing = bool(points.standing[alarmed].any())
    alarmed = alarmed[points.standing[alarmed] == standing]
    worst = int(points.priority[alarmed].min())
    return standing, worst, bool(points.open_[alarmed][points.priority[alarmed] == worst].any())


def _paint_bubbles(
    painter: QPainter, request: Request, sprites: Sprites, free: _Free, groups: Clusters, calm: NDArray[np.int64]
) -> list[_Badge]:
    badges: list[_Badge] = []
    xs, ys = request.view.to_screen(groups.x, groups.y)
    for number, (x, y) in enumerate(zip(xs.tolist(), ys.tolist(), strict=True)):
        image = sprites.bubble(int(groups.count[number]))
        half = image.width() / request.ratio / 2.0
        _stamp(painter, image, x - half, y - half)
        free.take(x - half, y - half, 2 * half, 2 * half, always=True)
        standing, priority, waiting = _worst(request.points, calm[groups.members(number)])
        if priority:
            badges.append((standing, priority, waiting, 1, x + half * 0.75 + 5.0, y - half * 0.75 - 5.0))
    breathe()
    return badges


def _paint_symbols(
    painter: QPainter, request: Request, sprites: Sprites, free: _Free, single: NDArray[np.int64]
) -> None:
    points, zoom = request.points, request.view.zoom
    size = symbol_size(zoom)
    importance = np.array([look.importance for look in request.looks])[points.kind[single]]
    alarmed = points.priority[single] > 0
    order = single[np.lexsort((-importance, alarmed))]  # the important last, so on top; alarms over all
    xs, ys = request.view.to_screen(points.x[order], points.y[order])
    half = size / 2.0 + 2.0
    for at, (index, x, y) in enumerate(zip(order.tolist(), xs.tolist(), ys.tolist(), strict=True)):
        look = request.looks[int(points.kind[index])]
        quality = int(max(points.quality[index], Quality.STALE if request.lost else Quality.GOOD))
        if zoom < look.min_zoom and not points.priority[index]:
            _stamp(painter, sprites.dot(quality), x - 4, y - 4)
        else:
            heading = float(points.heading[index])
            turned = look.moves and heading == heading
            if look.moves and zoom < _SMALL_MOVERS_BELOW and not points.priority[index]:
                # Over a whole city a vehicle is a small arrow, or a dot while it has no heading.
                image = (
                    sprites.heading(heading - request.view.bearing, quality, 0.0) if turned else sprites.dot(quality)
                )
                reach = image.width() / request.ratio / 2.0
                _stamp(painter, image, x - reach, y - reach)
                continue
            if turned:
                _stamp(
                    painter,
                    sprites.heading(heading - request.view.bearing, quality, size),
                    x - half - 6,
                    y - half - 6,
                )
            # A lamp-post is not a substation: what matters little is drawn smaller while there is much of it.
            small = look.importance >= _SMALL_FROM and zoom < _SMALL_BELOW and not points.priority[index]
            image = sprites.symbol(look.symbol, quality, size - 7.0 if small else size)
            reach = image.width() / request.ratio / 2.0
            _stamp(painter, image, x - reach, y - reach)
            free.take(x - reach + 3, y - reach + 3, 2 * reach - 6, 2 * reach - 6, always=True)
        if at % 200 == 199:
            breathe()


def _paint_texts(painter: QPainter, request: Request, sprites: Sprites, free: _Free, single: NDArray[np.int64]) -> None:
    """Headline numbers right of their symbols, names below; the important and the alarmed first."""
    points, zoom = request.points, request.view.zoom
    if not len(single):
        return
    importance = np.array([look.importance for look in request.looks])[points.kind[single]]
    priority = np.where(points.priority[single] > 0, points.priority[single], 9)
    order = single[np.lexsort((points.row[single], importance, priority))]
    half = symbol_size(zoom) / 2.0
    written = 0
    for index in order.tolist():
        look = request.looks[int(points.kind[index])]
        alarmed = bool(points.priority[index])
        row = int(points.row[index])
        wants_number = shows_number(zoom, look.importance) or alarmed
        name = request.names.get(row, "")
        if not wants_number and not name:
            continue
        x, y = (float(value) for value in request.view.to_screen(points.x[index], points.y[index]))
        if points.symbol[index] and wants_number and zoom >= look.min_zoom and np.isfinite(points.value[index]):
            live = points.quality[index] <= Quality.SUSPECT and not request.lost
            colour = request.tokens.text if live else request.tokens.muted
            text = format_number(float(points.value[index]) * look.factor, look.decimals)
            wide, high = sprites.text_size(text, look.unit, request.fonts.number)
            left = x + half + 1
            if free.take(left + 3, y - high / 2 + 3, wide - 3, high - 6):
                _stamp(painter, sprites.text(text, look.unit, request.fonts.number, colour), left, y - high / 2)
                written += 1
        if name:
            wide, high = sprites.text_size(name, "", request.fonts.small)
            top = y + half + 1 if points.symbol[index] else y + BADGE_PX / 2 if alarmed else y - high / 2
            if free.take(x - wide / 2, top + 3, wide, high - 6):
                image = sprites.text(name, "", request.fonts.small, request.tokens.map_text)
                _stamp(painter, image, x - wide / 2, top)
                written += 1
        if written >= _LABELS:
            break
        if written % 40 == 39:
            breathe()


def shows_number(zoom: float, importance: int) -> bool:
    """Whether kinds of this importance have their headline number written at this zoom."""
    return zoom >= 12.0 + importance * 0.45


def shows_name(zoom: float, importance: int) -> bool:
    """Whether kinds of this importance are named at this zoom."""
    return zoom >= 13.2 + importance * 0.45


def _stamp(painter: QPainter, image: QImage, x: float, y: float) -> None:
    """Draw on whole device px, else the picture would be blurred."""
    ratio = image.devicePixelRatio()
    painter.drawImage(QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio), image)
