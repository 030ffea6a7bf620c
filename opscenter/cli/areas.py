"""areas: the districts and fences of the city, what is in them, and `--within AREA` for other commands."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.output import emit_json, emit_table, fail

if TYPE_CHECKING:
    from opscenter.desk.areas import CityAreas
    from opscenter.desk.client import Desk
    from opscenter.desk.mirror import Mirror
    from opscenter.domain.catalogue import Catalogue

within_option = click.option(
    "--within",
    metavar="AREA",
    default="",
    help="Only what is in this area: its id, or its name (see `opscenter areas`).",
)

catalogue_option = click.option(
    "--catalogue",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder with more catalogue files, as the station has: they may describe more kinds of areas.",
)


def read_catalogue(folder: Path | None) -> "Catalogue":
    """The catalogue that says which kinds are areas. Ends the command with its mistakes."""
    from opscenter.domain.catalogue_parsing import CatalogueErrors
    from opscenter.settings.catalogue import load_catalogue

    try:
        return load_catalogue(folder)
    except (CatalogueErrors, OSError) as error:
        fail(error)


def city_of(mirror: "Mirror", catalogue: "Catalogue") -> "CityAreas":
    """The areas of a city, all of them worked in."""
    import time

    from opscenter.desk.areas import CityAreas

    city = CityAreas(mirror, catalogue)
    while city.work(1.0, time.perf_counter):
        pass
    return city


def area_named(mirror: "Mirror", city: "CityAreas", wanted: str) -> str:
    """The id of an area by its id or one of its names. Ends the command with the nearest right name."""
    from opscenter.domain.toml_table import nearest

    keys = city.index.keys
    if wanted in keys:
        return wanted
    names: dict[str, list[str]] = {}
    for key in keys:
        row = mirror.row_of[key]
        for name in {*mirror.every_name(row), key.rsplit(":", 1)[-1]}:
            names.setdefault(name.casefold(), []).append(key)
    found = list(dict.fromkeys(names.get(wanted.casefold(), [])))
    if len(found) == 1:
        return found[0]
    if found:
        fail(f"{wanted!r} is the name of several areas; give an id: {', '.join(found)}.")
    if wanted in city.faults:
        fail(f"{wanted} is no area: {city.faults[wanted]}")
    if wanted in mirror.row_of:
        fail(
            f"{wanted} is no area: it is of the type {mirror.types[mirror.row_of[wanted]]}. Where the site's catalogue "
            "says otherwise, name its folder with --catalogue."
        )
    if not keys:
        fail("The station knows no area. Publish districts, for instance with `opscenter publish FILE --map MAPPING`.")
    known = [name for row in (mirror.row_of[key] for key in keys) for name in mirror.every_name(row)]
    fail(f"There is no area {wanted!r}{nearest(wanted, known)}\n`opscenter areas` lists all {len(keys)}.")


def ids_within(desk: "Desk", wanted: str, catalogue: "Catalogue") -> set[str]:
    """The ids of everything in an area, the area itself among them."""
    return within(desk.present(), wanted, catalogue)


def within(mirror: "Mirror", wanted: str, catalogue: "Catalogue") -> set[str]:
    """The same of a state that is known already. Ends the command where there is no such area."""
    city = city_of(mirror, catalogue)
    inside = city.inside(area_named(mirror, city, wanted))
    return {mirror.ids[row] for row in inside.nonzero()[0].tolist()}


@click.command()
@click.option("--type", "kind", metavar="TYPE", default="", help="Only areas of this type, e.g. AdministrativeArea.")
@click.option("--language", type=click.Choice(["en", "zh_Hant", "zh_Hans"]), default="en", help="Language of names.")
@catalogue_option
@station_option
@json_option
def areas(kind: str, language: str, catalogue: Path | None, station: str | None, as_json: bool) -> None:
    """Areas of the city: how much is in each, its alarms and the worst of them."""
    kinds = read_catalogue(catalogue)
    with asking(station) as desk:
        mirror = desk.present()
    city = city_of(mirror, kinds)
    lines: list[dict[str, Any]] = []
    for key in sorted(city.index.keys, key=lambda key: (mirror.types[mirror.row_of[key]], key)):
        row = mirror.row_of[key]
        if kind and mirror.types[row] != kind:
            continue
        found = [alarm for alarm in city.alarms_within(key) if not alarm.state.is_laid_aside]
        by_priority: dict[str, int] = {}
        for alarm in found:
            name = alarm.priority.name.lower()
            by_priority[name] = by_priority.get(name, 0) + 1
        lines.append(
            {
                "id": key,
                "type": mirror.types[row],
                "name": mirror.name(row, language),
                "entities": len(city.things_within(key)),
                "alarms": len(found),
                "worst": found[0].priority.name.lower() if found else None,
                "by_priority": by_priority,
            }
        )
    if as_json:
        for line in lines:
            emit_json(line)
    elif not lines:
        click.echo("No areas." if not kind else f"No areas of the type {kind}.")
    else:
        emit_table(
            ("id", "type", "name", "entities", "alarms", "worst"),
            [
                (*(line[name] for name in ("id", "type", "name", "entities", "alarms")), line["worst"] or "-")
                for line in lines
            ],
        )
    if city.left_out:
        click.echo(f"opscenter: {len(city.left_out)} areas beyond the first {len(city.index)} were left out.", err=True)
    for key, reason in city.faults.items():
        if key not in city.left_out:
            click.echo(f"opscenter: {key} is no area: {reason}", err=True)


COMMANDS = (areas,)
