"""The memory of an engine with other rules, kinds or figures: as much of it as a station that starts would find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from opscenter.domain.alarm_book import AlarmBook
from opscenter.domain.note_book import MOST_NOTES, NoteBook
from opscenter.domain.rule_changes import rule_changes
from opscenter.figures.figures import memories_in
from opscenter.history.memory import pack_memory
from opscenter.history.restore import Restored
from opscenter.history.totals import Totals
from opscenter.station.counters import Counters
from opscenter.station.descriptions import Descriptions
from opscenter.station.lane.remembering import Array, DoesNotFitError, Kept, PutBack
from opscenter.station.state import State

MOST_NAMED = 5

_FIGURES = "engine.figures:"


@dataclass(slots=True, frozen=True)
class Then:
    """Rules in force (id -> version), and types that the catalogue describes."""

    rules: Mapping[str, str]
    types: Sequence[str]


def restored_from(
    memory: Kept, ids: Sequence[str], cells: Sequence[tuple[int, str]], types: Sequence[str], entries: Sequence[str]
) -> Restored:
    """Values, alarms, notes and what figures know. Raises DoesNotFitError."""
    back = PutBack(memory, {"row": len(ids), "cell": len(cells), "instance": 0})
    described, state, book, notes = Descriptions(), State(), AlarmBook({}), NoteBook()
    counters = Counters(0)
    described.resize(len(ids), len(cells))
    state.add_rows([0] * len(ids))
    state.add_cells([row for row, _ in cells])
    for part, path in (
        (described, "described"), (state, "state"), (book, "alarms._book"), (notes, "notes"), (counters, "counters"),
    ):  # fmt: skip
        back.into(part, f"engine.{path}")
    if len(described.names) != len(ids) or len(described.units) != len(cells):
        raise DoesNotFitError("engine.described names others than there are")
    figures: dict[str, Array] = {
        path.removeprefix(_FIGURES): value
        for path, value in memory.items()
        if path.startswith(_FIGURES) and isinstance(value, np.ndarray)
    }
    names = zip(ids, types, described.names, strict=True)
    return Restored(
        entities=[(*known, described.shapes.get(row)) for row, known in enumerate(names)],
        local_names=described.local_names,
        cells=[(*cell, unit) for cell, unit in zip(cells, described.units, strict=True)],
        checkpoint=state.checkpoint(),
        texts=state.texts,
        memory=pack_memory(memories_in(figures)),
        book=book,
        entries=list(entries),
        notes=[msgspec.json.encode(entry).decode() for entry in notes.newest(MOST_NOTES)],
        totals=Totals(
            messages=counters.messages, samples=counters.samples, rejected=counters.rejected, gaps=counters.gaps
        ),
    )


def what_is_other(before: Then, now: Then) -> list[str]:
    """Sentences for people: what a memory could not bring, and why."""
    changes = rule_changes(before.rules, now.rules)
    told = [
        "The rules, the kinds of things or the figures are not those of the recording: delays and windows that were "
        "running begin anew, and alarms may differ from then on."
    ]
    for what, names, further in (
        ("Rules of then that are gone", [*changes.removed], " Alarms of theirs stay until they are acknowledged."),
        ("Rules that are new", [*changes.added], " They judged nothing then."),
        ("Rules that say something else now", [*changes.changed], ""),
        ("Types that no catalogue here describes", sorted(set(before.types) - set(now.types)), ""),
    ):
        if names:
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            told.append(f"{what}: {', '.join(sorted(names)[:MOST_NAMED])}{more}.{further}")
    return told
