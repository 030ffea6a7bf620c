"""Measured values of DATEX II: which element is which attribute, and in which unit the schema has it.

Units by the schema (2.3 and 3.x): speeds of vehicles km/h, of wind km/h in version 2 and m/s in version 3 (another
element says it), flow vehicles/h, occupancy percent, temperatures °C, precipitation mm/h, headways and travel times
seconds, distances metres. A value that is marked `dataError` or stands beside a fault of its equipment, and a negative
one of what cannot be negative (publishers write -1 for "nothing passed"), is no value. Forecasts are not measured and
are passed over. A value to compare with (`basicDataReferenceValue` of the Dutch extension) is not the measured one: of
travel times the static one is that of free flow.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from opscenter.feeds.units import conversion
from opscenter.feeds.xml_reading import every, text_of

TRAFFIC = "TrafficFlowObserved"
WEATHER = "WeatherObserved"


@dataclass(slots=True, frozen=True, eq=False)  # each is itself alone: told apart without comparing ten fields
class Quantity:
    """Where a number stands (element, leaf in it) and what it becomes. `over` lanes: add up, or average. `also`: leaves
    of other versions of the schema with their units."""

    element: str
    leaf: str
    type: str
    attribute: str
    unit: str
    wanted: str
    low: float = 0.0
    high: float = 1e6
    adds: bool = False
    also: tuple[tuple[str, str], ...] = ()

    def written_in(self, element: Element) -> tuple[str, str]:
        """The number as written and its unit; "" where there is none."""
        for leaf, unit in ((self.leaf, self.unit), *self.also):
            if text := text_of(element, leaf):
                return text, unit
        return "", ""


_WIND = (("windSpeed", "MTS"),)
_DEPTH = (("distance", "MTR"),)
RAIN_RATE = Quantity(
    "precipitationIntensity",
    "millimetresPerHourIntensity",
    WEATHER,
    "rainRate",
    "H67",
    "H67",
    high=1_000.0,
    also=(("intensityPerHour", "H67"),),
)
FREE_FLOW = Quantity("freeFlowTravelTime", "duration", TRAFFIC, "freeFlowTravelTime", "SEC", "SEC")


QUANTITIES = (
    Quantity("vehicleFlow", "vehicleFlowRate", TRAFFIC, "intensity", "", "", high=100_000.0, adds=True),
    Quantity("averageVehicleSpeed", "speed", TRAFFIC, "averageVehicleSpeed", "KMH", "KMH", high=400.0),
    Quantity("occupancy", "percentage", TRAFFIC, "occupancy", "P1", "C62", high=1.0),
    Quantity("averageTimeHeadway", "duration", TRAFFIC, "averageHeadwayTime", "SEC", "SEC"),
    Quantity("travelTime", "duration", TRAFFIC, "travelTime", "SEC", "SEC"),
    FREE_FLOW,
    Quantity("airTemperature", "temperature", WEATHER, "temperature", "CEL", "CEL", -100.0, 70.0),
    Quantity("dewPointTemperature", "temperature", WEATHER, "dewPoint", "CEL", "CEL", -100.0, 70.0),
    Quantity("relativeHumidity", "percentage", WEATHER, "relativeHumidity", "P1", "C62", high=1.0),
    Quantity("windSpeed", "speed", WEATHER, "windSpeed", "KMH", "MTS", high=150.0, also=_WIND),
    Quantity("maximumWindSpeed", "speed", WEATHER, "gustSpeed", "KMH", "MTS", high=150.0, also=_WIND),
    Quantity("windDirectionBearing", "directionBearing", WEATHER, "windDirection", "DD", "DD", high=360.0),
    RAIN_RATE,
    Quantity("minimumVisibilityDistance", "integerMetreDistance", WEATHER, "visibility", "MTR", "MTR", high=200_000.0),
    Quantity("roadSurfaceTemperature", "temperature", WEATHER, "roadSurfaceTemperature", "CEL", "CEL", -80.0, 100.0),
    Quantity(
        "waterFilmThickness",
        "floatingPointMetreDistance",
        WEATHER,
        "waterFilm",
        "MTR",
        "MMT",
        high=1_000.0,
        also=_DEPTH,
    ),
    Quantity("depthOfSnow", "floatingPointMetreDistance", WEATHER, "snowHeight", "MTR", "MTR", high=20.0, also=_DEPTH),
    Quantity("iceLayerThickness", "distance", WEATHER, "iceThickness", "MTR", "MMT", high=1_000.0),
    Quantity("friction", "friction", WEATHER, "friction", "", "", high=1.0, also=(("coefficientOfFriction", ""),)),
)
_OF_ELEMENT = {quantity.element: quantity for quantity in QUANTITIES}
_FAULTS = ("physicalQuantityFault", "measurementEquipmentFault")
_TRUE = ("true", "1")


@dataclass(slots=True, frozen=True)
class Value:
    """A number of a quantity in the unit of its attribute; None: there is none, by the publisher's own word."""

    quantity: Quantity
    number: float | None


def values_in(measured: Element, units: dict[str, str]) -> Iterator[Value | str]:
    """What stands in one measured value: values, and sentences about what cannot be used. `units`: the publisher's unit
    by the schema's, where it does not keep to the schema ({"KMH": "mph"})."""
    faulty = forecast = False
    references: dict[Element, str] = {}  # element within a value to compare with -> the kind of that
    found: list[Value | str] = []
    for element in measured.iter():
        if element.tag in _FAULTS:
            faulty = True
        elif element.tag == "forecast":
            forecast = forecast or _is_true(element.text)
        elif element.tag == "basicDataReferenceValue":
            references.update(dict.fromkeys(element.iter(), text_of(element, "referenceValueType")))
        elif element.tag == "noPrecipitation" and _is_true(element.text):
            found.append(Value(RAIN_RATE, 0.0))
        quantity = _OF_ELEMENT.get(element.tag)
        if quantity is None:
            continue
        if element in references:
            if element.tag != "travelTime" or references[element] != "staticReferenceValue":
                continue
            quantity = FREE_FLOW
        text, unit = quantity.written_in(element)
        if text:
            found.append(_value(element, quantity, text, units.get(unit, unit)))
    if forecast:
        return
    for one in found:
        yield Value(one.quantity, None) if faulty and isinstance(one, Value) else one


def _value(element: Element, quantity: Quantity, text: str, unit: str) -> Value | str:
    if any(_is_true(one.text) for one in every(element, "dataError")):
        return Value(quantity, None)
    try:
        number = float(text)
    except ValueError:
        return f"{text[:40]!r} is no {quantity.element}"
    if quantity.low == 0.0 and number < 0.0:
        return Value(quantity, None)
    if unit != quantity.wanted:
        number = conversion(unit, quantity.wanted)(number)
    if math.isfinite(number) and quantity.low <= number <= quantity.high * (1.0 + 1e-9):
        return Value(quantity, round(number, 6))
    return f"{quantity.element} of {text[:40]} cannot be"


def _is_true(text: str | None) -> bool:
    return (text or "").strip() in _TRUE
