"""What a table is made of: parts of one series each, one after another, so that no table need fit into memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.quality import Quality

QUALITIES = tuple(quality.name.lower() for quality in Quality)
"""Names of qualities by their numbers."""

PART_ROWS = 262_144
"""Most rows written at a time: between them a writer tells how far it is, and can be stopped."""


@dataclass(slots=True, frozen=True)
class Series:
    """Whose rows they are: id, name and type of the entity, the attribute, the unit as published; "" if unknown."""

    entity: str
    attribute: str
    name: str = ""
    type: str = ""
    unit: str = ""


@dataclass(slots=True, frozen=True)
class SamplePart:
    """Samples of one series in order of time, in columns of equal lengths.

    `time` is Unix ms; `value` NaN where there is no number; `text` None where there is none, or instead of the list
    when no row has one. `done`: the share (0..1) of all rows that is written when these are, as far as is known.
    """

    series: Series
    time: NDArray[np.int64]
    value: NDArray[np.float64]
    quality: NDArray[np.uint8]
    text: list[str | None] | None = None
    done: float = 0.0

    def __len__(self) -> int:
        return len(self.time)

    def pieces(self) -> Iterator["SamplePart"]:
        """The same in parts of at most PART_ROWS."""
        for start in range(0, len(self), PART_ROWS):
            cut = slice(start, start + PART_ROWS)
            text = None if self.text is None else self.text[cut]
            yield SamplePart(self.series, self.time[cut], self.value[cut], self.quality[cut], text, self.done)


@dataclass(slots=True, frozen=True)
class BinPart:
    """Bins of one series in order of time, in columns of equal lengths.

    `time` is where a bin begins (Unix ms), `count` how many samples were numbers; the numbers are NaN where there is
    none, `quality` is the worst. `done` as above.
    """

    series: Series
    time: NDArray[np.int64]
    count: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    mean: NDArray[np.float64]
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    quality: NDArray[np.uint8]
    done: float = 0.0

    def __len__(self) -> int:
        return len(self.time)

    def pieces(self) -> Iterator["BinPart"]:
        """The same in parts of at most PART_ROWS."""
        for start in range(0, len(self), PART_ROWS):
            cut = slice(start, start + PART_ROWS)
            yield BinPart(
                self.series, self.time[cut], self.count[cut], self.low[cut], self.high[cut], self.mean[cut],
                self.first[cut], self.last[cut], self.quality[cut], self.done,
            )  # fmt: skip


Part = SamplePart | BinPart


@dataclass(slots=True, frozen=True)
class Gap:
    """A span without data, Unix ms: something was lost, or nobody recorded."""

    since: int
    until: int


@dataclass(slots=True, frozen=True)
class Heading:
    """What the whole table is about; it stands in the file where the format has a place for it.

    `since` and `until` are Unix ms, as asked for. `zone`: the IANA zone of the local times, "" for a table without
    them. `width_ms`: of bins, 0 for samples. `made`: Unix ms. `short`: only time, value and quality, for a table of
    one series (CSV and JSON lines).
    """

    since: int
    until: int
    made: int
    zone: str = ""
    width_ms: int = 0
    city: str = ""
    station: str = ""
    program: str = ""
    short: bool = False

    def facts(self) -> dict[str, Any]:
        """What to write down about a table, by name; times are ISO 8601 in UTC."""
        from opscenter.wire.instants import format_instant

        facts = {
            "from": format_instant(self.since), "to": format_instant(self.until), "made": format_instant(self.made),
            "zone": self.zone or "UTC", "bins": f"{self.width_ms / 1000:g} s" if self.width_ms else "",
            "city": self.city, "station": self.station, "program": self.program,
        }  # fmt: skip
        return {name: fact for name, fact in facts.items() if fact}
