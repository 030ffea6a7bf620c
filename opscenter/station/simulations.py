"""Simulations that desks ask for: one at a time, in a process of its own that leaves the station its cores.

Queries `simulate` (begin), `simulation` (how far it is, and what came of it) and `simulate-stop`.
"""

import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

import psutil

from opscenter.domain.rule_overrides import MOST_OVERRIDES, OverrideError, read_override
from opscenter.station.requests import Request
from opscenter.wire.desk import Columns, Header

log = logging.getLogger("opscenter.station.simulations")

LONGEST_MS = 31 * 86_400_000
MOST_OUTPUT = 32 << 20
LAST_WORDS = 20

Command = Callable[[list[str]], list[str]]
"""The command line of a program of this package, by its arguments."""


def own_command(arguments: list[str]) -> list[str]:
    """This program, run by the same interpreter."""
    return [sys.executable, "-m", "opscenter", *arguments]


class Simulations:
    """`arguments`: what the commands of this station need to see what it sees (`--data`, `--catalogue`, rule files)."""

    def __init__(
        self, data: Path, zone: str, catalogue: Path | None, rules: list[Path], command: Command = own_command
    ):
        self._arguments = ["--data", str(data), "--zone", zone]
        if catalogue is not None:
            self._arguments += ["--catalogue", str(catalogue)]
        self._rules = [str(path) for path in rules]
        self._command = command
        self._lock = threading.Lock()
        self._number = 0
        self._process: subprocess.Popen[str] | None = None
        self._state: Header = {"number": 0, "state": "none", "progress": 0.0, "by": ""}
        self._threads: list[threading.Thread] = []

    def topics(self) -> dict[str, Callable[[Request], tuple[Header, Columns]]]:
        """What can be asked here, and who answers."""
        return {"simulate": self.begin, "simulation": self.tell, "simulate-stop": self.stop}

    def begin(self, request: Request) -> tuple[Header, Columns]:
        """`changes []` ("RULE.KEY=VALUE"), `from`, `to`, `by`. ValueError with a sentence for what cannot be."""
        changes = request.texts("changes", MOST_OVERRIDES)
        since, until = request.whole("from", 0), request.whole("to", 0)
        if not 0 < since < until:
            raise ValueError("Say 'from' and 'to', Unix ms, the later one second.")
        if until - since > LONGEST_MS:
            raise ValueError("A simulation goes over 31 days at most.")
        try:
            for change in changes:
                read_override(change)
        except OverrideError as error:
            raise ValueError(f"{error}.") from None
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                raise ValueError(f"A simulation is under way already{self._whose()}. Stop it, or wait for its end.")
            self._number += 1
            self._state = {
                "number": self._number, "state": "running", "progress": 0.0, "by": request.text("by", most=200),
                "changes": changes, "from": since, "to": until,
            }  # fmt: skip
            self._start(changes, since, until)
            return dict(self._state), {}

    def tell(self, request: Request) -> tuple[Header, Columns]:
        """How far it is: `number, state` (none, running, done, failed, stopped)`, progress, by, changes, from, to`, and
        the `result` or the `reason`, a sentence. The result of number `known` is left out."""
        known = request.whole("known", 0)
        with self._lock:
            told = dict(self._state)
        if known and known == told["number"]:
            told.pop("result", None)
        return told, {}

    def stop(self, request: Request) -> tuple[Header, Columns]:
        """End the one under way."""
        with self._lock:
            if self._state["state"] == "running":
                self._state = {**self._state, "state": "stopped", "reason": "Stopped."}
                self._kill()
        return self.tell(request)

    def close(self) -> None:
        """End whatever runs."""
        with self._lock:
            self._kill()
        for thread in self._threads:
            thread.join(10)

    # -- the process -----------------------------------------------------------------------------------------

    def _whose(self) -> str:
        return f" (begun by {self._state['by']})" if self._state["by"] else ""

    def _start(self, changes: list[str], since: int, until: int) -> None:
        arguments = ["rules", "simulate", *self._rules, *self._arguments, "--against", "journal"]
        arguments += ["--from", _iso(since), "--to", _iso(until), "--json", "--progress"]
        for change in changes:
            arguments += ["--set", change]
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
            low.nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 15))  # the class on Windows, a number elsewhere
        self._process = process
        assert process.stdout is not None and process.stderr is not None
        output: list[str] = []
        reader = threading.Thread(target=_read, args=(process.stdout, output), name="simulation-output", daemon=True)
        watcher = threading.Thread(
            target=self._watch, args=(process, process.stderr, reader, output, self._number), name="simulation",
            daemon=True,
        )  # fmt: skip
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
            if self._state["number"] != number or self._state["state"] != "running":
                return
            self._state = {**self._state, **_outcome(status, output, said)}

    def _kill(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()


def _read(stream: IO[str], output: list[str]) -> None:
    with stream:
        output.append(stream.read(MOST_OUTPUT))


def _outcome(status: int, output: list[str], said: list[str]) -> Header:
    if status == 0:
        try:
            result: dict[str, Any] = json.loads(output[0])
            return {"state": "done", "progress": 1.0, "result": result}
        except (ValueError, IndexError):
            log.error("what a simulation printed cannot be read")
    sentence = " ".join(said).removeprefix("opscenter: ")[:500]
    return {"state": "failed", "reason": sentence or f"It ended with status {status}; the station's log may say why."}


def _iso(ms: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds")
