"""Where an engine can begin in the middle of a recording: memories of one in the file, in a folder, kept on the way.

A memory at a moment knows everything that happened up to it. Those of strangers are data and nothing else; one that
cannot be read is passed over for the one before.
"""

import logging
from bisect import bisect_right, insort
from collections.abc import Callable
from pathlib import Path
from typing import Any

from opscenter.domain.stopped import Meanwhile, nothing_meanwhile
from opscenter.station.lane.beside import BESIDE, Columns
from opscenter.station.lane.lane import Lane
from opscenter.station.lane.memory import MemoryFormatError, Numbers, pack, unpack

log = logging.getLogger("opscenter.station.replay")

KEPT_BYTES = 256 << 20
SUFFIX = ".anchor"

Load = Callable[[], bytes]
StateAt = Callable[[int], Columns | None]


class Anchors:
    """Memories by their moment (Unix ms). `kept_bytes`: how much of those made on the way is kept in this memory.
    `numbers`: how entities and cells are numbered, `state`: columns of the state at a moment, for those that do not
    tell it themselves."""

    def __init__(
        self, kept_bytes: int = KEPT_BYTES, numbers: Numbers | None = None, state: StateAt = lambda at: None
    ) -> None:
        self._numbers = numbers
        self._state = state
        self._loads: dict[int, Load] = {}
        self._moments: list[int] = []
        self._kept: dict[int, bytes] = {}
        self._kept_bytes = kept_bytes
        self._folder: Path | None = None

    def add(self, at: int, load: Load) -> None:
        """One that is somewhere else."""
        if at not in self._loads:
            insort(self._moments, at)
        self._loads[at] = load

    def look_in(self, folder: Path) -> None:
        """Those that another process puts there, as they come."""
        self._folder = folder

    def nearest(self, at: int) -> int | None:
        """The moment of the last one at or before `at`; None: there is none."""
        self._look()
        position = bisect_right(self._moments, at)
        return self._moments[position - 1] if position else None

    def recall(self, at: int, lane: Lane, meanwhile: Meanwhile = nothing_meanwhile) -> bool:
        """Put the one of this moment into a new lane; False: it is of no use, and forgotten. Raises what `meanwhile`
        raises."""
        try:
            memory = unpack(self._loads[at]())
            meanwhile()
            beside = self._state(at) if BESIDE in memory else None
            meanwhile()
            for sentence in lane.recall(memory, self._numbers, beside, meanwhile):
                log.info("%s", sentence)
        except (MemoryFormatError, ValueError, OSError) as error:
            log.warning("an anchor of the recording cannot be used: %s", error)
            self._moments.remove(at)
            del self._loads[at]
            self._kept.pop(at, None)
            return False
        return True

    def keep(self, at: int, memory: dict[str, Any]) -> None:
        """One made on the way. Where there are too many, every other of them goes."""
        block = pack(memory)
        self._kept[at] = block
        self.add(at, lambda: block)
        while sum(map(len, self._kept.values())) > self._kept_bytes and len(self._kept) > 1:
            for moment in sorted(self._kept)[1::2]:
                del self._kept[moment], self._loads[moment]
                self._moments.remove(moment)

    def _look(self) -> None:
        if self._folder is None:
            return
        for path in self._folder.glob(f"*{SUFFIX}"):
            at = int(path.stem) if path.stem.isdecimal() else None
            if at is not None and at not in self._loads:
                self.add(at, path.read_bytes)


def put_in(folder: Path, at: int, memory: dict[str, Any]) -> int:
    """For another process that looks there; its size in bytes. Raises OSError."""
    part, block = folder / f"{at}.part", pack(memory)
    part.write_bytes(block)
    part.replace(folder / f"{at}{SUFFIX}")
    return len(block)
