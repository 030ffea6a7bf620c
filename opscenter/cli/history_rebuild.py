"""history rebuild: everything made again from the message log, compared, and put in place when asked."""

import dataclasses
import shutil
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.asking import json_option
from opscenter.cli.history_care import ProgressLine, cancel, data_option, database
from opscenter.cli.of_recorded_city import as_recorded
from opscenter.cli.output import emit_json, emit_table, fail
from opscenter.cli.rule_options import rules_option
from opscenter.cli.times import iso, now_ms

if TYPE_CHECKING:
    from opscenter.station.rebuild_comparison import Compared
    from opscenter.station.rebuilding import Rebuilt

WORKING = "history-rebuilding"
"""The folder of a rebuild that is not over, in that of the history."""


@click.command()
@data_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the new history (default: none is left, unless it is put in place with --replace).",
)
@click.option("--replace", is_flag=True, help="Put it in place of the old one, which is kept beside it.")
@click.option("--accept", is_flag=True, help="Do so even if something came out differently that could be read before.")
@click.option(
    "--config", type=click.Path(dir_okay=False, path_type=Path), help="Settings file of the station that recorded it."
)
@click.option("--zone", help="Time zone of the city, for what is usual (default: as recorded).")
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@rules_option
@json_option
def rebuild(
    data: Path | None,
    out: Path | None,
    replace: bool,
    accept: bool,
    config: Path | None,
    zone: str | None,
    catalogue: Path | None,
    rules: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Make state, samples, texts, places, alarms and journal again from the message log, and compare.

    Works on a history that no station has open, and changes nothing of it unless told to --replace. What people did
    (acknowledged, shelved, wrote) is in the journal and is done again at its time. What the message log does not hold
    any more is kept as it is. Exit status 0 when all came out the same, 1 when not, 130 when cancelled (Ctrl+C).
    """
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.history.errors import HistoryError
    from opscenter.settings.station import read_station_settings
    from opscenter.station.errors import StationError
    from opscenter.station.lock import FolderLock

    if replace and out is not None:
        raise click.UsageError("Name either --out or --replace.")
    path = database(data)
    given = {"zone": zone, "catalogue": catalogue, "rules": list(rules) or None}
    try:
        values = read_station_settings(config, as_recorded(path, config, given))
        lock = FolderLock(path.parent)
        try:
            folder = _folder(path, out)
            try:
                _rebuild(path, folder, values, replace, accept, out is not None, as_json)
            finally:
                if out is None:
                    shutil.rmtree(folder, ignore_errors=True)
        finally:
            lock.close()
    except (FileMistakes, HistoryError, StationError, ValueError) as error:
        fail(error)
    except OSError as error:
        fail(f"{error.filename or path}: {error.strerror or error}.")
    except sqlite3.Error as error:
        fail(f"{path} cannot be read: {error}.")


def _folder(path: Path, out: Path | None) -> Path:
    """An empty folder to work in. ValueError, a sentence, where there is something in it."""
    from opscenter.history.schema import FILE_NAME

    if out is None:
        folder = path.parent / WORKING
        shutil.rmtree(folder, ignore_errors=True)  # of one that was killed
        folder.mkdir()
        return folder
    out.mkdir(parents=True, exist_ok=True)
    if (out / FILE_NAME).exists():
        raise ValueError(f"There is a history in {out} already. Name another folder with --out.")
    return out


def _rebuild(
    path: Path, folder: Path, values: dict[str, Any], replace: bool, accept: bool, stays: bool, as_json: bool
) -> None:
    from zoneinfo import ZoneInfo

    from opscenter.domain.local_week import LocalWeek
    from opscenter.domain.stopped import StoppedError
    from opscenter.history.schema import FILE_NAME
    from opscenter.history.swapping import swap_in
    from opscenter.settings.catalogue import load_catalogue
    from opscenter.station.limits import StateLimits
    from opscenter.station.rebuild_comparison import compare
    from opscenter.station.rebuilding import Rebuilding

    catalogue = load_catalogue(values["catalogue"], values["rules"])
    week = LocalWeek(ZoneInfo(values["zone"]), values["holidays"], aside=values["holidays_as"] == "aside")
    limits = values.get("limits") or StateLimits()
    begun, progress, new = time.perf_counter(), ProgressLine(), folder / FILE_NAME
    with cancel() as stop:

        def pause() -> None:
            if stop.is_set():
                raise StoppedError

        try:
            rebuilt = Rebuilding(
                path, folder, catalogue, week, limits=limits, progress=progress, stop=stop,
                longest_shelf_ms=round(values["longest_shelf_h"] * 3_600_000),
            ).rebuild()  # fmt: skip
            progress("comparing", 0.85)
            compared = compare(path, new, catalogue, limits, pause)
            compared.figures.unreadable += rebuilt.figures_anew
            progress("done", 1.0)
            pause()
            put = replace and (compared.same or compared.explained or accept)
            aside = swap_in(new, path, now_ms()) if put else None
        except StoppedError:
            _remove(folder)
            fail("Cancelled; nothing was changed.", 130)
        except BaseException:
            _remove(folder)
            raise
    seconds = round(time.perf_counter() - begun, 1)
    _tell(rebuilt, compared, path if aside is not None else new if stays else None, aside, seconds, as_json)
    if replace and aside is None:
        fail(
            "It was not put in place: something came out differently that could be read before. Look at the "
            "differences, and say --accept to put it in place all the same."
        )
    if not compared.same and aside is None:
        fail("It did not come out the same.")


def _remove(folder: Path) -> None:
    """Take away what was begun, and nothing else that may be in a folder that was named."""
    from opscenter.history.schema import FILE_NAME

    for suffix in ("", "-wal", "-shm"):
        (folder / (FILE_NAME + suffix)).unlink(missing_ok=True)


def _tell(
    rebuilt: "Rebuilt", compared: "Compared", place: Path | None, aside: Path | None, seconds: float, as_json: bool
) -> None:
    parts = compared.parts()
    notes = list(rebuilt.notes)
    if rebuilt.rules:
        notes.append(
            f"{rebuilt.rules} rules are other ones today than when this was recorded: alarms are made by today's."
        )
    if as_json:
        told = dataclasses.asdict(rebuilt)
        emit_json(
            {
                **told, "notes": notes, "since": iso(rebuilt.since), "until": iso(rebuilt.until),
                "same": compared.same, "seconds": seconds, "file": str(place) if place else None,
                "kept": str(aside) if aside else None,
                "parts": {name: {"same": part.same, **dataclasses.asdict(part)} for name, part in parts.items()},
            }
        )  # fmt: skip
        return
    click.echo(
        f"{rebuilt.messages:,} messages from {iso(rebuilt.since)} to {iso(rebuilt.until)}, {rebuilt.acts} acts of "
        f"people ({seconds} s)"
    )
    emit_table(
        ("part", "before", "after", ""),
        [
            (name, part.before, part.after, "the same" if part.same else f"{part.differ_count} differ")
            for name, part in parts.items()
        ],
    )
    for name, part in parts.items():
        for difference in part.differ:
            click.echo(f"{name}: {difference}")
    journal = compared.journal
    if journal.same and not journal.same_chain:
        click.echo(
            f"journal: the events are the same; {journal.other_walls} were written down at another time of the "
            "station's clock, so the digests of the chain differ"
        )
    for sentence in (*notes, *rebuilt.refused):
        click.echo(sentence)
    if place is not None:
        click.echo(f"The new history is {place}" + (f", the old one {aside}." if aside is not None else "."))
