"""One step of event time as a figure sees it: what is known, what is new, and where results go."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.local_week import LocalWeek
from opscenter.domain.texts import Texts
from opscenter.figures.held import NO_SAMPLES, Numbers, Samples

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]


class Around(Protocol):
    """What is known of entities besides what figures read step by step; of the present, whatever the step."""

    def name(self, row: int) -> str:
        """Its name, else its id."""

    def local_names(self, row: int) -> dict[str, str]:
        """Its names by language, {} when none was published."""

    def shape(self, row: int) -> dict[str, Any] | None:
        """Its GeoJSON geometry when it is not a point."""

    def place(self, row: int) -> tuple[float, float]:
        """Longitude and latitude of its symbol, NaN when not known."""


class Desk(Protocol):
    """What a step's questions are answered by (`figures.steps`)."""

    week: LocalWeek
    around: Around

    def numbers(self, kind: str, attribute: str) -> Numbers: ...
    def changes(self, kind: str, attribute: str) -> int: ...
    def texts(self, kind: str, attribute: str) -> Sequence[str | None]: ...
    def rows(self, kind: str) -> Ints: ...
    def id_of(self, row: int) -> str: ...
    def find(self, entity_id: str) -> int: ...
    def type_of(self, row: int) -> str: ...
    def positions(self, rows: Ints) -> Ints: ...


class Pen(Protocol):
    """What a step writes with (`figures.writing`)."""

    def own(self, entity_id: str, kind: str, name: Texts, at: int) -> int: ...
    def place_own(self, row: int, lon: float, lat: float, at: int) -> None: ...
    def shape_own(self, row: int, shape: dict[str, Any]) -> None: ...
    def put(
        self, figure: int, kind: str, attribute: str, positions: Ints, values: Floats, quality: Bytes, at: int
    ) -> None: ...
    def put_one(
        self, figure: int, kind: str, attribute: str, position: int, value: float, quality: int, at: int
    ) -> None: ...
    def put_text(self, figure: int, kind: str, attribute: str, position: int, text: str | None, at: int) -> None: ...


class Step:
    """`at` is its end, `since` the end of the figure's step before (0: there was none), Unix ms of event time.

    What is asked for must be among the figure's inputs; what is put among its outputs (KeyError).
    """

    def __init__(
        self, desk: Desk, pen: Pen, figure: int, at: int, since: int, samples: dict[tuple[str, str], Samples]
    ) -> None:
        self._desk = desk
        self._pen = pen
        self._figure = figure
        self._samples = samples
        self.at = at
        self.since = since
        self.week = desk.week
        self.around = desk.around

    # -- reading ---------------------------------------------------------------------------------------------

    def numbers(self, kind: str, attribute: str) -> Numbers:
        """The newest value of each entity of a type as of the end of the step, by position."""
        return self._desk.numbers(kind, attribute)

    def changes(self, kind: str, attribute: str) -> int:
        """A number that is another one when any of `numbers` may be; to be kept no longer than the figure lives."""
        return self._desk.changes(kind, attribute)

    def samples(self, kind: str, attribute: str) -> Samples:
        """Every sample since the step before, of an input that asked for them."""
        return self._samples.get((kind, attribute), NO_SAMPLES)

    def texts(self, kind: str, attribute: str) -> Sequence[str | None]:
        """The newest text of each entity of a type, by position; None: none."""
        return self._desk.texts(kind, attribute)

    def rows(self, kind: str) -> Ints:
        """Rows of a type by position; -1: an entity that is of another type now. Entities keep their positions."""
        return self._desk.rows(kind)

    def count(self, kind: str) -> int:
        """How many positions a type has."""
        return len(self._desk.rows(kind))

    def id_of(self, row: int) -> str:
        """The entity of a row."""
        return self._desk.id_of(row)

    def position(self, kind: str, entity_id: str) -> int:
        """Where an entity is among those of a type, -1 when it is none of them."""
        row = self._desk.find(entity_id)
        if row < 0 or self._desk.type_of(row) != kind:
            return -1
        return int(self._desk.positions(np.array([row], np.int64))[0])

    # -- writing ---------------------------------------------------------------------------------------------

    def put(
        self,
        kind: str,
        attribute: str,
        positions: Ints,
        values: Floats,
        quality: Bytes | int = 0,
        at: int | None = None,
    ) -> None:
        """Values of entities by position, shape (n,), each position once; measured at the end of the step, or `at`.

        NaN: not known any more; said once.
        """
        positions = np.asarray(positions, np.int64)
        values = np.asarray(values, np.float64)
        qualities = np.full(len(positions), quality, np.uint8) if isinstance(quality, int) else quality
        self._pen.put(self._figure, kind, attribute, positions, values, qualities, self.at if at is None else at)

    def put_one(self, kind: str, attribute: str, position: int, value: float, quality: int = 0) -> None:
        """As `put`, of one entity, and quicker than with arrays of one."""
        self._pen.put_one(self._figure, kind, attribute, position, float(value), quality, self.at)

    def put_text(self, kind: str, attribute: str, position: int, text: str | None) -> None:
        """A text of an entity; written when it differs from the one before."""
        self._pen.put_text(self._figure, kind, attribute, position, text, self.at)

    def own(self, entity_id: str, kind: str, name: Texts) -> int:
        """The position of an entity of the figure's own types, made when it is new. -1 beyond the site maximum.

        It counts as heard of in this step.
        """
        return self._pen.own(entity_id, kind, name, self.at)

    def place_own(self, kind: str, position: int, lon: float, lat: float) -> None:
        """Where an own entity is (WGS 84 degrees)."""
        self._pen.place_own(int(self._desk.rows(kind)[position]), lon, lat, self.at)

    def shape_own(self, kind: str, position: int, shape: dict[str, Any]) -> None:
        """The GeoJSON geometry of an own entity that is a line or an area."""
        self._pen.shape_own(int(self._desk.rows(kind)[position]), shape)
