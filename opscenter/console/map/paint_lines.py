"""Lines of the bulk layer: roads by congestion, either direction on its side; pipes and feeders with their flow.

Chunked, with a breath between chunks: QPainter holds the interpreter lock.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from opscenter.console.map.colours import LEVELS, plain_line, ramp_colour
from opscenter.console.map.paint_ground import breathe
from opscenter.console.map.projection import Floats
from opscenter.console.map.request import Course, LinesInView, Request
from opscenter.console.map.state_marks import CODE_OF
from opscenter.domain.quality import Quality

CHUNK = 700
_SMOOTH_BELOW = 8_000
_SMOOTH_PX = 400_000
"""So many lines, and so many px of them, are drawn with soft edges: beyond, it would cost more than all the rest."""
WIDER = (0.0, 0.0, 0.3, 0.8, 1.4, 2.0)
"""By ramp level, px: what is at the bad end is told by its width, too, not by its shade alone."""
FLOW_WIDER = 3.0
CHEVRONS_FROM = 13.0
_CHEVRON_EVERY_PX = 46.0
_CHEVRON_PX = 3.6
_MOST_CHEVRONS = 4_000
_LEAST_FLOW = 0.02
APART_PX = 1.2
_CLOSED, _LOST, _OFF = CODE_OF["closed"], CODE_OF["lost"], CODE_OF["off"]

DIMMED, SILENT, CLOSED, LOST, OFF, PLAIN, RAMP, SUSPECT = range(8)
"""How a segment is drawn."""


@dataclass(slots=True, frozen=True)
class Traced:
    """What was drawn of m segments: `how` int8 (m,) of the above, `apart` and `flows` bool (m,)."""

    how: NDArray[np.int8]
    apart: NDArray[np.bool_]
    flows: NDArray[np.bool_]


def line_width(zoom: float, importance: int) -> float:
    """Width of a line in logical px: thin over the whole city, a street's width near by."""
    base = 1.0 if zoom < 11.5 else 1.0 + (zoom - 11.5) * 0.75
    return float(min(7.0, max(1.0, base * (1.15 if importance <= 2 else 0.75))))


def trace(lines: LinesInView) -> Traced:
    """Decide how each segment is drawn."""
    course = lines.course
    count = len(lines.row)
    how = np.full(count, PLAIN, np.int8)
    how[lines.level >= 0] = RAMP
    how[(lines.level >= 0) & (lines.quality == Quality.SUSPECT)] = SUSPECT
    none = np.zeros(count, np.bool_)
    apart, flows = none, none
    if course is not None:
        how[course.mark == _OFF] = OFF
        how[course.mark == _CLOSED] = CLOSED
        how[course.mark >= _LOST] = LOST
        apart = course.side != 0
        with np.errstate(invalid="ignore"):
            flows = (np.abs(course.flow) >= _LEAST_FLOW) & (how >= PLAIN)
    how[lines.quality >= Quality.STALE] = SILENT
    how[lines.dimmed] = DIMMED
    return Traced(how, apart, flows & (how >= PLAIN))


