"""Units that can be turned into one another."""

import pytest

from opscenter.domain.unit_conversion import convert, unit_named
from opscenter.domain.units import SYMBOLS


@pytest.mark.parametrize(
    ("value", "one", "other", "expected"),
    [
        (1, "km", "m", 1000),
        (36, "km/h", "m/s", 10),
        (30, "mm/h", "H67", 30),
        (1, "m³", "l", 1000),
        (90, "%", "C62", 0.9),
        (20, "°C", "K", 293.15),
        (212, "FAH", "CEL", 100),
        (1, "kWh", "J", 3.6e6),
        (1, "bar", "kPa", 100),
        (60, "l/min", "L2", 60),
        (1, "m3/s", "MQH", 3600),
        (1, "mg/m³", "µg/m3", 1000),
        (1, "kn", "km/h", 1.852),
        (1, "Ω", "ohm", 1),
    ],
)
def test_a_value_in_another_unit(value: float, one: str, other: str, expected: float) -> None:
    first, second = unit_named(one), unit_named(other)
    assert first and second
    assert convert(value, first, second) == pytest.approx(expected, rel=1e-12)
    assert convert(convert(value, first, second), second, first) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("one", "other"), [("m", "s"), ("mm", "mm/h"), ("kW", "kVA"), ("dB", "C62"), ("°C", "W")])
def test_what_measures_different_things_does_not_fit(one: str, other: str) -> None:
    first, second = unit_named(one), unit_named(other)
    assert first and second and not first.fits(second)
    with pytest.raises(ValueError, match="different"):
        convert(1.0, first, second)


def test_every_symbol_of_a_code_is_a_unit_that_is_known() -> None:
    assert [code for code, symbol in SYMBOLS.items() if symbol and unit_named(code) is None] == ["INH"]
    assert unit_named("parsec") is None and unit_named("") is None and unit_named("m//s") is None
