"""A process of a station's own for heavy reckoning, so that this takes nothing from the threads that keep up with the
bus: it has an interpreter of its own, and a lower priority."""

import contextlib
import os
import subprocess
import sys
import threading
from typing import Any, BinaryIO

import psutil

from opscenter.station.frames import FrameError, receive, send

_ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Linear algebra of small matrices gains nothing by many threads, and others want the cores."""


def start_low(module: str) -> "subprocess.Popen[bytes]":
    """A module of this package run as a program, with pipes to talk to it. Raises OSError."""
    process = subprocess.Popen(
        [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **_ONE_CORE}
    )
    with contextlib.suppress(psutil.Error, AttributeError):
        psutil.Process(process.pid).nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 15))
    return process


class OwnProcess:
    """Started when first talked to, and again after it has died. One thread talks to it; any may `close` it."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = False

    @property
    def pid(self) -> int:
        """Of the process that runs, 0: none."""
        return self._process.pid if self._process is not None else 0

    def send(self, message: Any) -> None:
        """Tell it something. Raises OSError."""
        with self._lock:
            if self._closed:
                raise FrameError("the station stops")
            if self._process is None or self._process.poll() is not None:
                self._let_go()
                self._process = start_low(self._module)
        send(self._pipe(self._process.stdin), message)

    def receive(self) -> Any:
        """What it says next. Raises OSError when it has ended."""
        process = self._process
        if process is None:
            raise FrameError("a process of the station ended early")
        return receive(self._pipe(process.stdout))

    def rest(self) -> None:
        """Let it end: it is started again when it is needed."""
        with self._lock:
            self._let_go()

    def close(self) -> None:
        """End it, in the middle of its work if need be; for good."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()
                self._process.wait()

    def _let_go(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    self._pipe(pipe).close()
            self._process = None

    def _pipe(self, pipe: Any) -> BinaryIO:
        found: BinaryIO = pipe
        return found
