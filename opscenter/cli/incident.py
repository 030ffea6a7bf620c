"""incident: files of what happened: what is in one, whether it is sound, a whole one of a damaged one."""

import dataclasses
from pathlib import Path
from typing import Any

import click

from opscenter.cli.asking import json_option
from opscenter.cli.incident_cut import cut
from opscenter.cli.incident_import import import_
from opscenter.cli.incident_make import make
from opscenter.cli.output import emit_json, emit_table, fail, printable
from opscenter.cli.times import iso

MOST_CHANNELS = 30

file_argument = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.group()
def incident() -> None:
    """Incident files: recorded spans of a city, to be replayed, trained with and kept.

    They are MCAP files (INCIDENT.md): Foxglove, Lichtblick, PlotJuggler and the tools of mcap.dev open them too.
    """


@incident.command()
@file_argument
@json_option
def info(file: Path, as_json: bool) -> None:
    """What a file holds, by its index: any MCAP file, whoever wrote it.

    What it cannot be used for is said in sentences; `verify` reads it through.
    """
    from opscenter.recording.contents import contents
    from opscenter.recording.errors import IncidentError

    try:
        found = contents(file)
    except IncidentError as error:
        fail(error)
    if as_json:
        told = dataclasses.asdict(found)
        for name in ("begins", "since", "until"):
            told[name] = _time(told[name])
            told["about"].pop(name)
        told["attachments"] = {
            name: {"count": count, "bytes": size} for name, (count, size) in found.attachments.items()
        }
        emit_json(told)
    else:
        _show(found)


def _show(found: Any) -> None:
    about = found.about
    click.echo(f"{found.file}: {found.size:,} bytes, written by {printable(found.library)}")
    for name in ("title", "place", "city", "zone", "author", "licence", "note"):
        if found.ours and getattr(about, name):
            click.echo(f"{name:8} {printable(getattr(about, name))}")
    if about.systems or about.area:
        click.echo(f"only     {printable(', '.join(filter(None, [*about.systems, about.area])))}")
    click.echo(f"span     {_time(found.since)} to {_time(found.until)}")
    counts = ", ".join(f"{count:,} {name}" for name, count in found.counts.items())
    click.echo(f"holds    {counts or 'nobody counted what'} in {found.chunks:,} chunks")
    for sentence in about.told if found.ours else ():
        click.echo(f"told     {printable(sentence)}")
    for sentence in found.recovered:
        click.echo(f"lost     {printable(sentence)}")
    shown = found.channels[:MOST_CHANNELS]
    click.echo()
    emit_table(
        ("channel", "messages", "encoding", "schema"),
        [[one.topic, "" if one.messages is None else f"{one.messages:,}", one.encoding, one.schema] for one in shown],
    )
    if len(found.channels) > len(shown):
        click.echo(f"... and {len(found.channels) - len(shown):,} more")
    if found.attachments:
        click.echo()
        rows = [[name, f"{count:,}", f"{size:,}"] for name, (count, size) in sorted(found.attachments.items())]
        emit_table(("attached", "count", "bytes"), rows)
    if found.problems:
        click.echo()
    for sentence in found.problems:
        click.echo(printable(sentence))


@incident.command()
@file_argument
@json_option
def verify(file: Path, as_json: bool) -> None:
    """Read a file through: every check sum, the index against what is there, times in order, what is attached.

    Exit status 1, and a sentence each, for what is not as it was written.
    """
    from opscenter.recording.errors import IncidentError
    from opscenter.recording.verification import verify as read_through
    from opscenter.station.cutting.key_frames import ANCHOR
    from opscenter.station.lane.packing import unpack

    try:
        found = read_through(file, {ANCHOR: unpack})
    except IncidentError as error:
        fail(error)
    if as_json:
        emit_json({"file": str(file), "ok": not found.problems, **dataclasses.asdict(found)})
    elif not found.problems:
        click.echo(
            f"{file} is sound: {found.messages:,} messages and {found.rows:,} rows of the journal in "
            f"{found.moments:,} moments, {found.chunks:,} chunks, {found.attachments:,} attachments"
        )
    if found.problems:
        fail("\n".join(found.problems))


@incident.command()
@file_argument
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path),
    help="Where the whole file goes (default: beside it, as NAME.recovered.mcap).",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the file that --out names.")
@json_option
def recover(file: Path, out: Path | None, force: bool, as_json: bool) -> None:
    """Make a whole file of one that is damaged or was cut short; the damaged one stays as it is.

    Everything goes into it whose check sums are right: up to the last whole chunk, and what stands behind a broken
    one. What is lost is said in sentences, and in the new file.
    """
    from opscenter.recording.errors import IncidentError
    from opscenter.recording.recovery import recover as make_whole

    target = out or file.with_name(file.stem + ".recovered.mcap")
    if target.exists() and not force:
        fail(f"{target} is there already: name another file with --out, or replace it with --force.")
    try:
        done = make_whole(file, target)
    except IncidentError as error:
        fail(error)
    if as_json:
        emit_json({"file": str(file), "out": str(target), **dataclasses.asdict(done), "until": _time(done.until)})
        return
    click.echo(
        f"{target}: {done.messages:,} messages and {done.rows:,} rows of the journal in {done.moments:,} moments, "
        f"up to {_time(done.until) or 'nowhere'}"
    )
    for sentence in done.lost:
        click.echo(f"lost: {printable(sentence)}")


def _time(milliseconds: int) -> str:
    return iso(milliseconds) if milliseconds else ""


incident.add_command(cut)
incident.add_command(import_)
incident.add_command(make)

COMMANDS = (incident,)
