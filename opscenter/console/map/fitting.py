"""The view that shows a whole city clear of what lies over the map."""

from dataclasses import replace

import numpy as np

from opscenter.console.map.clusters import bubble_places, cell_of
from opscenter.console.map.paint_marks import cluster_px
from opscenter.console.map.projection import Floats, Margins, View, robust_bounds

Bounds = tuple[float, float, float, float]

DEAREST_ZOOM = 0.7
"""How many zoom steps it may cost that nothing stands under the legend."""


def fitted_clear(view: View, x: Floats, y: Floats, margins: Margins, corner: tuple[float, float]) -> View | None:
    """The view on all of the city's entities (world `x`, `y`), north up; None without any.

    `margins` stay free of entities and of the bubbles that stand for several of them. `corner` is the (width, height)
    in px of what covers the lower left corner: the city stands beside or above it if any entity were hidden by it.
    """
    bounds = robust_bounds(x, y)
    if bounds is None:
        return None
    whole = _with_bubbles(view, bounds, x, y, margins)
    wide, high = corner
    if not (wide and high) or not _covered(whole, x, y, wide, high):
        return whole
    beside = _with_bubbles(view, bounds, x, y, replace(margins, left=max(margins.left, wide)))
    above = _with_bubbles(view, bounds, x, y, replace(margins, bottom=max(margins.bottom, high)))
    clear = max(beside, above, key=lambda one: one.zoom)
    return clear if whole.zoom - clear.zoom <= DEAREST_ZOOM else whole


def shows_any(view: View, x: Floats, y: Floats) -> bool:
    """Whether at least one entity stands in the window."""
    sx, sy = view.to_screen(x, y)
    return bool(((sx >= 0) & (sx <= view.width) & (sy >= 0) & (sy <= view.height)).any())


def _with_bubbles(view: View, bounds: Bounds, x: Floats, y: Floats, margins: Margins) -> View:
    """Bubbles keep off the edges of their grid's cells, so some stand further out than any of their members."""
    left, top, right, bottom = bounds
    inside = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
    x, y = x[inside], y[inside]
    fitted = view.fitted(bounds, margins)
    for _ in range(2):  # further away the cells are larger
        bx, by = bubble_places(x, y, cell_of(fitted.zoom, cluster_px(fitted.zoom)))
        left, right = min(left, float(bx.min())), max(right, float(bx.max()))
        top, bottom = min(top, float(by.min())), max(bottom, float(by.max()))
        fitted = view.fitted((left, top, right, bottom), margins)
    return fitted


def _covered(view: View, x: Floats, y: Floats, wide: float, high: float) -> bool:
    sx, sy = view.to_screen(x, y)
    return bool(np.any((sx >= 0) & (sx < wide) & (sy > view.height - high) & (sy <= view.height)))
