"""What a plot says in its middle where nothing is to be seen, and the way to where there is something."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from opscenter.console.format import format_date_time
from opscenter.console.plots.axes import LEFT_PX
from opscenter.console.plots.picture import Picture
from opscenter.console.plots.series import Series
from opscenter.console.session import Session

HOUR_MS = 3_600_000


class Away(QPushButton):
    """A sentence; it can be pressed where it leads to the newest value."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._plot = parent
        self._session = session
        self.setToolTip(self.tr("Show the time around the newest value (N)"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def tell(self, picture: Picture, series: list[Series]) -> bool:
        """Show itself where it is needed; True where what there is lies at another time."""
        newest = max((each.newest(self._session) for each in series), default=0)
        empty = not picture.filled
        elsewhere = empty and newest > 0 and (newest < picture.since or newest > picture.until)
        nothing = empty and not elsewhere and not picture.unknown and bool(series)
        if elsewhere:
            at = format_date_time(newest, self._session.zone, seconds=picture.until - picture.since < HOUR_MS)
            if newest < picture.since:
                text = self.tr("The newest value is from {time}. Go to it").format(time=at)
            else:
                text = self.tr("No values here. The newest is from {time}. Go to it").format(time=at)
            self._say(text, True)
        elif nothing:
            refused = next((each.refused for each in series if each.refused), "")
            self._say(refused or self.tr("Nothing is recorded of this time."), False)
        self.setVisible(elsewhere or nothing)
        return elsewhere

    def _say(self, text: str, leads: bool) -> None:
        if (text, leads) != (self.text(), self.isEnabled()):
            self.setText(text)
            self.setEnabled(leads)
            self.place()

    def place(self) -> None:
        """Go to the middle of the plot."""
        self.adjustSize()
        inside = self._plot.rect()
        width = min(self.width(), max(0, inside.width() - LEFT_PX))
        self.resize(width, self.height())
        left = LEFT_PX + (inside.width() - LEFT_PX - width) // 2
        self.move(left, max(0, (inside.height() - self.height()) // 2))
