"""What can be wrong with a history database, in sentences for the operator."""

import sqlite3
from pathlib import Path


class HistoryError(Exception):
    """The database cannot be used; the message says why and what to do."""


class NewerDatabaseError(HistoryError):
    """Written by a newer version of the program."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"The history database {path} has version {found}, written by a newer opscenter; this one knows versions "
            f"up to {known}. Update opscenter, or start with another --data folder."
        )


class ReadOnlyFolderError(HistoryError):
    """No file can be made where the database is."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Nothing is being recorded: the disk of {folder} is read-only, or this user may not write there."
        )


_CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SENTENCES = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "the disk or the database file is read-only",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_CANTOPEN: "the database file cannot be opened",
    sqlite3.SQLITE_BUSY: "another program holds the database",
    sqlite3.SQLITE_LOCKED: "another program holds the database",
    sqlite3.SQLITE_PERM: "the database file may not be written",
}


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code of an error, 0 when it carries none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_corrupt(error: sqlite3.Error) -> bool:
    """The file is damaged or not a database at all: no retry helps."""
    return primary_code(error) in _CORRUPT


def sentence_of(error: sqlite3.Error) -> str:
    """Why SQLite refused, as the end of a sentence."""
    return _SENTENCES.get(primary_code(error), str(error))
