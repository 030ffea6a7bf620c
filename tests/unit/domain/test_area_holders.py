"""The smallest of many areas that holds a place, as asked one by one, whatever the order they came in."""

import numpy as np
import pytest

from opscenter.domain.area_choice import AreaChoice
from opscenter.domain.area_holders import AreaHolders
from opscenter.domain.area_shape import AreaShape
from tests.support.fence_rig import box


def _areas(rng: np.random.Generator, count: int) -> dict[int, AreaShape]:
    west, south = rng.uniform(0, 9, count).round(1), rng.uniform(0, 9, count).round(1)
    side = rng.choice([0.1, 0.5, 2.0], count)
    rows = rng.permutation(10 * count)[:count]
    corners = zip(rows.tolist(), west, south, west + side, south + side, strict=True)
    return {row: AreaShape(box(*map(float, bounds))) for row, *bounds in corners}


@pytest.mark.parametrize("seed", range(4))
def test_as_asked_one_by_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    areas = _areas(rng, int(rng.integers(1, 400)))
    lon, lat = rng.uniform(0, 11, 300).round(1), rng.uniform(0, 11, 300).round(1)
    found = AreaHolders(areas).holder(lon, lat)

    def size(row: int) -> tuple[float, int]:
        west, south, east, north = areas[row].bounds
        return (east - west) * (north - south), row

    for x, y, row in zip(lon, lat, found.tolist(), strict=True):
        holding = [one for one, shape in areas.items() if shape.contains(x, y)[0]]
        assert row == min(holding, key=size, default=-1)


def test_more_pairs_than_are_looked_at_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.domain.area_holders._PAIRS_AT_ONCE", 500)
    areas = {row: AreaShape(box(0, 0, 1 + row / 1000, 1)) for row in range(300)}
    lon = np.linspace(0.9, 1.35, 200)
    found = AreaHolders(areas).holder(lon, np.full(200, 0.5))
    reach = np.array([1 + row / 1000 for row in range(300)])
    wanted = np.searchsorted(reach, lon, "left")
    assert found.tolist() == [int(row) if row < 300 else -1 for row in wanted]


def test_across_the_antimeridian() -> None:
    areas = {4: AreaShape({"type": "Polygon", "coordinates": [[[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]]]})}
    assert AreaHolders(areas).holder(np.array([179.5, -179.5, 0.0]), np.full(3, 0.5)).tolist() == [4, 4, -1]


def test_what_is_held_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand fences that overlap entirely cost as one."""
    asked = []
    contains = AreaShape.contains

    def counted(shape: AreaShape, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
        asked.append(len(lon))
        return contains(shape, lon, lat)

    shape = AreaShape(box(0, 0, 1, 1))
    holders = AreaHolders(dict.fromkeys(range(10_000), shape))
    monkeypatch.setattr(AreaShape, "contains", counted)
    assert holders.holder(np.full(50, 0.5), np.full(50, 0.5)).tolist() == [0] * 50
    assert sum(asked) == 50


def test_of_equal_areas_the_same_one_holds_whichever_changed_last() -> None:
    """A restart meets areas in the order of their rows, a day in the order of their changes."""
    choice = AreaChoice([("type:Fence",)])
    for row in range(3):
        choice.meet(row, f"urn:{row}", "Fence", is_area=True)
        choice.put(row, box(0, 0, 1, 1))
    x, y = np.array([0.5]), np.array([0.5])
    assert choice.holder(0, x, y).tolist() == [0]
    choice.put(0, box(1, 1, 0, 0))  # the same outline, told otherwise
    assert choice.holder(0, x, y).tolist() == [0]
