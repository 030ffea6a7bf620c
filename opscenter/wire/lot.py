"""Many messages of a log at once, uncut: where each payload stands, and what is needed to read it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Message = tuple[bytes, bytes, bytes, int]
"""Topic, payload, header (b"" if there was none), arrival (Unix ms)."""


@dataclass(slots=True, frozen=True)
class Lot:
    """Messages in the order in which they came; arrays of one length.

    `starts`, `ends`: of each payload in `content`. `arrived`: Unix ms. `kind`: number in `kinds` of its kind of topic
    (all before the last `/`), -1 for what is read one by one. `message`: one as it came, None if it cannot be read.
    """

    content: bytes
    starts: Ints
    ends: Ints
    arrived: Ints
    kind: Ints
    kinds: Sequence[bytes]
    message: Callable[[int], Message | None]

    def __len__(self) -> int:
        return len(self.starts)

    def part(self, first: int, last: int) -> "Lot":
        """Those from `first` up to but not `last`."""
        message = self.message
        return Lot(
            self.content, self.starts[first:last], self.ends[first:last], self.arrived[first:last],
            self.kind[first:last], self.kinds, lambda number: message(first + number),
        )  # fmt: skip


def lot_of(messages: Sequence[Message]) -> Lot:
    """A lot of messages that are cut already."""
    numbers: dict[bytes, int] = {}
    kind = [
        -1 if topic[:1] == b"_" else numbers.setdefault(topic.rpartition(b"/")[0], len(numbers))
        for topic, _, _, _ in messages
    ]
    ends = np.cumsum(np.fromiter((len(one[1]) for one in messages), np.int64, len(messages)))
    starts = np.concatenate((np.zeros(1, np.int64), ends))[: len(ends)]
    arrived = np.fromiter((one[3] for one in messages), np.int64, len(messages))
    content = b"".join([one[1] for one in messages])
    return Lot(content, starts, ends, arrived, np.array(kind, np.int64), list(numbers), lambda number: messages[number])
