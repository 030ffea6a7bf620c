"""Two histories held against each other by what they say, not by how their blocks are cut.

Samples, texts and places are summed up by series: how many there are, and a sum of digests that does not depend on
their order. Memory is a few numbers for each series, however much there is.
"""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import BlockError, Columns, unpack_columns
from opscenter.history.damage import Hole, walk
from opscenter.history.runs import sealed_until
from opscenter.history.series_block import open_series

MOST_NAMED = 20

Pause = Callable[[], None]
"""Called all the while; may raise to leave off."""
Words = NDArray[np.uint64]
_PRIME = np.uint64(0x9E3779B97F4A7C15)


@dataclass(slots=True)
class Part:
    """How much of a kind there was `before` and is `after`, and what differs (the first MOST_NAMED of `differ_count`).

    `unreadable`: so much of what was there before could not be read: a difference that is no wonder.
    """

    before: int = 0
    after: int = 0
    differ: list[str] = field(default_factory=list)
    differ_count: int = 0
    unreadable: int = 0

    @property
    def same(self) -> bool:
        """Nothing differs."""
        return not self.differ_count

    def differs(self, what: str) -> None:
        """Note a difference."""
        self.differ_count += 1
        if len(self.differ) < MOST_NAMED:
            self.differ.append(what)


@dataclass(slots=True)
class Tally:
    """By number (cell, row): how many, and the sum of their digests. `unreadable` blocks are not in it."""

    counts: Words
    sums: Words
    unreadable: int = 0

    def add(self, numbers: NDArray[np.generic], *columns: NDArray[np.generic]) -> None:
        """Count so many, told by all columns."""
        place = numbers.astype(np.int64)
        if len(place) and int(place.max()) >= len(self.counts):
            more = int(place.max()) + 1 - len(self.counts)
            self.counts = np.append(self.counts, np.zeros(more, np.uint64))
            self.sums = np.append(self.sums, np.zeros(more, np.uint64))
        digest = place.view(np.uint64) * _PRIME
        for column in columns:
            digest = (digest ^ _bits(column)) * _PRIME
            digest ^= digest >> np.uint64(29)
        np.add.at(self.counts, place, np.uint64(1))
        np.add.at(self.sums, place, digest)


def _bits(column: NDArray[np.generic]) -> Words:
    if column.dtype.kind == "f":
        return np.ascontiguousarray(column, np.float64).view(np.uint64)
    return np.ascontiguousarray(column, np.int64).view(np.uint64)


def tally_samples(db: sqlite3.Connection, pause: Pause) -> Tally:
    """All samples of a history as they are read, by cell: those of runs, of segments after these, of beats."""
    tally = _empty()
    ready = {row[0] for row in db.execute("SELECT id FROM run WHERE ready AND size > 0")}
    for row in walk(db, "run_chunk", "run, block"):
        pause()
        if isinstance(row, Hole):
            tally.unreadable += 1
        elif row[1] in ready:
            try:
                columns = open_series(row[2]).all()
            except BlockError:
                tally.unreadable += 1
                continue
            tally.add(columns["cell"], columns["time"], columns["value"], columns["quality"])
    sealed = sealed_until(db)
    for columns in _blocks(db, pause, tally, "chunk", "id", f"segment > {sealed}"):
        tally.add(columns["cell"], columns["time"], columns["value"], columns["quality"])
    for columns in _blocks(db, pause, tally, "sample_block", "beat"):
        if "cell" in columns:
            tally.add(columns["cell"], columns["time"], columns["value"], columns["quality"])
    return tally


def tally_places(db: sqlite3.Connection, pause: Pause) -> Tally:
    """All places of what moves, by row of its entity."""
    from opscenter.history.places import moving_places

    tally = _empty()
    for columns in _blocks(db, pause, tally, "place_chunk", "id"):
        tally.add(columns["row"], columns["time"], columns["lon"], columns["lat"])
    for columns in _blocks(db, pause, tally, "sample_block", "beat"):
        kept = moving_places(columns)
        if kept:
            tally.add(kept["place_row"], kept["place_time"], kept["place_lon"], kept["place_lat"])
    return tally


def tally_texts(db: sqlite3.Connection, pause: Pause) -> Tally:
    """All changes of texts, by cell."""
    tally = _empty()
    rows: list[tuple[int, int, int, int]] = []
    for row in walk(db, "text_change", "cell, time, quality, text", "rowid"):
        if isinstance(row, Hole):
            tally.unreadable += 1
            continue
        text = hashlib.blake2b(repr(row[4]).encode("utf-8", "replace"), digest_size=7).digest()
        rows.append((row[1], row[2], row[3], int.from_bytes(text, "big")))
        if len(rows) >= 10_000:
            tally.add(*np.array(rows, np.int64).T)
            rows.clear()
            pause()
    if rows:
        tally.add(*np.array(rows, np.int64).T)
    return tally


