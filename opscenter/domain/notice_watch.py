"""Notices that others publish (Smart Data Models `Alert`, CAP 1.2): whether one is in force, which no severity says.

A notice is in force until what it says of itself ends it: `msgType` is a cancel, `status` is not an actual event or
says that it is over, its `urgency` is past, all is clear, or its time (`validTo`, CAP `expires`) is over; or until an
Update or Cancel names it in its `references` (`notice_references`). One that has not begun yet is in force: to warn
ahead is what it is for. The STATE rules of a kind that holds notices stand behind this as behind a gate, so what ends a
notice clears its alarm and what renews it counts its newest reading.

Sources: CAP 1.2 (OASIS, 2010), 3.2.1 and 3.2.2; Smart Data Models, dataModel.Alert.
"""

import heapq
from collections.abc import Sequence
from typing import Any, ClassVar

from opscenter.domain import notice_references
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.notice_references import NOT_ACTUAL, NoticeReferences, instant
from opscenter.domain.remembered import OfCell, OfRow, Sort
from opscenter.domain.rule import RuleKind
from opscenter.domain.rule_evaluation import RuleEvaluation
from opscenter.domain.rule_gates import OPEN, SHUT
from opscenter.domain.rule_instances import NEVER, NO_TIME, RuleInstances

__all__ = ["ENDS_BY_TIME", "ENDS_BY_WORD", "NoticeWatch", "instant"]

ENDS_BY_WORD = {
    "msgtype": frozenset({"cancel", "error"}),
    "status": frozenset(
        {
            *NOT_ACTUAL,
            *("cancelled", "canceled", "closed", "ended", "expired", "inactive", "over", "resolved", "solved"),
            *("superseded", "suspended", "planned"),
        }
    ),
    "urgency": frozenset({"past"}),
    "certainty": frozenset({"unlikely"}),
    "responsetype": frozenset({"allclear"}),
}
"""Attribute -> texts of it by which a notice is not in force, all lower-case."""

ENDS_BY_TIME = ("validto", "expires")
"""Attributes that hold when it ends (ISO 8601; without an offset UTC)."""

_HEARD = frozenset({*ENDS_BY_WORD, *ENDS_BY_TIME, *notice_references.ATTRIBUTES})


class NoticeWatch:
    """Opens and shuts the gates of rules about notices. Costs nothing while no kind holds any."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_references": Sort.PART,
        "_told": dict[OfCell, int],
        "_ended": dict[OfRow, set[str]],
        "_until": dict[OfRow, dict[str, int]],
        "_gate": dict[OfRow, int],
        "_ends": list[tuple[int, OfRow]],
    }

    def __init__(self, catalogue: Catalogue, instances: RuleInstances, evaluation: RuleEvaluation) -> None:
        self._references = NoticeReferences()
        self._kinds = {kind.type for kind in catalogue.kinds.values() if kind.notices and kind.rules}
        self._instances = instances
        self._evaluation = evaluation
        self._of_cell: dict[int, tuple[int, str]] = {}  # cell -> row, attribute in lower-case
        self._told: dict[int, int] = {}  # cell -> time of its newest text
        self._ended: dict[int, set[str]] = {}  # row -> attributes by whose word it is over
        self._until: dict[int, dict[str, int]] = {}  # row -> attribute -> when it ends
        self._gate: dict[int, int] = {}
        self._gated: dict[int, list[int]] = {}  # row -> instances
        self._ends: list[tuple[int, int]] = []  # heap of (when, row)

    @property
    def idle(self) -> bool:
        """There are no notices to watch."""
        return not self._kinds

    def add_cells(
        self,
        first_cell: int,
        rows: Sequence[int],
        types: Sequence[str],
        names: Sequence[str],
        ids: Sequence[str],
        bound: range,
    ) -> None:
        """New cells of entities of these types, and the instances bound to them; `ids` of all entities by row."""
        if self.idle:
            return
        for cell, (row, entity_type, name) in enumerate(zip(rows, types, names, strict=True), first_cell):
            attribute = name.lower()
            if entity_type in self._kinds and attribute in _HEARD:
                self._of_cell[cell] = int(row), attribute
                self._references.know(int(row), ids[row])
        for instance in bound:
            rule = self._instances.rules[self._instances.rule[instance]]
            if rule.entity_type in self._kinds and rule.kind is RuleKind.STATE:
                row = int(self._instances.row[instance])
                self._gated.setdefault(row, []).append(instance)
                self._evaluation.gates.put(instance, self._gate.get(row, OPEN))

    def judge_texts(self, cells: Sequence[int], times: Sequence[int], texts: Sequence[str | None], now: int) -> None:
        """What notices say of themselves, among the texts of a beat in order of arrival; before rules judge those."""
        if not self._of_cell:
            return
        for cell, time, text in zip(cells, times, texts, strict=True):
            if cell in self._of_cell:
                self._judge(cell, min(time, now), text)

    def tick(self, now: int) -> None:
        """Let notices whose time is over by `now` end, each at its own time."""
        while self._ends and self._ends[0][0] <= now:
            until, row = heapq.heappop(self._ends)
            if self._end_of(row) == until:
                self._turn(row, until)

    def _judge(self, cell: int, time: int, text: str | None) -> None:
        if time < self._told.get(cell, NO_TIME):
            return
        self._told[cell] = time
        row, attribute = self._of_cell[cell]
        self._turn(row, min(time, self._end_of(row)))  # what ended before this was said
        said = (text or "").strip()
        if attribute in ENDS_BY_TIME:
            self._put_end(row, attribute, said)
        elif said.lower() in ENDS_BY_WORD.get(attribute, ()):
            self._ended.setdefault(row, set()).add(attribute)
        else:
            self._ended.get(row, set()).discard(attribute)
        self._turn(row, time)
        if attribute in notice_references.ATTRIBUTES:
            for named in self._references.say(row, attribute, said):
                self._turn(named, time)

    def _put_end(self, row: int, attribute: str, said: str) -> None:
        ends = self._until.setdefault(row, {})
        until = instant(said)
        if until is None:  # nothing, or nothing that is a time: then it does not say when it ends
            ends.pop(attribute, None)
        elif ends.get(attribute) != until:
            ends[attribute] = until
            heapq.heappush(self._ends, (until, row))
            if len(self._ends) > 4 * len(self._until) + 1_000:  # ends that were said before, and hold no longer
                self._ends = [(self._end_of(row), row) for row, ends in self._until.items() if ends]
                heapq.heapify(self._ends)

    def _end_of(self, row: int) -> int:
        return min(self._until.get(row, {}).values(), default=NEVER)

    def _turn(self, row: int, time: int) -> None:
        over = bool(self._ended.get(row)) or self._end_of(row) <= time or self._references.over(row)
        gate = SHUT if over else OPEN
        if self._gate.get(row, OPEN) == gate:
            return
        self._gate[row] = gate
        for instance in self._gated.get(row, ()):
            self._evaluation.gates.change(instance, time, gate)
