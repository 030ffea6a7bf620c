"""Floating-point numbers as whole ones, exactly: as many decimals as each was published with, or its bits.

A number that is `whole / 10**decimals` to the bit is kept as that, any other (NaN, infinities, -0.0, thirds) by its
bits with RAW for decimals. How many decimals a place needs changes rarely, and then it is written anew.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.recording.errors import DamagedError
from opscenter.recording.int_streams import pack_bytes, pack_ints, unpack_bytes, unpack_ints

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

RAW = 255
MOST_DECIMALS = 12
_EXACT = float(2**53)
_POWERS = 10.0 ** np.arange(256)
_POWERS[MOST_DECIMALS + 1 :] = 1.0
_NAN_BITS = int(np.array([np.nan]).view(np.int64)[0])


@dataclass(slots=True)
class Scaled:
    """Numbers by place."""

    whole: Ints
    decimals: NDArray[np.uint8]

    @classmethod
    def unknown(cls, count: int) -> "Scaled":
        """All of them NaN."""
        return cls(np.full(count, _NAN_BITS, np.int64), np.full(count, RAW, np.uint8))

    def copy(self) -> "Scaled":
        """One of its own."""
        return Scaled(self.whole.copy(), self.decimals.copy())

    def grow(self, count: int) -> None:
        """Room for more places, of numbers that are not known."""
        more = Scaled.unknown(count - len(self.whole))
        self.whole = np.concatenate((self.whole, more.whole))
        self.decimals = np.concatenate((self.decimals, more.decimals))

    def floats(self) -> Floats:
        """The numbers themselves."""
        numbers = self.whole / _POWERS[self.decimals]
        raw = self.decimals == RAW
        numbers[raw] = self.whole[raw].view(np.float64)
        return numbers

    def pack(self, places: Ints, numbers: Floats, usual: NDArray[np.uint8]) -> tuple[int, list[bytes]]:
        """How many of these places are written anew, and sections of what all have become; takes it over.

        `usual`: decimals by place, as far as they are known from before; kept up.
        """
        decimals = self.decimals[places]
        whole, exact = _whole(numbers, decimals)
        tried = np.flatnonzero(~exact)
        whole[tried], needed = _fewest(numbers[tried], usual[places[tried]])
        other = needed != decimals[tried]
        again, told = tried[other], needed[other]
        decimals[again] = told
        usual[places[again]] = np.where(told == RAW, usual[places[again]], told)
        difference = whole - self.whole[places]
        difference[again] = 0
        self.whole[places], self.decimals[places] = whole, decimals
        return len(again), [
            pack_ints(difference),
            pack_ints(np.diff(again, prepend=-1)),
            pack_bytes(told.tobytes()) if len(told) else b"",
            pack_ints(whole[again]),
        ]

    def unpack(self, places: Ints, sections: list[bytes], again: int) -> None:
        """Take sections over, with `again` places written anew. Raises DamagedError."""
        difference = unpack_ints(sections[0], len(places))
        if difference is not None:
            self.whole[places] += difference
        if again:
            steps = unpack_ints(sections[1], again)
            at = np.cumsum(steps) - 1 if steps is not None else np.empty(0, np.int64)
            if len(at) != again or at[0] < 0 or at.max() >= len(places) or bool((np.diff(at) < 1).any()):
                raise DamagedError("a column of values cannot be read")
            whole = unpack_ints(sections[3], again)
            anew = places[at]
            self.decimals[anew] = np.frombuffer(unpack_bytes(sections[2], again), np.uint8)
            self.whole[anew] = 0 if whole is None else whole


def _whole(numbers: Floats, decimals: NDArray[np.uint8]) -> tuple[Ints, NDArray[np.bool_]]:
    """Numbers with these decimals, and where that is exact."""
    powers = _POWERS[decimals]
    with np.errstate(over="ignore", invalid="ignore"):
        rounded = np.rint(numbers * powers)
        fits = np.abs(rounded) < _EXACT
        whole = np.where(fits, rounded, 0.0).astype(np.int64)
        exact = fits & ((whole / powers).view(np.int64) == numbers.view(np.int64)) & (decimals != RAW)
    return whole, exact


def _fewest(numbers: Floats, usual: NDArray[np.uint8]) -> tuple[Ints, NDArray[np.uint8]]:
    """Numbers with as few decimals as they need, but no fewer than usual; by their bits where none do."""
    whole = numbers.view(np.int64).copy()
    decimals = np.full(len(numbers), RAW, np.uint8)
    left = np.flatnonzero(np.isfinite(numbers))
    for few in range(MOST_DECIMALS + 1):
        if not len(left):
            break
        tried = np.maximum(np.uint8(few), usual[left])
        found, exact = _whole(numbers[left], tried)
        whole[left[exact]], decimals[left[exact]] = found[exact], tried[exact]
        left = left[~exact]
    return whole, decimals
