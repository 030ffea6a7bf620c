"""What the console knows of the past of one series: pieces of different fineness, the best of them for any view. No Qt.

History is asked for in pieces: bins of a view, wider bins of what is around it, very wide ones of years. All of them
stay while there is room, so that whatever is looked at next is drawn at once from what is there.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from opscenter.console.plots.buffer import SeriesBuffer
from opscenter.console.plots.stretch import NOTHING, Stretch, joined, samples
from opscenter.domain.quality import Quality

MAX_ROWS = 40_000
"""Rows of all pieces of a series together; what was not looked at for longest goes first."""
MAX_PIECES = 64
FINE_ENOUGH = 1.5
"""Bins may be so much wider than what is wanted and are not asked for again."""

Span = tuple[float, float]


@dataclass(slots=True, eq=False)
class Piece:
    """All that history holds between `since` and `until` (ms) in bins of `width` ms (0: every sample). `doubted`: it
    may hold more by now."""

    since: float
    until: float
    width: float
    rows: Stretch
    used: int = 0
    doubted: bool = False


class Pieces:
    """The pieces of one series, and `live`: what beats have brought since `live_since` (ms)."""

    def __init__(self, live: SeriesBuffer) -> None:
        self.live = live
        self._live_since = math.inf
        self.version = 0
        """Another number whenever a piece came or went."""
        self._pieces: list[Piece] = []
        self._turn = 0

    def __len__(self) -> int:
        return len(self._pieces)

    @property
    def live_since(self) -> float:
        """From when on (ms) all that beats brought is here: since they were followed, or since what did not fit."""
        return max(self._live_since, self.live.dropped_before)

    @live_since.setter
    def live_since(self, at: float) -> None:
        self._live_since = at

    @property
    def row_count(self) -> int:
        """Rows of all pieces."""
        return sum(len(piece.rows) for piece in self._pieces)

    def forget(self) -> None:
        """Let go of everything that history said."""
        self._pieces.clear()
        self.version += 1

    def doubt(self, at: float) -> None:
        """Beats may have passed over some of what came late: `missing` asks for all up to `at` (ms) again; until that
        has come, what is known is drawn as before."""
        for piece in self._pieces:
            piece.doubted = True
        self.live_since = at

    def add(self, since: float, until: float, width: float, rows: Stretch) -> None:
        """Take in an answer; pieces that say nothing beyond it go."""
        if not since < until:
            return
        self._turn += 1
        self.version += 1
        made = Piece(since, until, width, rows.between(since - width, until + 1), self._turn)
        self._pieces = [
            piece
            for piece in self._pieces
            if not (since <= piece.since and piece.until <= until and (width <= piece.width or piece.doubted))
        ]
        self._pieces.append(made)
        self._shrink(made)

    def heard(self, time: float) -> None:
        """A beat brought a sample of this time (ms). What history told before it came knows nothing from there on;
        where it knows of later ones, too, the sample is put among them (into bins only when they are read again).
        """
        told_before = [piece for piece in self._pieces if piece.since <= time < piece.until]
        if not told_before:
            return  # nearly always
        for piece in told_before:
            after = int(np.searchsorted(piece.rows.time, time))
            if after < len(piece.rows):
                if not piece.width and piece.rows.time[after] != time:
                    late = self._live_rows().between(time, time + 1)
                    before, rest = piece.rows.rows(slice(0, after)), piece.rows.rows(slice(after, None))
                    piece.rows = joined([before, late, rest])
                    self.version += 1
                continue
            piece.until = time
            self.live_since = min(self.live_since, time)
            self.version += 1
        self._pieces = [piece for piece in self._pieces if piece.since < piece.until]

    def _shrink(self, newest: Piece) -> None:
        while len(self._pieces) > 1 and (self.row_count > MAX_ROWS or len(self._pieces) > MAX_PIECES):
            widest = max(self._pieces, key=lambda piece: piece.until - piece.since)
            # The one that spans the most costs little and is all there is when somebody zooms out far.
            spare = [piece for piece in self._pieces if piece is not newest and piece is not widest]
            spare = spare or [piece for piece in self._pieces if piece is not newest]
            self._pieces.remove(min(spare, key=lambda piece: piece.used))

    def missing(self, since: float, until: float, width: float, trusting: bool = False) -> list[Span]:
        """The parts of a span not here in bins of about `width` ms or finer; `trusting`: what is doubted is here."""
        holes = [(since, until)]
        for piece in self._pieces:
            if piece.width <= width * FINE_ENOUGH and (trusting or not piece.doubted):
                holes = _without(holes, piece.since, piece.until)
        return [hole for hole in _without(holes, self.live_since, math.inf) if hole[1] - hole[0] >= 1.0]

    def stretch(self, since: float, until: float, width: float, held: bool = False) -> Stretch:
        """The best that is known between two times (ms) for bins of `width` ms: fine enough where there is such,

        else the finest; of rows outside only the last before and the first after, for lines that go on there.
        `held`: rows are changes of a state; what a piece begins with is what it says stood by then.
        """
        self._turn += 1
        fine = sorted(
            (p for p in self._pieces if p.width <= width * FINE_ENOUGH), key=lambda p: (p.doubted, -p.width, -p.used)
        )
        coarse = sorted((p for p in self._pieces if p.width > width * FINE_ENOUGH), key=lambda p: p.width)
        now = Piece(self.live_since, math.inf, 0.0, self._live_rows())
        holes: list[Span] = [(since, until)]
        parts: list[tuple[float, Stretch]] = []
        used: list[Piece] = []
        for piece in (*fine, now, *coarse):
            if not holes:
                break
            overlaps = list(_overlaps(holes, piece.since, piece.until))
            if overlaps:
                piece.used = self._turn
                used.append(piece)
                parts += [(start, _part(piece, start, end, held and start > since)) for start, end in overlaps]
                holes = _without(holes, piece.since, piece.until)
        for start, end in holes:  # beats of before may be all there is
            parts.append((start, now.rows.between(start, end)))
        parts.sort(key=lambda part: part[0])
        inside = joined([part for _, part in parts])
        return joined([self._before(since, used), inside, self._after(until, [*used, now])])

    def at(self, time: float) -> tuple[float, int]:
        """(mean, quality) of what is known of a time (ms): of the finest piece that tells of it the newest row not
        after it; else of whichever row is the newest before. NaN and BAD before the first.
        """
        live = Piece(self.live_since, math.inf, 0.0, self._live_rows())
        best: tuple[float, float, int] | None = None
        for piece in [live, *sorted(self._pieces, key=lambda piece: piece.width)]:
            index = int(np.searchsorted(piece.rows.time, time, "right")) - 1
            if index < 0:
                continue
            found = float(piece.rows.time[index]), float(piece.rows.mean[index]), int(piece.rows.quality[index])
            if piece.since <= time <= piece.until:
                return found[1], found[2]
            if best is None or found[0] > best[0]:
                best = found
        return (float("nan"), int(Quality.BAD)) if best is None else (best[1], best[2])

    def newest(self) -> int:
        """Where the newest row begins (ms), 0 without any."""
        last = [int(piece.rows.time[-1]) for piece in self._pieces if len(piece.rows)]
        if len(self.live):
            last.append(int(self.live.time[-1]))
        return max(last, default=0)

    def _live_rows(self) -> Stretch:
        return samples(self.live.time, self.live.value, self.live.quality)

    def _before(self, since: float, used: list[Piece]) -> Stretch:
        best = NOTHING
        for piece in used:
            at = int(np.searchsorted(piece.rows.time, since)) - 1
            if at >= 0 and piece.rows.end[at] > since and piece.rows.width[at] > 0:
                at -= 1  # it reaches into the span, and is in it already
            if at >= 0 and (not len(best) or piece.rows.time[at] > best.time[0]):
                best = piece.rows.rows(slice(at, at + 1))
        return best

    def _after(self, until: float, used: list[Piece]) -> Stretch:
        best = NOTHING
        for piece in used:
            at = int(np.searchsorted(piece.rows.time, until))
            if at < len(piece.rows) and (not len(best) or piece.rows.time[at] < best.time[0]):
                best = piece.rows.rows(slice(at, at + 1))
        return best


def _part(piece: Piece, start: float, end: float, held: bool) -> Stretch:
    """The rows of a piece within a span; a bin that reaches over its edges is cut there, so that parts meet.

    `held`: begin with the state that stood where the span begins.
    """
    rows = piece.rows
    first, last = np.searchsorted(rows.time, [start, end]).tolist()
    part = rows.rows(slice(first, last))
    if first > 0 and (held or rows.end[first - 1] > start):
        before = rows.rows(slice(first - 1, first))
        begins = np.array([math.ceil(start)], np.int64)
        wide = np.maximum(0, before.end - begins)
        if before.single:
            part = joined([samples(begins, before.mean, before.quality), part])
        else:
            part = joined([replace(before, time=begins, width=wide), part])
    if len(part) and part.end[-1] > end:
        part = replace(part, width=np.minimum(part.width, np.maximum(1, int(end) - part.time)))
    return part


def _overlaps(holes: list[Span], since: float, until: float) -> Iterator[Span]:
    for start, end in holes:
        if max(start, since) < min(end, until):
            yield max(start, since), min(end, until)


def _without(holes: list[Span], since: float, until: float) -> list[Span]:
    left = []
    for start, end in holes:
        if until <= start or end <= since:
            left.append((start, end))
            continue
        if start < since:
            left.append((start, since))
        if until < end:
            left.append((until, end))
    return left
