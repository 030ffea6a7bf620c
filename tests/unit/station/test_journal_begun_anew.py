"""A database that is found damaged while the station runs: the new journal goes on with the alarms that stand."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from opscenter.domain.alarm import AlarmState
from opscenter.domain.alarm_orders import Order, Verb
from opscenter.domain.role import Role
from opscenter.history import transactions
from opscenter.history.verification import verify
from tests.unit.station.test_engine import T0, Bench


def damage_once(monkeypatch: pytest.MonkeyPatch) -> None:
    really = transactions.write

    def damaged(*given: Any) -> Any:
        monkeypatch.setattr(transactions, "write", really)
        error = sqlite3.DatabaseError("database disk image is malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error

    monkeypatch.setattr(transactions, "write", damaged)


def alarmed(folder: Path) -> Bench:
    """One alarm acknowledged, one shelved, one as it came, and one point out of service that is not in alarm."""
    bench = Bench(folder)
    for number, speed in enumerate((120.0, 121.0, 122.0, 20.0)):
        bench.publish(f"urn:road:{number}", T0, speed=speed)
    bench.beat(T0 + 200)
    of = {alarm.entity: alarm.occurrence for alarm in bench.mirror.alarms.values() if alarm.rule == "slow"}
    assert sorted(of) == ["urn:road:0", "urn:road:1", "urn:road:2"]
    orders = bench.engine.alarms
    who = {"by": "Lee", "desk": "desk 1", "role": Role.SUPERVISOR}
    done = [
        orders.carry_out(Verb.ACKNOWLEDGE, Order(at=T0 + 300, comment="On it", occurrences=(of["urn:road:0"],), **who)),  # type: ignore[arg-type]
        orders.carry_out(
            Verb.SHELVE,
            Order(at=T0 + 310, reason="works", until=T0 + 60_000, occurrences=(of["urn:road:1"],), **who),  # type: ignore[arg-type]
        ),
        orders.carry_out(Verb.TAKE_OUT, Order(at=T0 + 320, reason="permit", points=(("slow", "urn:road:3"),), **who)),  # type: ignore[arg-type]
    ]
    assert [len(one.done) for one in done] == [1, 1, 1]
    bench.beat(T0 + 400)
    assert bench.store.writer.flush(60)
    return bench


def test_alarms_acknowledgements_and_shelves_are_carried_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = alarmed(tmp_path)
    writer = bench.store.writer
    head = writer.head
    damage_once(monkeypatch)
    bench.publish("urn:road:4", T0 + 500, speed=130.0)
    bench.beat(T0 + 600)
    assert writer.flush(60) and writer.wants_everything.is_set()
    assert writer.left_behind == head
    for task in bench.engine.everything(T0 + 700, str(writer.left_behind)):
        writer.post(task)
    standing = dict(bench.engine.alarms.alarms)
    assert len([alarm for alarm in standing.values() if alarm.rule == "slow"]) == 5
    bench.close()
    verdict = verify(bench.store.path)
    assert (verdict.ok, verdict.guarded) == (True, True)

    again = Bench(tmp_path, T0 + 1_000)
    assert again.engine.alarms.alarms == standing
    queries = again.store.queries()
    (begun,) = [row for row in queries.journal("journal", "", 10) if row["event"] == "journal-begun"]
    assert f'"left_behind":"{head}"' in begun["fact"]
    queries.close()
    again.beat(T0 + 70_000)
    (ended,) = [
        alarm for alarm in again.mirror.alarms.values() if alarm.entity == "urn:road:1" and alarm.rule == "slow"
    ]
    assert (ended.state, ended.changed) == (AlarmState.UNACK, T0 + 60_000), "the shelf ends at its own time"
    again.close()


def test_nothing_is_carried_over_into_a_journal_that_has_it_all(tmp_path: Path) -> None:
    bench = alarmed(tmp_path)
    events = verify(bench.store.path).events
    for task in bench.engine.everything(T0 + 700):
        bench.store.writer.post(task)
    bench.close()
    assert verify(bench.store.path).events == events
