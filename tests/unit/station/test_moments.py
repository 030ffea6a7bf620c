"""Moments of the past come out as the station had shown them, cell by cell, however they were recorded."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opscenter.desk.mirror import Mirror
from opscenter.desk.past_told import PastTold, told_in
from opscenter.domain.alarm_orders import Order, Verb
from opscenter.domain.role import Role
from opscenter.history.store import Store
from opscenter.station.moments import DAY_MS, Moments
from tests.support.recorded_moments import Recorded, facts, same, traffic
from tests.unit.station.test_engine import T0


def test_moments_come_out_as_they_were_shown(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    city = Recorded(tmp_path)
    shown: list[tuple[int, Mirror]] = []
    for number in range(900):  # a quarter of an hour: fifteen segments, three kept states
        if number % 3:
            traffic(city, rng, number)
        if number == 400:
            city.publish("urn:road:new", speed=50.0, status="open")
        if number == 450:
            done = city.engine.alarms.acknowledge(list(city.engine.alarms.alarms)[:3], "tester", "seen", "d", city.now)
            assert done.done
            city.store.writer.post(city.engine.journal_now(city.now, lambda _: None))
        city.beat()
        if number % 61 == 60 or number in (2, 299, 300, 401, 899):
            shown.append(city.snapshot())
    assert any(mirror.alarms for _, mirror in shown)
    assert any((mirror.quality == 2).any() for _, mirror in shown)
    for at, live in shown:
        same(city.moment(at), live)
    same(city.moment(shown[3][0]), shown[3][1])  # again, out of order, from what is kept in memory
    city.end()


def test_a_moment_is_the_same_after_restarts_and_a_kill(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    city = Recorded(tmp_path)
    shown = []
    for run in range(3):
        for number in range(100):
            traffic(city, rng, number)
            city.beat()
            if number in (5, 50, 99):
                shown.append(city.snapshot())
        city.end(killed=run == 1)
        city.now += 600_000
        city.begin()
    for at, live in shown:
        same(city.moment(at), live)
    gone = city.moment(shown[2][0] + 300_000)  # while no station ran: the last values, none of them fresh
    np.testing.assert_array_equal(gone.value, shown[2][1].value)
    assert (gone.quality >= 2).all()
    _, header, _ = city.ask("span", **{"from": 0, "to": 2**53})
    assert header["first"] == T0
    assert header["last"] == city.now
    assert [hole for hole in header["away"] if hole[0] <= shown[2][0] + 300_000 <= hole[1]]
    city.end()


def test_what_came_late_is_there_at_its_time(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    for number in range(200):
        city.publish("urn:road:1", speed=float(number))
        if number == 100:
            city.publish("urn:road:2", speed=1.0)
        if number == 150:
            city.publish("urn:road:2", at=T0 + 120_500, speed=99.0)  # half a minute late
        city.beat()
    cell = 1
    assert city.moment(T0 + 120_000).value[cell] == 1.0
    assert city.moment(T0 + 121_000).value[cell] == 99.0
    assert city.moment(T0 + 151_000).value[cell] == 99.0
    city.end()


def test_before_the_first_record_it_is_empty_and_says_when_it_begins(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    city.publish("urn:road:1", speed=50.0)
    city.beat()
    kind, header, columns = city.ask("moment", at=T0 - 3_600_000)
    assert kind == "result"
    assert (header["ids"], header["alarms"], header["rows"], len(columns["cell_value"])) == ([], [], 0, 0)
    assert header["first"] == T0
    city.end()


def test_the_future_and_nonsense_are_refused_in_sentences(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    city.beat()
    for args in ({"at": city.now + 60_000}, {}, {"at": "noon"}, {"at": float("nan")}):
        kind, header, _ = city.ask("moment", **args)
        assert kind == "refused"
        assert header["reason"].endswith(".")
    assert city.ask("usual", at=city.now)[0] == "refused"
    for days in (1, 2, 1_000):
        assert "'days' must be between 3 and 14" in city.ask("usual", at=city.now, days=days)[1]["reason"]
    assert city.ask("span", bins=10**9)[0] == "refused"
    city.end()


def test_what_stands_still_has_a_place_from_its_first_moment(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    for _ in range(70):
        city.publish("urn:road:1", speed=50.0, location={"type": "Point", "coordinates": [114.1, 22.3]})
        city.beat()
    past = city.moment(T0 + 5_000)  # before the first state that was kept
    assert (past.lon.tolist(), past.lat.tolist()) == ([114.1], [22.3])
    city.end()


def test_without_the_registry_it_is_only_columns(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    city.publish("urn:road:1", speed=50.0)
    city.beat()
    _, header, columns = city.ask("moment", at=T0, registry=False)
    assert "ids" not in header and "shapes" not in header
    assert (header["rows"], header["cells"], header["epoch"]) == (1, 1, city.engine.epoch)
    assert columns["cell_value"].tolist() == [50.0]
    city.end()


def test_the_usual_is_the_median_of_the_days_that_are_recorded(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    for speed in (50.0, 70.0, 60.0):
        noon = city.now
        for _ in range(5):
            city.publish("urn:road:1", speed=speed)
            city.publish("urn:road:2", status="open")
            city.beat()
        city.beat(60_000)
        city.beat()
        city.now = noon + DAY_MS
        if speed != 60.0:
            assert city.ask("usual", at=city.now, days=7)[0] == "refused"
    city.publish("urn:road:1", speed=10.0)
    city.beat(4_000)
    kind, header, columns = city.ask("usual", at=city.now, days=7)
    assert kind == "result", header
    assert len(header["days"]) == 3
    assert columns["count"].tolist()[0] == 3
    assert columns["median"][0] == 60.0
    assert np.isnan(columns["median"][1])
    city.end()


def test_alarms_beside_a_moment_are_found_both_ways(tmp_path: Path) -> None:
    rng = np.random.default_rng(8)
    city = Recorded(tmp_path)
    for number in range(400):
        traffic(city, rng, number)
        city.beat()
    city.ask("span")
    with contextlib.closing(sqlite3.connect(tmp_path / "history.sqlite")) as db:
        raised = db.execute(
            "SELECT wall, json_extract(fact, '$.priority') <= 2 FROM journal WHERE event = 'raised' ORDER BY wall"
        ).fetchall()
    walls, urgent = sorted({wall for wall, _ in raised}), sorted({wall for wall, high in raised if high})
    assert len(walls) > 5 and urgent
    for at in (T0, T0 + 61_000, walls[3], walls[-1], city.now):
        for times, only in ((walls, False), (urgent, True)):
            before = max((one for one in times if one < at), default=0)
            after = min((one for one in times if one > at), default=0)
            assert city.ask("beside", at=at, back=True, urgent=only)[1]["at"] == before
            assert city.ask("beside", at=at, urgent=only)[1]["at"] == after
    _, found, _ = city.ask("beside", at=walls[3] - 1)
    assert found["at"] == walls[3] and found["occurrence"] and found["entity"]
    assert city.ask("beside", at=walls[-1])[1]["occurrence"] == ""
    assert city.ask("beside", at=T0, back="yes")[0] == "refused"
    city.end()


def test_a_moment_without_a_station_says_between_when_and_when(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    city.publish("urn:road:1", speed=50.0)
    city.beat()
    city.end()
    left = city.now
    city.now += 600_000
    city.begin()
    city.publish("urn:road:1", speed=51.0)
    city.beat(61_000)
    city.beat()
    _, header, _ = city.ask("moment", at=left + 300_000)
    since, until = header["away"]
    assert since <= left < left + 300_000 < until <= left + 602_000
    assert told_in(header) == PastTold(first=T0, away=(since, until))
    for at in (T0, city.now):
        assert city.ask("moment", at=at)[1]["away"] == []
    city.end()


def test_a_state_that_cannot_be_read_is_passed_over_for_the_one_before(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    city = Recorded(tmp_path)
    city.publish("urn:road:1", speed=50.0)
    city.beat()
    city.end()
    store = Store(tmp_path)
    connection = store.writer._connection
    assert connection is not None
    connection.execute("UPDATE mark SET state = x'00010203' WHERE beat > 0")
    store.writer.close()
    city.begin()
    assert city.moment(city.now).value.tolist() == [50.0]  # out of what was recorded after it
    assert "cannot be read and is passed over" in caplog.text
    city.end()


@pytest.mark.parametrize("state", ["on", "off"])
def test_booleans_stay_numbers_and_texts(tmp_path: Path, state: str) -> None:
    city = Recorded(tmp_path)
    for number in range(70):
        city.publish("urn:road:1", lamp=number >= 30, status=state)
        city.beat()
    for seconds, text in ((20, "false"), (45, "true"), (66, "true")):
        past = city.moment(T0 + seconds * 1_000)
        lamp, status = past.cell(0, "lamp"), past.cell(0, "status")
        assert (past.texts[lamp], past.value[lamp]) == (text, float(text == "true"))
        assert past.texts[status] == state and np.isnan(past.value[status])
    city.end()


def test_a_late_text_is_not_what_stood_then(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    city.publish("urn:road:1", at=T0, status="open")
    city.beat()
    city.end()  # a kept state that knows the newer text
    city.begin()
    city.publish("urn:road:1", at=T0 - 60_000, status="shut")
    city.beat()
    at, live = city.snapshot()
    assert live.texts == {0: "open"}
    same(city.moment(at), live)
    city.end()


def test_what_spoke_before_a_quiet_end_had_spoken(tmp_path: Path) -> None:
    """The last checkpoint, with nothing new in it, leaves the mark before it as it was."""
    city = Recorded(tmp_path)
    shown, checkpoints = [], 0
    while checkpoints < 2:
        city.publish("urn:road:1", status="open")
        city.publish("urn:road:2", speed=50.0)
        city.beat()
        shown.append(city.snapshot())
        checkpoints += not city.engine._unsaved
    assert city.store.writer.flush(60)
    city.now += 30_000
    city.end()
    city.begin()
    for at, live in shown[::9]:
        same(city.moment(at), live)
    assert city.ask("span")[1]["away"] == []
    city.publish("urn:road:2", speed=60.0)
    city.beat()
    city.end(killed=True)
    city.begin()  # what came after the quiet end is not taken for what was before it
    assert city.engine.state.columns["value"].tolist()[1] == 60.0
    city.end()


def test_a_damaged_line_of_the_journal_leaves_the_others_counted(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    city.publish("urn:road:1", speed=500.0)
    city.publish("urn:road:2", speed=500.0)
    city.beat()
    city.end()
    store = Store(tmp_path)
    assert store.writer._connection is not None
    store.writer._connection.execute("DROP TRIGGER journal_no_update")
    store.writer._connection.execute("UPDATE journal SET fact = '{broken' WHERE id = 1")
    store.writer.close()
    city.begin()
    kind, header, _ = city.ask("span", bins=4)
    assert kind == "result", header
    assert sum(sum(counts) for counts in header["raised"].values()) == 1
    city.end()


def test_a_database_begun_anew_while_running_does_not_call_the_city_empty(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    for _ in range(30):
        city.publish("urn:road:1", speed=50.0)
        city.beat()
    city.moments.close()
    city.store.writer.close()
    for path in tmp_path.iterdir():
        path.unlink()
    city.store = Store(tmp_path)
    city.store.writer.start()
    for task in city.engine.everything(city.now):
        city.store.writer.post(task)
    city.moments = Moments(city.engine, city.store.queries(), city.store.writer.flush, lambda: city.now)
    begun = city.now
    city.beat()
    assert city.ask("span")[1]["first"] == begun
    assert city.ask("moment", at=begun - 5_000)[1]["first"] == begun
    assert city.moment(begun).value.tolist() == [50.0]
    city.end()


def test_what_was_laid_aside_then_is_in_the_ledger_of_that_moment(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    for road in range(3):
        city.publish(f"urn:road:{road}", speed=500.0)
    city.beat()
    of = {alarm.entity: alarm.occurrence for alarm in city.engine.active if alarm.rule == "slow"}
    shown = [city.snapshot()]

    def act(verb: Verb, road: int, **more: Any) -> None:
        order = Order("Lee", city.now, "d", Role.SUPERVISOR, "", "works", occurrences=(of[f"urn:road:{road}"],), **more)
        assert city.engine.alarms.carry_out(verb, order).done
        city.beat()
        shown.append(city.snapshot())

    act(Verb.SHELVE, 0, until=city.now + 5_000)
    act(Verb.SUPPRESS, 1)
    act(Verb.TAKE_OUT, 2)
    act(Verb.UNSUPPRESS, 1)
    for _ in range(6):  # the shelf ends by itself
        city.beat()
    shown.append(city.snapshot())
    act(Verb.RETURN, 2)
    states = [[mirror.alarms[of[f"urn:road:{road}"]].state.value for road in range(3)] for _, mirror in shown]
    assert states == [
        ["UNACK", "UNACK", "UNACK"],
        ["SHLVD", "UNACK", "UNACK"],
        ["SHLVD", "DSUPR", "UNACK"],
        ["SHLVD", "DSUPR", "OOSRV"],
        ["SHLVD", "UNACK", "OOSRV"],
        ["UNACK", "UNACK", "OOSRV"],
        ["UNACK", "UNACK", "UNACK"],
    ]
    for at, live in shown:
        assert facts(city.moment(at)) == facts(live)
    city.end()
