"""Frames of a SUB socket -> messages, without asking ZeroMQ after every frame whether more follow.

Asking costs more than receiving. So the usual message (topic, payload, header) is taken as two plain frames and a
third that knows whether it is the last. When it is not a message's usual end, all frames up to the next certain end
are taken and told apart by what they are: a payload is JSON, a header is JSON that names its publisher, a topic is
neither. What cannot be a message comes with an empty payload, which the decoder sets aside.
"""

from collections.abc import Callable
from typing import Any

import zmq

Message = tuple[bytes, bytes, bytes]
"""Topic, payload, header (b"" if absent)."""

_JSON = frozenset(b"{[")
_SPACE = b" \t\r\n\xef\xbb\xbf"
_BRACE = b"{"[0]


def drain(socket: "zmq.Socket[bytes]", messages: list[Message], most: int) -> int:
    """Append what has arrived, about `most` messages, without waiting; how many."""
    receive: Callable[..., Any] = socket.recv
    append = messages.append
    before = len(messages)
    wanted = before + most
    frames: list[bytes] = []
    try:
        while len(messages) < wanted:
            frames = []
            topic = receive(zmq.NOBLOCK)
            frames = [topic]
            payload = receive(zmq.NOBLOCK)
            frames.append(payload)
            last = receive(zmq.NOBLOCK, False)
            header = last.bytes
            frames.append(header)
            if not last.more:
                if payload and header and payload[0] in _JSON and header[0] == _BRACE:
                    append((topic, payload, header))
                    continue
            else:
                frames.extend(socket.recv_multipart(zmq.NOBLOCK))
            messages.extend(tell_apart(frames))
    except zmq.Again:
        if frames:
            messages.extend(tell_apart(frames))  # a message arrives whole: where nothing follows, it has ended
    return len(messages) - before


def tell_apart(frames: list[bytes]) -> list[Message]:
    """The messages in a run of frames that begins and ends with whole messages."""
    messages: list[Message] = []
    at, end = 0, len(frames)
    while at < end:
        left = end - at
        if left == 1:
            messages.append((frames[at], b"", b""))
            at += 1
        elif left == 2:
            messages.append((frames[at], frames[at + 1], b""))
            at += 2
        elif _is_header(frames[at + 2]):
            if left > 3 and _is_json(frames[at + 3]):  # a fourth frame: nothing we know
                messages.append((frames[at], b"", b""))
                at += 3
                while at < end and _is_json(frames[at]):
                    at += 1
            else:
                messages.append((frames[at], frames[at + 1], frames[at + 2]))
                at += 3
        elif not _is_json(frames[at + 1]) and _is_json(frames[at + 2]):
            messages.append((frames[at], b"", b""))  # a topic alone before a message
            at += 1
        else:
            messages.append((frames[at], frames[at + 1], b""))
            at += 2
    return messages


def _is_json(frame: bytes) -> bool:
    return frame.lstrip(_SPACE)[:1] in (b"{", b"[")


def _is_header(frame: bytes) -> bool:
    return len(frame) <= 4_096 and frame.lstrip(_SPACE)[:1] == b"{" and b'"pub"' in frame
