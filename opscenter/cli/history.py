"""history: recorded samples out of a station."""

import csv
import io
import sys
from typing import Any

import click

from opscenter.cli.asking import asking, station_option
from opscenter.cli.output import encode, fail
from opscenter.cli.times import iso, now_ms, parse_time

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


@history.command("export")
@click.option("--entity", required=True, metavar="ID", help="Id of the entity.")
@click.option("--attribute", required=True, metavar="NAME", help="Attribute, dotted if nested.")
@click.option("--from", "since", required=True, type=Moment(), help="Begin: ISO 8601, now, -15min, -2h, -3d.")
@click.option("--to", "until", default="now", type=Moment(), help="End (default: now).")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", help="csv, or JSON lines.")
@click.option("--out", type=click.Path(dir_okay=False), help="File to write (default: standard output).")
@station_option
def export(
    entity: str, attribute: str, since: int, until: int, form: str, out: str | None, station: str | None
) -> None:
    """Samples of one series: time (UTC), value, quality. Exit status 1 if the series is unknown."""
    from opscenter.domain.quality import Quality

    if until <= since:
        fail("--to must be later than --from.")
    names = [quality.name.lower() for quality in Quality]
    stream = io.StringIO() if out is not None else sys.stdout
    writer = csv.writer(stream, lineterminator="\n")
    if form == "csv":
        writer.writerow(("time", "value", "quality"))
    with asking(station) as desk:
        begin = since
        while begin < until:
            end = min(begin + WINDOW_MS, until)
            args = {"entity": entity, "attribute": attribute, "from": begin, "to": end, "points": 0}
            _, columns = desk.query("series", **args)
            for at, value, quality in zip(
                columns["time"].tolist(), columns["value"].tolist(), columns["quality"].tolist(), strict=True
            ):
                if begin != since and at == begin:
                    continue  # both ends of a range count: this one was in the window before
                if form == "csv":
                    writer.writerow((iso(at), "" if value != value else repr(value), names[quality]))
                else:
                    number = None if value != value else value
                    stream.write(encode({"time": iso(at), "value": number, "quality": names[quality]}) + "\n")
            begin = end
    if out is not None and isinstance(stream, io.StringIO):
        from pathlib import Path

        try:
            Path(out).write_text(stream.getvalue(), encoding="utf-8")
        except OSError as error:
            fail(f"{out} cannot be written: {error.strerror}.")


COMMANDS = (history,)
