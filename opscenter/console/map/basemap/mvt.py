"""Mapbox vector tiles -> numpy columns. All features of a layer are decoded side by side, not one after another.

Format: https://github.com/mapbox/vector-tile-spec/tree/master/2.1. Broken features are left out, the rest is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.basemap.mvt_geometry import Geometry, decode_geometry
from opscenter.console.map.basemap.mvt_wire import Ints, read_fields, read_value, read_varint, varints_of_ranges

POINT, LINE, POLYGON = 1, 2, 3
_MAX_FEATURES = 200_000
_FIELDS_A_FEATURE = 64  # more make no sense; bounds the walk over hostile input


@dataclass(slots=True)
class Layer:
    """One layer. `kinds` [features] is POINT, LINE or POLYGON; properties are pairs (feature, key, value)."""

    name: str
    version: int
    extent: int
    kinds: Ints
    geometry: Geometry
    keys: list[str]
    values: list[object]
    pair_feature: Ints = field(repr=False)
    pair_key: Ints = field(repr=False)
    pair_value: Ints = field(repr=False)
    broken: int = 0
    """Features that were left out because their bytes make no sense."""

    def column(self, key: str) -> Ints:
        """Per feature the index into `values` of a property, -1 where it has none."""
        found = np.full(len(self.kinds), -1, dtype=np.int64)
        if key in self.keys:
            for number in [i for i, name in enumerate(self.keys) if name == key]:
                mine = self.pair_key == number
                found[self.pair_feature[mine]] = self.pair_value[mine]
        return found

    def properties(self, feature: int) -> dict[str, object]:
        """All properties of one feature."""
        mine = np.flatnonzero(self.pair_feature == feature)
        return {self.keys[self.pair_key[i]]: self.values[self.pair_value[i]] for i in mine.tolist()}

    @property
    def nbytes(self) -> int:
        """About how much memory the layer holds."""
        geometry = self.geometry
        arrays = (self.pair_feature, self.pair_key, self.pair_value, geometry.xy, geometry.part_start)
        return sum(a.nbytes for a in arrays) + 2 * geometry.part_feature.nbytes + 80 * len(self.values) + 200


def is_whole(data: bytes) -> bool:
    """Whether the bytes are those of a tile from the first to the last, as far as its layers' frames tell."""
    reached, layers = 0, 0
    for number, _, _, end in read_fields(data, 0, len(data)):
        reached, layers = end, layers + (number == 3)
    return reached == len(data) and (layers > 0 or not data)


def decode_tile(data: bytes, wanted: Callable[[str], bool] = lambda name: True) -> list[Layer]:
    """Layers of an uncompressed tile whose name is wanted, in file order. Never raises on bad bytes."""
    layers: list[Layer] = []
    for number, wire, start, end in read_fields(data, 0, len(data)):
        if number == 3 and wire == 2 and len(layers) < 500:
            layer = _decode_layer(data, start, end, wanted)
            if layer is not None:
                layers.append(layer)
    return layers


