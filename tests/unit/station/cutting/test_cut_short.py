"""A file that is cut short while it is written still shows the city: its frames can be opened."""

from pathlib import Path

import pytest

from opscenter.recording.frames import picture_at
from opscenter.recording.layout import REGISTRY, REGISTRY_TYPE, layout_of, pack_registry, unpack_registry
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About, Moment
from opscenter.recording.recovery import recover
from opscenter.recording.verification import verify
from opscenter.recording.writer import IncidentWriter
from opscenter.settings.catalogue import catalogue_texts
from opscenter.station.cutting.circumstances import Circumstances
from opscenter.station.cutting.from_elsewhere import FromElsewhere

START = 1_763_800_000_000


def moments() -> list[Moment]:
    told = []
    for beat in range(400):
        at = START + 20_000 * beat
        messages = [
            (b"w/T/%d" % one, b'{"id":"%d","type":"T","level":%d.5}' % (one, beat + one), b"", at) for one in range(30)
        ]
        told.append(Moment(at, beat + 1, messages))
    return told


def test_frames_of_a_file_without_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.recording.writer.CHUNK_BYTES", 20_000)
    path, again = tmp_path / "a.mcap", tmp_path / "b.mcap"
    told = moments()
    about = About(since=START, until=told[-1].at, begins=START)
    made = FromElsewhere(path, about, Circumstances(catalogue_texts(), figures=False)).make(told)
    assert made.frames > 20 and verify(path).problems == []
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 4 // 5])
    recover(path, again)
    assert verify(again).problems == []
    with IncidentReader(again) as reader:
        assert reader.until < told[-1].at
        entities, cells = unpack_registry(reader.read(reader.attachments(REGISTRY)[-1]))
        layout = layout_of(len(entities), [row for row, _ in cells], [name for _, name in cells])
        picture = picture_at(reader, layout, reader.until)
        assert picture is not None and reader.until - picture.at < 600_000
        beat = (picture.at - START) // 20_000
        levels = picture.columns["value"][[number for number, (_, name) in enumerate(cells) if name == "level"]]
        assert levels.tolist() == [beat + one + 0.5 for one in range(30)]


def test_frames_of_what_the_file_does_not_number_any_more_are_left_out(tmp_path: Path) -> None:
    """The city grew after the last registry that is left: those frames cannot be opened, the others can."""
    path, short, again = tmp_path / "a.mcap", tmp_path / "short.mcap", tmp_path / "b.mcap"
    told = moments()[:30]
    about = About(since=START, until=told[-1].at, begins=START)
    FromElsewhere(path, about, Circumstances(catalogue_texts(), figures=False)).make(told)
    with IncidentReader(path) as reader, IncidentWriter(short, about) as writer:
        for happening in reader.happenings():
            writer.put(happening)
        entities, cells = unpack_registry(reader.read(reader.attachments(REGISTRY)[-1]))
        frames = reader.attachments("frame/")
        for one in frames:
            writer.attach(one.name, one.media_type, reader.read(one), one.at)
        writer.attach(REGISTRY, REGISTRY_TYPE, pack_registry(entities[:-1], cells[:-1]), told[-1].at)
    assert verify(short).problems
    lost = recover(short, again).lost
    assert any(one.endswith("what numbers their entities came after them.") for one in lost)
    assert verify(again).problems == []
    with IncidentReader(again) as reader:
        assert 0 < len(reader.attachments("frame/")) < len(frames), "one of before anything was heard stays"