def paint_lines(painter: QPainter, request: Request) -> Traced:
    """Lines by ramp level, dull first and bright last; silent ones dotted and muted; closed and dead ones over all."""
    lines, tokens = request.lines, request.tokens
    traced = trace(request.lines)
    if not len(lines.row):
        return traced
    width = {rank: line_width(request.view.zoom, rank) for rank in np.unique(lines.importance).tolist()}
    ends = _ends(request, width)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, _is_smooth(ends, request, max(width.values())))
    how = traced.how
    muted, faint, ink, ground = (QColor(one) for one in (tokens.muted, tokens.muted, tokens.text, tokens.map_halo))
    faint.setAlpha(70)
    plain = QColor(plain_line(tokens))
    flowing = flow_steps(lines, traced)
    if request.selected:
        chosen = np.isin(lines.row, list(request.selected))
        for rank, wide in width.items():
            _draw(painter, ends[chosen & (lines.importance == rank)], QColor(tokens.accent), wide + 5.0)
    for rank in sorted(width, reverse=True):
        mine = lines.importance == rank
        thin = max(1.0, width[rank] * 0.6)
        _draw(painter, ends[mine & (how == DIMMED)], faint, 1.0)
        for step in range(FLOW_STEPS):
            this = mine & (how == PLAIN) & (flowing == step)
            _draw(painter, ends[this], plain, thin + FLOW_WIDER * step / (FLOW_STEPS - 1))
        _draw(painter, ends[mine & (how == SILENT)], muted, thin, Qt.PenStyle.DotLine)
        _hollow(painter, ends[mine & (how == OFF)], muted, ground, thin + 2.0)
        for level in range(LEVELS):
            this = mine & (lines.level == level) & (how >= RAMP)
            if not this.any():
                continue
            colour = QColor(ramp_colour(tokens, level))
            for step in range(FLOW_STEPS):
                wide = width[rank] + WIDER[level] + FLOW_WIDER * step / (FLOW_STEPS - 1)
                flow = this & (flowing == step)
                _draw(painter, ends[flow & (how == RAMP)], colour, wide)
                _draw(painter, ends[flow & (how == SUSPECT)], colour, wide, Qt.PenStyle.DashLine)
    for rank in sorted(width, reverse=True):
        mine = lines.importance == rank
        _hollow(painter, ends[mine & (how == LOST)], ink, ground, width[rank] + 3.0)
        closed = ends[mine & (how == CLOSED)]
        _draw(painter, closed, ground, width[rank] + 5.0)
        _draw(painter, closed, ink, width[rank] + 2.0)
        _draw(painter, closed, ground, max(1.0, width[rank]), _BARRIER)
    if request.view.zoom >= CHEVRONS_FROM and lines.course is not None:
        _chevrons(painter, request, ends, traced.flows, lines.course)
    return traced


def _is_smooth(ends: Floats, request: Request, width: float) -> bool:
    if len(ends) >= _SMOOTH_BELOW:
        return False
    view = request.view
    x = np.clip(ends[:, [0, 2]], 0.0, view.width)
    y = np.clip(ends[:, [1, 3]], 0.0, view.height)
    return float(np.hypot(x[:, 0] - x[:, 1], y[:, 0] - y[:, 1]).sum()) * width < _SMOOTH_PX


def paint_flows(painter: QPainter, request: Request) -> None:
    """Only the small arrows along what flows, over lines that something else has drawn."""
    lines = request.lines
    if request.view.zoom < CHEVRONS_FROM or lines.course is None or not len(lines.row):
        return
    width = {rank: line_width(request.view.zoom, rank) for rank in np.unique(lines.importance).tolist()}
    _chevrons(painter, request, _ends(request, width), trace(lines).flows, lines.course)


FLOW_STEPS = 4
_BARRIER = [2.0, 2.0]


def flow_steps(lines: LinesInView, traced: Traced) -> NDArray[np.int64]:
    """By segment 0 (no flow) to FLOW_STEPS - 1 (full)."""
    steps = np.zeros(len(lines.row), np.int64)
    if lines.course is not None and traced.flows.any():
        share = np.abs(lines.course.flow[traced.flows])
        steps[traced.flows] = np.minimum(share * FLOW_STEPS, FLOW_STEPS - 1).astype(np.int64)
    return steps


