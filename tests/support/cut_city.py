"""A recorded city out of which incidents are cut, and what is in them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from opscenter.domain.alarm_orders import Verb
from opscenter.history.schema import FILE_NAME
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Away, Happening
from opscenter.settings.catalogue import catalogue_texts, load_catalogue
from opscenter.station.cutting.circumstances import Circumstances
from opscenter.station.cutting.cut import Cut, Cutting, Wanted
from opscenter.station.lane.of_history import happenings
from opscenter.station.rebuild_source import Source
from tests.support.recorded_station import T0, RecordedStation

STOPPED, KILLED = T0 + 45_062, T0 + 145_093


def live_in(folder: Path) -> None:
    """Minutes of the demo city, with people, an orderly end, a kill, and times in which nobody listened."""
    station = RecordedStation(folder, load_catalogue(), entities=60, beat_ms=1_000)
    station.live(25)
    assert station.order(Verb.ACKNOWLEDGE, 3) == 3
    station.live(10)
    assert station.order(Verb.SHELVE, 2, reason="works", until=station.now + 15_000) == 2
    station.live(10)
    station.stop()
    station.away(70)
    station.start()
    station.live(25)
    assert station.order(Verb.SUPPRESS, 1, reason="known") == 1
    station.live(5)
    station.kill()
    station.away(9)
    station.start()
    station.live(20)
    station.stop()


def circumstances() -> Circumstances:
    return Circumstances(catalogue_texts())


def cut(folder: Path, out: Path, since: int, until: int, **more: object) -> Cut:
    wanted = Wanted(since, until, **more)  # type: ignore[arg-type]
    return Cutting(folder / FILE_NAME, out, wanted, circumstances()).cut()


def recorded(folder: Path, since: int, until: int) -> list[Happening]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        return [one for one in happenings(Source(database)) if since <= ends(one) <= until]


def ends(one: Happening) -> int:
    return one.until if isinstance(one, Away) else one.at


def read(path: Path) -> list[Happening]:
    with IncidentReader(path) as reader:
        found = list(reader.happenings())
        assert reader.problems == []
        return found
