"""All that an engine knows, as plain data: put into a new engine, it goes on to the same journal, hash for hash."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import numpy as np

from opscenter.domain.rule_changes import versions_of
from opscenter.domain.stopped import Meanwhile, nothing_meanwhile
from opscenter.domain.usual import Usual
from opscenter.station.engine import Engine
from opscenter.station.lane.beside import Columns, put_back
from opscenter.station.lane.form import described_types, form_of
from opscenter.station.lane.other_form import Then, restored_from, what_is_other
from opscenter.station.lane.packing import MemoryFormatError, pack, unpack
from opscenter.station.lane.remembering import Array, DoesNotFitError, Kept, PutBack, taken_out
from opscenter.station.lane.usual_kept import recall_kept_usual, recall_usual, remember_usual

__all__ = ["MemoryFormatError", "MemoryOf", "Numbers", "pack", "recall", "remember", "unpack"]

T = TypeVar("T")

MemoryOf = Kept
"""By path: arrays without objects, and MessagePack of maps, lists, texts and numbers."""
ENGINE = "engine"

_encode = msgspec.msgpack.encode


@dataclass(slots=True, frozen=True)
class Numbers:
    """How entities (id) and cells (row, name) are numbered, where that is kept elsewhere; it may go on further."""

    ids: Sequence[str]
    cells: Sequence[tuple[int, str]]


class _Registry(msgspec.Struct):
    """`first_types`: of entities that had another type when they were added. Of names kept elsewhere a digest only."""

    rows: int
    cells: int
    digest: str
    types: list[str]
    first_types: dict[int, str]
    ids: list[str]
    names: list[str]


AT_ONCE = 8_192
"""So many are numbered before somebody else has a moment."""


def remember(engine: Engine, *, numbers: bool = True, usual: Mapping[str, Usual] | None = None) -> MemoryOf:
    """Everything that an engine knows; copies, so that another thread may pack it.

    `numbers`: with the names of entities and cells, else whoever recalls it gives them. `usual`: tables by name that
    are kept elsewhere.
    """
    registry, alarms = engine.registry, engine.alarms
    first_types = {row: kind for row, kind in enumerate(alarms.types) if kind != registry.types[row]}
    memory: MemoryOf = {
        "form": _encode(form_of(engine)),
        "rules": _encode(versions_of(engine.catalogue)),
        "types": _encode(described_types(engine.catalogue)),
        "registry": _encode(
            _Registry(
                len(registry.ids), len(registry.cell_names),
                "" if numbers else _digest(registry.ids, zip(registry.cell_rows, registry.cell_names, strict=True)),
                registry.types, first_types, registry.ids if numbers else [], registry.cell_names if numbers else [],
            )
        ),
        "registry.cell_rows": np.array(registry.cell_rows if numbers else [], np.int64),
        "registry.added": np.array(alarms.added, np.int64),
        **taken_out(engine, ENGINE),
    }  # fmt: skip
    memory |= remember_usual(engine, usual or {})
    return memory


def recall(
    engine: Engine,
    memory: MemoryOf,
    *,
    numbers: Numbers | None = None,
    usual: Mapping[str, Usual] | None = None,
    entries: Sequence[str] = (),
    beside: Columns | None = None,
    meanwhile: Meanwhile = nothing_meanwhile,
) -> list[str]:
    """Put a memory into an engine that was just made, with nothing restored. `beside`: the state at its moment, for one
    that leaves out what that tells.

    Of an engine of another form (rules, kinds, figures that are not as they were; another version of this program)
    it goes on as a station that starts: from the values and alarms that stood, and from `entries` of the journal (JSON)
    about situations and floods that went on; the sentences say what that means.
    Raises MemoryFormatError where a memory does not fit together, and what `meanwhile` raises; the engine is of no use
    then.
    """
    try:
        registry = _decode(memory, "registry", _Registry)
        names = _names_of(registry, memory, numbers)
        memory = put_back(memory, beside, registry.types, names.cells)
        if _decode(memory, "form", str) != form_of(engine):
            return _recall_other(engine, memory, names, registry.types, usual or {}, entries)
        _number(engine, names, registry.types, meanwhile)
        added = _column(memory, "registry.added").tolist()
        if sum(max(0, one) for one in added) != registry.rows or sum(min(0, one) for one in added) != -registry.cells:
            raise MemoryFormatError("the memory does not tell in which order entities came to be known")
        types = list(registry.types)
        for row, kind in registry.first_types.items():
            if not 0 <= row < len(types):
                raise MemoryFormatError("the memory tells types of entities that there are not")
            types[row] = kind
        engine.make_room(added, types, meanwhile)
        recall_usual(engine, memory, usual or {})
        limits = {"instance": engine.alarms.instances, "row": registry.rows, "cell": registry.cells}
        PutBack(memory, limits, meanwhile).into(engine, ENGINE)
    except DoesNotFitError as error:
        raise MemoryFormatError(f"The memory does not fit together: {error}.") from None
    return []


def _recall_other(
    engine: Engine,
    memory: MemoryOf,
    names: Numbers,
    types: list[str],
    usual: Mapping[str, Usual],
    entries: Sequence[str],
) -> list[str]:
    before = Then(_decode(memory, "rules", dict[str, str]), _decode(memory, "types", list[str]))
    now = Then(versions_of(engine.catalogue), described_types(engine.catalogue))
    restored = restored_from(memory, names.ids, names.cells, types, entries)
    recall_kept_usual(engine, memory, usual)
    engine.counters.messages, engine.counters.samples = restored.totals.messages, restored.totals.samples
    engine.restore(restored)
    return what_is_other(before, now)


# -- who is numbered how -------------------------------------------------------------------------------------


def _names_of(registry: _Registry, memory: MemoryOf, numbers: Numbers | None) -> Numbers:
    """All entities and cells that there were."""
    if registry.digest:
        if numbers is None:
            raise MemoryFormatError("the names of entities are kept elsewhere, and are not there")
        names = Numbers(numbers.ids[: registry.rows], numbers.cells[: registry.cells])
        if _digest(names.ids, names.cells) != registry.digest:
            raise MemoryFormatError("the entities that are known are not those of the memory")
    else:
        rows = _column(memory, "registry.cell_rows").tolist()
        if len(rows) != len(registry.names):
            raise MemoryFormatError("the memory does not tell whose its cells are")
        names = Numbers(registry.ids, list(zip(rows, registry.names, strict=True)))
    if not len(names.ids) == registry.rows == len(registry.types) or len(names.cells) != registry.cells:
        raise MemoryFormatError("the memory does not tell of all its entities")
    return names


def _number(engine: Engine, names: Numbers, types: Sequence[str], meanwhile: Meanwhile) -> None:
    registry, rows = engine.registry, len(names.ids)
    for row, (entity, kind) in enumerate(zip(names.ids, types, strict=True)):
        if row % AT_ONCE == 0:
            meanwhile()
        if registry.entity(entity, kind) != row:
            raise MemoryFormatError(f"the memory holds more entities than are followed here, or {entity[:80]} twice")
    for number, (row, name) in enumerate(names.cells):
        if number % AT_ONCE == 0:
            meanwhile()
        if not 0 <= row < rows or registry.cell(row, name) != number:
            raise MemoryFormatError("the memory holds more cells than are followed here, or one of them twice")


def _digest(ids: Iterable[str], cells: Iterable[tuple[int, str]]) -> str:
    digest = hashlib.blake2b("\n".join(ids).encode(), digest_size=16)
    digest.update("\n".join(f"{row} {name}" for row, name in cells).encode())
    return digest.hexdigest()


def _decode(memory: MemoryOf, path: str, kind: type[T]) -> T:
    packed = memory.get(path)
    try:
        return msgspec.msgpack.decode(packed if isinstance(packed, bytes) else b"", type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise MemoryFormatError(f"the part {path} of the memory cannot be read: {error}") from None


def _column(memory: MemoryOf, path: str) -> Array:
    column = memory.get(path)
    if not isinstance(column, np.ndarray) or column.dtype != np.int64:
        raise MemoryFormatError(f"the part {path} of the memory is missing")
    return column
