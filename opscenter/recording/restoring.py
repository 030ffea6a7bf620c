"""Messages of the bus out of those of an incident file: topic and header as they were."""

from collections.abc import Mapping

from mcap.records import Channel

from opscenter.recording.channels import OF_ID, as_it_came, header_form, topic_end
from opscenter.recording.chunk_reading import Raw
from opscenter.recording.records import Message
from opscenter.wire.lot import sent_of

_NS = 1_000_000
_TRIED = ((0, 1), (1, 2), (2**32 - 1, (2**64 - 1) // _NS))
"""Sequences and times of sending, the least and the most that there may be."""


class Restoring:
    """Of one file; `came` is the number of its channel of messages that are kept word for word."""

    def __init__(self, channels: Mapping[int, Channel], came: int) -> None:
        self._channels = channels
        self._came = came
        self._sent: dict[int, bool | None] = {}
        self._forms: dict[int, tuple[bytes, bytes, bool]] = {}

    def message(self, raw: Raw) -> Message:
        """One as it came. ValueError or KeyError if it cannot be read."""
        number, sequence, logged, published, data, _ = raw
        if number == self._came:
            return as_it_came(data, logged // _NS)
        topic, header, of_id = self._form(number)
        if header:
            header = header % {b"seq": sequence, b"sent": published // _NS}
        if of_id:
            topic = topic + b"/" + topic_end(data)
        return topic, data, header, logged // _NS

    def kind(self, number: int) -> bytes:
        """All of a channel's topics before their last `/`, b"" for messages that are kept word for word. ValueError or
        KeyError where its messages cannot be read."""
        if number == self._came:
            return b""
        topic, _, of_id = self._form(number)
        return topic if of_id else topic.rpartition(b"/")[0]

    def tells_sent(self, number: int) -> bool | None:
        """Whether publish times are those at which messages of a channel were sent, as their headers tell it; None:
        their headers must be read. ValueError or KeyError where its messages cannot be read."""
        if number == self._came:
            return None
        if number not in self._sent:
            header = self._form(number)[1]
            told = all(sent_of(header % {b"seq": seq, b"sent": sent}) == sent for seq, sent in _TRIED)
            self._sent[number] = False if not header else True if told else None
        return self._sent[number]

    def _form(self, number: int) -> tuple[bytes, bytes, bool]:
        """Topic, form of the headers, and whether topics end with the id of the payload."""
        form = self._forms.get(number)
        if form is None:
            channel = self._channels[number]
            of_id = channel.metadata.get("topic") == OF_ID
            form = self._forms[number] = channel.topic.encode(), header_form(channel.metadata), of_id
        return form
