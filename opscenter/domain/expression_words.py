"""An expression in words, in each language, for people who sign a rule and do not write one."""

from opscenter.domain.catalogue import Attribute, Catalogue
from opscenter.domain.expression_tree import (
    Absolute,
    Always,
    AnyOf,
    Both,
    Choice,
    Compared,
    ConditionNode,
    Constant,
    Group,
    Input,
    Number,
    NumberNode,
    Opposite,
    Product,
    Reduced,
    Scaled,
    Sum,
    TextIs,
    Where,
    Whose,
)
from opscenter.domain.languages import in_script
from opscenter.domain.rule_expression import Expression
from opscenter.domain.texts import Texts
from opscenter.domain.units import unit_symbol

_PHRASES: dict[str, dict[str, str]] = {
    "en": {
        "and": " and ", "or": " or ", "choice": " or ", "list": ", ", "true": "always", "false": "never",
        ">": "{left} is over {right}", ">=": "{left} is at least {right}", "<": "{left} is under {right}",
        "<=": "{left} is at most {right}", "=": "{left} is {right}", "!=": "{left} is not {right}",
        "not": "it is not so that {inner}", "any": "for any {kind}{where}, {inner}",
        "count": "the number of those of kind {kind}{where} for which {inner}",
        "count all": "the number of those of kind {kind}{where}",
        "max": "the largest {inner} of every {kind}{where}", "min": "the smallest {inner} of every {kind}{where}",
        "mean": "the mean {inner} of every {kind}{where}", "sum": "the sum of {inner} of every {kind}{where}",
        "within": " within {distance}", "same": " where {attribute} is the same", "everywhere": " anywhere",
        "largest": "the largest of {inner}", "smallest": "the smallest of {inner}", "size": "the size of {inner}",
        "of": "{name} of {which}", "referred": "the {kind} named by {attribute}",
    },
    "zh_Hant": {
        "and": "，而且", "or": "，或者", "choice": "或", "list": "、", "true": "任何時候", "false": "從不",
        ">": "{left}大於 {right}", ">=": "{left}不少於 {right}", "<": "{left}小於 {right}",
        "<=": "{left}不多於 {right}", "=": "{left}為{right}", "!=": "{left}不是{right}",
        "not": "並非{inner}", "any": "{where}任何一個{kind}的{inner}",
        "count": "{where}{inner}的{kind}數目", "count all": "{where}{kind}數目",
        "max": "{where}{kind}的{inner}最大值", "min": "{where}{kind}的{inner}最小值",
        "mean": "{where}{kind}的{inner}平均值", "sum": "{where}{kind}的{inner}總和",
        "within": "{distance}內", "same": "{attribute}相同的", "everywhere": "全市",
        "largest": "{inner}中的最大值", "smallest": "{inner}中的最小值", "size": "{inner}的絕對值",
        "of": "{which}的{name}", "referred": "{attribute}所指的{kind}",
    },
    "zh_Hans": {
        "and": "，而且", "or": "，或者", "choice": "或", "list": "、", "true": "任何时候", "false": "从不",
        ">": "{left}大于 {right}", ">=": "{left}不少于 {right}", "<": "{left}小于 {right}",
        "<=": "{left}不多于 {right}", "=": "{left}为{right}", "!=": "{left}不是{right}",
        "not": "并非{inner}", "any": "{where}任何一个{kind}的{inner}",
        "count": "{where}{inner}的{kind}数目", "count all": "{where}{kind}数目",
        "max": "{where}{kind}的{inner}最大值", "min": "{where}{kind}的{inner}最小值",
        "mean": "{where}{kind}的{inner}平均值", "sum": "{where}{kind}的{inner}总和",
        "within": "{distance}内", "same": "{attribute}相同的", "everywhere": "全市",
        "largest": "{inner}中的最大值", "smallest": "{inner}中的最小值", "size": "{inner}的绝对值",
        "of": "{which}的{name}", "referred": "{attribute}所指的{kind}",
    },
}  # fmt: skip


def in_words(expression: Expression, catalogue: Catalogue, language: str) -> str:
    """What an expression says, in a language of LANGUAGES (English for any other); names as people know them."""
    return _Words(expression, catalogue, language if language in _PHRASES else "en").condition(expression.condition)


