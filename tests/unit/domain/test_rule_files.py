"""Rules beside the catalogue: added, replaced, taken out, in units of their own; and everything wrong with them."""

import pytest

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.domain.rule import Rule
from tests.support.rule_texts import in_gauge, line_of, rule_text

BASE = in_gauge(rule_text(), rule_text("state", "gauge.fault"))


def with_rules(*files: str, catalogue: str = BASE) -> Catalogue:
    return parse_catalogue({"a.toml": catalogue}, {f"{number}.toml": text for number, text in enumerate(files)})


def rules_of(catalogue: Catalogue) -> dict[str, Rule]:
    return {rule.id: rule for rule in catalogue.rules()}


def mistakes(*files: str, catalogue: str = BASE) -> list[str]:
    with pytest.raises(CatalogueErrors) as raised:
        with_rules(*files, catalogue=catalogue)
    return [str(mistake) for mistake in raised.value.mistakes]


def own(kind: str = "limit", rule_id: str = "site.high", more: str = "") -> str:
    return rule_text(kind, rule_id, "rule", more)


def test_a_file_adds_a_rule() -> None:
    catalogue = with_rules(own(), own("flat", "site.flat"))
    assert [rule.id for rule in catalogue.kinds["Gauge"].rules] == [
        "gauge.high",
        "gauge.fault",
        "site.high",
        "site.flat",
    ]
    assert all(len(rule.version) == 12 for rule in catalogue.rules())


def test_a_rule_of_the_same_id_takes_the_place_of_the_catalogues() -> None:
    before = rules_of(with_rules())
    after = with_rules(own(rule_id="gauge.high").replace("value = 2.5", "value = 2.0").replace('type = "Gauge"\n', ""))
    assert [rule.id for rule in after.kinds["Gauge"].rules] == ["gauge.high", "gauge.fault"]
    rules = rules_of(after)
    assert rules["gauge.high"].value == 2.0
    assert rules["gauge.high"].version != before["gauge.high"].version
    assert rules["gauge.fault"] == before["gauge.fault"]


def test_the_same_rule_in_a_file_has_the_same_version() -> None:
    assert rules_of(with_rules(own(rule_id="gauge.high"))) == rules_of(with_rules())


def test_a_rule_is_taken_out_and_nothing_suppresses_it_any_more() -> None:
    catalogue = in_gauge(rule_text(more='suppresses = ["gauge.fault"]'), rule_text("state", "gauge.fault"))
    found = rules_of(with_rules('[[rule]]\nid = "gauge.fault"\ndisabled = true\n', catalogue=catalogue))
    assert list(found) == ["gauge.high"] and found["gauge.high"].suppresses == ()


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('type = "Gauge"', 'type = "Guage"', 'there is no kind "Guage"; did you mean "Gauge"?'),
        ('type = "Gauge"\n', "", '"type" is missing'),
        ('attribute = "level"', 'attribute = "levle"', 'did you mean "level"?'),
        ('id = "site.high"', 'id = "gauge.fault"\ndisabled = 1', '"disabled" must be true or false'),
        ('id = "site.high"', 'id = "site.hihg"\ndisabled = true', 'there is no rule "site.hihg" to take out'),
        ('priority = "high"', 'priority = "high"\nsuppresses = ["gauge.high", "x"]', 'there is no rule "x"'),
        ("value = 2.5", 'value = 2.5\nunit = "KMH"', '"KMH" does not fit: level is in m'),
        ("value = 2.5", 'value = 2.5\nunit = "furlong"', '"furlong" is no unit that is known'),
        ('cause = { en = "A",', 'cause = { en = "",', '"cause" has no text in en'),
        ("[[rule]]", "[[kind]]", '"kind" belongs into a catalogue file'),
        ("[[rule]]", "[[rul]]", 'there is no "rul" here; did you mean "rule"?'),
    ],
)
def test_each_mistake_has_its_line(right: str, wrong: str, sentence: str) -> None:
    text = own()
    assert right in text
    text = text.replace(right, wrong, 1)
    found = mistakes(text)
    assert any(sentence in mistake for mistake in found), found
    assert all(mistake.startswith("0.toml:") and 1 <= int(mistake.split(":")[1]) <= 16 for mistake in found), found


def test_an_id_described_twice_is_told_with_both_places() -> None:
    (mistake,) = mistakes(own(), own())
    assert mistake == '1.toml:3: the rule "site.high" is described twice: in 0.toml, line 3, too'
    assert "described twice" in mistakes(own(rule_id="gauge.high"), own(rule_id="gauge.high"))[0]


