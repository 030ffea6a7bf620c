"""A replay beside a live station, each a process of its own: nothing of the one reaches the other."""

import hashlib
from pathlib import Path

import psutil
import pytest

from opscenter.desk.address import read_address
from opscenter.desk.client import Desk
from opscenter.desk.errors import RefusedError
from opscenter.history.schema import FILE_NAME
from tests.support.played_incident import lived_incident
from tests.support.programs import Program, eventually
from tests.support.running_station import NOWHERE, RunningStation


def test_nothing_of_a_replay_reaches_the_live_station(tmp_path: Path) -> None:
    (tmp_path / "cut").mkdir()
    incident = lived_incident(tmp_path / "cut")
    content = hashlib.sha256(incident.read_bytes()).hexdigest()
    live = RunningStation(tmp_path, NOWHERE)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    there = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    replays = [Program(tmp_path, "replay", str(incident), "--serve", "--speed", "max", **there) for _ in range(2)]
    try:
        addresses = [one.field("opscenter replay ready", "desk") for one in replays]
        assert len({live.address, *addresses}) == 3
        # Scripts and consoles that look for the station of this machine find the live one.
        assert read_address(tmp_path / "runtime") in (live.address, None)
        for program, address in zip(replays, addresses, strict=True):
            with Desk(address, client="test", timeout_s=60) as desk:
                eventually(lambda desk=desk: desk.status()["replay"]["state"] == "ended", "it is over")  # type: ignore[misc]
                assert desk.status()["now"] == desk.welcome["incident"]["until"]
                assert desk.query("alarms")[0]["alarms"]
                with pytest.raises(RefusedError, match="This is a recording"):
                    desk.command("note", text="x", by="Lee")
                looked_at(program, address, desk.welcome["feed"], tmp_path)
        assert live.alarms() == {}
        assert [event for event in live.query("journal")["events"] if event["state"]] == []
        assert live.status()["messages"] == 0
        assert len(list(scratch.iterdir())) == 2, "each unfolds into a folder of its own"
        replays[0].kill()
        eventually(lambda: len(list(scratch.iterdir())) == 1, "the folder of one that is killed goes")
    finally:
        for one in replays:
            one.stop()
        live.stop()
    assert list(scratch.iterdir()) == []
    assert hashlib.sha256(incident.read_bytes()).hexdigest() == content


def looked_at(program: Program, address: str, feed: str, home: Path) -> None:
    """Its sockets and files, and those of the process beside it."""
    own = {int(one.rpartition(":")[2]) for one in (address, feed)}
    process = psutil.Process(program.process.pid)
    for one in [process, *process.children(recursive=True)]:
        for socket in one.net_connections("inet"):
            ports = {socket.laddr.port, socket.raddr.port if socket.raddr else 0}
            assert ports & own, f"a socket that is none of its desks': {socket}"
        for file in one.open_files():
            assert not file.path.startswith(str(home / "data")), f"a file of the live station: {file.path}"
            assert file.path != str(home / "cut" / FILE_NAME)
