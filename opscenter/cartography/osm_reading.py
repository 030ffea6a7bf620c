"""Reads an OpenStreetMap extract as a stream of batches of features. Memory holds a batch, the coast, the ids of
border ways, and what pyosmium needs for places of nodes (on disk for large extracts) and for areas.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import osmium
import shapely
from numpy.typing import NDArray

from opscenter.cartography.features import LAYERS, Features
from opscenter.cartography.mercator import world_of
from opscenter.cartography.osm_kinds import AREA_KEYS, Kind, area_kind, boundary_kind, line_kind, poi_kind, point_kind
from opscenter.cartography.osm_names import attributes, level_of
from opscenter.cartography.trouble import ImportTrouble
from opscenter.cartography.vector_tile import EXTENT, Properties

BATCH = 20_000
_INDEX_ON_DISK_FROM = 40_000_000
"""Size of an extract in bytes (about five million nodes) from which places of nodes are kept on disk."""
_POLL = 2_000
_ONLY_NAMED = 99
_NAMED_WATER = ("lake", "reservoir", "river", "canal", "dock")

# layer -> units of area of a tile from which it is shown at a zoom: water already when small, fields when they count
_SHOWN_FROM = {"water": 1_500.0, "landuse": 12_000.0, "buildings": 900.0}


@dataclass(slots=True)
class Reading:
    """What came to light while reading."""

    coasts: list[NDArray[np.float64]] = field(default_factory=list)
    seen: int = 0
    kept: int = 0
    ways: int = 0
    nodeless: int = 0
    """Ways whose nodes are not in the file."""
    broken: int = 0
    """Areas and lines whose geometry makes no sense."""


class _Batch:
    def __init__(self) -> None:
        self.hexes: list[str] = []
        self.points: list[tuple[float, float]] = []
        self.kinds: list[tuple[Kind, Properties, int]] = []
        self.of_points: list[tuple[Kind, Properties, int]] = []
        self.named_areas: list[tuple[int, Kind, Properties]] = []

    def __len__(self) -> int:
        return len(self.hexes) + len(self.points)

    def features(self, max_zoom: int) -> Features:
        shapes = np.empty(len(self.hexes), dtype=object)
        shapes[:] = shapely.from_wkb(self.hexes) if self.hexes else []
        shapes = shapely.transform(shapes, world_of)
        spots = np.array([self.named_areas[k][0] for k in range(len(self.named_areas))], dtype=np.int64)
        labels = [(kind, properties, 0) for _, kind, properties in self.named_areas]
        points = world_of(np.array(self.points, dtype=np.float64).reshape(-1, 2))
        everything = np.concatenate((shapes, shapely.point_on_surface(shapes[spots]), shapely.points(points)))
        told = [*self.kinds, *labels, *self.of_points]
        kinds = [kind for kind, _, _ in told]
        first = np.array([kind.first for kind in kinds], dtype=np.int64)
        layer = np.array([LAYERS.index(kind.layer) for kind in kinds], dtype=np.int64)
        worth = np.array([kind.worth for kind in kinds], dtype=np.float64)
        area = np.zeros(len(told))
        area[: len(shapes)] = shapely.area(shapes)
        for name, least in _SHOWN_FROM.items():
            mine = (layer == LAYERS.index(name)) & (area > 0)
            seen = np.ceil(np.log2(np.sqrt(least / np.maximum(area, 1e-30)) / EXTENT))
            first[mine] = np.maximum(first[mine], np.minimum(seen[mine], max_zoom).astype(np.int64))
        for number, spot in enumerate(spots.tolist(), len(shapes)):
            if kinds[number].layer == "water":  # the name of a pond comes two zooms after the pond
                first[number] = max(first[number], first[spot] + 2)
        # Large things are worth more than small ones of their kind.
        worth += np.clip(np.log10(np.maximum(area, 1e-30)) / 2 + 9.0, 0.0, 9.0)
        found = Features(
            everything,
            layer,
            first,
            worth,
            np.array([kind.named for kind in kinds], dtype=np.int64),
            np.array([order for _, _, order in told], dtype=np.int64),
            [properties for _, properties, _ in told],
        )
        return found.take(np.flatnonzero(first < _ONLY_NAMED))


class OsmReader:
    """One extract. `batches` reads it to the end; `reading` says what was found then."""

    def __init__(self, path: Path, folder: Path, max_zoom: int) -> None:
        self._path, self._folder, self._max_zoom = path, folder, max_zoom
        self._file = osmium.io.File(str(path), "pbf")
        self.reading = Reading()
        self._borders: dict[int, int] = {}
        self._wkb = osmium.geom.WKBFactory()

    def batches(self, pulse: Callable[[int], None]) -> Iterator[Features]:
        """Batches of features; `pulse` is told every now and then how many tagged objects were seen.

        Raises ImportTrouble when the file breaks off; what `pulse` raises passes through.
        """
        try:
            yield from self._read(pulse)
        except RuntimeError as error:  # what osmium makes of broken files
            raise ImportTrouble(_sentence(self._path, error)) from None

    def _read(self, pulse: Callable[[int], None]) -> Iterator[Features]:
        self._find_borders()
        found = self.reading
        batch = _Batch()
        with ExitStack() as open_:
            index = "flex_mem"
            if self._path.stat().st_size >= _INDEX_ON_DISK_FROM:
                folder = open_.enter_context(tempfile.TemporaryDirectory(dir=self._folder, prefix="nodes-"))
                index = f"sparse_file_array,{folder}/places"
            # Only areas that are drawn: borders of countries would be held in memory until the end.
            drawn = osmium.filter.KeyFilter(*AREA_KEYS)
            stream = osmium.FileProcessor(self._file).with_locations(index).with_areas(drawn)
            stream = stream.with_filter(osmium.filter.EmptyTagFilter())
            named_nodes = osmium.filter.KeyFilter("name")
            named_nodes.enable_for(osmium.osm.NODE)
            stream = stream.with_filter(named_nodes)
            for thing in stream:
                found.seen += 1
                if found.seen % _POLL == 0:
                    pulse(found.seen)
                self._take(thing, batch)
                if len(batch) >= BATCH:
                    found.kept += len(batch)
                    yield batch.features(self._max_zoom)
                    batch = _Batch()
        if len(batch):
            found.kept += len(batch)
            yield batch.features(self._max_zoom)

    def _find_borders(self) -> None:
        only = osmium.filter.TagFilter(("boundary", "administrative"))
        relations: Iterator[Any] = iter(osmium.FileProcessor(self._file, osmium.osm.RELATION).with_filter(only))
        for relation in relations:
            level = relation.tags.get("admin_level", "")
            if level.isdecimal() and boundary_kind(int(level)) is not None:
                for member in relation.members:
                    if member.type == "w":
                        self._borders[member.ref] = min(int(level), self._borders.get(member.ref, 99))

    def _take(self, thing: Any, batch: _Batch) -> None:
        if thing.is_way():
            self._count_way(thing)
            if "building" in thing.tags:
                return  # half of all ways; they come again as areas
        tags = dict(thing.tags)
        if thing.is_node():
            kind = point_kind(tags)
            if kind is not None and (kind.named > 0 or "name" in tags):
                batch.points.append((thing.location.lon, thing.location.lat))
                batch.of_points.append((kind, attributes(kind, tags), 0))
        elif thing.is_way():
            self._take_way(thing, tags, batch)
        elif thing.is_area():
            self._take_area(thing, tags, batch)

    def _count_way(self, way: Any) -> None:
        self.reading.ways += 1
        if not len(way.nodes) or not way.nodes[0].location.valid():
            self.reading.nodeless += 1

    def _take_way(self, way: Any, tags: dict[str, str], batch: _Batch) -> None:
        coast = tags.get("natural") == "coastline"
        kind = line_kind(tags)
        border = None
        level = self._borders.get(way.id)
        if level is None and tags.get("boundary") == "administrative" and tags.get("admin_level", "").isdecimal():
            level = int(tags["admin_level"])
        if level is not None and tags.get("maritime") != "yes" and not coast:
            border = boundary_kind(level)
        if kind is None and border is None and not coast:
            return
        try:
            line = self._wkb.create_linestring(way)
        except osmium.InvalidLocationError:
            if way.nodes[0].location.valid():  # else counted already
                self.reading.nodeless += 1
            return
        except RuntimeError:
            self.reading.broken += 1
            return
        if coast:
            self.reading.coasts.append(world_of(shapely.get_coordinates(shapely.from_wkb(line))))
        if kind is not None:
            batch.hexes.append(line)
            batch.kinds.append((kind, attributes(kind, tags), level_of(tags)))
        if border is not None:
            batch.hexes.append(line)
            batch.kinds.append((border, (*attributes(border, tags), ("admin_level", int(level or 0))), 0))

    def _take_area(self, area: Any, tags: dict[str, str], batch: _Batch) -> None:
        kind = area_kind(tags)
        poi = poi_kind(tags) if "name" in tags else None
        if kind is None and poi is None:
            return
        try:
            shape = self._wkb.create_multipolygon(area)
        except (RuntimeError, osmium.InvalidLocationError):
            self.reading.broken += 1
            return
        if kind is None:
            # Only its name is wanted, but the place of that comes out of its shape.
            assert poi is not None
            kind = Kind("pois", "", "", _ONLY_NAMED, 99, 0.0)
        label = poi
        if poi is None and kind.layer == "water" and kind.kind in _NAMED_WATER and "name" in tags:
            label = Kind("water", kind.kind, "", max(kind.first, 11), 0, 60.0)
        if label is not None:
            batch.named_areas.append((len(batch.hexes), label, attributes(label, tags)))
        batch.hexes.append(shape)
        batch.kinds.append((kind, attributes(kind, tags), level_of(tags)))


def _sentence(path: Path, error: RuntimeError) -> str:
    text = str(error)
    if "unexpected EOF" in text or "truncated" in text:
        return f"{path.name} is cut short. Download it again."
    if "out of order" in text:
        return f"{path.name} is not sorted by id. Sort it first: `osmium sort {path.name} -o sorted.osm.pbf`."
    return f"{path.name} is damaged and cannot be read ({text}). Download it again."
