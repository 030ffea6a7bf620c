"""A rule as its changes leave it, and what is wrong with them."""

from collections.abc import Sequence
from dataclasses import replace

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.rule import Rule
from opscenter.domain.rule_overrides import Override, OverrideError, overridden
from opscenter.domain.rule_writing import rule_mistakes


def changed_rule(catalogue: Catalogue, rule: Rule, changes: Sequence[Override]) -> Rule | None:
    """The rule with its changes and the version it then has; None when they take it out. OverrideError."""
    kind = catalogue.kind(rule.entity_type)
    alone = replace(catalogue, kinds={kind.type: replace(kind, rules=(rule,))})
    return next(iter(overridden(alone, changes).rules()), None)


def wrong_with(catalogue: Catalogue, rule: Rule, changes: Sequence[Override]) -> str:
    """Why a rule cannot be changed so, in a sentence; "" when it can."""
    try:
        changed = changed_rule(catalogue, rule, changes)
    except OverrideError as error:
        return f"{error}."
    if changed is None:
        return ""
    mistakes = rule_mistakes(changed, catalogue.kind(rule.entity_type).attributes)
    return f"{mistakes[0]}." if mistakes else ""
