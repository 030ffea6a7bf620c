"""An engine on its way to where it can begin, in a thread beside: opening a memory is a few long steps, and whoever
jumps on meanwhile has the next picture drawn at once."""

import logging
import threading
from collections.abc import Callable

from opscenter.domain.stopped import StoppedError
from opscenter.station.replay.course import Course

log = logging.getLogger("opscenter.station.replay")


class SettingOut:
    """Used by one thread, which leaves the course alone while it is `busy`. Called in the thread beside: `first`,
    before it sets out, and `done` in the end."""

    def __init__(self, course: Course, first: Callable[[], None], done: Callable[[], object]) -> None:
        self._course = course
        self._first = first
        self._done = done
        self._unwanted = threading.Event()
        self._thread: threading.Thread | None = None
        self._arrived = False
        self._failure: BaseException | None = None

    @property
    def busy(self) -> bool:
        """It is on its way, or has not noticed yet that nobody wants it any more."""
        return self._thread is not None and self._thread.is_alive()

    def begin(self, at: int) -> None:
        """Set out for a moment (Unix ms); not while it is busy."""
        self._unwanted.clear()
        self._arrived, self._failure = False, None
        self._thread = threading.Thread(target=self._go, args=(at,), name="setting-out", daemon=True)
        self._thread.start()

    def give_up(self) -> None:
        """It is not wanted any more."""
        self._unwanted.set()

    def take(self) -> bool:
        """Whether it has arrived where it was to go, told once; raises what went wrong on the way."""
        if self.busy or self._thread is None:
            return False
        self._thread.join()
        self._thread = None
        if self._failure is not None:
            raise self._failure
        return self._arrived and not self._unwanted.is_set()

    def close(self) -> None:
        """Give up, and wait for that."""
        self.give_up()
        if self._thread is not None:
            self._thread.join()

    def _go(self, at: int) -> None:
        try:
            self._first()
            self._meanwhile()
            self._course.go_to(at, self._meanwhile)
            self._arrived = True
        except StoppedError:
            pass
        except BaseException as error:
            log.exception("an engine could not set out")
            self._failure = error
        self._done()

    def _meanwhile(self) -> None:
        if self._unwanted.is_set():
            raise StoppedError
