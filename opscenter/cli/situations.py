"""situations: alarms that belong together, and what people do about them."""

from typing import Any

import click

from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.output import emit_json, emit_table, fail, printable
from opscenter.cli.times import iso

_language = click.option(
    "--language", type=click.Choice(["en", "zh_Hant", "zh_Hans"]), default="en", help="Language of the texts."
)
_by = click.option("--by", required=True, metavar="NAME", help="Who acts.")


@click.group()
def situations() -> None:
    """Situations: alarms that belong together, with their probable first cause, an owner and notes."""


@situations.command("list")
@_language
@station_option
@json_option
def situations_list(language: str, station: str | None, as_json: bool) -> None:
    """Open situations, the most urgent first, with their probable first cause."""
    with asking(station) as desk:
        answer, _ = desk.query("situations")
    facts = sorted(answer["situations"], key=lambda fact: (fact["priority"], -fact["opened"]))
    lines = [_line(fact, language) for fact in facts]
    if as_json:
        for line in lines:
            emit_json(line)
        return
    if answer["flood"]["active"]:
        click.echo(f"Alarm flood since {iso(answer['flood']['since'])}: {answer['flood']['rate']} new in 10 minutes.")
    if not lines:
        click.echo("No situations.")
        return
    emit_table(
        ("priority", "alarms", "opened", "owner", "first cause", "situation"),
        [(line["priority"], line["count"], line["opened"], line["owner"], line["text"], line["id"]) for line in lines],
    )


@situations.command("show")
@click.argument("situation")
@_language
@station_option
@json_option
def situations_show(situation: str, language: str, station: str | None, as_json: bool) -> None:
    """One situation: its alarms in order of time, its checklist and notes. The first letters of its id will do."""
    with asking(station) as desk:
        answer, _ = desk.query("situations")
    fact = _find(answer["situations"], situation)
    line = _line(fact, language)
    if as_json:
        emit_json(line)
        return
    click.echo(f"{printable(line['text'])}\n{line['id']}, {line['priority']}, since {line['opened']}")
    click.echo(f"Owner: {printable(line['owner']) or 'nobody'}\n")
    emit_table(
        ("", "since", "priority", "text", "occurrence"),
        [
            ("*" if one["occurrence"] == line["cause"] else "", one["since"], one["priority"], one["text"],
             one["occurrence"])
            for one in line["members"]
        ],
    )  # fmt: skip
    for number, step in enumerate(line["checklist"], 1):
        by = f" ({printable(step['by'])})" if step["done"] else ""
        click.echo(f"{'' if number > 1 else chr(10)}[{'x' if step['done'] else ' '}] {printable(step['text'])}{by}")
    for number, note in enumerate(line["notes"]):
        click.echo(f"{'' if number else chr(10)}{note['at']} {printable(note['by'])}: {printable(note['text'])}")


@situations.command("own")
@click.argument("situation")
@click.option("--owner", metavar="NAME", help='Who sees to it (default: who acts; "" for nobody).')
@_by
@station_option
@json_option
def situations_own(situation: str, owner: str | None, by: str, station: str | None, as_json: bool) -> None:
    """Say who sees to a situation."""
    _do("situation-own", situation, station, as_json, owner=by if owner is None else owner, by=by)


@situations.command("note")
@click.argument("situation")
@click.argument("text")
@_by
@station_option
@json_option
def situations_note(situation: str, text: str, by: str, station: str | None, as_json: bool) -> None:
    """Write something down about a situation."""
    _do("situation-note", situation, station, as_json, text=text, by=by)


@situations.command("check")
@click.argument("situation")
@click.argument("step", type=click.IntRange(1, 100))
@click.option("--undo", is_flag=True, help="Take the tick away.")
@_by
@station_option
@json_option
def situations_check(situation: str, step: int, undo: bool, by: str, station: str | None, as_json: bool) -> None:
    """Tick a step of the checklist, numbered from 1."""
    with asking(station) as desk:
        answer, _ = desk.query("situations")
    fact = _find(answer["situations"], situation)
    if step > len(fact["checklist"]):
        fail(f"The checklist has {len(fact['checklist'])} steps.")
    rule = fact["members"][fact["cause"]]["rule"]
    _do("situation-check", fact["id"], station, as_json, rule=rule, step=step - 1, done=not undo, by=by)


def _do(verb: str, situation: str, station: str | None, as_json: bool, **args: Any) -> None:
    with asking(station) as desk:
        answer, _ = desk.query("situations")
        fact = _find(answer["situations"], situation)
        done = desk.command(verb, situation=fact["id"], **args)
    if as_json:
        emit_json({"situation": done["situation"], "recorded": done["recorded"]})
    else:
        click.echo("Done." if done["recorded"] else "Done, but not on disk yet.")


def _find(facts: list[dict[str, Any]], named: str) -> dict[str, Any]:
    """The situation with that id, or with the only id that begins so."""
    found = [fact for fact in facts if fact["id"].startswith(named)] if named else []
    if len(found) == 1:
        return found[0]
    fail("No open situation has this id." if not found else f"{len(found)} situations have ids that begin so.")


def _line(fact: dict[str, Any], language: str) -> dict[str, Any]:
    from opscenter.domain.alarm import Priority
    from opscenter.domain.texts import in_language

    def member(occurrence: str) -> dict[str, Any]:
        one = fact["members"][occurrence]
        return {
            "occurrence": occurrence,
            "rule": one["rule"],
            "entity": one["entity"],
            "since": iso(one["since"]),
            "priority": Priority(one["priority"]).name.lower(),
            "text": in_language(one["text"], language),
        }

    rule = fact["members"][fact["cause"]]["rule"]
    ticks = {tick["step"]: tick for tick in fact["ticks"] if tick["rule"] == rule and tick["done"]}
    return {
        "id": fact["id"],
        "state": fact["state"],
        "priority": Priority(fact["priority"]).name.lower(),
        "text": in_language(fact["members"][fact["cause"]]["text"], language),
        "cause": fact["cause"],
        "count": len(fact["members"]),
        "opened": iso(fact["opened"]),
        "changed": iso(fact["changed"]),
        "owner": fact["owner"],
        "members": [member(one) for one in sorted(fact["members"], key=lambda o: (fact["members"][o]["since"], o))],
        "causes": fact["causes"],
        "checklist": [
            {"text": in_language(step, language), "done": number in ticks, "by": ticks.get(number, {}).get("by", "")}
            for number, step in enumerate(fact["checklist"])
        ],
        "notes": [{**note, "at": iso(note["at"])} for note in fact["notes"]],
    }


COMMANDS = (situations,)
