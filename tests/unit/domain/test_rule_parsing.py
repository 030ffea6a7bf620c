"""Rules of every kind as they are written, and each mistake in one with its line."""

import pytest

from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.domain.role import Role
from opscenter.domain.rule import Rule, RuleKind, Side
from tests.support.rule_texts import OWN, in_gauge, line_of, rule_text


def read(*rules: str) -> tuple[Rule, ...]:
    return parse_catalogue({"a.toml": in_gauge(*rules)}).kinds["Gauge"].rules


def mistakes(*rules: str) -> list[str]:
    with pytest.raises(CatalogueErrors) as raised:
        read(*rules)
    return [str(mistake) for mistake in raised.value.mistakes]


@pytest.mark.parametrize("kind", OWN)
def test_a_rule_of_each_kind_is_read(kind: str) -> None:
    (rule,) = read(rule_text(kind))
    assert (rule.kind, rule.entity_type) == (RuleKind(kind), "Gauge")
    assert len(rule.version) == 12


def test_what_each_kind_says() -> None:
    rate, deviation, flat, count, expression = (
        read(rule_text(kind))[0] for kind in ("rate", "deviation", "flat", "count", "expression")
    )
    assert (rate.side, rate.value, rate.span_ms) == (Side.BOTH, 0.01, 600_000)
    assert (deviation.side, deviation.value, deviation.deadband) == (Side.BOTH, 4.0, 1.0)
    assert (flat.value, flat.span_ms) == (0.0, 3_600_000)
    assert (count.states, count.times, count.span_ms, count.value) == (("on",), 6, 3_600_000, 0.0)
    assert expression.expression == "level > 2 m and level < 3 m"


def test_a_count_may_be_of_a_number_beyond_a_limit() -> None:
    own = rule_text("count").replace(
        'attribute = "pump"\nstates = ["on"]', 'attribute = "level"\nside = "low"\nvalue = 1'
    )
    (rule,) = read(own)
    assert (rule.side, rule.value, rule.states) == (Side.LOW, 1.0, ())


def test_what_every_rule_may_say() -> None:
    (rule, other) = read(
        rule_text(
            more='group = "drainage"\nrole = "supervisor"\nsuppresses = ["gauge.other"]\nrealarm_s = 900\n'
            'self_acknowledging = true\nchecklist = [\n  { en = "Look at {name}" },\n'
            '  { en = "Act", zh_Hans = "做" },\n]'
        ),
        rule_text("state", "gauge.other"),
    )
    assert (rule.group, rule.role, rule.suppresses, rule.realarm_ms) == (
        "drainage",
        Role.SUPERVISOR,
        ("gauge.other",),
        900_000,
    )
    assert rule.self_acknowledging
    assert rule.checklist == ({"en": "Look at {name}"}, {"en": "Act", "zh_Hans": "做"})
    assert (other.group, other.role, other.checklist, other.realarm_ms) == ("", Role.OPERATOR, (), 0)


@pytest.mark.parametrize(
    ("kind", "right", "wrong", "sentence"),
    [
        ("limit", 'side = "high"', 'side = "both"', '"side" cannot be "both"; it is one of high, low'),
        (
            "limit",
            "value = 2.5",
            "value = 2.5\nspan_s = 3",
            '"span_s" is for a rule of kind rate or flat or count, not',
        ),
        ("limit", "value = 2.5", "value = 2.5\nspam_s = 3", 'there is no "spam_s" here'),
        ("limit", "value = 2.5", "valeu = 2.5", 'there is no "valeu" here; did you mean "value"?'),
        ("limit", '"limit"', '"limt"', '"kind" cannot be "limt"; did you mean "limit"?'),
        ("limit", "{name}", "{nam}", 'no use for {nam}; did you mean "name"?'),
        ("rate", "span_s = 600", "", '"span_s" is missing'),
        ("rate", "span_s = 600", "span_s = 0", '"span_s" must be between 1 and'),
        ("rate", "value = 0.01", "value = -0.01", '"value" of a rate rule must be more than 0'),
        (
            "rate",
            'side = "both"\nvalue = 0.01',
            'side = "low"\nvalue = 0.01',
            "below a negative number when something falls; write -0.01",
        ),
        ("limit", "{name}", "{name} {span}", "no use for {span}"),
        ("deviation", "value = 4.0", "value = 0", '"value" of a deviation rule must be more than 0'),
        ("deviation", "deadband = 1.0", "span_s = 60", '"span_s" is for a rule of kind'),
        ("flat", "span_s = 3600", 'span_s = 3600\nside = "low"', '"side" is for a rule of kind'),
        ("flat", "span_s = 3600", "span_s = 3600\nvalue = -1", '"value" must be at least 0'),
        ("count", "times = 6", "times = 1", '"times" must be between 2 and'),
        ("count", "times = 6", 'times = 6\nwithin = ["type:Geofence"]', '"within" is for a rule of kind limit'),
        ("count", "times = 6", "times = 6\ndeadband = 1", '"deadband" beside "states"'),
        ("count", "times = 6", "times = 2.5", '"times" must be a whole number'),
        ("count", "times = 6", "times = 6\nvalue = 3", '"value" beside "states"'),
        ("count", 'states = ["on"]', "", '"side" is missing'),
        ("count", '["on"]', '["om"]', 'pump is never "om"; did you mean "on"?'),
        ("expression", 'expression = "level > 2 m and level < 3 m"', "", '"expression" is missing'),
        ("expression", '"level > 2 m and level < 3 m"', '" "', '"expression" is empty'),
        ("stale", "respond_s = 300", "respond_s = 300\nvalue = 3", '"value" is for a rule of kind limit or rate'),
        ("state", '"pump"', '"pmup"', 'did you mean "pump"?'),
        ("limit", "respond_s = 300", 'respond_s = 300\nrole = "boss"', "it is one of operator, supervisor"),
        ("limit", "respond_s = 300", 'respond_s = 300\nchecklist = "look"', '"checklist" must be a list of texts'),
        ("limit", "respond_s = 300", 'respond_s = 300\nchecklist = ["look"]', "a table is expected here"),
        ("limit", "respond_s = 300", 'respond_s = 300\nchecklist = [{ en = " " }]', '"checklist" has no text in en'),
        ("limit", "respond_s = 300", 'respond_s = 300\nchecklist = [{ en = "{vlaue}" }]', "no use for {vlaue}"),
        ("limit", "respond_s = 300", 'respond_s = 300\ngroup = ""', '"group" is empty'),
        ("limit", "respond_s = 300", "respond_s = 300\nrealarm_s = -1", '"realarm_s" must be between 0'),
        ("limit", "respond_s = 300", 'respond_s = 300\nsuppresses = "a"', '"suppresses" must be a list of texts'),
        (
            "limit",
            "respond_s = 300",
            "respond_s = 300\nlatching = true\nself_acknowledging = true",
            'cannot be "latching"',
        ),
        ("limit", 'id = "gauge.high"', 'id = ""', '"id" is empty'),
        ("limit", 'id = "gauge.high"', 'id = "a\\nb"', '"id" must be printable text'),
    ],
)
def test_each_mistake_has_its_line(kind: str, right: str, wrong: str, sentence: str) -> None:
    text = rule_text(kind)
    assert right in text
    found = mistakes(text.replace(right, wrong, 1))
    assert any(sentence in mistake for mistake in found), found
    header = line_of(in_gauge(text), "[[kind.rule]]")
    assert all(header <= int(mistake.split(":")[1]) <= header + 20 for mistake in found)


