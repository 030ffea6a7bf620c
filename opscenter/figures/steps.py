"""All figures together: samples of beats in, derived samples out, step by step of event time.

A step is over when the city's clock has passed its end. The city's clock is the newest measurement, as far as it is not
ahead of its arrival; it never goes back. Samples that come later than their step count in the next one. Where nothing
was measured for long, the steps between are not gone through.
"""

import logging
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.journal import JournalEvent
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.remembered import Sort
from opscenter.figures.figure import BASE_MS, DERIVED, Figure
from opscenter.figures.held import HeldNumbers, Numbers, Samples
from opscenter.figures.members import Members
from opscenter.figures.pending import Pending, Waiting
from opscenter.figures.produced import Columns, Produced
from opscenter.figures.progress import Running, joined_samples, one_sample, parts_of
from opscenter.figures.register import Register
from opscenter.figures.slots import Slot, Slots
from opscenter.figures.step import Around, Step
from opscenter.figures.writing import Writing

log = logging.getLogger("opscenter.figures")

RUNS_A_BEAT = 1_500
"""So many steps of single figures are gone through with one beat: a recording that is played at full speed, a month in
a second, must not hold up the station. A live city needs about forty a minute."""
NO_END = 1 << 60
HOLD = -1
FOLDED_EARLY = 400_000
"""So many samples that wait for their step to end are taken over before it does."""
MOST_WAITING = 3_000_000
"""Samples that may wait for their step to end: a minute of 50,000 a second."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Bools = NDArray[np.bool_]


class Steps:
    """Runs figures in their order; one may read what an earlier one writes. One thread."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_clock": int,
        "_began": int,
        "_done": int,
        "_ran": int,
        "let_go": int,
        "refused": int,
        "_members": Sort.PART,
        "_slots": Sort.PART,
        "_writing": Sort.PART,
        "_pending": Sort.PART,
        "_running": Sort.PARTS,
    }

    def __init__(self, figures: Sequence[Figure], register: Register, around: Around, week: LocalWeek) -> None:
        names = [figure.name for figure in figures]
        if len(set(names)) != len(names):
            raise ValueError(f"two figures have one name: {sorted(names)}")
        self.week = week
        self.around = around
        self._register = register
        self._running = [Running(figure) for figure in figures]
        self._slots = Slots((number, one) for number, figure in enumerate(figures) for one in figure.inputs)
        self._members = Members()
        self._writing = Writing(
            figures, register, self._members, around, self._slots,
            grow=self.grow, on_numbers=self._on_numbers, on_number=self._on_number, on_text=self._on_text,
        )  # fmt: skip
        self._derived: Column[np.bool_] = Column(np.bool_, False)
        self._cell_rows: Column[np.int64] = Column(np.int64, -1)
        self._pending = Pending()
        self._told: list[int] = []  # figures that have heard news since this was emptied
        self._clock = self._began = self._done = 0
        self.own_entities = 0
        """How many of the entities are made by figures alone."""
        self._ran = 0
        self.runs_a_beat = RUNS_A_BEAT
        """NO_END: go as far as the samples reach with every beat, however long that takes. HOLD: go no further now."""
        self.stopped_after: int | None = None
        """After so many steps of the last beat what was due had to wait for later ones; 0: what earlier beats had left
        was gone through to its end; None: neither. Whoever goes through the past again stops at the same place."""
        self.let_go = 0
        """Samples that no step could take, because time did not go on."""
        self.refused = 0
        """Samples that publishers sent under names that only figures write."""

    # -- following the registry ------------------------------------------------------------------------------

    def grow(self, retyped: dict[int, str] | None = None) -> None:
        """Take over what the registry has numbered since; `retyped`: rows that changed their type."""
        register = self._register
        first_row, first_cell = len(self._members), len(self._derived)
        if len(register.types) > first_row:
            self._members.add(register.types[first_row:])
            self._take_in(first_row)
        for row, kind in (retyped or {}).items():
            if row < first_row:
                self._retype(row, kind)
        if len(register.cell_names) > first_cell:
            names, rows = register.cell_names[first_cell:], register.cell_rows[first_cell:]
            kinds = [register.types[row] for row in rows]
            self._cell_rows.resize(first_cell + len(rows))
            self._cell_rows.view[first_cell:] = rows
            self._slots.add_cells(first_cell, kinds, names)
            self._derived.resize(first_cell + len(names))
            self._derived.view[first_cell:] = [
                name.startswith(DERIVED) or kind in self._writing.own_types
                for kind, name in zip(kinds, names, strict=True)
            ]

    def _take_in(self, first_row: int) -> None:
        """Those from a row on are new."""
        kinds = [self._members.type_of(row) for row in range(first_row, len(self._members))]
        self.own_entities += sum(kind in self._writing.own_types for kind in kinds)
        self._slots.add_rows(kinds, self._members)

    def _retype(self, row: int, kind: str) -> None:
        before = self._members.type_of(row)
        if before == kind:
            return
        self._slots.forget(before, self._members.position(row))
        self._members.retype(row, kind)
        self._slots.make_room({kind}, self._members)
        register = self._register
        for cell in np.flatnonzero(self._cell_rows.view == row).tolist():
            self._slots.of_cell.view[cell] = self._slots.find(kind, register.cell_names[cell])
            self._slots.text_of_cell.view[cell] = self._slots.find(kind, register.cell_names[cell], text=True)
        kinds = self._slots.place_kinds
        self._slots.place_types.view[row] = kinds.index(kind) if kind in kinds else -1

    def own_texts(self, columns: Columns) -> Bools:
        """Which of a beat's texts are of figures, shape (n,)."""
        return self._derived.view[columns["text_cell"]]

    def without_own(self, columns: Columns, texts: list[Any]) -> tuple[Columns, list[Any]]:
        """A beat as publishers sent it, without what is for figures to say; what goes is counted as refused."""
        numbers, own_texts = self._derived.view[columns["cell"]], self.own_texts(columns)
        if not numbers.any() and not own_texts.any():
            return columns, texts
        if not self.refused:
            log.warning('a publisher sends attributes that begin with "%s"; they are set aside', DERIVED)
        self.refused += int(numbers.sum() + own_texts.sum())
        kept = {
            name: column[~numbers] if name in ("cell", "time", "value", "quality", "arrived")
            else column[~own_texts] if name.startswith("text_") else column
            for name, column in columns.items()
        }  # fmt: skip
        return kept, [text for text, own in zip(texts, own_texts.tolist(), strict=True) if not own]

    def form(self) -> list[object]:
        """What a memory of these figures depends on: figures, inputs and outputs, in their order."""
        figures = [(running.figure.name, running.figure.every_ms) for running in self._running]
        return [figures, [slot.key for slot in self._slots.all], list(self._writing.outputs)]

    # -- a beat ----------------------------------------------------------------------------------------------

    def take(self, columns: Columns, texts: list[Any], unchanged: object = None) -> Produced:
        """What figures make of a beat's columns (`station.state` names them); texts that are `unchanged` are passed
        over. What figures have written themselves in a stored beat is passed over, too."""
        ran, behind = self._ran, self.is_behind
        self._began, self.stopped_after = self._clock, None
        self._wait_numbers(columns)
        self._wait_places(columns)
        self._wait_texts(columns, texts, unchanged)
        boundary = self._clock // BASE_MS * BASE_MS
        if self.runs_a_beat == HOLD:
            return self._writing.take_produced()
        if boundary > self._done:
            self._go_to(boundary)
            if self._done < boundary:
                self.stopped_after = self._ran - ran
            elif behind:
                self.stopped_after = 0
        elif self._pending.count > FOLDED_EARLY:
            self._fold_early(self._done + BASE_MS)
        return self._writing.take_produced()

    @property
    def is_behind(self) -> bool:
        """Some of what is due waits for the next beats."""
        return self._clock // BASE_MS * BASE_MS > self._done

    def hear(self, events: Iterable[JournalEvent]) -> None:
        """Tell every figure what has happened to alarms."""
        for event in events:
            for running in self._running:
                running.figure.hear(event)

    def _fold_early(self, until: int) -> None:
        """Take over what counts in the step that runs, before it ends: so many samples need not wait one by one."""
        ready, texts = self._pending.release(until)
        for text in texts:
            self._fold_text(*text[1:], until)
        self._fold(ready, until)
        if sum(len(part.time) for running in self._running for part in parts_of(running)) > MOST_WAITING:
            self._let_go()

    def _let_go(self) -> None:
        """Time does not go on, and old samples keep coming (a recording that is played over and over): they are told
        nowhere in the present, and here neither."""
        if not self.let_go:
            log.warning(
                "more than %d samples came within one step of the city's clock; figures pass over some", MOST_WAITING
            )
        for running in self._running:
            self.let_go += sum(len(part.time) for part in parts_of(running))
            running.samples = {}

    def _due_times(self, times: Ints, arrived: Ints) -> Ints:
        """In which steps samples count, in the order in which they came; the clock goes on with them.

        Which of a number and a text came first within a beat is not known: each finds the clock as of the beat before.
        """
        clock = np.maximum.accumulate(np.concatenate([[self._began], np.minimum(times, arrived)]))
        self._clock = max(self._clock, int(clock[-1]))
        due: Ints = np.maximum(times, clock[:-1] // BASE_MS * BASE_MS)
        return due

    def _wait_numbers(self, columns: Columns) -> None:
        cells = columns["cell"]
        if not len(cells):
            return
        due = self._due_times(columns["time"], columns["arrived"])
        slots = self._slots.of_cell.view[cells]
        mine = np.flatnonzero((slots >= 0) & ~self._derived.view[cells])
        if len(mine):
            rows = self._cell_rows.view[cells[mine]]
            self._pending.parts.append(
                Waiting(
                    slots[mine].astype(np.int64), self._members.positions(rows), columns["time"][mine], due[mine],
                    columns["value"][mine], columns["quality"][mine],
                )
            )  # fmt: skip

    def _wait_places(self, columns: Columns) -> None:
        rows = columns["place_row"]
        if not len(rows) or not len(columns["heard"]):
            return
        due = self._due_times(columns["place_time"], np.full(len(rows), columns["heard"].max()))
        if not self._slots.places:
            return
        kinds = self._slots.place_types.view[rows]
        for number, kind in enumerate(self._slots.place_kinds):
            mine = np.flatnonzero(kinds == number)
            if not len(mine):
                continue
            positions, times = self._members.positions(rows[mine]), columns["place_time"][mine]
            for slot, name in zip(self._slots.places[kind], ("lon", "lat"), strict=True):
                if slot >= 0:
                    self._pending.parts.append(
                        Waiting(
                            np.full(len(mine), slot, np.int64), positions, times, due[mine], columns[name][mine],
                            np.zeros(len(mine), np.uint8),
                        )
                    )  # fmt: skip

    def _wait_texts(self, columns: Columns, texts: list[Any], unchanged: object) -> None:
        if not texts:
            return
        cells, times = columns["text_cell"], columns["text_time"]
        due = self._due_times(times, columns["text_arrived"])
        slots = self._slots.text_of_cell.view[cells]
        for index in np.flatnonzero((slots >= 0) & ~self._derived.view[cells]).tolist():
            text = texts[index]
            if text is not unchanged or unchanged is None:
                position = self._members.position(int(self._cell_rows.view[cells[index]]))
                self._pending.texts.append((int(due[index]), int(times[index]), int(slots[index]), position, text))

    # -- steps -----------------------------------------------------------------------------------------------

    def _go_to(self, boundary: int) -> None:
        ready, texts = self._pending.release(boundary)
        buckets = ready.due // BASE_MS
        text_buckets = [one[0] // BASE_MS for one in texts]
        text_at = 0
        allowed = self._ran + self.runs_a_beat if self._pending.count < MOST_WAITING // 2 else NO_END
        for bucket in sorted({*np.unique(buckets).tolist(), *text_buckets}):
            self._run_due(bucket * BASE_MS)
            if self._ran > allowed:
                # The rest has to wait for the next beats: others wait for this one.
                self._pending.put_back(ready.taken(slice(int(np.searchsorted(buckets, bucket)), None)), texts[text_at:])
                self._done = bucket * BASE_MS
                return
            until = (bucket + 1) * BASE_MS
            first, last = np.searchsorted(buckets, (bucket, bucket + 1)).tolist()
            while text_at < len(texts) and text_buckets[text_at] == bucket:
                self._fold_text(*texts[text_at][1:], until)
                text_at += 1
            self._fold(ready.taken(slice(first, last)), until)
        self._run_due(boundary)
        self._done = boundary

    def _fold(self, part: Waiting, until: int) -> None:
        if not len(part):
            return
        part = part.taken(np.argsort(part.slot, kind="stable"))
        slots, starts = np.unique(part.slot, return_index=True)
        ends = [*starts.tolist()[1:], len(part)]
        for number, start, end in zip(slots.tolist(), starts.tolist(), ends, strict=True):
            self._fold_slot(
                number,
                Samples(part.position[start:end], part.time[start:end], part.value[start:end], part.quality[start:end]),
                until,
            )

    def _fold_slot(self, number: int, samples: Samples, until: int, after: int = -1) -> None:
        """`after`: only figures after this one are told, for it comes from one."""
        slot = self._slots.all[number]
        slot.numbers.fold(samples)
        if slot.key[0] in self._members.left:  # what waited of somebody who is of another type by now
            for position in samples.position[self._members.rows(slot.key[0])[samples.position] < 0].tolist():
                slot.numbers.forget(position)
        self._tell(slot.listeners, until, after)
        self._collect(slot, samples, after)

    def _tell(self, listeners: Sequence[int], until: int, after: int) -> None:
        for figure in listeners:
            if figure > after:
                running = self._running[figure]
                if running.news_until < until:
                    running.news_until = until
                    self._told.append(figure)

    def _collect(self, slot: Slot, samples: Samples, after: int) -> None:
        for figure in slot.collectors:
            if figure > after:
                self._running[figure].samples.setdefault(slot.key[:2], []).append(samples)

    def _fold_text(self, time: int, number: int, position: int, text: str | None, until: int, after: int = -1) -> None:
        slot = self._slots.all[number]
        kind = slot.key[0]
        if kind in self._members.left and self._members.rows(kind)[position] < 0:
            return
        if slot.texts.fold(position, time, text):
            self._tell(slot.listeners, until, after)

    def _run_due(self, until: int) -> None:
        """Run every figure whose step with news, or, if it wants to be run always, whose newest step ended by `until`;
        in the order of the ends, then of the figures."""
        due = [(at, number) for number in range(len(self._running)) if (at := self._due(number, until))]
        heapify(due)
        self._told.clear()
        while due:
            at, number = heappop(due)
            if self._due(number, until) != at:
                continue  # news since has put it off, or it has run
            self._run(number, at)
            for told in {number, *self._told}:
                if then := self._due(told, until):
                    heappush(due, (then, told))
            self._told.clear()

    def _due(self, number: int, until: int) -> int:
        """The end of the step in which a figure is to be run next, if that is by `until`, else 0."""
        running = self._running[number]
        every = running.figure.every_ms
        if running.news_until:
            at = max(-(-running.news_until // every) * every, running.last + every)
            if at <= until:
                return at
        if running.figure.always and (at := until // every * every) > running.last:
            return at
        return 0

    def _run(self, number: int, at: int) -> None:
        running = self._running[number]
        self._ran += 1
        samples = {key: joined_samples(parts) for key, parts in running.samples.items()}
        step = Step(self, self._writing, number, at, running.last, samples)
        running.last, running.news_until, running.samples = at, 0, {}
        try:
            running.figure.take(step)
        except Exception:  # one figure's fault takes neither the others along nor the station
            if not running.failed:
                log.exception("the figure %s failed; the others go on", running.figure.name)
            running.failed = True

    def _on_numbers(self, figure: int, number: int, samples: Samples) -> None:
        self._fold_slot(number, samples, int(samples.time[0]), after=figure)

    def _on_number(self, figure: int, number: int, position: int, at: int, value: float, quality: int) -> None:
        slot = self._slots.all[number]
        slot.numbers.fold_one(position, at, value, quality)
        self._tell(slot.listeners, at, figure)
        if slot.collectors and slot.collectors[-1] > figure:
            self._collect(slot, one_sample(position, at, value, quality), figure)

    def _on_text(self, figure: int, number: int, position: int, at: int, text: str | None) -> None:
        self._fold_text(at, number, position, text, at, after=figure)

    # -- what a step asks ------------------------------------------------------------------------------------

    def numbers(self, kind: str, attribute: str) -> Numbers:
        """See `Step.numbers`."""
        return self._held(kind, attribute).numbers()

    def _held(self, kind: str, attribute: str) -> HeldNumbers:
        number = self._slots.find(kind, attribute)
        if number < 0:
            raise KeyError(f"{kind}.{attribute} is not among the inputs")
        return self._slots.all[number].numbers

    def changes(self, kind: str, attribute: str) -> int:
        """See `Step.changes`."""
        return self._held(kind, attribute).changes

    def texts(self, kind: str, attribute: str) -> Sequence[str | None]:
        """See `Step.texts`."""
        number = self._slots.find(kind, attribute, text=True)
        if number < 0:
            raise KeyError(f"{kind}.{attribute} is not among the inputs of texts")
        return self._slots.all[number].texts.text

    def rows(self, kind: str) -> Ints:
        """See `Step.rows`."""
        return self._members.rows(kind)

    def id_of(self, row: int) -> str:
        """See `Step.id_of`."""
        return self._register.ids[row]

    def find(self, entity_id: str) -> int:
        """The row of an entity, -1."""
        row = self._register.find(entity_id)
        return row if row < len(self._members) else -1

    def type_of(self, row: int) -> str:
        """The type of a row."""
        return self._members.type_of(row)

    def positions(self, rows: Ints) -> Ints:
        """Positions of rows within their types."""
        return self._members.positions(rows)
