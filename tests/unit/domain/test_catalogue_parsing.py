"""Catalogue files that are right, and every way in which they can be wrong: all told at once, by line."""

import pytest

from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.domain.rule import RuleKind, Side, When

NAME = '{ en = "A", zh_Hant = "甲", zh_Hans = "甲" }'
SYSTEM = f"""
[system]
id = "flooding"
order = 2
name = {NAME}
icon = "flood"

[[system.figure]]
type = "Gauge"
attribute = "level"
reduce = "max"
label = {NAME}
"""
KIND = f"""
[[kind]]
type = "Gauge"
name = {NAME}
symbol = "flood"
stale_after_s = 60
headline = "level"

[[kind.attribute]]
name = "level"
label = {NAME}
unit = "MTR"
unit_label = "m"
decimals = 2
low = 0
high = 3

[[kind.attribute]]
name = "pump"
label = {NAME}
[kind.attribute.states]
fault = {NAME}
on = {NAME}
"""
RULE = f"""
[[kind.rule]]
id = "level.high"
kind = "limit"
attribute = "level"
side = "high"
value = 2.5
deadband = 0.25
on_delay_s = 1.5
priority = "high"
respond_s = 300
text = {{ en = "{{name}} {{value}}", zh_Hant = "{{name}}", zh_Hans = "{{name}}" }}
cause = {NAME}
consequence = {NAME}
action = {NAME}
"""
GOOD = SYSTEM + KIND + RULE


def mistakes(*texts: str) -> list[str]:
    with pytest.raises(CatalogueErrors) as raised:
        parse_catalogue({f"{number}.toml": text for number, text in enumerate(texts)})
    return [str(mistake) for mistake in raised.value.mistakes]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_good_file() -> None:
    catalogue = parse_catalogue({"a.toml": GOOD})
    kind = catalogue.kinds["Gauge"]
    assert (kind.system, kind.stale_after_ms, kind.headline) == ("flooding", 60_000, "level")
    assert kind.attributes["level"].decimals == 2 and kind.attributes["pump"].states["fault"]["en"] == "A"
    (rule,) = kind.rules
    assert (rule.kind, rule.side, rule.priority) == (RuleKind.LIMIT, Side.HIGH, Priority.HIGH)
    assert (rule.value, rule.deadband, rule.on_delay_ms, rule.entity_type) == (2.5, 0.25, 1_500, "Gauge")
    assert catalogue.systems["flooding"].figures[0].reduce == "max"


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("headline =", "headlin =", 'there is no "headlin" here; did you mean "headline"?'),
        ('headline = "level"', 'headline = "levl"', 'did you mean "level"?'),
        ('symbol = "flood"', 'symbol = "flod"', '"symbol" cannot be "flod"; did you mean "flood"?'),
        ('reduce = "max"', 'reduce = "maximum"', '"reduce" cannot be "maximum"'),
        ('type = "Gauge"\nattribute = "level"', 'type = "Gauge"\nattribute = "lvel"', "Gauge has no attribute"),
        ('priority = "high"', 'priority = "hihg"', 'did you mean "high"?'),
        ('side = "high"', 'side = "up"', '"side" cannot be "up"; it is one of high, low'),
        ("value = 2.5", 'value = "2.5"', '"value" must be a number'),
        ("value = 2.5", "value = inf", '"value" must be a number'),
        ("value = 2.5\n", "", '"value" is missing'),
        ("deadband = 0.25", "deadband = -1", '"deadband" must be at least 0'),
        ("on_delay_s = 1.5", "on_delay_s = true", '"on_delay_s" must be a number'),
        ("decimals = 2", "decimals = 1.5", "whole number"),
        ("decimals = 2", "decimals = 9", "between 0 and 6, not 9"),
        ("low = 0", "low = 5", 'must be under "high"'),
        ("respond_s = 300\n", "", '"respond_s" is missing'),
        ("{name} {value}", "{name} {valeu}", 'has no use for {valeu}; did you mean "value"?'),
        (f"cause = {NAME}", 'cause = { zh_Hans = "甲", zh_Hant = "甲" }', '"en" is missing'),
        (f"cause = {NAME}", 'cause = { en = "A", zh_Hant = "甲", zh_Hans = " " }', "has no text in zh_Hans"),
        (f"cause = {NAME}", 'cause = "rain"', "a table is expected here"),
        (f"cause = {NAME}\n", "", '"cause" is missing'),
        ('id = "flooding"', "id = 3", '"id" must be a text, in quotes'),
        ("stale_after_s = 60", "stale_after_s = 60\nmoves = 1", '"moves" must be true or false'),
        ("stale_after_s = 60", 'stale_after_s = 60\nsystem = "floodin"', 'did you mean "flooding"?'),
    ],
)
def test_each_mistake_has_its_line_and_a_sentence(right: str, wrong: str, sentence: str) -> None:
    assert right in GOOD
    found = mistakes(GOOD.replace(right, wrong, 1))
    assert any(sentence in mistake for mistake in found), found
    line = line_of(GOOD, right)
    assert any(abs(int(mistake.split(":")[1]) - line) <= 12 and mistake.startswith("0.toml:") for mistake in found)


