"""What is drawn: colours at known places in both themes, names whole, memory bounded."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from opscenter.city.basemap import write_basemap
from opscenter.console.map.basemap.labels import LabelPass
from opscenter.console.map.basemap.names import name_of
from opscenter.console.map.basemap.rendering import render_tile, render_view
from opscenter.console.map.basemap.source import TileSource, open_source
from opscenter.console.map.basemap.style import palette_of, width_of
from opscenter.console.map.basemap.tile_pictures import TilePictures
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.map.basemap.viewport import Viewport
from opscenter.console.map.basemap.worker import TileKey
from opscenter.console.theme.tokens import DARK, LIGHT, Tokens
from tests.support.data import shared_data

pytestmark = pytest.mark.usefixtures("qapp")
ARNO = (11.24135, 43.77085)  # the middle of the river at Ponte alla Carraia's western side
SIZE = QSize(400, 300)


@pytest.fixture
def florence() -> Iterator[TileSource]:
    source = open_source(shared_data("maps", "pmtiles", "firenze_vector_v3.pmtiles"))
    yield source
    source.close()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TileSource]:
    path = tmp_path_factory.mktemp("city") / "city.pmtiles"
    write_basemap(1, path, 5_000)
    source = open_source(path)
    yield source
    source.close()


def _colours(image: QImage) -> dict[str, int]:
    found: dict[str, int] = {}
    for y in range(0, image.height(), 2):
        for x in range(0, image.width(), 2):
            name = image.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=lambda tokens: tokens.name)
def test_water_and_parks_have_their_colours_in_the_city(city: TileSource, tokens: Tokens) -> None:
    image = render_view(city, 115.1079, 22.2158, 12.5, QSize(800, 600), 1.0, tokens, "en")
    colours = _colours(image)
    palette = palette_of(tokens)
    total = 400 * 300
    assert colours.get(QColor(tokens.water).name(), 0) > 0.2 * total
    assert colours.get(palette.areas["wood"].name(), 0) > 0.03 * total
    assert len(colours) > 30


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=lambda tokens: tokens.name)
def test_florence_has_its_river(florence: TileSource, tokens: Tokens) -> None:
    image = render_view(florence, *ARNO, 15.0, SIZE, 1.0, tokens, "en")
    assert _colours(image).get(QColor(tokens.water).name(), 0) > 300


def test_the_ratio_makes_the_picture_larger_not_the_map(florence: TileSource) -> None:
    once = render_view(florence, *ARNO, 13.0, SIZE, 1.0, DARK, "en")
    twice = render_view(florence, *ARNO, 13.0, SIZE, 2.0, DARK, "en")
    assert (twice.width(), twice.height(), twice.devicePixelRatio()) == (800, 600, 2.0)
    small = twice.scaled(once.size())
    same = sum(
        abs(small.pixelColor(x, y).lightness() - once.pixelColor(x, y).lightness()) < 24
        for x in range(0, 400, 5)
        for y in range(0, 300, 5)
    )
    assert same > 0.8 * 80 * 60


@pytest.mark.parametrize("zoom", [0.5, 3, 8, 12, 16, 19, 21])
def test_every_zoom_draws(florence: TileSource, zoom: float) -> None:
    image = render_view(florence, 11.2558, 43.7696, zoom, QSize(200, 150), 1.0, LIGHT, "zh_Hant")
    assert not image.isNull()


@pytest.mark.parametrize(
    ("parts", "place", "zoom"),
    [
        (("mbtiles", "boston_buildings.mbtiles"), (-71.0376, 42.4072), 14.5),
        (("mbtiles", "mbview_twolayers.mbtiles"), (-99.165, 19.41), 15.0),
        (("mbtiles", "geography-class-png.mbtiles"), (0.0, 20.0), 1.0),
        (("pmtiles", "stamen_toner_world_z3_raster_v3.pmtiles"), (10.0, 50.0), 4.0),
        (("mbtiles", "world_cities.mbtiles"), (2.35, 48.85), 5.0),
    ],
)
def test_other_real_files_show_something(parts: tuple[str, str], place: tuple[float, float], zoom: float) -> None:
    source = open_source(shared_data("maps", *parts))
    image = render_view(source, *place, zoom, QSize(600, 400), 1.0, DARK, "en")
    source.close()
    assert len(_colours(image)) > 3


def test_neighbouring_tiles_meet_without_a_seam(city: TileSource) -> None:
    store = TileStore(city)
    sea = QColor(LIGHT.water).name()
    view = Viewport(115.1079, 22.2158, 13.0, 0.0, 400, 300)
    _, x, y = view.tiles(12)[0]
    one, other = (render_tile(store, LIGHT, 12, column, y, 512, 1.0) for column in (x, x + 1))
    rows = [row for row in range(512) if one.pixelColor(508, row).name() == sea]
    meeting = [row for row in rows if one.pixelColor(511, row).name() == sea and other.pixelColor(0, row).name() == sea]
    assert len(meeting) >= 0.95 * len(rows)


@pytest.mark.parametrize("language", ["en", "zh_Hant", "zh_Hans"])
def test_no_name_is_cut_and_none_covers_another(city: TileSource, language: str) -> None:
    names = LabelPass(LIGHT, language)
    for zoom in (12.0, 14.0, 16.0):
        view = Viewport(115.1079, 22.2158, zoom, 0.0, 900, 600)
        placed = names.place(TileStore(city), view)
        assert placed
        level = [label for label in placed if label.angle == 0.0 and len(label.candidate.line) == 1]
        boxes = []
        for label in level:
            width, height = names._size(label.candidate)
            box = label.x - width / 2, label.y - height / 2, label.x + width / 2, label.y + height / 2
            assert box[0] >= 0 and box[1] >= 0 and box[2] <= 900 and box[3] <= 600
            for left, top, right, bottom in boxes:
                assert box[0] >= right or box[2] <= left or box[1] >= bottom or box[3] <= top
            boxes.append(box)


def test_names_follow_the_language(city: TileSource) -> None:
    view = Viewport(115.1079, 22.2158, 13.0, 0.0, 1200, 800)
    texts = {
        language: {label.candidate.text for label in LabelPass(DARK, language).place(TileStore(city), view)}
        for language in ("en", "zh_Hant", "zh_Hans")
    }
    assert "Port Meridian" in texts["en"]
    assert "子午港" in texts["zh_Hant"] and "子午港" in texts["zh_Hans"]
    assert texts["zh_Hant"] != texts["zh_Hans"]


def test_names_fall_back() -> None:
    assert name_of({"name": "Firenze", "name:en": "Florence"}, "zh_Hant") == "Firenze"
    assert name_of({"name": "x", "name:zh": "佛罗伦萨"}, "zh_Hant") == "佛罗伦萨"
    assert name_of({"name": "Firenze", "name:en": "Florence"}, "en") == "Florence"
    assert name_of({"name": 5}, "en") == ""
    assert len(name_of({"name": "a\n" * 500}, "en")) <= 60


def test_decoded_tiles_stay_within_their_bound(florence: TileSource) -> None:
    store = TileStore(florence, limit=3_000_000)
    for x in range(8698, 8707):
        for y in range(5968, 5974):
            store.covering(14, x, y)
            largest = max(tile.nbytes if tile else 100 for tile in store._tiles.values())
            assert store.nbytes <= max(3_000_000, largest)


def test_pictures_stay_within_their_bound_but_keep_what_is_shown() -> None:
    pictures = TilePictures(limit=5 * 64 * 64 * 4)
    keys = [TileKey(1, 5, x, 0, 64) for x in range(20)]
    for key in keys:
        pictures.add(key, QImage(64, 64, QImage.Format.Format_RGB32))
    pictures.trim(set(keys[:3]))
    assert pictures.nbytes <= 5 * 64 * 64 * 4
    assert all(key in pictures for key in keys[:3]) and keys[-1] in pictures and keys[5] not in pictures


def test_a_missing_tile_is_replaced_by_part_of_its_parent() -> None:
    pictures = TilePictures()
    pictures.add(TileKey(1, 4, 3, 5, 512), QImage(8, 8, QImage.Format.Format_RGB32))
    (piece,) = pictures.pieces(TileKey(1, 6, 13, 22, 512), 13)
    assert piece.key.z == 4 and piece.part == (0.25, 0.5, 0.25) and piece.square == (6, 13, 22)


def test_roads_grow_with_the_zoom_and_by_rank() -> None:
    for zoom in (12.0, 14.0, 16.0, 18.0):
        widths = [width_of(name, zoom) for name in ("path", "minor", "tertiary", "secondary", "major", "motorway")]
        assert widths == sorted(widths)
        assert all(width_of(name, zoom + 0.5) >= width_of(name, zoom) for name in ("minor", "motorway"))


def test_holes_of_a_large_polygon_stay_holes(city: TileSource) -> None:
    # The airport is an island far down the list of holes in the sea.
    image = render_view(city, 115.1983, 22.2037, 15.0, SIZE, 1.0, LIGHT, "en")
    assert _colours(image).get(palette_of(LIGHT).areas["airport"].name(), 0) > 5_000


def test_open_sea_goes_on_beyond_the_tiles(city: TileSource, florence: TileSource) -> None:
    assert TileStore(city).at_sea and not TileStore(florence).at_sea
    far = render_view(city, 110.0, 15.0, 13.0, SIZE, 1.0, LIGHT, "en")
    assert set(_colours(far)) == {QColor(LIGHT.water).name()}
