"""What one plot shows of its series between two times: curves, states, holes. Reckoned once, drawn by its items."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import state_text
from opscenter.console.plots.holes import Hole, Why, known_holes
from opscenter.console.plots.lanes import CROWD, Band, Mixture, lane_of
from opscenter.console.plots.series import BOOLEAN, Series
from opscenter.console.plots.stretch import Stretch
from opscenter.console.plots.trace import Trace, trace
from opscenter.console.session import Session


@dataclass(slots=True)
class Picture:
    """`traces` and `rows` by place of the series (None where it is one of states), `holes` likewise for all."""

    since: float
    until: float
    traces: list[Trace | None] = field(default_factory=list)
    rows: list[Stretch] = field(default_factory=list)
    holes: list[list[Hole]] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    mixtures: list[Mixture] = field(default_factory=list)
    lane_of: dict[int, int] = field(default_factory=dict)
    low_key: frozenset[tuple[int, int]] = frozenset()
    unknown: bool = False  # some of it has not been asked for or not been answered yet

    @property
    def filled(self) -> bool:
        """Whether anything of it is to be seen."""
        return bool(self.bands or self.mixtures) or any(
            each is not None and (each.rows > 0 or reaches(each, self.since, self.until)) for each in self.traces
        )


def picture(
    series: Sequence[Series], session: Session, since: float, until: float, columns: int, now: float
) -> Picture:
    """All that is drawn of some series between two times (ms) on `columns` pixel columns; after `now` is nothing."""
    made = Picture(since, until)
    lanes = [number for number, each in enumerate(series) if each.is_text]
    made.lane_of = {number: lane for lane, number in enumerate(lanes)}
    made.low_key = frozenset(
        (lane, 0) for number, lane in made.lane_of.items() if series[number].buffer.texts == BOOLEAN
    )
    pixel = (until - since) / max(1, columns)
    for number, each in enumerate(series):
        rows = each.pieces.stretch(since, until, pixel, held=each.is_text)
        unknown = each.pieces.missing(max(0.0, since), min(until, now), math.inf)
        made.unknown |= bool(unknown) and (each.waiting or not each.refused)
        broken_after = each.break_after_ms(session)
        newest = each.newest(session)
        holes = [Hole(start, end, Why.LOST) for start, end in each.gaps if end > since and start < until]
        if newest and now - newest > broken_after:
            holes.append(Hole(newest, now, Why.SILENT))
        made.rows.append(rows)
        if each.is_text:
            for start, end in each.crowded:
                if end > since and start < until and len(rows.between(max(start, since), min(end, until))) <= 2:
                    holes.append(Hole(start, end, Why.CROWDED))
                    crowd = QCoreApplication.translate("Plots", "too many changes to show: look closer")
                    made.bands.append(Band(start / 1000, end / 1000, crowd, CROWD, made.lane_of[number], True))
            blanks = [*((hole.since, hole.until) for hole in holes), *unknown]
            _add_lane(made, each, session, made.lane_of[number], rows, now, columns, blanks)
            made.traces.append(None)
        else:
            drawn = trace(rows, since, until, columns, broken_after, each.gaps, is_stepped(each, session))
            live = each.buffer
            if len(live) and live.quality[-1] == 0 and live.time[-1] >= newest and since <= live.time[-1] <= until:
                drawn.last = (float(live.time[-1]), float(live.value[-1]))
            made.traces.append(drawn)
            holes += [Hole(start, end, Why.NOTHING) for start, end in drawn.breaks]
        made.holes.append(known_holes(holes, unknown))
    return made


def is_stepped(series: Series, session: Session) -> bool:
    """Whether its numbers are states, which hold until the next one."""
    described = series.described(session)
    return described is not None and bool(described.states)


def _add_lane(
    made: Picture,
    series: Series,
    session: Session,
    lane: int,
    rows: Stretch,
    now: float,
    columns: int,
    blanks: Sequence[tuple[float, float]],
) -> None:
    described, language, texts = series.described(session), session.language, series.buffer.texts

    def text_of(code: int) -> str:
        text = texts[code] if 0 <= code < len(texts) else str(code)
        return state_text(text, described, language)

    spans = [(int(start), int(end)) for start, end in blanks]
    bands, mixtures = lane_of(rows, lane, made.since, made.until, now, columns, spans, text_of)
    made.bands += bands
    made.mixtures += mixtures


def reaches(drawn: Trace, since: float, until: float) -> bool:
    """Whether a line or a point of what is drawn can be seen between two times (ms)."""
    for x, y in (*drawn.lines.values(), *drawn.points.values(), drawn.bad):
        kept = x[y == y]
        if ((kept >= since) & (kept <= until)).any():
            return True
        before = (x[:-1] < since) & (x[1:] > until)
        if (before & (y[:-1] == y[:-1]) & (y[1:] == y[1:])).any():
            return True
    return False
