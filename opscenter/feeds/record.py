"""One message to publish: what, under which topic, and when it was measured."""

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Record:
    """`at` is the recorded time (Unix ms), or None where the file says none; `line` is where it stands in the file, 0:
    it has no lines."""

    topic: str
    payload: bytes
    at: int | None
    line: int = 0


@dataclass(slots=True, frozen=True)
class Problem:
    """A row or line that cannot be published; the rest of the file goes on. `whole`: nothing of it could be read."""

    where: str  # file:line
    sentence: str
    whole: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"
