"""Values -> small whole numbers that compress well, and back to the bit.

Each cell is written in the way that suits it (`form`): its values times 10, 100, ... where that makes all of them whole
(what sensors and JSON give: 65.8 is 658 tenths), else as places in a table of the block's values where these repeat
(means of few readings), else as the bits of the floating-point numbers. Of these whole numbers either the differences
from one to the next are kept (a reading that changes little) or the distances from the cell's least.

`form` of a cell: 0..MOST_DECIMALS decimals, TABLE or BITS, plus DIFFERENCES.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CHEAP_DECIMALS = 4
"""With more decimals than this a table is tried first."""
MOST_DECIMALS = 10
TABLE, BITS = 14, 15
DIFFERENCES = 16
_EXACT = float(1 << 53)
_POWERS = 10.0 ** np.arange(MOST_DECIMALS + 1)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Written:
    """`numbers` by sample; `base`, `form` by cell; `table` of values; `odd_bits` of the samples at the places `odd`."""

    numbers: NDArray[np.uint64]
    base: Ints
    form: Ints
    table: Floats
    odd: Ints
    odd_bits: Ints


def write_values(values: Floats, starts: NDArray[np.intp]) -> Written:
    """Whole numbers for values (C-contiguous, not empty) of cells that begin at `starts`."""
    bits = values.view(np.int64)
    lengths = np.diff(starts, append=len(values))
    plain = np.isfinite(values)
    plain &= bits != np.int64(-(2**63))  # -0.0
    filled = values if plain.all() else np.where(plain, values, 0.0)
    whole = bits.copy()
    form = np.full(len(starts), BITS, np.int64)
    _as_decimals(filled, plain, starts, lengths, whole, form, range(CHEAP_DECIMALS + 1))
    table = _as_table(bits, lengths, whole, form)
    if table is None and (form == BITS).any():
        _as_decimals(filled, plain, starts, lengths, whole, form, range(CHEAP_DECIMALS + 1, MOST_DECIMALS + 1))
    odd = np.flatnonzero(~plain & np.repeat(form <= MOST_DECIMALS, lengths)) if not plain.all() else _NO_PLACES
    if len(odd):
        _smooth(whole, odd, starts, lengths)
    numbers, base = _small(whole, starts, lengths, form)
    return Written(numbers, base, form, table if table is not None else np.empty(0), odd, bits[odd])


def read_values(written: Written, begins: Ints, lengths: Ints, offset: int) -> Floats:
    """The values of cells that begin at `begins`. `offset`: how many samples of the block come before them.

    Raises IndexError or ValueError for what cannot be.
    """
    form = written.form & (DIFFERENCES - 1)
    by_difference = written.form >= DIFFERENCES
    numbers = written.numbers.view(np.int64)
    if len(begins) == 1:
        if by_difference[0]:
            whole = _unzigzag(written.numbers)
            whole.cumsum(out=whole)
            whole += written.base[0] - whole[0]
        else:
            whole = numbers + written.base[0]
        values = _valued(whole, int(form[0]), written.table)
    else:
        sums = np.cumsum(_unzigzag(written.numbers))
        sums += np.repeat(written.base - sums[begins], lengths)
        whole = np.where(np.repeat(by_difference, lengths), sums, numbers + np.repeat(written.base, lengths))
        forms = np.unique(form)
        if len(forms) == 1:
            values = _valued(whole, int(forms[0]), written.table)
        else:
            values = np.empty(len(whole), np.float64)
            by_sample = np.repeat(form, lengths)
            for one in forms.tolist():
                mine = by_sample == one
                values[mine] = _valued(whole[mine], one, written.table)
    if len(written.odd):
        mine = (written.odd >= offset) & (written.odd < offset + len(values))
        values.view(np.int64)[written.odd[mine] - offset] = written.odd_bits[mine]
    return values


_ONE = np.uint64(1)
_NO_PLACES = np.empty(0, np.int64)


def _valued(whole: Ints, form: int, table: Floats) -> Floats:
    if form == BITS:
        return whole.view(np.float64)
    if form == TABLE:
        return table[whole]
    if form > MOST_DECIMALS:
        raise ValueError(f"values written in the unknown way {form}")
    return whole / _POWERS[form] if form else whole.astype(np.float64)


def _as_decimals(
    filled: Floats, plain: NDArray[np.bool_], starts: NDArray[np.intp], lengths: Ints, whole: Ints, form: Ints,
    decimals: range,
) -> None:  # fmt: skip
    """Put in `whole` and `form` the cells all of whose plain values a power of ten makes whole."""
    for places in decimals:
        left = form == BITS
        if not left.any():
            return
        everything = bool(left.all())
        chosen = np.flatnonzero(np.repeat(left, lengths))
        mine = filled if everything else filled[chosen]
        with np.errstate(over="ignore"):
            scaled = np.rint(mine * _POWERS[places])
        good = (scaled / _POWERS[places] == mine) & (np.abs(scaled) < _EXACT)
        begins = starts if everything else np.append(0, np.cumsum(lengths[left])[:-1])
        fits = np.logical_and.reduceat(good, begins)
        if not fits.any():
            continue
        cells = np.flatnonzero(left)[fits]
        form[cells] = places
        by_sample = np.repeat(fits, lengths[left])
        whole[chosen[by_sample]] = scaled[by_sample].astype(np.int64)


def _as_table(bits: Ints, lengths: Ints, whole: Ints, form: Ints) -> Floats | None:
    """Put in `whole` and `form` the cells left over, if their values repeat; the table, in order of size."""
    left = form == BITS
    if not left.any():
        return None
    rows = np.flatnonzero(np.repeat(left, lengths))
    known, places = np.unique(bits[rows], return_inverse=True)
    if len(known) * 2 > len(rows):
        return None
    by_size = np.argsort(known.view(np.float64), kind="stable")
    place_of = np.empty(len(known), np.int64)
    place_of[by_size] = np.arange(len(known))
    whole[rows] = place_of[places]
    form[left] = TABLE
    return known.view(np.float64)[by_size]


def _smooth(whole: Ints, odd: Ints, starts: NDArray[np.intp], lengths: Ints) -> None:
    """Where a value is written apart, its number is the one before it in its cell, the one after it at the start."""
    good = np.ones(len(whole), bool)
    good[odd] = False
    before = np.maximum.accumulate(np.where(good, np.arange(len(whole)), -1))
    first = np.repeat(starts, lengths)[odd]
    after = np.minimum.accumulate(np.where(good, np.arange(len(whole)), len(whole))[::-1])[::-1]
    end = np.repeat(starts + lengths, lengths)[odd]
    source = np.where(before[odd] >= first, before[odd], np.where(after[odd] < end, after[odd], -1))
    whole[odd] = np.where(source >= 0, whole[source], 0)


def _small(whole: Ints, starts: NDArray[np.intp], lengths: Ints, form: Ints) -> tuple[NDArray[np.uint64], Ints]:
    """Numbers and base by cell; DIFFERENCES is added to the form of the cells that these make smaller."""
    steps = np.empty(len(whole), np.int64)
    steps[0] = 0
    np.subtract(whole[1:], whole[:-1], out=steps[1:])  # may wrap round, and back when summed
    steps[starts] = 0
    least = np.minimum.reduceat(whole, starts)
    over = (whole - np.repeat(least, lengths)).view(np.uint64)
    ups = _zigzag(steps)
    size_of_steps = np.add.reduceat(np.minimum(ups, 1 << 40).astype(np.float64), starts)
    size_of_over = np.add.reduceat(np.minimum(over, 1 << 40).astype(np.float64), starts)
    by_difference = size_of_steps < size_of_over
    form[by_difference] += DIFFERENCES
    numbers = np.where(np.repeat(by_difference, lengths), ups, over)
    return numbers, np.where(by_difference, whole[starts], least)


def _zigzag(steps: Ints) -> NDArray[np.uint64]:
    return ((steps << 1) ^ (steps >> 63)).view(np.uint64)


def _unzigzag(numbers: NDArray[np.uint64]) -> Ints:
    odd = (numbers & _ONE).view(np.int64)
    return (numbers >> _ONE).view(np.int64) ^ -odd
