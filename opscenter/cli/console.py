"""console and demo: the window."""

import os
import sys
from pathlib import Path

import click

from opscenter.cli.output import fail
from opscenter.cli.rule_options import rules_option


def _existing(basemaps: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse a mistyped path before the window opens; an address is tried by the map, which goes on without it."""
    for basemap in basemaps:
        if not basemap.lower().startswith(("http://", "https://")) and not Path(basemap).exists():
            raise click.BadParameter(f"There is no {basemap}.")
    return basemaps


SHARED = (
    click.option(
        "--basemap",
        multiple=True,
        metavar="FILE",
        callback=lambda _context, _parameter, given: _existing(given),
        help="PMTiles, MBTiles, GeoJSON, a folder of tiles, or a server's address; several lie over each other.",
    ),
    click.option(
        "--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files."
    ),
    rules_option,
    click.option("--language", type=click.Choice(["en", "zh_Hant", "zh_Hans"]), help="Language of the console."),
    click.option("--theme", type=click.Choice(["dark", "light"]), help="Theme of the console."),
    click.option("--operator", metavar="NAME", help="Who sits here; acknowledgements carry the name."),
    click.option(
        "--role",
        type=click.Choice(["operator", "supervisor"]),
        help="What they may do to alarms; as last time without.",
    ),
    click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the private station."),
    click.option(
        "--review", metavar="TIME", help="Look at a time of the past: ISO 8601 (UTC without an offset) or -2h."
    ),
    click.option("--screenshot", type=click.Path(dir_okay=False, path_type=Path), help="Save a PNG and end."),
    click.option("--after", type=click.FloatRange(0, 86_400), default=8.0, help="Seconds until the screenshot."),
    click.option("--wall", is_flag=True, help="The map alone, full screen, turning its views over by itself."),
    click.option("--page", metavar="SYSTEM", default="", help="Open the page of a system, e.g. water."),
    click.option("--size", metavar="WxH", help="Size of the window, e.g. 1920x1080."),
)


def console_options(command: click.decorators.FC) -> click.decorators.FC:
    """Add the options that every command that opens a window has."""
    for option in reversed(SHARED):
        command = option(command)
    return command


def need_a_screen(screenshot: Path | None) -> None:
    """Say what works where there is no screen, instead of Qt's abort."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return
    if screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return
    fail(
        "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). For a picture without one add "
        "--screenshot opscenter.png --after 60; for a virtual screen run `xvfb-run -a opscenter demo`."
    )


def need_addresses(station: str | None, bus: tuple[str, ...]) -> None:
    """Refuse a mistyped address here, before a window opens that could only say so again and again."""
    from opscenter.bus.endpoint import check_endpoint
    from opscenter.bus.errors import EndpointError
    from opscenter.desk.errors import AddressError
    from opscenter.wire.desk_address import problem_with

    if station is not None and (problem := problem_with(station, bind=False)):
        fail(AddressError(station, problem))
    try:
        for endpoint in bus:
            check_endpoint(endpoint, bind=False)
    except EndpointError as error:
        fail(error)


def _need_files(config: Path | None, scenario: Path | None) -> None:
    """Refuse files with mistakes for the same reason: the processes beside the console would end again and again."""
    from opscenter.city.scenario import load_scenario
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.settings.station import read_station_settings

    try:
        read_station_settings(config, {})
        if scenario is not None:
            load_scenario(scenario)
    except (FileMistakes, OSError) as error:
        fail(error)


def open_console(**fields: object) -> None:
    """Open the window with `console.options.ConsoleOptions(**fields)`, and end the command with it."""
    from opscenter.cli.times import now_ms, parse_time
    from opscenter.console.options import ConsoleOptions

    if fields.get("review") is not None:
        try:
            fields["review"] = parse_time(str(fields["review"]), now_ms())
        except ValueError as error:
            fail(error)
    options = ConsoleOptions(**fields)  # type: ignore[arg-type]
    need_a_screen(options.screenshot)
    from opscenter.console.app import run_console
    from opscenter.desk.errors import AddressError
    from opscenter.domain.catalogue_parsing import CatalogueErrors

    try:
        status = run_console(options)
    except (AddressError, CatalogueErrors) as error:
        fail(error)
    raise SystemExit(status)


@click.command()
@click.option("--station", metavar="ADDRESS", help="Attach to this station.")
@click.option("--bus", multiple=True, metavar="ENDPOINT...", help="Follow these endpoints with a station of its own.")
@click.option(
    "--config", type=click.Path(dir_okay=False, path_type=Path), help="Settings of the private station (TOML)."
)
@click.option("--city", default="", help="Name of the city, for a station of its own.")
@click.option("--zone", default="", help="Time zone of the city, e.g. Asia/Hong_Kong, for a station of its own.")
@console_options
def console(station: str | None, bus: tuple[str, ...], config: Path | None, **rest: object) -> None:
    """Open the operations centre on a station, or on a bus by a private station.

    With neither it attaches to the station on this machine.
    """
    from opscenter.desk.address import read_address
    from opscenter.settings.paths import runtime_folder

    if station is not None and bus:
        raise click.UsageError("Give either --station ADDRESS or --bus ENDPOINT, not both.")
    if station is None and not bus:
        station = read_address(runtime_folder())
        if station is None:
            raise click.UsageError("No station runs on this machine. Give --station ADDRESS or --bus ENDPOINT.")
    need_addresses(station, bus)
    _need_files(config, None)
    open_console(station=station, bus=list(bus), config=config, **rest)


@click.command()
@click.option("--seed", type=int, default=1, help="The same seed makes the same city and the same day.")
@click.option("--scenario", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Incidents (TOML).")
@click.option("--entities", type=click.IntRange(500, 200_000), default=5_000, help="About so many entities.")
@console_options
def demo(seed: int, scenario: Path | None, entities: int, data: Path | None, **rest: object) -> None:
    """Open the operations centre on a made-up city: storms, blackouts and burst mains included."""
    from opscenter.console.options import DemoCityOptions
    from opscenter.settings.paths import data_folder

    _need_files(None, scenario)
    open_console(
        demo=DemoCityOptions(seed=seed, entities=entities, scenario=scenario),
        data=data or data_folder() / f"demo-{seed}-{entities}",
        city="Port Meridian",
        zone="Asia/Hong_Kong",
        **rest,
    )


COMMANDS = (console, demo)
