"""A span of a history that is to be cut out: from a kept state before it through its end, read only.

A station may be recording in it: what was there when the reading began is read, in short transactions.
"""

import sqlite3
from collections.abc import Callable, Iterator

from opscenter.domain.catalogue import Catalogue
from opscenter.history.errors import HistoryError
from opscenter.history.memory import is_there
from opscenter.history.migrations import OLDEST_AS_IT_IS, VERSION
from opscenter.history.records import IMPORTED
from opscenter.history.starts import read_starts
from opscenter.recording.gaps import LONGEST_NAME, MOST_GAPS, Gap
from opscenter.station.cutting.wording import counted
from opscenter.station.rebuild_source import Base, Marked, Moment, Source, Started, Text, read_base

SHORTEST_WARM_UP_MS, LONGEST_WARM_UP_MS = 900_000, 6 * 3_600_000
"""So much before a span is gone through to know how things stood: as long as rules look back, within these."""
MOST_WARMING_UP = 2_000_000
"""Messages: a warm-up with more of them is made shorter, down to the shortest."""

FAR_APART = 20
"""Beats without messages between two with some that are nothing strange."""
LOOKED_AT = 50
"""Beats that tell how many messages one has."""

_GAPS = (
    'SELECT since, "until", publisher, last_seq - first_seq + 1 - (SELECT cast('
    "total(min(found.last_seq, lost.last_seq) - max(found.first_seq, lost.first_seq) + 1) AS INTEGER) "
    "FROM gap AS found WHERE found.publisher = lost.publisher AND found.epoch = lost.epoch "
    "AND found.first_seq <= lost.last_seq AND found.last_seq >= lost.first_seq AND found.recovered) AS messages "
    'FROM gap AS lost WHERE NOT recovered AND "until" >= ? AND since <= ?'
)
"""What did not come, less what came after all (SCHEMA.md, gap)."""

Say = Callable[[int], str]
"""A moment (Unix ms) as people of the city read it."""


class NothingRecordedError(ValueError):
    """There is nothing to be cut out of this time; a sentence."""


def warm_up_of(catalogue: Catalogue) -> int:
    """How far back the rules of a catalogue look, ms: their delays and windows have settled after so long."""
    longest = max(
        (max(rule.on_delay_ms, rule.off_delay_ms, rule.span_ms) for rule in catalogue.rules()), default=0
    )  # fmt: skip
    return min(LONGEST_WARM_UP_MS, max(SHORTEST_WARM_UP_MS, longest))


