"""Answers to where moving entities were."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from opscenter.history.places import Places
from opscenter.history.queries import Queries
from opscenter.station.registry import Registry
from opscenter.station.requests import Request, span_of
from opscenter.wire.desk import Columns, Header

MAX_PLACES = 1_000_000
MAX_POINTS = 100_000
FLUSH_S = 1.0
"""How long a question waits for what has just arrived to be on disk."""
WITHIN_MS = 900_000
MAX_WITHIN_MS = 86_400_000
NOWHERE = Places(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0))


class Ways:
    """Answers `track`, `tracks` and `positions` in the thread of the answers; ValueError holds a sentence."""

    def __init__(self, registry: Registry, queries: Queries, flush: Callable[[float], bool]) -> None:
        self._registry = registry
        self._queries = queries
        self._flush = flush

    def track(self, request: Request) -> tuple[Header, Columns]:
        """The way of one entity."""
        entity = request.text("entity")
        row = self._registry.find(entity)
        if row < 0:
            raise ValueError(f"No entity {entity[:120]!r} is known.")
        found = self._within_span(request, np.array([row], np.int64))
        return {}, {"time": found.time, "lon": found.lon, "lat": found.lat}

    def tracks(self, request: Request) -> tuple[Header, Columns]:
        """The ways of several entities; those that are not known, or never moved, are not in the answer."""
        entities, kind = request.texts("entities"), request.text("type")
        rows: NDArray[np.int64] | None = None
        if entities or kind:
            known = {row for entity in entities if (row := self._registry.find(entity)) >= 0}
            known.update(self._of_type(kind).tolist())
            rows = np.array(sorted(known), np.int64)
        return {}, _by_row(self._within_span(request, rows))

    def positions(self, request: Request) -> tuple[Header, Columns]:
        """Where each moving entity was last seen at a moment."""
        at, within, kind = request.whole("at", 2**53), request.whole("within", WITHIN_MS), request.text("type")
        if not 0 <= within <= MAX_WITHIN_MS:
            raise ValueError(f"'within' must be between 0 and {MAX_WITHIN_MS} ms (a day).")
        self._flush(FLUSH_S)
        found = self._queries.places_at(at, within)
        if kind:
            found = _some(found, np.flatnonzero(np.isin(found.row, self._of_type(kind))))
        return {}, _by_row(found)

    def _of_type(self, kind: str) -> NDArray[np.int64]:
        rows = [row for row, known in enumerate(self._registry.types[:]) if known == kind] if kind else []
        return np.array(rows, np.int64)

    def _within_span(self, request: Request, rows: NDArray[np.int64] | None) -> Places:
        since, until = span_of(request)
        points = request.whole("points", 0)
        if not 0 <= points <= MAX_POINTS:
            raise ValueError(f"'points' must be between 0 (all that is kept) and {MAX_POINTS}.")
        if rows is not None and not len(rows):
            return NOWHERE
        self._flush(FLUSH_S)
        found = self._queries.ways(rows, since, until)
        if points:
            found = thinned(found, points)
        if len(found) > MAX_PLACES:
            raise ValueError(f"The span holds {len(found)} positions. Ask for a shorter one, or name 'points'.")
        return found


def thinned(places: Places, points: int) -> Places:
    """At most `points` places of each entity, evenly chosen in order: the last one, and from two on the first."""
    if not len(places):
        return places
    starts = np.flatnonzero(np.diff(places.row, prepend=places.row[0] - 1))
    counts = np.diff(np.append(starts, len(places)))
    chosen = [
        start + (np.arange(count) if count <= points else np.linspace(count - 1, 0, points).astype(np.int64)[::-1])
        for start, count in zip(starts.tolist(), counts.tolist(), strict=True)
    ]
    return _some(places, np.concatenate(chosen))


def _some(places: Places, chosen: NDArray[np.int64]) -> Places:
    return Places(places.row[chosen], places.time[chosen], places.lon[chosen], places.lat[chosen])


def _by_row(places: Places) -> Columns:
    return {"row": places.row.astype(np.uint32), "time": places.time, "lon": places.lon, "lat": places.lat}