def test_a_mistake_in_a_value_is_on_the_very_line() -> None:
    bad = GOOD.replace("value = 2.5", 'value = "much"')
    line = line_of(bad, 'value = "much"')
    assert mistakes(bad) == [f'0.toml:{line}: "value" must be a number']


def test_all_mistakes_of_all_files_come_at_once() -> None:
    found = mistakes(
        GOOD.replace("value = 2.5", "valeu = 2.5").replace('symbol = "flood"', 'symbol = "fish"'),
        "[[kind]\n",
        KIND.replace('"Gauge"', '"Other"').replace("stale_after_s = 60", "stale_after_s = -1"),
    )
    assert [mistake.split(":")[0] for mistake in found] == ["0.toml"] * 3 + ["1.toml"] + ["2.toml"] * 2
    assert "1.toml:1: not TOML" in found[3]


def test_states_of_a_rule_must_be_states_of_the_attribute() -> None:
    rule = RULE.replace('kind = "limit"', 'kind = "state"').replace('attribute = "level"', 'attribute = "pump"')
    rule = rule.replace('side = "high"\nvalue = 2.5\ndeadband = 0.25\n', 'states = ["Fault"]\n')
    assert parse_catalogue({"a": SYSTEM + KIND + rule}).rules()[0].states == ("fault",)
    assert 'pump is never "fualt"; did you mean "fault"?' in mistakes(SYSTEM + KIND + rule.replace("Fault", "fualt"))[0]
    assert "must be a list of texts" in mistakes(SYSTEM + KIND + rule.replace('["Fault"]', "[]"))[0]


def test_a_state_rule_has_no_use_for_a_limit() -> None:
    rule = RULE.replace('kind = "limit"', 'kind = "state"\nstates = ["on"]').replace('"level"', '"pump"')
    found = mistakes(SYSTEM + KIND + rule)
    assert [mistake.split('"')[1] for mistake in found] == ["side", "value", "deadband"]


def test_what_is_described_twice() -> None:
    found = " ".join(mistakes(GOOD, GOOD))
    for part in ('system "flooding"', "kind Gauge", 'rule "level.high"'):
        assert f"the {part} is described twice" in found
    attribute = f'\n[[kind.attribute]]\nname = "level"\nlabel = {NAME}\n'
    assert 'attribute "level" of Gauge is described twice' in " ".join(mistakes(SYSTEM + KIND + attribute))


def test_one_stale_rule_is_enough() -> None:
    stale = "\n".join(line for line in RULE.splitlines() if not line.startswith(("attribute", "side", "value", "dead")))
    stale = stale.replace('"limit"', '"stale"')
    assert "several stale rules" in mistakes(SYSTEM + KIND + stale + stale.replace("level.high", "second"))[0]


def test_a_kind_without_a_system() -> None:
    assert "the file describes no system of its own" in mistakes(KIND)[0]


def test_strings_over_several_lines_do_not_shift_the_lines() -> None:
    text = '[system]\nid = """\n[[kind]]\nname = 1\n"""\nicon = 5\n'
    assert any(mistake.startswith("0.toml:6:") and "icon" in mistake for mistake in mistakes(text))


@pytest.mark.parametrize("text", ["kind = 3", "[kind]\ntype = 1", "kind = [1]", "system = 1", "[[system]]", "x = 1"])
def test_the_wrong_shape_is_told_and_never_raises_anything_else(text: str) -> None:
    assert mistakes(text)


def test_attributes_outside_a_kind_belong_to_every_kind() -> None:
    common = "".join(f'\n[[attribute]]\nname = "{name}"\nlabel = {NAME}\n' for name in ("district", "level"))
    attributes = parse_catalogue({"a": GOOD, "b": common}).kinds["Gauge"].attributes
    assert list(attributes) == ["level", "pump", "district"]
    assert attributes["level"].decimals == 2  # a kind's own description counts
    assert "described twice" in mistakes(GOOD, common + common)[0]


@pytest.mark.parametrize("factor", ["0", "-100", "nan", '"100"'])
def test_what_values_are_shown_times_must_be_a_positive_number(factor: str) -> None:
    (mistake,) = mistakes(GOOD.replace("decimals = 2\n", f"decimals = 2\nshown_factor = {factor}\n", 1))
    assert "shown_factor" in mistake


