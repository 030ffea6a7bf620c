"""The quick way for publishers that say the same things again and again.

Most messages of a bus look like one before from the same kind of sensor: the same attributes, each a number or a text
in a usual spelling, with its own time or that of the entity, at a place, in the same unit; and whatever else they tell
is what they told before (names, addresses, outlines). For each such shape a typed decoder is made on the spot; it
refuses everything else, and whatever it or the checks here refuse is read the usual way. Both ways yield the same, in
the same order where such messages have their members in one order.
"""

from typing import Any

from opscenter.domain.batch import Batch
from opscenter.domain.quality import Quality
from opscenter.wire.columns import add_place
from opscenter.wire.enrolment import Enrolment, enrol, enrol_read
from opscenter.wire.instants import Instants
from opscenter.wire.plan import Plan, Plans
from opscenter.wire.shape import Members, Shape, members_of
from opscenter.wire.spelling import LD_NULL, entity_quality

FUTURE_MS = 60_000
MAX_KINDS = 1_024
MAX_SHAPES = 8
"""Of one kind of topic."""
_PATIENCE = 50  # messages of a topic's kind that may differ from all its shapes before it is given up
_MOST_FIXED = 64 * 1024 * 1024  # bytes of members that stay as they are, of all entities

_WORDS = {True: "true", False: "false"}


class Shapes:
    """Those of one kind of topic. `all`: in which entities speak, the most usual first. `tries` without success to have
    one speak in them, `misses`: messages that were like none, or told other things than before."""

    __slots__ = ("all", "by_members", "misses", "tries")

    def __init__(self) -> None:
        self.all: list[Shape] = []
        self.by_members: dict[Members, Shape] = {}
        self.tries = self.misses = 0

    @property
    def hopeless(self) -> bool:
        """Whether it is not worth while to try any more."""
        return max(self.tries, self.misses) > sum(shape.hits for shape in self.all) + _PATIENCE


