"""When a station ends: a signal, somebody's word, or the process that started it is gone."""

import logging
import signal
import threading
from types import FrameType
from typing import Any

import psutil

log = logging.getLogger("opscenter.station.run")

LOOK_ROUND_S = 0.5


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
