"""Responses of trainees written down beforehand: what somebody does at which second of an exercise.

A TOML file of `[[action]]` tables: `at_s` (after the start), `by`, `do`, and what the command needs. Trainers try an
exercise by one, and tests work them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from opscenter.domain.toml_document import FileMistakes, parsed
from opscenter.domain.toml_table import Mistake, Table

MOST_ACTIONS = 5_000

_OF_ALARMS = ("look", "ack", "reset", "shelve", "own", "situation-note", "check")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "look": (),
    "ack": ("comment", "every"),
    "reset": ("comment",),
    "shelve": ("reason", "for_s"),
    "own": ("owner",),
    "situation-note": ("text",),
    "check": ("step",),
    "note": ("text",),
    "alert": ("headline", "text", "severity", "area"),
    "inject": ("injection",),
    "take-back": ("injection",),
    "freeze": (),
    "go-on": (),
    "say": ("text",),
    "end": (),
}
"""What each `do` takes, beside `rule` and `entity`, by which it finds the alarm it is about."""
OF_TRAINERS = ("inject", "take-back", "freeze", "go-on", "say", "end")


@dataclass(slots=True, frozen=True)
class Action:
    """Somebody does something `at_ms` after the start. `details` are of the `do`."""

    at_ms: int
    by: str
    do: str
    rule: str = ""
    entity: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def parse_script(text: str, source: str = "script") -> list[Action]:
    """The actions in `text`, in order of time. Raises FileMistakes."""
    mistakes: list[Mistake] = []
    top = parsed(source, text, mistakes)
    found = _actions(top) if top is not None else []
    if mistakes:
        raise FileMistakes(mistakes)
    return sorted(found, key=lambda action: action.at_ms)


def _actions(top: Table) -> list[Action]:
    tables = top.tables("action")
    if len(tables) > MOST_ACTIONS:
        tables[MOST_ACTIONS].wrong("", f"there are more than {MOST_ACTIONS:,} actions")
    found = [_action(table) for table in tables[:MOST_ACTIONS]]
    top.finish()
    return found


def _action(table: Table) -> Action:
    at = round(table.number("at_s", None, 0.0, 7 * 86_400.0) * 1_000)
    do = table.choice("do", _KEYS)
    by = table.text("by", "Trainer" if do in OF_TRAINERS else None)
    details: dict[str, Any] = {}
    for key in _KEYS[do]:
        if key == "step":
            details[key] = table.whole(key, None, 0, 99)
        elif key == "for_s":
            details[key] = table.number(key, 600.0, 1.0, 86_400.0)
        elif key == "every":
            details[key] = table.flag(key)
        else:
            usual = {"owner": by, "severity": "Moderate", "comment": "", "reason": "", "area": ""}.get(key)
            details[key] = table.text(key, usual)
    rule, entity = table.text("rule", ""), table.text("entity", "")
    if do in _OF_ALARMS and table.data.get("do") == do and not rule and not entity:
        table.wrong("", f'"{do}" is about an alarm: name its "rule" or its "entity"')
    if do == "check" and not rule:
        table.wrong("", '"check" needs the "rule" whose checklist it is')
    table.finish()
    return Action(at, by, do, rule, entity, details)
