"""Learning what is usual from a recorded history: equal to what the samples say, asked for over the wire, journaled."""

import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.domain.alarm import Priority
from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.local_week import HOUR_MS, LocalWeek
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.usual import Usual
from opscenter.domain.usual_learning import UsualLearning
from opscenter.history.records import Limits
from opscenter.history.store import Store
from opscenter.history.tier_tasks import TierTask, keep_beside
from opscenter.history.usual_tables import BESIDE, KeptUsual, rows_of
from opscenter.station.answers import Answers
from opscenter.station.engine import Engine
from opscenter.station.learning import Learning, seconds_to_next
from opscenter.station.learning_state import LearningState
from opscenter.station.requests import Request
from opscenter.wire.decoder import Decoder
from opscenter.wire.desk import unpack
from tests.support.programs import eventually
from tests.support.running_station import NOWHERE, RunningStation
from tests.unit.station.test_engine import catalogue

ZONE = ZoneInfo("Asia/Hong_Kong")
WEEK = LocalWeek(ZONE)
START = round(datetime(2026, 6, 1, tzinfo=ZONE).timestamp() * 1000)
WEEKS = 4
END = START + WEEKS * 7 * 24 * HOUR_MS
DAY_MS = 24 * HOUR_MS


def watchful() -> Catalogue:
    base = catalogue()
    rule = Rule("unusual", RuleKind.DEVIATION, "Road", "speed", Priority.LOW, {"en": "Unusual"}, value=4.0)
    base.kinds["Road"] = replace(base.kinds["Road"], rules=(*base.kinds["Road"].rules, rule))
    return base


