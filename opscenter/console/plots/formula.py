"""An expression over named series: read, checked and reckoned by the language of rules, over columns. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Attribute, Kind
from opscenter.domain.expression_checking import Checking
from opscenter.domain.expression_columns import Evaluation, Members, Points, Trits
from opscenter.domain.expression_parsing import parse_expression
from opscenter.domain.expression_tokens import ExpressionFault
from opscenter.domain.expression_tree import (
    Always,
    Among,
    AnyOf,
    Call,
    Chain,
    Comparison,
    Input,
    Literal,
    Name,
    Negative,
    Not,
    NumberNode,
    Of,
    Reduced,
    TextIs,
    Where,
    Written,
)
from opscenter.domain.toml_table import nearest
from opscenter.domain.unit_conversion import Unit

Floats = NDArray[np.float64]

FUNCTIONS = ("abs", "min", "max")
_SERIES = "Series"
_PLAIN = Unit(())


@dataclass(slots=True, frozen=True)
class Formula:
    """A checked expression. `unit` is what it is measured in, "" for a plain number; None where that is not known."""

    node: NumberNode
    unit: str | None
    names: tuple[str, ...]


def formula_of(text: str, units: Mapping[str, str]) -> Formula:
    """Check an expression over series; `units`: by name of a series the unit it is shown in, "" for none.

    Raises ExpressionFault, with the place in the text.
    """
    tree = parse_expression(text)
    used: list[str] = []
    _look_through(tree, units, used)
    attributes = {name: Attribute(name, {}, unit_label=unit) for name, unit in units.items()}
    checking = Checking(_SERIES, {_SERIES: Kind(_SERIES, "", {}, attributes=attributes)}, {})
    measured = checking.number(tree)
    if checking.faults:
        raise checking.faults[0]
    if not used:
        raise ExpressionFault(0, "no series stands in it: name one of " + ", ".join(units))
    unit = None if measured.unit is None else "" if measured.unit == _PLAIN else measured.written
    return Formula(measured.node, unit, tuple(dict.fromkeys(used)))


def reckon(formula: Formula, columns: Mapping[str, Floats]) -> Floats:
    """The numbers of a formula, of columns of equal length by name; NaN where anything it needs is not known."""
    length = len(next(iter(columns.values()))) if columns else 0
    points = Points(np.arange(length), np.zeros(length, np.int64))
    found = Evaluation(_Columns(columns), points, Always(True)).number(formula.node, points)
    known = np.isfinite(found.low) & (found.low == found.high)
    return np.where(known, found.low, np.nan)


class _Columns:
    """Gives an evaluation its columns; the rest of its questions are never asked (`_look_through`)."""

    def __init__(self, columns: Mapping[str, Floats]) -> None:
        self._columns = columns

    def number(self, read: Input, points: Points) -> Floats:
        return self._columns[read.attribute][points.rows]

    def is_text(self, node: TextIs, points: Points) -> Trits:
        raise NotImplementedError

    def members(self, node: Reduced | AnyOf, points: Points) -> Members:
        raise NotImplementedError

    def is_heard(self, points: Points) -> NDArray[np.bool_]:
        raise NotImplementedError


def _look_through(tree: Written, units: Mapping[str, str], used: list[str]) -> None:
    """Raise what is wrong with the names and calls of an expression over series; `used` gathers the names."""
    if isinstance(tree, Literal):
        return
    if isinstance(tree, Name):
        if tree.text not in units:
            known = ", ".join(units)
            raise ExpressionFault(
                tree.at, f'there is no series "{tree.text}" here{nearest(tree.text, units)}: there are {known}'
            )
        used.append(tree.text)
    elif isinstance(tree, Call):
        if tree.name not in FUNCTIONS:
            raise ExpressionFault(
                tree.at, f"{tree.name}(...) is of many entities; of series there are abs, min and max"
            )
        if tree.name != "abs" and len(tree.arguments) == 1:
            raise ExpressionFault(tree.at, f"{tree.name} needs two series or more, as in {tree.name}(a, b)")
        if tree.scope.where is not Where.EVERYWHERE:
            raise ExpressionFault(tree.scope.at, "a series has no place: leave this out")
        for argument in tree.arguments:
            _look_through(argument, units, used)
    elif isinstance(tree, Chain) and tree.operators[0] not in ("and", "or"):
        for operand in tree.operands:
            _look_through(operand, units, used)
    elif isinstance(tree, Negative):
        _look_through(tree.operand, units, used)
    elif isinstance(tree, Of):
        raise ExpressionFault(tree.at, "name a series of the list above, not an entity")
    elif isinstance(tree, Comparison | Among | Not | Chain):
        raise ExpressionFault(tree.at, "this holds or does not: a curve needs a number")
