"""A span of a history made into an incident file, and an engine driven along it to see whether it tells the same.

What is before the span is gone through first, so that delays and windows stand as they stood then; none of it goes
into the file. The file begins with all that the engine knows at that moment.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.stopped import StoppedError
from opscenter.domain.usual import Usual
from opscenter.history.records import JournalRow
from opscenter.history.restore import load_registry
from opscenter.history.schema import connect
from opscenter.history.span import AWAY_MS
from opscenter.recording.gaps import GAPS, GAPS_TYPE, pack_gaps
from opscenter.recording.records import About, Away, Happening, Moment, Row
from opscenter.recording.writer import IncidentWriter
from opscenter.station.cutting.beginning import restored_at
from opscenter.station.cutting.choosing import check_systems, chosen
from opscenter.station.cutting.circumstances import Circumstances, attach_circumstances
from opscenter.station.cutting.comparison import Compared, Comparison
from opscenter.station.cutting.key_frames import KeyFrames
from opscenter.station.cutting.narrowing import Narrowing, sentences
from opscenter.station.cutting.pace import Pace
from opscenter.station.cutting.rules_then import RulesThen, rules_at
from opscenter.station.cutting.span_source import SpanSource, warm_up_of
from opscenter.station.cutting.spoken_times import speaker
from opscenter.station.cutting.title import Worst
from opscenter.station.cutting.usual_then import UsualThen
from opscenter.station.cutting.wording import counted
from opscenter.station.engine import Engine
from opscenter.station.lane.lane import Lane
from opscenter.station.lane.of_history import happenings
from opscenter.station.limits import StateLimits
from opscenter.station.past_registry import PastRegistry

MOST_REFUSED = 20

Progress = Callable[[str, float], None]
"""What is being done, and how much of all is done (0 to 1)."""


@dataclass(slots=True)
class Wanted:
    """What is asked for: [since, until], Unix ms of the station's clock; what the file says of itself ("": as found);
    `systems` and `area` (see `area_of`) to narrow it to, nothing for everything."""

    since: int
    until: int
    title: str = ""
    place: str = ""
    city: str = ""
    author: str = ""
    licence: str = ""
    note: str = ""
    systems: list[str] = field(default_factory=list)
    area: str = ""


@dataclass(slots=True)
class Cut:
    """What came of it. `messages`, `rows` of the journal and `bytes` are in the file; of these are `frame_bytes` of
    `frames` of the picture, `anchor_bytes` of `anchors`, memories of an engine. `warmed_up`: messages of before that
    were gone through first. `told`: sentences for people.
    """

    file: Path
    title: str = ""
    since: int = 0
    until: int = 0
    moments: int = 0
    messages: int = 0
    rows: int = 0
    warmed_up: int = 0
    frames: int = 0
    frame_bytes: int = 0
    anchors: int = 0
    anchor_bytes: int = 0
    bytes: int = 0
    compared: Compared = field(default_factory=Compared)
    refused: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


class Cutting:
    """Cuts `wanted` out of the database `history` (which a station may be writing to) into the file `out`.

    A file that is there is replaced, once the new one is whole. `warm_up`: so much before the span is gone through
    (ms), None: as the rules ask for. `attached`: more blocks for the file: name, media type, content. `gently`: leave
    the machine to others that need it. Raises NothingRecordedError and ValueError (sentences), IncidentError,
    HistoryError, StoppedError after `stop`, sqlite3.Error; then nothing is left of it.
    """

    def __init__(
        self,
        history: Path,
        out: Path,
        wanted: Wanted,
        circumstances: Circumstances,
        *,
        limits: StateLimits | None = None,
        warm_up: int | None = None,
        attached: Sequence[tuple[str, str, bytes]] = (),
        gently: bool = False,
        progress: Progress = lambda what, share: None,
        stop: threading.Event | None = None,
    ) -> None:
        self._history = history
        self._out = out
        self._wanted = wanted
        self._circumstances = circumstances
        self._limits = limits
        self._warm_up = warm_up
        self._attached = attached
        self._progress = progress
        self._stop = stop or threading.Event()
        self._pace = Pace(self._stop) if gently else None
        self._say = speaker(circumstances.zone)
        self._worst = Worst()
        self._comparison = Comparison()
        self._narrowing: Narrowing | None = None
        self._begins = 0
        self.found = Cut(out)

    def cut(self) -> Cut:
        """Do it."""
        wanted = self._wanted
        if wanted.until <= wanted.since:
            raise ValueError("The span ends before it begins: say an earlier begin, or a later end.")
        catalogue = self._circumstances.catalogue()
        check_systems(wanted.systems, catalogue)
        with closing(connect(self._history, read_only=True)) as db:
            warm_up = warm_up_of(catalogue) if self._warm_up is None else self._warm_up
            self._source = source = SpanSource(db, wanted.since, wanted.until, warm_up, self._say)
            self._circumstances.figures = source.has_figures()
            usual = UsualThen(self._history, db, catalogue, self._circumstances.week)
            try:
                self._narrow(db, catalogue)
                lane = self._lane(db, catalogue, usual)
                with IncidentWriter(self._out, self._about()) as writer:
                    self._fill(writer, lane, RulesThen(catalogue, rules_at(db, source.base.journal), self._say))
                    self.found.told += usual.notes
                    self._tell(writer)
                self.found.bytes = self._out.stat().st_size
            finally:
                usual.close()
        return self.found

    # -- before ----------------------------------------------------------------------------------------------

    def _narrow(self, db: sqlite3.Connection, catalogue: Catalogue) -> None:
        wanted, source = self._wanted, self._source
        if wanted.systems or wanted.area:
            known = load_registry(db)
            kept = chosen(
                db, known, catalogue, wanted.systems, wanted.area, source.base, source.since, source.until
            )  # fmt: skip
            self._narrowing = Narrowing(kept, known)

    def _lane(self, db: sqlite3.Connection, catalogue: Catalogue, usual: UsualThen) -> Lane:
        source, base, narrowing = self._source, self._source.base, self._narrowing
        epoch = source.first_epoch()

        def whole() -> Engine:
            return Engine(catalogue, epoch=epoch, restored=load_registry(db), limits=self._limits, hot_bytes=0)

        entities, cells = source.registry()
        restored = restored_at(db, base, source.listening, usual.in_force(base.journal, whole))
        if narrowing is not None:
            entities, cells = narrowing.entities, narrowing.cells
            restored = narrowing.restored(restored)

        def learnt(entry: JournalEntry) -> Usual | None:
            found = usual.learnt(entry, whole if narrowing is not None else lambda: lane.engine)
            return found if found is None or narrowing is None else narrowing.usual(found)

        lane = Lane(
            catalogue, self._circumstances.week, epoch=epoch, restored=restored, limits=self._limits,
            longest_shelf_ms=self._circumstances.longest_shelf_ms, figures=self._circumstances.figures,
            registry=lambda: PastRegistry(self._limits, entities, cells), rows=self._made, refused=self._refused,
            usual=learnt,
        )  # fmt: skip
        return lane

    def _about(self) -> About:
        wanted = self._wanted
        return About(
            title=wanted.title, place=wanted.place or wanted.city, city=wanted.city, zone=self._circumstances.zone,
            author=wanted.author, licence=wanted.licence, note=wanted.note, since=self._source.since,
            until=self._source.until, begins=self._source.since, systems=list(wanted.systems), area=wanted.area,
        )  # fmt: skip

    # -- through it ------------------------------------------------------------------------------------------

    def _fill(self, writer: IncidentWriter, lane: Lane, rules: RulesThen) -> None:
        source, found = self._source, self.found
        attach_circumstances(writer, self._circumstances, source.since)
        for name, media_type, content in self._attached:
            writer.attach(name, media_type, content, source.since)
        if gaps := source.gaps():
            writer.attach(GAPS, GAPS_TYPE, pack_gaps(gaps), source.since)
        keys: KeyFrames | None = None
        for happening in self._happenings():
            if self._pace is not None:
                self._pace.rest()
            if self._stop.is_set():
                raise StoppedError
            begun = _ends(happening) >= source.since
            if isinstance(happening, Moment):
                if not begun:
                    found.warmed_up += len(happening.messages)
                elif not (happening.messages or happening.rows or happening.steps is not None):
                    continue
            if begun:
                if keys is None:
                    keys = KeyFrames(writer)
                    keys.begin(lane, source.since - 1)
                keys.before(lane, _ends(happening))
            lane.live_through(happening)
            if keys is not None:
                keys.after(_ends(happening), len(happening.messages) if isinstance(happening, Moment) else 0)
                happening = self._within(happening)
                writer.put(happening)
                if isinstance(happening, Moment):
                    self._count(happening, rules)
                elif isinstance(happening, Away) and happening.until - happening.since > AWAY_MS:
                    away = f"between {self._say(happening.since)} and {self._say(happening.until)}"
                    found.told.append(f"No station recorded {away}.")
            self._progress("messages" if begun else "what was before", self._share(_ends(happening)))
        if keys is None:  # of nothing but time
            keys = KeyFrames(writer)
            keys.begin(lane, source.since - 1)
        keys.end(lane)
        found.frames, found.frame_bytes = keys.count, keys.spent.frames
        found.anchors, found.anchor_bytes = keys.anchors, keys.spent.anchors
        found.told += rules.sentences()

    def _happenings(self) -> Iterator[Happening]:
        narrowing = self._narrowing
        for happening in happenings(self._source):
            if isinstance(happening, Moment) and narrowing is not None:
                happening = narrowing.moment(happening)
            yield happening

    def _within(self, happening: Happening) -> Happening:
        if isinstance(happening, Away):
            return Away(max(happening.since, self._source.since), happening.until)
        return happening

    def _count(self, moment: Moment, rules: RulesThen) -> None:
        found = self.found
        found.moments += 1
        found.messages += len(moment.messages)
        found.rows += len(moment.rows)
        for row in moment.rows:
            self._worst.take(row)
            rules.take(row)
        self._comparison.recorded(row for row in moment.rows if self._is_compared(row))

    def _made(self, rows: Sequence[JournalRow]) -> None:
        since = self._source.since
        self._comparison.made(row for row in rows if row.wall >= since and self._is_compared(row))

    def _is_compared(self, row: Row | JournalRow) -> bool:
        """Of a narrowed span alarms alone: situations and figures are those of what stayed."""
        return self._narrowing is None or (bool(row.state) and row.entity in self._narrowing.kept)

    def _refused(self, refused: Sequence[str]) -> None:
        self.found.refused += refused[: max(0, MOST_REFUSED - len(self.found.refused))]

    def _share(self, at: int) -> float:
        if not self._begins:  # from the beginning of the history: what is before the span may be most of it
            self._begins = self._source.base.at or at
        began = self._begins
        return min(1.0, max(0.0, (at - began) / max(1, self._source.until - began)))

    # -- after -----------------------------------------------------------------------------------------------

    def _tell(self, writer: IncidentWriter) -> None:
        found, source, about = self.found, self._source, writer.about
        found.since, found.until, found.compared = source.since, source.until, self._comparison.found()
        narrowing = self._narrowing
        narrowed = sentences(narrowing, found.messages) if narrowing is not None else ()
        unread = len(source.holes)
        holes = [f"Left out, because it cannot be read: {counted(unread, 'part')} of the history."] if unread else []
        found.told = [*source.notes, *found.told, *narrowed, *holes, found.compared.sentence()]
        found.title = about.title = about.title or self._worst.title(about.city, source.since, self._say)
        about.told = list(found.told)
        about.rows_compared = found.compared.recorded
        about.rows_missing, about.rows_extra = found.compared.missing, found.compared.extra


def _ends(happening: Happening) -> int:
    return happening.until if isinstance(happening, Away) else happening.at
