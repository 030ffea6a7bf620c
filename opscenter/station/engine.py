"""The station's engine: batches in; records for the history and beats for the desks out.

No sockets, no files, no clock, no threads: time is given with every call. One thread calls it.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from opscenter.domain.alarm import Alarm
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.alarm_orders import LONGEST_SHELF_MS
from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.columns import Column
from opscenter.domain.journal import JournalEvent, carried_over
from opscenter.domain.journal_entry import JournalEntry, journal_begun
from opscenter.domain.note_book import NoteBook
from opscenter.domain.remembered import Sort
from opscenter.domain.stopped import Meanwhile, nothing_meanwhile
from opscenter.domain.usual import Usual
from opscenter.domain.usual_in_force import UsualInForce
from opscenter.history.records import BeatRecord, Checkpoint, JournalRow, TextChange
from opscenter.history.restore import Restored
from opscenter.history.usual_tables import KeptUsual
from opscenter.station.city_figures import Known, MakeFigures, derive, heard
from opscenter.station.columns import columns_of, newest_sent
from opscenter.station.counters import Counters
from opscenter.station.descriptions import Described, Descriptions
from opscenter.station.event_around import completed
from opscenter.station.feed_columns import feed_columns
from opscenter.station.hot import HotBeat, HotWindow
from opscenter.station.journal_rows import entry_row, journal_row
from opscenter.station.learning_state import LearningState
from opscenter.station.limits import StateLimits
from opscenter.station.registry import News, Registry
from opscenter.station.situations import Situations
from opscenter.station.starting import go_on_from
from opscenter.station.state import Applied, State, StateColumns
from opscenter.station.usual_taking import UsualTaking
from opscenter.wire.alarm_facts import fact_from_alarm
from opscenter.wire.desk import Columns, Header
from opscenter.wire.note_facts import fact_from_note

log = logging.getLogger("opscenter.station.engine")

CHECKPOINT_MS = 60_000
LAG_MS = 1_000
"""How late a sample may come and still count before the end of a delay."""
CHECKPOINT_SAMPLES = 600_000
KEEP_MS = 300_000
KEEP_SAMPLES = 1_200_000
KEEP_EVENTS = 20_000
"""So often a checkpoint stays as a state of the past; about so much is read after it to know a moment."""

CARRIED_NOTES = 5_000
"""So many notes are taken over into a journal that is begun anew."""


@dataclass(slots=True)
class Beat:
    """What one beat brings: a record for the history (None: nothing happened) and a message for the feed."""

    record: BeatRecord | None
    checkpoint: Checkpoint | None
    header: Header
    columns: Columns


class Engine:
    """Registry, state, alarms and the newest samples of one city.

    `epoch` names this run of the station (Unix ms of its start). Restore once, before the first beat. `registry`: one
    that numbers in its own way. `figures`: what is derived from what is published; None: nothing.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "epoch": int,
        "seq": int,
        "_beat": int,
        "_marked": int,
        "_checkpoint_at": int,
        "_checkpoint_samples": int,
        "_untold_start": int,
        "_kept_at": int,
        "_kept_samples": int,
        "_kept_events": int,
        "_started": int,
        "_unsaved": bool,
        "_entries": list[JournalEntry],
        "counters": Sort.PART,
        "state": Sort.PART,
        "described": Sort.PART,
        "figures": Sort.PART,
        "alarms": Sort.PART,
        "situations": Sort.PART,
        "notes": Sort.PART,
    }

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        epoch: int,
        restored: Restored | None = None,
        limits: StateLimits | None = None,
        hot_bytes: int = 48 << 20,
        longest_shelf_ms: int = LONGEST_SHELF_MS,
        registry: Registry | None = None,
        figures: MakeFigures | None = None,
    ) -> None:
        limits = limits or StateLimits()
        restored = restored or Restored()
        self.catalogue = catalogue
        self.epoch = epoch
        self.seq = 0
        self.registry = registry or Registry(limits)
        self.state = State(limits)
        self.described = Descriptions(limits)
        self.figures = figures(self.registry, Known(self.registry, self.state, self.described)) if figures else None
        self._moves: Column[np.uint8] = Column(np.uint8, 0)
        self.usual = UsualInForce()
        self._usual = UsualTaking(self.usual, restored.usual)
        self.alarms = AlarmEngine(catalogue, lag_ms=LAG_MS, longest_shelf_ms=longest_shelf_ms, usual=self.usual)
        self.situations = Situations(catalogue, self.registry, self.state, self.alarms.alarms.get)
        self.notes = NoteBook()
        self._entries: list[JournalEntry] = []
        self._rules = {rule.id: rule for rule in catalogue.rules()}
        totals = restored.totals
        self.counters = Counters(
            epoch, messages=totals.messages, samples=totals.samples, rejected=totals.rejected, gaps=totals.gaps
        )
        self._beat = self._marked = totals.beat
        self._checkpoint_at = epoch
        self._checkpoint_samples = 0
        self._unsaved = False
        self._untold_start = epoch
        self._kept_at = self._kept_samples = self._kept_events = 0
        # What a killed station had left unsealed arrived before this one started.
        self._started = 0 if restored.beats else epoch
        self.restore(restored)
        measured = self.state.columns["measured"]
        self.hot = HotWindow(hot_bytes, int(measured.max()) if len(measured) else -(2**62))

    # -- the beat --------------------------------------------------------------------------------------------

    def take(self, batch: Batch, now: int, health: dict[str, Any] | None = None) -> Beat:
        """Apply what arrived since the last beat. `health`: to be sent along, once a second."""
        columns = columns_of(batch)
        columns, news = derive(self.figures, batch, columns, self.registry, now)
        self.grow(news)
        described = self.described.take(batch)
        applied = self.state.apply(columns, batch.texts)
        expired = self.state.expire(now)
        if len(expired):
            applied.cells = np.unique(np.concatenate([applied.cells, expired])) if len(applied.cells) else expired
        self._judge(news, described, columns, batch.texts, now)
        changed = self.alarms.take_changed()
        self.situations.take(changed, now)
        self._count(batch, now)
        record = self._record(batch, columns, news, described, applied, now)
        checkpoint = self._due_checkpoint(now)
        self.seq += 1
        header = self._header(news, described, applied, now)
        header["alarms"] = [fact_from_alarm(alarm) for alarm in changed]
        header["health"] = health
        header["sent"] = newest_sent(batch)
        columns = feed_columns(self.state.columns, applied.cells, applied.rows_moved, applied.rows_seen, news.cell_rows)
        return Beat(record, checkpoint, header, columns)

    def grow(self, news: News) -> None:
        """Room for what the registry has numbered since, and for entities that have another type now."""
        if news.ids:
            self.state.add_rows([self.catalogue.kind(kind).stale_after_ms for kind in news.types])
            first = len(self._moves)
            self._moves.resize(first + len(news.types))
            self._moves.view[first:] = [self.catalogue.kind(kind).moves for kind in news.types]
        if news.cell_rows:
            self.state.add_cells(news.cell_rows)
        for row, kind in news.retyped.items():
            self.state.set_stale_after(row, self.catalogue.kind(kind).stale_after_ms)
            self._moves.view[row] = self.catalogue.kind(kind).moves
        self.described.resize(len(self.registry.ids), len(self.registry.cell_names))

    def _judge(
        self, news: News, described: Described, columns: StateColumns, texts: list[str | None], now: int
    ) -> None:
        alarms = self.alarms
        if news.ids:
            alarms.add_entities(news.first_row, news.ids, news.types)
        if news.cell_rows:
            alarms.add_cells(news.first_cell, news.cell_rows, news.cell_names)
        for row in described.named:
            alarms.name_entity(
                row, self.described.names[row] or self.registry.ids[row], self.described.local_names.get(row, {})
            )
        for row, shape in described.shapes.items():
            alarms.shape_entity(row, shape)
        text_cells, text_times = columns["text_cell"].tolist(), columns["text_time"].tolist()
        alarms.judge_areas(text_cells, text_times, texts, now)
        if len(columns["place_row"]):
            alarms.judge_places(columns["place_row"], columns["place_time"], columns["lon"], columns["lat"], now)
        if len(columns["cell"]):
            alarms.judge(columns["cell"], columns["time"], columns["value"], columns["quality"], now)
        if texts:
            alarms.judge_texts(text_cells, text_times, texts, columns["text_quality"].tolist(), now)
        if len(columns["heard_row"]):
            alarms.heard(columns["heard_row"], columns["heard"])
        alarms.tick(now)

    def _count(self, batch: Batch, now: int) -> None:
        counters = self.counters
        counters.messages += batch.messages
        counters.samples += len(batch.cells)
        counters.rejected += len(batch.rejected)
        for gap in batch.gaps:
            if gap.recovered:
                counters.recovered += gap.last_seq - gap.first_seq + 1
            else:
                counters.gaps += 1
        counters.rejected_by.update(rejection.reason for rejection in batch.rejected)
        counters.beat(now)

    # -- for the history -------------------------------------------------------------------------------------

    def _record(
        self,
        batch: Batch,
        columns: StateColumns,
        news: News,
        described: Described,
        applied: Applied,
        now: int,
    ) -> BeatRecord | None:
        record = BeatRecord(
            beat=self._beat + 1,
            at=now,
            raw=batch.raw,
            texts=[TextChange(*change) for change in applied.texts],
            entities=[
                (row, *described)
                for row, described in enumerate(zip(news.ids, news.types, strict=True), news.first_row)
            ],
            cells=[
                (cell, *described)
                for cell, described in enumerate(zip(news.cell_rows, news.cell_names, strict=True), news.first_cell)
            ],
            names=described.names,
            local_names=described.local_names,
            types=news.retyped,
            units=described.units,
            shapes=described.shapes,
            journal=self._take_journal(now),
            usual=self._usual.unwritten(),
            rejected=batch.rejected,
            gaps=batch.gaps,
            samples=len(batch.cells),
            messages=batch.messages,
            bytes_in=batch.bytes_in,
            steps=self.figures.stopped_after if self.figures is not None else None,
        )
        if record.is_empty and not len(columns["cell"]):
            return None
        record.columns = {name: column for name, column in columns.items() if len(column)}
        if "place_row" in record.columns:
            record.columns["place_moves"] = self._moves.view[columns["place_row"]]
        if "cell" in record.columns:
            self.hot.add(HotBeat(record.beat, columns["cell"], columns["time"], columns["value"], columns["quality"]))
        record.start, self._untold_start = self._untold_start, 0
        self._beat = record.beat
        self._unsaved = True
        self._checkpoint_samples += record.samples
        self._kept_samples += record.samples
        self._kept_events += len(record.journal)
        return record

    def enter(self, entry: JournalEntry) -> None:
        """Have something that is not of one alarm stand in the journal: it goes with the next beat, or with the next
        command's record, after what has happened to alarms until then."""
        self._entries.append(entry)

    def take_usual(self, usual: Usual, learnt: LearningState, now: int, *, keep: bool = True) -> None:
        """What is usual from the next whole minute but one on; journaled. `keep`: the next start goes on with it."""
        self.enter(self._usual.take(usual, learnt, now, keep=keep))

    def _take_journal(self, wall: int) -> list[JournalRow]:
        entries, self._entries = [*self._entries, *self.situations.take_entries(), *self.notes.take_entries()], []
        events = heard(self.figures, self.alarms.take_events())
        rows = [journal_row(self._completed(event, wall)) for event in events]
        return rows + [entry_row(entry, wall) for entry in entries]

    def _completed(self, event: JournalEvent, wall: int) -> JournalEvent:
        return completed(event, wall, self._rules, self.alarms.alarms, self._present)

    def _present(self, entity: str, attribute: str) -> float | str | None:
        row = self.registry.find(entity)
        cell = self.registry.cells_of[row].get(attribute) if row >= 0 else None
        values = self.state.columns["value"]
        if cell is None or cell >= len(values):
            return None
        text, value = self.state.texts.get(cell), float(values[cell])
        return text if text is not None else None if value != value else value

    def journal_now(self, now: int, done: Callable[[bool], None]) -> BeatRecord:
        """A record of what a command has just done, to be committed before it is answered."""
        self._beat += 1
        self._unsaved = True
        start, self._untold_start = self._untold_start, 0
        return BeatRecord(beat=self._beat, at=now, journal=self._take_journal(now), done=done, start=start)

    @property
    def beats(self) -> int:
        """The number of the last record."""
        return self._beat

    @property
    def kept_usual(self) -> KeptUsual | None:
        """What is usual as far as the next start goes on with it."""
        return self._usual.kept

    def number_from(self, beat: int) -> None:
        """The next record has this number at least: as it had when what is gone through again was recorded."""
        self._beat = max(self._beat, beat - 1)

    def _due_checkpoint(self, now: int) -> Checkpoint | None:
        due = now - self._checkpoint_at >= CHECKPOINT_MS or self._checkpoint_samples >= CHECKPOINT_SAMPLES
        return self.checkpoint(now) if due and self._unsaved else None

    def checkpoint(self, now: int, *, keep: bool = False) -> Checkpoint:
        """The present state, for the next start; now and then, or with `keep`, also for those who look back at it.

        Where nothing has happened since the last one it is a beat of its own: the mark of the last one tells when what
        came before had arrived, and stays.
        """
        self._beat += self._beat == self._marked
        self._marked = self._beat
        keep = keep or now - self._kept_at >= KEEP_MS
        keep = keep or self._kept_samples >= KEEP_SAMPLES or self._kept_events >= KEEP_EVENTS
        if keep:
            self._kept_at, self._kept_samples, self._kept_events = now, 0, 0
        heard = self.state.heard_without_numbers(self._checkpoint_at)
        self._checkpoint_at, self._checkpoint_samples, self._unsaved = now, 0, False
        return Checkpoint(
            self._beat, now, self.state.checkpoint(), dict(self.state.texts), keep, heard, self._started,
            memory=self.figures.save() if self.figures is not None else {},
        )  # fmt: skip

    def everything(self, now: int, left_behind: str = "") -> tuple[BeatRecord, Checkpoint]:
        """The whole registry and state, for a database that was begun anew while running; with the alarms that stand,
        whose beginnings are in the journal before, of which `left_behind` was the head."""
        registry, described = self.registry, self.described
        self._beat += 1
        record = BeatRecord(
            beat=self._beat,
            at=now,
            entities=[(row, *both) for row, both in enumerate(zip(registry.ids, registry.types, strict=True))],
            cells=[(cell, *b) for cell, b in enumerate(zip(registry.cell_rows, registry.cell_names, strict=True))],
            names={row: name for row, name in enumerate(described.names) if name},
            units={cell: unit for cell, unit in enumerate(described.units) if unit},
            local_names=dict(described.local_names),
            shapes=dict(described.shapes),
            carried=[entry_row(journal_begun(left_behind, now), now)]
            + [journal_row(replace(carried_over(alarm, now), wall=now)) for alarm in self.active]
            + [entry_row(entry, now) for entry in self.notes.newest(CARRIED_NOTES)],
        )
        record.usual = self._usual.kept
        return record, replace(self.checkpoint(now, keep=True), anew=True)

    # -- for the desks ---------------------------------------------------------------------------------------

    def _header(
        self,
        news: News,
        described: Described,
        applied: Applied,
        now: int,
    ) -> Header:
        return {
            "epoch": self.epoch, "seq": self.seq, "now": now, "messages": self.counters.messages,
            "first_row": news.first_row, "ids": news.ids, "types": news.types,
            "first_cell": news.first_cell, "cell_names": news.cell_names,
            "names": described.names, "local_names": described.local_names, "units": described.units,
            "shapes": described.shapes, "texts": applied.texts_shown,
            "situations": self.situations.take_facts(), "flood": self.situations.flood_fact(),
            "notes": [fact_from_note(note) for note in self.notes.take_changed()],
        }  # fmt: skip

    def snapshot(self, health: dict[str, Any]) -> tuple[Header, Columns]:
        """Everything, as of the last beat; copies, so that another thread may pack it."""
        registry, described, state = self.registry, self.described, self.state.columns
        rows, cells = len(state["seen"]), len(state["value"])
        header: Header = {
            "epoch": self.epoch, "seq": self.seq, "now": health["now"],
            "ids": registry.ids[:rows], "types": registry.types[:rows], "names": described.names[:rows],
            "local_names": dict(described.local_names), "shapes": dict(described.shapes),
            "cell_names": registry.cell_names[:cells],
            "cell_units": described.units[:cells], "texts": dict(self.state.texts),
            "alarms": self.snapshot_alarms(),
            "situations": self.situations.facts(), "flood": self.situations.flood_fact(),
            "rules": self.alarms.rule_instances, "health": health,
        }  # fmt: skip
        columns: Columns = {
            "lon": state["lon"].copy(),
            "lat": state["lat"].copy(),
            "row_seen": state["seen"].copy(),
            "cell_row": state["cell_row"].astype(np.uint32),
            "cell_value": state["value"].copy(),
            "cell_quality": state["shown"].copy(),
            "cell_measured": state["measured"].copy(),
            "cell_received": state["received"].copy(),
        }
        return header, columns

    def snapshot_alarms(self) -> list[dict[str, Any]]:
        """Facts of all alarms that are not normal."""
        return [fact_from_alarm(alarm) for alarm in self.alarms.alarms.values()]

    @property
    def active(self) -> list[Alarm]:
        """All alarms that are not normal."""
        return list(self.alarms.alarms.values())

    # -- as it was before ------------------------------------------------------------------------------------

    def make_room(self, added: Sequence[int], types: Sequence[str], meanwhile: Meanwhile = nothing_meanwhile) -> None:
        """All that the registry has numbered is there, and nothing is known of it: so many entities and cells (below
        0) after one another as in `AlarmEngine.added`, entities with the types they had then, by row."""
        meanwhile()
        self.grow(self.registry.take_news())
        meanwhile()
        if self.figures is not None:
            self.figures.grow()
        registry, row, cell = self.registry, 0, 0
        for count in added:
            meanwhile()
            if count > 0:
                self.alarms.add_entities(row, registry.ids[row : row + count], types[row : row + count])
                row += count
            else:
                some = slice(cell, cell - count)
                self.alarms.add_cells(cell, registry.cell_rows[some], registry.cell_names[some])
                cell -= count

    def recalled(self) -> None:
        """See `domain.remembered`."""
        described = self.described
        for row, name in enumerate(described.names):
            local = described.local_names.get(row, {})
            if name or local:
                self.alarms.name_entity(row, name or self.registry.ids[row], local)

    @property
    def judged_by(self) -> tuple[list[tuple[int, Usual | None]], KeptUsual | None, bool]:
        """What is usual: since when which tables count, the older first; what the next start goes on with, and whether
        that is still to be written."""
        return self.usual.known, self._usual.kept, self._usual.is_unwritten

    def judge_by(self, known: list[tuple[int, Usual | None]], kept: KeptUsual | None, *, unwritten: bool) -> None:
        """Have that usual in force, as `judged_by` tells it. ValueError where times are not in order."""
        self.usual.put_back(known)
        self._usual.put_back(kept, unwritten=unwritten)

    # -- going on --------------------------------------------------------------------------------------------

    def restore(self, restored: Restored) -> None:
        """Go on from what a station finds when it starts; in an engine that was just made with nothing restored."""
        go_on_from(self, restored)
