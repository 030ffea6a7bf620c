"""A command of this program run beside the station, one at a time, in a process of its own at a low priority."""

import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

import psutil

from opscenter.wire.desk import Header

log = logging.getLogger("opscenter.station.side_job")

MOST_OUTPUT = 32 << 20
LAST_WORDS = 20
PATIENCE_S = 10.0

Command = Callable[[list[str]], list[str]]
"""The command line of a program of this package, by its arguments."""


def own_command(arguments: list[str]) -> list[str]:
    """This program, run by the same interpreter."""
    return [sys.executable, "-m", "opscenter", *arguments]


class SideJob:
    """`what`: how it is called, with an article ("A simulation"). The command prints JSON, and on stderr lines
    `progress SHARE` and at last why it failed.

    `state` is `number, state` (none, running, done, failed, stopped)`, progress` and what `begin` was told; then
    `result` or `reason`. `after` is called in a thread of this when a process has ended, however that was. `nice`: of
    the process, where priorities are numbers.
    """

    def __init__(
        self,
        what: str,
        command: Command = own_command,
        after: Callable[[Header], None] = lambda state: None,
        nice: int = 15,
    ) -> None:
        self._what = what
        self._command = command
        self._after = after
        self._nice = nice
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._state: Header = {"number": 0, "state": "none", "progress": 0.0, "by": ""}
        self._threads: list[threading.Thread] = []

    @property
    def over(self) -> bool:
        """No process of it runs any more."""
        return self._process is None or self._process.poll() is not None

    def begin(self, arguments: list[str], told: Header) -> Header:
        """Run the command with these arguments; `told` is told of it. ValueError, a sentence, while one runs."""
        with self._lock:
            if not self.over:
                by = f" (begun by {self._state['by']})" if self._state["by"] else ""
                raise ValueError(f"{self._what} is under way already{by}. Stop it, or wait for its end.")
            number = self._state["number"] + 1
            self._state = {"number": number, "state": "running", "progress": 0.0, "by": "", **told}
            self._start(arguments, number)
            return dict(self._state)

    def tell(self, known: int = 0) -> Header:
        """How far it is; without the result of number `known`."""
        with self._lock:
            told = dict(self._state)
        if known and known == told["number"]:
            told.pop("result", None)
        return told

    def stop(self) -> None:
        """End the one under way."""
        with self._lock:
            if self._state["state"] == "running":
                self._state = {**self._state, "state": "stopped", "reason": "Stopped."}
                self._end()

    def close(self) -> None:
        """End whatever runs, and wait for it."""
        with self._lock:
            self._end()
        if self._process is not None:
            try:
                self._process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
        for thread in self._threads:
            thread.join(PATIENCE_S)

    # -- the process -----------------------------------------------------------------------------------------

    def _start(self, arguments: list[str], number: int) -> None:
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        try:
            process = subprocess.Popen(
                self._command(arguments), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                text=True, encoding="utf-8", errors="replace", env=environment,
            )  # fmt: skip
        except OSError as error:
            self._state = {**self._state, "state": "failed", "reason": f"It could not be started: {error}."}
            return
        with contextlib.suppress(psutil.Error, AttributeError):
            low = psutil.Process(process.pid)
            low.nice(
                getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", self._nice)
            )  # the class on Windows, a number elsewhere
        self._process = process
        assert process.stdout is not None and process.stderr is not None
        output: list[str] = []
        reader = threading.Thread(target=_read, args=(process.stdout, output), name="side-job-output", daemon=True)
        watcher = threading.Thread(
            target=self._watch, args=(process, process.stderr, reader, output, number), name="side-job", daemon=True
        )
        self._threads = [reader, watcher]
        reader.start()
        watcher.start()

    def _watch(
        self,
        process: "subprocess.Popen[str]",
        errors: IO[str],
        reader: threading.Thread,
        output: list[str],
        number: int,
    ) -> None:
        said: list[str] = []
        with errors:
            for line in errors:
                if line.startswith("progress "):
                    with contextlib.suppress(ValueError), self._lock:
                        self._state["progress"] = float(line.split()[1])
                else:
                    said = [*said[-LAST_WORDS:], line.strip()]
        status = process.wait()
        reader.join()
        with self._lock:
            if self._state["number"] == number:
                if self._state["state"] == "running":
                    self._state = {**self._state, **_outcome(status, output, said)}
                self._after(self._state)

    def _end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()


def _read(stream: IO[str], output: list[str]) -> None:
    with stream:
        output.append(stream.read(MOST_OUTPUT))


def _outcome(status: int, output: list[str], said: list[str]) -> Header:
    if status == 0:
        try:
            result: dict[str, Any] = json.loads(output[0])
            return {"state": "done", "progress": 1.0, "result": result}
        except (ValueError, IndexError):
            log.error("what a command beside the station printed cannot be read")
    sentence = " ".join(said).removeprefix("opscenter: ")[:500]
    return {"state": "failed", "reason": sentence or f"It ended with status {status}; the station's log may say why."}
