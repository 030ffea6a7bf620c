"""Programs killed by force while they work: what was promised is kept, and nothing is left behind."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from opscenter.bus.publisher import Publisher
from opscenter.desk.address import read_address
from opscenter.desk.client import Desk
from opscenter.desk.errors import RefusedError, StationUnreachableError
from opscenter.figures.naming import is_own
from opscenter.history.schema import FILE_NAME
from opscenter.station.bench_traffic import message, wall_clock
from tests.support.programs import Program, eventually
from tests.support.running_station import NOWHERE, RunningStation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

StartStation = Callable[..., RunningStation]
StartProgram = Callable[..., Program]

GAUGES = 40
BLACK_RAIN = 82.5  # mm/h: beyond the highest level of the rules


def gauge(number: int, rain: float) -> tuple[str, bytes]:
    entity = {"id": f"urn:e:gauge-{number:02d}", "type": "WeatherObserved", "precipitation": rain}
    return f"environment/WeatherObserved/{entity['id']}", json.dumps(entity).encode()


@contextmanager
def load(endpoint: str, rate_per_tick: int = 50) -> Iterator[Publisher]:
    """A publisher in a thread: gauges in heavy rain once, then a stream of other entities' messages."""
    publisher = Publisher(endpoint, bind=True, name="load", clock=wall_clock)
    stop = threading.Event()

    def send() -> None:
        publisher.wait_for_subscriber(60)
        for at in range(GAUGES):
            publisher.send(*gauge(at, BLACK_RAIN))
        number = 0
        while not stop.wait(0.02):
            for _ in range(rate_per_tick):
                publisher.send(*message(number % 500, number, wall_clock(), first=number < 500))
                number += 1
            publisher.heartbeat()

    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield publisher
    finally:
        stop.set()
        thread.join()
        publisher.close()


def black_rain(station: RunningStation) -> list[str]:
    """Occurrences of the highest level; those of the lower ones are suppressed by it."""
    return sorted(found for found, alarm in station.alarms().items() if alarm["rule"] == "weather.rain.black")


def standing_in_journal(path: Path) -> dict[str, tuple[str, str]]:
    """State and who acknowledged of every occurrence whose newest event does not end it, read from the file itself."""
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        events = database.execute("SELECT occurrence, state, by FROM journal WHERE state <> '' ORDER BY id").fetchall()
    newest: dict[str, tuple[str, str]] = {}
    for occurrence, state, by in events:
        newest[occurrence] = (state, by or newest.get(occurrence, ("", ""))[1])
    return {occurrence: fact for occurrence, fact in newest.items() if fact[0] != "NORM"}


