"""The view that shows a whole city clear of what lies over the map."""

from dataclasses import replace

import numpy as np

from opscenter.console.map.projection import Floats, Margins, View, robust_bounds

DEAREST_ZOOM = 0.7
"""How many zoom steps it may cost that nothing stands under the legend."""


def fitted_clear(view: View, x: Floats, y: Floats, margins: Margins, corner: tuple[float, float]) -> View | None:
    """The view on all of the city's entities (world `x`, `y`), north up; None without any.

    `margins` stay free of entities. `corner` is the (width, height) in px of what covers the lower left corner: the
    city stands beside or above it if any entity were hidden by it.
    """
    bounds = robust_bounds(x, y)
    if bounds is None:
        return None
    whole = view.fitted(bounds, margins)
    wide, high = corner
    if not (wide and high) or not _covered(whole, x, y, wide, high):
        return whole
    beside = view.fitted(bounds, replace(margins, left=max(margins.left, wide)))
    above = view.fitted(bounds, replace(margins, bottom=max(margins.bottom, high)))
    clear = max(beside, above, key=lambda one: one.zoom)
    return clear if whole.zoom - clear.zoom <= DEAREST_ZOOM else whole


def shows_any(view: View, x: Floats, y: Floats) -> bool:
    """Whether at least one entity stands in the window."""
    sx, sy = view.to_screen(x, y)
    return bool(((sx >= 0) & (sx <= view.width) & (sy >= 0) & (sy <= view.height)).any())


def _covered(view: View, x: Floats, y: Floats, wide: float, high: float) -> bool:
    sx, sy = view.to_screen(x, y)
    return bool(np.any((sx >= 0) & (sx < wide) & (sy > view.height - high) & (sy <= view.height)))
