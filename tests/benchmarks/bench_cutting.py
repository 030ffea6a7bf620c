"""What a cut costs the station beside it, and how quick it is: ingest with one running and without, in turns."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil

from opscenter.history.schema import FILE_NAME, connect
from opscenter.station.bench_ingest import Track


def measure(seconds: float = 60.0, entities: int = 5_000, rounds: int = 4, rate: float = 0.0) -> dict[str, Any]:
    """Fill a station's history, then publish in rounds of `seconds / rounds / 3` without, with, without a cut.

    `rate`: messages a second to publish, 0: as many as the station takes. `ratio`: with a cut against without, of the
    rate; `cpu_ratio`: of the processor time that the station spends on a message, without against with.
    """
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="opscenter-bench-")))
        track = Track(stack, data, entities)
        each = max(0.5, seconds / rounds / 3)
        track.run_pass(1, each * 2)
        without, along, costs, costs_along, cuts = [], [], [], [], []
        for _ in range(rounds):
            first, cost = _pass(track, each, rate)
            with _Cut(data, data / "cut.mcap") as cut:
                middle, cost_along = _pass(track, each, rate)
            cuts += cut.done
            last, cost_after = _pass(track, each, rate)
            without.append((first + last) / 2)
            costs.append((cost + cost_after) / 2)
            along.append(middle)
            costs_along.append(cost_along)
        track.stop_station()
        alone = _cut(data, data / "alone.mcap", beside=False).communicate()[0]
        told = json.loads(alone)
    ratios = [one / other for one, other in zip(along, without, strict=True)]
    return {
        "entities": entities,
        "rate_without": round(statistics.fmean(without)),
        "rate_along": round(statistics.fmean(along)),
        "ratio": round(statistics.fmean(ratios), 3),
        "ratio_worst_round": round(min(ratios), 3),
        "cpu_ratio": round(statistics.fmean(costs) / statistics.fmean(costs_along), 3),
        "cuts_ended": len(cuts),
        "cut_rate": told["messages_per_s"],
        "cut_messages": told["messages"],
        "cut_bytes_per_message": round(told["bytes"] / max(1, told["messages"]), 2),
        "frame_share": round(told["frame_bytes"] / told["bytes"], 4),
        "journal_same": told["journal"]["same"],
    }


def _pass(track: Track, seconds: float, rate: float) -> tuple[float, float]:
    """Messages taken a second, and seconds of the station's processor time for each."""
    process = psutil.Process(track.station_pid)
    before = sum(process.cpu_times()[:2])
    _, taken, lasted, _ = track.run_pass(1, seconds, rate)
    return taken / lasted, (sum(process.cpu_times()[:2]) - before) / max(1, taken)


class _Cut:
    """Cuts the whole history again and again, as a station has it done, until it is left."""

    def __init__(self, data: Path, out: Path) -> None:
        self._data, self._out = data, out
        self.done: list[str] = []

    def __enter__(self) -> "_Cut":
        self._process = _cut(self._data, self._out)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is not None:
            self.done.append("over")
        self._process.terminate()
        self._process.communicate()


def _cut(data: Path, out: Path, *, beside: bool = True) -> "subprocess.Popen[bytes]":
    with connect(data / FILE_NAME, read_only=True) as database:
        since = database.execute("SELECT min(first_arrival) FROM message_log").fetchone()[0]
    command = [sys.executable, "-m", "opscenter", "incident", "cut", "--data", str(data), "--out", str(out), "--json"]
    command += ["--gently"] if beside else []
    command += ["--force", "--from", f"-{(time.time() * 1000 - since) / 1000 + 1:.0f}s", "--to", "now"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if beside and os.name == "posix":
        psutil.Process(process.pid).nice(19)
    return process


if __name__ == "__main__":
    print(json.dumps(measure(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0)))
