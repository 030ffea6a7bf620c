"""What one picture of the bulk layer is painted from: an immutable copy of what is in view."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QFont, QPainter

from opscenter.console.map.basemap.label_sheet import LabelSheet
from opscenter.console.map.gpu.parts import LineState
from opscenter.console.map.projection import Floats, View
from opscenter.console.map.shapes_in_world import WorldShape
from opscenter.console.map.state_marks import CODE_OF
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.quality import Quality

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
    ramp: bool = False  # a number of it colours its lines or areas


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
    mark: NDArray[np.uint8] | None = None  # of its state, see `StateMarks`; None: nothing is marked

    @property
    def marks(self) -> NDArray[np.uint8]:
        """The mark of each entity's state, 0 where there is none or where it is not known to be so still."""
        if self.mark is None:
            return np.zeros(len(self.row), np.uint8)
        return np.where(self.quality <= Quality.SUSPECT, self.mark, 0).astype(np.uint8)


@dataclass(slots=True, frozen=True)
class LinesInView:
    """Segments (m, 4) world float64; by segment its row, ramp level (-1 none), quality, importance, whether dimmed.

    `course` says more of the same segments; None: nothing of it is known.
    """

    segment: Floats
    row: NDArray[np.int64]
    level: NDArray[np.int8]
    quality: NDArray[np.uint8]
    importance: NDArray[np.uint8]
    dimmed: NDArray[np.bool_]
    course: "Course | None" = None


@dataclass(slots=True, frozen=True)
class Course:
    """What goes along segments, columns of their length m.

    `kind` index of the kind; `mark` of the state; `side` on which of its own direction a line is drawn, 1 left, -1
    right, 0 in the middle; `gap` world distance to the line of the other direction; `flow` share of the full flow,
    negative against the segment's direction, NaN without one; `along` world length from the line's start to the
    segment's.
    """

    kind: NDArray[np.int32]
    mark: NDArray[np.uint8]
    side: NDArray[np.int8]
    gap: NDArray[np.float32]
    flow: NDArray[np.float32]
    along: Floats


NO_LINES = LinesInView(
    np.empty((0, 4), np.float64),
    np.empty(0, np.int64),
    np.empty(0, np.int8),
    np.empty(0, np.uint8),
    np.empty(0, np.uint8),
    np.empty(0, np.bool_),
)


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
    kind: int = 0
    mark: int = 0
    by_figure: bool = False  # `level` is of the figure the operator chose, not of the area's own ramp

    @property
    def is_lost(self) -> bool:
        """Without supply, or faulty."""
        return self.mark >= CODE_OF["lost"]


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
    serial: int = 0  # 0: a picture by itself, as on paper, with nothing above it
    places: LabelSheet | None = None  # names of the basemap
    named: frozenset[int] = frozenset()  # rows that had a text in the picture before, at the same zoom
    fan: "Fan | None" = None
    fields: "Sequence[Beneath]" = ()  # under roads and symbols
    trails: "Sequence[Beneath]" = ()  # above roads, under symbols
    beside: "Sequence[Beside]" = ()  # what other layers show with this picture
    compared: NDArray[np.int8] | None = None  # by point: its step of a difference, -1 not comparable, -2 no number
    compared_wholly: bool = False  # of a page of a system: each step is drawn from afar, too
    every_line: LineState | None = None  # for a graphics card that draws them; `lines` only tells of the window then


class Beneath(Protocol):
    """Something of a feature's own that is painted beneath the symbols. Immutable: it is painted in another thread."""

    def paint(self, painter: QPainter, request: "Request") -> None:
        """Paint it, in px of the request's view."""


class Beside(Protocol):
    """Something of a feature's own that is shown with the picture, made where the UI thread does not wait for it."""

    def prepare(self) -> None:
        """Make it; called by the painting thread once, before the picture is handed over."""


@dataclass(slots=True, frozen=True)
class Fan:
    """Entities of one place spread around it: world place, rows in their order, which one the keyboard is at."""

    x: float
    y: float
    rows: tuple[int, ...]
    at: int = -1
