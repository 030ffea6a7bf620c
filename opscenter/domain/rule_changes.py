"""What is different between two sets of rules, by their versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.texts import Texts

RULES_CHANGED, RULES = "rules-changed", "rules"
"""Event and occurrence of the journal's entry."""

Versions = Mapping[str, str]
"""Rule id -> version."""


@dataclass(slots=True, frozen=True)
class RuleChanges:
    """Ids with their versions: of what came, of what went, and of what is another now (before, after)."""

    added: dict[str, str] = field(default_factory=dict)
    removed: dict[str, str] = field(default_factory=dict)
    changed: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def versions_of(catalogue: Catalogue) -> dict[str, str]:
    """The versions of all rules of a catalogue."""
    return {rule.id: rule.version for rule in catalogue.rules()}


def rule_changes(before: Versions, after: Versions) -> RuleChanges:
    """What became of `before`."""
    return RuleChanges(
        added={rule: version for rule, version in after.items() if rule not in before},
        removed={rule: version for rule, version in before.items() if rule not in after},
        changed={rule: (before[rule], after[rule]) for rule in after if before.get(rule, after[rule]) != after[rule]},
    )


def rules_changed(before: Versions | None, after: Versions, by: str, at: int) -> JournalEntry | None:
    """The journal's entry of a change of rules at `at` (Unix ms); None where nothing changed.

    `before` None: nobody has written down any rules yet, and these are the first. `details` holds what changed and
    all versions now in force, which the next comparison begins from.
    """
    changes = rule_changes(before or {}, after)
    if not changes:
        return None
    first = before is None
    return JournalEntry(
        event=RULES_CHANGED,
        occurrence=RULES,
        at=at,
        text=_first_text(len(after)) if first else _text(changes, len(after)),
        by=by,
        details={
            "added": {} if first else changes.added,
            "removed": changes.removed,
            "changed": {rule: list(versions) for rule, versions in changes.changed.items()},
            "rules": dict(after),
        },
    )


def _first_text(rules: int) -> Texts:
    return {
        "en": f"Rules in force from now on: {rules}",
        "zh_Hant": f"自此生效的規則：{rules} 條",
        "zh_Hans": f"自此生效的规则：{rules} 条",
    }


def _text(changes: RuleChanges, rules: int) -> Texts:
    added, changed, removed = len(changes.added), len(changes.changed), len(changes.removed)
    return {
        "en": f"Rules changed: {added} added, {changed} changed, {removed} taken out; {rules} in force",
        "zh_Hant": f"規則有變：新增 {added} 條、更改 {changed} 條、移除 {removed} 條；現行 {rules} 條",
        "zh_Hans": f"规则有变：新增 {added} 条、更改 {changed} 条、移除 {removed} 条；现行 {rules} 条",
    }
