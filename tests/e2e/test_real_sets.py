"""Real data sets through real processes: publisher, bus, station, commands."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from opscenter.desk.client import Desk
from opscenter.settings.resources import resource_root
from tests.support.data import shared_data
from tests.support.programs import Program, command, eventually

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

MAPPINGS = resource_root() / "mappings"


class Bench:
    """A station on a bus endpoint that publishers bind, and commands asked of it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.endpoint = f"ipc://{home}/bus"
        self.station = Program(home, "station", "--bus", self.endpoint, "--data", str(home / "data"))
        self.address = self.station.field("opscenter station ready", "desk")

    def ask(self, *arguments: str) -> list[dict[str, Any]]:
        done = command(self.home, *arguments, "--station", self.address, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def status(self) -> dict[str, Any]:
        """Asked with patience, and without a process for each time: what was published may take long to be read."""
        with Desk(self.address, client="test", timeout_s=60) as desk:
            return desk.query("status")[0]

    def publish(self, *arguments: str | Path, messages: int) -> None:
        before = self.status()["messages"]
        done = command(self.home, "publish", *map(str, arguments), "--bus", self.endpoint, "--bind", "--rate", "4000")
        assert done.returncode == 0, done.stderr
        assert f"published {messages} messages, 0 rows set aside" in done.stdout
        # Heartbeats count as messages too, so there may be a few more.
        eventually(lambda: self.status()["messages"] >= before + messages, f"{messages} messages arrive")

    def export(self, entity: str, attribute: str, since: str, until: str) -> list[list[str]]:
        arguments = ("--entity", entity, "--attribute", attribute, "--from", since, "--to", until)
        done = command(self.home, "history", "export", *arguments, "--format", "csv", "--station", self.address)
        assert done.returncode == 0, done.stderr
        return [line.split(",") for line in done.stdout.splitlines()[1:]]


@pytest.fixture
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = Bench(tmp_path_factory.mktemp("e", numbered=True))
    yield made
    assert made.station.stop() == 0, "\n".join(made.station.errors)


def test_every_smart_data_model_example_is_accepted_or_set_aside_with_its_reason(bench: Bench) -> None:
    root = shared_data("fiware-smart-data-models")
    files = sorted(path for path in root.rglob("example*") if path.suffix in (".json", ".jsonld"))
    assert len(files) > 200
    bench.publish(*files, messages=len(files))
    rejected = bench.ask("quarantine")
    status = bench.status()
    assert status["rejected"] == len(rejected)
    assert status["gaps"] == 0
    entities = bench.ask("entities")
    assert len(entities) > 60
    types = {entity["type"] for entity in entities}
    assert {"TrafficFlowObserved", "WeatherObserved", "Streetlight", "OffStreetParking", "WasteContainer"} <= types
    # What is set aside is a broken example (the table of them is in the tests of the decoder), never most of them.
    assert len(rejected) < len(files) // 20
    assert all(entry["reason"] and entry["detail"] for entry in rejected)


def test_hong_kong_detectors_stand_at_their_places_with_the_typhoon_day(bench: Bench) -> None:
    files = sorted(shared_data("hongkong", "traffic", "hourly").glob("*/traffic_2023090[13]_hour_*.csv"))
    assert len(files) == 48
    records = 0
    for path in files:
        with path.open(encoding="utf-8-sig") as stream:
            records += len({line.split(",")[0] for line in stream}) - 1
    bench.publish(*files, "--map", MAPPINGS / "hongkong_detectors.toml", messages=records)
    entities = {entity["id"]: entity for entity in bench.ask("entities", "--type", "TrafficFlowObserved")}
    detector = entities["urn:ngsi-ld:TrafficFlowObserved:hk-AID01101"]
    assert (detector["lon"], detector["lat"]) == (114.152525, 22.248091)
    assert "Aberdeen Praya Road" in detector["name"]
    assert all(113.8 < entity["lon"] < 114.5 and 22.1 < entity["lat"] < 22.6 for entity in entities.values())
    rows = bench.export(detector["id"], "intensity", "2023-09-01T00:00:00+08:00", "2023-09-02T00:00:00+08:00")
    assert len(rows) == 24
    assert rows[0][0] == "2023-08-31T17:00:00.000Z"  # the hour that ended at 01:00 in Hong Kong
    sunday = bench.export(detector["id"], "intensity", "2023-09-03T00:00:00+08:00", "2023-09-04T00:00:00+08:00")
    assert sum(float(row[1]) for row in rows[12:]) < 0.6 * sum(float(row[1]) for row in sunday[12:])


def test_metr_la_sensors(bench: Bench, tmp_path: Path) -> None:
    source = shared_data("timeseries", "traffic-speed", "metr-la_los_speed.csv")
    shutil.copy(source.parent / "metr-la_sensor_locations.csv", tmp_path)
    steps = 100
    with source.open(encoding="utf-8") as stream:
        head = [next(stream) for _ in range(steps + 1)]
    (tmp_path / "speed.csv").write_text("".join(head), encoding="utf-8")
    bench.publish(tmp_path / "speed.csv", "--map", MAPPINGS / "metr_la.toml", messages=207 * steps)
    entities = bench.ask("entities", "--type", "TrafficFlowObserved")
    assert len(entities) == 207
    sensor = "urn:ngsi-ld:TrafficFlowObserved:metr-la-773869"
    rows = bench.export(sensor, "averageVehicleSpeed", "2012-03-01T08:00:00Z", "2012-03-02T08:00:00Z")
    assert len(rows) == steps
    assert float(rows[0][1]) == pytest.approx(64.375 * 1.609344)


def test_asos_pressures_that_are_none_are_kept_and_bad(bench: Bench) -> None:
    source = shared_data("timeseries", "weather", "asos_KPDX_5min_201201.csv")
    bench.publish(source, "--map", MAPPINGS / "asos_weather.toml", messages=8_762)
    station = "urn:ngsi-ld:WeatherObserved:asos-KPDX"
    rows = bench.export(station, "atmosphericPressure", "2012-01-01T00:00:00Z", "2012-02-01T00:00:00Z")
    assert len(rows) == 8_474
    bad = [row for row in rows if row[2] == "bad"]
    assert len(bad) == 1_343
    assert min(float(row[1]) for row in bad) > 3_000
