"""Round values for an axis, and how they are written. No Qt."""

import math
from collections.abc import Sequence

from opscenter.console.format import format_number

_PREFIXES = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
LARGE = 100_000.0
"""From here on numbers are written with a prefix: 120k, 1.2M."""
SMALL = 1e-4
MOST_DECIMALS = 12
"""Steps are no smaller beside their values: `nice_ticks`."""


def nice_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten that cuts a span into at most `most` parts; 0 for no span."""
    if not (math.isfinite(span) and span > 0.0):
        return 0.0
    wanted = span / max(1, most)
    power = 10.0 ** math.floor(math.log10(wanted))
    return next((factor * power for factor in (1.0, 2.0, 5.0) if factor * power >= wanted * 0.999_999), 10.0 * power)


def nice_ticks(low: float, high: float, most: int) -> tuple[float, list[float]]:
    """(step, multiples of it between low and high, at most about `most`)."""
    step = nice_step(high - low, most)
    if step == 0.0 or abs(low) / step > 1e12 or abs(high) / step > 1e12:
        return 0.0, []
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return step, [number * step for number in range(first, last + 1)]


def tick_texts(values: Sequence[float], step: float) -> list[str]:
    """All of an axis in one way: the same decimals, the same prefix."""
    largest = max((abs(value) for value in values), default=0.0)
    if 0.0 < largest < SMALL:
        digits = max(0, math.floor(math.log10(largest)) - math.floor(math.log10(step) + 1e-9)) if step > 0 else 1
        return [f"{value:.{digits}e}".replace("-", "\u2212") if value else "0" for value in values]
    divisor, letter = next(((by, name) for by, name in _PREFIXES if largest >= LARGE and largest >= by), (1.0, ""))
    shown = step / divisor
    decimals = max(0, -math.floor(math.log10(shown) + 1e-9)) if shown > 0 else 0
    return [
        format_number(value / divisor, min(decimals, MOST_DECIMALS)) + (letter if value else "") for value in values
    ]
