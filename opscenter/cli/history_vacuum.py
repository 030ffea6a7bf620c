"""history vacuum: the file of a history made as small as what it holds."""

import sqlite3
from pathlib import Path

import click

from opscenter.cli.asking import json_option
from opscenter.cli.history_care import data_option, database
from opscenter.cli.output import emit_json, fail


@click.command()
@data_option
@json_option
def vacuum(data: Path | None, as_json: bool) -> None:
    """Write a history anew without free pages, and able to give pages back by itself from then on.

    A history begun by this version does that while it is recorded; one begun by an older version keeps its file as
    large as it ever was. Works on a history that no station has open; needs as much room again while it works.
    """
    from opscenter.history.errors import sentence_of
    from opscenter.history.schema import connect
    from opscenter.history.vacuum import make_shrinkable
    from opscenter.station.errors import StationError
    from opscenter.station.lock import FolderLock

    path = database(data)
    try:
        lock = FolderLock(path.parent)
    except StationError as error:
        fail(error)
    try:
        before = path.stat().st_size
        connection = connect(path)
        try:
            make_shrinkable(connection)
        finally:
            connection.close()
        after = path.stat().st_size
    except sqlite3.Error as error:
        fail(f"{path} was left as it was: {sentence_of(error)}.")
    finally:
        lock.close()
    if as_json:
        emit_json({"file": str(path), "bytes_before": before, "bytes": after})
    else:
        click.echo(f"{path}: {before:,} bytes before, {after:,} now")