class SpanSource(Source):
    """What is recorded of [since, until], Unix ms of the station's clock, with what stood before it.

    `since`, `until` are narrowed to what there is; `notes` says where that is less than was asked for, and what is
    missing between them. Raises NothingRecordedError, HistoryError, sqlite3.Error.
    """

    def __init__(self, db: sqlite3.Connection, since: int, until: int, warm_up: int, say: Say) -> None:
        self.since, self.until = since, until
        self.notes: list[str] = []
        self._warm_up, self._say = warm_up, say
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if not OLDEST_AS_IT_IS <= version <= VERSION:
            raise HistoryError(
                f"This history has version {version}, this program knows {VERSION}: a station of this version brings "
                "an older one up to date when it starts."
            )
        db.execute("BEGIN")
        try:
            tables = [table for table in ("message_log", "figure_beat", "mark") if is_there(db, table)]
            beats = [db.execute(f"SELECT coalesce(max(beat), -1) FROM {table}").fetchone()[0] for table in tables]
            self._last_beat = int(max(beats))
            self._last_row = int(db.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0])
        finally:
            db.execute("ROLLBACK")
        super().__init__(db)
        self._tell_of_holes()

    @property
    def listening(self) -> int:
        """Since when a station had listened at the base, Unix ms."""
        began = [one.epoch for one in read_starts(self.db) if one.epoch <= self.base.at]
        return began[-1] if began else self.base.at

    def moments(self) -> Iterator[Moment | Marked | Started]:
        """Everything after the base and up to the end of the span, in order. Raises sqlite3.Error but for damage."""
        before = 0
        for one in super().moments():
            beat = one.beat or 0 if isinstance(one, Moment) else one.beat
            if isinstance(one, Moment) and one.beat is not None:
                if before and beat - before > FAR_APART:
                    self._tell_of_what_went(one)
                before = beat
            if (one.epoch if isinstance(one, Started) else one.at) > self.until or beat > self._last_beat:
                return
            if isinstance(one, Moment) and one.rows:
                if one.rows[0].id > self._last_row:
                    return
                self._tell_of_imports(one)
            yield one

    # -- the beginning ---------------------------------------------------------------------------------------

    def _base(self) -> Base:
        first = next((row for row in self.rows("message_log", "at, first_arrival", "beat")), None)
        if first is None:
            raise NothingRecordedError("Nothing is recorded here: the message log is empty.")
        beat, began = first[0], min(first[1], first[2] or first[1])
        ended = int(self._one("SELECT max(at) FROM message_log WHERE beat > ?", self.newest - 100) or began)
        if self.since > ended:
            raise NothingRecordedError(
                f"Nothing is recorded of this time: the message log ends at {self._say(ended)}."
            )  # fmt: skip
        whole = self._from_the_beginning(beat)
        if self.until < began:
            why = "it begins there" if whole else "what was before has gone, as the limits of this history say"
            raise NothingRecordedError(
                f"Nothing is recorded of this time: the message log begins at {self._say(began)} ({why})."
            )
        # What people did after the last message belongs to it, too.
        told = int(self._one("SELECT max(wall) FROM journal WHERE id > (SELECT max(id) FROM journal) - 1000") or 0)
        # So does time in which nothing happened, as far as a station says that it was there.
        there = int(self._one("SELECT max(at) FROM mark") or 0) if is_there(self.db, "mark") else 0
        self.until = min(self.until, max(ended, told, there))
        wanted = self.since - self._warm_up_for()
        found = self._newest_kept(beat, wanted)
        begun = self._begun_with(beat)
        if begun is not None and begun.at > (found.at if found is not None else wanted):
            return begun
        if found is None and whole:
            self.since = max(self.since, min([began, *(one.epoch for one in read_starts(self.db) if one.beat == 1)]))
            return Base()
        found = found or self._oldest_kept(beat, wanted)
        if found is None or found.at > self.until:
            raise NothingRecordedError(
                "Of this time no state of the city is kept to begin with: the messages before have gone, as the "
                "limits of this history say."
            )
        if found.at > self.since:
            self.notes.append(
                f"The messages before {self._say(found.at)} have gone, as the limits of this history say: the incident "
                f"begins there, and not at {self._say(self.since)}."
            )
            self.since = found.at
        elif found.at > wanted:
            self.notes.append(
                f"Messages are kept from {self._say(found.at)} on only: delays that were running then begin anew there."
            )
        return found

    def _begun_with(self, first: int) -> Base | None:
        """What the newest station before the span found when it started, of those of which that is kept (the one before
        it ended in order): it began to count anew there, so that nothing of before is needed to know how things stood.
        """
        for start in reversed(read_starts(self.db)):
            if max(first, 2) <= start.beat and start.epoch <= self.since:
                found = self._read_mark(start.beat - 1)
                if found is not None and found.journal == start.journal:
                    return found
        return None

    def _newest_kept(self, first: int, at: int) -> Base | None:
        """The newest state that is kept of a time not after `at`, and after which the log tells everything."""
        for (beat,) in self.db.execute(
            "SELECT beat FROM mark WHERE state IS NOT NULL AND beat >= ? AND beat >= 0 AND at <= ? ORDER BY beat DESC",
            (first - 1, at),
        ).fetchall():
            found = self._read_mark(beat)
            if found is not None:
                return found
        return None

    def _oldest_kept(self, first: int, after: int) -> Base | None:
        for (beat,) in self.db.execute(
            "SELECT beat FROM mark WHERE state IS NOT NULL AND beat >= ? AND beat >= 0 AND at > ? ORDER BY beat",
            (first - 1, after),
        ).fetchall():
            found = self._read_mark(beat)
            if found is not None:
                return found
        return None

    def _read_mark(self, beat: int) -> Base | None:
        try:
            row = self.db.execute("SELECT at, journal, state, open FROM mark WHERE beat = ?", (beat,)).fetchone()
        except sqlite3.DatabaseError:
            return None
        return None if row is None else read_base(beat, *row)

    def _warm_up_for(self) -> int:
        """How long a warm-up may be that does not take too many messages."""
        warm_up = self._warm_up
        while warm_up > SHORTEST_WARM_UP_MS and self._messages(self.since - warm_up, self.since) > MOST_WARMING_UP:
            warm_up = max(SHORTEST_WARM_UP_MS, warm_up // 2)
        return warm_up

    def _messages(self, since: int, until: int) -> int:
        """How many messages came between two moments, about: of beats as many as there are, with as many messages each
        as the last of them have (their blocks would have to be read to count all)."""
        beats = self._one(
            "SELECT count(*) FROM message_log WHERE first_arrival >= ? AND first_arrival < ?", since, until
        )
        each = self._one(
            "SELECT avg(count) FROM (SELECT count FROM message_log WHERE first_arrival < ? "
            f"ORDER BY first_arrival DESC LIMIT {LOOKED_AT})",
            until,
        )
        return int((beats or 0) * (each or 0))

    def _texts_unlogged(self, beat: int, *, its_own: bool) -> list[Text]:
        return []  # what no message tells is in no incident file

    # -- what is missing -------------------------------------------------------------------------------------

    def _tell_of_holes(self) -> None:
        span = self.since, self.until
        lost = self.db.execute(f"SELECT count(*), total(messages) FROM ({_GAPS}) WHERE messages > 0", span).fetchone()
        if lost[0]:
            self.notes.append(
                f"{counted(int(lost[1]), 'message')} did not come over the bus ({counted(lost[0], 'gap')})."
            )
        for since, until, messages, reason in self.db.execute(
            'SELECT since, "until", messages, reason FROM outage WHERE "until" >= ? AND since <= ? LIMIT 20',
            (self.since, self.until),
        ):
            when = f"between {self._say(since)} and {self._say(until)}"
            self.notes.append(f"Not recorded: {counted(messages, 'message')} {when}. {reason}")

    def gaps(self) -> list[Gap]:
        """Messages of the span that did not come over the bus and never came after; the largest gaps, MOST_GAPS at
        most."""
        found = self.db.execute(
            f"SELECT * FROM ({_GAPS}) WHERE messages > 0 ORDER BY messages DESC, since LIMIT {MOST_GAPS}",
            (self.since, self.until),
        )
        return [
            Gap(since, until, str(publisher)[:LONGEST_NAME], messages) for since, until, publisher, messages in found
        ]

    def _tell_of_what_went(self, moment: Moment) -> None:
        """A station that records lets its oldest messages go: some of them may have gone before they were read."""
        if self._one("SELECT min(beat) FROM message_log") == moment.beat:
            self.notes.append(
                f"Messages before {self._say(moment.at)} went while they were being cut, as the limits of this history "
                "say: they are missing in the file."
            )

    def _tell_of_imports(self, moment: Moment) -> None:
        if any(row.event == IMPORTED for row in moment.rows):
            self.notes.append(
                f"Values were imported at {self._say(moment.at)}: no message tells of them, the file has none of them."
            )
