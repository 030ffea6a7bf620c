"""What happens to the disk and to the database on it: full, read-only, damaged, from a newer program."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from opscenter.bus.publisher import Publisher
from opscenter.history.migrations import VERSION
from opscenter.history.schema import FILE_NAME
from opscenter.station.bench_traffic import message, wall_clock
from tests.support.programs import command, eventually
from tests.support.running_station import NOWHERE, RunningStation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

StartStation = Callable[..., RunningStation]


@pytest.fixture
def bus(home: Path) -> Iterator[Publisher]:
    with Publisher(f"ipc://{home}/bus", bind=True, name="test", clock=wall_clock) as publisher:
        yield publisher


@pytest.fixture
def small_disk(home: Path) -> Iterator[Path]:
    """A file system of 6 MB of its own."""
    mount = shutil.which("mount")
    if not sys.platform.startswith("linux") or mount is None or os.geteuid() != 0:
        pytest.skip("a file system of its own can only be mounted by root on Linux")
    disk = home / "disk"
    disk.mkdir()
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {done.stderr.decode()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def send(bus: Publisher, messages: int, entities: int = 200) -> None:
    """So many messages of so many entities, each as new as it can be."""
    for number in range(messages):
        bus.send(*message(number % entities, number, wall_clock(), first=number < entities))


def keep_sending(bus: Publisher, until: Callable[[], bool], what: str) -> int:
    """Send until something has come to pass; how many messages."""
    sent = 0

    def more() -> bool:
        nonlocal sent
        send(bus, 1_000)
        sent += 1_000
        return until()

    eventually(more, what)
    return sent


def integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as database:
        return str(database.execute("PRAGMA integrity_check").fetchone()[0])


def test_a_full_disk_is_said_and_recording_goes_on_when_there_is_room(
    small_disk: Path, bus: Publisher, start_station: StartStation
) -> None:
    ballast = small_disk / "ballast"
    station = start_station(bus.endpoint, data=small_disk / "data")
    assert bus.wait_for_subscriber(60)
    send(bus, 500)
    assert station.until("messages", 500)["recording"] is True
    room = shutil.disk_usage(small_disk).free - 300_000
    ballast.write_bytes(bytes(room))

    keep_sending(bus, lambda: not station.status()["recording"], "the disk is full")
    status = station.status()
    assert "disk is full" in status["notice"]
    assert status["entities"] == 200
    before = status["messages"]
    send(bus, 200)
    station.until("messages", before + 200)  # the present goes on
    assert any("disk is full" in line for line in station.program.errors)

    ballast.unlink()
    eventually(lambda: bool(station.status()["recording"]), "there is room again")
    taken = station.status()["messages"]
    assert station.stop() == 0
    assert integrity(station.data / FILE_NAME) == "ok"
    with closing(sqlite3.connect(station.data / FILE_NAME)) as database:
        kept = database.execute("SELECT sum(count) FROM message_log").fetchone()[0]
        lost = database.execute("SELECT coalesce(sum(messages), 0) FROM outage").fetchone()[0]
    assert kept + lost == taken, "what is not in the log is told as an outage"


@pytest.mark.skipif(not hasattr(psutil.Process, "rlimit"), reason="only Linux limits the files of a running process")
def test_a_disk_that_refuses_writes_is_said_and_recording_goes_on_when_it_takes_them(
    bus: Publisher, start_station: StartStation
) -> None:
    station = start_station(bus.endpoint)
    assert bus.wait_for_subscriber(60)
    send(bus, 500)
    station.until("messages", 500)
    hard = station.process.rlimit(psutil.RLIMIT_FSIZE)[1]
    station.process.rlimit(psutil.RLIMIT_FSIZE, (4_096, hard))
    keep_sending(bus, lambda: not station.status()["recording"], "nothing can be written")
    assert station.status()["notice"].startswith("Nothing is being recorded")
    station.process.rlimit(psutil.RLIMIT_FSIZE, (hard, hard))
    eventually(lambda: bool(station.status()["recording"]), "it is recording again")
    taken = station.status()["messages"]
    assert station.stop() == 0
    assert integrity(station.data / FILE_NAME) == "ok"
    with closing(sqlite3.connect(station.data / FILE_NAME)) as database:
        assert database.execute("SELECT sum(count) FROM message_log").fetchone() == (taken,)


def test_a_read_only_disk_is_said_and_what_is_on_it_is_served(
    small_disk: Path, bus: Publisher, start_station: StartStation
) -> None:
    first = start_station(bus.endpoint, data=small_disk / "data")
    assert bus.wait_for_subscriber(60)
    send(bus, 500)
    first.until("messages", 500)
    assert first.stop() == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    second = start_station(bus.endpoint, data=small_disk / "data")
    status = second.status()
    assert (status["entities"], status["messages"], status["recording"]) == (200, 500, False)
    assert "read-only" in status["notice"]
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    keep_sending(bus, lambda: bool(second.status()["recording"]), "it is recording again")
    assert second.stop() == 0
    assert integrity(second.data / FILE_NAME) == "ok"


def damage_the_middle(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4_096)
        file.write(b"\xa5" * (path.stat().st_size // 2))


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


def replace(path: Path) -> None:
    path.write_bytes(b"this is a shopping list\n" * 400)


@pytest.mark.parametrize("damage", [damage_the_middle, cut_off, replace])
def test_a_damaged_database_is_moved_aside_loudly_and_a_new_one_begun(
    damage: Callable[[Path], None], bus: Publisher, start_station: StartStation
) -> None:
    first = start_station(bus.endpoint)
    assert bus.wait_for_subscriber(60)
    send(bus, 2_000)
    first.until("messages", 2_000)
    assert first.stop() == 0
    path = first.data / FILE_NAME
    damage(path)
    damaged = path.read_bytes()
    second = start_station(bus.endpoint)
    (aside,) = first.data.glob("history-corrupt-*.sqlite")
    assert aside.read_bytes() == damaged
    assert str(aside) in second.status()["notice"]
    assert any(str(aside) in line for line in second.program.errors)
    keep_sending(bus, lambda: bool(second.status()["messages"] >= 200), "the bus is followed")
    assert second.status()["recording"] is True
    assert second.stop() == 0
    assert integrity(path) == "ok"


def test_a_database_of_a_newer_program_is_refused_in_one_sentence_and_left_alone(
    home: Path, start_station: StartStation
) -> None:
    first = start_station(NOWHERE)
    assert first.stop() == 0
    path = first.data / FILE_NAME
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 100}")
    before = path.read_bytes()
    done = command(home, "station", "--bus", NOWHERE, "--data", str(first.data))
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "written by a newer opscenter" in line
    assert "Update opscenter, or start with another --data folder." in line
    assert path.read_bytes() == before
    assert [file.name for file in first.data.glob("history*")] == [FILE_NAME]
