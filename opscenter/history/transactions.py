"""The writer's one transaction: beats, checkpoint, segment and totals, all or nothing."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec

from opscenter.history.blocks import Columns
from opscenter.history.chain import Head
from opscenter.history.chunks import Chunk
from opscenter.history.encoding import EncodedBeat, cut_chunks
from opscenter.history.journal_writing import JournalWriting
from opscenter.history.marks import put_mark
from opscenter.history.memory import pack_memory, put_memory
from opscenter.history.places import cut_place_chunks
from opscenter.history.records import BeatRecord, Checkpoint
from opscenter.history.retention_of_texts import text_size
from opscenter.history.starts import note_start
from opscenter.history.totals import Totals, write_totals
from opscenter.history.usual_tables import JUDGED, put_usual


@dataclass(slots=True, frozen=True)
class Outage:
    """What could not be recorded."""

    since: int
    until: int
    messages: int
    samples: int
    reason: str


@dataclass(slots=True)
class Written:
    """What is true after the commit."""

    totals: Totals
    for_segment: list[tuple[int, Columns]]
    head: Head | None


def write(
    connection: sqlite3.Connection,
    waiting: Sequence[EncodedBeat | Checkpoint],
    for_segment: list[tuple[int, Columns]],
    totals: Totals,
    encode_checkpoint: Callable[[Checkpoint], bytes],
    outage: Outage | None,
    head: Head | None,
    more: Callable[[sqlite3.Connection], object] = lambda connection: None,
) -> Written:
    """Write everything that waits in one transaction. Raises sqlite3.Error, after which nothing was written.

    `more` is done in the same transaction. `head` is the head of the journal after the last transaction of this writer,
    None: as the database says.
    """
    checkpoints = [
        (item, encode_checkpoint(item), pack_memory(item.memory) if item.memory else b"")
        for item in waiting
        if isinstance(item, Checkpoint)
    ]
    beats = [item for item in waiting if isinstance(item, EncodedBeat)]
    gathered = for_segment + [(beat.record.beat, beat.kept) for beat in beats if beat.kept]
    sealed: list[tuple[int, Columns]] = []
    if checkpoints:
        until = checkpoints[-1][0].beat
        sealed = [entry for entry in gathered if entry[0] <= until]
        gathered = [entry for entry in gathered if entry[0] > until]
    segments = [cut for cut in (_cut(sealed, kind) for kind in _KINDS) if cut is not None]
    connection.execute("BEGIN IMMEDIATE")
    try:
        journal = JournalWriting(connection, head)
        marked = checkpoints[-1][0].beat if checkpoints else -1
        for beat in beats:
            if beat.record.beat <= marked:
                totals = _insert_beat(connection, beat, totals, journal)
        for checkpoint, blob, memory in checkpoints:
            totals = replace(
                totals,
                beat=max(totals.beat, checkpoint.beat),
                mark_bytes=totals.mark_bytes + put_mark(connection, checkpoint, blob, len(memory)),
            )
            connection.execute("DELETE FROM checkpoint")
            connection.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", (checkpoint.beat, checkpoint.at, blob))
            put_memory(connection, checkpoint.beat, memory)
            connection.execute("DELETE FROM sample_block WHERE beat <= ?", (checkpoint.beat,))
        for beat in beats:
            if beat.record.beat > marked:
                totals = _insert_beat(connection, beat, totals, journal)
        for segment in segments:
            totals = _insert_segment(connection, segment, totals)
        if outage is not None:
            connection.execute(
                "INSERT INTO outage (since, until, messages, samples, reason) VALUES (?, ?, ?, ?, ?)",
                (outage.since, outage.until, outage.messages, outage.samples, outage.reason),
            )
        journal.keep()
        more(connection)
        write_totals(connection, totals)
        told = next((beat.record.publishers for beat in reversed(beats) if beat.record.publishers), None)
        if told is not None:
            connection.execute(
                "INSERT OR REPLACE INTO meta VALUES ('publishers', ?)", (msgspec.json.encode(told).decode(),)
            )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return Written(totals, gathered, journal.head)


def alone(connection: sqlite3.Connection, action: Callable[[sqlite3.Connection], int]) -> int:
    """Do something in a transaction of its own; what it returns. Raises sqlite3.Error, after which it was not done."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = action(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


@dataclass(slots=True, frozen=True)
class _Kind:
    """What is kept in segments of its own: tables, the column that tells it is there, how it is cut."""

    segments: str
    chunks: str
    number: str
    column: str
    total: str
    cut: Callable[[list[Columns]], tuple[list[Chunk], int, int, int]]


_KINDS = (
    _Kind("segment", "chunk", "cell", "cell", "segment_bytes", cut_chunks),
    _Kind("place_segment", "place_chunk", "row", "place_row", "place_bytes", cut_place_chunks),
)


@dataclass(slots=True, frozen=True)
class _Segment:
    kind: _Kind
    beats: tuple[int, int]
    chunks: list[Chunk]
    first: int
    last: int
    count: int


def _cut(sealed: list[tuple[int, Columns]], kind: _Kind) -> _Segment | None:
    mine = [entry for entry in sealed if kind.column in entry[1]]
    if not mine:
        return None
    return _Segment(kind, (mine[0][0], mine[-1][0]), *kind.cut([columns for _, columns in mine]))


