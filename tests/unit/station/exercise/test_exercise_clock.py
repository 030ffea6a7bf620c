"""The clock of an exercise."""

import pytest

from opscenter.station.exercise.exercise_clock import ExerciseClock


def test_it_goes_at_its_speed_and_stands_where_it_is_frozen() -> None:
    now = 100.0
    clock = ExerciseClock(1_000, 2.0, lambda: now)
    now += 5
    assert clock() == 1_000
    clock.go()
    now += 1.5
    assert clock() == 4_000
    clock.stand()
    now += 60
    assert clock() == 4_000
    clock.set_speed(0.5)
    clock.go()
    now += 2
    assert clock() == 5_000
    clock.set_speed(100)
    now += 1
    assert clock() == 105_000
    clock.count_from(20_000)  # it could not keep up
    now += 1
    assert clock() == 120_000
    for wrong in (0.0, -1.0, 1_000.0):
        with pytest.raises(ValueError, match=r"An exercise runs at 0\.1 to 100 times real time"):
            clock.set_speed(wrong)
