"""A sheet of plots as data: what is plotted in which plot, how it is looked at, under which name.

As JSON a plain series is `["entity", "attribute"]`, a derived one a table; a file of a sheet says its version. What is
read is checked: `SheetFault` says in a sentence what is wrong.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.console.plots.window import SPANS_S, bounded

translate = QCoreApplication.translate

VERSION = 1
KEY = "opscenter-sheet"
SUFFIX = ".opscenter-sheet"
MOST_SHEETS = 20
MOST_PLOTS = 12
MOST_SERIES = 24
MOST_INPUTS = 16
MOST_NAMED = 200
"""Entities that a derived series may name one by one; more are a type, or an area."""
LONGEST_NAME = 60
LONGEST_TEXT = 400
LONGEST_EXPRESSION = 2_000
LONGEST_STEP_S = 86_400


class SheetFault(Exception):
    """What is wrong with a sheet, as a sentence."""


class How(StrEnum):
    """What a derived series is made of."""

    EXPRESSION = "expression"  # of named series
    RATE = "rate"  # how fast one series changes
    OVER = "over"  # one attribute of many entities put together


class Reduce(StrEnum):
    """How many entities become one number."""

    SUM = "sum"
    MEAN = "mean"
    MIN = "min"
    MAX = "max"


class Overlay(StrEnum):
    """What can lie behind the curves of a plot."""

    YESTERDAY = "yesterday"
    WEEK = "week"
    USUAL = "usual"
    FORECAST = "forecast"


@dataclass(slots=True, frozen=True)
class Plain:
    """One attribute of one entity."""

    entity: str
    attribute: str


@dataclass(slots=True, frozen=True)
class Named:
    """A series under the name that an expression calls it by."""

    name: str
    entity: str
    attribute: str


@dataclass(slots=True, frozen=True)
class Derived:
    """A series made of others. `inputs`: of EXPRESSION and RATE (one); `per_s`: a RATE is per so many seconds.

    OVER puts `attribute` of all entities of `entity_type` together, of those in `area` (an entity id) or of
    `entities` alone where they are named.
    """

    how: How
    name: str = ""
    inputs: tuple[Named, ...] = ()
    expression: str = ""
    per_s: int = 3_600
    reduce: Reduce = Reduce.SUM
    entity_type: str = ""
    attribute: str = ""
    area: str = ""
    entities: tuple[str, ...] = ()


Spec = Plain | Derived


@dataclass(slots=True, frozen=True)
class Plot:
    """The series of one plot, from the first to the last."""

    series: tuple[Spec, ...]
    overlays: tuple[Overlay, ...] = ()


@dataclass(slots=True, frozen=True)
class Sheet:
    """`span_s`: how much time is shown, up to the present."""

    name: str = ""
    plots: tuple[Plot, ...] = ()
    span_s: float = SPANS_S[0]
    statistics: bool = field(default=False)

    @property
    def entities(self) -> list[str]:
        """All entities that are named in it, each once."""
        return list(dict.fromkeys(one for plot in self.plots for spec in plot.series for one in entities_of(spec)))


def entities_of(spec: Spec) -> Iterator[str]:
    """The entities a series is of."""
    if isinstance(spec, Plain):
        yield spec.entity
        return
    yield from (one.entity for one in spec.inputs)
    yield from spec.entities
    if spec.area:
        yield spec.area


def clean_name(name: str) -> str:
    """A name as it is kept."""
    return " ".join(name.split())[:LONGEST_NAME]


# -- to JSON ---------------------------------------------------------------------------------------------------


def to_json(sheet: Sheet) -> dict[str, Any]:
    """As plain values."""
    return {
        "name": sheet.name,
        "span_s": sheet.span_s,
        "statistics": sheet.statistics,
        "rows": [[_series_to_json(spec) for spec in plot.series] for plot in sheet.plots],
        "overlays": [[overlay.value for overlay in plot.overlays] for plot in sheet.plots],
    }


def _series_to_json(spec: Spec) -> list[str] | dict[str, Any]:
    if isinstance(spec, Plain):
        return [spec.entity, spec.attribute]
    told: dict[str, Any] = {"how": spec.how.value, "name": spec.name}
    if spec.how is How.OVER:
        told |= {"reduce": spec.reduce.value, "type": spec.entity_type, "attribute": spec.attribute}
        if spec.area:
            told["area"] = spec.area
        if spec.entities:
            told["entities"] = list(spec.entities)
        return told
    told["inputs"] = [[one.name, one.entity, one.attribute] for one in spec.inputs]
    if spec.how is How.EXPRESSION:
        told["expression"] = spec.expression
    else:
        told["per_s"] = spec.per_s
    return told


# -- from JSON -------------------------------------------------------------------------------------------------


def from_json(data: object) -> Sheet:
    """What `to_json` gave. SheetFault for anything else."""
    if not isinstance(data, dict):
        raise SheetFault(translate("Sheet", "it is no table with the plots of a sheet"))
    rows, overlays = data.get("rows", []), data.get("overlays", [])
    if not isinstance(rows, list) or not isinstance(overlays, list):
        raise SheetFault(translate("Sheet", "“rows” and “overlays” must be lists"))
    if len(rows) > MOST_PLOTS:
        raise SheetFault(
            translate("Sheet", "it holds {count} plots, and at most {most} fit").format(
                count=len(rows), most=MOST_PLOTS
            )
        )
    span = data.get("span_s", SPANS_S[0])
    if isinstance(span, bool) or not isinstance(span, int | float) or not math.isfinite(span):
        raise SheetFault(translate("Sheet", "“span_s” must be a number of seconds"))
    plots = []
    for number, row in enumerate(rows):
        lies = overlays[number] if number < len(overlays) else []
        try:
            plot = Plot(_row(row), _overlays(lies))
        except SheetFault as fault:
            raise SheetFault(
                translate("Sheet", "plot {number}: {fault}").format(number=number + 1, fault=fault)
            ) from None
        if plot.series:
            plots.append(plot)
    name = data.get("name", "")
    if not isinstance(name, str):
        raise SheetFault(translate("Sheet", "“name” must be a text"))
    return Sheet(clean_name(name), tuple(plots), bounded(float(span)), data.get("statistics") is True)


def file_to_json(sheet: Sheet, city: str) -> dict[str, Any]:
    """A sheet as a file that is given to somebody else; `city` is where it was made."""
    return {KEY: VERSION, "city": city, **to_json(sheet)}


def file_from_json(data: object) -> Sheet:
    """The sheet of a file. SheetFault for what is none."""
    if not isinstance(data, dict) or KEY not in data:
        raise SheetFault(translate("Sheet", "it is no sheet of plots: “{key}” is missing").format(key=KEY))
    version = data[KEY]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise SheetFault(translate("Sheet", "its version cannot be read"))
    if version > VERSION:
        raise SheetFault(
            translate(
                "Sheet", "it was made by a newer opscenter (version {found}, this one reads up to {known})"
            ).format(found=version, known=VERSION)
        )
    return from_json(data)


def _row(row: object) -> tuple[Spec, ...]:
    if not isinstance(row, list):
        raise SheetFault(translate("Sheet", "it is no list of series"))
    if len(row) > MOST_SERIES:
        raise SheetFault(
            translate("Sheet", "it holds {count} series, and at most {most} fit").format(
                count=len(row), most=MOST_SERIES
            )
        )
    return tuple(dict.fromkeys(_series(one) for one in row))


def _series(data: object) -> Spec:
    if isinstance(data, list):
        if len(data) != 2:
            raise SheetFault(translate("Sheet", "a series is an entity and an attribute"))
        return Plain(_text(data[0], "entity", LONGEST_TEXT), _text(data[1], "attribute", LONGEST_TEXT))
    if not isinstance(data, dict):
        raise SheetFault(translate("Sheet", "a series is neither a list nor a table"))
    try:
        how = How(str(data.get("how")))
    except ValueError:
        known = ", ".join(How)
        raise SheetFault(translate("Sheet", "a derived series is one of {known}").format(known=known)) from None
    name = clean_name(_text(data.get("name", ""), "name", LONGEST_TEXT, empty=True))
    return _over(data, name) if how is How.OVER else _of_inputs(data, how, name)


def _over(data: dict[str, Any], name: str) -> Derived:
    try:
        reduce = Reduce(str(data.get("reduce")))
    except ValueError:
        raise SheetFault(translate("Sheet", "“reduce” is one of {known}").format(known=", ".join(Reduce))) from None
    entities = data.get("entities", [])
    if not isinstance(entities, list) or len(entities) > MOST_NAMED:
        raise SheetFault(translate("Sheet", "“entities” must be a list of at most {most}").format(most=MOST_NAMED))
    return Derived(
        How.OVER,
        name,
        reduce=reduce,
        entity_type=_text(data.get("type"), "type", LONGEST_TEXT),
        attribute=_text(data.get("attribute"), "attribute", LONGEST_TEXT),
        area=_text(data.get("area", ""), "area", LONGEST_TEXT, empty=True),
        entities=tuple(dict.fromkeys(_text(one, "entities", LONGEST_TEXT) for one in entities)),
    )


def _of_inputs(data: dict[str, Any], how: How, name: str) -> Derived:
    inputs = data.get("inputs")
    if not isinstance(inputs, list) or not 1 <= len(inputs) <= MOST_INPUTS:
        raise SheetFault(translate("Sheet", "“inputs” must be a list of 1 to {most} series").format(most=MOST_INPUTS))
    named = []
    for one in inputs:
        if not isinstance(one, list) or len(one) != 3:
            raise SheetFault(translate("Sheet", "an input is a name, an entity and an attribute"))
        named.append(Named(*(_text(part, "inputs", LONGEST_TEXT) for part in one)))
    if how is How.RATE:
        per_s = data.get("per_s", 3_600)
        if isinstance(per_s, bool) or not isinstance(per_s, int) or not 1 <= per_s <= LONGEST_STEP_S:
            raise SheetFault(translate("Sheet", "“per_s” must be a whole number of seconds, at most a day"))
        return Derived(how, name, tuple(named[:1]), per_s=per_s)
    return Derived(how, name, tuple(named), expression=_text(data.get("expression"), "expression", LONGEST_EXPRESSION))


def _overlays(data: object) -> tuple[Overlay, ...]:
    if not isinstance(data, list):
        raise SheetFault(translate("Sheet", "its overlays are no list"))
    try:
        return tuple(dict.fromkeys(Overlay(one) for one in data))
    except ValueError:
        raise SheetFault(translate("Sheet", "an overlay is one of {known}").format(known=", ".join(Overlay))) from None


def _text(value: object, what: str, most: int, empty: bool = False) -> str:
    if not isinstance(value, str) or len(value) > most or not (value or empty):
        raise SheetFault(
            translate("Sheet", "“{what}” must be a text of at most {most} characters").format(what=what, most=most)
        )
    return value
