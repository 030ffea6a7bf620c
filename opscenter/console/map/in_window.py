"""What of lines and areas is in the window of a picture, for the legend: worked out where it is painted."""

from dataclasses import dataclass

import numpy as np

from opscenter.console.map.paint_lines import CHEVRONS_FROM, trace
from opscenter.console.map.request import MARGIN_PX, AreaInView, Request
from opscenter.domain.quality import Quality


@dataclass(slots=True, frozen=True)
class InWindow:
    """`lines`: (kind, how it is traced, see `paint_lines`); `apart`: two directions of a road lie side by side;
    `flows`: the kinds with chevrons; `areas`: (kind, "ramp", "figure", "warning", "lost", "alarm", "silent" or "")."""

    lines: frozenset[tuple[int, int]] = frozenset()
    apart: bool = False
    flows: frozenset[int] = frozenset()
    areas: frozenset[tuple[int, str]] = frozenset()


NOTHING = InWindow()


def in_window(request: Request) -> InWindow:
    """What is in the window: the picture without its margin."""
    lines, view = request.lines, request.view
    traced = trace(lines)
    seen: frozenset[tuple[int, int]] = frozenset()
    flows: frozenset[int] = frozenset()
    apart = False
    if lines.course is not None and len(lines.row):
        x1, y1 = view.to_screen(lines.segment[:, 0], lines.segment[:, 1])
        x2, y2 = view.to_screen(lines.segment[:, 2], lines.segment[:, 3])
        inside = (np.maximum(x1, x2) > MARGIN_PX) & (np.minimum(x1, x2) < view.width - MARGIN_PX)
        inside &= (np.maximum(y1, y2) > MARGIN_PX) & (np.minimum(y1, y2) < view.height - MARGIN_PX)
        code = np.unique(lines.course.kind[inside].astype(np.int64) * 16 + traced.how[inside])
        seen = frozenset((one // 16, one % 16) for one in code.tolist())
        apart = bool((traced.apart & inside).any())
        if view.zoom >= CHEVRONS_FROM:
            flows = frozenset(np.unique(lines.course.kind[inside & traced.flows]).tolist())
    left, top, right, bottom = view.grown(-MARGIN_PX).bounds()
    areas = set()
    for area in request.areas:
        low_x, low_y, high_x, high_y = area.shape.bounds()
        if low_x <= right and high_x >= left and low_y <= bottom and high_y >= top:
            areas.add((area.kind, _how(area)))
    return InWindow(seen, apart, flows, frozenset(areas))


def _how(area: AreaInView) -> str:
    """As `paint_ground` decides."""
    live = area.quality in (Quality.GOOD, Quality.SUSPECT) and not area.dimmed
    if not live:
        return "silent" if not area.dimmed else ""
    if area.by_figure:
        return "figure"
    if area.priority:
        return "warning" if area.warning else "alarm"
    if area.is_lost:
        return "lost"
    return "ramp" if area.level >= 0 else ""
