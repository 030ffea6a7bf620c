"""A rebuilt history held against the one it was made from: registry, state, samples, texts, places, alarms, journal."""

import itertools
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Catalogue
from opscenter.figures.naming import is_figure
from opscenter.history import restore
from opscenter.history.blocks import BlockError
from opscenter.history.comparison import (
    JournalPart,
    Part,
    Pause,
    compare_journals,
    compare_tallies,
    tally_places,
    tally_samples,
    tally_texts,
)
from opscenter.history.restore import Restored
from opscenter.history.schema import connect
from opscenter.station.engine import Engine
from opscenter.station.limits import StateLimits
from opscenter.wire.alarm_facts import fact_from_alarm


@dataclass(slots=True)
class Compared:
    """What came out the same and what did not, part by part."""

    registry: Part
    state: Part
    samples: Part
    figures: Part  # samples that were derived from others
    texts: Part
    places: Part
    alarms: Part
    journal: JournalPart

    def parts(self) -> dict[str, Part]:
        """By name."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def same(self) -> bool:
        """All of it."""
        return all(part.same for part in self.parts().values())

    @property
    def explained(self) -> bool:
        """Whatever differs, something of it could not be read before."""
        return all(part.same or part.unreadable for part in self.parts().values())


def compare(
    before: Path,
    after: Path,
    catalogue: Catalogue,
    limits: StateLimits | None = None,
    pause: Pause = lambda: None,
) -> Compared:
    """Hold two database files against each other; `pause` is called all the while. Raises sqlite3.Error, OSError."""
    old, new = connect(before, read_only=True), connect(after, read_only=True)
    try:
        now, broken = _restored(new)
        then, broken = _restored(old)
        names = [f"{now.entities[row][0]} {name}" for row, name, _ in now.cells]
        entities = [one[0] for one in now.entities]
        derived = np.array([is_figure(now.entities[row][1], name) for row, name, _ in now.cells], np.bool_)
        samples = tally_samples(old, pause), tally_samples(new, pause)
        state, alarms = Part(), Part()
        if broken:
            state.unreadable = alarms.unreadable = 1
            state.differs(f"cannot be read: {broken}")
        else:
            one, other = (_engine(restored, catalogue, limits) for restored in (then, now))
            _compare_state(one, other, names, derived, state)
            _compare_alarms(one, other, alarms)
        return Compared(
            registry=_compare_registry(then, now, broken),
            state=state,
            samples=compare_tallies(*samples, names, ~derived),
            figures=compare_tallies(*samples, names, derived),
            texts=compare_tallies(tally_texts(old, pause), tally_texts(new, pause), names, ~derived),
            places=compare_tallies(tally_places(old, pause), tally_places(new, pause), entities),
            alarms=alarms,
            journal=compare_journals(old, new),
        )
    finally:
        old.close()
        new.close()


def _restored(db: sqlite3.Connection) -> tuple[Restored, str]:
    try:
        return restore.load(db), ""
    except (sqlite3.DatabaseError, BlockError, msgspec.MsgspecError, ValueError) as error:
        return Restored(), str(error)


def _engine(restored: Restored, catalogue: Catalogue, limits: StateLimits | None) -> Engine:
    arrivals = [beat.columns["arrived"] for beat in restored.beats if len(beat.columns.get("arrived", ()))]
    newest = max((int(column.max()) for column in arrivals), default=0)
    return Engine(catalogue, epoch=newest, restored=restored, limits=limits, hot_bytes=0)


def _compare_registry(then: Restored, now: Restored, broken: str) -> Part:
    part = Part(len(then.entities) + len(then.cells), len(now.entities) + len(now.cells), unreadable=bool(broken))
    for row, (one, other) in enumerate(_pairs(then.entities, now.entities)):
        if one != other or then.local_names.get(row) != now.local_names.get(row):
            part.differs(f"entity {row}: {_short(one)} before, {_short(other)} after")
    for cell, (one, other) in enumerate(_pairs(then.cells, now.cells)):
        if one != other:
            part.differs(f"cell {cell}: {_short(one)} before, {_short(other)} after")
    return part


def _compare_state(then: Engine, now: Engine, names: list[str], derived: NDArray[np.bool_], part: Part) -> None:
    """Of what was published; how derived figures stand is in their samples."""
    before, after = then.state.columns, now.state.columns
    part.before, part.after = len(before["value"]), len(after["value"])
    cells = min(part.before, part.after)
    wrong = np.zeros(cells, bool)
    for name in ("value", "measured", "received", "published"):
        wrong |= ~_equal(before[name][:cells], after[name][:cells]) & ~derived[:cells]
    for cell in np.flatnonzero(wrong).tolist():
        part.differs(f"{names[cell]}: {before['value'][cell]} before, {after['value'][cell]} after")
    rows = min(len(before["seen"]), len(after["seen"]))
    odd = np.zeros(rows, bool)
    for name in ("seen", "lon", "lat", "place_time"):
        odd |= ~_equal(before[name][:rows], after[name][:rows])
    for row in np.flatnonzero(odd).tolist():
        part.differs(f"{now.registry.ids[row]}: seen or placed otherwise")
    for cell in sorted(set(then.state.texts) | set(now.state.texts)):
        if not derived[cell] and then.state.texts.get(cell) != now.state.texts.get(cell):
            part.differs(f"{names[cell]}: {then.state.texts.get(cell)!r} before, {now.state.texts.get(cell)!r} after")
    if part.before != part.after:
        part.differs(f"{part.before} values before, {part.after} after")


def _compare_alarms(then: Engine, now: Engine, part: Part) -> None:
    before, after = ({alarm.occurrence: fact_from_alarm(alarm) for alarm in one.active} for one in (then, now))
    part.before, part.after = len(before), len(after)
    for occurrence in sorted(before.keys() | after.keys()):
        one, other = before.get(occurrence), after.get(occurrence)
        if one != other:
            told = other or one or {}
            state = [fact["state"] if fact is not None else "not there" for fact in (one, other)]
            part.differs(f"{told['rule']} {told['entity']}: {state[0]} before, {state[1]} after")


def _equal(one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.bool_]:
    same: NDArray[np.bool_] = one == other
    return same | (np.isnan(one) & np.isnan(other)) if one.dtype.kind == "f" else same


def _pairs(one: Sequence[object], other: Sequence[object]) -> Iterable[tuple[object, object]]:
    return itertools.zip_longest(one, other)


def _short(what: object) -> str:
    return repr(what)[:120]
