"""Which channel of an incident file a message of the bus goes to, and how it comes out of it as it was.

A channel's topic, its metadata and a message's sequence and times tell topic and header to the byte; a message for
which they would not goes to the channel `opscenter/as-it-came`, word for word.
"""

import re
from base64 import b64decode, b64encode
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import msgspec

from opscenter.recording.limits import AS_IT_CAME, NEWEST_MS, OWN_TOPICS, SPELLINGS
from opscenter.recording.records import Message
from opscenter.wire.envelope import MAX_HEADER_BYTES, OddFrames, decode_header, write_header

SEQ, SENT = "$seq", "$sent"
OF_ID = "id"
_SEQUENCES = 2**32
_NUMBERS = re.compile(rb'("(seq|sent)"\s*:\s*)(\d+)')


class _Object(msgspec.Struct):
    id: msgspec.Raw = msgspec.Raw()


_read_object = msgspec.json.Decoder(_Object).decode


class AsItCame(msgspec.Struct, omit_defaults=True):
    """A message word for word: its payload as JSON if it is that, what is not UTF-8 as base64; `frames` where it had
    not two or three; `arrived` (Unix ms) where it is not a time that MCAP can tell."""

    topic: str = ""
    header: str = ""
    json: msgspec.Raw = msgspec.Raw()
    payload_base64: str = ""
    topic_base64: str = ""
    header_base64: str = ""
    frames: int = 0
    arrived: int | None = None


_read_as_it_came = msgspec.json.Decoder(AsItCame).decode
_encode = msgspec.json.Encoder().encode


@dataclass(slots=True, frozen=True)
class Channel:
    """A channel to be written: its number, topic, the name of its schema, its metadata, and its first payload."""

    id: int
    topic: str
    schema: str
    metadata: dict[str, str]
    sample: bytes = b""


@dataclass(slots=True)
class Channels:
    """Numbers channels as messages ask for them, from `first` on; `fresh` are those nobody has written yet.

    `by_type`: from the beginning one for each `domain/Type`; else only once there are OWN_TOPICS topics.
    """

    came: int
    first: int
    most: int
    by_type: bool = False
    fresh: list[Channel] = field(default_factory=list)
    _ids: dict[tuple[Any, ...], int] = field(default_factory=dict)
    _own: set[bytes] = field(default_factory=set)
    _count: int = 0
    _spellings: Counter[tuple[bytes, str]] = field(default_factory=Counter)

    def place(self, message: Message) -> tuple[int, int, int, bytes]:
        """Channel, sequence, time of publication (Unix ms, -1 where it is that of arrival) and data of a message."""
        topic, payload, header, arrived = message
        try:
            if not 0 <= arrived <= NEWEST_MS or not (payload.isascii() or payload.decode()):
                return self._word_for_word(message)
            ident = _read_object(payload).id
            spelling, seq, sent = _spelling(header)
        except (ValueError, RecursionError):
            return self._word_for_word(message)
        key: tuple[Any, ...] = (topic, spelling)
        known = self._ids.get(key)
        if known is not None:
            return known, seq, sent, payload
        of_type = _type_of(topic, ident)
        if topic not in self._own and len(self._own) >= OWN_TOPICS and not self.by_type:
            self.by_type = True
            self._own.clear()
            self._ids.clear()  # from here on those that had channels of their own go with the others
        if of_type and self.by_type:
            key = (of_type, spelling, OF_ID)
            known = self._ids.get(key)
        elif topic not in self._own and len(self._own) >= OWN_TOPICS:
            return self._word_for_word(message)
        if known is None:
            known = self._new(key, payload)
            if known is None:
                return self._word_for_word(message)
        return known, seq, sent, payload

    def _new(self, key: tuple[Any, ...], sample: bytes) -> int | None:
        number = self.first + self._count
        told = key[0], key[1][0]
        if self._spellings[told] >= SPELLINGS:
            return None
        try:
            topic = key[0].decode()
        except UnicodeDecodeError:
            return None
        if number > self.most or topic in ("", AS_IT_CAME) or topic.startswith("opscenter/"):
            return None
        publisher, epoch, template = key[1]
        metadata = {"publisher": publisher, "epoch": str(epoch)} if publisher else {}
        if template:
            metadata["header"] = template.decode()
        if len(key) == 3:
            metadata["topic"] = OF_ID
        else:
            self._own.add(key[0])
        parts = topic.split("/")
        self.fresh.append(Channel(number, topic, parts[1] if len(parts) > 1 and parts[1] else topic, metadata, sample))
        self._ids[key] = number
        self._spellings[told] += 1
        self._count += 1
        return number

    def _word_for_word(self, message: Message) -> tuple[int, int, int, bytes]:
        topic, payload, header, arrived = message
        came = AsItCame()
        came.topic, came.topic_base64 = _text(topic)
        if header.__class__ is OddFrames:
            came.frames = int(header)
        else:
            came.header, came.header_base64 = _text(header)
        if payload and _is_json(payload):
            came.json = msgspec.Raw(payload)
        else:
            came.payload_base64 = b64encode(payload).decode()
        if not 0 <= arrived <= NEWEST_MS:
            came.arrived = arrived
        return self.came, 0, -1, _encode(came)


