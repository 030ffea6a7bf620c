"""The item in a real scene graph: shows tiles, follows the camera, survives another window, says what is wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickView, QSGTexture
from pytestqt.qtbot import QtBot

from opscenter.city.basemap import write_basemap
from opscenter.console.map.basemap import worker
from opscenter.console.map.basemap.item import BasemapItem, register
from opscenter.console.map.basemap.style import palette_of
from opscenter.console.map.basemap.tile_pictures import TilePictures
from opscenter.console.map.basemap.viewport import TILE_PX, Viewport
from opscenter.console.theme.tokens import DARK, LIGHT

SEA = (115.06, 22.185)
CITY = (115.1079, 22.2158)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "city.pmtiles"
    write_basemap(1, path, 5_000)
    return path


@pytest.fixture
def view(qapp: object) -> Iterator[QQuickView]:
    window = QQuickView()
    window.resize(400, 300)
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def item(view: QQuickView) -> Iterator[BasemapItem]:
    made = BasemapItem(view.contentItem())
    made.setWidth(400)
    made.setHeight(300)
    yield made
    made.stop()


def _picture(qtbot: QtBot, view: QQuickView, item: BasemapItem) -> QImage:
    qtbot.waitUntil(lambda: item.settled)
    return view.grabWindow()


def _share(image: QImage, colour: str) -> float:
    wanted = QColor(colour).name()
    points = [(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)]
    return sum(image.pixelColor(x, y).name() == wanted for x, y in points) / len(points)


def test_the_item_shows_the_map_and_follows_the_camera(
    qtbot: QtBot, view: QQuickView, item: BasemapItem, city: Path
) -> None:
    item.set_theme(LIGHT, "en")
    with qtbot.waitSignal(item.attributionChanged):
        item.set_source(city)
    qtbot.waitUntil(lambda: item.attribution == "opscenter demo city")
    item.set_camera(*CITY, 15.0, 0.0)
    town = _picture(qtbot, view, item)
    item.set_camera(*SEA, 15.0, 0.0)
    sea = _picture(qtbot, view, item)
    assert _share(sea, LIGHT.water) > 0.9 > 0.2 > _share(town, LIGHT.water)
    item.set_theme(DARK, "zh_Hant")
    assert _share(_picture(qtbot, view, item), DARK.water) > 0.9


@pytest.mark.parametrize("room", [0, 3, 12])
def test_a_picture_larger_than_its_room_comes_to_rest(
    qtbot: QtBot, view: QQuickView, item: BasemapItem, city: Path, room: int
) -> None:
    tile = 4 * TILE_PX**2
    item._pictures = TilePictures(limit=room * tile)
    item.set_source(city)
    for camera in ((*CITY, 14.0, 0.0), (*CITY, 15.0, 40.0, 60.0), (*SEA, 13.37, 0.0)):
        item.set_camera(*camera)
        _picture(qtbot, view, item)
    shown = {piece.key for piece in item._tiles}
    assert item._pictures.nbytes <= max(room * tile, sum(item._pictures[key].sizeInBytes() for key in shown))


@pytest.mark.parametrize(("zoom", "bearing"), [(13.37, 0.0), (14.0, 30.0), (12.74, 300.0)])
def test_between_zooms_and_turned_nothing_is_blank(
    qtbot: QtBot, view: QQuickView, item: BasemapItem, city: Path, zoom: float, bearing: float
) -> None:
    view.setColor(QColor("#FF00FF"))
    item.set_source(city)
    item.set_camera(*CITY, zoom, bearing)
    image = _picture(qtbot, view, item)
    loud = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).hsvSaturation() > 190 and image.pixelColor(x, y).red() > 120
    ]
    assert not loud


@pytest.mark.parametrize("zoom", [13.0, 13.37, 13.5, 14.21])
def test_at_rest_every_tile_is_shown_px_for_px(
    qtbot: QtBot, view: QQuickView, item: BasemapItem, city: Path, zoom: float
) -> None:
    item.set_source(city)
    item.set_camera(*CITY, 13.1, 0.0)
    _picture(qtbot, view, item)
    item.set_camera(*CITY, zoom, 0.0)
    _picture(qtbot, view, item)
    ratio = view.effectiveDevicePixelRatio()
    rects = []
    for piece, node in item._tiles.items():
        assert piece.part == (0.0, 0.0, 1.0)
        assert node.filtering() is QSGTexture.Filtering.Nearest
        assert node.sourceRect().size() == node.rect().size() * ratio
        rects.append(node.rect())
    covered = sum(
        rect.intersected(QRectF(0, 0, 400, 300)).width() * rect.intersected(QRectF(0, 0, 400, 300)).height()
        for rect in rects
    )
    assert covered == 400 * 300  # neither a seam nor an overlap


def test_while_the_map_moves_old_tiles_stand_in(qtbot: QtBot, view: QQuickView, item: BasemapItem, city: Path) -> None:
    view.setColor(QColor("#FF00FF"))
    item.set_theme(LIGHT, "en")
    item.set_source(city)
    item.set_camera(*SEA, 14.0, 0.0)
    _picture(qtbot, view, item)
    for zoom in (14.4, 14.9, 15.6, 14.0, 13.3):
        item.set_camera(SEA[0] + 0.002, SEA[1], zoom, 0.0)
        assert _share(view.grabWindow(), palette_of(LIGHT).ground.name()) < 0.01  # smoothed edges may hit that colour


def test_the_item_uploads_again_in_another_window(
    qtbot: QtBot, view: QQuickView, item: BasemapItem, city: Path
) -> None:
    item.set_theme(LIGHT, "en")
    item.set_source(city)
    item.set_camera(*SEA, 14.0, 0.0)
    _picture(qtbot, view, item)
    other = QQuickView()
    other.resize(400, 300)
    other.show()
    item.setParentItem(other.contentItem())
    item.update()
    assert _share(_picture(qtbot, other, item), LIGHT.water) > 0.9
    item.setParentItem(view.contentItem())
    other.close()
    other.deleteLater()


def test_the_window_and_its_names_come_before_what_lies_around(
    qtbot: QtBot, item: BasemapItem, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[int, int, int] | None] = []
    tile, names = worker.render_tile, worker.render_labels

    def one(stores: Any, tokens: Any, *rest: Any) -> QImage:
        done.append(rest[:3])
        return tile(stores, tokens, *rest)

    def sheet(*how: Any) -> Any:
        done.append(None)
        return names(*how)

    monkeypatch.setattr(worker, "render_tile", one)
    monkeypatch.setattr(worker, "render_labels", sheet)
    item.set_camera(*CITY, 13.0, 0.0)
    item.set_source(city)
    qtbot.waitUntil(lambda: item.settled and None in done)
    assert item.complete
    first = done.index(None)
    assert set(done[:first]) == set(Viewport(*CITY, 13.0, 0.0, 400.0, 300.0).tiles(12))
    assert len(done) > first + 1, "and then what lies around it"


def test_a_tile_that_is_being_painted_is_not_painted_again(
    qtbot: QtBot, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = worker.BasemapWorker()
    keys = tuple(worker.TileKey(1, 2, x, 1, 512.0) for x in (0, 1, 2))
    painted: list[int] = []

    def paint(stores: Any, tokens: Any, z: int, x: int, *rest: Any) -> QImage:
        painted.append(x)
        made.want(keys, None, 1.0)  # a frame comes meanwhile, and still lacks all of them
        return QImage(512, 512, QImage.Format.Format_RGB32)

    monkeypatch.setattr(worker, "render_tile", paint)
    try:
        made.use(worker.Setting(1, (str(city),), DARK, "en"))
        made.want(keys, None, 1.0)
        qtbot.waitUntil(lambda: len(made._results) == 3)
        made.want(keys, None, 1.0)
        assert painted == [0, 1, 2]
        assert [one.key for one in made.take()[0]] == list(keys)
        assert made.idle
    finally:
        made.stop()


def test_a_broken_file_is_said_and_the_next_one_opens(
    qtbot: QtBot, view: QQuickView, item: BasemapItem, city: Path, tmp_path: Path
) -> None:
    with qtbot.waitSignal(item.sourceFailed) as failed:
        item.set_source(tmp_path / "missing.pmtiles")
    assert "does not exist" in failed.args[0]
    item.set_source(city)
    item.set_camera(*SEA, 14.0, 0.0)
    assert _share(_picture(qtbot, view, item), DARK.water) > 0.9


def test_stopping_ends_the_thread_and_may_be_repeated(item: BasemapItem) -> None:
    worker = item._worker
    assert worker is not None and worker._thread.is_alive()
    item.stop()
    item.stop()
    assert not worker._thread.is_alive()


def test_pictures_stay_bounded_on_a_long_flight(qtbot: QtBot, view: QQuickView, item: BasemapItem, city: Path) -> None:
    item._pictures._limit = 12_000_000
    item.set_source(city)
    for step in range(8):
        item.set_camera(CITY[0] + step * 0.004, CITY[1], 15.0, 0.0)
        _picture(qtbot, view, item)
        shown = len({piece.key for piece in item._tiles})
        assert item._pictures.nbytes <= max(12_000_000, (shown + 1) * 512 * 512 * 4)


def test_qml_knows_the_item(qapp: object) -> None:
    register()
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(b"import QtQuick\nimport Opscenter.Map 1.0\nItem { BasemapItem {} }", QUrl())
    assert component.status() == QQmlComponent.Status.Ready, component.errorString()
