"""An engine driven along what a station lived through: messages, acts of people, starts, and times of nobody there.

One way for all that go through the past again: histories made anew, incident files cut, replayed and unfolded,
exercises. Time is that of what is gone through; nothing here reads a clock, a socket or a database.
"""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from opscenter.domain.alarm_orders import LONGEST_SHELF_MS
from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.usual import Usual
from opscenter.figures.steps import NO_END
from opscenter.history.records import BeatRecord, JournalRow
from opscenter.history.restore import Restored
from opscenter.recording.records import Away, Happening, Message, Moment, Row, Started
from opscenter.station.acts_again import commands, do_again, is_act, is_entered
from opscenter.station.city_figures import figures_of
from opscenter.station.engine import Beat, Engine
from opscenter.station.lane.starting_again import StandingEntries, restored_of
from opscenter.station.learning_state import state_of
from opscenter.station.limits import StateLimits
from opscenter.station.registry import Registry
from opscenter.wire.decoder import Decoder

TakeRows = Callable[[Sequence[JournalRow]], None]
TakeRefusals = Callable[[Sequence[str]], None]
LearntThen = Callable[[JournalEntry], Usual | None]
"""What was learnt to be usual by an entry `usual-learnt`; None where that is not known any more."""


class Lane:
    """Go through happenings in their order with `live_through`.

    `epoch` (Unix ms) is when the station started that is gone through first, `restored` how things stood for it.
    `registry` makes what numbers entities and cells, for each start anew. `figures`: whether anything is derived.
    `acts`: whether what people did is done again; in an exercise they do it themselves. Hooks: `rows` takes the rows
    of the journal as they are made, `refused` a sentence for each act that the engine refuses now (its row stays in the
    journal all the same), `usual` gives the tables of what was learnt.
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
        self.standing = StandingEntries(restored.entries if restored is not None else ())
        self._begin(epoch, restored)

    def _begin(self, epoch: int, restored: Restored | None) -> None:
        self.engine = Engine(
            self._catalogue, epoch=epoch, restored=restored, limits=self._limits, hot_bytes=self._hot_bytes,
            longest_shelf_ms=self._longest_shelf_ms, registry=self._registry(),
            figures=figures_of(self._catalogue, self._week, NO_END) if self._figures else None,
        )  # fmt: skip
        self.decoder = Decoder(self.engine.registry)
        self._acted: list[JournalRow] = []

    # -- going on --------------------------------------------------------------------------------------------

    def live_through(self, happening: Happening, extra: Sequence[Message] = ()) -> list[Beat]:
        """What one happening brings, in order: beats as `Engine.take` gives them, and of each act of people that is
        done again a beat with a record alone (no header, no columns; what it changed is told by the next one).

        `extra`: messages that come with those of a moment, after them.
        """
        if isinstance(happening, Started):
            self.start_again(happening.at)
            return []
        if isinstance(happening, Away):
            # Whoever comes back counts silences from then.
            self.engine.alarms.listen_again(happening.until)
            self.now = max(self.now, happening.until)
            return []
        return self._live_through(happening, extra)

    def beat(self, at: int, messages: Sequence[Message] = (), number: int | None = None) -> Beat:
        """A beat at `at` (Unix ms) with these messages, or to let time pass. `number`: its record's at least."""
        batch = Batch()
        self.decoder.decode_logged(messages, batch)
        # What is logged is what came, whatever is made of it today.
        batch.raw, batch.rejected, batch.gaps = list(messages), [], []
        if number is not None:
            self.engine.number_from(number)
        beat = self.engine.take(batch, at)
        self.now = max(self.now, at)
        self._took(beat.record)
        return beat

    def listen(self, messages: Sequence[Message]) -> None:
        """Messages of before: by them the decoder knows what it knew then; nothing else comes of them."""
        self.decoder.decode_logged(messages, Batch())

    def start_again(self, at: int) -> None:
        """A new station, started at `at`, that goes on with what the one before had recorded."""
        self._begin(at, restored_of(self.engine, self.standing))
        self.now = max(self.now, at)

    # -- a moment --------------------------------------------------------------------------------------------

    def _live_through(self, moment: Moment, extra: Sequence[Message]) -> list[Beat]:
        """As it was then: what was commanded before the beat comes before it, else after it."""
        at, beats = moment.at, []
        first_act = bool(moment.rows) and is_act(moment.rows[0])
        made = 0
        if first_act:
            beats += self._do_again(moment.rows, at)
            made = sum(len(beat.record.journal) for beat in beats if beat.record is not None)
        for row in moment.rows:
            if is_entered(row):
                self._enter(row, at)
        if moment.beat is not None or extra or made < len(moment.rows) or not moment.rows:
            beats.append(self.beat(at, [*moment.messages, *extra], moment.beat))
        if not first_act:
            beats += self._do_again(moment.rows, at)
        self.now = max(self.now, at)
        return beats

    def _do_again(self, rows: Sequence[Row], at: int) -> list[Beat]:
        beats: list[Beat] = []
        for acts in commands(rows) if self._acts else ():
            record, refused = do_again(self.engine, acts, at)
            self._took(record)
            if refused:
                self.refused(refused)
            beats.append(Beat(record, None, {}, {}))
        return beats

    def _enter(self, row: Row, at: int) -> None:
        try:
            entry = msgspec.json.decode(row.fact, type=JournalEntry)
        except msgspec.MsgspecError:
            return
        if entry.event == "usual-learnt":
            usual = self.usual(entry)
            if usual is not None:
                # A station of before did not keep it over a start.
                kept = entry.details.get("kept") is True
                learnt = state_of({**entry.details, "digest": entry.occurrence})
                self.engine.take_usual(usual, learnt, at, keep=kept)
                return
        self.engine.enter(entry)

    def _took(self, record: BeatRecord | None) -> None:
        if record is not None and record.journal:
            self.standing.take(record.journal)
            self.rows(record.journal)

    # -- memory ----------------------------------------------------------------------------------------------

    def remember(self) -> dict[str, Any]:
        """Everything that this lane knows, as plain data (`memory`)."""
        raise NotImplementedError

    def recall(self, memory: dict[str, Any]) -> list[str]:
        """Go on from what was remembered; sentences of what of it is passed over."""
        raise NotImplementedError
