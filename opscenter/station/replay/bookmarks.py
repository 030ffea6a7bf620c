"""Places that people marked in a recording, kept beside its file so that the next who opens it finds them."""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

log = logging.getLogger("opscenter.station.replay")

MOST = 5_000
LARGEST_FILE = 8 << 20
MAX_TEXT = 500
MAX_NAME = 200


@dataclass(slots=True, frozen=True)
class Bookmark:
    """`at` Unix ms of the recording; `text` plain, "" for none."""

    number: int
    at: int
    text: str
    by: str


class Bookmarks:
    """Those of `path` (of the incident file). `notice`: a sentence about what is not as it should be, or ""."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".bookmarks.json")
        self.notice = ""
        self._marks: dict[int, Bookmark] = {}
        self._read()

    def add(self, at: int, text: str, by: str) -> tuple[Bookmark, bool]:
        """Mark a moment; and whether that is on disk. ValueError with a sentence for what cannot be."""
        if len(text) > MAX_TEXT:
            raise ValueError(f"A bookmark's text has at most {MAX_TEXT} characters.")
        if len(self._marks) >= MOST:
            raise ValueError(f"There are {MOST:,} bookmarks already. Remove some first.")
        mark = Bookmark(max(self._marks, default=0) + 1, at, text, by[:MAX_NAME])
        self._marks[mark.number] = mark
        return mark, self._write()

    def remove(self, number: int) -> bool:
        """Take one away; whether it was there."""
        removed = self._marks.pop(number, None) is not None
        if removed:
            self._write()
        return removed

    def all(self) -> list[Bookmark]:
        """In order of time."""
        return sorted(self._marks.values(), key=lambda mark: (mark.at, mark.number))

    def beside(self, at: int, back: bool) -> Bookmark | None:
        """The next after a moment, or the last before it."""
        marks = self.all()
        if back:
            return next((mark for mark in reversed(marks) if mark.at < at), None)
        return next((mark for mark in marks if mark.at > at), None)

    def _read(self) -> None:
        try:
            if not self._path.exists():
                return
            if self._path.stat().st_size > LARGEST_FILE:
                raise ValueError("it is too large")
            told: Any = json.loads(self._path.read_text(encoding="utf-8"))
            for one in told["bookmarks"][:MOST]:
                mark = Bookmark(
                    int(one["number"]), int(one["at"]), str(one["text"])[:MAX_TEXT], str(one["by"])[:MAX_NAME]
                )
                self._marks[mark.number] = mark
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            self._marks.clear()
            # It is not overwritten: somebody may be able to mend it.
            self._path = self._path.with_name(self._path.name.removesuffix(".json") + ".new.json")
            self.notice = (
                f"The bookmarks beside the file cannot be read ({str(error)[:200]}); new ones go to {self._path.name}."
            )
            log.warning("%s", self.notice)

    def _write(self) -> bool:
        told = {"version": 1, "bookmarks": [asdict(mark) for mark in self.all()]}
        part = self._path.with_name(self._path.name + ".part")
        try:
            part.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
            part.replace(self._path)
        except OSError as error:
            self.notice = f"Bookmarks are not kept: {self._path.name} cannot be written ({error.strerror or error})."
            return False
        self.notice = ""
        return True
