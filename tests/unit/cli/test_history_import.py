"""`opscenter history import`: tables into a history, by the mapping files of `publish`."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from opscenter.cli.main import cli
from opscenter.history import transactions
from opscenter.history.schema import FILE_NAME, connect
from opscenter.history.tier_tasks import begin_run
from opscenter.station.lock import FolderLock
from tests.support.data import shared_data
from tests.support.recorded_city import record
from tests.support.running_station import NOWHERE, RunningStation

MAPPINGS = Path(__file__).resolve().parents[3] / "resources" / "mappings"
SINCE = ("--from", "2000-01-01", "--to", "2100-01-01")

MAPPING = """
title = "Gates"
[time]
column = "when"
zone = "Asia/Hong_Kong"
[entity]
id = "urn:{gate|slug}"
type = "WaterObserved"
name = { en = "Gate {gate}" }
[place]
latitude = "lat"
longitude = "lon"
[[attribute]]
name = "fillRatio"
column = "fill"
high = 1.0
unit = "P1"
[[attribute]]
name = "gateState"
text = "{state}"
"""
TABLE = """gate,when,fill,state,lat,lon
A,2026-11-01T08:00:00,0.5,open,22.3,114.1
B,2026-11-01T08:00:00,0.25,open,22.4,114.2
A,2026-11-01T08:05:00,0.75,open,22.3,114.1
B,2026-11-01T08:05:00,,closed,22.4,114.2
A,2026-11-01T08:10:00,1.5,closed,22.3,114.1
"""


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["history", *arguments])
    return result.exit_code, result.stdout, result.stderr


class Bench:
    """A folder for a history, a mapping and a table."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.mapping = folder / "gates.toml"
        self.mapping.write_text(MAPPING, encoding="utf-8")
        self.table = folder / "gates.csv"
        self.table.write_text(TABLE, encoding="utf-8")

    def take(self, *more: str) -> tuple[int, dict[str, object], str]:
        """Import the table: exit status, what --json told, stderr."""
        status, out, err = run(
            "import", str(self.table), "--mapping", str(self.mapping), "--data", str(self.data), "--json", *more
        )
        return status, json.loads(out) if out else {}, err

    def rows(self, *more: str) -> list[dict[str, str]]:
        """All there is, as it is exported."""
        status, out, err = run("export", *SINCE, "--data", str(self.data), *more)
        assert status == 0, err
        return list(csv.DictReader(io.StringIO(out)))

    def count(self, table: str) -> int:
        """Rows of a table of the history."""
        with closing(sqlite3.connect(self.data / FILE_NAME)) as db:
            return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_a_table_becomes_a_history(bench: Bench) -> None:
    status, told, _ = bench.take()
    assert status == 0
    assert {name: told[name] for name in ("samples", "texts", "entities", "series", "left_out", "from", "to")} == {
        "samples": 4, "texts": 4, "entities": 2, "series": 4, "left_out": 0,
        "from": "2026-11-01T00:00:00.000Z", "to": "2026-11-01T00:10:00.000Z",
    }  # fmt: skip
    rows = [
        tuple(row[name] for name in ("time", "name", "attribute", "value", "text", "unit", "quality"))
        for row in bench.rows()
    ]
    assert rows == [
        ("2026-11-01T00:00:00.000Z", "Gate A", "fillRatio", "0.5", "", "P1", "good"),
        ("2026-11-01T00:05:00.000Z", "Gate A", "fillRatio", "0.75", "", "P1", "good"),
        ("2026-11-01T00:10:00.000Z", "Gate A", "fillRatio", "1.5", "", "P1", "bad"),
        ("2026-11-01T00:00:00.000Z", "Gate A", "gateState", "", "open", "", "good"),
        ("2026-11-01T00:10:00.000Z", "Gate A", "gateState", "", "closed", "", "good"),
        ("2026-11-01T00:00:00.000Z", "Gate B", "fillRatio", "0.25", "", "P1", "good"),
        ("2026-11-01T00:00:00.000Z", "Gate B", "gateState", "", "open", "", "good"),
        ("2026-11-01T00:05:00.000Z", "Gate B", "gateState", "", "closed", "", "good"),
    ]
    assert [(row["from"], row["count"], row["mean"]) for row in bench.rows("--bins", "1h", "--entity", "urn:a")] == [
        ("2026-11-01T00:00:00.000Z", "3", str((0.5 + 0.75 + 1.5) / 3)),
    ]  # fmt: skip
    assert run("check", "--data", str(bench.data))[0] == 0
    with closing(sqlite3.connect(bench.data / FILE_NAME)) as db:
        assert db.execute("SELECT ready, until_segment, count FROM run").fetchall() == [(1, None, 4)]
        assert db.execute("SELECT event FROM journal").fetchall() == [("history-imported",)]
    assert run("import", str(bench.table), "--mapping", str(bench.mapping), "--data", str(bench.data))[0] == 0


