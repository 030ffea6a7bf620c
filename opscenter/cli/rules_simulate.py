"""rules simulate: what changed rules would have raised over recorded history, against what was raised."""

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.asking import json_option
from opscenter.cli.history import Moment
from opscenter.cli.output import emit_json, emit_table, fail
from opscenter.cli.times import iso

if TYPE_CHECKING:
    from opscenter.domain.rule_comparison import Activation, RuleComparison

LISTED = 1_000


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the history (default: the user's)."
)
@click.option("--from", "since", type=Moment(), default="-1d", help="Begin (default: a day ago).")
@click.option("--to", "until", type=Moment(), default="now", help="End (default: now).")
@click.option("--against", type=click.Choice(["journal", "catalogue"]), default="journal",
              help="What to compare with: what was raised, or what the rules without FILE would raise.")  # fmt: skip
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@click.option("--zone", default="UTC", help="Time zone of the city, for what is usual at an hour of the week.")
@click.option("--picture", type=click.Path(dir_okay=False, path_type=Path), help="Write a picture of both (SVG).")
@json_option
def simulate(
    files: tuple[Path, ...],
    data: Path | None,
    since: int,
    until: int,
    against: str,
    catalogue: Path | None,
    zone: str,
    picture: Path | None,
    as_json: bool,
) -> None:
    """Run rule files over recorded history and compare with what was raised: nothing is changed, a running station is
    not disturbed."""
    import sqlite3

    from opscenter.domain.rule_comparison import compare
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.history.blocks import BlockError
    from opscenter.history.queries import Queries
    from opscenter.history.schema import FILE_NAME
    from opscenter.settings.catalogue import load_catalogue
    from opscenter.settings.paths import data_folder
    from opscenter.station.simulation import recorded

    path = (data or data_folder()) / FILE_NAME
    if not path.exists():
        fail(f"There is no history in {path.parent}. Name its folder with --data.")
    queries = Queries(path)
    try:
        changed = load_catalogue(catalogue, files)
        after = _run(queries, changed, since, until, zone, "changed rules", as_json)
        if against == "journal":
            before = recorded(queries, after.since, after.until)
        else:
            before = _run(
                queries, load_catalogue(catalogue), since, until, zone, "rules as they are", as_json
            ).activations
    except (FileMistakes, ValueError) as error:  # BlockError is one
        fail(error if not isinstance(error, BlockError) else f"The history cannot be read: {error}.")
    except (sqlite3.Error, OSError) as error:
        fail(f"The history cannot be read: {error}.")
    finally:
        queries.close()
    found = compare(before, after.activations, after.since, after.until)
    if picture is not None:
        from opscenter.cli.simulation_picture import picture_of

        try:
            picture.write_text(picture_of(found, before, after.activations), encoding="utf-8")
        except OSError as error:
            fail(f"{picture} cannot be written: {error.strerror or error}.")
    if as_json:
        emit_json({**_plain(found), "messages": after.messages, "rejected": after.rejected})
    else:
        _print(found)


def _run(queries: Any, catalogue: Any, since: int, until: int, zone: str, what: str, quiet: bool) -> Any:
    from zoneinfo import ZoneInfo

    from opscenter.domain.local_week import LocalWeek
    from opscenter.station.simulation import simulate as run

    try:
        week = LocalWeek(ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        raise ValueError(f'"{zone}" is not an IANA time zone, such as Asia/Hong_Kong.') from None
    if quiet or not sys.stderr.isatty():
        return run(queries, catalogue, since, until, week)
    with click.progressbar(length=1_000, label=what, file=sys.stderr) as bar:
        done = 0

        def progress(share: float) -> None:
            nonlocal done
            now = round(share * 1_000)
            if now > done:
                bar.update(now - done)
                done = now

        return run(queries, catalogue, since, until, week, progress=progress)


def _plain(found: "RuleComparison") -> dict[str, Any]:
    return {
        "since": iso(found.since), "until": iso(found.until), "sentence": found.sentence(),
        "before": found.before, "after": found.after,
        "rules": [{"rule": one.rule, "before": one.before, "after": one.after} for one in found.rules],
        "both": len(found.delays), "gone_count": len(found.gone), "added_count": len(found.added),
        "gone": [_one(each) for each in found.gone[:LISTED]], "added": [_one(each) for each in found.added[:LISTED]],
        "delay_ms_median": sorted(found.delays)[len(found.delays) // 2] if found.delays else None,
        "delay_ms_max": found.latest_delay if found.latest is not None else None,
        "latest": _one(found.latest) if found.latest is not None else None,
    }  # fmt: skip


def _one(activation: "Activation") -> dict[str, Any]:
    return {
        "at": iso(activation.at), "rule": activation.rule, "entity": activation.entity,
        "priority": activation.priority, "text": activation.text,
    }  # fmt: skip


def _print(found: "RuleComparison") -> None:
    hours = datetime.timedelta(milliseconds=found.until - found.since)
    click.echo(f"{found.sentence()}\n({iso(found.since)} to {iso(found.until)}, {hours})\n")
    emit_table(("rule", "before", "after"), [(one.rule, one.before, one.after) for one in found.rules])
    for title, some in (("no longer raised", found.gone), ("new", found.added)):
        if some:
            click.echo(f"\n{title}: {len(some)}")
            emit_table(("at", "rule", "entity"), [(iso(one.at), one.rule, one.entity) for one in some[:20]])
            if len(some) > 20:
                click.echo(f"and {len(some) - 20} more (--json has {LISTED} of them)")
