"""Files of strangers: nothing in one makes the program grow, hang, or raise anything but a sentence."""

import struct
from array import array
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zstandard
from mcap.records import Channel as ChannelRecord
from mcap.records import Chunk, Metadata

from opscenter.recording import channels, container, limits, writer
from opscenter.recording.about_text import about_text
from opscenter.recording.channels import Channels
from opscenter.recording.container import Container
from opscenter.recording.errors import DamagedError, IncidentError
from opscenter.recording.frame import unpack_frame
from opscenter.recording.journal_copy import unpack_rows
from opscenter.recording.layout import layout_of, unpack_registry
from opscenter.recording.limits import PROFILE
from opscenter.recording.mcap_records import record_bytes
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About, Away, Moment, Started
from opscenter.recording.recovery import recover
from opscenter.recording.unpacking import unpack, unpack_chunk
from opscenter.recording.verification import verify
from opscenter.recording.writer import IncidentWriter
from tests.support.incident_course import START, course, write

LAYOUT = layout_of(1, [0], ["a"])


def bomb(size: int) -> bytes:
    """A zstd frame that grows to `size` bytes."""
    compressor = zstandard.ZstdCompressor(level=1).compressobj(size=size)
    block = bytes(1 << 20)
    return b"".join([*(compressor.compress(block) for _ in range(size >> 20)), compressor.flush()])


@pytest.fixture(scope="module")
def large() -> bytes:
    return bomb(limits.MAX_UNPACKED_BYTES + (1 << 20))


def without_size(frame: bytes) -> bytes:
    """A frame of the same, whose head does not tell how large it grows."""
    content = zstandard.ZstdDecompressor().decompress(frame)
    compressor = zstandard.ZstdCompressor(level=1, write_content_size=False)
    return compressor.compress(content)


def test_blocks_that_would_grow(large: bytes) -> None:
    assert len(large) < 200_000
    for use in (unpack, unpack_rows, unpack_registry):
        with pytest.raises(DamagedError, match="would grow"):
            use(large)  # type: ignore[operator]
    with pytest.raises(DamagedError, match="grows beyond"):
        unpack(without_size(bomb(4 << 20)), 1 << 20)
    with pytest.raises(DamagedError):
        unpack_chunk("zstd", bomb(4 << 20), 1 << 20)
    for block in (b"", b"x", large[:20]):
        with pytest.raises(DamagedError):
            unpack(block)


def test_frames_that_would_grow(large: bytes) -> None:
    for cells, rows in ((1, 1), (2**32 - 1, 1), (1, 2**32 - 1)):
        head = struct.pack("<3sBqqIIIII23I", b"OF\x01", 0, 5, -1, cells, rows, 0, 0, 0, len(large), *[0] * 22)
        with pytest.raises(DamagedError):
            unpack_frame(head + large, LAYOUT, None)
    head = struct.pack("<3sBqqIIIII23I", b"OF\x01", 0, 5, -1, 1, 1, 2**32 - 1, 0, 0, *[0] * 23)
    with pytest.raises(DamagedError):
        unpack_frame(head, LAYOUT, None)
    with pytest.raises(DamagedError, match="newer"):
        unpack_frame(b"OF\x03" + head[3:], LAYOUT, None)


@pytest.mark.parametrize("size", [1 << 20, limits.MAX_CHUNK_BYTES + 1, 2**63])
def test_chunks_that_would_grow(tmp_path: Path, large: bytes, size: int) -> None:
    path = tmp_path / "a.mcap"
    with IncidentWriter(path, About()) as one:
        for happening in course(5):
            one.put(happening)
        one._end_chunk()
        chunk = Chunk(
            compression="zstd", data=large, message_start_time=START * 10**6, message_end_time=(START + 9) * 10**6,
            uncompressed_crc=0, uncompressed_size=size,
        )  # fmt: skip
        one._container.copy_chunk(chunk, {1: array("Q", [START * 10**6, 0])})
    with IncidentReader(path) as reader:
        assert list(reader.happenings())[-1] == Away(START, START + 9)
        assert "cannot be read" in reader.problems[0]
    assert verify(path).problems
    assert recover(path, tmp_path / "b.mcap").moments == 5


def test_deep_and_odd_messages(tmp_path: Path) -> None:
    """JSON nested a hundred thousand deep, in every place where JSON stands."""
    deep = b"[" * 100_000 + b"]" * 100_000
    path = tmp_path / "a.mcap"
    messages = [(b"a/B/urn:c", payload, b"", START) for payload in (deep, b'{"id":' + deep + b"}", b"\xff", b"")]
    told = [Moment(START, 1, messages, [])]
    with IncidentWriter(path, About()) as one:
        one.put(told[0])
        for number in (1, 2, 3, 4):
            one._add(number, 0, START, START, deep)
        one.put(replace(told[0], beat=2))
    with IncidentReader(path) as reader:
        assert list(reader.happenings()) == [told[0], replace(told[0], beat=2)]
        assert "A message cannot be read" in reader.problems[0]


