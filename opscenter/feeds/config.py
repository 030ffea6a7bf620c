"""A file of feeds (TOML) -> what to run, checked as a whole: every mistake at once, with line and nearest name."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from opscenter.domain.batch import Clock
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.toml_document import FileMistakes, decoded, parsed
from opscenter.domain.toml_table import Mistake, Table, nearest
from opscenter.feeds.bounds_option import ONLY_WITHIN, bounds_in
from opscenter.feeds.feed import Feed, Given
from opscenter.feeds.positions import WORLD
from opscenter.feeds.registry import KINDS, kind_named
from opscenter.feeds.running import Judging
from opscenter.settings.reading import Option

BUS_OPTIONS: tuple[Option, ...] = (
    Option("bus", "", "Where to publish, e.g. tcp://127.0.0.1:5555."),
    Option("bind", False, "Be the one that binds: a station connects to us. Else we connect to a broker."),
    Option("server_key", "", "Public key file of the broker (CURVE)."),
    Option("own_key", "", "Our secret key file (CURVE); who binds needs one beyond this machine."),
)
"""At the top of the file for all feeds, or in a feed's table for that one."""

FEED_OPTIONS: tuple[Option, ...] = (
    *BUS_OPTIONS,
    Option("zone", "UTC", "IANA time zone of times without an offset, e.g. Europe/Warsaw."),
    Option("oldest_h", 0.0, "Records measured longer ago are told and not published; 0: no such limit.", "h", 0.0),
    Option("repeats", False, "Publish what was said before again."),
    ONLY_WITHIN,
)
"""What every feed may say, whatever its kind. `zone` may stand at the top, too."""

LARGEST_FILE = 4 << 20
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


@dataclass(slots=True, frozen=True)
class FeedConfig:
    """One feed of a file, ready to run. `bus` "" where the file names none."""

    name: str
    kind: str
    feed: Feed
    bus: str
    bind: bool
    server_key: Path | None
    own_key: Path | None
    judging: Judging


def read_feeds(path: Path, catalogue: Catalogue, clock: Clock, only: str | None = None) -> list[FeedConfig]:
    """The feeds of a file, or the one named `only`. Raises FileMistakes with all that is wrong, or OSError.

    The sources are made and not used: nothing is fetched. Close those that are not run.
    """
    mistakes: list[Mistake] = []
    top = parsed(str(path), _text(path), mistakes)
    if top is None:
        raise FileMistakes(mistakes)
    shared = {option.name: option.read(top) for option in BUS_OPTIONS}
    shared["zone"] = top.text("zone", "UTC")
    top.offer(*shared)
    _zone(top, shared["zone"])
    feeds = top.table("feeds")
    top.finish()
    found: list[FeedConfig] = []
    if feeds is None or not feeds.data:
        top.wrong("", "a file of feeds has at least one table [feeds.NAME]")
    elif only is not None and only not in feeds.data:
        top.wrong("", f'there is no feed "{only}"{nearest(only, feeds.data)}')
    else:
        for name in feeds.data:
            table = feeds.table(name)
            if table is not None and only in (None, name):
                made = _feed(name, table, shared, path, catalogue, clock)
                found += [made] if made is not None else []
    if mistakes:
        for one in found:
            one.feed.source.close()
        raise FileMistakes(mistakes)
    return found


def _feed(
    name: str, table: Table, shared: dict[str, Any], path: Path, catalogue: Catalogue, clock: Clock
) -> FeedConfig | None:
    if not _NAME.fullmatch(name):
        table.wrong("", f'"{name}" cannot be the name of a feed: letters, digits, "-", "_" and ".", at most 64')
    kind_name = table.choice("kind", KINDS)
    if table.data.get("kind") not in KINDS:
        return None
    kind = kind_named(kind_name)
    values: dict[str, Any] = {}
    for option in (*FEED_OPTIONS, *kind.options):
        values[option.name] = option.read(table)
        table.offer(option.name)
        if option.name in shared and not table.has(option.name):
            values[option.name] = shared[option.name]
    zone = _zone(table, values["zone"]) if table.has("zone") else _zone_or_utc(values["zone"])
    within = bounds_in(table, ONLY_WITHIN.name, values[ONLY_WITHIN.name])
    try:
        feed = kind.make(Given(name, values, table, path.parent, zone, catalogue, clock))
    except FileMistakes as errors:
        table.mistakes += errors.mistakes
        return None
    table.finish()
    return FeedConfig(
        name=name,
        kind=kind_name,
        feed=feed,
        bus=values["bus"],
        bind=values["bind"],
        server_key=path.parent / values["server_key"] if values["server_key"] else None,
        own_key=path.parent / values["own_key"] if values["own_key"] else None,
        judging=Judging(
            oldest_h=values["oldest_h"], repeats=values["repeats"], within=None if within is WORLD else within
        ),
    )


def _zone(table: Table, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        table.wrong("zone", f'"{name[:60]}" is not an IANA time zone, such as Asia/Hong_Kong')
        return ZoneInfo("UTC")


def _zone_or_utc(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")  # told at the top of the file


def _text(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise OSError(f"{path} has more than {LARGEST_FILE >> 20} MB, which no file of feeds needs")
    return decoded(str(path), content)
