"""Values out of a station's answer, checked: what is not as it should be becomes nothing instead of an error."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from opscenter.domain.texts import LANGUAGES, Texts

LATEST_MS = 253_402_300_800_000
"""The end of the year 9999."""
LONGEST = 4_000
"""Characters of a text that are kept."""

Told = Mapping[str, Any]


def text(told: Told, name: str, longest: int = LONGEST) -> str:
    """A text; "" for anything else."""
    value = told.get(name)
    return value[:longest] if isinstance(value, str) else ""


def texts(told: Told, name: str) -> Texts:
    """A text by language; a plain text is one of all of them."""
    value = told.get(name)
    if isinstance(value, str):
        return {"en": value[:LONGEST]} if value else {}
    if not isinstance(value, Mapping):
        return {}
    return {key: value[key][:LONGEST] for key in LANGUAGES if isinstance(value.get(key), str) and value[key]}


def moment(told: Told, name: str) -> int:
    """Unix ms, or a span in ms; 0 for what is none."""
    value = number(told, name)
    return int(value) if value is not None and 0 <= value <= LATEST_MS else 0


def number(told: Told, name: str) -> float | None:
    """A finite number, None for anything else."""
    value = told.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def whole(told: Told, name: str, otherwise: int = 0) -> int:
    """A whole number from 0 on."""
    value = number(told, name)
    return int(value) if value is not None and value >= 0 else otherwise


def strings(told: Told, name: str, most: int = 500) -> tuple[str, ...]:
    """A list of texts."""
    value = told.get(name)
    return tuple(one[:LONGEST] for one in value[:most] if isinstance(one, str)) if isinstance(value, list) else ()


def rows(told: Told, name: str, most: int = 10_000) -> Iterator[Told]:
    """The maps of a list."""
    value = told.get(name)
    for one in value[:most] if isinstance(value, list) else ():
        if isinstance(one, Mapping):
            yield one