def _insert_segment(connection: sqlite3.Connection, segment: _Segment, totals: Totals) -> Totals:
    total = segment.kind.total
    return replace(totals, **{total: getattr(totals, total) + _put(connection, segment)})


def put_samples(connection: sqlite3.Connection, beats: tuple[int, int], parts: list[Columns]) -> int:
    """The samples of these beats (first, last) as a segment; how many. For made-up histories: no totals are kept."""
    segment = _Segment(_KINDS[0], beats, *cut_chunks(parts))
    _put(connection, segment)
    return segment.count


def _put(connection: sqlite3.Connection, segment: _Segment) -> int:
    kind = segment.kind
    size = sum(len(chunk.block) for chunk in segment.chunks)
    number = next_number(connection, kind.segments)
    connection.execute(
        f"INSERT INTO {kind.segments} (id, first_beat, last_beat, first, last, count, size) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, *segment.beats, segment.first, segment.last, segment.count, size),
    )
    connection.executemany(
        f"INSERT INTO {kind.chunks} (segment, first_{kind.number}, last_{kind.number}, columns) VALUES (?, ?, ?, ?)",
        [(number, chunk.first, chunk.last, chunk.block) for chunk in segment.chunks],
    )
    return size


def next_number(connection: sqlite3.Connection, segments: str) -> int:
    """A number for a new segment. Never one of before: a run holds all segments up to one, those forgotten, too."""
    return int(
        connection.execute(
            f"SELECT 1 + max(coalesce((SELECT max(id) FROM {segments}), 0), "
            "coalesce((SELECT max(until_segment) FROM run), 0))"
        ).fetchone()[0]
    )


def _insert_beat(connection: sqlite3.Connection, beat: EncodedBeat, totals: Totals, journal: JournalWriting) -> Totals:
    record = beat.record
    if record.start:
        note_start(connection, record.beat, record.start)
    _insert_registry(connection, record)
    if beat.frames:
        connection.execute(
            "INSERT INTO message_log VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                record.beat, record.at, beat.first_arrival, beat.last_arrival, beat.frames_count, len(beat.frames),
                beat.frames,
            ),
        )  # fmt: skip
    if record.steps is not None:
        connection.execute("INSERT INTO figure_beat VALUES (?, ?, ?)", (record.beat, record.at, record.steps))
    if beat.block:
        connection.execute(
            "INSERT INTO sample_block VALUES (?, ?, ?, ?, ?)",
            (record.beat, beat.first, beat.last, len(beat.kept.get("cell", ())), beat.block),
        )
    connection.executemany(
        "INSERT INTO text_change VALUES (?, ?, ?, ?, ?, ?)",
        [(record.beat, text.position, text.cell, text.time, text.quality, text.text) for text in record.texts],
    )
    journal.add(record.journal)
    if beat.usual:
        put_usual(connection, JUDGED, beat.usual)
    connection.executemany(
        "INSERT INTO quarantine (arrived, reason, detail, publisher, topic, raw, size) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(r.arrived, r.reason, r.detail, r.publisher, r.topic, r.raw, r.size) for r in record.rejected],
    )
    connection.executemany(
        "INSERT INTO gap (publisher, epoch, first_seq, last_seq, since, until, recovered) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(g.publisher, g.epoch, g.first_seq, g.last_seq, g.since, g.until, int(g.recovered)) for g in record.gaps],
    )
    return replace(
        totals,
        beat=max(totals.beat, record.beat),
        messages=totals.messages + record.messages,
        samples=totals.samples + record.samples,
        bytes_in=totals.bytes_in + record.bytes_in,
        rejected=totals.rejected + len(record.rejected),
        gaps=totals.gaps + sum(not gap.recovered for gap in record.gaps),
        log_bytes=totals.log_bytes + len(beat.frames),
        text_bytes=totals.text_bytes + sum(text_size(text.text) for text in record.texts),
        quarantined=totals.quarantined + len(record.rejected),
    )


def _insert_registry(connection: sqlite3.Connection, record: BeatRecord) -> None:
    connection.executemany("INSERT OR REPLACE INTO entity (row, id, type) VALUES (?, ?, ?)", record.entities)
    connection.executemany("INSERT OR REPLACE INTO cell (cell, row, name) VALUES (?, ?, ?)", record.cells)
    connection.executemany("UPDATE entity SET type = ? WHERE row = ?", [(t, row) for row, t in record.types.items()])
    connection.executemany("UPDATE entity SET name = ? WHERE row = ?", [(n, row) for row, n in record.names.items()])
    connection.executemany(
        "UPDATE entity SET local_names = ? WHERE row = ?",
        [(msgspec.json.encode(texts).decode() if texts else None, row) for row, texts in record.local_names.items()],
    )
    connection.executemany("UPDATE cell SET unit = ? WHERE cell = ?", [(u, cell) for cell, u in record.units.items()])
    connection.executemany(
        "UPDATE entity SET shape = ? WHERE row = ?",
        [(msgspec.json.encode(shape).decode(), row) for row, shape in record.shapes.items()],
    )
