"""MCAP files of other programs, as far as they are messages of a city: channels of JSON whose messages are entities.

What cannot be taken is told by channel, with how many messages there are of it.
"""

import heapq
from collections import Counter
from collections.abc import Iterator

import msgspec
from mcap.opcode import Opcode
from mcap.records import Channel, Schema

from opscenter.recording.chunk_reading import announced, messages, open_chunk
from opscenter.recording.errors import DamagedError
from opscenter.recording.index import read_record
from opscenter.recording.mcap_records import MESSAGE, MESSAGE_FIELDS, RECORD
from opscenter.recording.reader import Attached, IncidentReader
from opscenter.recording.records import About, Happening, Message, Moment, Row
from opscenter.recording.verification import EARLIEST_MS
from opscenter.recording.walking import Record, walk

MOMENT_MS = 100
"""Messages of so long are one moment, as they would be one beat of a station."""
MOST_WAITING_BYTES = 256 << 20
"""So much is held to bring messages into order of time."""

_NS = 1_000_000
_LAST = 2**62
_Waiting = tuple[int, int, int, bytes]
"""Log time, number, channel, data."""


class _Entity(msgspec.Struct):
    id: str
    type: str


class _Collection(msgspec.Struct):
    type: str
    features: list[msgspec.Raw]


_is_entity = msgspec.json.Decoder(_Entity).decode
_are_entities = msgspec.json.Decoder(list[_Entity]).decode
_is_collection = msgspec.json.Decoder(_Collection).decode


