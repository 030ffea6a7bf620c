"""Names of places in the bulk picture, warnings in force, and what makes room for names."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from opscenter.console.map.basemap.label_sheet import LabelSheet
from opscenter.console.map.basemap.viewport import Viewport
from opscenter.console.map.paint_places import PlaceNames, paint_places
from opscenter.console.map.paint_warnings import clip_to, paint_warning
from opscenter.console.map.projection import View
from opscenter.console.map.request import AreaInView, Fonts, LinesInView, PointsInView, Request
from opscenter.console.map.shapes_in_world import WorldShape
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import DARK


def _request(view: View, sheet: LabelSheet | None) -> Request:
    none, nothing = np.empty(0, np.int64), np.empty(0)
    small = np.empty(0, np.uint8)
    flags = np.empty(0, np.bool_)
    points = PointsInView(
        none, nothing, nothing, none.astype(np.int32), small, small, flags, flags, nothing.astype(np.float32),
        nothing, flags,
    )  # fmt: skip
    lines = LinesInView(np.empty((0, 4)), none, small.astype(np.int8), small, small, flags)
    fonts = Fonts(font("small"), font("normal"), font("small"))
    return Request(view, 1.0, DARK, fonts, False, [], points, lines, [], places=sheet)


def _sheet(zoom: float = 12.0) -> LabelSheet:
    word = QImage(20, 10, QImage.Format.Format_ARGB32_Premultiplied)
    word.fill(0xFFFFFFFF)
    view = Viewport(0.0, 0.0, zoom, 0.0, 200.0, 100.0)
    return LabelSheet(view, 1.0, [(90.0, 45.0, word)], np.array([[100.0, 50.0, 10.0, 5.0]]))


def _paint(request: Request) -> tuple[QImage, PlaceNames]:
    image = QImage(400, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    names = paint_places(painter, request)
    painter.end()
    return image, names


@pytest.mark.usefixtures("qapp")
def test_names_stand_where_the_camera_of_the_picture_sees_them() -> None:
    image, names = _paint(_request(View(0.5, 0.5, 12.0, 0.0, 400.0, 300.0), _sheet()))
    assert names.boxes.tolist() == [[200.0, 150.0, 10.0, 5.0]]
    assert image.pixelColor(200, 150).alpha() == 255 and image.pixelColor(200, 150).red() == 255
    assert image.pixelColor(189, 150).alpha() == 0 and image.pixelColor(200, 156).alpha() == 0


@pytest.mark.usefixtures("qapp")
def test_names_of_a_zoom_near_by_are_scaled_and_those_of_a_far_one_left_out() -> None:
    view = View(0.5, 0.5, 13.0, 0.0, 400.0, 300.0)
    _, names = _paint(_request(view, _sheet()))
    assert names.boxes.tolist() == [[200.0, 150.0, 20.0, 10.0]]
    image, names = _paint(_request(replace(view, zoom=14.0), _sheet()))
    assert not len(names.boxes) and image.pixelColor(200, 150).alpha() == 0


@pytest.mark.usefixtures("qapp")
def test_names_of_a_turned_map_cover_their_turned_place() -> None:
    _, names = _paint(_request(View(0.5, 0.5, 12.0, 90.0, 400.0, 300.0), _sheet()))
    assert names.boxes[0] == pytest.approx([200.0, 150.0, 5.0, 10.0])


def test_a_bubble_steps_aside_from_a_name_but_not_far() -> None:
    names = PlaceNames(np.array([[100.0, 50.0, 40.0, 6.0]]))
    x, y = names.beside(100.0, 47.0, 14.0, 26.0)
    assert x == 100.0 and y == pytest.approx(50 - 6 - 14 - 1) and not names.meet(x, y, 14.0)
    assert names.beside(100.0, 90.0, 14.0, 26.0) == (100.0, 90.0)
    assert names.beside(100.0, 50.0, 14.0, 5.0) == (100.0, 50.0)


def test_a_bubble_does_not_step_from_one_name_onto_another() -> None:
    names = PlaceNames(np.array([[100.0, 50.0, 40.0, 6.0], [100.0, 28.0, 40.0, 6.0]]))
    _, y = names.beside(100.0, 48.0, 12.0, 26.0)
    assert y == pytest.approx(50 + 6 + 12 + 1)


def test_a_warning_larger_than_the_window_is_cut_at_its_frame() -> None:
    frame = QRectF(0, 0, 100, 80)
    ring = np.array([-1e7, 50.0, 50.0, -1e7]), np.array([-1e7, -1e7, 1e7, 1e7])
    x, y = clip_to(*ring, frame)
    assert (x.min(), x.max(), y.min(), y.max()) == pytest.approx((0.0, 50.0, 0.0, 80.0))
    outside, _ = clip_to(np.array([200.0, 300.0, 250.0]), np.array([1.0, 1.0, 9.0]), frame)
    assert not len(outside)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("size", "tinted"), [(0.1, True), (2.0, False)])
def test_a_warning_over_the_whole_city_tints_nothing_and_keeps_a_hatched_rim(size: float, tinted: bool) -> None:
    view = View(0.5, 0.5, 12.0, 0.0, 1400.0, 1000.0)
    half = size * 700.0 / view.scale
    corners = [(0.5 - half, 0.5 - half), (0.5 + half, 0.5 - half), (0.5 + half, 0.5 + half), (0.5 - half, 0.5 + half)]
    path = np.array(corners)
    area = AreaInView(WorldShape(True, (path,)), -1, 0, 3, False, False, "Rainstorm")
    image = QImage(1400, 1000, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint_warning(painter, _request(view, None), area)
    painter.end()
    assert (image.pixelColor(700, 500).alpha() > 0) == tinted
    if tinted:
        left = round(700 - half * view.scale)
        rim = [image.pixelColor(left + x, 500 + y).alpha() for x in range(2, 13) for y in range(8)]
        assert max(rim) >= 60 and min(rim) < 30  # a hatch: lines and what is between them
