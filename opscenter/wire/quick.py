"""The quick way for publishers that say the same things again and again.

Most messages of a bus look like the one before from the same kind of sensor: the same attributes, each a number or a
text with its own time, at the same place, in the same unit. For such a shape a typed decoder is made on the spot; it
refuses everything else, and whatever it or the checks here refuse is read the usual way. Both ways yield the same.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, UnsetType, defstruct

from opscenter.domain.batch import Batch
from opscenter.wire.instants import Instants
from opscenter.wire.payload import Attr
from opscenter.wire.plan import Plan, Plans
from opscenter.wire.spelling import LD_NULL, MAX_TEXT

FUTURE_MS = 60_000
MAX_SHAPES = 1_024
MAX_ATTRIBUTES = 64
_PATIENCE = 50  # messages of a topic's kind that may differ from their shape before it is given up
_BIG = 2**53

_Number = Annotated[float, msgspec.Meta(ge=-_BIG, le=_BIG)]
_Lon = Annotated[float, msgspec.Meta(ge=-180, le=180)]
_Lat = Annotated[float, msgspec.Meta(ge=-90, le=90)]


class _Timed(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    value: _Number
    observedAt: str
    type: str = ""
    unitCode: str | UnsetType = UNSET


class _TimedText(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    value: Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]
    observedAt: str
    type: str = ""
    unitCode: str | UnsetType = UNSET


class _Point(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    type: Literal["Point"]
    coordinates: tuple[_Lon, _Lat]


class _Place(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    value: _Point
    type: str = ""


Part = Callable[[Any], Any]
"""A part of what a shape's decoder has read."""


class Shape:
    """What the messages of one kind of topic look like: names of numbers and texts, in this order in its decoder."""

    __slots__ = (
        "attributes", "count", "decode", "hits", "misses", "numbers", "parts", "place", "placed", "texts",
        "units", "values", "whens",
    )  # fmt: skip

    def __init__(self, numbers: tuple[str, ...], texts: tuple[str, ...], placed: bool, context: bool) -> None:
        self.numbers = numbers
        self.texts = texts
        self.placed = placed
        self.hits = self.misses = 0
        fields: list[tuple[str, Any]] = [("f0", str), ("f1", str)]
        names = ["id", "type"]
        described: list[tuple[str, Any]] = [(name, _Timed) for name in numbers] + [(name, _TimedText) for name in texts]
        if placed:
            described.append(("location", _Place))
        if context:
            described.append(("@context", str))
        for name, kind in described:
            fields.append((f"f{len(fields)}", kind))
            names.append(name)
        rename = {field[0]: name for field, name in zip(fields, names, strict=True)}
        struct = defstruct("Usual", fields, rename=rename, forbid_unknown_fields=True, gc=False)
        self.decode: Callable[[bytes], Any] = msgspec.json.Decoder(struct).decode
        """Makes an object of `f0` (id), `f1` (type), and further parts by number."""
        self.count = len(numbers)
        self.attributes = len(numbers) + len(texts)
        each = [f"f{number}" for number in range(2, 2 + self.attributes)]
        wanted = ["f0", "f1", *(f"{name}.{part}" for part in ("observedAt", "unitCode", "value") for name in each)]
        if placed:
            wanted.append(f"f{2 + self.attributes}.value.coordinates")
        self.parts: Callable[[Any], tuple[Any, ...]] = attrgetter(*wanted)
        """Id, type, times, units, values (numbers first), place."""
        self.whens: list[Part] = [attrgetter(f"{name}.observedAt") for name in each]
        self.units: list[Part] = [attrgetter(f"{name}.unitCode") for name in each]
        self.values: list[Part] = [attrgetter(f"{name}.value") for name in each]
        self.place: Part | None = attrgetter(wanted[-1]) if placed else None


class Enrolment:
    """An entity that speaks in a shape: its cells in the shape's order, and the units it always names."""

    __slots__ = ("numbers", "shape", "texts", "units", "zeros")

    def __init__(self, shape: Shape, plan: Plan, units: tuple[str | UnsetType, ...]) -> None:
        self.shape = shape
        self.numbers = [plan.numbers[name] for name in shape.numbers]
        self.texts = [plan.texts[name] for name in shape.texts]
        self.units = units
        self.zeros = [0] * len(self.numbers)


