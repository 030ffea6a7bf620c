"""About how long a frame will be, before it is made: enough to choose what it is made against."""

import numpy as np
from numpy.typing import NDArray

from opscenter.recording.frame import Columns, Picture
from opscenter.recording.scaled import FRACTION, RAW

_NUMBER, _FRACTION, _BITS, _NONE, _TEXT, _TIME, _PLACE = 1.1, 2.5, 6.5, 0.3, 1.0, 0.5, 4.0
"""Bytes of a decimal number, of a fraction, of a number that is its bits, of none any more, of a text, of a time of its
own, of a place."""


def likely_bytes(
    columns: Columns, texts: dict[int, str], row: NDArray[np.int64], newest: Picture, before: Picture
) -> float:
    """About the bytes of a frame of `columns` and `texts` against `before`; to compare, not to count with.

    `row`: of each cell. `newest`: the newest picture there is; how numbers are spelled is taken from it.
    """
    value, received, lon, lat = columns["value"], columns["received"], columns["lon"], columns["lat"]
    none, cells, rows = np.isnan(value), len(before.published), len(before.seen)
    changed, heard, moved = ~none, np.ones(len(value), np.bool_), ~np.isnan(lon)
    changed[:cells] = _other(value[:cells], before.value.floats())
    heard[:cells] = received[:cells] != before.received
    moved[:rows] = _other(lon[:rows], before.lon.floats()) | _other(lat[:rows], before.lat.floats())
    weight = np.full(len(value), _NUMBER)
    weight[: len(newest.published)][newest.value.decimals == RAW] = _BITS
    weight[: len(newest.published)][newest.value.decimals == FRACTION] = _FRACTION
    weight[none] = _NONE
    apart = heard & (received != columns["seen"][row])
    said = heard[np.fromiter(texts, np.int64, len(texts))]
    return float(weight[changed].sum()) + _TEXT * int(said.sum()) + _TIME * int(apart.sum()) + _PLACE * int(moved.sum())


def _other(numbers: NDArray[np.generic], known: NDArray[np.float64]) -> NDArray[np.bool_]:
    other: NDArray[np.bool_] = np.ascontiguousarray(numbers, np.float64).view(np.int64) != known.view(np.int64)
    return other
