"""The text of an expression -> words, each with its place: numbers with their units, names, texts in quotes, signs."""

import re
from dataclasses import dataclass

from opscenter.domain.unit_conversion import unit_words

LONGEST = 4_000
"""Characters an expression may have."""


class ExpressionFault(Exception):
    """What is wrong with an expression, as a sentence; `at` is the offset in its text of what is meant."""

    def __init__(self, at: int, sentence: str) -> None:
        super().__init__(sentence)
        self.at = at
        self.sentence = sentence

    def located(self, text: str) -> str:
        """The sentence with where it is: `column 12: ...`, counted from 1, with the line where there are several."""
        line = text.count("\n", 0, self.at)
        column = self.at - (text.rfind("\n", 0, self.at) + 1) + 1
        where = f"line {line + 1}, column {column}" if "\n" in text.strip() else f"column {column}"
        return f"{where}: {self.sentence}"


@dataclass(slots=True, frozen=True)
class Token:
    """One word. `kind`: "number", "name", "text", "sign", "end"; `unit` only of numbers."""

    kind: str
    text: str
    at: int
    value: float = 0.0
    unit: str = ""
    quoted: bool = False  # a name in back quotes is never a word of the language

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these words of the language (small letters), however it is written."""
        return self.kind == "name" and not self.quoted and self.text.lower() in words

    def is_sign(self, *signs: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind == "sign" and self.text in signs


_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?")
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_WORD = "(?:" + "|".join(re.escape(word) for word in unit_words()) + ")"
_UNIT = re.compile(rf"\s*({_WORD}(?:\s?/\s?{_WORD})?)(?![\w(²³])")
_SIGNS = ("<=", ">=", "!=", "<>", "==", "(", ")", "[", "]", ",", "<", ">", "=", "+", "-", "*", "/", ".")
_SAME = {"==": "=", "<>": "!=", "≤": "<=", "≥": ">=", "≠": "!=", "−": "-", "×": "*", "÷": "/"}
_INSTEAD = {"&&": '"and"', "||": '"or"', "!": '"not"', "&": '"and"', "|": '"or"', "^": "nothing of the kind"}
_KEYWORDS = ("and", "or", "not", "in", "within")


def tokens_of(text: str) -> list[Token]:
    """All words of a text, an "end" last. Raises ExpressionFault."""
    if len(text) > LONGEST:
        raise ExpressionFault(LONGEST, f"the expression is too long: {len(text)} characters of at most {LONGEST}")
    found: list[Token] = []
    at = 0
    while at < len(text):
        space = _SPACE.match(text, at)
        if space:
            at = space.end()
            continue
        token, at = _token(text, at)
        found.append(token)
    found.append(Token("end", "", len(text)))
    return found


def _token(text: str, at: int) -> tuple[Token, int]:
    letter = text[at]
    if letter in "\"'":
        end = text.find(letter, at + 1)
        if end < 0:
            raise ExpressionFault(at, f"the text that begins here has no closing {letter}")
        return Token("text", text[at + 1 : end], at), end + 1
    if letter == "`":
        end = text.find("`", at + 1)
        if end <= at + 1:
            raise ExpressionFault(at, "the name that begins here has no closing `")
        return Token("name", text[at + 1 : end], at, quoted=True), end + 1
    number = _NUMBER.match(text, at)
    if number and letter.isascii():
        return _number(text, at, number)
    name = _NAME.match(text, at)
    if name:
        return Token("name", name[0], at), name.end()
    for sign in _SIGNS:
        if text.startswith(sign, at):
            return Token("sign", _SAME.get(sign, sign), at), at + len(sign)
    if letter in _SAME:
        return Token("sign", _SAME[letter], at), at + 1
    for sign, instead in _INSTEAD.items():
        if text.startswith(sign, at):
            raise ExpressionFault(at, f'there is no "{sign}" here: write {instead}')
    raise ExpressionFault(at, f'"{letter}" means nothing here')


def _number(text: str, at: int, number: re.Match[str]) -> tuple[Token, int]:
    value, end = float(number[0]), number.end()
    if not abs(value) < 1e300:
        raise ExpressionFault(at, f"{number[0]} is too large")
    unit = _UNIT.match(text, end)
    if unit:
        return Token("number", number[0], at, value, re.sub(r"\s", "", unit[1])), unit.end()
    after = _NAME.match(text, end)
    if after and after.start() == end:
        raise ExpressionFault(end, f'"{after[0]}" after {number[0]} is no unit that is known here')
    following = _NAME.match(text, _SPACE.match(text, end).end()) if _SPACE.match(text, end) else None  # type: ignore[union-attr]
    if following and following[0].lower() not in _KEYWORDS:
        raise ExpressionFault(following.start(), f'"{following[0]}" after {number[0]} is no unit that is known here')
    return Token("number", number[0], at, value), end
