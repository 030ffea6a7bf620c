"""Makes one sheet beside the UI thread: says how far it is, can be stopped, ends with a file or a sentence."""

import contextlib
import logging
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from opscenter.console.map.basemap.source import BasemapError
from opscenter.console.map.sheet.ground_picture import CancelledError
from opscenter.console.map.sheet.making import make_sheet
from opscenter.console.map.sheet.order import Order

_log = logging.getLogger("opscenter.console.map")


class SheetMaker(QObject):
    """One sheet at a time. Signals come from its thread (connect queued): `went(share)` 0..1, `made(Path)`,
    `failed(sentence)`, `stopped()`."""

    went = Signal(float)
    made = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._cancelled = threading.Event()

    @property
    def busy(self) -> bool:
        """A sheet is being made."""
        return self._thread is not None and self._thread.is_alive()

    def make(self, order: Order, out: Path) -> None:
        """Begin; nothing happens while another sheet is being made."""
        if self.busy:
            return
        self._cancelled.clear()
        self._thread = threading.Thread(target=self._run, args=(order, out), name="map-sheet", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop before the next tile; no file is left."""
        self._cancelled.set()

    def stop(self) -> None:
        """Cancel and wait for the thread."""
        self.cancel()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(10.0)

    def _progress(self, share: float) -> None:
        if self._cancelled.is_set():
            raise CancelledError
        self._tell(self.went, share)

    def _run(self, order: Order, out: Path) -> None:
        try:
            make_sheet(order, out, self._progress)
        except CancelledError:
            self._tell(self.stopped)
        except (OSError, BasemapError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            sentence = QCoreApplication.translate("Sheet", "The map could not be saved to {out}: {reason}")
            self._tell(self.failed, sentence.format(out=out, reason=reason))
        except Exception as error:  # noqa: BLE001  a sheet that fails must not end the console
            _log.exception("the sheet could not be made")
            sentence = QCoreApplication.translate(
                "Sheet", "The map could not be saved: {error}. The log has the details."
            )
            self._tell(self.failed, sentence.format(error=error))
        else:
            self._tell(self.made, out)

    @staticmethod
    def _tell(signal: Any, *arguments: object) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone already
            signal.emit(*arguments)
