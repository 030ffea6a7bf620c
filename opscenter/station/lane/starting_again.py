"""What a station that starts finds of the one before, taken from that one's engine instead of its database."""

from collections.abc import Iterable, Sequence

import msgspec

from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.operator_note import entry_of
from opscenter.history.memory import pack_memory
from opscenter.history.records import JournalRow
from opscenter.history.restore import Restored
from opscenter.history.totals import Totals
from opscenter.station.engine import Engine


class StandingEntries:
    """Entries of the journal (JSON) about situations and floods that go on, in their order."""

    def __init__(self, entries: Iterable[str] = ()) -> None:
        self.by_occurrence: dict[str, list[str]] = {}
        for entry in entries:
            try:
                occurrence = msgspec.json.decode(entry, type=JournalEntry).occurrence
            except msgspec.MsgspecError:
                continue
            self.by_occurrence.setdefault(occurrence, []).append(entry)

    def take(self, rows: Sequence[JournalRow]) -> None:
        """Rows that are new in the journal."""
        for row in rows:
            if row.state or (row.stands is None and row.occurrence not in self.by_occurrence):
                continue
            if row.stands is False:
                self.by_occurrence.pop(row.occurrence, None)
            else:
                self.by_occurrence.setdefault(row.occurrence, []).append(row.fact)

    def entries(self) -> list[str]:
        """All of them; those of one thing in their order."""
        return [entry for entries in self.by_occurrence.values() for entry in entries]


def restored_of(engine: Engine, standing: StandingEntries) -> Restored:
    """As `history.restore.load` brings it: registry and state, alarms as they stand, what figures know, what is usual.

    Delays that ran are not among it: they begin anew, as they do when a station starts.
    """
    registry, described, counters = engine.registry, engine.described, engine.counters
    names = zip(registry.ids, registry.types, described.names, strict=True)
    return Restored(
        entities=[(*known, described.shapes.get(row)) for row, known in enumerate(names)],
        local_names=dict(described.local_names),
        cells=list(zip(registry.cell_rows, registry.cell_names, described.units, strict=True)),
        checkpoint=engine.state.checkpoint(),
        texts=dict(engine.state.texts),
        memory=pack_memory(engine.figures.save()) if engine.figures is not None else b"",
        book=engine.alarms.book,
        entries=standing.entries(),
        notes=[msgspec.json.encode(entry_of(note)).decode() for note in engine.notes.notes.values()],
        totals=Totals(
            beat=engine.beats, messages=counters.messages, samples=counters.samples, rejected=counters.rejected,
            gaps=counters.gaps,
        ),
        usual=engine.kept_usual,
    )  # fmt: skip
