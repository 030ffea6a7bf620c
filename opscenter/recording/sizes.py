"""How large an incident file is, against its messages as they came, and against MCAP by the library of its authors.

For benchmarks: everything is read, and written once more beside.
"""

from pathlib import Path
from typing import Any

from mcap.writer import CompressionType, Writer

from opscenter.recording.channels import Channels
from opscenter.recording.limits import AS_IT_CAME, CHUNK_BYTES, MAX_CHANNELS
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Moment
from opscenter.recording.schemas import schema_of


def sizes(path: Path, scratch: Path) -> dict[str, Any]:
    """Bytes a message: `bytes_per_message` of the file as it is (with frames, anchors, journal, catalogue),
    `raw_json_bytes_per_message` of topic, payload and header, `raw_mcap_bytes_per_message` of the same messages on the
    same channels, in zstd chunks of the same length, by the library's own writer, to the file `scratch`, which goes.

    Also `frames_share`: of the file, frames and anchors. IncidentError where it cannot be read.
    """
    raw = count = 0
    with IncidentReader(path) as reader, scratch.open("wb") as file:
        plain = _Plain(file)
        for happening in reader.happenings():
            if isinstance(happening, Moment):
                for message in happening.messages:
                    raw += len(message[0]) + len(message[1]) + len(message[2])
                    count += 1
                    plain.put(message)
        plain.finish()
        size = reader.size
        pictures = sum(one.length for one in reader.attachments() if one.name.startswith(("frame/", "anchor/")))
    written = scratch.stat().st_size
    scratch.unlink()
    each = max(count, 1)
    return {
        "messages": count, "bytes": size, "bytes_per_message": round(size / each, 2),
        "raw_json_bytes_per_message": round(raw / each, 2), "raw_mcap_bytes_per_message": round(written / each, 2),
        "of_raw_json": round(size / max(raw, 1), 4), "of_raw_mcap": round(size / max(written, 1), 3),
        "frames_share": round(pictures / max(size, 1), 4),
    }  # fmt: skip


class _Plain:
    def __init__(self, file: Any) -> None:
        self._writer = Writer(file, chunk_size=CHUNK_BYTES, compression=CompressionType.ZSTD)
        self._writer.start()
        self._channels = Channels(came=0, first=1, most=MAX_CHANNELS)
        self._schemas: dict[str, int] = {}
        self._numbers: dict[int, int] = {}
        self._came = self._announce(AS_IT_CAME, "opscenter.as-it-came", b"", {})

    def put(self, message: tuple[bytes, bytes, bytes, int]) -> None:
        """One message, as an incident file has it."""
        channel, sequence, sent, data = self._channels.place(message)
        for fresh in self._channels.fresh:
            self._numbers[fresh.id] = self._announce(fresh.topic, fresh.schema, fresh.sample, fresh.metadata)
        self._channels.fresh.clear()
        at = message[3] * 1_000_000
        number = self._numbers.get(channel, self._came)
        self._writer.add_message(number, at, data, at if sent < 0 else sent * 1_000_000, sequence)

    def finish(self) -> None:
        """The end of the file."""
        self._writer.finish()

    def _announce(self, topic: str, name: str, sample: bytes, metadata: dict[str, str]) -> int:
        schema = self._schemas.get(name)
        if schema is None:
            schema = self._schemas[name] = self._writer.register_schema(name, "jsonschema", schema_of(name, sample))
        return self._writer.register_channel(topic, "json", schema, metadata)
