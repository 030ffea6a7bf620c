"""What a derived figure is: what it reads, what it writes, how often, and a memory that outlives its station.

A *figure* is a family of numbers computed from what the city publishes: congestion of all detectors, the balance of all
zones. It is a fold: it sees each sample once, in the order of measurement as far as this is known, in *steps* of event
time, and nothing else: no clock, no disk. The same messages give the same figures at any speed and in any cut, and
again when a history is rebuilt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from numpy.typing import NDArray

from opscenter.domain.journal import JournalEvent

if TYPE_CHECKING:
    from opscenter.figures.step import Step

BASE_MS = 10_000
"""The shortest step; a figure's `every_ms` is a multiple of it."""

DERIVED = "derived."
"""How attributes begin that figures put on entities of others. What a publisher calls so is set aside."""

Array = NDArray[Any]
Memory = Mapping[str, Array]


@dataclass(slots=True, frozen=True)
class Input:
    """One attribute of one kind, as published, or written by a figure before.

    `samples`: every sample since the last step is wanted (`Step.samples`), not only the newest of each. `text`: it
    holds texts.
    """

    type: str
    attribute: str
    samples: bool = False
    text: bool = False


@dataclass(slots=True, frozen=True)
class Output:
    """One attribute that a figure writes: of entities of others it begins with `derived.`. `unit`: UN/CEFACT code."""

    type: str
    attribute: str
    unit: str = ""


class Figure(Protocol):
    """`name` is unique and names its memory; entities of the types in `own_types` are made by figures alone.

    `always`: it is also run where none of its inputs has news, as soon as time has passed (for figures of the sun).
    """

    @property
    def name(self) -> str: ...

    @property
    def every_ms(self) -> int: ...

    @property
    def inputs(self) -> Sequence[Input]: ...

    @property
    def outputs(self) -> Sequence[Output]: ...

    @property
    def own_types(self) -> Sequence[str]: ...

    @property
    def always(self) -> bool: ...

    def take(self, step: "Step") -> None:
        """Compute what is new, out of what the step shows, and put it into the step."""

    def hear(self, event: JournalEvent) -> None:
        """Something has happened to an alarm, once it has."""

    def save(self) -> Memory:
        """What it must know after a restart, as arrays that nobody changes any more (copies)."""

    def load(self, memory: Memory) -> None:
        """Go on from what `save` gave, of this program or an older one. Raises KeyError, ValueError where it cannot."""


class FigureBase:
    """A figure with the usual answers: each minute, nothing of its own, no memory."""

    name: str = ""
    every_ms: int = 60_000
    inputs: Sequence[Input] = ()
    outputs: Sequence[Output] = ()
    own_types: Sequence[str] = ()
    always: bool = False

    def take(self, step: "Step") -> None:
        """See `Figure`."""
        raise NotImplementedError

    def hear(self, event: JournalEvent) -> None:
        """Alarms are nothing to it."""

    def save(self) -> Memory:
        """Nothing need be known."""
        return {}

    def load(self, memory: Memory) -> None:
        """Nothing is known."""