def test_a_newer_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.recording.about_text.VERSION", limits.VERSION + 1)
    path = write(tmp_path / "a.mcap", course(5))
    monkeypatch.undo()
    for use in (IncidentReader, verify, lambda path: recover(path, tmp_path / "b.mcap")):
        with pytest.raises(IncidentError, match=r"a.mcap: .*version 2.*Update opscenter"):
            use(path)
    assert not (tmp_path / "b.mcap").exists()


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"zone": ""}, "The file names no time zone"),
        ({"zone": "Mars/Olympus"}, "The file names a time zone that is not known here"),
        ({"zone": "../../etc/passwd"}, "The file names a time zone that is not known here"),
        ({"systems": "nonsense"}, "systems cannot be read"),
        ({"since": "yesterday"}, "since cannot be read"),
        ({"until": "99999999999999999999"}, "until cannot be read"),
    ],
)
def test_what_it_says_of_itself(tmp_path: Path, change: dict[str, str], sentence: str) -> None:
    path = tmp_path / "a.mcap"
    one = Container(path, PROFILE)
    one.add_metadata(limits.ABOUT, {**about_text(About(title="A", since=START, until=START), {}), **change})
    one.close()
    with IncidentReader(path) as reader:
        assert sentence in reader.problems[0]
        assert reader.about.title == "A" and reader.about.zone == "UTC"
        assert list(reader.happenings()) == []


def test_a_file_that_says_nothing_of_itself(tmp_path: Path) -> None:
    Container(tmp_path / "a.mcap", PROFILE).close()
    with IncidentReader(tmp_path / "a.mcap") as reader:
        assert reader.problems == ["The file does not say what it is of."]
        assert (reader.begins, reader.since, reader.until, list(reader.happenings())) == (0, 0, 0, [])


def test_times_that_go_back_or_are_none(tmp_path: Path) -> None:
    """A clock that was put back, one that was never set, and times that MCAP cannot tell: kept, and said."""
    told = [
        Moment(START, 1, [(b"a", b"{}", b"", START)]), Started(START - 5_000), Moment(START - 4_000, 2),
        Moment(1_000, 3, [(b"a", b"{}", b"", 500), (b"a", b"{}", b"", -9), (b"a", b"{}", b"", 2**62)]),
        Moment(START + 1_000, 4),
    ]  # fmt: skip
    path = write(tmp_path / "a.mcap", [*told])
    with IncidentReader(path) as reader:
        assert list(reader.happenings()) == told
        assert list(reader.happenings(START + 1)) == [told[-1]]
        assert list(reader.happenings(START)) == told
    problems = "\n".join(verify(path).problems)
    assert "2 times a moment is earlier than the one before it" in problems
    assert "messages are from before 1990" in problems


def test_attachments_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for where in (container, writer):
        monkeypatch.setattr(where, "MAX_ATTACHMENT_BYTES", 100)
    with IncidentWriter(tmp_path / "a.mcap", About()) as one:
        one.attach("x" * limits.MAX_NAME_CHARS, "a/b", b"y" * 100, START)
        with pytest.raises(IncidentError, match="too long"):
            one.attach("x", "a/b", b"y" * 101, START)
        for name in ("", "x" * (limits.MAX_NAME_CHARS + 1)):
            with pytest.raises(IncidentError, match="name"):
                one.attach(name, "a/b", b"", START)
    monkeypatch.setattr("opscenter.recording.reader.MAX_ATTACHMENT_BYTES", 9)
    with IncidentReader(tmp_path / "a.mcap") as reader, pytest.raises(DamagedError, match="more than is opened"):
        reader.read(reader.attachments()[0])


def test_messages_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MAX_MESSAGE_BYTES", 1_000)
    with IncidentWriter(tmp_path / "a.mcap", About()) as one:
        one.put(Moment(START, 1, [(b"a", b"1" * 900, b"", START)]))  # as it came: longer with its names
        with pytest.raises(IncidentError, match="too long"):
            one.put(Moment(START, 2, [(b"a", b"1" * 1_001, b"", START)]))


def test_there_are_no_more_channels_than_mcap_can_number() -> None:
    """Somebody who invents a publisher a message fills the numbers; what comes then goes as it came."""
    known = Channels(came=4, first=5, most=limits.MAX_CHANNELS)
    used = set()
    for number in range(limits.MAX_CHANNELS + 100):
        header = b'{"v":1,"pub":"p%d","epoch":1,"seq":2,"sent":3}' % number
        used.add(known.place((b"a/B/c", b'{"id":"c"}', header, START))[0])
        known.fresh.clear()
    assert used == set(range(4, limits.MAX_CHANNELS + 1))


