"""Samples of several series as columns: `cell`, `time` (Unix ms), `value` (NaN: cleared), `quality`."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import Columns

KINDS = {"cell": np.int64, "time": np.int64, "value": np.float64, "quality": np.uint8}
NAMES = tuple(KINDS)


def samples_of(columns: Columns, which: NDArray[np.generic] | slice = slice(None)) -> Columns:
    """The four columns of those rows, as the types they are reckoned with; stored ones may be narrower."""
    return {name: columns[name][which].astype(kind, copy=False) for name, kind in KINDS.items()}


def no_samples() -> Columns:
    """The four columns without a row."""
    return {name: np.empty(0, kind) for name, kind in KINDS.items()}


def joined_samples(parts: Sequence[Columns]) -> Columns:
    """One after another; `parts` is not empty."""
    return {name: np.concatenate([part[name] for part in parts]) for name in NAMES}
