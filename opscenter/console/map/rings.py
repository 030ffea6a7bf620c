"""Which rings the live layer shows: pulses first for what is worst, then the selection, then what is plotted, then the

pointer's entity.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.live import Ring
from opscenter.console.map.paint_marks import Marks, symbol_size
from opscenter.console.map.picking import Hit
from opscenter.console.map.projection import View, place_of
from opscenter.console.map.rows import MapRows
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.alarm import Priority

MOST_PULSES = 40
PLOTTED_PX, POINTED_PX = 5.0, 18.0
"""A ring in the colour of its curve is so much larger than its symbol; one that is pointed at in the plots."""


def rings_for(
    rows: MapRows,
    marks: Marks,
    view: View,
    tokens: Tokens,
    *,
    selected: Sequence[int],
    hovered: Hit | None,
    live: bool,
    plotted: Mapping[int, str] | None = None,
    pointed: int = -1,
) -> list[Ring]:
    """Rings for what was painted. Without a live link nothing pulses. `plotted`: row -> colour of its curve."""
    size = symbol_size(view.zoom)
    rings = _pulses(rows, marks, view, tokens, size) if live else []
    for row in selected:
        if 0 <= row < len(rows) and np.isfinite(rows.x[row]):
            rings.append(_ring(*_drawn_at(rows, marks, row), tokens.accent, size + 12.0, False))
    for row, colour in (plotted or {}).items():
        if 0 <= row < len(rows) and np.isfinite(rows.x[row]):
            at = _drawn_at(rows, marks, row)
            rings.append(_ring(*at, colour, size + PLOTTED_PX, False))
            if row == pointed:
                rings.append(_ring(*at, colour, size + POINTED_PX, False))
    if hovered is not None and hovered.is_cluster:
        rings.append(_ring(hovered.x, hovered.y, tokens.muted, size + 14.0, False))
    elif hovered is not None and hovered.row < len(rows) and rows.form[hovered.row] == 0:
        rings.append(_ring(*_drawn_at(rows, marks, hovered.row), tokens.muted, size + 7.0, False))
    return rings


def _drawn_at(rows: MapRows, marks: Marks, row: int) -> tuple[float, float]:
    """World place where an entity is drawn, which may be on its way to where it told it was."""
    found = np.flatnonzero(marks.row == row)
    if len(found) and rows.form[row] == 0:
        return float(marks.x[found[-1]]), float(marks.y[found[-1]])
    return float(rows.x[row]), float(rows.y[row])


def _pulses(rows: MapRows, marks: Marks, view: View, tokens: Tokens, size: float) -> list[Ring]:
    left, top, right, bottom = view.bounds()
    known = marks.row < len(rows)
    row = np.where(known, marks.row, 0)
    if not len(rows):
        return []
    urgent = known & (rows.priority[row] >= 1) & (rows.priority[row] <= 2) & rows.open_[row] & rows.standing[row]
    urgent &= (marks.x >= left) & (marks.x <= right) & (marks.y >= top) & (marks.y <= bottom)
    found = [
        (int(rows.priority[row[at]]), float(marks.x[at]), float(marks.y[at])) for at in np.flatnonzero(urgent).tolist()
    ]
    waiting = (rows.priority >= 1) & (rows.priority <= 2) & rows.open_ & rows.standing
    for at, members in _with_any(marks.cluster_rows, waiting):
        x, y = float(marks.cluster_x[at]), float(marks.cluster_y[at])
        if left <= x <= right and top <= y <= bottom:
            found.append((int(rows.priority[members].min()), x, y))
    found.sort()
    return [
        _ring(x, y, tokens.priority(Priority(priority)), size + 10.0, True) for priority, x, y in found[:MOST_PULSES]
    ]


def _with_any(clusters: Sequence[NDArray[np.int64]], waiting: NDArray[np.bool_]) -> list[tuple[int, NDArray[np.int64]]]:
    """Which clusters have members that wait, and these; looked through at once, since most have none."""
    if not clusters or not waiting.any():
        return []
    members = np.concatenate(clusters)
    cluster = np.repeat(np.arange(len(clusters)), [len(one) for one in clusters])
    known = members < len(waiting)
    mine = known & waiting[np.where(known, members, 0)]
    found, members = cluster[mine], members[mine]
    return [(at, members[found == at]) for at in np.unique(found).tolist()]


def _ring(x: float, y: float, colour: str, size: float, pulse: bool) -> Ring:
    lon, lat = place_of(x, y)
    return Ring(latitude=lat, longitude=lon, colour=colour, size=size, pulse=pulse)
