"""Alarm marks and bubbles of the bulk picture, cut out of it, to be shown once more above vehicles that pass them."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from opscenter.console.map.motion.vehicle_item import Sprite
from opscenter.console.map.paint_marks import symbol_size
from opscenter.console.map.painting import Picture
from opscenter.console.map.projection import Floats
from opscenter.console.map.rows import MapRows
from opscenter.console.map.sprites import BADGE_PX, Sprites

NEAR_PX = 70.0
"""A vehicle further away than this does not reach a mark before the next picture."""
MOST = 200
_PIECE_PX = 80.0


def marks_above(
    picture: Picture, rows: MapRows, x: Floats, y: Floats, most: int = MOST
) -> tuple[list[Sprite], Floats, Floats]:
    """Pieces of a picture that must not be hidden by vehicles at `x`, `y` (px of its view), and their places."""
    marks, view = picture.marks, picture.view
    known = marks.row < len(rows)
    alarmed = known & (rows.priority[np.where(known, marks.row, 0)] > 0) if len(rows) else known
    crowds = [_worst(rows, members) for members in marks.cluster_rows]
    # Radius of the disc in the middle, and whether a badge stands up and to the right of it.
    middle = np.concatenate(
        (
            np.full(int(alarmed.sum()), symbol_size(view.zoom) / 2.0 + 1.0),
            [Sprites.bubble_px(len(members)) / 2.0 + 3.0 for members in marks.cluster_rows],
        )
    )
    badge = np.concatenate((np.ones(int(alarmed.sum()), np.bool_), np.array(crowds, np.bool_)))
    at_x, at_y = view.to_screen(
        np.concatenate((marks.x[alarmed], marks.cluster_x)), np.concatenate((marks.y[alarmed], marks.cluster_y))
    )
    near = _near(at_x, at_y, x, y)[:most]
    pieces = []
    for number in near.tolist():
        pieces.append(_piece(picture, float(at_x[number]), float(at_y[number]), float(middle[number]), badge[number]))
    return pieces, at_x[near], at_y[near]


def _worst(rows: MapRows, members: NDArray[np.int64]) -> bool:
    members = members[members < len(rows)]
    return bool((rows.priority[members] > 0).any())


def _near(at_x: Floats, at_y: Floats, x: Floats, y: Floats) -> NDArray[np.int64]:
    if not len(x) or not len(at_x):
        return np.empty(0, np.int64)
    away = np.abs(at_x[:, None] - x[None, :]) + np.abs(at_y[:, None] - y[None, :])
    found: NDArray[np.int64] = np.flatnonzero(np.nanmin(np.where(np.isfinite(away), away, np.inf), axis=1) <= NEAR_PX)
    return found


def _piece(picture: Picture, x: float, y: float, middle: float, badge: bool) -> Sprite:
    ratio, half = picture.image.devicePixelRatio(), _PIECE_PX / 2.0
    left, top = round((x - half) * ratio), round((y - half) * ratio)
    side = round(_PIECE_PX * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    centre = QPointF(x - left / ratio, y - top / ratio)
    shape = QPainterPath()
    shape.setFillRule(Qt.FillRule.WindingFill)
    shape.addEllipse(centre, middle, middle)
    if badge:
        lift = middle * 0.75 + 5.0
        shape.addEllipse(centre + QPointF(lift, -lift), BADGE_PX / 2.0 + 2.0, BADGE_PX / 2.0 + 2.0)
        shape.addEllipse(centre, BADGE_PX / 2.0 + 2.0, BADGE_PX / 2.0 + 2.0)  # of a heap it stands in the middle
    painter = QPainter(image)
    painter.setClipPath(shape)
    painter.drawImage(QPointF(0, 0), picture.image, QRectF(left, top, side, side))
    painter.end()
    return Sprite(image, centre.x(), centre.y())
