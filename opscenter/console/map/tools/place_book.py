"""The places and views of the operator at this console: a file for each operator, read and written off this thread."""

import contextlib
import hashlib
import json
import logging
import os
import re
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from opscenter.console.map.tools.saved_places import MOST, Saved, from_geojson, to_geojson
from opscenter.console.session import Session
from opscenter.settings.paths import config_folder

_log = logging.getLogger("opscenter.console.places")

LARGEST_BYTES = 5_000_000
_SAVE_MS = 300
_POLL_MS = 20
_UNDO = 20


@dataclass(slots=True)
class _Done:
    """What a job outside this thread came to."""

    saved: list[Saved] | None = None
    sentence: str = ""


class PlaceBook(QObject):
    """`saved` in the operator's order. `changed` after it did; `told(sentence)` about a file that made trouble.

    The book belongs to the session: all maps of a console share it, and it outlives windows.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, session: Session, folder: Path | None = None) -> None:
        super().__init__(session)
        self._session = session
        self._folder = folder if folder is not None else config_folder() / "places"
        self.saved: list[Saved] = []
        self._before: list[list[Saved]] = []
        self._operator: str | None = None
        self._path = self._folder / "none.geojson"
        self._dirty = False
        self._loading = False
        self._job: threading.Thread | None = None
        self._waiting: deque[tuple[Callable[[], _Done], Callable[[_Done], None]]] = deque()
        self._on_done: Callable[[_Done], None] = self._say
        self._done: list[_Done] = []
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._save_soon.setInterval(_SAVE_MS)
        self._save_soon.timeout.connect(self._save)
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._look)
        session.ticked.connect(self.follow_operator)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.flush)
        self.follow_operator()

    @property
    def idle(self) -> bool:
        """Nothing is being read or still to be written."""
        return self._job is None and not self._waiting and not self._dirty and not self._loading

    @property
    def path(self) -> Path:
        """The file of the present operator."""
        return self._path

    def follow_operator(self, _now: object = None) -> None:
        """Turn to the book of whoever is the operator now."""
        if self._session.operator == self._operator:
            return
        if self._dirty:
            self._save()
        self._operator = self._session.operator
        self._path = self._folder / f"{_file_name(self._operator)}.geojson"
        self._before.clear()
        self.saved = []
        self._loading = True
        path = self._path
        self._start(lambda: _load(path), self._loaded)
        self.changed.emit()

    # -- changing --------------------------------------------------------------------------------------------

    def add(self, *new: Saved) -> bool:
        """Keep more, at the end. False when the book is full."""
        if self._loading or len(self.saved) + len(new) > MOST:
            return False
        self._change([*self.saved, *new])
        return True

    def replace(self, at: int, one: Saved) -> None:
        """Another name, note or view in the same place."""
        self._change([*self.saved[:at], one, *self.saved[at + 1 :]])

    def move(self, at: int, to: int) -> None:
        """Put one elsewhere in the order."""
        if 0 <= to < len(self.saved) and at != to:
            rest = self.saved[:at] + self.saved[at + 1 :]
            self._change([*rest[:to], self.saved[at], *rest[to:]])

    def remove(self, at: int) -> None:
        """Keep one no longer."""
        self._change(self.saved[:at] + self.saved[at + 1 :])

    @property
    def can_undo(self) -> bool:
        """There is a change to take back."""
        return bool(self._before)

    def undo(self) -> None:
        """Take the last change back."""
        if self._before:
            self._take(self._before.pop())

    def _change(self, saved: list[Saved]) -> None:
        self._before = [*self._before[-_UNDO + 1 :], self.saved]
        self._take(saved)

    def _take(self, saved: list[Saved]) -> None:
        self.saved = saved
        self._dirty = True
        self._save_soon.start()
        self.changed.emit()

    # -- files -----------------------------------------------------------------------------------------------

    def export_to(self, path: Path) -> None:
        """Write everything as GeoJSON; `told` says what came of it."""
        text, count = _text_of(self.saved), len(self.saved)

        def export() -> _Done:
            trouble = _write(path, text)
            if trouble:
                return _Done(sentence=self.tr("The places could not be written: {error}.").format(error=trouble))
            return _Done(
                sentence=self.tr("%n place(s) and view(s) written to {file}.", "", count).format(file=path.name)
            )

        self._start(export, self._say)

    def import_from(self, path: Path) -> None:
        """Add the points of a GeoJSON file; `told` says what came of it."""
        self._start(lambda: _import(path), self._imported)

    def flush(self) -> None:
        """Finish everything here and now: the console ends."""
        while self._job is not None:
            self._job.join(5.0)
            if self._job.is_alive():
                return
            self._look()
        self._save_soon.stop()
        if self._dirty:
            self._dirty = False
            _write(self._path, _text_of(self.saved))

    def _save(self) -> None:
        self._save_soon.stop()
        self._dirty = False
        path, text = self._path, _text_of(self.saved)

        def save() -> _Done:
            trouble = _write(path, text)
            sentence = QCoreApplication.translate(
                "PlaceBook", "The places could not be saved: {error}. They last until the console ends."
            )
            return _Done(sentence=sentence.format(error=trouble) if trouble else "")

        self._start(save, self._say)

    def _start(self, job: Callable[[], _Done], on_done: Callable[[_Done], None]) -> None:
        """Do something in a thread, one after the other."""
        self._waiting.append((job, on_done))
        self._next()

    def _next(self) -> None:
        if self._job is None and self._waiting:
            job, self._on_done = self._waiting.popleft()
            self._done.clear()
            self._job = threading.Thread(target=lambda: self._done.append(job()), name="places", daemon=True)
            self._job.start()
            self._poll.start()

    def _look(self) -> None:
        if self._job is None or self._job.is_alive():
            return
        self._job = None
        self._poll.stop()
        if self._done:
            self._on_done(self._done.pop())
        self._next()

    def _loaded(self, done: _Done) -> None:
        self._loading = False
        self.saved = done.saved or []
        self._say(done)
        self.changed.emit()

    def _imported(self, done: _Done) -> None:
        if done.saved and not self.add(*done.saved[: MOST - len(self.saved)]):
            done.sentence = self.tr("There is no room for more than %n places and views.", "", MOST)
        self._say(done)

    def _say(self, done: _Done) -> None:
        if done.sentence:
            self.told.emit(done.sentence)


def book_of(session: Session) -> PlaceBook:
    """The session's one book."""
    found = session.findChild(PlaceBook)
    return found if isinstance(found, PlaceBook) else PlaceBook(session)


