"""The file of a session, made of what is on disk: when it is over, or after whatever ended it."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from opscenter.domain.exercise import Exercise
from opscenter.domain.exercise_events import SessionRow
from opscenter.domain.exercise_parsing import parse_exercise
from opscenter.domain.exercise_result import Score
from opscenter.domain.exercise_score import score_of
from opscenter.domain.toml_document import FileMistakes, decoded
from opscenter.history.schema import connect
from opscenter.recording.errors import IncidentError
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Row
from opscenter.station.cutting.cut import Cut, Cutting, Wanted
from opscenter.station.exercise.session_folder import EXERCISE_FILE, SESSION, SessionFolder
from opscenter.station.exercise.session_rows import session_row

Progress = Callable[[str, float], None]


def close_session(
    folder: SessionFolder, out: Path, progress: Progress = lambda what, share: None, stop: threading.Event | None = None
) -> Cut:
    """Cut the session's file, as an incident is cut, with the exercise in it. Raises what `Cutting` raises."""
    about, exercise = folder.about, folder.exercise
    with closing(connect(folder.history, read_only=True)) as db:
        until = _until(db)
    wanted = Wanted(
        since=about.begins, until=max(until, about.begins + 1), title=exercise.title.get("en", "") or about.title,
        place=about.place, city=about.city, author=about.author, licence=about.licence,
        note=exercise.brief.get("en", ""),
    )  # fmt: skip
    return Cutting(
        folder.history,
        out,
        wanted,
        folder.circumstances,
        warm_up=0,
        attached=folder.attachments(),
        progress=progress,
        stop=stop,
    ).cut()


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
