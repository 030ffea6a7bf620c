"""Words of an expression -> a tree, as it was written. Names and units are looked at by `expression_checking`.

    any of     a or b
    all of     a and b
    opposite   not a
    comparison a < b, <=, >, >=, =, !=; a in ("x", "y"); a not in ("x", "y")
    sums       a + b, a - b
    products   a * b, a / b
    smallest   5.2 mm/h, "text", true, fillRatio, -a, (a), abs(a), min(a, b), max(a, b)
    elsewhere  Kind["id"].attribute, Kind[refDevice].attribute
    aggregates max(Kind.attribute within 2 km), min, mean, sum, count(condition ...), any(condition ...);
               without "within" of all there are; "in same areaServed": of those whose text there is the same

Nesting is limited, and what is merely long is not nested: a tree is never deeper than its parentheses.
"""

from collections.abc import Callable

from opscenter.domain.expression_tokens import ExpressionFault, Token, tokens_of
from opscenter.domain.expression_tree import (
    Among,
    Call,
    Chain,
    Comparison,
    Literal,
    Name,
    Negative,
    Not,
    Of,
    Scope,
    Where,
    Written,
)
from opscenter.domain.unit_conversion import unit_named

DEEPEST = 32
"""How deep parentheses, calls, "not" and "-" may stand within one another."""
FURTHEST_M = 100_000.0
"""The largest radius of an aggregate, metres."""

AGGREGATES = ("max", "min", "mean", "sum", "count", "any")
FUNCTIONS = ("abs", *AGGREGATES)
_COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
_RESERVED = ("and", "or", "not", "in", "within", "same", "true", "false")


