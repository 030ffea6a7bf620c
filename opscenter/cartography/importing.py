"""An OpenStreetMap extract becomes a basemap: read, spool, find the sea, tile, write."""

import multiprocessing
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import shapely

from opscenter.cartography.archive import Cover, TileArchive
from opscenter.cartography.coastline import Sea, sea_within
from opscenter.cartography.estimate import Estimate, estimate
from opscenter.cartography.extract_header import Bounds, ExtractHeader, read_header
from opscenter.cartography.features import LAYERS, Features
from opscenter.cartography.mercator import bounds_of, box_of
from opscenter.cartography.osm_reading import OsmReader, Reading
from opscenter.cartography.sheet import Box, Plan, tile_span
from opscenter.cartography.spool import Spool, Square, tiers
from opscenter.cartography.square_tiles import OCEAN, Task, deaf_to_interrupts, make_tiles
from opscenter.cartography.trouble import Cancelled, ImportTrouble
from opscenter.cartography.vector_tile import MOST_TILE_BYTES

ATTRIBUTION = "© OpenStreetMap contributors"
MIN_ZOOM, MAX_ZOOM = 5, 14
DEEPEST = 15
_OBJECTS_A_KB = 14.0
"""Tagged objects and areas in a kilobyte of extract, about: how far reading has come is told by it."""
_WORKERS_FROM = 1_500_000
"""Size of an extract in bytes below which starting further processes costs more than they save."""
_LEAST_FREE = 50_000_000
_BEYOND = 12.0
"""How many times the extract's width the sea goes on outside it, where it is seen from afar."""


@dataclass(slots=True, frozen=True)
class Progress:
    """`phase` is reading, sea, tiling or writing; `share` 0 to 1 of the whole work; `left_s` None while unknown."""

    phase: str
    share: float
    left_s: float | None


@dataclass(slots=True)
class Order:
    """What is wanted. `bounds` None: all that the extract covers. `name` "": that of the file."""

    extract: Path
    out: Path
    min_zoom: int = MIN_ZOOM
    max_zoom: int = MAX_ZOOM
    bounds: Bounds | None = None
    name: str = ""
    force: bool = False
    workers: int = 0
    """Processes that cut tiles; 0: one a core."""


@dataclass(slots=True)
class Outcome:
    """What was made, and what the operator should know about it."""

    path: Path
    nbytes: int
    tiles: int
    features: int
    bounds: Bounds
    seconds: float
    notes: list[str] = field(default_factory=list)


def survey(order: Order) -> tuple[ExtractHeader, Estimate]:
    """Look at the extract and the place of the result before anything is begun. Raises ImportTrouble."""
    if not 0 <= order.min_zoom <= order.max_zoom <= DEEPEST:
        raise ImportTrouble(f"Zooms are 0 to {DEEPEST}, the least first; {order.min_zoom} to {order.max_zoom} is not.")
    header = read_header(order.extract)
    share = 1.0
    if order.bounds is not None and header.bounds is not None:
        all_of, part = (shapely.box(*box_of(bounds)) for bounds in (header.bounds, order.bounds))
        share = float(shapely.area(shapely.intersection(all_of, part)) / shapely.area(all_of))
        if share <= 0:
            west, south, east, north = header.bounds
            raise ImportTrouble(
                f"{order.extract.name} has nothing within these bounds: "
                f"it covers {west:.4f},{south:.4f},{east:.4f},{north:.4f}."
            )
    return header, estimate(order.extract, order.max_zoom, share)


def check_place(order: Order, needed: Estimate) -> None:
    """Whether the result may and can be written. Raises ImportTrouble."""
    out = order.out
    if out.is_dir():
        raise ImportTrouble(f"{out} is a folder. Name a file, such as {out / 'city.pmtiles'}.")
    if out.exists() and out.samefile(order.extract):
        raise ImportTrouble(f"{out} is the extract itself. Choose another name for the basemap.")
    if out.exists() and not order.force:
        raise ImportTrouble(f"{out} is there already. Choose another name, or replace it with --force.")
    if not out.parent.is_dir():
        raise ImportTrouble(f"There is no folder {out.parent}.")
    if not os.access(out.parent, os.W_OK):
        raise ImportTrouble(f"The folder {out.parent} cannot be written to.")
    free = shutil.disk_usage(out.parent).free
    if free < needed.disk + _LEAST_FREE:
        raise ImportTrouble(
            f"The disk of {out.parent} has {free / 1e6:,.0f} MB free; making this basemap needs about "
            f"{(needed.disk + _LEAST_FREE) / 1e6:,.0f} MB."
        )


