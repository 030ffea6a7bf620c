"""Reading bus messages in tests: what a payload amounts to, by attribute name."""

import json
from dataclasses import dataclass, field
from typing import Any

from opscenter.domain.batch import Batch
from opscenter.wire.decoder import Decoder
from tests.support.registry import DictRegistry

NOW = 1_795_400_000_000  # 2026-11-23T02:13:20Z
NOW_TEXT = "2026-11-23T02:13:20Z"


@dataclass
class Reading:
    """A decoder with its registry; `take` gives what one message brought."""

    registry: DictRegistry = field(default_factory=DictRegistry)
    batch: Batch = field(default_factory=Batch)

    def __post_init__(self) -> None:
        self.decoder = Decoder(self.registry)

    def take(self, payload: Any, header: Any = b"", *, topic: bytes = b"a/B/c", arrived: int = NOW) -> Batch:
        """Decode one message into a fresh batch. Payload and header: bytes, or something to write as JSON."""
        self.batch = Batch()
        raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        head = header if isinstance(header, bytes) else json.dumps(header).encode()
        self.decoder.decode(topic, raw, head, arrived, self.batch)
        check_columns(self.batch)
        return self.batch

    def values(self) -> dict[str, Any]:
        """Attribute -> value of the last batch; texts win over the numbers of booleans, None is cleared."""
        names = {cell: name for (_, name), cell in self.registry.cells.items()}
        found: dict[str, Any] = {}
        for cell, value in zip(self.batch.cells, self.batch.values, strict=True):
            found[names[cell]] = None if value != value else value
        for cell, text in zip(self.batch.text_cells, self.batch.texts, strict=True):
            if text is not None:
                found[names[cell]] = text
            else:
                found.setdefault(names[cell], None)
        return found

    def times(self) -> dict[str, int]:
        """Attribute -> Unix ms of the last batch."""
        names = {cell: name for (_, name), cell in self.registry.cells.items()}
        found = {names[c]: t for c, t in zip(self.batch.cells, self.batch.times, strict=True)}
        return found | {names[c]: t for c, t in zip(self.batch.text_cells, self.batch.text_times, strict=True)}

    def qualities(self) -> dict[str, int]:
        """Attribute -> quality of the last batch."""
        names = {cell: name for (_, name), cell in self.registry.cells.items()}
        found = {names[c]: q for c, q in zip(self.batch.cells, self.batch.qualities, strict=True)}
        return found | {names[c]: q for c, q in zip(self.batch.text_cells, self.batch.text_qualities, strict=True)}

    def reasons(self) -> list[str]:
        """Why something of the last message was set aside."""
        return [rejection.reason for rejection in self.batch.rejected]


def check_columns(batch: Batch) -> None:
    """Columns of one group have equal lengths, whatever was decoded."""
    assert len({len(c) for c in (batch.cells, batch.times, batch.values, batch.qualities, batch.arrived)}) == 1
    texts = (batch.text_cells, batch.text_times, batch.texts, batch.text_qualities, batch.text_arrived)
    assert len({len(column) for column in texts}) == 1
    assert len({len(c) for c in (batch.place_rows, batch.place_times, batch.lons, batch.lats)}) == 1
