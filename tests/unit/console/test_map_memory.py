"""What a map keeps is bounded, and costs what it says it does."""

import psutil
from PySide6.QtGui import QColor, QFont

from opscenter.console.map.sprites import ROOM, Sprites
from opscenter.console.theme.tokens import DARK


def test_kept_pictures_cost_their_pixels_and_little_more(qapp: object) -> None:
    """A picture that was painted on would keep a paint engine of a hundred kilobytes: 300 MB of them."""
    sprites = Sprites(DARK, 1.0, QFont())
    face = QFont()
    face.setPixelSize(13)
    process = psutil.Process()
    sprites.text("warm up", "", face, DARK.text)
    before = process.memory_info().rss
    pixels = 0
    for number in range(1_500):
        pixels += sprites.text(f"Lamp {number}", "km/h", face, QColor("#DCE3EA").name()).sizeInBytes()
    grown = process.memory_info().rss - before
    assert grown < 3 * pixels + 40_000_000


def test_the_least_used_pictures_are_forgotten(qapp: object) -> None:
    sprites = Sprites(DARK, 1.0, QFont())
    first = sprites.dot(0)
    face = QFont()
    for number in range(ROOM + 50):
        sprites.text(str(number), "", face, "#FFFFFF")
        if number % 500 == 0:
            sprites.dot(0)
    assert len(sprites._kept) <= ROOM
    assert sprites.dot(0).size() == first.size()
