"""The key figures of each city system, recorded: what its overview tile shows becomes a series of its own.

Each `[[system.figure]]` of the catalogue is computed each minute over the entities of its kind that have spoken within
the time their kind allows, and kept on one entity a system: so it has a history, a usual, and may have rules.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Catalogue, KeyFigure, System
from opscenter.domain.system_entity import system_entity, system_type
from opscenter.figures.figure import FigureBase, Input, Output
from opscenter.figures.step import Step

Floats = NDArray[np.float64]

REDUCE: dict[str, Callable[[Floats], float]] = {
    "mean": lambda values: float(values.mean()),
    "sum": lambda values: float(values.sum()),
    "min": lambda values: float(values.min()),
    "max": lambda values: float(values.max()),
    "count": lambda values: float(len(values)),
}


NEVER = 1 << 62


@dataclass(slots=True, frozen=True)
class _Reduced:
    """What entities came to, as of so many `changes` of their input, for those that spoke after `since`; it stays so
    until those that spoke at `until` have been silent too long (Unix ms)."""

    changes: int
    since: int
    until: int
    value: float


class SystemFigures(FigureBase):
    """One number a minute for each key figure; NaN while no entity of its kind has one."""

    name = "systems"

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[tuple[str, str, str], _Reduced] = {}
        self._systems = [system for system in catalogue.systems.values() if system.figures]
        figures = [figure for system in self._systems for figure in system.figures]
        self.inputs = [Input(figure.entity_type, figure.attribute) for figure in figures if figure.attribute]
        self.own_types = [system_type(system.id) for system in self._systems]
        self.outputs = [
            Output(system_type(system.id), figure.id, self._unit(system, figure))
            for system in self._systems
            for figure in system.figures
        ]

    def _unit(self, system: System, figure: KeyFigure) -> str:
        attribute = self._catalogue.kind(system_type(system.id)).attributes.get(figure.id)
        return attribute.unit if attribute is not None else ""

    def take(self, step: Step) -> None:
        """Reduce, system by system."""
        for system in self._systems:
            if any(step.count(figure.entity_type) for figure in system.figures):
                position = step.own(system_entity(system.id), system_type(system.id), system.name)
                if position >= 0:
                    self._reduce(step, system, position)

    def _reduce(self, step: Step, system: System, position: int) -> None:
        kind = system_type(system.id)
        for figure in system.figures:
            step.put_one(kind, figure.id, position, self._value(step, figure))

    def _value(self, step: Step, figure: KeyFigure) -> float:
        if not figure.attribute:
            return float(np.count_nonzero(step.rows(figure.entity_type) >= 0))
        numbers = step.numbers(figure.entity_type, figure.attribute)
        quiet = self._catalogue.kind(figure.entity_type).stale_after_ms
        # What was measured at the beginning of a step is so much older at its end.
        since = step.at - self.every_ms - quiet
        key, changes = (
            (figure.entity_type, figure.attribute, figure.reduce),
            step.changes(figure.entity_type, figure.attribute),
        )
        known = self._known.get(key)
        if known is not None and known.changes == changes and known.since <= since < known.until:
            return known.value
        usable = numbers.usable(since)
        values = numbers.value[usable]
        if len(values):
            value, until = REDUCE[figure.reduce](values), int(numbers.time[usable].min())
        else:
            value, until = float("nan"), NEVER
        self._known[key] = _Reduced(changes, since, until, value)
        return value
