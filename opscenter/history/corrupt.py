"""A damaged database is moved aside whole, under a name that says when, and a new one is started."""

from datetime import UTC, datetime
from pathlib import Path


def move_aside(path: Path, now: int) -> Path:
    """Rename a database and its side files; the new path of the main file. `now` in Unix ms. Raises OSError."""
    stamp = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = path.with_name(f"{path.stem}-corrupt-{stamp}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}-corrupt-{stamp}-{number}{path.suffix}")
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        side = path.with_name(path.name + suffix)
        if side.exists():
            side.rename(aside.with_name(aside.name + suffix))
    return aside


def notice_of(aside: Path) -> str:
    """The sentence for the operator."""
    return (
        f"The history database was damaged. It was moved aside to {aside} and a new one was started. "
        f"`opscenter history check --data {aside}` names what is damaged; everything else in it can still be read."
    )
