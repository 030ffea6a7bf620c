"""Which alarms belong together, by the table of cause and effect: alarms in columns, compared by numpy.

Never all with all: of each row of the table only alarms of its rules are compared, through a grid of its distance.
Where very many alarms of a rule stand close together, one of each small square speaks for the others.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.cause import SAME_ENTITY, Cause
from opscenter.domain.columns import Column
from opscenter.domain.near_pairs import pairs_within
from opscenter.domain.remembered import Sort
from opscenter.domain.sphere import chord_of_metres, directions

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Pairs = tuple[Ints, Ints]

MANY = 100_000
"""Comparisons beyond which squares are spoken for by one of theirs."""
SQUARES = 4
"""Squares along the distance within which alarms belong together."""
MOST_NEAR = 32
"""Of more causes of one rule near an effect than that, the nearest count."""

_SIDE = 1 << 20  # cubes are no smaller than 2 millionths of the earth's radius
_NONE = np.empty(0, np.int64)


@dataclass(slots=True, frozen=True)
class Sighting:
    """An alarm as it is looked at: `since` Unix ms, place in degrees (NaN: not known), `texts` of its entity's
    attributes that the table names."""

    occurrence: str
    rule: str
    entity: str
    since: int
    lon: float
    lat: float
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Links:
    """What was found, by the numbers of alarms: (cause, effect), in order of the effects' causes by time, and (alarm,
    alarm) of one matter."""

    causal: Pairs
    alike: Pairs


class SituationLinks:
    """The alarms that may be linked to by new ones, numbered by slots; `occurrences[slot]` tells which."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "occurrences": list[str],
        "_slot_of": dict[str, int],
        "_rule": Sort.FREE,
        "_since": Sort.FREE,
        "_entity": Sort.FREE,
        "_place": Sort.FREES,
        "_text": Sort.FREES,
    }

    def __init__(self, causes: Sequence[Cause]) -> None:
        self._causes = causes
        self.attributes = sorted({one for cause in causes for one in (cause.same, cause.refers)} - {"", SAME_ENTITY})
        self._rule_code: dict[str, int] = {}
        for cause in causes:
            for rule in (cause.rule, *cause.effects):
                self._rule_code.setdefault(rule, len(self._rule_code))
        self.occurrences: list[str] = []
        self._slot_of: dict[str, int] = {}
        self._rule: Column[np.int64] = Column(np.int64, -1)  # -1 too of what is there no more
        self._since: Column[np.int64] = Column(np.int64, 0)
        self._entity: Column[np.int64] = Column(np.int64, 0)
        self._place: list[Column[np.float64]] = [Column(np.float64, np.nan) for _ in range(3)]
        self._text: dict[str, Column[np.int64]] = {name: Column(np.int64, 0) for name in self.attributes}

    def recalled(self) -> None:
        """See `domain.remembered`."""
        count = len(self.occurrences)
        columns = [self._rule, self._since, self._entity, *self._place, *self._text.values()]
        if any(len(column) != count for column in columns):  # type: ignore[arg-type]
            raise ValueError("alarms that may be linked to are not told wholly")
        if count and not -1 <= self._rule.view.min() <= self._rule.view.max() < len(self._rule_code):
            raise ValueError("alarms that may be linked to are of rules that the table does not name")
        if not all(0 <= slot < count for slot in self._slot_of.values()):
            raise ValueError("alarms that may be linked to are not told wholly")

    def __len__(self) -> int:
        return len(self._slot_of)

    def slot(self, occurrence: str) -> int:
        """The number of an alarm, or -1."""
        return self._slot_of.get(occurrence, -1)

    def add(self, sightings: Sequence[Sighting]) -> Ints:
        """Alarms that are new; those of rules that the table does not name are left out. Their slots."""
        named = [one for one in sightings if one.rule in self._rule_code and one.occurrence not in self._slot_of]
        if not named:
            return _NONE
        if len(self.occurrences) > 1024 and len(self.occurrences) > 2 * len(self._slot_of):
            self._close_gaps()
        first = len(self.occurrences)
        for slot, one in enumerate(named, first):
            self.occurrences.append(one.occurrence)
            self._slot_of[one.occurrence] = slot
        columns = [self._rule, self._since, self._entity, *self._place, *self._text.values()]
        for column in columns:
            column.resize(len(self.occurrences))  # type: ignore[attr-defined]
        self._rule.view[first:] = [self._rule_code[one.rule] for one in named]
        self._since.view[first:] = [one.since for one in named]
        self._entity.view[first:] = [_code(one.entity) for one in named]
        towards = directions([one.lon for one in named], [one.lat for one in named])
        for axis, part in zip(self._place, towards, strict=True):
            axis.view[first:] = part
        for name, column in self._text.items():
            column.view[first:] = [_code(one.texts.get(name, "")) for one in named]
        return np.arange(first, len(self.occurrences))

    def forget(self, occurrences: Iterable[str]) -> None:
        """Alarms that nothing is linked to any more."""
        for occurrence in occurrences:
            slot = self._slot_of.pop(occurrence, -1)
            if slot >= 0:
                self._rule.view[slot] = -1

    def links_of(self, new: Ints) -> Links:
        """Links of new alarms with each other and with those that were there."""
        causal: list[Pairs] = []
        alike: list[Pairs] = []
        fresh = np.zeros(len(self.occurrences), np.bool_)
        fresh[new] = True
        by_rule: dict[int, Ints] = {}
        new_rules = set(np.unique(self._rule.view[new]).tolist())

        def of_rule(code: int) -> Ints:
            if code not in by_rule:
                by_rule[code] = np.flatnonzero(self._rule.view == code)
            return by_rule[code]

        for row in self._causes:
            cause = self._rule_code[row.rule]
            effects = [self._rule_code[rule] for rule in row.effects if rule != row.rule]
            if not new_rules.intersection((cause, *effects)):
                continue
            causes = of_rule(cause)
            if effects:
                for effect in effects:
                    follow = of_rule(effect)
                    causal.append(self._pairs(row, causes[fresh[causes]], follow, row.before_ms))
                    causal.append(self._pairs(row, causes[~fresh[causes]], follow[fresh[follow]], row.before_ms))
            if row.rule in row.effects and cause in new_rules:
                alike.append(self._pairs(row, causes[fresh[causes]], causes, row.within_ms))
        return Links(self._by_time(_joined(causal)), _joined(alike))

    def _pairs(self, row: Cause, first: Ints, second: Ints, before_ms: int) -> Pairs:
        """Which of `second` follow from which of `first`."""
        if not len(first) or not len(second):
            return _NONE, _NONE
        since = self._since.view
        early, late = since[first].min() - before_ms, since[first].max() + row.within_ms
        second = second[(since[second] >= early) & (since[second] <= late)]
        if not len(second):
            return _NONE, _NONE
        if row.refers:
            refers, entity = self._text[row.refers].view, self._entity.view
            found = [_equal(first, second, entity[first], refers[second])]
            found.append(_equal(first, second, refers[first], entity[second]))
            pairs = _joined(found)
            if row.within_m:
                away = self._vectors(pairs[0]) - self._vectors(pairs[1])
                near = np.einsum("ij,ij->j", away, away) <= chord_of_metres(row.within_m)
                pairs = pairs[0][near], pairs[1][near]
        elif row.same == SAME_ENTITY and not row.within_m:
            pairs = _equal(first, second, self._entity.view[first], self._entity.view[second])
        else:
            pairs = self._near(first, second, row.within_m)
        a, b = pairs
        after = since[b] - since[a]
        kept = (a != b) & (after >= -before_ms) & (after <= row.within_ms)
        if row.same:
            texts = self._entity.view if row.same == SAME_ENTITY else self._text[row.same].view
            kept &= (texts[a] == texts[b]) & (texts[a] != 0)
        return a[kept], b[kept]

    def _near(self, first: Ints, second: Ints, metres: float) -> Pairs:
        if len(first) * len(second) <= MANY:
            b, a = pairs_within(self._vectors(second), self._vectors(first), metres, MOST_NEAR)
            return first[a], second[b]
        some, spoken_for_a = self._speakers(first, metres)
        others, spoken_for_b = self._speakers(second, metres)
        b, a = pairs_within(self._vectors(others), self._vectors(some), metres, MOST_NEAR)
        a, b = some[a], others[b]
        # Whoever is spoken for is linked to one of those that its speaker is linked to.
        partner_of = dict(zip(a[::-1].tolist(), b[::-1].tolist(), strict=True))
        partner_to = dict(zip(b[::-1].tolist(), a[::-1].tolist(), strict=True))
        more_a = [(one, partner_of[by]) for one, by in spoken_for_a if by in partner_of]
        more_b = [(partner_to[by], one) for one, by in spoken_for_b if by in partner_to]
        more = np.array([*more_a, *more_b], np.int64).reshape(-1, 2)
        return np.concatenate([a, more[:, 0]]), np.concatenate([b, more[:, 1]])

    def _speakers(self, slots: Ints, metres: float) -> tuple[Ints, list[tuple[int, int]]]:
        """The earliest of each small cube, and (slot, who speaks for it) of the others; without those of no place."""
        slots = slots[~np.isnan(self._place[0].view[slots])]
        slots = slots[np.argsort(self._since.view[slots], kind="stable")]
        size = max(float(np.sqrt(chord_of_metres(metres))) / SQUARES, 2e-6)
        x, y, z = np.floor((self._vectors(slots) + 1.0) / size).astype(np.int64)
        _, speaks, of = np.unique((x * _SIDE + y) * _SIDE + z, return_index=True, return_inverse=True)
        by = slots[speaks[of]]
        others = by != slots
        return slots[speaks], list(zip(slots[others].tolist(), by[others].tolist(), strict=True))

    def _vectors(self, slots: Ints) -> Floats:
        return np.stack([axis.view[slots] for axis in self._place])

    def _by_time(self, pairs: Pairs) -> Pairs:
        """By effect, then by when the cause began; each pair once."""
        cause, effect = pairs
        if not len(cause):
            return pairs
        many = len(self.occurrences)
        keys = np.sort(effect * many + cause)
        effect, cause = np.divmod(keys[np.r_[True, keys[1:] != keys[:-1]]], many)
        order = np.lexsort((cause, self._since.view[cause], effect))
        return cause[order], effect[order]

    def _close_gaps(self) -> None:
        kept = np.array(sorted(self._slot_of.values()), np.int64)
        for column in (self._rule, self._since, self._entity, *self._place, *self._text.values()):
            left = column.view[kept].copy()  # type: ignore[attr-defined]
            column.resize(len(kept))  # type: ignore[attr-defined]
            column.view[:] = left  # type: ignore[attr-defined]
        self.occurrences = [self.occurrences[slot] for slot in kept.tolist()]
        self._slot_of = {occurrence: slot for slot, occurrence in enumerate(self.occurrences)}


def _joined(pairs: Sequence[Pairs]) -> Pairs:
    if not pairs:
        return _NONE, _NONE
    return np.concatenate([a for a, _ in pairs]), np.concatenate([b for _, b in pairs])


def _equal(first: Ints, second: Ints, keys: Ints, wanted: Ints) -> Pairs:
    """Pairs whose keys are equal; 0 is no key."""
    order = np.argsort(wanted, kind="stable")
    ordered = wanted[order]
    start = np.searchsorted(ordered, keys, "left")
    count = np.where(keys == 0, 0, np.searchsorted(ordered, keys, "right") - start)
    offset = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(first, count), second[order[np.repeat(start, count) + offset]]


def _code(text: str) -> int:
    """A text as a number to compare by; 0 for none."""
    if not text:
        return 0
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little", signed=True) or 1
