"""All figures of a city, with what they must know to go on after a restart."""

import logging
from collections.abc import Mapping

import numpy as np

from opscenter.figures.figure import Array, Memory
from opscenter.figures.held import Samples
from opscenter.figures.held_kept import held_of, hold_again
from opscenter.figures.members import Members
from opscenter.figures.pending import Pending, Waiting
from opscenter.figures.produced import Columns
from opscenter.figures.progress import joined_samples
from opscenter.figures.steps import Steps

log = logging.getLogger("opscenter.figures")

OWN = "@steps"
"""The name under which the memory of the steps themselves is kept."""
MEMBERS = "members."
HELD = "@held"
"""That of what they hold, where they are behind."""


class Figures(Steps):
    """Figures that can be saved with a checkpoint and restored from it."""

    def save(self) -> dict[str, Memory]:
        """What a restart needs, by figure; arrays that nobody changes any more."""
        memories: dict[str, Memory] = {running.figure.name: running.figure.save() for running in self._running}
        steps: dict[str, Array] = {
            "clock": np.array([self._clock, self._done], np.int64),
            "figures": np.array([running.figure.name for running in self._running], "U"),
            "slots": np.array(["\n".join(map(str, slot.key)) for slot in self._slots.all], "U"),
            "last": np.array([running.last for running in self._running], np.int64),
            "news": np.array([running.news_until for running in self._running], np.int64),
            **{f"waiting.{name}": array for name, array in self._pending.save().items()},
            **{f"{MEMBERS}{name}": array for name, array in self._members.save().items()},
        }
        for number, running in enumerate(self._running):
            for (kind, attribute), parts in running.samples.items():
                slot, samples = self._slots.find(kind, attribute), joined_samples(parts)
                for name in ("position", "time", "value", "quality"):
                    steps[f"samples.{number}.{slot}.{name}"] = getattr(samples, name)
        memories[OWN] = steps
        if self.is_behind:
            memories[HELD] = held_of(self._slots, self._members)
        return memories

    def remember_more(self) -> Memory:
        """See `domain.remembered`: what each figure knows, by its name."""
        return {
            f"{running.figure.name}/{name}": array
            for running in self._running
            for name, array in running.figure.save().items()
        }

    def recall_more(self, more: Memory) -> None:
        """See `domain.remembered`."""
        for figure, memory in memories_in(more).items():
            for running in self._running:
                if running.figure.name == figure:
                    running.figure.load(memory)

    def restore(self, state: Columns, texts: dict[int, str], memories: Mapping[str, Memory]) -> None:
        """Go on from a checkpoint: the state by cell and row as it was then, and what `save` gave."""
        self._restore_positions(memories.get(OWN, {}))
        self._restore_outputs(state, texts)
        try:
            if HELD in memories:
                hold_again(self._slots, self._members, memories[HELD], self._slot_named)
            else:
                self._restore_held(state, texts)
            if OWN in memories:
                self._restore_steps(memories[OWN])
        except (KeyError, ValueError, IndexError) as error:
            log.error("what figures knew before the start cannot be read, they begin anew: %s", error)
            self._pending = Pending()
            return
        for running in self._running:
            memory = memories.get(running.figure.name)
            if memory:
                try:
                    running.figure.load(memory)
                except (KeyError, ValueError, IndexError) as error:
                    log.error("the figure %s begins anew: its memory cannot be read: %s", running.figure.name, error)

    def _restore_positions(self, steps: Memory) -> None:
        """Everybody has the position that figures know them by, however they have changed their types by then."""
        memory = {name.removeprefix(MEMBERS): array for name, array in steps.items() if name.startswith(MEMBERS)}
        retyped: dict[int, str] = {}
        if memory and not len(self._members):
            types = self._register.types
            try:
                members = Members()
                members.load(memory)
                retyped = {row: types[row] for row in range(len(members)) if members.type_of(row) != types[row]}
                self._members.load(memory)
            except (KeyError, ValueError, IndexError) as error:
                log.error("which entities figures knew before the start cannot be read: %s", error)
            else:
                self._take_in(0)
        self.grow(retyped)

    def _restore_held(self, state: Columns, texts: dict[int, str]) -> None:
        cell_rows = self._cell_rows.view
        cells = np.arange(min(len(cell_rows), len(state["value"])))
        for number, slot in enumerate(self._slots.all):
            mine = cells[self._slots.of_cell.view[cells] == number]
            mine = mine[state["measured"][mine] > 0]
            if len(mine):
                slot.numbers.fold(
                    Samples(
                        self._members.positions(cell_rows[mine]), state["measured"][mine], state["value"][mine],
                        state["published"][mine],
                    )
                )  # fmt: skip
        for cell, text in texts.items():
            if cell < len(cell_rows) and (number := int(self._slots.text_of_cell.view[cell])) >= 0:
                position = self._members.position(int(cell_rows[cell]))
                self._slots.all[number].texts.fold(position, int(state["measured"][cell]), text)
        for kind, both in self._slots.places.items():
            rows = self._members.rows(kind)
            rows = rows[(rows >= 0) & (rows < len(state["lon"]))]
            for slot_number, name in zip(both, ("lon", "lat"), strict=True):
                if slot_number >= 0 and len(rows):
                    quality = np.zeros(len(rows), np.uint8)
                    self._slots.all[slot_number].numbers.fold(
                        Samples(self._members.positions(rows), state["place_time"][rows], state[name][rows], quality)
                    )

    def _restore_outputs(self, state: Columns, texts: dict[int, str]) -> None:
        register = self._register
        for (kind, _), written in self._writing.outputs.items():
            written.resize(self._members.count(kind))
        cells = min(len(self._derived), len(state["value"]))
        for cell in np.flatnonzero(self._derived.view[:cells]).tolist():
            row = register.cell_rows[cell]
            output = self._writing.outputs.get((register.types[row], register.cell_names[cell]))
            if output is not None:
                position = self._members.position(row)
                output.cells.view[position], output.last.view[position] = cell, state["value"][cell]
                if cell in texts:
                    output.texts[position] = texts[cell]

    def _restore_steps(self, steps: Memory) -> None:
        numbers = [self._slot_named(name) for name in steps["slots"].tolist()]
        known = np.array(numbers, np.int64)
        waiting = Waiting(
            known[steps["waiting.slot"]] if len(known) else np.empty(0, np.int64),
            *(steps[f"waiting.{name}"] for name in ("position", "time", "due", "value", "quality")),
        )
        self._pending = Pending([waiting.taken(waiting.slot >= 0)])
        texts = zip(
            steps["waiting.text_due"].tolist(), steps["waiting.text_time"].tolist(),
            steps["waiting.text_slot"].tolist(), steps["waiting.text_position"].tolist(),
            steps["waiting.text_none"].tolist(), steps["waiting.text"].tolist(), strict=True,
        )  # fmt: skip
        self._pending.texts = [
            (due, time, numbers[slot], position, None if none else text)
            for due, time, slot, position, none, text in texts
            if numbers[slot] >= 0
        ]
        self._clock, self._done = steps["clock"].tolist()
        by_name = {running.figure.name: running for running in self._running}
        for number, name in enumerate(steps["figures"].tolist()):
            running = by_name.get(name)
            if running is None:
                continue
            running.last, running.news_until = int(steps["last"][number]), int(steps["news"][number])
            for old, slot in enumerate(numbers):
                if slot >= 0 and f"samples.{number}.{old}.time" in steps:
                    columns = [steps[f"samples.{number}.{old}.{n}"] for n in ("position", "time", "value", "quality")]
                    running.samples[self._slots.all[slot].key[:2]] = [Samples(*columns)]

    def _slot_named(self, name: str) -> int:
        kind, attribute, text = name.split("\n")
        return self._slots.find(kind, attribute, text == "True")


def memories_in(more: Memory) -> dict[str, dict[str, Array]]:
    """What `remember_more` gave, by figure."""
    found: dict[str, dict[str, Array]] = {}
    for name, array in more.items():
        figure, _, part = name.partition("/")
        found.setdefault(figure, {})[part] = array
    return found
