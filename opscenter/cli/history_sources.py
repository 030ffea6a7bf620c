"""Where exported rows come from: a folder (no station is needed, one may be recording in it), or a station."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from opscenter.cli.history_choice import Choice, Registry, chosen
from opscenter.cli.output import fail

if TYPE_CHECKING:
    from opscenter.desk.client import Desk
    from opscenter.desk.mirror import Mirror
    from opscenter.domain.catalogue import Catalogue
    from opscenter.history.bin_extraction import CellBins, Clock
    from opscenter.history.extraction import CellPart
    from opscenter.tables.parts import Gap, Part, Series

WINDOW_MS = 7 * 86_400_000
"""A station is asked for a week at a time, so that no answer of a fast series grows too large for one message."""
SHORTEST_MS = 60_000
TEXTS_AT_ONCE = 10_000
BINS_AT_ONCE = 100_000
BINNED_MS = 180 * 86_400_000
PATIENCE_S = 30.0

Cancelled = Callable[[], bool]


class Source(Protocol):
    """Series, and their rows. `damaged`: where something could not be read -> why."""

    city: str
    station: str
    zone: str
    series: "dict[int, Series]"
    damaged: dict[str, str]

    def parts(self, since: int, until: int, clock: "Clock | None", cancelled: Cancelled) -> "Iterator[Part]":
        """Rows measured in `since <= time <= until`; with a clock its bins."""

    def gaps(self, since: int, until: int) -> "list[Gap]":
        """Spans without data."""

    def journal(self, since: int, until: int, entities: set[str] | None) -> Iterable[dict[str, Any]]:
        """Events, newest first; of some entities, or all."""


@contextmanager
def folder_source(path: Path, choice: Choice, catalogue: "Catalogue | None") -> "Iterator[FolderSource]":
    """A database. Every way in which it cannot be read ends the command with a sentence."""
    from opscenter.history import migrations
    from opscenter.history.blocks import BlockError
    from opscenter.history.schema import connect

    try:
        db = connect(path, read_only=True)
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] > migrations.VERSION:
                fail(f"{path} was written by a newer opscenter. Update this one.")
            yield FolderSource(db, path, choice, catalogue)
        finally:
            db.close()
    except BlockError as error:
        fail(f"{path} cannot be read: {error}.")
    except sqlite3.Error as error:
        fail(f"{path} cannot be read: {error}.")


class FolderSource:
    """Reads a database, and changes nothing."""

    city, station, zone = "", "", ""

    def __init__(self, db: sqlite3.Connection, path: Path, choice: Choice, catalogue: "Catalogue | None") -> None:
        from opscenter.history.restore import load, load_registry

        self._db, self._path = db, path
        restored = load(db) if choice.area else load_registry(db)
        registry = Registry(
            [entity for entity, *_ in restored.entities], [kind for _, kind, *_ in restored.entities],
            [name for _, _, name, _ in restored.entities], [row for row, _, _ in restored.cells],
            [name for _, name, _ in restored.cells], [unit for _, _, unit in restored.cells],
        )  # fmt: skip
        inside = None
        if choice.area and catalogue is not None:
            inside = _inside(_mirror(restored, catalogue), choice.area, catalogue)
        self.series = chosen(registry, choice, catalogue, inside)
        self.damaged: dict[str, str] = {}

    def present(self, catalogue: "Catalogue") -> "Mirror":
        """The city as it was last recorded."""
        from opscenter.history.restore import load

        return _mirror(load(self._db), catalogue)

    def parts(self, since: int, until: int, clock: "Clock | None", cancelled: Cancelled) -> "Iterator[Part]":
        """See `Source`."""
        from opscenter.history.bin_extraction import BinExtraction
        from opscenter.history.extraction import Extraction

        cells = sorted(self.series)
        if clock is None:
            samples = Extraction(self._db, cells, since, until, cancelled=cancelled)
            self.damaged = samples.damaged
            yield from (sample_part(self.series[part.cell], part) for part in samples.parts())
        else:
            bins = BinExtraction(self._db, cells, since, until, clock, cancelled=cancelled)
            self.damaged = bins.damaged
            yield from (bin_part(self.series[part.cell], part) for part in bins.bins())

    def gaps(self, since: int, until: int) -> "list[Gap]":
        """See `Source`."""
        from opscenter.history.queries import Queries
        from opscenter.tables.parts import Gap

        queries = Queries(self._path)
        try:
            return [Gap(*gap) for gap in sorted(queries.gaps(since, until) + queries.away(since, until))]
        finally:
            queries.close()

    def journal(self, since: int, until: int, entities: set[str] | None) -> Iterable[dict[str, Any]]:
        """See `Source`."""
        from opscenter.cli.journal import EVERY, events_of_folder

        return _of_entities(events_of_folder(self._path, {**EVERY, "from": since, "to": until}, 1 << 40), entities)


class StationSource:
    """Asks a station. Of one series that is named outright no more than its rows is asked for."""

    def __init__(self, desk: "Desk", choice: Choice, catalogue: "Catalogue | None", *, outright: bool) -> None:
        from opscenter.tables.parts import Series

        self._desk = desk
        self.damaged: dict[str, str] = {}
        welcome = desk.welcome
        self.city, self.station = str(welcome.get("city") or ""), str(welcome.get("station") or "")
        self.zone = str(welcome.get("zone") or "")
        if outright:
            self.series = {0: Series(choice.entities[0], choice.attributes[0])}
            return
        mirror = desk.present()
        registry = Registry(
            mirror.ids, mirror.types, mirror.names, mirror.cell_row.tolist(), mirror.cell_names, mirror.cell_units
        )
        inside = _inside(mirror, choice.area, catalogue) if choice.area and catalogue is not None else None
        self.series = chosen(registry, choice, catalogue, inside)

    def parts(self, since: int, until: int, clock: "Clock | None", cancelled: Cancelled) -> "Iterator[Part]":
        """See `Source`."""
        if clock is None:
            yield from (sample_part(self.series[part.cell], part) for part in self._samples(since, until, cancelled))
        else:
            yield from (bin_part(self.series[part.cell], part) for part in self._bins(since, until, clock, cancelled))

    def _bins(self, since: int, until: int, clock: "Clock", cancelled: Cancelled) -> "Iterator[CellBins]":
        """Whole bins; `since` is where one begins, `until` where one ends."""
        from opscenter.history.bin_extraction import CellBins

        longest = min(BINS_AT_ONCE * clock.width_ms, BINNED_MS if clock.base else WINDOW_MS)
        for place, (cell, series) in enumerate(self.series.items()):
            asked = {"entity": series.entity, "attribute": series.attribute}
            begin = since
            while begin <= until and not cancelled():
                end = min(until, max(clock.begin(begin + longest), clock.after(begin)) - 1)
                header, columns = self._desk.query(
                    "binned", **asked, **{"from": begin, "to": end, "width": clock.width_ms, "zone": clock.zone}
                )
                self.damaged.update(dict.fromkeys(header["damaged"], "see the station's log"))
                done = (place + (end + 1 - since) / (until + 1 - since)) / len(self.series)
                yield CellBins(cell, columns, done)
                begin = end + 1

    def _samples(self, since: int, until: int, cancelled: Cancelled) -> "Iterator[CellPart]":
        from opscenter.desk.errors import RefusedError
        from opscenter.history.extraction import CellPart, with_texts

        for place, (cell, series) in enumerate(self.series.items()):
            asked = {"entity": series.entity, "attribute": series.attribute}
            begin, window = since, WINDOW_MS
            while begin < until or begin == since:
                if cancelled():
                    return
                end = min(begin + window, until)
                try:
                    _, columns = self._desk.query("series", **asked, **{"from": begin, "to": end, "points": 0})
                except RefusedError:
                    if window <= SHORTEST_MS or end - begin <= SHORTEST_MS:
                        raise
                    window = min(window, end - begin) // 2  # too many samples for one answer
                    continue
                new = slice(0, None) if begin == since else columns["time"] != begin  # both ends of a range count
                done = (place + (end - since) / max(1, until - since)) / len(self.series)
                part = CellPart(
                    cell, columns["time"][new].astype(np.int64), columns["value"][new].astype(np.float64),
                    columns["quality"][new].astype(np.uint8), None, done,
                )  # fmt: skip
                changes = [row for row in self._texts(asked, begin, end) if begin == since or row[0] != begin]
                yield with_texts(part, changes)
                if end == until:
                    break
                begin = end

    def _texts(self, asked: dict[str, str], since: int, until: int) -> "list[tuple[int, str | None, int]]":
        found: list[tuple[int, str | None, int]] = []
        while True:
            answer, _ = self._desk.query("texts", **asked, **{"from": since, "to": until, "limit": TEXTS_AT_ONCE})
            changes = [(one["time"], one["text"], one["quality"]) for one in answer["texts"]]
            found += changes
            if len(changes) < TEXTS_AT_ONCE or changes[-1][0] == since:
                return found
            since = changes[-1][0]
            while found and found[-1][0] == since:
                found.pop()  # asked for again with those that did not fit

    def gaps(self, since: int, until: int) -> "list[Gap]":
        """See `Source`."""
        from opscenter.tables.parts import Gap

        answer, _ = self._desk.query("span", **{"from": since, "to": until})
        return [Gap(*gap) for gap in sorted(answer["gaps"] + answer["away"])]

    def journal(self, since: int, until: int, entities: set[str] | None) -> Iterable[dict[str, Any]]:
        """See `Source`."""
        from opscenter.cli.journal import EVERY, events_of

        return _of_entities(events_of(self._desk, {**EVERY, "from": since, "to": until}, 1 << 40), entities)


def sample_part(series: "Series", part: "CellPart") -> "Part":
    """Samples out of a history as a part of a table."""
    from opscenter.tables.parts import SamplePart

    return SamplePart(series, part.time, part.value, part.quality, part.text, part.done)


def bin_part(series: "Series", part: "CellBins") -> "Part":
    """Bins out of a history as a part of a table."""
    from opscenter.history.rollup import mean_of
    from opscenter.tables.parts import BinPart

    bins: dict[str, Any] = part.bins
    return BinPart(
        series, bins["time"], bins["count"], bins["low"], bins["high"], mean_of(part.bins), bins["first"],
        bins["last"], bins["quality"], part.done,
    )  # fmt: skip


def _of_entities(events: Iterable[dict[str, Any]], entities: set[str] | None) -> Iterator[dict[str, Any]]:
    return (event for event in events if entities is None or event["entity"] in entities)


def _inside(mirror: "Mirror", area: str, catalogue: "Catalogue") -> set[str]:
    from opscenter.cli.areas import within

    return within(mirror, area, catalogue)


def _mirror(restored: Any, catalogue: "Catalogue") -> "Mirror":
    """The city as a database has it, as a desk would know it: where everything was last seen."""
    from opscenter.desk.mirror import Mirror
    from opscenter.station.engine import Engine

    engine = Engine(catalogue, epoch=0, restored=restored)
    mirror = Mirror()
    mirror.apply_snapshot(*engine.snapshot({"now": 0}))
    return mirror
