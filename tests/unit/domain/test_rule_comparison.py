"""Matching alarms before and after a change of rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscenter.domain.rule_comparison import MATCH_MS, Activation, compare

activations = st.lists(
    st.builds(
        Activation,
        at=st.integers(0, 20_000_000),
        rule=st.sampled_from("ab"),
        entity=st.sampled_from("xy"),
        priority=st.integers(1, 4),
    ),
    max_size=40,
)


@given(activations, activations)
def test_every_alarm_is_counted_once(before: list[Activation], after: list[Activation]) -> None:
    found = compare(before, after, 0, 20_000_001)
    assert found.before == len(found.gone) + len(found.delays) == len(before)
    assert found.after == len(found.added) + len(found.delays) == len(after)
    assert all(abs(delay) <= MATCH_MS for delay in found.delays)
    assert sum(one.before for one in found.rules) == len(before)
    assert sum(one.after for one in found.rules) == len(after)
    if found.delays:
        assert found.latest_delay == max(found.delays)


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        ([Activation(8_000, "a", "x")], "2 -> 1 alarms, latest true alarm 8 s later"),
        ([Activation(0, "a", "x"), Activation(0, "b", "x")], "2 -> 2 alarms, no true alarm later"),
        ([Activation(-2_000, "b", "x")], "2 -> 1 alarms, every true alarm sooner, by 2 s at least"),
        ([Activation(0, "c", "x")], "2 -> 1 alarms, none of them raised both times"),
    ],
)
def test_the_sentence(after: list[Activation], sentence: str) -> None:
    before = [Activation(0, "a", "x"), Activation(0, "b", "x")]
    assert compare(before, after, -10_000, 100_000).sentence() == sentence
