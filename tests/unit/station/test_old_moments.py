"""Moments whose segments or states are gone: what is still known of them, and how exactly."""

import contextlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from opscenter.history.records import Limits
from opscenter.history.sealer import Sealer
from tests.support.recorded_moments import BEAT, ENTITIES, Recorded, facts, same, traffic
from tests.unit.station.test_engine import T0


def test_old_states_go_with_their_segments_and_by_their_own_limit(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    city = Recorded(tmp_path, limits=Limits(segment_bytes=40_000, mark_bytes=9_000))
    for number in range(1_500):
        traffic(city, rng, number)
        city.beat()
        if number % 30 == 0:
            assert city.store.writer.flush(60)  # in time, as in life
    at, live = city.snapshot()
    same(city.moment(at), live)
    first = city.ask("span")[1]["first"]
    assert T0 < first < at
    assert city.moment(T0 + 5_000).ids == []
    early = city.moment(first)
    assert len(early.ids) == ENTITIES
    assert 0 < city.store.writer.totals.mark_bytes <= 9_000 + 4_000
    city.end()


def test_states_stay_when_their_segments_go_and_say_as_of_when_they_are(tmp_path: Path) -> None:
    rng = np.random.default_rng(6)
    city = Recorded(tmp_path, limits=Limits(segment_bytes=40_000))
    shown = {}
    for number in range(1_500):
        traffic(city, rng, number)
        city.beat()
        if number % 30 == 0:
            assert city.store.writer.flush(60)  # in time, as in life
        if number in (450, 1_499):
            shown[number] = city.snapshot()
    at, live = shown[1_499]
    same(city.moment(at), live)
    assert city.ask("moment", at=at)[1]["kept_at"] == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "history.sqlite")) as db:
        states = dict(db.execute("SELECT at, beat FROM mark WHERE state IS NOT NULL AND beat >= 0"))
        oldest = db.execute("SELECT min(first_beat) FROM segment").fetchone()[0]
        assert db.execute("SELECT count(*) FROM mark WHERE beat < ?", (oldest,)).fetchone()[0] > len(states)
    at, live = shown[450]
    kept = max(one for one in states if one <= at)
    assert states[kept] < oldest  # the segments after it are gone
    _, header, _ = city.ask("moment", at=at)
    assert (header["kept_at"], header["sampled"], header["away"]) == (kept, False, [])
    past, then = city.moment(at), city.moment(kept)
    np.testing.assert_array_equal(past.value, then.value)
    assert facts(past) == facts(live)  # the journal is not thinned: alarms are those of the moment itself
    _, header, _ = city.ask("moment", at=kept)
    assert header["kept_at"] == 0  # exactly as it was written down
    city.end()


def test_numbers_of_a_moment_without_segments_come_out_of_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(9)
    city = Recorded(tmp_path)
    shown = {}
    for number in range(1_300):
        traffic(city, rng, number)
        city.beat()
        if number % 30 == 0:
            assert city.store.writer.flush(60)
        if number in (500, 590):
            shown[number] = city.snapshot()
    assert Sealer(tmp_path / "history.sqlite", city.store.writer, rest=0.0).seal() >= 2
    retention = city.store.writer.retention
    retention.limits = replace(retention.limits, segment_bytes=20_000)
    with contextlib.closing(sqlite3.connect(tmp_path / "history.sqlite")) as db:
        for _ in range(100):  # in small steps, as time goes on
            city.publish("urn:road:1", speed=50.0)
            city.beat(61_000)
            assert city.store.writer.flush(60)
            if db.execute("SELECT min(first) FROM segment").fetchone()[0] > shown[590][0]:
                break
        assert db.execute("SELECT min(first) FROM segment").fetchone()[0] > shown[590][0]
        states = [row[0] for row in db.execute("SELECT at FROM mark WHERE state IS NOT NULL")]
    for at, live in shown.values():
        kept = max(one for one in states if one <= at)
        _, header, _ = city.ask("moment", at=at)
        assert (header["kept_at"], header["sampled"]) == (kept, True)
        past = city.moment(at)
        speed = np.array(live.cell_names) == "speed"
        # To the beat: a number is of when it was measured, which here is when it arrived.
        np.testing.assert_array_equal(past.value[speed], live.value[speed])
        assert facts(past) == facts(live)
    monkeypatch.setattr("opscenter.history.past_parts.MOST_SAMPLES", 10)
    city.moments._queries.close()
    _, header, _ = city.ask("moment", at=at)
    assert (header["kept_at"], header["sampled"]) == (kept, False), "too much to read: as of the state"
    np.testing.assert_array_equal(city.moment(at).value, city.moment(kept).value)
    city.end()


def test_of_old_states_one_an_hour_is_kept_where_room_is_short(tmp_path: Path) -> None:
    city = Recorded(tmp_path, limits=Limits(segment_bytes=4_000))
    values = iter(np.random.default_rng(7).normal(50, 9, 10**6).tolist())
    for _ in range(40):  # seven hours
        for road in range(60):
            city.publish(f"urn:road:{road}", speed=next(values))
        city.beat(BEAT)
        city.beat(600_000)
        assert city.store.writer.flush(60)
    writer = city.store.writer
    before = writer.totals.mark_bytes
    writer.retention.limits = replace(writer.retention.limits, mark_bytes=before // 3)
    for _ in range(4):
        city.publish("urn:road:1", speed=next(values))
        city.beat(61_000)
        assert city.store.writer.flush(60)
    assert city.store.writer.totals.mark_bytes < before // 2
    with contextlib.closing(sqlite3.connect(tmp_path / "history.sqlite")) as db:
        kept = [row[0] for row in db.execute("SELECT at FROM mark WHERE state IS NOT NULL ORDER BY beat")]
        gone = db.execute("SELECT at FROM mark WHERE beat <= (SELECT value FROM meta WHERE key = 'arrival_from') "
                          "ORDER BY beat DESC LIMIT 1").fetchone()[0]  # fmt: skip
    old = [at // 3_600_000 for at in kept if at <= gone]
    assert len(set(old)) >= 5  # of every hour there was
    assert len(old) <= len(set(old)) + 1  # one; of the last it had thinned enough
    assert kept[0] < T0 + 2 * 3_600_000
    assert len(city.moment(kept[1] + 60_000).ids) == 60
    city.end()
