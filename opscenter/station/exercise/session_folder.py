"""The folder of a session: its own history, the exercise's file, and what the incident says of itself.

It stays when a station dies, so that the session's file can be made of what is on disk.
"""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from opscenter.domain.exercise import Exercise
from opscenter.domain.exercise_parsing import parse_exercise
from opscenter.domain.toml_document import decoded
from opscenter.history.schema import FILE_NAME

EXERCISE_FILE, ABOUT_FILE = "exercise.toml", "session.json"


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
    exercise: Exercise = field(repr=False)

    @property
    def history(self) -> Path:
        """Its database."""
        return self.path / FILE_NAME

    @property
    def catalogue(self) -> Path:
        """The catalogue files that the incident was recorded under, and here is judged by; may be missing."""
        return self.path / "catalogue"

    @property
    def rules(self) -> list[Path]:
        """The rule files of then."""
        return sorted((self.path / "rules").glob("*.toml"))


def make_folder(path: Path, text: bytes, about: SessionAbout, files: dict[str, bytes]) -> SessionFolder:
    """A new one; `files`: `catalogue/NAME.toml`, `rules/NAME.toml`. SessionError where there is a session already,
    OSError."""
    if (path / FILE_NAME).exists():
        raise SessionError(f"There is a session in {path} already. Name another folder.")
    made = SessionFolder(path, text, about, parse_exercise(decoded(EXERCISE_FILE, text), EXERCISE_FILE))
    path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        place = path / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
    (path / EXERCISE_FILE).write_bytes(text)
    (path / ABOUT_FILE).write_bytes(msgspec.json.encode(about))
    return made


def read_folder(path: Path) -> SessionFolder:
    """One that is there. Raises SessionError, FileMistakes."""
    try:
        text = (path / EXERCISE_FILE).read_bytes()
        about = msgspec.json.decode((path / ABOUT_FILE).read_bytes(), type=SessionAbout)
    except OSError as error:
        raise SessionError(f"{path} is not the folder of a session: {error.strerror}.") from None
    except msgspec.MsgspecError:
        raise SessionError(f"{path} is not the folder of a session: {ABOUT_FILE} cannot be read.") from None
    return SessionFolder(path, text, about, parse_exercise(decoded(EXERCISE_FILE, text), EXERCISE_FILE))


def names_of(files: dict[str, Any]) -> list[str]:
    """Names of files that may be written into a folder: those of strangers are no paths."""
    kept = []
    for name in files:
        folder, _, file = name.partition("/")
        with contextlib.suppress(ValueError):
            if folder in ("catalogue", "rules") and file.endswith(".toml") and Path(file).name == file:
                kept.append(name)
    return kept
