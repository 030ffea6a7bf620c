"""The text of an exercise file -> Exercise, or all that is wrong with it at once, by line and with the nearest name.

The format is described in `resources/exercises/README.md`.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from opscenter.domain.exercise import Exercise, Source
from opscenter.domain.exercise_injections import read_id, read_injections
from opscenter.domain.exercise_responses import read_responses, read_wrong
from opscenter.domain.texts import Texts
from opscenter.domain.toml_document import FileMistakes, parsed
from opscenter.domain.toml_table import Mistake, Table, nearest
from opscenter.domain.toml_texts import read_texts

LONGEST_S = 7 * 86_400.0
FASTEST = 100.0


@dataclass(slots=True, frozen=True)
class Names:
    """What an exercise may name: rules with the number of steps of their checklists, systems, scenarios of the demo
    city. What is empty is not checked."""

    rules: Mapping[str, int] = field(default_factory=dict)
    systems: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()


def parse_exercise(text: str, source: str = "exercise", names: Names = Names()) -> Exercise:
    """The exercise in `text`. Raises FileMistakes."""
    mistakes: list[Mistake] = []
    top = parsed(source, text, mistakes)
    made = _read(top, names) if top is not None else None
    if mistakes or made is None:
        raise FileMistakes(mistakes)
    return made


def _read(top: Table, names: Names) -> Exercise:
    identity = read_id(top)
    start = _ms(top, "start_s", 0.0)
    end = _ms(top, "end_s", None)
    if top.has("end_s") and end <= start:
        top.wrong("end_s", '"end_s" must be later than "start_s": both count from the beginning of the source')
    length = max(0, end - start)
    systems = top.texts("systems") if top.has("systems") else ()
    top.offer("systems")
    for system in systems:
        if names.systems and system not in names.systems:
            top.wrong("systems", f'there is no system "{system}"{nearest(system, names.systems)}')
    injections = read_injections(top, length, names.rules)
    made = Exercise(
        id=identity,
        title=read_texts(top, "title"),
        brief=read_texts(top, "brief"),
        solution=_optional_texts(top, "solution"),
        source=_source(top, names),
        start_ms=start,
        end_ms=end,
        speed=top.number("speed", 1.0, 0.1, FASTEST),
        seed=top.whole("seed", 1, 0, 2**53),
        systems=systems,
        shows_score=not top.has("shows_score") or top.flag("shows_score"),
        injections=injections,
        responses=read_responses(top, length, names.rules),
        wrong=read_wrong(top, injections, names.rules),
    )
    top.offer("shows_score")
    top.finish()
    return made


def _source(top: Table, names: Names) -> Source:
    table = top.table("source")
    if table is None:
        top.wrong("", '"source" is missing: an [source] table with an "incident" file or a "scenario" of the demo city')
        return Source()
    usual = Source()
    incident, scenario = table.text("incident", ""), table.text("scenario", "")
    if bool(incident) == bool(scenario):
        table.wrong("", 'name either an "incident" file or a "scenario" of the demo city')
    if scenario and names.scenarios and scenario not in names.scenarios:
        table.wrong("scenario", f'there is no scenario "{scenario}"{nearest(scenario, names.scenarios)}')
    if incident:
        for key in ("seed", "entities", "starts"):
            if table.has(key):
                table.wrong(key, f'"{key}" is for a scenario of the demo city, not for an incident file')
    made = Source(
        incident=incident,
        scenario=scenario,
        seed=table.whole("seed", usual.seed, 0, 2**31),
        entities=table.whole("entities", usual.entities, 250, 50_000),
        starts=_instant(table, "starts", required=bool(scenario)),
    )
    table.finish()
    return made


def _instant(table: Table, key: str, *, required: bool) -> int:
    """Unix ms of a date and time with an offset, as TOML writes it; 0 when absent."""
    value = table.data.get(key)
    table.offer(key)
    if value is None:
        if required:
            table.wrong("", f'"{key}" is missing: when the city\'s course begins, such as 2026-11-23T04:00:00Z')
        return 0
    if not isinstance(value, datetime.datetime) or value.tzinfo is None:
        table.wrong(key, f'"{key}" is a date and time with an offset, such as 2026-11-23T04:00:00Z, without quotes')
        return 0
    return round(value.timestamp()) * 1_000


def _ms(table: Table, key: str, default: float | None) -> int:
    return round(table.number(key, default, 0.0, LONGEST_S) * 1_000)


def _optional_texts(table: Table, key: str) -> Texts:
    if table.has(key):
        return read_texts(table, key)
    table.offer(key)
    return {}
