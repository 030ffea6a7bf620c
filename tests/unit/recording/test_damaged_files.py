"""Whatever has happened to a file: a sentence, what is left of it, and no more than that is lost."""

import os
import random
from pathlib import Path

import pytest

from opscenter.recording.errors import IncidentError
from opscenter.recording.frames import FRAME_TYPE, FrameWriter
from opscenter.recording.layout import REGISTRY, REGISTRY_TYPE, pack_registry
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About, Away, Happening, Moment, Row
from opscenter.recording.recovery import recover
from opscenter.recording.verification import verify
from opscenter.recording.writer import IncidentWriter
from tests.support.incident_course import START, course
from tests.unit.recording.test_frames import City


@pytest.fixture(scope="module")
def told() -> list[Happening]:
    return course(60, most=20)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, told: list[Happening]) -> bytes:
    """The bytes of a file of many small chunks, with frames and a registry."""
    path = tmp_path_factory.mktemp("whole") / "a.mcap"
    city, frames = City(1, rows=10), FrameWriter()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("opscenter.recording.writer.CHUNK_BYTES", 6_000)
        patch.setattr("opscenter.recording.writer.JOURNAL_ROWS", 30)
        with IncidentWriter(path, About(title="A", until=told[-1].at)) as writer:  # type: ignore[union-attr]
            entities = [(f"urn:{number}", "Thing") for number in range(city.entities)]
            writer.attach(REGISTRY, REGISTRY_TYPE, pack_registry(entities, [*zip(city.rows, city.names)]), START)  # noqa: B905
            for number, one in enumerate(told):
                writer.put(one)
                if number % 20 == 10 and isinstance(one, Moment):
                    city.live()
                    name, data = frames.frame(one.at, city.columns, city.texts, city.layout)
                    writer.attach(name, FRAME_TYPE, data, one.at)
    return path.read_bytes()


def rows_of(happenings: list[Happening]) -> list[Row]:
    return [row for one in happenings if isinstance(one, Moment) for row in one.rows]


def test_a_whole_file_is_whole(tmp_path: Path, whole: bytes, told: list[Happening]) -> None:
    path = tmp_path / "a.mcap"
    path.write_bytes(whole)
    found = verify(path)
    assert found.problems == []
    assert found.chunks > 10
    assert (found.moments, found.rows) == (sum(isinstance(one, Moment) for one in told), len(rows_of(told)))
    done = recover(path, tmp_path / "b.mcap")
    assert done.lost == []
    assert verify(tmp_path / "b.mcap").problems == []
    with IncidentReader(tmp_path / "b.mcap") as reader:
        assert list(reader.happenings()) == told
        assert list(reader.rows()) == rows_of(told)


