"""An engine driven along what a station lived through: messages, acts of people, starts, and times of nobody there.

One way for all that go through the past again: histories made anew, incident files cut, replayed and unfolded,
exercises. Time is that of what is gone through; nothing here reads a clock, a socket or a database.
"""

from collections.abc import Callable, Sequence

import msgspec

from opscenter.domain.alarm_orders import LONGEST_SHELF_MS
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.stopped import Meanwhile, nothing_meanwhile
from opscenter.domain.usual import Usual
from opscenter.history.records import JournalRow
from opscenter.history.restore import Restored
from opscenter.recording.records import Away, Happening, Message, Moment, Started
from opscenter.station.acts_again import is_act
from opscenter.station.city_figures import figures_of
from opscenter.station.engine import Beat, Engine
from opscenter.station.lane.beside import Columns
from opscenter.station.lane.form import form_of
from opscenter.station.lane.hearing import recall_heard, remember_heard
from opscenter.station.lane.living import Living
from opscenter.station.lane.memory import MemoryFormatError, MemoryOf, Numbers, recall, remember
from opscenter.station.lane.starting_again import StandingEntries, restored_of
from opscenter.station.learning_state import state_of
from opscenter.station.limits import StateLimits
from opscenter.station.registry import Registry

TakeRows = Callable[[Sequence[JournalRow]], None]
TakeRefusals = Callable[[Sequence[str]], None]
LearntThen = Callable[[JournalEntry], Usual | None]
"""What was learnt to be usual by an entry `usual-learnt`; None where that is not known any more."""


SHORTEST_BEAT_MS = 200
MOST_QUIET_BEATS = 5_000
NOT_KNOWN = 1 << 60


