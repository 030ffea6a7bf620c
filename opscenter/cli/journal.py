"""journal: what happened to alarms, and whether its record is as it was written."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.asking import asking, json_option, station_option
from opscenter.cli.moment import Moment
from opscenter.cli.output import emit_json, emit_table, fail
from opscenter.cli.times import iso

if TYPE_CHECKING:
    from opscenter.desk.client import Desk

PAGE = 2_000
EVERY = {"occurrence": "", "entity": "", "rule": "", "by": "", "event": "", "text": ""}
"""Nothing in particular is looked for."""

data_option = click.option(
    "--data", type=click.Path(path_type=Path), metavar="DIR", help="Folder of a history, or the database file itself."
)


@click.group()
def journal() -> None:
    """The journal of alarms: look things up, prove that nothing was changed."""


@journal.command("show")
@click.option("--from", "since", type=Moment(), help="Begin, by event time: ISO 8601, -2h, -3d.")
@click.option("--to", "until", type=Moment(), help="End.")
@click.option("--occurrence", default="", help="Only this occurrence.")
@click.option("--entity", default="", help="Only this entity.")
@click.option("--rule", default="", help="Only alarms of this rule.")
@click.option("--by", default="", metavar="NAME", help="Only what this person did.")
@click.option("--event", default="", help="Only such events: raised, acknowledged, rules-changed, ...")
@click.option("--text", default="", help="Only events with all of these words in text, comment, name, entity or rule.")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=100, help="The newest so many.")
@click.option("--language", type=click.Choice(["en", "zh_Hant", "zh_Hans"]), default="en", help="Of the texts.")
@data_option
@station_option
@json_option
def show(
    since: int | None, until: int | None, limit: int, language: str, data: Path | None, station: str | None,
    as_json: bool, **fields: str,
) -> None:  # fmt: skip
    """Events, newest first: out of a folder with --data, else from a station."""
    if since is not None and until is not None and until < since:
        fail("--to must not be earlier than --from.")
    wanted: dict[str, Any] = {**fields, "from": since, "to": until}
    if data is not None:
        if station:
            raise click.UsageError("Name either --data or --station.")
        events = events_of_folder(_file(data), wanted, limit)
    else:
        events = _of_station(station, wanted, limit)
    if as_json:
        for event in events:
            emit_json({**event, "at": iso(event["at"]), "wall": iso(event["wall"])})
        return
    _print(list(events), language)


def _of_station(station: str | None, wanted: dict[str, Any], limit: int) -> Iterator[dict[str, Any]]:
    with asking(station) as desk:
        yield from events_of(desk, wanted, limit)


def events_of(desk: "Desk", wanted: dict[str, Any], limit: int) -> Iterator[dict[str, Any]]:
    """Events of a station's journal, newest first. `wanted`: as of the query `journal`."""

    def read(before: int, count: int) -> tuple[list[dict[str, Any]], int]:
        answer, _ = desk.query("journal", **wanted, before=before, limit=count)
        return answer["events"], answer["next"]

    return _pages(read, limit)


def events_of_folder(path: Path, wanted: dict[str, Any], limit: int) -> Iterator[dict[str, Any]]:
    """The same out of a database. Ends the command when it cannot be read."""
    from opscenter.history.journal_search import Wanted, search
    from opscenter.history.schema import connect
    from opscenter.history.verification import FIRST_CHAINED
    from opscenter.station.journal_answers import as_map

    span = {name: wanted[key] for name, key in (("since", "from"), ("until", "to")) if wanted[key] is not None}
    fields = {name: value for name, value in wanted.items() if name not in ("from", "to")}
    try:
        connection = connect(path, read_only=True)
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] < FIRST_CHAINED:
                fail(f"{path} was written by an older version. Start a station with --data on a copy of it once.")

            def read(before: int, count: int) -> tuple[list[dict[str, Any]], int]:
                page = search(connection, Wanted(**span, **fields, before=before), count)
                return [as_map(row) for row in page.rows], page.next

            yield from _pages(read, limit)
        finally:
            connection.close()
    except sqlite3.Error as error:
        fail(f"{path} cannot be read: {error}.")


def _pages(read: Callable[[int, int], tuple[list[dict[str, Any]], int]], limit: int) -> Iterator[dict[str, Any]]:
    before, left = 0, limit
    while left > 0:
        events, before = read(before, min(PAGE, left))
        yield from events
        left -= len(events)
        if not before:
            return


def _file(data: Path) -> Path:
    from opscenter.history.schema import FILE_NAME

    path = data / FILE_NAME if data.is_dir() else data
    if not path.is_file():
        fail(f"There is no history in {data}: name the folder given to `opscenter station --data`.")
    return path


def _print(events: list[dict[str, Any]], language: str) -> None:
    from opscenter.domain.texts import in_language

    if not events:
        click.echo("No events.")
        return
    emit_table(
        ("at", "event", "state", "by", "comment", "value", "limit", "text", "occurrence"),
        [
            (
                iso(event["at"]), event["event"], event["state"], event["by"], event["comment"],
                "" if event["value"] is None else event["value"], "" if event["limit"] is None else event["limit"],
                in_language(event["text"], language) or event["entity"], event["occurrence"],
            )
            for event in events
        ],
    )  # fmt: skip


@journal.command("verify")
@data_option
@click.option(
    "--expect", metavar="ID:DIGEST", help="A head that was noted before: this row must be there with this digest."
)
@json_option
def verify(data: Path | None, expect: str | None, as_json: bool) -> None:
    """Whether every event is as it was written, and none is missing. Exit status 1 when not.

    Works on a history in use, a copy, and a read-only disk. A digest chained through all rows shows any field that was
    changed, rows that were taken out, put in, exchanged, and a tail that was cut off. It cannot show a journal that was
    written anew as a whole: note the head now and then (the station logs it), and name it with --expect.
    """
    from opscenter.history.verification import verify as read_again
    from opscenter.settings.paths import data_folder

    expected = _head(expect) if expect else None
    path = _file(data if data is not None else data_folder())
    begun = time.perf_counter()
    try:
        verdict = read_again(path, expected)
    except (OSError, sqlite3.Error) as error:
        fail(f"{path} cannot be read: {error}.")
    seconds = round(time.perf_counter() - begun, 3)
    if as_json:
        emit_json(
            {
                "events": verdict.events, "ok": verdict.ok, "head": verdict.head.digest.hex(), "last": verdict.head.id,
                "first_bad": verdict.bad or None, "last_bad": verdict.bad_until or None, "problem": verdict.problem,
                "older": verdict.older, "guarded": verdict.guarded, "seconds": seconds,
            }
        )  # fmt: skip
    elif verdict.ok:
        click.echo(f"{verdict.events} events, all as they were written ({seconds} s). Head: {verdict.head}")
    if not verdict.ok:
        fail(f"{verdict.problem} {verdict.events} events before it are as they were written.")
    if not verdict.guarded:
        click.echo("opscenter: the triggers that refuse changes of the journal were taken out.", err=True)


def _head(text: str) -> Any:
    from opscenter.history.chain import Head

    number, _, digest = text.partition(":")
    try:
        head = Head(int(number), bytes.fromhex(digest))
    except ValueError:
        head = Head(0, b"")
    if head.id < 1 or len(head.digest) != 32:
        raise click.UsageError("--expect takes a row and its digest as `journal verify` prints them: 1234:ab12...")
    return head


COMMANDS = (journal,)
