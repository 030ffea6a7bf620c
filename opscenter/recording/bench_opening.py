"""How long it takes to open a file of gigabytes, and how much of it is read for that.

The file is sparse: its chunks have a head and nothing else, which nobody sees who goes by the index. That index, and
the attachments it tells of, are those of a day of a large city.
"""

import io
import time
from pathlib import Path
from typing import Any

from mcap.opcode import Opcode
from mcap.records import (
    AttachmentIndex,
    Channel,
    ChunkIndex,
    Footer,
    Header,
    Metadata,
    MetadataIndex,
    Schema,
    Statistics,
)

from opscenter.recording.about_text import about_text
from opscenter.recording.limits import ABOUT, BEAT, PROFILE
from opscenter.recording.mcap_records import CHUNK, MAGIC, RECORD, record_bytes
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About

CHANNELS = 100
"""Types and publishers of a large city."""
CHUNK_BYTES = 500_000
"""Of 4 MiB, compressed."""
FRAME_EVERY = 10
_DAY_NS = 86_400 * 10**9
_START_NS = 1_763_800_000 * 10**9


def measure(folder: Path, size: int = 5 << 30) -> dict[str, Any]:
    """Seconds to open a file of so many bytes and to know what it is, its span, frames, and where the middle begins;
    bytes read for it. The file is made in `folder` and goes again."""
    path = folder / "sparse.mcap"
    try:
        sparse(path, size)
        counted = CountedFile(path)
        begun = time.perf_counter()
        with IncidentReader(path, file=counted) as reader:
            frames = len(reader.attachments("frame/"))
            middle = reader.chunk_from((reader.since + reader.until) // 2)
            seconds = time.perf_counter() - begun
            return {
                "bytes": reader.size, "chunks": len(reader.index.chunks), "frames": frames, "middle_chunk": middle,
                "seconds": round(seconds, 4), "bytes_read": counted.count,
            }  # fmt: skip
    finally:
        path.unlink(missing_ok=True)


class CountedFile(io.FileIO):
    """A file that counts what is read of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self.count = 0

    def read(self, size: int | None = -1) -> bytes:
        """See io.FileIO."""
        content = super().read(-1 if size is None else size)
        self.count += len(content)
        return content


def sparse(path: Path, size: int) -> None:
    """Make such a file."""
    chunks = max(1, size // CHUNK_BYTES)
    about = About(title="A day", since=_START_NS // 10**6, until=(_START_NS + _DAY_NS) // 10**6)
    metadata = record_bytes(Metadata(ABOUT, about_text(about, {"moments": 1, "messages": 1})))
    with path.open("wb") as file:
        file.write(MAGIC + record_bytes(Header(PROFILE, "opscenter")))
        at = file.tell()
        file.write(metadata)
        groups: dict[int, list[bytes]] = {
            Opcode.SCHEMA: [record_bytes(Schema(1, b"", "jsonschema", "Thing"))],
            Opcode.CHANNEL: [
                record_bytes(Channel(one, BEAT if one == 1 else f"things/Thing{one}", "json", {}, 1))
                for one in range(1, CHANNELS + 1)
            ],
            Opcode.STATISTICS: [
                record_bytes(
                    Statistics(0, CHANNELS, {1: chunks}, chunks, chunks, _START_NS + _DAY_NS, _START_NS, 1, 1)
                )
            ],
            Opcode.CHUNK_INDEX: [], Opcode.ATTACHMENT_INDEX: [],
            Opcode.METADATA_INDEX: [record_bytes(MetadataIndex(at, len(metadata), ABOUT))],
        }  # fmt: skip
        step = _DAY_NS // chunks
        for number in range(chunks):
            since = _START_NS + number * step
            offset = file.tell()
            file.write(
                RECORD.pack(Opcode.CHUNK, CHUNK_BYTES - RECORD.size) + CHUNK.pack(since, since + step, 4 << 20, 0)
            )
            file.seek(offset + CHUNK_BYTES)
            offsets = dict.fromkeys(range(1, CHANNELS + 1), offset + CHUNK_BYTES)
            groups[Opcode.CHUNK_INDEX].append(
                record_bytes(
                    ChunkIndex(CHUNK_BYTES, offset, "zstd", CHUNK_BYTES, since + step, 0, offsets, since, 4 << 20)
                )
            )
            if number % FRAME_EVERY == 0:
                name = f"frame/p/{since // 10**6}/{max(since - step, _START_NS) // 10**6}"
                groups[Opcode.ATTACHMENT_INDEX].append(
                    record_bytes(AttachmentIndex(offset, 9, since, since, 0, name, "application/vnd.opscenter.frame"))
                )
        start = file.tell()
        for records in groups.values():
            file.write(b"".join(records))
        file.write(record_bytes(Footer(start, 0, 0)) + MAGIC)
