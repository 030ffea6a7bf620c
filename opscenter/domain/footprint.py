"""What the city uses, and what that means for the climate: which rates are added up, and the factors the city sets."""

from dataclasses import dataclass

from opscenter.domain.texts import Texts

FOOTPRINT_TYPE = "CityFootprint"
FOOTPRINT_ENTITY = "urn:ngsi-ld:CityFootprint:city"


@dataclass(slots=True, frozen=True)
class Use:
    """One thing that is used: `figure` of `system` is the rate at which it is, `per_hour` how much is used in an hour
    at a rate of 1, in `unit` (UN/CEFACT code). `kg_co2e` per unit; `target_day` is what a day should not exceed (0:
    there is no target)."""

    id: str
    name: Texts
    system: str
    figure: str
    per_hour: float
    unit: str
    unit_label: str
    decimals: int
    kg_co2e: float
    target_day: float = 0.0


@dataclass(slots=True, frozen=True)
class Footprint:
    """All uses. `population` is how many people live in the city, or `population_figure` of a system says it."""

    uses: tuple[Use, ...] = ()
    population: float = 0.0
    population_system: str = ""
    population_figure: str = ""
    target_kg_per_head_day: float = 0.0
