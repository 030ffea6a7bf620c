"""What a beat's worth of bus traffic amounts to, in columns.

The decoder appends to one `Batch`; on the beat the station takes it and starts the next. Plain lists, because
appending to a list is the quickest thing Python does; they become numpy columns once a beat.

A *cell* is one attribute of one entity. Entities are numbered by `row`, cells by `cell`, both dense from 0 in
order of first appearance, by a `Registry`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol


class Registry(Protocol):
    """Who numbers entities and cells: the station's state (the decoder only asks)."""

    def entity(self, entity_id: str, entity_type: str) -> int:
        """The row of an entity, new or known. A changed type is taken over. -1 when the site maximum is reached."""

    def cell(self, row: int, attribute: str) -> int:
        """The number of an entity's attribute, new or known. -1 when the site maximum is reached."""


@dataclass(slots=True, frozen=True)
class Rejection:
    """Something set aside, for the quarantine. `raw` is cut to the quarantine's limit, `size` is the true one."""

    reason: str  # one of wire.reasons.REASONS, e.g. "not-json"
    detail: str  # a sentence
    publisher: str  # from the header, "" if unknown
    topic: str
    raw: bytes
    size: int
    arrived: int  # Unix ms


@dataclass(slots=True)
class Batch:
    """Columns of one beat. Times are Unix ms UTC. Lists of one group have equal lengths.

    local_names: texts by `en`, `zh_Hant`, `zh_Hans`, those that were published; {} when there are none any more.
    numbers: cells that hold a number (booleans are numbers 0/1 too, and also texts "true"/"false").
    texts: cells that hold text or a boolean. `None` in texts, NaN in numbers: the attribute was cleared.
    """

    cells: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    qualities: list[int] = field(default_factory=list)
    arrived: list[int] = field(default_factory=list)

    text_cells: list[int] = field(default_factory=list)
    text_times: list[int] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    text_qualities: list[int] = field(default_factory=list)
    text_arrived: list[int] = field(default_factory=list)

    place_rows: list[int] = field(default_factory=list)
    place_times: list[int] = field(default_factory=list)
    lons: list[float] = field(default_factory=list)
    lats: list[float] = field(default_factory=list)

    shapes: dict[int, dict[str, Any]] = field(default_factory=dict)  # row -> GeoJSON geometry that is not a Point
    names: dict[int, str] = field(default_factory=dict)  # row -> display name as published
    local_names: dict[int, dict[str, str]] = field(default_factory=dict)  # row -> its name by language, when changed
    units: dict[int, str] = field(default_factory=dict)  # cell -> unitCode as published, when new or changed
    touched: dict[int, int] = field(default_factory=dict)  # row -> arrival of its newest message

    raw: list[tuple[bytes, bytes, bytes, int]] = field(default_factory=list)  # topic, payload, header or b"", arrived
    rejected: list[Rejection] = field(default_factory=list)
    gaps: list["Gap"] = field(default_factory=list)
    messages: int = 0
    entities: int = 0  # entity payloads accepted
    bytes_in: int = 0
    sent: int = 0  # when the newest message was sent, by headers that say so; 0 without any


@dataclass(slots=True, frozen=True)
class Gap:
    """Messages lost between publisher and us, or `recovered` again (BUS: `(pub, epoch, seq)`).

    `since` is the time of the last message before, `until` of the first after, Unix ms.
    """

    publisher: str
    epoch: int
    first_seq: int
    last_seq: int
    since: int
    until: int
    recovered: bool = False


Clock = Callable[[], int]
"""Returns Unix milliseconds. "Now" is injected everywhere; nothing below the station reads a clock by itself."""
