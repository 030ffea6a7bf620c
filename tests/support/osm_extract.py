"""Small OpenStreetMap extracts with known things at known places."""

import os
from pathlib import Path

import osmium
from osmium.osm import mutable

Ring = list[tuple[float, float]]


class ExtractWriter:
    """Collects nodes, ways and relations; `save` writes them as a file whose frame is `bounds`."""

    def __init__(self, bounds: tuple[float, float, float, float] | None = (10.0, 50.0, 10.1, 50.06)) -> None:
        self._bounds = bounds
        self._nodes: list[mutable.Node] = []
        self._ways: list[mutable.Way] = []
        self._relations: list[mutable.Relation] = []

    def node(self, lon: float, lat: float, **tags: str) -> int:
        number = len(self._nodes) + 1
        self._nodes.append(mutable.Node(id=number, version=1, location=(lon, lat), tags=_tags(tags)))
        return number

    def line(self, points: Ring, **tags: str) -> int:
        return self.way([self.node(*point) for point in points], **tags)

    def ring(self, points: Ring, **tags: str) -> int:
        nodes = [self.node(*point) for point in points]
        return self.way([*nodes, nodes[0]], **tags)

    def way(self, nodes: list[int], **tags: str) -> int:
        number = len(self._ways) + 1
        self._ways.append(mutable.Way(id=number, version=1, nodes=nodes, tags=_tags(tags)))
        return number

    def relation(self, members: list[tuple[int, str]], **tags: str) -> None:
        listed = [("w", way, role) for way, role in members]
        number = len(self._relations) + 1
        self._relations.append(mutable.Relation(id=number, version=1, members=listed, tags=_tags(tags)))

    def save(self, path: Path, without_nodes: bool = False) -> Path:
        header = osmium.io.Header()
        if self._bounds is not None:
            west, south, east, north = self._bounds
            header.add_box(osmium.osm.Box(west, south, east, north))
        with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
            for node in self._nodes if not without_nodes else []:
                writer.add_node(node)
            for way in self._ways:
                writer.add_way(way)
            for relation in self._relations:
                writer.add_relation(relation)
        return path


def _tags(tags: dict[str, str]) -> dict[str, str]:
    return {key.replace("__", ":"): value for key, value in tags.items()}


def box(west: float, south: float, east: float, north: float) -> Ring:
    """Corners, anticlockwise on a map."""
    return [(west, south), (east, south), (east, north), (west, north)]


def die(_task: object) -> None:
    """In place of a worker's work: what happens to it when the system runs out of memory."""
    os._exit(9)
