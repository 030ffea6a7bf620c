"""Opens what an exercise is made from, and a session of it with a history of its own."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.exercise import Exercise
from opscenter.domain.journal_entry import JournalEntry
from opscenter.history.errors import HistoryError
from opscenter.history.records import NOTHING_GOES, BeatRecord, Checkpoint
from opscenter.history.store import Store
from opscenter.recording.errors import IncidentError
from opscenter.recording.reader import IncidentReader
from opscenter.settings.catalogue import CatalogueTexts, catalogue_texts
from opscenter.station.cutting.circumstances import Circumstances, read_circumstances
from opscenter.station.exercise.closing import exercise_in, is_session
from opscenter.station.exercise.session import Session
from opscenter.station.exercise.session_folder import SessionAbout, SessionFolder, make_folder
from opscenter.station.journal_rows import entry_row
from opscenter.station.lane.lane import Lane
from opscenter.station.replay.opening import Recording

KEEP_UP_BYTES = 16 << 20
FLUSH_S = 600.0


class Opened:
    """An exercise with the incident it is made from. IncidentError where that cannot be used."""

    def __init__(self, exercise: Exercise, text: bytes, incident: Path) -> None:
        self.exercise = exercise
        self.text = text
        self.recording = Recording(incident)
        try:
            self._check(incident)
        except IncidentError:
            self.recording.close()
            raise

    def _check(self, incident: Path) -> None:
        recording = self.recording
        if is_session(recording.reader):
            raise IncidentError(
                f"{incident.name} is a session that has been worked already: look at its score, or replay it."
            )
        length = recording.until - recording.since
        if self.exercise.start_ms > length:
            raise IncidentError(
                f"{incident.name} tells of {length // 1_000:,} s, and the exercise begins after "
                f"{self.exercise.start_ms // 1_000:,} s of it: set an earlier start_s."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.recording.close()

    def circumstances(self) -> Circumstances:
        """Catalogue, rules and week that the incident was recorded under; those of this program where it tells none.
        Raises IncidentError."""
        reader = self.recording.reader
        found = read_circumstances(reader) if isinstance(reader, IncidentReader) else None
        return found or Circumstances(catalogue_texts(), self.recording.about.zone)

    def begin(self, told: Circumstances, catalogue: Catalogue) -> tuple[Lane, int | None]:
        """An engine that knows what was known shortly before the start, and the moment of that; None: it knows nothing
        yet, and begins with the incident."""
        recording = self.recording

        def make() -> Lane:
            lane = Lane(
                catalogue, told.week, epoch=recording.begins, longest_shelf_ms=told.longest_shelf_ms,
                figures=told.figures,
            )  # fmt: skip
            lane.tables.update(recording.tables)
            return lane

        anchors = recording.anchors()
        while (nearest := anchors.nearest(recording.since + self.exercise.start_ms)) is not None:
            lane = make()
            if anchors.recall(nearest, lane):
                return lane, nearest
        return make(), None


@dataclass(slots=True)
class Held:
    """A session with what holds it. `keep_up` now and then: the history takes over what it was given."""

    folder: SessionFolder
    session: Session
    store: Store
    given: Callable[[], int]
    forget: Callable[[], None]
    problems: Callable[[], list[str]]
    """Sentences about what of the incident could not be read, as far as it has been gone through."""
    texts: CatalogueTexts
    """What its catalogue is made of."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.writer.close(FLUSH_S)

    def keep_up(self) -> None:
        """Wait for the disk when much of what was given is still in memory."""
        if self.given() >= KEEP_UP_BYTES:
            self.store.writer.flush(FLUSH_S)
            self.forget()

    def finish(self, timeout_s: float) -> None:
        """All of it is on disk."""
        self.store.writer.post(self.session.engine.checkpoint(self.session.now, keep=True))
        self.store.writer.flush(timeout_s)


def open_session(opened: Opened, path: Path) -> Held:
    """A new session in a folder of its own. Raises SessionError, HistoryError, CatalogueErrors, OSError."""
    recording, told = opened.recording, opened.circumstances()
    lane, known = opened.begin(told, told.catalogue())
    begins = recording.begins if known is None else known
    said = recording.about
    about = SessionAbout(
        recording.since, begins, said.title, said.place, said.city, told.zone, said.author, said.licence
    )  # fmt: skip
    folder = make_folder(path, opened.text, about, told)
    store = Store(path, limits=NOTHING_GOES, clock=lambda: begins)
    if store.notice:
        store.writer.start()
        store.writer.close(FLUSH_S)
        raise HistoryError(store.notice)
    weight = 0

    def post(record: BeatRecord | Checkpoint) -> None:
        nonlocal weight
        if isinstance(record, BeatRecord):
            weight += record.bytes_in
        store.writer.post(record)

    def forget() -> None:
        nonlocal weight
        weight = 0

    happenings = recording.happenings(None if known is None else known + 1)
    session = Session(opened.exercise, lane, happenings, recording.since, post=post)
    store.writer.start()
    if lane.engine.registry.ids:
        _take_over(session, lane, begins)
    return Held(folder, session, store, lambda: weight, forget, lambda: recording.all_problems, told.texts)


def _take_over(session: Session, lane: Lane, at: int) -> None:
    """What was known before is the beginning of the session's history: as for a database that is begun anew."""
    record, checkpoint = lane.engine.everything(at)
    standing = []
    for entry in lane.standing.entries():
        with contextlib.suppress(msgspec.MsgspecError):
            standing.append(entry_row(msgspec.json.decode(entry, type=JournalEntry), at))
    carried = [row for row in record.carried if row.event != "journal-begun"]  # nothing was damaged
    record.carried, record.journal = [], [*carried, *standing, *record.journal]
    session.take_over(record, checkpoint)


def open_file(path: Path, incident_of: Callable[[Exercise, Path], Path], parse: Callable[[Path], Exercise]) -> Opened:
    """An exercise's own file (TOML), or an incident file that holds one. `incident_of` finds what a TOML file is made
    from. Raises FileMistakes, IncidentError, OSError."""
    if path.suffix.lower() != ".mcap":
        exercise = parse(path)
        return Opened(exercise, path.read_bytes(), incident_of(exercise, path))
    with IncidentReader(path) as reader:
        found = exercise_in(reader)
    if found is None:
        raise IncidentError(f"{path.name} holds no exercise. Name the exercise's own file, which names the incident.")
    return Opened(*found, path)
