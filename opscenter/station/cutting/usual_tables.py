"""Tables of what was usual, in an incident file: `usual/DIGEST`, as the journal's entries `usual-learnt` name them."""

from collections.abc import Mapping

import msgspec

from opscenter.domain.usual import Usual
from opscenter.history.blocks import BlockError
from opscenter.history.usual_tables import JUDGED, KeptUsual, kept_of_rows, rows_of
from opscenter.recording.reader import IncidentReader
from opscenter.recording.writer import IncidentWriter

USUAL, USUAL_TYPE = "usual/", "application/vnd.opscenter.usual+msgpack"


def attach_usual(writer: IncidentWriter, tables: Mapping[str, Usual], at: int) -> None:
    """Put tables, by their digests, into a file. Raises IncidentError."""
    for digest, usual in tables.items():
        rows = [row[2:] for row in rows_of(JUDGED, KeptUsual(usual))]
        writer.attach(USUAL + digest, USUAL_TYPE, msgspec.msgpack.encode(rows), at)


def read_usual(reader: IncidentReader) -> tuple[dict[str, Usual], list[str]]:
    """Tables of a file, by their digests, and sentences about those that cannot be read. Raises IncidentError."""
    tables: dict[str, Usual] = {}
    problems: list[str] = []
    for one in reader.attachments(USUAL):
        try:
            rows = msgspec.msgpack.decode(reader.read(one), type=list[tuple[int, str, bytes]])
            tables[one.name.removeprefix(USUAL)] = kept_of_rows(rows).usual
        except (BlockError, msgspec.MsgspecError, ValueError, KeyError, IndexError, OSError) as error:
            problems.append(f"What was usual then cannot be read: {error}. Alarms on what is unusual may differ.")
    return tables, problems
