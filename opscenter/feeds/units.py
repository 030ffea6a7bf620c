"""Values in one unit -> another, by pint; codes as the bus has them (UN/CEFACT) or written units ("mph", "°F")."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from opscenter.domain.units import SYMBOLS

if TYPE_CHECKING:
    from pint import UnitRegistry

_LONGEST = 40
_PLAIN = {"C62", "H87", "EA", "IE"}
_SPELT = {
    **{"": "dimensionless", "°": "degree", "r/min": "rpm", "kn": "knot", "mi/h": "mph", "m²": "m^2", "m³": "m^3"},
    **{"var": "varpower", "kvar": "1e3 varpower", "VA": "apparent", "kVA": "1e3 apparent", "MVA": "1e6 apparent"},
}
_FORM = re.compile(r"[^\W\d]*[°%]?[^\W\d]*(?:[²³]|\^?[23])?(?:[/*· ][^\W\d]+(?:[²³]|\^?[23])?){0,4}")
"""What is given to pint's parser: it works powers out, and 9**9**9 takes longer than anybody waits."""
_ALIASES = {
    "LX": "lx",
    "C": "°C",
    "F": "°F",
    "Celsius": "°C",
    "celsius": "°C",
    "Fahrenheit": "°F",
    "kph": "km/h",
    "KPH": "km/h",
    "percent": "%",
}
"""How others write units that neither the codes nor pint know by that name."""
_LOGARITHMIC = {"dB", "dBm"}


class UnitFault(ValueError):
    """A unit is not known, or measures something else: a sentence."""


class Conversion:
    """`value * factor + offset` is the value in the wanted unit."""

    __slots__ = ("factor", "offset")

    def __init__(self, factor: float, offset: float) -> None:
        self.factor = factor
        self.offset = offset

    def __call__(self, value: float) -> float:
        """The value in the wanted unit."""
        return value * self.factor + self.offset


SAME = Conversion(1.0, 0.0)


@lru_cache(maxsize=4_096)
def conversion(from_unit: str, to_unit: str) -> Conversion:
    """From one unit to another; SAME when they are the same. UnitFault, a sentence, when it cannot be."""
    if from_unit == to_unit:
        return SAME
    source, target = _written(from_unit), _written(to_unit)
    if source == target:
        return SAME
    if source in _LOGARITHMIC or target in _LOGARITHMIC:
        raise UnitFault(f"{from_unit!r} cannot be turned into {to_unit!r}: a level is not converted")
    registry = _registry()
    zero, thousand = (_in_other(registry, number, source, target, from_unit, to_unit) for number in (0.0, 1_000.0))
    return Conversion(_clean((thousand - zero) / 1_000.0), _clean(zero))


def _clean(number: float) -> float:
    """Without the last digits, which are the subtraction's: 12 are left."""
    return float(f"{number:.12g}")


def _written(unit: str) -> str:
    text = _ALIASES.get(unit.strip(), unit.strip())
    if len(text) > _LONGEST or (not _FORM.fullmatch(text) and text not in SYMBOLS and text not in _SPELT):
        raise UnitFault(f"{text[:_LONGEST]!r} is not a unit")
    code = text.upper() if text.islower() and len(text) == 3 else text
    if code in SYMBOLS:
        symbol = SYMBOLS[code]
        if not symbol and code not in _PLAIN:
            raise UnitFault(f"{unit!r} is a unit of its own and is not converted")
        return symbol
    return text


def _in_other(
    registry: "UnitRegistry[float]", number: float, source: str, target: str, from_unit: str, to_unit: str
) -> float:
    import pint

    sides = []
    for written, named in ((source, from_unit), (target, to_unit)):
        try:
            # Only what is spelt here may hold numbers; a text of somebody else is a unit or nothing.
            spelt = _SPELT.get(written)
            sides.append(registry.Quantity(1.0, registry.parse_units(written)) if spelt is None else registry(spelt))
        except Exception:  # noqa: BLE001 - whatever pint's parser makes of a text of somebody else
            raise UnitFault(f"{named!r} is not a unit that is known") from None
    try:
        source_unit, target_unit = sides
        quantity = registry.Quantity(number * source_unit.magnitude, source_unit.units)
        return float(quantity.to(target_unit.units).magnitude) / float(target_unit.magnitude)
    except (pint.PintError, OverflowError, ZeroDivisionError):
        raise UnitFault(f"{from_unit!r} cannot be turned into {to_unit!r}: they measure different things") from None


@cache
def _registry() -> "UnitRegistry[float]":
    import pint

    registry: pint.UnitRegistry[float] = pint.UnitRegistry(autoconvert_offset_to_baseunit=True, cache_folder=None)
    # Watts, volt-amperes and vars have one dimension in physics and three meanings in a grid.
    registry.define("apparent = [apparent_power]")
    registry.define("varpower = [reactive_power]")
    return registry
