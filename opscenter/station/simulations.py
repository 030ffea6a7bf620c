"""Simulations that desks ask for: one at a time, in a process of its own that leaves the station its cores.

Queries `simulate` (begin), `simulation` (how far it is, and what came of it) and `simulate-stop`.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from opscenter.domain.rule_overrides import MOST_OVERRIDES, OverrideError, read_override
from opscenter.station.requests import Request
from opscenter.station.side_job import Command, SideJob, own_command
from opscenter.wire.desk import Columns, Header

LONGEST_MS = 31 * 86_400_000


class Simulations:
    """`arguments`: what the commands of this station need to see what it sees (`--data`, `--catalogue`, rule files)."""

    def __init__(
        self, data: Path, zone: str, catalogue: Path | None, rules: list[Path], command: Command = own_command
    ):
        self._arguments = ["--data", str(data), "--zone", zone]
        if catalogue is not None:
            self._arguments += ["--catalogue", str(catalogue)]
        self._rules = [str(path) for path in rules]
        self.job = SideJob("A simulation", command)

    def topics(self) -> dict[str, Callable[[Request], tuple[Header, Columns]]]:
        """What can be asked here, and who answers."""
        return {"simulate": self.begin, "simulation": self.tell, "simulate-stop": self.stop}

    def begin(self, request: Request) -> tuple[Header, Columns]:
        """`changes []` ("RULE.KEY=VALUE"), `from`, `to`, `by`. ValueError with a sentence for what cannot be."""
        changes = request.texts("changes", MOST_OVERRIDES)
        since, until = request.whole("from", 0), request.whole("to", 0)
        if not 0 < since < until:
            raise ValueError("Say 'from' and 'to', Unix ms, the later one second.")
        if until - since > LONGEST_MS:
            raise ValueError("A simulation goes over 31 days at most.")
        try:
            for change in changes:
                read_override(change)
        except OverrideError as error:
            raise ValueError(f"{error}.") from None
        arguments = ["rules", "simulate", *self._rules, *self._arguments, "--against", "journal"]
        arguments += ["--from", iso(since), "--to", iso(until), "--json", "--progress"]
        for change in changes:
            arguments += ["--set", change]
        told = {"by": request.text("by", most=200), "changes": changes, "from": since, "to": until}
        return self.job.begin(arguments, told), {}

    def tell(self, request: Request) -> tuple[Header, Columns]:
        """How far it is: `number, state` (none, running, done, failed, stopped)`, progress, by, changes, from, to`, and
        the `result` or the `reason`, a sentence. The result of number `known` is left out."""
        return self.job.tell(request.whole("known", 0)), {}

    def stop(self, request: Request) -> tuple[Header, Columns]:
        """End the one under way."""
        self.job.stop()
        return self.tell(request)

    def close(self) -> None:
        """End whatever runs."""
        self.job.close()


def iso(ms: int) -> str:
    """As commands take a time; Unix ms."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds")