def test_cut_short_anywhere(tmp_path: Path, whole: bytes, told: list[Happening]) -> None:
    path, again = tmp_path / "a.mcap", tmp_path / "b.mcap"
    moments = 0
    for size in [*range(0, len(whole), len(whole) // 16), *range(len(whole) - 40, len(whole), 9)]:
        path.write_bytes(whole[:size])
        try:
            with IncidentReader(path) as reader:
                kept = list(reader.happenings())
                assert kept == told[: len(kept)]
                assert len(kept) >= moments or size >= len(whole) - 60  # the longer, the more
                assert reader.problems and not reader.whole
                assert list(reader.rows()) == rows_of(kept)
                moments = len(kept)
        except IncidentError as error:
            assert str(error).startswith("a.mcap: ") and size < 2_000
            kept = []
        try:
            done = recover(path, again)
        except IncidentError:
            assert not kept
            assert not again.exists()
            continue
        assert done.moments == sum(isinstance(one, Moment) for one in kept)
        with IncidentReader(again) as reader:
            assert list(reader.happenings()) == kept
            assert reader.whole and list(reader.rows()) == rows_of(kept)
            assert reader.recovered == done.lost
        assert verify(again).problems == []
        again.unlink()


@pytest.mark.parametrize("seed", range(3))
def test_bits_that_flip(tmp_path: Path, whole: bytes, told: list[Happening], seed: int) -> None:
    """Every one is found by `verify`; what is read is what was written, and all of it but one chunk is recovered."""
    chance, path, again = random.Random(seed), tmp_path / "a.mcap", tmp_path / "b.mcap"
    known = {one.at: one for one in told if isinstance(one, Moment)}
    for _ in range(15):
        spoilt = bytearray(whole)
        spoilt[chance.randrange(8, len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt)
        try:
            assert verify(path).problems
        except IncidentError:
            continue  # its profile is not ours any more, or its version is newer
        try:
            done = recover(path, again)
        except IncidentError:
            continue
        assert verify(again).problems == []
        with IncidentReader(again) as reader:
            found = [one for one in reader.happenings() if isinstance(one, Moment)]
            assert len(found) >= len(known) - 12
            for one in found:
                if one.at in known and one.beat is not None:
                    assert one == known[one.at] or reader.recovered or reader.problems
        assert isinstance(done.lost, list)


def test_a_broken_chunk_in_the_middle(tmp_path: Path, whole: bytes, told: list[Happening]) -> None:
    path, again = tmp_path / "a.mcap", tmp_path / "b.mcap"
    path.write_bytes(whole)
    with IncidentReader(path) as reader:
        place = reader.index.chunks[5]
    for offset in (place.offset + 3, place.offset + place.length // 2):  # its length, and what it holds
        spoilt = bytearray(whole)
        spoilt[offset] ^= 0xFF
        path.write_bytes(spoilt)
        for cut in (len(whole), len(whole) - 40):  # with its summary, and without
            path.write_bytes(spoilt[:cut])
            done = recover(path, again)
            assert done.lost
            with IncidentReader(again) as reader:
                found = list(reader.happenings())
            holes = [one for one in found if isinstance(one, Away) and one not in told]
            assert len(holes) == 1
            before = [one for one in found if not isinstance(one, Away) and one.at <= holes[0].since]
            after = [one for one in found if not isinstance(one, Away) and one.at > holes[0].until]
            assert before and after and after[-1] == told[-1]
            assert all(one in told for one in before + after)
            assert verify(again).problems == []


def test_what_is_no_incident_file(tmp_path: Path) -> None:
    path = tmp_path / "a.mcap"
    for content, word in ((b"", "empty"), (b"\x89MC", "nothing in it"), (b"SQLite format 3\0", "not an MCAP file")):
        path.write_bytes(content)
        for use in (IncidentReader, verify, lambda path: recover(path, tmp_path / "b.mcap")):
            with pytest.raises(IncidentError, match=word):
                use(path)
    with pytest.raises(IncidentError, match="cannot be read"):
        IncidentReader(tmp_path / "none.mcap")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.mcap"]


def test_nothing_is_written_over_what_is_recovered(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "a.mcap"
    path.write_bytes(whole)
    with pytest.raises(IncidentError, match="another file"):
        recover(path, tmp_path / "." / "a.mcap")
    assert path.read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="there is no such device")
def test_a_full_disk(tmp_path: Path, told: list[Happening], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing half is left, and what was there before stays."""
    path = tmp_path / "a.mcap"
    path.write_bytes(b"before")
    (tmp_path / "a.mcap.part").symlink_to("/dev/full")
    writer = IncidentWriter(path, About())
    with pytest.raises(IncidentError, match="disk is full"):
        for _ in range(200):
            for one in told:
                writer.put(one)
    with pytest.raises(IncidentError, match="closed"):
        writer.attach("x", "y", b"z", 0)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.mcap"]
    assert path.read_bytes() == b"before"


def test_an_error_while_writing_leaves_nothing(tmp_path: Path, told: list[Happening]) -> None:
    with pytest.raises(ZeroDivisionError), IncidentWriter(tmp_path / "a.mcap", About()) as writer:
        writer.put(told[0])
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(IncidentError, match="cannot be written"):
        IncidentWriter(tmp_path / "none" / "a.mcap", About())
