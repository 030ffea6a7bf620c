"""One vector tile as bytes (Mapbox Vector Tile 2.1), gzipped and within a bound of size."""

import struct
import zlib
from dataclasses import dataclass, field

EXTENT = 4096
"""Units from one side of a tile to the other."""
BUFFER = 64
"""Units that a tile's shapes reach over its edge, so that strokes are whole there."""
MOST_TILE_BYTES = 400_000
"""Compressed size no tile exceeds: larger ones take longer than a frame or two to decode."""

Value = str | int | float | bool
Properties = tuple[tuple[str, Value], ...]

POINT, LINE, POLYGON = 1, 2, 3


@dataclass(slots=True)
class TileFeature:
    """A feature ready for a tile: `shape` holds packed geometry commands; the least `worth` is given up first."""

    layer: str
    kind: int
    shape: bytes
    properties: Properties
    worth: float = 0.0


@dataclass(slots=True)
class _Layer:
    keys: dict[str, int] = field(default_factory=dict)
    values: dict[tuple[type, Value], int] = field(default_factory=dict)
    tags: dict[Properties, bytes] = field(default_factory=dict)
    body: list[bytes] = field(default_factory=list)


def encode_tile(features: list[TileFeature], most_bytes: int = MOST_TILE_BYTES) -> bytes:
    """Features in drawing order -> a gzipped tile of at most `most_bytes`; b"" for no features.

    What does not fit is left out, the least worth first. The same features give the same bytes.
    """
    if not features:
        return b""
    packed = compressed(_assembled(features))
    while len(packed) > most_bytes and len(features) > 1:
        features = _worthiest(features, most_bytes / len(packed) * 0.96)
        packed = compressed(_assembled(features))
    return packed


def compressed(data: bytes) -> bytes:
    """gzip without a time or a system's name in it: the same on every machine."""
    worker = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = worker.compress(data) + worker.flush()
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    return head + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def _worthiest(features: list[TileFeature], share: float) -> list[TileFeature]:
    """Those of most worth, together about `share` of the bytes; at least one, and never all."""
    sizes = [len(feature.shape) + 14 for feature in features]
    room = sum(sizes) * share
    ranked = sorted(range(len(features)), key=lambda k: (-features[k].worth, sizes[k], k))
    chosen = {ranked[0]}
    room -= sizes[ranked[0]]
    for number in ranked[1:]:
        room -= sizes[number]
        if room < 0:
            break
        chosen.add(number)
    return [feature for number, feature in enumerate(features) if number in chosen]


def _assembled(features: list[TileFeature]) -> bytes:
    layers: dict[str, _Layer] = {}
    for feature in features:
        layer = layers.get(feature.layer)
        if layer is None:
            layer = layers[feature.layer] = _Layer()
        tags = layer.tags.get(feature.properties)
        if tags is None:
            tags = layer.tags[feature.properties] = _tags(layer, feature.properties)
        body = tags + bytes((0x18, feature.kind, 0x22)) + _varint(len(feature.shape)) + feature.shape
        layer.body.append(b"\x12" + _varint(len(body)) + body)
    return b"".join(_message(0x1A, _layer_bytes(name, layer)) for name, layer in layers.items())


def _tags(layer: _Layer, properties: Properties) -> bytes:
    numbers = []
    for key, value in properties:
        numbers.append(_varint(layer.keys.setdefault(key, len(layer.keys))))
        numbers.append(_varint(layer.values.setdefault((type(value), value), len(layer.values))))
    return _message(0x12, b"".join(numbers)) if numbers else b""


def _layer_bytes(name: str, layer: _Layer) -> bytes:
    parts = [b"\x78\x02", _message(0x0A, name.encode()), *layer.body]
    parts += [_message(0x1A, key.encode()) for key in layer.keys]
    parts += [_message(0x22, _value(value)) for _, value in layer.values]
    parts.append(b"\x28" + _varint(EXTENT))
    return b"".join(parts)


def _value(value: Value) -> bytes:
    if isinstance(value, str):
        return _message(0x0A, value.encode("utf-8", "replace"))
    if isinstance(value, bool):
        return bytes((0x38, value))
    if isinstance(value, int):
        return b"\x28" + _varint(value) if value >= 0 else b"\x30" + _varint(-value * 2 - 1)
    return b"\x19" + struct.pack("<d", value)


def _message(tag: int, body: bytes) -> bytes:
    return bytes((tag,)) + _varint(len(body)) + body


def _varint(value: int) -> bytes:
    if value < 0x80:
        return bytes((value,))
    found = bytearray()
    while value >= 0x80:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)
