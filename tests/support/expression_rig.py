"""Drains and rain stations for the tests of expressions, and a slow, plain interpreter to compare with."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from opscenter.domain import expression_tree as tree
from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.quality import Quality
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.rule_expression import nodes_of
from opscenter.domain.sphere import metres_between

STALE_MS = 60_000
KM = 1 / 111.195
"""Degrees of a kilometre along a meridian."""


def words(text: str) -> dict[str, str]:
    return {"en": text, "zh_Hant": text, "zh_Hans": text}


def attributes(*all_of: Attribute) -> dict[str, Attribute]:
    return {one.name: one for one in all_of}


DRAIN = attributes(
    Attribute("fill", words("Fill"), "C62", "%", 0, shown_factor=100.0),
    Attribute("height", words("Height"), "MTR", "m", 2),
    Attribute("pump", words("Pump"), states={one: words(one) for one in ("on", "off", "fault")}),
    Attribute("refStation", words("Station")),
    Attribute("areaServed", words("Area")),
)
STATION = attributes(
    Attribute("rain", words("Rain"), "H67", "mm/h", 1),
    Attribute("state", words("State"), states={"ok": words("ok"), "broken": words("broken")}),
    Attribute("areaServed", words("Area")),
)


def rule(expression: str = "", **changes: object) -> Rule:
    made = Rule(
        id="early",
        kind=RuleKind.EXPRESSION,
        entity_type="Drain",
        attribute="",
        priority=Priority.HIGH,
        text=words("{name}: {value} {unit} over {limit}"),
        expression=expression,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def catalogue(*rules: Rule) -> Catalogue:
    drain = Kind("Drain", "s", words("Drain"), stale_after_ms=STALE_MS, attributes=DRAIN, rules=rules)
    station = Kind("Station", "s", words("Station"), stale_after_ms=STALE_MS, attributes=STATION)
    return Catalogue(kinds={"Drain": drain, "Station": station})


@dataclass
class Reading:
    """One value on its way: number or text of an attribute of an entity."""

    at: int
    row: int
    name: str
    value: float | str | None
    quality: int = Quality.GOOD


class ExpressionRig:
    """An engine over `drains` drains and `stations` stations; rows in that order."""

    def __init__(self, *rules: Rule, drains: int = 1, stations: int = 1, lag_ms: int = 0) -> None:
        self.engine = AlarmEngine(catalogue(*rules), lag_ms)
        self.types = ["Drain"] * drains + ["Station"] * stations
        ids = [f"urn:d{n}" for n in range(drains)] + [f"urn:s{n}" for n in range(stations)]
        self.engine.add_entities(0, ids, self.types)
        self.cell: dict[tuple[int, str], int] = {}
        for row, kind in enumerate(self.types):
            for name in DRAIN if kind == "Drain" else STATION:
                self.cell[row, name] = len(self.cell)
        self.engine.add_cells(0, [row for row, _ in self.cell], [name for _, name in self.cell])
        self.drains = drains
        self.now = 0

    def place(self, *places: tuple[int, float, float], at: int = 0) -> None:
        """(row, km east, km north) of 0.1 degrees east, 0.1 degrees north, near where a degree is a degree."""
        rows, east, north = (np.array(one) for one in zip(*places, strict=True))
        times = np.full(len(rows), at)
        self.engine.judge_places(rows, times, 0.1 + east * KM, 0.1 + north * KM, self.now)

    def say(self, *readings: Reading | tuple[Any, ...], tick: bool = True) -> None:
        """One beat of readings."""
        told = [one if isinstance(one, Reading) else Reading(*one) for one in readings]
        self.now = max([self.now, *(one.at for one in told)])
        numbers = [one for one in told if isinstance(one.value, float)]
        texts = [one for one in told if not isinstance(one.value, float)]
        self.engine.judge(
            np.array([self.cell[one.row, one.name] for one in numbers], np.int64),
            np.array([one.at for one in numbers], np.int64),
            np.array([one.value for one in numbers], np.float64),
            np.array([one.quality for one in numbers], np.uint8),
            self.now,
        )
        self.engine.judge_texts(
            [self.cell[one.row, one.name] for one in texts],
            [one.at for one in texts],
            [one.value if isinstance(one.value, str) else None for one in texts],
            [one.quality for one in texts],
            self.now,
        )
        if tick:
            self.engine.tick(self.now)

    def tick(self, now: int) -> None:
        self.now = max(self.now, now)
        self.engine.tick(now)

    def heard(self, *rows: int, at: int) -> None:
        self.engine.heard(np.array(rows), np.full(len(rows), at))

    def happened(self) -> list[tuple[int, str, str]]:
        """(event time, entity, raised | cleared) since the last look."""
        return [
            (one.at, one.entity[4:], one.event)
            for one in self.engine.take_events()
            if one.event in ("raised", "cleared")
        ]


# -- a plain interpreter ----------------------------------------------------------------------------------------

Known = tuple[float, float]
"""A number that lies from .. to; the same twice: known."""


@dataclass
class World:
    """What is known at one moment: value and whether it is suspect, by entity and attribute; places in degrees."""

    types: Sequence[str]
    values: dict[tuple[int, str], tuple[float | str | None, bool]] = field(default_factory=dict)
    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    trusting: bool = True

    def value(self, row: int, name: str) -> float | str | None:
        value, suspect = self.values.get((row, name), (None, False))
        return None if suspect and not self.trusting else value

    # conditions: True, False, None

    def holds(self, node: Any, own: int, member: int = -1) -> bool | None:
        match node:
            case tree.Always():
                return bool(node.value)
            case tree.Opposite():
                inner = self.holds(node.operand, own, member)
                return None if inner is None else not inner
            case tree.Both():
                found = [self.holds(one, own, member) for one in node.operands]
                decides = not node.every
                if decides in found:
                    return decides
                return None if None in found else not decides
            case tree.TextIs():
                text = self.read(node.input, own, member)
                return text.strip().lower() in node.texts if isinstance(text, str) else None
            case tree.AnyOf():
                members = self.members(node, own)
                if members is None:
                    return None
                found = [self.holds(node.operand, own, one) for one in members]
                return True if True in found else None if None in found else False
            case tree.Compared():
                return compared(
                    node.operator, self.number(node.left, own, member), self.number(node.right, own, member)
                )
        raise AssertionError(node)

    def number(self, node: Any, own: int, member: int = -1) -> Known:
        match node:
            case tree.Constant():
                return node.value, node.value
            case tree.Number():
                value = self.read(node.input, own, member)
                return (value, value) if isinstance(value, float) else UNKNOWN
            case tree.Scaled():
                low, high = self.number(node.operand, own, member)
                return low * node.factor + node.offset, high * node.factor + node.offset
            case tree.Absolute():
                low, high = self.number(node.operand, own, member)
                return (0.0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))
            case tree.Choice():
                ends = [self.number(one, own, member) for one in node.operands]
                choose = max if node.largest else min
                return choose(low for low, _ in ends), choose(high for _, high in ends)
            case tree.Sum():
                total = (0.0, 0.0)
                for sign, one in zip(node.signs, node.operands, strict=True):
                    low, high = self.number(one, own, member)
                    total = (total[0] + low, total[1] + high) if sign > 0 else (total[0] - high, total[1] - low)
                return sane(*total)
            case tree.Product():
                result = self.number(node.operands[0], own, member)
                for power, one in zip(node.powers[1:], node.operands[1:], strict=True):
                    result = times(result, inverse(self.number(one, own, member), power))
                return sane(*result)
            case tree.Reduced():
                return self.reduced(node, own)
        raise AssertionError(node)

    def reduced(self, node: tree.Reduced, own: int) -> Known:
        members = self.members(node, own)
        if members is None:
            return UNKNOWN
        if node.how == "count":
            found = [self.holds(node.operand, own, one) for one in members]
            return float(found.count(True)), float(found.count(True) + found.count(None))
        ends = [self.number(node.operand, own, one) for one in members]
        if node.how == "sum":
            return sane(sum(low for low, _ in ends), sum(high for _, high in ends))
        if not ends:
            return UNKNOWN
        if node.how == "mean":
            return sane(sum(low for low, _ in ends) / len(ends), sum(high for _, high in ends) / len(ends))
        choose = max if node.how == "max" else min
        return choose(low for low, _ in ends), choose(high for _, high in ends)

    def read(self, read: tree.Input, own: int, member: int) -> float | str | None:
        if read.whose is tree.Whose.OWN:
            return self.value(own, read.attribute)
        if read.whose is tree.Whose.MEMBER:
            return self.value(member, read.attribute)
        which = read.which if read.whose is tree.Whose.FIXED else self.value(own, read.which)
        number = self.types.index("Station") + int(which[5:]) if isinstance(which, str) and which[:5] == "urn:s" else -1
        return self.value(number, read.attribute)

    def members(self, node: tree.Reduced | tree.AnyOf, own: int) -> list[int] | None:
        scope = node.group.scope
        rows = [row for row, kind in enumerate(self.types) if kind == node.group.kind]
        asked = [one.attribute for one in nodes_of(node.operand) if isinstance(one, tree.Input)]
        rows = [row for row in rows if not asked or any((row, name) in self.values for name in asked)]
        if scope.where is tree.Where.SAME:
            mine = self.value(own, scope.attribute)
            return None if mine is None else [row for row in rows if self.value(row, scope.attribute) == mine]
        if scope.where is tree.Where.WITHIN:
            if own not in self.places:
                return None
            return [
                row
                for row in rows
                if row in self.places and metres_between(*self.places[own], *self.places[row]) <= scope.metres
            ]
        return rows


UNKNOWN: Known = (-math.inf, math.inf)


def sane(low: float, high: float) -> Known:
    return UNKNOWN if math.isnan(low) or math.isnan(high) or low == math.inf or high == -math.inf else (low, high)


def inverse(one: Known, power: int) -> Known:
    if power > 0:
        return one
    return UNKNOWN if one[0] <= 0 <= one[1] else (1 / one[1], 1 / one[0])


def times(one: Known, other: Known) -> Known:
    corners = [0.0 if math.isnan(a * b) else a * b for a in one for b in other]
    return min(corners), max(corners)


def compared(operator: str, left: Known, right: Known) -> bool | None:
    if operator in ("<", "<="):
        left, right, operator = right, left, {"<": ">", "<=": ">="}[operator]
    if operator == ">":
        return True if left[0] > right[1] else False if left[1] <= right[0] else None
    if operator == ">=":
        return True if left[0] >= right[1] else False if left[1] < right[0] else None
    same = True if left[0] == left[1] == right[0] == right[1] else None
    if left[1] < right[0] or left[0] > right[1]:
        same = False
    return same if operator == "=" or same is None else not same
