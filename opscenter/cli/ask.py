"""status, entities, quarantine: questions to a station."""

from pathlib import Path
from typing import Any

import click

from opscenter.cli.areas import catalogue_option, ids_within, read_catalogue, within_option
from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.output import emit_json, emit_table
from opscenter.cli.times import iso

STATUS_FIELDS = (
    "messages",
    "message_rate",
    "entities",
    "series",
    "samples",
    "rejected",
    "gaps",
    "alarms",
    "unacknowledged",
    "shelved",
    "suppressed",
    "out_of_service",
)


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


COMMANDS = (status, entities, quarantine)
