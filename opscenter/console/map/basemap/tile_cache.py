"""Tiles kept on disk: those of servers as they came, and vector tiles as they were drawn. One SQLite file.

SQLite because several consoles may read and write it at once (write-ahead log), because a row is written whole or not
at all, and because least-recently-used over both kinds of tiles is one indexed query. A cache may forget: whatever
goes wrong with the file costs only the time to make its tiles again.
"""

import logging
import sqlite3
import threading
import time
from collections import deque
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import zstandard

CACHE_BYTES = 500_000_000
"""Content kept at most; the file is a few percent larger."""
_LARGEST = 20_000_000
_QUEUE_BYTES = 64_000_000
_FORMAT = 1
_FLUSH_S = 2.0
_log = logging.getLogger("opscenter.basemap")


@dataclass(slots=True, frozen=True)
class Kept:
    """One tile. `expires` is in seconds since 1970 (0: never); `etag` and `modified` are what the server called it."""

    data: bytes
    expires: float = 0.0
    etag: str = ""
    modified: str = ""


def key_of(*parts: object) -> bytes:
    """The key of a tile out of everything it depends on."""
    return blake2b("\x1f".join(map(str, parts)).encode("utf-8", "replace"), digest_size=16).digest()


class TileCache:
    """Reads at once, writes in a thread of its own. Every method may be called from any thread; none raises."""

    def __init__(self, path: Path, limit: int = CACHE_BYTES) -> None:
        self._path, self._limit = path, limit
        self._lock = threading.Lock()
        self._condition = threading.Condition()
        self._queue: deque[tuple[bytes, Kept, bool]] = deque()
        self._queued = 0
        self._used: set[bytes] = set()
        self._stopping = self._busy = False
        self._broken = False
        self._db = self._open()
        self._thread = threading.Thread(target=self._write, name="tile-cache", daemon=True)
        self._thread.start()

    def get(self, key: bytes) -> Kept | None:
        """What is kept under a key."""
        with self._lock:
            if self._db is None:
                return None
            try:
                with closing(
                    self._db.execute("SELECT data, packed, expires, etag, modified FROM tile WHERE key=?", (key,))
                ) as rows:
                    row = rows.fetchone()
            except sqlite3.OperationalError:
                return None  # another console is writing just now
            except sqlite3.DatabaseError as error:
                self._start_anew(error)
                return None
        if row is None:
            return None
        try:
            data = zstandard.ZstdDecompressor().decompress(row[0], _LARGEST) if row[1] else bytes(row[0])
            kept = Kept(data, float(row[2]), str(row[3]), str(row[4]))
        except (zstandard.ZstdError, TypeError, ValueError):
            return None
        with self._condition:
            self._used.add(key)
        return kept

    def put(self, key: bytes, kept: Kept, pack: bool = False) -> None:
        """Keep it, soon. `pack`: compress it, which pays for pixels but not for what is compressed already."""
        if len(kept.data) > _LARGEST:
            return
        with self._condition:
            if self._stopping or self._queued + len(kept.data) > _QUEUE_BYTES:
                return
            self._queue.append((key, kept, pack))
            self._queued += len(kept.data)
            self._condition.notify()

    def flush(self) -> None:
        """Wait until everything put so far is on disk."""
        with self._condition:
            self._condition.wait_for(lambda: not (self._queue or self._busy) or not self._thread.is_alive(), 20)

    def close(self) -> None:
        """Write what waits and close the file."""
        with self._condition:
            self._stopping = True
            self._condition.notify_all()
        self._thread.join(timeout=10)
        with self._lock:
            if self._db is not None:
                with suppress(sqlite3.Error):
                    self._db.close()
                self._db = None

    def _open(self) -> sqlite3.Connection | None:
        for attempt in (1, 2):
            db: sqlite3.Connection | None = None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                db = sqlite3.connect(self._path, timeout=2.0, check_same_thread=False, isolation_level=None)
                for pragma in ("journal_mode=WAL", "synchronous=OFF", "journal_size_limit=8000000"):
                    db.execute(f"PRAGMA {pragma}").close()
                with closing(db.execute("PRAGMA user_version")) as rows:
                    version = rows.fetchone()[0]
                if version not in (0, _FORMAT):
                    raise sqlite3.DatabaseError("of another version")
                db.executescript(
                    "CREATE TABLE IF NOT EXISTS tile (key BLOB PRIMARY KEY, size INT NOT NULL, used REAL NOT NULL,"
                    " packed INT NOT NULL, expires REAL NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,"
                    " data BLOB NOT NULL);"
                    "CREATE INDEX IF NOT EXISTS tile_used ON tile (used, size);"
                    f"PRAGMA user_version={_FORMAT};"
                ).close()
                return db
            except (sqlite3.Error, OSError) as error:
                if db is not None:
                    db.close()
                _log.warning("the cache of map tiles %s cannot be used: %s", self._path, error)
                if attempt == 2 or not isinstance(error, sqlite3.DatabaseError) or not self._remove():
                    return None
        return None

    def _remove(self) -> bool:
        try:
            for tail in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + tail).unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _start_anew(self, error: Exception) -> None:
        """The file is damaged: throw it away, once; a second time work without it. Called with the lock held."""
        _log.warning("the cache of map tiles %s is damaged (%s) and begins anew", self._path, error)
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
        self._db = None
        if not self._broken and self._remove():
            self._broken = True
            self._db = self._open()

    def _write(self) -> None:
        total = -1
        while True:
            with self._condition:
                self._busy = False
                self._condition.notify_all()
                self._condition.wait_for(lambda: self._queue or self._stopping, _FLUSH_S)
                batch = [self._queue.popleft() for _ in range(min(len(self._queue), 64))]
                self._queued -= sum(len(kept.data) for _, kept, _ in batch)
                used, self._used = self._used, set()
                if self._stopping and not batch:
                    break
                self._busy = bool(batch)
            if batch or used:
                total = self._write_batch(batch, used, total)

    def _write_batch(self, batch: list[tuple[bytes, Kept, bool]], used: set[bytes], total: int) -> int:
        """Write rows and note what was used; bytes kept afterwards, -1 when unknown."""
        now = time.time()
        packer = zstandard.ZstdCompressor(level=1)
        rows = []
        for key, kept, pack in batch:
            data = packer.compress(kept.data) if pack else kept.data
            rows.append((key, len(data) + 200, now, int(pack), kept.expires, kept.etag, kept.modified, data))
        with self._lock:
            db = self._db
            if db is None:
                return -1
            try:
                db.execute("BEGIN IMMEDIATE").close()
                try:
                    db.executemany("UPDATE tile SET used=? WHERE key=?", [(now, key) for key in used]).close()
                    db.executemany("INSERT OR REPLACE INTO tile VALUES (?,?,?,?,?,?,?,?)", rows).close()
                    if batch:
                        total = self._trimmed(db)
                    db.execute("COMMIT").close()
                except BaseException:
                    with suppress(sqlite3.Error):
                        db.execute("ROLLBACK").close()
                    raise
            except sqlite3.OperationalError as error:
                _log.debug("tiles were not kept: %s", error)  # busy or the disk is full: they are made again
            except sqlite3.DatabaseError as error:
                self._start_anew(error)
                total = -1
        return total

    def _trimmed(self, db: sqlite3.Connection) -> int:
        with closing(db.execute("SELECT total(size) FROM tile")) as rows:
            total = int(rows.fetchone()[0])
        if total <= self._limit:
            return total
        gone = []
        with closing(db.execute("SELECT rowid, size FROM tile ORDER BY used, size")) as rows:
            for rowid, size in rows:
                if total <= self._limit * 0.9:
                    break
                gone.append((rowid,))
                total -= size
        db.executemany("DELETE FROM tile WHERE rowid=?", gone).close()
        return total
