"""What desks ask, on its way between the threads of a station."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from opscenter.wire.desk import Columns, Header, pack

Reply = Callable[[bytes, list[bytes | memoryview]], None]
"""Sends frames to the desk of that identity, from any thread."""

MAX_SENTENCE = 500


@dataclass(slots=True)
class Request:
    """One question or command. `topic` is the query's `what`, the command's `verb`, or "snapshot"."""

    desk: bytes
    number: Any
    topic: str
    args: dict[str, Any]
    desk_name: str
    reply: Reply

    def answer(self, kind: str, header: Header, columns: Columns | None = None) -> None:
        """Answer with `result`, `done`, `snapshot` ..."""
        self.reply(self.desk, pack(kind, {**header, "id": self.number}, columns))

    def refuse(self, reason: str) -> None:
        """Answer with a sentence that says why not."""
        self.reply(self.desk, pack("refused", {"id": self.number, "reason": reason[:MAX_SENTENCE]}))

    def text(self, name: str, default: str = "", most: int = 2_000) -> str:
        """A text argument. ValueError with a sentence when it is something else."""
        value = self.args.get(name, default)
        if value is None:
            return default
        if not isinstance(value, str) or len(value) > most:
            raise ValueError(f"{name!r} must be a text of at most {most} characters.")
        return value

    def whole(self, name: str, default: int) -> int:
        """A whole-number argument. ValueError with a sentence when it is something else."""
        value = self.args.get(name, default)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) > 2**53:
            raise ValueError(f"{name!r} must be a whole number.")
        return int(value)

    def texts(self, name: str, most: int = 10_000) -> list[str]:
        """A list of texts. ValueError with a sentence when it is something else."""
        value = self.args.get(name, [])
        if not isinstance(value, list) or len(value) > most or not all(isinstance(entry, str) for entry in value):
            raise ValueError(f"{name!r} must be a list of at most {most} texts.")
        return value


def _nowhere(desk: bytes, frames: list[bytes | memoryview]) -> None:
    """The reply of a request that nobody made."""


NUDGE = Request(b"", 0, "", {}, "", _nowhere)
"""Wakes a thread that waits for requests; nobody asked it."""


def span_of(request: Request) -> tuple[int, int]:
    """`from` and `to` (Unix ms; everything when absent). ValueError with a sentence when `to` is the earlier."""
    since, until = request.whole("from", 0), request.whole("to", 2**53)
    if until < since:
        raise ValueError("The span ends before it begins: 'to' is earlier than 'from'.")
    return since, until
