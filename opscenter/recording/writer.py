"""Writes an incident file: what a station lived through, in order, as MCAP (INCIDENT.md)."""

from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import msgspec
import zstandard
from mcap.records import Channel as ChannelRecord
from mcap.records import Schema

from opscenter.recording.about_text import about_text
from opscenter.recording.channels import Channel, Channels
from opscenter.recording.container import Container
from opscenter.recording.errors import IncidentError
from opscenter.recording.journal_copy import pack_rows
from opscenter.recording.limits import (
    ABOUT,
    AS_IT_CAME,
    BEAT,
    CHUNK_BYTES,
    FRAME_TYPE,
    JOURNAL,
    JOURNAL_PREFIX,
    JOURNAL_ROWS,
    MAX_ATTACHMENT_BYTES,
    MAX_CHANNELS,
    MAX_MESSAGE_BYTES,
    MAX_PIECE_BYTES,
    NEWEST_MS,
    OWN_TOPICS,
    PACKED,
    PROFILE,
    ROWS_TYPE,
    STATION,
)
from opscenter.recording.mcap_records import MESSAGE, MESSAGE_FIELDS
from opscenter.recording.records import About, Happening, Moment, Row, Started
from opscenter.recording.schemas import schema_of

_OWN = (BEAT, JOURNAL, STATION, AS_IT_CAME)
_BEAT, _JOURNAL, _STATION, _CAME = range(1, len(_OWN) + 1)
_MESSAGE = 5
_PACKED_ALREADY = ("+zstd", FRAME_TYPE)
_WORTH = 0.9
_USUAL_RATIO = 0.05
"""What is left of messages when they are compressed, until it is known."""
_LEVEL = 9
"""Of attachments: there are few, and they are texts."""
_encode = msgspec.json.Encoder().encode


