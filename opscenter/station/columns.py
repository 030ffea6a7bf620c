"""Lists of a batch, or a beat as it was recorded -> numpy columns of a beat."""

from typing import Any

import numpy as np

from opscenter.domain.batch import Batch
from opscenter.history.restore import StoredBeat
from opscenter.station.state import UNCHANGED, StateColumns


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


def stored_beat(beat: StoredBeat) -> tuple[StateColumns, list[Any]]:
    """A beat as it was recorded: all its columns, and its texts, UNCHANGED where they were the same as before."""
    columns = {**columns_of(Batch()), **beat.columns}
    texts: list[Any] = [UNCHANGED] * len(columns["text_cell"])
    for change in beat.texts:
        texts[change.position] = change.text
    return columns, texts


def newest_sent(batch: Batch) -> int:
    """When the newest of the batch was sent, as far as its publishers say, else when it arrived."""
    return batch.sent or (batch.raw[-1][3] if batch.raw else 0)


def _ints(numbers: list[int]) -> Any:
    return np.fromiter(numbers, np.int64, len(numbers))


def _small(numbers: list[int]) -> Any:
    return np.frombuffer(bytes(numbers), np.uint8)
