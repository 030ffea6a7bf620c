"""What a broker remembers: the recent messages of each publisher, and the last messages of each entity."""

from collections import deque
from dataclasses import dataclass
from typing import Any

import msgspec

from opscenter.wire.envelope import MAX_HEADER_BYTES, Header, decode_header

Message = tuple[bytes, bytes, bytes]
"""Topic, payload, header."""

_SPELLINGS = 8  # of one entity: different sets of attributes, published one after the other
_OVERHEAD = 400  # bytes that a kept message costs beyond its frames, about

_decode_entity = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_decode_any = msgspec.json.Decoder(dict[str, msgspec.Raw] | list[msgspec.Raw]).decode
_decode_id = msgspec.json.Decoder(str).decode


def header_of(frame: bytes) -> Header | None:
    """The header in a frame; None if there is none or it cannot be read."""
    if not frame or len(frame) > MAX_HEADER_BYTES:
        return None
    try:
        return decode_header(frame)
    except (ValueError, RecursionError):
        return None


class RecentMessages:
    """The last minutes of each publisher, by `(publisher, epoch)` and `seq`; bounded by time and by bytes."""

    def __init__(self, keep_ms: int, keep_bytes: int) -> None:
        self._keep_ms = keep_ms
        self._keep_bytes = keep_bytes
        self._runs: dict[tuple[str, int], dict[int, Message]] = {}
        self._order: deque[tuple[int, tuple[str, int], int, int]] = deque()  # arrived, run, seq, size
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._order)

    def add(self, header: Header, message: Message, now: int) -> None:
        """Remember a numbered message that came at `now` (Unix ms); forget what is too old or too much."""
        if header.seq is not None:
            run = header.pub, header.epoch
            kept = self._runs.setdefault(run, {})
            if header.seq not in kept:
                size = sum(map(len, message)) + _OVERHEAD
                kept[header.seq] = message
                self._order.append((now, run, header.seq, size))
                self.bytes += size
        self.forget(now)

    def forget(self, now: int) -> None:
        """Forget what is older than the time kept, and the oldest beyond the bytes kept."""
        order = self._order
        while order and (order[0][0] < now - self._keep_ms or self.bytes > self._keep_bytes):
            _, run, seq, size = order.popleft()
            self.bytes -= size
            kept = self._runs[run]
            del kept[seq]
            if not kept:
                del self._runs[run]

    def between(
        self, publisher: str, epoch: int, first: int, last: int, page_bytes: int, page_steps: int
    ) -> tuple[list[Message], int | None]:
        """Messages with `first <= seq <= last` that are still here, about a page of them, and the `seq` at which
        the next page begins (None: that was all)."""
        kept = self._runs.get((publisher, epoch))
        if not kept:
            return [], None
        first = max(first, min(kept))
        last = min(last, max(kept))
        messages: list[Message] = []
        size = 0
        for seq in range(first, min(last, first + page_steps) + 1):
            if size >= page_bytes:
                return messages, seq
            message = kept.get(seq)
            if message is not None:
                messages.append(message)
                size += sum(map(len, message))
        following = first + page_steps + 1
        return messages, following if following <= last else None


@dataclass(slots=True)
class _Last:
    message: Message
    stamp: int


class LastValues:
    """The last messages of each entity: one for each set of attributes it was published with, so that partial
    updates do not hide each other and every value keeps its own time. Bounded by bytes; the entity unheard for
    longest is forgotten first."""

    def __init__(self, keep_bytes: int) -> None:
        self._keep_bytes = keep_bytes
        self._entities: dict[str, dict[frozenset[str], _Last]] = {}
        self._stamp = 0
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._entities)

    @property
    def stamp(self) -> int:
        """Rises with everything that is remembered."""
        return self._stamp

    def add(self, message: Message, header: Header | None) -> None:
        """Remember the entities in a message. What is no entity is passed over (its readers will say so)."""
        topic, payload, _ = message
        frame = b"" if header is None else _unnumbered(header)
        try:
            decoded = _decode_any(payload)
            if isinstance(decoded, dict):
                self._keep(decoded, topic, payload, frame)
            else:
                for raw in decoded:
                    self._keep(_decode_entity(raw), topic, bytes(raw), frame)
        except (ValueError, RecursionError):
            return

    def _keep(self, entity: dict[str, Any], topic: bytes, payload: bytes, frame: bytes) -> None:
        try:
            entity_id = _decode_id(entity["id"])
        except (KeyError, ValueError):
            return
        spellings = self._entities.pop(entity_id, None)
        if spellings is None:
            spellings = {}
        self._entities[entity_id] = spellings  # to the end: heard last
        names = frozenset(entity)
        before = spellings.pop(names, None)
        if before is None and len(spellings) >= _SPELLINGS:
            before = spellings.pop(next(iter(spellings)))
        if before is not None:
            self.bytes -= _size(before.message)
        self._stamp += 1
        kept = (topic, payload, frame)
        spellings[names] = _Last(kept, self._stamp)
        self.bytes += _size(kept)
        while self.bytes > self._keep_bytes:
            forgotten = self._entities.pop(next(iter(self._entities)))
            self.bytes -= sum(_size(last.message) for last in forgotten.values())

    def page(
        self, after: int, until: int, topics: tuple[bytes, ...], page_bytes: int
    ) -> tuple[list[Message], int | None]:
        """Messages remembered with `after < stamp <= until` whose topic begins with one of `topics`, oldest first,
        about a page of them, and the stamp to go on after (None: that was all)."""
        found = sorted(
            (
                (last.stamp, last.message)
                for spellings in self._entities.values()
                for last in spellings.values()
                if after < last.stamp <= until and last.message[0].startswith(topics)
            ),
            key=lambda item: item[0],
        )
        messages: list[Message] = []
        size = 0
        for stamp, message in found:
            messages.append(message)
            size += sum(map(len, message))
            if size >= page_bytes and stamp != found[-1][0]:
                return messages, stamp
        return messages, None


def _size(message: Message) -> int:
    return sum(map(len, message)) + _OVERHEAD


def _unnumbered(header: Header) -> bytes:
    """A header without `seq`: what is sent again as a last value must not count as a message out of order."""
    return msgspec.json.encode({"v": header.v, "pub": header.pub, "epoch": header.epoch, "sent": header.sent})
