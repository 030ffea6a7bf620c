"""What is in a file, in numbers, without reading it through: of an incident, and of any other MCAP file."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from opscenter.recording.errors import NotOursError
from opscenter.recording.foreign import ForeignReader
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About


@dataclass(slots=True, frozen=True)
class ChannelTold:
    """A topic: `encoding` of its messages, name of their `schema`, how many (None: the file does not tell)."""

    topic: str
    encoding: str
    schema: str
    messages: int | None


@dataclass(slots=True)
class Contents:
    """`ours`: an incident file; `whole`: it has its end. Times Unix ms. `attachments`: number and bytes by the first
    part of their names; `compressed`, `uncompressed`: bytes of chunks, as far as the index tells."""

    file: str
    size: int
    ours: bool
    whole: bool
    library: str
    about: About
    begins: int
    since: int
    until: int
    counts: dict[str, int]
    chunks: int
    channels: list[ChannelTold]
    attachments: dict[str, tuple[int, int]] = field(default_factory=dict)
    recovered: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def contents(path: Path) -> Contents:
    """Look into a file. IncidentError for what is no MCAP file."""
    try:
        reader = IncidentReader(path)
    except NotOursError:
        reader = ForeignReader(path)
    with reader:
        index = reader.index
        known = reader.channels if isinstance(reader, ForeignReader) else index.channels
        schemas = reader.schemas if isinstance(reader, ForeignReader) else index.schemas
        counted = index.statistics.channel_message_counts if index.statistics is not None else None
        topics: dict[tuple[str, str, str], int | None] = {}
        for number, channel in sorted(known.items()):
            schema = schemas.get(channel.schema_id)
            key = channel.topic, channel.message_encoding, schema.name if schema is not None else ""
            count = counted.get(number, 0) if counted is not None else None
            before = topics.get(key, 0)
            topics[key] = None if count is None or before is None else before + count
        attachments: Counter[str] = Counter()
        sizes: Counter[str] = Counter()
        for one in index.attachments:
            name = one.name.split("/", 1)[0]
            attachments[name] += 1
            sizes[name] += one.data_size
        return Contents(
            str(path), reader.size, not isinstance(reader, ForeignReader), reader.whole, index.library, reader.about,
            reader.begins, reader.since, reader.until, reader.counts, len(index.chunks),
            [ChannelTold(*key, count) for key, count in topics.items()],
            {name: (count, sizes[name]) for name, count in attachments.items()},
            reader.recovered, reader.problems,
        )  # fmt: skip
