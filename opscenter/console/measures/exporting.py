"""Writes the report beside the UI thread."""

import contextlib
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from opscenter.console.measures.report import write_pdf


class ReportWriter(QObject):
    """One report at a time. `done(sentence, path)` comes from its thread (connect queued)."""

    done = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """A report is being written."""
        return self._thread is not None and self._thread.is_alive()

    def write(self, out: Path, content: str, language: str) -> None:
        """Write `content`: the HTML of a report as a PDF, anything else as the text it is."""
        if self.busy:
            return
        self._thread = threading.Thread(
            target=self._run, args=(out, content, language), name="measures-report", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Wait for the report in hand."""
        if self._thread is not None:
            self._thread.join(10)

    def _run(self, out: Path, content: str, language: str) -> None:
        try:
            if out.suffix.lower() == ".pdf":
                write_pdf(content, out, language)
            else:
                out.write_text(content, encoding="utf-8")
            sentence = QCoreApplication.translate("Measures", "Saved to {out}.").format(out=out)
        except OSError as error:
            sentence = QCoreApplication.translate(
                "Measures", "{out} cannot be written: {reason}. Choose another place."
            ).format(out=out, reason=error.strerror or error)
        with contextlib.suppress(RuntimeError):  # the window is gone already
            self.done.emit(sentence)
