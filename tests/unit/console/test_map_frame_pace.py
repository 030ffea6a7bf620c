"""A camera that is moved oftener than frames are drawn shows the first view at once and then the newest."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.map.camera import Camera
from opscenter.console.map.frame_pace import FramePace


@pytest.fixture
def camera(qtbot: QtBot) -> Camera:
    return Camera()


def test_a_thousand_moves_are_a_few_frames_and_the_last_is_shown(qtbot: QtBot, camera: Camera) -> None:
    pace, shown = FramePace(camera), []
    camera.moved.connect(lambda: shown.append(camera.view.zoom))
    for number in range(1000):
        pace.look(replace(pace.view, zoom=10.0 + number / 1000))
    assert pace.view.zoom == 10.999
    qtbot.waitUntil(lambda: camera.view.zoom == 10.999)
    assert shown[0] == 10.0 and shown == sorted(shown)
    assert len(shown) < 500


def test_what_waits_is_shown_at_once_when_asked(camera: Camera) -> None:
    pace = FramePace(camera)
    pace.look(replace(camera.view, zoom=11.0))
    pace.look(replace(camera.view, zoom=12.0))
    assert camera.view.zoom == 11.0
    pace.flush()
    assert camera.view.zoom == 12.0


def test_whoever_else_moves_the_camera_has_the_last_word(qtbot: QtBot, camera: Camera) -> None:
    pace = FramePace(camera)
    pace.look(replace(camera.view, zoom=11.0))
    pace.look(replace(camera.view, zoom=12.0))
    camera.go(114.0, 22.0, zoom=15.0)
    pace.flush()
    assert camera.view.zoom == 15.0 and pace.view == camera.view
