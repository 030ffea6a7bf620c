"""The memory of an engine is the same bytes for the same state, however its sets came about."""

from typing import Any, ClassVar

from opscenter.station.lane.remembering import taken_out


class Standing:
    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_timers": set[int],
        "_ended": dict[int, set[str]],
        "_order": dict[str, int],
    }

    def __init__(self, timers: list[int], ended: dict[int, list[str]], order: dict[str, int]) -> None:
        self._timers = set(timers)
        self._ended = {row: set(names) for row, names in ended.items()}
        self._order = order


def test_sets_are_the_same_in_whatever_order_they_were_filled() -> None:
    # 0, 8 and 16 fall upon each other in a small set: it is gone through in the order of their coming
    one = Standing([0, 8, 16], {3: ["until", "status", "ended"]}, {})
    other = Standing([16, 8, 0], {3: ["ended", "until", "status"]}, {})
    assert list(one._timers) != list(other._timers)
    assert taken_out(one, "of") == taken_out(other, "of")


def test_the_order_of_what_has_one_stays() -> None:
    one, other = Standing([], {}, {"a": 1, "b": 2}), Standing([], {}, {"b": 2, "a": 1})
    assert taken_out(one, "of") != taken_out(other, "of")
