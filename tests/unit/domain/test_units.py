"""Published units as people read them."""

import pytest

from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_figures import figures_of
from opscenter.domain.alarm_texts import values_for
from opscenter.domain.catalogue import Attribute
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.units import SYMBOLS, unit_symbol


@pytest.mark.parametrize(
    ("published", "written"),
    [("KMH", "km/h"), ("kmh", "km/h"), ("CEL", "°C"), ("GQ", "µg/m³"), ("A97", "hPa"), ("P1", "%"), ("C62", "")],
)
def test_common_codes_have_their_symbol(published: str, written: str) -> None:
    assert unit_symbol(published) == written


@pytest.mark.parametrize("unknown", ["X99", "E34", "ZZZ", "B7"])
def test_a_code_nobody_knows_is_not_shown(unknown: str) -> None:
    assert unit_symbol(unknown) == ""


@pytest.mark.parametrize("unit", ["km/h", "veh/h", "V", "NTU", "MW", "°", ""])
def test_what_is_a_unit_already_stays(unit: str) -> None:
    assert unit_symbol(unit) == unit


def test_no_symbol_is_itself_read_as_a_code() -> None:
    assert [symbol for symbol in SYMBOLS.values() if unit_symbol(symbol) != symbol] == []


def test_a_share_is_told_in_percent() -> None:
    fill = Attribute("fillingLevel", {"en": "Fill"}, unit="C62", unit_label="%", decimals=0, shown_factor=100.0)
    rule = Rule("full", RuleKind.LIMIT, "WasteContainer", "fillingLevel", Priority.LOW, {"en": ""}, value=0.985)
    told = values_for(figures_of(rule, fill, 0.926, 0.985), "Bin 4")
    assert (told["value"], told["limit"], told["unit"]) == ("93", "98.5", "%")


def test_minutes_of_silence_are_not_multiplied() -> None:
    fill = Attribute("fillingLevel", {"en": "Fill"}, unit_label="%", shown_factor=100.0)
    rule = Rule("silent", RuleKind.STALE, "WasteContainer", "fillingLevel", Priority.LOW, {"en": ""})
    told = values_for(figures_of(rule, fill, None, 2.0), "Bin 4")
    assert (told["limit"], told["unit"]) == ("2", "min")
