"""Samples and texts that have come and whose step is not over yet."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import BASE_MS, Array

Ints = NDArray[np.int64]


@dataclass(slots=True)
class Waiting:
    """Samples of all inputs in columns: number of the slot, position of the entity, time, value, quality.

    `due`: the time in whose step it counts: its own, or for one that came late the step that ran when it came.
    """

    slot: Ints
    position: Ints
    time: Ints
    due: Ints
    value: NDArray[np.float64]
    quality: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.slot)

    def taken(self, which: Any) -> "Waiting":
        """Those of an index or a mask."""
        return Waiting(
            self.slot[which], self.position[which], self.time[which], self.due[which], self.value[which],
            self.quality[which],
        )  # fmt: skip


def nothing() -> Waiting:
    """No samples."""
    none = np.empty(0, np.int64)
    return Waiting(none, none, none, none, np.empty(0), np.empty(0, np.uint8))


def joined(parts: list[Waiting]) -> Waiting:
    """Parts one after another."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return nothing()
    return Waiting(
        np.concatenate([part.slot for part in parts]),
        np.concatenate([part.position for part in parts]),
        np.concatenate([part.time for part in parts]),
        np.concatenate([part.due for part in parts]),
        np.concatenate([part.value for part in parts]),
        np.concatenate([part.quality for part in parts]),
    )


WaitingText = tuple[int, int, int, int, str | None]


@dataclass(slots=True)
class Pending:
    """What waits. Texts are (due, time, slot, position, text) in order of arrival."""

    REMEMBERED: ClassVar[dict[str, Any]] = {}

    parts: list[Waiting] = field(default_factory=list)
    texts: list[WaitingText] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many samples and texts wait."""
        return sum(len(part) for part in self.parts) + len(self.texts)

    def release(self, before: int) -> tuple[Waiting, list[WaitingText]]:
        """What is due before a time (Unix ms), in that order, then of time; the rest waits on."""
        found = joined(self.parts)
        old = found.due < before
        ready = found.taken(old)
        rest = found.taken(~old)
        self.parts = [rest] if len(rest) else []
        texts = sorted((one for one in self.texts if one[0] < before), key=lambda one: one[:2])
        if texts:
            self.texts = [one for one in self.texts if one[0] >= before]
        return ready.taken(np.lexsort((ready.time, ready.due // BASE_MS))), texts

    def put_back(self, ready: Waiting, texts: list[WaitingText]) -> None:
        """Have some of what was released wait on."""
        self.parts.insert(0, ready)
        self.texts = [*texts, *self.texts]

    def remember_more(self) -> dict[str, Array]:
        """See `domain.remembered`."""
        columns = self.save()
        del columns["text"]  # which is as wide for all as the longest
        texts = msgspec.msgpack.encode([text for *_, text in self.texts])
        return {**columns, "texts": np.frombuffer(texts, np.uint8)}

    def recall_more(self, more: dict[str, Array]) -> None:
        """See `domain.remembered`."""
        columns = [more[name] for name in ("slot", "position", "time", "due", "value", "quality")]
        of_texts = [more[f"text_{name}"].tolist() for name in ("due", "time", "slot", "position")]
        if len({len(column) for column in columns}) > 1:
            raise ValueError("samples that wait are not told wholly")
        self.parts = [Waiting(*columns)] if len(columns[0]) else []
        told = msgspec.msgpack.decode(more["texts"].tobytes(), type=list[str | None])
        self.texts = list(zip(*of_texts, told, strict=True))

    def save(self) -> dict[str, Array]:
        """As arrays."""
        found = joined(self.parts)
        dues, times, slots, positions, texts = zip(*self.texts, strict=True) if self.texts else ((), (), (), (), ())
        return {
            "slot": found.slot, "position": found.position, "time": found.time, "due": found.due, "value": found.value,
            "quality": found.quality, "text_due": np.array(dues, np.int64), "text_time": np.array(times, np.int64),
            "text_slot": np.array(slots, np.int64),
            "text_position": np.array(positions, np.int64),
            "text_none": np.array([text is None for text in texts], np.bool_),
            "text": np.array([text or "" for text in texts], "U"),
        }  # fmt: skip