class IncidentWriter:
    """Writes to `PATH.part`, which becomes PATH when closed; a file that was there is replaced only then.

    `topics`: those that will come, as far as they are known (they tell whether each has a channel of its own). As a
    context manager it closes, or abandons if anything was raised. Everything raises IncidentError when the disk
    refuses; what was written is gone then.
    """

    def __init__(self, path: Path, about: About, *, topics: Iterable[str] | None = None) -> None:
        self.about = about
        self._channels = Channels(
            came=_CAME, first=len(_OWN) + 1, most=MAX_CHANNELS, by_type=len(set(topics or ())) > OWN_TOPICS
        )
        self._schemas: dict[str, int] = {}
        self._counts = {"moments": 0, "messages": 0, "rows": 0}
        self._copy: list[Row] = []
        self._packer = zstandard.ZstdCompressor(level=_LEVEL)
        self._body = bytearray()
        self._entries: dict[int, array[int]] = {}
        self._ratio = _USUAL_RATIO
        self._container = Container(path, PROFILE)
        self._write_about()  # for a file that is cut short; once more at the end, with what has been counted
        for number, topic in enumerate(_OWN, 1):
            self._announce(Channel(number, topic, topic.replace("/", "."), {}))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    @property
    def bytes_written(self) -> int:
        """How long the file is so far; the chunk that is being filled not counted."""
        return self._container.bytes_written

    @property
    def bytes_likely(self) -> int:
        """The same with that chunk, as if it were compressed as those before."""
        return self._container.bytes_written + round(self._ratio * len(self._body))

    def put(self, happening: Happening) -> None:
        """The next thing in order. IncidentError for what no incident file can hold, or a disk that refuses."""
        if isinstance(happening, Moment):
            self._put_moment(happening)
        elif isinstance(happening, Started):
            self._add(_STATION, 0, happening.at, happening.at, _encode({"started": happening.at}))
        else:
            told = _encode({"away": (happening.since, happening.until)})
            self._add(_STATION, 0, happening.since, happening.since, told)
        if len(self._body) >= CHUNK_BYTES:
            self._end_chunk()

    def attach(self, name: str, media_type: str, data: bytes, at: int) -> None:
        """A named block beside the messages, of the moment `at` (Unix ms)."""
        if len(data) > MAX_ATTACHMENT_BYTES:
            raise IncidentError(f"The attachment {name} of {len(data):,} bytes is too long for an incident file.")
        if not media_type.endswith(_PACKED_ALREADY):
            packed = self._packer.compress(data)
            if len(packed) < _WORTH * len(data):
                data, media_type = packed, media_type + PACKED
        self._container.attach(name, media_type, data, _nanoseconds(at), _nanoseconds(at))

    def close(self) -> None:
        """Write what is left and the index, and give the file its name."""
        if self._container.is_open:
            self._end_chunk()
            self._copy_rows()
            self._write_about()
            self._container.close()

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._container.abandon()

    def _put_moment(self, moment: Moment) -> None:
        size = sum(len(message[1]) for message in moment.messages)
        if self._body and len(self._body) + size > MAX_PIECE_BYTES:
            self._end_chunk()  # a moment in pieces begins with its chunk: readers rely on it
        place, add = self._channels.place, self._add
        for message in moment.messages:
            channel, sequence, sent, data = place(message)
            if self._channels.fresh:
                self._announce_fresh()
            arrived = message[3]
            add(channel, sequence, arrived, arrived if sent < 0 else sent, data)
            if len(self._body) >= MAX_PIECE_BYTES:
                self._end_chunk()
        for row in moment.rows:
            add(_JOURNAL, self._counts["rows"], moment.at, row.at, _encode(row))
            self._counts["rows"] += 1
            self._copy.append(row)
        if len(self._copy) >= JOURNAL_ROWS:
            self._copy_rows()
        told = {"beat": moment.beat, "at": moment.at}
        if moment.steps is not None:
            told["steps"] = moment.steps
        add(_BEAT, 0, moment.at, moment.at, _encode(told))
        self._counts["moments"] += 1
        self._counts["messages"] += len(moment.messages)

    def _add(self, channel: int, sequence: int, at: int, published: int, data: bytes) -> None:
        if len(data) > MAX_MESSAGE_BYTES:
            raise IncidentError(f"A message of {len(data):,} bytes is too long for an incident file.")
        log_time, body = _nanoseconds(at), self._body
        entries = self._entries.get(channel)
        if entries is None:
            entries = self._entries[channel] = array("Q")
        entries.append(log_time)
        entries.append(len(body))
        body += MESSAGE.pack(
            _MESSAGE, MESSAGE_FIELDS + len(data), channel, sequence & 0xFFFFFFFF, log_time, _nanoseconds(published)
        )
        body += data

    def _announce_fresh(self) -> None:
        for channel in self._channels.fresh:
            self._announce(channel)
        self._channels.fresh.clear()

    def _announce(self, channel: Channel) -> None:
        number = self._schemas.get(channel.schema)
        if number is None:
            number = self._schemas[channel.schema] = len(self._schemas) + 1
            content = schema_of(channel.schema, channel.sample)
            self._container.add_schema(Schema(id=number, name=channel.schema, encoding="jsonschema", data=content))
        self._container.add_channel(
            ChannelRecord(
                id=channel.id, topic=channel.topic, message_encoding="json", metadata=channel.metadata,
                schema_id=number,
            )
        )  # fmt: skip

    def _end_chunk(self) -> None:
        if self._body:
            before = self._container.bytes_written
            self._container.add_chunk(bytes(self._body), self._entries)
            self._ratio = (self._container.bytes_written - before) / len(self._body)
            self._body.clear()
            self._entries.clear()

    def _copy_rows(self) -> None:
        if self._copy:
            name = f"{JOURNAL_PREFIX}{self._counts['rows'] - len(self._copy):012d}"
            oldest, newest = (_nanoseconds(one(row.wall for row in self._copy)) for one in (min, max))
            self._container.attach(name, ROWS_TYPE, pack_rows(self._copy), newest, oldest)
            self._copy.clear()

    def _write_about(self) -> None:
        self._container.add_metadata(ABOUT, about_text(self.about, self._counts))


def _nanoseconds(milliseconds: int) -> int:
    """As MCAP has it; what it cannot tell is as near as it can (the message itself tells it then)."""
    return min(max(milliseconds, 0), NEWEST_MS) * 1_000_000
