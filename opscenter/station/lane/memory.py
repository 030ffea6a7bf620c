"""All that an engine knows, as plain data: put into a new engine, it goes on to the same journal, hash for hash."""

from typing import Any

from opscenter.station.engine import Engine

MemoryOf = dict[str, Any]
"""Plain data: maps, lists, texts, numbers and numpy arrays without objects."""


class MemoryFormatError(ValueError):
    """These bytes are no memory, or not a whole one; a sentence."""


def remember(engine: Engine) -> MemoryOf:
    """Everything that an engine knows; copies, so that another thread may pack it."""
    raise NotImplementedError


def pack(memory: MemoryOf) -> bytes:
    """One compressed block."""
    raise NotImplementedError


def unpack(block: bytes) -> MemoryOf:
    """What was packed, within bounds whatever the bytes are. Raises MemoryFormatError and nothing else."""
    raise NotImplementedError


def recall(engine: Engine, memory: MemoryOf) -> list[str]:
    """Put a memory into an engine that was just made, with nothing restored, over the same catalogue.

    Of another catalogue what both have is taken over; sentences say what is not. Raises MemoryFormatError where the
    parts of a memory do not fit together; the engine is of no use then.
    """
    raise NotImplementedError
