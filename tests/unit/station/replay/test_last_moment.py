"""What happens last in a recording is lived through, also where it comes at the moment of something else."""

from pathlib import Path

import msgspec

from opscenter.domain.journal_entry import JournalEntry
from opscenter.recording.records import About, Moment, Row
from opscenter.recording.writer import IncidentWriter
from opscenter.station.replay.headless import play
from opscenter.station.replay.opening import Recording

T = 1_795_428_000_000


def test_two_things_at_the_very_end_are_both_there(tmp_path: Path) -> None:
    entry = JournalEntry("exercise-ended", "storm", T + 1_000, by="Mei", wall=T + 1_000)
    fact = msgspec.json.encode(entry).decode()
    row = Row(1, T + 1_000, T + 1_000, "storm", "", "exercise-ended", "", "Mei", "", "", fact, "")
    message = (b"water/T/a", b'{"id":"a","type":"T","x":1.5}', b"")
    with IncidentWriter(tmp_path / "a.mcap", About(since=T, until=T + 1_000, begins=T)) as writer:
        writer.put(Moment(T, 1, [(*message, T)]))
        writer.put(Moment(T + 1_000, 2, [(*message, T + 1_000)]))
        writer.put(Moment(T + 1_000, None, [], [row]))
    ticks = iter(range(1_000_000))
    with Recording(tmp_path / "a.mcap") as recording:
        played = play(recording, clock=lambda: float(next(ticks)), wait=lambda seconds: None)
    assert played.same and played.events == 1 and played.messages == 2
