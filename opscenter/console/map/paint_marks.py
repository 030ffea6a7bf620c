"""Symbols, clusters, texts and alarms of the bulk layer, in this order: nothing covers an alarm but a worse alarm."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from opscenter.console.map.clusters import Clusters, bands_of, cell_of, cluster
from opscenter.console.map.gpu.atlas import Anchor, StampCollector
from opscenter.console.map.marks import NO_MARKS, Badge, Marks, cluster_px, symbol_size
from opscenter.console.map.mixture import mixtures, parts_of
from opscenter.console.map.paint_badges import Alarmed, alarmed_of, gathered, keep_clear, paint_badges
from opscenter.console.map.paint_ground import breathe
from opscenter.console.map.paint_places import PlaceNames
from opscenter.console.map.paint_texts import Free, paint_texts, shows_name, shows_number, stamp
from opscenter.console.map.request import MARGIN_PX, Fan, Request
from opscenter.console.map.sprites import Sprites
from opscenter.domain.quality import Quality

__all__ = ["NO_MARKS", "Badge", "Marks", "cluster_px", "paint_marks", "shows_name", "shows_number", "symbol_size"]

_URGENT_CELL_PX = 44.0
_APART_PX = 38.0
_ASIDE_PX = 26.0
_MOST_ASIDE = 160
_MOST_STANDING = 1_200
_MOST_MOVING = 1_500
_SMALL_MOVERS_BELOW = 14.0
_SMALL_FROM = 7
_SMALL_BELOW = 16.5
_NOWHERE: Anchor = (0.0, 0.0, 0.0, 0.0)
_FAN_PX = 46.0
_FAN_STEP_PX = 36.0


def paint_marks(
    painter: QPainter,
    request: Request,
    sprites: Sprites,
    places: PlaceNames | None = None,
    stamps: StampCollector | None = None,
) -> Marks:
    """Paint everything that stands at a point; returns what was drawn where. Clusters make room for `places`.

    Symbols that stand by themselves go to `stamps` instead, if there are any.
    """
    if not len(request.points.row):
        return NO_MARKS
    fanned = np.zeros(len(request.points.row), np.bool_)
    if request.fan is not None:
        request, fanned = _fanned(request, request.fan)
        _paint_leaders(painter, request, fanned)
    points, view = request.points, request.view
    free = Free(view)
    places = places if places is not None else PlaceNames()
    for x, y, wide, high in places.boxes.tolist():
        free.take(x - wide, y - high, 2 * wide, 2 * high, always=True)
    bands = bands_of(view, points.x, points.y)
    urgent = (points.priority >= 1) & (points.priority <= 2) & ~fanned
    apart = points.symbol & ~urgent & (_stands_apart(request, bands) | fanned)
    calm = np.flatnonzero(points.symbol & ~urgent & ~apart)
    shapes_with_alarm = np.flatnonzero(~points.symbol & ~urgent & (points.priority > 0))
    cell = cell_of(view.zoom, cluster_px(view.zoom))
    groups = cluster(points.x[calm], points.y[calm], cell, _keep(view.zoom), bands[calm])
    groups = _set_aside(groups, request, sprites, places, np.flatnonzero(points.symbol & (urgent | apart)))
    alone = np.concatenate((calm[groups.single], np.flatnonzero(apart)))
    crowd = np.flatnonzero(urgent)
    heaps = cluster(points.x[crowd], points.y[crowd], cell_of(view.zoom, _URGENT_CELL_PX), 1, bands[crowd])
    urgent_alone = crowd[heaps.single]

    single = np.concatenate((alone, urgent_alone[points.symbol[urgent_alone]]))
    small = _small_movers(request)[single]
    _paint_symbols(painter, request, sprites, free, single[small], stamps)  # beneath the bubbles: arrows hide no number
    badges, parts = _paint_bubbles(painter, request, sprites, free, groups, calm)
    _paint_symbols(painter, request, sprites, free, single[~small], stamps)

    offset = symbol_size(view.zoom) / 2.0 + 3.0
    alarmed = np.concatenate((alone, shapes_with_alarm, urgent_alone))
    alarmed = alarmed[points.priority[alarmed] > 0]
    xs, ys = view.to_screen(points.x[alarmed], points.y[alarmed])
    for index, px, py in zip(alarmed.tolist(), xs.tolist(), ys.tolist(), strict=True):
        lift = offset if points.symbol[index] else 0.0
        badges.append(Alarmed(px + lift, py - lift, [index]))
    heap_x, heap_y = view.to_screen(heaps.x, heaps.y)
    for number in range(len(heaps.count)):
        members = crowd[heaps.members(number)].tolist()
        badges.append(Alarmed(float(heap_x[number]), float(heap_y[number]), members))
    badges = gathered(points, badges)
    keep_clear(free, sprites, badges)
    named = paint_texts(painter, request, sprites, free, np.concatenate((single, np.flatnonzero(~points.symbol))))
    painted = paint_badges(painter, request, sprites, badges)
    breathe()
    drawn = np.concatenate((single, shapes_with_alarm, urgent_alone[~points.symbol[urgent_alone]]))
    clusters = [points.row[calm[groups.members(number)]] for number in range(len(groups.count))]
    clusters += [points.row[crowd[heaps.members(number)]] for number in range(len(heaps.count))]
    symbols, below = _explained(request, single)
    return Marks(
        points.row[drawn],
        points.x[drawn],
        points.y[drawn],
        np.concatenate((groups.x, heaps.x)),
        np.concatenate((groups.y, heaps.y)),
        tuple(clusters),
        badges=painted,
        symbols=symbols,
        below=below,
        parts=parts,
        named=named,
        zoom=view.zoom,
    )


def _fanned(request: Request, fan: Fan) -> tuple[Request, NDArray[np.bool_]]:
    """The request with the fan's entities around their place, in the order of its rows, from the top clockwise."""
    points, view = request.points, request.view
    where = {row: number for number, row in enumerate(fan.rows)}
    fanned = np.isin(points.row, np.array(fan.rows, np.int64)) & points.symbol
    if not fanned.any():
        return request, fanned
    x, y = points.x.copy(), points.y.copy()
    px, py = view.place_on_screen(fan.x, fan.y)
    reach = max(_FAN_PX, len(where) * _FAN_STEP_PX / (2.0 * math.pi))
    for index in np.flatnonzero(fanned).tolist():
        turn = 2.0 * math.pi * where[int(points.row[index])] / len(where)
        x[index], y[index] = view.to_world(px + reach * math.sin(turn), py - reach * math.cos(turn))
    return replace(request, points=replace(points, x=x, y=y)), fanned


