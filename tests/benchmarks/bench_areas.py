"""How long questions about places take: 50,000 entities, 200 areas of 1,000 corners.

    python tests/benchmarks/bench_areas.py [--entities 50000] [--areas 200] [--corners 1000] [--json]

Beside each figure the same answer from shapely (prepared areas over a tree of points, made beforehand as well) and by
brute force (numpy over all edges or all places, without any index), checked to be the same answer.
"""

import argparse
import json
import math
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from opscenter.domain.area_index import AreaIndex
from opscenter.domain.area_shape import AreaShape
from opscenter.domain.sphere import metres_between

WEST, SOUTH, EAST, NORTH = 114.0, 22.2, 114.4, 22.5


def outline(rng: np.random.Generator, corners: int, reach: float) -> np.ndarray:
    """A wandering outline that does not cross itself, closed, shape (corners + 1, 2)."""
    angle = np.linspace(0.0, 2.0 * math.pi, corners, endpoint=False)
    away = np.full(corners, 1.0)
    for wave in (2, 3, 5, 9, 40, 120):
        away += rng.uniform(-0.5, 0.5) / wave * np.cos(wave * angle + rng.uniform(0, 6.28))
    ring = reach * away[:, None] * np.column_stack((np.cos(angle), np.sin(angle)))
    ring += rng.uniform((WEST, SOUTH), (EAST, NORTH))
    return np.vstack((ring, ring[:1]))


def milliseconds(work: Callable[[int], Any], times: int) -> list[float]:
    """Of each of so many calls, given their number."""
    took = []
    for number in range(times):
        start = time.perf_counter()
        work(number)
        took.append((time.perf_counter() - start) * 1000.0)
    return took


