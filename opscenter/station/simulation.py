"""Runs rules over recorded history: the message log through the same decoder and the same engine, and nothing written.

People's acts of that time are not done again: an alarm that was acknowledged stands unacknowledged here. That changes
what is announced, not what is raised.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.journal import JournalEvent
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.rule import RuleKind
from opscenter.domain.rule_comparison import Activation
from opscenter.domain.stopped import StoppedError
from opscenter.figures.steps import NO_END
from opscenter.history.queries import Queries
from opscenter.history.records import JournalRow
from opscenter.station.city_figures import figures_of
from opscenter.station.engine import Engine
from opscenter.station.learning import Learning
from opscenter.wire.decoder import Decoder

WARM_UP_MS = 3_600_000
"""So much before a span is gone through first, to know how things stood when it began."""

SILENCE_MS = 10_000
"""Longer than this between two beats with messages, and time is let pass in steps, as it did then."""

Ints = NDArray[np.int64]
Progress = Callable[[float], None]


@dataclass(slots=True)
class Simulated:
    """What came of it: alarms raised, in order; from when on there was something to go by; what it took to find out."""

    since: int
    until: int
    activations: list[Activation] = field(default_factory=list)
    messages: int = 0
    rejected: int = 0


def simulate(
    queries: Queries,
    catalogue: Catalogue,
    since: int,
    until: int,
    week: LocalWeek,
    *,
    progress: Progress = lambda share: None,
    stop: threading.Event | None = None,
) -> Simulated:
    """The alarms that the rules of `catalogue` raise over [since, until), Unix ms of the station's clock.

    ValueError with a sentence when nothing of that time is recorded; StoppedError after `stop`. Raises sqlite3.Error,
    BlockError.
    """
    span = queries.log_span()
    if span is None or span[0] >= until or span[1] < since:
        raise ValueError("Nothing is recorded of this time: the message log is empty there.")
    since, until = max(since, span[0]), min(until, span[1] + 1)
    restored = queries.registry()
    engine = Engine(
        catalogue,
        epoch=max(span[0], since - WARM_UP_MS),
        restored=restored,
        hot_bytes=0,
        figures=figures_of(catalogue, week, NO_END),
    )
    if any(rule.kind is RuleKind.DEVIATION for rule in catalogue.rules()):
        _learn(engine, queries, week, since)
    found = Simulated(since, until)
    decoder = Decoder(engine.registry)
    away = queries.away(since - WARM_UP_MS, until)
    before = 0
    for _, at, messages in queries.messages(queries.beat_at(since - WARM_UP_MS)):
        if at >= until:
            break
        if stop is not None and stop.is_set():
            raise StoppedError
        if before and at - before > SILENCE_MS:
            _pass_time(engine, before, at, away, found)
        batch = Batch()
        decoder.decode_logged(messages, batch)
        found.messages += batch.messages
        found.rejected += len(batch.rejected)
        _beat(engine, batch, at, found)
        before = at
        progress(min(1.0, max(0.0, (at - since) / max(1, until - since))))
    _beat(engine, Batch(), until, found)
    found.activations = [one for one in found.activations if since <= one.at < until]
    return found


def _learn(engine: Engine, queries: Queries, week: LocalWeek, since: int) -> None:
    """What was usual before the span: never what is to be judged by it."""
    learning = Learning(
        engine, queries, week, lambda usual, state: engine.usual.put(usual, 0), wall=lambda: since
    )  # fmt: skip
    learning.learn(since)


def _pass_time(engine: Engine, before: int, at: int, away: list[list[int]], found: Simulated) -> None:
    """Time without messages: the city was silent, or nobody listened."""
    for began, ended in away:
        if before <= ended and began <= at:
            # After it came back a station counts a silence from its start.
            engine.alarms.listen_again(min(ended, at))
    for moment in range(before + SILENCE_MS, at, max(SILENCE_MS, (at - before) // 1_000)):
        _beat(engine, Batch(), moment, found)


def _beat(engine: Engine, batch: Batch, at: int, found: Simulated) -> None:
    record = engine.take(batch, at).record
    for row in record.journal if record is not None else ():
        if row.event == "raised":
            found.activations.append(activation(row))


def activation(row: JournalRow) -> Activation:
    """A stored `raised` as what is compared."""
    event = msgspec.json.decode(row.fact, type=JournalEvent)
    return Activation(event.at, event.rule, event.entity, int(event.priority), event.text.get("en", ""))


def recorded(queries: Queries, since: int, until: int) -> list[Activation]:
    """The alarms that were raised then, by the journal. ValueError with a sentence for more than a million events."""
    return [
        Activation(one.at, one.rule, one.entity, one.priority)
        for one in queries.alarm_happenings(since, until, 1_000_000)
        if one.event == "raised" and since <= one.at < until
    ]
