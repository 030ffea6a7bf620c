"""Messages of entities that say the same things again and again (`quick`), checked by the hundred and made into
columns."""

from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.quality import Quality
from opscenter.wire.instants import MAX_LENGTH, parse_instant
from opscenter.wire.lot import Lot
from opscenter.wire.plan import Plan, Plans
from opscenter.wire.quick import FUTURE_MS, Quick
from opscenter.wire.roster import Roster, Words
from opscenter.wire.shape import Shape
from opscenter.wire.spelling import LD_NULL, entity_quality

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

AT_ONCE = 512
"""Payloads read before they are looked at: few enough that what is made of them stays in the processor's cache."""
_MOST_INSTANTS = 65_536
_MOST_JUDGED = 4_096
_NEVER = -(2**62)
_WORDS = {True: "true", False: "false"}


class Alike:
    """Messages of one shape that can be taken as they are, by message: its place in the lot (`number`), the slot of its
    entity in the roster, its times (Unix ms; a column where they are all of one time, else one for each attribute), the
    time of what has none of its own (`base`), numbers, place and when it was there (None: the shape has none) and
    texts, a row each."""

    __slots__ = ("base", "number", "places", "roster", "slots", "texts", "there", "times", "values")

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.number: Any = []
        self.slots: Any = []
        self.times: Any = []
        self.base: Any = []
        self.values: Any = []
        self.places: Any = []
        self.there: Any = []
        self.texts: list[list[str]] = []

    def close(self) -> None:
        """No more are added."""
        self.number, self.slots, self.base = (np.concatenate(one) for one in (self.number, self.slots, self.base))
        if any(times.ndim > 1 for times in self.times):
            columns = self.roster.shape.attributes
            self.times = [t if t.ndim > 1 else np.repeat(t[:, None], columns, axis=1) for t in self.times]
        self.times, self.values = np.concatenate(self.times), np.concatenate(self.values)
        self.places = np.concatenate(self.places) if self.places else None
        self.there = np.concatenate(self.there) if self.there else None

    def keep(self, kept: Bools) -> None:
        """Only these of them."""
        self.number, self.slots, self.times = self.number[kept], self.slots[kept], self.times[kept]
        self.base, self.values = self.base[kept], self.values[kept]
        if self.places is not None:
            self.places, self.there = self.places[kept], self.there[kept]
        if self.texts:
            self.texts = [texts for texts, stays in zip(self.texts, kept.tolist(), strict=True) if stays]


