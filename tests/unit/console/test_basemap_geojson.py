"""GeoJSON as a layer: what is drawn, what is left out and said, names in the language, the antimeridian."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from opscenter.console.map.basemap.labels import LabelPass
from opscenter.console.map.basemap.rendering import render_view
from opscenter.console.map.basemap.source import BasemapError, open_source
from opscenter.console.map.basemap.style import palette_of
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.map.basemap.viewport import Viewport
from opscenter.console.theme.tokens import DARK, LIGHT, Tokens
from tests.support.data import shared_data

pytestmark = pytest.mark.usefixtures("qapp")
SQUARE = [[10.0, 50.0], [10.2, 50.0], [10.2, 50.1], [10.0, 50.1], [10.0, 50.0]]


def feature(coordinates: Any, kind: str = "Polygon", **properties: str) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def written(tmp_path: Path, *features: Any) -> Path:
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def outlined(image: QImage, tokens: Tokens) -> int:
    """Pixels of lines and names: smoothed edges count from a third of the way to the line's colour."""
    line, land = palette_of(tokens).lines["district"].lightness(), palette_of(tokens).areas["earth"].lightness()
    least = abs(line - land) / 3
    return sum(
        abs(image.pixelColor(x, y).lightness() - land) > least
        for x in range(image.width())
        for y in range(image.height())
    )


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("zoom", [8.0, 10.4, 12.0])
def test_outlines_are_drawn_without_the_edges_of_tiles(tmp_path: Path, tokens: Tokens, zoom: float) -> None:
    with closing(open_source(written(tmp_path, feature([SQUARE])))) as source:
        image = render_view(source, 10.1, 50.05, zoom, QSize(300, 300), 1.0, tokens, "en")
        scale = 256 * 2**zoom / 360
        inside = [(x, y) for x in range(110, 190, 3) for y in range(110, 190, 3)]
        ground = image.pixelColor(150, 150)
        if 0.2 * scale < 290:
            assert outlined(image, tokens) > 20
        if 0.1 * scale > 300:
            assert all(image.pixelColor(*place) == ground for place in inside)


def test_names_are_in_the_language_of_the_console(tmp_path: Path) -> None:
    path = written(
        tmp_path, feature([SQUARE], name="Nord", **{"name:en": "North", "name:zh-Hant": "北區", "name:ja": "北"})
    )
    with closing(open_source(path)) as source:
        view = Viewport(10.1, 50.05, 11.0, 0.0, 400, 300)
        for language, name in (("en", "North"), ("zh_Hant", "北區"), ("ja", "北"), ("de", "Nord")):
            (label,) = LabelPass(DARK, language).place(TileStore(source), view)
            assert label.candidate.text == name
            assert abs(label.x - 200) < 40 and abs(label.y - 150) < 40


def test_the_districts_of_hong_kong_have_their_names() -> None:
    with closing(open_source(shared_data("hongkong", "maps", "hksar_18_district_boundary.json"))) as source:
        view = Viewport(114.16, 22.35, 11.5, 0.0, 1600, 1000)
        texts = {
            lang: {p.candidate.text for p in LabelPass(DARK, lang).place(TileStore(source), view)}
            for lang in ("en", "zh_Hant")
        }
        assert {"Sha Tin", "Islands"} <= texts["en"]
        assert {"沙田", "離島"} <= texts["zh_Hant"]
        assert source.info.notes == ()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (feature([[[22.3, 114.2], [22.4, 114.2], [22.4, 114.3], [22.3, 114.2]]]), "latitude and longitude swapped"),
        (feature([[[835000, 816000], [836000, 816000], [836000, 817000], [835000, 816000]]]), "not degrees"),
        (feature([[[10, 95], [170, 95], [170, 99], [10, 95]]]), "latitude beyond 90"),
        (feature([[[400, 5], [401, 5], [401, 6], [400, 5]]]), "longitude beyond 180"),
        (feature([[[10, 50], [11, 50]]]), "too few points"),
        (feature([[[10, 50], [11, 50], [12, 50], [10, 50]]]), "an area without extent"),
        (feature([[[-180, 80], [-90, 80], [0, 80], [90, 80], [180, 80], [-170, 80]]]), "around a pole"),
        (feature("?"), "broken geometry"),
        (feature([[["a", "b"]] * 4]), "broken geometry"),
        (feature([[[10, None]] * 4]), "broken geometry"),
        ({"type": "Feature", "geometry": None, "properties": {}}, "no geometry"),
        ({"type": "Feature", "geometry": {"type": "Blob", "coordinates": [1]}}, "broken geometry"),
        (7, "no geometry"),
    ],
)
def test_what_cannot_be_drawn_is_counted_with_its_reason(tmp_path: Path, bad: Any, reason: str) -> None:
    with closing(open_source(written(tmp_path, feature([SQUARE]), bad, bad))) as source:
        (note,) = source.info.notes
        assert note.startswith("2 of 3 features of districts.geojson are not drawn: 2 ×") and reason in note
        image = render_view(source, 10.1, 50.05, 10.0, QSize(300, 300), 1.0, DARK, "en")
        assert outlined(image, DARK) > 20


