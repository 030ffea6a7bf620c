"""history: recorded samples out of a station."""

import csv
import itertools
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from opscenter.cli.asking import asking, station_option
from opscenter.cli.history_care import check, sizes
from opscenter.cli.output import encode, fail
from opscenter.cli.times import iso, now_ms, parse_time

if TYPE_CHECKING:
    from opscenter.desk.client import Desk

WINDOW_MS = 7 * 86_400_000
"""Asked for a week at a time, so that no answer of a fast series grows too large for one message."""


class Moment(click.ParamType[int]):
    """A time on the command line, as Unix ms."""

    name = "T"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """See `parse_time`."""
        if isinstance(value, int):
            return value
        try:
            return parse_time(str(value), now_ms())
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.group()
def history() -> None:
    """Recorded history."""


Sample = tuple[int, float | str | None, int]
"""Time (Unix ms), value, quality."""


def _samples(desk: "Desk", series: dict[str, str], since: int, until: int) -> Iterator[Sample]:
    """Samples of a series in order of time; of a state or another text, its changes."""
    begin, found = since, False
    while begin < until:
        end = min(begin + WINDOW_MS, until)
        _, columns = desk.query("series", **series, **{"from": begin, "to": end, "points": 0})
        parts = (columns[name].tolist() for name in ("time", "value", "quality"))
        for at, value, quality in zip(*parts, strict=True):
            found = True
            if begin == since or at != begin:  # both ends of a range count: else it was in the window before
                yield at, None if value != value else value, quality
        begin = end
    if not found:
        answer, _ = desk.query("texts", **series, **{"from": since, "to": until, "limit": 1_000_000})
        for change in answer["texts"]:
            yield change["time"], change["text"], change["quality"]


def _write(samples: Iterable[Sample], form: str, stream: TextIO) -> None:
    from opscenter.domain.quality import Quality

    names = [quality.name.lower() for quality in Quality]
    writer = csv.writer(stream, lineterminator="\n")
    # The first sample is asked for before the heading, so that an unknown series prints nothing but its sentence.
    ahead = list(itertools.islice(samples, 1))
    if form == "csv":
        writer.writerow(("time", "value", "quality"))
    for at, value, quality in itertools.chain(ahead, samples):
        if form == "csv":
            writer.writerow((iso(at), "" if value is None else str(value), names[quality]))
        else:
            stream.write(encode({"time": iso(at), "value": value, "quality": names[quality]}) + "\n")


@history.command("export")
@click.option("--entity", required=True, metavar="ID", help="Id of the entity.")
@click.option("--attribute", required=True, metavar="NAME", help="Attribute, dotted if nested.")
@click.option(
    "--from", "since", required=True, type=Moment(), help="Begin: ISO 8601 (UTC without an offset), now, -2h, -3d."
)
@click.option("--to", "until", default="now", type=Moment(), help="End (default: now).")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", help="csv, or JSON lines.")
@click.option("--out", type=click.Path(dir_okay=False), help="File to write (default: standard output).")
@station_option
def export(
    entity: str, attribute: str, since: int, until: int, form: str, out: str | None, station: str | None
) -> None:
    """Samples of one series, or the changes of a text: time (UTC), value, quality.

    --entity, --attribute and --from are required. Exit status 1 if the series is unknown.
    """
    if until <= since:
        fail("--to must be later than --from.")
    series = {"entity": entity, "attribute": attribute}
    try:
        with asking(station) as desk:
            samples = _samples(desk, series, since, until)
            if out is None:
                _write(samples, form, sys.stdout)
            else:
                with Path(out).open("w", encoding="utf-8", newline="") as stream:
                    _write(samples, form, stream)
    except BrokenPipeError:
        raise
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror}.")


history.add_command(sizes)
history.add_command(check)

COMMANDS = (history,)
