"""What took the supply away: the probable first cause of every element that is out, from what feeds it.

`domain.situation_cause` finds the first cause among *alarms*, by the catalogue's table of causes. This is of the
network: it needs no rule and no alarm, and names an element that may itself say nothing.
"""

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import Array, FigureBase, Input, Memory, Output
from opscenter.figures.networks.first_trip import first_out, inferred
from opscenter.figures.networks.grid import LINKS, NETWORK, NETWORK_ID, NETWORK_NAME, SIGNS, SupplySign
from opscenter.figures.networks.tree import Network, Tree
from opscenter.figures.step import Step
from opscenter.figures.text_codes import TextCodes

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

CAUSE, REFERENCE, TAKEN = "derived.firstCause", "derived.refFirstCause", "derived.takenAlong"


class TripCauses(FigureBase):
    """Of each element without supply the first cause (its name, and its id); of that one how many it took along.

    Of the city: `elementsOff`, and of the cause that took most along `firstCause`, `refFirstCause`, `takenAlong`. A
    cause once found stays until its element has supply again, unless one further up is found.
    """

    name = "electricity.causes"
    every_ms = 10_000
    own_types = [NETWORK]

    def __init__(self) -> None:
        self._network = Network(LINKS)
        self._kinds = self._network.kinds
        self.inputs = [
            *self._network.inputs,
            *(Input(sign.kind, sign.attribute, text=bool(sign.states)) for sign in SIGNS),
        ]
        self.outputs = [
            *(Output(kind, name) for kind in self._kinds for name in (CAUSE, REFERENCE)),
            *(Output(kind, TAKEN, "C62") for kind in self._kinds),
            Output(NETWORK, "firstCause"), Output(NETWORK, "refFirstCause"), Output(NETWORK, "takenAlong", "C62"),
            Output(NETWORK, "elementsOff", "C62"),
        ]  # fmt: skip
        self._codes = {sign.kind: TextCodes(sign.states) for sign in SIGNS if sign.states}
        self._since: dict[str, Ints] = {kind: np.zeros(0, np.int64) for kind in self._kinds}  # 0: it has supply
        self._cause_kind: dict[str, Ints] = {kind: np.zeros(0, np.int64) for kind in self._kinds}  # number of the kind
        self._cause: dict[str, Ints] = {kind: np.zeros(0, np.int64) for kind in self._kinds}  # position, -1: none
        self._taken: dict[str, Ints] = {kind: np.zeros(0, np.int64) for kind in self._kinds}

    def take(self, step: Step) -> None:
        """Who is out, since when, and because of whom."""
        tree = self._network.tree(step)
        known, out, since = self._supply(step, tree)
        if not len(out):
            return
        known, dark, since = inferred(tree, known, out, since)
        causes = first_out(tree, known, dark, since)
        starts = np.array([tree.first[kind] for kind in self._kinds], np.int64)
        self._keep(starts, causes)
        taken = np.bincount(causes[causes >= 0], minlength=len(causes))
        themselves = np.flatnonzero(taken)
        taken[themselves] -= causes[themselves] == themselves  # nobody takes itself along
        names = {node: self._named(step, starts, node) for node in np.unique(causes[causes >= 0]).tolist()}
        for kind, start in zip(self._kinds, starts.tolist(), strict=True):
            end = start + step.count(kind)
            self._tell(step, kind, causes[start:end], names)
            self._tell_taken(step, kind, taken[start:end])
        self._tell_city(step, int(np.count_nonzero(out)), causes, since, names)

    def _supply(self, step: Step, tree: Tree) -> tuple[Bools, Bools, Ints]:
        """What each element says of itself, by node."""
        count = len(tree.above)
        known, out = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
        since = np.zeros(count, np.int64)
        for sign in SIGNS:
            start = tree.first[sign.kind]
            end = start + step.count(sign.kind)
            known[start:end], out[start:end] = self._say(step, sign)
            before = _grown(self._since[sign.kind], end - start, 0)
            now = np.where(out[start:end], np.where(before > 0, before, step.at), 0)
            self._since[sign.kind] = since[start:end] = now
        return known, out, since

    def _say(self, step: Step, sign: SupplySign) -> tuple[Bools, Bools]:
        if sign.states:
            codes = self._codes[sign.kind]
            codes.update(step.texts(sign.kind, sign.attribute))
            return codes.codes >= 0, codes.among(sign.states)
        numbers = step.numbers(sign.kind, sign.attribute)
        known = numbers.usable(0)
        return known, known & (numbers.value < sign.low)

    def _keep(self, starts: Ints, causes: Ints) -> None:
        """The cause found before of an element that is still out stays where now only the element itself is found."""
        ends = [*starts.tolist()[1:], len(causes)]
        for kind, start, end in zip(self._kinds, starts.tolist(), ends, strict=True):
            mine = causes[start:end]
            position = _grown(self._cause[kind], end - start, -1)
            of_kind = _grown(self._cause_kind[kind], end - start, 0)
            before = np.where(position >= 0, starts[of_kind] + position, -1)
            itself = mine == np.arange(start, end)
            mine[:] = np.where(itself & (before >= 0), before, mine)

    def _tell(self, step: Step, kind: str, causes: Ints, names: dict[int, tuple[str, str, int, int]]) -> None:
        before = _grown(self._cause[kind], len(causes), -1)
        position, of_kind = np.full(len(causes), -1, np.int64), np.zeros(len(causes), np.int64)
        for index in np.flatnonzero((before >= 0) | (causes >= 0)).tolist():
            cause = int(causes[index])
            name, reference, of_kind[index], position[index] = names[cause] if cause >= 0 else (None, None, 0, -1)
            step.put_text(kind, CAUSE, index, name)
            step.put_text(kind, REFERENCE, index, reference)
        self._cause[kind], self._cause_kind[kind] = position, of_kind

    def _tell_taken(self, step: Step, kind: str, taken: Ints) -> None:
        before = _grown(self._taken[kind], len(taken), 0)
        moved = np.flatnonzero(taken != before)
        if len(moved):
            step.put(kind, TAKEN, moved, np.where(taken[moved] > 0, taken[moved], np.nan))
        self._taken[kind] = taken.copy()

    def _tell_city(
        self, step: Step, off: int, causes: Ints, since: Ints, names: dict[int, tuple[str, str, int, int]]
    ) -> None:
        city = step.own(NETWORK_ID, NETWORK, NETWORK_NAME)
        at = np.array([city], np.int64)
        step.put(NETWORK, "elementsOff", at, np.array([float(off)]))
        most = np.bincount(causes[causes >= 0], minlength=1)
        # of equal ones the one that went out first
        worst = max(names, key=lambda node: (int(most[node]), -int(since[node])), default=-1)
        step.put(NETWORK, "takenAlong", at, np.array([float(most[worst] - (causes[worst] == worst)) if names else 0.0]))
        step.put_text(NETWORK, "firstCause", city, names[worst][0] if names else None)
        step.put_text(NETWORK, "refFirstCause", city, names[worst][1] if names else None)

    def _named(self, step: Step, starts: Ints, node: int) -> tuple[str, str, int, int]:
        """Name and id of a node, the number of its kind, its position."""
        number = int(np.searchsorted(starts, node, "right")) - 1  # of kinds that begin together only the last has any
        position = node - int(starts[number])
        row = int(step.rows(self._kinds[number])[position])
        return (step.around.name(row), step.id_of(row), number, position) if row >= 0 else ("", "", number, position)

    def save(self) -> Memory:
        """Since when who is out, and because of whom; kinds are known by their names."""
        columns = {"since": self._since, "cause": self._cause, "kind": self._cause_kind, "taken": self._taken}
        memory: dict[str, Array] = {
            f"{kind}.{name}": column[kind].copy() for name, column in columns.items() for kind in self._kinds
        }
        return memory | {"kinds": np.array(self._kinds, "U")}

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        kinds = memory["kinds"].tolist()
        if kinds != self._kinds:
            raise ValueError("the network has other kinds now")
        for kind in self._kinds:
            self._since[kind], self._cause[kind] = memory[f"{kind}.since"].copy(), memory[f"{kind}.cause"].copy()
            self._cause_kind[kind], self._taken[kind] = memory[f"{kind}.kind"].copy(), memory[f"{kind}.taken"].copy()


def _grown(column: Ints, count: int, fill: int) -> Ints:
    return np.pad(column, (0, count - len(column)), constant_values=fill) if count > len(column) else column
