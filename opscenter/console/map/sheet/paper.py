"""Sizes of a printed sheet, and where its parts stand on it: plain numbers in millimetres. No Qt."""

import math
from dataclasses import dataclass

from opscenter.console.map.projection import View

PAPERS: dict[str, tuple[float, float]] = {"A4": (297.0, 210.0), "A3": (420.0, 297.0), "A2": (594.0, 420.0)}
"""Millimetres, the longer side first (ISO 216)."""
RESOLUTIONS = (150, 300)
"""Dots an inch: for a look, for print."""
MM_PER_INCH = 25.4
PX_PER_INCH = 96.0
"""A logical px of the screen on paper: what is 12 px on the screen is 3.2 mm on paper."""
MARGIN_MM = 10.0
HEAD_MM = 14.0
FOOT_MM = 12.0


@dataclass(slots=True, frozen=True)
class Paper:
    """What a sheet is made on. `name` of PAPERS; `dpi` dots an inch; `landscape` is the longer side across."""

    name: str = "A4"
    landscape: bool = True
    dpi: int = 300

    @property
    def size_mm(self) -> tuple[float, float]:
        """(width, height) in millimetres."""
        long, short = PAPERS[self.name]
        return (long, short) if self.landscape else (short, long)

    @property
    def map_mm(self) -> tuple[float, float, float, float]:
        """Left, top, width, height of the map in millimetres."""
        wide, high = self.size_mm
        return MARGIN_MM, MARGIN_MM + HEAD_MM, wide - 2 * MARGIN_MM, high - 2 * MARGIN_MM - HEAD_MM - FOOT_MM

    @property
    def map_px(self) -> tuple[int, int]:
        """(width, height) of the map in logical px."""
        _, _, wide, high = self.map_mm
        return round(wide / MM_PER_INCH * PX_PER_INCH), round(high / MM_PER_INCH * PX_PER_INCH)

    @property
    def ratio(self) -> float:
        """Dots per logical px."""
        return self.dpi / PX_PER_INCH


def view_on(paper: Paper, view: View) -> View:
    """The view whose map on this paper shows all that `view` shows in its window, in the same direction."""
    wide, high = paper.map_px
    share = min(wide / view.width, high / view.height)
    made = View(view.x, view.y, view.zoom + math.log2(share), view.bearing, float(wide), float(high), view.tilt)
    return made


def scale_of(view: View) -> int:
    """N of the scale 1 : N at the middle of a map on paper, to three figures."""
    exact = view.metres_per_px() / (MM_PER_INCH / 1000.0 / PX_PER_INCH)
    step = 10.0 ** max(0, math.floor(math.log10(exact)) - 2)
    return int(round(exact / step) * step)


def scale_text(view: View) -> str:
    """The scale as it is written: "1 : 102 000"."""
    return f"1 : {scale_of(view):,}".replace(",", "\u202f")
