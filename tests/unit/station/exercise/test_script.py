"""Scripts of what people do."""

import pytest

from opscenter.domain.toml_document import FileMistakes
from opscenter.station.exercise.script import parse_script


def test_actions_are_read_in_order_of_time() -> None:
    late, early = (
        '[[action]]\nat_s = 9.5\nby = "Mei"\ndo = "ack"\nrule = "r"\nevery = true\n',
        '[[action]]\nat_s = 2\ndo = "inject"\ninjection = "x"\n',
    )
    first, second = parse_script(late + early)
    assert (first.at_ms, first.by, first.do, first.details) == (2_000, "Trainer", "inject", {"injection": "x"})
    assert (second.at_ms, second.by, second.rule) == (9_500, "Mei", "r")
    assert second.details == {"comment": "", "every": True}


def test_every_mistake_is_named() -> None:
    with pytest.raises(FileMistakes) as found:
        parse_script(
            '[[action]]\nat_s = 1\nby = "Mei"\ndo = "acknowledge"\n'
            '[[action]]\ndo = "check"\nby = "Mei"\nentity = "x"\nsteps = 1\n'
            '[[action]]\nat_s = 1\ndo = "note"\ntext = "hm"\n',
            "good.toml",
        )
    assert str(found.value).splitlines() == [
        'good.toml:4: "do" cannot be "acknowledge"; it is one of look, ack, reset, shelve, own, situation-note, check, '
        "note, alert, inject, take-back, freeze, go-on, say, end",
        'good.toml:5: "at_s" is missing',
        'good.toml:5: "check" needs the "rule" whose checklist it is',
        'good.toml:5: "step" is missing',
        'good.toml:9: there is no "steps" here; did you mean "step"?',
        'good.toml:10: "by" is missing',
    ]
