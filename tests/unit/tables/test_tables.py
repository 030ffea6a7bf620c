"""Tables of history: the same rows in every format, read back by other programs."""

import asyncio
import csv
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow.parquet as pq
import pytest

from opscenter.domain.clock_offsets import changes_of
from opscenter.tables.clocks import local_texts, utc_texts
from opscenter.tables.errors import Cancelled, TableError
from opscenter.tables.parts import PART_ROWS, BinPart, Gap, Heading, Part, SamplePart, Series
from opscenter.tables.writing import FORMATS, write_table

T = 1_795_000_000_123  # 2026-11-18T11:06:40.123Z
SPEED = Series("urn:ngsi-ld:TrafficFlowObserved:1", "averageVehicleSpeed", "Elm, Street", "TrafficFlowObserved", "KMH")
DOOR = Series("urn:ngsi-ld:Door:1", "status", "=cmd|' /C calc'!A0", "Door")
HEADING = Heading(since=T, until=T + 10_000, made=T + 20_000, zone="Asia/Hong_Kong", city="Port", station="st-1")
EVENT = {
    "id": 7, "at": T, "wall": T + 5, "occurrence": "o", "entity": SPEED.entity, "rule": "r", "attribute": "a",
    "event": "raised", "state": "UNACK", "by": "", "desk": "", "comment": "-2+3", "value": 12.5, "limit": 10.0,
    "unit": "KMH", "priority": 1, "text": {"en": "Slow", "zh_Hant": "慢"}, "details": {"why": ["x"]},
}  # fmt: skip


def samples(
    series: Series, values: list[float], texts: list[str | None] | None = None, done: float = 1.0
) -> SamplePart:
    times = T + 1_000 * np.arange(len(values))
    qualities = (np.arange(len(values)) % 4).astype(np.uint8)
    return SamplePart(series, times, np.array(values), qualities, texts, done)


def bins() -> BinPart:
    one = np.array([1.5, np.nan])
    return BinPart(
        SPEED, np.array([T, T + 60_000]), np.array([3, 0]), one, one, one, one, one, np.array([1, 0], np.uint8)
    )


PARTS: list[Part] = [samples(SPEED, [1.5, float("nan"), -3.0]), samples(DOOR, [float("nan")] * 2, ["+open", None])]


def test_csv_has_a_row_a_sample_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    written = write_table(path, "csv", HEADING, PARTS)
    assert (written.rows, written.series, written.files) == (5, 2, [path])
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0] == {
        "time": "2026-11-18T11:06:40.123Z", "local": "2026-11-18T19:06:40.123+08:00", "zone": "Asia/Hong_Kong",
        "entity": SPEED.entity, "name": "Elm, Street", "type": "TrafficFlowObserved",
        "attribute": "averageVehicleSpeed", "value": "1.5", "text": "", "unit": "KMH", "quality": "good",
    }  # fmt: skip
    assert [row["value"] for row in rows] == ["1.5", "", "-3.0", "", ""]
    assert [row["quality"] for row in rows] == ["good", "suspect", "stale", "good", "suspect"]
    assert [row["text"] for row in rows[3:]] == ["'+open", ""]
    assert rows[3]["name"] == "'=cmd|' /C calc'!A0"


def test_a_short_table_has_time_value_and_quality(tmp_path: Path) -> None:
    short = Heading(since=T, until=T, made=T, short=True)
    write_table(tmp_path / "a.csv", "csv", short, PARTS[:1])
    assert (tmp_path / "a.csv").read_text().splitlines() == [
        "time,value,quality",
        "2026-11-18T11:06:40.123Z,1.5,good",
        "2026-11-18T11:06:41.123Z,,suspect",
        "2026-11-18T11:06:42.123Z,-3.0,stale",
    ]
    write_table(tmp_path / "b.jsonl", "json", short, [samples(DOOR, [float("nan")] * 2, ["open", None])])
    assert [json.loads(line) for line in (tmp_path / "b.jsonl").read_text().splitlines()] == [
        {"time": "2026-11-18T11:06:40.123Z", "value": "open", "quality": "good"},
        {"time": "2026-11-18T11:06:41.123Z", "value": None, "quality": "suspect"},
    ]


def test_json_lines_and_csv_tell_the_same(tmp_path: Path) -> None:
    write_table(tmp_path / "a.jsonl", "json", HEADING, PARTS)
    write_table(tmp_path / "a.csv", "csv", HEADING, PARTS)
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [list(line) for line in lines] == [list(row) for row in rows]
    for line, row in zip(lines, rows, strict=True):
        cells = {name: "" if cell is None else str(cell) for name, cell in line.items()}
        assert cells == {name: cell.removeprefix("'") if name != "value" else cell for name, cell in row.items()}


