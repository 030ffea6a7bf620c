"""Makes one file at a time beside the window's thread: says how far it is, can be stopped, ends in a sentence."""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.tables.errors import Cancelled

Progress = Callable[[float], None]
"""Is told 0..1; raises `FileWork.given_up` once nobody wants the file any more."""


class FileWork(QObject):
    """Signals come from its thread (connect queued): `went(share)` 0..1, `made(Path, sentence)`, `failed(sentence)`,
    `stopped()`. A subclass begins a job and says in a sentence what an error means."""

    went = Signal(float)
    made = Signal(object, str)
    failed = Signal(str)
    stopped = Signal()

    name = "file-work"
    given_up: type[Exception] = Cancelled
    """What `Progress` raises to stop a job."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._cancelled = threading.Event()
        self._making = False  # not any more once the end is told, though the thread may still be ending

    @property
    def busy(self) -> bool:
        """A file is being made."""
        return self._making

    def begin(self, job: Callable[[Progress], str], path: Path) -> None:
        """Have the job make the file; what it returns is told. Nothing happens while another file is being made."""
        if self.busy:
            return
        self._cancelled.clear()
        self._making = True
        self._thread = threading.Thread(target=self._run, args=(job, path), name=self.name, daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop before the next step; no file is left."""
        self._cancelled.set()

    def stop(self) -> None:
        """Cancel and wait for the thread."""
        self.cancel()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(10.0)

    def trouble(self, error: Exception, path: Path) -> str:
        """Why there is no file, as a sentence; what nobody expected is logged as well."""
        raise NotImplementedError

    def _progress(self, share: float) -> None:
        if self._cancelled.is_set():
            raise self.given_up
        self._tell(self.went, share)

    def _run(self, job: Callable[[Progress], str], path: Path) -> None:
        try:
            sentence = job(self._progress)
        except self.given_up:
            self._end(self.stopped)
        except Exception as error:  # noqa: BLE001  a file that fails must not end the console
            self._end(self.failed, self.trouble(error, path))
        else:
            self._end(self.made, path, sentence)

    def _end(self, signal: Any, *arguments: object) -> None:
        """Whoever hears of the end may begin the next file at once."""
        self._making = False
        self._tell(signal, *arguments)

    @staticmethod
    def _tell(signal: Any, *arguments: object) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone already
            signal.emit(*arguments)
