"""Sheets as files that are given to somebody else: read and written off the window's thread."""

import contextlib
import json
import logging
import os
import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QStandardPaths, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from opscenter.console.plots.sheet import SUFFIX, Sheet, SheetFault, file_from_json, file_to_json

log = logging.getLogger("opscenter.console.sheets")
translate = QCoreApplication.translate

LARGEST_BYTES = 2_000_000


def write_sheet(path: Path, sheet: Sheet, city: str) -> None:
    """Write a sheet whole or not at all. Raises OSError."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        beside.write_text(json.dumps(file_to_json(sheet, city), ensure_ascii=False, indent=1) + "\n", "utf-8")
        beside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def read_sheet(path: Path) -> Sheet:
    """The sheet in a file. Raises OSError, or SheetFault with a sentence about what is wrong with it."""
    if path.stat().st_size > LARGEST_BYTES:
        raise SheetFault(translate("Sheet", "it is too large to be a sheet of plots"))
    try:
        data = json.loads(path.read_bytes().decode("utf-8"))
    except (ValueError, RecursionError):  # UnicodeDecodeError is one
        raise SheetFault(translate("Sheet", "it is not JSON, as sheets of plots are")) from None
    return file_from_json(data)


class _Job(QRunnable):
    def __init__(self, owner: "SheetFiles", path: Path, sheet: Sheet | None, city: str) -> None:
        super().__init__()
        self._owner, self._path, self._sheet, self._city = owner, path, sheet, city

    def run(self) -> None:
        owner, path = self._owner, self._path
        try:
            if self._sheet is None:
                done: tuple[Sheet | None, str] = (read_sheet(path), "")
            else:
                write_sheet(path, self._sheet, self._city)
                done = (None, translate("Sheet", "The sheet is saved as {file}.").format(file=path.name))
        except SheetFault as fault:
            done = (
                None,
                translate("Sheet", "{file} could not be opened: {fault}.").format(file=path.name, fault=fault),
            )
        except OSError as error:
            sentence = translate("Sheet", "{file} could not be opened: {error}. Choose another file.")
            if self._sheet is not None:
                sentence = translate("Sheet", "{file} could not be written: {error}. Choose another folder.")
            done = (None, sentence.format(file=path.name, error=error.strerror or error))
        with contextlib.suppress(RuntimeError):  # the window is gone
            owner._done.emit(done)


class SheetFiles(QObject):
    """`opened(Sheet)`: a file was read; `told(str)`: what came of writing one, or what is wrong with one."""

    opened = Signal(object)
    told = Signal(str)
    _done = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._pool = QThreadPool(self)  # ends its work before it goes
        self._pool.setMaxThreadCount(1)
        self._done.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def open(self, path: Path) -> None:
        """Read a sheet."""
        self._pool.start(_Job(self, path, None, ""))

    def save(self, path: Path, sheet: Sheet, city: str) -> None:
        """Write a sheet."""
        if not path.suffix:
            path = path.with_name(path.name + SUFFIX)
        self._pool.start(_Job(self, path, sheet, city))

    def ask_open(self) -> None:
        """Ask for the file of a sheet."""
        dialog = self._dialog(self.tr("Open a sheet of plots"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def ask_save(self, sheet: Sheet, city: str) -> None:
        """Ask where a sheet is to be written."""
        dialog = self._dialog(self.tr("Save the sheet as a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile((re.sub(r"[^\w \-]+", "-", sheet.name).strip(" -") or "sheet") + SUFFIX)
        dialog.fileSelected.connect(lambda name: self.save(Path(name), sheet, city))
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or "."
        dialog = QFileDialog(self._window, title, folder)
        dialog.setNameFilters([self.tr("Sheets of plots (*{suffix})").format(suffix=SUFFIX), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _take(self, done: tuple[Sheet | None, str]) -> None:
        sheet, sentence = done
        if sheet is not None:
            self.opened.emit(sheet)
        if sentence:
            log.info("%s", sentence)
            self.told.emit(sentence)