def test_parquet_knows_its_zone_and_what_it_is_about(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    write_table(path, "parquet", HEADING, PARTS)
    table = pq.read_table(path)
    assert str(table.schema.field("time").type) == "timestamp[ms, tz=UTC]"
    assert str(table.schema.field("local").type) == "timestamp[ms, tz=Asia/Hong_Kong]"
    assert str(table.schema.field("entity").type).startswith("dictionary<values=string")
    about = json.loads(table.schema.metadata[b"opscenter"])
    assert (about["zone"], about["station"], about["from"]) == ("Asia/Hong_Kong", "st-1", "2026-11-18T11:06:40.123Z")
    rows = table.to_pylist()
    assert [row["value"] for row in rows] == [1.5, None, -3.0, None, None]
    assert [row["text"] for row in rows] == [None, None, None, "+open", None]
    assert [row["quality"] for row in rows] == ["good", "suspect", "stale", "good", "suspect"]
    assert rows[0]["local"].isoformat(timespec="milliseconds") == "2026-11-18T19:06:40.123+08:00"
    assert (rows[0]["unit"], rows[3]["unit"], rows[3]["name"]) == ("KMH", None, DOOR.name)


@pytest.mark.parametrize("form", FORMATS)
def test_bins_in_every_format(tmp_path: Path, form: str) -> None:
    path = tmp_path / "out"
    write_table(path, form, Heading(since=T, until=T, made=T, width_ms=60_000), [bins()])
    match form:
        case "csv":
            with path.open(encoding="utf-8", newline="") as stream:
                rows: list[dict[str, Any]] = list(csv.DictReader(stream))
        case "json":
            rows = [json.loads(line) for line in path.read_text().splitlines()]
        case "parquet":
            rows = pq.read_table(path).to_pylist()
        case _:
            with sqlite3.connect(path) as db:
                db.row_factory = sqlite3.Row
                rows = [dict(row) for row in db.execute("SELECT * FROM bins")]
            db.close()
    assert [str(row["count"]) for row in rows] == ["3", "0"]
    for name in ("low", "high", "mean", "first", "last"):
        assert [str(row[name] or "") for row in rows] == ["1.5", ""]
    assert [row["quality"] for row in rows] == ["suspect", "good"]
    assert str(rows[0]["from"])[:10] == "2026-11-18"


def test_sqlite_opens_in_datasette_as_it_is(tmp_path: Path) -> None:
    from datasette.app import Datasette

    path = tmp_path / "out.sqlite"
    write_table(path, "sqlite", HEADING, PARTS, journal=[EVENT], gaps=[Gap(T, T + 1_500)])

    async def ask() -> dict[str, list[dict[str, Any]]]:
        datasette = Datasette(files=[str(path)])
        await datasette.invoke_startup()
        found = {}
        for name in ("samples", "sample", "series", "entity", "about", "events", "gaps"):
            answer = await datasette.client.get(f"/out/{name}.json?_shape=array")
            assert answer.status_code == 200, answer.text
            found[name] = answer.json()
        page = await datasette.client.get("/out/sample")
        assert page.status_code == 200
        for database in datasette.databases.values():
            database.close()
        return found

    tables = asyncio.run(ask())
    assert [row["value"] for row in tables["samples"]] == [1.5, None, -3.0, None, None]
    assert tables["samples"][0]["time"] == "2026-11-18T11:06:40.123Z"
    assert tables["samples"][0]["local"] == "2026-11-18T19:06:40.123+08:00"
    assert tables["samples"][3]["text"] == "+open"  # no spreadsheet: as it was
    assert [row["rows"] for row in tables["series"]] == [3, 2]
    assert {row["item"] for row in tables["about"]} >= {"zone", "station", "from", "table sample", "view samples"}
    assert tables["events"][0]["at"] == "2026-11-18T11:06:40.123Z"
    assert tables["gaps"] == [
        {"since": "2026-11-18T11:06:40.123Z", "until": "2026-11-18T11:06:41.623Z", "seconds": 1.5}
    ]


def test_every_table_and_view_of_the_sqlite_file_is_explained_in_it(tmp_path: Path) -> None:
    path = tmp_path / "out.sqlite"
    write_table(path, "sqlite", HEADING, PARTS)
    with sqlite3.connect(path) as db:
        items = {item for (item,) in db.execute("SELECT item FROM about")}
        objects = {
            f"{kind} {name}"
            for kind, name in db.execute("SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')")
            if not name.startswith("sqlite_") and name != "about"
        }
    db.close()
    assert objects <= items


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_the_journal_is_a_file_of_its_own(tmp_path: Path, form: str) -> None:
    written = write_table(tmp_path / "out.x", form, HEADING, PARTS, journal=[EVENT])
    beside = tmp_path / "out.journal.x"
    assert written.files == [tmp_path / "out.x", beside]
    match form:
        case "csv":
            with beside.open(encoding="utf-8", newline="") as stream:
                row: dict[str, Any] = next(csv.DictReader(stream))
            assert row["comment"] == "'-2+3"
        case "json":
            row = json.loads(beside.read_text(encoding="utf-8"))
        case _:
            row = pq.read_table(beside).to_pylist()[0]
    assert (row["event"], str(row["value"]), row["text_zh_Hant"], row["details"]) == (
        "raised", "12.5", "慢", '{"why":["x"]}',
    )  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_a_table_that_is_cancelled_leaves_what_was_there(tmp_path: Path, form: str) -> None:
    path = tmp_path / "out"
    path.write_text("before")
    told: list[tuple[float, int]] = []

    def endless() -> Iterator[Part]:
        while True:
            yield samples(SPEED, [1.0] * 1_000, done=0.25)

    with pytest.raises(Cancelled):
        write_table(
            path, form, HEADING, endless(),
            progress=lambda done, rows: told.append((done, rows)), cancelled=lambda: len(told) >= 3,
        )  # fmt: skip
    assert told == [(0.25, 1_000), (0.25, 2_000), (0.25, 3_000)]
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("form", FORMATS)
def test_a_source_that_fails_leaves_nothing(tmp_path: Path, form: str) -> None:
    def broken() -> Iterator[Part]:
        yield PARTS[0]
        raise LookupError("the station is gone")

    with pytest.raises(LookupError):
        write_table(tmp_path / "out", form, HEADING, broken())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", FORMATS)
def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path, form: str) -> None:
    with pytest.raises(TableError, match="cannot be written"):
        write_table(tmp_path / "nowhere" / "out", form, HEADING, PARTS)


