"""What can be wrong with an incident file, in sentences for people."""

import errno
from pathlib import Path


class IncidentError(Exception):
    """An incident file cannot be written or read; the message is a sentence that says why and what to do."""

    @property
    def sentence(self) -> str:
        """What to show."""
        return str(self)


class DamagedError(IncidentError):
    """A part of a file is not what was written: the rest may be."""


class NotOursError(IncidentError):
    """A file of MCAP, but of another program."""


def of_disk(path: Path, error: OSError, doing: str) -> IncidentError:
    """A sentence for what the system said; `doing` is "written" or "read"."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return IncidentError(
            f"{path} cannot be {doing}: the disk is full. Nothing half is left there; make room, or name another disk."
        )
    why = error.strerror or type(error).__name__
    return IncidentError(f"{path} cannot be {doing}: {why}.")
