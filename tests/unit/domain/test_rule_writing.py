"""Rules written into a file and read back: the same rules, version for version."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.catalogue_parsing import parse_catalogue
from opscenter.domain.role import Role
from opscenter.domain.rule import Rule, RuleKind, Side, When
from opscenter.domain.rule_version import version_of
from opscenter.domain.rule_writing import rule_file, rule_mistakes, rule_text
from opscenter.settings.catalogue import load_catalogue
from opscenter.settings.resources import resource_root

FILES = {
    path.name: path.read_text(encoding="utf-8") for path in sorted((resource_root() / "catalogue").glob("*.toml"))
}  # fmt: skip
CATALOGUE = load_catalogue()
RULES = CATALOGUE.rules()

FOUNTAIN = """
[system]
id = "fountains"
name = { en = "Fountains" }

[[kind]]
type = "Fountain"
name = { en = "Fountain" }
moves = true

[[kind.attribute]]
name = "flow"
label = { en = "flow" }
unit = "m3/s"

[[kind.attribute]]
name = "state"
label = { en = "state" }

[[kind]]
type = "Park"
geometry = "area"
name = { en = "Park" }
"""


def with_file(text: str) -> Catalogue:
    """The shipped catalogue with a rule file."""
    return parse_catalogue(FILES, {"site.toml": text})


def versions(catalogue: Catalogue) -> dict[str, str]:
    return {rule.id: rule.version for rule in catalogue.rules()}


def test_every_shipped_rule_reads_back_in_its_version() -> None:
    assert len(RULES) > 50
    assert versions(with_file(rule_file(RULES, says=["All of them,\nin full"]))) == versions(CATALOGUE)


def test_rules_that_are_taken_out_are_gone_and_suppressed_by_nobody() -> None:
    by_id = {rule.id: rule for rule in RULES}
    suppressing = next(rule for rule in RULES if rule.suppresses)
    out = suppressing.suppresses[0]
    read = {rule.id: rule for rule in with_file(rule_file([], [out])).rules()}
    assert by_id.keys() - read.keys() == {out}
    assert out not in read[suppressing.id].suppresses


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}"), min_size=1, max_size=40).filter(
    lambda text: bool(text.strip())
)
NAME = TEXT.filter(str.isprintable)
TEXTS = st.fixed_dictionaries({"en": TEXT}, optional={"zh_Hant": TEXT, "zh_Hans": TEXT})
DELAY = st.integers(0, 7 * 86_400_000)
SPAN = st.integers(1_000, 31 * 86_400_000)
STATES = st.lists(TEXT.map(lambda text: text.strip().lower().strip()).filter(bool), min_size=1, max_size=4).map(tuple)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
SIZE = st.floats(min_value=0, exclude_min=True, allow_infinity=False)
WITHIN = st.lists(st.sampled_from(["type:Park", "category:school", "urn:park:1"]), max_size=3).map(tuple)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule that a file may hold about a fountain."""
    kind = draw(st.sampled_from(RuleKind))
    latching = draw(st.booleans())
    fields: dict[str, Any] = {}
    if kind in (RuleKind.LIMIT, RuleKind.RATE, RuleKind.DEVIATION):
        sides = (Side.HIGH, Side.LOW) if kind is RuleKind.LIMIT else tuple(Side)
        side = draw(st.sampled_from(sides))
        value = draw(NUMBER if kind is RuleKind.LIMIT else SIZE)
        fields |= {"side": side, "deadband": draw(st.just(0.0) | SIZE), "within": draw(WITHIN)}
        fields["value"] = -value if kind is RuleKind.RATE and side is Side.LOW else value
    if kind is RuleKind.FLAT:
        fields |= {"value": draw(st.just(0.0) | SIZE), "within": draw(WITHIN)}
    if kind is RuleKind.COUNT:
        fields["times"] = draw(st.integers(2, 1_000))
        if draw(st.booleans()):
            fields["states"] = draw(STATES)
        else:
            fields |= {"side": draw(st.sampled_from((Side.HIGH, Side.LOW))), "value": draw(NUMBER)}
    if kind in (RuleKind.RATE, RuleKind.FLAT, RuleKind.COUNT):
        fields["span_ms"] = draw(SPAN)
    if kind is RuleKind.STATE:
        fields |= {"states": draw(STATES), "within": draw(WITHIN)}
    attribute = "" if kind in (RuleKind.STALE, RuleKind.EXPRESSION) else "state" if "states" in fields else "flow"
    if kind is RuleKind.GEOFENCE:
        fields |= {"within": draw(WITHIN.filter(bool)), "when": draw(st.sampled_from(When))}
        attribute = "state" if draw(st.booleans()) else ""
        if attribute:
            fields["states"] = draw(STATES)
    if kind is RuleKind.EXPRESSION:
        fields["expression"] = draw(st.sampled_from(["flow > 1\n  and flow < 3", 'state = "on"', "flow > 0.1 m3/s"]))
    return Rule(
        id=draw(NAME), kind=kind, entity_type="Fountain", attribute=attribute, priority=draw(st.sampled_from(Priority)),
        text=draw(TEXTS), cause=draw(TEXTS), consequence=draw(TEXTS), action=draw(TEXTS),
        on_delay_ms=draw(DELAY), off_delay_ms=draw(DELAY), realarm_ms=draw(DELAY), latching=latching,
        self_acknowledging=not latching and draw(st.booleans()), respond_s=draw(st.integers(0, 7 * 86_400)),
        source=draw(st.just("") | TEXT), group=draw(st.just("") | NAME), role=draw(st.sampled_from(Role)),
        checklist=tuple(draw(st.lists(TEXTS, max_size=3))), **fields,
    )  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(rules())
def test_any_rule_reads_back_in_its_version(rule: Rule) -> None:
    read = parse_catalogue({"fountain.toml": FOUNTAIN}, {"site.toml": rule_file([rule])})
    (back,) = read.rules()
    quiet = read.kinds["Fountain"].stale_after_ms if rule.kind is RuleKind.STALE else 0
    assert back == replace(rule, version=version_of(rule, quiet))
    assert rule_mistakes(rule, read.kinds["Fountain"].attributes) == []


@pytest.mark.parametrize(
    ("rule_id", "change", "told"),
    [
        ("flooding.level.alert", {"on_delay_ms": 8 * 86_400_000}, '"on_delay_s" must be between 0 and 604800'),
        ("flooding.level.alert", {"respond_s": 700_000}, '"respond_s" must be between'),
    ],
)
def test_what_a_file_would_be_refused_for_is_told(rule_id: str, change: dict[str, int], told: str) -> None:
    rule = next(one for one in RULES if one.id == rule_id)
    assert rule_mistakes(rule, CATALOGUE.kinds[rule.entity_type].attributes) == []
    (sentence,) = rule_mistakes(replace(rule, **change), CATALOGUE.kinds[rule.entity_type].attributes)  # type: ignore[arg-type]
    assert told in sentence


def test_a_rate_with_the_wrong_sign_is_told() -> None:
    rule = next(one for one in RULES if one.kind is RuleKind.RATE and one.side is Side.LOW)
    (sentence,) = rule_mistakes(replace(rule, value=-rule.value), CATALOGUE.kinds[rule.entity_type].attributes)
    assert "something falls" in sentence


def test_numbers_are_written_as_people_would() -> None:
    rule = next(one for one in RULES if one.id == "flooding.level.alert")
    text = rule_text(replace(rule, on_delay_ms=1_500))
    assert "value = 0.8\n" in text and "on_delay_s = 1.5\n" in text and "respond_s = 600\n" in text
    assert "latching" not in text and "role" not in text
