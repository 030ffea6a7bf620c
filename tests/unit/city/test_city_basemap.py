"""The demo city's basemap: readable tiles, all layers, the same bytes for a seed."""

import gzip
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, TileType

from opscenter.cartography.features import LAYERS
from opscenter.city.basemap import ATTRIBUTION, MAX_ZOOM, MIN_ZOOM, write_basemap
from opscenter.city.projection import to_mercator


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("basemap") / "city.pmtiles"
    write_basemap(1, path, 5000)
    return path


def tile(path: Path, zoom: int, x_m: float, y_m: float) -> dict[str, Any]:
    """The decoded tile at a place of the city."""
    import numpy as np

    x, y = (to_mercator(np.array([[x_m, y_m]]))[0] * 2**zoom).astype(int).tolist()
    with path.open("rb") as file:
        data = Reader(MmapSource(file)).get(zoom, x, y)
    assert data is not None
    decoded: dict[str, Any] = mapbox_vector_tile.decode(gzip.decompress(data))
    return decoded


def test_header_and_metadata(written: Path) -> None:
    with written.open("rb") as file:
        reader = Reader(MmapSource(file))
        header, metadata = reader.header(), reader.metadata()
    assert header["tile_type"] is TileType.MVT
    assert header["tile_compression"] is Compression.GZIP
    assert (header["min_zoom"], header["max_zoom"]) == (MIN_ZOOM, MAX_ZOOM)
    assert header["min_lon_e7"] < header["center_lon_e7"] < header["max_lon_e7"]
    assert metadata["attribution"] == ATTRIBUTION
    assert [layer["id"] for layer in metadata["vector_layers"]] == list(LAYERS)


def test_downtown_has_every_layer_and_names_in_three_languages(written: Path) -> None:
    downtown = tile(written, 14, 100.0, 800.0)
    assert {"earth", "landuse", "buildings", "roads", "places", "pois"} <= set(downtown)
    named = [f["properties"] for f in downtown["roads"]["features"] if "name" in f["properties"]]
    assert named
    assert {"name", "name:en", "name:zh-Hant", "name:zh-Hans"} <= set(named[0])
    assert len(downtown["buildings"]["features"]) > 100
    wide = tile(written, 11, 0.0, 0.0)
    assert {"water", "boundaries", "places"} <= set(wide)
    kinds = {f["properties"]["kind"] for f in wide["roads"]["features"]}
    assert {"highway", "major_road"} <= kinds


def test_open_sea_is_water_only(written: Path) -> None:
    sea = tile(written, 13, -11_800.0, -9_800.0)
    assert set(sea) == {"water"}


def test_the_city_is_seen_from_afar(written: Path) -> None:
    far = tile(written, 8, 0.0, 0.0)
    assert "earth" in far and "places" in far
    assert "buildings" not in far


def test_a_seed_gives_the_same_bytes_and_another_seed_another_city(written: Path, tmp_path: Path) -> None:
    write_basemap(1, tmp_path / "again", 5000)
    assert (tmp_path / "again").read_bytes() == written.read_bytes()
    write_basemap(2, tmp_path / "other", 5000)
    assert (tmp_path / "other").read_bytes() != written.read_bytes()


def test_nothing_is_left_behind_when_the_folder_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_basemap(1, tmp_path / "none" / "city.pmtiles", 5000)
    assert list(tmp_path.iterdir()) == []