def _decode_layer(data: bytes, start: int, end: int, wanted: Callable[[str], bool]) -> Layer | None:
    name, version, extent = "", 1, 4096
    keys: list[str] = []
    values: list[object] = []
    starts: list[int] = []
    ends: list[int] = []
    reached = start
    for number, wire, first, last in read_fields(data, start, end):
        reached = last
        if number == 2 and wire == 2:
            starts.append(first)
            ends.append(last)
        elif number == 4 and wire == 2:
            values.append(read_value(data, first, last))
        elif number == 3 and wire == 2:
            keys.append(data[first:last].decode("utf-8", "replace"))
        elif number == 1 and wire == 2:
            name = data[first:last].decode("utf-8", "replace")
            if not wanted(name):
                return None
        elif number == 5 and wire == 0:
            extent = read_varint(data, first, last)[0]
        elif number == 15 and wire == 0:
            version = read_varint(data, first, last)[0]
    if not starts or not wanted(name) or not 1 <= extent <= 1 << 20:
        return None
    feature_start = np.array(starts[:_MAX_FEATURES], dtype=np.int64)
    feature_end = np.array(ends[:_MAX_FEATURES], dtype=np.int64)
    buffer = np.frombuffer(data + bytes(16), dtype=np.uint8)
    kinds, tags, shapes, good = _feature_fields(buffer, feature_start, feature_end)
    commands, command_count, whole = varints_of_ranges(buffer, *shapes)
    geometry = decode_geometry(commands, command_count, kinds, good & whole)
    drawn = np.zeros(len(kinds), dtype=np.bool_)
    drawn[geometry.part_feature] = True
    meant = ~(good & whole) | ((kinds >= 1) & (kinds <= 3) & (command_count > 0))
    broken = int(np.count_nonzero(meant & ~drawn)) + (reached != end)
    pairs, pair_count, whole_tags = varints_of_ranges(buffer, *tags)
    owner = np.repeat(np.arange(len(kinds)), pair_count)
    place = np.arange(len(pairs)) - np.repeat(np.cumsum(pair_count) - pair_count, pair_count)
    first_of_pair = np.flatnonzero((place % 2 == 0) & (place + 1 < np.repeat(pair_count, pair_count)))
    key, value = pairs[first_of_pair], pairs[first_of_pair + 1] if len(first_of_pair) else pairs[:0]
    known = (key < len(keys)) & (value < len(values)) & whole_tags[owner[first_of_pair]]
    return Layer(
        name,
        version,
        extent,
        kinds,
        geometry,
        keys,
        values,
        owner[first_of_pair][known],
        key[known],
        value[known],
        broken,
    )


Ranges = tuple[Ints, Ints]


def _feature_fields(
    buffer: NDArray[np.uint8], start: Ints, end: Ints
) -> tuple[Ints, Ranges, Ranges, NDArray[np.bool_]]:
    """Kind, range of tags, range of geometry and soundness of every feature, walked in lock-step."""
    count = len(start)
    kinds = np.zeros(count, dtype=np.int64)
    tags = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    shapes = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    good = np.ones(count, dtype=np.bool_)
    cursor = start.copy()
    live = np.flatnonzero(cursor < end)
    for _ in range(_FIELDS_A_FEATURE):
        if not len(live):
            break
        tag, at = _varints_at(buffer, cursor[live])
        number, wire = tag >> 3, tag & 7
        value, after = _varints_at(buffer, at)
        step = np.where(wire == 2, after + value, after)
        step = np.where(wire == 5, at + 4, np.where(wire == 1, at + 8, step))
        sound = (step <= end[live]) & (step > cursor[live]) & np.isin(wire, (0, 1, 2, 5)) & (value >= 0)
        good[live[~sound]] = False
        for wanted, first, last in ((2, *tags), (4, *shapes)):
            mine = sound & (number == wanted) & (wire == 2)
            first[live[mine]], last[live[mine]] = after[mine], step[mine]
        mine = sound & (number == 3) & (wire == 0)
        kinds[live[mine]] = value[mine]
        cursor[live] = step
        live = live[sound & (step < end[live])]
    good[live] = False
    return kinds, tags, shapes, good


def _varints_at(buffer: NDArray[np.uint8], position: Ints) -> tuple[Ints, Ints]:
    """The varint at each position (at most 9 bytes kept) and the position after it."""
    limit = len(buffer) - 1
    at = np.minimum(position, limit)
    byte = buffer[at].astype(np.int64)
    value = byte & 0x7F
    at = at + 1
    more = np.flatnonzero(byte & 0x80)
    shift = 7
    while len(more) and shift < 70:
        byte = buffer[np.minimum(at[more], limit)].astype(np.int64)
        if shift < 63:
            value[more] |= (byte & 0x7F) << shift
        at[more] += 1
        more = more[(byte & 0x80) != 0]
        shift += 7
    return value, at
