"""Makes a sheet of paper of the map beside the window's thread."""

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from opscenter.console.file_work import FileWork, Progress
from opscenter.console.map.basemap.source import BasemapError
from opscenter.console.map.sheet.ground_picture import CancelledError
from opscenter.console.map.sheet.making import make_sheet
from opscenter.console.map.sheet.order import Order

_log = logging.getLogger("opscenter.console.map")


class SheetMaker(FileWork):
    """Stopped, it ends before the next tile. `made` comes without a sentence."""

    name = "map-sheet"
    given_up = CancelledError

    def make(self, order: Order, out: Path) -> None:
        """Begin; nothing happens while another sheet is being made."""

        def job(progress: Progress) -> str:
            make_sheet(order, out, progress)
            return ""

        self.begin(job, out)

    def trouble(self, error: Exception, path: Path) -> str:
        if isinstance(error, OSError | BasemapError):
            reason = getattr(error, "strerror", None) or str(error)
            sentence = QCoreApplication.translate("Sheet", "The map could not be saved to {out}: {reason}")
            return sentence.format(out=path, reason=reason)
        _log.error("the sheet could not be made", exc_info=error)
        sentence = QCoreApplication.translate("Sheet", "The map could not be saved: {error}. The log has the details.")
        return sentence.format(error=error)
