"""feed: one outside format onto the bus, in a process of its own."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opscenter.cli.output import fail

if TYPE_CHECKING:
    from opscenter.bus.security import Keys
    from opscenter.feeds.config import FeedConfig


def _keys(config: "FeedConfig") -> "Keys | None":
    from opscenter.bus.security import load_client_keys, load_server_keys

    if config.bind:
        return load_server_keys(config.own_key) if config.own_key is not None else None
    return load_client_keys(config.server_key, config.own_key) if config.server_key is not None else None


@click.command()
@click.argument("name")
@click.option(
    "--config",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File of feeds (TOML).",
)
@click.option("--bus", metavar="ENDPOINT", help="Where to publish (default: as the file says).")
@click.option("--bind", is_flag=True, help="With --bus: be the one that binds; a station connects to us.")
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@click.option("--log-level", type=click.Choice(["debug", "info", "warning", "error"]), default="info")
@click.option("--json", "as_json", is_flag=True, help="Log JSON lines.")
@click.option("--parent-pid", type=int, hidden=True)
def feed(
    name: str,
    config: Path,
    bus: str | None,
    bind: bool,
    catalogue: Path | None,
    log_level: str,
    as_json: bool,
    parent_pid: int | None,
) -> None:
    """Publish what an outside system offers: [feeds.NAME] of the file says what and how. Prints a readiness line.

    Example: opscenter feed warnings --config feeds.toml
    """
    from opscenter.bus.errors import EndpointError, KeyFileError
    from opscenter.bus.publisher import Publisher
    from opscenter.cli.lifetime import stop_on_signals, stop_with_parent
    from opscenter.cli.logs import set_up_logs
    from opscenter.cli.times import now_ms
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.feeds.config import read_feeds
    from opscenter.feeds.health import Health
    from opscenter.feeds.running import Runner
    from opscenter.settings.catalogue import load_catalogue

    set_up_logs(log_level, as_json)
    stop = threading.Event()
    stop_on_signals(stop)
    stop_with_parent(parent_pid, stop)
    try:
        known = load_catalogue(catalogue)
        (found,) = read_feeds(config, known, now_ms, name)
        endpoint = bus or found.bus
        if not endpoint:
            raise click.UsageError(f'Name the bus: --bus ENDPOINT, or bus = "tcp://HOST:PORT" in {config}')
        binds = bind if bus else found.bind
        publisher = Publisher(endpoint, bind=binds, name=f"feed-{name}", clock=now_ms, curve=_keys(found))
    except (EndpointError, KeyFileError, FileMistakes, OSError) as error:
        fail(error)
    runner = Runner(found.feed, health=Health(name, found.kind), catalogue=known, clock=now_ms, judging=found.judging)
    with publisher:
        click.echo(f"opscenter feed ready name={name} kind={found.kind} bus={publisher.endpoint}")
        runner.run(publisher, stop)


COMMANDS = (feed,)
