"""An injection as a plain map with the keys of its file: what journals hold of it, and what trainers send."""

from typing import Any

from opscenter.domain.exercise import Injection
from opscenter.domain.exercise_injections import read_injection
from opscenter.domain.toml_lines import TomlLines
from opscenter.domain.toml_table import Mistake, Table


def injection_fact(one: Injection) -> dict[str, Any]:
    """All that is said of it; keys that say nothing are left out."""
    told: dict[str, Any] = {
        "id": one.id, "kind": one.kind.value, "at_s": one.at_ms / 1_000, "lasts_s": one.lasts_ms / 1_000 or None,
        "by_hand": one.by_hand, "title": one.title, "entities": list(one.entities), "entity_type": one.entity_type,
        "attribute": one.attribute, "topic": one.topic, "value": one.value, "after": one.after, "rule": one.rule,
        "place": list(one.place) if one.place is not None else None, "service": one.service, "text": one.text,
    }  # fmt: skip
    match one.kind.value:
        case "lie":
            told |= {"scale": one.scale, "offset": one.offset, "noise": one.noise}
        case "alarm":
            told["every_s"] = one.every_ms / 1_000
        case "delay":
            told["delay_s"] = one.delay_ms / 1_000
    return {key: value for key, value in told.items() if value not in (None, "", {}, [])}


def injection_of(told: dict[str, Any]) -> Injection:
    """The injection that a map tells of, as of a file; it has no time of its own. ValueError, a sentence."""
    mistakes: list[Mistake] = []
    table = Table("injection", TomlLines(""), (), {"by_hand": True, **told}, mistakes)
    try:
        made = read_injection(table, 0, {})
    except (TypeError, AttributeError, OverflowError) as error:  # maps of programs hold what no file can
        raise ValueError(f"This cannot be injected: {error}.") from None
    if mistakes:
        said = "; ".join(mistake.message for mistake in mistakes[:5])
        raise ValueError(f"This cannot be injected: {said}.")
    return made