def test_imported_twice_is_there_once(bench: Bench) -> None:
    bench.take()
    before = bench.rows()
    status, told, _ = bench.take()
    assert (status, told["samples"], told["texts"], told["already_there"], told["different"]) == (0, 0, 0, 8, 0)
    assert bench.rows() == before
    assert (bench.count("run"), bench.count("journal"), bench.count("mark")) == (1, 1, 2)


def test_what_is_there_stays_and_the_rest_is_added(bench: Bench) -> None:
    bench.take()
    bench.table.write_text(
        TABLE.replace("0.75", "0.8").replace("0.25", "0.25") + "A,2026-11-01T08:15:00,0.1,open,22.3,114.1\n"
    )
    _, told, _ = bench.take()
    assert (told["samples"], told["texts"], told["already_there"], told["different"]) == (1, 1, 8, 1)
    values = [row["value"] for row in bench.rows("--entity", "urn:a", "--attribute", "fillRatio")]
    assert values == ["0.5", "0.75", "1.5", "0.1"]


def test_it_goes_beside_what_a_station_recorded(bench: Bench) -> None:
    record(bench.data, minutes=7, channels=2)
    recorded = bench.rows()
    bench.mapping.write_text(MAPPING.replace('"urn:{gate|slug}"', '"urn:{gate}"'))
    bench.table.write_text(
        "gate,when,fill,state,lat,lon\n"
        "g0,2026-11-18T19:06:40,0.1,open,22.3,114.1\n"  # recorded, with another value
        "g0,2026-11-18T19:06:42,0.2,open,22.3,114.1\n"
        "g1,2020-01-01T00:00:00,0.3,open,22.3,114.1\n"
    )
    status, told, err = bench.take()
    assert status == 0, err
    assert (told["samples"], told["already_there"], told["different"], told["entities"]) == (2, 2, 1, 0)
    rows = bench.rows()
    assert len(rows) == len(recorded) + 2 + 1  # and a text of g1
    assert [row["value"] for row in rows if row["entity"] == "urn:g0" and row["value"]][:3] == ["0.7", "0.2", "0.702"]
    assert run("check", "--data", str(bench.data))[0] == 0


def test_bad_rows_are_named_and_left_out(bench: Bench) -> None:
    bench.table.write_text(
        TABLE + "A,yesterday,0.5,open,22.3,114.1\nA,2026-11-01T08:20:00,much,open,22.3,114.1\n"
        "C,2026-11-01T08:20:00,0.5,open,95.0,114.1\nA,2026-11-01T08:25:00,0.6,open,22.3,114.1\n"
    )
    status, told, err = bench.take()
    assert status == 1
    assert (told["samples"], told["left_out"]) == (5, 3)
    for line in (7, 8, 9):
        assert f"{bench.table}:{line}:" in err
    assert "3 rows were left out, all others are in." in err
    assert [one["where"].rsplit(":", 1)[1] for one in told["problems"]] == ["7", "8", "9"]  # type: ignore[attr-defined]


def test_cancelling_leaves_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.take()
    before = bench.rows()
    bench.table.write_text(TABLE.replace("2026", "2025"))
    monkeypatch.setattr("threading.Event.is_set", lambda _: True)
    status, _, err = bench.take()
    monkeypatch.undo()
    assert status == 130
    assert f"nothing of {bench.table} was imported" in err
    assert bench.rows() == before
    assert (bench.count("run"), bench.count("mark")) == (1, 2)


def test_what_a_killed_import_left_is_dropped(bench: Bench) -> None:
    bench.take()
    connection = connect(bench.data / FILE_NAME)
    transactions.alone(connection, begin_run(0))
    connection.close()
    assert bench.count("run") == 2
    bench.take()
    assert bench.count("run") == 1


def test_a_folder_in_use_is_refused(bench: Bench) -> None:
    lock = FolderLock(bench.data)
    status, _, err = bench.take()
    lock.close()
    assert status == 1
    assert "A station is recording in" in err and "Stop it first" in err
    assert not (bench.data / FILE_NAME).exists()


def test_a_damaged_database_is_left_as_it_is(bench: Bench) -> None:
    bench.data.mkdir()
    (bench.data / FILE_NAME).write_bytes(b"no database at all" * 1_000)
    status, _, err = bench.take()
    assert status == 1
    assert "cannot be used" in err
    assert (bench.data / FILE_NAME).read_bytes() == b"no database at all" * 1_000


def test_a_mapping_that_does_not_fit_is_said_before_anything_is_touched(bench: Bench) -> None:
    bench.mapping.write_text(MAPPING.replace('column = "fill"', 'column = "full"'))
    status, _, err = bench.take()
    assert status == 1
    assert "has no column 'full'" in err
    assert not bench.data.exists()
    status, _, err = run(
        "import", str(bench.table), "--mapping", str(MAPPINGS / "hongkong_districts.toml"), "--data", str(bench.data)
    )
    assert status == 1
    assert "opscenter publish" in err


