"""Which places are near which: a grid says what all pairs say, at poles and date line too; also while they move."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain import near_pairs
from opscenter.domain.near_groups import NearGroups
from opscenter.domain.near_pairs import MOST_NEAR, pairs_within
from opscenter.domain.sphere import directions, metres_between


def places(
    rng: np.random.Generator, count: int, lon: float, lat: float, spread: float
) -> tuple[np.ndarray, np.ndarray]:
    x, y = lon + rng.normal(0, spread, count), np.clip(lat + rng.normal(0, spread, count), -90, 90)
    x[rng.random(count) < 0.1] = np.nan
    return x, y


@pytest.mark.parametrize(("lon", "lat"), [(114.2, 22.3), (180.0, 10.0), (0.0, 90.0), (-70.0, -89.99), (0.0, 0.0)])
@pytest.mark.parametrize("metres", [3.0, 700.0, 30_000.0])
def test_the_grid_finds_what_all_pairs_find(
    monkeypatch: pytest.MonkeyPatch, lon: float, lat: float, metres: float
) -> None:
    rng = np.random.default_rng(7)
    x, y = places(rng, 300, lon, lat, metres / 60_000)
    u, v = places(rng, 200, lon, lat, metres / 60_000)
    monkeypatch.setattr(near_pairs, "_SMALL", 0)
    monkeypatch.setattr(near_pairs, "_AT_ONCE", 500)
    query, point = pairs_within(directions(x, y), directions(u, v), metres)
    expected = np.argwhere(metres_between(x[:, None], y[:, None], u[None], v[None]) <= metres)
    assert len(expected) > 100
    assert sorted(zip(query.tolist(), point.tolist(), strict=True)) == sorted(map(tuple, expected.tolist()))
    assert (np.diff(query) >= 0).all()


def test_of_very_many_the_nearest_count() -> None:
    lon = np.linspace(0, 0.001, MOST_NEAR + 50)
    query, point = pairs_within(directions([0.0], [0.0]), directions(lon, np.zeros_like(lon)), 1_000.0)
    assert query.tolist() == [0] * MOST_NEAR
    assert sorted(point.tolist()) == list(range(MOST_NEAR))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_groups_that_are_kept_up_are_those_made_anew(seed: int) -> None:
    rng = np.random.default_rng(seed)
    kept = NearGroups(1_000.0)
    lon, lat = np.full((2, 12), np.nan), np.zeros((2, 12))
    for _ in range(6):
        moved = [np.flatnonzero(rng.random(12) < share) for share in (0.2, 0.3)]
        before = [kept.members(np.array([one]))[1].tolist() if not np.isnan(lon[0]).all() else [] for one in range(12)]
        for side in (0, 1):
            lon[side, moved[side]] = rng.uniform(0, 0.03, len(moved[side]))
            lat[side, moved[side]] = rng.uniform(0, 0.03, len(moved[side]))
        vectors = [directions(lon[side], lat[side]) for side in (0, 1)]
        renewed = kept.move(vectors[0], vectors[1], moved[0], moved[1])
        _, point = pairs_within(vectors[0], vectors[1], 1_000.0)
        query, _ = pairs_within(vectors[0], vectors[1], 1_000.0)
        for one in range(12):
            now = kept.members(np.array([one]))[1].tolist()
            assert sorted(now) == sorted(point[query == one].tolist())
            assert sorted(now) == sorted(before[one]) or one in renewed.tolist()
        position, centre = kept.centres_of(np.arange(12))
        assert sorted(zip(centre.tolist(), position.tolist(), strict=True)) == sorted(
            zip(query.tolist(), point.tolist(), strict=True)
        )
