"""The curves of a page: descriptions -> series that can be asked for and drawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from opscenter.console.plots.derived import derived_of
from opscenter.console.plots.series import Series
from opscenter.console.plots.sheet import Derived, How, Plain, Reduce, Spec
from opscenter.console.plots.stretch import Floats, Stretch
from opscenter.console.plots.trace import Trace, trace
from opscenter.console.session import Session
from opscenter.domain.catalogue import Catalogue, KeyFigure
from opscenter.domain.system_entity import system_entity
from opscenter.domain.system_page import PageSeries
from opscenter.domain.texts import Texts, in_language

MINUTE_MS = 60_000
_ENOUGH_ROWS = 10
SPANS_MS = tuple(hours * 3_600_000 for hours in (1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 744))
FIGURE_GAP_MS = 5 * MINUTE_MS
"""Key figures are recorded once a minute: silence of so long is a gap."""


@dataclass(slots=True)
class Curve:
    """One curve. `label` "": it is named after its series; `colour` is its place among the colours of curves."""

    spec: Spec
    series: Series
    label: Texts = field(default_factory=dict)
    colour: int = 0
    is_figure: bool = False
    decimals: int | None = None
    unit_label: str = ""

    def name(self, session: Session) -> str:
        """What the curve is called beside its plot."""
        if self.label:
            return in_language(self.label, session.language)
        entity, label = self.series.names(session)
        return label if self.is_figure else entity if isinstance(self.spec, Derived) else label

    def unit(self, session: Session) -> str:
        """The unit of its numbers; that of a key figure is known before its series is."""
        return self.unit_label if self.is_figure else self.series.unit(session)

    def digits(self, session: Session) -> int:
        """Decimals of its numbers."""
        if self.decimals is not None:
            return self.decimals
        described = self.series.described(session)
        return described.decimals if described is not None else 2

    def drawn(self, session: Session, since: int, until: int, columns: int) -> Trace:
        """What to draw of it between two times (ms)."""
        wide = (until - since) / max(1, columns)
        stretch = self.stretch(since, until, wide)
        return trace(stretch, since, until, columns, self.gap_ms(session, stretch), self.series.gaps)

    def stretch(self, since: int, until: int, width: float) -> Stretch:
        """What is known of it between two times (ms)."""
        return self.series.pieces.stretch(since, until, width)

    def gap_ms(self, session: Session, stretch: Stretch | None = None) -> int:
        """Silence of so long is a gap: far longer than the values of `stretch` are apart, where that is known."""
        far = self.series.break_after_ms(session)
        if self.is_figure:
            return max(far, FIGURE_GAP_MS)
        if stretch is None or len(stretch) < _ENOUGH_ROWS or not isinstance(self.spec, Derived):
            return far
        return max(far, round(2.0 * float(np.percentile(np.diff(stretch.time), 80))))

    def begins(self, since: int, now: int) -> int:
        """The first time (ms) of which anything is known from `since` on; `since` while that is still asked for."""
        pieces = self.series.pieces
        holes = pieces.missing(since, now, (now - since) / 10, trusting=True)
        if holes and holes[0][0] <= since:  # what is only read again is drawn as it is
            return since
        time = pieces.stretch(since, now, (now - since) / 10).time
        at = int(np.searchsorted(time, since))
        return int(time[at]) if at < len(time) else now

    def last(self) -> float:
        """Its newest value, NaN without any."""
        buffer = self.series.buffer
        if len(buffer):
            return float(buffer.value[-1])
        newest = self.series.pieces.newest()
        return self.series.pieces.at(newest)[0] if newest else float("nan")


def curve_of_figure(system: str, figure: KeyFigure, recorded: bool = True) -> Curve:
    """The curve of a key figure: of the system's own entity, or where nobody records it, of all entities together."""
    if recorded:
        plain = Plain(system_entity(system), figure.id)
        return Curve(
            plain,
            Series(plain.entity, plain.attribute),
            figure.label,
            is_figure=True,
            decimals=figure.decimals,
            unit_label=figure.unit_label,
        )
    return _together(figure.entity_type, figure.attribute, figure.reduce, figure.label)


def curve_of(told: PageSeries, system: str, catalogue: Catalogue, chosen: str, colour: int = 0) -> Curve | None:
    """The curve of a description. `chosen`: the entity that a curve without a name is of; None without one."""
    if told.figure:
        whose = catalogue.systems.get(told.system or system)
        figure = next((one for one in whose.figures if one.id == told.figure), None) if whose is not None else None
        if whose is None or figure is None:
            return None
        curve = curve_of_figure(whose.id, figure)
        curve.label = told.label or figure.label
    elif told.reduce:
        curve = _together(told.entity_type, told.attribute, told.reduce, told.label)
    else:
        entity = told.entity or chosen
        if not entity:
            return None
        curve = Curve(Plain(entity, told.attribute), Series(entity, told.attribute), told.label)
    curve.colour = colour
    return curve


def _together(entity_type: str, attribute: str, reduce: str, label: Texts) -> Curve:
    spec = Derived(How.OVER, reduce=Reduce(reduce), entity_type=entity_type, attribute=attribute)
    return Curve(spec, derived_of(spec), label)


def span_known(curves: Iterable[Curve], span_ms: int, now: int) -> int:
    """How much to show (ms) of curves: `span_ms`, or less while less is known: a history of an hour is a sliver of a
    week."""
    first = min((curve.begins(now - span_ms, now) for curve in curves), default=now - span_ms)
    known = max(0, now - first)
    return next((span for span in SPANS_MS if known * 0.98 <= span < span_ms), span_ms)


def steps_of(stretch: Stretch) -> tuple[Floats, Floats]:
    """(time in ms, value) of a stretch, in the middle of its bins; lesser than suspect ones are NaN."""
    value = np.where(stretch.quality <= 1, stretch.mean, np.nan)
    return stretch.time + stretch.width / 2.0, value
