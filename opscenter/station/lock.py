"""One station per data folder: a lock that ends with the process, however it ends."""

import sys
from pathlib import Path
from typing import IO

from opscenter.station.errors import StationError

FILE_NAME = "station.lock"


class FolderLock:
    """Held from construction to `close`. Raises StationError when another station has the folder.

    A folder that cannot be written is not locked: nothing can be recorded in it either.
    """

    def __init__(self, folder: Path) -> None:
        self._file: IO[bytes] | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = (folder / FILE_NAME).open("ab")
        except OSError:
            return
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            raise StationError(
                f"Another station is already recording in {folder}. Attach to it with `opscenter console --station`, "
                "or start this one with another --data folder."
            ) from None

    def close(self) -> None:
        """Let go."""
        if self._file is not None:
            self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
