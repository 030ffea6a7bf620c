"""A vehicle is shown on the way between positions it told: never beyond the last, never back."""

import numpy as np
import pytest

from opscenter.console.map.motion.glide import LONGEST_MS, PLAUSIBLE_M_S, POINTS, USUAL_MS, Glide, metres_per_world

T0 = 1_795_000_000_000
METRE = 1.0 / float(metres_per_world(np.array([0.43]))[0])


def _row(number: int = 0) -> np.ndarray:  # type: ignore[type-arg]
    return np.array([number], np.int64)


class Vehicle:
    """One vehicle of a glide, and everything it told."""

    def __init__(self, glide: Glide, row: int) -> None:
        self.glide, self.row = glide, row
        self.told: list[tuple[float, float]] = []
        self.at_part, self.along = 0, 0.0

    def tell(self, x: float, y: float, now: int) -> None:
        self.glide.heard(_row(self.row), np.array([now]))
        if not self.told or self.told[-1] != (x, y):  # the mirror passes on no position that is the same
            self.told.append((x, y))
            self.glide.told(_row(self.row), np.array([x]), np.array([y]), now)

    def shown(self, now: float) -> tuple[float, float]:
        x, y = self.glide.places(_row(self.row), now)
        return float(x[0]), float(y[0])

    def check(self, x: float, y: float) -> None:
        """On a part between two positions told, at or after the part and place of before, never after the last."""
        if len(self.told) == 1:
            assert (x, y) == self.told[0]
            return
        for part in range(self.at_part, len(self.told) - 1):
            (x1, y1), (x2, y2) = self.told[part], self.told[part + 1]
            length = float(np.hypot(x2 - x1, y2 - y1))
            along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length
            off = abs((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / length
            least = self.along if part == self.at_part else 0.0
            slack = 1e-3 * METRE
            if off < slack and least - slack <= along <= length + slack:
                self.at_part, self.along = part, max(along, least)
                return
        raise AssertionError(f"shown at {(x, y)}, off the way {self.told[self.at_part :]}")


def check_all(vehicles: list[Vehicle], now: float) -> None:
    """Every vehicle that told anything."""
    heard = [vehicle for vehicle in vehicles if vehicle.told]
    if heard:
        xs, ys = heard[0].glide.places(np.array([vehicle.row for vehicle in heard]), now)
        for vehicle, x, y in zip(heard, xs.tolist(), ys.tolist(), strict=True):
            vehicle.check(x, y)


@pytest.mark.parametrize("seed", range(40))
def test_what_is_shown_is_always_on_the_way_and_never_goes_back(seed: int) -> None:
    rng = np.random.default_rng(seed)
    glide = Glide()
    vehicles = [Vehicle(glide, row) for row in rng.permutation(50)[:6].tolist()]
    places = rng.uniform(0.43, 0.4301, (len(vehicles), 2))
    now = T0
    usual = float(rng.choice([300, 1_000, 5_000, 15_000]))
    for _ in range(150):
        now += int(rng.choice([0, 100, rng.exponential(usual), usual, 10 * usual], p=[0.1, 0.3, 0.3, 0.25, 0.05]))
        for number, vehicle in enumerate(vehicles):
            what = rng.choice(["silent", "stands", "goes", "turns back", "jumps"], p=[0.4, 0.15, 0.35, 0.05, 0.05])
            if what != "silent":
                step = rng.normal(0, 60, 2) if what == "goes" else -rng.normal(0, 5, 2)
                step = rng.normal(0, 50_000, 2) if what == "jumps" else np.zeros(2) if what == "stands" else step
                places[number] += step * METRE
                vehicle.tell(float(places[number, 0]), float(places[number, 1]), now)
        check_all(vehicles, now)
        for _ in range(int(rng.integers(0, 4))):
            now += int(rng.integers(1, 400))
            check_all(vehicles, now)
    for vehicle in vehicles:
        if vehicle.told:
            assert vehicle.shown(now + LONGEST_MS) == vehicle.told[-1], "it comes to where it is"


def test_it_takes_the_usual_interval_and_then_stands() -> None:
    glide = Glide()
    vehicle = Vehicle(glide, 3)
    for number in range(30):
        vehicle.tell(0.5 + number * 20 * METRE, 0.43, T0 + number * 2_000)
    told = T0 + 29 * 2_000
    half, _ = vehicle.shown(told + 1_000)
    assert half == pytest.approx((vehicle.told[-1][0] + vehicle.told[-2][0]) / 2, abs=2 * METRE)
    assert vehicle.shown(told + 2_100) == vehicle.told[-1]
    assert vehicle.shown(told + 10_000_000) == vehicle.told[-1]
    assert told + 1_900 < glide.rest_at(_row(3)) < told + 2_100
    assert glide.rest_at(_row(4)) == 0.0


def test_faster_than_plausible_is_a_jump() -> None:
    glide = Glide()
    vehicle = Vehicle(glide, 0)
    vehicle.tell(0.5, 0.43, T0)
    reach = PLAUSIBLE_M_S * USUAL_MS / 1_000
    vehicle.tell(0.5 + 0.9 * reach * METRE, 0.43, T0 + 5_000)
    assert vehicle.shown(T0 + 5_000) == vehicle.told[0], "this is a way"
    there = vehicle.shown(T0 + 80_000)
    vehicle.tell(there[0] + 1.1 * reach * METRE, 0.43, T0 + 80_000)
    assert vehicle.shown(T0 + 80_000) == vehicle.told[-1], "this is none"


def test_more_than_is_kept_in_one_go_skips_what_is_oldest() -> None:
    glide = Glide()
    vehicle = Vehicle(glide, 0)
    for number in range(3 * POINTS):
        vehicle.tell(0.5 + number * METRE, 0.43, T0)
        vehicle.check(*vehicle.shown(T0))
    assert vehicle.shown(T0)[0] >= vehicle.told[-POINTS][0] - 1e-15


def test_without_motion_everything_is_where_it_was_told_last() -> None:
    glide = Glide()
    glide.glides = False
    vehicle = Vehicle(glide, 0)
    vehicle.tell(0.5, 0.43, T0)
    vehicle.tell(0.5 + 10 * METRE, 0.43, T0 + 5_000)
    assert vehicle.shown(T0 + 5_000) == vehicle.told[-1]
    assert glide.rest_at(_row()) == 0.0


def test_after_clear_nothing_is_known_and_a_place_that_is_none_is_passed_over() -> None:
    glide = Glide()
    glide.told(_row(700), np.array([0.5]), np.array([0.43]), T0)
    glide.told(_row(1), np.array([np.nan]), np.array([0.43]), T0)
    assert np.isfinite(glide.places(_row(700), T0)[0]).all()
    assert np.isnan(glide.places(np.array([1, 9_999]), T0)[0]).all()
    glide.clear()
    assert np.isnan(glide.places(_row(700), T0)[0]).all()


def test_a_clock_that_goes_back_shows_where_the_way_began() -> None:
    glide = Glide()
    vehicle = Vehicle(glide, 0)
    vehicle.tell(0.5, 0.43, T0)
    vehicle.tell(0.5 + 10 * METRE, 0.43, T0 + 5_000)
    assert vehicle.shown(T0 - 100_000) == vehicle.told[0]
