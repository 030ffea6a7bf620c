"""The table of figures under the plots: when it is reckoned anew, and for which time."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.plots.stack import PlotStack
from opscenter.console.plots.statistics_table import ROW_PX, StatisticsTable
from opscenter.console.plots.time_choice import TimeChoice
from opscenter.console.session import Session

FIGURES_MS = 700
"""Between two reckonings while the picture moves."""
SHARE = 0.36
"""The table is at most so much of the height of the sheet."""


class Figures(QObject):
    """Of what a sheet shows; `table` is put under its plots."""

    def __init__(self, session: Session, stack: PlotStack, time: TimeChoice, sheet: QWidget) -> None:
        super().__init__(sheet)
        self._session = session
        self._stack = stack
        self._time = time
        self._sheet = sheet
        self.table = StatisticsTable(session)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(FIGURES_MS)
        self._due.timeout.connect(self.reckon)

    def toggle(self) -> None:
        """Show the table, or put it away."""
        self.table.setVisible(self.table.isHidden())
        self.reckon()

    def soon(self) -> None:
        """The picture has changed."""
        if not self.table.isHidden() and not self._due.isActive():
            self._due.start()

    def reckon(self) -> None:
        """Reckon anew for what is shown."""
        if not self.table.isVisibleTo(self._sheet):
            return
        since, until = self._time.edges()
        present, zone = float(self._time.window.present(self._time.present())), self._session.zone
        first, last = (format_date_time(round(at), zone) for at in (since, min(until, present)))
        span = f"{first} – {last} {zone} {format_offset(max(1, int(until)), zone)}"
        most = max(2, int(self._sheet.height() * SHARE) // ROW_PX - 1)
        self.table.show_rows(self._stack.rows, span, present, most)