def test_what_a_killed_process_left_is_cleared_away(tmp_path: Path) -> None:
    dead, alive, other = (tmp_path / f".{name}.part" for name in ("out.2147483646", f"out.{os.getppid()}", "out2.7"))
    for left in (dead, alive, other):
        left.write_text("half")
    write_table(tmp_path / "out", "csv", HEADING, PARTS)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["out", alive.name, other.name])


def test_a_long_series_is_written_in_pieces(tmp_path: Path) -> None:
    count = PART_ROWS + 5
    part = SamplePart(SPEED, np.arange(count), np.zeros(count), np.zeros(count, np.uint8))
    assert [len(piece) for piece in part.pieces()] == [PART_ROWS, 5]
    written = write_table(tmp_path / "out.parquet", "parquet", HEADING, [part])
    assert written.rows == count
    assert pq.ParquetFile(tmp_path / "out.parquet").metadata.num_row_groups == 2


def test_local_times_at_both_changes_of_the_clock() -> None:
    zone = ZoneInfo("Europe/Berlin")
    before = 1_774_746_000_000 - 1_000  # 2026-03-29T01:00:00Z: 02:00 becomes 03:00
    assert local_texts(np.array([before, before + 1_000]), zone) == [
        "2026-03-29T01:59:59.000+01:00", "2026-03-29T03:00:00.000+02:00",
    ]  # fmt: skip
    autumn = 1_792_890_000_000  # 2026-10-25T01:00:00Z: 03:00 becomes 02:00
    assert local_texts(np.array([autumn - 3_600_000, autumn]), zone) == [
        "2026-10-25T02:00:00.000+02:00", "2026-10-25T02:00:00.000+01:00",
    ]  # fmt: skip
    assert changes_of(zone, before - 86_400_000, autumn + 1) == [
        (before - 86_400_000, 3_600_000), (before + 1_000, 7_200_000), (autumn, 3_600_000),
    ]  # fmt: skip


def test_times_of_any_year_have_a_text() -> None:
    times = np.array([0, 4_102_444_800_000, -1])
    assert utc_texts(times) == ["1970-01-01T00:00:00.000Z", "2100-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z"]
    far = np.array([300_000_000_000_000, -99_999_999_999_999])
    assert len(local_texts(far, ZoneInfo("Asia/Kathmandu"))) == 2


def test_sqlite_shows_every_millisecond_right(tmp_path: Path) -> None:
    times = T - T % 1_000 + np.arange(1_000)
    part = SamplePart(SPEED, times, np.zeros(1_000), np.zeros(1_000, np.uint8))
    write_table(tmp_path / "out.sqlite", "sqlite", HEADING, [part])
    with sqlite3.connect(tmp_path / "out.sqlite") as db:
        shown = [time for (time,) in db.execute("SELECT time FROM samples")]
    db.close()
    assert shown == utc_texts(times)
