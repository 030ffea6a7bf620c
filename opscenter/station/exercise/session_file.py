"""The debrief of a session, out of its file alone: for its replay, for reports, and for a later run beside it."""

from pathlib import Path
from typing import Any

from opscenter.domain.exercise_debrief import debrief_of
from opscenter.recording.errors import IncidentError
from opscenter.recording.reader import IncidentReader
from opscenter.station.exercise.closing import is_session, score_of_file
from opscenter.station.requests import Request
from opscenter.wire.desk import Columns, Header

EXERCISE, LOG, SCORE = "exercise", "exercise-log", "exercise-score"
MOST_EVENTS = 10_000


def read_session(path: Path) -> dict[str, Any]:
    """As `domain.exercise_debrief.debrief_of` says. Raises IncidentError for what is no session's file."""
    exercise, score, rows = score_of_file(path)
    with IncidentReader(path) as reader:
        zone = reader.about.zone
    return {**debrief_of(exercise, score, rows, zone), "file": path.name}


class SessionAnswers:
    """Answers the three questions about an exercise where a session's file is played again. It is read when somebody
    first asks, in the thread that answers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._told: dict[str, Any] | None = None

    @staticmethod
    def fits(reader: IncidentReader) -> bool:
        """Whether a file is that of a session."""
        return is_session(reader)

    def topics(self) -> dict[str, Any]:
        """What can be asked, and who answers."""
        return {EXERCISE: self._exercise, LOG: self._log, SCORE: self._score}

    def _session(self) -> dict[str, Any]:
        if self._told is None:
            try:
                self._told = read_session(self._path)
            except IncidentError as error:
                raise ValueError(str(error)) from None
        return self._told

    def _exercise(self, request: Request) -> tuple[Header, Columns]:
        return dict(self._session()["exercise"]), {}

    def _score(self, request: Request) -> tuple[Header, Columns]:
        return dict(self._session()["score"]), {}

    def _log(self, request: Request) -> tuple[Header, Columns]:
        after = request.whole("after", 0)
        limit = max(1, min(request.whole("limit", 1_000), MOST_EVENTS))
        events = [one for one in self._session()["events"] if one["id"] > after][:limit]
        return {"events": events, "next": events[-1]["id"] if events else after}, {}
