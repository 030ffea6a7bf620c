"""Beats of the engine: what a desk's mirror makes of them, and that a restart comes out as the log says."""

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.alarm_orders import Order, Verb
from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Attribute, Catalogue, Kind, System
from opscenter.domain.quality import Quality
from opscenter.domain.role import Role
from opscenter.domain.rule import Rule, RuleKind
from opscenter.history.records import BeatRecord
from opscenter.history.store import Store
from opscenter.station.engine import Beat, Engine
from opscenter.wire.decoder import Decoder
from opscenter.wire.desk import pack, unpack

T0 = 1_795_000_000_000


ALL_AROUND = "speed > 60 and min(Road.speed within 30 km) > 30"


def catalogue() -> Catalogue:
    rules = (
        Rule(
            "slow",
            RuleKind.LIMIT,
            "Road",
            "speed",
            Priority.HIGH,
            {"en": "{name} is slow", "zh_Hant": "{name}緩慢"},
            value=100.0,
            deadband=1.0,
        ),
        Rule("queue", RuleKind.LIMIT, "Road", "queue", Priority.LOW, {"en": "Queue"}, value=40.0, on_delay_ms=5_000),
        Rule("dark", RuleKind.STATE, "Road", "lamp", Priority.LOW, {"en": "Dark"}, states=("off",), on_delay_ms=5_000),
        Rule("silent", RuleKind.STALE, "Road", "", Priority.LOW, {"en": "Silent"}),
        Rule("shut", RuleKind.STATE, "Road", "status", Priority.MEDIUM, {"en": "Shut"}, states=("shut",)),
        Rule("all", RuleKind.EXPRESSION, "Road", "", Priority.LOW, {"en": "All"}, expression=ALL_AROUND),
    )
    kind = Kind("Road", "traffic", {"en": "Road"}, stale_after_ms=10_000, rules=rules,
                attributes={"speed": Attribute("speed", {"en": "Speed"})})  # fmt: skip
    return Catalogue({"traffic": System("traffic", 1, {"en": "Traffic"}, "road")}, {"Road": kind})


class Bench:
    """An engine with its decoder, its store, and a mirror at the other end of the wire."""

    def __init__(self, folder: Path, now: int = T0) -> None:
        self.store = Store(folder)
        self.engine = Engine(catalogue(), epoch=now, restored=self.store.restored)
        self.decoder = Decoder(self.engine.registry)
        self.store.writer.start()
        self.mirror = Mirror()
        self.batch = Batch()
        self.take_snapshot(now)

    def take_snapshot(self, now: int) -> None:
        header, columns = _over_the_wire(*self.engine.snapshot({"now": now}))
        self.mirror.apply_snapshot(header, columns)

    def publish(self, entity: str, at: int, **attributes: Any) -> None:
        payload = {"id": entity, "type": "Road", **attributes}
        self.decoder.decode(b"t", json.dumps(payload).encode(), b"", at, self.batch)

    def beat(self, now: int) -> Beat:
        batch, self.batch = self.batch, Batch()
        beat = self.engine.take(batch, now)
        if beat.record is not None:
            self.store.writer.post(beat.record)
        self.mirror.apply_beat(*_over_the_wire(beat.header, beat.columns))
        return beat

    def close(self) -> None:
        self.store.writer.close()


def _over_the_wire(header: dict[str, Any], columns: Any) -> Any:
    return unpack([bytes(frame) for frame in pack("beat", header, columns)])[1:]


