"""The folder of a session: its own history, and beside it in `beginning.mcap` all else that its file is made of.

It stays when a station dies, so that the session's file can be made of what is on disk.
"""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from opscenter.domain.exercise import Exercise
from opscenter.domain.exercise_parsing import parse_exercise
from opscenter.domain.toml_document import decoded
from opscenter.history.schema import FILE_NAME
from opscenter.recording.errors import IncidentError
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About
from opscenter.recording.writer import IncidentWriter
from opscenter.station.cutting.circumstances import Circumstances, attach_circumstances, read_circumstances

EXERCISE_FILE, SESSION = "exercise.toml", "session"
"""Names of what a session's file has beside an incident's: by the second it is told from one."""
BEGINNING = "beginning.mcap"


class SessionError(ValueError):
    """A folder is no session's; a sentence."""


class SessionAbout(msgspec.Struct):
    """`since`: Unix ms from which the exercise's times count, `begins`: the first moment recorded. The rest is what the
    incident says (`recording.records.About`)."""

    since: int
    begins: int
    title: str = ""
    place: str = ""
    city: str = ""
    zone: str = "UTC"
    author: str = ""
    licence: str = ""


@dataclass(slots=True)
class SessionFolder:
    """An existing one; `text` is the exercise's file, word for word."""

    path: Path
    text: bytes
    about: SessionAbout
    circumstances: Circumstances = field(repr=False)
    exercise: Exercise = field(repr=False)

    @property
    def history(self) -> Path:
        """Its database."""
        return self.path / FILE_NAME

    def attachments(self) -> list[tuple[str, str, bytes]]:
        """What goes into its file beside what an incident has: name, media type, content."""
        return [
            (EXERCISE_FILE, "application/toml", self.text),
            (SESSION, "application/json", msgspec.json.encode(self.about)),
        ]


def make_folder(path: Path, text: bytes, about: SessionAbout, circumstances: Circumstances) -> SessionFolder:
    """A new one. SessionError where there is a session already, OSError, IncidentError."""
    if (path / FILE_NAME).exists():
        raise SessionError(f"There is a session in {path} already. Name another folder.")
    exercise = parse_exercise(decoded(EXERCISE_FILE, text), EXERCISE_FILE)
    made = SessionFolder(path, text, about, circumstances, exercise)
    path.mkdir(parents=True, exist_ok=True)
    with IncidentWriter(path / BEGINNING, About(title=about.title, zone=about.zone)) as writer:
        attach_circumstances(writer, circumstances, about.since)
        for name, media_type, content in made.attachments():
            writer.attach(name, media_type, content, about.since)
    return made


def read_folder(path: Path) -> SessionFolder:
    """One that is there. Raises SessionError, FileMistakes, IncidentError."""
    if not (path / BEGINNING).is_file() or not (path / FILE_NAME).is_file():
        raise SessionError(f"{path} is not the folder of a session.")
    with IncidentReader(path / BEGINNING) as reader:
        found = {one.name: one for one in reader.attachments()}
        circumstances = read_circumstances(reader)
        if EXERCISE_FILE not in found or SESSION not in found or circumstances is None:
            raise SessionError(f"{path} is not the folder of a session: {BEGINNING} does not hold all of it.")
        text = reader.read(found[EXERCISE_FILE])
        try:
            about = msgspec.json.decode(reader.read(found[SESSION]), type=SessionAbout)
        except msgspec.MsgspecError as error:
            raise IncidentError(f"{BEGINNING} cannot be read: {error}.") from None
    exercise = parse_exercise(decoded(EXERCISE_FILE, text), EXERCISE_FILE)
    return SessionFolder(path, text, about, circumstances, exercise)
