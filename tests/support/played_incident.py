"""Incidents of the demo city to be played: lived in simulated time with people, and cut as `incident cut` does."""

from pathlib import Path

from opscenter.domain.alarm_orders import Verb
from opscenter.history.schema import FILE_NAME
from opscenter.settings.catalogue import catalogue_texts, load_catalogue
from opscenter.station.cutting.circumstances import Circumstances
from opscenter.station.cutting.cut import Cutting, Wanted
from tests.support.recorded_station import T0, RecordedStation


class Clock:
    """A monotonic clock, seconds, that stands but for waiting: nobody waits really."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        self.now += 1e-4  # work takes some time, too
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


def lived_incident(folder: Path, *, scenario: Path | None = None, seconds: int = 55, entities: int = 50) -> Path:
    """An incident file of all of it: people acknowledge, shelve and write notes; the station starts anew."""
    station = RecordedStation(folder, load_catalogue(), entities=entities, scenario=scenario, beat_ms=1_000)
    part = seconds / 5
    station.live(part)
    station.order(Verb.ACKNOWLEDGE, 2)
    station.live(part)
    station.order(Verb.SHELVE, 1, reason="works", until=station.now + 15_000)
    station.note("The pumps are running")
    station.live(part)
    station.stop()
    station.away(4)
    station.start()
    station.live(part)
    station.order(Verb.ACKNOWLEDGE, 5)
    station.note("Road closed")
    station.live(part)
    station.stop()
    out = folder / "incident.mcap"
    wanted = Wanted(T0, station.now, title="An incident", city="Port Meridian", licence="CC0")
    Cutting(folder / FILE_NAME, out, wanted, Circumstances(catalogue_texts())).cut()
    return out
