"""Units that can be turned into one another: what a written unit measures, and by how much.

A unit is a product of powers of base quantities (length, mass, time, current, temperature, and a few that stand for
themselves, such as the decibel), a factor to the base units of the SI, and an offset for temperatures. Factors are
exact by definition (SI brochure, 9th edition; the international foot and mile of 1959).
"""

import re
from dataclasses import dataclass

from opscenter.domain.units import SYMBOLS

Powers = tuple[tuple[str, int], ...]
"""Base quantity -> power, in order of the quantities; () for a plain number."""


@dataclass(slots=True, frozen=True)
class Unit:
    """A unit: `value * factor + offset` is the value in base units of the quantity `powers`."""

    powers: Powers
    factor: float = 1.0
    offset: float = 0.0

    def fits(self, other: "Unit") -> bool:
        """Whether both measure the same quantity."""
        return self.powers == other.powers

    def times(self, other: "Unit", power: int = 1) -> "Unit":
        """The unit of a product (or with -1 of a quotient); a temperature in it is a difference."""
        powers = dict(self.powers)
        for base, exponent in other.powers:
            powers[base] = powers.get(base, 0) + power * exponent
        return Unit(_ordered(powers), self.factor * other.factor**power)


def convert(value: float, from_unit: Unit, to_unit: Unit) -> float:
    """A value in another unit of the same quantity; of another quantity it raises ValueError."""
    if not from_unit.fits(to_unit):
        raise ValueError("the units measure different things")
    return (value * from_unit.factor + from_unit.offset - to_unit.offset) / to_unit.factor


def unit_named(text: str) -> Unit | None:
    """The unit of a symbol ("mm/h", "°C", "m3/s") or a common code ("H67"); None for what is neither."""
    text = text.strip()
    if text in SYMBOLS:
        symbol = SYMBOLS[text]
        return _written(symbol) if symbol else (Unit(()) if text in _PLAIN_CODES else None)
    return _written(text)


def unit_words() -> tuple[str, ...]:
    """All symbols a unit is made of, the longest first."""
    return _WORDS


def _ordered(powers: dict[str, int]) -> Powers:
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def _written(text: str) -> Unit | None:
    parts = [_SPELLINGS.get(part.strip(), part.strip()) for part in text.split("/")]
    if not 1 <= len(parts) <= 2 or any(part not in _ATOMS for part in parts):
        return None
    unit = _ATOMS[parts[0]]
    return unit.times(_ATOMS[parts[1]], -1) if len(parts) == 2 else unit


def _atoms() -> dict[str, Unit]:
    length, mass, time, current = (("L", 1),), (("M", 1),), (("T", 1),), (("I", 1),)
    area, volume, rate = (("L", 2),), (("L", 3),), (("T", -1),)
    pressure = _ordered({"M": 1, "L": -1, "T": -2})
    energy = _ordered({"M": 1, "L": 2, "T": -2})
    power = _ordered({"M": 1, "L": 2, "T": -3})
    volt = _ordered({"M": 1, "L": 2, "T": -3, "I": -1})
    ohm = _ordered({"M": 1, "L": 2, "T": -3, "I": -2})
    siemens = _ordered({"M": -1, "L": -2, "T": 3, "I": 2})
    apparent, reactive, angle = (("apparent power", 1),), (("reactive power", 1),), (("angle", 1),)
    known: dict[str, Unit] = {}
    for powers, factors in (
        ((), {"%": 1e-2, "ppm": 1e-6, "ppb": 1e-9}),
        (length, {"m": 1.0, "km": 1e3, "dm": 0.1, "cm": 1e-2, "mm": 1e-3, "µm": 1e-6, "mi": 1609.344, "ft": 0.3048}),
        (area, {"m²": 1.0, "km²": 1e6, "ha": 1e4}),
        (volume, {"m³": 1.0, "dm³": 1e-3, "l": 1e-3, "ml": 1e-6, "hl": 0.1}),
        (mass, {"kg": 1.0, "g": 1e-3, "mg": 1e-6, "µg": 1e-9, "t": 1e3}),
        (time, {"s": 1.0, "ms": 1e-3, "min": 60.0, "h": 3600.0, "d": 86_400.0}),
        (angle, {"°": 3.141592653589793 / 180.0, "rad": 1.0}),
        ((("turn", 1),), {"r": 1.0}),
        (_ordered({"L": 1, "T": -1}), {"kn": 1852.0 / 3600.0}),
        (pressure, {"Pa": 1.0, "hPa": 100.0, "kPa": 1e3, "MPa": 1e6, "bar": 1e5, "mbar": 100.0}),
        (volt, {"V": 1.0, "kV": 1e3, "mV": 1e-3}),
        (current, {"A": 1.0, "mA": 1e-3}),
        (ohm, {"Ω": 1.0}),
        (siemens, {"S": 1.0}),
        (rate, {"Hz": 1.0, "kHz": 1e3, "MHz": 1e6}),
        (power, {"W": 1.0, "kW": 1e3, "MW": 1e6, "GW": 1e9}),
        (apparent, {"VA": 1.0, "kVA": 1e3, "MVA": 1e6}),
        (reactive, {"var": 1.0, "kvar": 1e3}),
        (energy, {"Wh": 3.6e3, "kWh": 3.6e6, "MWh": 3.6e9, "GWh": 3.6e12, "J": 1.0, "kJ": 1e3}),
    ):
        known.update({symbol: Unit(powers, factor) for symbol, factor in factors.items()})
    for symbol in ("dB", "dBm", "lx", "lm", "cd"):
        known[symbol] = Unit(((symbol, 1),))
    temperature = (("temperature", 1),)
    known["K"] = Unit(temperature)
    known["°C"] = Unit(temperature, 1.0, 273.15)
    known["°F"] = Unit(temperature, 5.0 / 9.0, 273.15 - 32.0 * 5.0 / 9.0)
    return known


_PLAIN_CODES = ("C62", "H87", "EA", "IE")
_ATOMS = _atoms()
_SPELLINGS = {
    **{re.sub("[²³]", lambda m: {"²": "2", "³": "3"}[m[0]], symbol): symbol for symbol in _ATOMS if symbol[-1] in "²³"},
    **{"um": "µm", "ug": "µg", "μm": "µm", "μg": "µg", "degC": "°C", "degF": "°F", "℃": "°C", "ohm": "Ω", "deg": "°"},
}
_WORDS = tuple(sorted({*_ATOMS, *_SPELLINGS}, key=lambda word: (-len(word), word)))
