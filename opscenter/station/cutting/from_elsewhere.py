"""An incident file of what no station recorded: an engine is driven along it, and its journal is that of the file."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from opscenter.domain.stopped import StoppedError
from opscenter.figures.naming import is_own
from opscenter.history.records import JournalRow
from opscenter.recording.records import About, Moment, Row
from opscenter.recording.writer import IncidentWriter
from opscenter.station.cutting.circumstances import Circumstances, attach_circumstances
from opscenter.station.cutting.cut import Progress
from opscenter.station.cutting.key_frames import KeyFrames
from opscenter.station.lane.lane import Lane
from opscenter.station.limits import StateLimits


@dataclass(slots=True)
class Made:
    """What is in the file."""

    moments: int = 0
    messages: int = 0
    rows: int = 0
    entities: int = 0
    frames: int = 0
    bytes: int = 0


class FromElsewhere:
    """Makes `out` of moments (in order, with messages alone) that an engine lives through over the catalogue of
    `circumstances`. Raises IncidentError, CatalogueErrors, StoppedError after `stop`; then nothing is left of it.
    """

    def __init__(
        self,
        out: Path,
        about: About,
        circumstances: Circumstances,
        *,
        limits: StateLimits | None = None,
        progress: Progress = lambda what, share: None,
        stop: threading.Event | None = None,
    ) -> None:
        self._out, self._about, self._circumstances = out, about, circumstances
        self._limits = limits
        self._progress = progress
        self._stop = stop or threading.Event()
        self._rows: list[Row] = []
        self.made = Made()

    def make(self, moments: Iterable[Moment]) -> Made:
        """Do it."""
        about, made = self._about, self.made
        lane = Lane(
            self._circumstances.catalogue(), self._circumstances.week, epoch=about.since - 1, limits=self._limits,
            longest_shelf_ms=self._circumstances.longest_shelf_ms, figures=self._circumstances.figures,
            rows=self._journaled,
        )  # fmt: skip
        with IncidentWriter(self._out, about) as writer:
            attach_circumstances(writer, self._circumstances, about.since)
            keys = KeyFrames(writer)
            keys.begin(lane, about.since - 1)
            for moment in moments:
                if self._stop.is_set():
                    raise StoppedError
                keys.before(lane, moment.at)
                lane.live_through(moment)
                self._write(writer, moment)
                keys.after(moment.at, len(moment.messages))
                self._progress("messages", (moment.at - about.since) / max(1, about.until - about.since))
            keys.end(lane)
        made.frames, made.bytes = keys.count, self._out.stat().st_size
        made.entities = sum(not is_own(kind) for kind in lane.engine.registry.types)
        return made

    def _journaled(self, rows: Sequence[JournalRow]) -> None:
        for row in rows:
            self.made.rows += 1
            self._rows.append(
                Row(
                    self.made.rows, row.at, row.wall, row.occurrence, row.entity, row.event, row.state, row.by,
                    row.desk, row.comment, row.fact, row.rule,
                )
            )  # fmt: skip

    def _write(self, writer: IncidentWriter, moment: Moment) -> None:
        """The moments before it at which something was journaled though nothing had come, and the moment itself."""
        before: dict[int, Moment] = {}
        for row in self._rows:
            if row.wall < moment.at:
                before.setdefault(row.wall, Moment(row.wall)).rows.append(row)
            else:
                moment.rows.append(row)
        self._rows.clear()
        for quiet in before.values():
            writer.put(quiet)
        writer.put(moment)
        self.made.moments += 1 + len(before)
        self.made.messages += len(moment.messages)
