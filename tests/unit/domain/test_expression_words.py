"""Expressions in words: what a rule says to somebody who does not read expressions."""

import pytest

from opscenter.domain.expression_words import in_words
from opscenter.domain.rule_expression import read_expression
from opscenter.domain.rule_words import explained
from opscenter.domain.texts import LANGUAGES
from opscenter.settings.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def said(text: str, entity_type: str = "WaterObserved", language: str = "en") -> str:
    return in_words(read_expression(text, entity_type, CATALOGUE.kinds), CATALOGUE, language)


def test_the_shipped_rule_in_every_language() -> None:
    (rule,) = [one for one in CATALOGUE.rules() if one.id == "flooding.level.early"]
    assert [said(rule.expression, language=language) for language in LANGUAGES] == [
        "Fill (1 = bank or crown) is over 72 % and the largest Rain rate of every Weather station within 2 km "
        "is over 30 mm/h",
        "滿水程度（1 為堤頂）大於 72 %，而且2 km內氣象站的降雨強度最大值大於 30 mm/h",
        "满水程度（1 为堤顶）大于 72 %，而且2 km内气象站的降雨强度最大值大于 30 mm/h",
    ]


LEVEL = "Level above local zero"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('not (levelStatus = "alert" or fillRatio < 0.5)', "it is not so that (Level status is alert or Fill"),
        ('levelStatus not in ("alert", "danger")', "Level status is not alert or danger"),
        ("height - 1 m > 2 * height / 3", f"{LEVEL} − 1 is over 2 × {LEVEL} ÷ 3"),
        (
            'count(FloodMonitoring.pumpState = "fault" within 800 m) >= 2',
            "the number of those of kind Road flood gauge within 800 m for which Pump is fault is at least 2",
        ),
        ('any(WeatherAlert.severity = "critical")', "for any"),
        ("mean(WeatherObserved.windSpeed in same areaServed) > 5", "where District is the same is over 5 m/s"),
        ("max(height, 2) < abs(height) + height", f"the largest of {LEVEL}, 2 is under the size of {LEVEL} + {LEVEL}"),
        ('WaterObserved["urn:x"].height > 1', f"{LEVEL} of urn:x is over 1 m"),
        ("WaterObserved[areaServed].height > 1", f"{LEVEL} of the Water level named by District is over 1 m"),
        ("count(Camera) > 3", "the number of those of kind Camera anywhere is over 3"),
    ],
)
def test_what_is_said(text: str, words: str) -> None:
    assert words in said(text)
    assert all("{" not in said(text, language=language) for language in LANGUAGES)


def test_a_rule_that_is_explained_says_its_expression_in_words() -> None:
    (rule,) = [one for one in CATALOGUE.rules() if one.id == "flooding.level.early"]
    lines = explained(rule, CATALOGUE.kinds[rule.entity_type], "en", None, CATALOGUE)
    assert ("In words", said(rule.expression)) in lines
