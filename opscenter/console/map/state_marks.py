"""Which mark of its state the map gives each entity: read from texts and numbers by the catalogue's `marks`. No Qt."""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from opscenter.desk.columns import Column
from opscenter.desk.mirror import Mirror
from opscenter.domain.catalogue import MARKS, MOST_MARKED, Kind

NO_MARK = 0
CODE_OF = {name: code for code, name in enumerate(MARKS, 1)}
"""Mark -> its number in columns; a larger one wins."""

_SHIFTS = np.array([8 * slot for slot in range(MOST_MARKED)], np.uint32)


def marked_attributes(kind: Kind) -> list[str]:
    """The attributes of a kind that carry marks, in the order of its file."""
    return [name for name, attribute in kind.attributes.items() if attribute.marks][:MOST_MARKED]


class StateMarks:
    """`mark` uint8 by row: 0 none, else the place in MARKS from 1 on; the loudest of an entity's marked states."""

    def __init__(self) -> None:
        self._readers: list[dict[str, int]] = []  # state -> code, by (kind, attribute)
        self._slots: list[int] = []
        self._number_of: dict[tuple[str, str], int] = {}
        self.clear()

    def clear(self) -> None:
        """Forget every entity."""
        self._reader: Column[np.int16] = Column(np.int16, -1)  # by cell
        self._codes: Column[np.uint32] = Column(np.uint32, 0)  # by row, a byte an attribute
        self._mark: Column[np.uint8] = Column(np.uint8, NO_MARK)

    @property
    def mark(self) -> NDArray[np.uint8]:
        """The mark of each row."""
        return self._mark.view

    def bind(self, mirror: Mirror, kinds: Iterable[Kind], rows: int, since: int) -> None:
        """There are `rows` entities now, and cells from `since` on are new: find and read the marked ones."""
        self._codes.resize(rows)
        self._mark.resize(rows)
        self._reader.resize(len(mirror.cell_names))
        found = []
        for kind in kinds:
            for slot, name in enumerate(marked_attributes(kind)):
                cells = mirror.cells_named(kind.type, name, since)
                if len(cells):
                    self._reader.view[cells] = self._reader_of(kind, name, slot)
                    found.append(cells)
        if found:
            self.read(mirror, np.concatenate(found))

    def read(self, mirror: Mirror, cells: NDArray[np.int64]) -> None:
        """These cells may hold other states now."""
        cells = cells[cells < len(self._reader)]
        readers = self._reader.view[cells]
        for number in np.unique(readers[readers >= 0]).tolist():
            mine = cells[readers == number]
            states, slot = self._readers[number], self._slots[number]
            codes = np.array([states.get(state_of(mirror, cell), NO_MARK) for cell in mine.tolist()], np.uint32)
            rows = mirror.cell_row[mine]
            packed = self._codes.view[rows] & ~np.uint32(0xFF << 8 * slot) | codes << np.uint32(8 * slot)
            self._codes.view[rows] = packed
            self._mark.view[rows] = ((packed[:, None] >> _SHIFTS) & np.uint32(0xFF)).max(axis=1)

    def _reader_of(self, kind: Kind, name: str, slot: int) -> int:
        number = self._number_of.get((kind.type, name))
        if number is None:
            number = self._number_of[kind.type, name] = len(self._readers)
            marks = kind.attributes[name].marks
            self._readers.append({state: CODE_OF[mark] for state, mark in marks.items()})
            self._slots.append(slot)
        return number


def state_of(mirror: Mirror, cell: int) -> str:
    """What a cell says, as the catalogue writes states: lower-case text, a number without needless zeros."""
    text = mirror.texts.get(cell)
    if text is not None:
        return text.lower()
    value = float(mirror.value[cell])
    return f"{value:g}" if math.isfinite(value) else ""


def state_names(mirror: Mirror, kind: Kind, row: int) -> list[tuple[str, str]]:
    """(attribute, state) of an entity that are marked now, the loudest first."""
    found = []
    for name in marked_attributes(kind):
        cell = mirror.cell(row, name)
        state = state_of(mirror, cell) if cell >= 0 else ""
        mark = kind.attributes[name].marks.get(state)
        if mark is not None:
            found.append((-CODE_OF[mark], name, state))
    return [(name, state) for _, name, state in sorted(found)]
