"""`opscenter history rebuild`: compares, puts in place when asked, and leaves nothing half done."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from opscenter.cli.main import cli
from opscenter.history.schema import FILE_NAME
from opscenter.history.store import Store
from opscenter.station.lock import FolderLock
from tests.support.recorded_city import record


def rebuild(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["history", "rebuild", *arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded")
    record(folder, minutes=30)
    return folder


@pytest.fixture
def folder(tmp_path: Path, recorded: Path) -> Path:
    shutil.copytree(recorded, tmp_path / "data")
    return tmp_path / "data"


def files(folder: Path) -> list[str]:
    """What is there, but for the lock and what SQLite leaves beside a file that was read."""
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".sqlite" or path.is_dir())


def test_it_compares_and_changes_nothing(folder: Path) -> None:
    before = (folder / FILE_NAME).read_bytes()
    status, out, err = rebuild("--data", str(folder), "--json")
    told = json.loads(out)
    assert (status, told["same"], err) == (0, True, "")
    assert told["messages"] == 30 * 12 * 5
    assert {name: part["same"] for name, part in told["parts"].items()} == dict.fromkeys(
        ("registry", "state", "samples", "figures", "texts", "places", "alarms", "journal"), True
    )
    assert told["parts"]["journal"]["same_chain"] is True
    assert told["parts"]["journal"]["before"] > 10
    assert (told["file"], told["kept"]) == (None, None)
    assert (folder / FILE_NAME).read_bytes() == before
    assert files(folder) == [FILE_NAME]


def test_it_is_put_in_place_and_the_old_one_kept_beside(folder: Path) -> None:
    before = (folder / FILE_NAME).read_bytes()
    status, out, _ = rebuild("--data", str(folder), "--replace", "--json")
    told = json.loads(out)
    assert status == 0
    aside = Path(told["kept"])
    assert aside.name.startswith("history-before-rebuild-20")
    assert files(folder) == sorted([FILE_NAME, aside.name])
    with closing(sqlite3.connect(aside)) as old, closing(sqlite3.connect(folder / FILE_NAME)) as new:
        for database in (old, new):
            assert database.execute("SELECT count(*) FROM message_log").fetchone() == (360,)
        assert new.execute("SELECT count(*) FROM run").fetchone()[0] > 0
    assert len(before) > 0
    store = Store(folder)
    assert (store.notice, len(store.restored.entities)) == ("", 5)
    store.writer.close()


def test_what_came_out_otherwise_is_not_put_in_place_unless_accepted(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as database, database:
        database.execute("UPDATE text_change SET text = 'never said' WHERE rowid = 2")
    status, out, err = rebuild("--data", str(folder), "--replace", "--json")
    told = json.loads(out)
    assert (status, told["same"], told["parts"]["texts"]["differ_count"]) == (1, False, 1)
    assert "--accept" in err
    assert files(folder) == [FILE_NAME]
    status, out, _ = rebuild("--data", str(folder))
    assert (status, "1 differ" in out) == (1, True)
    assert rebuild("--data", str(folder), "--replace", "--accept")[0] == 0
    assert rebuild("--data", str(folder))[0] == 0


def test_it_can_be_written_elsewhere(folder: Path, tmp_path: Path) -> None:
    status, out, _ = rebuild("--data", str(folder), "--out", str(tmp_path / "other"))
    assert (status, f"The new history is {tmp_path / 'other' / FILE_NAME}." in out) == (0, True)
    assert files(tmp_path / "other") == [FILE_NAME]
    status, _, err = rebuild("--data", str(folder), "--out", str(tmp_path / "other"))
    assert (status, "There is a history in" in err) == (1, True)
    assert files(tmp_path / "other") == [FILE_NAME]


def test_a_history_that_a_station_records_in_is_left_alone(folder: Path) -> None:
    lock = FolderLock(folder)
    try:
        status, _, err = rebuild("--data", str(folder))
    finally:
        lock.close()
    assert (status, "Another station is already recording" in err) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals to send to another program")
def test_ctrl_c_leaves_nothing_half_done(folder: Path) -> None:
    before = (folder / FILE_NAME).read_bytes()
    working = folder / "history-rebuilding" / FILE_NAME
    process = subprocess.Popen(
        [sys.executable, "-m", "opscenter", "history", "rebuild", "--data", str(folder), "--replace"],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    while process.poll() is None and not working.exists():
        os.sched_yield()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, "Cancelled; nothing was changed." in err) == (130, True), (out, err)
    assert (folder / FILE_NAME).read_bytes() == before
    assert files(folder) == [FILE_NAME]


def test_what_is_no_history_is_said_in_a_sentence(tmp_path: Path) -> None:
    assert "There is no history" in rebuild("--data", str(tmp_path))[2]
    (tmp_path / FILE_NAME).write_bytes(b"no database at all" * 1_000)
    status, _, err = rebuild("--data", str(tmp_path))
    assert (status, "cannot be read" in err) == (1, True)
    assert rebuild("--data", str(tmp_path), "--out", "x", "--replace")[0] == 2
