"""What is usual in an engine's memory: which tables are in force since when, and the tables that nobody else keeps."""

from collections.abc import Mapping
from typing import Any

import msgspec

from opscenter.domain.usual import Usual
from opscenter.domain.usual_in_force import ALWAYS
from opscenter.history.blocks import BlockError
from opscenter.history.usual_tables import JUDGED, KeptUsual, kept_of_rows, rows_of
from opscenter.station.engine import Engine
from opscenter.station.lane.remembering import DoesNotFitError, Kept

IN_FORCE = "usual"


class _InForce(msgspec.Struct):
    """`known`: since when which tables count ("": none), the older first; `kept`: for the next start, with facts."""

    known: list[tuple[int, str]]
    kept: tuple[int, str, dict[str, Any]] | None
    unwritten: bool


def remember_usual(engine: Engine, elsewhere: Mapping[str, Usual]) -> Kept:
    """What is usual; tables that are `elsewhere` by name only."""
    known, kept, unwritten = engine.judged_by
    names = {id(usual): name for name, usual in elsewhere.items()}
    memory: Kept = {}

    def name_of(usual: Usual | None) -> str:
        if usual is None:
            return ""
        if id(usual) not in names:
            names[id(usual)] = name = f"@{len(memory)}"
            rows = [row[2:] for row in rows_of(JUDGED, KeptUsual(usual))]
            memory[f"{IN_FORCE}.{name}"] = msgspec.msgpack.encode(rows)
        return names[id(usual)]

    told = _InForce(
        [(since, name_of(usual)) for since, usual in known],
        None if kept is None else (kept.since, name_of(kept.usual), kept.facts),
        unwritten,
    )
    return {IN_FORCE: msgspec.msgpack.encode(told), **memory}


def recall_usual(engine: Engine, memory: Kept, elsewhere: Mapping[str, Usual]) -> None:
    """Have in force what was. Raises DoesNotFitError."""
    known, kept, unwritten = _usual_in(memory, elsewhere)
    try:
        engine.judge_by(known, kept, unwritten=unwritten)
    except ValueError as error:
        raise DoesNotFitError(f"{IN_FORCE}: {error}") from None


def recall_kept_usual(engine: Engine, memory: Kept, elsewhere: Mapping[str, Usual]) -> None:
    """Have in force what a station that starts goes on with. Raises DoesNotFitError."""
    kept = _usual_in(memory, elsewhere)[1]
    if kept is not None:
        engine.judge_by([(ALWAYS, None), (kept.since, kept.usual)], kept, unwritten=False)


def _usual_in(
    memory: Kept, elsewhere: Mapping[str, Usual]
) -> tuple[list[tuple[int, Usual | None]], KeptUsual | None, bool]:
    told = _decode(memory, IN_FORCE, _InForce)
    tables: dict[str, Usual] = {}

    def named(name: str) -> Usual:
        if name in elsewhere:
            return elsewhere[name]
        if name not in tables:
            rows = _decode(memory, f"{IN_FORCE}.{name}", list[tuple[int, str, bytes]])
            try:
                tables[name] = kept_of_rows(rows).usual
            except (BlockError, msgspec.MsgspecError, ValueError, KeyError, IndexError, OSError) as error:
                raise DoesNotFitError(f"{IN_FORCE}.{name[:80]}: {error}") from None
        return tables[name]

    known = [(since, named(name) if name else None) for since, name in told.known]
    kept = None
    if told.kept is not None:
        since, name, facts = told.kept
        kept = KeptUsual(named(name), since, facts)
    return known, kept, told.unwritten


def _decode(memory: Kept, path: str, kind: Any) -> Any:
    packed = memory.get(path)
    if not isinstance(packed, bytes):
        raise DoesNotFitError(f"{path[:80]} is missing")
    try:
        return msgspec.msgpack.decode(packed, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise DoesNotFitError(f"{path[:80]}: {error}") from None
