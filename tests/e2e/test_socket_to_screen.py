"""One real message from the socket to the pixels, the alarm list and the database, and the answer back by the keyboard.

Real processes: publisher, station, and the console's window on a virtual screen, driven by its keys.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from opscenter.console.theme.tokens import DARK
from opscenter.history.schema import FILE_NAME
from tests.support.programs import Program, command, eventually
from tests.support.virtual_screen import VirtualScreen

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

GAUGE = "urn:ngsi-ld:WeatherObserved:e2e-gauge"
RAIN = 82.5  # mm in an hour: over the black rainstorm level

MAP = (0.15, 0.10, 0.80, 0.68)
ALARMS = (0.0, 0.80, 0.55, 1.0)
TRENDS = (0.57, 0.76, 1.0, 0.98)


@pytest.fixture
def screen() -> Iterator[VirtualScreen]:
    made = VirtualScreen(1920, 1080)
    yield made
    made.close()


def reading(entity: str, rain: float, lon: float, lat: float) -> bytes:
    observed = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    entity_of: dict[str, Any] = {
        "id": entity,
        "type": "WeatherObserved",
        "name": {"type": "Property", "value": "Peak rain gauge"},
        "precipitation": {"type": "Property", "value": rain, "unitCode": "MMH", "observedAt": observed},
        "location": {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [lon, lat]}},
    }
    return json.dumps(entity_of).encode()


def publish(home: Path, endpoint: str, *payloads: bytes) -> None:
    file = home / "messages.jsonl"
    file.write_bytes(b"\n".join(payloads))
    done = command(home, "publish", str(file), "--bus", endpoint, "--bind")
    assert done.returncode == 0, done.stderr


def events(home: Path, address: str, occurrence: str) -> list[dict[str, Any]]:
    done = command(home, "alarms", "journal", "--occurrence", occurrence, "--station", address, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def alarms(home: Path, address: str) -> list[dict[str, Any]]:
    done = command(home, "alarms", "list", "--station", address, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_from_the_socket_to_the_screen_and_back(
    screen: VirtualScreen, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("e")
    endpoint = f"ipc://{home}/bus"
    corners = [
        reading(f"urn:ngsi-ld:WeatherObserved:e2e-{at}", 0.0, lon, lat)
        for at, (lon, lat) in enumerate([(114.10, 22.25), (114.24, 22.35), (114.10, 22.35), (114.24, 22.25)])
    ]
    station = Program(home, "station", "--bus", endpoint, "--data", str(home / "data"))
    console: Program | None = None
    try:
        address = station.field("opscenter station ready", "desk")
        publish(home, endpoint, reading(GAUGE, 0.0, 114.17, 22.30), *corners)
        console = Program(
            home,
            *("console", "--station", address, "--operator", "Lam", "--role", "supervisor", "--size", "1920x1080"),
            *("--theme", "dark", "--language", "en"),
            DISPLAY=screen.display,
            QT_QPA_PLATFORM="xcb",
        )
        console.wait_for_line("opscenter console ready")
        assert screen.count(DARK.critical, MAP) == 0
        assert screen.count(DARK.critical, ALARMS) == 0

        publish(home, endpoint, reading(GAUGE, RAIN, 114.17, 22.30))

        # the map and the list
        screen.wait_for(DARK.critical, MAP)
        screen.wait_for(DARK.critical, ALARMS)
        standing = {alarm["priority"]: alarm for alarm in alarms(home, address)}
        black = standing["critical"]
        assert (black["entity"], black["state"], black["rule"]) == (GAUGE, "UNACK", "weather.rain.black")
        assert "82.5" in black["text"]

        # the plot: select the row, press P
        x, y = screen.find(DARK.critical, ALARMS)
        screen.click(x + 300, y)
        screen.wait_for(DARK.accent, MAP)  # selecting in the list selects on the map
        screen.key("p")
        screen.wait_for(DARK.series[0], TRENDS, at_least=10)

        # acknowledged by one key, found in the journal by name
        before = screen.count(DARK.critical, ALARMS)
        screen.click(x + 300, y)
        screen.key("a")
        eventually(lambda: alarms_state(home, address, black["occurrence"]) == "ACKED", "the alarm is acknowledged")
        journal = events(home, address, black["occurrence"])
        assert [(event["state"], event["by"]) for event in journal] == [("ACKED", "Lam"), ("UNACK", "")]
        eventually(lambda: screen.count(DARK.critical, ALARMS) < before, "the symbol becomes an outline")

        # the database
        arguments = ("--entity", GAUGE, "--attribute", "precipitation", "--from", "-1h", "--station", address)
        export = command(home, "history", "export", *arguments)
        assert [line.split(",")[1:] for line in export.stdout.splitlines()[1:]] == [
            ["0.0", "good"],
            [str(RAIN), "good"],
        ]
    finally:
        if console is not None:
            console.stop()
        station.stop()
    with closing(sqlite3.connect(home / "data" / FILE_NAME)) as database:
        (kept,) = database.execute(
            "select count(*) from journal where occurrence = ? and by = 'Lam'", (black["occurrence"],)
        ).fetchone()
    assert kept == 1


def alarms_state(home: Path, address: str, occurrence: str) -> str:
    return next((alarm["state"] for alarm in alarms(home, address) if alarm["occurrence"] == occurrence), "NORM")
