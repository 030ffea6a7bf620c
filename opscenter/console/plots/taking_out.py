"""Taking out of a sheet what it shows: to the clipboard, as a picture, as a file."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.plots.export_dialog import ExportDialog
from opscenter.console.plots.panel import TrendsPanel
from opscenter.console.plots.paper_order import PaperOrder, take_order
from opscenter.console.plots.sheet_picture import picture_of
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme


class TakingOut(QObject):
    """`told(str)`: what came of it."""

    told = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme

    def picture(self, panel: TrendsPanel, name: str) -> QPixmap:
        """The plots as they are on the screen."""
        panel.redraw()
        since, until = panel.time.edges()
        zone = self._session.zone
        first, last = (format_date_time(round(at), zone) for at in (since, until))
        span = f"{first} – {last}   {zone} {format_offset(max(1, round(until)), zone)}"
        title = " · ".join(part for part in (name, self._session.city) if part)
        return picture_of(panel.stack.inside, title, span, self._theme.tokens)

    def copy(self, panel: TrendsPanel, name: str) -> None:
        """The figures where the keyboard is in the table, else the plots as a picture, to the clipboard."""
        if panel.statistics.view.hasFocus():
            panel.statistics.copy()
            self.told.emit(self.tr("The figures are on the clipboard."))
        elif panel.rows:
            QApplication.clipboard().setPixmap(self.picture(panel, name))
            self.told.emit(self.tr("A picture of the plots is on the clipboard."))

    def copy_figures(self, panel: TrendsPanel) -> None:
        """The figures of what is shown to the clipboard."""
        if panel.statistics.isHidden():
            panel.figures.toggle()
        panel.statistics.copy()
        self.told.emit(self.tr("The figures are on the clipboard."))

    def ask_picture(self, panel: TrendsPanel, name: str) -> None:
        """Ask where a picture of the plots is to be saved."""
        made = self.picture(panel, name)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation) or "."
        dialog = QFileDialog(panel, self.tr("Save a picture of the plots"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Picture (*.png)")])
        dialog.setDefaultSuffix("png")
        dialog.selectFile("plots.png")
        dialog.fileSelected.connect(lambda path: self.save_picture(made, Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save_picture(self, made: QPixmap, path: Path) -> None:
        """Write a picture."""
        if path.suffix.lower() != ".png":
            path = path.with_name(path.name + ".png")
        if made.save(str(path), "PNG"):
            self.told.emit(self.tr("The picture is saved as {file}.").format(file=path.name))
        else:
            self.told.emit(self.tr("{folder} cannot be written. Choose another folder.").format(folder=path.parent))

    def ask_export(self, panel: TrendsPanel, name: str) -> None:
        """Ask as what the plots are to be saved: PDF, CSV, Parquet."""

        def take(title: str, paper_px: float) -> PaperOrder:
            panel.redraw()
            since, until = panel.time.edges()
            return take_order(self._session, panel.rows, title, since, until, paper_px)

        dialog = ExportDialog(name, take, panel)
        dialog.open()
