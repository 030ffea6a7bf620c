"""Other time-series databases of this machine, with the same samples and questions: InfluxDB and VictoriaMetrics.

Each is started with a folder and ports of its own and ended again; what is not installed is said so. Both are written
in the line protocol of InfluxDB, and asked over HTTP on the loopback interface, as any program would.
"""

import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from opscenter.history.blocks import Columns

LINES = 10_000
START_S = 30.0
SETTLE_S = 40.0
AGAIN = 4


class Peer(ABC):
    """A server over a folder. `start` and `stop` may alternate: a start reads what was written before."""

    name = ""
    programs: tuple[str, ...] = ()

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def program(cls) -> str | None:
        """Where it is installed, None: it is not."""
        return next((found for name in cls.programs if (found := shutil.which(name))), None)

    def start(self) -> None:
        """Run until it answers. TimeoutError when it does not."""
        program = self.program()
        assert program is not None
        self._process = subprocess.Popen(
            [program, *self.arguments()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment()
        )
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                self.get(self.alive)
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        self.stop()
        raise TimeoutError(f"{self.name} did not start")

    def stop(self) -> None:
        """End it in order."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def get(self, path: str, body: bytes | None = None, **query: Any) -> bytes:
        """Ask (with a body: post). Raises OSError."""
        address = f"http://127.0.0.1:{self.port}/{path}"
        if query:
            address += "?" + urllib.parse.urlencode(query)
        with urllib.request.urlopen(urllib.request.Request(address, body), timeout=120) as answer:
            content: bytes = answer.read()
        return content

    alive = ""

    def environment(self) -> dict[str, str]:
        """Of its process."""
        return dict(os.environ)

    @abstractmethod
    def arguments(self) -> list[str]:
        """Of its command."""

    @abstractmethod
    def prepare(self) -> None:
        """Before anything is written."""

    @abstractmethod
    def settle(self) -> None:
        """Have it bring what was written into the shape it stays in."""

    @abstractmethod
    def stored_bytes(self) -> int:
        """What the samples take."""

    @abstractmethod
    def ask(self, since: int, until: int, width: int) -> int:
        """Least, greatest, mean of every series by bins of `width` ms; how many bins there were."""


class Influx(Peer):
    """InfluxDB 1.x."""

    name = "influxdb"
    programs = ("influxd",)
    alive = "ping"

    def arguments(self) -> list[str]:
        config = self.folder / "influxdb.conf"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(
            f'reporting-disabled = true\nbind-address = "127.0.0.1:{_free_port()}"\n'
            f'[meta]\ndir = "{self.folder / "meta"}"\n'
            f'[data]\ndir = "{self.folder / "data"}"\nwal-dir = "{self.folder / "wal"}"\nquery-log-enabled = false\n'
            'cache-snapshot-write-cold-duration = "2s"\ncompact-full-write-cold-duration = "4s"\n'
            f'[http]\nbind-address = "127.0.0.1:{self.port}"\nlog-enabled = false\n'
            "[monitor]\nstore-enabled = false\n"
        )
        return ["run", "-config", str(config)]

    def prepare(self) -> None:
        self.get("query", b"", q="CREATE DATABASE bench")

    def settle(self) -> None:
        before, since = -1, time.monotonic()
        while time.monotonic() - since < SETTLE_S:
            time.sleep(4.0)
            size = self.stored_bytes()
            if size == before and time.monotonic() - since > 12.0:
                break
            before = size

    def stored_bytes(self) -> int:
        return sum(file.stat().st_size for file in (self.folder / "data" / "bench").rglob("*.tsm"))

    def ask(self, since: int, until: int, width: int) -> int:
        question = (
            "SELECT min(v), max(v), mean(v), first(v), last(v), count(v) FROM s "
            f"WHERE time >= {since}ms AND time <= {until}ms GROUP BY time({width}ms), cell fill(none)"
        )
        answer = json.loads(self.get("query", db="bench", epoch="ms", q=question))
        return sum(len(series["values"]) for series in answer["results"][0]["series"])


class Victoria(Peer):
    """VictoriaMetrics, one server."""

    name = "victoriametrics"
    programs = ("victoria-metrics", "victoria-metrics-prod")
    alive = "health"

    def arguments(self) -> list[str]:
        return [
            f"-storageDataPath={self.folder / 'data'}", f"-httpListenAddr=127.0.0.1:{self.port}",
            "-retentionPeriod=100y", "-loggerLevel=ERROR", "-search.latencyOffset=0s", "-memory.allowedPercent=30",
        ]  # fmt: skip

    def prepare(self) -> None:
        pass

    def settle(self) -> None:
        self.get("internal/force_flush")
        with contextlib.suppress(urllib.error.HTTPError):
            self.get("internal/force_merge")
        before, since = -1, time.monotonic()
        while time.monotonic() - since < SETTLE_S:
            time.sleep(2.0)
            size = self.stored_bytes()
            if size == before:
                break
            before = size

    def stored_bytes(self) -> int:
        return sum(file.stat().st_size for file in (self.folder / "data" / "data").rglob("*") if file.is_file())

    def ask(self, since: int, until: int, width: int) -> int:
        answer = json.loads(
            self.get(
                "api/v1/query_range", query=f"rollup(s_v[{width}ms])", start=since / 1000, end=until / 1000,
                step=f"{width}ms",
            )
        )  # fmt: skip
        return sum(len(series["values"]) for series in answer["data"]["result"])


PEERS: tuple[type[Peer], ...] = (Influx, Victoria)


def lines_of(columns: Columns) -> Iterator[bytes]:
    """Samples in the line protocol, LINES at a time, times in ms."""
    cells, times, values = (columns[name].tolist() for name in ("cell", "time", "value"))
    for start in range(0, len(cells), LINES):
        some = slice(start, start + LINES)
        yield "\n".join(
            f"s,cell={cell} v={value!r} {time_}"
            for cell, time_, value in zip(cells[some], times[some], values[some], strict=True)
            if value == value
        ).encode()


def measure(
    kind: type[Peer], parts: Iterable[Columns], questions: dict[str, tuple[int, int, int]] | None = None
) -> dict[str, Any]:
    """`write_per_s`, `bytes_per_sample`, and of each question (since, until, width; ms) `<name>_cold` and `<name>_warm`
    in ms: right after a start of the server, and asked again. Raises OSError, TimeoutError, ValueError."""
    with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as folder:
        peer = kind(Path(folder))
        peer.start()
        try:
            peer.prepare()
            samples, seconds = 0, 0.0
            for columns in parts:
                samples += len(columns["cell"])
                for body in lines_of(columns):
                    began = time.perf_counter()
                    peer.get("write", body, db="bench", precision="ms")
                    seconds += time.perf_counter() - began
            peer.settle()
            figures: dict[str, Any] = {
                "write_per_s": round(samples / seconds),
                "bytes_per_sample": round(peer.stored_bytes() / samples, 2),
                "samples": samples,
            }
            for name, asked in (questions or {}).items():
                peer.stop()
                peer.start()
                spans = [_ms(peer, asked) for _ in range(1 + AGAIN)]
                figures[f"{name}_cold"], figures[f"{name}_warm"] = spans[0], round(statistics.median(spans[1:]), 1)
        finally:
            peer.stop()
    return figures


def _ms(peer: Peer, asked: tuple[int, int, int]) -> float:
    began = time.perf_counter()
    bins = peer.ask(*asked)
    span = (time.perf_counter() - began) * 1000
    if not bins:
        raise ValueError(f"{peer.name} answered nothing")
    return round(span, 1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
