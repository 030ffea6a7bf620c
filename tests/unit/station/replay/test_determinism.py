"""The same file gives the same journal, hash for hash, however it is played, and the same as was recorded live."""

from pathlib import Path

import pytest

from opscenter.city.scenario import default_scenario
from opscenter.settings.resources import resource_root
from opscenter.station.replay.headless import Played, play
from opscenter.station.replay.opening import Recording
from tests.support.played_incident import Clock, lived_incident

SCENARIOS = sorted((resource_root() / "scenarios").glob("*.toml"))
ACTS = {"acknowledged", "shelved", "note"}


@pytest.fixture(scope="module", params=SCENARIOS, ids=lambda path: path.stem)
def incident(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of every scenario of the demo city, with what people did."""
    if request.param.samefile(default_scenario()):
        path: Path = request.getfixturevalue("cut")  # it is of that one
        return path
    return lived_incident(tmp_path_factory.mktemp(request.param.stem), scenario=request.param)


def played(path: Path, speed: float, *seeks: float, pauses: int = 0, until: float | None = None) -> Played:
    """`seeks`, `until`: shares of the span."""
    clock = Clock()
    with Recording(path) as recording:
        length = recording.until - recording.since
        return play(
            recording, speed=speed, seeks=[recording.since + round(share * length) for share in seeks], pauses=pauses,
            until=None if until is None else recording.since + round(until * length), clock=clock, wait=clock.wait,
        )  # fmt: skip


def test_every_way_of_playing_makes_the_journal_that_was_recorded(incident: Path) -> None:
    with Recording(incident) as recording:
        assert recording.all_problems == []
        then = list(recording.reader.rows())
        assert {row.event for row in then} >= ACTS or incident.parent.name.startswith("calm")
        assert len(then) > 5
        length = (recording.until - recording.since) / 1_000
    at_once = played(incident, 0.0)
    assert (at_once.same, at_once.events) == (True, len(then))
    as_then = played(incident, 1.0, 0.2, pauses=1)
    assert as_then.journal_hash == at_once.journal_hash == at_once.recorded_hash
    assert (as_then.events, as_then.messages, as_then.jumps) == (at_once.events, at_once.messages, 1)
    assert as_then.seconds > length / 2, "at the speed of then it takes as long"
    sixty = played(incident, 60.0, 0.9, pauses=3)
    assert sixty.journal_hash == at_once.journal_hash
    assert sixty.messages == at_once.messages
    if incident.parent.name.startswith("blackout"):
        half = played(incident, 0.0, 0.4, 0.1, until=0.5)
        assert half.until < at_once.until
        assert 0 < half.events < at_once.events
        assert half.same is True, "up to a time it is the journal of that time"
