"""notes: what operators wrote down about a time, a place or a value."""

from typing import Any

import click

from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.moment import Moment
from opscenter.cli.output import emit_json, emit_table, fail
from opscenter.cli.times import iso

_by = click.option("--by", required=True, metavar="NAME", help="Who writes.")
_at = click.option("--at", type=Moment(), help="The time it is about: ISO 8601, -2h (default: now).")
_until = click.option("--until", type=Moment(), help="The end of that time, where it is a span.")


@click.group()
def notes() -> None:
    """Notes of operators about a time, a place or a value; in the journal, never changed, only corrected."""


@notes.command("list")
@click.option("--from", "since", type=Moment(), help="Begin: ISO 8601, -2h, -3d.")
@click.option("--to", "until", type=Moment(), help="End.")
@click.option("--entity", default="", metavar="ID", help="Only those about this entity.")
@click.option("--withdrawn", is_flag=True, help="Those that were taken back, too.")
@click.option("--limit", type=click.IntRange(1, 50_000), default=1_000, help="The newest so many.")
@station_option
@json_option
def notes_list(
    since: int | None, until: int | None, entity: str, withdrawn: bool, limit: int, station: str | None, as_json: bool
) -> None:
    """Notes about a span of time (default: all), in its order, as last corrected."""
    if since is not None and until is not None and until < since:
        fail("--to must not be earlier than --from.")
    wanted = {"from": since, "to": until, "entity": entity, "withdrawn": withdrawn, "limit": limit}
    with asking(station) as desk:
        answer, _ = desk.query("notes", **wanted)
    lines = [_line(fact) for fact in answer["notes"]]
    if as_json:
        for line in lines:
            emit_json(line)
        return
    if not lines:
        click.echo("No notes.")
        return
    emit_table(
        ("at", "until", "about", "by", "note", "id"),
        [
            (line["at"], line["until"] or "", " ".join(filter(None, (line["entity"], line["attribute"]))), line["by"],
             f"(taken back) {line['text']}" if line["withdrawn"] else line["text"], line["id"])
            for line in lines
        ],
    )  # fmt: skip
    if answer["left_out"]:
        click.echo(f"{answer['left_out']} older ones are left out; ask for more with --limit.")


@notes.command("add")
@click.argument("text")
@_at
@_until
@click.option("--entity", default="", metavar="ID", help="The entity it is about.")
@click.option("--attribute", default="", metavar="NAME", help="The attribute of the entity it is about.")
@_by
@station_option
@json_option
def notes_add(
    text: str, at: int | None, until: int | None, entity: str, attribute: str, by: str, station: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Write a note."""
    args: dict[str, Any] = {"text": text, "at": at, "entity": entity, "attribute": attribute, "by": by}
    _do("note", station, as_json, **args, until=until or 0)


@notes.command("correct")
@click.argument("note")
@click.argument("text")
@_at
@_until
@_by
@station_option
@json_option
def notes_correct(
    note: str, text: str, at: int | None, until: int | None, by: str, station: str | None, as_json: bool
) -> None:
    """Say anew what a note says. The journal keeps what it said before. The first letters of its id will do."""
    _do("note-correct", station, as_json, note=note, text=text, at=at, until=until, by=by)


@notes.command("withdraw")
@click.argument("note")
@_by
@station_option
@json_option
def notes_withdraw(note: str, by: str, station: str | None, as_json: bool) -> None:
    """Take a note back: it is not shown any more. The journal keeps it."""
    _do("note-correct", station, as_json, note=note, withdraw=True, by=by)


def _do(verb: str, station: str | None, as_json: bool, **args: Any) -> None:
    with asking(station) as desk:
        if "note" in args:
            answer, _ = desk.query("notes", withdrawn=True, limit=50_000)
            args["note"] = _whole_id(answer["notes"], args["note"])
        done = desk.command(verb, **args)
    if as_json:
        emit_json({"note": done["note"], "recorded": done["recorded"]})
    else:
        click.echo(f"Note {done['note']}{'' if done['recorded'] else ', not on disk yet'}.")


def _whole_id(facts: list[dict[str, Any]], named: str) -> str:
    found = [fact["id"] for fact in facts if fact["id"].startswith(named)] if named else []
    if len(found) == 1:
        return str(found[0])
    fail("No note has this id." if not found else f"{len(found)} notes have ids that begin so.")


def _line(fact: dict[str, Any]) -> dict[str, Any]:
    return {
        **fact,
        "at": iso(fact["at"]),
        "until": iso(fact["until"]) if fact["until"] else None,
        "written": iso(fact["written"]),
        "corrected": iso(fact["corrected"]) if fact["corrected"] else None,
    }


COMMANDS = (notes,)
