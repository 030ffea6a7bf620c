"""Unfolding: a process beside a replay goes through the whole recording once, as fast as it goes and at low priority,
with the ordinary history writer, in a private folder. Questions about the past are answered out of that."""

import contextlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import psutil

log = logging.getLogger("opscenter.station.replay")

MODULE = "opscenter.station.replay.unfold_process"
WORD = "unfolded "
END_WITHIN_S = 10.0


class Unfolding:
    """Runs while it is open; its folder goes with it. `folder` is there at once, the database in it soon."""

    def __init__(self, path: Path, *, catalogue: Path | None = None, rules: Sequence[Path] = ()) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="opscenter-replay-", ignore_cleanup_errors=True)
        self.folder = Path(self._temporary.name)
        self.upto = 0
        """Up to when (Unix ms of the recording) questions can be answered."""
        self.trouble = ""
        arguments = [str(path), str(self.folder)]
        if catalogue is not None:
            arguments += ["--catalogue", str(catalogue)]
        for one in rules:
            arguments += ["--rules", str(one)]
        self._arguments = arguments
        self._process: subprocess.Popen[str] | None = None
        self._reader = threading.Thread(target=self._read, name="unfolding", daemon=True)
        self._closing = False

    @property
    def pid(self) -> int:
        """Of the process, 0: none."""
        return self._process.pid if self._process is not None else 0

    def start(self) -> None:
        """Begin. What goes wrong is in `trouble`: the replay goes on without."""
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", MODULE, *self._arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                text=True, encoding="utf-8", errors="replace",
            )  # fmt: skip
        except OSError as error:
            self.trouble = f"The recording cannot be unfolded for plots and searches: {error}."
            return
        with contextlib.suppress(psutil.Error, AttributeError):
            psutil.Process(self._process.pid).nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 10))
        self._reader.start()

    def end(self) -> None:
        """End the process, wherever it is, without waiting for that."""
        self._closing = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process, wherever it is, and remove the folder."""
        self.end()
        process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                self._pipe(process.stdin).close()
            process.wait(END_WITHIN_S)
            self._reader.join(END_WITHIN_S)
        self._temporary.cleanup()

    def _read(self) -> None:
        process = self._process
        assert process is not None
        with self._pipe(process.stdout) as lines:
            for line in lines:
                if line.startswith(WORD):
                    with contextlib.suppress(ValueError, IndexError):
                        self.upto = max(self.upto, int(line.split()[1]))
        if process.wait() != 0 and not self._closing:
            self.trouble = "Unfolding the recording failed: plots and searches end where it did."
            log.warning("%s", self.trouble)

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


def tell(upto: int) -> None:
    """For the process: everything up to this moment (Unix ms) can be asked about."""
    sys.stdout.write(f"{WORD}{upto}\n")
    sys.stdout.flush()


def end_with_parent(folder: Path) -> None:
    """For the process: end at once when whoever started it is gone, and leave nothing behind."""

    def watch() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 512):
                pass
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
