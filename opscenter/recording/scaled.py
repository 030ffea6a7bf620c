"""Floating-point numbers as whole ones, exactly: as many decimals as each was published with, or its bits.

A number that is `whole / 10**decimals` to the bit is kept as that, any other (NaN, infinities, -0.0, thirds) by its
bits with RAW for decimals, or, where it is near a fraction of small numbers, FRACTION. How many decimals a place needs
changes rarely, and then it is written anew; fractions are always.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.recording.errors import DamagedError
from opscenter.recording.fractions import MOST_BELOW, foreseen, fractions_of, numbers_of
from opscenter.recording.int_streams import pack_bytes, pack_ints, unpack_bytes, unpack_ints

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

RAW, FRACTION = 255, 254
MOST_DECIMALS = 12
_FEW_DECIMALS = 6
_EXACT = float(2**53)
_POWERS = 10.0 ** np.arange(256)
_POWERS[MOST_DECIMALS + 1 :] = 1.0
_PLAIN = 4
"""Sections of numbers without fractions."""
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
        raw = self.decimals >= FRACTION
        numbers[raw] = self.whole[raw].view(np.float64)
        return numbers

    def pack(
        self, places: Ints, numbers: Floats, usual: NDArray[np.uint8], *, fractions: bool = False
    ) -> tuple[int, list[bytes]]:
        """How many of these places are written anew, and sections of what all have become; takes it over.

        `usual`: decimals by place, as far as they are known from before; kept up. `fractions`: whether there may be
        any; their sections are the last three then.
        """
        decimals = self.decimals[places]
        whole, exact = _whole(numbers, decimals)
        exact |= (decimals == FRACTION) & (self.whole[places] == numbers.view(np.int64))
        whole[exact & (decimals == FRACTION)] = numbers[exact & (decimals == FRACTION)].view(np.int64)
        tried = np.flatnonzero(~exact)
        fraction = _Fractions.of(numbers[tried], usual[places[tried]]) if fractions else None
        whole[tried], needed = _fewest(numbers[tried], usual[places[tried]], fraction)
        other = (needed != decimals[tried]) | (needed == FRACTION)
        # As a difference, no number after one that is none would cost as much as a number.
        other |= np.isnan(numbers[tried]) & (whole[tried] != self.whole[places[tried]])
        again, told = tried[other], needed[other]
        decimals[again] = told
        usual[places[again]] = np.where(told == RAW, usual[places[again]], told)
        difference = whole - self.whole[places]
        difference[again] = 0
        plain = told != FRACTION
        sections = [
            pack_ints(difference),
            pack_ints(np.diff(again, prepend=-1)),
            pack_bytes(told.tobytes()) if len(told) else b"",
            pack_ints(whole[again[plain]]),
        ]
        if fraction is not None:
            mine = np.flatnonzero(other)[~plain]
            above, below, off = (column[mine] for column in (fraction.above, fraction.below, fraction.off))
            before = self._floats_at(places[again[~plain]])
            sections += [pack_ints(above - foreseen(below, before)), pack_ints(below), pack_ints(off)]
        self.whole[places], self.decimals[places] = whole, decimals
        return len(again), sections

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
            told = np.frombuffer(unpack_bytes(sections[2], again), np.uint8)
            fractions = (told == FRACTION) if len(sections) > _PLAIN else np.zeros(again, np.bool_)
            anew, rest = places[at[fractions]], places[at[~fractions]]
            if len(anew):
                columns = [unpack_ints(section, len(anew)) for section in sections[_PLAIN:]]
                above, below, off = (np.zeros(len(anew), np.int64) if one is None else one for one in columns)
                if below.min() < 1 or below.max() > MOST_BELOW:
                    raise DamagedError("a column of fractions cannot be read")
                above = above + foreseen(below, self._floats_at(anew))
                self.whole[anew], self.decimals[anew] = numbers_of(above, below, off).view(np.int64), FRACTION
            whole = unpack_ints(sections[3], len(rest))
            self.decimals[rest] = told[~fractions]
            self.whole[rest] = 0 if whole is None else whole

    def _floats_at(self, places: Ints) -> Floats:
        return Scaled(self.whole[places], self.decimals[places]).floats()


@dataclass(slots=True, frozen=True)
class _Fractions:
    """Of some numbers: which are fractions, and what of what. `usual`: those that have been before."""

    found: NDArray[np.bool_]
    above: Ints
    below: Ints
    off: Ints

    @classmethod
    def of(cls, numbers: Floats, usual: NDArray[np.uint8]) -> "_Fractions":
        """Numbers that have few decimals are none, unless others were at their places."""
        told = np.zeros((3, len(numbers)), np.int64)
        found = np.isfinite(numbers)
        _, decimals = _fewest(numbers, np.zeros(len(numbers), np.uint8), None)
        found &= (decimals > _FEW_DECIMALS) | (usual == FRACTION)
        tried = np.flatnonzero(found)
        found[tried], *columns = fractions_of(numbers[tried])
        for row, column in zip(told, columns, strict=True):
            row[tried] = column
        return cls(found, *told)


def _whole(numbers: Floats, decimals: NDArray[np.uint8]) -> tuple[Ints, NDArray[np.bool_]]:
    """Numbers with these decimals, and where that is exact."""
    powers = _POWERS[decimals]
    with np.errstate(over="ignore", invalid="ignore"):
        rounded = np.rint(numbers * powers)
        fits = np.abs(rounded) < _EXACT
        whole = np.where(fits, rounded, 0.0).astype(np.int64)
        exact = fits & ((whole / powers).view(np.int64) == numbers.view(np.int64)) & (decimals < FRACTION)
    return whole, exact


def _fewest(numbers: Floats, usual: NDArray[np.uint8], fractions: _Fractions | None) -> tuple[Ints, NDArray[np.uint8]]:
    """Numbers with as few decimals as they need, but no fewer than usual; by their bits where none do, as fractions."""
    whole = numbers.view(np.int64).copy()
    decimals = np.full(len(numbers), RAW, np.uint8)
    left = np.isfinite(numbers)
    if fractions is not None:
        decimals[fractions.found] = FRACTION
        left &= ~fractions.found
    left = np.flatnonzero(left)
    usual = np.where(usual <= MOST_DECIMALS, usual, 0)
    for few in range(MOST_DECIMALS + 1):
        if not len(left):
            break
        tried = np.maximum(np.uint8(few), usual[left])
        found, exact = _whole(numbers[left], tried)
        whole[left[exact]], decimals[left[exact]] = found[exact], tried[exact]
        left = left[~exact]
    return whole, decimals
