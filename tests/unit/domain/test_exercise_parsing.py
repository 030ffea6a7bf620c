"""Exercise files: what is read, and everything that is wrong with one at once."""

import pytest

from opscenter.domain.exercise import InjectionKind, ResponseKind, WrongKind
from opscenter.domain.exercise_parsing import Names, parse_exercise
from opscenter.domain.toml_document import FileMistakes

NAMES = Names(
    rules={"weather.rain-red": 3, "water.low-pressure": 0}, systems=("weather", "water"), scenarios=("rainstorm",)
)
HEAD = """\
id = "storm"
title = { en = "Storm", zh_Hant = "暴雨", zh_Hans = "暴雨" }
brief = { en = "It rains." }
start_s = 60
end_s = 660
[source]
scenario = "rainstorm"
starts = 2026-11-23T10:00:00Z
"""


def mistakes_of(text: str) -> list[str]:
    with pytest.raises(FileMistakes) as found:
        parse_exercise(text, "storm.toml", NAMES)
    return str(found.value).splitlines()


def test_the_whole_of_an_exercise_is_read() -> None:
    made = parse_exercise(
        HEAD
        + """
[[injection]]
id = "gauge"
kind = "lie"
at_s = 30.5
lasts_s = 120
entity = "urn:a"
attribute = "precipitation"
scale = 2
offset = -1

[[injection]]
id = "call"
kind = "public"
by_hand = true
place = [114.17, 22.30]
service = "flooding"
text = { en = "Water in the street" }

[[expected]]
id = "ack"
kind = "acknowledge"
rule = "weather.rain-red"
within_s = 60
weight = 3
every = true
text = { en = "Acknowledge the rain" }

[[expected]]
id = "steps"
kind = "check"
rule = "weather.rain-red"
steps = [0, 2]
within_s = 90
late = 0.5
text = { en = "Follow the checklist" }

[[wrong]]
id = "believes"
kind = "lied-to"
injection = "gauge"
weight = 2
text = { en = "The gauge lies" }
""",
        "storm.toml",
        NAMES,
    )
    assert (made.start_ms, made.end_ms, made.length_ms, made.source.starts) == (60_000, 660_000, 600_000, 1795428000000)
    gauge, call = made.injections
    assert gauge.kind is InjectionKind.LIE and (gauge.at_ms, gauge.lasts_ms) == (30_500, 120_000)
    assert (gauge.scale, gauge.offset, gauge.entities) == (2.0, -1.0, ("urn:a",))
    assert call.by_hand and call.place == (114.17, 22.30) and call.text == {"en": "Water in the street"}
    ack, steps = made.responses
    assert ack.kind is ResponseKind.ACKNOWLEDGE and ack.every and ack.weight == 3 and ack.within_ms == 60_000
    assert steps.steps == (0, 2) and steps.late == 0.5 and steps.first_action
    assert made.wrong[0].kind is WrongKind.LIED_TO and made.wrong[0].weight == 2
    assert made.shows_score and made.injection("gauge") is gauge and made.injection("no") is None


def test_everything_that_is_wrong_is_said_at_once_with_its_line() -> None:
    text = HEAD.replace('"rainstorm"', '"rainstrom"') + (
        """\
[[injection]]
id = "a"
kind = "lie"
at_s = 700
entity = "urn:a"
attribut = "x"
delay_s = 3
[[injection]]
id = "a"
kind = "drop"
at_s = 1
[[expected]]
id = "e"
kind = "check"
rule = "weather.rain-rd"
steps = [0, 0]
within_s = 10
text = { en = "x" }
[[expected]]
id = "f"
kind = "check"
rule = "weather.rain-red"
steps = [3]
within_s = 10
text = { en = "x" }
[[expected]]
id = "g"
kind = "note"
every = true
within_s = 10
text = { en = "x" }
[[wrong]]
id = "w"
kind = "shelved"
injection = "a"
text = { en = "x" }
"""
    )
    assert mistakes_of(text) == [
        'storm.toml:7: there is no scenario "rainstrom"; did you mean "rainstorm"?',
        'storm.toml:9: "attribute" is missing',
        'storm.toml:9: a lie needs a "value", or a "scale", "offset" or "noise"',
        'storm.toml:12: "at_s" is after the end: the exercise lasts 600 s',
        'storm.toml:14: there is no "attribut" here; did you mean "attribute"?',
        'storm.toml:15: "delay_s" is for an injection of kind delay, not for one of kind lie',
        'storm.toml:16: name an "entity", or several "entities"',
        'storm.toml:17: there is an injection "a" already',
        'storm.toml:23: there is no rule "weather.rain-rd"; did you mean "weather.rain-red"?',
        'storm.toml:24: "steps" is a list of steps of the checklist, each once, from 0: [0, 1, 2]',
        'storm.toml:31: there is no step 3: the checklist of "weather.rain-red" has 3 steps, from 0',
        'storm.toml:34: "words" is missing: a note counts that contains one of them',
        'storm.toml:37: "every" is for a response of kind acknowledge, not for one of kind note',
        'storm.toml:40: a wrong of kind shelved is about an alarm: name its "rule" or its "entity"',
        'storm.toml:43: "injection" is for a wrong of kind lied-to',
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("end_s = 660", "end_s = 50", 'storm.toml:5: "end_s" must be later than "start_s"'),
        ('scenario = "rainstorm"', "", 'storm.toml:6: name either an "incident" file or a "scenario"'),
        ("2026-11-23T10:00:00Z", "2026-11-23T10:00:00", 'storm.toml:8: "starts" is a date and time with an offset'),
        ("2026-11-23T10:00:00Z", '"now"', 'storm.toml:8: "starts" is a date and time with an offset'),
        ('id = "storm"', 'id = ""', 'storm.toml:1: "id" must be printable text'),
        ("start_s = 60", "speed = 1e9", 'storm.toml:4: "speed" must be between 0.1 and 100'),
        ('brief = { en = "It rains." }', "", 'storm.toml:1: "brief" is missing'),
        ('id = "storm"', "id = [", "storm.toml:"),
    ],
)
def test_a_mistake_is_named_with_its_line(before: str, after: str, said: str) -> None:
    assert any(line.startswith(said) for line in mistakes_of(HEAD.replace(before, after)))


def test_a_file_of_strange_values_has_mistakes_and_nothing_else() -> None:
    strange = [
        "injection = 3",
        '[[injection]]\nid = 3\nkind = "alarm"\nat_s = nan\nentities = [1]\nvalue = []\nplace = [1, "x"]',
        '[[expected]]\nid = "x"\nkind = "check"\nsteps = [1e9]\nwithin_s = -1\ntext = 3',
        '[[wrong]]\nid = "x"\nkind = 3\nmost = 1.5\ntext = {}',
    ]
    for one in strange:
        text = f"{one}\n{HEAD}" if "[[" not in one else f"{HEAD}{one}\n"
        assert mistakes_of(text)
