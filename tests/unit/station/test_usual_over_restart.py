"""What was usual before a start judges after it, and a history rebuilt from its messages tells the same alarms."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.history.schema import FILE_NAME
from opscenter.history.store import Store
from opscenter.station.engine import Engine
from opscenter.station.rebuild_comparison import compare
from opscenter.station.rebuilding import NOTHING_GOES, Rebuilding
from opscenter.wire.decoder import Decoder
from tests.unit.station.test_learning import END, HOUR_MS, START, WEEK, WEEKS, Town, iso, watchful

MINUTE = 60_000


def only_unusual() -> Catalogue:
    """Beats a day long say nothing of when a road fell silent."""
    base = watchful()
    base.kinds["Road"] = replace(base.kinds["Road"], rules=base.kinds["Road"].rules[-1:])
    return base


class Lived:
    """A town that learns, stops, and lives on after a start without learning again."""

    def __init__(self, folder: Path, *, kept: bool = True) -> None:
        self.folder = folder
        town = Town(folder, catalogue=only_unusual(), limits=NOTHING_GOES)
        town.live(START, WEEKS * 7)
        learning = town.learning()
        learning.learn(END + HOUR_MS)
        learning._queries.close()
        now = END + HOUR_MS + 20_000
        town.engine.take_usual(*town.told[0], now, keep=kept)
        self.store, self.engine, self.decoder = town.store, town.engine, town.decoder
        self.drive(now, 30.0)
        self.store.writer.post(self.engine.checkpoint(now + 1))
        self.store.writer.flush(60)
        self.store.writer.close()
        self.start(now + 3 * MINUTE)

    def start(self, now: int) -> None:
        self.store = Store(self.folder, limits=NOTHING_GOES)
        self.engine = Engine(only_unusual(), epoch=now, restored=self.store.restored)
        self.decoder = Decoder(self.engine.registry)
        self.store.writer.start()

    def drive(self, at: int, speed: float) -> list[str]:
        batch = Batch()
        payload = {"id": "urn:road:a", "type": "Road", "speed": {"value": speed, "observedAt": iso(at)}}
        self.decoder.decode(b"t", json.dumps(payload).encode(), b"", at, batch)
        record = self.engine.take(batch, at).record
        assert record is not None
        self.store.writer.post(record)
        return [alarm.rule for alarm in self.engine.active if alarm.rule == "unusual"]

    def stop(self, now: int) -> None:
        self.store.writer.post(self.engine.checkpoint(now))
        assert self.store.writer.flush(60)
        self.store.writer.close()


@pytest.mark.parametrize("kept", [True, False])
def test_it_judges_at_once_and_a_rebuilt_history_tells_the_same(tmp_path: Path, kept: bool) -> None:
    """`kept` False: the history of a station that did not keep it yet; after its start nothing was usual."""
    lived = Lived(tmp_path / "old", kept=kept)
    first = END + HOUR_MS + 4 * MINUTE
    assert lived.drive(first, 95.0) == (["unusual"] if kept else [])
    lived.drive(first + MINUTE, 30.0)
    lived.stop(first + 2 * MINUTE)
    (tmp_path / "again").mkdir()
    rebuilt = Rebuilding(tmp_path / "old" / FILE_NAME, tmp_path / "again", only_unusual(), WEEK).rebuild()
    assert not rebuilt.notes
    assert rebuilt.starts == 2
    compared = compare(tmp_path / "old" / FILE_NAME, tmp_path / "again" / FILE_NAME, only_unusual())
    for name, part in compared.parts().items():
        assert part.same, (name, part.differ)
    assert compared.journal.same_order
