"""`opscenter map import` as a script sees it: JSON lines, exit statuses, Ctrl+C."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.osm_extract import ExtractWriter, box

COMMAND = [sys.executable, "-m", "opscenter", "map", "import"]


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    writer = ExtractWriter()
    for number in range(200):
        west, south = 10.005 + number % 20 * 0.004, 50.01 + number // 20 * 0.004
        writer.ring(box(west, south, west + 0.002, south + 0.002), building="yes")
        writer.line([(west, south - 0.001), (west + 0.004, south - 0.001)], highway="residential", name=f"{number} St")
    return writer.save(tmp_path_factory.mktemp("osm") / "town.osm.pbf")


def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=120)


def test_json_lines_from_the_estimate_to_the_result(extract: Path, tmp_path: Path) -> None:
    out = tmp_path / "town.pmtiles"
    done = run(extract, "--out", out, "--name", "Town", "--json")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0]["estimate"]["bytes"] > 0 and lines[0]["estimate"]["factor"] == 2.0
    assert all({"phase", "percent", "left_s"} <= set(line) for line in lines[1:-1])
    assert lines[-1]["done"] is True and lines[-1]["bytes"] == out.stat().st_size
    assert run(extract, "--out", out).returncode == 1
    info = subprocess.run([*COMMAND[:-1], "info", str(out), "--json"], capture_output=True, text=True, timeout=60)
    assert "OpenStreetMap contributors" in info.stdout


def test_only_an_estimate_writes_nothing(extract: Path, tmp_path: Path) -> None:
    out = tmp_path / "town.pmtiles"
    done = run(extract, "--out", out, "--estimate")
    assert done.returncode == 0 and "MB" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_mistakes_are_a_sentence_and_status_1(extract: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "none.osm.pbf", "--out", tmp_path / "x.pmtiles")
    assert done.returncode == 1 and "no file" in done.stderr and "Traceback" not in done.stderr
    assert run(extract, "--bounds", "5,4,3").returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process there")
def test_interrupt_and_a_parent_that_is_gone_end_it_without_a_trace(extract: Path, tmp_path: Path) -> None:
    for arguments, end in (((), signal.SIGINT), (("--parent-pid", "1"), None)):
        process = subprocess.Popen(
            [*COMMAND, str(extract), "--out", str(tmp_path / "town.pmtiles"), "--json", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None and process.stdin is not None
        assert "estimate" in process.stdout.readline()
        if end is not None:
            process.send_signal(end)
        process.stdin.close()
        process.stdin = None
        _, errors = process.communicate(timeout=60)
        # A town this small may be finished before it hears; never may there be half of it.
        left = [entry.name for entry in tmp_path.iterdir()]
        assert (process.returncode, left) in ((1, []), (0, ["town.pmtiles"])), errors
        assert "Traceback" not in errors
        (tmp_path / "town.pmtiles").unlink(missing_ok=True)
