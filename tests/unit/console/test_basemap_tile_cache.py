"""Tiles on disk: bounded, shared by several consoles, and harmless when damaged."""

import multiprocessing
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from opscenter.city.basemap import write_basemap
from opscenter.console.map.basemap.picture_cache import PictureCache
from opscenter.console.map.basemap.rendering import render_tile
from opscenter.console.map.basemap.source import open_source
from opscenter.console.map.basemap.tile_cache import Kept, TileCache, key_of
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.theme.tokens import DARK, LIGHT


def test_what_was_put_is_there_for_the_next_one(tmp_path: Path) -> None:
    kept = Kept(b"tile", 12.5, '"tag"', "yesterday")
    with closing(TileCache(tmp_path / "t.sqlite")) as cache:
        cache.put(key_of("a"), kept)
        cache.put(key_of("b"), Kept(bytes(100_000)), pack=True)
        cache.flush()
        with closing(TileCache(tmp_path / "t.sqlite")) as other:
            assert other.get(key_of("a")) == kept
            assert other.get(key_of("b")) == Kept(bytes(100_000))
            assert other.get(key_of("c")) is None


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    with closing(TileCache(tmp_path / "t.sqlite", limit=1_000_000)) as cache:
        for number in range(30):
            cache.put(key_of(number), Kept(os.urandom(90_000)))
            cache.flush()
            assert cache.get(key_of(0)) is not None  # always in use
        assert cache.get(key_of(29)) is not None and cache.get(key_of(1)) is None
    with closing(sqlite3.connect(tmp_path / "t.sqlite")) as db:
        assert db.execute("SELECT sum(size) FROM tile").fetchone()[0] <= 1_000_000
    assert (tmp_path / "t.sqlite").stat().st_size < 1_500_000


@pytest.mark.parametrize("content", [b"", b"no database at all" * 500, b"SQLite format 3\0" + bytes(4_000)])
def test_a_damaged_file_begins_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.sqlite"
    path.write_bytes(content)
    with closing(TileCache(path)) as cache:
        cache.put(key_of("a"), Kept(b"tile"))
        cache.flush()
        assert cache.get(key_of("a")) == Kept(b"tile")


def test_damage_while_it_is_open_is_no_more_than_forgetting(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    with closing(TileCache(path)) as cache:
        for number in range(200):
            cache.put(key_of(number), Kept(os.urandom(5_000)))
        cache.flush()
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with closing(TileCache(path)) as cache:
        for number in range(50):
            cache.get(key_of(number))
        cache.put(key_of("new"), Kept(b"tile"))
        cache.flush()
        assert cache.get(key_of("new")) in (Kept(b"tile"), None)


def test_a_folder_that_cannot_be_written_means_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with closing(TileCache(tmp_path / "file" / "t.sqlite")) as cache:
        cache.put(key_of("a"), Kept(b"tile"))
        cache.flush()
        assert cache.get(key_of("a")) is None


def _fill(path: Path, start: int) -> None:
    with closing(TileCache(path, limit=3_000_000)) as cache:
        for number in range(start, start + 60):
            cache.put(key_of(number), Kept(os.urandom(20_000)))
            if number % 10 == 0:
                cache.flush()


def test_several_consoles_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    spawn = multiprocessing.get_context("spawn")
    others = [spawn.Process(target=_fill, args=(path, 1_000 * n)) for n in (1, 2)]
    for other in others:
        other.start()
    for other in others:
        other.join(60)
    assert [other.exitcode for other in others] == [0, 0]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert db.execute("SELECT count(*) FROM tile").fetchone()[0] > 60


@pytest.mark.usefixtures("qapp")
def test_a_drawn_tile_is_kept_under_all_it_depends_on(tmp_path: Path) -> None:
    write_basemap(1, tmp_path / "city.pmtiles", 5_000)
    with closing(open_source(tmp_path / "city.pmtiles")) as source, closing(TileCache(tmp_path / "t.sqlite")) as cache:
        stores = [TileStore(source)]
        pictures = PictureCache(cache, stores, DARK)
        address = (12, 3357, 1786)
        image = render_tile(stores, DARK, *address, 600.25, 1.0)
        pictures.put(*address, 600.25, 1.0, image)
        cache.flush()
        found = pictures.get(*address, 600.25, 1.0)
        assert isinstance(found, QImage) and found == image
        assert pictures.get(*address, 600.5, 1.0) is None
        assert pictures.get(*address, 600.25, 2.0) is None
        assert PictureCache(cache, stores, LIGHT).get(*address, 600.25, 1.0) is None
        assert PictureCache(cache, [*stores, *stores], DARK).get(*address, 600.25, 1.0) is None
