"""Vehicles are painted by blocks: that must look as if each were painted whole, one over the other."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from opscenter.console.map.motion import sprite_sheet
from opscenter.console.map.motion.blocks import on_blocks
from opscenter.console.map.motion.sprite_sheet import SpriteSheet
from opscenter.console.map.motion.vehicle_item import Sprite, VehicleItem
from opscenter.console.map.projection import View

WIDE, HIGH = 900, 500
RNG = np.random.default_rng(3)


def a_sprite(number: int) -> Sprite:
    wide, high = 12 + number % 60, 9 + number % 23
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(number * 37 % 256, number * 91 % 256, number * 53 % 256, 255 if number % 3 else 120))
    return Sprite(image, float(wide // 2), float(high // 2))


SPRITES = [a_sprite(number) for number in range(150)]


def expected(sprites: list[Sprite], x: np.ndarray, y: np.ndarray) -> QImage:  # type: ignore[type-arg]
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    for sprite, px, py in zip(sprites, x.tolist(), y.tolist(), strict=True):
        painter.drawImage(round(px) - int(sprite.x), round(py) - int(sprite.y), sprite.image)
    painter.end()
    return image


def same(one: QImage, other: QImage) -> bool:
    form = QImage.Format.Format_RGB32
    return one.convertToFormat(form) == other.convertToFormat(form)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QQuickWindow]:
    window = QQuickWindow()
    window.setColor(Qt.GlobalColor.black)
    window.resize(WIDE, HIGH)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()


def test_blocks_look_like_one_picture_also_after_moves_and_changes(window: QQuickWindow) -> None:
    item = VehicleItem(window.contentItem())
    view = View(0.5, 0.5, 15.0, 0.0, float(WIDE), float(HIGH))
    x, y = RNG.uniform(-20, WIDE + 20, len(SPRITES)).round(), RNG.uniform(-20, HIGH + 20, len(SPRITES)).round()
    item.compose(view, view, SPRITES, x, y)
    assert same(window.grabWindow(), expected(SPRITES, x, y))
    moved = RNG.choice(len(SPRITES), 60, replace=False)
    x, y = x.copy(), y.copy()
    x[moved] += RNG.uniform(-400, 400, len(moved)).round()
    y[moved[:30]] += 111.0
    assert item.move(x, y)
    assert same(window.grabWindow(), expected(SPRITES, x, y))
    assert not item.move(x, y), "nothing moved: no frame is due"
    sprites, at = list(SPRITES), np.array([3, 40, 149])
    for number in at.tolist():
        sprites[number] = a_sprite(number + 500)
    item.change(at, [sprites[number] for number in at.tolist()])
    assert same(window.grabWindow(), expected(sprites, x, y))
    x = np.full(len(sprites), np.nan)
    assert item.move(x, y)
    assert same(window.grabWindow(), expected([], x[:0], y[:0])), "without a place nothing is drawn"
    item.compose(view, view, sprites[:7], x[:7] * 0 + 384.0, y[:7] * 0 + 384.0)
    assert item.count == 7


def test_a_sheet_that_is_full_begins_anew_with_what_is_shown(
    window: QQuickWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sprite_sheet, "HIGH", 300)
    item = VehicleItem(window.contentItem())
    view = View(0.5, 0.5, 15.0, 0.0, float(WIDE), float(HIGH))
    x, y = RNG.uniform(0, WIDE, 60).round(), RNG.uniform(0, HIGH, 60).round()
    sprites = list(SPRITES[:60])
    item.compose(view, view, sprites, x, y)
    for turn in range(40):
        number = turn % 60
        sprites[number] = a_sprite(1_000 + 60 * turn)
        item.change(np.array([number]), [sprites[number]])
    full = [a_sprite(number) for number in range(300, 420)]
    item.change(np.arange(60), full[:60])
    item.change(np.arange(60), full[60:])
    assert same(window.grabWindow(), expected(full[60:], x, y))


def test_where_the_sheet_has_no_room_there_is_nothing(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    monkeypatch.setattr(sprite_sheet, "HIGH", 256)
    sheet = SpriteSheet()
    images = []
    for number in range(60):
        image = QImage(200, 100, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(number + 1)
        images.append(image)
    places = sheet.places(images)
    assert (places[:, 2] > 0).sum() == 10, "two shelves of five"
    assert sheet.number == 1


def test_a_sprite_on_a_corner_lies_on_four_blocks() -> None:
    box = np.array([[95, 95, 10, 10], [0, 0, 10, 10], [-50, 0, 10, 10], [190, 20, 20, 20]], np.int64)
    found = on_blocks(box, 200, 200, 100)
    assert found.of(0).tolist() == [0, 1]
    assert found.of(1).tolist() == [0, 3]
    assert found.of(2).tolist() == [0]
    assert found.of(3).tolist() == [0]
    assert len(found.sprite) == 6
