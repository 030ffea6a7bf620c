"""The expressions of EXPRESSION rules: a small language for operators and engineers, with no `eval` behind it.

An expression says whether something holds for one entity of the rule's kind:

    fillRatio > 0.75 and max(WeatherObserved.rainRate within 2 km) > 30 mm/h
    pumpState = "fault" or count(FloodMonitoring.pumpState = "fault" within 1 km) >= 2
    windSpeed > 1.5 * mean(WeatherObserved.windSpeed) and not any(WeatherAlert.severity = "critical")

The grammar stands in `expression_parsing`; resources/catalogue/README.md explains it with examples. It is checked as a
whole against the catalogue: names, texts, units and limits, each fault a sentence with its column.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from opscenter.domain.catalogue import Attribute, Kind
from opscenter.domain.expression_checking import Checking
from opscenter.domain.expression_parsing import parse_expression
from opscenter.domain.expression_tokens import ExpressionFault
from opscenter.domain.expression_tree import Compared, ConditionNode, Group, Input, Where, Whose

__all__ = ["Expression", "ExpressionErrors", "ExpressionFault", "check_expression", "read_expression"]

MOST_INPUTS = 32
"""How many different attributes an expression may read."""


class ExpressionErrors(Exception):
    """All that is wrong with an expression: `sentences`, each with its column."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


@dataclass(slots=True, frozen=True)
class Expression:
    """A checked expression over entities of one type.

    `comparisons` are those of numbers outside of aggregates, in order of reading; `inputs` the attributes read,
    `groups` the entities that its aggregates look at.
    """

    text: str
    entity_type: str
    condition: ConditionNode
    comparisons: tuple[Compared, ...]
    inputs: tuple[Input, ...]
    groups: tuple[Group, ...]


def read_expression(
    text: str, entity_type: str, kinds: Mapping[str, Kind], common: Mapping[str, Attribute] | None = None
) -> Expression:
    """The expression of a rule over `entity_type`. Raises ExpressionErrors with everything that is wrong with it.

    `common`: attributes that any kind may have, where `kinds` do not have them yet.
    """
    try:
        tree = parse_expression(text)
    except ExpressionFault as fault:
        raise ExpressionErrors([fault.located(text)]) from None
    checking = Checking(entity_type, kinds, common or {})
    condition = checking.condition(tree)
    inputs = tuple(dict.fromkeys(_inputs(condition, entity_type)))
    faults = checking.faults
    if not faults and len(inputs) > MOST_INPUTS:
        faults = [ExpressionFault(0, f"it reads {len(inputs)} attributes: at most {MOST_INPUTS} can be looked at")]
    if not faults and not inputs and not any(isinstance(node, Group) for node in nodes_of(condition)):
        faults = [ExpressionFault(0, "it looks at no attribute: it would hold always or never")]
    if faults:
        told = {fault.located(text): fault.at for fault in faults}
        raise ExpressionErrors(sorted(told, key=lambda sentence: told[sentence]))
    comparisons = tuple(node for node in _outside(condition) if isinstance(node, Compared))
    groups = tuple(dict.fromkeys(node for node in nodes_of(condition) if isinstance(node, Group)))
    return Expression(text, entity_type, condition, comparisons, inputs, groups)


def check_expression(
    text: str, entity_type: str, kinds: Mapping[str, Kind], common: Mapping[str, Attribute] | None = None
) -> list[str]:
    """Sentences of what is wrong with an expression, each with its column; none when it can be used."""
    try:
        read_expression(text, entity_type, kinds, common)
    except ExpressionErrors as errors:
        return errors.sentences
    return []


def nodes_of(node: Any) -> Iterator[Any]:
    """A node of a checked tree and all below it, in order of reading."""
    yield node
    for one in fields(node):
        value = getattr(node, one.name)
        for inner in value if isinstance(value, tuple) else (value,):
            if is_dataclass(inner):
                yield from nodes_of(inner)


def _outside(node: Any) -> Iterator[Any]:
    """The same, without what is asked of the members of groups."""
    yield node
    for one in fields(node):
        value = getattr(node, one.name)
        for inner in value if isinstance(value, tuple) else (value,):
            if is_dataclass(inner) and not (one.name == "operand" and hasattr(node, "group")):
                yield from _outside(inner)


def _inputs(condition: ConditionNode, entity_type: str) -> Iterator[Input]:
    for node in nodes_of(condition):
        if isinstance(node, Input):
            yield node
            if node.whose is Whose.REFERRED:
                yield Input(Whose.OWN, entity_type, node.which, as_text=True)
        elif isinstance(node, Group) and node.scope.where is Where.SAME:
            yield Input(Whose.OWN, entity_type, node.scope.attribute, as_text=True)
            yield Input(Whose.MEMBER, node.kind, node.scope.attribute, as_text=True)
