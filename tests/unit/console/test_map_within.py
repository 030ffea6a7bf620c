"""Selecting by a shape finds exactly what one entity after the other would."""

from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon

from opscenter.console.map.projection import world_of
from opscenter.console.map.rows import AREA, LINE, MapRows
from opscenter.console.map.scene import Scene
from opscenter.console.map.segment_blocks import SegmentBlocks
from opscenter.console.map.within import region_of, rows_within
from opscenter.domain.changes import Changes
from tests.support.map_city import LAT, LON, City

SPAN = 0.05
pytestmark = pytest.mark.usefixtures("qapp")


def random_city(rng: np.random.Generator) -> tuple[Scene, MapRows]:
    city = City()

    def place() -> list[float]:
        return [LON + float(rng.uniform(-SPAN, SPAN)), LAT + float(rng.uniform(-SPAN, SPAN))]

    for _ in range(300):
        city.add(str(rng.choice(["Sensor", "Lamp", "Bus"])), *place())
    for _ in range(120):
        points = [place() for _ in range(int(rng.integers(2, 5)))]
        city.add("Road", *points[0], shape={"type": "LineString", "coordinates": points})
    for _ in range(40):
        x, y = place()
        turns = np.sort(rng.uniform(0, 2 * np.pi, 7))
        outer = [[x + 0.01 * float(np.cos(t)), y + 0.01 * float(np.sin(t))] for t in turns]
        inner = [[x + 0.3 * (px - x), y + 0.3 * (py - y)] for px, py in outer]
        rings = [outer, inner] if rng.random() < 0.5 else [outer]
        city.add("Zone", x, y, shape={"type": "Polygon", "coordinates": [[*ring, ring[0]] for ring in rings]})
    session = city.apply()
    rows = MapRows(session.catalogue)
    rows.apply(session.mirror, Changes(everything=True, now=session.now), session.now)
    rows.read_shapes(10_000)
    return Scene(rows, session.mirror), rows


def slowly(scene: Scene, zoom: float, region: Any) -> set[int]:
    rows = scene.rows
    found = set()
    for row in range(len(rows)):
        kind = rows.kind_of(row)
        if kind.type in scene.hidden_kinds or (scene.system and kind.system != scene.system):
            continue
        if rows.form[row] == LINE:
            if zoom < kind.min_zoom:
                continue
            shapes = [LineString(path) for path in rows.shapes[row].paths]
        elif rows.form[row] == AREA:
            outer, *holes = rows.shapes[row].paths
            shapes = [Polygon(outer, holes)]
        else:
            shapes = [Point(rows.x[row], rows.y[row])]
        if any(shape.intersects(region) for shape in shapes):
            found.add(row)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_a_polygon_selects_what_a_slow_look_at_each_entity_selects(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scene, _ = random_city(rng)
    turns = np.sort(rng.uniform(0, 2 * np.pi, 9))
    far = rng.uniform(0.1, 0.9, 9) * SPAN
    ring = np.array(
        [world_of(LON + r * np.cos(t), LAT + r * np.sin(t)) for r, t in zip(far, turns, strict=True)], np.float64
    )
    if seed % 2:
        scene.hidden_kinds = {"Lamp", "Zone"}
    if seed == 4:
        scene.system = "traffic"
    region = region_of(ring)
    assert region is not None
    found = rows_within(scene, 16.0, region).tolist()
    assert len(found) == len(set(found))
    assert set(found) == slowly(scene, 16.0, region)
    assert found


def test_a_shape_inside_an_area_touches_it_but_not_from_its_hole() -> None:
    city = City()
    square = [[-0.02, -0.02], [0.02, -0.02], [0.02, 0.02], [-0.02, 0.02], [-0.02, -0.02]]
    rings = [[[LON + x * s, LAT + y * s] for x, y in square] for s in (1.0, 0.5)]
    city.add("Zone", shape={"type": "Polygon", "coordinates": rings})
    session = city.apply()
    rows = MapRows(session.catalogue)
    rows.apply(session.mirror, Changes(everything=True, now=session.now), session.now)
    rows.read_shapes(10)
    scene = Scene(rows, session.mirror)

    def box(x: float, y: float) -> Any:
        corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        return region_of(np.array([world_of(LON + x + 0.001 * a, LAT + y + 0.001 * b) for a, b in corners]))

    assert rows_within(scene, 16.0, box(0.015, 0.015)).tolist() == [0]
    assert rows_within(scene, 16.0, box(0.0, 0.0)).tolist() == []
    assert rows_within(scene, 16.0, box(0.1, 0.1)).tolist() == []


def test_a_lasso_that_crosses_itself_takes_all_it_goes_round() -> None:
    eight = np.array([(0.1, 0.1), (0.3, 0.3), (0.3, 0.1), (0.1, 0.3)])
    region = region_of(eight)
    assert region is not None
    assert shapely.intersects_xy(region, 0.28, 0.2) and shapely.intersects_xy(region, 0.12, 0.2)
    assert not shapely.intersects_xy(region, 0.2, 0.28)
    twice = np.vstack((eight[[0, 2, 1, 3]], eight[[0, 2, 1, 3]] + 1e-6))
    region = region_of(twice)
    assert region is not None and shapely.intersects_xy(region, 0.2, 0.2)
    assert region_of(np.array([(0.1, 0.1), (0.2, 0.2), (0.3, 0.3)])) is None
    assert region_of(np.array([(0.1, 0.1), (np.nan, 0.2), (0.3, 0.3)])) is None


def test_blocks_find_the_segments_that_touch_a_box() -> None:
    rng = np.random.default_rng(5)
    start = rng.uniform(0, 1, (3_000, 2))
    segment = np.hstack((start, start + rng.uniform(-0.02, 0.02, (3_000, 2))))
    blocks = SegmentBlocks(segment, np.arange(3_000))
    for _ in range(20):
        left, top = rng.uniform(0, 0.9, 2)
        right, bottom = left + 0.05, top + 0.05
        low, high = np.minimum(segment[:, :2], segment[:, 2:]), np.maximum(segment[:, :2], segment[:, 2:])
        wanted = (low[:, 0] <= right) & (high[:, 0] >= left) & (low[:, 1] <= bottom) & (high[:, 1] >= top)
        found = blocks.owner[blocks.near(left, top, right, bottom)]
        assert sorted(found.tolist()) == np.flatnonzero(wanted).tolist()
    empty = SegmentBlocks(np.empty((0, 4)), np.empty(0, np.int64))
    assert len(empty.near(0, 0, 1, 1)) == 0
