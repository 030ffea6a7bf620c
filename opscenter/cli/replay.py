"""replay: a recorded incident, played again."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.console import console_options
from opscenter.cli.output import emit_json, emit_table, fail

if TYPE_CHECKING:
    from opscenter.settings.catalogue import CatalogueTexts

_FROM_BEGINNING = "+"


class Speed(click.ParamType[float]):
    """`max`, or a number of times."""

    name = "N|max"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """0.0: as fast as it goes."""
        if isinstance(value, float):
            return value
        text = str(value).strip().lower()
        if text == "max":
            return 0.0
        try:
            speed = float(text.removesuffix("x"))
        except ValueError:
            speed = -1.0
        if not 0.1 <= speed <= 1_000:
            self.fail(f"{value!r} is no speed. Write 0.1 to 1000, or max: as fast as it goes.", param, ctx)
        return speed


def moment_in(text: str, since: int) -> int:
    """Unix ms of an ISO 8601 time, or of +HH:MM:SS after `since`. ValueError with a sentence."""
    from opscenter.cli.times import parse_time

    wanted = text.strip()
    if not wanted.startswith(_FROM_BEGINNING):
        return parse_time(wanted, since)
    try:
        parts = [float(part) for part in wanted[1:].split(":")]
    except ValueError:
        parts = []
    if not 1 <= len(parts) <= 3 or any(part < 0 for part in parts):
        raise ValueError(f"{text!r} is not a time. Write 2026-11-22T10:00:00Z, or +HH:MM:SS from the beginning.")
    seconds = 0.0
    for part in parts:
        seconds = 60 * seconds + part
    return since + round(1_000 * seconds)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--speed", type=Speed(), default=None, help="0.1 to 1000 times the speed of then, or max.")
@click.option("--headless", is_flag=True, help="Play it through without a window and tell what came of it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (with --headless).")
@click.option("--until", metavar="T", help="Play to this time: ISO 8601, or +HH:MM:SS from the beginning.")
@click.option(
    "--seek", "seeks", multiple=True, metavar="T",
    help="Jump here on the way; several count, forward or back. The span is played in as many parts and one more; "
    "after each part comes a jump. What was jumped over is caught up at the end, so that the journal is whole.",
)  # fmt: skip
@click.option("--at", metavar="T", help="Begin here (in a window, or with --serve).")
@click.option(
    "--live", metavar="ADDRESS", help="The station whose urgent alarms break through (default: this machine's)."
)
@click.option("--desk", metavar="ADDRESS", help="Where desks connect (default: a free port of this machine).")
@click.option("--serve", is_flag=True, help="Only the station: consoles and scripts connect to it. Prints one line.")
@click.option("--log-level", type=click.Choice(["debug", "info", "warning", "error"]), default="warning")
@click.option("--log-json", is_flag=True, help="Log JSON lines.")
@click.option("--token", default="", hidden=True)
@click.option("--parent-pid", type=int, hidden=True)
@console_options
def replay(
    file: Path, speed: float | None, headless: bool, as_json: bool, until: str | None, seeks: tuple[str, ...],
    at: str | None, live: str | None, desk: str | None, serve: bool, log_level: str, log_json: bool, token: str,
    parent_pid: int | None, catalogue: Path | None, rules: tuple[Path, ...], **rest: object,
) -> None:  # fmt: skip
    """Play a recorded incident again, in a window of its own beside the live one.

    With --headless it is played through once without a window: events (rows of the journal that were made),
    journal_hash and whether it is the recorded one (same), speed_achieved, seconds.
    """
    from opscenter.cli.logs import set_up_logs

    if not headless:
        for name, given in (("--until", until), ("--seek", seeks), ("--json", as_json)):
            if given:
                raise click.UsageError(f"{name} belongs to --headless.")
    if headless or serve:
        set_up_logs(log_level, log_json)
    if headless:
        _headless(file, 0.0 if speed is None else speed, until, seeks, as_json, catalogue, rules)
    elif serve:
        _serve(file, speed, at, desk, token, parent_pid, catalogue, rules)
    else:
        _open(file, speed, at, live, catalogue, rules, rest)


def _headless(
    file: Path, speed: float, until: str | None, seeks: tuple[str, ...], as_json: bool,
    catalogue: Path | None, rules: tuple[Path, ...],
) -> None:  # fmt: skip
    import time

    from opscenter.domain.toml_document import FileMistakes
    from opscenter.recording.errors import IncidentError
    from opscenter.station.replay.headless import play
    from opscenter.station.replay.opening import Recording

    try:
        with Recording(file, catalogue=catalogue, rules=rules) as recording:
            since = recording.since
            found = play(
                recording, speed=speed, until=None if until is None else moment_in(until, since),
                seeks=[moment_in(seek, since) for seek in seeks], clock=time.monotonic, wait=time.sleep,
            )  # fmt: skip
    except (IncidentError, FileMistakes, ValueError, OSError) as error:
        fail(error)
    told = found.as_map()
    if as_json:
        emit_json(told)
        return
    emit_table(("figure", "value"), [(name, value) for name, value in told.items() if name != "problems"])
    for problem in found.problems:
        click.echo(problem)


def _serve(
    file: Path, speed: float | None, at: str | None, desk: str | None, token: str, parent_pid: int | None,
    catalogue: Path | None, rules: tuple[Path, ...],
) -> None:  # fmt: skip
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.recording.errors import IncidentError
    from opscenter.station.errors import StationError
    from opscenter.station.replay.run import ReplayOptions, run_replay

    options = ReplayOptions(
        file, desk=desk or "tcp://127.0.0.1:0", speed=speed, at=_when(file, at), catalogue=catalogue, rules=rules,
        token=token, parent_pid=parent_pid,
    )  # fmt: skip

    def on_ready(address: str) -> None:
        click.echo(f"opscenter replay ready desk={address}")

    try:
        status = run_replay(options, on_ready=on_ready)
    except (IncidentError, FileMistakes, StationError, OSError) as error:
        fail(error)
    raise SystemExit(status)


def _open(
    file: Path, speed: float | None, at: str | None, live: str | None, catalogue: Path | None,
    rules: tuple[Path, ...], rest: dict[str, object],
) -> None:  # fmt: skip
    from opscenter.cli.console import open_console
    from opscenter.console.options import ReplayWindow
    from opscenter.desk.address import read_address
    from opscenter.settings.paths import runtime_folder

    if not file.is_file():
        fail(f"There is no file {file}.")
    if live is None:
        live = read_address(runtime_folder()) or ""
    then = None if catalogue is not None or rules else _catalogue_then(file)
    window = ReplayWindow(file=file, speed=speed, at=_when(file, at), catalogue=then)
    open_console(replay=window, live=live, catalogue=catalogue, rules=rules, **rest)


def _catalogue_then(file: Path) -> "CatalogueTexts | None":
    """Catalogue and rules in force when it was recorded, for the window; what is wrong with them its station says."""
    from opscenter.recording.errors import IncidentError
    from opscenter.recording.reader import IncidentReader
    from opscenter.station.cutting.circumstances import read_circumstances

    try:
        with IncidentReader(file) as reader:
            found = read_circumstances(reader)
    except IncidentError:
        return None
    return None if found is None else found.texts


def _when(file: Path, at: str | None) -> int | None:
    """Unix ms of a time in a recording; digits are Unix ms already."""
    if at is None or at.isdecimal():
        return None if at is None else int(at)
    from opscenter.recording.errors import IncidentError
    from opscenter.recording.reader import IncidentReader

    try:
        with IncidentReader(file) as reader:
            return moment_in(at, reader.since)
    except (IncidentError, ValueError) as error:
        fail(error)


COMMANDS = (replay,)
