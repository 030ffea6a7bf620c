"""The messages of a span of an incident file, many at once and uncut, as far as it is as it should be."""

from collections.abc import Iterator

import numpy as np

from opscenter.recording.heads import Heads, Ints
from opscenter.recording.reader import IncidentReader, of_station, read_beat
from opscenter.recording.records import Message, Moment, Started
from opscenter.wire.lot import Lot, lot_of, sent_of

_NS = 1_000_000
_LAST = 2**62
_OWN, _ALONE = -2, -1
_READ = 2


class _OddError(Exception):
    """There is something in a chunk that is better read one by one."""


def lots(reader: IncidentReader, since_ms: int | None = None, until_ms: int | None = None) -> Iterator[Lot]:
    """The messages that `reader.happenings` tells of, in the same order.

    From the first chunk on in which anything is out of the ordinary (it is damaged, a moment has no end, there are
    other records than messages) they are read as that does. Rows of the journal are not looked at.
    """
    since = -_LAST if since_ms is None else since_ms
    span = _Span(since, _LAST if until_ms is None else until_ms)
    first = reader.chunk_from(since)
    for piece in reader.opened(first):
        try:
            found = span.lots(_Chunk(reader, *piece, after_open=span.open)) if piece is not None else None
        except (_OddError, ValueError, KeyError, RecursionError):
            found = None
        if found is None:
            break
        yield from found
        if span.over:
            return
        first += 1
    taken = [message for lot in span.waiting for message in map(lot.message, range(len(lot))) if message is not None]
    for happening in reader.happenings_from(first, taken, span.since, span.until, begun=span.begun):
        if isinstance(happening, Moment) and happening.messages:
            yield lot_of(happening.messages)


class _Chunk:
    """What a chunk holds. `events`: begin and end (Unix ms) of whatever it says of times, with how many messages of
    the bus come before each. ValueError or KeyError where something in it cannot be read, _OddError for a moment
    without an end. `open`: one has not ended in it; `after_open`: one had not ended before it."""

    def __init__(self, reader: IncidentReader, heads: Heads, content: bytes, *, after_open: bool) -> None:
        self._reader, self._heads, self._content = reader, heads, content
        own = (reader.beats, reader.journal, reader.station)
        channels, of = np.unique(heads.channel, return_inverse=True)
        kinds: dict[bytes, int] = {}
        numbers = []
        for channel in channels.tolist():
            kind = b"" if channel in own else reader.restoring.kind(channel)
            alone = _OWN if channel in own else _ALONE if kind[:1] in (b"", b"_") else None
            numbers.append(kinds.setdefault(kind, len(kinds)) if alone is None else alone)
        kind_of = np.array(numbers, np.int64)[of]
        tells = [channel not in own and reader.restoring.tells_sent(channel) for channel in channels.tolist()]
        self._sent_of = np.array([_READ if one is None else int(one) for one in tells], np.int64)[of]
        self._of_bus = mine = np.flatnonzero(kind_of != _OWN)
        arrived = (heads.logged[mine] // np.uint64(_NS)).astype(np.int64)
        self.lot = Lot(
            content,
            heads.starts[mine],
            heads.ends[mine],
            arrived,
            kind_of[mine],
            list(kinds),
            self._sent,
            self._message,
        )
        self.open = after_open
        self.events = list(self._told(np.flatnonzero(kind_of == _OWN)))

    def _told(self, places: Ints) -> Iterator[tuple[int, int, int]]:
        heads, reader = self._heads, self._reader
        before = np.searchsorted(self._of_bus, places).tolist()
        ended = 0
        for place, count in zip(places.tolist(), before, strict=True):
            channel = int(heads.channel[place])
            data = self._content[heads.starts[place] : heads.ends[place]]
            if channel == reader.beats:
                at = read_beat(data).at
                yield at, at, count
                ended, self.open = count, False
            elif channel == reader.journal:
                self.open = True
            elif count > ended or self.open:
                raise _OddError
            else:
                for told in of_station(data):
                    since, until = (told.at, told.at) if isinstance(told, Started) else (told.since, told.until)
                    yield since, until, count
        self.open = self.open or ended < len(self._of_bus)

    def _sent(self, numbers: Ints) -> Ints:
        places = self._of_bus[numbers]
        how = self._sent_of[places]
        sent = np.where(how == 1, (self._heads.sent[places] // np.uint64(_NS)).astype(np.int64), 0)
        for at in np.flatnonzero(how == _READ).tolist():
            message = self._message(int(numbers[at]))
            sent[at] = sent_of(message[2]) if message is not None else 0
        return sent

    def _message(self, number: int) -> Message | None:
        place, heads = int(self._of_bus[number]), self._heads
        start = int(heads.starts[place])
        try:
            return self._reader.restoring.message(
                (
                    int(heads.channel[place]), int(heads.sequence[place]), int(heads.logged[place]),
                    int(heads.sent[place]), self._content[start : int(heads.ends[place])], start,
                )
            )  # fmt: skip
        except (ValueError, KeyError, RecursionError) as error:
            self._reader.note_unread(error)
            return None


class _Span:
    """How far a span has been gone through. `waiting`: messages of a moment that ends in a later chunk; `open`: there
    are such, or rows of the journal."""

    def __init__(self, since: int, until: int) -> None:
        self.since, self.until = since, until
        self.begun = self.over = self.open = False
        self.waiting: list[Lot] = []

    def lots(self, chunk: _Chunk) -> list[Lot]:
        """What belongs to the span of the next chunk, and of what has waited."""
        found: list[Lot] = []
        first = last = 0  # what is between them belongs to the span
        for since, until, count in chunk.events:
            if not self.begun and until < self.since:
                self.waiting = []
                first = last = count
                continue
            if since > self.until:
                self.over = True
                break
            self.begun = True
            found += self.waiting
            self.waiting, last = [], count
        if last > first:
            found.append(chunk.lot.part(first, last))
        if last < len(chunk.lot):
            self.waiting.append(chunk.lot.part(last, len(chunk.lot)))
        self.open = chunk.open
        return found
