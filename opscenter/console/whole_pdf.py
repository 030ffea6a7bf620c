"""Whether a PDF is whole: Qt's writer says nothing of a disk that takes no more, and leaves half a file."""

import errno
import os
from pathlib import Path

_END, _LAST_BYTES, _TRIED_BYTES = b"%%EOF", 1_024, 65_536


def check_whole_pdf(path: Path) -> None:
    """Raises OSError, as the disk says it, for a file without its end: it has to be written anew elsewhere."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LAST_BYTES))
        if _END in file.read():
            return
        file.write(bytes(_TRIED_BYTES))  # what keeps Qt from writing keeps us, too, and tells us why
        file.flush()
        os.fsync(file.fileno())
    raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
