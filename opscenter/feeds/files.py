"""Files that appear or change in a folder, as a source: each delivered once it has stopped growing."""

import hashlib
from collections import OrderedDict
from pathlib import Path

from opscenter.domain.batch import Clock
from opscenter.feeds.feed import Delivery, Item, SourceFault
from opscenter.feeds.record import Problem

MOST_FILES = 10_000
"""Files looked at in a folder; a feed's folder with more is a mistake."""
MEDIA = {".json": "application/json", ".xml": "application/xml", ".csv": "text/csv", ".geojson": "application/geo+json"}


class FileSource:
    """One file, or the files of a folder whose names match `pattern`, looked at every so many seconds.

    A file is delivered when it is new or has changed, oldest first, and only when size and time were the same at two
    looks (whoever writes it is done) - except at the first look, when there is nothing to compare with and it is at
    least a second old. The same content under the same name is not delivered again.
    """

    def __init__(
        self, path: Path, *, every_s: float, clock: Clock, pattern: str = "*", limit_bytes: int = 50_000_000
    ) -> None:
        self.every_s = every_s
        self._path = path
        self._pattern = pattern
        self._clock = clock
        self._limit = limit_bytes
        self._closed = False
        self._seen: dict[Path, tuple[int, int]] = {}  # at the last look: size, time
        self._done: OrderedDict[Path, tuple[tuple[int, int], bytes]] = OrderedDict()

    def fetch(self, delivery: Delivery) -> None:
        """Look once. SourceFault when file or folder is not there."""
        found = self._look()
        settled_before = self._clock() * 1_000_000 - 1_000_000_000
        for path, stamp in sorted(found.items(), key=lambda one: (one[1][1], one[0])):
            if self._closed:
                return
            known = self._done.get(path)
            if known is not None and known[0] == stamp:
                continue
            if self._seen.get(path) == stamp or (path not in self._seen and stamp[1] <= settled_before):
                self._deliver(path, stamp, delivery)
        self._seen = found

    def close(self) -> None:
        """No other file is begun."""
        self._closed = True

    def _look(self) -> dict[Path, tuple[int, int]]:
        try:
            if not self._path.is_dir():
                return {self._path: self._stamp(self._path)}
            found: dict[Path, tuple[int, int]] = {}
            for path in self._path.glob(self._pattern):
                if path.is_file() and not path.name.startswith("."):
                    found[path] = self._stamp(path)
                    if len(found) > MOST_FILES:
                        raise SourceFault(f"{self._path} holds more than {MOST_FILES} files")
            return found
        except OSError as error:
            raise SourceFault(f"{self._path} cannot be read: {error.strerror}") from None

    @staticmethod
    def _stamp(path: Path) -> tuple[int, int]:
        stat = path.stat()
        return stat.st_size, stat.st_mtime_ns

    def _deliver(self, path: Path, stamp: tuple[int, int], delivery: Delivery) -> None:
        known = self._done.pop(path, None)
        self._done[path] = (stamp, b"" if known is None else known[1])
        while len(self._done) > MOST_FILES:
            self._done.popitem(last=False)
        try:
            with path.open("rb") as file:
                body = file.read(self._limit + 1)
        except OSError as error:
            delivery.problem(Problem(str(path), f"cannot be read: {error.strerror}."))
            return
        if len(body) > self._limit:
            delivery.problem(Problem(str(path), f"it has more than the limit of {self._limit / 1e6:g} MB: not read."))
            return
        digest = hashlib.blake2b(body, digest_size=16).digest()
        if known is not None and known[1] == digest:
            return
        self._done[path] = (stamp, digest)
        media = MEDIA.get(path.suffix.lower(), "")
        delivery.take(Item(str(path), body, self._clock(), path.name, media))
