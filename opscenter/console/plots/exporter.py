"""Saves what the plots show as a file, beside the window's thread."""

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from opscenter.console.file_work import FileWork, Progress
from opscenter.console.plots.export_making import write_pdf, write_rows
from opscenter.console.plots.paper_order import PaperOrder
from opscenter.tables.errors import TableError

log = logging.getLogger("opscenter.console.export")


class Exporter(FileWork):
    """Stopped, it ends before the next plot or series."""

    name = "plot-export"

    def make(self, order: PaperOrder, path: Path, form: str, paper: str, landscape: bool) -> None:
        """Begin; `form`: csv, parquet or pdf. Nothing happens while another file is being made."""

        def job(progress: Progress) -> str:
            if form == "pdf":
                write_pdf(order, path, paper, landscape, progress)
                return QCoreApplication.translate("Paper", "Saved {file}").format(file=path)
            rows = write_rows(order, path, form, progress)
            return QCoreApplication.translate("Paper", "%n row(s) saved in {file}", "", rows).format(file=path)

        self.begin(job, path)

    def trouble(self, error: Exception, path: Path) -> str:
        if isinstance(error, TableError):
            return str(error)
        if isinstance(error, OSError):
            told = QCoreApplication.translate("Paper", "{file} could not be written: {error}. Choose another folder.")
            return told.format(file=path.name, error=error.strerror or error)
        log.error("the plots could not be exported", exc_info=error)
        return QCoreApplication.translate("Paper", "The plots could not be saved: {error}. See the log.").format(
            error=error
        )
