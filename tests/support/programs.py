"""Real processes of the program under test: started, waited for by a line, always ended."""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

WAIT_S = 120.0


class Program:
    """`python -m opscenter ARGUMENTS` in a world of its own (folders under `home`)."""

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        self.arguments = arguments
        self.process = subprocess.Popen(
            [sys.executable, "-m", "opscenter", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=world(home, **environment),
            text=True,
        )
        self.errors: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._readers = [
            threading.Thread(target=self._read_out, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def _read_out(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.errors.append(line.rstrip("\n"))

    def wait_for_line(self, beginning: str, seconds: float = WAIT_S) -> str:
        """The first line of stdout that begins so; AssertionError when the program ends or is silent."""
        while True:
            try:
                line = self._lines.get(timeout=seconds)
            except queue.Empty:
                line = None
            if line is None:
                raise AssertionError(f"{self.arguments} never said {beginning!r}:\n" + "\n".join(self.errors[-20:]))
            if line.startswith(beginning):
                return line

    def field(self, beginning: str, name: str) -> str:
        """A `name=value` of a readiness line."""
        line = self.wait_for_line(beginning)
        return dict(part.split("=", 1) for part in line.split() if "=" in part)[name]

    def wait(self, seconds: float = WAIT_S) -> int:
        """Its exit status."""
        return self.process.wait(seconds)

    def kill(self) -> None:
        """As by `kill -9`."""
        self.process.kill()
        self.process.wait(WAIT_S)

    def stop(self) -> int:
        """End it politely, by force if it does not; its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(WAIT_S)
            except subprocess.TimeoutExpired:
                self.kill()
        for reader in self._readers:
            reader.join(60)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        return self.process.returncode


def world(home: Path, **environment: str) -> dict[str, str]:
    """The environment of a program that must not see the user's own settings and recordings."""
    variables = {f"OPSCENTER_{name}_DIR": str(home / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "RUNTIME")}
    return {**os.environ, **variables, "HOME": str(home), "PYTHONUNBUFFERED": "1", **environment}


def command(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the program to its end."""
    return subprocess.run(
        [sys.executable, "-m", "opscenter", *arguments],
        env=world(home),
        capture_output=True,
        text=True,
        timeout=WAIT_S,
        check=False,
    )


def eventually(condition: Callable[[], bool], what: str, seconds: float = WAIT_S) -> None:
    """Wait until a condition of another process holds; it is looked at ten times a second."""
    ticks = threading.Event()
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"it never came to pass that {what}"
        ticks.wait(0.1)
