"""What a change of rules says in the journal."""

from opscenter.domain.rule_changes import rule_changes, rules_changed

BEFORE = {"a": "1", "b": "2", "c": "3"}
AFTER = {"a": "1", "b": "9", "d": "4"}


def test_what_came_went_and_changed() -> None:
    changes = rule_changes(BEFORE, AFTER)
    assert (changes.added, changes.removed, changes.changed) == ({"d": "4"}, {"c": "3"}, {"b": ("2", "9")})
    assert not rule_changes(BEFORE, dict(BEFORE))


def test_a_change_is_an_entry_with_what_is_in_force_now() -> None:
    entry = rules_changed(BEFORE, AFTER, "Supervisor", 1_000)
    assert entry is not None
    assert (entry.event, entry.by, entry.at) == ("rules-changed", "Supervisor", 1_000)
    assert entry.text["en"] == "Rules changed: 1 added, 1 changed, 1 taken out; 3 in force"
    assert set(entry.text) == {"en", "zh_Hant", "zh_Hans"}
    assert entry.details == {"added": {"d": "4"}, "removed": {"c": "3"}, "changed": {"b": ["2", "9"]}, "rules": AFTER}


def test_no_change_is_no_entry_and_the_first_rules_are_told_as_such() -> None:
    assert rules_changed(BEFORE, BEFORE, "", 0) is None
    first = rules_changed(None, AFTER, "", 0)
    assert first is not None and first.text["en"] == "Rules in force from now on: 3"
    assert first.details["added"] == {} and first.details["rules"] == AFTER
    assert rules_changed({}, AFTER, "", 0) is not None
