"""The real broker of Debian's package `mosquitto`, started for a test on free ports and ended by it."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROGRAM = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    """A port that stays free until it is used.

    It is none of those that systems give to whoever asks for any (32768 and up), and other processes of tests begin
    to look elsewhere.
    """
    first = 20_000 + os.getpid() % 1_000 * 10
    for port in (*range(first, 30_000), *range(20_000, first)):
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
    raise AssertionError("no port of 20000 to 30000 is free")


@contextmanager
def mosquitto(folder: Path, *lines: str, port: int | None = None) -> Iterator[int]:
    """A broker with a configuration of these lines (by default anybody may do anything); its port.

    Skips the test where mosquitto is not installed.
    """
    if PROGRAM is None:
        pytest.skip("no mosquitto on this machine (Debian: apt-get install mosquitto)")
    port = port or free_port()
    config = folder / "mosquitto.conf"
    config.write_text("\n".join([f"listener {port} 127.0.0.1", *(lines or ("allow_anonymous true",)), ""]))
    with (folder / "mosquitto.log").open("ab") as log:
        process = subprocess.Popen([PROGRAM, "-c", str(config)], stdout=log, stderr=log)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(60)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "mosquitto ended at once"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            process.poll()
    raise AssertionError("mosquitto does not listen")