def _ends(request: Request, width: dict[int, float]) -> Floats:
    """Both ends of every segment in px, (m, 4); the two directions of one road beside each other."""
    lines, view = request.lines, request.view
    x1, y1 = view.to_screen(lines.segment[:, 0], lines.segment[:, 1])
    x2, y2 = view.to_screen(lines.segment[:, 2], lines.segment[:, 3])
    course = lines.course
    if course is not None:
        at = np.flatnonzero(course.side)
        if len(at):
            wide = np.array([width[rank] for rank in lines.importance[at].tolist()])
            shift = np.maximum(0.0, (wide + APART_PX - course.gap[at] * view.scale) / 2.0) * course.side[at]
            dx, dy = x2[at] - x1[at], y2[at] - y1[at]
            length = np.maximum(np.hypot(dx, dy), 1e-9)
            # On the screen y runs down: the left of (dx, dy) is (dy, -dx).
            off_x, off_y = dy / length * shift, -dx / length * shift
            x1[at] += off_x
            x2[at] += off_x
            y1[at] += off_y
            y2[at] += off_y
    return np.column_stack((x1, y1, x2, y2))


def _chevrons(painter: QPainter, request: Request, ends: Floats, flows: NDArray[np.bool_], course: Course) -> None:
    """Small arrows along what flows, every so many px from the line's start, so that a pan does not move them."""
    at = np.flatnonzero(flows)
    if not len(at):
        return
    dx, dy = ends[at, 2] - ends[at, 0], ends[at, 3] - ends[at, 1]
    length = np.hypot(dx, dy)
    start = course.along[at] * request.view.scale
    half = _CHEVRON_EVERY_PX / 2.0
    first = np.ceil((start - half) / _CHEVRON_EVERY_PX)
    count = np.maximum(0, np.floor((start + length - half) / _CHEVRON_EVERY_PX) - first + 1).astype(np.int64)
    total = int(count.sum())
    if not 0 < total <= _MOST_CHEVRONS:
        return
    owner = np.repeat(np.arange(len(at)), count)
    number = np.arange(total) - np.repeat(np.cumsum(count) - count, count) + first[owner]
    share = (number * _CHEVRON_EVERY_PX + half - start[owner]) / np.maximum(length[owner], 1e-9)
    sign = np.sign(course.flow[at][owner])
    ux, uy = dx[owner] / length[owner] * sign, dy[owner] / length[owner] * sign
    tip_x = ends[at[owner], 0] + dx[owner] * share + ux * _CHEVRON_PX / 2
    tip_y = ends[at[owner], 1] + dy[owner] * share + uy * _CHEVRON_PX / 2
    parts = []
    for turn in (1.0, -1.0):
        back_x, back_y = (-ux - turn * uy) * _CHEVRON_PX, (-uy + turn * ux) * _CHEVRON_PX
        parts.append(np.column_stack((tip_x + back_x, tip_y + back_y, tip_x, tip_y)))
    both = np.concatenate(parts)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, both, QColor(request.tokens.map_halo), 3.4)
    _draw(painter, both, QColor(request.tokens.symbol), 1.4)


def _hollow(painter: QPainter, ends: Floats, colour: QColor, ground: QColor, width: float) -> None:
    """A pipe with nothing in it."""
    _draw(painter, ends, colour, width)
    _draw(painter, ends, ground, max(1.0, width - 2.4))


def _draw(
    painter: QPainter,
    ends: Floats,
    colour: QColor,
    width: float,
    style: Qt.PenStyle | list[float] = Qt.PenStyle.SolidLine,
) -> None:
    if not len(ends):
        return
    pen = QPen(colour, width * painter.device().devicePixelRatio())  # cosmetic pens count device px
    solid = style is Qt.PenStyle.SolidLine
    if isinstance(style, list):
        pen.setDashPattern(style)
    else:
        pen.setStyle(style)
    pen.setCosmetic(True)
    fine = solid and painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    # Square ends close the gaps at bends, and Qt draws them several times as fast as round ones.
    pen.setCapStyle(Qt.PenCapStyle.SquareCap if fine else Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    chunk = CHUNK if solid else CHUNK // 5
    array: Any = PrimitiveArray(QLineF, 4)  # type: ignore[no-untyped-call]
    for start in range(0, len(ends), chunk):
        part = ends[start : start + chunk]
        array.resize(len(part))
        array.ndarray()[:] = part
        painter.drawLines(*array.drawargs())
        breathe()
