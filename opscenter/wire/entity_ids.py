"""Which entities a payload tells of, without reading what it tells."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import UNSET

from opscenter.wire.payload import decode_usual, read_payload
from opscenter.wire.reasons import SetAside


class _Named(msgspec.Struct, gc=False):
    id: Any = UNSET
    own_id: Any = msgspec.field(default=UNSET, name="@id")
    properties: Any = UNSET
    features: Any = UNSET


_read_named = msgspec.json.Decoder(_Named).decode


def entity_ids(payload: bytes) -> Iterator[str]:
    """Whatever could be the id of an entity that the decoder finds in it: all of them, and perhaps more."""
    try:
        one = _read_named(payload)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        pass
    else:
        if one.features is UNSET:
            yield from _texts(one.id, one.own_id)
            if isinstance(one.properties, dict):
                yield from _texts(one.properties.get("id"), one.properties.get("@id"))
            return
    for entity in _entities(payload):
        if isinstance(entity, dict):
            inner = entity.get("properties")
            for members in (entity, inner) if isinstance(inner, dict) else (entity,):
                yield from _texts(members.get("id"), members.get("@id"))


def _entities(payload: bytes) -> list[Any]:
    entities: Any
    try:
        entities = read_payload(payload)
    except SetAside:
        try:
            entities = decode_usual(payload)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return []
    return [entities] if isinstance(entities, dict) else entities


def _texts(*found: object) -> Iterator[str]:
    return (one for one in found if isinstance(one, str))
