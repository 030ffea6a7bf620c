"""figures: what a station derives from what the city publishes."""

import math
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.output import emit_json, emit_table
from opscenter.cli.times import iso

if TYPE_CHECKING:
    from opscenter.desk.client import Desk

AT_ONCE = 5_000
COLUMNS = ("name", "entity", "value", "usual", "spread", "off", "unit", "at", "quality")
_UNKNOWN = {"usual": None, "spread": None, "off": None, "unusual_since": None}


@click.command()
@click.option("--system", default="", help="Only figures of this city system, e.g. traffic.")
@click.option("--all", "everything", is_flag=True, help="Those of every single entity too, not only of the city's.")
@click.option("--name", "names", multiple=True, help="Only figures of this name; may be given several times.")
@station_option
@json_option
def figures(system: str, everything: bool, names: tuple[str, ...], station: str | None, as_json: bool) -> None:
    """Derived figures as they stand: name, entity, value, unit, when they were so, and what is usual."""
    from opscenter.domain.quality import Quality
    from opscenter.figures.naming import figure_name, is_figure, is_own

    with asking(station) as desk:
        answer, _ = desk.query("entities", limit=1_000_000, derived=True)
        usual = _usual(desk, answer["entities"], everything)
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
                    **usual.get((entity["id"], attribute), _UNKNOWN),
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
        COLUMNS,
        [tuple("" if one[column] is None else one[column] for column in COLUMNS) for one in found],
    )


def _usual(desk: "Desk", entities: list[dict[str, Any]], everything: bool) -> dict[tuple[str, str], dict[str, Any]]:
    """What is usual for each figure now, its spread, how many spreads it is off, and since when it has been unusual."""
    from opscenter.figures.naming import is_figure, is_own

    wanted = [
        [entity["id"], attribute]
        for entity in entities
        for attribute in entity["attributes"]
        if is_figure(entity["type"], attribute) and (everything or is_own(entity["type"]))
    ]
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        header, columns = desk.query("against", series=wanted[start : start + AT_ONCE])
        table = {name: columns[name].tolist() for name in ("median", "spread", "off", "since2")}
        for row, (entity, attribute) in enumerate(header["series"]):
            since = table["since2"][row]
            found[entity, attribute] = {
                "usual": _known(table["median"][row]), "spread": _known(table["spread"][row]),
                "off": _known(table["off"][row], 2), "unusual_since": iso(since) if since else None,
            }  # fmt: skip
    return found


def _known(number: float, digits: int = 6) -> float | None:
    return round(number, digits) if math.isfinite(number) else None


COMMANDS = (figures,)
