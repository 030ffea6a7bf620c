"""Where the station on this machine says it can be reached: one small file, written by the station."""

from pathlib import Path

FILE_NAME = "desk-address"


def write_address(folder: Path, address: str) -> None:
    """Leave the address of a station that is ready in `folder`, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{FILE_NAME}.new"
    fresh.write_text(address + "\n", encoding="utf-8")
    fresh.replace(folder / FILE_NAME)


def read_address(folder: Path) -> str | None:
    """The address left in `folder`, or None."""
    try:
        return (folder / FILE_NAME).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def clear_address(folder: Path, address: str) -> None:
    """Take the address away again, unless another station has written its own meanwhile."""
    if read_address(folder) == address:
        (folder / FILE_NAME).unlink(missing_ok=True)
