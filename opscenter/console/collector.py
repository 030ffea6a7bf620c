"""Garbage collection in the UI thread only.

Python collects cycles in whichever thread happens to allocate. A window or timer that is part of a cycle would then be
destroyed by a worker thread, and Qt ends the program. So automatic collection is off while a console runs, and a timer
does it here: the young generations often and in well under a millisecond, the oldest only after a quiet minute's worth
of them, so that it never makes a frame late.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 1_000
FULL_AFTER_COLLECTIONS = 300


class Collector(QObject):
    """Collects in the thread it lives in, as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threshold = gc.get_threshold()
        self._since_full = 0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self.check)
        self._timer.start()

    def check(self) -> None:
        """Collect what is due by Python's own thresholds."""
        young, middle, _ = gc.get_count()
        if young > self._threshold[0]:
            self._since_full += 1
            gc.collect(1 if middle > self._threshold[1] else 0)
        if self._since_full >= FULL_AFTER_COLLECTIONS:
            self._since_full = 0
            gc.collect()

    def settle(self) -> None:
        """Set what lives now (a snapshot's hundreds of thousands of objects) apart, so that no collection walks it."""
        gc.collect()
        gc.freeze()

    def set_apart(self) -> None:
        """As `settle`, but at once in a running window: without first walking everything that lives already."""
        gc.collect(0)
        gc.freeze()

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
