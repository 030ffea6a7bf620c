"""exercise debrief, exercise report: a session's file told again, and beside an earlier run."""

import signal
import threading
from pathlib import Path
from typing import Any

import click

from opscenter.cli.asking import json_option
from opscenter.cli.output import emit_json, fail
from opscenter.cli.rule_options import rules_option
from opscenter.cli.times import now_ms

EVENTS_A_LINE = 200

_session = click.argument("session", type=click.Path(dir_okay=False, path_type=Path))


def _read(path: Path) -> dict[str, Any]:
    """The debrief of a file; ends the command with a sentence where it is no session's."""
    from opscenter.recording.errors import IncidentError
    from opscenter.station.exercise.session_file import read_session

    try:
        return read_session(path)
    except (IncidentError, OSError) as error:
        fail(error)


@click.command()
@_session
@json_option
@click.option("--parent-pid", type=int, hidden=True)
def debrief(session: Path, as_json: bool, parent_pid: int | None) -> None:
    """What was done in a session, in order of time, and what came of it.

    With --json several lines: `exercise` (what it was about), `events` (some of the log) as often as needed, `score`.
    """
    _end_with(parent_pid)
    told = _read(session)
    if as_json:
        emit_json({"file": told["file"], "zone": told["zone"], "exercise": told["exercise"]})
        events = told["events"]
        for first in range(0, len(events), EVENTS_A_LINE):
            emit_json({"events": events[first : first + EVENTS_A_LINE]})
        emit_json({"score": told["score"], "done": True})
        return
    since = told["exercise"]["since"]
    for one in told["events"]:
        if one["kind"] == "look":
            continue
        about = one["text"].get("en") or one["entity"] or one["occurrence"]
        said = f' "{one["comment"]}"' if one["comment"] else ""
        who = f"{one['by']}: " if one["by"] else ""
        click.echo(f"{_since_the_start(one['at'] - since):>11}  {who}{one['event']}  {about}{said}")
    score = told["score"]
    click.echo(f"{score['points']:g} of {score['of']:g} points, {score['lost']:g} lost: {score['percent']:.1f} %")


def _since_the_start(ms: int) -> str:
    """12:05.0, 1:02:05.0."""
    minutes, rest = divmod(abs(ms) // 100, 600)
    hours, minutes = divmod(minutes, 60)
    told = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{'-' if ms < 0 else ''}{told}:{rest // 10:02d}.{rest % 10}"


@click.command()
@_session
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A .pdf or an .html file to write."
)
@click.option("--against", type=click.Path(dir_okay=False, path_type=Path), help="The file of an earlier run.")
@click.option("--language", type=click.Choice(["en", "zh_Hant", "zh_Hans"]), default="en", help="Of the report.")
@click.option("--zone", default="", help="Time zone of its times (default: the session's).")
@click.option("--by", default="", metavar="NAME", help="For whom it is made.")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", help="Of a PDF.")
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@rules_option
@json_option
@click.option("--parent-pid", type=int, hidden=True)
def report(
    session: Path, out: Path, against: Path | None, language: str, zone: str, by: str, paper: str,
    catalogue: Path | None, rules: tuple[Path, ...], as_json: bool, parent_pid: int | None,
) -> None:  # fmt: skip
    """Make the report of a session: brief, course, score with its reasons, and what was other in an earlier run."""
    if out.suffix.lower() not in (".pdf", ".html", ".htm"):
        raise click.UsageError("--out takes a file that ends in .pdf or .html")
    if not out.absolute().parent.is_dir():
        fail(f"The folder {out.absolute().parent} does not exist. Make it, or choose another.")
    if zone:
        from opscenter.cli.report import check_zone

        check_zone(zone)
    _end_with(parent_pid)
    fact, earlier = _read(session), _read(against) if against is not None else None
    from opscenter.console.report.making import begin
    from opscenter.console.training.report_making import DebriefOrder, make_debrief
    from opscenter.domain.catalogue_parsing import CatalogueErrors
    from opscenter.settings.catalogue import load_catalogue

    try:
        kinds = load_catalogue(catalogue, rules)
        begin(language)
        order = DebriefOrder(fact, out, language, now_ms(), earlier, by=by, paper=paper, zone=zone)
        pages = make_debrief(order, kinds)
    except CatalogueErrors as error:
        fail(error)
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror or error}.")
    if as_json:
        emit_json({"file": str(out), "pages": pages, "points": fact["score"]["points"], "done": True})
    else:
        click.echo(f"{out}" + (f", {pages} pages" if pages else ""))


def _end_with(parent_pid: int | None) -> None:
    """A console that asked for it and does not want it any more, or is gone, ends it; nothing half is left behind."""
    if parent_pid is None:
        return
    from opscenter.cli.lifetime import stop_with_parent

    stop = threading.Event()
    stop_with_parent(parent_pid, stop)
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    def interrupt() -> None:
        stop.wait()
        signal.raise_signal(signal.SIGINT)

    threading.Thread(target=interrupt, name="interrupt", daemon=True).start()


COMMANDS = (debrief, report)
