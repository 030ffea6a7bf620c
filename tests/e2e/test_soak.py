"""The real console with real processes under a hurried operator: nothing raises, nothing crashes, it ends in order."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_console_stands_a_hurried_operator(seed: int) -> None:
    """Pan, fold, float, theme, language, select, plot, acknowledge, grab; freed memory is overwritten at once."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONFAULTHANDLER": "1",
        "PYTHONMALLOC": "debug",
        "MALLOC_PERTURB_": "165",
    }
    command = [sys.executable, "-m", "tests.support.drive_console", "--seconds", "10", "--seed", str(seed)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr[-6_000:]
    assert "errors=0" in done.stdout