def test_a_share_is_shown_in_percent() -> None:
    catalogue = parse_catalogue({"a.toml": GOOD.replace("decimals = 2\n", "decimals = 0\nshown_factor = 100\n", 1)})
    level = catalogue.kinds["Gauge"].attributes["level"]
    assert (level.shown_factor, level.high) == (100.0, 3.0)


AREA = f"""
[[kind]]
type = "Zone"
system = "flooding"
name = {NAME}
geometry = "area"
"""
FENCE = f"""
[[kind.rule]]
id = "gauge.fence"
kind = "geofence"
within = ["type:Zone", "category:school", "urn:ngsi-ld:Zone:1"]
when = "leaves"
attribute = "pump"
states = ["fault"]
priority = "low"
respond_s = 300
text = {{ en = "{{name}} in {{area}}" }}
cause = {NAME}
consequence = {NAME}
action = {NAME}
"""
MOVING = KIND.replace('headline = "level"', 'headline = "level"\nmoves = true')


def test_a_rule_may_apply_within_areas_only() -> None:
    text = SYSTEM + KIND + RULE.replace('priority = "high"', 'priority = "high"\nwithin = ["type:Zone"]') + AREA
    (rule,) = parse_catalogue({"a.toml": text}).kinds["Gauge"].rules
    assert rule.within == ("type:Zone",)


def test_a_geofence_is_read() -> None:
    (rule,) = parse_catalogue({"a.toml": SYSTEM + MOVING + FENCE + AREA}).kinds["Gauge"].rules
    assert (rule.kind, rule.when, rule.attribute, rule.states) == (RuleKind.GEOFENCE, When.LEAVES, "pump", ("fault",))
    assert rule.within == ("type:Zone", "category:school", "urn:ngsi-ld:Zone:1")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("moves = true", "moves = false", 'Gauge has no "moves = true"'),
        ('"type:Zone"', '"type:Zon"', 'there is no kind "Zon"; did you mean "Zone"?'),
        ('"type:Zone"', '"type:Gauge"', "Gauge is no kind of area"),
        ('"type:Zone"', '"Zone"', 'write "type:Zone"'),
        ('"type:Zone"', '"Type: Zone"', 'write "type:Zone"'),
        ('"type:Zone"', '"kind:Zone"', 'write "type:Zone"'),
        ('"category:school"', '"Category:school"', 'write "category:school"'),
        ('"type:Zone"', '"category: "', "names nothing"),
        ('"type:Zone"', '" "', "names nothing"),
        ('within = ["type:Zone", "category:school", "urn:ngsi-ld:Zone:1"]', "", '"within" is missing'),
        ('within = ["type:Zone", "category:school", "urn:ngsi-ld:Zone:1"]', "within = []", "must be a list of texts"),
        ('when = "leaves"', 'when = "leavs"', 'did you mean "leaves"?'),
        ('attribute = "pump"\n', "", '"states" needs the "attribute"'),
        ('states = ["fault"]', 'states = ["falt"]', 'pump is never "falt"; did you mean "fault"?'),
        ("{area}", "{aera}", 'no use for {aera}; did you mean "area"?'),
    ],
)
def test_every_mistake_of_a_geofence_has_its_line(right: str, wrong: str, told: str) -> None:
    text = SYSTEM + MOVING + FENCE + AREA
    assert right in text
    found = mistakes(text.replace(right, wrong, 1))
    assert any(told in one for one in found), found
    assert all(one.startswith("0.toml:") and int(one.split(":")[1]) > 1 for one in found)


def test_what_has_no_area_names_none() -> None:
    assert "has no {area} to tell" in mistakes(GOOD.replace("{name} {value}", "{name} {area}"))[0]
    stale = "\n".join(line for line in RULE.splitlines() if not line.startswith(("attribute", "side", "value", "dead")))
    stale = stale.replace('"limit"', '"stale"\nwithin = ["type:Zone"]')
    assert 'a stale rule has no "within"' in mistakes(SYSTEM + KIND + stale + AREA)[0]


def test_a_file_says_how_long_kinds_of_other_files_may_be_silent() -> None:
    files = {"city.toml": SYSTEM + KIND, "here.toml": "[stale_after_s]\nGauge = 4500\n"}
    assert parse_catalogue(files).kind("Gauge").stale_after_ms == 4_500_000
    assert (
        parse_catalogue(files).kind("Gauge").attributes
        == parse_catalogue({"a": SYSTEM + KIND}).kind("Gauge").attributes
    )
    files |= {"here.toml": "[stale_after_s]\nGaug = 4500\n", "there.toml": "[stale_after_s]\nGauge = 0\n"}
    files["two.toml"] = "[stale_after_s]\nGauge = 5\n"
    with pytest.raises(CatalogueErrors) as caught:
        parse_catalogue(files)
    told = [(one.file, one.line) for one in caught.value.mistakes]
    assert sorted(told) == [("here.toml", 2), ("there.toml", 2), ("two.toml", 2)]
