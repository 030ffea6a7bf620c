"""alarms: the list, the ledger, the journal, and what people do to alarms."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from opscenter.cli.alarms_cap import export_cap
from opscenter.cli.areas import catalogue_option, ids_within, read_catalogue, within_option
from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.output import emit_json, emit_table, fail
from opscenter.cli.times import iso, now_ms, parse_time

F = TypeVar("F", bound=Callable[..., Any])

_LASTING = re.compile(r"^(\d+(?:\.\d+)?)(s|m|min|h)$")
_UNITS = {"s": 1_000, "m": 60_000, "min": 60_000, "h": 3_600_000}


@click.group()
def alarms() -> None:
    """The alarms: look, acknowledge, reset, lay aside and bring back, read ledger and journal."""


def _alarm_line(fact: dict[str, Any], language: str) -> dict[str, Any]:
    from opscenter.domain.alarm import Priority
    from opscenter.domain.texts import in_language

    line = dict(fact)
    line["priority"] = Priority(fact["priority"]).name.lower()
    for name in ("text", "cause", "consequence", "action"):
        line[name] = in_language(fact.get(name) or {}, language)
    line["checklist"] = [in_language(entry, language) for entry in fact.get("checklist") or []]
    line["asides"] = [
        {**aside, "at": iso(aside["at"]), "until": iso(aside["until"]) if aside.get("until") else None}
        for aside in fact.get("asides") or []
    ]
    for name in ("since", "changed", "acked_at", "returned_at", "announced"):
        line[name] = iso(fact[name]) if fact.get(name) else None
    return line


@alarms.command("list")
@click.option(
    "--language", type=click.Choice(["en", "zh_Hant", "zh_Hans"]), default="en", help="Language of the texts."
)
@within_option
@catalogue_option
@station_option
@json_option
def alarms_list(language: str, within: str, catalogue: Path | None, station: str | None, as_json: bool) -> None:
    """Every alarm that is not normal, worst first, those laid aside among them (see `state`)."""
    kinds = read_catalogue(catalogue) if within else None
    with asking(station) as desk:
        answer, _ = desk.query("alarms")
        if kinds:
            inside = ids_within(desk, within, kinds)
            answer["alarms"] = [fact for fact in answer["alarms"] if fact["entity"] in inside]
    facts = sorted(answer["alarms"], key=lambda fact: (fact["priority"], -fact["since"]))
    lines = [_alarm_line(fact, language) for fact in facts]
    if as_json:
        for line in lines:
            emit_json(line)
        return
    if not lines:
        click.echo("No alarms.")
        return
    emit_table(
        ("priority", "state", "since", "text", "occurrence"),
        [(line["priority"], line["state"], line["since"], line["text"], line["occurrence"]) for line in lines],
    )


@alarms.command("ledger")
@click.option(
    "--language", type=click.Choice(["en", "zh_Hant", "zh_Hans"]), default="en", help="Language of the texts."
)
@station_option
@json_option
def alarms_ledger(language: str, station: str | None, as_json: bool) -> None:
    """What is laid aside: shelved, suppressed, out of service; by whom, why, until when, and the state beneath."""
    with asking(station) as desk:
        answer, _ = desk.query("alarms")
    facts = [fact for fact in answer["alarms"] if fact.get("asides")]
    lines = [_alarm_line(fact, language) for fact in sorted(facts, key=lambda one: (one["priority"], one["since"]))]
    if as_json:
        for line in lines:
            emit_json(line)
        return
    if not lines:
        click.echo("Nothing is laid aside.")
        return
    emit_table(
        ("state", "beneath", "by", "reason", "until", "text", "occurrence"),
        [
            (
                *(line["state"], line["inner"], aside["by"] or f"rule {aside['rule']}", aside["reason"]),
                *(aside["until"] or "open", line["text"], line["occurrence"]),
            )
            for line in lines
            for aside in line["asides"]
        ],
    )


def _targets(command: F) -> F:
    """Occurrences and points, who acts, and where."""
    for add in (
        json_option,
        station_option,
        click.option("--comment", default="", help="For the journal."),
        click.option("--by", required=True, metavar="NAME", help="Who acts."),
        click.option(
            *("--point", "points"),
            nargs=2,
            multiple=True,
            metavar="RULE ENTITY",
            help="A rule on an entity, in alarm or not; several count.",
        ),
        click.argument("occurrences", metavar="[OCCURRENCE...]", nargs=-1),
    ):
        command = add(command)
    return command


_supervisor = click.option("--supervisor", is_flag=True, help="Act as a supervisor (the station may know better).")
_reason = click.option("--reason", required=True, metavar="TEXT", help="Why, for the ledger.")


def _settle(
    verb: str,
    *,
    occurrences: tuple[str, ...],
    points: tuple[tuple[str, str], ...],
    station: str | None,
    as_json: bool,
    supervisor: bool,
    **args: Any,
) -> None:
    """Have a station do one thing to the alarms that are named, with the `args` its protocol has for it."""
    if not occurrences and not points:
        raise click.UsageError("Name an occurrence (see `opscenter alarms list`), or --point RULE ENTITY.")
    role = "supervisor" if supervisor else "operator"
    with asking(station) as desk:
        answer = desk.command(
            verb, occurrences=list(occurrences), points=[list(point) for point in points], role=role, **args
        )
    answer.pop("id", None)
    if as_json:
        emit_json(answer)
    else:
        for occurrence in answer.get("done") or answer.get("acknowledged") or []:
            click.echo(f"{verb}: {occurrence}")
    refused: dict[str, str] = answer.get("refused") or {}
    for target, reason in refused.items():
        click.echo(f"opscenter: {target}: {reason}", err=True)
    if refused:
        fail(f"{len(refused)} of {len(occurrences) + len(points)} were refused.")


@alarms.command("ack")
@_supervisor
@_targets
def alarms_ack(**given: Any) -> None:
    """Acknowledge alarms, by name and with a comment."""
    _settle("ack", **given)


@alarms.command("reset")
@_supervisor
@_targets
def alarms_reset(**given: Any) -> None:
    """Reset latched alarms that have returned and are acknowledged."""
    _settle("reset", **given)


@alarms.command("shelve")
@click.option("--for", "lasting", metavar="TIME", help="For so long: 30min, 2h.")
@click.option("--until", metavar="TIME", help="Until this time (ISO 8601).")
@click.option("--one-shot", is_flag=True, help="Until the condition clears.")
@_reason
@_supervisor
@_targets
def alarms_shelve(lasting: str | None, until: str | None, **given: Any) -> None:
    """Shelve alarms for a time, or until their condition clears; within the site's maximum."""
    _settle("shelve", until=_end(lasting, until), **given)


