"""Reading files of parts with care: what cannot be read is a Problem that names the file."""

from pathlib import Path
from typing import Any

import msgspec

from opscenter.feeds.record import Problem

MAX_BYTES = 100_000_000
"""Of one file; the largest that is usual here (all detectors of a city for half a minute) has 0.7 MB."""


class Unreadable(Exception):
    """A file cannot be used: a sentence."""


def read_bytes(path: Path) -> bytes:
    """All of a file. Raises Unreadable."""
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"it cannot be read: {error.strerror}.") from None
    if len(body) > MAX_BYTES:
        raise Unreadable(f"it has more than {MAX_BYTES / 1e6:g} MB, which no file of this sort has.")
    return body


def read_json(path: Path) -> Any:
    """A JSON document in UTF-8. Raises Unreadable, which says whether it was cut short."""
    body = read_bytes(path).removeprefix(b"\xef\xbb\xbf")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"it is not UTF-8 text (byte {error.start}): save it as it came.") from None
    try:
        return msgspec.json.decode(body)
    except msgspec.DecodeError as error:
        cut = "it is cut short" if "truncated" in str(error) else f"it is not JSON: {error}"
        raise Unreadable(f"{cut}. Get it again.") from None
    except RecursionError:
        raise Unreadable("it is nested too deeply to be what it should be.") from None


def rows_of(path: Path, key: str) -> list[dict[str, Any]]:
    """The objects of a list under `key` of a JSON object. Raises Unreadable."""
    read = read_json(path)
    rows = read.get(key) if isinstance(read, dict) else None
    if not isinstance(rows, list):
        raise Unreadable(f'it has no list "{key}": is it the answer of another service?')
    return [row for row in rows if isinstance(row, dict)]


def problem(path: Path, fault: object, where: str = "") -> Problem:
    """What is wrong with a file."""
    return Problem(f"{path}: {where}" if where else str(path), f"{fault}".rstrip(".") + ".")
