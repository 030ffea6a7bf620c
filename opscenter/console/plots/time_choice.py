"""Which time the plots show, and every way to another one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from opscenter.console.plots.seek import Seek
from opscenter.console.plots.series import Series, Times
from opscenter.console.plots.window import SPANS_S, TimeWindow, telling_span_s
from opscenter.console.session import Session

LONG_AGO_MS = 86_400_000
PAN, ZOOM = 0.25, 1.6


class TimeChoice(QObject):
    """`chosen()`: another time is to be shown. `series()` gives what is plotted."""

    chosen = Signal()

    def __init__(self, session: Session, series: Callable[[], list[Series]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._series = series
        self.window = TimeWindow()
        self._seek = Seek(session)
        self._by_itself = False

    def present(self) -> int:
        """The moment that counts as now in the whole console, ms."""
        return self._session.now or self._session.mirror.now

    def edges(self) -> tuple[float, float]:
        """(since, until) in ms of what is shown."""
        return self.window.edges(self.present())

    def use_span(self, seconds: float) -> None:
        """Show so much time: to the present, or to where the picture ends in the past."""
        self.window.choose(seconds, self.present())
        self._chosen()

    def go_live(self) -> None:
        """Follow the present again."""
        self.window.follow()
        self._chosen()

    def pause(self, paused: bool) -> None:
        """Hold the picture at this moment."""
        self.window.paused_at = self.window.present(self.present()) if paused else None
        self._chosen()

    def toggle_pause(self) -> None:
        """Hold the picture, or let it go on."""
        self.pause(self.window.paused_at is None)

    def show_all(self) -> None:
        """Show the whole time in which something is recorded of what is plotted."""

        def found(times: list[Times]) -> None:
            first, last = min(int(each[0]) for each in times), max(int(each[-1]) for each in times)
            self.show(first, max(last, first + SPANS_S[0] * 1000))

        self._seek.start(self._series(), found)

    def show_newest(self) -> None:
        """Show the time around the newest value of what is plotted."""
        self.seek_newest(self._series())

    def seek_newest(self, series: list[Series], by_itself: bool = False) -> None:
        """Show the time around the newest value of some series. `by_itself`: nobody asked for it."""

        def found(times: list[Times]) -> None:
            if by_itself and not self._is_old():
                return  # something new has joined meanwhile
            newest = max(times, key=lambda each: int(each[-1]))
            last = int(newest[-1])
            self.show(last - telling_span_s(newest) * 1000, last)
            self._by_itself = by_itself

        self._seek.start(list(series), found)

    def show(self, since: float, until: float) -> None:
        """Show a span (ms) with a margin at its end."""
        self.window.show(since, until, self.present())
        self._chosen()

    def settle(self) -> None:
        """Where everything plotted is from long ago (files of another year), go there; come back for what is new."""
        old = self._is_old()
        if self._by_itself and not old:
            self.go_live()
        elif self.window.following and old:
            self.seek_newest(self._series(), by_itself=True)

    def zoom(self, factor: float) -> None:
        """Show `factor` times as much time around the middle, or up to the present while it is followed."""
        since, until = self.edges()
        fixed = until if self.window.live else (since + until) / 2
        self.move(fixed + (since - fixed) * factor, fixed + (until - fixed) * factor)

    def zoom_in(self) -> None:
        """A step closer."""
        self.zoom(1 / ZOOM)

    def zoom_out(self) -> None:
        """A step back."""
        self.zoom(ZOOM)

    def pan(self, share: float) -> None:
        """Go on by a share of what is shown; backwards when negative."""
        since, until = self.edges()
        self.move(since + (until - since) * share, until + (until - since) * share)

    def earlier(self) -> None:
        """A step into the past."""
        self.pan(-PAN)

    def later(self) -> None:
        """A step towards the present."""
        self.pan(PAN)

    def move(self, since_ms: float, until_ms: float) -> None:
        """Show what a hand has panned or zoomed to."""
        self.window.move(since_ms / 1000, until_ms / 1000, self.present())
        self._chosen()

    def _chosen(self) -> None:
        """A time was chosen: by a person, unless the caller knows better."""
        self._seek.forget()
        self._by_itself = False
        self.chosen.emit()

    def _is_old(self) -> bool:
        newest = max((series.newest(self._session) for series in self._series()), default=0)
        return newest > 0 and self.present() - newest >= LONG_AGO_MS