def test_a_file_with_nothing_to_draw_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BasemapError, match=r"Nothing in districts\.geojson can be drawn: it is empty"):
        open_source(written(tmp_path))
    (tmp_path / "x.json").write_text('{"type": "FeatureCollection", "features": [')
    with pytest.raises(BasemapError, match="not readable JSON"):
        open_source(tmp_path / "x.json")
    (tmp_path / "y.json").write_text('{"a": 1}')
    with pytest.raises(BasemapError, match="not GeoJSON"):
        open_source(tmp_path / "y.json")
    with pytest.raises(BasemapError, match="TopoJSON"):
        open_source(shared_data("maps", "geojson", "london_boroughs.topojson"))


@pytest.mark.parametrize("lon", [179.9, -179.9])
def test_an_area_across_the_antimeridian_is_drawn_on_both_sides(tmp_path: Path, lon: float) -> None:
    across = [[179.5, -17.0], [-179.5, -17.0], [-179.5, -16.0], [179.5, -16.0], [179.5, -17.0]]
    with closing(open_source(written(tmp_path, feature([across], name="Fiji")))) as source:
        near = render_view(source, lon, -16.0, 9.0, QSize(200, 100), 1.0, DARK, "en")
        assert outlined(near, DARK) > 100
        far = render_view(source, 0.0, -16.0, 4.0, QSize(400, 300), 1.0, DARK, "en")
        assert outlined(far, DARK) == 0


def test_a_bow_tie_is_mended(tmp_path: Path) -> None:
    bow = [[10.0, 50.0], [10.2, 50.1], [10.2, 50.0], [10.0, 50.1], [10.0, 50.0]]
    with closing(open_source(written(tmp_path, feature([bow])))) as source:
        assert source.info.notes == ()
        assert outlined(render_view(source, 10.1, 50.05, 10.0, QSize(300, 300), 1.0, DARK, "en"), DARK) > 20


def test_it_lies_over_another_basemap(tmp_path: Path) -> None:
    with (
        closing(open_source(shared_data("maps", "pmtiles", "firenze_vector_v3.pmtiles"))) as florence,
        closing(
            open_source(
                written(tmp_path, feature([[[11.2, 43.7], [11.3, 43.7], [11.3, 43.8], [11.2, 43.8], [11.2, 43.7]]]))
            )
        ) as districts,
    ):
        stores = [TileStore(florence), TileStore(districts)]
        image = render_view(florence, 11.3, 43.77, 13.0, QSize(400, 300), 1.0, LIGHT, "en", stores)
        alone = render_view(florence, 11.3, 43.77, 13.0, QSize(400, 300), 1.0, LIGHT, "en")
        other = [(x, y) for x in range(400) for y in range(300) if image.pixelColor(x, y) != alone.pixelColor(x, y)]
        assert sum(197 <= x <= 203 for x, _ in other) > 280
        assert alone.pixelColor(50, 50) == image.pixelColor(50, 50)
