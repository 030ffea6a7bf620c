"""city: a city on the bus like any other system: the demo city, or a real one of recorded public data."""

import threading
from pathlib import Path

import click

from opscenter.cli.console import console_options
from opscenter.cli.output import fail


@click.command()
@click.argument("profile", required=False)
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of the city's data; files are found in it at any depth.",
)
@click.option("--speed", type=click.FloatRange(0.001, 1e6), default=1.0, help="Times the recorded pace (default 1).")
@click.option("--shift", is_flag=True, help="Move all times to now, so that the city looks alive.")
@click.option("--taken", metavar="TIME", default="", help="When files that tell no time were got: ISO 8601 or -2h.")
@click.option("--headless", is_flag=True, help="No window: a broker, a station and the data, until it is stopped.")
@click.option("--once", is_flag=True, help="End when all has been played (with --bus or --headless).")
@click.option("--bus", default="", metavar="ENDPOINT", help="Where to publish, and nothing beside it.")
@click.option("--bind", is_flag=True, help="Be the one that binds (direct bus); otherwise connect to a broker.")
@click.option("--seed", type=int, default=1, help="Demo city: the same seed makes the same city and the same day.")
@click.option("--entities", type=click.IntRange(500, 200_000), default=5_000, help="Demo city: about so many entities.")
@click.option("--scenario", type=click.Path(dir_okay=False, path_type=Path), help="Demo city: incidents (TOML).")
@click.option("--parent-pid", type=int, hidden=True)
@console_options
def city(
    profile: str | None,
    folder: Path | None,
    speed: float,
    shift: bool,
    taken: str,
    headless: bool,
    once: bool,
    bus: str,
    bind: bool,
    seed: int,
    entities: int,
    scenario: Path | None,
    parent_pid: int | None,
    **window: object,
) -> None:
    """Play a city's recorded public data: `opscenter city hong-kong --from DIR` opens it; --headless and --bus do not.

    Without a PROFILE, simulate the demo city and publish it on --bus. Prints a readiness line with the address and, of
    the demo city, the basemap. A PROFILE is hong-kong, singapore, new-york-subway, finland-roads, or a file (*.toml).
    """
    if profile is None:
        if not bus:
            raise click.UsageError("Name a PROFILE with --from DIR, or publish the demo city with --bus ENDPOINT.")
        _demo(bus, bind, seed, entities, scenario, parent_pid)
        return
    if folder is None:
        raise click.UsageError(f"Say where the data of {profile} are: --from DIR.")
    if bus and headless:
        raise click.UsageError("Give either --bus ENDPOINT or --headless.")
    from opscenter.cli.city_profile import PlayedCity, open_city, play_beside_station, play_on_bus

    played = PlayedCity.of(profile, folder, speed, shift, taken)
    if bus:
        play_on_bus(played, bus, bind, parent_pid, once)
    elif headless:
        play_beside_station(played, window, once)
    else:
        open_city(played, window)


def _demo(bus: str, bind: bool, seed: int, entities: int, scenario: Path | None, parent_pid: int | None) -> None:
    from opscenter.bus.errors import EndpointError, KeyFileError
    from opscenter.city.run import run_city
    from opscenter.cli.lifetime import stop_on_signals, stop_with_parent
    from opscenter.cli.times import now_ms
    from opscenter.domain.toml_document import FileMistakes

    stop = threading.Event()
    stop_on_signals(stop)
    stop_with_parent(parent_pid, stop)

    def on_ready(endpoint: str, basemap: Path) -> None:
        click.echo(f"opscenter city ready bus={endpoint} basemap={basemap}")

    try:
        run_city(
            bus, bind=bind, seed=seed, entities=entities, scenario=scenario, on_ready=on_ready, stop=stop, clock=now_ms
        )
    except (EndpointError, KeyFileError, FileMistakes, OSError) as error:
        fail(error)


COMMANDS = (city,)
