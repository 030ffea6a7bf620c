"""Opens an incident file to play it: its catalogue, its zone, how it numbers, where an engine can begin in it."""

import itertools
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from opscenter.domain.alarm_orders import LONGEST_SHELF_MS
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.usual import Usual
from opscenter.recording.errors import IncidentError
from opscenter.recording.foreign import ForeignReader
from opscenter.recording.frames import WHOLE
from opscenter.recording.gaps import read_gaps
from opscenter.recording.opening import open_recording
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Away, Happening, Moment
from opscenter.settings.catalogue import catalogue_texts, load_catalogue
from opscenter.station.cutting.circumstances import Circumstances, read_circumstances
from opscenter.station.cutting.usual_tables import read_usual
from opscenter.station.descriptions import Descriptions
from opscenter.station.lane.beside import Columns
from opscenter.station.lane.lane import Lane
from opscenter.station.lane.memory import Numbers
from opscenter.station.past_registry import PastRegistry
from opscenter.station.registry import Registry
from opscenter.station.replay.anchors import Anchors
from opscenter.station.replay.drawing import Cells, Drawing, Entities, numbering_of
from opscenter.station.replay.picture import Picture
from opscenter.station.replay.told import Told, ToldJournal

log = logging.getLogger("opscenter.station.replay")

ANCHOR = "anchor/"
MOST_BREAKS = 1_000
SILENCE_MS = 1_000
LONGEST_SILENCE_MS = 3_600_000
"""After so long without a message nothing new comes of time alone."""


class Recording:
    """An open incident file. Raises IncidentError where it cannot be played at all.

    `catalogue`, `rules`: files beside those in the recording, for one that holds none. `problems`: sentences.
    """

    def __init__(self, path: Path, *, catalogue: Path | None = None, rules: Sequence[Path] = ()) -> None:
        self.path = path
        self.reader = open_recording(path)
        try:
            self.problems: list[str] = []
            self.about = self.reader.about
            self.begins, self.since, self.until = self.reader.begins, self.reader.since, self.reader.until
            self.foreign = isinstance(self.reader, ForeignReader)
            told = self._circumstances() if catalogue is None and not rules else None
            self.week = told.week if told is not None else LocalWeek(self._zone())
            self.texts = told.texts if told is not None else catalogue_texts(catalogue, rules)
            self.catalogue = told.catalogue() if told is not None else load_catalogue(catalogue, rules)
            self.longest_shelf_ms = told.longest_shelf_ms if told is not None else LONGEST_SHELF_MS
            self.figures = told.figures if told is not None else True
            self._numbering = self._numbered()
            self._usual, unread = read_usual(self.reader)
            self.problems += unread
            self._drawing: Drawing | None = None
            self._drawn_by: IncidentReader | None = None  # a jump is drawn while an engine is on its way
        except BaseException:
            self.reader.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.reader.close()
        if self._drawn_by is not None:
            self._drawn_by.close()

    @property
    def all_problems(self) -> list[str]:
        """Those of the file as far as it has been read, too."""
        return [*self.reader.problems, *self.problems]

    @property
    def tables(self) -> dict[str, Usual]:
        """Tables of what is usual that are kept in the file, by name."""
        return self._usual

    def anchors(self) -> Anchors:
        """Memories of an engine in the file."""
        numbers = None
        if self._numbering is not None:
            entities, cells = self._numbering
            numbers = Numbers([entity for entity, _ in entities], cells)
        anchors = Anchors(numbers=numbers, state=self._state_at)
        for one in self.reader.attachments(ANCHOR):
            anchors.add(one.at, lambda one=one: self.reader.read(one))  # type: ignore[misc]
        return anchors

    def _state_at(self, at: int) -> Columns | None:
        """Columns of the state as the frame of this very moment tells them; None: there is none."""
        drawing = self._draws()
        return None if drawing is None else drawing.state_at(at, self.reader)

    def happenings(self, since: int | None) -> Iterator[Happening]:
        """What it tells, to the end of its span."""
        happenings = self.reader.happenings(since, self.until)
        return with_silences(happenings, None if since is None else since - 1) if self.foreign else happenings

    def make_lane(self, *, acts: bool = True) -> Lane:
        """A new engine that knows nothing yet."""
        lane = Lane(
            self.catalogue, self.week, epoch=self.begins, longest_shelf_ms=self.longest_shelf_ms, figures=self.figures,
            registry=self._registry if self._numbering else None, acts=acts,
        )  # fmt: skip
        lane.tables.update(self._usual)
        return lane

    def draw(self, at: int, told: ToldJournal, described: Descriptions) -> Picture | None:
        """What desks saw at a moment; None: it has no key frames."""
        drawing = self._draws()
        return None if drawing is None else drawing.draw(at, told, described)

    def warm(self) -> Iterator[None]:
        """See `Drawing.warm`."""
        drawing = self._draws()
        return iter(()) if drawing is None else drawing.warm()

    def _draws(self) -> Drawing | None:
        if self._drawing is None and self._numbering is not None and self.reader.attachments(WHOLE):
            self._drawn_by = self.reader.beside()
            self._drawing = Drawing(self._drawn_by, self.catalogue, self._numbering)
        return self._drawing

    def events(self) -> list[Told]:
        """What else lies on its line of time: when no station recorded, when one started, what of whom never came."""
        if isinstance(self.reader, ForeignReader):
            return []
        told = []
        for one in itertools.islice(self.reader.breaks(), MOST_BREAKS):
            if isinstance(one, Away):
                told.append(Told(one.since, "away", until=one.until))
            else:
                told.append(Told(one.at, "started"))
        for gap in read_gaps(self.reader):
            more = {"publisher": gap.publisher, "messages": gap.messages}
            told.append(Told(gap.since, "gap", until=gap.until, more=more))
        return [one for one in told if one.at <= self.until and max(one.at, one.until) >= self.since]

    def _registry(self) -> Registry:
        assert self._numbering is not None
        return PastRegistry(None, *self._numbering)

    def _numbered(self) -> tuple[Entities, Cells] | None:
        if self.foreign:
            return None
        try:
            return numbering_of(self.reader)
        except IncidentError as error:
            self.problems.append(f"{error} Jumps are slower, and plots begin anew after each.")
            return None

    def _circumstances(self) -> Circumstances | None:
        """The catalogue in force then, and what belongs to it; None: that of this program."""
        if self.foreign:
            return None
        try:
            return read_circumstances(self.reader)
        except IncidentError as error:
            first = str(error).split("\n", 1)[0][:300]
            self.problems.append(f"{first} That of this program is used; alarms may differ.")
            return None

    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.about.zone or "UTC")
        except (KeyError, ValueError, OSError):
            self.problems.append(f'The zone of the recording, "{self.about.zone[:60]}", is not known: times are UTC.')
            self.about.zone = "UTC"
            return ZoneInfo("UTC")


def with_silences(happenings: Iterator[Happening], last: int | None) -> Iterator[Happening]:
    """Moments without messages where a file of another program is silent, as a station's beats would be: for delays and
    for entities that fall silent. `last`: when something happened before the first (Unix ms)."""
    for happening in happenings:
        at = happening.at if isinstance(happening, Moment) else None
        if at is not None and last is not None:
            for quiet in range(last + SILENCE_MS, min(at, last + LONGEST_SILENCE_MS), SILENCE_MS):
                yield Moment(quiet)
        last = at if at is not None else last
        yield happening
