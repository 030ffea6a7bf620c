"""Makes a file of what is shown beside the window's thread: says how far it is, can be stopped, ends in a sentence."""

import contextlib
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from opscenter.console.plots.export_making import Progress, Stopped, write_pdf, write_rows
from opscenter.console.plots.paper_order import PaperOrder
from opscenter.tables.errors import Cancelled, TableError

log = logging.getLogger("opscenter.console.export")


class Exporter(QObject):
    """One file at a time. Signals come from its thread (connect queued): `went(share)` 0..1, `made(Path, sentence)`,

    `failed(sentence)`, `stopped()`.
    """

    went = Signal(float)
    made = Signal(object, str)
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._cancelled = threading.Event()

    @property
    def busy(self) -> bool:
        """A file is being made."""
        return self._thread is not None and self._thread.is_alive()

    def make(self, order: PaperOrder, path: Path, form: str, paper: str, landscape: bool) -> None:
        """Begin; `form`: csv, parquet or pdf. Nothing happens while another file is being made."""
        if self.busy:
            return
        self._cancelled.clear()

        def job(progress: Progress) -> str:
            if form == "pdf":
                write_pdf(order, path, paper, landscape, progress)
                return QCoreApplication.translate("Paper", "Saved {file}").format(file=path)
            rows = write_rows(order, path, form, progress)
            return QCoreApplication.translate("Paper", "%n row(s) saved in {file}", "", rows).format(file=path)

        self._thread = threading.Thread(target=self._run, args=(job, path), name="plot-export", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop before the next plot or series; no file is left."""
        self._cancelled.set()

    def stop(self) -> None:
        """Cancel and wait for the thread."""
        self.cancel()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(10.0)

    def _progress(self, share: float) -> None:
        if self._cancelled.is_set():
            raise Stopped
        self._tell(self.went, share)

    def _run(self, job: Callable[[Progress], str], path: Path) -> None:
        try:
            sentence = job(self._progress)
        except (Stopped, Cancelled):
            self._tell(self.stopped)
        except TableError as error:
            self._tell(self.failed, str(error))
        except OSError as error:
            told = QCoreApplication.translate("Paper", "{file} could not be written: {error}. Choose another folder.")
            self._tell(self.failed, told.format(file=path.name, error=error.strerror or error))
        except Exception as error:
            log.exception("the plots could not be exported")
            told = QCoreApplication.translate("Paper", "The plots could not be saved: {error}. See the log.")
            self._tell(self.failed, told.format(error=error))
        else:
            self._tell(self.made, path, sentence)

    @staticmethod
    def _tell(signal: Any, *arguments: object) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone already
            signal.emit(*arguments)