class Quick:
    """Shapes by kind of topic (the topic without its last part), learnt from what was read the usual way."""

    def __init__(self, plans: Plans, instants: Instants) -> None:
        self._plans = plans
        self._instants = instants
        self._shapes: dict[bytes, Shape | int] = {}  # int: tries to learn one so far
        self._last_text = ""
        self._last_instant = 0

    def read(self, topic: bytes, payload: bytes, arrived: int, batch: Batch) -> bool:
        """Read a message into `batch`; False, with nothing appended, when it must be read the usual way."""
        shape = self._shapes.get(topic.rpartition(b"/")[0])
        if shape.__class__ is not Shape:
            return False
        try:
            parts = shape.parts(shape.decode(payload))
        except (ValueError, RecursionError):
            shape.misses += 1
            return False
        known = self._plans.known.get(parts[0])
        if known is None:
            return False
        enrolled = known.quick
        if enrolled is None or enrolled.shape is not shape or known.type != parts[1]:
            return False
        count, attributes = shape.count, shape.attributes
        whens = parts[2 : 2 + attributes]
        when = whens[0]
        if when != self._last_text:
            instant = self._instants.known.get(when)
            if instant is None:
                return False
            self._last_text, self._last_instant = when, instant
        moment = self._last_instant
        first = 2 + 2 * attributes
        if (
            moment > arrived + FUTURE_MS
            or whens.count(when) != attributes
            or parts[2 + attributes : first] != enrolled.units
            or (shape.placed and (parts[-1] != (known.lon, known.lat) or known.shape is not None))
        ):
            return False
        if attributes != count:
            texts = parts[first + count : first + attributes]
            if LD_NULL in texts:
                return False
            rest = attributes - count
            batch.text_cells += enrolled.texts
            batch.text_times += [moment] * rest
            batch.texts += texts
            batch.text_qualities += [0] * rest
            batch.text_arrived += [arrived] * rest
        shape.hits += 1
        batch.cells += enrolled.numbers
        batch.values += parts[first : first + count]
        batch.times += [moment] * count
        batch.qualities += enrolled.zeros
        batch.arrived += [arrived] * count
        batch.touched[known.row] = arrived
        return True

    def shape(self, kind: bytes) -> Shape | None:
        """What messages of a kind of topic look like, if that is known."""
        shape = self._shapes.get(kind)
        return shape if isinstance(shape, Shape) else None

    def learn(self, topic: bytes, entity: dict[str, Any]) -> None:
        """An entity was read the usual way: remember its shape if the quick way could read the next like it."""
        kind = topic.rpartition(b"/")[0]
        shape = self._shapes.get(kind, 0)
        if isinstance(shape, int):
            if shape >= _PATIENCE:
                return
            made = self._make(entity)
            if len(self._shapes) >= MAX_SHAPES and kind not in self._shapes:
                return
            self._shapes[kind] = shape + 1 if made is None else made
            if made is None:
                return
            shape = made
        elif shape.misses > shape.hits + _PATIENCE:
            self._shapes[kind] = _PATIENCE
            return
        plan = self._plans.known.get(entity["id"]) if isinstance(entity.get("id"), str) else None
        if plan is None or not (plan.numbers.keys() >= set(shape.numbers) and plan.texts.keys() >= set(shape.texts)):
            return
        units = tuple(_unit(entity.get(name)) for name in (*shape.numbers, *shape.texts))
        known = self._plans.units
        if any(
            unit is not UNSET and unit != known[plan.numbers[name]]
            for name, unit in zip(shape.numbers, units, strict=False)  # units of texts come after them
        ):
            return  # it came with what is no number, and was not taken for the unit of any
        if plan.quick is None or plan.quick.shape is not shape or plan.quick.units != units:
            plan.quick = Enrolment(shape, plan, units)

    def _make(self, entity: dict[str, Any]) -> Shape | None:
        numbers, texts = [], []
        placed = context = False
        for name, raw in entity.items():
            if name in ("id", "type"):
                continue
            if name == "location" and raw.__class__ is Attr:
                placed = True
            elif name == "@context" and raw.__class__ is str:
                context = True
            elif (
                name in _UNUSUAL
                or raw.__class__ is not Attr
                or raw.observedAt.__class__ is not str
                or raw.metadata is not UNSET
            ):
                return None
            elif raw.value.__class__ in (int, float):
                numbers.append(name)
            elif raw.value.__class__ is str:
                texts.append(name)
            else:
                return None
        if not numbers or len(numbers) + len(texts) > MAX_ATTRIBUTES:
            return None
        return Shape(tuple(numbers), tuple(texts), placed, context)


def _unit(raw: object) -> str | UnsetType:
    unit = getattr(raw, "unitCode", UNSET)
    return unit if isinstance(unit, str) else UNSET


_UNUSUAL = frozenset(
    {
        "@id", "@type", "@context", "location", "name", "alternateName", "scope", "createdAt", "dateObserved",
        "features", "observedAt", "dateModified", "modifiedAt", "TimeInstant", "timestamp",
        "quality", "dataQuality", "status",
    }
)  # fmt: skip
"""Attributes that mean more than a value."""
