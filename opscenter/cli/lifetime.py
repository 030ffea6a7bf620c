"""When a headless command ends: a signal, or the console that started it is gone."""

import os
import signal
import sys
import threading
from types import FrameType


def stop_on_signals(stop: threading.Event) -> None:
    """SIGINT and SIGTERM set `stop`."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)


def stop_with_parent(parent_pid: int | None, stop: threading.Event) -> None:
    """Set `stop` when whoever holds the other end of standard input is gone. Nothing when there is no parent."""
    if parent_pid is None:
        return

    stdin = sys.stdin.fileno()

    def watch() -> None:
        # Not sys.stdin: a thread that waits in it holds its lock, and the interpreter cannot end without that.
        while os.read(stdin, 512):
            pass
        stop.set()

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
