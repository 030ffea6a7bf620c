"""Alarm marks: which there are, none hidden under another, painted over everything else, the worst on top."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from opscenter.console.map.marks import Badge
from opscenter.console.map.paint_ground import breathe
from opscenter.console.map.paint_texts import Free, stamp
from opscenter.console.map.request import PointsInView, Request
from opscenter.console.map.sprites import BADGE_PX, Sprites

APART_PX = 15.0
"""Two marks nearer than this become one: the one beneath could not be told from the one above."""


@dataclass(slots=True)
class Alarmed:
    """An alarm mark in the making: where its middle is, px, and the indices of what it stands for."""

    x: float
    y: float
    members: list[int]


def gathered(points: PointsInView, wanted: list[Alarmed]) -> list[Alarmed]:
    """Marks of which none hides another: what comes too near a worse one joins it."""
    order = sorted(wanted, key=lambda one: _rank(points, one.members))
    cells: dict[tuple[int, int], list[Alarmed]] = {}
    placed: list[Alarmed] = []
    for one in order:
        column, row = int(one.x // APART_PX), int(one.y // APART_PX)
        host = next(
            (
                other
                for dx in (-1, 0, 1)
                for dy in (-1, 0, 1)
                for other in cells.get((column + dx, row + dy), ())
                if (other.x - one.x) ** 2 + (other.y - one.y) ** 2 < APART_PX**2
            ),
            None,
        )
        if host is not None:
            host.members += one.members
            continue
        cells.setdefault((column, row), []).append(one)
        placed.append(one)
    return placed


def alarmed_of(points: PointsInView, members: NDArray[np.int64]) -> list[int]:
    """Those of some points that have an alarm."""
    found: list[int] = members[points.priority[members] > 0].tolist()
    return found


def _told(points: PointsInView, members: list[int]) -> tuple[int, bool, bool]:
    """What a mark says of several alarms: priority, whether that stands, whether something as bad waits.

    As of one entity with several alarms: what stands now says more than what has returned. A critical alarm that has
    returned makes no standing critical out of a low one beside it.
    """
    standing = [one for one in members if points.standing[one]]
    priority = min(int(points.priority[one]) for one in standing or members)
    waiting = any(points.open_[one] and points.priority[one] <= priority for one in members)
    return priority, bool(standing), waiting


def _rank(points: PointsInView, members: list[int]) -> tuple[int, bool, bool, int]:
    """Worst first, then what stands, then what waits; then the oldest row, so that equals keep their order."""
    priority, standing, waiting = _told(points, members)
    return priority, not standing, not waiting, int(points.row[members[0]])


def paint_badges(painter: QPainter, request: Request, sprites: Sprites, marks: list[Alarmed]) -> tuple[Badge, ...]:
    """Paint the marks, the worst last; tells what was painted."""
    points = request.points
    made = []
    for one in sorted(marks, key=lambda one: _rank(points, one.members), reverse=True):
        priority, standing, waiting = _told(points, one.members)
        image = sprites.badge(priority, waiting, len(one.members), standing)
        px, py = round(one.x * request.ratio) / request.ratio, round(one.y * request.ratio) / request.ratio
        stamp(painter, image, px - BADGE_PX / 2 - 3, py - BADGE_PX / 2 - 3)
        x, y = request.view.to_world(px, py)
        made.append(Badge(x, y, priority, standing, waiting, tuple(int(points.row[k]) for k in one.members)))
        if len(made) % 100 == 99:
            breathe()
    return tuple(made)


def keep_clear(free: Free, sprites: Sprites, marks: list[Alarmed]) -> None:
    """No text is written where an alarm mark will be."""
    for one in marks:
        wide = sprites.badge_px(len(one.members))
        free.take(one.x - BADGE_PX / 2 + 2, one.y - BADGE_PX / 2 + 2, wide - 8, BADGE_PX - 4, always=True)
