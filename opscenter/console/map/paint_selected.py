"""Rings around everything that is selected, when that is more than the live layer rings."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from opscenter.console.map.paint_marks import Marks, symbol_size
from opscenter.console.map.request import Request
from opscenter.console.map.sprites import Sprites

RINGED_LIVE = 20
"""So many the live layer rings itself."""
_MOST = 4_000


def paint_selected(painter: QPainter, request: Request, marks: Marks) -> None:
    """Ring selected symbols, and clusters with anything selected in them."""
    if len(request.selected) <= RINGED_LIVE:
        return
    wanted = np.fromiter(request.selected, np.int64, len(request.selected))
    view = request.view
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(request.tokens.accent), 2.0))
    single = np.isin(marks.row, wanted)
    xs, ys = view.to_screen(marks.x[single], marks.y[single])
    reach = symbol_size(view.zoom) / 2.0 + 3.0
    for x, y in zip(xs[:_MOST].tolist(), ys[:_MOST].tolist(), strict=True):
        painter.drawEllipse(QPointF(x, y), reach, reach)
    if not len(marks.cluster_rows):
        return
    lengths = [len(members) for members in marks.cluster_rows]
    hits = np.isin(np.concatenate(marks.cluster_rows), wanted)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    some = np.add.reduceat(hits, starts) > 0
    xs, ys = view.to_screen(marks.cluster_x[some], marks.cluster_y[some])
    counts = np.array(lengths)[some]
    for x, y, count in zip(xs.tolist(), ys.tolist(), counts.tolist(), strict=True):
        reach = Sprites.bubble_px(count) / 2.0 + 2.0
        painter.drawEllipse(QPointF(x, y), reach, reach)