class _Words:
    def __init__(self, expression: Expression, catalogue: Catalogue, language: str) -> None:
        self._type = expression.entity_type
        self._catalogue = catalogue
        self._language = language
        self._phrases = _PHRASES[language]

    def condition(self, node: ConditionNode, inner: bool = False) -> str:
        """A condition; `inner`: of another, and in brackets where that is needed."""
        if isinstance(node, Both):
            joined = self._phrases["and" if node.every else "or"].join(
                self.condition(one, True) for one in node.operands
            )
            return f"({joined})" if inner else joined
        if isinstance(node, Compared):
            return self._compared(node)
        if isinstance(node, TextIs):
            return self._text_is("=", node)
        if isinstance(node, Opposite):
            if isinstance(node.operand, TextIs):
                return self._text_is("!=", node.operand)
            return self._say("not", inner=self.condition(node.operand, True))
        if isinstance(node, AnyOf):
            return self._say("any", **self._group(node.group), inner=self.condition(node.operand))
        return self._phrases["true" if node.value else "false"]

    def _compared(self, node: Compared) -> str:
        shown = self._attribute(node.shown.kind, node.shown.attribute)
        right = self.number(node.right)
        if shown is not None and node.shown.limit is not None:
            unit = shown.unit_label or unit_symbol(shown.unit)
            right = f"{node.shown.limit * shown.shown_factor:.12g} {unit}".rstrip()
        return self._say(node.operator, left=self.number(node.left), right=right)

    def _text_is(self, phrase: str, node: TextIs) -> str:
        attribute = self._attribute(node.input.kind, node.input.attribute)
        texts = []
        for text in node.texts:
            named = attribute.states.get(text) if attribute is not None else None
            texts.append(self._text(named, text))
        return self._say(phrase, left=self._name(node.input), right=self._phrases["choice"].join(texts))

    def number(self, node: NumberNode, inner: bool = False) -> str:
        """A number; `inner`: of a product, and in brackets where that is needed."""
        if isinstance(node, Constant):
            return f"{node.value:.12g}"
        if isinstance(node, Number):
            return self._name(node.input)
        if isinstance(node, Scaled):
            return self.number(node.operand, inner)
        if isinstance(node, Sum):
            parts = [
                ("− " if sign < 0 else "+ ") + self.number(one, True)
                for sign, one in zip(node.signs, node.operands, strict=True)
            ]
            joined = " ".join(parts).removeprefix("+ ")
            return f"({joined})" if inner else joined
        if isinstance(node, Product):
            parts = [
                ("÷ " if power < 0 else "× ") + self.number(one, True)
                for power, one in zip(node.powers, node.operands, strict=True)
            ]
            return " ".join(parts).removeprefix("× ")
        if isinstance(node, Choice):
            listed = self._phrases["list"].join(self.number(one) for one in node.operands)
            return self._say("largest" if node.largest else "smallest", inner=listed)
        if isinstance(node, Absolute):
            return self._say("size", inner=self.number(node.operand, True))
        return self._reduced(node)

    def _reduced(self, node: Reduced) -> str:
        group = self._group(node.group)
        if isinstance(node.operand, Always):
            return self._say("count all", **group)
        if isinstance(node.operand, Compared | TextIs | Both | Opposite | AnyOf):
            return self._say("count", **group, inner=self.condition(node.operand))
        return self._say(node.how, **group, inner=self.number(node.operand))

    def _group(self, group: Group) -> dict[str, str]:
        scope = group.scope
        if scope.where is Where.WITHIN:
            km = scope.metres >= 1_000.0
            distance = f"{scope.metres / (1_000.0 if km else 1.0):g} {'km' if km else 'm'}"
            where = self._say("within", distance=distance)
        elif scope.where is Where.SAME:
            where = self._say("same", attribute=self._label(group.kind, scope.attribute))
        else:
            where = self._phrases["everywhere"]
        return {"kind": self._kind(group.kind), "where": where}

    def _name(self, read: Input) -> str:
        label = self._label(read.kind, read.attribute)
        if read.whose is Whose.FIXED:
            return self._say("of", name=label, which=read.which)
        if read.whose is Whose.REFERRED:
            attribute = self._label(self._type, read.which)
            return self._say(
                "of", name=label, which=self._say("referred", kind=self._kind(read.kind), attribute=attribute)
            )
        return label

    def _kind(self, kind: str) -> str:
        return self._text(self._catalogue.kind(kind).name, kind)

    def _label(self, kind: str, name: str) -> str:
        attribute = self._attribute(kind, name)
        return self._text(attribute.label if attribute is not None else None, name)

    def _attribute(self, kind: str, name: str) -> Attribute | None:
        return self._catalogue.kind(kind).attributes.get(name) if kind else None

    def _text(self, texts: Texts | None, otherwise: str) -> str:
        return (in_script(texts, self._language) or texts.get("en", "") if texts else "") or otherwise

    def _say(self, phrase: str, **parts: str) -> str:
        return self._phrases[phrase].format(**parts)
