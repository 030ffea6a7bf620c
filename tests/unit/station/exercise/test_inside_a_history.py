"""An exercise of an incident that was cut out of the middle of a history, in which people had acted."""

from pathlib import Path

import pytest

from opscenter.domain.alarm_orders import Verb
from opscenter.domain.exercise_parsing import parse_exercise
from opscenter.history.schema import FILE_NAME
from opscenter.recording.reader import IncidentReader
from opscenter.settings.catalogue import catalogue_texts, load_catalogue
from opscenter.station.cutting.circumstances import Circumstances
from opscenter.station.cutting.cut import Cutting, Wanted
from opscenter.station.exercise.closing import close_session, rows_of
from opscenter.station.exercise.opening import Opened
from opscenter.station.exercise.session_folder import read_folder
from opscenter.station.exercise.working_alone import Worked, work_alone
from tests.support.recorded_station import T0, RecordedStation

pytestmark = pytest.mark.slow

TEXT = b"""\
id = "inside"
title = { en = "Inside" }
brief = { en = "Take over." }
start_s = 7
end_s = 18
[source]
incident = "inside.mcap"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three alarms were acknowledged before the incident, one within it before the start, one after the start."""
    folder = tmp_path_factory.mktemp("inside")
    station = RecordedStation(folder / "history", load_catalogue(), entities=80)
    station.live(40)
    assert station.order(Verb.ACKNOWLEDGE, 3) == 3
    station.live(8)
    assert station.order(Verb.ACKNOWLEDGE, 1, comment="early") == 1
    station.live(8)
    assert station.order(Verb.ACKNOWLEDGE, 1, comment="late") == 1
    station.live(6)
    station.stop()
    wanted = Wanted(T0 + 43_000, T0 + 62_000, title="Inside")
    Cutting(folder / "history" / FILE_NAME, folder / "inside.mcap", wanted, Circumstances(catalogue_texts())).cut()
    return folder


@pytest.fixture(scope="module")
def worked(folder: Path) -> Worked:
    with Opened(parse_exercise(TEXT.decode()), TEXT, folder / "inside.mcap") as made:
        return work_alone(made, folder / "session", out=folder / "session.mcap")


def test_it_begins_with_what_stood_and_only_what_was_before_the_start_is_done_again(
    worked: Worked, folder: Path
) -> None:
    with IncidentReader(folder / "session.mcap") as reader:
        rows = rows_of(reader)
        assert not reader.problems
    begun = next(row for row in rows if row.event == "exercise-begun")
    assert begun.wall - T0 == 50_000
    told = [row for row in rows if row.event == "acknowledged"]
    assert [row.comment for row in told] == ["early"] and told[0].wall < begun.wall
    standing = begun.details["standing"]
    raised = {row.occurrence for row in rows if row.event == "raised"}
    assert any(occurrence not in raised for occurrence, _, _ in standing)  # it stood before the incident
    assert told[0].occurrence not in {occurrence for occurrence, _, _ in standing}


def test_its_own_history_tells_the_same_again(worked: Worked, folder: Path) -> None:
    cut = close_session(read_folder(folder / "session"), folder / "again.mcap")
    assert cut.rows == worked.events and cut.compared.same, cut.compared