class Town:
    """Two roads that are followed for weeks, recorded day by day; `samples` of speed by road."""

    def __init__(
        self, folder: Path, start: int = START, catalogue: Catalogue | None = None, limits: Limits | None = None
    ) -> None:
        self.store = Store(folder, limits=limits or Limits())
        self.engine = Engine(catalogue or watchful(), epoch=start, restored=self.store.restored)
        self.decoder = Decoder(self.engine.registry)
        self.store.writer.start()
        self.samples: dict[str, list[tuple[int, float]]] = {"urn:road:a": [], "urn:road:b": []}
        self.told: list[tuple[Usual, LearningState]] = []

    def live(self, start: int, days: int, seed: int = 1, sealed: bool = True) -> None:
        random = np.random.default_rng(seed)
        for day in range(days):
            batch = Batch()
            for step in range(48):
                at = start + day * DAY_MS + step * HOUR_MS // 2 + 60_000
                for road, samples in self.samples.items():
                    speed = round(float(random.normal(60 if 7 <= step // 2 <= 19 else 30, 5)), 2)
                    samples.append((at, speed))
                    told = {"value": speed, "observedAt": iso(at)}
                    payload = {"id": road, "type": "Road", "speed": told, "queue": {**told, "value": step}}
                    self.decoder.decode(b"t", json.dumps(payload).encode(), b"", at, batch)
            now = start + (day + 1) * DAY_MS
            beat = self.engine.take(batch, now)
            assert beat.record is not None
            self.store.writer.post(beat.record)
            if beat.checkpoint is not None and (sealed or day < days - 1):
                self.store.writer.post(beat.checkpoint)
            assert self.store.writer.flush(60)  # a transaction, and with a checkpoint a segment, for each day

    def learning(self, **more: Any) -> Learning:
        return Learning(
            self.engine, self.store.queries(), WEEK, lambda *learnt: self.told.append(learnt),
            wall=lambda: END + HOUR_MS, **more,
        )  # fmt: skip

    def expected(self, until: int = END) -> Usual:
        learning = UsualLearning(WEEK)
        registry = self.engine.registry
        cells = {road: registry.cells_of[registry.find(road)]["speed"] for road in self.samples}
        learning.watch(np.array(list(cells.values())))
        for road, samples in self.samples.items():
            mine = [sample for sample in samples if sample[0] < until]
            learning.take(
                np.full(len(mine), cells[road]),
                np.array([at for at, _ in mine]),
                np.array([value for _, value in mine]),
                np.zeros(len(mine), np.uint8),
            )
        return learning.usual(0, until)

    def ask(self, learning: Learning, **args: Any) -> tuple[str, dict[str, Any], Any]:
        answers = Answers(self.engine, self.store.queries(), self.store.writer.flush, learning=learning)
        got: list[Any] = []
        answers._answer(Request(b"", 1, "expectation", args, "", lambda _, frames: got.append(frames)))
        answers._queries.close()
        return unpack([bytes(frame) for frame in got[0]])


def iso(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat()


def same(one: Usual, other: Usual) -> None:
    np.testing.assert_array_equal(one.cells, other.cells)
    for name in ("median", "spread", "days", "basis"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)


@pytest.fixture
def town(tmp_path: Path) -> Any:
    town = Town(tmp_path)
    yield town
    town.store.writer.close()


@pytest.mark.parametrize("sealed", [True, False])
def test_what_is_learnt_from_the_history_is_what_the_samples_say(town: Town, sealed: bool) -> None:
    town.live(START, WEEKS * 7, sealed=sealed)
    learning = town.learning()
    learning.learn(END + HOUR_MS)
    ((usual, state),) = town.told
    same(usual, town.expected())
    assert (state.watched, state.known, state.known_share, state.left_out) == (2, 2, 1.0, 0)
    assert state.until == END
    assert learning.state.progress == 1
    assert not learning.state.learning
    learning.learn(END + HOUR_MS + 60_000)
    assert len(town.told) == 1, "nothing new, nothing told"
    learning._queries.close()


def test_hours_learnt_one_after_the_other_come_out_as_all_at_once(town: Town) -> None:
    town.live(START, WEEKS * 7)
    learning = town.learning()
    for day in range(1, WEEKS * 7 + 1, 3):
        learning.learn(START + day * DAY_MS + 30 * 60_000)
    learning.learn(END + HOUR_MS)
    same(town.told[-1][0], town.expected())
    learning._queries.close()


def test_an_hour_counts_when_it_has_ended_and_settled(town: Town) -> None:
    town.live(START, WEEKS * 7)
    learning = town.learning()
    learning.learn(END - 12 * HOUR_MS + 119_000)
    same(town.told[-1][0], town.expected(END - 13 * HOUR_MS))
    learning.learn(END - 12 * HOUR_MS + 120_000)
    same(town.told[-1][0], town.expected(END - 12 * HOUR_MS))
    assert seconds_to_next(END + 120_000) == 3600
    assert seconds_to_next(END + 119_000) == 1
    learning._queries.close()


def test_the_engine_puts_it_in_force_at_a_time_of_its_own_and_says_so_in_the_journal(town: Town) -> None:
    town.live(START, WEEKS * 7)
    learning = town.learning()
    learning.learn(END + HOUR_MS)
    usual, state = town.told[0]
    now = END + HOUR_MS + 20_000
    town.engine.take_usual(usual, state, now)
    since = END + HOUR_MS + 120_000
    median, _ = town.engine.usual.at(np.full(2, usual.cells[0]), np.array([since - 1, since]))
    assert np.isnan(median[0])
    assert median[1] == usual.at(usual.cells[:1], np.array([since]))[0][0]
    record = town.engine.take(Batch(), now).record
    assert record is not None
    (row,) = record.journal
    assert (row.event, row.state, row.occurrence, row.at) == ("usual-learnt", "", state.digest, now)
    fact = json.loads(row.fact)
    assert fact["details"]["in_force"] == since
    assert (fact["details"]["until"], fact["details"]["known"]) == (END, 2)
    assert set(fact["text"]) == {"en", "zh_Hant", "zh_Hans"}
    learning._queries.close()


def test_a_desk_asks_what_is_usual(town: Town) -> None:
    town.live(START, WEEKS * 7)
    learning = town.learning()
    asked = {"entity": "urn:road:a", "attribute": "speed", "from": END + 1, "to": END + 3 * HOUR_MS + 1}
    _, before, columns = town.ask(learning, **asked)
    assert before["state"]["learnt_at"] == 0
    assert np.isnan(columns["median"]).all()
    learning.learn(END + HOUR_MS)
    kind, header, columns = town.ask(learning, **asked)
    assert kind == "result"
    assert (header["multiple"], header["in_rules"], header["state"]["known"]) == (4.0, True, 2)
    assert columns["time"].tolist() == [END + 1, END + HOUR_MS, END + 2 * HOUR_MS, END + 3 * HOUR_MS]
    usual = town.expected()
    np.testing.assert_array_equal(columns["median"], usual.median[0, [0, 1, 2, 3]].astype(float))
    np.testing.assert_allclose(columns["high"] - columns["median"], 4 * usual.spread[0, :4], rtol=1e-5)
    assert columns["days"].tolist() == [4, 4, 4, 4]
    assert columns["basis"].tolist() == [0, 0, 0, 0]
    kind, header, _ = town.ask(learning, **{**asked, "to": END + 400 * DAY_MS})
    assert (kind, "at most 366 days" in header["reason"]) == ("refused", True)
    kind, header, _ = town.ask(learning, entity="urn:road:a", attribute="speed")
    assert kind == "refused"
    learning._queries.close()


def test_what_no_rule_watches_is_learnt_once_somebody_asks(town: Town) -> None:
    town.live(START, WEEKS * 7)
    learning = town.learning()
    learning.learn(END + HOUR_MS)
    asked = {"entity": "urn:road:b", "attribute": "queue", "from": END + 1, "to": END + HOUR_MS - 1}
    _, header, columns = town.ask(learning, **asked)
    assert (header["in_rules"], header["multiple"]) == (False, 3.0)
    assert np.isnan(columns["median"]).all()
    learning.learn(END + HOUR_MS)
    _, header, columns = town.ask(learning, **asked)
    assert (columns["median"].tolist(), header["state"]["watched"]) == ([0.5], 3)
    learning._queries.close()


def test_a_broken_clock_in_the_history_costs_nothing_but_its_own_readings(town: Town) -> None:
    town.live(START, WEEKS * 7)
    batch = Batch()
    for at in (START - 400 * DAY_MS, END + 4000 * DAY_MS):
        told = {"value": 1e6, "observedAt": iso(at)}
        payload = {"id": "urn:road:a", "type": "Road", "speed": told}
        town.decoder.decode(b"t", json.dumps(payload).encode(), b"", END, batch)
    beat = town.engine.take(batch, END)
    assert beat.record is not None
    town.store.writer.post(beat.record)
    assert town.store.writer.flush(60)
    learning = town.learning()
    learning.learn(END + HOUR_MS)
    same(town.told[0][0], town.expected())
    learning._queries.close()


def test_a_history_that_cannot_be_read_is_a_sentence_and_no_end(town: Town, tmp_path: Path) -> None:
    town.live(START, 2)
    learning = town.learning()
    learning._queries._path = tmp_path / "gone" / "history.sqlite"
    learning.start()
    eventually(lambda: "cannot be read" in learning.state.trouble, "the trouble is told")
    assert learning._thread.is_alive()
    learning.close()
    assert not learning._thread.is_alive()


def test_a_station_learns_when_it_starts(tmp_path: Path) -> None:
    today = int(time.time() * 1000) // DAY_MS * DAY_MS
    town = Town(tmp_path / "data", today - 28 * DAY_MS)
    town.live(today - 28 * DAY_MS, 28)
    town.store.writer.close()
    station = RunningStation(tmp_path, NOWHERE, "--zone", "Asia/Hong_Kong")
    try:
        asked = {"entity": "urn:road:a", "attribute": "speed", "from": today, "to": today + HOUR_MS}
        eventually(lambda: station.query("expectation", **asked)["state"]["known"] >= 1, "the speed is known")
        state = station.query("expectation", **asked)["state"]
        assert (state["weeks"], state["trouble"]) == (8, "")
        events = station.query("journal", event="usual-learnt")["events"]
        assert not events, "no rule judges by it"
        assert not station.errors
    finally:
        assert station.stop() == 0


def test_what_was_learnt_is_in_force_at_once_after_a_start(town: Town, tmp_path: Path) -> None:
    town.live(START, WEEKS * 7)
    kept: list[KeptUsual] = []
    learning = town.learning(keep=kept.append)
    queue = town.engine.registry.cells_of[0]["queue"]
    learning.ask(queue)
    learning.learn(END + HOUR_MS)
    now = END + HOUR_MS + 20_000
    town.engine.take_usual(*town.told[0], now)
    record = town.engine.take(Batch(), now).record
    assert record is not None
    town.store.writer.post(record)
    town.store.writer.post(TierTask(keep_beside(list(rows_of(BESIDE, kept[0]))), town.store.writer.generation))
    assert town.store.writer.flush(60)
    town.store.writer.close()
    learning._queries.close()

    again = Store(tmp_path)
    restored = again.restored
    engine = Engine(watchful(), epoch=now + 60_000, restored=restored)
    in_force = engine.usual.newest
    assert in_force is not None
    same(in_force, town.told[0][0])
    assert engine.usual.since == END + HOUR_MS + 120_000
    assert (in_force.week.zone, in_force.until) == (str(ZONE), END)
    learning = Learning(
        engine, again.queries(), WEEK, lambda *learnt: town.told.append(learnt), wall=lambda: END + HOUR_MS
    )
    learning.begin_with(restored.usual, restored.beside)
    assert learning.knows(queue)
    assert learning.state.known == 3
    learning.learn(END + HOUR_MS)
    assert len(town.told) == 1, "it is the same: nothing is put in force anew"
    again.writer.start()
    again.writer.close()
    learning._queries.close()


def test_a_deviation_rule_of_the_station_judges_by_what_was_learnt(town: Town) -> None:
    town.live(START, WEEKS * 7)
    learning = town.learning()
    learning.learn(END + HOUR_MS)
    town.engine.take_usual(*town.told[0], END + HOUR_MS)

    def drive(minute: int, speed: float) -> list[str]:
        at = END + HOUR_MS + minute * 60_000
        batch = Batch()
        payload = {"id": "urn:road:a", "type": "Road", "speed": {"value": speed, "observedAt": iso(at)}}
        town.decoder.decode(b"t", json.dumps(payload).encode(), b"", at, batch)
        town.engine.take(batch, at)
        return [alarm.rule for alarm in town.engine.active if alarm.rule == "unusual"]

    assert drive(1, 95.0) == [], "measured before it is in force"
    assert drive(3, 30.0) == []
    assert drive(4, 95.0) == ["unusual"]
    learning._queries.close()