def as_it_came(data: bytes, arrived: int) -> Message:
    """The message that was kept word for word. ValueError if it is none."""
    came = _read_as_it_came(data)
    topic = b64decode(came.topic_base64) if came.topic_base64 else came.topic.encode()
    header = b64decode(came.header_base64) if came.header_base64 else came.header.encode()
    if came.frames:
        header = OddFrames(str(came.frames).encode())
    payload = b64decode(came.payload_base64) if came.payload_base64 else bytes(came.json)
    return topic, payload, header, arrived if came.arrived is None else came.arrived


def topic_end(payload: bytes) -> bytes:
    """The `id` of a payload, of a channel whose topics end with it. ValueError without one."""
    try:
        ident = bytes(_read_object(payload).id)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if ident[:1] != b'"':
        raise ValueError("no id")
    return ident[1:-1]


def header_form(metadata: dict[str, str]) -> bytes:
    """How headers of a channel are spelled, for `%` with a mapping of `seq` and `sent`; b"" without headers."""
    template = metadata.get("header", "").encode()
    if not template:
        if "publisher" not in metadata:
            return b""
        named = write_header(metadata["publisher"], int(metadata.get("epoch", "0")), 0, 0)
        return named.replace(b"%", b"%%")[: -len(b'0,"sent":0}')] + b'%(seq)d,"sent":%(sent)d}'
    form = template.replace(b"%", b"%%")
    return form.replace(SEQ.encode(), b"%(seq)d").replace(SENT.encode(), b"%(sent)d")


def _spelling(header: bytes) -> tuple[tuple[str, int, bytes], int, int]:
    """Publisher, epoch and (unless it is the usual one) template of a header, sequence, time of sending or -1."""
    if not header:
        return ("", 0, b""), 0, -1
    if header.__class__ is OddFrames or len(header) > MAX_HEADER_BYTES:
        raise ValueError("no header")
    read = decode_header(header)
    seq, sent = read.seq, read.sent
    if seq is not None and seq < _SEQUENCES and 0 < sent <= NEWEST_MS:
        if write_header(read.pub, read.epoch, seq, sent) == header:
            return (read.pub, read.epoch, b""), seq, sent
    elif seq is not None and seq >= _SEQUENCES:
        raise ValueError("a sequence that MCAP cannot tell")
    tells_sent = 0 < sent <= NEWEST_MS
    if b"$" in header:
        raise ValueError("spelled oddly")

    def put(match: re.Match[bytes]) -> bytes:
        if match[2] == b"seq":
            return match[1] + SEQ.encode()
        return match[1] + SENT.encode() if tells_sent else match[0]

    template = _NUMBERS.sub(put, header)
    metadata = {"header": template.decode()}
    if header_form(metadata) % {b"seq": seq or 0, b"sent": sent} != header:
        raise ValueError("spelled oddly")
    return (read.pub, read.epoch, template), seq or 0, sent if tells_sent else -1


def _type_of(topic: bytes, ident: msgspec.Raw) -> bytes:
    """`domain/Type` of a topic `domain/Type/id`, b"" if it is not spelled so."""
    parts = topic.split(b"/", 2)
    if len(parts) < 3 or not parts[0] or not parts[1] or bytes(ident) != b'"' + parts[2] + b'"':
        return b""
    return parts[0] + b"/" + parts[1]


def _text(frame: bytes) -> tuple[str, str]:
    try:
        return frame.decode(), ""
    except UnicodeDecodeError:
        return "", b64encode(frame).decode()


def _is_json(payload: bytes) -> bool:
    """Whether a payload can stand within JSON and comes out of it as it is."""
    if payload[:1] in b" \t\r\n" or payload[-1:] in b" \t\r\n":
        return False
    try:
        payload.decode()
        msgspec.json.decode(payload, type=msgspec.Raw)
        return _read_as_it_came(_encode(AsItCame(json=msgspec.Raw(payload)))).json == msgspec.Raw(payload)
    except (ValueError, RecursionError):
        return False
