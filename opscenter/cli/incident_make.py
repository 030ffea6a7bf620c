"""incident make: an incident file of a city's public data, as if a station had lived through it."""

import dataclasses
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.asking import json_option
from opscenter.cli.history_care import ProgressLine, cancel
from opscenter.cli.moment import Moment
from opscenter.cli.output import emit_json, fail, printable
from opscenter.cli.rule_options import rules_option
from opscenter.cli.times import iso, now_ms, parse_time

if TYPE_CHECKING:
    from opscenter.cli.incident_of_data import Making

SHOWN_PROBLEMS = 20


@click.command()
@click.argument("profile")
@click.argument("incident", required=False, default="")
@click.option(
    "--from", "folder", required=True, type=click.Path(path_type=Path), metavar="DIR",
    help="Folder of the city's data; files are found in it at any depth.",
)  # fmt: skip
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The incident file to write (.mcap).")
@click.option("--since", type=Moment(), help="Begin, when no INCIDENT is named (default: all of the data).")
@click.option("--until", type=Moment(), help="End, when no INCIDENT is named.")
@click.option("--taken", metavar="TIME", default="", help="When files that tell no time were got: ISO 8601 or -2h.")
@click.option("--title", default="", help="What it is called (default: as the profile says).")
@click.option("--place", default="", help="Where it was (default: as the profile says).")
@click.option("--author", default="", help="Who made it.")
@click.option("--licence", default="", help="Under which licence others may use it (default: that of the data).")
@click.option("--note", default="", help="Whatever else whoever opens it should know.")
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@rules_option
@click.option("--force", is_flag=True, help="Replace an incident file that is there.")
@json_option
def make(
    profile: str, incident: str, folder: Path, out: Path, since: int | None, until: int | None, taken: str, title: str,
    place: str, author: str, licence: str, note: str, catalogue: Path | None, rules: tuple[Path, ...], force: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Make an incident file of a city's public data, without a bus.

    PROFILE is one of `opscenter city`, INCIDENT one that it describes; without one, a time is chosen with --since and
    --until. The data are lived through by a station's engine at their own times, as fast as it goes, and cut as
    `incident cut` does: the same data give the same file, and the same alarms. For example:

      opscenter incident make hong-kong typhoon-saola --from DIR --out saola.mcap
    """
    from opscenter.cli.incident_of_data import Making
    from opscenter.domain.stopped import StoppedError
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.feeds.cities.finding import NoCity
    from opscenter.feeds.cities.profile_reading import NoProfile
    from opscenter.history.errors import HistoryError
    from opscenter.recording.errors import IncidentError

    begun = time.perf_counter()
    with cancel() as stop, _scratch() as scratch:
        try:
            making = Making(
                profile, incident, folder, since, until, parse_time(taken, now_ms()) if taken else None, scratch,
                progress=ProgressLine(), stop=stop,
            )  # fmt: skip
            for sentence in making.found.missing:
                click.echo(f"opscenter: {printable(sentence)}", err=True)
            said = {"title": title, "place": place, "author": author, "licence": licence, "note": note}
            cut = making.make(out, said, catalogue, rules, replace=force)
        except StoppedError:
            fail("Stopped; nothing was written.", 130)
        except (NoProfile, NoCity, FileMistakes, HistoryError, IncidentError, ValueError) as error:
            fail(error)
        except sqlite3.Error as error:
            fail(f"What was lived through cannot be read: {error}.")
        except OSError as error:
            fail(f"{error.filename or out}: {error.strerror or error}.")
    _tell(making, cut, time.perf_counter() - begun, as_json)


def _tell(making: "Making", cut: Any, seconds: float, as_json: bool) -> None:
    problems = [str(one) for one in making.span.problems]
    for sentence in problems[:SHOWN_PROBLEMS]:
        click.echo(f"opscenter: {printable(sentence)}", err=True)
    if len(problems) > SHOWN_PROBLEMS:
        click.echo(f"opscenter: {len(problems) - SHOWN_PROBLEMS} more could not be used.", err=True)
    if as_json:
        emit_json(
            {
                "file": str(cut.file), "bytes": cut.bytes, "title": cut.title, "since": iso(cut.since),
                "until": iso(cut.until), "messages": cut.messages, "rows": cut.rows, "known": making.span.known,
                "frames": cut.frames, "journal": dataclasses.asdict(cut.compared), "told": cut.told,
                "missing": making.found.missing, "problems": len(problems), "seconds": round(seconds, 3),
            }
        )  # fmt: skip
        return
    click.echo(
        f"{cut.file}: {cut.bytes:,} bytes, {cut.messages:,} messages and {cut.rows:,} rows of the journal from "
        f"{iso(cut.since)} to {iso(cut.until)} ({seconds:.1f} s)"
    )
    for sentence in (cut.title, *cut.told):
        click.echo(printable(sentence))


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder for what is between, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="opscenter-incident-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
