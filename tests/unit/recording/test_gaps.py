"""Messages that never came, in an incident file: told in order, and nothing of a stranger's is believed."""

from pathlib import Path

import pytest

from opscenter.recording.gaps import GAPS, GAPS_TYPE, MOST_GAPS, Gap, pack_gaps, read_gaps
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About, Moment
from opscenter.recording.writer import IncidentWriter

T = 1_795_000_000_000


def told(path: Path, data: bytes) -> list[Gap]:
    with IncidentWriter(path, About(since=T, until=T + 1_000)) as writer:
        writer.attach(GAPS, GAPS_TYPE, data, T)
        writer.attach("gaps-of-others", GAPS_TYPE, b"[]", T)
        writer.put(Moment(T, 1))
    with IncidentReader(path) as reader:
        return list(read_gaps(reader))


def test_they_come_back_in_order_of_time(tmp_path: Path) -> None:
    gaps = [Gap(T + 5, T + 9, "b", 3), Gap(T + 1, T + 2, "a", 1)]
    assert told(tmp_path / "a.mcap", pack_gaps(gaps)) == [gaps[1], gaps[0]]
    many = [Gap(T + number, T + number, "a", 1) for number in range(MOST_GAPS + 5)]
    assert len(told(tmp_path / "b.mcap", pack_gaps(many))) == MOST_GAPS


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no json", b"{}", b'[{"since": 1}]', b'[{"since":9,"until":5,"publisher":"a","messages":1}]',
        b'[{"since":5,"until":5,"publisher":"a","messages":0}]',
        b'[{"since":"x","until":5,"publisher":"a","messages":2}]',
    ],
)  # fmt: skip
def test_what_cannot_be_is_left_out(tmp_path: Path, data: bytes) -> None:
    assert told(tmp_path / "a.mcap", data) == []
