"""`opscenter history sizes` and `check`: what they print, and exit statuses that scripts can rely on."""

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from opscenter.cli.main import cli
from opscenter.history.schema import FILE_NAME
from opscenter.history.vacuum import can_shrink
from opscenter.station.lock import FolderLock
from tests.support.damaged_file import change_block
from tests.support.recorded_city import record


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["history", *arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    record(tmp_path, minutes=5)
    return tmp_path


def test_sizes_by_tier_and_series(folder: Path) -> None:
    status, out, _ = run("sizes", "--data", str(folder), "--series", "2", "--json")
    told = json.loads(out)
    assert status == 0
    tiers = {tier["name"]: tier for tier in told["tiers"]}
    assert tiers["messages"]["rows"] == 60
    assert tiers["messages"]["first"] == "2026-11-18T11:06:40.000Z"
    assert tiers["entities"]["first"] is None
    assert (tiers["messages"]["most_bytes"], tiers["messages"]["most_days"]) == (20 << 30, None)
    assert (tiers["segments"]["most_days"], tiers["journal"]["most_bytes"]) == (3, None)
    assert [one["attribute"] for one in told["series"]] == ["fillRatio", "fillRatio"]
    assert told["bytes"] > told["page_bytes"] == 16_384
    assert "messages" in run("sizes", "--data", str(folder / FILE_NAME))[1]


def test_check_of_a_whole_history(folder: Path) -> None:
    status, out, _ = run("check", "--data", str(folder), "--json")
    told = json.loads(out)
    assert (status, told["ok"], told["damages"]) == (0, True, [])
    assert told["rows"]["message_log"] == 60
    assert "all as they were written" in run("check", "--data", str(folder))[1]


def test_check_of_a_damaged_history_names_it_and_fails(folder: Path) -> None:
    change_block(folder / FILE_NAME, "message_log", "frames", "beat", 7)
    status, out, err = run("check", "--data", str(folder), "--json")
    told = json.loads(out)
    assert (status, told["ok"], told["by_table"]) == (1, False, {"message_log": 1})
    assert (told["damages"][0]["table"], told["damages"][0]["row"]) == ("message_log", 7)
    assert "Damage found: 1." in err
    assert "message_log  7" in run("check", "--data", str(folder))[1]


def test_a_history_in_a_folder_of_the_one_that_was_named_is_pointed_at(tmp_path: Path) -> None:
    cities = tmp_path / "cities"
    record(cities / "demo-1", minutes=1)
    status, _, err = run("sizes", "--data", str(cities))
    assert status == 1 and f"There is one in {cities / 'demo-1'}" in err


def test_what_is_no_history_is_said_in_a_sentence(tmp_path: Path) -> None:
    assert "There is no history" in run("check", "--data", str(tmp_path))[2]
    (tmp_path / FILE_NAME).write_bytes(b"no database at all" * 1_000)
    for command in ("check", "sizes"):
        status, _, err = run(command, "--data", str(tmp_path))
        assert (status, "cannot be read" in err) == (1, True)


def test_an_old_history_is_made_small_and_says_by_how_much(folder: Path) -> None:
    path = folder / FILE_NAME
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA auto_vacuum = NONE")
        db.execute("VACUUM")
        db.execute("CREATE TABLE ballast AS SELECT zeroblob(3000000) AS x")
        db.execute("DROP TABLE ballast")
        assert not can_shrink(db)
    status, out, _ = run("vacuum", "--data", str(folder), "--json")
    told = json.loads(out)
    assert status == 0
    assert told["bytes"] < told["bytes_before"] - 2_900_000
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert can_shrink(db)
    assert run("check", "--data", str(folder))[0] == 0


def test_a_history_that_a_station_has_open_is_left_alone(folder: Path) -> None:
    lock = FolderLock(folder)
    try:
        status, _, problem = run("vacuum", "--data", str(folder))
    finally:
        lock.close()
    assert status == 1
    assert "Another station" in problem
