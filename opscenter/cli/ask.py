"""status, entities, alarms, quarantine: questions to a station."""

from pathlib import Path
from typing import Any

import click

from opscenter.cli.areas import catalogue_option, ids_within, read_catalogue, within_option
from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.output import emit_json, emit_table, fail
from opscenter.cli.times import iso

STATUS_FIELDS = ("messages", "message_rate", "entities", "series", "samples", "rejected", "gaps", "alarms")


@click.command()
@station_option
@json_option
def status(station: str | None, as_json: bool) -> None:
    """Counts and health of a station: messages, entities, series, samples, rejected, gaps, alarms."""
    with asking(station) as desk:
        answer = desk.status()
    answer.pop("id", None)
    if as_json:
        emit_json(answer)
        return
    rows: list[tuple[str, object]] = [(name, answer.get(name) or "-") for name in ("city", "station")]
    rows.append(("address", desk.address))
    for name in STATUS_FIELDS:
        value = answer.get(name, "")
        rows.append((name, round(value, 1) if isinstance(value, float) else value))
    emit_table(("figure", "value"), rows)
    if answer.get("notice"):
        click.echo(f"\n{answer['notice']}")


@click.command()
@click.option("--type", "kind", metavar="TYPE", default="", help="Only this type, e.g. TrafficFlowObserved.")
@click.option("--prefix", default="", help="Only ids that begin with this.")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=1_000_000, help="At most so many.")
@within_option
@catalogue_option
@station_option
@json_option
def entities(
    kind: str, prefix: str, limit: int, within: str, catalogue: Path | None, station: str | None, as_json: bool
) -> None:
    """The city's entities with the latest value, unit, quality and times of each attribute."""
    from opscenter.domain.quality import Quality

    kinds = read_catalogue(catalogue) if within else None
    with asking(station) as desk:
        # Which of them are in an area is found out here: what the station is asked for must not be cut off before.
        answer, _ = desk.query("entities", type=kind, prefix=prefix, limit=1_000_000 if within else limit)
        inside = ids_within(desk, within, kinds) if kinds else None
    found: list[dict[str, Any]] = answer["entities"]
    if inside is not None:
        found = [entity for entity in found if entity["id"] in inside][:limit]
    if as_json:
        for entity in found:
            for fact in entity["attributes"].values():
                fact["quality"] = Quality(fact["quality"]).name.lower()
            emit_json(entity)
        return
    emit_table(
        ("id", "type", "name", "attributes"),
        [(entity["id"], entity["type"], entity.get("name", ""), len(entity["attributes"])) for entity in found],
    )


@click.group()
def alarms() -> None:
    """The alarm list: look, acknowledge, reset, read the journal."""


def _alarm_line(fact: dict[str, Any], language: str) -> dict[str, Any]:
    from opscenter.domain.alarm import Priority
    from opscenter.domain.texts import in_language

    line = dict(fact)
    line["priority"] = Priority(fact["priority"]).name.lower()
    for name in ("text", "cause", "consequence", "action"):
        line[name] = in_language(fact.get(name) or {}, language)
    for name in ("since", "changed", "acked_at", "returned_at"):
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
    """Every alarm that is not normal, worst first."""
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


def _settle(verb: str, occurrences: tuple[str, ...], by: str, comment: str, station: str | None, as_json: bool) -> None:
    with asking(station) as desk:
        answer = desk.command(verb, occurrences=list(occurrences), by=by, comment=comment)
    answer.pop("id", None)
    if as_json:
        emit_json(answer)
    else:
        for occurrence in answer.get("acknowledged") or []:
            click.echo(f"{verb}: {occurrence}")
    refused: dict[str, str] = answer.get("refused") or {}
    for occurrence, reason in refused.items():
        click.echo(f"opscenter: {occurrence}: {reason}", err=True)
    if refused:
        fail(f"{len(refused)} of {len(occurrences)} were refused.")


@alarms.command("ack")
@click.argument("occurrences", metavar="OCCURRENCE...", nargs=-1, required=True)
@click.option("--by", required=True, metavar="NAME", help="Who acknowledges.")
@click.option("--comment", default="", help="Why, for the journal.")
@station_option
@json_option
def alarms_ack(occurrences: tuple[str, ...], by: str, comment: str, station: str | None, as_json: bool) -> None:
    """Acknowledge occurrences of alarms, by name and with a comment."""
    _settle("ack", occurrences, by, comment, station, as_json)


@alarms.command("reset")
@click.argument("occurrences", metavar="OCCURRENCE...", nargs=-1, required=True)
@click.option("--by", required=True, metavar="NAME", help="Who resets.")
@click.option("--comment", default="", help="Why, for the journal.")
@station_option
@json_option
def alarms_reset(occurrences: tuple[str, ...], by: str, comment: str, station: str | None, as_json: bool) -> None:
    """Reset latched alarms that have returned and are acknowledged."""
    _settle("reset", occurrences, by, comment, station, as_json)


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


@click.command()
@click.option("--limit", type=click.IntRange(1, 100_000), default=1_000, help="The newest so many.")
@station_option
@json_option
def quarantine(limit: int, station: str | None, as_json: bool) -> None:
    """Messages that were set aside: reason, publisher, topic and the raw bytes (base64 in JSON)."""
    with asking(station) as desk:
        answer, _ = desk.query("quarantine", limit=limit)
    rejected = answer["rejected"]
    if as_json:
        for entry in rejected:
            emit_json({**entry, "arrived": iso(entry["arrived"])})
        return
    if not rejected:
        click.echo("Nothing was set aside.")
        return
    emit_table(
        ("arrived", "reason", "publisher", "topic", "size", "detail"),
        [
            (iso(entry["arrived"]), entry["reason"], entry["publisher"], entry["topic"], entry["size"], entry["detail"])
            for entry in rejected
        ],
    )


COMMANDS = (status, entities, alarms, quarantine)
