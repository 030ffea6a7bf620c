"""A ranked list of a page at this moment, in texts that can be shown. No Qt widgets."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.console.format import NOTHING, format_value, state_text, unit_text
from opscenter.console.pages.ranking import NOBODY, Ranking, StateCodes, ranked_by_number, ranked_by_state
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Attribute
from opscenter.domain.quality import Quality
from opscenter.domain.system_page import WorstList
from opscenter.domain.texts import in_language

_LONGEST = 80


@dataclass(slots=True, frozen=True)
class WorstRow:
    """One line: an entity, its value with unit, what stands beside it, and its worst alarm."""

    entity: str
    name: str
    value: str
    unit: str
    beside: tuple[str, ...]
    share: float
    quality: Quality
    priority: Priority | None
    acknowledged: bool


@dataclass(slots=True)
class WorstNow:
    """`rows` as of the last `reckon`; `listed` would be in a list without an end, of `known` that tell the attribute.
    `present`: how many entities of the type there are at all."""

    told: WorstList
    rows: list[WorstRow] = field(default_factory=list)
    listed: int = 0
    known: int = 0
    present: int = 0
    _codes: StateCodes | None = None
    _cells: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    _made_for: tuple[int, int] = (-1, -1)

    def title(self, session: Session) -> str:
        """What the list is called."""
        if self.told.label:
            return one_line(in_language(self.told.label, session.language), _LONGEST)
        kind = session.catalogue.kind(self.told.entity_type)
        attribute = kind.attributes.get(self.told.attribute)
        label = in_language(attribute.label, session.language) if attribute is not None else self.told.attribute
        return one_line(f"{in_language(kind.name, session.language)} · {label}", _LONGEST)

    def forget(self) -> None:
        """Cells are numbered anew."""
        self._made_for = (-1, -1)

    def follow(self, session: Session, changed: NDArray[np.int64]) -> None:
        """Some cells changed."""
        if self._codes is not None:
            self._codes.follow(session.mirror, changed)

    def reckon(self, session: Session, inside: NDArray[np.bool_] | None) -> None:
        """Rank anew."""
        mirror, told = session.mirror, self.told
        self._look_up(session)
        attribute = session.catalogue.kind(told.entity_type).attributes.get(told.attribute)
        found: Ranking = NOBODY
        if self._codes is not None:
            found = ranked_by_state(mirror, self._codes, told, inside)
        elif len(self._cells):
            found = ranked_by_number(mirror, self._cells, told, attribute, inside)
        self.listed, self.known = found.listed, found.known
        pairs = zip(found.cells.tolist(), found.share.tolist(), strict=True)
        self.rows = [self._row(session, cell, share, attribute) for cell, share in pairs]

    def _look_up(self, session: Session) -> None:
        mirror, told = session.mirror, self.told
        made_for = (mirror.epoch, len(mirror.cell_names))
        if made_for == self._made_for:
            return
        self._made_for = made_for
        self._cells = mirror.cells_named(told.entity_type, told.attribute)
        types, of_row = mirror.types_of()
        there = told.entity_type in types
        self.present = int(np.count_nonzero(of_row == types.index(told.entity_type))) if there else 0
        if told.states:
            self._codes = StateCodes(told.states)
            self._codes.read(mirror, self._cells)

    def _row(self, session: Session, cell: int, share: float, attribute: Attribute | None) -> WorstRow:
        mirror = session.mirror
        row = int(mirror.cell_row[cell])
        entity = mirror.ids[row]
        kind = session.catalogue.kind(self.told.entity_type)
        value, unit = shown(session, cell, attribute)
        beside = []
        for name in self.told.columns:
            number, of = shown(session, mirror.cell(row, name), kind.attributes.get(name))
            beside.append(f"{number} {of}".strip())
        alarms = [alarm for alarm in mirror.alarms_of(entity) if not alarm.state.is_laid_aside]
        worst = alarms[0] if alarms else None
        return WorstRow(
            entity,
            one_line(session.name(row), _LONGEST),
            value,
            unit,
            tuple(beside),
            share,
            Quality(min(int(mirror.quality[cell]), max(Quality))),
            worst.priority if worst is not None else None,
            worst is not None and not worst.state.needs_acknowledgement,
        )

    def labels(self, session: Session) -> list[str]:
        """What stands beside the value is called."""
        attributes = session.catalogue.kind(self.told.entity_type).attributes
        found = (attributes.get(name) for name in self.told.columns)
        return [
            one_line(in_language(one.label, session.language) if one is not None else name, _LONGEST)
            for name, one in zip(self.told.columns, found, strict=True)
        ]


def shown(session: Session, cell: int, attribute: Attribute | None) -> tuple[str, str]:
    """(value, unit) of a cell as people read it."""
    mirror = session.mirror
    if cell < 0:
        return NOTHING, ""
    text = mirror.texts.get(cell)
    if text is not None and text in mirror.row_of:  # it refers to another entity
        return one_line(session.name(mirror.row_of[text]), _LONGEST), ""
    if text is not None:
        return one_line(state_text(text, attribute, session.language), _LONGEST), ""
    number, unit = format_value(float(mirror.value[cell]), attribute)
    if number == NOTHING:
        return NOTHING, ""
    return number, unit or (unit_text(attribute) if attribute is not None else "")
