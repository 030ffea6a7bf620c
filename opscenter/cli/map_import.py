"""map import: an offline basemap out of a public OpenStreetMap extract."""

import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.asking import json_option
from opscenter.cli.output import emit_json, emit_table, fail

if TYPE_CHECKING:
    from opscenter.cartography.importing import Outcome, Progress

_LINE_EVERY_S = 5.0


@click.command("import")
@click.argument("extract", metavar="FILE.osm.pbf", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="PMTiles file to write; beside the extract without.")
@click.option("--min-zoom", type=click.IntRange(0, 15), default=5, help="Least tile zoom.")
@click.option("--max-zoom", type=click.IntRange(0, 15), default=14, help="Deepest tile zoom; enlarged further in.")
@click.option("--bounds", metavar="W,S,E,N", help="Only this part, in degrees.")
@click.option("--name", default="", help="Name of the basemap; that of the file without.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.option("--estimate", "only_estimate", is_flag=True, help="Only say how large it will be and how long it takes.")
@click.option("--parent-pid", type=int, hidden=True)
@json_option
def import_command(
    extract: Path,
    out: Path | None,
    min_zoom: int,
    max_zoom: int,
    bounds: str | None,
    name: str,
    force: bool,
    only_estimate: bool,
    parent_pid: int | None,
    as_json: bool,
) -> None:
    """Make an offline basemap of an OpenStreetMap extract (FILE.osm.pbf). Ctrl+C ends it and leaves nothing behind.

    With --json: one line with the estimate, lines of progress, one line with the result.
    """
    from opscenter.cartography.importing import Order, check_place, import_extract, survey
    from opscenter.cartography.trouble import Cancelled, ImportTrouble
    from opscenter.cli.lifetime import stop_on_signals, stop_with_parent

    plain = extract.name.removesuffix(".pbf").removesuffix(".osm")
    order = Order(
        extract, out or extract.with_name(f"{plain}.pmtiles"), min_zoom, max_zoom, _bounds(bounds), name, force
    )
    stop = threading.Event()
    stop_on_signals(stop)
    stop_with_parent(parent_pid, stop)
    meter = _Lines(as_json)
    try:
        header, needed = survey(order)
        meter.say_estimate(needed, header.bounds, only_estimate)
        if only_estimate:
            return
        check_place(order, needed)
        outcome = import_extract(order, meter.say, stop.is_set)
    except Cancelled:
        meter.clear()
        fail("cancelled; nothing was written.")
    except ImportTrouble as error:
        meter.clear()
        fail(error)
    except OSError as error:
        meter.clear()
        fail(f"{order.out} could not be written: {error.strerror or error}. Nothing was left behind.")
    meter.clear()
    meter.say_outcome(outcome)


def _bounds(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise click.BadParameter(
            f"{text} is not W,S,E,N like 11.15,43.72,11.33,43.83.", param_hint="--bounds"
        ) from None
    if not (-180 <= west < east <= 180 and -85.06 <= south < north <= 85.06):
        raise click.BadParameter(
            f"{text} is no part of the map: west before east within 180, south before north within 85 degrees.",
            param_hint="--bounds",
        )
    return west, south, east, north


class _Lines:
    """Progress as one line that is written over on a terminal, a line now and then elsewhere, or JSON lines."""

    def __init__(self, as_json: bool) -> None:
        self._json = as_json
        self._live = not as_json and sys.stderr.isatty()
        self._last = 0.0
        self._shown = ""

    def say_estimate(self, needed: Any, bounds: Any, alone: bool) -> None:
        from opscenter.cartography.estimate import FACTOR

        if self._json:
            plain = {"bytes": needed.archive, "disk_bytes": needed.disk, "seconds": round(needed.seconds, 1)}
            emit_json({"estimate": {**plain, "memory_bytes": needed.memory, "factor": FACTOR}, "bounds": bounds})
            return
        size = f"about {needed.archive / 1e6:,.1f} MB (half to twice as much)"
        rest = (
            f"{_duration(needed.seconds)}, {needed.memory / 1e6:,.0f} MB of memory, {needed.disk / 1e6:,.1f} MB of disk"
        )
        click.echo(f"The basemap will have {size}; making it takes about {rest}.", err=not alone)

    def say(self, progress: "Progress") -> None:
        if self._json:
            left = None if progress.left_s is None else round(progress.left_s, 1)
            emit_json({"phase": progress.phase, "percent": round(progress.share * 100, 1), "left_s": left})
            return
        still = "" if progress.left_s is None else f", {_duration(progress.left_s)} left"
        text = f"{progress.share * 100:3.0f} % {progress.phase}{still}"
        now = time.monotonic()
        if self._live:
            click.echo("\r" + text.ljust(len(self._shown)), nl=False, err=True)
            self._shown = text
        elif now - self._last >= _LINE_EVERY_S:
            self._last = now
            click.echo(text, err=True)

    def clear(self) -> None:
        if self._shown:
            click.echo("\r" + " " * len(self._shown) + "\r", nl=False, err=True)

    def say_outcome(self, outcome: "Outcome") -> None:
        plain: dict[str, Any] = {
            "file": str(outcome.path),
            "bytes": outcome.nbytes,
            "tiles": outcome.tiles,
            "features": outcome.features,
            "bounds": outcome.bounds,
            "seconds": round(outcome.seconds, 2),
        }
        if self._json:
            emit_json({"done": True, **plain, "notes": outcome.notes})
            return
        west, south, east, north = outcome.bounds
        plain["bounds"] = f"{west:.5f},{south:.5f},{east:.5f},{north:.5f}"
        plain["bytes"] = f"{outcome.nbytes:,}"
        emit_table(("figure", "value"), list(plain.items()))
        for note in outcome.notes:
            click.echo(f"\n{note}")


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
