"""Commands about alarms at a station: who is believed to be a supervisor, what is refused, what the figures count."""

import json
from typing import Any

import pytest

from opscenter.domain.batch import Batch
from opscenter.history.records import BeatRecord
from opscenter.station.alarm_commands import AlarmCommands
from opscenter.station.engine import Engine
from opscenter.station.health import engine_health
from opscenter.station.requests import Request
from opscenter.wire.decoder import Decoder
from opscenter.wire.desk import Header, unpack
from tests.support.alarm_rig import catalogue, limit_rule

POINTS = [["level.high", "urn:g0"]]


class Bench:
    def __init__(self, *supervisors: str) -> None:
        self.engine = Engine(catalogue(limit_rule()), epoch=1_000)
        self.engine.registry.entity("urn:g0", "Gauge")
        self._decoder = Decoder(self.engine.registry)
        self.engine.take(Batch(), 1_000)
        self.written: list[str] = []
        self.commands = AlarmCommands(self.engine, post=self._post, wall=lambda: 2_000, supervisors=supervisors)

    def _post(self, record: BeatRecord) -> None:
        self.written += [row.event for row in record.journal]
        assert record.done is not None
        record.done(True)

    def raise_alarm(self, level: float = 99.0) -> None:
        batch = Batch()
        payload = json.dumps({"id": "urn:g0", "type": "Gauge", "level": level}).encode()
        self._decoder.decode(b"t", payload, b"", 1_500, batch)
        beat = self.engine.take(batch, 1_500)
        assert beat.record is not None
        self.written += [row.event for row in beat.record.journal]

    def ask(self, verb: str, **args: Any) -> Header:
        answers: list[Header] = []
        request = Request(b"", 1, verb, args, "d1", lambda _, frames: answers.append(unpack(frames)[1]))
        self.commands.carry_out(request)
        return answers[0]


def test_a_station_that_names_its_supervisors_believes_no_others() -> None:
    bench = Bench("Mei Wong")
    refused = bench.ask("out-of-service", points=POINTS, by="Bo", role="supervisor", reason="permit")
    assert "only a supervisor" in refused["refused"]["level.high urn:g0"] and refused["done"] == []
    assert (
        len(bench.ask("out-of-service", points=POINTS, by="mei wong", role="supervisor", reason="permit")["done"]) == 1
    )
    counts = {"alarms": 0, "unacknowledged": 0, "shelved": 0, "suppressed": 0, "out_of_service": 1}
    health = engine_health(bench.engine, bench.engine.active)
    assert {name: health[name] for name in counts} == counts
    assert bench.ask("return", points=POINTS, by="Mei Wong", role="supervisor")["refused"] == {}
    assert bench.written == ["taken-out", "returned-to-service"] and bench.engine.active == []


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ({"by": "Bo"}, "No occurrence and no point"),
        ({"points": POINTS}, "Say who acts"),
        ({"points": [["level.high"]], "by": "Bo"}, "pair of a rule and an entity"),
        ({"points": POINTS, "by": "Bo", "role": "king"}, "must be one of"),
        ({"points": POINTS, "by": "Bo", "one_shot": 1}, "true or false"),
        ({"points": POINTS, "by": "Bo", "until": "noon"}, "whole number"),
    ],
)
def test_what_is_not_understood_is_refused_whole(args: dict[str, Any], sentence: str) -> None:
    bench = Bench()
    with pytest.raises(ValueError, match=sentence):
        bench.ask("shelve", **args)
    assert bench.written == []


def test_of_two_who_acknowledge_one_alarm_the_second_is_told_of_the_first() -> None:
    bench = Bench()
    bench.raise_alarm()
    (occurrence,) = bench.engine.alarms.alarms
    assert bench.ask("ack", occurrences=[occurrence], by="Bo")["acknowledged"] == [occurrence]
    second = bench.ask("ack", occurrences=[occurrence], by="Mei")
    assert second["done"] == [] and second["refused"] == {occurrence: "already acknowledged (by Bo)"}
    bench.raise_alarm(level=1.0)
    third = bench.ask("ack", occurrences=[occurrence, "0" * 18], by="Mei")
    assert third["refused"] == {
        occurrence: "already acknowledged (by Bo), and over",
        "0" * 18: "no such alarm: it is not in the list of this station",
    }
    assert bench.written == ["raised", "acknowledged", "cleared"], "once, and nothing of what was refused"
    assert bench.engine.active == []
