"""What a beat tells desks of a state: the columns of PROTOCOL.md's `beat`."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.wire.desk import Columns

Ints = NDArray[np.int64]


def feed_columns(
    state: Columns, cells: Ints, moved: Ints, seen: Ints, new_cell_rows: Sequence[int] | NDArray[np.uint32] = ()
) -> Columns:
    """Values of these cells, places and times of these rows, by the columns of a `State`; and the rows of new cells."""
    return {
        "new_cell_row": np.array(new_cell_rows, np.uint32),
        "cell": cells.astype(np.uint32),
        "value": state["value"][cells],
        "quality": state["shown"][cells],
        "measured": state["measured"][cells],
        "received": state["received"][cells],
        "place_row": moved.astype(np.uint32),
        "place_lon": state["lon"][moved],
        "place_lat": state["lat"][moved],
        "seen_row": seen.astype(np.uint32),
        "seen": state["seen"][seen],
    }