def _equal(one: Mirror, other: Mirror) -> None:
    assert (one.ids, one.types, one.names) == (other.ids, other.types, other.names)
    assert (one.cell_names, one.cell_units, one.texts, one.shapes) == (
        other.cell_names, other.cell_units, other.texts, other.shapes,
    )  # fmt: skip
    for name in ("lon", "lat", "seen", "cell_row", "value", "quality", "measured", "received"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    assert one.alarms == other.alarms
    assert one.local_names == other.local_names


def _traffic(bench: Bench, beats: int, seed: int = 1, start: int = T0) -> int:
    rng = np.random.default_rng(seed)
    now = start
    for _ in range(beats):
        for _ in range(int(rng.integers(0, 8))):
            at = now + int(rng.integers(0, 200))
            attributes: dict[str, Any] = {"observedAt": _iso(at - int(rng.choice([0, 10, 5_000])))}
            number = int(rng.integers(0, 12))
            if rng.random() < 0.8:
                attributes["speed"] = {"value": float(rng.integers(0, 140)), "unitCode": "KMH"}
            if rng.random() < 0.4:
                attributes["status"] = str(rng.choice(["open", "shut", "works"]))
            if rng.random() < 0.2:
                attributes["closed"] = bool(rng.random() < 0.5)
            if rng.random() < 0.2:
                attributes["speed"] = None
            if rng.random() < 0.3:
                place = [114 + float(rng.random()), 22.5]
                attributes["location"] = {"type": "Point", "coordinates": place}
            if rng.random() < 0.1:
                attributes["name"] = f"Road {rng.integers(0, 3)}"
            bench.publish(f"urn:road:{number}", at, **attributes)
        now += 200
        bench.beat(now)
    return now


def _iso(at: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(at / 1000, UTC).isoformat()


def test_a_mirror_that_follows_the_beats_equals_a_fresh_snapshot(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    now = _traffic(bench, 150)
    bench.beat(now + 60_000)  # all turn stale
    followed = bench.mirror
    bench.mirror = Mirror()
    bench.take_snapshot(now + 60_000)
    _equal(followed, bench.mirror)
    assert followed.ids
    assert followed.alarms
    assert (followed.quality >= Quality.STALE).all(), "nothing is green when nobody speaks"
    bench.close()


@pytest.mark.parametrize("checkpoint_after", [None, 60, 149])
def test_a_restart_comes_out_as_if_there_had_been_none(tmp_path: Path, checkpoint_after: int | None) -> None:
    bench = Bench(tmp_path)
    now = T0
    for part in range(150):
        now = _traffic(bench, 1, seed=part, start=now)
        if part == checkpoint_after:
            bench.store.writer.post(bench.engine.checkpoint(now))
    bench.close()  # no last checkpoint: as after kill -9
    again = Bench(tmp_path, now)
    again.beat(now)
    _equal(again.mirror, bench.mirror)
    again.publish("urn:road:new", now + 10, speed=3.0)
    again.beat(now + 200)
    assert again.mirror.ids[-1] == "urn:road:new"
    again.close()


def test_names_in_several_languages_reach_desks_alarms_and_the_next_start(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    name = {"type": "LanguageProperty", "languageMap": {"en": "Harbour Road", "zh-HK": "海港道"}}
    bench.publish("urn:road:1", T0, name=name, speed=20.0)
    bench.publish("urn:road:2", T0, name="Plain Road", speed=20.0)
    bench.beat(T0 + 200)
    followed = bench.mirror
    assert [followed.name(row, "zh_Hant") for row in (0, 1)] == ["海港道", "Plain Road"]
    bench.mirror = Mirror()
    bench.take_snapshot(T0 + 200)
    _equal(followed, bench.mirror)
    bench.close()

    again = Bench(tmp_path, T0 + 1_000)
    assert again.mirror.local_names == {0: {"en": "Harbour Road", "zh_Hant": "海港道"}}
    again.publish("urn:road:1", T0 + 1_100, speed=120.0)
    again.beat(T0 + 1_200)
    (alarm,) = again.mirror.alarms.values()
    assert alarm.text == {"en": "Harbour Road is slow", "zh_Hant": "海港道緩慢"}
    again.publish("urn:road:1", T0 + 1_300, name="Renamed")
    again.beat(T0 + 1_400)
    assert (again.mirror.name(0, "zh_Hant"), again.mirror.local_names) == ("Renamed", {})
    again.close()


def test_a_silence_is_counted_from_the_start_of_the_station(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.publish("urn:road:1", T0, speed=20.0)
    bench.beat(T0 + 200)
    bench.close()
    start = T0 + 3_600_000
    again = Bench(tmp_path, start)
    again.beat(start + 200)
    assert again.mirror.quality.tolist() == [Quality.STALE], "what was not heard for an hour is not shown as fresh"
    assert again.mirror.alarms == {}, "but nobody was listening: no alarm for the hour the station was away"
    again.beat(start + 10_001)
    (alarm,) = again.mirror.alarms.values()
    assert (alarm.rule, alarm.since) == ("silent", start + 10_000)
    again.close()


def test_a_delay_that_was_running_goes_on_after_a_restart(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.publish("urn:road:1", T0, queue=50.0, lamp="off", observedAt=_iso(T0))
    bench.beat(T0 + 200)
    assert bench.mirror.alarms == {}
    bench.close()
    again = Bench(tmp_path, T0 + 3_000)
    again.beat(T0 + 3_000)
    assert again.mirror.alarms == {}
    again.beat(T0 + 7_000)
    alarms = sorted((alarm.rule, alarm.since) for alarm in again.mirror.alarms.values())
    assert alarms == [("dark", T0 + 5_000), ("queue", T0 + 5_000)]
    again.close()


def test_the_restored_state_is_what_the_message_log_says(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "a")
    now = _traffic(bench, 100)
    bench.close()
    restarted = Bench(tmp_path / "a", now)
    restarted.beat(now)
    replayed = Bench(tmp_path / "b")
    queries = restarted.store.queries()
    for _, at, messages in queries.messages():
        for topic, payload, header, arrived in messages:
            replayed.decoder.decode(topic, payload, header, arrived, replayed.batch)
        replayed.beat(at)
    queries.close()
    replayed.beat(now)
    _equal(replayed.mirror, restarted.mirror)
    restarted.close()
    replayed.close()


def test_an_acknowledgement_survives_and_the_journal_tells_it(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.publish("urn:road:1", T0, speed=120.0)
    bench.beat(T0 + 200)
    (alarm,) = bench.mirror.alarms.values()
    assert (alarm.state, alarm.rule) == (AlarmState.UNACK, "slow")
    outcome = bench.engine.alarms.acknowledge([alarm.occurrence], "Chan", "On it", "desk 1", T0 + 300)
    assert list(outcome.done) == [alarm.occurrence]
    answered: list[bool] = []
    record = bench.engine.journal_now(T0 + 300, answered.append)
    assert isinstance(record, BeatRecord)
    fact = json.loads(record.journal[0].fact)
    assert (fact["value"], fact["limit"]) == (120.0, 100.0), "as they were at that moment"
    bench.store.writer.post(record)
    bench.beat(T0 + 400)
    bench.close()
    assert answered == [True]
    again = Bench(tmp_path, T0 + 1_000)
    again.beat(T0 + 1_000)
    (restored,) = again.mirror.alarms.values()
    assert restored == bench.mirror.alarms[alarm.occurrence]
    assert (restored.state, restored.acked_by, restored.comment) == (AlarmState.ACKED, "Chan", "On it")
    queries = again.store.queries()
    events = queries.journal(alarm.occurrence, "", 10)
    assert [event["event"] for event in events] == ["acknowledged", "raised"]
    assert (events[0]["by"], events[0]["desk"], events[0]["wall"]) == ("Chan", "desk 1", T0 + 300)
    queries.close()
    again.close()


def test_a_point_laid_aside_while_all_is_well_comes_back_as_it_was(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.publish("urn:road:1", T0, speed=20.0)
    bench.beat(T0 + 200)
    order = Order("Lee", T0 + 300, role=Role.SUPERVISOR, reason="works", points=(("slow", "urn:road:1"),))
    outcome = bench.engine.alarms.carry_out(Verb.TAKE_OUT, order)
    assert len(outcome.done) == 1, outcome.refused
    bench.beat(T0 + 400)
    bench.close()
    (laid,) = bench.mirror.alarms.values()
    again = Bench(tmp_path, T0 + 1_000)
    assert again.engine.alarms.alarms == {laid.occurrence: laid}
    again.close()


def test_a_bus_that_falls_silent_raises_stale_alarms_and_clears_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.publish("urn:road:1", T0, speed=120.0)
    bench.publish("urn:road:2", T0, speed=20.0)
    bench.beat(T0 + 200)
    bench.beat(T0 + 11_000)
    assert {(alarm.entity, alarm.rule) for alarm in bench.mirror.alarms.values()} == {
        ("urn:road:1", "slow"), ("urn:road:1", "silent"), ("urn:road:2", "silent"),
    }  # fmt: skip
    assert bench.mirror.quality.tolist() == [Quality.STALE, Quality.STALE]
    bench.close()
    again = Bench(tmp_path, T0 + 12_000)
    again.beat(T0 + 12_000)
    assert again.mirror.alarms == bench.mirror.alarms
    again.publish("urn:road:2", T0 + 12_100, speed=21.0)
    again.beat(T0 + 12_200)
    assert again.mirror.quality.tolist() == [Quality.STALE, Quality.GOOD]
    again.close()


def test_the_site_maximum_sets_aside_and_goes_on(tmp_path: Path) -> None:
    from opscenter.station.limits import StateLimits

    engine = Engine(catalogue(), epoch=T0, limits=StateLimits(entities=2, cells=3))
    decoder, batch = Decoder(engine.registry), Batch()
    for number in range(5):
        decoder.decode(b"t", msgspec.json.encode({"id": f"e{number}", "type": "Road", "speed": 1.0}), b"", T0, batch)
    beat = engine.take(batch, T0)
    assert beat.header["ids"] == ["e0", "e1"]
    assert beat.record is not None
    assert [rejection.reason for rejection in beat.record.rejected] == ["site-full"] * 3
