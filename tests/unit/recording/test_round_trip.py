"""What was put into an incident file comes out of it as it was, here and by the library of MCAP's authors."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mcap.reader import make_reader
from mcap.stream_reader import StreamReader

from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About, Away, Message, Moment
from opscenter.wire.envelope import OddFrames, write_header
from tests.support.incident_course import START, course, write


@pytest.mark.parametrize("topics", [0, 2000])
def test_everything_comes_out_as_it_was(tmp_path: Path, topics: int) -> None:
    told = course()
    with IncidentReader(write(tmp_path / "a.mcap", told, topics=topics)) as reader:
        found = list(reader.happenings())
        assert found == told
        for one, other in zip(found, told, strict=True):
            if isinstance(one, Moment) and isinstance(other, Moment):
                assert [type(had[2]) for had in one.messages] == [type(had[2]) for had in other.messages]
        assert list(reader.rows()) == [row for one in told if isinstance(one, Moment) for row in one.rows]
        assert reader.about == About(title="A burst main", place="Lai Chi Kok", since=START, until=told[-1].at)  # type: ignore[union-attr]
        assert [reader.read(one) for one in reader.attachments("registry")] == [b"abc" * 1000]
        assert reader.problems == []
    assert [path.name for path in tmp_path.iterdir()] == ["a.mcap"]


_WORDS = st.sampled_from([b"things/Thing/urn:a", b"a/b", b"", b"\xff", b"opscenter/beat", b"a//c", b"%s/%d/%(x)s"])
_PAYLOADS = st.sampled_from(
    [b'{"id":"urn:a"}', b'{"id":"c","id":"urn:a"}', b'{"id":"\\u0061"}', b'{"id":7}', b"[]", b"{}", b" {} ", b"NaN",
     b'"\xff"', b'{"id":"c","x":"\xff"}', b"null", b"1e999", b"{" * 99, b'{"a":NaN}', "{\"id\":\"雨\"}".encode()]
)  # fmt: skip
_HEADERS = st.one_of(
    st.sampled_from([b"", b"x", b"\xff", b"{}", b'{"pub":"$seq","seq":1}', b'{"pub":"a","seq":1.0,"sent":2}',
                     b'{"pub":"a","seq":1,"seq":2}', b'{"pub":"\\u0022","epoch":3,"seq":4,"sent":5,"v":1}',
                     b'{"pub":"a","s\\u0065q":7}', b'{"pub":"%d","seq":null,"sent":0}', OddFrames(b"1")]),
    st.builds(write_header, st.text(min_size=1, max_size=5), *[st.integers(0, 2**53)] * 3),
    st.builds(lambda a, b: b'{ "sent" :%d, "pub":"p%%", "seq": %d}' % (a, b), *[st.integers(0, 2**53)] * 2),
)  # fmt: skip
_MESSAGES = st.lists(
    st.tuples(
        st.one_of(_WORDS, st.binary(max_size=9)), st.one_of(_PAYLOADS, st.binary(max_size=9)),
        st.one_of(_HEADERS, st.binary(max_size=9)), st.integers(-(2**62), 2**62),
    ),
    max_size=20,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_MESSAGES, st.booleans())
def test_whatever_comes_comes_out_as_it_was(tmp_path: Path, messages: list[Message], many: bool) -> None:
    told = [Moment(START, 1, messages)]
    path = write(tmp_path / "a.mcap", told, topics=2_000 if many else 0)  # type: ignore[arg-type]
    with IncidentReader(path) as reader:
        found = list(reader.happenings())
        assert found == told
        assert isinstance(found[0], Moment)
        assert [type(one[2]) for one in found[0].messages] == [type(one[2]) for one in messages]
        assert reader.problems == []


def test_from_any_time_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.recording.writer.CHUNK_BYTES", 5_000)
    told = course()
    with IncidentReader(write(tmp_path / "a.mcap", told)) as reader:
        assert len(reader.index.chunks) > 50
        for since in range(START - 50, START + 21_000, 1_333):
            until = since + 2_500
            wanted = [one for one in told if (one.until if isinstance(one, Away) else one.at) >= since]
            wanted = [one for one in wanted if (one.since if isinstance(one, Away) else one.at) <= until]
            assert list(reader.happenings(since, until)) == wanted
            rows = [row for one in wanted if isinstance(one, Moment) for row in one.rows]
            assert list(reader.rows(since, until)) == rows


def test_moments_longer_than_a_chunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.recording.writer.CHUNK_BYTES", 1_000)
    monkeypatch.setattr("opscenter.recording.writer.MAX_PIECE_BYTES", 2_000)
    told = course(moments=60, most=80)
    with IncidentReader(write(tmp_path / "a.mcap", told)) as reader:
        assert list(reader.happenings()) == told
        for since in range(START, START + 6_000, 100):
            assert list(reader.happenings(since)) == [
                one for one in told if (one.until if isinstance(one, Away) else one.at) >= since
            ]


@pytest.mark.parametrize("topics", [0, 2000])
def test_the_library_of_mcap_reads_it(tmp_path: Path, topics: int) -> None:
    told = course()
    path = write(tmp_path / "a.mcap", told, topics=topics)
    count = sum(len(one.messages) + len(one.rows) + 1 if isinstance(one, Moment) else 1 for one in told)
    with path.open("rb") as file:
        reader = make_reader(file, validate_crcs=True)
        assert sum(1 for _ in reader.iter_messages()) == count
        summary = reader.get_summary()
        assert summary is not None and summary.statistics is not None
        assert summary.statistics.message_count == count
        assert {schema.encoding for schema in summary.schemas.values()} == {"jsonschema"}
        assert {channel.message_encoding for channel in summary.channels.values()} == {"json"}
        assert [one.name for one in reader.iter_attachments() if one.name == "registry"] == ["registry"]
        assert [one.metadata["title"] for one in reader.iter_metadata()] == ["A burst main"] * 2
    with path.open("rb") as file:
        for _ in StreamReader(file, validate_crcs=True).records:
            pass
