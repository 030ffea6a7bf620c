"""The real broker of Debian's package `mosquitto`, started for a test on free ports and ended by it."""

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
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


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
        process.wait(10)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        assert process.poll() is None, "mosquitto ended at once"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            process.poll()
    raise AssertionError("mosquitto does not listen")
