"""The second frame of a bus message: JSON -> one entity or a list of them, or the reason why not."""

import json
import re
from collections.abc import Callable
from math import isfinite
from typing import Any

import msgspec

from opscenter.wire import reasons
from opscenter.wire.reasons import SetAside

MAX_BYTES = 4 * 1024 * 1024
MAX_ENTITIES = 10_000


class Attr(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """An attribute in one of the usual spellings. Reading it typed spares a dictionary for each attribute; any
    attribute with other members makes the whole message be read untyped instead."""

    value: Any = msgspec.UNSET
    type: str | msgspec.UnsetType = msgspec.UNSET
    unitCode: str | msgspec.UnsetType = msgspec.UNSET
    observedAt: str | msgspec.UnsetType = msgspec.UNSET
    object: Any = msgspec.UNSET
    coordinates: Any = msgspec.UNSET
    metadata: Any = msgspec.UNSET
    languageMap: Any = msgspec.UNSET

    def as_dict(self) -> dict[str, Any]:
        """As an untyped decoder would have read it."""
        members = {key: getattr(self, key) for key in self.__struct_fields__}
        return {key: value for key, value in members.items() if value is not msgspec.UNSET}


_Typed = dict[str, Attr | str | int | float | bool | list[Any] | None]

decode_usual: Callable[[bytes], Any] = msgspec.json.Decoder(_Typed | list[_Typed]).decode
"""An entity, or a list of them, whose attributes are all in usual spellings. Raises whatever msgspec raises."""

_decode: Callable[[bytes], Any] = msgspec.json.Decoder(dict[str, Any] | list[Any]).decode
_NOT_A_NUMBER = re.compile(rb"[:\[,]\s*[-+]?(?:NaN|Infinity)\b")
_HUGE = re.compile(rb"\d[eE]\+?\d{3}|\d{300}")
_BOM = b"\xef\xbb\xbf"


def read_payload(payload: bytes) -> dict[str, Any] | list[Any]:
    """An entity, or a list of what should be entities (a FeatureCollection is the list of its features).

    SetAside when the message as a whole cannot be read.
    """
    if len(payload) > MAX_BYTES:
        raise SetAside(reasons.TOO_LARGE, f"The message has {len(payload):,} bytes; 4 MiB are the limit.")
    try:
        decoded = _decode(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        decoded = _reluctantly(payload)
    except RecursionError:
        raise SetAside(reasons.TOO_DEEP) from None
    if isinstance(decoded, dict):
        if decoded.get("type") != "FeatureCollection":
            return decoded
        decoded = decoded.get("features")
    if not isinstance(decoded, list):
        raise SetAside(reasons.NOT_ENTITY)
    if len(decoded) > MAX_ENTITIES:
        raise SetAside(reasons.TOO_MANY_ENTITIES, f"The message holds {len(decoded):,} entities; 10,000 are the limit.")
    if not decoded:
        raise SetAside(reasons.NOT_ENTITY, "The message is an empty array.")
    return decoded


def _reluctantly(payload: bytes) -> Any:
    """Find out what is wrong with a payload; read it all the same where that costs nobody else anything.

    A byte order mark is passed over. NaN and Infinity, which many JSON writers emit, spoil only the entity
    they are in, so that one dead sensor does not silence the array it is published with.
    """
    if not payload:
        raise SetAside(reasons.EMPTY)
    try:
        text = payload.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SetAside(reasons.NOT_UTF8, f"The payload is not UTF-8 text (byte {error.start}).") from None
    if payload.startswith(_BOM) or _NOT_A_NUMBER.search(payload) or _HUGE.search(payload):
        try:
            return _without_numbers_that_are_none(json.loads(text))
        except RecursionError:
            raise SetAside(reasons.TOO_DEEP) from None
        except ValueError as error:
            raise SetAside(reasons.NOT_JSON, f"The payload is not JSON: {error}.") from None
    try:
        msgspec.json.decode(payload)
    except RecursionError:
        raise SetAside(reasons.TOO_DEEP) from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise SetAside(reasons.NOT_JSON, f"The payload is not JSON: {error}.") from None
    raise SetAside(reasons.NOT_ENTITY)


def _without_numbers_that_are_none(decoded: Any) -> Any:
    """`decoded` with each entity that holds NaN or Infinity (or broken text) replaced by its reason."""
    if isinstance(decoded, dict) and decoded.get("type") == "FeatureCollection":
        return _without_numbers_that_are_none(decoded.get("features"))
    if isinstance(decoded, list):
        return [_problem(entity) or entity for entity in decoded]
    problem = _problem(decoded)
    if problem is not None:
        raise problem
    if not isinstance(decoded, dict):
        raise SetAside(reasons.NOT_ENTITY)
    return decoded


def _problem(entity: Any) -> SetAside | None:
    if _not_finite(entity):
        return SetAside(reasons.NOT_FINITE)
    try:
        json.dumps(entity, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which the standard library lets through
        return SetAside(reasons.NOT_JSON)
    return None


def _not_finite(raw: Any) -> bool:
    if isinstance(raw, float):
        return not isfinite(raw)
    if isinstance(raw, dict):
        raw = raw.values()
    elif not isinstance(raw, list):
        return False
    return any(_not_finite(part) for part in raw)
