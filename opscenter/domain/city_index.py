"""The city index: six axes (ISO 37120's and the European smart-city ranking's themes), each out of indicators.

After Giffinger et al., "Smart cities: Ranking of European medium-sized cities" (2007): indicators are z-scored and
averaged per axis. There each city is held against other cities; here the city is held against its own past.
"""

from dataclasses import dataclass

from opscenter.domain.texts import Texts

INDEX_TYPE = "CityIndex"
INDEX_ENTITY = "urn:ngsi-ld:CityIndex:city"
DAYS_KNOWN, STEPS_KNOWN = "daysKnown", "stepsKnown"
"""On how many days of past the index rests (0: on today only; at most a week), and how many of the ten minutes that the
first score needs are known of the indicator that is known best."""
ENOUGH_DAYS, ENOUGH_STEPS = 7, 6
"""So many days, and the index is no more suspect; so many times ten minutes, and there is one."""
SCORE_OF_SPREAD = 50.0 / 3.0
"""Points of an axis that one standard deviation is worth."""


@dataclass(slots=True, frozen=True)
class Indicator:
    """One number that speaks for an axis: `attribute` of the one entity of type `type`. `better`: 1 where more of it is
    better, -1 where less is."""

    id: str
    name: Texts
    type: str
    attribute: str
    better: int
    weight: float = 1.0


@dataclass(slots=True, frozen=True)
class Axis:
    """One axis, with what moves it."""

    id: str
    name: Texts
    indicators: tuple[Indicator, ...]
