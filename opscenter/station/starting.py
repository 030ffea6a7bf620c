"""How an engine goes on from what a station finds when it starts: values, names, alarms and notes as they stood."""

import contextlib
import logging
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from opscenter.domain.journal import JournalEvent
from opscenter.domain.journal_entry import JournalEntry
from opscenter.figures.figures import Figures
from opscenter.figures.steps import NO_END
from opscenter.history.restore import Restored
from opscenter.station.city_figures import memories_of
from opscenter.station.columns import stored_beat
from opscenter.station.registry import News
from opscenter.station.state import UNCHANGED, Ints

if TYPE_CHECKING:
    from opscenter.station.engine import Engine

log = logging.getLogger("opscenter.station.engine")


def go_on_from(engine: "Engine", restored: Restored) -> None:
    """Once, in an engine that was just made. Delays begin anew."""
    for entity_id, kind, _, _ in restored.entities:
        engine.registry.entity(entity_id, kind)
    for row, name, _ in restored.cells:
        engine.registry.cell(row, name)
    news = engine.registry.take_news()
    if len(news.ids) != len(restored.entities) or len(news.cell_rows) != len(restored.cells):
        log.error("the history holds more entities than this site's limits allow; the rest is left out")
    engine.grow(news)
    engine.described.name({row: name for row, (_, _, name, _) in enumerate(restored.entities) if name})
    rows = len(engine.registry.ids)
    engine.described.name_in_languages({r: texts for r, texts in restored.local_names.items() if r < rows})
    engine.described.measure_in({cell: unit for cell, (_, _, unit) in enumerate(restored.cells) if unit})
    engine.described.shape({row: shape for row, (*_, shape) in enumerate(restored.entities) if shape is not None})
    if restored.checkpoint is not None:
        engine.state.restore(restored.checkpoint, restored.texts)
    if engine.figures is not None:
        engine.figures.restore(engine.state.columns, engine.state.texts, memories_of(restored.memory))
    _take_again(engine, restored)
    _restore_alarms(engine, news, restored)
    _restore_notes(engine, restored.notes)


def _take_again(engine: "Engine", restored: Restored) -> None:
    """What came after the checkpoint."""
    figures, unheard = engine.figures, list(reversed(restored.unheard))
    runs = figures.runs_a_beat if figures is not None else 0
    for beat in restored.beats:
        columns, texts = stored_beat(beat)
        engine.state.apply(columns, texts)
        if figures is None:
            continue
        while unheard and unheard[-1][0] < beat.at:
            _hear(figures, unheard.pop()[1])
        figures.runs_a_beat = beat.steps - 1 if beat.steps else NO_END
        figures.take(columns, texts, UNCHANGED)  # what it makes is in the beat
    if figures is not None:
        figures.runs_a_beat = runs
        while unheard:
            _hear(figures, unheard.pop()[1])


def _hear(figures: Figures, fact: str) -> None:
    with contextlib.suppress(msgspec.MsgspecError):  # it is told of when alarms are restored
        figures.hear([msgspec.json.decode(fact, type=JournalEvent)])


def _restore_alarms(engine: "Engine", news: News, restored: Restored) -> None:
    engine.alarms.add_entities(0, news.ids, news.types)
    engine.alarms.add_cells(0, news.cell_rows, news.cell_names)
    for row, name in enumerate(engine.described.names):
        if name:
            engine.alarms.name_entity(row, name, engine.described.local_names.get(row))
    seen: Ints = engine.state.columns["seen"]
    rows = np.flatnonzero(seen)
    # While the station was away nobody listened: a silence counts from its start.
    engine.alarms.heard(rows, np.maximum(seen[rows], restored.listening or engine.epoch))
    events = []
    for fact in restored.facts:
        try:
            events.append(msgspec.json.decode(fact, type=JournalEvent))
        except msgspec.MsgspecError as error:
            log.error("an event of the alarm journal cannot be read: %s", error)
    engine.alarms.restore(events, restored.book)
    engine.alarms.raise_priorities(engine.epoch)
    engine.alarms.take_changed()
    engine.situations.restore(restored.entries, engine.active, engine.epoch)
    _judge_present(engine)


def _restore_notes(engine: "Engine", facts: list[str]) -> None:
    entries = []
    for fact in facts:
        try:
            entries.append(msgspec.json.decode(fact, type=JournalEntry))
        except msgspec.MsgspecError as error:
            log.error("a note in the journal cannot be read: %s", error)
    for trouble in engine.notes.restore(entries):
        log.error("%s", trouble)


def _judge_present(engine: "Engine") -> None:
    """Judge what was restored, each value once, so that delays which were running go on."""
    state = engine.state.columns
    for row, shape in engine.described.shapes.items():
        engine.alarms.shape_entity(row, shape)
    told = list(engine.state.texts)
    engine.alarms.judge_areas(
        told, state["measured"][told].tolist(), [engine.state.texts[cell] for cell in told], engine.epoch
    )
    rows = np.flatnonzero(~np.isnan(state["lon"]))
    engine.alarms.judge_places(rows, state["place_time"][rows], state["lon"][rows], state["lat"][rows], engine.epoch)
    numbers = state["measured"] > 0  # one that was cleared is a lost reading, and no text
    numbers[told] &= ~np.isnan(state["value"][told])
    cells = np.flatnonzero(numbers)
    engine.alarms.judge(cells, state["measured"][cells], state["value"][cells], state["published"][cells], engine.epoch)
    texts = sorted(engine.state.texts)
    engine.alarms.judge_texts(
        texts,
        state["measured"][texts].tolist(),
        [engine.state.texts[cell] for cell in texts],
        state["published"][texts].tolist(),
        engine.epoch,
    )
    engine.alarms.settle_present(engine.epoch)
