"""Many numbers beside what is usual for them at once, asked as a desk asks."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opscenter.domain.batch import Batch
from opscenter.station.against import Against
from opscenter.station.learning import Learning
from opscenter.station.requests import Request
from opscenter.wire.desk import unpack
from tests.unit.station.test_learning import END, HOUR_MS, START, WEEKS, Town, iso

MINUTE = 60_000


class Asked:
    """A town that has learnt, and what `against` says at `now`."""

    def __init__(self, folder: Path) -> None:
        self.town = Town(folder)
        self.town.live(START, WEEKS * 7)
        self.learning: Learning = self.town.learning()
        self.learning.learn(END + HOUR_MS)
        self.now = END + HOUR_MS
        self.against = self.fresh()

    def fresh(self) -> Against:
        return Against(self.town.engine, self.learning, self.town.store.queries(), wall=lambda: self.now)

    def drive(self, speed: float, minutes: int = 1, road: str = "urn:road:a", kept: bool = True) -> None:
        for _ in range(minutes):
            self.now += MINUTE
            batch = Batch()
            told = {"value": speed, "observedAt": iso(self.now)}
            payload = {"id": road, "type": "Road", "speed": told}
            self.town.decoder.decode(b"t", json.dumps(payload).encode(), b"", self.now, batch)
            record = self.town.engine.take(batch, self.now).record
            assert record is not None
            self.town.store.writer.post(record)
            self.against.follow(self.now)
        assert self.town.store.writer.flush(60)

    def ask(self, **args: Any) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        header, columns = self.against.answer(Request(b"", 1, "against", args, "", lambda _, frames: None))
        return header, {name: column.tolist() for name, column in columns.items()}

    def close(self) -> None:
        self.against.close()
        self.learning._queries.close()
        self.town.store.writer.close()


@pytest.fixture
def asked(tmp_path: Path) -> Any:
    asked = Asked(tmp_path)
    yield asked
    asked.close()


def test_value_usual_and_how_many_spreads_off_in_the_order_asked_for(asked: Asked) -> None:
    asked.drive(95.0)
    series = [["urn:road:b", "speed"], ["urn:road:a", "speed"], ["urn:road:a", "nothing"], ["urn:nobody", "speed"]]
    header, columns = asked.ask(series=series)
    assert header["series"] == series
    assert header["state"]["known"] == 2
    usual = asked.town.expected()
    hour = int(usual.week.hours(np.array([asked.now]))[0])
    median, spread = float(usual.median[0, hour]), float(usual.spread[0, hour])
    assert columns["value"][1] == 95.0
    assert columns["measured"][1] == asked.now
    assert (columns["median"][1], columns["spread"][1]) == (median, spread)
    assert columns["off"][1] == pytest.approx((95.0 - median) / spread)
    assert columns["days"][1] == 4
    assert columns["basis"] == [0, 0, 3, 3]
    assert np.isnan(columns["off"][2])
    assert np.isnan(columns["value"][3])


def test_since_when_it_has_been_unusual_live_and_out_of_the_history(asked: Asked) -> None:
    asked.learning.ask(asked.town.engine.registry.cells_of[0]["speed"])
    asked.drive(30.0, 3)
    begins = asked.now + MINUTE
    asked.drive(95.0, 8)
    _, columns = asked.ask(type="Road", attributes=["speed"])
    assert (columns["since2"], columns["since3"]) == ([begins, 0], [begins, 0])
    asked.drive(30.0, 2)
    assert asked.ask(type="Road", attributes=["speed"])[1]["since3"][0] == begins, "it holds"
    # A station that has just started reads it from the history, to five minutes.
    again = asked.fresh()
    again.follow(asked.now)
    asked.against, before = again, asked.against
    before.close()
    since = asked.ask(type="Road", attributes=["speed"])[1]["since3"][0]
    assert abs(since - begins) <= 5 * MINUTE
    asked.drive(30.0, 12)
    assert asked.ask(type="Road", attributes=["speed"])[1]["since2"][0] == 0


def test_what_nobody_watches_is_learnt_once_it_is_named(asked: Asked) -> None:
    _, columns = asked.ask(series=[["urn:road:b", "queue"]])
    assert np.isnan(columns["median"][0])
    asked.learning.learn(END + HOUR_MS)
    asked.drive(30.0, road="urn:road:b")
    header, columns = asked.ask(series=[["urn:road:b", "queue"]])
    assert np.isfinite(columns["median"][0])
    assert header["state"]["watched"] == 3


def test_a_question_that_names_nothing_is_refused_in_a_sentence(asked: Asked) -> None:
    for args in (
        {}, {"series": "all"}, {"series": [["a"]]}, {"series": [["a", 1]]}, {"type": 5},
        {"series": [["a", "b"]] * 10_001},
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r"\.$"):
            asked.ask(**args)


def test_it_is_asked_over_the_wire(asked: Asked) -> None:
    from opscenter.station.answers import Answers

    answers = Answers(asked.town.engine, asked.town.store.queries(), asked.town.store.writer.flush, asked.learning)
    answers.add_topics({"against": asked.against.answer})
    got: list[Any] = []
    answers._answer(Request(b"", 1, "against", {"type": "Road"}, "", lambda _, frames: got.append(frames)))
    answers._queries.close()
    kind, header, columns = unpack([bytes(frame) for frame in got[0]])
    assert kind == "result"
    assert len(header["series"]) == len(columns["off"]) == 4
