"""One EXPRESSION rule, ready to run: what it needs of whom, and what of it must be looked at when something changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.expression_state import Form, Wanted
from opscenter.domain.expression_tree import AnyOf, Group, Input, Number, Reduced, TextIs, Where, Whose
from opscenter.domain.remembered import Sort
from opscenter.domain.rule import Rule
from opscenter.domain.rule_expression import Expression, nodes_of
from opscenter.domain.rule_instances import NO_TIME

Ints = NDArray[np.int64]


IS_THERE: Wanted = ("", Form.NUMBER)
"""Instead of an attribute: that an entity is there at all."""


@dataclass(slots=True, frozen=True)
class Need:
    """An attribute that an expression reads: whose, of which kind, and of members which group."""

    whose: Whose
    kind: str
    wanted: Wanted
    which: str = ""
    group: Group | None = None


def needs_of(expression: Expression) -> list[Need]:
    """Everything an expression reads, each once."""
    found: list[Need] = []
    for node in nodes_of(expression.condition):
        if isinstance(node, Number | TextIs) and node.input.whose is not Whose.MEMBER:
            found.append(_need(node.input, node, None))
            if node.input.whose is Whose.REFERRED:
                found.append(Need(Whose.OWN, expression.entity_type, (node.input.which, Form.WORD)))
        elif isinstance(node, Reduced | AnyOf):
            found += members_need(node)
            if not members_need(node):
                found.append(Need(Whose.MEMBER, node.group.kind, IS_THERE, group=node.group))
            scope = node.group.scope
            if scope.where is Where.SAME:
                found.append(Need(Whose.OWN, expression.entity_type, (scope.attribute, Form.WORD)))
                found.append(Need(Whose.MEMBER, node.group.kind, (scope.attribute, Form.WORD), group=node.group))
    return list(dict.fromkeys(found))


def members_need(node: Reduced | AnyOf) -> list[Need]:
    """What an aggregate asks of its members."""
    inner = nodes_of(node.operand)
    return [_need(one.input, one, node.group) for one in inner if isinstance(one, Number | TextIs)]


def _need(read: Input, node: Number | TextIs, group: Group | None) -> Need:
    form = Form.TEXT if isinstance(node, TextIs) else Form.NUMBER
    return Need(read.whose, read.kind, (read.attribute, form), read.which, group)


def texts_of(expression: Expression) -> Iterator[str]:
    """The texts that an expression names."""
    for node in nodes_of(expression.condition):
        if isinstance(node, TextIs):
            yield from node.texts


@dataclass(slots=True)
class Program:
    """A rule over all entities of its kind. By local number of the entity: `instances`, `last` (event time judged).

    `owed`: instances that a beat could not afford to judge, and their times; `turn`: whose turn is next.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "last": Sort.COLUMN,
        "turn": int,
    }

    rule: Rule
    expression: Expression
    needs: list[Need]
    instances: Column[np.int64] = field(default_factory=lambda: Column(np.int64, -1))
    last: Column[np.int64] = field(default_factory=lambda: Column(np.int64, NO_TIME))
    owed: tuple[Ints, Ints] = field(default_factory=lambda: (np.empty(0, np.int64), np.empty(0, np.int64)))
    turn: int = 0

    def remember_more(self) -> dict[str, Ints]:
        """See `domain.remembered`."""
        return {"owed": self.owed[0], "owed_at": self.owed[1]}

    def recall_more(self, more: dict[str, Ints]) -> None:
        """See `domain.remembered`."""
        owed, at = more["owed"], more["owed_at"]
        if len(owed) != len(at) or (len(owed) and not 0 <= owed.min() <= owed.max() < len(self.instances)):
            raise ValueError("moments are owed to instances that there are not")
        self.owed = owed, at