class Quick:
    """Shapes by kind of topic (the topic without its last part), learnt from what was read the usual way."""

    def __init__(self, plans: Plans, instants: Instants) -> None:
        self._plans = plans
        self._instants = instants
        self._kinds: dict[bytes, Shapes | None] = {}  # None: given up
        self._fixed = 0
        self._last_text: str | None = None
        self._last_instant = 0

    def read(self, topic: bytes, payload: bytes, sent: int, arrived: int, batch: Batch) -> bool:
        """Read a message into `batch`; False, with nothing appended, when it must be read the usual way. `sent` is 0
        if unknown; Unix ms."""
        shapes = self._kinds.get(topic.rpartition(b"/")[0])
        if shapes is None:
            return False
        for shape in shapes.all:
            try:
                parts = shape.parts(shape.decode(payload))
                break
            except (ValueError, RecursionError):
                pass
        else:
            shapes.misses += 1
            return False
        known = self._plans.known.get(parts[0])
        if known is None or known.type != parts[1]:
            return False
        whens_end, units_end, values_end, fixed_end = shape.ends
        units = parts[whens_end:units_end]
        quick = known.quick
        enrolled = quick.get(shape) if quick is not None else None
        if enrolled is None or enrolled.units != units:
            enrolled = self.meet(shape, known, parts)
            if enrolled is None:
                return False
        if (
            shape.fixed and (parts[values_end:fixed_end] != enrolled.fixed or not enrolled.holds(known))
        ) or not self._take(shape, enrolled, known, parts, sent, arrived, batch):
            shapes.misses += 1
            return False
        shape.hits += 1
        if shape.hits > shapes.all[0].hits:
            shapes.all.remove(shape)
            shapes.all.insert(0, shape)
        return True

    def _take(
        self, shape: Shape, enrolled: Enrolment, known: Plan, parts: tuple[Any, ...], sent: int, arrived: int,
        batch: Batch,
    ) -> bool:  # fmt: skip
        whens_end, units_end, values_end, _ = shape.ends
        horizon = arrived + FUTURE_MS
        own = base = -1
        moments: list[int] | None = None
        if whens_end > 2:
            whens = parts[2:whens_end]
            when = whens[0]
            own = self._last_instant if when == self._last_text else self._instant(when)
            if not 0 <= own <= horizon:
                return False
            if whens.count(when) != len(whens):
                moments = [self._instant(one) for one in whens]
                if min(moments) < 0 or max(moments) > horizon:
                    return False
        if shape.based:
            base = self._base(shape, parts, sent, arrived)
            if not 0 <= base <= horizon:
                return False
        numeric = shape.numeric
        values = parts[units_end : units_end + numeric]
        texts: tuple[str, ...] = ()
        if enrolled.texts:
            texts = parts[units_end + numeric : values_end]
            if LD_NULL in texts:
                return False
            for at, name in shape.judges:
                if entity_quality(name, texts[at - numeric]) is not Quality.GOOD:
                    return False
        if shape.placed:
            if known.shape is not enrolled.geometry:
                return False
            place = enrolled.spot or parts[-1]
            if place[0] != known.lon or place[1] != known.lat:
                moment = self._when_there(shape, parts, base, sent, arrived)
                if not 0 <= moment <= horizon:
                    return False
                add_place(batch, known.row, moment, place[0], place[1])
                if moment >= known.place_time:
                    known.lon, known.lat, known.place_time = place[0], place[1], moment
        if moments is None and not shape.mixed:
            moment = base if own < 0 else own
            times = [moment] * numeric
            text_times = [moment] * len(shape.shown)
        else:
            if moments is None:
                moments = [own] * len(shape.when_of)
            each = [base] * shape.attributes
            for at, moment in zip(shape.when_of, moments, strict=True):
                each[at] = moment
            times = each[:numeric]
            text_times = [each[at] for at in shape.shown]
        if shape.flags:
            flags = len(shape.flags)
            texts = (*(_WORDS[flag] for flag in values[-flags:]), *texts)
            values = (*values[:-flags], *map(float, values[-flags:]))
        if enrolled.fact_numbers:
            values = (*values, *enrolled.fact_numbers)
            times += [base] * len(enrolled.fact_numbers)
        cells, order = enrolled.numbers, enrolled.number_order
        if order is not None:
            cells, times = [cells[at] for at in order], [times[at] for at in order]
            values = tuple([values[at] for at in order])
        batch.cells += cells
        batch.values += values
        batch.times += times
        batch.qualities += enrolled.zeros
        batch.arrived += [arrived] * len(cells)
        if enrolled.texts:
            if enrolled.fact_texts:
                texts = (*texts, *enrolled.fact_texts)
                text_times += [base] * len(enrolled.fact_texts)
            cells, order = enrolled.texts, enrolled.text_order
            if order is not None:
                cells, text_times = [cells[at] for at in order], [text_times[at] for at in order]
                texts = tuple([texts[at] for at in order])
            batch.text_cells += cells
            batch.texts += texts
            batch.text_times += text_times
            batch.text_qualities += [0] * len(cells)
            batch.text_arrived += [arrived] * len(cells)
        batch.touched[known.row] = arrived
        return True

    def _base(self, shape: Shape, parts: tuple[Any, ...], sent: int, arrived: int) -> int:
        """The time of what has none of its own; -1 where it must be read the usual way."""
        return self._instant(parts[shape.ends[3]]) if shape.time is not None else sent or arrived

    def _when_there(self, shape: Shape, parts: tuple[Any, ...], base: int, sent: int, arrived: int) -> int:
        if shape.place_when is not None:
            return self._instant(parts[-2])
        return base if base >= 0 else self._base(shape, parts, sent, arrived)

    def _instant(self, text: str) -> int:
        """Unix ms; -1 for what tells none, or a time of before 1970 or without an offset."""
        if text == self._last_text:
            return self._last_instant
        instant = self._instants.known.get(text)
        if instant is None:
            read = self._instants.read(text)
            if read is None or read[1]:
                return -1
            instant = read[0]
        self._last_text, self._last_instant = text, instant
        return instant

    # -- learning --------------------------------------------------------------------------------------------

    def shapes(self, kind: bytes) -> list[Shape]:
        """What messages of a kind of topic look like, as far as that is known; the most usual first."""
        shapes = self._kinds.get(kind)
        return shapes.all if shapes is not None else []

    def meet(self, shape: Shape, plan: Plan, parts: tuple[Any, ...]) -> Enrolment | None:
        """Enrol a known entity by what a shape's decoder has read, if that alone tells all."""
        whens_end, units_end, values_end, fixed_end = shape.ends
        found = enrol(shape, plan, self._plans, parts[whens_end:units_end], parts[values_end:fixed_end])
        if found is not None:
            self._keep(plan, found)
        return found

    def learn(self, topic: bytes, payload: bytes, entity: dict[str, Any]) -> None:
        """An entity was read the usual way: remember its shape if the quick way could read the next like it."""
        kind = topic.rpartition(b"/")[0]
        shapes = self._kinds.get(kind)
        if shapes is None:
            if kind in self._kinds or len(self._kinds) >= MAX_KINDS:
                return
            shapes = self._kinds[kind] = Shapes()
        if shapes.hopeless:
            self._kinds[kind] = None
            return
        members = members_of(entity)
        if members is None:
            shapes.tries += 1
            return
        shape = shapes.by_members.get(members)
        if shape is None:
            if len(shapes.by_members) >= MAX_SHAPES:
                shapes.tries += 1
                return
            shape = shapes.by_members[members] = Shape(members)
        entity_id = entity.get("id")
        plan = self._plans.known.get(entity_id) if isinstance(entity_id, str) else None
        if plan is None:
            return
        try:
            parts = shape.parts(shape.decode(payload))
        except (ValueError, RecursionError):
            shapes.tries += 1
            return
        whens_end, units_end, values_end, fixed_end = shape.ends
        if parts[0] != entity_id or parts[1] != plan.type:
            return
        fixed = parts[values_end:fixed_end]
        found = enrol_read(shape, plan, self._plans, entity, parts[whens_end:units_end], fixed)
        if found is None:
            shapes.tries += shape not in shapes.all
            return
        if self._keep(plan, found) and shape not in shapes.all:
            shapes.all.append(shape)

    def _keep(self, plan: Plan, enrolled: Enrolment) -> bool:
        if plan.quick is None:
            plan.quick = {}
        before = plan.quick.get(enrolled.shape)
        size = _size(enrolled) - (0 if before is None else _size(before))
        if self._fixed + size > _MOST_FIXED:
            return False
        self._fixed += size
        plan.quick[enrolled.shape] = enrolled
        return True


def _size(enrolled: Enrolment) -> int:
    return sum(len(bytes(one)) for one in enrolled.fixed)
