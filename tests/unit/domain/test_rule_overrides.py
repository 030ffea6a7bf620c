"""Changes of rules as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscenter.domain.alarm import Priority
from opscenter.domain.rule_overrides import Override, OverrideError, overridden, read_override
from opscenter.settings.catalogue import load_catalogue


def changed(*texts: str):  # type: ignore[no-untyped-def]
    catalogue = overridden(load_catalogue(), [read_override(text) for text in texts])
    return {rule.id: rule for rule in catalogue.rules()}


def test_numbers_times_and_priorities() -> None:
    before = {rule.id: rule for rule in load_catalogue().rules()}
    rules = changed(
        "weather.wind.strong.value = 13.9", "weather.wind.strong.on_delay_s=90", "weather.wind.strong.priority=High",
        "flooding.level.rise.disabled=true", "flooding.level.alert.deadband=0.1",
    )  # fmt: skip
    rule = rules["weather.wind.strong"]
    assert (rule.value, rule.on_delay_ms, rule.priority) == (13.9, 90_000, Priority.HIGH)
    assert rule.version != before[rule.id].version
    assert "flooding.level.rise" not in rules
    assert rules["flooding.level.alert"].deadband == 0.1
    same = [rule for rule in before.values() if rule == rules.get(rule.id)]
    assert len(same) == len(before) - 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "write RULE.KEY=VALUE"),
        ("value=3", "write RULE.KEY=VALUE"),
        ("a.b.valeu=3", 'did you mean "value"'),
        ("a.b.value=much", '"much" is no number'),
        ("a.b.value=nan", "is no number"),
        ("a.b.on_delay_s=-1", "cannot be negative"),
        ("a.b.on_delay_s=1e9", "604,800 s at most"),
        ("a.b.priority=urgent", "is no priority"),
        ("a.b.disabled=maybe", "true or false"),
        ("weather.wind.strog.value=3", 'did you mean "weather.wind.strong"'),
        ("weather.wind.strong.times=3", 'kind "limit", which has no "times"'),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(OverrideError, match=sentence.replace("(", r"\(")):
        changed(text)


@given(st.text(max_size=200))
def test_anything_typed_is_read_or_refused(text: str) -> None:
    try:
        assert isinstance(read_override(text), Override)
    except OverrideError as error:
        assert str(error)
