"""The changes of a trial as a rule file."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.rules.checking import changed_rule
from opscenter.console.rules.pending import PendingChanges, override_text
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.rule_writing import rule_file


def rule_file_text(catalogue: Catalogue, pending: PendingChanges, made: str) -> str:
    """The changed rules in full; those that are taken out in a line. `made`: who made it and when, for its head.

    OverrideError for changes that do not fit the catalogue.
    """
    rules = {rule.id: rule for rule in catalogue.rules()}
    changed, out = [], []
    for rule_id in pending.rules:
        if rule_id not in rules:
            continue
        after = changed_rule(catalogue, rules[rule_id], pending.of(rule_id))
        if after is None:
            out.append(rule_id)
        else:
            changed.append(after)
    says = [made, *(override_text(one) for one in pending.all)]
    return rule_file(changed, out, says)


def next_step(path: str) -> str:
    """What to do with the file that was saved."""
    return QCoreApplication.translate(
        "Rules", "Saved to {out}. Look at it with: opscenter rules check {out}. It is in force once the station is "
        "started with --rules {out}, and each console with the same."
    ).format(out=path)  # fmt: skip
