"""A small file, whole or not at all, and never in the place of another unless that is wanted."""

import os
from pathlib import Path


def write_whole(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file beside its place, have it on the disk, and move it there.

    Raises FileExistsError where there is something already, unless it is to be replaced; else OSError. Then nothing new
    is left, and what was there is as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    if not replace and os.path.lexists(path):
        raise FileExistsError(f"{path} is there already")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if replace:
            beside.replace(path)
        else:
            _move_to_free_place(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _move_to_free_place(beside: Path, path: Path) -> None:
    """A link is only made where nothing is: another file that came meanwhile stays. Where there are no links, as on
    some sticks, the last look is what is left."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(path):
            raise FileExistsError(f"{path} is there already") from None
        beside.replace(path)
