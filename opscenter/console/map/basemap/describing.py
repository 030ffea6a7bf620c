"""What a basemap holds, and what is wrong with it: for `opscenter map info`."""

import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.console.map.basemap.mvt import decode_tile, is_whole
from opscenter.console.map.basemap.source import Absent, RemoteSource, TileSource
from opscenter.console.map.basemap.tile_store import decode
from opscenter.console.map.basemap.vocabulary import IGNORED_LAYERS, KNOWN_LAYERS

_SAMPLED = 200
_FIELDS = 60
_PATIENCE_S = 20.0


@dataclass(slots=True)
class LayerFound:
    """A vector layer: its fields with their types, its features in the tiles that were looked at."""

    name: str
    fields: dict[str, str] = field(default_factory=dict)
    features: int = 0
    known: bool = False


@dataclass(slots=True)
class Description:
    """Everything to be said of a basemap. `tiles`: how many, None where nobody can know (a server).

    `looked_at`: tiles that were decoded to find fields and mistakes. `problems`: sentences.
    """

    name: str
    kind: str
    format: str
    version: str
    tile_format: str
    bounds: tuple[float, float, float, float]
    center: tuple[float, float, float]
    zooms: tuple[int, int]
    tiles: int | None
    bytes: int | None
    attribution: str
    layers: list[LayerFound]
    looked_at: int
    problems: list[str]


def describe(source: TileSource) -> Description:
    """Look into an open source: its own words, and a sample of its tiles spread over all zooms."""
    remote = source if isinstance(source, RemoteSource) else None
    if remote is not None:
        remote.wait(_PATIENCE_S)  # for what the server says of itself
    info = source.info
    layers = {name: LayerFound(name) for name in info.layers}
    looked_at, broken, empty, left_out = _look(source, layers)
    for layer in layers.values():
        layer.known = layer.name in KNOWN_LAYERS or layer.name in IGNORED_LAYERS
    return Description(
        name=info.name,
        kind=info.kind,
        format=info.format,
        version=info.version,
        tile_format=info.tile_format,
        bounds=info.bounds,
        center=info.center,
        zooms=(info.min_zoom, info.max_zoom),
        tiles=source.count(),
        bytes=_size(info.identity),
        attribution=info.attribution,
        layers=list(layers.values()),
        looked_at=looked_at,
        problems=[
            *([remote.trouble] if remote is not None and remote.trouble else []),
            *info.notes,
            *_problems(source, list(layers.values()), looked_at, broken, empty, left_out),
        ],
    )


def _look(source: TileSource, layers: dict[str, LayerFound]) -> tuple[int, int, int, int]:
    """Fill in fields and features; how many tiles were looked at, cannot be read, and hold nothing; how many features
    were left out."""
    looked_at = broken = empty = left_out = 0
    for z, x, y in _spread(source):
        data = source.tile(z, x, y)
        if data is Absent.WAITING and isinstance(source, RemoteSource):
            source.wait(_PATIENCE_S)
            data = source.tile(z, x, y)
        if not isinstance(data, bytes):
            looked_at, broken = looked_at + 1, broken + 1
            continue
        looked_at += 1
        if source.info.kind == "raster":
            broken += decode(data, z, x, y, "raster") is None
            continue
        found = decode_tile(data)
        empty += not data
        broken += bool(data) and not is_whole(data)
        left_out += sum(layer.broken for layer in found)
        for layer in found:
            entry = layers.setdefault(layer.name[:200], LayerFound(layer.name[:200]))
            entry.features += len(layer.kinds)
            types: dict[str, Counter[str]] = {}
            for key, value in zip(layer.pair_key[:2_000].tolist(), layer.pair_value[:2_000].tolist(), strict=True):
                types.setdefault(layer.keys[key], Counter())[_type(layer.values[value])] += 1
            for key, kinds in types.items():
                if len(entry.fields) < _FIELDS or key in entry.fields:
                    entry.fields.setdefault(key, kinds.most_common(1)[0][0])
    return looked_at, broken, empty, left_out


def _spread(source: TileSource) -> list[tuple[int, int, int]]:
    """At most so many addresses, evenly out of all the source lists."""
    total = source.count() or 0
    step = max(1, math.ceil(total / _SAMPLED))
    return list(islice(source.addresses(), 0, _SAMPLED * step, step))


def _type(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    return "string"


def _size(identity: str) -> int | None:
    path = Path(identity.rsplit(":", 2)[0])
    return path.stat().st_size if path.is_file() else None


def _problems(
    source: TileSource, layers: list[LayerFound], looked_at: int, broken: int, empty: int, left_out: int
) -> list[str]:
    found = []
    info = source.info
    if int(getattr(source, "unreadable", 0)) > 0 and not broken:
        found.append(QCoreApplication.translate("Basemap", "Parts of its directory cannot be read. Copy it again."))
    if left_out:
        found.append(
            QCoreApplication.translate(
                "Basemap", "{count} features in the tiles looked at are broken and left out; the rest is drawn."
            ).format(count=left_out)
        )
    if broken:
        found.append(
            QCoreApplication.translate("Basemap", "{broken} of {looked_at} tiles looked at cannot be read.").format(
                broken=broken, looked_at=looked_at
            )
        )
    if empty:
        found.append(
            QCoreApplication.translate("Basemap", "{empty} of {looked_at} tiles looked at are empty.").format(
                empty=empty, looked_at=looked_at
            )
        )
    if info.kind == "vector" and looked_at > broken and layers and not any(layer.known for layer in layers):
        found.append(
            QCoreApplication.translate(
                "Basemap",
                "None of its layers has a name that the map's style knows: it is drawn as plain outlines.",
            )
        )
    if not info.attribution:
        found.append(
            QCoreApplication.translate("Basemap", "It does not say whose data it is: there is no attribution to show.")
        )
    west, south, east, north = info.bounds
    lon, lat, _ = info.center
    if not (west <= lon <= east and south <= lat <= north):
        found.append(QCoreApplication.translate("Basemap", "Its centre lies outside its bounds."))
    return found


def as_json(found: Description) -> dict[str, Any]:
    """The description as plain values under the names that scripts rely on."""
    return {
        "name": found.name,
        "kind": found.kind,
        "format": found.format,
        "version": found.version,
        "tile_format": found.tile_format,
        "bounds": list(found.bounds),
        "center": list(found.center),
        "min_zoom": found.zooms[0],
        "max_zoom": found.zooms[1],
        "tiles": found.tiles,
        "bytes": found.bytes,
        "attribution": found.attribution,
        "layers": [
            {"name": layer.name, "fields": layer.fields, "features": layer.features, "drawn": layer.known}
            for layer in found.layers
        ],
        "tiles_looked_at": found.looked_at,
        "problems": found.problems,
    }