class ForeignReader(IncidentReader):
    """An open file of another program, told like an incident file: without journal and frames.

    `problems` grow while it is read. IncidentError where it is no MCAP file.
    """

    def _begin(self) -> None:
        self.unread: Counter[str] = Counter()
        self.channels: dict[int, Channel] = dict(self.index.channels)
        self.schemas: dict[int, Schema] = dict(self.index.schemas)
        if not self.channels or not self.whole:
            self._find_channels()
        times = [(place.since, place.until) for place in self.index.chunks if place.until]
        statistics = self.index.statistics
        if not times and statistics is not None and statistics.message_count:
            times = [(statistics.message_start_time, statistics.message_end_time)]
        since = min((one[0] for one in times), default=0) // _NS
        until = max((one[1] for one in times), default=0) // _NS
        self.about = About(title=self.path.stem, since=since, until=until, begins=since)
        self.counts = {"messages": statistics.message_count} if statistics is not None else {}
        if times and since < EARLIEST_MS:
            self.note("Its times begin before 1990: the clock of its recorder was not set. They stay as they are.")
        for sentence in self._of_channels():
            self.note(sentence)

    def attachments(self, prefix: str = "") -> list[Attached]:
        """None that could be understood here."""
        return []

    def read(self, attached: Attached) -> bytes:
        """There is nothing to read."""
        raise DamagedError(f"{attached.name} is not in this file.")

    def rows(self, since_ms: int | None = None, until_ms: int | None = None) -> Iterator[Row]:
        """It has no journal."""
        return iter(())

    def happenings(self, since_ms: int | None = None, until_ms: int | None = None) -> Iterator[Happening]:
        """Moments of MOMENT_MS each, in order of log time, both ends included."""
        since = -_LAST if since_ms is None else since_ms
        until = _LAST if until_ms is None else until_ms
        self.unread.clear()
        taken: list[Message] = []
        ends, beat = -_LAST, 0
        for logged, _, number, data in self._in_order(since * _NS):
            at = logged // _NS
            if at < since:
                continue
            if at > until:
                break
            channel = self.channels[number]
            if not _is_message(data):
                self.unread[channel.topic] += 1
                continue
            if at > ends and taken:
                yield Moment(taken[-1][3], beat, taken)
                taken, beat = [], beat + 1
            if not taken:
                ends = at + MOMENT_MS
            taken.append((_topic(channel.topic), data, b"", at))
        if taken:
            yield Moment(taken[-1][3], beat, taken)
        for topic, count in self.unread.items():
            self.note(f"Of channel {topic[:200]} {count:,} messages are no entities, and are left out.")

    def _of_channels(self) -> Iterator[str]:
        """What is not JSON, by channel."""
        statistics = self.index.statistics
        for number, channel in sorted(self.channels.items()):
            if channel.message_encoding == "json":
                continue
            schema = self.schemas.get(channel.schema_id)
            what = f"{channel.message_encoding[:40]} ({schema.name[:100]})" if schema else channel.message_encoding[:40]
            told = statistics.channel_message_counts.get(number, 0) if statistics is not None else None
            count = "its" if told is None else f"its {told:,}"
            yield f"Channel {channel.topic[:200]} is {what}, not JSON: {count} messages are left out."

    # -- messages in order of time ---------------------------------------------------------------------------

    def _in_order(self, since: int) -> Iterator[_Waiting]:
        """Messages of JSON channels. Chunks may lie over one another in time: what comes later is waited for, as far as
        MOST_WAITING_BYTES go."""
        waiting: list[_Waiting] = []
        held = number = 0
        late = False
        newest = -1
        for begins, piece in self._pieces(since):
            while waiting and (waiting[0][0] < begins or held > MOST_WAITING_BYTES):
                late = late or waiting[0][0] < newest
                newest = waiting[0][0]
                held -= len(waiting[0][3])
                yield heapq.heappop(waiting)
            for channel, logged, data in piece:
                heapq.heappush(waiting, (logged, number, channel, data))
                held += len(data)
                number += 1
        while waiting:
            late = late or waiting[0][0] < newest
            newest = waiting[0][0]
            yield heapq.heappop(waiting)
        if late:
            self.note("Its times are too far out of order: some messages come later than they were recorded.")

    def _pieces(self, since: int) -> Iterator[tuple[int, Iterator[tuple[int, int, bytes]]]]:
        """Parts of the file, with the earliest time of each and of all that follow."""
        for place in sorted(self.index.chunks, key=lambda one: one.since):
            if place.until < since:
                continue
            try:
                content = open_chunk(self._file, place)
            except DamagedError as why:
                self.note(
                    f"What came between {place.since // _NS} and {place.until // _NS} (Unix ms) cannot be read: {why}."
                )
                continue
            yield place.since, self._of_chunk(content)
        if self.index.loose:
            yield 0, self._loose()

    def _of_chunk(self, content: bytes) -> Iterator[tuple[int, int, bytes]]:
        try:
            for channel, _, logged, _, data, _ in messages(content):
                if self._is_json(channel):
                    yield channel, logged, data
        except DamagedError as why:
            self.note(f"A chunk cannot be read to its end: {why}.")

    def _loose(self) -> Iterator[tuple[int, int, bytes]]:
        """Messages outside of chunks."""
        for record in walk(self._file, self.size):
            if isinstance(record, Record) and record.opcode == Opcode.MESSAGE and len(record.content) >= MESSAGE_FIELDS:
                head = RECORD.pack(record.opcode, len(record.content)) + record.content[:MESSAGE_FIELDS]
                _, _, channel, _, logged, _ = MESSAGE.unpack(head)
                if self._is_json(channel):
                    yield channel, logged, record.content[MESSAGE_FIELDS:]

    def _is_json(self, number: int) -> bool:
        channel = self.channels.get(number)
        return channel is not None and channel.message_encoding == "json"

    def _find_channels(self) -> None:
        """Some writers tell of channels only within chunks."""
        for place in self.index.chunks:
            try:
                for opcode, content in announced(open_chunk(self._file, place)):
                    if opcode == Opcode.CHANNEL:
                        channel = read_record(Channel, content)
                        self.channels.setdefault(channel.id, channel)
                    elif opcode == Opcode.SCHEMA:
                        schema = read_record(Schema, content)
                        self.schemas.setdefault(schema.id, schema)
            except DamagedError as why:
                self.note(f"A chunk cannot be read: {why}.")


def _is_message(data: bytes) -> bool:
    """Whether it is an entity, or several; each of them is judged when it is read as a message of the bus."""
    for decode in (_is_entity, _are_entities, _is_collection):
        try:
            return decode(data) != []
        except (ValueError, RecursionError):
            continue
    return False


def _topic(topic: str) -> bytes:
    return topic.strip("/").encode() or b"_"
