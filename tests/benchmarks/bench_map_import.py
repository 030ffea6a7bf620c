"""Seconds and peak memory for each megabyte of an OpenStreetMap extract, and how far the estimate is out.

Run: python tests/benchmarks/bench_map_import.py FILE.osm.pbf [COPIES]: COPIES * COPIES copies of it side by side make
a larger extract (its coast is left out: copies of it would contradict each other).
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import osmium
import psutil
from osmium.osm import mutable

_IDS_A_COPY = 20_000_000_000


def repeated(extract: Path, out: Path, copies: int) -> None:
    """Write `copies` times `copies` of an extract side by side."""
    box = osmium.io.Reader(str(extract), osmium.osm.NOTHING).header().box()
    wide, high = (box.top_right.lon - box.bottom_left.lon), (box.top_right.lat - box.bottom_left.lat)
    header = osmium.io.Header()
    east, north = box.bottom_left.lon + wide * copies, box.bottom_left.lat + high * copies
    header.add_box(osmium.osm.Box(box.bottom_left.lon, box.bottom_left.lat, east, north))

    def everything(kind: Any) -> Iterator[tuple[Any, int, int, int]]:
        stream = osmium.FileProcessor(str(extract), kind)
        things = [(thing, dict(thing.tags)) for thing in map(_kept, stream)]
        for copy in range(copies * copies):
            for thing in things:
                yield thing, (copy + 1) * _IDS_A_COPY, copy % copies, copy // copies

    with osmium.SimpleWriter(str(out), header=header, overwrite=True) as writer:
        for (node, tags), ids, x, y in everything(osmium.osm.NODE):
            place = node.lon + x * wide, node.lat + y * high
            writer.add_node(mutable.Node(id=node.id + ids, version=1, location=place, tags=tags))
        for (way, tags), ids, _, _ in everything(osmium.osm.WAY):
            if tags.get("natural") != "coastline" or copies == 1:
                refs = [ref + ids for ref in way.refs]
                writer.add_way(mutable.Way(id=way.id + ids, version=1, nodes=refs, tags=tags))
        for (relation, tags), ids, _, _ in everything(osmium.osm.RELATION):
            members = [(kind, ref + ids, role) for kind, ref, role in relation.members]
            writer.add_relation(mutable.Relation(id=relation.id + ids, version=1, members=members, tags=tags))


class _Kept:
    def __init__(self, thing: Any) -> None:
        self.id, self.tags = thing.id, dict(thing.tags)
        if thing.is_node():
            self.lon, self.lat = thing.lon, thing.lat
        elif thing.is_way():
            self.refs = [node.ref for node in thing.nodes]
        else:
            self.members = [(member.type, member.ref, member.role) for member in thing.members]


def _kept(thing: Any) -> _Kept:
    return _Kept(thing)


def measure(extract: Path, copies: int = 1) -> dict[str, float]:
    """Import in a process of its own: MB in and out, seconds, MB of peak memory of the reader and of all together."""
    with tempfile.TemporaryDirectory() as folder:
        source = extract
        if copies > 1:
            source = Path(folder) / "repeated.osm.pbf"
            repeated(extract, source, copies)
        out = Path(folder) / "map.pmtiles"
        command = [sys.executable, "-m", "opscenter", "map", "import", str(source), "--out", str(out), "--json"]
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            peaks = [0.0, 0.0]
            over = threading.Event()
            watch = threading.Thread(target=_watch, args=(psutil.Process(process.pid), peaks, over))
            watch.start()
            assert process.stdout is not None
            lines = [json.loads(line) for line in process.stdout]
            seconds = time.perf_counter() - start
            over.set()
            watch.join()
        size = source.stat().st_size / 1e6
        return {
            "extract_mb": round(size, 2),
            "archive_mb": round(out.stat().st_size / 1e6, 2),
            "of_estimate": round(out.stat().st_size / lines[0]["estimate"]["bytes"], 2),
            "seconds": round(seconds, 1),
            "seconds_a_mb": round(seconds / size, 2),
            "reader_peak_mb": round(peaks[0]),
            "all_peak_mb": round(peaks[1]),
        }


def _watch(process: psutil.Process, peaks: list[float], over: threading.Event) -> None:
    while not over.wait(0.05):
        try:
            own = process.memory_info().rss / 1e6
            every = own + sum(child.memory_info().rss for child in process.children(recursive=True)) / 1e6
        except psutil.Error:
            continue
        peaks[0], peaks[1] = max(peaks[0], own), max(peaks[1], every)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)) + "\n")
