"""map: what a basemap holds, pictures of it, and how one is made, without a window."""

from pathlib import Path

import click

from opscenter.cli.asking import json_option
from opscenter.cli.map_import import import_command
from opscenter.cli.output import emit_json, emit_table, fail


@click.group("map")
def map_group() -> None:
    """Basemaps: make them, look into them, draw them."""


@map_group.command()
@click.argument("basemap", metavar="FILE")
@json_option
def info(basemap: str, as_json: bool) -> None:
    """What FILE (a file, a folder of tiles or a server's address) holds, and what is wrong with it."""
    from opscenter.console.map.basemap import screenless
    from opscenter.console.map.basemap.describing import as_json as plain
    from opscenter.console.map.basemap.describing import describe
    from opscenter.console.map.basemap.source import BasemapError, open_source

    screenless.begin()
    try:
        source = open_source(basemap)
    except BasemapError as error:
        fail(error)
    try:
        found = describe(source)
    finally:
        source.close()
    if as_json:
        emit_json(plain(found))
        return
    west, south, east, north = found.bounds
    rows = [
        ("name", found.name),
        ("kind", found.kind),
        ("format", " ".join(part for part in (found.format, found.version) if part)),
        ("tiles", f"{'unknown' if found.tiles is None else found.tiles} of {found.tile_format}"),
        ("zooms", f"{found.zooms[0]} to {found.zooms[1]}"),
        ("bounds", f"{south:.5f},{west:.5f} to {north:.5f},{east:.5f}"),
        ("center", f"{found.center[1]:.5f},{found.center[0]:.5f} zoom {found.center[2]:g}"),
        ("size", "unknown" if found.bytes is None else f"{found.bytes / 1e6:,.1f} MB"),
        ("attribution", found.attribution or "none"),
    ]
    emit_table(("figure", "value"), rows)
    if found.layers:
        click.echo()
        names = [(layer.name, layer.features, ", ".join(layer.fields)) for layer in found.layers]
        emit_table(("layer", f"features in {found.looked_at} tiles", "fields"), names)
    for problem in found.problems:
        click.echo(f"\n{problem}")


@map_group.command()
@click.argument("basemap", metavar="FILE...", nargs=-1, required=True)
@click.option("--center", required=True, metavar="LAT,LON", help="What is in the middle, e.g. 43.7696,11.2558.")
@click.option("--zoom", required=True, type=click.FloatRange(0, 23), help="As on web maps: 12 a city, 16 streets.")
@click.option("--size", required=True, metavar="WxH", help="Of the picture in px at ratio 1, e.g. 1920x1080.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="PNG file to write.")
@click.option("--theme", type=click.Choice(["dark", "light"]), default="dark", help="Colours.")
@click.option("--language", default="en", metavar="CODE", help="Of the names, e.g. en, zh_Hant, ja; else local names.")
@click.option("--ratio", type=click.FloatRange(0.5, 4), default=1.0, help="Device pixels a px.")
def render(
    basemap: tuple[str, ...],
    center: str,
    zoom: float,
    size: str,
    out: Path,
    theme: str,
    language: str,
    ratio: float,
) -> None:
    """Draw one or more basemaps, each over those before it, into a picture."""
    lat, lon = _place(center)
    width, height = _size(size, ratio)
    from opscenter.console.map.basemap import screenless
    from opscenter.console.map.basemap.source import BasemapError
    from opscenter.console.map.basemap.to_file import render_to_file

    screenless.begin()
    try:
        render_to_file(basemap, (lon, lat), zoom, (width, height), ratio, out, theme, language)
    except (BasemapError, OSError) as error:
        fail(error)


def _place(text: str) -> tuple[float, float]:
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        raise click.BadParameter(f"{text} is not LAT,LON like 43.7696,11.2558.", param_hint="--center") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        swapped = " Latitude comes first." if -180 <= lat <= 180 and -90 <= lon <= 90 else ""
        raise click.BadParameter(f"{text} is not on the earth: -90 to 90, -180 to 180.{swapped}", param_hint="--center")
    return lat, lon


def _size(text: str, ratio: float) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 1 <= int(width) <= 16_384 and 1 <= int(height) <= 16_384):
        raise click.BadParameter(f"{text} is not WIDTHxHEIGHT in px like 1920x1080.", param_hint="--size")
    if int(width) * int(height) * ratio * ratio > 200_000_000:
        raise click.BadParameter(f"{text} at ratio {ratio:g} is more than 200 million pixels.", param_hint="--size")
    return int(width), int(height)


map_group.add_command(import_command)
COMMANDS = (map_group,)
