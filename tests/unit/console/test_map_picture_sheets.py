"""What keeps a moving map cheap: images that are painted on again, clusters that are not looked through."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from opscenter.console.map.picture_sheets import PictureSheets
from opscenter.console.map.rings import _with_any


def _place(image: QImage) -> int:
    """Where its pixels lie in memory."""
    return int(np.frombuffer(image.constBits(), np.uint8).ctypes.data)


def test_a_sheet_that_nobody_holds_any_more_is_painted_on_again_and_empty() -> None:
    sheets = PictureSheets()
    first = sheets.take(40, 30, 1.0)
    first.fill(Qt.GlobalColor.red)
    given = sheets.give(first)
    place = _place(given)
    del given, first
    again = sheets.take(40, 30, 1.0)
    assert _place(again) == place
    assert again.pixelColor(5, 5).alpha() == 0
    assert len(sheets) == 1


def test_what_was_given_away_keeps_its_pixels() -> None:
    sheets = PictureSheets()
    kept = []
    for colour in ("red", "green", "blue", "white", "black"):
        sheet = sheets.take(40, 30, 1.0)
        sheet.fill(QColor(colour))
        kept.append((colour, sheets.give(sheet)))
    assert [image.pixelColor(7, 7) for _, image in kept] == [QColor(colour) for colour, _ in kept]
    assert len(sheets) == 3


def test_pixels_that_live_on_in_a_texture_are_left_alone() -> None:
    sheets = PictureSheets()
    sheet = sheets.take(40, 30, 1.0)
    sheet.fill(Qt.GlobalColor.red)
    texture = QImage(sheets.give(sheet))  # shares the pixels, unknown to the sheets
    del sheet
    sheets.take(40, 30, 1.0).fill(Qt.GlobalColor.green)
    assert texture.pixelColor(7, 7) == QColor("red")


def test_another_size_or_ratio_is_a_new_or_a_right_image() -> None:
    sheets = PictureSheets()
    sheets.give(sheets.take(40, 30, 1.0))
    other = sheets.take(80, 60, 2.0)
    assert (other.width(), other.height(), other.devicePixelRatio()) == (80, 60, 2.0)
    assert len(sheets) == 1
    sheets.clear()
    assert not len(sheets)
    assert not other.isNull()


def test_clusters_that_wait_are_found_among_those_that_do_not() -> None:
    waiting = np.zeros(9, np.bool_)
    waiting[[2, 7, 8]] = True
    clusters = [np.array(rows, np.int64) for rows in ([0, 1], [2, 3, 7], [4, 50], [8], [])]
    found = [(at, members.tolist()) for at, members in _with_any(clusters, waiting)]
    assert found == [(1, [2, 7]), (3, [8])]
    assert _with_any(clusters, np.zeros(9, np.bool_)) == []
    assert _with_any([], waiting) == []