def test_alarms_and_acknowledgements_survive_a_kill_under_load_exactly(home: Path, start_station: StartStation) -> None:
    bus = f"ipc://{home}/bus"
    first = start_station(bus)
    promised: list[str] = []
    with load(bus):
        eventually(lambda: len(black_rain(first)) >= GAUGES, "every gauge raises its alarm")
        first.until("messages", 3_000)
        occurrences = black_rain(first)
        with Desk(first.address, client="test", name="desk 4") as desk:
            for occurrence in occurrences[: GAUGES // 2]:
                answer = desk.command(
                    "ack", occurrences=[occurrence], by="Lam", role="supervisor", comment=f"seen {occurrence[:20]}"
                )
                assert answer["recorded"] is True
                promised += answer["acknowledged"]
            before = {alarm["occurrence"]: alarm for alarm in desk.query("alarms")[0]["alarms"]}
        first.kill()
    assert promised == occurrences[: GAUGES // 2]
    in_journal = standing_in_journal(first.data / FILE_NAME)
    with closing(sqlite3.connect(first.data / FILE_NAME)) as database:
        (committed,) = database.execute("SELECT sum(count) FROM message_log").fetchone()

    second = start_station(NOWHERE)
    after = second.alarms()
    assert after == before, "every word of every alarm"
    assert {occurrence: alarm["state"] for occurrence, alarm in after.items()} == {
        occurrence: state for occurrence, (state, _) in in_journal.items()
    }
    assert {in_journal[occurrence] for occurrence in promised} == {("ACKED", "Lam")}
    status = second.status()
    assert (status["notice"], status["recording"]) == ("", True)
    assert 0 <= status["messages"] - committed < 150, "heartbeats are counted but not kept"
    shown = second.command("alarms", "journal", "--occurrence", promised[0])
    assert [(event["state"], event["by"], event["comment"]) for event in shown] == [
        ("ACKED", "Lam", f"seen {promised[0][:20]}"),
        ("UNACK", "", ""),
    ]
    # Killed again, and again as soon as it is ready: nothing changes any more.
    second.kill()
    third = start_station(NOWHERE)
    assert third.alarms() == before
    third.kill()
    assert standing_in_journal(first.data / FILE_NAME) == in_journal


def test_a_city_goes_on_where_its_killed_station_was(
    home: Path, start_station: StartStation, start_program: StartProgram
) -> None:
    bus = f"ipc://{home}/bus"
    first = start_station(bus)
    city = start_program("city", "--bus", bus, "--bind", "--entities", "500", "--seed", "3")
    city.wait_for_line("opscenter city ready")
    first.until("messages", 700)
    first.kill()
    standing = standing_in_journal(first.data / FILE_NAME)
    with closing(sqlite3.connect(first.data / FILE_NAME)) as database:
        (messages,) = database.execute("SELECT sum(count) FROM message_log").fetchone()
        kinds = [kind for (kind,) in database.execute("SELECT type FROM entity")]
    second = start_station(bus)
    status = second.status()
    assert status["messages"] >= messages
    assert status["entities"] >= sum(not is_own(kind) for kind in kinds) > 0, "those of figures are not counted"
    journal = {event["occurrence"] for event in second.query("journal", limit=10_000)["events"]}
    assert standing.keys() <= journal
    second.until("messages", messages + 200)
    eventually(lambda: second.status()["gaps"] >= 1, "what was missed meanwhile is told as a gap")
    assert second.status()["notice"] == ""


def children(program: Program) -> dict[str, psutil.Process]:
    """The processes a console started, by what they are: station, city."""
    found: dict[str, psutil.Process] = {}
    for child in psutil.Process(program.process.pid).children(recursive=True):
        try:
            words = child.cmdline()
        except psutil.Error:
            continue
        for name in ("station", "city"):
            if name in words[:5]:
                found[name] = child
    return found


def consoles_at(address: str) -> list[dict[str, Any]]:
    """Consoles that the station at an address serves, [] when it does not answer."""
    try:
        with Desk(address, client="test", timeout_s=20) as desk:
            return [one for one in desk.query("desks")[0]["desks"] if one["client"] != "test"]
    except (StationUnreachableError, RefusedError):
        return []


def status_of(address: str) -> dict[str, Any]:
    with Desk(address, client="test", timeout_s=60) as desk:
        return desk.status()


def alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def test_a_console_brings_its_killed_station_back_and_catches_up(home: Path) -> None:
    bus = f"ipc://{home}/bus"
    picture = home / "after.png"
    with load(bus, rate_per_tick=5):
        console = Program(
            home,
            *("console", "--bus", bus, "--data", str(home / "data"), "--operator", "Lam"),
            *("--screenshot", str(picture), "--after", "3600"),
            QT_QPA_PLATFORM="offscreen",
        )
        try:
            console.wait_for_line("opscenter console ready")
            station = children(console)["station"]
            address = read_address(home / "runtime") or ""
            eventually(lambda: len(consoles_at(address)) == 1, "the console is attached")
            before = status_of(address)["messages"]
            station.kill()
            eventually(lambda: any("station ended" in line for line in console.errors), "the console says so")
            eventually(lambda: len(consoles_at(address)) == 1, "the console is attached to the station started anew")
            again = children(console)["station"]
            assert again.pid != station.pid
            eventually(lambda: status_of(address)["messages"] > before, "it follows the bus")
            assert console.process.poll() is None
        finally:
            assert console.stop() == 0, console.errors
        eventually(lambda: not alive(again), "the console takes its station along")
    assert not [line for line in console.errors if "Traceback" in line or "went wrong" in line]


def test_a_killed_console_leaves_no_process_behind(home: Path) -> None:
    console = Program(
        home,
        *("demo", "--entities", "500", "--screenshot", str(home / "never.png"), "--after", "3600"),
        QT_QPA_PLATFORM="offscreen",
    )
    try:
        console.wait_for_line("opscenter console ready")
        eventually(lambda: children(console).keys() == {"station", "city"}, "station and city run beside it")
        left = children(console)
        console.kill()
        eventually(lambda: not any(map(alive, left.values())), "they end by themselves")
    finally:
        console.stop()
    (database,) = (home / "data").rglob(FILE_NAME)
    standing_in_journal(database)
