"""The `opscenter` command. Rooms are imported inside the command functions, so that `--help` is instant."""

import sys

import click

from opscenter import __version__
from opscenter.cli import (
    alarms,
    areas,
    ask,
    bench,
    broker,
    city,
    console,
    doctor,
    exercise,
    feed,
    feeds,
    figures,
    history,
    incident,
    journal,
    measures,
    notes,
    pricing,
    publish,
    replay,
    report,
    rules,
    settings,
    situations,
    station,
)
from opscenter.cli.map import COMMANDS as MAP_COMMANDS

_MANY = ("--bus", "--recovery")


def spread(arguments: list[str]) -> list[str]:
    """Let `--bus A B` mean `--bus A --bus B`: an endpoint (`name://...`) after one belongs to the same option."""
    result: list[str] = []
    option = ""
    for argument in arguments:
        if argument.startswith("-"):
            option = argument if argument in _MANY else ""
            expecting = True
        elif option and not expecting and "://" in argument:
            result.append(option)
        elif option and expecting:
            expecting = False
        else:
            option = ""
        result.append(argument)
    return result


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="opscenter")
def cli() -> None:
    """A desktop operations centre for a city.

    `opscenter demo` shows a made-up city live; `opscenter console --bus ENDPOINT` shows yours.
    """


for command in (
    *(console.COMMANDS),
    *(station.COMMANDS),
    *(replay.COMMANDS),
    *(publish.COMMANDS),
    *(broker.COMMANDS),
    *(feed.COMMANDS),
    *(feeds.COMMANDS),
    *(ask.COMMANDS),
    *(alarms.COMMANDS),
    *(situations.COMMANDS),
    *(notes.COMMANDS),
    *(areas.COMMANDS),
    *(figures.COMMANDS),
    *(rules.COMMANDS),
    *(history.COMMANDS),
    *(incident.COMMANDS),
    *(journal.COMMANDS),
    *(measures.COMMANDS),
    *(pricing.COMMANDS),
    *(report.COMMANDS),
    *(city.COMMANDS),
    *(bench.COMMANDS),
    *MAP_COMMANDS,
    *(settings.COMMANDS),
    *(exercise.COMMANDS),
    *(doctor.COMMANDS),
):
    cli.add_command(command)


def main() -> None:
    """Run the command line; a broken pipe and Ctrl+C end it without a traceback."""
    try:
        cli.main(args=spread(sys.argv[1:]), prog_name="opscenter")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
