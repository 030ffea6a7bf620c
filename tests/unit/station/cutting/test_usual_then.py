"""What was usual while a span was recorded judges it again, whether it is kept or must be learnt anew."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from opscenter.domain.catalogue import Catalogue
from opscenter.history.schema import FILE_NAME
from opscenter.recording.reader import IncidentReader
from opscenter.station.cutting.circumstances import Circumstances
from opscenter.station.cutting.cut import Cut, Cutting, Wanted
from opscenter.station.cutting.usual_tables import read_usual
from tests.unit.station.test_learning import END, HOUR_MS, ZONE
from tests.unit.station.test_usual_over_restart import MINUTE, Lived, only_unusual

FIRST = END + HOUR_MS + 4 * MINUTE


class Watching(Circumstances):
    """With a rule about what is unusual."""

    def catalogue(self) -> Catalogue:
        return only_unusual()


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("usual")
    lived = Lived(folder)
    assert lived.drive(FIRST, 95.0) == ["unusual"]
    lived.drive(FIRST + MINUTE, 30.0)
    lived.stop(FIRST + 2 * MINUTE)
    return folder


def cut(folder: Path, out: Path, since: int) -> Cut:
    wanted = Wanted(since, FIRST + 2 * MINUTE)
    return Cutting(folder / FILE_NAME, out, wanted, Watching(zone=ZONE.key), warm_up=0).cut()


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "learnt anew"])
@pytest.mark.parametrize("since", [FIRST - 30_000, END + HOUR_MS], ids=["from before the span", "learnt in the span"])
def test_the_same_alarms_come_again(lived: Path, tmp_path: Path, kept: bool, since: int) -> None:
    with closing(sqlite3.connect(lived / FILE_NAME)) as old, closing(sqlite3.connect(tmp_path / FILE_NAME)) as new:
        old.backup(new)
        digest = new.execute("SELECT occurrence FROM journal WHERE event = 'usual-learnt'").fetchone()[0]
        if not kept:
            new.execute("DELETE FROM usual")
        new.commit()
    found = cut(tmp_path, tmp_path / "a.mcap", since)
    assert found.compared.same and found.compared.recorded >= 2
    assert not [one for one in found.told if "usual" in one]
    with IncidentReader(tmp_path / "a.mcap") as reader:
        tables, problems = read_usual(reader)
    assert problems == []
    (name, usual), *_ = tables.items()
    assert name == digest and len(usual) > 0


def test_where_samples_have_gone_it_is_told(lived: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(lived / FILE_NAME)) as old, closing(sqlite3.connect(tmp_path / FILE_NAME)) as new:
        old.backup(new)
        new.execute("DELETE FROM usual")
        for table in ("segment", "chunk"):
            new.execute(f"DELETE FROM {table} WHERE id < (SELECT max(id) / 2 FROM {table})")
        new.commit()
    found = cut(tmp_path, tmp_path / "a.mcap", FIRST - 30_000)
    assert any("learnt again from samples that are not all there any more" in one for one in found.told)
