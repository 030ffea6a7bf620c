"""Messages of entities that always say the same things (`quick`), checked by the hundred and made into columns."""

from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.wire.instants import MAX_LENGTH, parse_instant
from opscenter.wire.lot import Lot
from opscenter.wire.plan import Plan
from opscenter.wire.quick import FUTURE_MS, Shape
from opscenter.wire.roster import Roster, Words
from opscenter.wire.spelling import LD_NULL

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

AT_ONCE = 512
"""Payloads read before they are looked at: few enough that what is made of them stays in the processor's cache."""
_MOST_INSTANTS = 65_536
_NEVER = -(2**62)


class Alike:
    """Messages of one shape that can be taken as they are, by message: its place in the lot (`number`), the slot of its
    entity in the roster, its time (Unix ms), numbers, place (None: the shape has none) and texts, a row each."""

    __slots__ = ("number", "places", "roster", "slots", "texts", "times", "values")

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.number: Any = []
        self.slots: Any = []
        self.times: Any = []
        self.values: Any = []
        self.places: Any = []
        self.texts: list[list[str | None]] = []

    def close(self) -> None:
        """No more are added."""
        self.number, self.slots, self.times = (np.concatenate(one) for one in (self.number, self.slots, self.times))
        self.values = np.concatenate(self.values)
        self.places = np.concatenate(self.places) if self.places else None

    def keep(self, kept: Bools) -> None:
        """Only these of them."""
        self.number, self.slots, self.times = self.number[kept], self.slots[kept], self.times[kept]
        self.values = self.values[kept]
        if self.places is not None:
            self.places = self.places[kept]
        if self.texts:
            self.texts = [texts for texts, stays in zip(self.texts, kept.tolist(), strict=True) if stays]


class AlikeReader:
    """Its length: how many entities it knows."""

    def __init__(self) -> None:
        self._words = Words()
        self._rosters: dict[Shape, Roster] = {}
        self._roster_of: dict[str, Roster] = {}
        self._instants: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._roster_of)

    def enter(self, entity: str, plan: Plan) -> None:
        """Take over how an entity speaks, as the decoder has learnt."""
        enrolled = plan.quick
        before = self._roster_of.get(entity)
        roster: Roster | None = None
        if enrolled is not None and plan.shape is None:
            roster = self._rosters.get(enrolled.shape)
            if roster is None:
                roster = self._rosters[enrolled.shape] = Roster(enrolled.shape, self._words)
        if before is not None and before is not roster:
            before.leave(entity)
            del self._roster_of[entity]
        if roster is not None:
            roster.enter(entity, plan, enrolled)
            self._roster_of[entity] = roster

    def forget(self) -> None:
        """Know no entity any more."""
        for roster in self._rosters.values():
            roster.slots.clear()
        self._roster_of.clear()

    def read(self, lot: Lot, shape: Shape, mine: Ints, known: dict[int, str]) -> Alike | None:
        """Those of the messages `mine` of a lot that can be taken as they are; None without any. Of those that are of
        the shape and cannot, `known` tells the entity."""
        roster = self._rosters.get(shape)
        if roster is None or not roster.slots:
            return None
        found = Alike(roster)
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
                numbers = numbers[kept]
                objects = [one for one in objects if one is not None]
            if objects:
                self._check(shape, roster, objects, numbers, lot.arrived[numbers], found, known)
        if not found.number:
            return None
        found.close()
        return found

    def _check(
        self,
        shape: Shape,
        roster: Roster,
        objects: list[Any],
        numbers: Ints,
        arrived: Ints,
        found: Alike,
        known: dict[int, str],
    ) -> None:
        """As `Quick.read` checks each."""
        count = len(objects)
        ids = [one.f0 for one in objects]
        slots = list(map(roster.slots.get, ids))
        if None in slots:
            slots = [-1 if slot is None else slot for slot in slots]
        where = np.array(slots, np.int64)
        good = where >= 0
        good &= roster.types[where] == self._words.numbers([one.f1 for one in objects])
        whens = list(map(shape.whens[0], objects))
        for other in shape.whens[1:]:
            also = list(map(other, objects))
            if also != whens:
                good &= np.fromiter((one == two for one, two in zip(whens, also, strict=True)), np.bool_, count)
        times = self._times(whens)
        good &= (times != _NEVER) & (times <= arrived + FUTURE_MS)
        for place, of in enumerate(shape.units):
            good &= roster.units[where, place] == self._words.numbers(list(map(of, objects)))
        said = [list(map(of, objects)) for of in shape.values[shape.count :]]
        for texts in said:
            if LD_NULL in texts:
                good &= np.fromiter((text != LD_NULL for text in texts), np.bool_, count)
        values = np.empty((count, shape.count))
        for place, of in enumerate(shape.values[: shape.count]):
            values[:, place] = np.fromiter(map(of, objects), np.float64, count)
        places = None
        if shape.place is not None:
            places = np.fromiter(chain.from_iterable(map(shape.place, objects)), np.float64, 2 * count).reshape(-1, 2)
        whole = bool(good.all())
        if not whole:
            for number in np.flatnonzero(~good).tolist():
                known[int(numbers[number])] = ids[number]
            numbers, where, times, values = numbers[good], where[good], times[good], values[good]
            places = places[good] if places is not None else None
        if not len(numbers):
            return
        found.number.append(numbers)
        found.slots.append(where)
        found.times.append(times)
        found.values.append(values)
        if places is not None:
            found.places.append(places)
        if said:
            rows = [list(row) for row in zip(*said, strict=True)]
            found.texts += rows if whole else [row for row, stays in zip(rows, good.tolist(), strict=True) if stays]

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