def _file_name(operator: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9]+", "-", operator).strip("-").lower()[:40]
    mark = hashlib.sha1(operator.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:8]
    return f"{plain}-{mark}" if plain else mark


def _text_of(saved: list[Saved]) -> str:
    return json.dumps(to_geojson(saved), ensure_ascii=False, indent=1)


def _write(path: Path, text: str) -> str:
    """Write a file whole or not at all; what went wrong, or ""."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, "utf-8")
        beside.replace(path)
    except OSError as error:
        _log.warning("%s could not be written: %s", path, error)
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        return error.strerror or str(error)
    return ""


def _read(path: Path) -> tuple[list[Saved], int]:
    if path.stat().st_size > LARGEST_BYTES:
        raise ValueError(QCoreApplication.translate("PlaceBook", "the file is too large"))
    data = json.loads(path.read_text("utf-8"))
    try:
        return from_geojson(data)
    except ValueError:
        raise ValueError(QCoreApplication.translate("PlaceBook", "it is no GeoJSON FeatureCollection")) from None


def _load(path: Path) -> _Done:
    try:
        saved, left_out = _read(path)
    except FileNotFoundError:
        return _Done([])
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("%s cannot be used: %s", path, error)
        aside = path.with_name(path.name + ".broken")
        with contextlib.suppress(OSError):
            path.replace(aside)
        sentence = QCoreApplication.translate(
            "PlaceBook", "Your saved places could not be read; the file was set aside as {file}."
        )
        return _Done([], sentence.format(file=aside.name))
    if left_out:
        sentence = QCoreApplication.translate("PlaceBook", "%n of your saved places could not be read.", "", left_out)
        return _Done(saved, sentence)
    return _Done(saved)


def _import(path: Path) -> _Done:
    try:
        saved, left_out = _read(path)
    except (OSError, ValueError, RecursionError) as error:
        sentence = QCoreApplication.translate(
            "PlaceBook", "{file} could not be imported: {error}. Choose a GeoJSON file with points."
        )
        return _Done(sentence=sentence.format(file=path.name, error=getattr(error, "strerror", None) or error))
    if not saved:
        sentence = QCoreApplication.translate(
            "PlaceBook", "{file} holds no point within the map (longitude −180 to 180, latitude −85 to 85)."
        )
        return _Done(sentence=sentence.format(file=path.name))
    sentence = QCoreApplication.translate("PlaceBook", "%n place(s) imported.", "", len(saved))
    if left_out:
        sentence += " " + QCoreApplication.translate(
            "PlaceBook", "%n feature(s) left out: not a point, or out of range.", "", left_out
        )
    return _Done(saved, sentence)
