"""station: the headless engine."""

from pathlib import Path

import click

from opscenter.cli.output import fail
from opscenter.cli.rule_options import rules_option


@click.command()
@click.option("--bus", multiple=True, metavar="ENDPOINT...", help="Endpoints of the city bus to follow; several count.")
@click.option(
    "--recovery", multiple=True, metavar="ENDPOINT...", help="Recovery sockets of brokers, asked for what was missed."
)
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the history (default: the user's)."
)
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Settings file (TOML); `opscenter settings` lists all.",
)
@click.option("--desk", metavar="ADDRESS", help="Where desks connect (default: a free port of this machine).")
@click.option("--city", help="Name of the city, for the consoles.")
@click.option("--zone", help="Time zone of the city, e.g. Asia/Hong_Kong.")
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@rules_option
@click.option("--by", metavar="NAME", help="Who answers for a change of rules (default: the user who starts it).")
@click.option("--log-level", type=click.Choice(["debug", "info", "warning", "error"]), default="warning")
@click.option("--log-json", is_flag=True, help="Log JSON lines.")
@click.option("--parent-pid", type=int, hidden=True)
def station(
    bus: tuple[str, ...],
    recovery: tuple[str, ...],
    data: Path | None,
    config: Path | None,
    desk: str | None,
    city: str | None,
    zone: str | None,
    catalogue: Path | None,
    rules: tuple[Path, ...],
    by: str | None,
    log_level: str,
    log_json: bool,
    parent_pid: int | None,
) -> None:
    """Follow the bus, keep the city's state and history, judge alarms, serve consoles. Prints one readiness line."""
    from opscenter.bus.errors import EndpointError, KeyFileError
    from opscenter.cli.logs import set_up_logs
    from opscenter.desk.address import clear_address, write_address
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.history.errors import HistoryError
    from opscenter.history.records import Limits
    from opscenter.settings.history import take_history_limits
    from opscenter.settings.paths import data_folder, runtime_folder
    from opscenter.settings.station import read_station_settings
    from opscenter.station.errors import StationError
    from opscenter.station.options import StationOptions
    from opscenter.station.run import run_station

    set_up_logs(log_level, log_json)
    given = {
        "bus": list(bus) or None,
        "recovery": list(recovery) or None,
        "data": data,
        "desk": desk,
        "city": city,
        "zone": zone,
        "catalogue": catalogue,
        "rules": list(rules) or None,
    }
    addresses: list[str] = []
    try:
        values = read_station_settings(config, {name: value for name, value in given.items() if value is not None})
        if not values["bus"]:
            raise click.UsageError("Name at least one endpoint of the bus: --bus tcp://HOST:PORT")
        values["data"] = values["data"] or data_folder()
        history = Limits(**take_history_limits(values))
        options = StationOptions(**values, history=history, by=(by or _user()).strip()[:200], parent_pid=parent_pid)

        def on_ready(address: str) -> None:
            addresses.append(address)
            write_address(runtime_folder(), address)
            click.echo(f"opscenter station ready desk={address} data={options.data}")

        status = run_station(options, on_ready=on_ready)
    except (EndpointError, KeyFileError, FileMistakes, HistoryError, StationError, OSError) as error:
        fail(error)
    finally:
        for address in addresses:
            clear_address(runtime_folder(), address)
    raise SystemExit(status)


def _user() -> str:
    """The name of the user on this machine, "" where it has none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


COMMANDS = (station,)
