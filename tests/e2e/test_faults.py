"""What people get wrong and how programs end: addresses, ports, files, signals, a folder in use."""

import json
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from opscenter.history.schema import FILE_NAME
from tests.support.programs import Program, command
from tests.support.running_station import NOWHERE, RunningStation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

StartStation = Callable[..., RunningStation]
StartProgram = Callable[..., Program]


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def refused(home: Path, *arguments: str) -> list[str]:
    """The lines on stderr of a command that must be refused: sentences, no stack, nothing on stdout."""
    done = command(home, *arguments)
    assert done.returncode not in (0, None), done.stdout
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


@pytest.mark.parametrize(
    ("arguments", "sentence", "next_step"),
    [
        ("station --bus nonsense", "'nonsense' is not an address of the bus", "tcp://HOST:PORT"),
        ("station --bus tcp://127.0.0.1:99999", "99999", "ports are 1 to 65535"),
        (f"station --bus {NOWHERE} --desk nonsense", "Desks cannot be served at nonsense", "--desk"),
        (f"station --bus {NOWHERE} --desk tcp://127.0.0.1:99999", "99999 is not a port", "--desk"),
        (f"station --bus {NOWHERE} --desk ipc:///no/such/folder/desk", "its folder does not exist", "--desk"),
        ("console --station nonsense", "'nonsense' is not an address of a station", "tcp://127.0.0.1:7410"),
        ("console --bus nonsense", "'nonsense' is not an address of the bus", "tcp://HOST:PORT"),
        ("publish FILE --bus nonsense", "'nonsense' is not an address of the bus", "tcp://HOST:PORT"),
        ("city --bus nonsense --bind", "'nonsense' is not an address of the bus", "tcp://HOST:PORT"),
        ("alarms list --station nonsense", "'nonsense' is not an address of a station", "tcp://127.0.0.1:7410"),
    ],
)
def test_a_wrong_address_is_one_sentence_with_the_next_step(
    home: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, sentence: str, next_step: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    (home / "a.json").write_text('{"id": "a", "type": "T"}')
    words = arguments.replace("FILE", str(home / "a.json")).split()
    (line,) = refused(home, *words)
    assert line.startswith("opscenter: ")
    assert sentence in line
    assert next_step in line


def test_a_port_in_use_is_one_sentence_with_the_next_step(home: Path, taken_port: int) -> None:
    address = f"tcp://127.0.0.1:{taken_port}"
    (home / "a.json").write_text('{"id": "a", "type": "T"}')
    (line,) = refused(home, "station", "--bus", NOWHERE, "--desk", address)
    assert line.startswith(f"opscenter: Desks cannot be served at {address}: the port is in use. Name another")
    (line,) = refused(home, "publish", str(home / "a.json"), "--bus", address, "--bind")
    assert line == f"opscenter: The address {address} is already in use. Stop the program that uses it, or choose " + (
        "another port."
    )
    (line,) = refused(home, "city", "--bus", address, "--bind", "--entities", "500")
    assert "is already in use" in line
    front, back = f"ipc://{home}/front", f"ipc://{home}/back"
    (line,) = refused(home, "broker", "--front", front, "--back", back, "--recovery", address)
    assert "is already in use" in line


def test_a_second_station_is_refused_the_desk_and_the_folder_of_the_first(
    home: Path, start_station: StartStation
) -> None:
    first = start_station(NOWHERE)
    (line,) = refused(home, "station", "--bus", NOWHERE, "--desk", first.address, "--data", str(home / "other"))
    assert "the port is in use" in line
    (line,) = refused(home, "station", "--bus", NOWHERE, "--data", str(first.data))
    assert line.startswith(f"opscenter: Another station is already recording in {first.data}. Attach to it with")
    # The first has not noticed, and commands still find it.
    assert first.status()["recording"] is True
    done = command(home, "status", "--json")
    assert json.loads(done.stdout)["city"] == first.status()["city"]
    assert done.returncode == 0


BAD_SETTINGS = 'buss = ["tcp://127.0.0.1:5555"]\nbeat_ms = 3\nzone = 7\n'
BAD_SCENARIO = '[[incidnet]]\nat = "noon"\n\n[clock]\nspeed = "fast"\n'
BAD_CATALOGUE = """
[system]
id = "fountains"
order = "first"
name = { en = "Fountains", zh_Hant = "噴泉", zh_Hans = "喷泉" }
icon = "water"

[[kind]]
type = "Fountain"
nmae = { en = "Fountain", zh_Hant = "噴泉", zh_Hans = "喷泉" }
symbol = "water"

[[kind.rule]]
id = "fountain.flow.high"
kind = "limits"
"""
BAD_MAPPING = 'titel = "x"\n[entity]\ntyp = "T"\n'


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("station --config s.toml", ["s.toml:1:", '"buss"', '"bus"', "s.toml:2:", "s.toml:3:"]),
        (f"console --bus {NOWHERE} --config s.toml", ["s.toml:1:", '"buss"', '"bus"', "s.toml:2:", "s.toml:3:"]),
        (
            f"station --bus {NOWHERE} --catalogue c",
            ["fountains.toml:4:", "fountains.toml:10:", '"nmae"', '"name"', "fountains.toml:15:", '"limit"'],
        ),
        (f"publish t.csv --bus {NOWHERE} --map m.toml", ["m.toml:1:", '"titel"', '"title"', "m.toml:3:"]),
        ("city --bus ipc://bus --bind --scenario i.toml", ["i.toml:1:", '"incidnet"', '"accident"', "i.toml:4:"]),
        ("demo --scenario i.toml", ["i.toml:1:", '"incidnet"', '"accident"', "i.toml:4:"]),
    ],
)
def test_every_mistake_of_a_file_is_told_at_once_with_line_and_nearest_name(
    home: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, found: list[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.chdir(home)
    (home / "c").mkdir()
    (home / "s.toml").write_text(BAD_SETTINGS)
    (home / "i.toml").write_text(BAD_SCENARIO)
    (home / "m.toml").write_text(BAD_MAPPING)
    (home / "c" / "fountains.toml").write_text(BAD_CATALOGUE, encoding="utf-8")
    (home / "t.csv").write_text("a\n1\n")
    told = refused(home, *arguments.split())
    assert told[0].startswith("opscenter: ")
    for part in found:
        assert any(part in line for line in told), told


def test_a_polite_end_is_status_0_and_leaves_nothing_unwritten(
    home: Path, start_station: StartStation, start_program: StartProgram
) -> None:
    bus = f"ipc://{home}/bus"
    station = start_station(bus)
    city = start_program("city", "--bus", bus, "--bind", "--entities", "500", "--seed", "3")
    city.wait_for_line("opscenter city ready")
    station.until("messages", 500)
    assert city.stop() == 0, city.errors
    assert station.stop() == 0, station.errors
    assert (city.errors, station.program.errors) == ([], [])
    with closing(sqlite3.connect(station.data / FILE_NAME)) as database:
        kept, newest = database.execute("SELECT sum(count), max(beat) FROM message_log").fetchone()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    again = start_station(NOWHERE)
    assert 0 <= again.status()["messages"] - kept < 60, "heartbeats are counted but not kept"
    assert kept >= 500
    assert newest > 0


def test_an_interrupted_publish_says_how_far_it_came(home: Path, start_station: StartStation) -> None:
    bus = f"ipc://{home}/bus"
    station = start_station(bus)
    lines = (json.dumps({"id": f"urn:e:{at}", "type": "Thing", "level": at}) for at in range(5_000))
    (home / "many.jsonl").write_text("\n".join(lines))
    publish = Program(home, "publish", str(home / "many.jsonl"), "--bus", bus, "--bind", "--rate", "50")
    try:
        station.until("entities", 5)
        publish.process.terminate()
        line = publish.wait_for_line("published ")
        assert publish.wait() == 130
    finally:
        publish.stop()
    assert line.endswith("0 rows set aside, interrupted")
    station.until("entities", int(line.split()[1]))
    assert station.status()["entities"] == int(line.split()[1])


def test_a_broker_ends_politely(home: Path, start_program: StartProgram) -> None:
    ends = [f"ipc://{home}/{name}" for name in ("front", "back", "recovery")]
    broker = start_program("broker", "--front", ends[0], "--back", ends[1], "--recovery", ends[2])
    broker.wait_for_line("opscenter broker ready")
    assert broker.stop() == 0
    assert broker.errors == []
