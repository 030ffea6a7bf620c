"""Questions about the past of everything: a moment, the usual, from when to when, how well alarms worked. Answered in
a thread of their own, beside the one of `answers`: a plot need not wait until a whole city has been put together, or a
month of alarms gone through."""

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.domain.alarm import Alarm, AlarmState
from opscenter.domain.batch import Clock
from opscenter.domain.journal import JournalEvent, applied
from opscenter.domain.quality import Quality
from opscenter.domain.situation import Situation
from opscenter.history.past import Past
from opscenter.history.queries import Queries
from opscenter.station.answers import Answers
from opscenter.station.engine import Engine
from opscenter.station.measuring import Measuring
from opscenter.station.requests import Request, span_of
from opscenter.station.situations import open_situations, plain_checklist
from opscenter.wire.alarm_facts import fact_from_alarm
from opscenter.wire.desk import Columns, Header
from opscenter.wire.situation_facts import fact_from_situation

TOPICS = frozenset(("moment", "span", "beside", "usual", "measures"))
DAY_MS = 86_400_000
MAX_DAYS = 14
LEAST_DAYS = 3
MAX_BINS = 2_000
FLUSH_S = 2.0
"""How long a question waits for what has just arrived to be on disk: once, however many moments it needs."""

Ints = NDArray[np.int64]


