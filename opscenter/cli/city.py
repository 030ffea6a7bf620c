"""city: the demo city, publishing on the bus like any other system."""

import threading
from pathlib import Path

import click

from opscenter.cli.output import fail


@click.command()
@click.option("--bus", required=True, metavar="ENDPOINT", help="Where to publish.")
@click.option("--bind", is_flag=True, help="Be the one that binds (direct bus); otherwise connect to a broker.")
@click.option("--seed", type=int, default=1, help="The same seed makes the same city and the same day.")
@click.option("--entities", type=click.IntRange(500, 200_000), default=5_000, help="About so many entities.")
@click.option("--scenario", type=click.Path(dir_okay=False, path_type=Path), help="Scenario file (TOML) of incidents.")
@click.option("--parent-pid", type=int, hidden=True)
def city(bus: str, bind: bool, seed: int, entities: int, scenario: Path | None, parent_pid: int | None) -> None:
    """Simulate a city and publish it. Prints a readiness line with the address and the city's basemap."""
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
