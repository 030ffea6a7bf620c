"""Real data that the project does not contain: where it is, or why a test is skipped."""

import os
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).resolve().parents[2]


def shared_data(*parts: str) -> Path:
    """The folder of real data sets (OPSCENTER_DATA, else `shared/data` beside the checkout), or a path in it.

    Skips the calling test, saying why, where it is absent.
    """
    root = Path(os.environ.get("OPSCENTER_DATA") or _CHECKOUT.parent / "shared" / "data")
    path = root.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no real data at {path}: set OPSCENTER_DATA to the folder that holds it")
    return path
