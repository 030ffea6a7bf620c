"""An incident narrowed to some systems, or to an area: which entities, messages and rows of the journal stay."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import numpy as np

from opscenter.domain.batch import Batch
from opscenter.domain.situation_journal import SituationEvent
from opscenter.domain.usual import Usual
from opscenter.history.records import JournalRow
from opscenter.history.restore import Restored
from opscenter.recording.frame import BY_ROW
from opscenter.recording.records import Message, Moment, Row
from opscenter.station.cutting.wording import counted
from opscenter.station.registry import Registry
from opscenter.wire.decoder import Decoder

_SITUATIONS = frozenset(event.value for event in SituationEvent)


class _Member(msgspec.Struct):
    entity: str = ""


class _Members(msgspec.Struct):
    members: list[_Member] = msgspec.field(default_factory=list)


class _Entry(msgspec.Struct):
    entity: str = ""
    occurrence: str = ""
    details: _Members = msgspec.field(default_factory=_Members)


class Narrowing:
    """`kept`: ids of entities; `known`: everybody, as numbered in the history.

    A message stays whole if it tells of one that is kept: `mixed` counts those that tell of others, too; `left_out`
    those that do not stay. Of the journal stays what is about one that is kept, or about no entity; of situations those
    with a member that is kept.
    """

    def __init__(self, kept: set[str], known: Restored) -> None:
        self.kept = kept
        self.left_out = self.mixed = 0
        rows = [row for row, (entity, *_) in enumerate(known.entities) if entity in kept]
        new_row = {row: number for number, row in enumerate(rows)}
        cells = [cell for cell, (row, *_) in enumerate(known.cells) if row in new_row]
        self._rows, self._cells = np.array(rows, np.int64), np.array(cells, np.int64)
        self.entities = [known.entities[row][:2] for row in rows]
        self.cells = [(new_row[known.cells[cell][0]], known.cells[cell][1]) for cell in cells]
        self._situations: set[str] = set()
        self._registry = Registry(None)
        self._decoder = Decoder(self._registry)
        self._mine: list[bool] = []  # by row of that registry

    # -- what stays ------------------------------------------------------------------------------------------

    def moment(self, moment: Moment) -> Moment:
        """What of it stays."""
        messages = [message for message in moment.messages if self._stays(message)]
        rows = [row for row in moment.rows if self.keeps(row)]
        return Moment(moment.at, moment.beat if messages else None, messages, rows)

    def _stays(self, message: Message) -> bool:
        batch = Batch()
        self._decoder.decode_logged([message], batch)
        mine = self._mine
        for entity in self._registry.ids[len(mine) :]:
            mine.append(entity in self.kept)
        told = [mine[row] for row in batch.touched]
        if not any(told):
            self.left_out += 1
            return False
        self.mixed += not all(told)
        return True

    def keeps(self, row: Row | JournalRow) -> bool:
        """Whether a row of the journal stays."""
        if row.state == "" and row.event in _SITUATIONS:
            return self._keeps_situation(row.occurrence, row.fact)
        return not row.entity or row.entity in self.kept

    def _keeps_situation(self, occurrence: str, fact: str) -> bool:
        if occurrence in self._situations:
            return True
        try:
            members = msgspec.json.decode(fact, type=_Entry).details.members
        except msgspec.MsgspecError:
            return False
        if any(one.entity in self.kept for one in members):
            self._situations.add(occurrence)
            return True
        return False

    # -- how things stood ------------------------------------------------------------------------------------

    def restored(self, whole: Restored) -> Restored:
        """What of it is about those that are kept, numbered as they are here. Figures begin anew."""
        rows = self._rows[self._rows < len(whole.entities)]
        cells = self._cells[self._cells < len(whole.cells)]
        columns = whole.checkpoint
        return replace(
            whole,
            entities=[whole.entities[row] for row in rows.tolist()],
            local_names={
                number: whole.local_names[row] for number, row in enumerate(rows.tolist()) if row in whole.local_names
            },
            cells=[(self.cells[number][0], *whole.cells[cell][1:]) for number, cell in enumerate(cells.tolist())],
            checkpoint=None
            if columns is None
            else {name: column[rows if name in BY_ROW else cells] for name, column in columns.items()},
            texts={number: whole.texts[cell] for number, cell in enumerate(cells.tolist()) if cell in whole.texts},
            memory=b"",
            facts=[fact for fact in whole.facts if self._is_about_kept(fact)],
            entries=[fact for fact in whole.entries if self._is_of_kept_situation(fact)],
            notes=[fact for fact in whole.notes if self._is_about_kept(fact)],
            usual=None if whole.usual is None else replace(whole.usual, usual=self.usual(whole.usual.usual)),
        )

    def usual(self, whole: Usual) -> Usual:
        """What is usual of those that are kept."""
        mine = np.isin(whole.cells, self._cells)
        return replace(whole.only(mine), cells=np.searchsorted(self._cells, whole.cells[mine]).astype(np.int64))

    def _is_about_kept(self, fact: str) -> bool:
        entity = _entry(fact).entity
        return not entity or entity in self.kept

    def _is_of_kept_situation(self, fact: str) -> bool:
        return self._keeps_situation(_entry(fact).occurrence, fact)


def _entry(fact: str) -> _Entry:
    try:
        return msgspec.json.decode(fact, type=_Entry)
    except msgspec.MsgspecError:
        return _Entry(entity="?")


def sentences(narrowing: Narrowing, messages: int) -> Sequence[str]:
    """What people should know of a narrowed file; `messages`: how many stayed."""
    told = [
        f"Narrowed to {len(narrowing.kept):,} entities: {counted(messages, 'message')} stayed, "
        f"{narrowing.left_out:,} did not. "
        "Figures and situations are those of what stayed."
    ]
    if narrowing.mixed:
        told.append(f"Of others, too, tell {counted(narrowing.mixed, 'message')}; they stayed whole.")
    return told
