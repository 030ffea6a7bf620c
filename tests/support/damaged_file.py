"""Damages a database file as a failing disk does: whole pages turn to garbage."""

import sqlite3
from contextlib import closing
from pathlib import Path


def settle(path: Path) -> None:
    """Bring everything of the write-ahead log into the file."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def page_with(path: Path, content: bytes) -> int:
    """The number, from 0, of the page on which some bytes of a stored row stand."""
    found = path.read_bytes().find(content)
    assert found >= 0, "these bytes stand on one page"
    return found // page_bytes(path)


def page_bytes(path: Path) -> int:
    """Size of the pages of a database."""
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("PRAGMA page_size").fetchone()[0])


def spoil_page(path: Path, page: int, garbage: bytes = b"\xa5") -> None:
    """Overwrite a page (from 0)."""
    size = page_bytes(path)
    with path.open("r+b") as file:
        file.seek(page * size)
        file.write(garbage * size)


def spoil_row(path: Path, table: str, column: str, key: str, number: int) -> int:
    """Turn the page on which the beginning of a stored block of a row stands into garbage; the page, from 0."""
    settle(path)
    with closing(sqlite3.connect(path)) as database:
        (block,) = database.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", (number,)).fetchone()
    page = page_with(path, bytes(block)[:48])
    spoil_page(path, page)
    return page


def change_block(path: Path, table: str, column: str, key: str, number: int) -> None:
    """Change a byte in the middle of a stored block, which no page of SQLite shows."""
    with closing(sqlite3.connect(path)) as database, database:
        (block,) = database.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", (number,)).fetchone()
        spoilt = bytearray(block)
        spoilt[len(spoilt) // 2] ^= 0xFF
        database.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (bytes(spoilt), number))
