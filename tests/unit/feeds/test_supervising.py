"""Feeds in processes of their own: started again later and later, ended at once; one that fails harms no other."""

import sys
import threading
from pathlib import Path

import pytest

from opscenter.feeds.supervising import Supervisor

STAYS = "import sys; open(sys.argv[1], 'a').write('x'); sys.stdin.read()"


def test_a_process_that_ends_is_started_again_and_others_go_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stays, ends = tmp_path / "stays", tmp_path / "ends"
    commands = {
        "stays": [sys.executable, "-S", "-c", STAYS, str(stays)],
        "ends": [sys.executable, "-S", "-c", "import sys; open(sys.argv[1], 'a').write('x'); sys.exit(3)", str(ends)],
        "absent": [str(tmp_path / "no-such-program")],
    }
    supervisor = Supervisor(commands, least_s=0.01)
    stop = threading.Event()
    thread = threading.Thread(target=supervisor.run, args=(stop,))
    thread.start()
    waited = threading.Event()
    for _ in range(1_200):
        if ends.exists() and len(ends.read_text()) >= 3 and stays.exists():
            break
        waited.wait(0.05)
    stop.set()
    thread.join(60)
    assert not thread.is_alive()
    assert len(ends.read_text()) >= 3 and stays.read_text() == "x"
    by_name = {child.name: child for child in supervisor.children}
    assert by_name["stays"].restarts == 0 and "feed ends: its process ended (status 3)" in caplog.text
    assert by_name["ends"].restarts >= 2 and by_name["absent"].back_off.failures >= 1
    assert all(child.process is None for child in supervisor.children)
