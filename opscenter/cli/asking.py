"""Commands that ask a station: which one, and what happens when it cannot answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from opscenter.cli.output import fail

if TYPE_CHECKING:
    from opscenter.desk.client import Desk

F = TypeVar("F", bound=Callable[..., Any])


def station_option(command: F) -> F:
    """`--station ADDRESS`, by default the station on this machine."""
    return click.option(
        "--station",
        metavar="ADDRESS",
        envvar="OPSCENTER_STATION",
        help="Address of the station's desk, e.g. tcp://127.0.0.1:7410. Default: the station on this machine.",
    )(command)


def json_option(command: F) -> F:
    """`--json`: for scripts."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")(command)


@contextmanager
def asking(station: str | None, timeout_s: float = 10.0) -> Iterator["Desk"]:
    """A connected desk that waits so long for each answer; every way in which asking can fail ends the command with a
    sentence."""
    from opscenter.desk.address import read_address
    from opscenter.desk.client import Desk
    from opscenter.desk.errors import DeskError
    from opscenter.settings.paths import runtime_folder

    address = station or read_address(runtime_folder())
    if address is None:
        fail(
            "No station runs on this machine. Start one with `opscenter station --bus ENDPOINT --data DIR`, "
            "or name one with --station ADDRESS."
        )
    try:
        with Desk(address, client="command", timeout_s=timeout_s, on_busy=_tell_busy) as desk:
            yield desk
    except DeskError as error:
        fail(error)
    except UnicodeEncodeError as error:
        fail(f"{error.object!r} is not text that a station can be told: it is not in UTF-8.")


def _tell_busy() -> None:
    from opscenter.desk.client import ANSWER_MS

    told = f"The station is there, but busy: waiting up to {ANSWER_MS // 1_000} seconds for its answer…"
    click.echo(told, err=True)
