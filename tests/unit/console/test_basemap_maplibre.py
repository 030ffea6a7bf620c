"""A site's own MapLibre style: drawn by the extra where it is there, else by the map's own style with a sentence."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from opscenter.city.basemap import write_basemap
from opscenter.console.map.basemap import maplibre_source
from opscenter.console.map.basemap.maplibre_source import MapLibreSource, available
from opscenter.console.map.basemap.rendering import render_view
from opscenter.console.map.basemap.source import BasemapError, open_source
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.theme.tokens import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")
SEA = (115.06, 22.185)


@pytest.fixture
def style(tmp_path: Path) -> Path:
    write_basemap(1, tmp_path / "city.pmtiles", 5_000)
    return write(tmp_path, {"a": {"type": "vector", "url": f"pmtiles://file://{tmp_path / 'city.pmtiles'}"}})


def write(folder: Path, sources: dict[str, object]) -> Path:
    path = folder / "style.json"
    ground = {"id": "ground", "type": "background", "paint": {"background-color": "#804020"}}
    water = {"id": "water", "type": "fill", "source": "a", "source-layer": "water", "paint": {"fill-color": "#204080"}}
    layers = [ground, water] if sources else [ground]
    path.write_text(json.dumps({"version": 8, "name": "Ours", "sources": sources, "layers": layers}))
    return path


def test_without_the_extra_its_tiles_are_drawn_in_our_style(style: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maplibre_source, "available", lambda: False)
    with closing(open_source(style)) as source:
        assert source.info.kind == "vector" and source.info.name == "Port Meridian"
        (note,) = source.info.notes
        assert "style.json is a MapLibre style" in note and "opscenter[maplibre]" in note
        image = render_view(source, *SEA, 14.0, QSize(64, 64), 1.0, LIGHT, "en")
        assert image.pixelColor(32, 32).name() == LIGHT.water.lower()


@pytest.mark.parametrize(
    "sources", [{}, {"a": {"type": "raster"}}, {"a": 7}, {"a": {"type": "vector", "url": "style.json"}}]
)
def test_without_the_extra_and_without_tiles_it_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sources: dict[str, object]
) -> None:
    monkeypatch.setattr(maplibre_source, "available", lambda: False)
    with pytest.raises(BasemapError, match="is a MapLibre style, which takes the extra"):
        open_source(write(tmp_path, sources))


@pytest.mark.skipif(not available(), reason="the extra maplibre is not installed")
def test_with_the_extra_maplibre_draws_it(style: Path) -> None:
    with closing(open_source(style)) as source:
        assert isinstance(source, MapLibreSource) and source.info.name == "Ours"
        data = source.tile(14, 13428, 7145)
        assert data is not None
        image = QImage.fromData(data)
        assert (image.width(), image.height()) == (512, 512)
        store = TileStore(source)
        sea = render_view(source, *SEA, 14.0, QSize(64, 64), 1.0, LIGHT, "en", store).pixelColor(32, 32)
        assert sea.blue() > sea.red() and not store.trouble
        source._process.kill()
        source._process.wait(60)
        assert source.tile(14, 13428, 7146) is None and source.unreadable == 1


@pytest.mark.skipif(not available(), reason="the extra maplibre is not installed")
def test_a_source_that_is_gone_is_tiles_that_cannot_be_drawn(tmp_path: Path) -> None:
    gone = write(tmp_path, {"a": {"type": "vector", "url": f"pmtiles://file://{tmp_path / 'gone.pmtiles'}"}})
    with closing(open_source(gone)) as source:
        assert source.tile(3, 1, 1) is None
        store = TileStore(source)
        assert store.covering(3, 1, 1) is None and "style.json" in store.trouble
