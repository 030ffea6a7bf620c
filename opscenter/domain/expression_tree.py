"""What an expression says, as a tree: first as it was written, then checked, with every name bound and every unit fit.

Written: `Literal`, `Name`, `Of`, `Call`, `Chain`, `Comparison`, `Among`, `Negative`, `Not`. Checked: numbers are
`Constant`, `Number`, `Sum`, `Product`, `Choice`, `Absolute`, `Reduced`; conditions `Compared`, `TextIs`, `Both`,
`Opposite`, `Always`, `AnyOf`.
"""

from dataclasses import dataclass
from enum import StrEnum

# -- as written ------------------------------------------------------------------------------------------------


@dataclass(slots=True, frozen=True)
class Literal:
    """A number with its unit ("" without), a text, true or false."""

    at: int
    value: float | str | bool
    unit: str = ""


@dataclass(slots=True, frozen=True)
class Name:
    """A name with dots: an attribute of the rule's own entity, or Kind.attribute inside of an aggregate."""

    at: int
    text: str


@dataclass(slots=True, frozen=True)
class Of:
    """`Kind["id"].attribute` or `Kind[refDevice].attribute`."""

    at: int
    kind: str
    which: "Literal | Name"
    attribute: str
    attribute_at: int


class Where(StrEnum):
    """Which entities of a kind an aggregate is about, seen from the rule's entity."""

    EVERYWHERE = "everywhere"
    WITHIN = "within"
    SAME = "same"


@dataclass(slots=True, frozen=True)
class Scope:
    """Where an aggregate looks: everywhere, within `metres`, or where the text of `attribute` is the same."""

    where: Where
    at: int
    metres: float = 0.0
    attribute: str = ""


@dataclass(slots=True, frozen=True)
class Call:
    """`name(arguments)`, of aggregates with where."""

    at: int
    name: str
    arguments: "tuple[Written, ...]"
    scope: Scope


@dataclass(slots=True, frozen=True)
class Chain:
    """Operands joined by operators of one precedence: and; or; + and -; * and /."""

    at: int
    operators: tuple[str, ...]
    places: tuple[int, ...]
    operands: "tuple[Written, ...]"


@dataclass(slots=True, frozen=True)
class Comparison:
    """`left operator right`."""

    at: int
    operator: str
    left: "Written"
    right: "Written"


@dataclass(slots=True, frozen=True)
class Among:
    """`left in ("a", "b")`."""

    at: int
    left: "Written"
    choices: tuple[Literal, ...]
    negated: bool


@dataclass(slots=True, frozen=True)
class Negative:
    """`-operand`."""

    at: int
    operand: "Written"


@dataclass(slots=True, frozen=True)
class Not:
    """`not operand`."""

    at: int
    operand: "Written"


Written = Literal | Name | Of | Call | Chain | Comparison | Among | Negative | Not

# -- checked ---------------------------------------------------------------------------------------------------


class Whose(StrEnum):
    """Whose attribute is read."""

    OWN = "own"
    MEMBER = "member"  # of the entity an aggregate looks at
    FIXED = "fixed"  # of the entity `which`
    REFERRED = "referred"  # of the entity whose id is the text of the own attribute `which`


@dataclass(slots=True, frozen=True)
class Input:
    """An attribute that is read, as a number or as a text."""

    whose: Whose
    kind: str
    attribute: str
    as_text: bool = False
    which: str = ""


@dataclass(slots=True, frozen=True)
class Constant:
    """A number."""

    value: float


@dataclass(slots=True, frozen=True)
class Number:
    """The number of an attribute, as it is published."""

    input: Input


@dataclass(slots=True, frozen=True)
class Scaled:
    """A number in another unit: times `factor`, plus `offset`."""

    operand: "NumberNode"
    factor: float
    offset: float


@dataclass(slots=True, frozen=True)
class Sum:
    """A sum; what has a -1 beside it is taken away."""

    operands: "tuple[NumberNode, ...]"
    signs: tuple[int, ...]


@dataclass(slots=True, frozen=True)
class Product:
    """A product; what has a -1 beside it divides."""

    operands: "tuple[NumberNode, ...]"
    powers: tuple[int, ...]


@dataclass(slots=True, frozen=True)
class Choice:
    """The largest or the smallest of several."""

    largest: bool
    operands: "tuple[NumberNode, ...]"


@dataclass(slots=True, frozen=True)
class Absolute:
    """The size of a number."""

    operand: "NumberNode"


@dataclass(slots=True, frozen=True)
class Group:
    """The entities an aggregate looks at."""

    kind: str
    scope: Scope


@dataclass(slots=True, frozen=True)
class Reduced:
    """max, min, mean or sum of a number over a group, or the count of those of which a condition holds."""

    how: str
    group: Group
    operand: "NumberNode | ConditionNode"


NumberNode = Constant | Number | Scaled | Sum | Product | Choice | Absolute | Reduced


@dataclass(slots=True, frozen=True)
class Shown:
    """What the left side of a comparison is: the attribute it is made of ("" for several), whether that is one of the
    rule's own entity, and the number it is compared with, if it is one."""

    kind: str
    attribute: str
    own: bool
    limit: float | None


@dataclass(slots=True, frozen=True)
class Compared:
    """A comparison of numbers: <, <=, >, >=, =, !=."""

    operator: str
    left: NumberNode
    right: NumberNode
    shown: Shown


@dataclass(slots=True, frozen=True)
class TextIs:
    """The text of an attribute, lower-case, is one of these."""

    input: Input
    texts: tuple[str, ...]


@dataclass(slots=True, frozen=True)
class Both:
    """All of these hold (`every`), or any of them."""

    every: bool
    operands: "tuple[ConditionNode, ...]"


@dataclass(slots=True, frozen=True)
class Opposite:
    """It does not hold."""

    operand: "ConditionNode"


@dataclass(slots=True, frozen=True)
class Always:
    """true, false; and of a kind in `count(Kind ...)`: it is there."""

    value: bool


@dataclass(slots=True, frozen=True)
class AnyOf:
    """A condition holds for any of a group."""

    group: Group
    operand: "ConditionNode"


ConditionNode = Compared | TextIs | Both | Opposite | Always | AnyOf
