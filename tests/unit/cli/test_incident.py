"""incident info, verify, recover: what scripts read of them, and sentences for what cannot be."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opscenter.cli.main import cli
from tests.support.incident_course import course, write


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["incident", *map(str, arguments)])


def test_info_tells_what_is_in_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mcap", course(20))
    told = json.loads(run("info", path, "--json").stdout)
    assert told["ours"] and told["whole"] and told["about"]["title"] == "A burst main"
    assert told["since"] == "2025-11-22T08:26:40.000Z"
    assert told["counts"]["moments"] == 20
    assert told["attachments"]["registry"]["count"] == 1
    shown = run("info", path).stdout
    assert "A burst main" in shown and "opscenter/beat" in shown


def test_verify_and_recover(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.recording.writer.CHUNK_BYTES", 5_000)
    path = write(tmp_path / "a.mcap", course(20))
    assert run("verify", path).exit_code == 1  # its registry is none
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    told = run("verify", path, "--json")
    assert told.exit_code == 1 and not json.loads(told.stdout)["ok"]
    assert "cut short" in told.stderr
    told = run("recover", path, "--json")
    assert told.exit_code == 0
    done = json.loads(told.stdout)
    assert done["out"] == str(tmp_path / "a.recovered.mcap") and done["lost"] and 0 < done["moments"] < 20
    assert run("recover", path).exit_code == 1  # it is there already
    assert run("recover", path, "--out", done["out"], "--force").exit_code == 0
    assert "lost" in run("info", done["out"]).stdout


def test_what_is_no_such_file(tmp_path: Path) -> None:
    path = tmp_path / "a.mcap"
    path.write_bytes(b"")
    for command in ("info", "verify", "recover"):
        told = run(command, path)
        assert told.exit_code == 1 and "a.mcap: The file is empty." in told.stderr
    assert run("info", tmp_path / "none").exit_code == 1