def parse_expression(text: str) -> Written:
    """The tree of an expression. Raises ExpressionFault."""
    return _Parser(tokens_of(text)).whole()


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Written:
        if self._here.kind == "end":
            raise ExpressionFault(0, "the expression is empty")
        tree = self._any_of()
        if self._here.kind != "end":
            raise self._unexpected()
        return tree

    # -- words -----------------------------------------------------------------------------------------------

    @property
    def _here(self) -> Token:
        return self._tokens[self._at]

    @property
    def _next(self) -> Token:
        return self._tokens[min(self._at + 1, len(self._tokens) - 1)]

    def _take(self) -> Token:
        token = self._here
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _expect(self, sign: str, after: str) -> Token:
        if not self._here.is_sign(sign):
            found = "the expression ends" if self._here.kind == "end" else f"there is {_told(self._here)}"
            raise ExpressionFault(self._here.at, f'"{sign}" is expected {after}, but here {found}')
        return self._take()

    def _unexpected(self) -> ExpressionFault:
        token = self._here
        if token.kind == "end":
            return ExpressionFault(token.at, "the expression ends where a value is expected")
        if token.is_sign(")"):
            return ExpressionFault(token.at, 'this ")" closes nothing')
        return ExpressionFault(token.at, f"{_told(token)} is not expected here")

    def _deeper(self, at: int) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionFault(at, f"the expression is too deep: more than {DEEPEST} within one another")

    # -- conditions ------------------------------------------------------------------------------------------

    def _any_of(self) -> Written:
        return self._chain(("or",), self._all_of)

    def _all_of(self) -> Written:
        return self._chain(("and",), self._opposite)

    def _chain(self, words: tuple[str, ...], operand: Callable[[], Written]) -> Written:
        start = self._here.at
        operands, operators, places = [operand()], [], []
        while self._here.is_word(*words) or self._here.is_sign(*words):
            token = self._take()
            operators.append(token.text.lower())
            places.append(token.at)
            operands.append(operand())
        if len(operands) == 1:
            return operands[0]
        return Chain(start, tuple(operators), tuple(places), tuple(operands))

    def _opposite(self) -> Written:
        if not self._here.is_word("not"):
            return self._comparison()
        token = self._take()
        self._deeper(token.at)
        inner = self._opposite()
        self._depth -= 1
        return Not(token.at, inner)

    def _comparison(self) -> Written:
        left = self._sum()
        token = self._here
        if token.is_word("in") and not self._next.is_word("same"):
            self._take()
            return Among(token.at, left, self._choices(), negated=False)
        if token.is_word("not") and self._next.is_word("in"):
            self._take()
            self._take()
            return Among(token.at, left, self._choices(), negated=True)
        if not token.is_sign(*_COMPARISONS):
            return left
        self._take()
        right = self._sum()
        if self._here.is_sign(*_COMPARISONS):
            raise ExpressionFault(
                self._here.at, 'one comparison follows another: join them with "and", as in 1 < x and x < 5'
            )
        return Comparison(token.at, token.text, left, right)

    def _choices(self) -> tuple[Literal, ...]:
        self._expect("(", 'after "in"')
        choices: list[Literal] = []
        while True:
            token = self._take()
            if token.kind == "text":
                choices.append(Literal(token.at, token.text))
            elif token.is_word("true", "false"):
                choices.append(Literal(token.at, token.text.lower()))
            else:
                raise ExpressionFault(token.at, 'only texts in quotes can stand in the list after "in"')
            if not self._here.is_sign(","):
                break
            self._take()
        self._expect(")", 'after the list of "in"')
        return tuple(choices)

    # -- numbers ---------------------------------------------------------------------------------------------

    def _sum(self) -> Written:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> Written:
        return self._chain(("*", "/"), self._negative)

    def _negative(self) -> Written:
        if not self._here.is_sign("-", "+"):
            return self._smallest()
        token = self._take()
        self._deeper(token.at)
        inner = self._negative()
        self._depth -= 1
        return Negative(token.at, inner) if token.text == "-" else inner

    def _smallest(self) -> Written:
        token = self._here
        if token.kind == "number":
            self._take()
            return Literal(token.at, token.value, token.unit)
        if token.kind == "text":
            self._take()
            return Literal(token.at, token.text)
        if token.is_word("true", "false"):
            self._take()
            return Literal(token.at, token.is_word("true"))
        if token.is_sign("("):
            self._take()
            self._deeper(token.at)
            inner = self._any_of()
            self._depth -= 1
            self._expect(")", f"for the one opened at character {token.at + 1}")
            return inner
        if token.kind != "name" or token.is_word(*_RESERVED):
            raise self._unexpected()
        self._take()
        if self._here.is_sign("(") and not token.quoted:
            return self._call(token)
        if self._here.is_sign("["):
            return self._of(token)
        return Name(token.at, token.text)

    def _of(self, kind: Token) -> Written:
        opened = self._take()
        which = self._take()
        if which.kind == "text":
            chosen: Literal | Name = Literal(which.at, which.text)
        elif which.kind == "name":
            chosen = Name(which.at, which.text)
        else:
            raise ExpressionFault(
                opened.at + 1, "in [ ] stands the id of an entity in quotes, or an attribute that holds one"
            )
        self._expect("]", "after it")
        self._expect(".", f"and the attribute of that {kind.text}")
        attribute = self._take()
        if attribute.kind != "name":
            raise ExpressionFault(attribute.at, f"the attribute of that {kind.text} is expected here")
        return Of(kind.at, kind.text, chosen, attribute.text, attribute.at)

    def _call(self, name: Token) -> Written:
        if name.text.lower() not in FUNCTIONS:
            raise ExpressionFault(name.at, f'there is no "{name.text}(...)": there are {", ".join(FUNCTIONS)}')
        opened = self._take()
        self._deeper(opened.at)
        arguments = [self._any_of()]
        while self._here.is_sign(","):
            self._take()
            arguments.append(self._any_of())
        scope = self._scope()
        self._depth -= 1
        self._expect(")", f"after the arguments of {name.text}")
        return Call(name.at, name.text.lower(), tuple(arguments), scope)

    def _scope(self) -> Scope:
        token = self._here
        if token.is_word("within"):
            self._take()
            far = self._take()
            if far.kind != "number":
                raise ExpressionFault(far.at, 'after "within" stands a distance, such as 2 km')
            unit = unit_named(far.unit) if far.unit else None
            if unit is None or unit.powers != (("L", 1),):
                raise ExpressionFault(far.at, "the distance needs its unit: m or km")
            metres = far.value * unit.factor
            if not 0.0 < metres <= FURTHEST_M:
                raise ExpressionFault(far.at, f"the distance must be over 0 and at most {FURTHEST_M / 1000:g} km")
            return Scope(Where.WITHIN, token.at, metres=metres)
        if token.is_word("in"):
            self._take()
            if not self._take().is_word("same"):
                raise ExpressionFault(token.at, 'after "in" stands "same" and an attribute, as in: in same areaServed')
            attribute = self._take()
            if attribute.kind != "name":
                raise ExpressionFault(attribute.at, 'after "in same" stands an attribute that holds a text')
            return Scope(Where.SAME, token.at, attribute=attribute.text)
        return Scope(Where.EVERYWHERE, token.at)


def _told(token: Token) -> str:
    return f"the text {token.text!r}" if token.kind == "text" else f'"{token.text}"'
