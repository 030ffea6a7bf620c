"""Many messages of a log at once, uncut: where each payload stands, and what is needed to read it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.wire.envelope import OddFrames, read_header

Ints = NDArray[np.int64]
Message = tuple[bytes, bytes, bytes, int]
"""Topic, payload, header (b"" if there was none), arrival (Unix ms)."""


@dataclass(slots=True, frozen=True)
class Lot:
    """Messages in the order in which they came; arrays of one length.

    `starts`, `ends`: of each payload in `content`. `arrived`: Unix ms. `kind`: number in `kinds` of its kind of topic
    (all before the last `/`), -1 for what is read one by one. `sent`: by numbers of messages when they were sent, as
    far as their headers tell, else 0. `message`: one as it came, None if it cannot be read.
    """

    content: bytes
    starts: Ints
    ends: Ints
    arrived: Ints
    kind: Ints
    kinds: Sequence[bytes]
    sent: Callable[[Ints], Ints]
    message: Callable[[int], Message | None]

    def __len__(self) -> int:
        return len(self.starts)

    def part(self, first: int, last: int) -> "Lot":
        """Those from `first` up to but not `last`."""
        message, sent = self.message, self.sent
        return Lot(
            self.content, self.starts[first:last], self.ends[first:last], self.arrived[first:last],
            self.kind[first:last], self.kinds, lambda numbers: sent(numbers + first),
            lambda number: message(first + number),
        )  # fmt: skip


def lot_of(messages: Sequence[Message]) -> Lot:
    """A lot of messages that are cut already."""
    numbers: dict[bytes, int] = {}
    kind = [
        -1
        if topic[:1] == b"_" or header.__class__ is OddFrames
        else numbers.setdefault(topic.rpartition(b"/")[0], len(numbers))
        for topic, _, header, _ in messages
    ]
    ends = np.cumsum(np.fromiter((len(one[1]) for one in messages), np.int64, len(messages)))
    starts = np.concatenate((np.zeros(1, np.int64), ends))[: len(ends)]
    arrived = np.fromiter((one[3] for one in messages), np.int64, len(messages))
    content = b"".join([one[1] for one in messages])
    return Lot(
        content, starts, ends, arrived, np.array(kind, np.int64), list(numbers),
        lambda numbers: np.fromiter((sent_of(messages[one][2]) for one in numbers.tolist()), np.int64, len(numbers)),
        lambda number: messages[number],
    )  # fmt: skip


def sent_of(header: bytes) -> int:
    """When a message was sent, as far as its header tells, else 0."""
    try:
        return read_header(header).sent if header else 0
    except ValueError:
        return 0