def _blocks(
    db: sqlite3.Connection, pause: Pause, tally: Tally, table: str, key: str, wanted: str = "1"
) -> Iterator[Columns]:
    for row in walk(db, table, f"columns, {wanted}", key):
        pause()
        if isinstance(row, Hole):
            tally.unreadable += 1
            continue
        if not row[2]:
            continue
        try:
            yield unpack_columns(row[1])
        except BlockError:
            tally.unreadable += 1


def _empty() -> Tally:
    return Tally(np.zeros(0, np.uint64), np.zeros(0, np.uint64))


def compare_tallies(
    before: Tally, after: Tally, name_of: "dict[int, str] | list[str]", only: "NDArray[np.bool_] | None" = None
) -> Part:
    """What differs, by series; `only`: of the numbers for which it is true (those beyond its end are none)."""
    size = max(len(before.counts), len(after.counts))
    wanted = np.ones(size, np.bool_) if only is None else np.resize(np.append(only, np.zeros(size, np.bool_)), size)
    part = Part(
        int(before.counts[wanted[: len(before.counts)]].sum()), int(after.counts[wanted[: len(after.counts)]].sum()),
        unreadable=before.unreadable,
    )  # fmt: skip
    counts, sums = (
        [np.append(one, np.zeros(size - len(one), np.uint64)) for one in pair]
        for pair in ((before.counts, after.counts), (before.sums, after.sums))
    )
    for number in np.flatnonzero(wanted & ((counts[0] != counts[1]) | (sums[0] != sums[1]))).tolist():
        name = name_of[number] if number < len(name_of) else str(number)
        part.differs(f"{name}: {int(counts[0][number])} before, {int(counts[1][number])} after")
    return part


@dataclass(slots=True)
class JournalPart(Part):
    """Events in which all is equal but when they were written down, and whether the chains end alike."""

    other_walls: int = 0
    same_order: bool = True
    same_chain: bool = True


_FIELDS = 'id, at, wall, occurrence, entity, event, state, "by", desk, comment, fact, rule, digest'


def compare_journals(before: sqlite3.Connection, after: sqlite3.Connection) -> JournalPart:
    """Event for event: equal are two that say the same of the same at the same event time.

    The station's clock at which one was written down (`wall`), its number and its digest may differ, which is told
    apart: the digest covers both, and every digest before it.
    """
    part = JournalPart()
    old, new = _events(before, part), _events(after, None)
    missing: Counter[tuple[bytes, str]] = Counter()
    last_old = last_new = None
    while True:
        one, other = next(old, None), next(new, None)
        if one is None and other is None:
            break
        if one is not None:
            part.before, last_old = part.before + 1, one
        if other is not None:
            part.after, last_new = part.after + 1, other
        if one is not None and other is not None and one.digest == other.digest:
            part.other_walls += one.wall != other.wall
            continue
        part.same_order = False
        for event, sign in ((one, 1), (other, -1)):
            if event is not None:
                key = (event.digest, event.told)
                missing[key] += sign
                if not missing[key]:
                    del missing[key]
    for (_, told), count in missing.items():
        for _ in range(abs(count)):
            part.differs(f"{'only before' if count > 0 else 'only after'}: {told}")
    chains = [event.chain if event is not None else b"" for event in (last_old, last_new)]
    part.same_chain = chains[0] == chains[1] and part.before == part.after
    return part


@dataclass(slots=True, frozen=True)
class _Event:
    digest: bytes
    wall: int
    chain: bytes
    told: str


def _events(db: sqlite3.Connection, part: JournalPart | None) -> Iterator[_Event]:
    for row in walk(db, "journal", _FIELDS.removeprefix("id, ")):
        if isinstance(row, Hole):
            if part is not None:
                part.unreadable += 1
            continue
        number, at, wall, occurrence, entity, event, state, by, desk, comment, fact, rule, digest = row
        del number
        said = repr((at, occurrence, entity, event, state, by, desk, comment, rule, _without_wall(fact)))
        told = f"{event} {rule or ''} {entity} at {at}".replace("  ", " ")
        yield _Event(
            hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).digest(), wall, digest or b"", told
        )


def _without_wall(fact: str | None) -> str:
    try:
        told = json.loads(fact or "{}")
        told.pop("wall", None)
        return json.dumps(told, sort_keys=True)
    except (ValueError, AttributeError):
        return fact or ""
