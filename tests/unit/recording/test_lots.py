"""Lots hold the very messages that the course of a file tells of, whatever is wrong with it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opscenter.recording.lots import lots
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Away, Happening, Message, Moment, Started
from opscenter.wire.lot import sent_of
from tests.support.incident_course import START, course, write
from tests.unit.recording.test_round_trip import _MESSAGES

END = START + 11_000


def _told(reader: IncidentReader, since: int | None, until: int | None) -> list[Message]:
    happenings = reader.happenings(since, until)
    return [message for one in happenings if isinstance(one, Moment) for message in one.messages]


def _of_lots(reader: IncidentReader, since: int | None, until: int | None) -> list[Message]:
    found = []
    for lot in lots(reader, since, until):
        sent = lot.sent(np.arange(len(lot))).tolist()
        for number in range(len(lot)):
            message = lot.message(number)
            if message is not None:
                found.append(message)
                assert sent[number] == sent_of(message[2])
                if lot.kind[number] >= 0:
                    assert lot.content[lot.starts[number] : lot.ends[number]] == message[1]
                    assert lot.arrived[number] == message[3]
                    assert message[0].startswith(lot.kinds[lot.kind[number]])
    return found


def _same_everywhere(path: Path, problems: bool = False) -> None:
    with IncidentReader(path) as reader, IncidentReader(path) as other:
        spans: list[tuple[int | None, int | None]] = [(None, None), (START + 5_000, None), (None, START + 5_000)]
        spans += [(since, since + 2_500) for since in range(START - 50, END, 4_333)]
        for since, until in spans:
            assert _of_lots(reader, since, until) == _told(other, since, until)
        assert reader.problems == other.problems
        assert bool(reader.problems) is problems


@pytest.fixture(params=[300, 5_000, 4 << 20])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many bytes are in a chunk."""
    monkeypatch.setattr("opscenter.recording.writer.CHUNK_BYTES", request.param)
    monkeypatch.setattr("opscenter.recording.writer.MAX_PIECE_BYTES", 4 * request.param)
    return int(request.param)


@pytest.mark.parametrize("topics", [0, 2000])
def test_of_a_whole_file(tmp_path: Path, small: int, topics: int) -> None:
    _same_everywhere(write(tmp_path / "a.mcap", course(100), topics=topics))


def test_most_of_a_whole_file_is_not_cut(tmp_path: Path, small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Happening] = [Started(START - 1), *(one for one in course(60) if isinstance(one, Moment))]
    with IncidentReader(write(tmp_path / "a.mcap", told)) as reader:
        monkeypatch.setattr(reader, "happenings_from", lambda *_, **__: iter(()))
        count = sum(len(lot) for lot in lots(reader))
    assert count == sum(len(one.messages) for one in told if isinstance(one, Moment))


def _garbage(content: bytearray) -> None:
    content[len(content) // 2 : len(content) // 2 + 60] = b"\xa5" * 60


def _cut_off(content: bytearray) -> None:
    del content[2 * len(content) // 3 :]


@pytest.mark.parametrize("spoil", [_garbage, _cut_off])
def test_of_a_damaged_file(tmp_path: Path, spoil: Callable[[bytearray], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.recording.writer.CHUNK_BYTES", 5_000)
    path = write(tmp_path / "a.mcap", course(100))
    content = bytearray(path.read_bytes())
    spoil(content)
    path.write_bytes(content)
    _same_everywhere(path, problems=True)


HAPPENING = st.one_of(
    st.builds(lambda messages: Moment(0, 1, messages), _MESSAGES),
    st.builds(lambda: Started(0)),
    st.builds(lambda: Away(0, 0)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(HAPPENING, st.integers(-300, 1_000)), max_size=12), st.booleans(), st.data())
def test_of_whatever_was_written(
    tmp_path: Path, happenings: list[tuple[Happening, int]], many: bool, data: st.DataObject
) -> None:
    now, told = START, []
    for one, step in happenings:
        now += step
        told.append(Away(now - 5, now) if isinstance(one, Away) else type(one)(now, *_rest(one)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("opscenter.recording.writer.CHUNK_BYTES", data.draw(st.sampled_from([1, 400, 3_000])))
        patch.setattr("opscenter.recording.writer.MAX_PIECE_BYTES", data.draw(st.sampled_from([100, 4_000])))
        told.append(Moment(now + 10, 2, []))
        path = write(tmp_path / "a.mcap", told, topics=2_000 if many else 0)
    since, until = sorted(data.draw(st.tuples(*[st.integers(START - 500, now + 500)] * 2)))
    with IncidentReader(path) as reader:
        assert _of_lots(reader, since, until) == _told(reader, since, until)
        assert _of_lots(reader, None, None) == _told(reader, None, None)


def _rest(one: Happening) -> tuple[object, ...]:
    return (one.beat, one.messages) if isinstance(one, Moment) else ()
