"""history import: tables of measurements into a history that no station has open."""

import contextlib
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.areas import catalogue_option, read_catalogue
from opscenter.cli.asking import json_option
from opscenter.cli.history_care import ProgressLine, cancel
from opscenter.cli.output import emit_json, fail
from opscenter.cli.publish import joins_of
from opscenter.cli.times import iso, now_ms

if TYPE_CHECKING:
    from opscenter.domain.catalogue import Catalogue
    from opscenter.feeds.mapping import Mapping
    from opscenter.feeds.record import Problem
    from opscenter.feeds.table import TableReader
    from opscenter.station.importing import Imported

SHOWN_PROBLEMS = 20
TOLD_PROBLEMS = 1_000
SAMPLE_BYTES = 1 << 20


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping", "--map", "mapping", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="How the table becomes entities: a mapping file as for `opscenter publish`.",
)  # fmt: skip
@click.option("--join", "join", multiple=True, metavar="NAME=PATH", help="Where a table joined by the mapping is.")
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Folder of the history (default: the user's); begun if there is none.",
)  # fmt: skip
@catalogue_option
@json_option
def import_(
    files: tuple[Path, ...], mapping: Path, join: tuple[str, ...], data: Path | None, catalogue: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Read tables (CSV) by a mapping file into a history that no station has open.

    Each file goes in as a whole or not at all. Rows that cannot be read are named by their line and left out (exit
    status 1), all others go in. A sample of a series and time that is there already is left out: what is imported twice
    is there once. Where it is newer than anything known of its series it is the present value, and stale; no alarm is
    raised by it. Exit status 130 when cancelled with Ctrl+C.
    """
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.feeds.columns import TableError
    from opscenter.feeds.mapping_reading import read_mapping
    from opscenter.feeds.table import TableReader
    from opscenter.settings.paths import data_folder

    kinds = read_catalogue(catalogue)
    try:
        rules = read_mapping(mapping)
        if rules.geojson:
            fail(f"{mapping} maps GeoJSON, which has no times: publish it with `opscenter publish`.")
        readers = [(path, TableReader(rules, path, joins_of(join))) for path in files]
    except (FileMistakes, TableError, OSError) as error:
        fail(error)
    left_out = 0
    with cancel() as stop:
        for path, reader in readers:
            left_out += _import(path, reader, rules, data or data_folder(), kinds, as_json, stop.is_set)
    if left_out:
        fail(f"{left_out} rows were left out, all others are in.")


def _import(
    path: Path, reader: "TableReader", rules: "Mapping", folder: Path, catalogue: "Catalogue", as_json: bool,
    cancelled: Callable[[], bool],
) -> int:  # fmt: skip
    """One file; how many rows were left out."""
    from opscenter.domain.stopped import StoppedError
    from opscenter.feeds.columns import TableError
    from opscenter.history.blocks import BlockError
    from opscenter.history.errors import HistoryError, sentence_of
    from opscenter.station.errors import StationError
    from opscenter.station.importing import Import

    begun = time.perf_counter()
    work: Import | None = None
    try:
        work = Import(folder, catalogue, now=now_ms(), cancelled=cancelled)
        records, left_out, problems = _put_all(work, path, reader, cancelled)
        done = work.finish(path.name)
    except StoppedError:
        _abandon(work)
        fail(f"Cancelled; nothing of {path} was imported.", 130)
    except (StationError, HistoryError, TableError) as error:
        _abandon(work)
        fail(error)
    except (sqlite3.Error, BlockError, OSError) as error:
        _abandon(work)
        why = sentence_of(error) if isinstance(error, sqlite3.Error) else str(error)
        fail(f"Nothing of {path} was imported: {why}.")
    except BaseException:
        _abandon(work)
        raise
    _tell(path, records, left_out, problems, done, as_json, time.perf_counter() - begun)
    return left_out


def _put_all(
    work: Any, path: Path, reader: "TableReader", cancelled: Callable[[], bool]
) -> "tuple[int, int, list[Problem]]":
    """How many records there were, how many were left out, and why the first of these."""
    from opscenter.domain.stopped import StoppedError
    from opscenter.feeds.record import Problem

    line, lines = ProgressLine(), _lines(path)
    problems: list[Problem] = []
    records = left_out = 0
    for record in reader.records():
        if cancelled():
            raise StoppedError
        if not isinstance(record, Problem):
            why = work.put(record.topic, record.payload, record.at)
            records += 1
            if records % 1_000 == 0:
                line(path.name, min(record.line / lines, 0.99))
            if not why:
                continue
            record = Problem(f"{path}:{record.line}", why)
        left_out += 1
        if left_out <= TOLD_PROBLEMS:
            problems.append(record)
        if left_out <= SHOWN_PROBLEMS:
            click.echo(f"opscenter: {record}", err=True)
    line(path.name, 1.0)
    return records, left_out, problems


def _lines(path: Path) -> float:
    """About how many lines a file has, by its beginning."""
    with path.open("rb") as stream:
        beginning = stream.read(SAMPLE_BYTES)
    return max(1.0, path.stat().st_size / max(1, len(beginning)) * beginning.count(b"\n"))


def _abandon(work: Any) -> None:
    if work is not None:
        with contextlib.suppress(sqlite3.Error):  # whatever is left of it is nobody's, and dropped at the next start
            work.abandon()


def _tell(
    path: Path, records: int, left_out: int, problems: "list[Problem]", done: "Imported", as_json: bool, seconds: float
) -> None:
    if as_json:
        emit_json(
            {
                "file": str(path), "records": records, "samples": done.samples, "texts": done.texts,
                "already_there": done.present, "different": done.different, "left_out": left_out,
                "problems": [{"where": one.where, "problem": one.sentence} for one in problems],
                "entities": done.entities, "series": done.cells, "bytes": done.size,
                "from": iso(done.first) if done.first <= done.last else None,
                "to": iso(done.last) if done.first <= done.last else None, "seconds": round(seconds, 3),
            }
        )  # fmt: skip
        return
    click.echo(
        f"{path}: {done.samples:,} samples and {done.texts:,} texts of {done.cells:,} new series imported, "
        f"{done.present:,} were there already ({done.different:,} with another value), {left_out:,} rows left out"
    )