def import_extract(order: Order, tell: Callable[[Progress], None], stopped: Callable[[], bool]) -> Outcome:
    """Make the basemap, whole or not at all. `tell` is called a few times a second; `stopped` is asked as often.

    Raises ImportTrouble, Cancelled, or OSError. The same extract and order give the same bytes.
    """
    began = time.monotonic()
    header, needed = survey(order)
    check_place(order, needed)
    _sweep(order.out)
    meter = _Meter(tell, stopped, began)
    with (
        tempfile.TemporaryDirectory(prefix=_prefix(order.out) + f"{os.getpid()}-", dir=order.out.parent) as folder,
        TileArchive(order.out) as archive,
    ):
        with Spool(Path(folder) / "features", order.min_zoom, order.max_zoom) as spool:
            reader = OsmReader(order.extract, Path(folder), order.max_zoom)
            expected = max(1.0, order.extract.stat().st_size / 1000 * _OBJECTS_A_KB)
            centres = []
            for batch in reader.batches(lambda seen: meter.at("reading", seen / expected)):
                spool.add(batch)
                centres.append(_centres(batch) if header.bounds is None else np.zeros((0, 2)))
                meter.at("reading", reader.reading.seen / expected)
            _check_reading(order.extract, reader.reading)
            box = _box(order, header, centres)
            meter.at("sea", 0.0)
            sea = sea_within(reader.reading.coasts, box, _BEYOND * max(box[2] - box[0], box[3] - box[1]))
            if not sea.shape.is_empty:
                spool.add(_ocean(sea, order.min_zoom))
            spool.flush()
        for made in _tiled(order, spool, box, meter):
            for tile in made:
                archive.add(*tile)
        name = order.name or order.extract.name.removesuffix(".pbf").removesuffix(".osm")
        bounds = bounds_of(box)
        archive.finish(
            _cover(bounds, box, order.max_zoom), _metadata(name, header, order), lambda s: meter.at("writing", s)
        )
        tiles = archive.tiles
    notes = _notes(reader.reading, sea, header)
    size = order.out.stat().st_size
    return Outcome(order.out, size, tiles, spool.features, bounds, time.monotonic() - began, notes)


# phase -> where in the whole work it begins and ends
_PHASES = {"reading": (0.0, 0.42), "sea": (0.42, 0.44), "tiling": (0.44, 0.98), "writing": (0.98, 1.0)}


class _Meter:
    """Turns phases into shares of the whole, and time so far into time left."""

    def __init__(self, tell: Callable[[Progress], None], stopped: Callable[[], bool], began: float) -> None:
        self._tell, self._stopped, self._began = tell, stopped, began
        self._last = 0.0

    def at(self, phase: str, share: float) -> None:
        if self._stopped():
            raise Cancelled
        now = time.monotonic()
        if now - self._last < 0.2 and share < 1.0:
            return
        self._last = now
        low, high = _PHASES[phase]
        whole = low + (high - low) * min(max(share, 0.0), 1.0)
        used = now - self._began
        left = used / whole * (1 - whole) if whole > 0.04 and used > 1.0 else None
        self._tell(Progress(phase, whole, left))


def _prefix(out: Path) -> str:
    return f".{out.name}.import-"


def _sweep(out: Path) -> None:
    """Remove what imports to the same place left behind that were ended by force."""
    for folder in out.parent.glob(f"{_prefix(out)}*"):
        owner = folder.name.removeprefix(_prefix(out)).split("-")[0]
        if owner.isdecimal() and int(owner) != os.getpid() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)
            for stray in (f".{out.name}.{owner}", f".{out.name}.{owner}.tiles"):
                out.with_name(stray).unlink(missing_ok=True)


def _check_reading(extract: Path, reading: Reading) -> None:
    if reading.nodeless * 2 > reading.ways and reading.nodeless:
        raise ImportTrouble(
            f"{extract.name} lacks the nodes of {reading.nodeless:,} of its {reading.ways:,} ways. "
            "Extract it again with whole ways (`osmium extract --strategy complete_ways`)."
        )
    if not reading.kept and not reading.coasts:
        raise ImportTrouble(f"{extract.name} holds nothing that can be drawn: no roads, buildings, water or places.")


def _centres(batch: Features) -> Any:
    boxes = shapely.bounds(batch.shapes)
    return (boxes[:, :2] + boxes[:, 2:]) / 2


def _box(order: Order, header: ExtractHeader, centres: list[Any]) -> Box:
    """What the tiles cover: what was asked for, as far as the extract goes."""
    if header.bounds is not None:
        box = box_of(header.bounds)
    else:
        # Without a frame in the file: where nearly everything is. A ferry may lead far away.
        every = np.concatenate(centres)
        low, high = np.nanpercentile(every, (0.5, 99.5), axis=0)
        pad = max(float((high - low).max()) * 0.01, 1e-6)
        box = float(low[0]) - pad, float(low[1]) - pad, float(high[0]) + pad, float(high[1]) + pad
    if order.bounds is not None:
        left, top, right, bottom = box_of(order.bounds)
        box = max(box[0], left), max(box[1], top), min(box[2], right), min(box[3], bottom)
        if box[0] >= box[2] or box[1] >= box[3]:
            raise ImportTrouble(f"{order.extract.name} has nothing within these bounds.")
    return box


