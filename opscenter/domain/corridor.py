"""Corridors: the ways through the city whose travel time its operators watch, as data (`[[corridor]]`)."""

from dataclasses import dataclass

from opscenter.domain.texts import Texts


@dataclass(slots=True, frozen=True)
class Corridor:
    """One way, driven from its first segment to its last.

    `segments` are ids of road segments in the order in which they are driven. A segment that is not known, or says
    nothing, is left out of the sum, and the corridor says how much of it was measured.
    """

    id: str
    name: Texts
    segments: tuple[str, ...]


CORRIDOR_TYPE = "TrafficCorridor"


def corridor_entity(corridor: str) -> str:
    """The id of the entity that holds the figures of a corridor."""
    return f"urn:ngsi-ld:{CORRIDOR_TYPE}:{corridor}"
