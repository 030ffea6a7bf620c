"""Where an incident file may be written: nowhere that something of value would be lost."""

from pathlib import Path

from opscenter.recording.mcap_records import MAGIC


def check_target(out: Path, history: Path, *, replace: bool) -> None:
    """ValueError, a sentence, for a place where no incident file is to go. `replace`: an older one may go.

    `history`: the database it is cut out of.
    """
    if out.resolve() == history.resolve():
        raise ValueError(f"{out} is the history itself. Name another file.")
    if out.is_dir():
        raise ValueError(f"{out} is a folder. Name a file in it, for instance {out / 'incident.mcap'}.")
    if not out.parent.is_dir():
        raise ValueError(f"There is no folder {out.parent}. Make it, or name another place.")
    if not out.exists():
        return
    if not replace:
        raise ValueError(f"There is a file {out} already. Name another, or say that it is to be replaced (--force).")
    if not _may_go(out):
        raise ValueError(f"{out} is not an incident file, and is not replaced. Name another file.")


def _may_go(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            begins = file.read(len(MAGIC))
    except OSError:
        return False
    return begins in (MAGIC, b"")
