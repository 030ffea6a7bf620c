"""What is held of inputs <-> arrays that are kept with a checkpoint, for figures whose steps are behind.

Else what is held is the newest of everything, and that is in the checkpoint itself.
"""

from collections.abc import Callable

import msgspec
import numpy as np

from opscenter.figures.figure import Memory
from opscenter.figures.held import Samples
from opscenter.figures.members import Members
from opscenter.figures.slots import Slots

Find = Callable[[str], int]
"""The number of a slot by its name, -1: there is none."""


def held_of(slots: Slots, members: Members) -> Memory:
    """Everything that is held, by slot and row."""
    parts: dict[str, list[object]] = {name: [] for name in ("slot", "row", "time", "value", "quality")}
    texts: list[tuple[int, int, int, str | None]] = []
    for number, slot in enumerate(slots.all):
        rows = members.rows(slot.key[0])
        if slot.key[2]:
            told = zip(rows.tolist(), slot.texts.time, slot.texts.text, strict=False)
            texts += [(number, row, time, text) for row, time, text in told if row >= 0 and time]
            continue
        held = slot.numbers.numbers()
        count = min(len(rows), len(held.time))
        mine = np.flatnonzero((held.time[:count] != 0) & (rows[:count] >= 0))
        columns = (np.full(len(mine), number), rows[mine], held.time[mine], held.value[mine], held.quality[mine])
        for name, column in zip(parts, columns, strict=True):
            parts[name].append(column)
    kinds = (np.int64, np.int64, np.int64, np.float64, np.uint8)
    empty = [np.empty(0, kind) for kind in kinds]
    return {
        **{name: np.concatenate([none, *some]) for (name, some), none in zip(parts.items(), empty, strict=True)},
        "texts": np.frombuffer(msgspec.msgpack.encode(texts), np.uint8),
        "names": np.array(["\n".join(map(str, slot.key)) for slot in slots.all], "U"),
    }


def hold_again(slots: Slots, members: Members, memory: Memory, find: Find) -> None:
    """Hold what `held_of` gave, in slots that hold nothing. Raises KeyError, ValueError, IndexError."""
    numbers = [find(name) for name in memory["names"].tolist()]
    slot, row = memory["slot"], memory["row"]
    bounds = np.flatnonzero(np.diff(slot)) + 1
    for part in np.split(np.arange(len(slot)), bounds):
        number = numbers[int(slot[part[0]])] if len(part) else -1
        if number >= 0:
            samples = (memory[name][part] for name in ("time", "value", "quality"))
            slots.all[number].numbers.fold(Samples(members.positions(row[part]), *samples))
    told = msgspec.msgpack.decode(memory["texts"].tobytes(), type=list[tuple[int, int, int, str | None]])
    for old, of, time, text in told:
        if numbers[old] >= 0:
            slots.all[numbers[old]].texts.fold(members.position(of), time, text)
