"""The messages of recovery between a broker and those who missed something (BUS.md describes them)."""

from typing import Annotated, Literal

import msgspec

PAGE_BYTES = 2 * 1024 * 1024
"""A reply ends after about so many bytes of messages; the next page has to be asked for."""
PAGE_STEPS = 20_000
"""A reply covers at most so many numbers of a publisher."""

_Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Ask(msgspec.Struct, forbid_unknown_fields=False):
    """What is asked: `snapshot` (of topics with these beginnings; after, until: see BUS.md) or `messages`."""

    what: Literal["snapshot", "messages"]
    id: _Whole = 0
    topics: Annotated[list[str], msgspec.Meta(max_length=64)] = []
    after: _Whole = 0
    until: _Whole = 0
    pub: str = ""
    epoch: _Whole = 0
    first: _Whole = msgspec.field(default=0, name="from")
    last: _Whole = msgspec.field(default=0, name="to")


class Reply(msgspec.Struct):
    """The first frame of a reply; after it come topic, payload and header of each message.

    `next`: how to ask for the next page (`after` of a snapshot, `from` of messages), None if that was all.
    """

    id: int = 0
    next: int | None = None
    until: int = 0
    refused: str = ""


_ask_decoder = msgspec.json.Decoder(Ask)
_reply_decoder = msgspec.json.Decoder(Reply)


def read_ask(frame: bytes) -> Ask:
    """The question in a frame. ValueError with a sentence if it is none."""
    try:
        return _ask_decoder.decode(frame)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"The question cannot be read: {error}.") from None


def read_reply(frame: bytes) -> Reply:
    """The head of a reply. ValueError if it is none."""
    try:
        return _reply_decoder.decode(frame)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"The reply cannot be read: {error}.") from None


def encode_ask(ask: Ask) -> bytes:
    """The frame of a question."""
    return msgspec.json.encode(ask)


def encode_reply(reply: Reply) -> bytes:
    """The first frame of a reply."""
    return msgspec.json.encode(reply)