class AlikeReader:
    """Its length: how many entities it knows."""

    def __init__(self, quick: Quick, plans: Plans) -> None:
        self._quick = quick
        self._plans = plans
        self._words = Words()
        self._rosters: dict[Shape, Roster] = {}
        self._rosters_of: dict[str, list[Roster]] = {}
        self._instants: dict[str, int] = {}
        self._judged: dict[tuple[str, str], bool] = {}

    def __len__(self) -> int:
        return len(self._rosters_of)

    def enter(self, entity: str, plan: Plan) -> None:
        """Take over how an entity speaks, as the decoder has learnt."""
        before = self._rosters_of.pop(entity, ())
        now: list[Roster] = []
        for shape, enrolled in (plan.quick or {}).items():
            if enrolled.holds(plan):
                roster = self._roster(shape)
                roster.enter(entity, plan, enrolled)
                now.append(roster)
        for roster in before:
            if roster not in now:
                roster.leave(entity)
        if now:
            self._rosters_of[entity] = now

    def forget(self) -> None:
        """Know no entity any more."""
        for roster in self._rosters.values():
            roster.slots.clear()
        self._rosters_of.clear()

    def read(self, lot: Lot, shapes: list[Shape], mine: Ints, known: dict[int, str]) -> list[Alike]:
        """Those of the messages `mine` of a lot that can be taken as they are. Of those that are of one of the shapes
        and cannot, `known` tells the entity."""
        found: list[Alike] = []
        for shape in shapes:
            if not len(mine):
                break
            one, mine = self._read(lot, shape, mine, known)
            if one.number:
                one.close()
                found.append(one)
        return found

    def _read(self, lot: Lot, shape: Shape, mine: Ints, known: dict[int, str]) -> tuple[Alike, Ints]:
        """Those of one shape, and the messages that are not of it."""
        found, others = Alike(self._roster(shape)), []
        content, decode = lot.content, shape.decode
        for first in range(0, len(mine), AT_ONCE):
            numbers = mine[first : first + AT_ONCE]
            begins, ends = lot.starts[numbers].tolist(), lot.ends[numbers].tolist()
            objects: list[Any] = []
            for start, end in zip(begins, ends, strict=True):
                try:
                    objects.append(decode(content[start:end]))
                except (ValueError, RecursionError):
                    objects.append(None)
            if None in objects:
                kept = np.fromiter((one is not None for one in objects), np.bool_, len(objects))
                others.append(numbers[~kept])
                numbers = numbers[kept]
                objects = [one for one in objects if one is not None]
            if objects:
                self._check(objects, numbers, lot, found, known)
        return found, np.concatenate(others) if others else mine[:0]

    def _roster(self, shape: Shape) -> Roster:
        roster = self._rosters.get(shape)
        if roster is None:
            roster = self._rosters[shape] = Roster(shape, self._words)
        return roster

    def _slots(self, roster: Roster, ids: list[str], objects: list[Any]) -> Ints:
        """By message the slot of its entity, which is met now if it is known and says no more than that; else -1."""
        slots = list(map(roster.slots.get, ids))
        if None in slots:
            plans = self._plans.known
            for place in [place for place, slot in enumerate(slots) if slot is None]:
                entity = ids[place]
                slot = roster.slots.get(entity)
                plan = plans.get(entity) if slot is None else None
                if plan is not None:
                    shape = roster.shape
                    enrolled = self._quick.meet(shape, plan, shape.parts(objects[place]))
                    if enrolled is not None and enrolled.holds(plan):
                        slot = roster.enter(entity, plan, enrolled)
                        self._rosters_of.setdefault(entity, []).append(roster)
                slots[place] = -1 if slot is None else slot
        return np.array(slots, np.int64)

    def _check(self, objects: list[Any], numbers: Ints, lot: Lot, found: Alike, known: dict[int, str]) -> None:
        """As `Quick.read` checks each."""
        roster, count = found.roster, len(objects)
        shape = roster.shape
        ids = [one.f0 for one in objects]
        where = self._slots(roster, ids, objects)
        good = where >= 0
        if not len(roster.rows):
            known.update(zip(numbers.tolist(), ids, strict=True))
            return
        horizon = lot.arrived[numbers] + FUTURE_MS
        good &= roster.types[where] == self._words.numbers([one.f1 for one in objects])
        base = self._base(shape, objects, numbers, lot)
        if shape.based:
            good &= (base >= 0) & (base <= horizon)
        times = self._own_times(shape, objects, base, good, horizon)
        for place, of in enumerate(shape.units):
            good &= roster.units[where, place] == self._words.numbers(list(map(of, objects)))
        if shape.fixed:
            good &= self._as_before(roster, objects, where)
        said = [list(map(of, objects)) for of in shape.values[shape.numeric :]]
        for texts in said:
            if LD_NULL in texts:
                good &= np.fromiter((text != LD_NULL for text in texts), np.bool_, count)
        for at, name in shape.judges:
            good &= self._fine(name, said[at - shape.numeric])
        values = np.empty((count, shape.numeric))
        for place, of in enumerate(shape.values[: shape.numeric]):
            values[:, place] = np.fromiter(map(of, objects), np.float64, count)
        if shape.flags:
            flags = shape.values[shape.numeric - len(shape.flags) : shape.numeric]
            said = [[_WORDS[of(one)] for one in objects] for of in flags] + said
        places = there = None
        if shape.placed:
            there = base if shape.place_when is None else self._times(list(map(shape.place_when, objects)))
            good &= (there >= 0) & (there <= horizon)
            if shape.place is None:
                places = roster.spots[where]
            else:
                flat = np.fromiter(chain.from_iterable(map(shape.place, objects)), np.float64)
                places = flat.reshape(count, -1)[:, :2]
        whole = bool(good.all())
        if not whole:
            for number in np.flatnonzero(~good).tolist():
                known[int(numbers[number])] = ids[number]
            numbers, where, times, base, values = numbers[good], where[good], times[good], base[good], values[good]
            if places is not None and there is not None:
                places, there = places[good], there[good]
        if not len(numbers):
            return
        found.number.append(numbers)
        found.slots.append(where)
        found.times.append(times)
        found.base.append(base)
        found.values.append(values)
        if places is not None:
            found.places.append(places)
            found.there.append(there)
        if said:
            rows = [list(row) for row in zip(*said, strict=True)]
            found.texts += rows if whole else [row for row, stays in zip(rows, good.tolist(), strict=True) if stays]

    def _base(self, shape: Shape, objects: list[Any], numbers: Ints, lot: Lot) -> Ints:
        """By message the time of what has none of its own."""
        if shape.time is not None:
            return self._times(list(map(shape.time, objects)))
        if shape.based or (shape.placed and shape.place_when is None):
            sent = lot.sent(numbers)
            return np.where(sent == 0, lot.arrived[numbers], sent)
        return np.zeros(len(objects), np.int64)

    def _own_times(self, shape: Shape, objects: list[Any], base: Ints, good: Bools, horizon: Ints) -> Ints:
        """By message the one time of all its attributes, or that of each."""
        if not shape.whens:
            return base
        whens = list(map(shape.whens[0], objects))
        first = self._times(whens)
        good &= (first >= 0) & (first <= horizon)
        columns, same = [first], not shape.mixed
        for other in shape.whens[1:]:
            also = list(map(other, objects))
            column = first
            if also != whens:
                same = False
                column = self._times(also)
                good &= (column >= 0) & (column <= horizon)
            columns.append(column)
        if same:
            return first
        times = np.repeat(base[:, None], shape.attributes, axis=1)
        for at, column in zip(shape.when_of, columns, strict=True):
            times[:, at] = column
        return times

    def _as_before(self, roster: Roster, objects: list[Any], where: Ints) -> Bools:
        """Whether the members that stay as they are do so."""
        enrolled, taken = roster.enrolled, roster.shape.taken
        return np.fromiter(
            (
                slot >= 0 and tuple(of(one) for of in taken) == enrolled[slot].fixed
                for one, slot in zip(objects, where.tolist(), strict=True)
            ),
            np.bool_, len(objects),
        )  # fmt: skip

    def _fine(self, name: str, words: list[str]) -> Bools:
        """Whether these words of `status` and its like say nothing against what stands beside them."""
        judged = self._judged
        if len(judged) > _MOST_JUDGED:
            judged.clear()
        for word in set(words):
            if (name, word) not in judged:
                judged[name, word] = entity_quality(name, word) is Quality.GOOD
        return np.fromiter((judged[name, word] for word in words), np.bool_, len(words))

    def _times(self, texts: list[str]) -> Ints:
        """Unix ms; _NEVER for what is no time."""
        known = self._instants
        found = list(map(known.get, texts))
        if None in found:
            if len(known) > _MOST_INSTANTS:
                known.clear()
            for text in dict.fromkeys(texts):
                if text not in known and len(text) <= MAX_LENGTH:
                    try:
                        known[text] = parse_instant(text)[0]
                    except (ValueError, OverflowError):
                        known[text] = _NEVER
            found = [known.get(text, _NEVER) for text in texts]
        return np.array(found, np.int64)
