"""history sizes, check: what a history holds, and whether all of it can be read."""

import dataclasses
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import click

from opscenter.cli.asking import json_option
from opscenter.cli.output import emit_json, emit_table, fail
from opscenter.cli.times import iso

MOST_TOLD = 3

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of a history, or the database file itself (default: the user's).",
)


def database(data: Path | None) -> Path:
    """The database file that --data names. Ends the command where there is none."""
    from opscenter.history.schema import FILE_NAME
    from opscenter.settings.paths import data_folder

    folder = data if data is not None else data_folder()
    path = folder / FILE_NAME if folder.is_dir() else folder
    if not path.is_file():
        inside = sorted(found.parent for found in folder.glob(f"*/{FILE_NAME}"))  # such as those of demo cities
        there = f" There is one in {' and in '.join(map(str, inside[:MOST_TOLD]))}." if inside else ""
        fail(f"There is no history in {folder}: name the folder given to `opscenter station --data`.{there}")
    return path


@contextmanager
def cancel() -> Iterator[threading.Event]:
    """An event that Ctrl+C and SIGTERM set, instead of ending the program where it stands."""
    stop = threading.Event()

    def caught(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, caught) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class ProgressLine:
    """What is being done, on one line of a terminal; nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._at = 0.0

    def __call__(self, what: str, share: float) -> None:
        """Show it, ten times a second at most."""
        if self._shown and (time.monotonic() - self._at > 0.1 or share >= 1):
            self._at = time.monotonic()
            sys.stderr.write(f"\r{what} {100 * share:.0f} %\x1b[K" + ("\r\x1b[K" if share >= 1 else ""))
            sys.stderr.flush()


@click.command()
@data_option
@click.option("--series", "most", type=click.IntRange(0, 100_000), default=10, help="So many of the largest series.")
@click.option(
    "--config", type=click.Path(dir_okay=False, path_type=Path), help="Settings file of the station, for the limits."
)
@json_option
def sizes(data: Path | None, most: int, config: Path | None, as_json: bool) -> None:
    """How much a history holds: rows, bytes, first and last time of each tier, its limits, and its largest series.

    Only reads; a station may be recording in it. The limits are those of the settings file, or as they default.
    """
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.history.sizes import sizes as measure
    from opscenter.settings.history import take_history_limits
    from opscenter.settings.station import read_station_settings

    path = database(data)
    try:
        limits = take_history_limits(read_station_settings(config, {}))
        found = measure(path, most)
    except FileMistakes as error:
        fail(error)
    except (OSError, sqlite3.Error) as error:
        fail(f"{path} cannot be read: {error}.")
    tiers = [
        {
            **dataclasses.asdict(tier), "first": _time(tier.first), "last": _time(tier.last),
            **_limits(tier.name, limits),
        }
        for tier in found.tiers
    ]  # fmt: skip
    if as_json:
        emit_json(
            {
                "file": str(path), "bytes": found.bytes, "free_bytes": found.free_bytes,
                "page_bytes": found.page_bytes, "unreadable": found.unreadable, "tiers": tiers,
                "series": [dataclasses.asdict(one) for one in found.series],
            }
        )  # fmt: skip
        return
    click.echo(f"{path}: {found.bytes:,} bytes, {found.free_bytes:,} of them free")
    names = ("name", "rows", "samples", "bytes", "most_bytes", "most_days", "first", "last")
    emit_table(names, [["" if tier[name] is None else tier[name] for name in names] for tier in tiers])
    if found.series:
        click.echo()
        emit_table(
            ("entity", "attribute", "samples", "bytes"),
            [(one.entity, one.attribute, one.samples, one.bytes) for one in found.series],
        )
    if found.unreadable:
        fail(f"{found.unreadable} parts cannot be read. `opscenter history check` names them.")


@click.command()
@data_option
@json_option
def check(data: Path | None, as_json: bool) -> None:
    """Whether all of a history can be read, and is what its rows say. Exit status 1 when not, 130 when cancelled.

    Looks at every page, every stored block of every tier, the registry, the chain of the journal and the totals; names
    what is damaged by table and row. Only reads; a station may be recording in it.
    """
    from opscenter.domain.stopped import StoppedError
    from opscenter.history.checking import MOST_NAMED
    from opscenter.history.checking import check as look

    path = database(data)
    begun = time.perf_counter()
    try:
        with cancel() as stop:
            found = look(path, progress=ProgressLine(), stop=stop)
    except StoppedError:
        fail("Cancelled; nothing was changed.", 130)
    except (OSError, sqlite3.Error) as error:
        fail(f"{path} cannot be read: {error}.")
    seconds = round(time.perf_counter() - begun, 3)
    if as_json:
        emit_json(
            {
                "file": str(path), "ok": found.ok, "damages": [dataclasses.asdict(one) for one in found.damages],
                "count": found.count, "by_table": found.tables, "rows": found.rows, "version": found.version,
                "head": found.journal_head, "seconds": seconds,
            }
        )  # fmt: skip
    elif found.ok:
        click.echo(f"{sum(found.rows.values()):,} rows, all as they were written ({seconds} s).")
    else:
        emit_table(
            ("table", "row", "to", "problem"),
            [
                (one.table, one.row or "", "end" if one.last < 0 else one.last or "", one.problem)
                for one in found.damages
            ],
        )
    if not found.ok:
        more = f", of which the first {MOST_NAMED:,} are named" if found.count > MOST_NAMED else ""
        fail(
            f"Damage found: {found.count:,}{more}. Everything else is as it was written. "
            "`opscenter history rebuild` makes what is damaged again from the message log."
        )


_LIMITED = {"messages": "log", "segments": "segment", "texts": "text", "places": "place", "marks": "mark"}
_WIDTHS = ("5 min", "60 min", "1440 min")


def _limits(tier: str, limits: dict[str, Any]) -> dict[str, Any]:
    """Most bytes and days of a tier by the settings; None: it has no limit of its own. Sealed samples share one."""
    width = tier.removeprefix("roll-ups ")
    if width in _WIDTHS:
        number = _WIDTHS.index(width)
        found = limits["rollup_bytes"][number], limits["rollup_days"][number]
    else:
        name = "sample" if tier.startswith("sealed") else _LIMITED.get(tier, "")
        found = (limits[f"{name}_bytes"], limits[f"{name}_days"]) if name else (None, None)
    return {"most_bytes": found[0], "most_days": found[1] or None}


def _time(at: int | None) -> str | None:
    return None if at is None else iso(at)
