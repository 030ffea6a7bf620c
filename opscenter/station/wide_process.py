"""Learning about very many series in a process of its own, beside the station: question and answer, and that process.

The question: `path` of the database, `cells`, `zone`, `holidays`, `aside`, `since`, `until`. The answers: `progress`
(0 to 1) now and then, then each `row` of `history.usual_tables`, at last `samples`, `peak` (resident bytes), `cpu` (s);
or `trouble` (a sentence).
"""

import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import psutil
from numpy.typing import NDArray

from opscenter.domain.local_week import LocalWeek
from opscenter.history.queries import Queries
from opscenter.history.usual_tables import BESIDE, KeptUsual, kept_of_rows, rows_of
from opscenter.station.frames import FrameError, receive, send
from opscenter.station.own_process import OwnProcess
from opscenter.station.wide_learning import WideLearnt, learn_wide

MODULE = "opscenter.station.wide_process"

Ints = NDArray[np.int64]


class WideProcess:
    """`peak`: resident memory of the process at its end, bytes; `cpu_s`: its processor time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._process = OwnProcess(MODULE)
        self.peak = 0
        self.cpu_s = 0.0

    def learn(
        self, cells: Ints, week: LocalWeek, since: int, until: int, progress: Callable[[float], None]
    ) -> WideLearnt:
        """As `learn_wide`. Raises OSError when it is closed meanwhile, or cannot."""
        try:
            self._process.send(
                {
                    "path": str(self._path), "cells": cells.astype("<i8").tobytes(), "zone": week.zone,
                    "holidays": [day.isoformat() for day in week.holidays], "aside": week.aside,
                    "since": since, "until": until,
                }
            )  # fmt: skip
            rows: list[tuple[int, str, bytes]] = []
            while True:
                told = self._process.receive()
                if "progress" in told:
                    progress(told["progress"])
                elif "row" in told:
                    rows.append(tuple(told["row"]))
                elif "samples" in told:
                    self.peak, self.cpu_s = told["peak"], told["cpu"]
                    return WideLearnt(kept_of_rows(rows).usual, told["samples"])
                else:
                    raise FrameError(str(told.get("trouble", "a process of the station failed")))
        finally:
            self._process.rest()

    def close(self) -> None:
        """Leave off, in the middle of it if need be."""
        self._process.close()


def main() -> None:
    """The process: answers one question."""
    answer(receive(sys.stdin.buffer), lambda message: send(sys.stdout.buffer, message))


def answer(asked: dict[str, Any], say: Callable[[dict[str, Any]], None]) -> None:
    """Learn, and say what came of it."""
    week = LocalWeek(
        ZoneInfo(asked["zone"]), [date.fromisoformat(day) for day in asked["holidays"]], aside=asked["aside"]
    )
    queries = Queries(Path(asked["path"]))
    try:
        learnt = learn_wide(
            queries, np.frombuffer(asked["cells"], "<i8").astype(np.int64), week, asked["since"], asked["until"],
            progress=lambda share: say({"progress": share}),
        )  # fmt: skip
    except (sqlite3.Error, OSError) as error:
        say({"trouble": f"the history cannot be read: {error}"})
        return
    finally:
        queries.close()
    for row in rows_of(BESIDE, KeptUsual(learnt.usual)):
        say({"row": row[2:]})
    say({"samples": learnt.samples, "peak": psutil.Process().memory_info().rss, "cpu": time.process_time()})


if __name__ == "__main__":
    main()
