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
from opscenter.wire.alike_columns import Numbers, Texts, columns_of_alike, in_order
from opscenter.wire.decoder import Decoder
from opscenter.wire.entity_ids import entity_ids
from opscenter.wire.gathered import Gathered
from opscenter.wire.lot import Lot, Message
from opscenter.wire.meeting import meet
from opscenter.wire.moving import Places
from opscenter.wire.plan import MAX_PLANS, Plan

Ints = NDArray[np.int64]
Column = NDArray[Any]

_NEVER = -(2**62)
_ENOUGH = 100_000  # messages by which it is judged whether reading them together is worth while


class Bulk:
    """Reads lots of a log. Whatever it holds, nothing is raised. Not thread-safe.

    As `Decoder.decode_logged` but that publishers are not followed. `rows`: how many entities `registry` may number.
    """

    def __init__(self, registry: Registry, rows: int) -> None:
        self._decoder = Decoder(registry)
        self._alike = AlikeReader(self._decoder.quick, self._decoder.plans)
        self._rows = rows
        self._told = self._taken = 0
        self.begin(np.empty(0), np.empty(0), np.empty(0, np.int64))

    def begin(self, lon: Column, lat: Column, place_time: Ints) -> None:
        """Forget what was gathered, and know these places, by row: what comes next may be of an earlier moment."""
        known = len(place_time)
        nowhere = (np.full(self._rows, np.nan), np.full(self._rows, np.nan), np.full(self._rows, _NEVER, np.int64))
        places = self._places = Places(*nowhere)
        places.lon[:known], places.lat[:known], places.time[:known] = lon, lat, place_time
        self.gathered = Gathered(self._rows)

    def learn(self, lot: Lot) -> None:
        """Only meet the entities of a lot; nothing of it is gathered."""
        odd: list[int] = []
        met: set[str] = set()
        plans, quick = self._decoder.plans, self._decoder.quick
        shapes = [tuple(quick.shapes(kind)) for kind in lot.kinds]
        for number, kind in enumerate(lot.kind.tolist()):
            payload, entity = _payload(lot, number), None
            for shape in shapes[kind] if kind >= 0 else ():
                entity = meet(shape, payload, quick, plans, met)
                if entity is not None:
                    break
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
        if self._told > _ENOUGH:
            self._told, self._taken = self._told // 2, self._taken // 2
        self._told += len(lot)
        self._taken += len(lot) - len(odd)
        texts: list[Texts] = []
        self._take(lot, alike, texts)
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
        """Whether most entities say the same things again and again, and most messages were taken together: else
        `read_each` is quicker."""
        return 2 * len(self._alike) >= len(self._decoder.plans.known) and 2 * self._taken >= self._told

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
                shapes = self._decoder.quick.shapes(kind)
                if shapes:
                    alike += self._alike.read(lot, shapes, np.flatnonzero(lot.kind == number), known)
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
        return [one for one in alike if len(one.number)], odd, met

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

    def _take(self, lot: Lot, alike: list[Alike], texts: list[Texts]) -> None:
        """Gather them; their texts only into `texts`, to be brought into order with those of others."""
        moved = self._places.take(alike)
        if moved is not None:
            self.gathered.places(*moved)
        numbers: list[Numbers] = []
        met, again = np.zeros(self._rows, np.bool_), False
        for one in alike:
            rows, arrived = one.roster.rows[one.slots], lot.arrived[one.number]
            again = again or bool(met[rows].any())
            met[rows] = True
            columns_of_alike(one, arrived, numbers, texts)
            self.gathered.heard(rows, arrived)
            one.roster.shape.hits += len(rows)
        for _, cells, times, values, arrived in in_order(numbers) if again else numbers:
            self.gathered.numbers(cells, times, values, arrived)

    # -- the others ------------------------------------------------------------------------------------------

    def _one_by_one(self, lot: Lot, odd: list[int], met: set[str], texts: list[Texts] | None) -> None:
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
        plan.lon, plan.lat = float(self._places.lon[row]), float(self._places.lat[row])
        plan.place_time = int(self._places.time[row])

    def _enter(self, entity: str, plan: Plan) -> None:
        """Take over what the decoder has learnt of an entity."""
        row = plan.row
        places = self._places
        places.lon[row], places.lat[row], places.time[row] = plan.lon, plan.lat, plan.place_time
        self._alike.enter(entity, plan)


def _payload(lot: Lot, number: int) -> bytes:
    if lot.kind[number] >= 0:
        return lot.content[lot.starts[number] : lot.ends[number]]
    message = lot.message(number)
    return b"" if message is None else message[1]
