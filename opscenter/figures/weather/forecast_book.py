"""Forecasts whose time is yet to come, kept until it has: each issue of each forecast once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.notice_watch import instant
from opscenter.figures.figure import Memory

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST = 20_000
"""Beyond so many the ones issued first are dropped."""


@dataclass(slots=True, frozen=True)
class Forecasts:
    """Issues of forecasts: when, what time they speak of (Unix ms), for where (NaN: the city), what values (n, 3)."""

    issued: Ints
    start: Ints
    end: Ints
    lon: Floats
    lat: Floats
    values: Floats

    def __len__(self) -> int:
        return len(self.issued)

    def taken(self, which: NDArray[np.bool_] | slice) -> "Forecasts":
        """Some of them."""
        return Forecasts(
            self.issued[which], self.start[which], self.end[which], self.lon[which], self.lat[which],
            self.values[which],
        )  # fmt: skip


NONE = Forecasts(
    np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0), np.empty((0, 3))
)


class ForecastBook:
    """What was forecast and has not come about yet."""

    def __init__(self) -> None:
        self._kept = NONE
        self._moments: dict[str, int | None] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def put(self, new: Forecasts) -> None:
        """Keep new issues."""
        if not len(new):
            return
        old = self._kept
        both = Forecasts(
            np.concatenate([old.issued, new.issued]), np.concatenate([old.start, new.start]),
            np.concatenate([old.end, new.end]), np.concatenate([old.lon, new.lon]),
            np.concatenate([old.lat, new.lat]), np.concatenate([old.values, new.values]),
        )  # fmt: skip
        self._kept = both.taken(slice(-MOST, None))

    def due(self, at: int) -> Forecasts:
        """Take out those whose time was over by `at`."""
        over = self._kept.end <= at
        due, self._kept = self._kept.taken(over), self._kept.taken(~over)
        return due

    def window(self, begins: str | None, ends: str | None, validity: str | None) -> tuple[int, int] | None:
        """The time a forecast speaks of, of its `validFrom` and `validTo`, else `validity` ("from/to"); None: none."""
        if not (begins and ends) and validity and validity.count("/") == 1:
            begins, ends = validity.split("/")
        start, end = self._instant(begins), self._instant(ends)
        return None if start is None or end is None or end <= start else (start, end)

    def _instant(self, text: str | None) -> int | None:
        if not text:
            return None
        if text not in self._moments:
            if len(self._moments) >= MOST:
                self._moments.clear()
            self._moments[text] = instant(text)
        return self._moments[text]

    def save(self) -> Memory:
        """For a figure's memory."""
        kept = self._kept
        return {
            "kept.times": np.stack([kept.issued, kept.start, kept.end]), "kept.places": np.stack([kept.lon, kept.lat]),
            "kept.values": kept.values.copy(),
        }  # fmt: skip

    def load(self, memory: Memory) -> None:
        """Raises KeyError, ValueError where it does not fit."""
        (issued, start, end), (lon, lat) = memory["kept.times"], memory["kept.places"]
        self._kept = Forecasts(issued, start, end, lon, lat, memory["kept.values"].reshape(len(issued), 3))


def instants(texts: Sequence[str | None], positions: Sequence[int], otherwise: Ints) -> Ints:
    """Times of texts of positions (Unix ms), `otherwise` where there is none."""
    found = otherwise.copy()
    for index, position in enumerate(positions):
        moment = instant(texts[position] or "")
        if moment is not None:
            found[index] = moment
    return found