class Moments(Answers):
    """`moment`, `span`, `beside`, `usual` and `measures` of PROTOCOL.md; `zone` is the city's."""

    name = "moments"

    def __init__(
        self, engine: Engine, queries: Queries, flush: Callable[[float], bool], wall: Clock, zone: str = "UTC"
    ) -> None:
        super().__init__(engine, queries, flush)
        self._measuring = Measuring(queries, flush, zone, wall)
        self._wall = wall
        self._rules = {rule.id: rule for rule in engine.catalogue.rules()}
        self._rows: Ints = np.empty(0, np.int64)

    def topics(self) -> dict[str, Callable[[Request], tuple[Header, Columns]]]:
        """What can be asked here, and who answers."""
        return {
            "moment": self._moment,
            "span": self._span_known,
            "beside": self._beside,
            "usual": self._usual,
            "measures": self._measuring.answer,
        }

    # -- a moment --------------------------------------------------------------------------------------------

    def _moment(self, request: Request) -> tuple[Header, Columns]:
        at = self._at(request)
        self._flush(FLUSH_S)  # what has just been recorded is in the answer
        past = self._past(at)
        first = self._queries.first_known()
        cells_row = self._cell_row()
        if past is None:
            past = Past(at, 0, 0, {name: np.empty(0, kind) for name, kind in _KINDS.items()}, {}, 0)
        header = self._header(request, past)
        header |= {"first": first, "kept_at": past.kept_at, "sampled": past.sampled}
        header |= {"away": self._queries.away_at(at), "lost": next(iter(self._queries.gaps(at, at)), [])}
        alarms = alarms_of(past.facts)
        header["alarms"] = [fact_from_alarm(alarm) for alarm in alarms.values()]
        header["situations"] = [self._situation_fact(one) for one in open_situations(past.entries)]
        columns = past.columns
        self._stand_still(past)
        return header, {
            "lon": columns["lon"], "lat": columns["lat"], "row_seen": columns["seen"],
            "cell_row": cells_row[: past.cells].astype(np.uint32), "cell_value": columns["value"],
            "cell_quality": self._shown(past, cells_row), "cell_measured": columns["measured"],
            "cell_received": columns["received"],
        }  # fmt: skip

    def _situation_fact(self, situation: Situation) -> Header:
        rule = self._rules.get(situation.first.rule)
        return fact_from_situation(situation, plain_checklist(rule) if rule is not None else ())

    def _stand_still(self, past: Past) -> None:
        """What does not move and whose place was not kept yet by then stands where it stands now."""
        state, lon, lat = self._engine.state.columns, past.columns["lon"], past.columns["lat"]
        rows = np.flatnonzero(np.isnan(lon[: len(state["lon"])]))
        if len(rows):
            kinds = self._engine.catalogue
            types = self._engine.registry.types
            rows = rows[[not kinds.kind(types[row]).moves for row in rows.tolist()]]
            lon[rows], lat[rows] = state["lon"][rows], state["lat"][rows]

    def _at(self, request: Request) -> int:
        if request.args.get("at") is None:
            raise ValueError("Name the moment: 'at' is missing.")
        at, now = request.whole("at", 0), self._wall()
        if at > now:
            raise ValueError("That moment has not come yet. Ask for one before now.")
        return at

    def _past(self, at: int) -> Past | None:
        return self._queries.past(at, self._cell_row(), len(self._engine.registry.ids))

    def _cell_row(self) -> Ints:
        """The row of every cell known by now; rows and cells are only ever added."""
        known = self._engine.registry.cell_rows
        if len(self._rows) < len(known):
            self._rows = np.concatenate([self._rows, np.array(known[len(self._rows) :], np.int64)])
        return self._rows

    def _header(self, request: Request, past: Past) -> Header:
        engine = self._engine
        header: Header = {
            "epoch": engine.epoch, "seq": 0, "now": past.at, "rows": past.rows, "cells": past.cells,
            "texts": past.texts, "rules": engine.alarms.rule_instances, "health": {}, "places_at": past.places_at,
        }  # fmt: skip
        if request.args.get("registry", True):
            registry, described = engine.registry, engine.described
            rows, cells = past.rows, past.cells
            header |= {
                "ids": registry.ids[:rows], "types": registry.types[:rows], "names": described.names[:rows],
                "local_names": {row: names for row, names in dict(described.local_names).items() if row < rows},
                "shapes": {row: shape for row, shape in dict(described.shapes).items() if row < rows},
                "cell_names": registry.cell_names[:cells], "cell_units": described.units[:cells],
            }  # fmt: skip
        return header

    def _shown(self, past: Past, cell_row: Ints) -> NDArray[np.uint8]:
        """Quality as a desk had seen it: STALE where the entity had been silent longer than its kind allows."""
        published: NDArray[np.uint8] = past.columns["published"].astype(np.uint8)
        allowed = self._engine.state.columns["stale_after"][: past.rows]
        seen = past.columns["seen"]
        silent = np.ones(past.rows, np.bool_)
        silent[: len(allowed)] = past.at - seen[: len(allowed)] > allowed
        stale = silent[cell_row[: past.cells]]
        return np.where(stale, np.maximum(published, np.uint8(Quality.STALE)), published).astype(np.uint8)

    # -- the usual -------------------------------------------------------------------------------------------

    def _usual(self, request: Request) -> tuple[Header, Columns]:
        """Median by cell of what stood at the same time of day on the days before, and of how many days."""
        at = self._at(request)
        days, step = request.whole("days", 7), request.whole("step", 1)
        if not LEAST_DAYS <= days <= MAX_DAYS or not 1 <= step <= 7:
            raise ValueError(
                f"'days' must be between {LEAST_DAYS} and {MAX_DAYS}, 'step' between 1 and 7 (the same day of weeks)."
            )
        self._flush(FLUSH_S)
        first = self._queries.first_known()
        wanted = [at - number * step * DAY_MS for number in range(1, days + 1)]
        times = [time for time in wanted if first and time >= first]
        least = LEAST_DAYS
        if len(times) < least:
            raise ValueError(f"The usual needs {least} days of history at this time of day; {len(times)} are recorded.")
        cells = len(self._cell_row())
        values = np.full((len(times), cells), np.nan)
        told = []
        for number, time in enumerate(times):
            past = self._past(time)
            if past is None:
                continue
            good = self._shown(past, self._cell_row()) <= Quality.SUSPECT
            values[number, : past.cells][good[: past.cells]] = past.columns["value"][good]
            if good.any():
                told.append(time)
        count = np.isfinite(values).sum(axis=0).astype(np.uint8)
        if len(told) < least:
            raise ValueError(f"The usual needs {least} days of history at this time of day; {len(told)} are recorded.")
        median = np.full(cells, np.nan)
        enough = count >= least
        if enough.any():
            median[enough] = np.nanmedian(values[:, enough], axis=0)
        return {"at": at, "days": told, "least": least, "epoch": self._engine.epoch}, {"median": median, "count": count}

    # -- from when to when -----------------------------------------------------------------------------------

    def _span_known(self, request: Request) -> tuple[Header, Columns]:
        """First and last moment known, holes of the recording and alarms raised by parts of the span asked for."""
        self._flush(FLUSH_S)
        first, now = self._queries.first_known(), self._wall()
        since, until = span_of(request)
        since, until = max(since, first), min(until, now)
        bins = request.whole("bins", 0)
        if not 0 <= bins <= MAX_BINS:
            raise ValueError(f"'bins' must be between 0 and {MAX_BINS}.")
        header: Header = {"first": first, "last": now, "since": since, "until": max(since, until)}
        header["gaps"] = [[max(a, since), min(b, until)] for a, b in self._queries.gaps(since, until) if b > a]
        header["away"] = self._queries.away(since, until)
        if bins and until > since:
            urgent, other = self._queries.alarm_counts(since, until, bins)
            header["raised"] = {"urgent": urgent, "other": other}
        return header, {}

    def _beside(self, request: Request) -> tuple[Header, Columns]:
        """The alarm that was raised last before a moment, or first after it."""
        at = request.whole("at", self._wall())
        chosen = {name: request.args.get(name, False) for name in ("back", "urgent")}
        for name, value in chosen.items():
            if not isinstance(value, bool):
                raise ValueError(f"{name!r} must be true or false.")
        self._flush(FLUSH_S)
        found = self._queries.alarm_beside(at, back=chosen["back"], urgent=chosen["urgent"])
        raised, occurrence, entity = found or (0, "", "")
        return {"at": raised, "occurrence": occurrence, "entity": entity}, {}


def alarms_of(facts: list[str], before: dict[str, Alarm] | None = None) -> dict[str, Alarm]:
    """Alarms that are not normal after these journal events (JSON), which may begin before the alarms do; `before`:
    those that were not before them, which it becomes."""
    alarms: dict[str, Alarm] = {} if before is None else before
    decoder: Any = msgspec.json.Decoder(JournalEvent)
    for fact in facts:
        try:
            event: JournalEvent = decoder.decode(fact)
        except msgspec.MsgspecError:
            continue  # the engine has said so when it started
        alarm = applied(alarms.get(event.occurrence), event)
        if alarm is None:
            continue
        if alarm.state is AlarmState.NORM:
            alarms.pop(event.occurrence, None)
        else:
            alarms[event.occurrence] = alarm
    return alarms


_KINDS = {
    "value": np.float64, "published": np.uint8, "measured": np.int64, "received": np.int64, "lon": np.float64,
    "lat": np.float64, "place_time": np.int64, "seen": np.int64,
}  # fmt: skip
