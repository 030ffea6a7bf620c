"""The spellings of an attribute that are read the quick way: what its typed decoder is, and where in it is what."""

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from opscenter.wire.payload import Attr
from opscenter.wire.spelling import MAX_TEXT

_BIG = 2**53

_Number = Annotated[float, msgspec.Meta(ge=-_BIG, le=_BIG)]
_Text = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]
_Word = Annotated[str, msgspec.Meta(min_length=1)]
_Lon = Annotated[float, msgspec.Meta(ge=-180, le=180)]
_Lat = Annotated[float, msgspec.Meta(ge=-90, le=90)]


class Kind(Enum):
    """What an attribute says."""

    NUMBER = 0
    FLAG = 1
    TEXT = 2
    FIXED = 3
    """Anything, as long as it is what it was the last time."""


@dataclass(slots=True, frozen=True, eq=False)
class Form:
    """One spelling. `value`, `when`, `unit`: paths from the attribute to its parts; None: it has none."""

    type: Any
    kind: Kind
    value: str = ""
    when: str | None = None
    unit: str | None = None


class _Nothing(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    pass


class _Member(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    value: _Word
    type: str = ""


_VALUES: dict[Kind, Any] = {Kind.NUMBER: _Number, Kind.FLAG: bool, Kind.TEXT: _Text}
V2_TIMES = ("observedAt", "TimeInstant", "dateObserved", "timestamp")


def _struct(*fields: Any) -> Any:
    """With `type` and empty metadata, which say nothing."""
    more = [("type", str, ""), ("metadata", _Nothing | UnsetType, UNSET)]
    return msgspec.defstruct("Attribute", [*fields, *more], forbid_unknown_fields=True, gc=False)


def _of_v2(value: Any, time: str | None, unit: bool) -> Any:
    """NGSI-v2 with time and unit in its metadata."""
    inside: list[Any] = [(time, _Member)] if time is not None else []
    if unit:
        inside.append(("unitCode", _Member))
    metadata = msgspec.defstruct("Metadata", inside, forbid_unknown_fields=True, gc=False)
    fields: list[Any] = [("value", value), ("metadata", metadata), ("type", str, "")]
    return msgspec.defstruct("Attribute", fields, forbid_unknown_fields=True, gc=False)


_UNIT = ("unitCode", str | UnsetType, UNSET)
_BARE = {kind: Form(value, kind) for kind, value in _VALUES.items()}
_WRAPPED = {kind: Form(_struct(("value", v), _UNIT), kind, ".value", None, ".unitCode") for kind, v in _VALUES.items()}
_TIMED = {
    kind: Form(_struct(("value", v), ("observedAt", str), _UNIT), kind, ".value", ".observedAt", ".unitCode")
    for kind, v in _VALUES.items()
}
_V2 = {
    (kind, time, unit): Form(
        _of_v2(value, time, unit), kind, ".value",
        f".metadata.{time}.value" if time is not None else None, ".metadata.unitCode.value" if unit else None,
    )
    for kind, value in _VALUES.items() for time in (*V2_TIMES, None) for unit in (False, True) if time or unit
}  # fmt: skip
_REFERENCE = Form(_struct(("object", _Text)), Kind.TEXT, ".object")
_TIMED_REFERENCE = Form(_struct(("object", _Text), ("observedAt", str)), Kind.TEXT, ".object", ".observedAt")
FIXED = Form(msgspec.Raw, Kind.FIXED)


def form_of(raw: Any) -> Form:
    """The spelling of an attribute that was read typed (`payload.decode_usual`) or untyped."""
    if raw.__class__ is dict:
        try:
            raw = msgspec.convert(raw, Attr)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return FIXED
    if raw.__class__ is not Attr:
        kind = _kind(raw)
        return FIXED if kind is None else _BARE[kind]
    if raw.languageMap is not UNSET or raw.coordinates is not UNSET:
        return FIXED
    timed = raw.observedAt is not UNSET
    if raw.value is UNSET:
        if raw.object.__class__ is not str or raw.unitCode is not UNSET or not _empty(raw.metadata):
            return FIXED
        return _TIMED_REFERENCE if timed else _REFERENCE
    kind = _kind(raw.value)
    if kind is None or raw.object is not UNSET:
        return FIXED
    if _empty(raw.metadata):
        return _TIMED[kind] if timed else _WRAPPED[kind]
    if raw.metadata.__class__ is not dict or timed or raw.unitCode is not UNSET:
        return FIXED
    names = set(raw.metadata) - {"unitCode"}
    if len(names) > 1:
        return FIXED
    return _V2.get((kind, next(iter(names), None), "unitCode" in raw.metadata), FIXED)


def _empty(metadata: Any) -> bool:
    return metadata is UNSET or metadata == {}


def _kind(value: Any) -> Kind | None:
    if value.__class__ is bool:
        return Kind.FLAG
    if value.__class__ is int or value.__class__ is float:
        return Kind.NUMBER
    return Kind.TEXT if value.__class__ is str else None


# -- times of an entity, and places ------------------------------------------------------------------------------


class _Coded(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    value: str = msgspec.field(name="@value")
    type: str = msgspec.field(name="@type", default="")


_TIME_BARE = Form(str, Kind.TEXT)
_TIME_WRAPPED = Form(_struct(("value", str)), Kind.TEXT, ".value")
_TIME_CODED = Form(_struct(("value", _Coded)), Kind.TEXT, ".value.value")


def time_form(raw: Any) -> Form | None:
    """How an entity tells when it was observed; None: in no spelling that is read the quick way."""
    if raw.__class__ is str:
        return _TIME_BARE
    value = raw.value if raw.__class__ is Attr else raw.get("value") if raw.__class__ is dict else None
    if value.__class__ is dict:
        return _TIME_CODED
    return _TIME_WRAPPED if value.__class__ is str else None


class _Point(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    type: Literal["Point"]
    coordinates: tuple[_Lon, _Lat]


class _High(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    type: Literal["Point"]
    coordinates: tuple[_Lon, _Lat, _Number]


_PLACES: dict[tuple[bool, bool, bool], Form] = {
    (wrapped, high, timed): Form(
        (_struct(("value", point), *([("observedAt", str)] if timed else [])) if wrapped else point),
        Kind.FIXED, ".value.coordinates" if wrapped else ".coordinates", ".observedAt" if timed else None,
    )
    for wrapped in (False, True) for high, point in ((False, _Point), (True, _High)) for timed in (False, True)
    if wrapped or not timed
}  # fmt: skip


def place_form(raw: Any) -> Form:
    """How an entity tells where it is. FIXED: by no point in a usual spelling."""
    if raw.__class__ is Attr:
        raw = raw.as_dict()
    if raw.__class__ is not dict:
        return FIXED
    wrapped = "value" in raw
    point = raw["value"] if wrapped else raw
    if point.__class__ is not dict or point.get("type") != "Point":
        return FIXED
    coordinates = point.get("coordinates")
    if coordinates.__class__ is not list or len(coordinates) not in (2, 3):
        return FIXED
    return _PLACES.get((wrapped, len(coordinates) == 3, "observedAt" in raw), FIXED)
