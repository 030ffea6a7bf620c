"""MCAP files of other programs: opened, what can be replayed is, and what cannot is named with its counts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from mcap.writer import CompressionType, IndexType, Writer

from opscenter.recording.contents import contents
from opscenter.recording.errors import IncidentError
from opscenter.recording.foreign import ForeignReader
from opscenter.recording.opening import open_recording
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Moment
from opscenter.recording.recovery import recover
from opscenter.recording.verification import verify
from tests.support.data import shared_data
from tests.support.incident_course import course, write

START = 1_763_800_000_000
ENTITY = b'{"id":"urn:a","type":"A","level":%d}'


def fill(writer: Writer, times: list[int]) -> None:
    """Entities at these times (ms after START), and what is none of them."""
    writer.start(profile="", library="somebody")
    city = writer.register_channel("/city/a", "json", writer.register_schema("A", "jsonschema", b"{}"))
    other = writer.register_channel("/log", "json", 0)
    image = writer.register_channel("/camera", "protobuf", writer.register_schema("foxglove.Image", "protobuf", b""))
    for number, time in enumerate(times):
        at = (START + time) * 1_000_000
        writer.add_message(city, at, ENTITY % number, at, number)
        if number % 3 == 0:
            writer.add_message(other, at, b'{"level":"INFO"}' if number % 2 else b"{", at, number)
            writer.add_message(image, at, b"\x00\x01", at, number)
    writer.finish()


def foreign(path: Path, times: list[int], **options: object) -> Path:
    with path.open("wb") as file:
        fill(Writer(file, **options), times)  # type: ignore[arg-type]
    return path


WAYS: dict[str, dict[str, object]] = {
    "zstd": {"compression": CompressionType.ZSTD, "chunk_size": 2_000},
    "lz4": {"compression": CompressionType.LZ4, "chunk_size": 2_000},
    "plain": {"compression": CompressionType.NONE, "chunk_size": 2_000},
    "no chunks": {"use_chunking": False},
    "no index": {"index_types": IndexType.NONE, "chunk_size": 2_000, "use_statistics": False},
    "nothing repeated": {"repeat_channels": False, "repeat_schemas": False, "chunk_size": 2_000},
    "no summary": {
        "index_types": IndexType.NONE, "use_statistics": False, "use_summary_offsets": False,
        "repeat_channels": False, "repeat_schemas": False, "chunk_size": 2_000,
    },
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("order", [lambda times: times, lambda times: times[::-1]], ids=["in order", "backwards"])
def test_entities_of_other_programs(tmp_path: Path, way: str, order: Callable[[list[int]], list[int]]) -> None:
    times = list(range(0, 10_000, 40))
    path = foreign(tmp_path / "a.mcap", order(times), **WAYS[way])
    with open_recording(path) as reader:
        assert isinstance(reader, ForeignReader)
        moments = list(reader.happenings())
        assert all(isinstance(one, Moment) for one in moments)
        assert [one.at for one in moments] == sorted({one.at for one in moments})
        told = [message for one in moments if isinstance(one, Moment) for message in one.messages]
        assert [message[3] - START for message in told] == times
        assert {message[0] for message in told} == {b"city/a"}
        assert sorted(message[1] for message in told) == sorted(ENTITY % number for number in range(250))
        problems = "\n".join(reader.problems)
        assert "Channel /camera is protobuf (foxglove.Image), not JSON" in problems
        assert "Of channel /log 84 messages are no entities" in problems
        assert list(reader.rows()) == [] and reader.attachments() == []
        some = list(reader.happenings(START + 5_000, START + 6_000))
        assert {message[3] - START for one in some if isinstance(one, Moment) for message in one.messages} == {
            time for time in times if 5_000 <= time <= 6_000
        }


def test_a_damaged_one_is_recovered(tmp_path: Path) -> None:
    path = foreign(tmp_path / "a.mcap", list(range(0, 10_000, 40)), chunk_size=2_000)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    done = recover(path, tmp_path / "b.mcap")
    assert done.messages > 150 and done.lost
    assert verify(tmp_path / "b.mcap").problems == []
    with open_recording(tmp_path / "b.mcap") as reader:
        assert sum(len(one.messages) for one in reader.happenings() if isinstance(one, Moment)) > 100


def test_what_has_nothing_to_replay(tmp_path: Path) -> None:
    path = tmp_path / "a.mcap"
    with path.open("wb") as file:
        writer = Writer(file)
        writer.start()
        number = writer.register_channel("/camera", "protobuf", 0)
        writer.add_message(number, 1, b"", 1)
        writer.finish()
    with pytest.raises(IncidentError, match=r"no channel of JSON.*camera is protobuf.*its 1 messages"):
        open_recording(path)
    with pytest.raises(IncidentError, match="not written by opscenter"):
        IncidentReader(path)


def test_times_of_a_clock_that_was_not_set(tmp_path: Path) -> None:
    path = foreign(tmp_path / "a.mcap", [-START, 1_000 - START, 2_000 - START])
    with open_recording(path) as reader:
        assert any("before 1990" in problem for problem in reader.problems)
        assert [one.at for one in reader.happenings() if isinstance(one, Moment)] == [0, 1_000, 2_000]


def test_our_own_are_opened_as_such(tmp_path: Path) -> None:
    with open_recording(write(tmp_path / "a.mcap", course(5))) as reader:
        assert isinstance(reader, IncidentReader)


@pytest.mark.parametrize(
    "name, topics",
    [
        ("bags__topics_and_services", {"/parameter_events": 7, "/add_two_ints/_service_event": 6}),
        ("cdr_test__cdr_test_0", {"/test_topic": 3, "/array_topic": 4}),
        ("multiple_files__multiple_files_0", {"/chatter": 1_324}),
        ("talker__talker", {"/rosout": 10, "/topic": 10}),
        ("test_bag_for_seek__test_bag_for_seek_0", {"topic1": 5}),
    ],
)
def test_recordings_of_robots_are_listed(name: str, topics: dict[str, int], tmp_path: Path) -> None:
    path = shared_data("recorded-logs", "rosbag2", f"{name}.mcap")
    told = contents(path)
    assert not told.ours and told.whole
    assert {one.topic: one.messages for one in told.channels if one.messages} == topics
    for topic, count in topics.items():
        assert any(f"Channel {topic} is cdr" in one and f"its {count:,} messages" in one for one in told.problems)
    with pytest.raises(IncidentError, match="no channel of JSON"):
        open_recording(path)
    found = verify(path)
    assert found.messages == sum(topics.values())
    assert [one for one in found.problems if "before 1990" not in one] == []
    assert recover(path, tmp_path / "b.mcap").messages == sum(topics.values())
    assert {one.topic: one.messages for one in contents(tmp_path / "b.mcap").channels if one.messages} == topics
