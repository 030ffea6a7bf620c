"""The changes of rules that are to be tried together: made field by field, taken back one by one or step by step."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from opscenter.domain.rule_overrides import MOST_OVERRIDES, Override, OverrideError, read_override

MOST_STEPS = 100

_Changes = dict[tuple[str, str], Override]


def override_text(one: Override) -> str:
    """A change as the station takes it: RULE.KEY=VALUE."""
    if one.key == "disabled":
        value = "true" if one.value else "false"
    else:
        value = one.value if isinstance(one.value, str) else repr(float(one.value))
    return f"{one.rule}.{one.key}={value}"


class PendingChanges(QObject):
    """At most one change of each thing of a rule, in the order in which they were made. `changed()` after each step."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: _Changes = {}
        self._steps: list[_Changes] = []
        self._last: tuple[str, str] | None = None

    @property
    def all(self) -> list[Override]:
        """Every change."""
        return list(self._changes.values())

    @property
    def rules(self) -> list[str]:
        """The ids of the rules that are changed."""
        return list(dict.fromkeys(rule for rule, _ in self._changes))

    @property
    def can_undo(self) -> bool:
        """There is a step to take back."""
        return bool(self._steps)

    def texts(self) -> list[str]:
        """All changes as the station takes them."""
        return [override_text(one) for one in self._changes.values()]

    def get(self, rule: str, key: str) -> Override | None:
        """The change of one thing of a rule, None where it is as it is."""
        return self._changes.get((rule, key))

    def of(self, rule: str) -> list[Override]:
        """The changes of one rule."""
        return [one for one in self._changes.values() if one.rule == rule]

    def put(self, one: Override) -> None:
        """Change a thing of a rule. What is typed into one field, letter by letter, is one step."""
        at = (one.rule, one.key)
        if self._changes.get(at) == one or (at not in self._changes and len(self._changes) >= MOST_OVERRIDES):
            return
        self._step(at)
        self._changes[at] = one
        self.changed.emit()

    def remove(self, rule: str, key: str) -> None:
        """Leave a thing of a rule as it is."""
        if (rule, key) in self._changes:
            self._step((rule, key))
            del self._changes[rule, key]
            self.changed.emit()

    def replace(self, texts: Iterable[str]) -> None:
        """Take these changes instead; what cannot be read is left out."""
        taken: _Changes = {}
        for text in list(texts)[:MOST_OVERRIDES]:
            try:
                one = read_override(text)
            except OverrideError:
                continue
            taken[one.rule, one.key] = one
        if taken != self._changes:
            self._step(None)
            self._changes = taken
            self.changed.emit()

    def settle(self) -> None:
        """What is changed next is a step of its own, be it in the same field."""
        self._last = None

    def undo(self) -> None:
        """Take the last step back."""
        if self._steps:
            self._changes = self._steps.pop()
            self._last = None
            self.changed.emit()

    def _step(self, at: tuple[str, str] | None) -> None:
        if at is None or at != self._last:
            self._steps = [*self._steps[-MOST_STEPS + 1 :], dict(self._changes)]
        self._last = at