def test_a_publisher_that_writes_something_new_into_each_header() -> None:
    known = Channels(came=4, first=5, most=limits.MAX_CHANNELS)
    for number in range(1_000):
        header = b'{"pub":"p","seq":%d,"sent":3,"trace":"%d"}' % (number, number)
        known.place((b"a/B/c", b'{"id":"c"}', header, START))
    assert len(known.fresh) == limits.SPELLINGS
    assert known.place((b"a/B/c", b'{"id":"c"}', b'{"pub":"q","seq":1,"sent":3}', START))[0] == 5 + limits.SPELLINGS


def test_more_topics_than_have_channels_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "OWN_TOPICS", 10)
    told = course(40, entities=60)
    told += [Moment(START + 10**6, 9, [(b"odd/%d" % number, b"{}", b"", START) for number in range(25)])]
    with IncidentReader(write(tmp_path / "a.mcap", told)) as reader:
        assert list(reader.happenings()) == told
        topics = [one.topic for one in reader.index.channels.values()]
        assert "things/Thing" in topics and len({one for one in topics if one.startswith("odd/")}) == 10


def test_channels_that_say_nonsense(tmp_path: Path) -> None:
    """Metadata of strangers about how headers are spelled."""
    path = tmp_path / "a.mcap"
    with IncidentWriter(path, About()) as one:
        for number, metadata in enumerate(
            ({"header": "%s%(x)d%"}, {"publisher": "x", "epoch": "y"}, {"topic": "id"}, {"header": "$seq" * 9}), 60
        ):
            one._container.add_channel(ChannelRecord(number, f"t{number}", "json", metadata, 0))
            one._add(number, 7, START, START, b"{}")
        one._add(99, 7, START, START, b"{}")
        one.put(Moment(START, 1))
    with IncidentReader(path) as reader:
        (moment,) = reader.happenings()
        assert isinstance(moment, Moment)
        assert [message[2] for message in moment.messages] == [b"%s%(x)d%", b"7" * 9]
        assert len(reader.problems) == 3


@pytest.mark.parametrize("place", ["start", "offsets"])
def test_a_footer_that_points_nowhere(tmp_path: Path, place: str) -> None:
    content = bytearray(write(tmp_path / "a.mcap", course(5)).read_bytes())
    at = len(content) - 8 - 20 + (0 if place == "start" else 8)
    for value in (0, 3, 2**64 - 1, len(content)):
        content[at : at + 8] = struct.pack("<Q", value)
        (tmp_path / "a.mcap").write_bytes(content)
        with IncidentReader(tmp_path / "a.mcap") as reader:
            assert sum(isinstance(one, Moment) for one in reader.happenings()) == 5
            assert reader.problems and not reader.whole


def test_random_bytes_after_the_magic(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    for _ in range(60):
        content = limits_magic() + chance.integers(0, 256, int(chance.integers(0, 400)), np.uint8).tobytes()
        (tmp_path / "a.mcap").write_bytes(content)
        for use in (IncidentReader, verify, lambda path: recover(path, tmp_path / "b.mcap")):
            try:
                use(tmp_path / "a.mcap")
            except IncidentError as error:
                assert str(error).startswith("a.mcap: ")


def limits_magic() -> bytes:
    return b"\x89MCAP0\r\n"


def test_metadata_that_lies_about_its_length(tmp_path: Path) -> None:
    record = bytearray(record_bytes(Metadata(limits.ABOUT, {"title": "x"})))
    record[-6:-2] = struct.pack("<I", 2**31)
    path = tmp_path / "a.mcap"
    content = write(path, course(3)).read_bytes()
    path.write_bytes(content[:-60] + bytes(record))
    with IncidentReader(path) as reader:
        assert sum(isinstance(one, Moment) for one in reader.happenings()) == 3


def test_texts_beside_are_packed(tmp_path: Path, large: bytes) -> None:
    """Unless it is not worth it; and one that would grow without bound is not opened."""
    path = tmp_path / "a.mcap"
    text, noise = b"[[rule]]\n" * 9_999, np.random.default_rng(1).bytes(5_000)
    with IncidentWriter(path, About()) as one:
        for name, data in (("rules/a.toml", text), ("rules/b.toml", noise), ("rules/c.toml", b"")):
            one.attach(name, "application/toml", data, START)
        one._container.attach("rules/d.toml", "application/toml" + limits.PACKED, large, 0, 0)
    assert path.stat().st_size < 300_000
    with IncidentReader(path) as reader:
        found = reader.attachments("rules/")
        assert {one.media_type for one in found} == {"application/toml"}
        assert [reader.read(one) for one in found[:3]] == [text, noise, b""]
        with pytest.raises(DamagedError, match="would grow"):
            reader.read(found[3])
    assert any("would grow" in one for one in verify(path).problems)
