"""The map on a graphics card, which is llvmpipe here: the same picture as the CPU paints, little sent, nothing kept.

Needs a virtual screen and Mesa's software OpenGL; without them the tests are skipped and say so.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QColor

from opscenter.console.theme.tokens import DARK, LIGHT
from tests.support.virtual_screen import VirtualScreen

pytestmark = pytest.mark.e2e

APART = 24.0
"""Mean difference of a colour channel about an entity, of 255: edges are smoothed differently, nothing else."""
DIFFERING = 0.005
"""Share of all pixels in which any channel differs by more than a quarter."""
NEAR = 48
"""How close a pixel on a line is to the line's colour."""
BYTES_OF_A_BEAT = 16_384


@pytest.fixture(scope="module")
def screen() -> Iterator[VirtualScreen]:
    made = VirtualScreen(2000, 1400)
    yield made
    made.close()


def found(screen: VirtualScreen, out: Path, what: str, ratio: int = 1) -> dict[str, Any]:
    """What the scene of its own process wrote down; skips where Qt gets no OpenGL."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.support.card_scene", what, str(out)],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith(("QT_", "QSG_", "WAYLAND"))},
            "DISPLAY": screen.display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": str(ratio),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "QSG_RHI_BACKEND": "opengl",
            "QSG_RENDER_LOOP": "basic",
            "QRHI_LEAK_CHECK": "1",
            "OPSCENTER_MAP_BACKEND": "",
        },
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=280,
    )
    if ran.returncode and any(
        word in ran.stderr for word in ("Could not load the Qt platform", "OpenGL", "GLX", "RHI")
    ):
        pytest.skip(f"Qt gets no OpenGL on this virtual screen (libgl1-mesa-dri?): {ran.stderr.strip()[-200:]}")
    assert ran.returncode == 0, ran.stderr
    assert "unreleased" not in ran.stderr, ran.stderr
    told: dict[str, Any] = json.loads(out.read_text())
    if "skip" in told:
        pytest.skip(told["skip"])
    return told


@pytest.mark.parametrize("ratio", [1, 2])
def test_both_back_ends_draw_the_same_city(screen: VirtualScreen, tmp_path: Path, ratio: int) -> None:
    """In both themes, at two bearings and three zooms: every entity is there, with its colour, on either."""
    told = found(screen, tmp_path / "found.json", "compare", ratio)
    assert told["backend"] == "gpu:opengl" and told["after"] == 0
    assert len(told["found"]) == 12
    for case in told["found"]:
        where = (case["theme"], case["bearing"], case["zoom"], ratio)
        assert case["ratio"] == ratio
        assert case["differing"] < DIFFERING, where
        tokens = DARK if case["theme"] == "dark" else LIGHT
        for name, place in case["places"].items():
            assert place["spread"] > 3.0, (where, name, "nothing is drawn")
            assert place["apart"] < APART, (where, name, place["apart"])
        colours = {"jam": tokens.ramp[-1], "free": tokens.ramp[0]}
        if case["zoom"] > 13.0:  # from afar other lines and marks lie as near
            colours |= {"closed": tokens.text, "flow": tokens.muted}
        for name, colour in colours.items():
            assert _has(case["places"][name]["colours"], colour), (where, name, colour)


def _has(colours: list[list[int]], colour: str) -> bool:
    wanted = QColor(colour)
    apart = np.abs(np.array(colours) - [wanted.red(), wanted.green(), wanted.blue()]).max(axis=-1)
    return bool(apart.min() <= NEAR)


def test_a_pan_sends_nothing_and_a_beat_only_what_changed(screen: VirtualScreen, tmp_path: Path) -> None:
    told = found(screen, tmp_path / "found.json", "beats")
    assert told["first"] > 1_000
    assert told["pan"] == 0
    assert 0 < told["beat"] < BYTES_OF_A_BEAT


def test_floating_and_docking_keeps_nothing(screen: VirtualScreen, tmp_path: Path) -> None:
    """Each float and each dock builds the scene graph anew: twenty of them hold what one does."""
    told = found(screen, tmp_path / "found.json", "float")
    assert len(set(told["alive"])) == 1 and told["alive"][0] > 0
    assert min(told["spread"]) > 3.0
    assert told["after"] == 0


def test_a_driver_that_refuses_leaves_the_map_to_the_cpu(screen: VirtualScreen, tmp_path: Path) -> None:
    told = found(screen, tmp_path / "found.json", "broken")
    assert told["said"] == [
        "the graphics card does not draw the map (the driver refuses pipelines): it is painted instead"
    ]
    assert told["spread"] > 3.0
    assert not told["ready"] and told["alive"] == 0 and told["backend"] == "hardware-textures"