@pytest.mark.parametrize("order", [1, -1], ids=["forwards", "backwards"])
def test_texts_in_any_order_are_the_same_changes(bench: Bench, monkeypatch: pytest.MonkeyPatch, order: int) -> None:
    monkeypatch.setattr("opscenter.station.importing.AT_ONCE", 2)
    states = ["open", "open", "closed", "open", "open", "closed"]
    lines = [f"A,2026-11-01T08:{minute:02}:00,,{state},22.3,114.1\n" for minute, state in enumerate(states)]
    bench.table.write_text("gate,when,fill,state,lat,lon\n" + "".join(lines[::order]))
    for texts in (4, 0):
        assert bench.take()[1]["texts"] == texts
        rows = bench.rows("--entity", "urn:a", "--attribute", "gateState")
        assert [(row["time"][14:16], row["value"]) for row in rows] == [
            ("00", "open"), ("02", "closed"), ("03", "open"), ("05", "closed"),
        ]  # fmt: skip


def test_of_many_bad_rows_only_some_are_kept_in_mind(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.cli.history_import.TOLD_PROBLEMS", 3)
    bench.table.write_text(TABLE + "A,yesterday,0.5,open,22.3,114.1\n" * 7)
    status, told, err = bench.take()
    assert (status, told["left_out"], len(told["problems"])) == (1, 7, 3)  # type: ignore[arg-type]
    assert "7 rows were left out" in err


def test_large_imports_are_several_runs(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.history.import_writing.RUN_ROWS", 100)
    monkeypatch.setattr("opscenter.station.importing.AT_ONCE", 30)
    rows = "".join(f"A,2026-11-01T{h:02}:{m:02}:00,0.{m:02},open,22.3,114.1\n" for h in range(10) for m in range(60))
    bench.table.write_text(TABLE.splitlines()[0] + "\n" + rows + rows)
    _, told, _ = bench.take()
    assert (told["samples"], told["texts"], told["already_there"]) == (600, 1, 1200)
    assert bench.count("run") == 6
    times = [row["time"] for row in bench.rows("--entity", "urn:a", "--attribute", "fillRatio")]
    assert times == sorted(set(times))
    assert len(times) == 600


@pytest.mark.e2e
def test_a_station_started_on_it_shows_it(bench: Bench, tmp_path: Path) -> None:
    bench.take()
    station = RunningStation(tmp_path, NOWHERE, data=bench.data)
    try:
        gate = station.entity("urn:a")
        assert (gate["name"], gate["lon"], gate["lat"]) == ("Gate A", 114.1, 22.3)
        assert gate["attributes"]["gateState"]["value"] == "closed"
        assert gate["attributes"]["fillRatio"]["value"] == 1.5
        assert gate["attributes"]["fillRatio"]["quality"] >= 2
        assert station.alarms() == {}
        _, out, _ = run("export", *SINCE, "--station", station.address, "--entity", "urn:a", "--attribute", "fillRatio")
        assert [line.split(",")[1] for line in out.splitlines()[1:]] == ["0.5", "0.75", "1.5"]
        status, _, err = bench.take()
        assert (status, "A station is recording in" in err) == (1, True)
    finally:
        station.stop()


def test_real_tables_by_their_mappings(bench: Bench, tmp_path: Path) -> None:
    weather = shared_data("timeseries", "weather", "asos_KPDX_5min_201201.csv")
    speeds = shared_data("timeseries", "traffic-speed", "metr-la_los_speed.csv")
    (tmp_path / "metr-la_sensor_locations.csv").write_bytes(
        (speeds.parent / "metr-la_sensor_locations.csv").read_bytes()
    )
    short = tmp_path / "speed.csv"
    with speeds.open(encoding="utf-8") as stream:
        short.write_text("".join(next(stream) for _ in range(101)), encoding="utf-8")
    for path, mapping in ((weather, "asos_weather.toml"), (short, "metr_la.toml")):
        status, out, err = run(
            "import", str(path), "--mapping", str(MAPPINGS / mapping), "--data", str(bench.data), "--json"
        )
        assert status == 0, err
    assert (json.loads(out)["samples"], json.loads(out)["entities"]) == (207 * 100, 207)
    pressures = bench.rows("--entity", "urn:ngsi-ld:WeatherObserved:asos-KPDX", "--attribute", "atmosphericPressure")
    assert len(pressures) == 8_474
    assert sum(row["quality"] == "bad" for row in pressures) == 1_343
    sensor = bench.rows("--entity", "urn:ngsi-ld:TrafficFlowObserved:metr-la-773869")
    assert len(sensor) == 100
    assert float(sensor[0]["value"]) == pytest.approx(64.375 * 1.609344)
