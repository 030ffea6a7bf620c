"""A station that is started with files of rules: what its journal says of them, and what it refuses."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from opscenter.desk.client import Desk

NOWHERE = "tcp://127.0.0.1:1"
OUT = '[[rule]]\nid = "flooding.level.rise"\ndisabled = true\n'


def _command(folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "opscenter", "station", "--bus", NOWHERE, "--data", str(folder / "data"), *more]


@contextmanager
def _station(folder: Path, *more: str) -> Iterator[Desk]:
    """A desk at a station with its data in `folder`, which ends in order."""
    environment = {**os.environ, "OPSCENTER_RUNTIME_DIR": str(folder / "run")}
    with subprocess.Popen(_command(folder, *more), stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        ready = process.stdout.readline()
        try:
            with Desk(ready.split("desk=")[1].split()[0], client="test") as desk:
                yield desk
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0


def _changes(desk: Desk) -> list[dict[str, Any]]:
    """The journal's entries of changed rules, the newest first."""
    return [event for event in desk.query("journal", limit=99)[0]["events"] if event["event"] == "rules-changed"]


def test_a_change_of_rules_stands_in_the_journal_with_who_answers_for_it(tmp_path: Path) -> None:
    rules = tmp_path / "site.toml"
    rules.write_text(OUT, encoding="utf-8")
    with _station(tmp_path):
        pass
    for _ in range(2):  # the second time nothing has changed
        with _station(tmp_path, "--rules", str(rules), "--by", "Supervisor"):
            pass
    with _station(tmp_path, "--rules", str(rules)) as desk:
        newest, first = _changes(desk)
    assert (first["event"], newest["event"], newest["by"]) == ("rules-changed", "rules-changed", "Supervisor")
    assert newest["text"]["en"].startswith("Rules changed: 0 added, 0 changed, 1 taken out;")


def test_rules_of_the_settings_file_count(tmp_path: Path) -> None:
    rules, settings = tmp_path / "site.toml", tmp_path / "station.toml"
    rules.write_text(OUT, encoding="utf-8")
    with _station(tmp_path):
        pass
    settings.write_text(f"rules = [{str(rules)!r}]\n", encoding="utf-8")
    with _station(tmp_path, "--config", str(settings)) as desk:
        newest = _changes(desk)[0]
    assert newest["text"]["en"].startswith("Rules changed: 0 added, 0 changed, 1 taken out;")


def test_rules_that_are_wrong_keep_a_station_from_starting(tmp_path: Path) -> None:
    rules = tmp_path / "site.toml"
    rules.write_text(OUT.replace("rise", "rize"), encoding="utf-8")
    done = subprocess.run(_command(tmp_path, "--rules", str(rules)), capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert f'{rules}:2: there is no rule "flooding.level.rize" to take out; did you mean' in done.stderr
