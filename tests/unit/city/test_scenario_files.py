"""Scenario files: all that is wrong at once, with lines and the nearest right name."""

from pathlib import Path

import pytest

from opscenter.city.scenario import default_scenario, load_scenario, parse_scenario
from opscenter.domain.toml_document import FileMistakes


@pytest.mark.parametrize("name", ["calm", "rainstorm", "blackout", "burst", "default", "roads"])
def test_the_scenarios_that_come_along_are_right(name: str) -> None:
    made = load_scenario(default_scenario().with_name(f"{name}.toml"))
    assert made.name == name
    causes = len(made.storms) + len(made.feeder_trips) + len(made.bursts) + len(made.gantry_faults)
    assert causes == {"calm": 0, "default": 3, "roads": 2}.get(name, 1)


def test_all_problems_are_told_at_once_with_their_lines() -> None:
    text = """name = "bad"
hydrology_rat = 3
[[strom]]
at = 1
[[storm]]
at = -5
lasts = "long"
from_x = 0
from_y = 0
to_x = 1
peek = 3
[[burst]]
at = 1
lasts = 10
district = "perl-flats"
"""
    with pytest.raises(FileMistakes) as caught:
        parse_scenario(text, "bad.toml")
    assert str(caught.value).splitlines() == [
        'bad.toml:2: there is no "hydrology_rat" here; did you mean "hydrology_rate"?',
        'bad.toml:3: there is no "strom" here; did you mean "storm"?',
        'bad.toml:5: "to_y" is missing',
        'bad.toml:6: "at" must be between 0 and 1e+07, not -5',
        'bad.toml:7: "lasts" must be a number',
        'bad.toml:11: there is no "peek" here; did you mean "peak"?',
        'bad.toml:15: "district" cannot be "perl-flats"; did you mean "pearl-flats"?',
    ]


def test_what_is_not_toml_says_where() -> None:
    with pytest.raises(FileMistakes, match="scenario:2: not TOML"):
        parse_scenario('name = "x"\nat = = 3\n')


def test_not_a_table_and_not_text() -> None:
    with pytest.raises(FileMistakes) as caught:
        parse_scenario("name = 3\nstorm = 5\n")
    assert [(mistake.line, mistake.message) for mistake in caught.value.mistakes] == [
        (1, '"name" must be a text, in quotes'),
        (2, '"storm" must be written as [[storm]]'),
    ]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(b"name = '\xff'")
    with pytest.raises(FileMistakes, match="UTF-8"):
        load_scenario(path)


def test_an_empty_file_is_a_calm_day() -> None:
    assert parse_scenario("").storms == ()
