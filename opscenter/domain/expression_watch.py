"""Expressions as conditions: what a beat brought is gathered, and at its end each instance it concerns is judged.

Every change of an input is judged at its own event time, with all other inputs as they were then, equal times at
once. What holds of the cut of a record into beats: nothing depends on it as long as no input of an instance comes in a
later beat than a newer one, or one just as new, of the same instance. One that does is late for its neighbours: it
counts as of the newest moment that was judged. Silence, and where things are, count by beat.

An input that is stale, bad or missing is not known; what follows for certain all the same, follows. Suspect ones may
raise and do not clear. A condition that is neither certainly true nor certainly false is a lost reading: it raises
nothing, clears nothing and stops a running off-delay.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Attribute, Catalogue
from opscenter.domain.expression_columns import Evaluation, Points
from opscenter.domain.expression_groups import ExpressionGroups, Near
from opscenter.domain.expression_program import IS_THERE, Need, Program, needs_of, texts_of
from opscenter.domain.expression_reader import ExpressionReader
from opscenter.domain.expression_state import ExpressionState, Form, Wanted
from opscenter.domain.expression_tree import Where, Whose
from opscenter.domain.quality import Quality
from opscenter.domain.remembered import OfInstance, Sort
from opscenter.domain.rule import RuleKind
from opscenter.domain.rule_evaluation import FUTURE_MS, RuleEvaluation
from opscenter.domain.rule_expression import ExpressionErrors, read_expression
from opscenter.domain.rule_instances import ACTIVE, RuleInstances
from opscenter.domain.verdicts import CLEAR, LOST, NEITHER, TRUE

log = logging.getLogger("opscenter.domain.expression_watch")

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Changes = tuple[Ints, Ints]
"""Rows and times, shape (n,) each."""

_NONE = np.empty(0, np.int64)

MOST_POINTS = 50_000
"""So many moments of one rule are judged apart in one beat; of more, what concerns everybody is judged at its end."""
MOST_READS = 200_000
"""So many neighbours are looked at for one rule in one beat. Where there are more, each instance is judged once, at its
last moment of the beat; and where that is too much as well, the rest of them in the beats that follow."""


@dataclass(slots=True, frozen=True)
class _Beat:
    """What a beat brought: attributes by kind, entities with other members in their groups by kind, and entities that
    have fallen silent, spoken again or appeared."""

    changed: dict[tuple[str, Wanted], Changes]
    moved: dict[str, Changes]
    silent: Changes
    woken: Changes
    new: Changes


@dataclass(slots=True, frozen=True)
class ShownReading:
    """What the value of an alarm is a reading of: the attribute it is shown as, its name if it is the entity's own, and
    the limit it was compared with."""

    attribute: Attribute | None = None
    name: str = ""
    limit: float | None = None


class ExpressionWatch:
    """Runs the EXPRESSION rules of a catalogue. Costs nothing while there is none."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_state": Sort.PART,
        "_groups": Sort.PART,
        "_programs": Sort.PARTS,
        "_noted": dict[OfInstance, list[tuple[float, int]]],
    }

    def __init__(self, catalogue: Catalogue, instances: RuleInstances, evaluation: RuleEvaluation) -> None:
        self._catalogue = catalogue
        self._instances = instances
        self._evaluation = evaluation
        self._programs: dict[str, Program] = {}
        for rule in catalogue.rules():
            if rule.kind is RuleKind.EXPRESSION:
                try:
                    expression = read_expression(rule.expression, rule.entity_type, catalogue.kinds)
                except ExpressionErrors as errors:  # files are checked before; this is a rule made in code
                    log.error("the rule %s watches nothing: %s", rule.id, errors)
                    continue
                self._programs[rule.id] = Program(rule, expression, needs_of(expression))
        wanted: dict[str, list[Wanted]] = {}
        near: set[Near] = set()
        for program in self._programs.values():
            wanted.setdefault(program.rule.entity_type, [])
            for need in program.needs:
                of_kind = wanted.setdefault(need.kind, [])
                if need.wanted != IS_THERE:
                    of_kind.append(need.wanted)
                if need.group is not None and need.group.scope.where is Where.WITHIN:
                    near.add(_near(program, need))
        texts = [text for program in self._programs.values() for text in texts_of(program.expression)]
        self._state = ExpressionState(wanted, texts)
        self._groups = ExpressionGroups(self._state, near)
        self._noted: dict[int, list[tuple[float, int]]] = {}  # instance -> readings that raise, and what decided
        self._spoke: list[Ints] = []
        self._new: list[Ints] = []
        self._present = False

    @property
    def idle(self) -> bool:
        """No rule has an expression."""
        return not self._programs

    # -- who there is ----------------------------------------------------------------------------------------

    def add_entities(self, first_row: int, ids: Sequence[str], types: Sequence[str]) -> range:
        """Watch new rows, numbered from `first_row`; the new instances."""
        start = len(self._instances)
        if self.idle:
            return range(start, start)
        quiet = [self._catalogue.kind(one).stale_after_ms for one in types]
        self._state.add_entities(first_row, ids, types, quiet)
        self._groups.resize(first_row + len(ids))
        self._new.append(np.arange(first_row, first_row + len(ids)))
        bound = self._instances.bind_rows(first_row, types, RuleKind.EXPRESSION)
        of = self._instances
        for instance in bound:
            program = self._programs.get(of.rules[of.rule[instance]].id)
            if program is None:
                continue
            local = int(self._state.local(of.row[instance : instance + 1])[0])
            program.instances.resize(local + 1)
            program.last.resize(local + 1)
            program.instances.view[local] = instance
        return bound

    def add_cells(self, first_cell: int, rows: Sequence[int], names: Sequence[str]) -> None:
        """New cells, numbered from `first_cell`."""
        if not self.idle:
            self._state.add_cells(first_cell, rows, names)

    def restore(self, instance: int, began: int) -> None:
        """Take up an instance whose alarm is known: what was before `began` (event time) is in it."""
        of = self._instances
        program = self._programs.get(of.rules[of.rule[instance]].id)
        if program is not None:
            local = int(self._state.local(of.row[instance : instance + 1])[0])
            program.last.view[local] = max(int(program.last.view[local]), began)

    def recalled(self) -> None:
        """See `domain.remembered`. Whoever was added to make room for what is put back is not new."""
        self._spoke, self._new = [], []

    # -- what a beat brings ----------------------------------------------------------------------------------

    def judge(self, cells: Ints, times: Ints, values: Floats, qualities: NDArray[np.uint8], now: int) -> None:
        """Numbers of a beat, in order of arrival, shape (n,) each. They have their effect in `settle`."""
        if not self.idle:
            values = np.where(qualities >= Quality.STALE, np.nan, values)
            self._state.take_numbers(cells, _not_ahead(times, now), values, qualities == Quality.SUSPECT)

    def judge_texts(
        self,
        cells: Sequence[int],
        times: Sequence[int],
        texts: Sequence[str | None],
        qualities: Sequence[int],
        now: int,
    ) -> None:
        """Texts of a beat, in order of arrival."""
        if self.idle or not cells:
            return
        quality = np.asarray(qualities, np.int64)
        told = [None if bad else text for text, bad in zip(texts, (quality >= Quality.STALE).tolist(), strict=True)]
        at = _not_ahead(np.asarray(times, np.int64), now)
        self._state.take_texts(np.asarray(cells, np.int64), at, told, quality == Quality.SUSPECT)

    def judge_places(self, rows: Ints, times: Ints, lon: Floats, lat: Floats, now: int) -> None:
        """Places of a beat, in order of arrival."""
        if not self.idle:
            self._groups.take(rows, _not_ahead(times, now), lon, lat)

    def heard(self, rows: Ints, at: Ints) -> None:
        """Arrivals of entities, Unix ms."""
        if not self.idle:
            self._spoke.append(self._state.hear(rows, at))

    def settle(self, now: int, *, present: bool = False) -> None:
        """Judge everything that what was brought concerns.

        `present`: it was the newest of everything, after a restart. What the others were at the time of each is not
        known then, so that every instance is judged once, at its newest.
        """
        if self.idle:
            return
        self._present = present
        silent_rows, silent_at = self._state.expire(now)
        changed = self._state.open_beat()
        back, new = (np.concatenate([_NONE, *rows]) for rows in (self._spoke, self._new))
        self._spoke, self._new = [], []
        beat = _Beat(
            changed,
            self._groups.settle(),
            silent=(silent_rows, silent_at),
            woken=(back, self._state.newest_of(back, now) if len(back) else back),
            new=(new, self._state.newest_of(new, now) if len(new) else new),
        )
        any_news = bool(changed or beat.moved or len(back) or len(new) or len(silent_rows))
        for program in self._programs.values():
            if any_news or len(program.owed[0]):
                self._run(program, beat)
        self._state.close_beat()

    # -- judging ---------------------------------------------------------------------------------------------

    def _run(self, program: Program, beat: "_Beat") -> None:
        if not len(program.instances):
            return
        found: list[Changes] = []
        if len(program.owed[0]):
            found.append(program.owed)
            program.owed = _NONE, _NONE
        for need in program.needs:
            of = beat.changed.get((need.kind, need.wanted))
            if of is not None:
                found.append(self._concerned(program, need, *of))
            found += self._all_concerned(program, need, beat.woken)
            if need.wanted == IS_THERE:
                found += self._all_concerned(program, need, beat.new)
        moved = beat.moved.get(program.rule.entity_type)
        if moved is not None and any(need.group for need in program.needs):
            found.append((self._state.local(moved[0]), moved[1]))
        silent = [one for need in program.needs for one in self._all_concerned(program, need, beat.silent)]
        if not found and not silent:
            return
        before = program.last.view.copy()
        if found:
            spoken, when = (np.concatenate(one) for one in zip(*found, strict=True))
            np.maximum.at(program.last.view, spoken, when)
        found += silent
        local = np.concatenate([one for one, _ in found])
        times = np.concatenate([one for _, one in found])
        if not len(local):
            return
        times = np.maximum(times, before[local])
        order = np.lexsort((times, local))
        local, times = local[order], times[order]
        last = np.r_[local[1:] != local[:-1], True]
        chosen = last if self._present else last | np.r_[times[1:] != times[:-1], True]
        local, times = local[chosen], times[chosen]
        self._judge(program, *self._affordable(program, local, times))

    def _affordable(self, program: Program, local: Ints, times: Ints) -> Changes:
        """What of a beat's moments, in order of instance and time, can be judged in it; the rest is owed."""
        near = {_near(program, need): None for need in program.needs if _is_near(need)}
        if not near:
            return local, times
        rows = self._state.rows_of[program.rule.entity_type].view
        reads = sum(self._groups.sizes(key, rows[local]) for key in near)
        if int(np.sum(reads)) <= MOST_READS:
            return local, times
        last = np.r_[local[1:] != local[:-1], True]
        local, times = local[last], times[last]
        reads = np.cumsum(sum(self._groups.sizes(key, rows[local]) for key in near))
        # Those that have waited longest come first: the ring of instances is gone round.
        turn = int(np.searchsorted(local, program.turn))
        done = np.r_[reads[turn:] - (reads[turn - 1] if turn else 0), reads[:turn] + reads[-1]] <= MOST_READS
        done[0] = True
        order = np.r_[np.arange(turn, len(local)), np.arange(turn)]
        now, owed = np.sort(order[done]), np.sort(order[~done])
        if len(owed):
            program.turn = int(local[order[int(done.sum())]])
            program.owed = local[owed], times[owed]
        return local[now], times[now]

    def _all_concerned(self, program: Program, need: Need, changes: Changes) -> list[Changes]:
        """The same of changes of whole entities, whatever kind they are of."""
        mine = self._state.is_of(need.kind, changes[0])
        return [self._concerned(program, need, changes[0][mine], changes[1][mine])] if mine.any() else []

    def _concerned(self, program: Program, need: Need, rows: Ints, times: Ints) -> Changes:
        """Which instances (by local number) a change of what is needed concerns, and when."""
        if need.whose is Whose.OWN:
            return self._state.local(rows), times
        if need.whose is Whose.FIXED:
            return self._everybody(program, times[rows == self._state.row_of(need.which)])
        if need.whose is Whose.REFERRED:
            own = self._state.rows_of[program.rule.entity_type].view
            pairs = [
                _joined(rows, self._state.rows_of_words(self._words(program, need.which, own, at)))
                for at in (0, len(self._state.times))
            ]
            position, local = (np.concatenate(one) for one in zip(*pairs, strict=True))
            return local, times[position]
        assert need.group is not None
        scope = need.group.scope
        if scope.where is Where.EVERYWHERE:
            return self._everybody(program, times, len(self._state.rows_of[need.kind]))
        if scope.where is Where.WITHIN:
            position, local = self._groups.centres_of(_near(program, need), rows)
            return local, times[position]
        word = (scope.attribute, Form.WORD)
        if self._state.is_changed(need.kind, word) or self._state.is_changed(program.rule.entity_type, word):
            return self._everybody(program, times)  # who belonged where may have changed in between
        none = np.zeros(len(rows), np.int64)
        theirs = self._state.read(need.kind, word, rows, none)
        mine = self._words(program, scope.attribute, self._state.rows_of[program.rule.entity_type].view, 0)
        position, local = _joined(_whole(theirs, -2), _whole(mine, -1))
        return local, times[position]

    def _words(self, program: Program, attribute: str, rows: Ints, rank: int) -> Floats:
        ranks = np.full(len(rows), rank, np.int64)
        return self._state.read(program.rule.entity_type, (attribute, Form.WORD), rows, ranks)

    def _everybody(self, program: Program, times: Ints, members: int = 0) -> Changes:
        """All instances, at each of some moments; `members`: so many are looked at at each."""
        count = len(program.instances)
        times = np.unique(times)
        times = times[-max(1, MOST_POINTS // max(count, members)) :]
        return np.tile(np.arange(count), len(times)), np.repeat(times, count)

    def _judge(self, program: Program, local: Ints, times: Ints) -> None:
        state = self._state
        rows = state.rows_of[program.rule.entity_type].view[local]
        points = Points(rows, state.ranks(times))
        reader = ExpressionReader(state, self._groups, program)
        state.trusting, state.doubtful = True, False
        condition = program.expression.condition
        one = Evaluation(reader, points, condition)
        sure = one.verdict.false
        if state.doubtful:
            state.trusting = False
            sure = Evaluation(reader, points, condition).verdict.false
            state.trusting = True
        verdict = np.full(len(local), LOST, np.int8)
        verdict[one.verdict.false] = NEITHER
        verdict[sure] = CLEAR
        verdict[one.verdict.true] = TRUE
        instance = program.instances.view[local]
        self._note(instance, verdict, one.value, one.which)
        self._evaluation.judge_conditions(instance, times, one.value, verdict)

    def _note(self, instance: Ints, verdict: NDArray[np.int8], value: Floats, which: Ints) -> None:
        """Remember what the readings are of that an alarm raised now would show."""
        chosen = verdict == TRUE
        chosen &= (self._instances.phase[instance] != ACTIVE) | np.isin(instance, instance[verdict != TRUE])
        before: set[int] = set()
        for one, reading, number in zip(
            instance[chosen].tolist(), value[chosen].tolist(), which[chosen].tolist(), strict=True
        ):
            if one not in before:
                before.add(one)
                self._noted[one] = self._noted.get(one, [])[-1:]
            self._noted[one].append((reading, number))

    def shown(self, instance: int, reading: float | str | None) -> ShownReading:
        """What a reading that raised an alarm is a reading of."""
        of = self._instances
        program = self._programs.get(of.rules[of.rule[instance]].id)
        noted = self._noted.pop(instance, [])
        if program is None or not isinstance(reading, float):
            return ShownReading()
        number = next((number for value, number in reversed(noted) if value == reading), -1)
        if number < 0:
            return ShownReading()
        shown = program.expression.comparisons[number].shown
        attribute = self._catalogue.kind(shown.kind).attributes.get(shown.attribute) if shown.kind else None
        return ShownReading(attribute, shown.attribute if shown.own else "", shown.limit)


def _near(program: Program, need: Need) -> Near:
    assert need.group is not None
    return program.rule.entity_type, need.kind, need.group.scope.metres


def _is_near(need: Need) -> bool:
    return need.group is not None and need.group.scope.where is Where.WITHIN


def _not_ahead(times: Ints, now: int) -> Ints:
    """A time far ahead of the beat is a broken clock: it counts as of the beat."""
    return np.where(times > now + FUTURE_MS, now, times)


def _whole(words: Floats, unknown: int) -> Ints:
    return np.where(np.isnan(words), unknown, np.nan_to_num(words)).astype(np.int64)


def _joined(keys: Ints, targets: Ints) -> tuple[Ints, Ints]:
    """Pairs (position in keys, position in targets) of equal numbers, -1 being equal to nothing."""
    order = np.argsort(targets, kind="stable")
    in_order = targets[order]
    start = np.searchsorted(in_order, keys, "left")
    count = np.where(keys < 0, 0, np.searchsorted(in_order, keys, "right") - start)
    at = np.repeat(start - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
    return np.repeat(np.arange(len(keys)), count), order[at]
