"""Schemes of air-quality indices as data (`[[air_index]]` of the catalogue): averaging periods, breakpoints, bands."""

from dataclasses import dataclass

from opscenter.domain.texts import Texts

AVERAGES = ("1h", "3h", "8h", "24h", "nowcast")
"""Means over so many hours; `nowcast`: the weighted mean of the past twelve by which the US EPA tells of particles."""

METHODS = ("breakpoints", "risk")
"""`breakpoints`: each pollutant has an index, the highest counts. `risk`: added risks are summed and banded."""


@dataclass(slots=True, frozen=True)
class IndexPollutant:
    """One pollutant of a scheme: an attribute, its averaging period, and how its mean becomes an index.

    `per_unit`: µg/m³ in one unit of the breakpoints. A mean is cut down to a multiple of `step` first (0: not at all).
    Of breakpoints, from `low[k]` to `high[k]` the index goes from `index_low[k]` to `index_high[k]`. `beta` is the risk
    coefficient per µg/m³. Of pollutants with the same `group` (not "") only the one of the highest risk counts.
    """

    attribute: str
    average: str
    label: Texts
    per_unit: float = 1.0
    step: float = 0.0
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    index_low: tuple[float, ...] = ()
    index_high: tuple[float, ...] = ()
    beta: float = 0.0
    group: str = ""


@dataclass(slots=True, frozen=True)
class IndexBand:
    """A band of an index, up to and with `up_to` (of a risk: below it, and `index` is what it is called by)."""

    state: str
    up_to: float
    index: float = 0.0


@dataclass(slots=True, frozen=True)
class AirIndex:
    """One scheme. The one with `use` is computed."""

    id: str
    name: Texts
    method: str
    source: str
    use: bool
    pollutants: tuple[IndexPollutant, ...]
    bands: tuple[IndexBand, ...]


@dataclass(slots=True, frozen=True)
class AirGuideline:
    """A guideline or limit: the mean of an attribute over `average` should not be above `limit` (µg/m³)."""

    attribute: str
    average: str
    limit: float
    label: Texts
    source: str
