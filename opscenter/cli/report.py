"""report: a shift, a day or an incident as a PDF or an HTML file one can hand on."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opscenter.cli.asking import asking, station_option
from opscenter.cli.moment import Moment
from opscenter.cli.output import emit_json, fail
from opscenter.cli.rule_options import rules_option
from opscenter.cli.times import iso, now_ms

if TYPE_CHECKING:
    from opscenter.console.report.gathering import CannotReportError
    from opscenter.desk.client import Desk

ANSWER_S = 60.0
"""A question about a long span of a large city may take the station some time."""
SPANS_MS = {"shift": 8 * 3_600_000, "day": 24 * 3_600_000, "incident": 2 * 3_600_000}


class _CancelledError(Exception):
    """Nobody wants it any more."""


@click.command()
@click.argument("kind", type=click.Choice(["shift", "day", "incident"]))
@click.option("--from", "since", type=Moment(), help="Begin: ISO 8601, -8h (default: 8 h, a day, 2 h before --to).")
@click.option("--to", "until", type=Moment(), help="End (default: now).")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A .pdf or an .html file to write."
)
@click.option("--area", default="", help="Only what is in this area: its id, or its name (see `opscenter areas`).")
@click.option("--situation", default="", metavar="ID", help="Only this situation; also gives the span.")
@click.option("--language", type=click.Choice(["en", "zh_Hant", "zh_Hans"]), default="en", help="Of the report.")
@click.option("--zone", default="", help="Time zone of its times (default: the station's).")
@click.option("--city", default="", help="Name of the city (default: the station's).")
@click.option("--title", default="", help="Title (default: what kind of report it is, and the city).")
@click.option("--by", default="", metavar="NAME", help="For whom it is made.")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", help="Of a PDF.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", help="Of its maps.")
@click.option("--basemap", multiple=True, metavar="FILE", help="What lies under its maps; several lie over each other.")
@click.option("--no-maps", is_flag=True, help="Leave the maps out.")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="Of a history that no station runs on.")
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@rules_option
@station_option
@click.option(
    "--json", "as_json", is_flag=True, help="Print what is in it as JSON, and while it is made how far it is."
)
@click.option("--parent-pid", type=int, hidden=True)
def report(
    kind: str, since: int | None, until: int | None, out: Path, area: str, situation: str, language: str, zone: str,
    city: str, title: str, by: str, paper: str, theme: str, basemap: tuple[str, ...], no_maps: bool,
    data: Path | None, catalogue: Path | None, rules: tuple[Path, ...], station: str | None, as_json: bool,
    parent_pid: int | None,
) -> None:  # fmt: skip
    """Make the report of a shift, a day or an incident: what happened, what was done, what is open now.

    What cannot be had is said in the report, and the rest is made.
    """
    if out.suffix.lower() not in (".pdf", ".html", ".htm"):
        raise click.UsageError("--out takes a file that ends in .pdf or .html")
    if not out.absolute().parent.is_dir():
        fail(f"The folder {out.absolute().parent} does not exist. Make it, or choose another.")
    if area and situation:
        raise click.UsageError("Name either --area or --situation.")
    if data is not None and station is not None:
        raise click.UsageError("Name either --data or --station.")
    if zone:
        check_zone(zone)
    for file in basemap:
        if not file.lower().startswith(("http://", "https://")) and not Path(file).exists():
            raise click.BadParameter(f"There is no {file}.", param_hint="--basemap")
    stop = threading.Event()
    from opscenter.cli.lifetime import stop_on_signals, stop_with_parent

    stop_on_signals(stop)
    stop_with_parent(parent_pid, stop)
    if parent_pid is not None and hasattr(os, "nice"):
        os.nice(10)  # beside a console on the same cores it is the report that waits
    from opscenter.console.report.gathering import CannotReportError, situation_span
    from opscenter.console.report.making import begin, make_report, summary_of
    from opscenter.desk.errors import AddressError, RefusedError, StationUnreachableError
    from opscenter.domain.catalogue_parsing import CatalogueErrors
    from opscenter.domain.report import ReportKind, ReportOrder
    from opscenter.settings.catalogue import load_catalogue

    progress = _progress(as_json, stop)
    try:
        kinds = load_catalogue(catalogue, rules)
        with _desk(station, data, catalogue, rules, city, zone, progress) as desk:
            if situation and since is None and until is None:
                since, until = situation_span(desk, situation)
            until = now_ms() if until is None else until
            order = ReportOrder(
                ReportKind(kind), until - SPANS_MS[kind] if since is None else since, until, str(out), area=area,
                situation=situation, language=language, zone=zone, city=city, title=title, by=by, paper=paper,
                theme=theme, maps=not no_maps, basemaps=basemap,
            )  # fmt: skip
            begin(language)
            made = make_report(desk, kinds, order, progress)
    except _CancelledError:
        fail("Cancelled. Nothing was written.", 130)
    except CannotReportError as error:
        fail(_told(error))
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror or error}.")
    except (CatalogueErrors, AddressError, RefusedError, StationUnreachableError) as error:
        fail(error)
    summary = summary_of(made)
    if as_json:
        emit_json({**summary, "since": iso(made.facts.since), "until": iso(made.facts.until), "done": True})
        return
    pages = f", {made.pages} pages" if made.pages else ""
    click.echo(f"{out}: {summary['raised']} alarms raised, {summary['unanswered']} unanswered{pages}.")
    for sentence in made.troubles:
        click.echo(f"opscenter: {sentence}", err=True)


def _progress(as_json: bool, stop: threading.Event) -> Callable[[str, float], None]:
    """Tells how far it is, in whole per cents; ends the work once nobody wants it."""
    told = [-1]

    def tell(phase: str, share: float) -> None:
        if stop.is_set():
            raise _CancelledError
        percent = round(100 * share)
        if as_json and percent != told[0]:
            told[0] = percent
            emit_json({"phase": phase, "percent": percent})
            sys.stdout.flush()

    return tell


@contextmanager
def _desk(
    station: str | None, data: Path | None, catalogue: Path | None, rules: tuple[Path, ...], city: str, zone: str,
    progress: Callable[[str, float], None],
) -> Iterator["Desk"]:  # fmt: skip
    """The station that is asked: one that runs, or one of our own on a copy of a history."""
    if data is None:
        with asking(station, timeout_s=ANSWER_S) as desk:
            yield desk
        return
    from opscenter.cli.station_on_copy import station_on_copy

    with (
        station_on_copy(data, catalogue, rules, city, zone, progress) as address,
        asking(address, timeout_s=ANSWER_S) as desk,
    ):
        yield desk


def check_zone(zone: str) -> None:
    """Refuse a name that is no time zone."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise click.BadParameter(
            f"{zone!r} is no time zone. Write one like Asia/Hong_Kong.", param_hint="--zone"
        ) from None


def _told(error: "CannotReportError") -> str:
    name = repr(error.name)
    return {
        "area": f"There is no area {name}. `opscenter areas` lists all.",
        "areas": f"{name} is the name of several areas; give an id: `opscenter areas` lists all.",
    }.get(
        error.what,
        f"There is no situation {name} in this span. `opscenter situations list` shows those that are open, "
        "`opscenter journal show --event situation-opened` all.",
    )


COMMANDS = (report,)
