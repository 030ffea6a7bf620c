"""How fast a recorded incident is to be played, as it is written on the command line."""

import click
import pytest

from opscenter.cli.replay import Speed


@pytest.mark.parametrize(
    ("written", "speed"), [("max", 0.0), (" MAX ", 0.0), ("1", 1.0), ("60x", 60.0), ("0.1", 0.1), ("1000", 1_000.0)]
)
def test_speeds(written: str, speed: float) -> None:
    assert Speed().convert(written, None, None) == speed


@pytest.mark.parametrize("written", ["", "fast", "0", "0.05", "1001", "-1", "nan", "ma", "maxx"])
def test_what_is_no_speed_is_refused_with_a_sentence(written: str) -> None:
    with pytest.raises(click.UsageError, match="is no speed"):
        Speed().convert(written, None, None)
