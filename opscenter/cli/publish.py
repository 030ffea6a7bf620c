"""publish: files onto the bus."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opscenter.cli.output import fail

if TYPE_CHECKING:
    from opscenter.feeds.features import FeatureReader
    from opscenter.feeds.record import Problem, Record
    from opscenter.feeds.table import TableReader

SHOWN_PROBLEMS = 20
HEARTBEAT_S = 1.0


def joins_of(given: tuple[str, ...]) -> dict[str, Path]:
    joins = {}
    for item in given:
        name, equals, path = item.partition("=")
        if not equals:
            raise click.UsageError(f"--join is NAME=PATH, not {item!r}.")
        joins[name] = Path(path)
    return joins


def _tables(
    files: tuple[Path, ...], mapping: Path | None, joins: dict[str, Path]
) -> "list[TableReader | FeatureReader]":
    """A reader for each file: what is wrong with mapping, columns or joins is said before anything is published."""
    from opscenter.feeds.features import FeatureReader
    from opscenter.feeds.mapping_reading import read_mapping
    from opscenter.feeds.table import TableReader

    if mapping is None:
        return []
    rules = read_mapping(mapping)
    if rules.geojson:
        return [FeatureReader(rules, path) for path in files]
    return [TableReader(rules, path, joins) for path in files]


def _records(
    files: tuple[Path, ...], tables: "list[TableReader | FeatureReader]", domain: str
) -> "Iterator[Record | Problem]":
    from opscenter.feeds.entities_file import read_entities

    if tables:
        for table in tables:
            yield from table.records()
        return
    for path in files:
        yield from read_entities(path, domain)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--bus", required=True, metavar="ENDPOINT", help="Where to publish, e.g. tcp://127.0.0.1:5555.")
@click.option(
    "--bind", is_flag=True, help="Be the one that binds: a station connects to us. Default: connect to a broker."
)
@click.option("--map", "mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Mapping (TOML).")
@click.option("--join", "join", multiple=True, metavar="NAME=PATH", help="Where a table joined by the mapping is.")
@click.option("--domain", default="city", help="First part of the topic for JSON files.")
@click.option("--rate", type=click.FloatRange(0.001), help="Messages a second (default 500).")
@click.option("--speed", type=click.FloatRange(0.000001), help="Times the recorded pace; 1 is as recorded.")
@click.option("--name", default="publish", help="Publisher id in the header.")
@click.option("--wait", type=click.FloatRange(0), default=30.0, help="Seconds to wait for a subscriber (default 30).")
def publish(
    files: tuple[Path, ...],
    bus: str,
    bind: bool,
    mapping: Path | None,
    join: tuple[str, ...],
    domain: str,
    rate: float | None,
    speed: float | None,
    name: str,
    wait: float,
) -> None:
    """Put files on the bus: JSON and JSON lines as they are, tables and GeoJSON of others by a mapping file."""
    from opscenter.bus.errors import EndpointError, KeyFileError
    from opscenter.bus.publisher import Publisher
    from opscenter.cli.lifetime import stop_on_signals
    from opscenter.cli.times import now_ms
    from opscenter.domain.toml_document import FileMistakes
    from opscenter.feeds.columns import TableError
    from opscenter.feeds.pacing import FixedRate, RecordedPace
    from opscenter.feeds.record import Problem

    if rate is not None and speed is not None:
        raise click.UsageError("Give either --rate or --speed.")
    tables = [
        path for path in files if path.suffix.lower() not in (".json", ".jsonld", ".jsonl", ".ndjson", ".geojson")
    ]
    if mapping is None and tables:
        raise click.UsageError(f"{tables[0]} is not JSON: name a mapping file with --map FILE.")
    pace: FixedRate | RecordedPace = RecordedPace(speed) if speed is not None else FixedRate(rate or 500.0)
    stop = threading.Event()
    stop_on_signals(stop)
    sent = 0
    problems: list[Problem] = []
    try:
        readers = _tables(files, mapping, joins_of(join))
        publisher = Publisher(bus, bind=bind, name=name, clock=now_ms)
        try:
            if not publisher.wait_for_subscriber(wait):
                fail(f"Nobody subscribed at {bus} within {wait:g} s. Is a station following this endpoint?")
            begin = time.monotonic()
            told = begin
            for record in _records(files, readers, domain):
                if isinstance(record, Problem):
                    problems.append(record)
                    if len(problems) <= SHOWN_PROBLEMS:
                        click.echo(f"opscenter: {record}", err=True)
                    continue
                pause = pace.due(record.at, time.monotonic() - begin)
                while pause > 0 and not stop.wait(min(pause, HEARTBEAT_S)):
                    publisher.heartbeat()
                    pause -= HEARTBEAT_S
                if stop.is_set():
                    break
                publisher.send(record.topic, record.payload)
                sent += 1
                if sys.stderr.isatty() and time.monotonic() - told > 0.5:
                    told = time.monotonic()
                    click.echo(f"\r{sent} messages, {len(problems)} rows set aside", nl=False, err=True)
            publisher.heartbeat()
        finally:
            publisher.close()
    except (EndpointError, KeyFileError, FileMistakes, TableError, OSError) as error:
        fail(error)
    click.echo(
        f"published {sent} messages, {len(problems)} rows set aside" + (", interrupted" if stop.is_set() else "")
    )
    if stop.is_set():
        sys.exit(130)
    if problems:
        fail(f"{len(problems)} rows could not be published.")


COMMANDS = (publish,)