def test_what_is_too_long_or_too_many_is_refused() -> None:
    assert "characters in en; 2,000 is the most" in mistakes(rule_text().replace("{name}:", "x" * 2_001))[0]
    steps = ", ".join(['{ en = "x" }'] * 21)
    assert '"checklist" has 21 steps; 20 is the most' in mistakes(rule_text(more=f"checklist = [{steps}]"))[0]
    long = rule_text("expression").replace("level > 2", "level > 2" + " " * 4_000)
    assert "4,000 is the most" in mistakes(long)[0]
    states = ", ".join(f'"{number}"' for number in range(101))
    text = rule_text("state").replace('["fault"]', f"[{states}]").replace('"pump"', '"level"')
    assert '"states" names 101; 100 is the most' in mistakes(text)[0]


def test_rules_suppress_only_rules_that_are_there_and_of_the_same_kind_of_entity() -> None:
    one = rule_text(more='suppresses = ["gauge.othr"]')
    two = rule_text("state", "gauge.other")
    assert 'there is no rule "gauge.othr"; did you mean "gauge.other"?' in mistakes(one, two)[0]
    assert '"gauge.high" suppresses itself' in mistakes(rule_text(more='suppresses = ["gauge.high"]'))[0]
    lamp = rule_text(rule_id="lamp.high").replace("level", "power")
    text = in_gauge(rule_text(more='suppresses = ["lamp.high"]')) + lamp
    with pytest.raises(CatalogueErrors, match="a rule suppresses alarms of the same entity only"):
        parse_catalogue({"a.toml": text})


@pytest.mark.parametrize("length", [2, 3, 50, 3_000])
def test_a_loop_of_suppression_of_any_length_is_told_once(length: int) -> None:
    rules = [
        rule_text("state", f"gauge.{number}", more=f'suppresses = ["gauge.{(number + 1) % length}"]')
        for number in range(length)
    ]
    (mistake,) = mistakes(*rules)
    assert 'a loop of suppression, in which nothing would be shown: "gauge.0" suppresses "gauge.1"' in mistake
    assert len(mistake) < 400


def test_suppression_without_a_loop_is_right() -> None:
    rules = read(
        rule_text("state", "a", more='suppresses = ["b", "c"]'),
        rule_text("state", "b", more='suppresses = ["c"]'),
        rule_text("state", "c"),
    )
    assert [rule.suppresses for rule in rules] == [("b", "c"), ("c",), ()]


def test_the_version_is_that_of_what_the_rule_says() -> None:
    (plain,) = read(rule_text())
    assert read(rule_text().replace("\n", "\n\n"))[0].version == plain.version
    assert plain.version == "769a9c9be78f"  # the same on any machine
    for changed in (
        rule_text().replace("value = 2.5", "value = 2.6"),
        rule_text().replace("{name}: {value}", "{name}: {value}!"),
        rule_text(more="latching = true"),
        rule_text(more='checklist = [{ en = "x" }]'),
    ):
        assert read(changed)[0].version != plain.version


def test_the_version_of_a_stale_rule_is_also_that_of_how_long_its_kind_may_be_silent() -> None:
    text = in_gauge(rule_text("stale"))
    one, two = (
        parse_catalogue({"a": each}).kinds["Gauge"].rules[0]
        for each in (text, text.replace("stale_after_s = 60", "stale_after_s = 61"))
    )
    assert one.version != two.version
