"""The stored blocks of each tier, decoded and held against the rows they stand in: counts, spans, cells, order."""

import sqlite3
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import BlockError, Columns, unpack_columns, unpack_messages
from opscenter.history.errors import sentence_of
from opscenter.history.records import expand_texts
from opscenter.history.totals import read_totals

if TYPE_CHECKING:
    from opscenter.history.checking import Checking

TOTALS = {
    "log_bytes": ("message_log", "size"),
    "segment_bytes": ("segment", "size"),
    "place_bytes": ("place_segment", "size"),
    "mark_bytes": ("mark", "size"),
}
"""Totals kept in `meta`, and the sum that each must equal."""

Ints = NDArray[np.int64]


def check_log(look: "Checking") -> None:
    """The raw messages."""
    for beat, first, last, count, size, frames in look.rows(
        "message_log", "first_arrival, last_arrival, count, size, frames", "beat"
    ):
        try:
            arrivals = [message[3] for message in unpack_messages(frames)]
        except BlockError as error:
            look.damaged("message_log", beat, str(error))
            continue
        if (len(arrivals), len(frames)) != (count, size):
            look.damaged(
                "message_log",
                beat,
                f"holds {len(arrivals)} messages in {len(frames)} bytes: {count} in {size} by its row",
            )
        elif arrivals and (arrivals[0], arrivals[-1]) != (first, last):
            look.damaged("message_log", beat, "its messages arrived at other times than its row says")


def check_beats(look: "Checking") -> None:
    """Beats that are in no segment yet."""
    for beat, first, last, count, block in look.rows("sample_block", "first, last, count, columns", "beat"):
        try:
            columns = unpack_columns(block)
        except BlockError as error:
            look.damaged("sample_block", beat, str(error))
            continue
        problem = _samples_differ(columns, look.cells, "cell", 0, look.cells - 1, first, last)
        if problem or len(columns.get("cell", ())) != count:
            look.damaged("sample_block", beat, problem or f"holds another number of samples than {count}")


def check_segments(look: "Checking") -> None:
    """Samples by arrival."""
    _segments(look, "segment", "chunk", "cell", look.cells)


def check_places(look: "Checking") -> None:
    """Where moving entities were."""
    _segments(look, "place_segment", "place_chunk", "row", look.entities)


def _segments(look: "Checking", segments: str, chunks: str, number: str, known: int) -> None:
    sums: dict[int, list[int]] = {}
    spoilt: set[int] = set()
    for chunk, segment, first, last, block in look.rows(chunks, f"segment, first_{number}, last_{number}, columns"):
        so_far = sums.setdefault(segment, [0, 0])
        so_far[1] += len(block)
        try:
            columns = unpack_columns(block)
        except BlockError as error:
            look.damaged(chunks, chunk, str(error))
            spoilt.add(segment)
            continue
        problem = _samples_differ(columns, known, number, first, last)
        if problem:
            look.damaged(chunks, chunk, problem)
            spoilt.add(segment)
        so_far[0] += len(columns.get(number, ()))
    holes = any(damage.last for damage in look.found.damages if damage.table == chunks)
    for segment, first, last, count, size in look.rows(segments, "first, last, count, size"):
        samples, stored = sums.pop(segment, [0, 0])
        if segment not in spoilt and not holes and (samples, stored) != (count, size):
            look.damaged(
                segments, segment, f"its chunks hold {samples} in {stored} bytes: {count} in {size} by its row"
            )
        if first > last:
            look.damaged(segments, segment, "ends before it begins")
    oldest = look.db.execute(f"SELECT min(id) FROM {segments}").fetchone()[0]
    for segment in sums:
        if oldest is None or segment < oldest:
            continue  # retention took the segment and has not come to all of its rows
        if not look.db.execute(f"SELECT 1 FROM {segments} WHERE id = ?", (segment,)).fetchone() and _still(
            look.db, chunks, segment
        ):
            look.damaged(segments, segment, f"is missing, and its rows of {chunks} are there")


def _still(db: sqlite3.Connection, chunks: str, segment: int) -> bool:
    return db.execute(f"SELECT 1 FROM {chunks} WHERE segment = ?", (segment,)).fetchone() is not None


def _samples_differ(
    columns: Columns, known: int, number: str, first: int, last: int, since: int = 0, until: int = 0
) -> str:
    """What of a block of samples is not as its row says; ""."""
    if len({len(column) for name, column in columns.items() if name in _TOGETHER[number]}) > 1:
        return "its columns are not equally long"
    numbers = columns.get(number)
    if numbers is None or not len(numbers):
        return ""
    if int(numbers.min()) < 0 or int(numbers.max()) >= known:
        return f"speaks of a {number} that the registry does not know"
    if int(numbers.min()) < first or int(numbers.max()) > last:
        return f"speaks of a {number} outside of {first} to {last}, which its row says"
    if since or until:
        times = columns["time"]
        if int(times.min()) != since or int(times.max()) != until:
            return "its samples were measured at other times than its row says"
    return ""


_TOGETHER = {"cell": ("cell", "time", "value", "quality"), "row": ("row", "time", "lon", "lat")}


def check_texts(look: "Checking") -> None:
    """Texts and booleans."""
    for rowid, cell in look.rows("text_change", "cell", "rowid"):
        if not 0 <= cell < look.cells:
            look.damaged("text_change", rowid, f"speaks of cell {cell}, which the registry does not know")


def check_marks(look: "Checking") -> None:
    """Whole states of the past, and the one to start from."""
    for beat, state, heard, opened in look.rows("mark", "state, heard, open", "beat"):
        try:
            if heard:
                unpack_columns(heard)
            if state:
                _open_state(state)
                msgspec.json.decode(opened or "[]", type=list[str])
        except (BlockError, msgspec.MsgspecError) as error:
            look.damaged("mark", beat, str(error))
    for beat, state in look.rows("checkpoint", "state", "beat"):
        try:
            _open_state(state)
        except (BlockError, msgspec.MsgspecError) as error:
            look.damaged("checkpoint", beat, str(error))


def _open_state(state: bytes) -> None:
    columns, texts = msgspec.msgpack.decode(state, type=tuple[bytes, bytes])
    unpack_columns(columns)
    expand_texts(texts)


def check_totals(look: "Checking") -> None:
    """What the database says it holds against what it holds, in one state of it."""
    try:
        look.db.execute("BEGIN")
        totals = read_totals(look.db)
        for name, (table, column) in TOTALS.items():
            found = int(look.db.execute(f"SELECT total({column}) FROM {table}").fetchone()[0])
            if found != getattr(totals, name):
                look.damaged("meta", 0, f"{name} is {getattr(totals, name)}, and {table} holds {found}")
    except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise
        why = sentence_of(error) if isinstance(error, sqlite3.Error) else str(error)
        look.damaged("meta", 0, f"the totals cannot be compared: {why}")
    finally:
        if look.db.in_transaction:
            look.db.execute("ROLLBACK")
