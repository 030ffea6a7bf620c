"""The second frame of a bus message: JSON -> one entity or a list of them, or the reason why not."""

import json
import re
from math import isfinite
from typing import Any

import msgspec

from opscenter.wire import reasons
from opscenter.wire.reasons import SetAside

MAX_BYTES = 4 * 1024 * 1024
MAX_ENTITIES = 10_000

_decode = msgspec.json.Decoder(dict[str, Any] | list[Any]).decode
_NOT_A_NUMBER = re.compile(rb"[:\[,]\s*[-+]?(?:NaN|Infinity|nan|inf)\b")
_HUGE = re.compile(rb"\d[eE]\+?\d{3}")
_BOM = b"\xef\xbb\xbf"


def read_payload(payload: bytes) -> dict[str, Any] | list[Any]:
    """An entity, or a list of what should be entities (a FeatureCollection is the list of its features).

    SetAside when the message as a whole cannot be read.
    """
    if len(payload) > MAX_BYTES:
        raise SetAside(reasons.TOO_LARGE, f"The message has {len(payload):,} bytes; 4 MiB are the limit.")
    try:
        decoded = _decode(payload)
    except msgspec.ValidationError:
        decoded = _reluctantly(payload)
    except (msgspec.DecodeError, UnicodeDecodeError):
        decoded = _reluctantly(payload)
    except RecursionError:
        raise SetAside(reasons.TOO_DEEP) from None
    if decoded.__class__ is dict:
        if "features" not in decoded or decoded.get("type") != "FeatureCollection":
            return decoded
        decoded = decoded["features"]
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
        text = payload.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SetAside(reasons.NOT_UTF8, f"The payload is not UTF-8 text (byte {error.start}).") from None
    if payload.startswith(_BOM):
        return read_payload(payload[len(_BOM) :])
    if not _NOT_A_NUMBER.search(payload) and not _HUGE.search(payload):
        try:
            msgspec.json.decode(payload, type=dict[str, Any] | list[Any])
        except msgspec.ValidationError:
            raise SetAside(reasons.NOT_ENTITY) from None
        except (msgspec.DecodeError, RecursionError) as error:
            raise SetAside(reasons.NOT_JSON, f"The payload is not JSON: {error}.") from None
    try:
        decoded = json.loads(text)
    except RecursionError:
        raise SetAside(reasons.TOO_DEEP) from None
    except ValueError as error:
        raise SetAside(reasons.NOT_JSON, f"The payload is not JSON: {error}.") from None
    if isinstance(decoded, dict):
        if decoded.get("type") == "FeatureCollection":
            return decoded
        if _not_finite(decoded):
            raise SetAside(reasons.NOT_FINITE)
        return decoded
    if isinstance(decoded, list):
        return decoded
    raise SetAside(reasons.NOT_ENTITY)


def _not_finite(raw: Any) -> bool:
    if isinstance(raw, float):
        return not isfinite(raw)
    if isinstance(raw, dict):
        raw = raw.values()
    elif not isinstance(raw, list):
        return False
    return any(_not_finite(part) for part in raw)
