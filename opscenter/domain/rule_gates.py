"""Rules that apply only while their entity is in an area: what a reading means while the gate is open, shut, unknown.

Open: as if there were no gate. Shut: a good reading clears, a lost one is lost. Unknown, because nobody knows where the
entity is: nothing is raised. When an entity comes in, its newest reading counts as of then; when it goes out, the
place itself is the good reading that clears.

A gate that changes within a beat changes at its own time among the readings, so that the cut into beats is no matter.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.quality import Quality
from opscenter.domain.remembered import OfInstance, Sort
from opscenter.domain.verdicts import CLEAR, LOST, NEITHER, TRUE

OPEN, SHUT, UNKNOWN, UNGATED = 1, 0, -1, 2

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Verdicts = NDArray[np.int8]

Advance = Callable[[int, int, int, float, "str | None", float], None]
"""Takes an instance through one verdict: instance, event time, verdict, number, text, limit (NaN: the rule's own)."""


class RuleGates:
    """The gates by instance, what was read last behind them, and changes that wait for their time."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_gate": Sort.COLUMN,
        "_verdict": Sort.COLUMN,
        "_value": Sort.COLUMN,
        "_bound": Sort.COLUMN,
        "_texts": dict[OfInstance, str],
        "_waiting": dict[OfInstance, list[tuple[int, int]]],
        "_known_until": dict[OfInstance, int],
    }

    def __init__(self, advance: Advance) -> None:
        self._advance = advance
        self._gate = Column[np.int8](np.int8, UNGATED)
        self._verdict = Column[np.int8](np.int8, NEITHER)
        self._value = Column[np.float64](np.float64, np.nan)
        self._bound = Column[np.float64](np.float64, np.nan)
        self._texts: dict[int, str] = {}
        self._waiting: dict[int, list[tuple[int, int]]] = {}
        self._known_until: dict[int, int] = {}  # instance taken up -> what its alarm rests on
        self.any = False

    def has(self, instance: int) -> bool:
        """Whether an instance has a gate."""
        return instance < len(self._gate) and self._gate.view[instance] != UNGATED

    def put(self, instance: int, gate: int) -> None:
        """An instance has a gate, which is so; nothing follows from it until the next reading."""
        self.any = True
        if instance >= len(self._gate):
            for column in (self._gate, self._verdict, self._value, self._bound):
                column.resize(instance + 1)
        self._gate.view[instance] = gate

    def restore(self, instance: int, until: int) -> None:
        """The alarm of an instance is known: what was up to then (event time) is in it, and is remembered only."""
        self._known_until[instance] = until

    def is_known(self, instance: int, time: int) -> bool:
        """Whether what happened then is in the alarm of an instance that was taken up."""
        until = self._known_until.get(instance)
        if until is None or time >= until:
            self._known_until.pop(instance, None)
            return False
        return True

    def change(self, instance: int, time: int, gate: int) -> None:
        """The gate changes at `time` (event time, Unix ms); changes of one instance come in order of time."""
        self._waiting.setdefault(instance, []).append((time, gate))

    def settle(self, instance: int | None = None, time: int | None = None) -> None:
        """Let changes have their effect: of an instance up to a time that has a reading, or all of them."""
        for one in list(self._waiting) if instance is None else [instance]:
            changes = self._waiting.get(one, [])
            while changes and (time is None or changes[0][0] <= time):
                at, gate = changes.pop(0)
                self._turn(one, at, gate, at == time)
            if not changes:
                self._waiting.pop(one, None)

    def _turn(self, instance: int, time: int, gate: int, has_reading: bool) -> None:
        self._gate.view[instance] = gate
        if self.is_known(instance, time):
            return
        if gate == SHUT:
            self._advance(instance, time, CLEAR, np.nan, None, np.nan)
        elif gate == OPEN and not has_reading and self._verdict.view[instance] == TRUE:
            value, bound = float(self._value.view[instance]), float(self._bound.view[instance])
            self._advance(instance, time, TRUE, value, self._texts.get(instance), bound)

    def judge(
        self,
        instance: Ints,
        times: Ints,
        values: Floats,
        qualities: NDArray[np.uint8],
        verdict: Verdicts,
        bounds: Floats,
    ) -> NDArray[np.bool_]:
        """Change the verdicts of a beat's numbers, in place, to what they are behind their gates, shape (n,) each.

        Returns which of them have been taken through already, because their gate changes within the beat.
        """
        done = np.zeros(len(instance), np.bool_)
        room = len(self._gate)
        gated = np.flatnonzero(instance < room)
        gated = gated[self._gate.view[instance[gated]] != UNGATED]
        if not len(gated):
            return done
        if self._waiting or self._known_until:
            waiting = np.isin(instance[gated], [*self._waiting, *self._known_until])
            for at in gated[waiting].tolist():
                one, time, told = int(instance[at]), int(times[at]), int(verdict[at])
                self.settle(one, time)
                seen = self.seen(one, told, int(qualities[at]), float(values[at]), None, float(bounds[at]))
                if not self.is_known(one, time):
                    self._advance(one, time, seen, float(values[at]), None, float(bounds[at]))
            done[gated[waiting]] = True
            gated = gated[~waiting]
        of = instance[gated]
        told = verdict[gated]
        self._verdict.view[of] = told  # of several readings the last one stays
        self._value.view[of] = values[gated]
        self._bound.view[of] = bounds[gated]
        verdict[gated] = behind(self._gate.view[of], told, qualities[gated])
        return done

    def seen(
        self, instance: int, told: int, quality: int, value: float, text: str | None, bound: float = np.nan
    ) -> int:
        """One reading of a gated instance: remembers it, returns its verdict behind the gate as it is now."""
        self._verdict.view[instance] = told
        self._value.view[instance] = value
        self._bound.view[instance] = bound
        if text is not None:
            self._texts[instance] = text
        one = behind(self._gate.view[instance : instance + 1], np.array([told]), np.array([quality]))
        return int(one[0])


def behind(gate: Verdicts, told: Verdicts, qualities: NDArray[np.integer]) -> Verdicts:
    """The verdicts behind gates, shape (n,) each."""
    found = told.astype(np.int8)
    shut = (gate == SHUT) & (told != LOST)
    found[shut] = np.where(qualities[shut] == Quality.GOOD, CLEAR, NEITHER)
    found[(gate == UNKNOWN) & (told == TRUE)] = NEITHER
    return found
