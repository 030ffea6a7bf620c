"""history export: recorded rows as files for other programs."""

import itertools
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from opscenter.cli.areas import catalogue_option, read_catalogue
from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.history_care import cancel, database
from opscenter.cli.history_choice import Choice, choice_options
from opscenter.cli.moment import Moment, Width
from opscenter.cli.output import emit_json, fail
from opscenter.cli.times import iso, now_ms

if TYPE_CHECKING:
    from opscenter.cli.history_sources import Source
    from opscenter.domain.catalogue import Catalogue
    from opscenter.history.bin_extraction import Clock
    from opscenter.tables.parts import Heading
    from opscenter.tables.writing import Written

FORMATS = ("csv", "json", "parquet", "sqlite")
OF_SUFFIX = {
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".db": "sqlite",
}


@click.command("export")
@choice_options
@click.option(
    "--from", "since", required=True, type=Moment(), help="Begin: ISO 8601 (UTC without an offset), now, -2h, -3d."
)
@click.option("--to", "until", default="now", type=Moment(), help="End (default: now).")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Default: by the name of --out, else csv. json: lines."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write (default: standard output)."
)
@click.option("--bins", "width", type=Width(), help="Not every sample but count, low, high, mean, first and last of "
              "equal spans: 30s, 5min, 1h, 1d (days of --zone).")  # fmt: skip
@click.option("--zone", default="", help="Also local times of this zone with their offset, e.g. Asia/Hong_Kong; city: "
              "the station's.")  # fmt: skip
@click.option("--journal", is_flag=True, help="Also the journal of alarms: within a sqlite file, else beside it.")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR",
              help="Read this folder of a history, or database file, without a station.")  # fmt: skip
@catalogue_option
@station_option
@json_option
def export(
    since: int, until: int, form: str | None, out: Path | None, width: int | None, zone: str, journal: bool,
    data: Path | None, catalogue: Path | None, station: str | None, as_json: bool, **choice: Any,
) -> None:  # fmt: skip
    """Samples (or bins of them) of one series, of many or of all, as CSV, JSON lines, Parquet or SQLite.

    One series by --entity and --attribute as csv or json has the columns time (UTC), value, quality; anything else has
    entity, name, type, attribute, value, text, unit and quality. --json prints a summary. Texts that a spreadsheet
    would take for formulas get an apostrophe in CSV. A file is there as a whole or not at all. Exit status 1 if nothing
    of what is named is known, 130 when cancelled with Ctrl+C.
    """
    wanted = Choice(**choice)
    if until <= since:
        fail("--to must be later than --from.")
    if data is not None and station:
        raise click.UsageError("Name either --data or --station.")
    form = form or (OF_SUFFIX.get(out.suffix.lower(), "csv") if out is not None else "csv")
    if out is None:
        for needs, why in ((form in ("parquet", "sqlite"), form), (as_json, "--json"), (journal, "--journal")):
            if needs:
                raise click.UsageError(f"{why} needs a file: name it with --out FILE.")
    kinds = read_catalogue(catalogue) if wanted.systems or wanted.area else None
    begun = time.perf_counter()
    with (
        cancel() as stop,
        _source(data, station, wanted, kinds, outright=wanted.is_one and form in FORMATS[:2]) as source,
    ):
        heading, clock = _heading(source, since, until, width, zone, wanted.is_one and form in FORMATS[:2])
        written = _write(source, out, form, heading, clock, wanted, journal, stop.is_set)
    if written is None:
        fail("Cancelled; no file was written." if out is not None else "Cancelled.", 130)
    for where, why in source.damaged.items():
        click.echo(f"opscenter: {where} of the history cannot be read and is left out: {why}.", err=True)
    if as_json:
        emit_json(
            {
                "files": [str(path) for path in written.files], "format": form, "rows": written.rows,
                "series": written.series, "events": written.events, "bytes": written.size, "from": iso(heading.since),
                "to": iso(heading.until), "zone": heading.zone or "UTC", "bins_s": heading.width_ms / 1000 or None,
                "damaged": source.damaged, "seconds": round(time.perf_counter() - begun, 3),
            }
        )  # fmt: skip
    if source.damaged:
        fail("Some of the history is damaged. `opscenter history check` names it all.")


@contextmanager
def _source(
    data: Path | None, station: str | None, choice: Choice, catalogue: "Catalogue | None", *, outright: bool
) -> "Iterator[Source]":
    from opscenter.cli.history_sources import PATIENCE_S, StationSource, folder_source

    if data is not None:
        with folder_source(database(data), choice, catalogue) as source:
            yield source
        return
    with asking(station, timeout_s=PATIENCE_S) as desk:
        yield StationSource(desk, choice, catalogue, outright=outright)


def _heading(
    source: "Source", since: int, until: int, width: int | None, zone: str, short: bool
) -> "tuple[Heading, Clock | None]":
    from opscenter import __version__
    from opscenter.history.bin_extraction import Clock
    from opscenter.tables.parts import Heading

    if zone == "city":
        zone = source.zone
        if not zone:
            fail("A folder does not say which zone its city is in: name it, e.g. --zone Asia/Hong_Kong.")
    try:
        clock = Clock(width, ZoneInfo(zone) if zone else None) if width else None
        if zone:
            ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        fail(f'"{zone}" is not an IANA time zone, such as Asia/Hong_Kong.')
    if clock is not None:  # whole bins only: one of a part would look like one of little
        since, until = clock.begin(since), clock.after(until - 1)
    heading = Heading(
        since=since, until=until, made=now_ms(), zone=zone, width_ms=width or 0, city=source.city,
        station=source.station, program=f"opscenter {__version__}", short=short,
    )  # fmt: skip
    return heading, clock


def _write(
    source: "Source", out: Path | None, form: str, heading: "Heading", clock: "Clock | None", choice: Choice,
    journal: bool, cancelled: Any,
) -> "Written | None":  # fmt: skip
    from opscenter.tables.errors import Cancelled, TableError
    from opscenter.tables.writing import write_lines, write_table

    until = heading.until - 1 if clock is not None else heading.until
    parts = source.parts(heading.since, until, clock, cancelled)
    # The first part is asked for before the heading, so that an unknown series prints nothing but its sentence.
    parts = itertools.chain(list(itertools.islice(parts, 1)), parts)
    events = None
    if journal:
        entities = {series.entity for series in source.series.values()} if choice.names_entities else None
        events = source.journal(heading.since, heading.until, entities)
    try:
        if out is None:
            return write_lines(sys.stdout, form, heading, parts, cancelled=cancelled)
        gaps = source.gaps(heading.since, heading.until) if form == "sqlite" else []
        with _telling() as tell:
            return write_table(out, form, heading, parts, journal=events, gaps=gaps, progress=tell, cancelled=cancelled)
    except Cancelled:
        return None
    except TableError as error:
        fail(error)


@contextmanager
def _telling() -> Iterator[Any]:
    """How far it is, on one line of a terminal."""
    from opscenter.cli.history_care import ProgressLine

    line = ProgressLine()
    yield lambda done, rows: line(f"{rows:,} rows", min(done, 0.999))
    line("", 1.0)
