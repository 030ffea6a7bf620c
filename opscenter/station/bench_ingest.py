"""How much of a bare receive-and-decode loop's rate the whole station sustains, on the same cores in the same run.

A publisher process sends single-entity NGSI-LD messages of about 360 bytes; in turns to a bare loop and to a real
station process that decodes, logs, keeps state, records samples, judges rules and feeds a desk. Credit keeps the
publisher from overrunning either, so nothing may be lost.
"""

import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import zmq

from opscenter.figures.naming import is_figure
from opscenter.history.blocks import unpack_columns
from opscenter.history.schema import FILE_NAME, connect
from opscenter.station.bench_children import payload_parts
from opscenter.wire.desk import VERSION, pack, unpack

ROUND_S = 15.0
BARE_SHARE = 1 / 3
WARM_UP_S = 2.0


class Listener:
    """A desk that takes every beat of the station and passes on how many messages it has applied."""

    def __init__(self, context: "zmq.Context[Any]", address: str, on_count: Callable[[int], None]) -> None:
        self._on_count = on_count
        self._dealer = context.socket(zmq.DEALER)
        self._dealer.linger = 0
        self._dealer.connect(address)
        welcome = self.ask("hello", {"versions": [VERSION], "client": "bench", "name": "bench"})
        self._feed = context.socket(zmq.SUB)
        self._feed.subscribe(b"")
        self._feed.linger = 0
        self._feed.connect(welcome["feed"])
        self.health: list[dict[str, Any]] = []
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def ask(self, kind: str, header: dict[str, Any]) -> dict[str, Any]:
        """Ask and wait. TimeoutError after 10 s."""
        self._dealer.send_multipart(pack(kind, {**header, "id": kind}))
        while self._dealer.poll(10_000):
            answered, answer, _ = unpack(self._dealer.recv_multipart())
            if answer.get("id") == kind:
                if answered == "refused":
                    raise RuntimeError(answer["reason"])
                return answer
        raise TimeoutError("the station does not answer")

    def _run(self) -> None:
        while not self._ending.is_set():
            if self._feed.poll(200):
                frames = self._feed.recv_multipart()
                header = msgspec.msgpack.decode(frames[1])
                self._on_count(int(header["messages"]))
                if header["health"] is not None:
                    self.health.append(header["health"])

    def close(self) -> None:
        """End the thread, close the sockets."""
        self._ending.set()
        self._thread.join()
        self._feed.close()
        self._dealer.close()


class Track:
    """The processes and the credit that flows between them."""

    def __init__(self, stack: ExitStack, data: Path, entities: int) -> None:
        self.context: zmq.Context[Any] = zmq.Context()
        stack.callback(self.context.destroy, linger=0)
        self._control = self.context.socket(zmq.PAIR)
        control = f"tcp://127.0.0.1:{self._control.bind_to_random_port('tcp://127.0.0.1')}"
        self._counts = self.context.socket(zmq.PULL)
        credit = f"tcp://127.0.0.1:{self._counts.bind_to_random_port('tcp://127.0.0.1')}"
        bare, station = _free_endpoint(self.context), _free_endpoint(self.context)
        self._relay_in = self.context.socket(zmq.PUSH)
        self._relay_in.connect(credit)
        _start(stack, "bare", bare, credit)
        self._station = _start(stack, "station", station, str(data))
        _start(stack, "publisher", bare, station, control, str(entities))
        assert self._station.stdout is not None
        self.address = self._station.stdout.readline().strip()
        if not self.address:
            raise RuntimeError("the station of the benchmark did not start")
        self._offset = 0
        self.listener = Listener(self.context, self.address, self._on_count)
        stack.callback(self.listener.close)
        if not self._control.poll(20_000):
            raise TimeoutError("the publisher of the benchmark did not start")
        self._control.recv()
        self._counting = -1

    def _on_count(self, count: int) -> None:
        self._relay_in.send(b"s%d" % count)

    @property
    def station_pid(self) -> int:
        """The process of the station."""
        return self._station.pid

    def run_pass(self, which: int, seconds: float, rate: float = 0.0) -> tuple[int, int, float, float]:
        """Publish to 0 bare, 1 station: messages sent, acknowledged, seconds, share of time spent waiting.

        `rate`: at most so many messages a second, 0: as many as are taken.
        """
        self._control.send(msgspec.msgpack.encode((which, seconds, rate)))
        poller = zmq.Poller()
        poller.register(self._control, zmq.POLLIN)
        poller.register(self._counts, zmq.POLLIN)
        while True:
            ready = dict(poller.poll(60_000))
            if not ready:
                raise TimeoutError("the publisher of the benchmark has stopped")
            if self._counts in ready:
                count = self._counts.recv()
                of_station = count[:1] == b"s"
                if of_station == (which == 1):
                    self._control.send(msgspec.msgpack.encode(int(count[1:] if of_station else count)))
            if self._control in ready:
                return msgspec.msgpack.decode(self._control.recv(), type=tuple[int, int, float, float])

    def stop_station(self) -> int:
        """Stop it in order; its exit status."""
        self._station.terminate()
        return self._station.wait(30)


