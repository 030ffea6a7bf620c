"""rules simulate: what changed rules would have raised over recorded history, against what was raised."""

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.asking import json_option
from opscenter.cli.moment import Moment
from opscenter.cli.output import emit_json, emit_table, fail
from opscenter.cli.times import iso

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
@click.option("--zone", help="Time zone of the city, for what is usual at an hour of the week (default: as recorded).")
@click.option("--set", "changes", multiple=True, metavar="RULE.KEY=VALUE",
              help="Change one thing of one rule, e.g. weather.gale.value=20; several count. Keys: value, deadband, "
              "on_delay_s, off_delay_s, span_s, times, priority, disabled.")  # fmt: skip
@click.option("--picture", type=click.Path(dir_okay=False, path_type=Path), help="Write a picture of both (SVG).")
@click.option("--progress", "tell", is_flag=True, hidden=True)
@json_option
def simulate(
    files: tuple[Path, ...],
    data: Path | None,
    since: int,
    until: int,
    against: str,
    catalogue: Path | None,
    zone: str | None,
    changes: tuple[str, ...],
    picture: Path | None,
    tell: bool,
    as_json: bool,
) -> None:
    """Run changed rules over recorded history and compare with what was raised.

    Nothing is changed by it, and a running station is not disturbed.
    """
    import sqlite3

    from opscenter.domain.rule_comparison import compare
    from opscenter.domain.rule_overrides import overridden, read_override
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
        week = _week(path, zone)
        changed = overridden(load_catalogue(catalogue, files), [read_override(change) for change in changes])
        after = _run(queries, changed, since, until, week, "changed rules", as_json, tell)
        if against == "journal":
            before = recorded(queries, after.since, after.until)
        else:
            known = load_catalogue(catalogue)
            before = _run(queries, known, since, until, week, "rules as they are", as_json, False).activations
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
        emit_json({**_plain(found, before, after.activations), "messages": after.messages, "rejected": after.rejected})
    else:
        _print(found)


def _week(path: Path, zone: str | None) -> Any:
    """The week of the city whose history it is. ValueError, a sentence, for a zone nobody knows."""
    from zoneinfo import ZoneInfo

    from opscenter.domain.local_week import LocalWeek
    from opscenter.history.city_kept import CityKept, city_of

    kept = city_of(path) or CityKept()
    zone = zone or kept.zone
    try:
        return LocalWeek(ZoneInfo(zone), kept.holidays, aside=kept.holidays_as == "aside")
    except (KeyError, ValueError, OSError):
        raise ValueError(f'"{zone}" is not an IANA time zone, such as Asia/Hong_Kong.') from None


def _run(queries: Any, catalogue: Any, since: int, until: int, week: Any, what: str, quiet: bool, tell: bool) -> Any:
    from opscenter.station.simulation import simulate as run

    if tell:
        return run(queries, catalogue, since, until, week, progress=_teller())
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


def _teller() -> "Callable[[float], None]":
    """Tells whoever started this command how far it is, a hundred times at most."""
    told = -1

    def progress(share: float) -> None:
        nonlocal told
        if round(share * 100) > told:
            told = round(share * 100)
            click.echo(f"progress {share:.3f}", err=True)

    return progress


def _plain(found: "RuleComparison", before: "Sequence[Activation]", after: "Sequence[Activation]") -> dict[str, Any]:
    return {
        "since": iso(found.since), "until": iso(found.until), "sentence": found.sentence(),
        "bins": _bins(found, before), "bins_after": _bins(found, after),
        "before": found.before, "after": found.after,
        "rules": [{"rule": one.rule, "before": one.before, "after": one.after} for one in found.rules],
        "both": len(found.delays), "gone_count": len(found.gone), "added_count": len(found.added),
        "gone": [_one(each) for each in found.gone[:LISTED]], "added": [_one(each) for each in found.added[:LISTED]],
        "delay_ms_median": sorted(found.delays)[len(found.delays) // 2] if found.delays else None,
        "delay_ms_max": found.latest_delay if found.latest is not None else None,
        "latest": _one(found.latest) if found.latest is not None else None,
    }  # fmt: skip


def _bins(found: "RuleComparison", activations: "Sequence[Activation]") -> list[list[int]]:
    """Alarms in equal parts of the span, by priority from critical to low, for a picture."""
    from opscenter.cli.simulation_picture import counts

    return [
        [bar.get(priority, 0) for priority in (1, 2, 3, 4)] for bar in counts(activations, found.since, found.until)
    ]


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
