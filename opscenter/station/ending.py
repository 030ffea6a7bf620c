"""When a station ends: a signal, somebody's word, or the process that started it is gone; and how it ends in time."""

import contextlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, NoReturn, Self

import psutil

log = logging.getLogger("opscenter.station.run")

LOOK_ROUND_S = 0.5


class Deadline:
    """So much time there is for several things one after the other. `clock` is monotonic, seconds."""

    def __init__(self, within_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = clock() + within_s

    @property
    def left_s(self) -> float:
        """What is left of it, seconds; never negative."""
        return max(0.0, self._until - self._clock())


class EarlyEnd:
    """SIGTERM and SIGINT while a station is made end the process by SystemExit, wherever that is: what is undone on the
    way out leaves nothing behind. Once it serves they set `stop`. Nothing is caught outside the main thread."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._serves = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._caught) for number in (signal.SIGTERM, signal.SIGINT)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def serves(self) -> None:
        """It is made: from here on it is ended in order."""
        self._serves = True

    def _caught(self, number: int, frame: FrameType | None) -> None:
        again = self._stop.is_set()
        self._stop.set()
        if not self._serves and not again:
            raise SystemExit(0)


def leave(status: int) -> NoReturn:
    """End this process now, without waiting for threads that are deep in something."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def catch_signals(stop: threading.Event) -> dict[int, Any]:
    """Let SIGTERM and SIGINT set `stop`, where this is the main thread; the handlers that were there before."""
    if threading.current_thread() is not threading.main_thread():
        return {}

    def caught(number: int, frame: FrameType | None) -> None:
        stop.set()

    return {number: signal.signal(number, caught) for number in (signal.SIGTERM, signal.SIGINT)}


def wait_for_end(stop: threading.Event, parent_pid: int | None) -> None:
    """Until `stop` is set or that process is gone."""
    parent = _parent(parent_pid)
    while not stop.wait(LOOK_ROUND_S):
        if parent_pid is not None and (parent is None or not _lives(parent)):
            log.info("the process that started this station (%d) is gone", parent_pid)
            return


def _parent(pid: int | None) -> psutil.Process | None:
    try:
        return psutil.Process(pid) if pid is not None else None
    except psutil.NoSuchProcess:
        return None


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
