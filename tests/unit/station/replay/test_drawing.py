"""The picture of any moment is that of its messages one by one, and does not take long in a lying file either."""

from pathlib import Path

import numpy as np
import pytest

from opscenter.domain.batch import Batch
from opscenter.recording.frames import FrameWriter, picture_at
from opscenter.recording.layout import REGISTRY, REGISTRY_TYPE, layout_of, pack_registry
from opscenter.recording.records import About, Moment
from opscenter.recording.writer import IncidentWriter
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.columns import columns_of
from opscenter.station.descriptions import Descriptions
from opscenter.station.registry import Registry
from opscenter.station.replay.drawing import Cells, Drawing, Entities, numbering_of
from opscenter.station.replay.opening import Recording
from opscenter.station.replay.told import ToldJournal
from opscenter.station.state import State
from opscenter.wire.decoder import Decoder
from tests.support.incident_course import START, course


def _one_by_one(recording: Recording, numbering: tuple[Entities, Cells], at: int) -> State:
    """The picture of a moment, message by message."""
    entities, cells = numbering
    registry, state = Registry(), State()
    for entity in entities:
        registry.entity(*entity)
    for cell in cells:
        registry.cell(*cell)
    layout = layout_of(len(entities), [row for row, _ in cells], (name for _, name in cells))
    frame = picture_at(recording.reader, layout, at)
    assert frame is not None
    state.add_rows([recording.catalogue.kind(kind).stale_after_ms for _, kind in entities])
    state.add_cells([row for row, _ in cells])
    state.restore(frame.columns, frame.texts)
    decoder, batch = Decoder(registry), Batch()
    for happening in recording.reader.happenings(None, at):  # from the beginning: places are known as they were then
        if isinstance(happening, Moment):
            decoder.decode_logged(happening.messages, Batch() if happening.at <= frame.at else batch)
    state.apply(columns_of(batch), batch.texts)
    state.expire(at)
    return state


def test_it_is_that_of_the_messages_one_by_one(cut: Path) -> None:
    with Recording(cut) as recording:
        numbering = numbering_of(recording.reader)
        assert numbering is not None
        drawing = Drawing(recording.reader, recording.catalogue, numbering)
        told, described = ToldJournal(recording.reader.rows()), Descriptions()
        assert sum(1 for _ in drawing.warm()) > 1
        for at in np.random.default_rng(3).integers(recording.since, recording.until, 3).tolist():
            picture = drawing.draw(at, told, described)
            assert picture is not None
            wanted = _one_by_one(recording, numbering, at)
            for name, column in picture.state.columns.items():
                np.testing.assert_array_equal(column, wanted.columns[name], name)
            assert picture.state.texts == wanted.texts


def test_entities_that_the_registry_does_not_name_are_not_shown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    entities, cells = [("urn:ngsi-ld:Thing:1", "Thing")], [(0, "level")]
    state, told = State(), [one for one in course(40) if isinstance(one, Moment)]
    state.add_rows([1_000])
    state.add_cells([0])
    path = tmp_path / "a.mcap"
    with IncidentWriter(path, About(since=START, until=told[-1].at, begins=START)) as writer:
        writer.attach(REGISTRY, REGISTRY_TYPE, pack_registry(entities, cells), START)
        name, data = FrameWriter().frame(START, state.checkpoint(), {}, layout_of(1, [0], ["level"]))
        writer.attach(name, "application/octet-stream", data, START)
        for one in told:
            writer.put(one)
    with Recording(path) as recording:
        drawing = Drawing(recording.reader, load_catalogue(), (entities, cells))
        for _ in drawing.warm():
            pass
        picture = drawing.draw(told[-1].at, ToldJournal([]), Descriptions())
    assert picture is not None
    assert (picture.rows, picture.cells) == (1, 1)
    assert 0 < picture.state.columns["value"][0] < 50
    assert "not followed" in caplog.text
