"""No bytes of a file can raise past its source, and what is wrong is a graceful picture or a sentence."""

import gzip
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path

import mapbox_vector_tile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize

from opscenter.city.basemap import write_basemap
from opscenter.console.map.basemap.describing import describe
from opscenter.console.map.basemap.mbtiles_source import MbtilesSource
from opscenter.console.map.basemap.rendering import render_tile, render_view
from opscenter.console.map.basemap.source import BasemapError, SourceInfo, open_source
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.theme.tokens import DARK

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "city.pmtiles"
    write_basemap(1, path, 5_000)
    return path


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    return tmp_path_factory.mktemp("scratch") / "broken"


def small_tile() -> bytes:
    square = {"geometry": "POLYGON ((0 0, 0 900, 900 900, 900 0, 0 0))", "properties": {"kind": "park", "n": 3}}
    line = {"geometry": "LINESTRING (0 0, 500 600, 700 200)", "properties": {"kind": "highway", "name": "A"}}
    spot = {"geometry": "POINT (500 500)", "properties": {"kind": "city", "name": "B"}}
    layers = [("landuse", square), ("roads", line), ("places", spot)]
    return bytes(mapbox_vector_tile.encode([{"name": name, "features": [one] * 3} for name, one in layers]))


Changes = st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 255)), min_size=1, max_size=20)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(Changes, st.one_of(st.none(), st.integers(0, 4_000)))
def test_no_bytes_of_a_pmtiles_raise_past_its_source(
    city: Path, scratch: Path, changes: list[tuple[int, int]], cut: int | None
) -> None:
    data = bytearray(city.read_bytes()[:cut])
    for place, value in changes:
        if data:
            data[place % len(data)] = value
    scratch.write_bytes(data)
    with suppress(BasemapError), closing(open_source(scratch)) as source:
        for z, x, y in ((8, 209, 111), (12, 3357, 1786), (14, 13428, 7145), (0, 0, 0)):
            source.tile(z, x, y)
        list(islice(source.addresses(), 50))


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=600))
def test_no_directory_of_a_pmtiles_raises_past_its_source(scratch: Path, city: Path, noise: bytes) -> None:
    data = bytearray(city.read_bytes())
    packed = gzip.compress(noise, mtime=0)
    start = int.from_bytes(data[8:16], "little")
    data[start : start + len(packed)] = packed
    data[16:24] = len(packed).to_bytes(8, "little")
    scratch.write_bytes(data)
    with suppress(BasemapError), closing(open_source(scratch)) as source:
        source.tile(12, 3357, 1786)
        list(islice(source.addresses(), 50))


@settings(max_examples=60, deadline=None)
@given(Changes)
def test_no_tile_keeps_its_picture_from_being_drawn(changes: list[tuple[int, int]]) -> None:
    data = bytearray(small_tile())
    for place, value in changes:
        data[place % len(data)] = value

    class Fixed(MbtilesSource):
        def __init__(self) -> None:
            self.info = _INFO

        def tile(self, z: int, x: int, y: int) -> bytes | None:
            return bytes(data)

        def close(self) -> None:
            pass

    store = TileStore(Fixed())
    assert not render_tile(store, DARK, 3, 1, 1, 128, 1.0).isNull()
    assert not render_view(store.source, 10.0, 10.0, 4.0, QSize(64, 64), 1.0, DARK, "ja", store).isNull()


def _info() -> SourceInfo:
    world = (-180.0, -85.0, 180.0, 85.0)
    return SourceInfo("x", "vector", 0, 14, world, (0.0, 0.0, 0.0), "", (), "x:0:0")


_INFO = _info()


def test_empty_and_broken_tiles_are_said(tmp_path: Path) -> None:
    for x, data in ((0, b""), (1, b"\x1a\xff\xff")):
        (tmp_path / "1" / str(x)).mkdir(parents=True)
        (tmp_path / "1" / str(x) / "0.mvt").write_bytes(data)
    with closing(open_source(tmp_path)) as source:
        found = describe(source)
        assert any("1 of 2 tiles looked at cannot be read" in problem for problem in found.problems)
        assert any("1 of 2 tiles looked at are empty" in problem for problem in found.problems)
        assert not render_view(source, 0.0, 40.0, 2.0, QSize(64, 64), 1.0, DARK, "en").isNull()


def test_a_name_without_glyphs_is_drawn_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(
        '{"type": "Feature", "properties": {"name": "\\ud83f\\udfff \\u0378 x"}, '
        '"geometry": {"type": "Point", "coordinates": [10, 50]}}'
    )
    with closing(open_source(path)) as source:
        assert not render_view(source, 10.0, 50.0, 10.0, QSize(200, 100), 1.0, DARK, "en").isNull()
