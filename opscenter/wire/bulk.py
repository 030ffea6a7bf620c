"""Messages of a log by the ten thousand: what a decoder makes of them one by one, at a fraction of its cost.

Most messages are of entities that always say the same things, each with its time (`quick`). Those of a lot are read
all, and then checked and taken as columns. All others go through the decoder, in their order, and with them
every message in the lot of an entity that any of these tells of: what is remembered of an entity (its place, units,
type) changes only by messages that are read one by one, so that it is the same for all that are taken together.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.batch import Registry
from opscenter.wire.alike import Alike, AlikeReader
from opscenter.wire.decoder import Decoder
from opscenter.wire.entity_ids import entity_ids
from opscenter.wire.envelope import read_header
from opscenter.wire.gathered import Gathered
from opscenter.wire.lot import Lot, Message
from opscenter.wire.meeting import meet
from opscenter.wire.plan import MAX_PLANS, Plan

Ints = NDArray[np.int64]
Column = NDArray[Any]

_NEVER = -(2**62)


class Bulk:
    """Reads lots of a log. Whatever it holds, nothing is raised. Not thread-safe.

    As `Decoder.decode_logged` but that publishers are not followed. `rows`: how many entities `registry` may number.
    """

    def __init__(self, registry: Registry, rows: int) -> None:
        self._decoder = Decoder(registry)
        self._alike = AlikeReader()
        self._rows = rows
        self.begin(np.empty(0), np.empty(0), np.empty(0, np.int64))

    def begin(self, lon: Column, lat: Column, place_time: Ints) -> None:
        """Forget what was gathered, and know these places, by row: what comes next may be of an earlier moment."""
        known = len(place_time)
        self._lon, self._lat = np.full(self._rows, np.nan), np.full(self._rows, np.nan)
        self._place_time = np.full(self._rows, _NEVER, np.int64)
        self._lon[:known], self._lat[:known], self._place_time[:known] = lon, lat, place_time
        self.gathered = Gathered(self._rows)

    def learn(self, lot: Lot) -> None:
        """Only meet the entities of a lot; nothing of it is gathered."""
        odd: list[int] = []
        met: set[str] = set()
        plans, quick = self._decoder.plans, self._decoder.quick
        shapes = [quick.shape(kind) for kind in lot.kinds]
        for number, kind in enumerate(lot.kind.tolist()):
            payload, shape = _payload(lot, number), shapes[kind] if kind >= 0 else None
            entity = meet(shape, payload, plans, met) if shape is not None else None
            if entity is None:
                odd.append(number)
                met.update(entity_ids(payload))
            elif entity:
                self._enter(entity, plans.known[entity])
        self._one_by_one(lot, odd, met, None)
        self.gathered = Gathered(self._rows)

    def read(self, lot: Lot) -> None:
        """Gather what is in a lot."""
        alike, odd, met = self._sorted(lot)
        texts: list[tuple[Ints, Ints, Ints, list[str | None], Any, Ints]] = []
        for one in alike:
            self._take(lot, one, texts)
        self._one_by_one(lot, odd, met, texts)
        gathered = self.gathered
        if len(texts) == 1:
            gathered.said(*texts[0][1:])
        elif texts:
            order = np.argsort(np.concatenate([one[0] for one in texts]), kind="stable")
            cells, times, qualities, arrived = (np.concatenate([one[k] for one in texts])[order] for k in (1, 2, 4, 5))
            said = list(chain.from_iterable(one[3] for one in texts))
            gathered.said(cells, times, [said[place] for place in order.tolist()], qualities, arrived)

    @property
    def worth(self) -> bool:
        """Whether most entities always say the same things, as far as they are known: else `read_each` is quicker."""
        return 2 * len(self._alike) >= len(self._decoder.plans.known)

    def read_each(self, moments: Iterable[Sequence[Message]]) -> None:
        """Gather what is in messages, one by one, after `begin`; not to be mixed with `read`."""
        self._alike.forget()
        for plan in self._decoder.plans.known.values():
            self._recall(plan)
        batch, heard = self.gathered.batch, dict[int, int]()
        for messages in moments:
            batch.touched = {}
            self._decoder.decode_logged(messages, batch)
            for row, at in batch.touched.items():
                heard[row] = max(at, heard.get(row, at))
            batch.raw.clear()
            batch.rejected.clear()
        batch.touched = {}
        self._heard(heard)
        self.gathered.said(
            np.array(batch.text_cells, np.int64), np.array(batch.text_times, np.int64), list(batch.texts),
            batch.text_qualities, np.array(batch.text_arrived, np.int64),
        )  # fmt: skip
        self.gathered.take_batch()

    # -- which can be taken together -------------------------------------------------------------------------

    def _sorted(self, lot: Lot) -> tuple[list[Alike], list[int], set[str]]:
        """Messages that can be taken as they are, the others, and the ids of all entities that those may tell of."""
        alike: list[Alike] = []
        taken = np.zeros(len(lot), np.bool_)
        met: set[str] = set()
        known: dict[int, str] = {}  # the entities of messages whose shape is right, but which cannot be taken
        if len(self._decoder.plans.known) + len(lot) < MAX_PLANS:  # beyond, all may be forgotten in between
            for number, kind in enumerate(lot.kinds):
                shape = self._decoder.quick.shape(kind)
                if shape is not None:
                    mine = np.flatnonzero(lot.kind == number)
                    one = self._alike.read(lot, shape, mine, known) if len(mine) else None
                    alike += [one] if one is not None else []
            for one in alike:
                taken[one.number] = True
        odd = np.flatnonzero(~taken).tolist()
        for number in odd:
            found = known.get(number)
            if found is None:
                met.update(entity_ids(_payload(lot, number)))
            else:
                met.add(found)
        if met and alike:
            more = self._left_out(alike, met)
            if more:
                odd = sorted(odd + more)
        return alike, odd, met

    def _left_out(self, alike: list[Alike], met: set[str]) -> list[int]:
        """Numbers of the messages of these entities, which are no longer among those alike."""
        out: list[int] = []
        for one in alike:
            slots = one.roster.slots
            wanted = np.zeros(len(one.roster.rows), np.bool_)
            wanted[[slots[entity] for entity in met if entity in slots]] = True
            leave = wanted[one.slots]
            if leave.any():
                out += one.number[leave].tolist()
                one.keep(~leave)
        return out

    # -- taking them -----------------------------------------------------------------------------------------

    def _take(self, lot: Lot, one: Alike, texts: list[Any]) -> None:
        if not len(one.number):
            return
        shape, gathered = one.roster.shape, self.gathered
        rows, arrived = one.roster.rows[one.slots], lot.arrived[one.number]
        if one.places is not None:
            self._move(lot, one, rows, arrived)
        cells = one.roster.cells[one.slots]
        count, rest = shape.count, shape.attributes - shape.count
        gathered.numbers(
            cells[:, :count].ravel(), np.repeat(one.times, count), one.values.ravel(), np.repeat(arrived, count)
        )
        if rest:
            texts.append(
                (
                    np.repeat(one.number, rest), cells[:, count:].ravel(), np.repeat(one.times, rest),
                    list(chain.from_iterable(one.texts)), np.zeros(rest * len(rows), np.uint8),
                    np.repeat(arrived, rest),
                )
            )  # fmt: skip
        gathered.heard(rows, arrived)
        shape.hits += len(rows)

    def _move(self, lot: Lot, one: Alike, rows: Ints, arrived: Ints) -> None:
        """Places that are not those known, as `EntityReader` appends them: in order, for one is known by the last."""
        moved = (one.places[:, 0] != self._lon[rows]) | (one.places[:, 1] != self._lat[rows])
        if not moved.any():
            return
        concerned = np.zeros(self._rows, np.bool_)
        concerned[rows[moved]] = True
        now: dict[int, tuple[float, float, int]] = {}
        found: tuple[list[int], list[int], list[float], list[float]] = ([], [], [], [])
        for position in np.flatnonzero(concerned[rows]).tolist():
            row = int(rows[position])
            lon, lat = one.places[position].tolist()
            known = now.get(row)
            if known is None:
                known = float(self._lon[row]), float(self._lat[row]), int(self._place_time[row])
            if lon == known[0] and lat == known[1]:
                continue
            moment = _sent(lot, int(one.number[position])) or int(arrived[position])
            for column, value in zip(found, (row, moment, lon, lat), strict=True):
                column.append(value)  # type: ignore[attr-defined]
            if moment >= known[2]:
                now[row] = lon, lat, moment
        self.gathered.places(*found)
        for row, (lon, lat, moment) in now.items():
            self._lon[row], self._lat[row], self._place_time[row] = lon, lat, moment

    # -- the others ------------------------------------------------------------------------------------------

    def _one_by_one(self, lot: Lot, odd: list[int], met: set[str], texts: list[Any] | None) -> None:
        if not odd:
            return
        batch, decoder = self.gathered.batch, self._decoder
        plans = decoder.plans.known
        before = len(plans)
        for entity in met:
            plan = plans.get(entity)
            if plan is not None:
                self._recall(plan)
        heard, ends = self._decode(lot, odd, apart=bool(texts))
        forgotten = len(plans) < before or before + len(odd) >= MAX_PLANS
        if forgotten:
            self._alike.forget()
        for entity in met:
            plan = plans.get(entity)
            if plan is not None:
                self._enter(entity, plan)
        self._heard(heard)
        if texts is not None and batch.text_cells:
            each = [after - before for before, after in pairwise([0, *ends])]
            numbers = np.array(odd if each else [0] * len(batch.text_cells), np.int64)
            texts.append(
                (
                    np.repeat(numbers, each) if each else numbers, np.array(batch.text_cells, np.int64),
                    np.array(batch.text_times, np.int64), list(batch.texts),
                    np.array(batch.text_qualities, np.uint8), np.array(batch.text_arrived, np.int64),
                )
            )  # fmt: skip
        self.gathered.take_batch()

    def _decode(self, lot: Lot, odd: list[int], *, apart: bool) -> tuple[dict[int, int], list[int]]:
        """Rows that were heard, and when; if `apart`, how many texts there were after each message."""
        batch, heard, ends = self.gathered.batch, {}, []
        messages = map(lot.message, odd)
        if not apart:
            self._decoder.decode_logged((one for one in messages if one is not None), batch)
            heard = batch.touched
        else:
            for message in messages:
                batch.touched = {}
                if message is not None:
                    self._decoder.decode_logged((message,), batch)
                for row, at in batch.touched.items():
                    heard[row] = max(at, heard.get(row, at))
                ends.append(len(batch.text_cells))
        batch.touched = {}
        return heard, ends

    def _heard(self, heard: dict[int, int]) -> None:
        rows, times = np.array(list(heard), np.int64), np.array(list(heard.values()), np.int64)
        self.gathered.heard(rows, times)

    def _recall(self, plan: Plan) -> None:
        """Have the decoder know what is known here of a place."""
        row = plan.row
        plan.lon, plan.lat = float(self._lon[row]), float(self._lat[row])
        plan.place_time = int(self._place_time[row])

    def _enter(self, entity: str, plan: Plan) -> None:
        """Take over what the decoder has learnt of an entity."""
        row = plan.row
        self._lon[row], self._lat[row], self._place_time[row] = plan.lon, plan.lat, plan.place_time
        self._alike.enter(entity, plan)


def _payload(lot: Lot, number: int) -> bytes:
    if lot.kind[number] >= 0:
        return lot.content[lot.starts[number] : lot.ends[number]]
    message = lot.message(number)
    return b"" if message is None else message[1]


def _sent(lot: Lot, number: int) -> int:
    """When a message was sent, as far as its header tells, else 0."""
    message = lot.message(number)
    try:
        return read_header(message[2]).sent if message is not None and message[2] else 0
    except ValueError:
        return 0
