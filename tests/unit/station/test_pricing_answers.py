"""The query `pricing-advice`: what reviews would have advised, out of what a station recorded."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from opscenter.domain.local_week import LocalWeek
from opscenter.history.queries import Queries
from opscenter.history.schema import FILE_NAME
from opscenter.station.pricing_answers import PricingAnswers
from opscenter.station.requests import Request
from tests.support.priced_week import DAY, MONDAY, record


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PricingAnswers]:
    folder: Path = tmp_path_factory.mktemp("city")
    engine = record(folder)
    queries = Queries(folder / FILE_NAME)
    yield PricingAnswers(engine, queries, LocalWeek(ZoneInfo("Asia/Hong_Kong")), lambda seconds: True)
    queries.close()


def ask(answers: PricingAnswers, **args: Any) -> dict[str, Any]:
    span = {"from": MONDAY - DAY, "to": MONDAY + 7 * DAY}
    return answers.advice(Request(b"", 1, "pricing-advice", {**span, **args}, "", print))[0]  # type: ignore[arg-type]


def test_slots_with_their_advice_and_why(answers: PricingAnswers) -> None:
    told = ask(answers)
    assert told["zone"] == "Asia/Hong_Kong" and told["damaged"] == []
    assert [(one["slot"], one["advice"], one["reason"]) for one in told["advice"]] == [
        ("07:00", "raise", "belowBand"), ("07:30", "raise", "belowBand"), ("08:00", "hold", "inBand"),
        ("08:30", "hold", "inBand"),
    ]  # fmt: skip
    first = told["advice"][0]
    assert (first["entity"], first["speed"], first["low"], first["charge"]) == ("urn:g", 30.0, 45.0, 1.0)
    assert ask(answers, gantries=["urn:g"]) == told
    assert ask(answers, to=MONDAY - DAY // 2)["advice"] == []


def test_what_cannot_be_answered_is_a_sentence(answers: PricingAnswers) -> None:
    for args, sentence in (
        ({"gantries": ["urn:near"]}, "No gantry 'urn:near' is known."),
        ({"from": 0}, "Ask for 31 days at most"),
        ({"gantries": "urn:g"}, "must be a list"),
        ({"from": MONDAY, "to": MONDAY - 1}, "ends before it begins"),
    ):
        with pytest.raises(ValueError, match=sentence):
            ask(answers, **args)
