"""A written expression -> a checked one: every name bound to the catalogue, every unit fit, every mistake told."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from opscenter.domain.catalogue import Attribute, Kind
from opscenter.domain.expression_tokens import ExpressionFault
from opscenter.domain.expression_tree import (
    Absolute,
    Always,
    Among,
    AnyOf,
    Both,
    Call,
    Chain,
    Choice,
    Compared,
    Comparison,
    ConditionNode,
    Constant,
    Group,
    Input,
    Literal,
    Name,
    Negative,
    Not,
    Number,
    NumberNode,
    Of,
    Opposite,
    Product,
    Reduced,
    Scaled,
    Shown,
    Sum,
    TextIs,
    Where,
    Whose,
    Written,
)
from opscenter.domain.toml_table import nearest
from opscenter.domain.unit_conversion import Unit, convert, unit_named
from opscenter.domain.units import unit_symbol

_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_BOOLEAN = frozenset(("true", "false"))
_ONE = Unit(())
_T = TypeVar("_T")


@dataclass(slots=True, frozen=True)
class _Measured:
    """A number and its unit. `unit` None: not known. `plain`: a number without a unit, which fits every one."""

    node: NumberNode
    unit: Unit | None = None
    written: str = ""
    plain: bool = False
    of: tuple[str, str, bool] = ("", "", False)  # kind and attribute, when it is made of one; whether its own


_NOTHING = _Measured(Constant(math.nan), plain=True)


class Checking:
    """Checks one expression of the rules of one kind; `faults` gathers what is wrong."""

    def __init__(self, entity_type: str, kinds: Mapping[str, Kind], common: Mapping[str, Attribute]) -> None:
        self._type = entity_type
        self._kinds = kinds
        self._common = common
        self._group = ""  # the kind of the aggregate that is being read
        self._call = ""
        self.faults: list[ExpressionFault] = []

    # -- conditions ------------------------------------------------------------------------------------------

    def condition(self, tree: Written) -> ConditionNode:
        """A tree that says whether something holds."""
        if isinstance(tree, Chain) and tree.operators[0] in ("and", "or"):
            return Both(tree.operators[0] == "and", tuple(self.condition(one) for one in tree.operands))
        if isinstance(tree, Not):
            return Opposite(self.condition(tree.operand))
        if isinstance(tree, Comparison):
            return self._compared(tree)
        if isinstance(tree, Among):
            return self._among(tree)
        if isinstance(tree, Literal) and isinstance(tree.value, bool):
            return Always(tree.value)
        if isinstance(tree, Call) and tree.name == "any":
            group, operand = self._aggregate(tree, self._member_condition)
            return AnyOf(group, operand)
        if isinstance(tree, Name | Of):
            return self._bare(tree)
        return self._no_condition(tree)

    def _no_condition(self, tree: Written) -> ConditionNode:
        if isinstance(tree, Literal) and isinstance(tree.value, str):
            self._wrong(tree.at, f'"{tree.value}" is a text: compare an attribute with it')
        else:
            self._wrong(tree.at, "this is a number: say what it is compared with, as in ... > 5")
        return Always(False)

    def _bare(self, tree: Name | Of) -> ConditionNode:
        found = self._attribute(tree)
        if found is None:
            return Always(False)
        whose, kind, attribute, which = found
        if attribute.states and set(attribute.states) <= _BOOLEAN:
            return TextIs(Input(whose, kind, attribute.name, True, which), ("true",))
        what = '= "..."' if _is_text(attribute) else "> ..."
        self._wrong(
            tree.at, f"{attribute.name} alone is no condition: write what it should be, {attribute.name} {what}"
        )
        return Always(False)

    def _compared(self, tree: Comparison) -> ConditionNode:
        left, right = tree.left, tree.right
        for side, other in ((right, left), (left, right)):
            if isinstance(side, Literal) and isinstance(side.value, str | bool):
                return self._text_compared(tree, other, side)
        operator = tree.operator
        if isinstance(left, Literal) and not isinstance(right, Literal):
            left, right, operator = right, left, _MIRROR[operator]
        first, second = self._fitted(self.number(left), self.number(right), tree.at)
        limit = second.node.value if isinstance(second.node, Constant) else None
        return Compared(operator, first.node, second.node, Shown(*first.of, limit))

    def _text_compared(self, tree: Comparison, side: Written, text: Literal) -> ConditionNode:
        told = str(text.value).lower() if isinstance(text.value, bool) else str(text.value)
        if tree.operator not in ("=", "!="):
            self._wrong(tree.at, f'a text is equal to another or not: "{tree.operator}" needs numbers')
            return Always(False)
        return self._is(side, (Literal(text.at, told),), tree.operator == "!=")

    def _among(self, tree: Among) -> ConditionNode:
        return self._is(tree.left, tree.choices, tree.negated)

    def _is(self, side: Written, texts: tuple[Literal, ...], negated: bool) -> ConditionNode:
        if not isinstance(side, Name | Of):
            self._wrong(side.at, "only an attribute can be compared with a text")
            return Always(False)
        found = self._attribute(side)
        if found is None:
            return Always(False)
        whose, kind, attribute, which = found
        lowered = []
        for text in texts:
            lower = str(text.value).strip().lower()
            lowered.append(lower)
            if _is_number(attribute):
                self._wrong(text.at, f'{attribute.name} is a number, "{text.value}" is a text')
            elif attribute.states and lower not in attribute.states:
                self._wrong(text.at, f'{attribute.name} is never "{text.value}"{nearest(lower, attribute.states)}')
        node = TextIs(Input(whose, kind, attribute.name, True, which), tuple(dict.fromkeys(lowered)))
        return Opposite(node) if negated else node

    # -- numbers ---------------------------------------------------------------------------------------------

    def number(self, tree: Written) -> _Measured:
        """A tree that says how much."""
        if isinstance(tree, Literal):
            return self._literal(tree)
        if isinstance(tree, Name | Of):
            return self._read(tree)
        if isinstance(tree, Negative):
            inner = self.number(tree.operand)
            if isinstance(inner.node, Constant):
                return _Measured(Constant(-inner.node.value), inner.unit, inner.written, inner.plain)
            return _Measured(Sum((inner.node,), (-1,)), inner.unit, inner.written, inner.plain)
        if isinstance(tree, Chain) and tree.operators[0] in "+-":
            return self._sum(tree)
        if isinstance(tree, Chain) and tree.operators[0] in "*/":
            return self._product(tree)
        if isinstance(tree, Call) and tree.name != "any":
            return self._called(tree)
        self._wrong(tree.at, "a number is expected here, and this holds or does not")
        return _NOTHING

    def _literal(self, tree: Literal) -> _Measured:
        if isinstance(tree.value, str | bool):
            self._wrong(tree.at, f'a number is expected here, "{tree.value}" is none')
            return _NOTHING
        unit = unit_named(tree.unit) if tree.unit else None
        if tree.unit and unit is None:
            self._wrong(tree.at, f'"{tree.unit}" is no unit that is known here')
        return _Measured(Constant(tree.value), unit, tree.unit, plain=not tree.unit)

    def _read(self, tree: Name | Of) -> _Measured:
        found = self._attribute(tree)
        if found is None:
            return _NOTHING
        whose, kind, attribute, which = found
        if _is_text(attribute):
            example = next(iter(attribute.states), "...")
            self._wrong(
                tree.at, f'{attribute.name} is a text: compare it with one in quotes, {attribute.name} = "{example}"'
            )
            return _NOTHING
        label = attribute.unit_label if attribute.shown_factor == 1.0 else ""
        unit = unit_named(attribute.unit or label) if attribute.unit or label else None
        written = label or unit_symbol(attribute.unit) or ("a plain number" if unit == _ONE else attribute.unit)
        node = Number(Input(whose, kind, attribute.name, False, which))
        return _Measured(node, unit, written if unit else "", of=(kind, attribute.name, whose is Whose.OWN))

    def _sum(self, tree: Chain) -> _Measured:
        terms = [self.number(one) for one in tree.operands]
        signs = tuple(-1 if operator == "-" else 1 for operator in ("+", *tree.operators))
        fitted = self._all_fitted(terms, (tree.at, *tree.places), adding=True)
        first = fitted[0]
        return _Measured(Sum(tuple(one.node for one in fitted), signs), first.unit, first.written, first.plain)

    def _product(self, tree: Chain) -> _Measured:
        terms = [self.number(one) for one in tree.operands]
        powers = tuple(-1 if operator == "/" else 1 for operator in ("*", *tree.operators))
        for term, power, place in zip(terms[1:], powers[1:], tree.places, strict=True):
            if power < 0 and isinstance(term.node, Constant) and term.node.value == 0.0:
                self._wrong(place, "nothing can be divided by 0")
        node = Product(tuple(term.node for term in terms), powers)
        if all(term.plain for term in terms):
            return _Measured(node, plain=True)
        measured = [(term, power) for term, power in zip(terms, powers, strict=True) if not term.plain]
        if any(term.unit is None for term, _ in measured):
            return _Measured(node)
        if any(term.unit is not None and term.unit.offset for term, _ in measured):
            (only, power), *others = measured
            return _Measured(node, only.unit, only.written) if not others and power > 0 else _Measured(node)
        unit, written = _ONE, []
        for term, power in measured:
            assert term.unit is not None
            unit = unit.times(term.unit, power)
            written.append(term.written if power > 0 else f"1/({term.written})")
        return _Measured(node, unit, " × ".join(written))

    def _called(self, tree: Call) -> _Measured:
        if tree.name == "count":
            group, condition = self._aggregate(tree, self._member_condition)
            return _Measured(Reduced("count", group, condition), _ONE, "a plain number")
        if tree.name in ("mean", "sum") or (tree.name in ("max", "min") and len(tree.arguments) == 1):
            group, inner = self._aggregate(tree, self.number)
            how, node = tree.name, inner.node
            of = inner.of if how != "sum" else ("", "", False)
            return _Measured(Reduced(how, group, node), inner.unit, inner.written, of=of)
        if tree.scope.where is not Where.EVERYWHERE:
            self._wrong(tree.scope.at, f"{tree.name} of several numbers has no place; it takes one of another kind")
        if tree.name == "abs" and len(tree.arguments) != 1:
            self._wrong(tree.at, "abs takes one number")
        terms = [self.number(one) for one in tree.arguments]
        if tree.name == "abs":
            return _Measured(Absolute(terms[0].node), terms[0].unit, terms[0].written, terms[0].plain)
        fitted = self._all_fitted(terms, tuple(one.at for one in tree.arguments))
        node = Choice(tree.name == "max", tuple(one.node for one in fitted))
        return _Measured(node, fitted[0].unit, fitted[0].written, fitted[0].plain)

    # -- aggregates ------------------------------------------------------------------------------------------

    def _aggregate(self, tree: Call, read: Callable[[Written], _T]) -> tuple[Group, _T]:
        """The group of an aggregate and what is asked of its members."""
        argument = tree.arguments[0]
        if self._group:
            self._wrong(tree.at, f"{tree.name}(...) cannot stand in {self._call}(...)")
            return Group(self._group, tree.scope), read(argument)
        if len(tree.arguments) > 1:
            self._wrong(tree.arguments[1].at, f"{tree.name} takes one thing, of entities of one kind")
        name = _first_name(argument)
        kind = self._kind_of(name.text) if name else ""
        if not name or not kind:
            self._no_kind(tree, name)
            return Group("", tree.scope), read(Literal(argument.at, True if read == self._member_condition else 0.0))
        self._group, self._call = kind, tree.name
        inner = read(argument)
        self._group = self._call = ""
        if tree.scope.where is Where.SAME:
            for one in (self._type, kind):
                same = self._known(tree.scope.at, one, tree.scope.attribute)
                if same and _is_number(same):
                    self._wrong(tree.scope.at, f"{same.name} is a number: entities are put together by a text")
        return Group(kind, tree.scope), inner

    def _no_kind(self, tree: Call, name: Name | None) -> None:
        if name is None:
            self._wrong(tree.at, f"{tree.name}(...) names no kind: write {tree.name}(Kind.attribute within 2 km)")
            return
        kind, dot, _ = name.text.partition(".")
        if dot:
            self._wrong(name.at, f'there is no kind "{kind}"{nearest(kind, self._kinds)}')
        else:
            self._wrong(
                name.at,
                f"{tree.name}(...) is about entities of a kind: write {tree.name}(Kind.{name.text} within 2 km)",
            )

    def _member_condition(self, tree: Written) -> ConditionNode:
        if isinstance(tree, Name) and tree.text == self._group:
            return Always(True)
        return self.condition(tree)

    # -- names -----------------------------------------------------------------------------------------------

    def _attribute(self, tree: Name | Of) -> tuple[Whose, str, Attribute, str] | None:
        if isinstance(tree, Of):
            return self._of(tree)
        if self._group:
            if tree.text.startswith(f"{self._group}."):
                attribute = self._known(tree.at, self._group, tree.text[len(self._group) + 1 :])
                return (Whose.MEMBER, self._group, attribute, "") if attribute else None
            other = self._kind_of(tree.text)
            if other:
                self._wrong(tree.at, f"{self._call}(...) is about {self._group}, and this is of another kind, {other}")
            else:
                self._wrong(
                    tree.at, f"in {self._call}(...) every attribute stands with its kind: {self._group}.{tree.text}"
                )
            return None
        attributes = self._attributes(self._type)
        kind = self._kind_of(tree.text)
        if tree.text not in attributes and kind:
            self._wrong(
                tree.at,
                f"{kind} is a kind of many entities: say which, as in max({tree.text} within 2 km) "
                f'or {kind}["id"].attribute',
            )
            return None
        attribute = self._known(tree.at, self._type, tree.text)
        return (Whose.OWN, self._type, attribute, "") if attribute else None

    def _of(self, tree: Of) -> tuple[Whose, str, Attribute, str] | None:
        if self._group:
            self._wrong(tree.at, f"in {self._call}(...) only attributes of {self._group} can stand")
            return None
        if tree.kind not in self._kinds:
            self._wrong(tree.at, f'there is no kind "{tree.kind}"{nearest(tree.kind, self._kinds)}')
            return None
        attribute = self._known(tree.attribute_at, tree.kind, tree.attribute)
        if isinstance(tree.which, Literal):
            which, whose = str(tree.which.value), Whose.FIXED
            if not which.strip():
                self._wrong(tree.which.at, "the id of the entity is empty")
        else:
            which, whose = tree.which.text, Whose.REFERRED
            reference = self._known(tree.which.at, self._type, which)
            if reference and _is_number(reference):
                self._wrong(tree.which.at, f"{which} is a number: the id of an entity is a text")
        return (whose, tree.kind, attribute, which) if attribute else None

    def _known(self, at: int, kind: str, name: str) -> Attribute | None:
        attributes = self._attributes(kind)
        if name not in attributes:
            self._wrong(at, f'{kind} has no attribute "{name}"{nearest(name, attributes)}')
        return attributes.get(name)

    def _attributes(self, kind: str) -> dict[str, Attribute]:
        found = self._kinds.get(kind)
        return {**self._common, **(found.attributes if found else {})}

    def _kind_of(self, name: str) -> str:
        """The kind that a name with dots begins with."""
        ends = [at for at, letter in enumerate(name) if letter == "."] + [len(name)]
        return next((name[:end] for end in reversed(ends) if name[:end] in self._kinds), "")

    # -- units -----------------------------------------------------------------------------------------------

    def _all_fitted(self, terms: list[_Measured], places: tuple[int, ...], adding: bool = False) -> list[_Measured]:
        """All in the unit of the first that is not plain; the first of the list says which that is."""
        lead = next((term for term in terms if not term.plain), terms[0])
        fitted = [
            term if term is lead else self._fitted(lead, term, at, adding)[1]
            for term, at in zip(terms, places, strict=True)
        ]
        fitted[0] = replace(fitted[0], unit=lead.unit, written=lead.written, plain=lead.plain)
        return fitted

    def _fitted(self, lead: _Measured, term: _Measured, at: int, adding: bool = False) -> tuple[_Measured, _Measured]:
        """Two numbers that are compared or added, the second in the unit of the first."""
        if lead.plain or term.plain:
            return lead, term
        if lead.unit is None or term.unit is None:
            unknown, known = (lead, term) if lead.unit is None else (term, lead)
            if isinstance(known.node, Constant):
                what = f"{unknown.of[1]} has" if unknown.of[1] else "what it is compared with has"
                self._wrong(at, f"{what} no unit that is known: write the number without {known.written}")
            return lead, term
        if not lead.unit.fits(term.unit):
            self._wrong(at, f"{_measure(term)} does not fit {_measure(lead)}")
            return lead, term
        if term.unit == lead.unit:
            return lead, term
        if adding and (lead.unit.offset or term.unit.offset):
            self._wrong(at, f"{_measure(term)} cannot be added to {_measure(lead)}: write both in one unit")
            return lead, term
        if isinstance(term.node, Constant):
            node: NumberNode = Constant(float(f"{convert(term.node.value, term.unit, lead.unit):.15g}"))
        else:
            node = Scaled(
                term.node, term.unit.factor / lead.unit.factor, (term.unit.offset - lead.unit.offset) / lead.unit.factor
            )
        return lead, replace(term, node=node, unit=lead.unit, written=lead.written)

    def _wrong(self, at: int, sentence: str) -> None:
        self.faults.append(ExpressionFault(at, sentence))


def _first_name(tree: Written) -> Name | None:
    """The first name in a tree, in order of reading."""
    if isinstance(tree, Name):
        return tree
    inner: tuple[Written, ...] = ()
    if isinstance(tree, Chain):
        inner = tree.operands
    elif isinstance(tree, Comparison):
        inner = (tree.left, tree.right)
    elif isinstance(tree, Among):
        inner = (tree.left,)
    elif isinstance(tree, Negative | Not):
        inner = (tree.operand,)
    elif isinstance(tree, Call):
        inner = tree.arguments
    return next((found for one in inner if (found := _first_name(one))), None)


def _is_number(attribute: Attribute) -> bool:
    """Whether the catalogue says that an attribute holds numbers."""
    return bool(attribute.unit) or attribute.low is not None or attribute.high is not None


def _is_text(attribute: Attribute) -> bool:
    """Whether the catalogue says that an attribute holds texts, none of which is a number."""
    return bool(attribute.states) and not _is_number(attribute) and not any(map(_reads_as_number, attribute.states))


def _reads_as_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _measure(term: _Measured) -> str:
    if isinstance(term.node, Constant):
        return f"{term.node.value:g} {term.written}"
    if term.of[1]:
        return f"{term.of[1]} ({term.written})"
    return f"what is in {term.written}" if term.written != "a plain number" else "a plain number"
