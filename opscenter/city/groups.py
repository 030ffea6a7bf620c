"""A group of like entities in columns: what one system publishes, ready to be written as messages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Spelling(StrEnum):
    """How a system spells its entities on the bus; a real city has them all."""

    NORMALIZED = "normalized"
    CONCISE = "concise"
    SIMPLIFIED = "simplified"
    V2 = "v2"
    V2_KEYS = "v2-keys"


@dataclass(slots=True)
class Number:
    """A numeric attribute of all entities of a group. `unit` is a UN/CEFACT code, "" for none."""

    unit: str
    decimals: int
    values: Floats


@dataclass(slots=True)
class Choice:
    """A text attribute: `codes` index `labels`. `flag` publishes code 0/1 as a JSON boolean."""

    labels: tuple[str, ...]
    codes: NDArray[np.int8]
    flag: bool = False


@dataclass(slots=True)
class Group:
    """Entities of one type. All columns have the length of `ids`; times and places are the model's.

    `period_s` is how often each entity is published; `shapes` are GeoJSON geometries that replace the point;
    `statics` are attributes that never change (JSON values by entity), `texts` ones that may be any text. `key` marks
    entities whose past is published at the start.
    """

    type: str
    domain: str
    period_s: float
    spelling: Spelling
    ids: list[str]
    names: Sequence[dict[str, str]]
    lon: Floats
    lat: Floats
    area: Sequence[str]
    numbers: dict[str, Number] = field(default_factory=dict)
    choices: dict[str, Choice] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    statics: dict[str, Sequence[object]] = field(default_factory=dict)
    shapes: Sequence[dict[str, object]] | None = None
    moves: bool = False
    key: int = 0
    sparse: dict[str, int] = field(default_factory=dict)
    """Attribute -> n: only every n-th entity has it."""
    _watched: dict[str, NDArray[np.int8]] = field(default_factory=dict)

    def number(self, name: str, unit: str, decimals: int, start: float | Floats = 0.0) -> Floats:
        """Add a numeric attribute; returns its column, to be written in place."""
        values = np.broadcast_to(np.asarray(start, dtype=np.float64), (len(self.ids),)).copy()
        self.numbers[name] = Number(unit, decimals, values)
        return values

    def choice(self, name: str, labels: tuple[str, ...], start: int = 0, flag: bool = False) -> NDArray[np.int8]:
        """Add a text (or boolean) attribute; returns its codes, to be written in place."""
        codes = np.full(len(self.ids), start, dtype=np.int8)
        self.choices[name] = Choice(labels, codes, flag)
        return codes

    def text(self, name: str) -> list[str]:
        """Add an attribute that may be any text; returns its column, to be written in place."""
        self.texts[name] = [""] * len(self.ids)
        return self.texts[name]

    def changed(self) -> NDArray[np.int64]:
        """Entities of which a text attribute changed since the last call (none at the first)."""
        found: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        for name, choice in self.choices.items():
            before = self._watched.get(name)
            if before is None:
                self._watched[name] = choice.codes.copy()
            elif not np.array_equal(before, choice.codes):
                found = np.union1d(found, np.flatnonzero(before != choice.codes))
                before[:] = choice.codes
        return found
