"""Evaluating a checked expression for many entities and times at once, with what is not known kept apart.

A number is a range: what is not known lies anywhere. A condition is true for certain, false for certain, or neither
(Kleene's logic), so that a sensor that is silent or broken decides nothing, unless the others decide without it: of
three rain gauges one over the mark is enough for `max(...) > 30`, and all three must be heard for it to be false.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.expression_tree import (
    Absolute,
    AnyOf,
    Both,
    Choice,
    Compared,
    ConditionNode,
    Constant,
    Input,
    Number,
    NumberNode,
    Opposite,
    Product,
    Reduced,
    Scaled,
    Sum,
    TextIs,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(slots=True, frozen=True)
class Points:
    """Entities (by row) at moments (by rank among the times of a beat), shape (n,) each."""

    rows: Ints
    ranks: Ints


@dataclass(slots=True, frozen=True)
class Members:
    """The members of the groups of some points: `count` of each group, `points` one after the other.

    `known`: by group, whether it is known who belongs to it. Where points share groups, `of` says which is whose.
    """

    count: Ints
    points: Points
    known: Flags
    of: Ints | None = None


@dataclass(slots=True, frozen=True)
class Range:
    """Numbers that lie from `low` to `high`, shape (n,) each; the same array twice: known, or NaN for not known."""

    low: Floats
    high: Floats

    @property
    def exact(self) -> bool:
        """Known or not at all."""
        return self.low is self.high


@dataclass(slots=True, frozen=True)
class Trits:
    """What holds for certain and what certainly does not, shape (n,) each."""

    true: Flags
    false: Flags


class Reader(Protocol):
    """Gives what is known of entities at moments."""

    def number(self, read: Input, points: Points) -> Floats:
        """The number of an attribute; NaN where it is not known."""

    def is_text(self, node: TextIs, points: Points) -> Trits:
        """Whether the text of an attribute is one of some."""

    def members(self, node: "Reduced | AnyOf", points: Points) -> Members:
        """The members of the groups of points that have ever said what is asked of them."""

    def is_heard(self, points: Points) -> Flags:
        """Whether entities are not silent for longer than is usual for them."""


class Evaluation:
    """One evaluation of an expression; `value` and `which` tell of each point what decided.

    `value`: the left side of the first comparison that holds, NaN where none does or it is not one number; `which`: its
    number in order of reading, -1 without one.
    """

    def __init__(self, reader: Reader, points: Points, condition: ConditionNode) -> None:
        self._read = reader
        self._depth = 0
        self._comparison = -1
        self.value = np.full(len(points.rows), np.nan)
        self.which = np.full(len(points.rows), -1, np.int64)
        self.verdict = self.condition(condition, points)

    # -- conditions ------------------------------------------------------------------------------------------

    def condition(self, node: ConditionNode, points: Points) -> Trits:
        """What holds at points."""
        if isinstance(node, Compared):
            return self._compared(node, points)
        if isinstance(node, TextIs):
            return self._read.is_text(node, points)
        if isinstance(node, Opposite):
            inner = self.condition(node.operand, points)
            return Trits(inner.false, inner.true)
        if isinstance(node, Both):
            return self._both(node, points)
        if isinstance(node, AnyOf):
            return self._any_of(node, points)
        everywhere = np.ones(len(points.rows), np.bool_)
        return Trits(everywhere, ~everywhere) if node.value else Trits(~everywhere, everywhere)

    def _both(self, node: Both, points: Points) -> Trits:
        parts = [self.condition(one, points) for one in node.operands]
        true, false = parts[0].true, parts[0].false
        for part in parts[1:]:
            if node.every:
                true, false = true & part.true, false | part.false
            else:
                true, false = true | part.true, false & part.false
        return Trits(true, false)

    def _compared(self, node: Compared, points: Points) -> Trits:
        number = -1
        if not self._depth:
            self._comparison += 1
            number = self._comparison
        left, right = self.number(node.left, points), self.number(node.right, points)
        found = _compare(node.operator, left, right)
        if number >= 0:
            first = found.true & (self.which < 0)
            self.which[first] = number
            if left.exact:
                self.value[first] = left.low[first]
            else:
                self.value[first] = np.where(left.low == left.high, left.low, np.nan)[first]
        return found

    def _any_of(self, node: AnyOf, points: Points) -> Trits:
        members, inner = self._asked(node, points)
        true = _count(members.count, inner.true) > 0
        false = _count(members.count, inner.false) == members.count
        true, false = true & members.known, false & members.known
        return Trits(true, false) if members.of is None else Trits(true[members.of], false[members.of])

    # -- numbers ---------------------------------------------------------------------------------------------

    def number(self, node: NumberNode, points: Points) -> Range:
        """How much it is at points."""
        if isinstance(node, Constant):
            value = np.full(len(points.rows), node.value)
            return Range(value, value)
        if isinstance(node, Number):
            value = self._read.number(node.input, points)
            return Range(value, value)
        if isinstance(node, Reduced):
            return self._reduced(node, points)
        with np.errstate(all="ignore"):
            return self._worked_out(node, points)

    def _worked_out(self, node: "Scaled | Sum | Product | Choice | Absolute", points: Points) -> Range:
        if isinstance(node, Scaled):
            inner = self.number(node.operand, points)  # factors of units are over 0
            if inner.exact:
                return _point(inner.low * node.factor + node.offset)
            return Range(inner.low * node.factor + node.offset, inner.high * node.factor + node.offset)
        if isinstance(node, Absolute):
            return _absolute(self.number(node.operand, points))
        operands = [self.number(one, points) for one in node.operands]
        if isinstance(node, Sum):
            total = operands[0] if node.signs[0] > 0 else _negative(operands[0])
            for sign, one in zip(node.signs[1:], operands[1:], strict=True):
                total = _added(total, one if sign > 0 else _negative(one))
            return total
        if isinstance(node, Product):
            result = operands[0]
            for power, one in zip(node.powers[1:], operands[1:], strict=True):
                result = _times(result, one if power > 0 else _inverse(one))
            return result
        ranges = [_open(one) for one in operands]
        choose = np.maximum.reduce if node.largest else np.minimum.reduce
        return _closed(choose([one.low for one in ranges]), choose([one.high for one in ranges]))

    def _reduced(self, node: Reduced, points: Points) -> Range:
        if node.how == "count":
            members, inner = self._asked(node, points)
            low = _count(members.count, inner.true).astype(np.float64)
            high = (members.count - _count(members.count, inner.false)).astype(np.float64)
            return _of_points(members, low, high, members.known)
        members = self._read.members(node, points)
        self._depth += 1
        inner_range = self.number(node.operand, members.points)  # type: ignore[arg-type]
        self._depth -= 1
        inside = _open(inner_range)
        if node.how in ("max", "min"):
            choose, empty = (np.maximum, -np.inf) if node.how == "max" else (np.minimum, np.inf)
            low, high = (_reduce(choose, members.count, one, empty) for one in (inside.low, inside.high))
            known = members.known & (members.count > 0)
        else:
            low, high = (_total(members.count, one) for one in (inside.low, inside.high))
            known = members.known
            if node.how == "mean":
                known = known & (members.count > 0)
                number = np.maximum(members.count, 1)
                low, high = low / number, high / number
        return _of_points(members, low, high, known)

    def _asked(self, node: "Reduced | AnyOf", points: Points) -> tuple[Members, Trits]:
        members = self._read.members(node, points)
        self._depth += 1
        inner = self.condition(node.operand, members.points)  # type: ignore[arg-type]
        self._depth -= 1
        heard = self._read.is_heard(members.points)
        return members, Trits(inner.true & heard, inner.false & heard)


def _of_points(members: Members, low: Floats, high: Floats, known: Flags) -> Range:
    """What was found of groups, of their points."""
    low, high = np.where(known, low, -np.inf), np.where(known, high, np.inf)
    return _closed(low, high) if members.of is None else _closed(low[members.of], high[members.of])


def _compare(operator: str, left: Range, right: Range) -> Trits:
    if not (left.exact and right.exact):
        left, right = _open(left), _open(right)
    if operator == ">":
        return Trits(left.low > right.high, left.high <= right.low)
    if operator == ">=":
        return Trits(left.low >= right.high, left.high < right.low)
    if operator == "<":
        return Trits(left.high < right.low, left.low >= right.high)
    if operator == "<=":
        return Trits(left.high <= right.low, left.low > right.high)
    same = (left.low == left.high) & (right.low == right.high) & (left.low == right.low)
    apart = (left.high < right.low) | (left.low > right.high)
    return Trits(same, apart) if operator == "=" else Trits(apart, same)


def _open(one: Range) -> Range:
    """A range without NaN: not known is from -inf to inf."""
    if not one.exact:
        return one
    unknown = np.isnan(one.low)
    if not unknown.any():
        return one
    return Range(np.where(unknown, -np.inf, one.low), np.where(unknown, np.inf, one.low))


def _closed(low: Floats, high: Floats) -> Range:
    """A range from its ends; what came out as no number, or as infinite itself, is not known."""
    unknown = np.isnan(low) | np.isnan(high) | (low == np.inf) | (high == -np.inf)
    low, high = np.where(unknown, -np.inf, low), np.where(unknown, np.inf, high)
    return Range(low, high)


def _negative(one: Range) -> Range:
    if one.exact:
        value = -one.low
        return Range(value, value)
    return Range(-one.high, -one.low)


def _added(one: Range, other: Range) -> Range:
    if one.exact and other.exact:
        return _point(one.low + other.low)
    one, other = _open(one), _open(other)
    return _closed(one.low + other.low, one.high + other.high)


def _times(one: Range, other: Range) -> Range:
    if one.exact and other.exact:
        product = one.low * other.low
        if np.isfinite(product).all():
            return Range(product, product)
    one, other = _open(one), _open(other)
    corners = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
    corners = [np.where(np.isnan(corner), 0.0, corner) for corner in corners]  # 0 times anything
    return _closed(np.minimum.reduce(corners), np.maximum.reduce(corners))


def _inverse(one: Range) -> Range:
    if one.exact:
        return _point(np.where(one.low == 0.0, np.nan, 1.0 / one.low))
    around_zero = (one.low <= 0.0) & (one.high >= 0.0)
    low, high = 1.0 / one.high, 1.0 / one.low
    return Range(np.where(around_zero, -np.inf, low), np.where(around_zero, np.inf, high))


def _absolute(one: Range) -> Range:
    if one.exact:
        return _point(np.abs(one.low))
    sizes = np.abs(one.low), np.abs(one.high)
    around_zero = (one.low <= 0.0) & (one.high >= 0.0)
    return Range(np.where(around_zero, 0.0, np.minimum(*sizes)), np.maximum(*sizes))


def _point(value: Floats) -> Range:
    """Known numbers; one that has grown out of all bounds is not known."""
    value = np.where(np.isfinite(value), value, np.nan)
    return Range(value, value)


def _count(count: Ints, holds: Flags) -> Ints:
    """How many of the members of each group it holds for."""
    before = np.r_[0, np.cumsum(holds)]
    ends = np.cumsum(count)
    return np.asarray(before[ends] - before[ends - count], np.int64)


def _total(count: Ints, values: Floats) -> Floats:
    """The sum over the members of each group."""
    return _reduce(np.add, count, values, 0.0)


def _reduce(how: np.ufunc, count: Ints, values: Floats, empty: float) -> Floats:
    """A ufunc over the members of each group."""
    result = np.full(len(count), empty)
    some = count > 0
    if some.any():
        starts = (np.cumsum(count) - count)[some]
        result[some] = how.reduceat(values, starts)
    return result
