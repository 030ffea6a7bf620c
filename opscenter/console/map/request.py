"""What one picture of the bulk layer is painted from: an immutable copy of what is in view."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QFont

from opscenter.console.map.basemap.label_sheet import LabelSheet
from opscenter.console.map.projection import Floats, View
from opscenter.console.map.shapes_in_world import WorldShape
from opscenter.console.theme.tokens import Tokens

MARGIN_PX = 256.0
"""How much more than the window is painted on every side, so that a pan has something to show at once."""


@dataclass(slots=True, frozen=True)
class KindLook:
    """How a kind is drawn: its symbol, its place in the crowd, how its headline number is written."""

    symbol: str
    importance: int
    min_zoom: float
    moves: bool
    decimals: int
    unit: str
    factor: float = 1.0  # the published number times this is what is written


@dataclass(slots=True, frozen=True)
class PointsInView:
    """Entities with a symbol or an alarm, columns of one length n; see `MapRows`. `value` is the headline, or NaN."""

    row: NDArray[np.int64]
    x: Floats
    y: Floats
    kind: NDArray[np.int32]
    quality: NDArray[np.uint8]
    priority: NDArray[np.uint8]
    open_: NDArray[np.bool_]
    standing: NDArray[np.bool_]
    heading: NDArray[np.float32]
    value: Floats
    symbol: NDArray[np.bool_]  # False: a line or an area, drawn elsewhere; only its alarm and name are marks


@dataclass(slots=True, frozen=True)
class LinesInView:
    """Segments (m, 4) world float64; by segment its row, ramp level (-1 none), quality, importance, whether dimmed."""

    segment: Floats
    row: NDArray[np.int64]
    level: NDArray[np.int8]
    quality: NDArray[np.uint8]
    importance: NDArray[np.uint8]
    dimmed: NDArray[np.bool_]


@dataclass(slots=True, frozen=True)
class AreaInView:
    """One area: its shape, ramp level (-1 none), quality, worst alarm (0 none), whether selected or dimmed."""

    shape: WorldShape
    level: int
    quality: int
    priority: int
    selected: bool
    dimmed: bool
    warning: str = ""  # what is written on it: the warning in force there


@dataclass(slots=True, frozen=True)
class Fonts:
    """Fonts of the map, made in the UI thread."""

    small: QFont
    number: QFont
    count: QFont


@dataclass(slots=True, frozen=True)
class Request:
    """All of one picture. `view` includes the margin; `ratio` is device px per logical px."""

    view: View
    ratio: float
    tokens: Tokens
    fonts: Fonts
    lost: bool
    looks: Sequence[KindLook]
    points: PointsInView
    lines: LinesInView
    areas: Sequence[AreaInView]
    names: dict[int, str] = field(default_factory=dict)  # by row, of those that may be named
    selected: frozenset[int] = frozenset()
    serial: int = 0
    places: LabelSheet | None = None  # names of the basemap
