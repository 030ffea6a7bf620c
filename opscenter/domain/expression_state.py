"""What the inputs of expressions are, now and at the moments of a beat, in columns.

Every entity of a kind that some expression reads has a *slot* for each attribute read of it, as a number, as a text
(coded by the texts that expressions name) or as a word (a text that names something, an entity or an area). A beat's
readings are laid beside the slots in order of slot and time, and a question "as of then" finds the last of them that
is not later, else what the slot held before.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.remembered import Sort
from opscenter.domain.rule_evaluation import on_time

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FORGOTTEN_MS = 86_400_000
"""An entity that has been silent for so long belongs to no group any more: it is taken to be gone."""
NEVER_HEARD = -1
_MOST_OF_A_KIND = 1 << 20  # more attributes than any kind has
MOST_WORDS = 200_000
"""How many different words are kept apart; one more is not known."""


class Form(StrEnum):
    """How an attribute is read."""

    NUMBER = "number"
    TEXT = "text"
    WORD = "word"


Wanted = tuple[str, Form]
"""An attribute in a form."""


class ExpressionState:
    """The slots of all entities of the kinds that are read. Give it `wanted`: kind -> what is read of it."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_heard": Sort.COLUMN,
        "_stale": Sort.COLUMN,
        "_value": Sort.COLUMN,
        "_suspect": Sort.COLUMN,
        "_said": Sort.COLUMN,
        "_cell_last": Sort.COLUMNS,
        "_words": dict[str, int],
        "_row_of_word": Sort.FREE,
        "_now": int,
    }

    def __init__(self, wanted: dict[str, list[Wanted]], texts: Iterable[str]) -> None:
        self._wanted = {
            kind: {name: at for at, name in enumerate(dict.fromkeys(names))} for kind, names in wanted.items()
        }
        self._kind_number = {kind: at for at, kind in enumerate(self._wanted)}
        self._code = {text: float(at) for at, text in enumerate(dict.fromkeys(texts), 1)}
        self.rows_of: dict[str, Column[np.int64]] = {kind: Column(np.int64, 0) for kind in self._wanted}
        self._of_row = Column[np.int64](np.int64, -1)
        self._local = Column[np.int64](np.int64, -1)
        self._first = Column[np.int64](np.int64, 0)
        self._heard = Column[np.int64](np.int64, NEVER_HEARD)
        self._quiet = Column[np.int64](np.int64, 0)
        self._stale = Column[np.bool_](np.bool_, False)
        self._value = Column[np.float64](np.float64, np.nan)
        self._suspect = Column[np.bool_](np.bool_, False)
        self._said = Column[np.bool_](np.bool_, False)
        self._words: dict[str, int] = {}
        self._row_of_word = Column[np.int64](np.int64, -1)
        self._row_of_id: dict[str, int] = {}
        self._cell_slot = {form: Column[np.int64](np.int64, -1) for form in Form}
        self._cell_last = {form: Column[np.int64](np.int64, -(2**62)) for form in Form}
        self._slot_row = Column[np.int64](np.int64, 0)
        self._wanted_by_number = list(self._wanted.values())
        self._pending: list[tuple[Ints, Ints, Floats, Flags]] = []
        self._now = 0
        self._changed: set[tuple[str, Wanted]] = set()
        none = np.empty(0, np.int64)
        self._ready(none, none, np.empty(0), np.empty(0, np.bool_))
        self.doubtful = False
        self.trusting = True

    # -- who there is ----------------------------------------------------------------------------------------

    def add_entities(self, first_row: int, ids: Sequence[str], types: Sequence[str], quiet_ms: Sequence[int]) -> None:
        """New entities, numbered from `first_row`; `quiet_ms`: silent for longer, their values are stale."""
        rows = first_row + len(ids)
        for column in (self._of_row, self._local, self._first, self._heard, self._quiet):
            column.resize(rows)
        self._stale.resize(rows)
        self._quiet.view[first_row:] = quiet_ms
        slots = len(self._value)
        for row, (entity, kind) in enumerate(zip(ids, types, strict=True), first_row):
            wanted = self._wanted.get(kind)
            if wanted is None:
                continue
            of_kind = self.rows_of[kind]
            local = len(of_kind)
            of_kind.resize(local + 1)
            of_kind.view[local] = row
            self._of_row.view[row], self._local.view[row] = self._kind_number[kind], local
            self._first.view[row] = slots
            slots += len(wanted)
            self._row_of_id[entity] = row
            word = self._words.get(entity)
            if word is not None:
                self._row_of_word.view[word] = row
        known = len(self._value)
        for flags in (self._suspect, self._said):
            flags.resize(slots)
        self._value.resize(slots)
        self._slot_row.resize(slots)
        mine = np.flatnonzero(self._of_row.view[first_row:] >= 0) + first_row
        self._slot_row.view[known:] = np.repeat(mine, np.diff(np.r_[self._first.view[mine], slots]))

    def add_cells(self, first_cell: int, rows: Sequence[int], names: Sequence[str]) -> None:
        """New cells, numbered from `first_cell`: attribute `names` of the entities in `rows`."""
        for form in Form:
            slots = self._cell_slot[form]
            slots.resize(first_cell + len(rows))
            self._cell_last[form].resize(first_cell + len(rows))
            for cell, (row, name) in enumerate(zip(rows, names, strict=True), first_cell):
                kind = int(self._of_row.view[row])
                if kind >= 0:
                    at = self._wanted_by_number[kind].get((name, form))
                    if at is not None:
                        slots.view[cell] = self._first.view[row] + at

    def recalled(self) -> None:
        """See `domain.remembered`."""
        if sorted(self._words.values()) != list(range(len(self._row_of_word))):
            raise ValueError("words are not numbered one after the other")
        rows = self._row_of_word.view
        if len(rows) and not -1 <= rows.min() <= rows.max() < len(self._of_row):
            raise ValueError("words name entities that there are not")

    def local(self, rows: Ints) -> Ints:
        """The numbers of entities among those of their kind, in order of appearance."""
        return self._local.view[rows]

    def is_of(self, kind: str, rows: Ints) -> Flags:
        """Whether entities are of a kind."""
        number = self._kind_number.get(kind, -2)
        return np.asarray(self._of_row.view[rows] == number)

    def row_of(self, entity: str) -> int:
        """The row of an entity by its id; -1 for one that nobody has heard of."""
        return self._row_of_id.get(entity, -1)

    # -- what they say ---------------------------------------------------------------------------------------

    def take_numbers(self, cells: Ints, times: Ints, values: Floats, suspect: Flags) -> None:
        """Numbers, in order of arrival, NaN for lost ones, shape (n,) each."""
        self._take(Form.NUMBER, cells, times, values, suspect)

    def take_texts(self, cells: Ints, times: Ints, texts: Sequence[str | None], suspect: Flags) -> None:
        """Texts, in order of arrival, None for lost ones."""
        for form, coded in ((Form.TEXT, self._text_code), (Form.WORD, self._word_code)):
            known = self._cell_slot[form].view
            wanted = np.flatnonzero((cells >= 0) & (cells < len(known)))
            wanted = wanted[known[cells[wanted]] >= 0]
            if len(wanted):
                codes = np.array([coded(texts[at]) for at in wanted.tolist()], np.float64)
                self._take(form, cells[wanted], times[wanted], codes, suspect[wanted])

    def _take(self, form: Form, cells: Ints, times: Ints, values: Floats, suspect: Flags) -> None:
        known = self._cell_slot[form].view
        if not len(known):
            return
        slots = np.where((cells >= 0) & (cells < len(known)), known[np.minimum(cells, len(known) - 1)], -1)
        wanted = slots >= 0
        if not wanted.any():
            return
        cells, slots, times, values, suspect = (
            cells[wanted],
            slots[wanted],
            times[wanted],
            values[wanted],
            suspect[wanted],
        )
        fresh = on_time(cells, times, self._cell_last[form].view)
        self._pending.append((slots[fresh], times[fresh], values[fresh], suspect[fresh]))

    def _text_code(self, text: str | None) -> float:
        return np.nan if text is None else self._code.get(text.strip().lower(), 0.0)

    def _word_code(self, text: str | None) -> float:
        if text is None:
            return np.nan
        word = text.strip()
        code = self._words.get(word)
        if code is None:
            if len(self._words) >= MOST_WORDS:
                return np.nan
            code = self._words[word] = len(self._words)
            self._row_of_word.resize(code + 1)
            self._row_of_word.view[code] = self._row_of_id.get(word, -1)
        return float(code)

    def codes(self, texts: Iterable[str]) -> Floats:
        """The codes of texts that expressions name."""
        return np.array([self._code[text] for text in texts], np.float64)

    # -- who is silent ---------------------------------------------------------------------------------------

    def hear(self, rows: Ints, at: Ints) -> Ints:
        """Arrivals; the rows that were stale and are not any more."""
        mine = self._of_row.view[rows] >= 0
        rows, at = rows[mine], at[mine]
        np.maximum.at(self._heard.view, rows, at)
        back = np.unique(rows[self._stale.view[rows]])
        self._stale.view[back] = False
        return back

    def expire(self, now: int) -> tuple[Ints, Ints]:
        """The rows that have become stale by `now`, and when each did (Unix ms)."""
        heard, quiet = self._heard.view, self._quiet.view
        rows = np.flatnonzero((heard >= 0) & (now - heard > quiet) & ~self._stale.view)
        self._stale.view[rows] = True
        self._now = now
        return rows, heard[rows] + quiet[rows]

    # -- a beat ----------------------------------------------------------------------------------------------

    def open_beat(self) -> "dict[tuple[str, Wanted], tuple[Ints, Ints]]":
        """Lay out what was taken; by attribute of a kind the rows of which it has changed, and when."""
        taken, self._pending = self._pending, []
        none = np.empty(0, np.int64)
        if not taken:
            self._ready(none, none, np.empty(0), np.empty(0, np.bool_))
            return {}
        slots, times, values, suspect = (np.concatenate(column) for column in zip(*taken, strict=True))
        order = np.lexsort((times, slots))
        slots, times, values, suspect = slots[order], times[order], values[order], suspect[order]
        first = np.r_[True, slots[1:] != slots[:-1]]
        before = np.where(first, self._value.view[slots], np.r_[np.nan, values[:-1]])
        was_suspect = np.where(first, self._suspect.view[slots], np.r_[False, suspect[:-1]])
        same = (values == before) | (np.isnan(values) & np.isnan(before))
        news = ~same | (suspect != was_suspect) | (first & ~self._said.view[slots])
        slots, times, values, suspect = slots[news], times[news], values[news], suspect[news]
        self._ready(slots, times, values, suspect)
        rows = self._slot_row.view[slots]
        code = self._of_row.view[rows] * _MOST_OF_A_KIND + slots - self._first.view[rows]
        changed: dict[tuple[str, Wanted], tuple[Ints, Ints]] = {}
        kinds = list(self._wanted)
        for one in np.unique(code).tolist():
            kind = kinds[one // _MOST_OF_A_KIND]
            wanted = list(self._wanted[kind])[one % _MOST_OF_A_KIND]
            of = code == one
            changed[kind, wanted] = rows[of], times[of]
        self._changed = set(changed)
        return changed

    def _ready(self, slots: Ints, times: Ints, values: Floats, suspect: Flags) -> None:
        self._times = np.unique(times)
        self._event_slot, self._event_value, self._event_suspect = slots, values, suspect
        self._event_rank = np.searchsorted(self._times, times)
        self._keys = slots * (len(self._times) + 1) + self._event_rank + 1
        self._changed = set()

    def ranks(self, times: Ints) -> Ints:
        """Moments as ranks among the times of the beat: what was said by then."""
        return np.searchsorted(self._times, times, "right").astype(np.int64)

    def close_beat(self) -> None:
        """Let the beat's last readings be the present."""
        slots = self._event_slot
        if len(slots):
            last = np.r_[slots[1:] != slots[:-1], True]
            self._value.view[slots[last]] = self._event_value[last]
            self._suspect.view[slots[last]] = self._event_suspect[last]
            self._said.view[slots] = True
            none = np.empty(0, np.int64)
            self._ready(none, none, np.empty(0), np.empty(0, np.bool_))

    @property
    def times(self) -> Ints:
        """The different times of the beat's readings, ascending."""
        return self._times

    def is_changed(self, kind: str, wanted: Wanted) -> bool:
        """Whether an attribute of some entity of a kind has changed in this beat."""
        return (kind, wanted) in self._changed

    def newest_of(self, rows: Ints, otherwise: int) -> Ints:
        """When some entities spoke last in this beat (event time)."""
        times = np.full(len(self._of_row), NEVER_HEARD, np.int64)
        np.maximum.at(times, self._slot_row.view[self._event_slot], self._times[self._event_rank])
        found = times[rows]
        return np.where(found >= 0, found, self._times[-1] if len(self._times) else otherwise)

    # -- reading ---------------------------------------------------------------------------------------------

    def read(self, kind: str, wanted: Wanted, rows: Ints, ranks: Ints) -> Floats:
        """What an attribute of entities of a kind was at moments; NaN where it is not known, shape (n,) each.

        Row -1, and an entity of another kind, is not known. Not `trusting`, suspect readings are not known either;
        `doubtful` is set when there were any.
        """
        right = (rows >= 0) & (self._of_row.view[rows] == self._kind_number[kind])
        if not right.any():
            return np.full(len(rows), np.nan)
        slots = np.where(right, self._first.view[rows] + self._wanted[kind][wanted], 0)
        value, suspect = self._value.view[slots], self._suspect.view[slots]
        if (kind, wanted) in self._changed:
            at, found = self._find(slots, ranks)
            value = np.where(found, self._event_value[at], value)
            suspect = np.where(found, self._event_suspect[at], suspect)
        value = np.where(right & ~self._stale.view[rows], value, np.nan)
        suspect = suspect & right
        if suspect.any():
            self.doubtful = True
            if not self.trusting:
                value = np.where(suspect, np.nan, value)
        return value

    def has_said(self, kind: str, wanted: Wanted, rows: Ints, ranks: Ints) -> Flags:
        """Whether entities of a kind had ever said an attribute by then."""
        slots = self._first.view[rows] + self._wanted[kind][wanted]
        said = self._said.view[slots]
        return said | self._find(slots, ranks)[1] if (kind, wanted) in self._changed else said

    def _find(self, slots: Ints, ranks: Ints) -> tuple[Ints, Flags]:
        at = np.searchsorted(self._keys, slots * (len(self._times) + 1) + ranks, "right") - 1
        found = (at >= 0) & (self._event_slot[at] == slots)
        return at, found

    def rows_of_words(self, words: Floats) -> Ints:
        """The entities whose ids words are; -1 for none."""
        rows = np.full(len(words), -1, np.int64)
        known = np.flatnonzero(~np.isnan(words))
        if len(known):
            rows[known] = self._row_of_word.view[words[known].astype(np.int64)]
        return rows

    def present(self, kind: str) -> Ints:
        """The rows of a kind, without those that have been silent for so long that they are gone."""
        rows = self.rows_of[kind].view
        heard = self._heard.view[rows]
        return rows[(heard < 0) | (self._now - heard <= FORGOTTEN_MS)]

    def is_gone(self, rows: Ints) -> Flags:
        """Whether entities have been silent for so long that they are gone."""
        heard = self._heard.view[rows]
        return (heard >= 0) & (self._now - heard > FORGOTTEN_MS)

    def is_stale(self, rows: Ints) -> Flags:
        """Whether entities are silent for longer than is usual for their kind."""
        return self._stale.view[rows]
