"""opscenter exercise: sentences for what is wrong, and what scripts read."""

import json
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opscenter.cli import exercise_sources
from opscenter.cli.exercise_sources import course, incident_of, made_file, read_exercise
from opscenter.cli.main import cli
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Moment
from tests.support.exercise_city import HEAD, START, incident


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["exercise", *map(str, arguments)])


def test_those_that_come_with_the_program_are_listed_and_whole() -> None:
    told = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]
    assert [one["id"] for one in told] == ["blackout", "burst-main", "rainstorm"]
    for one in told:
        assert run("check", one["id"]).exit_code == 0 and set(one["title"]) == {"en", "zh_Hant", "zh_Hans"}
    assert "Burst main" in run("list").stdout


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('id = "a"\n[source]\nscenario = "rainstrom"\n', encoding="utf-8")
    done = run("check", path)
    assert done.exit_code == 1 and 'a.toml:1: "brief" is missing' in done.stderr
    path.write_text(HEAD, encoding="utf-8")
    for arguments, said in (
        (("check", "rainstrom"), "There is no exercise file rainstrom."),
        (("run", path, "--headless"), "burst.mcap, which is not there."),
        (("make", path), "there is nothing to make"),
        (("score", tmp_path / "none.mcap"), "none.mcap"),
        (("close", tmp_path), "is not the folder of a session."),
        (("run", tmp_path / "none.mcap"), "none.mcap"),
    ):
        done = run(*arguments)
        assert done.exit_code == 1 and said in done.stderr, done.stderr
        assert "Traceback" not in done.output and done.stderr.startswith("opscenter: ")
    assert run("run", path, "--script", path).exit_code == 2
    assert run("run", path, "--headless", "--speed", "fast").exit_code == 2


def test_an_exercise_is_worked_by_a_script_and_scored_again(tmp_path: Path) -> None:
    incident(tmp_path)
    (tmp_path / "burst.toml").write_text(HEAD.replace("end_s = 70", "end_s = 15"), encoding="utf-8")
    (tmp_path / "good.toml").write_text(
        '[[action]]\nat_s = 2\nby = "Mei"\ndo = "note"\ntext = "All is well"\n', encoding="utf-8"
    )
    out = tmp_path / "out.mcap"
    done = run(
        "run", tmp_path / "burst.toml", "--headless", "--script", tmp_path / "good.toml", "--out", out,
        "--folder", tmp_path / "session", "--speed", "max", "--json",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["file"] == str(out) and told["refused"] == [] and told["people"][0]["acts"] == 1
    again = json.loads(run("score", out, "--json").stdout)
    assert {key: told[key] for key in again} == again
    replayed = json.loads(
        CliRunner().invoke(cli, ["replay", str(out), "--headless", "--speed", "max", "--json"]).stdout
    )
    assert replayed["same"] and replayed["events"] == told["events"]  # that of the very end, too
    assert "burst: 0 of 0 points" in run("score", out).stdout
    assert "There is a session in" in run("run", tmp_path / "burst.toml", "--headless", "--folder",
                                          tmp_path / "session").stderr  # fmt: skip


def test_what_a_scenario_makes_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPSCENTER_CACHE_DIR", str(tmp_path))
    made: list[Path] = []

    def make(exercise: object, out: Path, progress: object, stop: object) -> Path:
        made.append(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.touch()
        return out

    monkeypatch.setattr(exercise_sources, "make", make)
    path = exercise_sources.shipped() / "blackout.toml"
    one = read_exercise(path)
    for _ in range(2):
        found = incident_of(one, path, lambda what, share: None, None)  # type: ignore[arg-type]
        assert found == made_file(one) and found.parent == tmp_path / "exercises"
    assert made == [found]


@pytest.mark.slow
def test_the_demo_city_makes_the_same_incident_each_time(tmp_path: Path) -> None:
    head = HEAD.replace('incident = "burst.mcap"', 'scenario = "burst"\nentities = 250\nstarts = 2026-11-23T10:00:00Z')
    (tmp_path / "a.toml").write_text(head.replace("start_s = 5\nend_s = 70", "end_s = 4"), encoding="utf-8")
    done = run("make", tmp_path / "a.toml", "--out", tmp_path / "one.mcap", "--json")
    assert done.exit_code == 0 and json.loads(done.stdout)["made"], done.stderr
    with IncidentReader(tmp_path / "one.mcap") as reader:
        assert reader.since == START and reader.until <= START + 4_000 and reader.attachments("anchor/")
        made = {one.at: one.messages for one in reader.happenings() if isinstance(one, Moment)}
    again = dict(course(read_exercise(tmp_path / "a.toml"), threading.Event()))
    assert made == {at: messages for at, messages in again.items() if messages}
    assert sum(map(len, made.values())) > 250
