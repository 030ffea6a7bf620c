"""The journal that an engine makes of a span again, held against the recorded one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from opscenter.history.records import JournalRow
from opscenter.recording.records import Row
from opscenter.station.cutting.wording import counted

MOST_NAMED = 20
_encode = msgspec.msgpack.Encoder(order="deterministic").encode


@dataclass(slots=True)
class Compared:
    """Rows that were `recorded`; of these so many were not made again (`missing`), and so many others were (`extra`).

    `differ` names some of both, one line each.
    """

    recorded: int = 0
    missing: int = 0
    extra: int = 0
    differ: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Every row, word for word but for when it was written down."""
        return not self.missing and not self.extra

    def sentence(self) -> str:
        """For people."""
        if self.same:
            return f"The engine makes the same journal of it again: {counted(self.recorded, 'row')}."
        return (
            f"The engine makes another journal of it: of {counted(self.recorded, 'row')} {self.missing:,} did not come "
            f"again, and {self.extra:,} came that were not recorded."
        )


class Comparison:
    """Takes rows of both as they come, in whatever order; what is equal is forgotten."""

    def __init__(self) -> None:
        self._open: Counter[bytes] = Counter()
        self._recorded = 0

    def recorded(self, rows: Iterable[Row]) -> None:
        """Rows of the history."""
        for row in rows:
            self._recorded += 1
            self._count(row, 1)

    def made(self, rows: Iterable[JournalRow]) -> None:
        """Rows that were made again."""
        for row in rows:
            self._count(row, -1)

    def _count(self, row: Row | JournalRow, by: int) -> None:
        key = _encode(
            (
                row.at, row.occurrence, row.entity, row.event, row.state, row.by, row.desk, row.comment, row.rule,
                _timeless(row.fact),
            )
        )  # fmt: skip
        self._open[key] += by
        if not self._open[key]:
            del self._open[key]

    def found(self) -> Compared:
        """What is not equal."""
        found = Compared(self._recorded)
        for count in self._open.values():
            if count > 0:
                found.missing += count
            else:
                found.extra -= count
        for key, count in sorted(self._open.items(), key=lambda one: msgspec.msgpack.decode(one[0])[0]):
            if len(found.differ) == MOST_NAMED:
                break
            at, occurrence, entity, event, _, by, _, _, rule, _ = msgspec.msgpack.decode(key)
            what = " ".join(part for part in (event, rule, entity or occurrence, f"by {by}" if by else "") if part)
            found.differ.append(f"{at} {what}: {'not made again' if count > 0 else 'only made again'}")
        return found


def _timeless(fact: str) -> Any:
    try:
        read = msgspec.json.decode(fact)
    except (msgspec.MsgspecError, RecursionError):
        return fact
    if isinstance(read, dict):
        read.pop("wall", None)
    return read
