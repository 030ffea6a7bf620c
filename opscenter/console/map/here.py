"""A place on the map that somebody asks about, and what can be done there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from opscenter.console.map.picking import Hit


@dataclass(slots=True, frozen=True)
class Here:
    """`lon`, `lat` in degrees; `entity` the id of what stands there, or ""; `hit` that or a cluster, or None."""

    lon: float
    lat: float
    entity: str
    hit: Hit | None


@dataclass(slots=True, frozen=True)
class Offer:
    """One line of the menu on a place: its text, an icon of `icons/`, its key in words ("" for none), what it does."""

    text: str
    icon: str
    key: str
    act: Callable[[], None]


Offers = Callable[[Here], Sequence[Offer]]
"""What a feature offers at a place; each feature adds one to `Pointing.offers`."""
