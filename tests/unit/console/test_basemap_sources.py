"""Tile files: what opens, what they say about themselves, and the sentence for each that does not open."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from opscenter.console.map.basemap.source import BasemapError, open_source, plain_text, uncompressed
from tests.support.data import shared_data


def test_the_florence_pmtiles_opens_with_its_metadata() -> None:
    source = open_source(shared_data("maps", "pmtiles", "firenze_vector_v3.pmtiles"))
    info = source.info
    assert (info.kind, info.min_zoom, info.max_zoom) == ("vector", 0, 14)
    assert info.attribution == "Protomaps © OpenStreetMap"
    assert info.bounds == pytest.approx((11.154026, 43.7270125, 11.3289395, 43.8325455))
    assert "roads" in info.layers
    tile = source.tile(14, 8704, 5971)
    assert tile is not None and len(tile) > 300_000
    assert source.tile(14, 0, 0) is None
    assert source.tile(14, -1, 0) is None and source.tile(30, 0, 0) is None
    source.close()


@pytest.mark.parametrize(
    ("parts", "kind", "zooms", "address"),
    [
        (("mbtiles", "boston_buildings.mbtiles"), "vector", (13, 13), None),
        (("mbtiles", "mbview_twolayers.mbtiles"), "vector", (0, 14), (0, 0, 0)),
        (("mbtiles", "world_cities.mbtiles"), "vector", (0, 6), (0, 0, 0)),
        (("mbtiles", "geography-class-png.mbtiles"), "raster", (0, 1), (1, 1, 1)),
        (("pmtiles", "stamen_toner_world_z3_raster_v3.pmtiles"), "raster", (0, 3), (3, 4, 2)),
        (("pmtiles", "test_fixture_1.pmtiles"), "vector", (0, 0), (0, 0, 0)),
    ],
)
def test_real_files_open(
    parts: tuple[str, str], kind: str, zooms: tuple[int, int], address: tuple[int, int, int] | None
) -> None:
    source = open_source(shared_data("maps", *parts))
    with closing(source):
        assert source.info.kind == kind
        assert (source.info.min_zoom, source.info.max_zoom) == zooms
        if address is not None:
            assert source.tile(*address)


def test_a_damaged_mbtiles_is_refused_in_a_sentence() -> None:
    with pytest.raises(BasemapError, match=r"invalid\.mbtiles is not a usable MBTiles file"):
        open_source(shared_data("maps", "mbtiles", "invalid.mbtiles"))


def test_a_file_of_another_kind_is_refused_in_a_sentence() -> None:
    with pytest.raises(BasemapError, match="neither a PMTiles nor an MBTiles"):
        open_source(shared_data("maps", "pmtiles", "invalid.pmtiles"))


@pytest.mark.parametrize("version", [1, 2])
def test_old_pmtiles_name_their_version(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.pmtiles"
    path.write_bytes(b"PM" + bytes([version, 0]) + bytes(600))
    with pytest.raises(BasemapError, match=f"version {version}; only version 3"):
        open_source(path)


@pytest.mark.parametrize("length", [9, 100, 126, 200, 1_000, 5_000, 3_000_000])
def test_a_truncated_pmtiles_says_that_it_is_cut_short(tmp_path: Path, length: int) -> None:
    whole = shared_data("maps", "pmtiles", "firenze_vector_v3.pmtiles").read_bytes()
    path = tmp_path / "cut.pmtiles"
    path.write_bytes(whole[:length])
    with pytest.raises(BasemapError, match="cut short"):
        open_source(path)


def test_a_scrambled_directory_is_a_sentence(tmp_path: Path) -> None:
    data = bytearray(shared_data("maps", "pmtiles", "firenze_vector_v3.pmtiles").read_bytes())
    data[140:400] = bytes(260)
    path = tmp_path / "scrambled.pmtiles"
    path.write_bytes(data)
    with pytest.raises(BasemapError, match="damaged"):
        open_source(path)


def test_a_missing_file_and_an_empty_folder_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(BasemapError, match="does not exist"):
        open_source(tmp_path / "nothing.pmtiles")
    with pytest.raises(BasemapError, match="holds no tiles"):
        open_source(tmp_path)


def test_mbtiles_without_metadata_or_with_odd_values(tmp_path: Path) -> None:
    path = tmp_path / "bare.mbtiles"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        db.commit()
    with pytest.raises(BasemapError, match="holds no tiles"):
        open_source(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO tiles VALUES (1, 0, 1, ?), (1, 1, 1, ?)", (gzip.compress(b"\x1a\x00"), "text"))
        db.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        db.executemany("INSERT INTO metadata VALUES (?, ?)", [("bounds", "a,b"), ("center", "1"), ("json", "[")])
        db.commit()
    with closing(open_source(path)) as source:
        assert source.info.bounds[0] == -180.0
        assert source.tile(1, 0, 0) == b"\x1a\x00"
        assert source.tile(1, 1, 0) is None


def test_decompression_is_bounded() -> None:
    assert uncompressed(gzip.compress(bytes(40_000_000))) is None
    assert uncompressed(gzip.compress(b"tile")[:-9]) is None
    assert uncompressed(gzip.compress(b"tile")) == b"tile"


def test_attribution_loses_its_tags() -> None:
    assert plain_text('<a href="x">&copy; OpenStreetMap</a> <script>') == "© OpenStreetMap"
    assert plain_text(7) == ""


@pytest.mark.parametrize("scheme", ["xyz", "tms"])
@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "mvt", "pbf"])
def test_a_folder_of_tiles(tmp_path: Path, scheme: str, ending: str) -> None:
    rows = {"xyz": (0, 1), "tms": (1, 0)}[scheme]
    for x in (0, 1):
        (tmp_path / "1" / str(x)).mkdir(parents=True)
        for y in (0, 1):
            (tmp_path / "1" / str(x) / f"{rows[y]}.{ending}").write_bytes(f"tile {x} {y}".encode())
    (tmp_path / "metadata.json").write_text(
        f'{{"name": "Town", "scheme": "{scheme}", "attribution": "&copy; Town", "bounds": "1,2,3,4"}}'
    )
    with closing(open_source(tmp_path)) as source:
        info = source.info
        assert (info.name, info.attribution, info.bounds) == ("Town", "© Town", (1, 2, 3, 4))
        assert (info.min_zoom, info.max_zoom, source.count()) == (1, 1, 4)
        assert info.kind == ("vector" if ending in ("mvt", "pbf") else "raster")
        assert set(source.addresses()) == {(1, x, y) for x in (0, 1) for y in (0, 1)}
        assert source.tile(1, 1, 0) == b"tile 1 0" and source.tile(1, 0, 1) == b"tile 0 1"
        assert source.tile(1, 2, 0) is None and source.tile(2, 0, 0) is None


def test_real_tiles_in_a_folder(tmp_path: Path) -> None:
    for file in shared_data("maps", "mvt").glob("chicago_13-*.mvt"):
        z, x, y = file.stem.removeprefix("chicago_").split("-")
        (tmp_path / z / x).mkdir(parents=True, exist_ok=True)
        (tmp_path / z / x / f"{y}.mvt").write_bytes(file.read_bytes())
    with closing(open_source(tmp_path)) as source:
        tile = source.tile(13, 2100, 3045)
        assert source.info.kind == "vector" and isinstance(tile, bytes) and len(tile) > 10_000
