"""Lists of a batch -> numpy columns of a beat."""

from typing import Any

import numpy as np

from opscenter.domain.batch import Batch
from opscenter.station.state import StateColumns


def columns_of(batch: Batch) -> StateColumns:
    """All columns of a batch, in the types they are kept and stored in (`station.state` names them)."""
    return {
        "cell": _ints(batch.cells),
        "time": _ints(batch.times),
        "value": np.fromiter(batch.values, np.float64, len(batch.values)),
        "quality": _small(batch.qualities),
        "arrived": _ints(batch.arrived),
        "text_cell": _ints(batch.text_cells),
        "text_time": _ints(batch.text_times),
        "text_quality": _small(batch.text_qualities),
        "text_arrived": _ints(batch.text_arrived),
        "place_row": _ints(batch.place_rows),
        "place_time": _ints(batch.place_times),
        "lon": np.fromiter(batch.lons, np.float64, len(batch.lons)),
        "lat": np.fromiter(batch.lats, np.float64, len(batch.lats)),
        "heard_row": np.fromiter(batch.touched.keys(), np.int64, len(batch.touched)),
        "heard": np.fromiter(batch.touched.values(), np.int64, len(batch.touched)),
    }


def _ints(numbers: list[int]) -> Any:
    return np.fromiter(numbers, np.int64, len(numbers))


def _small(numbers: list[int]) -> Any:
    return np.frombuffer(bytes(numbers), np.uint8)
