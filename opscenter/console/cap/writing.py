"""Writes an alert as a file beside the window's thread."""

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from opscenter.console.file_work import FileWork, Progress
from opscenter.console.format import time_zone
from opscenter.domain.alert import Alert
from opscenter.tables.whole_file import write_whole
from opscenter.wire.cap import CapFault, cap_document

log = logging.getLogger("opscenter.console.cap")


class CapWriting(FileWork):
    """One file at a time, whole or not at all."""

    name = "cap-export"
    taken = False
    """The last one failed as there is a file of that name."""

    def write(self, alert: Alert, zone: str, path: Path, replace: bool) -> None:
        """Begin; another file in its place is only replaced where `replace` says so."""

        def job(progress: Progress) -> str:
            data = cap_document(alert, time_zone(zone))
            progress(0.5)
            write_whole(path, data, replace=replace)
            told = QCoreApplication.translate("Cap", "Saved {file}, status {status}.")
            return told.format(file=path, status=alert.status)

        self.begin(job, path)

    def trouble(self, error: Exception, path: Path) -> str:
        translate = QCoreApplication.translate
        self.taken = isinstance(error, FileExistsError)
        if isinstance(error, FileExistsError):
            told = translate("Cap", "{file} is there already. Choose another name, or say that it is to be replaced.")
            return told.format(file=path.name)
        if isinstance(error, OSError):
            told = translate("Cap", "{file} could not be written: {error}. Choose another folder.")
            return told.format(file=path.name, error=error.strerror or error)
        if isinstance(error, CapFault):
            return str(error)
        log.error("an alert could not be exported", exc_info=error)
        return translate("Cap", "The alert could not be saved: {error}. See the log.").format(error=error)