def run(seconds: int = 60, entities: int = 5_000) -> dict[str, Any]:
    """Measure for `seconds` of station time in rounds with the bare loop between; the figures, JSON-able."""
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="opscenter-bench-")))
        track = Track(stack, data, entities)
        rounds = max(1, round(seconds / ROUND_S))
        each = seconds / rounds
        sent = acknowledged = 0
        warm = track.run_pass(0, WARM_UP_S), track.run_pass(1, WARM_UP_S)
        sent, acknowledged = warm[1][0], warm[1][1]
        rss_start = track.listener.ask("query", {"what": "status", "args": {}})["rss_bytes"]
        bare, station, waits, ratios = [], [], [], []
        for _ in range(rounds):
            first = track.run_pass(0, each * BARE_SHARE / 2)
            middle = track.run_pass(1, each)
            last = track.run_pass(0, each * BARE_SHARE / 2)
            ceiling = (first[1] + last[1]) / (first[2] + last[2])
            rate = middle[1] / middle[2]
            bare.append(ceiling)
            station.append(rate)
            ratios.append(rate / ceiling)
            waits.append((first[3] + last[3], middle[3]))
            sent += middle[0]
            acknowledged += middle[1]
        status = track.listener.ask("query", {"what": "status", "args": {}})
        health = track.listener.health
        exit_status = track.stop_station()
        stored = stored_in(data)
        size = len(b"".join(payload_parts(0)[1:])) + 75
        return {
            "seconds": seconds,
            "entities": entities,
            "payload_bytes": size,
            "rounds": rounds,
            "bare_rate": round(statistics.fmean(bare)),
            "station_rate": round(statistics.fmean(station)),
            "ratio": round(statistics.fmean(station) / statistics.fmean(bare), 3),
            "ratio_worst_round": round(min(ratios), 3),
            "publisher_waited_bare": round(statistics.fmean(wait[0] / 2 for wait in waits), 3),
            "publisher_waited_station": round(statistics.fmean(wait[1] for wait in waits), 3),
            "messages_sent": sent,
            "lost": sent - min(acknowledged, stored["messages"]),
            "gaps": status["gaps"],
            "rejected": status["rejected"],
            "samples": stored["samples"],
            "rss_start_bytes": rss_start,
            "rss_end_bytes": status["rss_bytes"],
            "rss_peak_bytes": max((h["rss_bytes"] for h in health), default=0),
            "backlog_peak": max((h["backlog"] for h in health), default=0),
            "database_bytes": stored["database_bytes"],
            "log_bytes_per_message": round(stored["log_bytes"] / max(1, stored["messages"]), 2),
            "segment_bytes_per_sample": round(stored["segment_bytes"] / max(1, stored["samples"]), 2),
            "exit_status": exit_status,
        }


def stored_in(data: Path) -> dict[str, int]:
    """What the database says it holds of what was published, counted from its blocks."""
    connection = connect(data / FILE_NAME, read_only=True)
    try:
        messages, log_bytes = connection.execute("SELECT sum(count), sum(size) FROM message_log").fetchone()
        samples, segment_bytes = connection.execute("SELECT sum(count), sum(size) FROM segment").fetchone()
        late = connection.execute("SELECT coalesce(sum(count), 0) FROM sample_block").fetchone()[0]
        late -= _derived_in(connection)
    finally:
        connection.close()
    return {
        "messages": messages or 0,
        "log_bytes": log_bytes or 0,
        "samples": (samples or 0) + late,
        "segment_bytes": segment_bytes or 0,
        "database_bytes": (data / FILE_NAME).stat().st_size,
    }


def _derived_in(connection: sqlite3.Connection) -> int:
    """How many of the samples are derived from others."""
    cells = connection.execute("SELECT cell, type, cell.name FROM cell JOIN entity USING (row)")
    derived = np.array([cell for cell, kind, name in cells if is_figure(kind, name)], np.int64)
    blocks = connection.execute("SELECT columns FROM chunk UNION ALL SELECT columns FROM sample_block")
    found = (unpack_columns(block, ("cell",)).get("cell") for (block,) in blocks if block)
    return sum(int(np.isin(column, derived).sum()) for column in found if column is not None)


def _free_endpoint(context: "zmq.Context[Any]") -> str:
    probe = context.socket(zmq.PAIR)
    port = probe.bind_to_random_port("tcp://127.0.0.1")
    probe.close(linger=0)
    return f"tcp://127.0.0.1:{port}"


def _start(stack: ExitStack, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "opscenter.station.bench_children", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    stack.callback(_end, process)
    return process


def _end(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
