"""Alarm marks and bubbles of the bulk picture, cut out of it, to be shown once more above vehicles that pass them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from opscenter.console.map.marks import symbol_size
from opscenter.console.map.motion.vehicle_item import Sprite
from opscenter.console.map.painting import Picture
from opscenter.console.map.projection import Floats
from opscenter.console.map.rows import MapRows
from opscenter.console.map.sprites import BADGE_PX, Sprites

NEAR_PX = 60.0
"""A vehicle further away than this does not reach a mark before the next picture."""
MOST = 200


@dataclass(slots=True)
class _Discs:
    """Places in px of the picture, and the half width of what is cut out there."""

    x: Floats
    y: Floats
    half: Floats


def marks_above(
    picture: Picture, rows: MapRows, x: Floats, y: Floats, sprites: Sprites
) -> tuple[list[Sprite], Floats, Floats]:
    """What of a picture must not be hidden by vehicles at `x`, `y` (px of its view), and the places.

    Alarm marks are made anew of `sprites`, for they may be drawn by the graphics card; the rest is cut out.
    """
    discs, badges = _discs(picture, rows), picture.marks.badges
    near = _near(discs, x, y)[-MOST:]
    first = len(discs.x) - len(badges)
    half = BADGE_PX / 2.0 + 3.0
    pieces = []
    for number in near.tolist():
        if number < first:
            pieces.append(_piece(picture, discs.x[number], discs.y[number], discs.half[number]))
        else:
            badge = badges[number - first]
            image = sprites.badge(badge.priority, badge.waiting, len(badge.rows), badge.standing)
            pieces.append(Sprite(image, half, half))
    return pieces, discs.x[near], discs.y[near]


def _discs(picture: Picture, rows: MapRows) -> _Discs:
    """Bubbles, symbols in alarm and alarm marks, in the order in which they are painted."""
    marks, view = picture.marks, picture.view
    known = marks.row < len(rows)
    alarmed = known & (rows.priority[np.where(known, marks.row, 0)] > 0) if len(rows) else known
    x = np.concatenate((marks.cluster_x, marks.x[alarmed], [badge.x for badge in marks.badges]))
    y = np.concatenate((marks.cluster_y, marks.y[alarmed], [badge.y for badge in marks.badges]))
    half = np.concatenate(
        (
            [Sprites.bubble_px(len(members)) / 2.0 + 3.0 for members in marks.cluster_rows],
            np.full(int(alarmed.sum()), symbol_size(view.zoom) / 2.0 + 1.0),
            np.full(len(marks.badges), BADGE_PX / 2.0 + 2.0),
        )
    )
    return _Discs(*view.to_screen(x, y), half)


def _near(discs: _Discs, x: Floats, y: Floats) -> NDArray[np.int64]:
    if not len(x) or not len(discs.x):
        return np.empty(0, np.int64)
    away = np.abs(discs.x[:, None] - x[None, :]) + np.abs(discs.y[:, None] - y[None, :])
    found: NDArray[np.int64] = np.flatnonzero((away <= NEAR_PX).any(axis=1))
    return found


def _piece(picture: Picture, at_x: float, at_y: float, size: float) -> Sprite:
    x, y, half = float(at_x), float(at_y), float(size)
    ratio = picture.image.devicePixelRatio()
    left, top = round((x - half - 1.0) * ratio), round((y - half - 1.0) * ratio)
    side = round((2.0 * half + 2.0) * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    centre = QPointF(x - left / ratio, y - top / ratio)
    shape = QPainterPath()
    shape.addEllipse(centre, half, half)
    painter = QPainter(image)
    painter.setClipPath(shape)
    painter.drawImage(QPointF(0, 0), picture.image, QRectF(left, top, side, side))
    painter.end()
    return Sprite(image, centre.x(), centre.y())
