"""The station's clock when that of the machine is put forward, back, or a little to and fro."""

import json
import logging

import pytest

from opscenter.domain.batch import Batch
from opscenter.station.engine import Engine
from opscenter.station.steady_clock import PACE, SteadyClock
from opscenter.wire.decoder import Decoder
from tests.unit.station.test_engine import T0, catalogue

HOUR = 3_600_000


class Machine:
    """A machine whose clock can be put."""

    def __init__(self) -> None:
        self.put = T0
        self.elapsed = 0.0
        self.clock = SteadyClock(lambda: self.put + int(self.elapsed), lambda: self.elapsed)

    def after(self, ms: float) -> int:
        self.elapsed += ms
        return self.clock()


def test_it_is_the_machines_clock_and_follows_it_forward_at_once() -> None:
    machine = Machine()
    assert [machine.after(ms) for ms in (0, 200, 200)] == [T0, T0 + 200, T0 + 400]
    machine.put += HOUR
    assert machine.after(100) == T0 + HOUR + 500


def test_put_back_it_goes_on_slower_until_both_agree(caplog: pytest.LogCaptureFixture) -> None:
    machine = Machine()
    machine.put -= HOUR
    with caplog.at_level(logging.WARNING, "opscenter.station.clock"):
        assert machine.after(1_000) == T0 + 1_000 * PACE
        assert machine.after(9_000) == T0 + 10_000 * PACE
        (said,) = [record.message for record in caplog.records]
        assert "put back by 3599 s" in said
        caplog.clear()
        machine.after(HOUR / (1 - PACE))
        assert machine.after(1_000) == machine.put + int(machine.elapsed), "level again"
    assert not caplog.records


def test_a_small_step_back_is_held_against_nobody(caplog: pytest.LogCaptureFixture) -> None:
    machine = Machine()
    seen = [machine.after(10)]
    machine.put -= 5
    seen += [machine.after(3) for _ in range(200)]
    assert seen == sorted(seen) and seen[-1] == machine.put + int(machine.elapsed)
    assert not caplog.records


def test_what_arrives_after_the_clock_was_put_back_is_judged() -> None:
    machine = Machine()
    engine = Engine(catalogue(), epoch=machine.clock())
    decoder = Decoder(engine.registry)

    def hear(speed: float, after: float) -> dict[str, str]:
        batch, at = Batch(), machine.after(after)
        decoder.decode(b"t", json.dumps({"id": "urn:road:1", "type": "Road", "speed": speed}).encode(), b"", at, batch)
        engine.take(batch, at)
        return {alarm.rule: alarm.state.value for alarm in engine.active}

    assert hear(20.0, 200) == {}
    machine.put -= HOUR
    assert hear(120.0, 200) == {"slow": "UNACK"}
    assert hear(20.0, 5_000) == {"slow": "RTNUN"}
