"""A history made again from its message log, into a new database, by the engine and the writer of a live station.

Beats are gone through as they were: the messages of each with their arrivals, at the station's clock of then; the
moments at which something was journaled; checkpoints where there were some; a start of the engine out of what is
recorded so far where a station started. What the log does not hold (it was forgotten, or cannot be read) is taken over
as it is, and said.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from opscenter.domain.alarm_orders import LONGEST_SHELF_MS
from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.rule import RuleKind
from opscenter.domain.rule_changes import rule_changes, versions_of
from opscenter.domain.stopped import StoppedError
from opscenter.domain.usual import Usual
from opscenter.domain.usual_learning import BUDGET_BYTES
from opscenter.figures.naming import is_figure
from opscenter.history.errors import HistoryError
from opscenter.history.migrations import OLDEST_AS_IT_IS, VERSION
from opscenter.history.rebuild_runs import begin_runs, finish_runs, sort_runs
from opscenter.history.rebuild_tables import begin_with_base, finish, keep_where_messages_are_gone
from opscenter.history.records import IMPORTED, NOTHING_GOES, BeatRecord, Checkpoint
from opscenter.history.schema import FILE_NAME, connect
from opscenter.history.sealer import Sealer
from opscenter.history.store import Store
from opscenter.history.tier_tasks import TierRefused
from opscenter.recording import records
from opscenter.recording.records import Row
from opscenter.station.city_figures import figures_of
from opscenter.station.engine import Beat, Engine
from opscenter.station.import_again import number, take_over
from opscenter.station.lane.living import Living
from opscenter.station.learning import SETTLE_MS, Learning
from opscenter.station.learning_state import LearningState
from opscenter.station.limits import StateLimits
from opscenter.station.past_registry import PastRegistry
from opscenter.station.rebuild_source import Marked, Moment, Source, Started, Text

FLUSH_BYTES = 16 << 20
FLUSH_S = 600.0
MOST_SENTENCES = 50

Progress = Callable[[str, float], None]


@dataclass(slots=True)
class Rebuilt:
    """What was gone through: `since` the first moment made again (Unix ms), `messages`, `beats`, `starts` of stations.

    `acts` of people were done again; `refused`: those that the engine refuses now, sentences, of `refused_count`.
    `texts`: changes of texts whose messages are not in the log, taken as they are. `rules`: how many rules are other
    ones today than while this was recorded. `notes`: sentences for people. `figures_anew`: what derived figures knew
    when the log begins is not known.
    """

    since: int = 0
    until: int = 0
    messages: int = 0
    beats: int = 0
    starts: int = 0
    acts: int = 0
    texts: int = 0
    refused: list[str] = field(default_factory=list)
    refused_count: int = 0
    rules: int = 0
    notes: list[str] = field(default_factory=list)
    figures_anew: bool = False


class Rebuilding:
    """Makes `folder/history.sqlite` of the database `old`; the folder must be there, and empty.

    Raises NothingToRebuildError, HistoryError, StoppedError, sqlite3.Error, OSError; then what is in the folder is of
    no use.
    """

    def __init__(
        self,
        old: Path,
        folder: Path,
        catalogue: Catalogue,
        week: LocalWeek,
        *,
        limits: StateLimits | None = None,
        longest_shelf_ms: int = LONGEST_SHELF_MS,
        learning_budget: int = BUDGET_BYTES,
        progress: Progress = lambda what, share: None,
        stop: threading.Event | None = None,
    ) -> None:
        self._old = old
        self._folder = folder
        self._catalogue = catalogue
        self._week = week
        self._limits = limits
        self._longest_shelf_ms = longest_shelf_ms
        self._learning_budget = learning_budget
        self._progress = progress
        self._stop = stop or threading.Event()
        self._learns = any(rule.kind is RuleKind.DEVIATION for rule in catalogue.rules())
        self._versions = versions_of(catalogue)
        self._unflushed = 0
        self._checkpoint_at = -1
        self.found = Rebuilt()

    def rebuild(self) -> Rebuilt:
        """Do it."""
        db = connect(self._old, read_only=True)
        try:
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            if not OLDEST_AS_IT_IS <= version <= VERSION:
                raise HistoryError(
                    f"{self._old} has version {version}, this program knows {VERSION}: a station of this version "
                    "brings an older one up to date when it starts."
                )
            self._source = source = Source(db)
            self._entities, self._cells = source.registry()
            self._kept_notes(source)
            new = self._folder / FILE_NAME
            begin_with_base(source, new)
            runs = sort_runs(source)
            begin_runs(source, new, runs)
            self._open(source.first_epoch())
            try:
                for messages in source.before():
                    self._living.listen(messages)
                for moment in source.moments():
                    if self._stop.is_set():
                        raise StoppedError
                    self._go_through(moment)
                    if isinstance(moment, Moment) and moment.beat is not None and source.newest:
                        self._progress("messages", 0.8 * moment.beat / source.newest)
                self._flush()
            finally:
                self._close()
            self._progress("what the log does not hold", 0.8)
            self.found.notes += keep_where_messages_are_gone(source, new)
            self._seal()
            self.found.notes += finish_runs(source, new, runs)
            if self.found.texts:
                self._note(f"{self.found.texts} changes of texts whose messages are not in the log are kept.")
            self.found.notes += finish(source, new)
        finally:
            db.close()
        return self.found

    # -- a station, from start to end ------------------------------------------------------------------------

    def _open(self, epoch: int) -> None:
        self._store = store = Store(self._folder, limits=NOTHING_GOES, clock=lambda: epoch)
        if store.notice:
            raise HistoryError(store.notice)
        self._engine = Engine(
            self._catalogue, epoch=epoch, restored=store.restored, limits=self._limits, hot_bytes=0,
            longest_shelf_ms=self._longest_shelf_ms,
            registry=PastRegistry(self._limits, self._entities, self._cells),
            figures=figures_of(self._catalogue, self._week) if self._source.has_figures() else None,
        )  # fmt: skip
        self._living = Living(
            self._engine, done=self._done, refused=self._refused, enter=self._enter, fill=self._fill_texts
        )
        self._queries = store.queries()
        self._learnt: list[tuple[Usual, LearningState]] = []
        self._learning = Learning(
            self._engine, self._queries, self._week, lambda usual, state: self._learnt.append((usual, state)),
            wall=lambda: epoch, budget=self._learning_budget,
        )  # fmt: skip
        store.writer.start()
        self.found.starts += 1

    def _close(self) -> None:
        self._queries.close()
        self._store.writer.close(FLUSH_S)

    def _seal(self) -> None:
        """Samples by series, with their roll-ups, as the station's own thread makes them."""
        store = Store(self._folder, limits=NOTHING_GOES)
        store.writer.start()
        try:
            Sealer(store.path, store.writer, rest=0.0).seal()
        except TierRefused as error:
            raise HistoryError(f"The samples cannot be sealed, because {error}.") from None
        finally:
            store.writer.close(FLUSH_S)

    def _go_through(self, moment: Moment | Marked | Started) -> None:
        if isinstance(moment, Started):
            self._flush()
            self._close()
            self._open(moment.epoch)
        elif isinstance(moment, Marked):
            self._mark(moment)
        else:
            self._live_through(moment)

    def _live_through(self, moment: Moment) -> None:
        found, at = self.found, moment.at
        found.since, found.until = found.since or at, at
        if moment.beat is not None:
            found.beats += 1
            found.messages += len(moment.messages)
        self._living.live_through(moment)

    def _done(self, beat: Beat) -> None:
        self._post(beat.record)
        if beat.checkpoint is not None:
            self._checkpoint(beat.checkpoint)

    def _fill_texts(self, batch: Batch, moment: records.Moment) -> None:
        if isinstance(moment, Moment):
            for text in moment.texts:
                self._take_text(batch, text, moment.at)

    def _take_text(self, batch: Batch, text: Text, at: int) -> None:
        if not 0 <= text.cell < len(self._cells):
            return
        row, name = self._cells[text.cell]
        if is_figure(self._entities[row][1], name):
            return  # it is derived again
        registry = self._engine.registry
        cell = registry.cell(registry.entity(*self._entities[row]), name)
        if cell < 0:
            return
        batch.text_cells.append(cell)
        batch.text_times.append(text.time)
        batch.texts.append(text.text)
        batch.text_qualities.append(text.quality)
        batch.text_arrived.append(at)
        self.found.texts += 1

    def _refused(self, acts: Sequence[Row], refused: Sequence[str]) -> None:
        self.found.acts += len(acts)
        self.found.refused_count += len(refused)
        self.found.refused += refused[: max(0, MOST_SENTENCES - len(self.found.refused))]

    def _enter(self, entry: JournalEntry, at: int) -> bool:
        if entry.event == "rules-changed":
            self._compare_rules(entry)
        if entry.event == IMPORTED:
            self._import_again(entry, at)
        until = entry.details.get("until")
        if entry.event == "usual-learnt" and self._learns and isinstance(until, int):
            self._flush()
            self._learnt.clear()
            wide_until = entry.details.get("wide_until")
            self._learning.learn(until + SETTLE_MS, wide_until if isinstance(wide_until, int) else 0)
            if self._learnt:
                usual, state = self._learnt[-1]
                if state.digest != entry.occurrence:
                    self._note("What is usual was learnt from samples that are not all there any more.")
                # A station of before did not keep it over a start.
                self._engine.take_usual(usual, state, at, keep=entry.details.get("kept") is True)
                return True
        return False

    def _import_again(self, entry: JournalEntry, at: int) -> None:
        then = self._source.state_at(entry.details.get("beat"))
        if then is not None:
            number(self._engine.registry, then, self._entities, self._cells)
            self._post(self._engine.take(Batch(), at).record)
            take_over(self._engine, then)

    def _compare_rules(self, entry: JournalEntry) -> None:
        then = entry.details.get("rules")
        if isinstance(then, dict):
            changes = rule_changes(then, self._versions)
            self.found.rules = max(self.found.rules, len(changes.added) + len(changes.removed) + len(changes.changed))

    def _mark(self, mark: Marked) -> None:
        if self._checkpoint_at == mark.at:
            return
        self._engine.number_from(mark.beat + 1)
        beat = self._engine.take(Batch(), mark.at)
        self._post(beat.record)
        self._checkpoint(beat.checkpoint or self._engine.checkpoint(mark.at, keep=mark.keep))

    def _checkpoint(self, checkpoint: Checkpoint) -> None:
        self._checkpoint_at = checkpoint.at
        self._store.writer.post(checkpoint)
        self._flush()  # the writer would make one of several that wait

    def _post(self, record: BeatRecord | None) -> None:
        if record is None:
            return
        self._unflushed += record.bytes_in + 1_000
        self._store.writer.post(record)
        if self._unflushed > FLUSH_BYTES:
            self._flush()

    def _flush(self) -> None:
        self._unflushed = 0
        done = self._store.writer.flush(FLUSH_S)
        if not done or not self._store.writer.recording:
            raise HistoryError(self._store.writer.notice or "The disk does not keep up; nothing was changed.")

    def _note(self, sentence: str) -> None:
        if sentence not in self.found.notes:
            self.found.notes.append(sentence)

    def _kept_notes(self, source: Source) -> None:
        base = source.base
        self.found.figures_anew = base.beat >= 0 and source.has_figures() and not source.knows_figures(base.beat)
        if base.beat >= 0:
            self._note(
                "The message log does not reach back to the beginning: what was recorded before the first state after "
                "which it is whole is kept as it is. Delays that were running at that moment begin anew."
            )
        if self.found.figures_anew:
            self._note(
                "What derived figures knew at that moment is not kept: those that look back over hours or days begin "
                "anew, and alarms on them may differ."
            )
