"""The vector tile decoder against an independent one, and against broken bytes."""

from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.console.map.basemap.mvt import decode_tile
from opscenter.console.map.basemap.source import uncompressed
from opscenter.console.map.basemap.tile_store import decode
from tests.support.data import shared_data


def _points(coordinates: Any) -> set[tuple[int, int]]:
    if coordinates and isinstance(coordinates[0], int | float):
        return {(int(coordinates[0]), int(coordinates[1]))}
    return {point for part in coordinates for point in _points(part)}


@pytest.mark.parametrize(
    "name",
    ["chicago_13-2100-3045.mvt", "sanfrancisco_15-5238-12666.mvt", "norway_12-2171-1069.mvt", "demotiles_3_4_3.pbf"],
)
def test_real_tiles_decode_as_an_independent_decoder_does(name: str) -> None:
    data = uncompressed(shared_data("maps", "mvt", name).read_bytes())
    assert data is not None
    expected = mapbox_vector_tile.decode(data, default_options={"y_coord_down": True})
    layers = decode_tile(data)
    assert [layer.name for layer in layers] == [key for key in expected if expected[key]["features"]]
    for layer in layers:
        features = expected[layer.name]["features"]
        assert len(layer.kinds) == len(features) and layer.extent == expected[layer.name]["extent"]
        geometry = layer.geometry
        for number, feature in list(enumerate(features))[:60]:
            assert layer.properties(number) == feature["properties"]
            parts = np.flatnonzero(geometry.part_feature == number)
            mine = {
                (int(x), int(y))
                for part in parts
                for x, y in geometry.xy[geometry.part_start[part] : geometry.part_start[part + 1]]
            }
            assert mine == _points(feature["geometry"]["coordinates"])


def _small_tile() -> bytes:
    square = {"geometry": "POLYGON ((0 0, 0 100, 100 100, 100 0, 0 0))", "properties": {"kind": "park", "n": 3}}
    line = {"geometry": "LINESTRING (0 0, 50 60, 70 20)", "properties": {"kind": "highway", "name": "A"}}
    return bytes(
        mapbox_vector_tile.encode(
            [{"name": "landuse", "features": [square] * 3}, {"name": "roads", "features": [line] * 9}]
        )
    )


def test_a_broken_feature_is_left_out_and_the_rest_stays() -> None:
    data = bytearray(_small_tile())
    whole = {layer.name: layer for layer in decode_tile(bytes(data))}
    first = bytes(data).index(bytes([9, 0]), 20)  # a MoveTo of one point: make it an unknown command
    data[first] = 11
    broken = {layer.name: layer for layer in decode_tile(bytes(data))}
    before = sum(len(layer.geometry.part_feature) for layer in whole.values())
    after = sum(len(layer.geometry.part_feature) for layer in broken.values())
    assert after == before - 1


@pytest.mark.parametrize("share", [0.1, 0.35, 0.6, 0.85, 0.99])
def test_a_truncated_tile_keeps_what_is_whole(share: float) -> None:
    data = shared_data("maps", "mvt", "chicago_13-2100-3045.mvt").read_bytes()
    layers = decode_tile(data[: int(len(data) * share)])
    assert len(layers) <= len(decode_tile(data))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=12), st.integers(0, 10_000))
def test_mutated_tiles_never_raise(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(_TILE)
    for place, value in changes:
        data[place % len(data)] = value
    decode(bytes(data[: cut % len(data)] if cut % 3 == 0 else data), 14, 0, 0, "vector")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_noise_never_raises(data: bytes) -> None:
    decode(data, 14, 0, 0, "vector")


_TILE = _small_tile()


def test_a_picture_that_is_none_is_no_tile(tmp_path: Path) -> None:
    assert decode(b"\x89PNG broken", 0, 0, 0, "raster") is None