def brute_inside(ring: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Even-odd over every edge for every place, a thousand places at a time."""
    found = np.zeros(len(x), np.bool_)
    x1, y1, x2, y2 = ring[:-1, 0], ring[:-1, 1], ring[1:, 0], ring[1:, 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        for at in range(0, len(x), 1000):
            px, py = x[at : at + 1000, None], y[at : at + 1000, None]
            crosses = ((y1 > py) != (y2 > py)) & (px < x1 + (py - y1) / (y2 - y1) * (x2 - x1))
            found[at : at + 1000] = crosses.sum(axis=1) % 2 == 1
    return found


def measure(entities: int, areas: int, corners: int, times: int = 100) -> list[dict[str, Any]]:
    """One dict a question; ends the program when two ways answer differently."""
    rng = np.random.default_rng(11)
    x, y = rng.uniform(WEST, EAST, entities), rng.uniform(SOUTH, NORTH, entities)
    rings = [outline(rng, corners, float(rng.choice([0.004, 0.02, 0.06]))) for _ in range(areas)]
    geometries = [{"type": "Polygon", "coordinates": [ring.tolist()]} for ring in rings]
    at = rng.uniform((WEST, SOUTH), (EAST, NORTH), (times, 2))
    rows: list[dict[str, Any]] = []

    def say(name: str, ours: list[float], peer: list[float], brute: list[float]) -> None:
        p50, p99 = float(np.median(ours)), float(np.quantile(ours, 0.99))
        rows.append(
            {
                "question": name,
                "ms_p50": round(p50, 3),
                "ms_p99": round(p99, 3),
                "shapely_ms": round(float(np.median(peer)), 3),
                "brute_ms": round(float(np.median(brute)), 3),
                "times_faster_than_brute": round(float(np.median(brute)) / p50, 1),
            }
        )

    index = AreaIndex()

    def build(_: int) -> None:
        index.resize(entities)
        index.place(np.arange(entities), x, y)
        for number, geometry in enumerate(geometries):
            index.set_area(f"a{number}", geometry)

    built = milliseconds(build, 1)
    peers: list[Any] = []

    def build_peer(_: int) -> None:
        polygons = [shapely.Polygon(geometry["coordinates"][0]) for geometry in geometries]
        shapely.prepare(polygons)
        tree = shapely.STRtree(shapely.points(x, y))
        peers.extend((polygons, tree, tree.query(polygons, predicate="intersects")))

    peer = milliseconds(build_peer, 1)
    polygons, tree, joined = peers
    brute = milliseconds(lambda number: brute_inside(rings[number], x, y), min(areas, 3))
    say("build: all areas, all members", built, peer, [float(np.mean(brute)) * areas])
    counts = np.bincount(joined[0], minlength=areas)
    for number in range(areas):
        if len(index.members(f"a{number}")) != counts[number]:
            sys.exit(f"area {number} has {len(index.members(f'a{number}'))} members, and {counts[number]} by shapely")

    area_tree = shapely.STRtree(polygons)
    ours = milliseconds(lambda number: index.areas_at(*at[number]), times)
    peer = milliseconds(lambda number: area_tree.query(shapely.Point(at[number]), predicate="intersects"), times)
    one = [np.array([value]) for value in at[0]]
    brute = milliseconds(lambda _: [brute_inside(ring, *one) for ring in rings], 3)
    for place in at:
        if len(index.areas_at(*place)) != len(area_tree.query(shapely.Point(place), predicate="intersects")):
            sys.exit(f"{place} is in other areas than shapely says")
    say("which areas is a place in", ours, peer, brute)

    ours = milliseconds(lambda number: index.members(f"a{number % areas}"), times)
    peer = milliseconds(lambda number: tree.query(polygons[number % areas], predicate="intersects"), times)
    brute = milliseconds(lambda number: brute_inside(rings[number], x, y), min(areas, 3))
    say("who is in an area", ours, peer, brute)

    lassos = [
        AreaShape({"type": "Polygon", "coordinates": [outline(rng, corners, 0.06).tolist()]}) for _ in range(times)
    ]
    ours = milliseconds(lambda number: index.within(lassos[number]), times)
    drawn = [shapely.Polygon(lasso.corners) for lasso in lassos]
    peer = milliseconds(lambda number: tree.query(drawn[number], predicate="intersects"), times)
    say("who is within a lasso round a tenth of the city", ours, peer, brute)

    ours = milliseconds(lambda number: index.nearest(*at[number]), times)
    peer = milliseconds(lambda number: tree.query_nearest(shapely.Point(at[number])), times)
    brute = milliseconds(lambda number: np.argmin(metres_between(x, y, *at[number])), times)
    for place in at:
        away = metres_between(x, y, *place)
        if not math.isclose(float(away.min()), float(index.nearest(*place).metres[0]), rel_tol=1e-6):
            sys.exit(f"the nearest of {place} is another")
    say("which entity is nearest", ours, peer, brute)
    ours = milliseconds(lambda number: index.nearest(*at[number], 20), times)
    brute = milliseconds(lambda number: np.argsort(metres_between(x, y, *at[number]))[:20], times)
    say("the 20 nearest, in metres", ours, [math.nan], brute)
    ours = milliseconds(lambda number: index.within_radius(*at[number], 500.0), times)
    brute = milliseconds(lambda number: np.flatnonzero(metres_between(x, y, *at[number]) <= 500.0), times)
    say("all within 500 m", ours, [math.nan], brute)

    tenth = rng.choice(entities, max(1, entities // 10), replace=False)

    def move(_: int) -> None:
        index.place(tenth, rng.uniform(WEST, EAST, len(tenth)), rng.uniform(SOUTH, NORTH, len(tenth)))

    ours = milliseconds(move, 5)
    say("a tenth of all entities moves", ours, [math.nan], [float(np.mean(built))])
    few = tenth[:200]
    ours = milliseconds(
        lambda _: index.place(few, rng.uniform(WEST, EAST, len(few)), rng.uniform(SOUTH, NORTH, len(few))), 20
    )
    say("200 entities move", ours, [math.nan], [float(np.mean(built))])
    ours = milliseconds(lambda number: index.set_area(f"a{number}", geometries[number - 1]), min(areas, 20))
    say("an area changes", ours, [math.nan], [float(np.mean(built))])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entities", type=int, default=50_000)
    parser.add_argument("--areas", type=int, default=200)
    parser.add_argument("--corners", type=int, default=1_000)
    parser.add_argument("--json", action="store_true", help="only the JSON line")
    options = parser.parse_args()
    rows = measure(options.entities, options.areas, options.corners)
    out = sys.stdout.write
    if not options.json:
        out(f"{options.entities} entities, {options.areas} areas of {options.corners} corners\n\n")
        out("| question | p50 ms | p99 ms | shapely ms | brute force ms | times faster than brute |\n")
        out("|---|---|---|---|---|---|\n")
        for row in rows:
            peer = "" if math.isnan(row["shapely_ms"]) else row["shapely_ms"]
            out(f"| {row['question']} | {row['ms_p50']} | {row['ms_p99']} | {peer} | {row['brute_ms']} ")
            out(f"| {row['times_faster_than_brute']} |\n")
        out("\n")
    for row in rows:
        row["shapely_ms"] = None if math.isnan(row["shapely_ms"]) else row["shapely_ms"]
    facts = {"entities": options.entities, "areas": options.areas, "corners": options.corners}
    out(json.dumps({"bench": "areas", **facts, "questions": rows}) + "\n")


if __name__ == "__main__":
    main()
