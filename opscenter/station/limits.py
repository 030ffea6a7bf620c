"""How much of the bus a station is willing to remember: nothing that arrives may grow it without bound."""

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class StateLimits:
    """Site maximums of the present state. Counts, characters, bytes."""

    entities: int = 1_000_000
    cells: int = 8_000_000
    cells_per_entity: int = 2_000
    attribute_chars: int = 256
    name_chars: int = 256
    text_chars: int = 4_096
    text_chars_total: int = 64_000_000
    shape_bytes_total: int = 64_000_000
