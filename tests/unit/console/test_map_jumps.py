"""After a jump to another moment the map shows the outlines of that moment, and reads again only what is another."""

from collections.abc import Iterable

import numpy as np

from opscenter.console.map.projection import world_of
from opscenter.console.map.rows import AREA, POINT, MapRows
from opscenter.desk.mirror import Mirror
from opscenter.domain.changes import Changes
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import CENTRE, NOW, snapshot

JUMP = Changes(everything=True, same_entities=True)


def square(size: float) -> dict[str, object]:
    (lon, lat), half = CENTRE, size / 2
    west, south, east, north = lon - half, lat - half, lon + half, lat + half
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def city(shapes: dict[int, dict[str, object]]) -> tuple[Mirror, MapRows]:
    header, columns = snapshot(4, 0)
    header["shapes"] = shapes
    columns["lon"], columns["lat"] = np.full(4, CENTRE[0]), np.full(4, CENTRE[1])
    mirror, rows = Mirror(), MapRows(load_catalogue())
    mirror.apply_snapshot(header, columns)
    rows.apply(mirror, Changes(everything=True), NOW)
    rows.read_shapes(10)
    return mirror, rows


def widths(rows: MapRows, of: Iterable[int]) -> list[float]:
    bounds = [rows.shapes[row].bounds() for row in of]
    return [round((east - west) / (world_of(1.0, 0.0)[0] - world_of(0.0, 0.0)[0]), 3) for west, _, east, _ in bounds]


def test_an_area_that_was_another_then_is_read_again_and_the_others_are_not() -> None:
    mirror, rows = city({0: square(0.1), 1: square(0.2), 2: square(0.3)})
    mirror.shapes = {0: mirror.shapes[0], 1: square(0.2), 2: square(0.6)}
    rows.apply(mirror, JUMP, NOW)
    assert rows.pending == 1, "told once more is not another"
    rows.read_shapes(10)
    assert widths(rows, (0, 1, 2)) == [0.1, 0.2, 0.6]


def test_an_area_that_was_not_there_then_is_a_place_and_comes_again() -> None:
    mirror, rows = city({0: square(0.1)})
    shape = mirror.shapes.pop(0)
    rows.apply(mirror, JUMP, NOW)
    rows.read_shapes(10)
    assert rows.form[0] == POINT and not rows.shapes
    mirror.shapes[0] = shape
    rows.apply(mirror, JUMP, NOW)
    rows.read_shapes(10)
    assert rows.form[0] == AREA and widths(rows, [0]) == [0.1]