def _paint_leaders(painter: QPainter, request: Request, fanned: NDArray[np.bool_]) -> None:
    """A thin line from the place to each entity that was spread around it; a thicker one to the keyboard's."""
    fan, view, points = request.fan, request.view, request.points
    assert fan is not None
    px, py = view.place_on_screen(fan.x, fan.y)
    centre = QPointF(px, py)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    chosen = fan.rows[fan.at] if 0 <= fan.at < len(fan.rows) else -1
    xs, ys = view.to_screen(points.x, points.y)
    for index in np.flatnonzero(fanned).tolist():
        mine = int(points.row[index]) == chosen
        for colour, width in ((request.tokens.map_halo, 4.2), (request.tokens.symbol, 1.7)):
            colour = request.tokens.accent if mine and width < 3 else colour
            painter.setPen(QPen(QColor(colour), width + (1.0 if mine else 0.0)))
            painter.drawLine(centre, QPointF(float(xs[index]), float(ys[index])))
    painter.setPen(QPen(QColor(request.tokens.map_halo), 1.0))
    painter.setBrush(QColor(request.tokens.symbol))
    painter.drawEllipse(centre, 3.0, 3.0)


def _explained(request: Request, single: NDArray[np.int64]) -> tuple[frozenset[tuple[int, int, int]], frozenset[int]]:
    """What of single marks is in the window: (kind, mark, quality) of symbols, and the kinds that are dots."""
    points, view = request.points, request.view
    x, y = view.to_screen(points.x[single], points.y[single])
    inside = (x >= MARGIN_PX) & (x <= view.width - MARGIN_PX) & (y >= MARGIN_PX) & (y <= view.height - MARGIN_PX)
    single = single[inside]
    minimum = np.array([look.min_zoom for look in request.looks])[points.kind[single]]
    dot = (view.zoom < minimum) & (points.priority[single] == 0)
    quality = _qualities(request)
    full = single[~dot]
    code = (points.kind[full].astype(np.int64) * 256 + points.marks[full]) * 16 + quality[full]
    found = frozenset((one // 4096, one // 16 % 256, one % 16) for one in np.unique(code).tolist())
    return found, frozenset(np.unique(points.kind[single[dot]]).tolist())


def look_steps(zoom: float) -> tuple[float, bool, bool]:
    """What the zoom makes of a symbol, texts aside: zooms with equal steps draw it alike."""
    return symbol_size(zoom), zoom < _SMALL_MOVERS_BELOW, zoom < _SMALL_BELOW


def _qualities(request: Request) -> NDArray[np.uint8]:
    """Of each point what is drawn of its quality: nothing of a lost link is live."""
    least = Quality.STALE if request.lost else Quality.GOOD
    return np.maximum(request.points.quality, np.uint8(least))


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
    if len(standing) > _MOST_STANDING:
        standing = standing[:0]
        at_x, at_y, reach = at_x[:0], at_y[:0], reach[:0]
    taken = PlaceNames(np.concatenate((places.boxes, np.column_stack((at_x, at_y, reach, reach)))))
    if not len(taken.boxes):
        return groups
    xs, ys = request.view.to_screen(groups.x, groups.y)
    x, y = groups.x.copy(), groups.y.copy()
    reach = np.array([sprites.bubble_px(count) / 2.0 for count in groups.count.tolist()])
    moved = np.flatnonzero(taken.meet_any(xs, ys, reach))
    if len(moved) > _MOST_ASIDE:  # in a crowd there is no room aside: only names are spared
        taken = places
        moved = np.flatnonzero(taken.meet_any(xs, ys, reach)) if len(taken.boxes) else moved[:0]
    for number in moved.tolist():
        px, py = float(xs[number]), float(ys[number])
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


def _stands_apart(request: Request, bands: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which points are never swallowed by a cluster: the important ones, one to a small cell, and what moves.

    What stands further back on a tilted map (`bands`) is chosen as on a map of less zoom.
    """
    points, zoom = request.points, request.view.zoom - bands
    importance = np.array([look.importance for look in request.looks])[points.kind]
    shown = zoom >= np.array([look.min_zoom for look in request.looks])[points.kind]
    moves = np.array([look.moves for look in request.looks])[points.kind]
    apart = moves & shown if int(moves.sum()) <= _MOST_MOVING else np.zeros(len(moves), np.bool_)
    most = np.where(zoom < 13, 3, np.where(zoom < 14, 4, 5))
    wanted = np.flatnonzero((importance <= most) & shown & ~moves)
    if len(wanted):
        cell = cell_of(request.view.zoom, _APART_PX) * np.exp2(bands[wanted])
        key = bands[wanted] * (1 << 58) + np.floor(points.x[wanted] / cell).astype(np.int64) * (1 << 31)
        key += np.floor(points.y[wanted] / cell).astype(np.int64)
        order = np.lexsort((points.row[wanted], importance[wanted], key))
        first = np.ones(len(order), np.bool_)
        first[1:] = np.diff(key[order]) != 0
        apart[wanted[order[first]]] = True
    return apart


def _with_alarm(priority: NDArray[np.uint8], groups: Clusters) -> NDArray[np.bool_]:
    """Which clusters have any member in alarm: most have none, and need not be looked through."""
    if not len(groups.count):
        return np.empty(0, np.bool_)
    return np.maximum.reduceat(priority[groups.order], groups.start[:-1]) > 0


def _paint_bubbles(
    painter: QPainter, request: Request, sprites: Sprites, free: Free, groups: Clusters, calm: NDArray[np.int64]
) -> tuple[list[Alarmed], frozenset[str]]:
    """Bubbles with what they are made of; the alarm marks they want, and the parts of rings in the window."""
    badges: list[Alarmed] = []
    parts: set[str] = set()
    view = request.view
    xs, ys = view.to_screen(groups.x, groups.y)
    mixed = mixtures(request.points, groups, calm, request.lost)
    alarmed = _with_alarm(request.points.priority[calm], groups).tolist()
    for number, (x, y, count) in enumerate(zip(xs.tolist(), ys.tolist(), groups.count.tolist(), strict=True)):
        image = sprites.bubble(count, mixed[number])
        half = image.width() / request.ratio / 2.0
        stamp(painter, image, x - half, y - half)
        free.take(x - half, y - half, 2 * half, 2 * half, always=True)
        members = alarmed_of(request.points, calm[groups.members(number)]) if alarmed[number] else []
        if members:
            badges.append(Alarmed(x + half * 0.75 + 5.0, y - half * 0.75 - 5.0, members))
        if MARGIN_PX <= x <= view.width - MARGIN_PX and MARGIN_PX <= y <= view.height - MARGIN_PX:
            parts |= parts_of(mixed[number])
        if number % 60 == 59:
            breathe()
    return badges, frozenset(parts)


def _paint_symbols(
    painter: QPainter,
    request: Request,
    sprites: Sprites,
    free: Free,
    single: NDArray[np.int64],
    stamps: StampCollector | None,
) -> None:
    points, zoom, bearing = request.points, request.view.zoom, request.view.bearing
    if not len(single):
        return
    size = symbol_size(zoom)
    importance = np.array([look.importance for look in request.looks])[points.kind[single]]
    alarmed = points.priority[single] > 0
    order = single[np.lexsort((-importance, alarmed))]  # the important last, so on top; alarms over all
    xs, ys = request.view.to_screen(points.x[order], points.y[order])
    alarmed = points.priority[order] > 0
    kinds = points.kind[order]
    minimum = np.array([look.min_zoom for look in request.looks])[kinds]
    moves = np.array([look.moves for look in request.looks])[kinds]
    dot = ~alarmed & (zoom < minimum)
    arrow = ~alarmed & moves & (zoom < _SMALL_MOVERS_BELOW) & ~dot
    columns = zip(
        order.tolist(), xs.tolist(), ys.tolist(), kinds.tolist(), _qualities(request)[order].tolist(),
        points.marks[order].tolist(), points.heading[order].tolist(), alarmed.tolist(), dot.tolist(), arrow.tolist(),
        strict=True,
    )  # fmt: skip
    symbols: dict[tuple[int, int, int, bool], QImage] = {}
    for at, (index, x, y, kind, quality, mark, heading, urgent, is_dot, is_arrow) in enumerate(columns):
        place = (float(points.x[index]), float(points.y[index]), x, y) if stamps is not None else _NOWHERE
        turned = heading == heading
        if is_dot or (is_arrow and not turned):
            _put(painter, stamps, sprites.dot(quality), x - 4, y - 4, place)
        elif is_arrow:  # over a whole city a vehicle is a small arrow
            image = sprites.heading(heading - bearing, quality, 0.0)
            reach = image.width() / request.ratio / 2.0
            _put(painter, stamps, image, x - reach, y - reach, place)
        else:
            if turned:
                reach = size / 2.0 + 8.0
                _put(painter, stamps, sprites.heading(heading - bearing, quality, size), x - reach, y - reach, place)
            symbol = symbols.get((kind, quality, mark, urgent))
            if symbol is None:
                look = request.looks[kind]
                # A lamp-post is not a substation: what matters little is drawn smaller while there is much of it.
                small = look.importance >= _SMALL_FROM and zoom < _SMALL_BELOW and not urgent
                symbol = sprites.symbol(look.symbol, quality, size - 6.0 if small else size, mark)
                symbols[kind, quality, mark, urgent] = symbol
            reach = symbol.width() / request.ratio / 2.0
            _put(painter, stamps, symbol, x - reach, y - reach, place)
        if at % 200 == 199:
            breathe()
    full = ~dot & ~arrow
    free.take_discs(xs[full], ys[full], size / 2.0 + 2.0)


def _put(painter: QPainter, stamps: StampCollector | None, image: QImage, left: float, top: float, at: Anchor) -> None:
    """Paint a symbol, or have the graphics card draw it at its place."""
    if stamps is None or not stamps.put(image, left, top, at):
        stamp(painter, image, left, top)
