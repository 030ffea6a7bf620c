"""figures: what a station derives from what the city publishes."""

from typing import Any

import click

from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.output import emit_json, emit_table
from opscenter.cli.times import iso


@click.command()
@click.option("--system", default="", help="Only figures of this city system, e.g. traffic.")
@click.option("--all", "everything", is_flag=True, help="Those of every single entity too, not only of the city's.")
@click.option("--name", "names", multiple=True, help="Only figures of this name; may be given several times.")
@station_option
@json_option
def figures(system: str, everything: bool, names: tuple[str, ...], station: str | None, as_json: bool) -> None:
    """Derived figures as they stand: name, entity, value, unit, and when they were so."""
    from opscenter.domain.quality import Quality
    from opscenter.figures.naming import figure_name, is_figure, is_own

    with asking(station) as desk:
        answer, _ = desk.query("entities", limit=1_000_000)
    found: list[dict[str, Any]] = []
    for entity in answer["entities"]:
        kind = entity["type"]
        if not everything and not is_own(kind):
            continue
        for attribute, fact in entity["attributes"].items():
            name = figure_name(kind, attribute)
            if not is_figure(kind, attribute) or (names and name not in names):
                continue
            if system and not name.startswith(f"{system}."):
                continue
            found.append(
                {
                    "name": name, "entity": entity["id"], "value": fact.get("value"), "unit": fact.get("unit", ""),
                    "at": iso(fact["measured"]), "quality": Quality(fact["quality"]).name.lower(),
                }
            )  # fmt: skip
    found.sort(key=lambda one: (one["name"], one["entity"]))
    if as_json:
        for one in found:
            emit_json(one)
        return
    if not found:
        click.echo("There are no figures yet: they come once the city has published for a minute.")
        return
    emit_table(
        ("name", "entity", "value", "unit", "at", "quality"),
        [(one["name"], one["entity"], one["value"], one["unit"], one["at"], one["quality"]) for one in found],
    )


COMMANDS = (figures,)
