"""Archives: read back by the format's own reader, whole or not there."""

import hashlib
from pathlib import Path

import pytest
from pmtiles.reader import MmapSource, Reader, all_tiles

from opscenter.cartography.archive import Cover, TileArchive

COVER = Cover((7.0, 43.0, 8.0, 44.0), (7.5, 43.5, 12))


def test_tiles_come_back_whatever_their_order(tmp_path: Path) -> None:
    path = tmp_path / "a.pmtiles"
    tiles = {(z, x, y): f"{z}/{x}/{y}".encode() for z in (3, 0, 9) for x in range(min(1 << z, 5)) for y in (0,)}
    with TileArchive(path) as archive:
        for (z, x, y), data in tiles.items():
            archive.add(z, x, y, data)
        archive.finish(COVER, {"name": "A", "attribution": "somebody"})
    with path.open("rb") as file:
        reader = Reader(MmapSource(file))
        header = reader.header()
        assert (header["min_zoom"], header["max_zoom"], header["clustered"]) == (0, 9, True)
        assert header["min_lon_e7"] == 70_000_000 and header["center_zoom"] == 12
        assert reader.metadata()["attribution"] == "somebody"
        assert dict(all_tiles(MmapSource(file))) == tiles
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pmtiles"]


def test_equal_tiles_are_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "sea.pmtiles"
    with TileArchive(path) as archive:
        for x in range(64):
            for y in range(64):
                archive.add(6, x, y, b"sea" * 100)
        archive.finish(COVER, {})
    with path.open("rb") as file:
        header = Reader(MmapSource(file)).header()
    assert (header["addressed_tiles_count"], header["tile_entries_count"]) == (4096, 1)
    assert path.stat().st_size < 2_000


def test_more_tiles_than_a_root_directory_holds(tmp_path: Path) -> None:
    path = tmp_path / "many.pmtiles"
    digests = {(9, x, y): hashlib.sha256(f"{x}-{y}".encode()).digest() for x in range(180) for y in range(180)}
    tiles = {place: digest[: 5 + digest[0] % 27] for place, digest in digests.items()}
    with TileArchive(path) as archive:
        for (z, x, y), data in tiles.items():
            archive.add(z, x, y, data)
        archive.finish(COVER, {})
    with path.open("rb") as file:
        reader = Reader(MmapSource(file))
        assert reader.header()["leaf_directory_length"] > 0
        assert all(reader.get(*place) == data for place, data in list(tiles.items())[::97])


def test_an_interrupted_archive_leaves_nothing_and_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.pmtiles"
    path.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt), TileArchive(path) as archive:
        archive.add(0, 0, 0, b"x")
        raise KeyboardInterrupt
    with pytest.raises(ValueError), TileArchive(path) as archive:
        archive.finish(COVER, {})
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pmtiles"]
    assert path.read_bytes() == b"before"
