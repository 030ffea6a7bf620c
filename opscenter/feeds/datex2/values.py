"""Measured values of DATEX II: which element is which attribute, and in which unit the schema has it.

Units by the schema (2.3 and 3.x): speeds of vehicles and of wind km/h, flow vehicles/h, occupancy percent, temperatures
°C, precipitation mm/h, headways and travel times seconds, distances metres. A value that is marked `dataError`, and a
negative one of what cannot be negative (publishers write -1 for "nothing passed"), is no value.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from opscenter.feeds.units import conversion
from opscenter.feeds.xml_reading import every, text_of

TRAFFIC = "TrafficFlowObserved"
WEATHER = "WeatherObserved"


@dataclass(slots=True, frozen=True)
class Quantity:
    """Where a number stands (element, leaf in it) and what it becomes. `over` lanes: add up, or average."""

    element: str
    leaf: str
    type: str
    attribute: str
    unit: str
    wanted: str
    low: float = 0.0
    high: float = 1e6
    adds: bool = False


QUANTITIES = (
    Quantity("vehicleFlow", "vehicleFlowRate", TRAFFIC, "intensity", "", "", high=100_000.0, adds=True),
    Quantity("averageVehicleSpeed", "speed", TRAFFIC, "averageVehicleSpeed", "KMH", "KMH", high=400.0),
    Quantity("occupancy", "percentage", TRAFFIC, "occupancy", "P1", "C62", high=1.0),
    Quantity("averageTimeHeadway", "duration", TRAFFIC, "averageHeadwayTime", "SEC", "SEC"),
    Quantity("travelTime", "duration", TRAFFIC, "travelTime", "SEC", "SEC"),
    Quantity("freeFlowTravelTime", "duration", TRAFFIC, "freeFlowTravelTime", "SEC", "SEC"),
    Quantity("airTemperature", "temperature", WEATHER, "temperature", "CEL", "CEL", -100.0, 70.0),
    Quantity("dewPointTemperature", "temperature", WEATHER, "dewPoint", "CEL", "CEL", -100.0, 70.0),
    Quantity("relativeHumidity", "percentage", WEATHER, "relativeHumidity", "P1", "C62", high=1.0),
    Quantity("windSpeed", "speed", WEATHER, "windSpeed", "KMH", "MTS", high=150.0),
    Quantity("maximumWindSpeed", "speed", WEATHER, "gustSpeed", "KMH", "MTS", high=150.0),
    Quantity("windDirectionBearing", "directionBearing", WEATHER, "windDirection", "DD", "DD", high=360.0),
    Quantity("precipitationIntensity", "millimetresPerHourIntensity", WEATHER, "rainRate", "H67", "H67", high=1_000.0),
    Quantity("minimumVisibilityDistance", "integerMetreDistance", WEATHER, "visibility", "MTR", "MTR", high=200_000.0),
    Quantity("roadSurfaceTemperature", "temperature", WEATHER, "roadSurfaceTemperature", "CEL", "CEL", -80.0, 100.0),
    Quantity("waterFilmThickness", "floatingPointMetreDistance", WEATHER, "waterFilm", "MTR", "MMT", high=1_000.0),
)
_OF_ELEMENT = {quantity.element: quantity for quantity in QUANTITIES}


@dataclass(slots=True, frozen=True)
class Value:
    """A number of a quantity in the unit of its attribute; None: there is none, by the publisher's own word."""

    quantity: Quantity
    number: float | None


def values_in(measured: Element, units: dict[str, str]) -> Iterator[Value | str]:
    """What stands in one measured value: values, and sentences about what cannot be used. `units`: the publisher's unit
    by the schema's, where it does not keep to the schema ({"KMH": "mph"})."""
    for element in measured.iter():
        quantity = _OF_ELEMENT.get(element.tag)
        text = text_of(element, quantity.leaf) if quantity is not None else ""
        if quantity is None or not text:
            continue
        if any(one.text == "true" for one in every(element, "dataError")):
            yield Value(quantity, None)
            continue
        try:
            number = float(text)
        except ValueError:
            yield f"{text[:40]!r} is no {quantity.element}"
            continue
        if quantity.low == 0.0 and number < 0.0:
            yield Value(quantity, None)
            continue
        if quantity.unit != quantity.wanted or quantity.unit in units:
            number = conversion(units.get(quantity.unit, quantity.unit), quantity.wanted)(number)
        if math.isfinite(number) and quantity.low <= number <= quantity.high * (1.0 + 1e-9):
            yield Value(quantity, round(number, 6))
        else:
            yield f"{quantity.element} of {text[:40]} cannot be"
