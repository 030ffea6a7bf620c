"""The query `pricing-advice` of PROTOCOL.md: what reviews of charges would have advised over recorded history."""

import math
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np

from opscenter.domain.local_week import DAY_MS, LocalWeek
from opscenter.domain.quality import Quality
from opscenter.figures.pricing.advice import bands
from opscenter.figures.pricing.gantries import GANTRY
from opscenter.figures.pricing.past_advice import PastGantry, past_advice
from opscenter.figures.pricing.past_readings import NONE, Readings
from opscenter.history.bin_extraction import Clock
from opscenter.history.queries import Queries
from opscenter.history.rollup import combine
from opscenter.station.engine import Engine
from opscenter.station.requests import Request, span_of
from opscenter.wire.desk import Columns, Header

LONGEST_MS = 31 * DAY_MS
"""Readings of a minute are made of samples: of a month at a time, as for `binned`."""
MOST_GANTRIES = 200
MINUTE_MS = 60_000


class PricingAnswers:
    """Answers in the thread which `queries` belongs to. ValueError with a sentence for what cannot be answered."""

    def __init__(self, engine: Engine, queries: Queries, week: LocalWeek, flush: Callable[[float], bool]) -> None:
        self._engine = engine
        self._queries = queries
        self._week = week
        self._flush = flush

    def advice(self, request: Request) -> tuple[Header, Columns]:
        """`from, to, gantries`."""
        since, until = span_of(request)
        if until - since > LONGEST_MS:
            raise ValueError("The span holds too much. Ask for 31 days at most.")
        rows = self._rows(request.texts("gantries", MOST_GANTRIES))
        registry = self._engine.registry
        low, high = bands(
            np.array([self._number(row, "targetSpeedLow") for row in rows]),
            np.array([self._number(row, "targetSpeedHigh") for row in rows]),
            [self._text(row, "roadClass") for row in rows],
        )
        self._flush(2.0)  # what has just been measured is in the answer
        damaged: set[str] = set()
        review = self._engine.catalogue.charges.review
        found: list[dict[str, Any]] = []
        for row, slowest, fastest in zip(rows, low.tolist(), high.tolist(), strict=True):
            gantry = PastGantry(
                registry.ids[row], self._engine.described.names[row] or registry.ids[row], slowest, fastest,
                self._readings(row, "averageVehicleSpeed", since, until, damaged),
                self._readings(row, "charge", since, until, damaged),
            )  # fmt: skip
            found += [_told(asdict(slot)) for slot in past_advice(gantry, review, self._week)]
        return {"advice": found, "zone": self._week.zone, "damaged": sorted(damaged)}, {}

    def _rows(self, wanted: list[str]) -> list[int]:
        registry = self._engine.registry
        if not wanted:
            rows = [row for row, kind in enumerate(registry.types[:]) if kind == GANTRY]
            if len(rows) > MOST_GANTRIES:
                raise ValueError(f"There are {len(rows):,} gantries. Name {MOST_GANTRIES} at most.")
            return rows
        for entity in wanted:
            row = registry.find(entity)
            if row < 0 or registry.types[row] != GANTRY:
                raise ValueError(f"No gantry {entity[:120]!r} is known.")
        return [registry.find(entity) for entity in dict.fromkeys(wanted)]

    def _number(self, row: int, attribute: str) -> float:
        cell = self._engine.registry.cells_of[row].get(attribute)
        return math.nan if cell is None else float(self._engine.state.columns["value"][cell])

    def _text(self, row: int, attribute: str) -> str | None:
        cell = self._engine.registry.cells_of[row].get(attribute)
        return None if cell is None else self._engine.state.texts.get(cell)

    def _readings(self, row: int, attribute: str, since: int, until: int, damaged: set[str]) -> Readings:
        cell = self._engine.registry.cells_of[row].get(attribute)
        if cell is None:
            return NONE
        parts, lost = self._queries.binned(cell, since, until, Clock(MINUTE_MS))
        damaged.update(lost)
        if not parts:
            return NONE
        bins: dict[str, Any] = combine(parts)
        good = (bins["quality"] < Quality.BAD) & np.isfinite(bins["last"])
        return Readings(bins["time"][good], bins["last"][good])


def _told(slot: dict[str, Any]) -> dict[str, Any]:
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value for name, value in slot.items()
    }