@alarms.command("unshelve")
@_supervisor
@_targets
def alarms_unshelve(**given: Any) -> None:
    """Take alarms off the shelf: what still stands comes back acknowledged by who does."""
    _settle("unshelve", **given)


@alarms.command("suppress")
@_reason
@_targets
def alarms_suppress(**given: Any) -> None:
    """Suppress alarms until a supervisor ends it (supervisors only)."""
    _settle("suppress", supervisor=True, **given)


@alarms.command("unsuppress")
@_targets
def alarms_unsuppress(**given: Any) -> None:
    """End the suppression of alarms by a supervisor (supervisors only)."""
    _settle("unsuppress", supervisor=True, **given)


@alarms.command("out-of-service")
@click.option("--reason", "--permit", required=True, metavar="TEXT", help="The permit, for the ledger.")
@_targets
def alarms_out_of_service(**given: Any) -> None:
    """Take alarms out of service under a permit (supervisors only)."""
    _settle("out-of-service", supervisor=True, **given)


@alarms.command("return")
@_targets
def alarms_return(**given: Any) -> None:
    """Return alarms to service after their test (supervisors only)."""
    _settle("return", supervisor=True, **given)


def _end(lasting: str | None, until: str | None) -> int:
    """The end of a shelf, Unix ms; 0: none is named."""
    if lasting and until:
        raise click.UsageError("Say --for or --until, not both.")
    if until:
        try:
            return parse_time(until, now_ms())
        except ValueError as error:
            raise click.UsageError(str(error)) from None
    if not lasting:
        return 0
    told = _LASTING.match(lasting.strip())
    if told is None:
        raise click.UsageError(f"{lasting!r} is not a length of time. Write 90s, 30min or 2h.")
    return now_ms() + round(float(told[1]) * _UNITS[told[2]])


@alarms.command("journal")
@click.option("--occurrence", default="", help="Only this occurrence.")
@click.option("--entity", default="", help="Only this entity.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, help="The newest so many events.")
@station_option
@json_option
def alarms_journal(occurrence: str, entity: str, limit: int, station: str | None, as_json: bool) -> None:
    """What happened to alarms, newest first: event, state after it, who, comment, value and limit."""
    with asking(station) as desk:
        answer, _ = desk.query("journal", occurrence=occurrence, entity=entity, limit=limit)
    if as_json:
        for event in answer["events"]:
            emit_json({**event, "at": iso(event["at"]), "wall": iso(event["wall"])})
        return
    emit_table(
        ("at", "event", "state", "by", "comment", "text", "occurrence"),
        [
            (
                *(iso(event["at"]), event["event"], event["state"], event["by"], event["comment"]),
                _alarm_line({**event, "priority": 1}, "en")["text"] or event.get("entity", ""),
                event["occurrence"],
            )
            for event in answer["events"]
        ],
    )


alarms.add_command(export_cap)

COMMANDS = (alarms,)
