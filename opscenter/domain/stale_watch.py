"""Silence as a condition: an entity whose type says how long it may be quiet, and from which nothing comes."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.columns import Column
from opscenter.domain.remembered import Sort
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.rule_instances import NEVER

Silence = Callable[[int, int, int, bool], None]
"""Called with watch index of the rule, row, event time, and whether the silence began (True) or ended."""


class StaleWatch:
    """Runs the STALE rules. Event time of silence is arrival + allowed quiet + on-delay, Unix ms.

    By row: `deadline` (NEVER for a row without a rule, or not heard yet) and whether it is silent now. A type has at
    most one STALE rule (the catalogue sees to it).
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_heard": Sort.COLUMN,
        "_deadline": Sort.COLUMN,
        "_silent": Sort.COLUMN,
        "_next": int,
    }

    def __init__(self, catalogue: Catalogue, tell: Silence) -> None:
        self.rules: list[Rule] = []
        self.quiet_ms: list[int] = []
        self._of_type: dict[str, int] = {}
        for kind in catalogue.kinds.values():
            for rule in kind.rules:
                if rule.kind is RuleKind.STALE:
                    self._of_type[kind.type] = len(self.rules)
                    self.rules.append(rule)
                    self.quiet_ms.append(kind.stale_after_ms)
        self._allowed = np.array(
            [quiet + rule.on_delay_ms for quiet, rule in zip(self.quiet_ms, self.rules, strict=True)], np.int64
        )
        self._tell = tell
        self._rule = Column[np.int32](np.int32, -1)
        self._heard = Column[np.int64](np.int64, NEVER)
        self._deadline = Column[np.int64](np.int64, NEVER)
        self._silent = Column[np.bool_](np.bool_, False)
        self._next = NEVER
        self.instances = 0

    def add_entities(self, first_row: int, types: Sequence[str]) -> None:
        """Watch new rows, numbered from `first_row`."""
        rows = max(first_row + len(types), len(self._rule))
        for column in (self._rule, self._heard, self._deadline, self._silent):
            column.resize(rows)
        for row, entity_type in enumerate(types, first_row):
            index = self._of_type.get(entity_type, -1)
            if index >= 0 and self._rule.view[row] < 0:
                self.instances += 1
                self._rule.view[row] = index

    def rule_of(self, row: int) -> int:
        """The watch index of a row's rule, -1 without."""
        return int(self._rule.view[row])

    def heard(self, rows: NDArray[np.int64], at: NDArray[np.int64]) -> None:
        """Arrivals, shape (n,) both, Unix ms; a row may come several times. Late ones move nothing."""
        known = (rows >= 0) & (rows < len(self._rule))
        rows, at = rows[known], at[known]
        watched = self._rule.view[rows] >= 0
        rows, at = rows[watched], at[watched]
        if not len(rows):
            return
        deadline, silent = self._deadline.view, self._silent.view
        speaks = silent[rows] | (deadline[rows] <= at)
        if int(at.max()) - int(at.min()) >= int(self._allowed.min()):
            speaks[:] = True  # long enough for a silence within these arrivals: take them one by one
        elif speaks.any():
            speaks = np.isin(rows, rows[speaks])
        for row, arrival in zip(rows[speaks].tolist(), at[speaks].tolist(), strict=True):
            self._hear(row, arrival)
        rows, at = rows[~speaks], at[~speaks]
        if len(rows):
            heard = self._heard.view
            first = heard[rows] == NEVER
            heard[rows[first]] = at[first]
            np.maximum.at(heard, rows, at)
            deadline[rows] = heard[rows] + self._allowed[self._rule.view[rows]]
            self._next = min(self._next, int(deadline[rows].min()))

    def _hear(self, row: int, at: int) -> None:
        deadline, silent, heard = self._deadline.view, self._silent.view, self._heard.view
        if heard[row] != NEVER and at < heard[row]:
            return
        rule = int(self._rule.view[row])
        if deadline[row] <= at:
            self._tell(rule, row, int(deadline[row]), True)
            silent[row] = True
        if silent[row]:
            silent[row] = False
            self._tell(rule, row, at, False)
        heard[row] = at
        deadline[row] = at + int(self._allowed[rule])
        self._next = min(self._next, int(deadline[row]))

    def tick(self, now: int) -> None:
        """Let silences that begin at or before `now` begin, each at its own time."""
        if now < self._next:
            return
        deadline = self._deadline.view
        for row in np.flatnonzero(deadline <= now).tolist():
            at = int(deadline[row])
            deadline[row] = NEVER
            self._silent.view[row] = True
            self._tell(int(self._rule.view[row]), row, at, True)
        self._next = int(deadline.min()) if len(deadline) else NEVER

    def listen_again(self, at: int) -> None:
        """Nobody has listened until `at`: what was not silent before counts its silence from then."""
        deadline, heard = self._deadline.view, self._heard.view
        rows = np.flatnonzero(deadline != NEVER)
        heard[rows] = np.maximum(heard[rows], at)
        deadline[rows] = heard[rows] + self._allowed[self._rule.view[rows]]
        self._next = int(deadline.min()) if len(deadline) else NEVER

    def restore(self, row: int, silent: bool) -> None:
        """Take up a row whose stale alarm is known: silent until it is heard."""
        self._silent.view[row] = silent
        if silent:
            self._deadline.view[row] = NEVER
