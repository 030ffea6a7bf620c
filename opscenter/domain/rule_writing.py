"""Rules -> the text of a rule file, which reads back as the same rules, version for version."""

import json
from collections.abc import Iterable, Mapping

from opscenter.domain.catalogue import Attribute
from opscenter.domain.role import Role
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.rule_parsing import read_rule
from opscenter.domain.texts import LANGUAGES, Texts
from opscenter.domain.toml_document import parsed
from opscenter.domain.toml_table import Mistake

_SIDED = (RuleKind.LIMIT, RuleKind.RATE, RuleKind.DEVIATION)
_SPANNED = (RuleKind.RATE, RuleKind.FLAT, RuleKind.COUNT)


def rule_file(rules: Iterable[Rule], taken_out: Iterable[str] = (), says: Iterable[str] = ()) -> str:
    """The text of a file with these rules in full; `taken_out`: ids of rules that it takes out of the catalogue.

    `says`: lines for people, at its head.
    """
    parts = ["".join(f"# {' '.join(line.split())}\n" for line in says)]
    parts += [rule_text(rule) for rule in rules]
    parts += [f"[[rule]]\nid = {_text(rule_id)}\ndisabled = true\n" for rule_id in taken_out]
    return "\n".join(part for part in parts if part)


def rule_text(rule: Rule) -> str:
    """One rule as a `[[rule]]` table: numbers in the attribute's own unit, times in seconds. What is as it is by
    default is left out."""
    lines = [
        "[[rule]]",
        f"id = {_text(rule.id)}",
        f"type = {_text(rule.entity_type)}",
        f"kind = {_text(rule.kind)}",
        f"priority = {_text(rule.priority.name.lower())}",
        *_condition(rule),
    ]
    for key, ms in (
        ("on_delay_s", rule.on_delay_ms), ("off_delay_s", rule.off_delay_ms), ("realarm_s", rule.realarm_ms),
    ):  # fmt: skip
        if ms:
            lines.append(f"{key} = {_seconds(ms)}")
    lines.append(f"respond_s = {rule.respond_s}")
    lines += [f"{key} = true" for key in ("latching", "self_acknowledging") if getattr(rule, key)]
    lines += [f"{key} = {_text(getattr(rule, key))}" for key in ("source", "group") if getattr(rule, key)]
    if rule.role is not Role.OPERATOR:
        lines.append(f"role = {_text(rule.role)}")
    if rule.suppresses:
        lines.append(f"suppresses = {_list(rule.suppresses)}")
    lines += [f"{key} = {_texts(getattr(rule, key))}" for key in ("text", "cause", "consequence", "action")]
    if rule.checklist:
        lines += ["checklist = [", *(f"  {_texts(step)}," for step in rule.checklist), "]"]
    return "\n".join(lines) + "\n"


def rule_mistakes(rule: Rule, attributes: Mapping[str, Attribute]) -> list[str]:
    """What a rule file with this rule would be refused for, in sentences; `attributes`: those of its kind."""
    mistakes: list[Mistake] = []
    table = parsed("", rule_text(rule), mistakes)
    for one in table.tables("rule") if table is not None else ():
        one.offer("type")
        read_rule(one, rule.entity_type, attributes)
    return [mistake.message for mistake in mistakes]


def _condition(rule: Rule) -> list[str]:
    """What the rule looks at: the keys that rules of its kind have."""
    lines = []
    if rule.attribute:
        lines.append(f"attribute = {_text(rule.attribute)}")
    counts_values = rule.kind is RuleKind.COUNT and not rule.states
    if rule.kind in _SIDED or counts_values:
        lines += [f"side = {_text(rule.side)}", f"value = {rule.value!r}"]
        if rule.deadband:
            lines.append(f"deadband = {rule.deadband!r}")
    elif rule.kind is RuleKind.FLAT and rule.value:
        lines.append(f"value = {rule.value!r}")
    if rule.states:
        lines.append(f"states = {_list(rule.states)}")
    if rule.kind is RuleKind.COUNT:
        lines.append(f"times = {rule.times}")
    if rule.kind in _SPANNED:
        lines.append(f"span_s = {_seconds(rule.span_ms)}")
    if rule.kind is RuleKind.GEOFENCE:
        lines.append(f"when = {_text(rule.when)}")
    if rule.within:
        lines.append(f"within = {_list(rule.within)}")
    if rule.kind is RuleKind.EXPRESSION:
        lines.append(f"expression = {_text(rule.expression)}")
    return lines


def _seconds(ms: int) -> str:
    return str(ms // 1000) if ms % 1000 == 0 else repr(ms / 1000)


def _text(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's too, but for DEL, which TOML wants escaped."""
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_text(text) for text in texts) + "]"


def _texts(texts: Texts) -> str:
    told = ", ".join(f"{language} = {_text(texts[language])}" for language in LANGUAGES if texts.get(language))
    return f"{{ {told} }}"
