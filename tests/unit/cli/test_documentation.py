"""The README names every command and every option, and nothing that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from opscenter.cli.main import cli

README = (Path(__file__).resolve().parents[3] / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield " ".join((*path, name)), command
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


ALL = dict(commands(cli))


def row_of(name: str) -> str:
    rows = [line for line in README.splitlines() if re.match(rf"\| `opscenter {re.escape(name)}(?:`| [^a-z])", line)]
    assert len(rows) == 1, f"README has {len(rows)} rows for `opscenter {name}`"
    return rows[0]


@pytest.mark.parametrize("name", ALL)
def test_the_readme_names_every_command_with_its_options(name: str) -> None:
    row = row_of(name)
    documented = row + (row_of("console") if name == "demo" else "")
    for parameter in ALL[name].params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert any(re.search(rf"`{option}\b", documented) for option in parameter.opts), (name, parameter.opts)


def test_the_readme_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"^\| `opscenter ([a-z]+(?: [a-z-]+)?)[^`]*`", README, re.MULTILINE))
    assert named == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_option_explains_itself(name: str) -> None:
    command = ALL[name]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden and not parameter.is_flag:
            assert parameter.help or isinstance(parameter.type, (click.Choice, click.IntRange)), parameter.opts