def test_a_rule_cannot_come_to_be_about_something_else() -> None:
    lamp = own(rule_id="gauge.high").replace("Gauge", "Lamp").replace("level", "power")
    assert '"gauge.high" is about Gauge: a rule about Lamp needs an id of its own' in mistakes(lamp)[0]


def test_a_loop_of_suppression_through_catalogue_and_files_is_told() -> None:
    catalogue = in_gauge(rule_text(more='suppresses = ["gauge.fault"]'), rule_text("state", "gauge.fault"))
    text = own("state", "gauge.fault", 'suppresses = ["site.high"]') + own(more='suppresses = ["gauge.high"]')
    (mistake,) = mistakes(text, catalogue=catalogue)
    assert '"gauge.high" suppresses "gauge.fault" suppresses "site.high" suppresses "gauge.high"' in mistake


def test_a_value_in_a_unit_of_its_own_is_turned_into_the_attributes() -> None:
    def of(rule: str) -> Rule:
        return rules_of(with_rules(rule))["site.high"]

    limit = of(own().replace("value = 2.5", 'value = 250\nunit = "cm"').replace("deadband = 0.25", "deadband = 25"))
    assert (limit.value, limit.deadband) == (2.5, 0.25)
    assert limit == of(own())  # so it is the same rule, of the same version
    speed = own().replace('"level"', '"speed"').replace("value = 2.5", 'value = 10\nunit = "MTS"')
    assert of(speed).value == 36.0
    rate = own("rate").replace("value = 0.01", 'value = 1.8\nunit = "m/h"')
    assert of(rate).value == 0.0005
    assert "does not fit: level is in m in a time, such as m/h" in mistakes(rate.replace("m/h", "m"))[0]
    flat = own("flat").replace("span_s = 3600", 'span_s = 3600\nvalue = 5\nunit = "MMT"')
    assert of(flat).value == 0.005


def test_a_temperatures_deadband_is_a_difference() -> None:
    catalogue = BASE.replace('unit = "MTR"\nunit_label = "m"', 'unit = "CEL"\nunit_label = "°C"')
    text = own().replace("value = 2.5", 'value = 50\nunit = "°F"').replace("deadband = 0.25", "deadband = 9")
    rule = rules_of(with_rules(text, catalogue=catalogue))["site.high"]
    assert (rule.value, rule.deadband) == (10.0, 5.0)


def test_a_unit_where_the_attribute_has_none() -> None:
    catalogue = BASE.replace('unit = "MTR"\nunit_label = "m"', "")
    text = own().replace("value = 2.5", 'value = 2.5\nunit = "m"')
    assert "level is published without a unit that is known" in mistakes(text, catalogue=catalogue)[0]


def test_an_expression_is_checked_with_its_column() -> None:
    text = own("expression").replace("level > 2 m", "levle > 2 m")
    (mistake,) = mistakes(text)
    assert mistake.startswith(f"0.toml:{line_of(text, 'expression =')}: ") and "column 1" in mistake


def test_limits_in_disorder_are_warned_of_and_not_refused() -> None:
    low = own(rule_id="site.low").replace('side = "high"', 'side = "low"').replace("value = 2.5", "value = 3")
    (warning,) = with_rules(low).warnings
    assert str(warning) == (
        f'0.toml:{line_of(low, "value = 3")}: the low limit 3 of "site.low" (high) is not under '
        'the high limit 2.5 of "gauge.high" (high): one of them always stands'
    )
    above = own().replace('priority = "high"', 'priority = "low"').replace("value = 2.5", "value = 2.8")
    (warning,) = with_rules(above).warnings
    assert "which is more urgent: it warns of nothing" in warning.message
    below = above.replace("value = 2.8", "value = 2.2")
    assert with_rules(below).warnings == []


def test_a_file_that_nests_too_deeply_is_refused_with_a_sentence() -> None:
    assert mistakes("a = " + "[" * 5_000 + "]" * 5_000) == [
        "0.toml:1: not a file that can be used: its arrays or tables are nested too deeply"
    ]


def test_a_file_without_rules_and_one_with_too_many() -> None:
    assert mistakes("# nothing") == ["0.toml:1: there is no [[rule]] in this file"]
    many = "".join(f'[[rule]]\nid = "gauge.{number}"\ndisabled = true\n' for number in range(20_001))
    assert any("20,001 rules are too many" in mistake for mistake in mistakes(many))