def _ocean(sea: Sea, min_zoom: int) -> Features:
    parts = shapely.get_parts(sea.shape)
    count = len(parts)
    # A sea in the outermost tile would say that all the world around is sea.
    first = np.full(count, max(min_zoom + 1, 6))
    layer = np.full(count, LAYERS.index("water"))
    zeros = np.zeros(count, dtype=np.int64)
    return Features(parts, layer, first, np.full(count, 199.0), zeros, zeros, [OCEAN] * count)


def _tasks(order: Order, spool: Spool, box: Box) -> Iterator[Task]:
    plan = Plan(order.max_zoom, most_bytes=MOST_TILE_BYTES)
    for tier in tiers(order.min_zoom, order.max_zoom):
        columns, rows = tile_span(box, tier.square)
        for x in columns:
            for y in rows:
                square: Square = (tier.square, x, y)
                yield Task(square, spool.path, spool.places.get(square, []), (tier.first, tier.last), box, plan)


def _tiled(order: Order, spool: Spool, box: Box, meter: _Meter) -> Iterator[list[tuple[int, int, int, bytes]]]:
    tasks = list(_tasks(order, spool, box))
    # Progress by bytes: a square of open country is nothing beside one of a city.
    weights = [sum(length for _, length in task.places) + 2_000 for task in tasks]
    total, done = sum(weights), 0
    workers = order.workers or (os.cpu_count() or 1)
    if workers < 2 or order.extract.stat().st_size < _WORKERS_FROM:
        for task, weight in zip(tasks, weights, strict=True):
            yield make_tiles(task)
            done += weight
            meter.at("tiling", done / total)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(workers, 8), context, initializer=deaf_to_interrupts)
    running: dict[Future[list[tuple[int, int, int, bytes]]], int] = {}
    waiting = list(zip(tasks, weights, strict=True))[::-1]
    try:
        while waiting or running:
            while waiting and len(running) < 2 * workers:
                task, weight = waiting.pop()
                with _interrupts_held():  # what is started here is born deaf to them
                    running[pool.submit(make_tiles, task)] = weight
            finished, _ = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
            for future in finished:
                done += running.pop(future)
                yield future.result()
            meter.at("tiling", done / total)
    except BrokenProcessPool:
        meter.at("tiling", done / total)  # Ctrl+C on some systems reaches every process of a terminal
        raise ImportTrouble(
            "A process that cut tiles was ended from outside, as systems do that run out of memory. "
            "Close other programs, or make a part of the map with --bounds."
        ) from None
    finally:
        for process in list((pool._processes or {}).values()) if waiting or running else []:
            process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cover(bounds: Bounds, box: Box, max_zoom: int) -> Cover:
    west, south, east, north = bounds
    wide = max(box[2] - box[0], box[3] - box[1], 1e-9)
    zoom = int(min(max(np.floor(np.log2(1.5 / wide)), 0), max_zoom))
    return Cover(bounds, ((west + east) / 2, (south + north) / 2, zoom))


def _metadata(name: str, header: ExtractHeader, order: Order) -> dict[str, Any]:
    fields = {"kind": "String", "kind_detail": "String", "name": "String", "name:en": "String"}
    when = f", data of {header.when}" if header.when else ""
    return {
        "name": name,
        "description": f"Made by opscenter from {order.extract.name}{when}",
        "attribution": ATTRIBUTION,
        "type": "baselayer",
        "version": "1",
        "vector_layers": [
            {"id": layer, "fields": fields, "minzoom": order.min_zoom, "maxzoom": order.max_zoom} for layer in LAYERS
        ],
    }


def _notes(reading: Reading, sea: Sea, header: ExtractHeader) -> list[str]:
    notes = []
    if header.bounds is None:
        notes.append("The extract does not say what it covers; its bounds were guessed from what is in it.")
    if sea.lost:
        notes.append(
            f"The coastline is not closed at {sea.lost} places within the extract; "
            "it was led straight on there, and the sea may be wrong."
        )
    if sea.doubtful:
        notes.append(f"In {sea.doubtful} places the coastline contradicts itself; these were left as land.")
    if reading.nodeless:
        notes.append(f"{reading.nodeless:,} of {reading.ways:,} ways lack nodes in the extract and were left out.")
    return notes
