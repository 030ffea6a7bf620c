"""Every benchmark still runs, on a scale that takes seconds. How fast it is is nobody's business here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import main
from tests.benchmarks.every_benchmark import BENCHMARKS, Figure, table

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", list(BENCHMARKS))
def test_it_runs_and_tells_figures(name: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.benchmarks", "--only", name, "--scale", "0.01"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2_000:]
    assert name in done.stdout


def test_the_list_names_each_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    assert set(BENCHMARKS) == {line.split()[0] for line in capsys.readouterr().out.splitlines()}


def test_a_ratio_says_to_what() -> None:
    text = table({"rules": [Figure("calm", 1.0, "ms", 4.5, "plain loop")]})
    assert "x 4.5" in text and "plain loop" in text
