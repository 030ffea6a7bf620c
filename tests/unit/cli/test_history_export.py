"""`opscenter history export`: out of a folder, and the same out of a station; what scripts rely on."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from opscenter.cli.main import cli
from opscenter.desk.errors import RefusedError
from tests.support.recorded_city import record
from tests.support.running_station import NOWHERE, RunningStation

SPAN = ("--from", "2026-11-18T00:00:00Z", "--to", "2026-11-19T00:00:00Z")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("city")
    record(made, minutes=12)
    return made


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["history", "export", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_one_series_has_time_value_and_quality(folder: Path) -> None:
    asked = ("--entity", "urn:g1", "--attribute", "fillRatio", *SPAN, "--data", str(folder))
    status, out, _ = run(*asked)
    rows = list(csv.reader(io.StringIO(out)))
    assert status == 0
    assert rows[:2] == [["time", "value", "quality"], ["2026-11-18T11:06:40.000Z", "0.85", "suspect"]]
    assert len(rows) == 1 + 144
    _, lines, _ = run(*asked, "--format", "json")
    assert json.loads(lines.splitlines()[0]) == {"time": rows[1][0], "value": 0.85, "quality": "suspect"}


def test_many_series_say_whose_they_are(folder: Path) -> None:
    _, out, _ = run("--type", "WaterObserved", *SPAN, "--data", str(folder), "--zone", "Asia/Hong_Kong")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == [
        "time", "local", "zone", "entity", "name", "type", "attribute", "value", "text", "unit", "quality",
    ]  # fmt: skip
    assert rows[0]["local"] == "2026-11-18T19:06:40.000+08:00"
    assert {(row["entity"], row["attribute"]) for row in rows} == {
        *((f"urn:g{number}", "fillRatio") for number in range(4)), ("urn:g0", "gateState"), ("urn:g3", "gateState"),
    }  # fmt: skip
    assert [row["text"] for row in rows if row["attribute"] == "gateState" and row["entity"] == "urn:g0"] == [
        "open", "closed",
    ]  # fmt: skip


def test_parquet_and_sqlite_by_the_name_of_the_file(folder: Path, tmp_path: Path) -> None:
    told = {}
    for name in ("a.parquet", "a.sqlite", "a.csv"):
        status, out, _ = run(*SPAN, "--data", str(folder), "--out", str(tmp_path / name), "--journal", "--json")
        assert status == 0
        told[name] = json.loads(out)
    assert {one["rows"] for one in told.values()} == {4 * 144 + 4}
    assert len({one["events"] for one in told.values()}) == 1
    assert told["a.parquet"]["files"] == [str(tmp_path / "a.parquet"), str(tmp_path / "a.journal.parquet")]
    assert told["a.sqlite"]["files"] == [str(tmp_path / "a.sqlite")]
    assert told["a.sqlite"]["events"] > 0
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 4 * 144 + 4
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as db:
        assert db.execute("SELECT count(*) FROM samples").fetchone() == (4 * 144 + 4,)
        assert db.execute("SELECT count(*) FROM events WHERE event = 'raised'").fetchone()[0] > 0


def test_bins_are_whole_ones(folder: Path) -> None:
    span = ("--from", "2026-11-18T11:12:00Z", "--to", "2026-11-18T11:13:00Z")
    _, out, _ = run("--entity", "urn:g1", "--attribute", "fillRatio", *span, "--data", str(folder), "--bins", "10min")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == ["from", "count", "low", "high", "mean", "first", "last", "quality"]
    assert [(row["from"], row["count"]) for row in rows] == [("2026-11-18T11:10:00.000Z", "104")]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--entity", "urn:g9"), "No entity 'urn:g9' is known; did you mean"),
        (("--attribute", "filRatio"), 'did you mean "fillRatio"?'),
        (("--type", "WaterObserve"), 'did you mean "WaterObserved"?'),
        (("--system", "watr"), 'did you mean "water"?'),
        (("--entity", "urn:bus", "--attribute", "fillRatio"), "What is named has no series"),
        (("--entity", "urn:g1", "--attribute", "gateState"), "has no attribute gateState. It has: fillRatio."),
        (("--zone", "Asia/Hongkong"), "is not an IANA time zone"),
        (("--zone", "city"), "A folder does not say which zone"),
        (("--bins", "soon"), "is no width"),
        (("--format", "parquet"), "parquet needs a file"),
        (("--json",), "--json needs a file"),
        (("--out", "/nowhere/at/all.csv"), "cannot be written"),
        (("--area", "Old Town"), "knows no area"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(folder: Path, arguments: tuple[str, ...], sentence: str) -> None:
    status, out, err = run(*SPAN, "--data", str(folder), *arguments)
    assert status != 0
    assert sentence in err
    assert out == ""


def test_cancelling_leaves_no_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.Event.is_set", lambda _: True)
    status, _, err = run(*SPAN, "--data", str(folder), "--out", str(tmp_path / "a.sqlite"))
    assert status == 130
    assert "Cancelled; no file was written." in err
    assert not list(tmp_path.iterdir())


@pytest.mark.e2e
def test_a_station_and_its_folder_tell_the_same(folder: Path, tmp_path: Path) -> None:
    station = RunningStation(tmp_path, NOWHERE, "--zone", "Asia/Hong_Kong", data=folder)
    try:
        from_station = ("--station", station.address)
        beside_it = ("--data", str(folder))
        for more in ((), ("--bins", "5min"), ("--entity", "urn:g0", "--attribute", "gateState"), ("--journal",)):
            told = []
            for number, source in enumerate((from_station, beside_it)):
                out = tmp_path / f"{number}.csv"
                status, _, err = run(*SPAN, *more, *source, "--out", str(out))
                assert status == 0, err
                with out.open(encoding="utf-8", newline="") as stream:
                    rows = list(csv.DictReader(stream))
                for row in rows:  # sums are made in another order
                    row["mean"] = f"{float(row.get('mean') or 0):.9f}"
                told.append(sorted(tuple(row.values()) for row in rows))
            assert len(told[0]) > 1
            assert told[0] == told[1]
        status, out_text, err = run(
            *SPAN, *from_station, "--zone", "city", "--out", str(tmp_path / "c.parquet"), "--json"
        )
        assert status == 0, err
        assert json.loads(out_text)["zone"] == "Asia/Hong_Kong"
        assert json.loads(pq.read_table(tmp_path / "c.parquet").schema.metadata[b"opscenter"])["station"] == "station"
        asked = {"entity": "urn:g1", "attribute": "fillRatio", "from": 0, "to": 10**12}
        for wrong, sentence in (
            ({"width": 0}, "'width' must be"),
            ({"width": 1_000}, "holds too much"),
            ({"width": 86_400_000 * 300, "zone": "Mars/Base"}, "holds too much"),
            ({"width": 86_400_000, "to": 10**9, "zone": "Mars/Base"}, "IANA"),
            ({"width": 86_400_000, "entity": "urn:none"}, "No entity"),
        ):
            with pytest.raises(RefusedError, match=sentence):
                station.query("binned", **{**asked, **wrong})
    finally:
        station.stop()
