"""Several feeds, each in a process of its own, started again when one ends."""

import logging
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from opscenter.feeds.backoff import BackOff

log = logging.getLogger("opscenter.feeds")

LOOK_S = 0.25
CALM_S = 60.0
"""A process that ran so long has worked: when it ends then, it is started again at once."""
ENDS_WITHIN_S = 5.0
MOST_WAIT_S = 60.0


@dataclass(slots=True)
class Child:
    """One feed's process: `started` and `due` (when to start it again) by the monotonic clock."""

    name: str
    command: Sequence[str]
    back_off: BackOff
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    due: float = 0.0
    restarts: int = 0


class Supervisor:
    """Starts the commands and keeps them running until `stop` is set; then ends all, by force after five seconds.

    A child is told to end by its closed standard input, as well as by SIGTERM: it ends, too, when we are killed.
    """

    def __init__(
        self, commands: dict[str, Sequence[str]], *, least_s: float = 1.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self.children = [
            Child(name, command, BackOff(name, least_s, MOST_WAIT_S)) for name, command in commands.items()
        ]

    def run(self, stop: threading.Event) -> None:
        """Until `stop`."""
        try:
            while not stop.is_set():
                for child in self.children:
                    self._look(child)
                stop.wait(LOOK_S)
        finally:
            self._end()

    def _look(self, child: Child) -> None:
        now = self._clock()
        if child.process is None:
            if now >= child.due:
                self._start(child, now)
            return
        status = child.process.poll()
        if status is None:
            return
        self._forget(child)
        if now - child.started >= CALM_S:
            child.back_off.worked()
        wait = child.back_off.failed()
        child.due = now + wait
        child.restarts += 1
        log.error("feed %s: its process ended (%s). It is started again in %.0f s.", child.name, _why(status), wait)

    def _start(self, child: Child, now: float) -> None:
        try:
            child.process = subprocess.Popen(list(child.command), stdin=subprocess.PIPE)
        except OSError as error:
            child.due = now + child.back_off.failed()
            log.error("feed %s: its process cannot be started: %s", child.name, error.strerror)
            return
        child.started = now
        log.info("feed %s: started as process %d", child.name, child.process.pid)

    @staticmethod
    def _forget(child: Child) -> None:
        if child.process is not None and child.process.stdin is not None:
            child.process.stdin.close()
        child.process = None

    def _end(self) -> None:
        running = [child for child in self.children if child.process is not None]
        for child in running:
            assert child.process is not None and child.process.stdin is not None
            child.process.stdin.close()
            child.process.terminate()
        deadline = self._clock() + ENDS_WITHIN_S
        for child in running:
            assert child.process is not None
            try:
                child.process.wait(max(0.1, deadline - self._clock()))
            except subprocess.TimeoutExpired:
                log.error("feed %s: did not end within %.0f s and was killed", child.name, ENDS_WITHIN_S)
                child.process.kill()
                child.process.wait()
            self._forget(child)


def _why(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"status {status}"
