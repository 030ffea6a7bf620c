"""Measures of the alarm system <-> the maps of the desk protocol."""

from typing import Any

import msgspec

from opscenter.domain.measures import Measures


def fact_from_measures(measures: Measures) -> dict[str, Any]:
    """The map that goes over the wire; each figure with its verdict."""
    fact: dict[str, Any] = msgspec.to_builtins(measures)
    for told, figure in zip(fact["figures"], measures.figures, strict=True):
        told["verdict"] = figure.verdict
    fact["priorities"] = {str(priority): count for priority, count in measures.priorities.items()}
    return fact


def measures_from_fact(fact: dict[str, Any]) -> Measures:
    """The measures a map stands for. Unknown fields are passed over; ValueError if it cannot be read."""
    try:
        return msgspec.convert(fact, Measures, strict=False)
    except (msgspec.ValidationError, TypeError) as error:
        raise ValueError(f"measures cannot be read: {error}") from None
