"""Incidents that desks have cut out of the station's history: one at a time, in a process of its own.

Queries `incident-cut` (begin), `incident-cut-state` (how far it is, and what came of it) and `incident-cut-stop`.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path

from opscenter.history.schema import FILE_NAME
from opscenter.station.cutting.target import check_target
from opscenter.station.options import StationOptions
from opscenter.station.requests import Request
from opscenter.station.side_job import Command, SideJob, own_command
from opscenter.station.simulations import iso
from opscenter.wire.desk import Columns, Header

FOLDER = "incidents"
"""In the station's data folder: where a file goes that is named without a folder."""
MOST_SYSTEMS = 1_000
NICE = 10
"""Somebody waits for a cut, and a machine whose cores are all taken would never give one with less any time; it takes
a tenth of a core there (the weights of the Linux scheduler)."""


class Cuts:
    """`options`: of the station, whose history, catalogue and rules they are. `flush` has what was recorded on disk."""

    def __init__(self, options: StationOptions, flush: Callable[[float], bool], command: Command = own_command) -> None:
        self._data = options.data
        self._flush = flush
        self._arguments = ["--data", str(options.data), "--zone", options.zone, "--city", options.city]
        self._arguments += ["--longest-shelf-h", str(options.longest_shelf_h), "--holidays-as", options.holidays_as]
        for day in options.holidays:
            self._arguments += ["--holiday", day.isoformat()]
        if options.catalogue is not None:
            self._arguments += ["--catalogue", str(options.catalogue)]
        for path in options.rules:
            self._arguments += ["--rules", str(path)]
        self.job = SideJob("A cut", command, self._ended, nice=NICE)

    def topics(self) -> dict[str, Callable[[Request], tuple[Header, Columns]]]:
        """What can be asked here, and who answers."""
        return {"incident-cut": self.begin, "incident-cut-state": self.tell, "incident-cut-stop": self.stop}

    def begin(self, request: Request) -> tuple[Header, Columns]:
        """`from, to, title, place, author, licence, note, systems [], area, file, force, by`; what `tell` answers.
        ValueError with a sentence for what cannot be."""
        since, until = request.whole("from", 0), request.whole("to", 0)
        if not 0 < since < until:
            raise ValueError("Say 'from' and 'to', Unix ms, the later one second.")
        file = self._file(request.text("file", most=1_000))
        replace = bool(request.args.get("force"))
        if self.job.over:  # else it may be the one that is being written
            check_target(file, self._data / FILE_NAME, replace=replace)
        self._flush(5.0)
        arguments = ["incident", "cut", *self._arguments, "--json", "--progress", "--gently", "--out", str(file)]
        arguments += ["--from", iso(since), "--to", iso(until)]
        for name in ("title", "place", "author", "licence", "note", "area"):
            text = request.text(name, most=20_000)
            if text:
                arguments.append(f"--{name}={text}")
        systems = request.texts("systems", MOST_SYSTEMS)
        if systems:
            arguments.append(f"--systems={','.join(systems)}")
        if replace:
            arguments.append("--force")
        told = {"by": request.text("by", most=200), "from": since, "to": until, "file": str(file)}
        return self.job.begin(arguments, told), {}

    def tell(self, request: Request) -> tuple[Header, Columns]:
        """How far it is: `number, state` (none, running, done, failed, stopped)`, progress, by, from, to, file`, and
        the `result` or the `reason`, a sentence. The result of number `known` is left out."""
        return self.job.tell(request.whole("known", 0)), {}

    def stop(self, request: Request) -> tuple[Header, Columns]:
        """End the one under way; nothing of it is left."""
        self.job.stop()
        return self.tell(request)

    def close(self) -> None:
        """End whatever runs."""
        self.job.close()

    def _file(self, named: str) -> Path:
        if not named:
            raise ValueError("Say where to: 'file', a path on the station's machine, or a name.")
        file = Path(named).expanduser()
        if not file.suffix:
            file = file.with_name(file.name + ".mcap")
        if file.is_absolute():
            return file
        folder = self._data / FOLDER
        if len(file.parts) != 1:
            raise ValueError(f"Give a whole path, or a name alone: then it goes to {folder}.")
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise ValueError(f"{folder} cannot be made: {error.strerror or error}.") from None
        return folder / file

    def _ended(self, state: Header) -> None:
        """A process that was ended where it stood has left its part behind."""
        if state["state"] != "done" and "file" in state:
            with contextlib.suppress(OSError):
                Path(f"{state['file']}.part").unlink(missing_ok=True)
