"""A file that is cut short while it is written still shows the city: its frames can be opened."""

from pathlib import Path

import pytest

from opscenter.recording.frames import picture_at
from opscenter.recording.layout import REGISTRY, layout_of, unpack_registry
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About, Moment
from opscenter.recording.recovery import recover
from opscenter.recording.verification import verify
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
