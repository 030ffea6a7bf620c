"""How large files are: against JSON as it came, and beside what MCAP's own library makes of the same messages."""

from pathlib import Path

from opscenter.recording.records import Moment
from opscenter.recording.sizes import sizes
from tests.support.incident_course import course, write


def test_sizes_beside_json_and_plain_mcap(tmp_path: Path) -> None:
    told = [one for one in course(400) if isinstance(one, Moment)]
    raw = [sum(map(len, message[:3])) for one in told for message in one.messages]
    found = sizes(write(tmp_path / "a.mcap", list(told)), tmp_path / "b.mcap")
    assert found["messages"] == len(raw)
    assert found["raw_json_bytes_per_message"] == round(sum(raw) / len(raw), 2)
    assert found["bytes"] == (tmp_path / "a.mcap").stat().st_size
    assert 0 < found["of_raw_json"] < 0.5
    assert 0.6 < found["of_raw_mcap"] < 1.5  # with beats, journal and registry, but packed more tightly
    assert [path.name for path in tmp_path.iterdir()] == ["a.mcap"]
