"""Colours of the map that are made from tokens: those of a lost link, and of values on a ramp."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from opscenter.console.theme.contrast import blend
from opscenter.console.theme.tokens import Tokens

LEVELS = 6
_PLAIN_SHARE = 0.6
_COLOUR_LEFT = 0.35  # of an alarm whose link is lost


@lru_cache(maxsize=8)
def faded(tokens: Tokens) -> Tokens:
    """The tokens of a map whose link is lost: no ramp, dull alarms, so that nothing old looks live."""
    grey = blend(tokens.muted, tokens.ground, 0.32)
    return replace(
        tokens,
        symbol=tokens.muted,
        ramp=(grey,) * len(tokens.ramp),
        field=(grey,) * len(tokens.field),
        critical=blend(tokens.critical, tokens.muted, _COLOUR_LEFT),
        high=blend(tokens.high, tokens.muted, _COLOUR_LEFT),
        medium=blend(tokens.medium, tokens.muted, _COLOUR_LEFT),
        low=blend(tokens.low, tokens.muted, _COLOUR_LEFT),
    )


@lru_cache(maxsize=8)
def plain_line(tokens: Tokens) -> str:
    """The colour of a line that has no figure, or none yet: quieter than what is silent, brighter than the ground."""
    return blend(tokens.muted, tokens.land, _PLAIN_SHARE)


def levels(values: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.int8]:
    """Step 0..LEVELS-1 of each value between `low` and `high` (which may be reversed); -1 for no value."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.clip((values - low) / (high - low), 0.0, 1.0)
        step = np.minimum(share * LEVELS, LEVELS - 1)
    return np.where(np.isfinite(step), step, -1.0).astype(np.int8)


def ramp_colour(tokens: Tokens, level: int) -> str:
    """The colour of a step; tokens may have more or fewer colours than there are steps."""
    return tokens.ramp[round(level * (len(tokens.ramp) - 1) / (LEVELS - 1))]
