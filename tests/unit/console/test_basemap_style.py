"""The style by pixels: what must be told apart is, and what must be quiet is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from opscenter.console.map.basemap.glyphs import Glyphs
from opscenter.console.map.basemap.labels import LabelPass
from opscenter.console.map.basemap.mbtiles_source import MbtilesSource
from opscenter.console.map.basemap.names import name_of
from opscenter.console.map.basemap.rendering import render_tile, render_view
from opscenter.console.map.basemap.style import palette_of
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.map.basemap.viewport import Viewport
from opscenter.console.theme.tokens import DARK, LIGHT, Tokens
from tests.support.bad_basemaps import archive, tile_of

pytestmark = pytest.mark.usefixtures("qapp")
THEMES = pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
ACROSS = "LINESTRING (0 2048, 4096 2048)"
HIEROGLYPHS = "\U00013000\U00013001"


def drawn(folder: Path, tokens: Tokens, layer: str, geometry: str, zoom: int = 16, **properties: object) -> QImage:
    path = archive(folder / "one.mbtiles", {(zoom, 5, 5): tile_of(layer, geometry, **properties)})
    source = MbtilesSource(path)
    image = render_tile(TileStore(source), tokens, zoom, 5, 5, 512, 1.0)
    source.close()
    path.unlink()
    return image


def thickness(image: QImage) -> list[int]:
    """Of each column, how many px are not the ground's."""
    ground = image.pixelColor(5, 5).name()
    return [sum(image.pixelColor(x, y).name() != ground for y in range(200, 312)) for x in range(20, 490)]


@THEMES
def test_a_tram_is_a_thin_line_and_a_railway_has_sleepers(tmp_path: Path, tokens: Tokens) -> None:
    tram = thickness(drawn(tmp_path, tokens, "roads", ACROSS, kind="rail", kind_detail="tram"))
    rail = thickness(drawn(tmp_path, tokens, "roads", ACROSS, kind="rail", kind_detail="rail"))
    assert min(tram) >= 1 and max(tram) <= 2
    assert len(set(tram)) == 1, "no sleepers"
    assert max(rail) > 2 * min(rail) and min(rail) >= max(tram)


def _contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.1's contrast ratio."""

    def light(colour: QColor) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]  # type: ignore[index]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@THEMES
def test_streets_stand_out_from_the_buildings_along_them_and_the_greater_ones_most(tokens: Tokens) -> None:
    palette = palette_of(tokens)
    building, land, water = (palette.areas[name] for name in ("building", "earth", "water"))
    for name in ("minor", "tertiary", "secondary", "major"):
        assert _contrast(palette.line(name, 16.0), building) > 1.15, name
    assert _contrast(building, land) > 1.1 and _contrast(water, land) > 1.08
    if tokens is DARK:
        order = [palette.line(name, 16.0).lightness() for name in ("minor", "tertiary", "secondary", "major")]
        assert order == sorted(order)


@THEMES
def test_the_ground_is_quiet_and_names_can_be_read(tokens: Tokens) -> None:
    palette = palette_of(tokens)
    for colour in (*palette.areas.values(), *palette.lines.values(), *palette.near.values()):
        assert colour.hsvSaturationF() * colour.valueF() < 0.20, colour.name()
    for text in (palette.text, palette.strong, palette.road_text, palette.water_text, palette.park_text):
        assert _contrast(text, palette.halo) > 4.5


def test_streets_change_their_colour_steadily_with_the_zoom() -> None:
    palette = palette_of(LIGHT)
    lights = [palette.line("major", zoom).lightness() for zoom in (12.0, 13.0, 13.5, 14.0, 14.5, 15.0, 17.0)]
    assert lights == sorted(lights) and lights[0] < lights[-1]


def test_another_name_is_taken_where_no_font_can_write_the_first() -> None:
    glyphs = Glyphs()
    assert glyphs.drawable("Straße 12, Łódź")
    if glyphs.drawable(HIEROGLYPHS):
        pytest.skip("a font for hieroglyphs is installed here")
    names = {"name": HIEROGLYPHS, "name:en": "Temple"}
    assert name_of(names, "ar", glyphs.drawable) == "Temple"
    assert name_of({"name": HIEROGLYPHS}, "ar", glyphs.drawable) == HIEROGLYPHS
    assert name_of({"name": "Karnak", "name:en": "Temple"}, "ar", glyphs.drawable) == "Karnak"


@pytest.mark.parametrize("text", [HIEROGLYPHS, "\u0378 x", "हिन्दी", "กรุงเทพ", "\ue123 y", "🏿", "\u202ex\u0000y"])
def test_a_name_without_glyphs_is_written_with_whatever_there_is(tmp_path: Path, text: str) -> None:
    path = archive(tmp_path / "x.mbtiles", {(0, 0, 0): tile_of("places", "POINT (2048 2048)", kind="city", name=text)})
    source = MbtilesSource(path)
    store = TileStore(source)
    labels = LabelPass(DARK, "en")
    placed = labels.place(store, Viewport(0.0, 0.0, 5.0, 0.0, 300, 200))
    image = render_view(source, 0.0, 0.0, 5.0, QSize(300, 200), 1.0, DARK, "en", store)
    source.close()
    assert len(placed) == 1
    assert any(image.pixelColor(x, y) != image.pixelColor(2, 2) for x in range(120, 180) for y in range(85, 115))
