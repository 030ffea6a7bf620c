"""The file of a session, made of what is on disk: when it is over, or after whatever ended it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from opscenter.domain.exercise import Exercise
from opscenter.domain.exercise_events import SessionRow
from opscenter.domain.exercise_parsing import parse_exercise
from opscenter.domain.exercise_result import Score
from opscenter.domain.exercise_score import score_of
from opscenter.domain.toml_document import FileMistakes, decoded
from opscenter.history.schema import connect
from opscenter.recording.errors import IncidentError
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About, Moment, Row
from opscenter.recording.writer import IncidentWriter
from opscenter.station.exercise.session_folder import EXERCISE_FILE, SessionFolder
from opscenter.station.exercise.session_rows import session_row
from opscenter.station.lane.of_history import happenings
from opscenter.station.rebuild_source import Source

SESSION = "session"
"""The attachment by which a session is told from an incident."""


@dataclass(slots=True)
class Closed:
    """What came of it."""

    file: Path
    messages: int = 0
    rows: int = 0


def close_session(folder: SessionFolder, out: Path) -> Closed:
    """Write the session's file. Raises IncidentError, sqlite3.Error, NothingToRebuildError."""
    found = Closed(out)
    about = folder.about
    with closing(connect(folder.history, read_only=True)) as db:
        source = Source(db)
        told = About(
            title=about.title or folder.exercise.title.get("en", ""), place=about.place, city=about.city,
            zone=about.zone, author=about.author, licence=about.licence, note=folder.exercise.brief.get("en", ""),
            since=about.since, until=_until(db), begins=about.begins,
        )  # fmt: skip
        with IncidentWriter(out, told) as writer:
            writer.attach(EXERCISE_FILE, "application/toml", folder.text, about.since)
            writer.attach(SESSION, "application/json", msgspec.json.encode(about), about.since)
            for path in [*sorted(folder.catalogue.glob("*.toml")), *folder.rules]:
                writer.attach(f"{path.parent.name}/{path.name}", "application/toml", path.read_bytes(), about.since)
            for happening in happenings(source):
                writer.put(happening)
                if isinstance(happening, Moment):
                    found.messages += len(happening.messages)
                    found.rows += len(happening.rows)
    return found


def _until(db: sqlite3.Connection) -> int:
    questions = ("SELECT max(at) FROM message_log", "SELECT max(wall) FROM journal")
    return max(int(db.execute(question).fetchone()[0] or 0) for question in questions)


def exercise_in(reader: IncidentReader) -> tuple[Exercise, bytes] | None:
    """The exercise in a file, with its text; None: it has none. Raises FileMistakes, IncidentError."""
    found = reader.attachments(EXERCISE_FILE)
    if not found:
        return None
    text = reader.read(found[0])
    return parse_exercise(decoded(EXERCISE_FILE, text), EXERCISE_FILE), text


def is_session(reader: IncidentReader) -> bool:
    """Whether a file is that of a session."""
    return bool(reader.attachments(SESSION))


def score_of_file(path: Path) -> tuple[Exercise, Score, list[SessionRow]]:
    """The score of a session, made again from its file alone. Raises IncidentError."""
    with IncidentReader(path) as reader:
        try:
            found = exercise_in(reader)
        except FileMistakes as error:
            first = str(error).split("\n", 1)[0]
            raise IncidentError(f"{path.name}: its exercise cannot be read: {first}") from None
        if found is None or not is_session(reader):
            raise IncidentError(f"{path.name} is not the file of a session: no exercise was worked in it.")
        rows = rows_of(reader)
    return found[0], score_of(found[0], rows), rows


def rows_of(reader: IncidentReader) -> list[SessionRow]:
    """The journal of a file as the score reads it."""
    rows: list[Row] = list(reader.rows())
    return [session_row(number, row) for number, row in enumerate(rows, 1)]
