"""What messages look like that say the same things again and again: a typed decoder for them, made on the spot."""

import re
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import defstruct

from opscenter.wire.forms import FIXED, Form, Kind, form_of, place_form, time_form
from opscenter.wire.spelling import MAX_NAME, short_name

MAX_ATTRIBUTES = 64
TIMES = ("dateObserved", "observedAt", "dateModified", "modifiedAt", "TimeInstant", "timestamp")
"""Members of an entity that tell when its values were measured: the first that exists."""
JUDGES = ("quality", "dataQuality", "status")
"""Attributes that may tell how good all others are."""
SAYS_NOTHING = frozenset({"@context", "scope", "createdAt", "name", "location"})
"""Members that are no attributes."""
_NEVER = frozenset({"@id", "@type", "features"})
_ESCAPED = re.compile(r'[\x00-\x1f"\\]')
"""What a name has to be escaped for in JSON; no typed decoder is made for such names."""

Part = Callable[[Any], Any]
"""A part of what a shape's decoder has read."""
Members = tuple[tuple[str, Form], ...]


class Shape:
    """Messages with these members. `decode` makes an object of one; `parts` of that a tuple: id, type, then by `ends`
    of slices its own times (of attributes that have one, in their order), units (likewise), values, fixed members, then
    the entity's time if it tells one, the time of the place if that has one of its own, the place.

    Attributes in the order of their values: `numbers`, `flags`, `texts`, each first those with a time of their own.
    """

    __slots__ = (
        "attributes", "based", "decode", "ends", "fixed", "flags", "hits", "judges", "mixed", "named", "names",
        "numbers", "numeric", "parts", "place", "place_when", "placed", "position", "shown", "slots", "taken", "texts",
        "time", "unit_of", "units", "values", "when_of", "whens",
    )  # fmt: skip

    def __init__(self, members: Members) -> None:
        self.hits = 0
        names = [name for name, _ in members]
        self.decode: Callable[[bytes], Any] = _decoder(members)
        found = [(name, form, f"f{2 + at}") for at, (name, form) in enumerate(members)]
        times = sorted((one for one in found if one[0] in TIMES), key=lambda one: TIMES.index(one[0]))
        places = [one for one in found if one[0] == "location" and one[1] is not FIXED]
        attributes = [one for one in found if one[0] not in TIMES and one[1].kind is not Kind.FIXED]
        attributes.sort(key=lambda one: (one[1].kind.value, one[1].when is None))
        fixed = [one for one in found if one[1] is FIXED]

        self.names = tuple(name for name, _, _ in attributes)
        of = [[name for name, form, _ in attributes if form.kind is kind] for kind in (Kind.NUMBER, Kind.FLAG)]
        self.numbers, self.flags = map(tuple, of)
        self.numeric = len(self.numbers) + len(self.flags)
        self.texts = self.names[self.numeric :]
        self.attributes = len(attributes)
        self.fixed = tuple(name for name, _, _ in fixed)
        self.position = {name: at for at, name in enumerate(names)}
        """By member: which it is in a message."""
        self.named = "alternateName" in names
        timed = [form.when is not None for _, form, _ in attributes]
        self.mixed = len(set(timed)) > 1
        self.when_of = [at for at, own in enumerate(timed) if own]
        """By own time: of which attribute it is."""
        self.unit_of = [at for at, (_, form, _) in enumerate(attributes) if form.unit is not None]
        self.judges = tuple((at, name) for at, name in enumerate(self.names) if name in JUDGES and at >= self.numeric)
        self.slots = self.numeric + len(self.flags) + len(self.texts)
        """How many cells there are of an entity: its numbers (flags among them), then texts (flags first)."""
        self.shown = [self.numeric - len(self.flags) + at for at in range(len(self.flags) + len(self.texts))]
        """By text, those of flags first: of which attribute it is."""
        self.based = not all(timed) or any(name not in SAYS_NOTHING for name in self.fixed)

        paths = [[f"{at}{form.when}" for _, form, at in attributes if form.when is not None]]
        paths.append([f"{at}{form.unit}" for _, form, at in attributes if form.unit is not None])
        paths.append([f"{at}{form.value}" for _, form, at in attributes])
        paths.append([at for _, _, at in fixed])
        wanted = ["f0", "f1"]
        self.ends: list[int] = []
        for some in paths:
            wanted += some
            self.ends.append(len(wanted))
        self.whens, self.units, self.values, self.taken = ([attrgetter(path) for path in some] for some in paths)
        more = [(f"{at}{form.value}") for _, form, at in times[:1]]
        self.time: Part | None = attrgetter(more[0]) if more else None
        self.place: Part | None = None
        self.place_when: Part | None = None
        for _, form, at in places:
            if form.when is not None:
                self.place_when = attrgetter(f"{at}{form.when}")
                more.append(f"{at}{form.when}")
            self.place = attrgetter(f"{at}{form.value}")
            more.append(f"{at}{form.value}")
        self.placed = "location" in names
        self.parts: Callable[[Any], tuple[Any, ...]] = attrgetter(*wanted, *more)


@lru_cache(maxsize=512)
def _decoder(members: Members) -> Callable[[bytes], Any]:
    """Making one takes a while."""
    fields = [("f0", str), ("f1", str)] + [(f"f{2 + at}", form.type) for at, (_, form) in enumerate(members)]
    renamed = dict(zip([name for name, _ in fields], ["id", "type", *(name for name, _ in members)], strict=True))
    struct = defstruct("Usual", fields, rename=renamed, forbid_unknown_fields=True, gc=False)
    return msgspec.json.Decoder(struct).decode


def members_of(entity: dict[str, Any]) -> Members | None:
    """How an entity is spelled, as a shape has it; None where it cannot be read the quick way."""
    found: list[tuple[str, Form]] = []
    if entity.get("type") == "Feature" or len(entity) > MAX_ATTRIBUTES + 2:
        return None
    for name, raw in entity.items():
        if name in ("id", "type"):
            continue
        if name in _NEVER or name != short_name(name) or len(name) > MAX_NAME or _ESCAPED.search(name):
            return None
        if name in TIMES:
            time = time_form(raw)
            if time is None:
                return None
            found.append((name, time))
        elif name == "location":
            found.append((name, place_form(raw)))
        elif name in SAYS_NOTHING:
            found.append((name, FIXED))
        else:
            found.append((name, form_of(raw)))
    return tuple(found) if found else None
