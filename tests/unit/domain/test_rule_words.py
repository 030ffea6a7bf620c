"""Rules in words: each kind, each language, with the numbers as people see them."""

import re

import pytest

from opscenter.domain.catalogue_parsing import parse_catalogue
from opscenter.domain.rule_phrases import PHRASES, PRIORITY_NAMES, ROLE_NAMES
from opscenter.domain.rule_words import condition, duration, explained
from opscenter.domain.texts import LANGUAGES
from opscenter.settings.catalogue import load_catalogue
from tests.support.rule_texts import in_gauge, rule_text

HOLE = re.compile(r"\{(\w+)\}")


def words(text: str, language: str = "en", entities: int | None = None) -> dict[str, str]:
    kind = parse_catalogue({"a.toml": in_gauge(text)}).kinds["Gauge"]
    return dict(explained(kind.rules[0], kind, language, entities))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("limit", "A is above 2.5 m"),
        ("rate", "A rises or falls faster than 36 m/h, over 10 min"),
        ("deviation", "A is off its usual for this hour of the week by more than 4 × its spread"),
        ("state", "A is A"),
        ("stale", "nothing has been heard for 1 min"),
        ("flat", "A keeps arriving but has not moved at all for 1 h"),
        ("count", "A became A at least 6 times within 1 h"),
        ("expression", "this holds: level > 2 m and level < 3 m"),
    ],
)
def test_what_each_kind_waits_for(kind: str, sentence: str) -> None:
    assert words(rule_text(kind))["Raises when"] == sentence


def test_when_it_clears_and_what_else_it_says() -> None:
    told = words(rule_text(more="on_delay_s = 90\noff_delay_s = 60\nlatching = true\nrealarm_s = 3600"), entities=1_200)
    assert told["Watches"] == "A (Gauge); the station has 1,200"
    assert told["Raises when"] == "A is above 2.5 m, for 90 s without a break"
    assert told["Clears when"] == "a good reading is back past 2.25 m, for 1 min; then somebody must reset it"
    assert told["Priority"].startswith(
        "high; respond within 5 min; acknowledged by an operator; announced again every 1 h"
    )


def test_checklist_group_and_suppression_stand_there() -> None:
    told = words(
        rule_text(more='checklist = [{ en = "Look" }, { en = "Act" }]\ngroup = "drainage"\nrole = "supervisor"')
    )
    assert (told["Step 1"], told["Step 2"], told["Group"]) == ("Look", "Act", "drainage")
    assert "acknowledged by a supervisor" in told["Priority"]


def test_every_language_has_every_phrase_with_the_same_holes() -> None:
    for language in LANGUAGES:
        assert PHRASES[language].keys() == PHRASES["en"].keys()
        assert len(PRIORITY_NAMES[language]) == 4 and len(ROLE_NAMES[language]) == 2
        for name, phrase in PHRASES[language].items():
            assert sorted(HOLE.findall(phrase)) == sorted(HOLE.findall(PHRASES["en"][name])), (language, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_that_comes_with_the_program_can_be_told(language: str) -> None:
    catalogue = load_catalogue()
    for rule in catalogue.rules():
        kind = catalogue.kinds[rule.entity_type]
        assert condition(rule, kind, language).strip()
        assert all(label and text for label, text in explained(rule, kind, language)), rule.id


def test_durations_are_told_whole() -> None:
    assert [duration(ms, "en") for ms in (500, 1_000, 90_000, 3_600_000, 86_400_000)] == [
        "0.5 s",
        "1 s",
        "90 s",
        "1 h",
        "1 d",
    ]
