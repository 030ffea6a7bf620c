"""Writes files beside the UI thread: the picture, the result, a rule file."""

import contextlib
import csv
import io
import json
import threading
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, Signal
from PySide6.QtGui import QImage

from opscenter.console.format import format_date_time
from opscenter.console.rules.result import TrialResult


class FileWriter(QObject):
    """One file at a time. `done(sentence, went_well)` comes from its thread (connect queued)."""

    done = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None

    def write(self, out: Path, content: str | QImage | bytes) -> None:
        """Write a text (UTF-8), or an image as PNG."""
        before = self._thread
        self._thread = threading.Thread(target=self._run, args=(before, out, content), name="rules-file", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Wait for the file in hand."""
        if self._thread is not None:
            self._thread.join(10)

    def _run(self, before: threading.Thread | None, out: Path, content: str | QImage | bytes) -> None:
        if before is not None:
            before.join()  # here, not where the window would wait for a slow disk
        try:
            out.write_bytes(_bytes(content))
            sentence, well = QCoreApplication.translate("Rules", "Saved to {out}.").format(out=out), True
        except OSError as error:
            sentence, well = (
                QCoreApplication.translate("Rules", "{out} cannot be written: {reason}. Choose another place.").format(
                    out=out, reason=error.strerror or error
                ),
                False,
            )
        with contextlib.suppress(RuntimeError):  # the window is gone already
            self.done.emit(sentence, well)


def result_json(result: TrialResult, changes: tuple[str, ...]) -> str:
    """A result as it came, with the changes it is of."""
    return json.dumps({"changes": list(changes), **result.raw}, ensure_ascii=False, indent=2) + "\n"


def result_csv(result: TrialResult, zone: str) -> str:
    """Alarms by rule, then those that are gone and those that are new."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("what", "rule", "before", "after", "at", "entity", "priority", "text"))
    for rule, before, after in result.rules:
        rows.writerow(("rule", _cell(rule), before, after, "", "", "", ""))
    for what, listed in (("gone", result.gone), ("added", result.added)):
        for one in listed:
            told = (one.rule, "", "", format_date_time(one.at, zone), one.entity, one.priority.name.lower(), one.text)
            rows.writerow((what, *(_cell(str(cell)) for cell in told)))
    return out.getvalue()


def _cell(text: str) -> str:
    """Text from outside that a table calculation would take for a formula is marked as text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _bytes(content: str | QImage | bytes) -> bytes:
    if isinstance(content, bytes):
        return content
    if isinstance(content, str):
        return content.encode()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not content.save(buffer, "PNG"):  # type: ignore[call-overload]  # it takes a text, whatever its signature says
        raise OSError(QCoreApplication.translate("Rules", "the picture could not be made"))
    return bytes(data.data())
