"""Neither seams nor gaps nor holes, at broken pixel ratios, turned, tilted and on the way: judged by pixels."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from opscenter.console.map.basemap.mbtiles_source import MbtilesSource
from opscenter.console.map.basemap.style import palette_of
from opscenter.console.theme.tokens import LIGHT
from tests.support.ground_scene import ground, sea, unlike

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ground")


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_the_sea_is_one_colour_and_a_road_goes_through(folder: Path, ratio: float) -> None:
    environment = os.environ | {"QT_SCALE_FACTOR": str(ratio), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.support.ground_scene", str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found["ratio"] == ratio
    assert {camera: spots for camera, spots in found["sea"].items() if spots} == {}
    assert {camera: gaps for camera, gaps in found["road"].items() if gaps} == {}
    assert len(found["sea"]) == len(found["road"]) > 10


@pytest.mark.parametrize("screens", [2.0, 12.0])
def test_far_from_where_it_was_painted_the_map_shows_parents_and_no_hole(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch, screens: float
) -> None:
    gate = threading.Event()
    gate.set()
    read = MbtilesSource.tile

    def slowly(self: MbtilesSource, z: int, x: int, y: int) -> bytes | None:
        gate.wait(60)
        return read(self, z, x, y)

    monkeypatch.setattr(MbtilesSource, "tile", slowly)
    water, hole = palette_of(LIGHT).areas["water"], palette_of(LIGHT).ground
    with ground(sea(folder)) as (view, item):
        item.set_camera(11.3, 23.7, 7.0, 0.0)
        qtbot.waitUntil(lambda: item.settled)
        gate.clear()
        try:
            step = screens * view.width() * 360.0 / (256.0 * 2**7)
            for share in (0.3, 0.6, 1.0):
                item.set_camera(11.3 + share * step, 23.7, 7.0, 0.0)
                image = view.grabWindow()
                assert not np.count_nonzero(unlike(image, water))
                assert np.count_nonzero(unlike(image, hole)) == image.width() * image.height()
        finally:
            gate.set()
        qtbot.waitUntil(lambda: item.settled)


def test_tiles_that_are_left_behind_are_deleted(qtbot: QtBot, folder: Path) -> None:
    with ground(sea(folder)) as (view, item):
        item.set_camera(11.3, 23.7, 7.0, 0.0)
        qtbot.waitUntil(lambda: item.settled)
        view.grabWindow()
        nodes = list(item._tiles.values())
        item.set_camera(-110.0, 23.7, 7.0, 0.0)
        qtbot.waitUntil(lambda: item.settled)
        view.grabWindow()
        assert nodes and not any(shiboken6.isValid(node) for node in nodes)
