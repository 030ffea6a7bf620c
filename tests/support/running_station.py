"""A station process of its own, asked by desks in this process or by the commands people type."""

import json
from pathlib import Path
from typing import Any

import psutil

from opscenter.desk.client import Desk
from tests.support.programs import Program, command, eventually

NOWHERE = "tcp://127.0.0.1:1"
"""A bus where nobody publishes."""


class RunningStation:
    """`opscenter station` on `bus`, recording in `home/data` unless told otherwise."""

    def __init__(self, home: Path, bus: str, *more: str, data: Path | None = None) -> None:
        self.home = home
        self.data = data or home / "data"
        self.program = Program(home, "station", "--bus", bus, "--data", str(self.data), *more)
        try:
            self.address = self.program.field("opscenter station ready", "desk")
        except BaseException:
            self.program.stop()  # nobody else knows of it
            raise

    def command(self, *arguments: str) -> list[dict[str, Any]]:
        """What a command prints with --json, one object a line; it must succeed."""
        done = command(self.home, *arguments, "--station", self.address, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def query(self, what: str, **args: Any) -> dict[str, Any]:
        """The answer to one question of the desk protocol."""
        with Desk(self.address, client="test", timeout_s=60) as desk:
            return desk.query(what, **args)[0]

    def status(self) -> dict[str, Any]:
        """Counts and health."""
        return self.query("status")

    def alarms(self) -> dict[str, dict[str, Any]]:
        """Alarms that are not normal, by occurrence."""
        return {alarm["occurrence"]: alarm for alarm in self.query("alarms")["alarms"]}

    def alarm_states(self) -> dict[str, str]:
        """State of every alarm that is not normal, by rule and entity."""
        return {f"{alarm['rule']} {alarm['entity']}": alarm["state"] for alarm in self.alarms().values()}

    def entity(self, entity_id: str) -> dict[str, Any]:
        """One entity with its attributes."""
        found: list[dict[str, Any]] = self.query("entities", prefix=entity_id, limit=1)["entities"]
        assert found, f"{entity_id} is not known"
        return found[0]

    def until(self, name: str, least: int) -> dict[str, Any]:
        """Wait until a count of the status is at least so high; the status then."""
        eventually(lambda: bool(self.status()[name] >= least), f"{name} reaches {least}")
        return self.status()

    @property
    def process(self) -> psutil.Process:
        """The process, for its memory and limits."""
        return psutil.Process(self.program.process.pid)

    @property
    def rss(self) -> int:
        """Resident memory, bytes."""
        return int(self.process.memory_info().rss)

    @property
    def errors(self) -> str:
        """What it wrote to stderr."""
        return "\n".join(self.program.errors)

    def kill(self) -> None:
        """As by `kill -9`."""
        self.program.kill()

    def stop(self) -> int:
        """End it politely; the exit status."""
        return self.program.stop()
