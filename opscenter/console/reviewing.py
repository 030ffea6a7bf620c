"""Looking at the past: asks for moments, newest wish first, and makes their mirrors beside the UI thread.

The clock of a review stands, or runs at a speed by a stopwatch of its own; moments are then asked for a little ahead
and shown when the clock is there.
"""

import contextlib
import logging
import threading

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from opscenter.desk.mirror import Mirror, OutOfStepError
from opscenter.desk.past_mirror import mirror_at
from opscenter.wire.desk import Columns, Header

log = logging.getLogger("opscenter.console.reviewing")


class MirrorMaker(QObject):
    """Makes mirrors of moments beside the UI thread; `made(at, Mirror | None)` comes in the thread it lives in."""

    made = Signal(object, object)

    def make(self, at: int, now: Mirror, header: Header, columns: Columns) -> None:
        """Have one made, in a thread that ends with it. `now`: see `desk.past_mirror.held`."""
        order = (at, now, header, columns)
        threading.Thread(target=self._run, args=order, name="past-mirror", daemon=True).start()

    def _run(self, at: int, now: Mirror, header: Header, columns: Columns) -> None:
        mirror: Mirror | None = None
        try:
            mirror = mirror_at(now, header, columns)
        except OutOfStepError as error:
            log.info("a moment does not fit (%s)", error)
        except (KeyError, ValueError, TypeError, IndexError, OverflowError) as error:
            log.warning("a moment cannot be read: %s", error)
        except Exception:
            log.exception("a moment could not be made")
        with contextlib.suppress(RuntimeError):  # nobody waits any more: the session is gone
            self.made.emit(at, mirror)


class ReviewClock:
    """Time of a review: from `at` on at `speed` (0: it stands). `limit`: it never goes past this. Unix ms."""

    def __init__(self) -> None:
        self._at = 0
        self._since = QElapsedTimer()
        self._since.start()
        self.speed = 0.0

    def set(self, at: int, speed: float | None = None) -> None:
        """Put it to a time, and give it another speed."""
        self._at = at
        if speed is not None:
            self.speed = speed
        self._since.restart()

    def time(self, limit: int) -> int:
        """What it shows."""
        return min(limit, self._at + round(self._since.elapsed() * self.speed))
