"""Clusters: nobody is lost, the grid stands on the world, bubbles keep apart."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from opscenter.console.map.clusters import bubble_places, cell_of, cluster

points = st.lists(st.tuples(st.floats(0.4, 0.41), st.floats(0.4, 0.41)), max_size=60)


@given(points, st.integers(1, 4))
def test_everyone_is_single_or_in_one_cluster(places: list[tuple[float, float]], keep: int) -> None:
    x, y = np.array([place[0] for place in places]), np.array([place[1] for place in places])
    groups = cluster(x, y, 0.002, keep)
    members = np.concatenate([groups.members(at) for at in range(len(groups.count))] or [np.empty(0, np.int64)])
    assert sorted([*members.tolist(), *np.flatnonzero(groups.single).tolist()]) == list(range(len(places)))
    assert (groups.count > keep).all()
    assert [len(groups.members(at)) for at in range(len(groups.count))] == groups.count.tolist()


@given(points)
def test_bubbles_of_neighbours_do_not_touch(places: list[tuple[float, float]]) -> None:
    x, y = np.array([place[0] for place in places]), np.array([place[1] for place in places])
    groups = cluster(x, y, 0.002, 1)
    for at in range(len(groups.count)):
        away = np.maximum(np.abs(groups.x - groups.x[at]), np.abs(groups.y - groups.y[at]))
        away[at] = 1.0
        assert (away >= 0.5 * 0.002).all()


def test_the_grid_does_not_move_with_the_company() -> None:
    near = cluster(np.array([0.5001, 0.5002]), np.array([0.5001, 0.5002]), 0.001, 1)
    with_far = cluster(np.array([0.5001, 0.5002, 0.9]), np.array([0.5001, 0.5002, 0.9]), 0.001, 1)
    assert near.count.tolist() == with_far.count.tolist() == [2]
    assert near.x.tolist() == with_far.x.tolist()


def test_cells_are_the_same_within_a_whole_zoom() -> None:
    assert cell_of(12.0, 80.0) == cell_of(12.9, 80.0) == 2 * cell_of(13.0, 80.0)


@given(points)
def test_a_bubble_stands_between_where_those_of_its_members_would(places: list[tuple[float, float]]) -> None:
    x, y = np.array([place[0] for place in places]), np.array([place[1] for place in places])
    groups = cluster(x, y, 0.002, 1)
    alone_x, alone_y = bubble_places(x, y, 0.002)
    for at in range(len(groups.count)):
        members = groups.members(at)
        assert alone_x[members].min() - 1e-12 <= groups.x[at] <= alone_x[members].max() + 1e-12
        assert alone_y[members].min() - 1e-12 <= groups.y[at] <= alone_y[members].max() + 1e-12
