"""incident import: tables and recordings of other programs as an incident file."""

import datetime
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opscenter.cli.asking import json_option
from opscenter.cli.history_care import ProgressLine, cancel
from opscenter.cli.output import emit_json, fail
from opscenter.cli.publish import joins_of
from opscenter.cli.rule_options import rules_option
from opscenter.cli.times import iso

if TYPE_CHECKING:
    from opscenter.recording.records import About
    from opscenter.recording.sorting import InOrder

MOST_TOLD = 50
ONE_MOMENT_MS = 200
"""What comes within so long is one moment, as it would be one beat of a station."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The incident file to write (.mcap).")
@click.option(
    "--mapping", "--map", "mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="How tables become entities: a mapping file as for `opscenter publish`.",
)  # fmt: skip
@click.option("--join", "join", multiple=True, metavar="NAME=PATH", help="Where a table joined by the mapping is.")
@click.option("--title", default="", help="What it is called (default: the name of the first file).")
@click.option("--place", default="", help="Where it was.")
@click.option("--author", default="", help="Who made it.")
@click.option("--licence", default="", help="Under which licence others may use it.")
@click.option("--note", default="", help="Whatever else whoever opens it should know.")
@click.option("--city", help="Name of the city (default: as the settings file says).")
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="Settings file of a station.")
@click.option("--zone", help="Time zone of the city.")
@click.option("--catalogue", type=click.Path(file_okay=False, path_type=Path), help="Folder with more catalogue files.")
@rules_option
@click.option("--force", is_flag=True, help="Replace an incident file that is there.")
@json_option
def import_(
    files: tuple[Path, ...], out: Path, mapping: Path | None, join: tuple[str, ...], title: str, place: str,
    author: str, licence: str, note: str, city: str | None, config: Path | None, zone: str | None,
    catalogue: Path | None, rules: tuple[Path, ...], force: bool, as_json: bool,
) -> None:  # fmt: skip
    """Make an incident file of tables (CSV, by --mapping), of files of entities, or of MCAP files of other programs.

    All files go into one, in order of time. An engine is driven along them with the catalogue and rules of this
    machine: the alarms it raises are the journal of the file. What cannot be read is named and left out. For example:

      opscenter incident import traffic_*.csv --mapping hongkong_detectors.toml --out typhoon.mcap
    """
    from opscenter.domain.stopped import StoppedError
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.recording.errors import IncidentError
    from opscenter.recording.records import About
    from opscenter.recording.sorting import InOrder
    from opscenter.settings.station import read_station_settings
    from opscenter.station.cutting.target import check_target

    given = {"zone": zone, "catalogue": catalogue, "rules": list(rules) or None, "city": city}
    left_out: list[str] = []
    with cancel() as stop, InOrder(out.parent if out.parent.is_dir() else None) as messages:
        try:
            values = read_station_settings(config, {name: value for name, value in given.items() if value is not None})
            for file in files:
                check_target(out, file, replace=force)
            for one in _messages(files, mapping, joins_of(join)):
                if stop.is_set():
                    raise StoppedError
                if isinstance(one, str):
                    left_out.append(one)
                else:
                    messages.put(*one)
            if not messages.count:
                fail("\n".join([*left_out[:MOST_TOLD], "There is nothing in these files that could be replayed."]))
            about = About(
                title=title or files[0].stem, place=place or values["city"], city=values["city"], zone=values["zone"],
                author=author, licence=licence, note=note, since=messages.since, until=messages.until,
                begins=messages.since,
            )  # fmt: skip
            made = _make(out, about, values, messages, stop)
        except StoppedError:
            fail("Stopped; nothing was written.", 130)
        except (FileMistakes, IncidentError, ValueError) as error:
            fail(error)
        except (OSError, sqlite3.Error) as error:
            fail(f"{out} cannot be made: {error}.")
        told = {
            "file": str(out), "from": iso(messages.since), "to": iso(messages.until), **made,
            "left_out": len(left_out), "problems": left_out[:MOST_TOLD],
        }  # fmt: skip
    if as_json:
        emit_json(told)
    else:
        click.echo(
            f"{out}: {made['messages']:,} messages of {made['entities']:,} entities, {made['rows']:,} rows of the "
            f"journal, from {told['from']} to {told['to']}; {made['bytes']:,} bytes"
        )
    if left_out:
        fail("\n".join([*left_out[:MOST_TOLD], f"{len(left_out):,} of what is in these files was left out."]))


def _messages(
    files: tuple[Path, ...], mapping: Path | None, joins: dict[str, Path]
) -> Iterator[tuple[bytes, bytes, int] | str]:
    """Topic, payload and time of each message, or a sentence for what is none. Raises TableError, FileMistakes."""
    from opscenter.feeds.entities_file import read_entities
    from opscenter.feeds.mapping_reading import read_mapping
    from opscenter.feeds.record import Problem
    from opscenter.feeds.table import TableReader

    rules = read_mapping(mapping) if mapping is not None else None
    if rules is not None and rules.geojson:
        raise ValueError(f"{mapping} maps GeoJSON, which has no times: nothing of it can be replayed.")
    for file in files:
        if file.suffix.lower() == ".mcap":
            yield from _recorded(file)
            continue
        for record in TableReader(rules, file, joins).records() if rules is not None else read_entities(file):
            if isinstance(record, Problem):
                yield str(record)
            elif record.at is None or record.at < 0:
                yield f"{file}:{record.line}: says no time at which it was."
            else:
                yield record.topic.encode(), record.payload, record.at


def _recorded(file: Path) -> Iterator[tuple[bytes, bytes, int] | str]:
    from opscenter.recording.opening import open_recording
    from opscenter.recording.records import Moment

    with open_recording(file) as reader:
        for happening in reader.happenings():
            if isinstance(happening, Moment):
                for topic, payload, _, arrived in happening.messages:
                    yield topic, payload, arrived
        yield from (f"{file.name}: {problem}" for problem in reader.problems)


def _make(
    out: Path, about: "About", values: dict[str, Any], messages: "InOrder", stop: threading.Event
) -> dict[str, int]:
    import dataclasses

    from opscenter.settings.catalogue import catalogue_texts
    from opscenter.station.cutting.circumstances import Circumstances
    from opscenter.station.cutting.from_elsewhere import FromElsewhere

    told = Circumstances(
        catalogue_texts(values["catalogue"], values["rules"]), values["zone"],
        sorted(datetime.date.fromisoformat(str(day)) for day in values["holidays"]), values["holidays_as"] == "aside",
        round(values["longest_shelf_h"] * 3_600_000),
    )  # fmt: skip
    made = FromElsewhere(out, about, told, progress=ProgressLine(), stop=stop).make(messages.moments(ONE_MOMENT_MS))
    return dataclasses.asdict(made)
