"""Killed again and again while it writes, seals and forgets: nothing committed is lost or there twice.

OPSCENTER_KILLS=200 (or more) in the environment makes it a long run.
"""

import itertools
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from opscenter.history.checking import check
from opscenter.history.queries import Queries
from opscenter.history.schema import FILE_NAME
from tests.support.sealing_child import CELLS, EACH, T0, record, times_of, value_of

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(400),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked, so that each starts at once"),
]

KILLS = int(os.environ.get("OPSCENTER_KILLS", "80"))
LONGEST_S = 0.2
"""A life goes on for so long at most after its first commit."""
CHECK_EVERY = 10


@contextmanager
def forking(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.sealing_child", str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def run_and_kill(process: "subprocess.Popen[bytes]", after_s: float) -> int:
    """Have a child work for so long after its first commit; the newest beat it said was committed."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(b"go\n")
    process.stdin.flush()
    pid = committed = 0
    deadline = time.monotonic() + 60
    buffered = b""
    out = process.stdout.fileno()
    killed = False
    while time.monotonic() < deadline:
        ready, _, _ = select.select([out], [], [], 0.01 if not killed else 0.2)
        if ready:
            buffered += os.read(out, 65_536)
            *lines, buffered = buffered.split(b"\n")
            for line in lines:
                if line.startswith(b"pid "):
                    pid = int(line[4:])
                else:
                    if not committed:
                        deadline = time.monotonic() + after_s
                    committed = int(line)
        elif killed:
            break
        if time.monotonic() >= deadline and not killed and pid:
            os.kill(pid, signal.SIGKILL)
            killed, deadline = True, time.monotonic() + 60
    assert killed and committed, "the child wrote something and was killed"
    return committed


def look(folder: Path, committed: int, floor: int, cells: range) -> tuple[int, int]:
    """Every sample is there once, from the oldest that is kept to the newest committed; the oldest and newest beat."""
    queries = Queries(folder / FILE_NAME)
    try:
        beats = [look_at(queries, cell) for cell in cells]
        assert len(set(beats)) == 1, "retention takes all series alike"
        first, last = beats[0]
        newest = range(max(first, last - 30), last + 1)
        texts = queries.texts(CELLS, times_of(newest[0])[0], times_of(last)[-1])
    finally:
        queries.close()
    assert last >= committed
    assert first >= floor
    assert [one["text"] for one in texts] == [f"state {beat}" for beat in newest]
    return first, last


def look_at(queries: Queries, cell: int) -> tuple[int, int]:
    samples, _ = queries.series(cell, 0, 2**60)
    assert len(samples.time)
    first, last = (int(at - T0) // 1_000 for at in (samples.time[0], samples.time[-1]))
    expected = np.array([at for beat in range(first, last + 1) for at in times_of(beat)])
    np.testing.assert_array_equal(samples.time, expected)
    np.testing.assert_array_equal(samples.value, [value_of(cell, at) for at in expected.tolist()])
    assert len(expected) == EACH * (last + 1 - first)
    return first, last


def moments_to_kill() -> list[float]:
    """Evenly over a life, one somewhere in each part of it, in any order."""
    chance = random.Random(7)
    parts = list(range(KILLS))
    chance.shuffle(parts)
    return [(part + chance.random()) * LONGEST_S / KILLS for part in parts]


def test_killed_at_any_moment_nothing_committed_is_lost_or_there_twice(tmp_path: Path) -> None:
    assert len(record(1).entities) == 1
    floor = newest = 1
    sealed = forgotten = False
    with forking(tmp_path) as process:
        moments = moments_to_kill()
        for number in itertools.count():
            if number >= KILLS and sealed and forgotten and floor > 1:
                break  # a slow machine comes that far in further lives, longer and longer ones
            assert number < KILLS + 60, f"sealed {sealed}, forgotten {forgotten}, oldest sample in beat {floor}"
            committed = run_and_kill(process, moments[number] if number < KILLS else (number - KILLS + 1) * LONGEST_S)
            assert committed >= newest, "a start goes on where the killed one was"
            often = number >= KILLS or number % CHECK_EVERY == CHECK_EVERY - 1
            floor, newest = look(tmp_path, committed, floor, range(0, CELLS, 1 if often else 11))
            if often:
                found = check(tmp_path / FILE_NAME)
                assert found.ok, found.damages
                sealed |= found.rows["run_chunk"] > 0
                forgotten |= found.rows["message_log"] < newest
    assert not list(tmp_path.glob("*corrupt*"))
