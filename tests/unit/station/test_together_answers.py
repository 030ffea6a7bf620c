"""The query `together`: which cells are meant, and what is refused in a sentence."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from opscenter.history.together import Together
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.registry import Registry
from opscenter.station.requests import Request
from opscenter.station.together import TOPIC, TogetherAnswers

SPEED = "averageVehicleSpeed"


class _Queries:
    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def together(self, *asked: Any) -> Together:
        self.asked.append(asked)
        time = np.array([0, 10_000])
        return Together(time, np.array([1.0, np.nan]), np.array([2, 0]), np.zeros(2, np.uint8), 10_000)


@pytest.fixture
def queries() -> _Queries:
    return _Queries()


@pytest.fixture
def answer(queries: _Queries) -> Callable[..., Any]:
    registry = Registry()
    for number in range(6):
        row = registry.entity(f"urn:{number}", "TrafficFlowObserved" if number % 2 == 0 else "Streetlight")
        registry.cell(row, "other")
        if number != 4:
            registry.cell(row, SPEED)
    engine = SimpleNamespace(registry=registry, catalogue=load_catalogue(), epoch=7)
    answers = TogetherAnswers(engine, queries, lambda seconds: True)  # type: ignore[arg-type]

    def ask(**args: Any) -> Any:
        request = Request(b"", 1, TOPIC, {"attribute": SPEED, "type": "TrafficFlowObserved", **args}, "", print)  # type: ignore[arg-type]
        return answers.topics()[TOPIC](request)

    return ask


def test_all_of_a_type_those_by_row_or_by_id_are_put_together(answer: Callable[..., Any], queries: _Queries) -> None:
    header, columns = answer(reduce="mean", points=300, **{"from": 5, "to": 20})
    cells, reduce, since, until, points, hold_ms, _ = queries.asked[0]
    assert cells.tolist() == [1, 5] and (reduce, since, until, points) == ("mean", 5, 20, 300)
    assert hold_ms == load_catalogue().kind("TrafficFlowObserved").stale_after_ms
    assert header == {"entities": 2, "width": 10_000, "reduce": "mean"}
    assert columns["known"].tolist() == [2, 0] and columns["time"].tolist() == [0, 10_000]
    answer(rows=[2, 3, 99, -1], epoch=7)
    answer(entities=["urn:0", "urn:nobody"])
    assert [asked[0].tolist() for asked in queries.asked[1:]] == [[5], [1]]


def test_nobody_waits_for_ever(answer: Callable[..., Any], queries: _Queries, monkeypatch: pytest.MonkeyPatch) -> None:
    answer()
    assert queries.asked[-1][-1]() is False
    monkeypatch.setattr("opscenter.station.together.LONGEST_S", -1.0)
    answer()
    with pytest.raises(ValueError, match="Ask for a shorter one, or for fewer entities"):
        queries.asked[-1][-1]()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ({"reduce": "median"}, "'reduce' must be one of"),
        ({"points": 1}, "'points'"),
        ({"points": 1e9}, "'points'"),
        ({"attribute": "nothing"}, "is known"),
        ({"type": "Nothing"}, "is known"),
        ({"rows": [1], "epoch": 6}, "begun anew"),
        ({"rows": ["x"], "epoch": 7}, "'rows'"),
        ({"rows": True, "epoch": 7}, "'rows'"),
        ({"from": 9, "to": 3}, "ends before it begins"),
    ],
)
def test_what_makes_no_sense_is_refused(answer: Callable[..., Any], args: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        answer(**args)