class Lane:
    """Go through happenings in their order with `live_through`.

    `epoch` (Unix ms) is when the station started that is gone through first, `restored` how things stood for it.
    `registry` makes what numbers entities and cells, for each start anew. `figures`: whether anything is derived.
    `acts`: whether what people did is done again; in an exercise they do it themselves. Hooks: `rows` takes the rows
    of the journal as they are made, `refused` a sentence for each act that the engine refuses now (its row stays in the
    journal all the same), `usual` gives the tables of what was learnt; `tables` holds those that are known, by their
    digests.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        week: LocalWeek,
        *,
        epoch: int,
        restored: Restored | None = None,
        limits: StateLimits | None = None,
        longest_shelf_ms: int = LONGEST_SHELF_MS,
        registry: Callable[[], Registry] | None = None,
        figures: bool = True,
        acts: bool = True,
        hot_bytes: int = 0,
        rows: TakeRows = lambda rows: None,
        refused: TakeRefusals = lambda sentences: None,
        usual: LearntThen = lambda entry: None,
    ) -> None:
        self._catalogue = catalogue
        self._week = week
        self._limits = limits
        self._longest_shelf_ms = longest_shelf_ms
        self._registry = registry or (lambda: Registry(limits))
        self._figures = figures
        self._acts = acts
        self._hot_bytes = hot_bytes
        self.rows = rows
        self.refused = refused
        self.usual = usual
        self.now = epoch
        self._apart = NOT_KNOWN  # how far apart the nearest two beats with messages were, ms
        self._spoken_at = 0  # when the newest was, if it had messages
        self._beat_at = 0  # when the newest was; 0: nobody has listened since
        self.tables: dict[str, Usual] = {}
        self.standing = StandingEntries(restored.entries if restored is not None else ())
        if restored is not None and restored.usual is not None:
            self.tables[str(restored.usual.facts.get("digest", ""))] = restored.usual.usual
        self._begin(epoch, restored)

    def _begin(self, epoch: int, restored: Restored | None) -> None:
        self.engine = Engine(
            self._catalogue, epoch=epoch, restored=restored, limits=self._limits, hot_bytes=self._hot_bytes,
            longest_shelf_ms=self._longest_shelf_ms, registry=self._registry(),
            figures=figures_of(self._catalogue, self._week) if self._figures else None,
        )  # fmt: skip
        self._living = Living(
            self.engine, acts=self._acts, done=self._done, enter=self._enter,
            refused=lambda acts, sentences: self.refused(sentences) if sentences else None,
        )  # fmt: skip
        self.decoder = self._living.decoder
        self._made: list[Beat] = []

    # -- going on --------------------------------------------------------------------------------------------

    def live_through(self, happening: Happening, extra: Sequence[Message] = ()) -> list[Beat]:
        """What one happening brings, in order: beats as `Engine.take` gives them, and of each act of people that is
        done again a beat with a record alone (no header, no columns; what it changed is told by the next one).

        `extra`: messages that come with those of a moment, after them.
        """
        self._made = []
        if isinstance(happening, Started):
            self.start_again(happening.at)
        elif isinstance(happening, Away):
            # Whoever comes back counts silences from then.
            self.engine.alarms.listen_again(happening.until)
            self.now, self._beat_at = max(self.now, happening.until), 0
        else:
            self._live_through(happening, extra)
        return self._made

    def beat(self, at: int, messages: Sequence[Message] = (), number: int | None = None) -> Beat:
        """A beat at `at` (Unix ms) with these messages, or to let time pass. `number`: its record's at least."""
        beat = self._beat(at, messages, number)
        self._made = []  # the caller has it; in a lane that is only ever beaten they would become ever more
        return beat

    def listen(self, messages: Sequence[Message]) -> None:
        """Messages of before: by them the decoder knows what it knew then; nothing else comes of them."""
        self._living.listen(messages)

    def start_again(self, at: int) -> None:
        """A new station, started at `at`, that goes on with what the one before had recorded."""
        self._begin(at, restored_of(self.engine, self.standing))
        self.now, self._beat_at = max(self.now, at), 0

    def _beat(self, at: int, messages: Sequence[Message] = (), number: int | None = None) -> Beat:
        beat = self._living.beat(at, messages, number)
        self.now, self._beat_at = max(self.now, at), at
        return beat

    def _live_through(self, moment: Moment, extra: Sequence[Message]) -> None:
        at = moment.at
        acts_alone = moment.beat is None and not extra and bool(moment.rows) and is_act(moment.rows[0])
        self._quiet_beats(at, then_a_beat=not acts_alone)
        self._living.live_through(moment, extra)
        if self._made and self._made[-1].header:
            self._beat_at = at
        if moment.messages and 0 < self._spoken_at < at:
            self._apart = min(self._apart, max(SHORTEST_BEAT_MS, at - self._spoken_at))
        self._spoken_at = at if moment.messages else 0
        self.now = max(self.now, at)

    def _quiet_beats(self, at: int, *, then_a_beat: bool) -> None:
        """Time that passed until `at` without a message: nobody wrote those beats down, but the station had them, and
        noticed then who had fallen silent. They were as far apart as the nearest two beats that are known."""
        if not self._beat_at or self._apart == NOT_KNOWN:
            return
        step = max(self._apart, (at - self._beat_at) // MOST_QUIET_BEATS)
        for moment in range(self._beat_at + step, at - step // 2 if then_a_beat else at, step):
            if moment >= self.now:
                self._beat(moment)

    def _enter(self, entry: JournalEntry, at: int) -> bool:
        """What was learnt to be usual comes into force again; everything else stands as it was written."""
        if entry.event != "usual-learnt":
            return False
        usual = self.usual(entry)
        if usual is None:
            usual = self.tables.get(entry.occurrence)
        if usual is None:
            return False
        self.tables[entry.occurrence] = usual
        # A station of before did not keep it over a start.
        kept = entry.details.get("kept") is True
        learnt = state_of({**entry.details, "digest": entry.occurrence})
        self.engine.take_usual(usual, learnt, at, keep=kept)
        return True

    def _done(self, beat: Beat) -> None:
        self._made.append(beat)
        if beat.record is not None and beat.record.journal:
            self.standing.take(beat.record.journal)
            self.rows(beat.record.journal)

    # -- memory ----------------------------------------------------------------------------------------------

    def remember(self, *, numbers: bool = True, tables: bool = True) -> MemoryOf:
        """Everything that this lane knows (`memory`). `numbers`, `tables`: with the names of entities and cells, and
        with the tables of what is usual; else they are kept elsewhere, and there when it is recalled."""
        knows = _Knows(
            self.now, self.engine.epoch, self._apart, self._spoken_at, self._beat_at, self.standing.entries()
        )
        return {
            **remember(self.engine, numbers=numbers, usual=None if tables else self.tables),
            **remember_heard(self.decoder, self.engine),
            "lane": msgspec.msgpack.encode(knows),
        }

    def recall(
        self,
        memory: MemoryOf,
        numbers: Numbers | None = None,
        beside: Columns | None = None,
        meanwhile: Meanwhile = nothing_meanwhile,
    ) -> list[str]:
        """Go on from what was remembered, whatever this lane has gone through before; sentences of what of it could not
        be taken over. `numbers`: names of entities and cells that are kept elsewhere; tables of what is usual are those
        of `tables`. `beside`: the state of that moment, for a memory without it (`left_out`). Raises
        MemoryFormatError, and what `meanwhile` raises; the lane is of no use then."""
        try:
            knows = msgspec.msgpack.decode(_bytes(memory.get("lane")), type=_Knows)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise MemoryFormatError(f"The memory does not tell when it was made: {error}.") from None
        same = memory.get("form") == msgspec.msgpack.encode(form_of(self.engine))
        # Of another form it is as if a station started now.
        self._begin(knows.epoch if same else knows.now, None)
        told = recall(
            self.engine, memory, numbers=numbers, usual=self.tables, entries=knows.entries, beside=beside,
            meanwhile=meanwhile,
        )  # fmt: skip
        meanwhile()
        recall_heard(self.decoder, self.engine, memory)
        self.standing = StandingEntries(knows.entries)
        self.now, self._apart = knows.now, knows.apart
        self._spoken_at, self._beat_at = knows.spoken_at, knows.beat_at
        return told


class _Knows(msgspec.Struct):
    now: int
    epoch: int
    apart: int
    spoken_at: int
    beat_at: int
    entries: list[str]


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""
