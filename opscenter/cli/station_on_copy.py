"""A station of a command's own on a copy of a history: answers questions about it, changes nothing of it."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Empty, Queue

from opscenter.cli.output import fail

READY_S = 120.0
_PAGES_AT_ONCE = 20_000
_STOP_S = 10.0


@contextmanager
def station_on_copy(
    data: Path,
    catalogue: Path | None,
    rules: tuple[Path, ...],
    city: str,
    zone: str,
    progress: Callable[[str, float], None],
) -> Iterator[str]:
    """The address of a station that follows nothing and knows the history in `data`.

    A copy is needed, and room for it, because a station writes into its history as soon as it starts. What it says of
    now means nothing; what it says of the time that was recorded is as recorded. Ends the command with a sentence when
    that cannot be had.
    """
    from opscenter.history.schema import FILE_NAME

    source = data / FILE_NAME if data.is_dir() else data
    if not source.is_file():
        fail(f"There is no history in {data}: name the folder given to `opscenter station --data`.")
    with tempfile.TemporaryDirectory(prefix="opscenter-report-") as folder:
        needed, free = source.stat().st_size, shutil.disk_usage(folder).free
        if needed * 1.1 > free:
            fail(
                f"A copy of the history needs {needed / 1e9:.1f} GB in {folder}, where {free / 1e9:.1f} GB are free. "
                "Set TMPDIR to a larger disk, or start a station with --data and name it with --station."
            )
        copy = Path(folder) / "data"
        copy.mkdir()
        try:
            _copy(source, copy / FILE_NAME, progress)
        except sqlite3.Error as error:
            fail(f"{source} cannot be read: {error}.")
        process = _start(copy, Path(folder), catalogue, rules, city, zone)
        try:
            yield _address(process)
        finally:
            if process.stdin is not None:
                process.stdin.close()  # this is how it is told to end
            try:
                process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _copy(source: Path, target: Path, progress: Callable[[str, float], None]) -> None:
    """The database as it stands, also while a station writes to it."""
    from opscenter.history.schema import connect

    def moved(_status: int, remaining: int, total: int) -> None:
        progress("copying", 0.0 if not total else (total - remaining) / total * 0.01)

    with closing(connect(source, read_only=True)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing, pages=_PAGES_AT_ONCE, progress=moved)


def _start(
    data: Path, folder: Path, catalogue: Path | None, rules: tuple[Path, ...], city: str, zone: str
) -> "subprocess.Popen[str]":
    arguments = ["station", "--data", str(data), "--desk", "tcp://127.0.0.1:0", "--parent-pid", str(os.getpid())]
    # A port that nobody listens at: it follows a bus on which nothing is ever said.
    arguments += ["--bus", "tcp://127.0.0.1:9", "--city", city or "", "--zone", zone or "UTC"]
    arguments += ["--catalogue", str(catalogue)] if catalogue is not None else []
    for file in rules:
        arguments += ["--rules", str(file)]
    environment = {**os.environ, "OPSCENTER_RUNTIME_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "opscenter", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def _address(process: "subprocess.Popen[str]") -> str:
    lines: Queue[str] = Queue()
    errors: list[str] = []

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put("")

    def listen() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            errors.append(line.strip())
            del errors[:-20]

    for work in (read, listen):
        threading.Thread(target=work, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=READY_S)
        except Empty:
            fail(f"The station on the copy was not ready within {READY_S:.0f} s.")
        if not line:
            told = errors[-1].removeprefix("opscenter: ") if errors else "it ended without a word"
            fail(f"No station could be started on the copy: {told}")
        if line.startswith("opscenter station ready"):
            return next(part.split("=", 1)[1] for part in line.split() if part.startswith("desk="))
