"""What is on the plots now, taken as data, so that it can be put on paper or into a file beside the window's thread."""

from dataclasses import dataclass, field

from opscenter.console.format import format_date_time, format_offset, format_value
from opscenter.console.plain import one_line
from opscenter.console.plots.band_item import STRENGTH
from opscenter.console.plots.holes import common
from opscenter.console.plots.lanes import Band, Mixture
from opscenter.console.plots.limit_item import Limit, limits_of
from opscenter.console.plots.overlaying import Laid
from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.series import BOOLEAN
from opscenter.console.plots.sheet import Overlay
from opscenter.console.plots.spans import AlarmSpan
from opscenter.console.plots.stretch import Stretch
from opscenter.console.plots.time_axis import TimeAxis
from opscenter.console.plots.trace import Trace
from opscenter.console.replay.wording import past_word
from opscenter.console.session import Session
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.tokens import LIGHT


@dataclass(slots=True, frozen=True)
class PaperScale:
    """An axis: `unit`, and what it spans."""

    unit: str
    low: float
    high: float

    @property
    def span(self) -> float:
        """What lies between bottom and top; never 0."""
        return max(1e-12, self.high - self.low)


@dataclass(slots=True, frozen=True)
class PaperSeries:
    """One series: as the legend names it, as it is drawn (`scale`: which axis, -1 for states), and its rows as data.

    `texts`: of states, the words by code.
    """

    entity: str
    attribute: str
    name: str
    label: str
    unit: str
    kind: str
    value: str
    colour: str
    scale: int
    trace: Trace | None
    rows: Stretch
    texts: tuple[str, ...] = ()


@dataclass(slots=True, frozen=True)
class PaperPlot:
    """One plot as it is shown. Spans in seconds."""

    series: tuple[PaperSeries, ...]
    scales: tuple[PaperScale, ...]
    laid: tuple[Laid, ...]
    behind: tuple[tuple[Overlay, str], ...]
    limits: tuple[tuple[Limit, int], ...]
    gaps: tuple[tuple[float, float], ...]
    alarms: tuple[AlarmSpan, ...]
    bands: tuple[Band, ...]
    mixtures: tuple[Mixture, ...]
    lanes: int


@dataclass(slots=True, frozen=True)
class PaperOrder:
    """All of it. `since`, `until`, `now` in ms; `ticks`: (s, text) of the axis of time, for `paper_px` across."""

    title: str
    city: str
    station: str
    zone: str
    span: str
    made: str
    mode: str
    language: str
    since: float
    until: float
    now: int
    ticks: tuple[tuple[float, str], ...]
    plots: tuple[PaperPlot, ...] = field(default=())


def take_order(
    session: Session, rows: list[PlotRow], title: str, since: float, until: float, paper_px: float
) -> PaperOrder:
    """What is shown now between two times (ms), with times for a picture `paper_px` wide."""
    zone = f"{session.zone} {format_offset(max(1, int(until)), session.zone)}"
    first, last = (format_date_time(round(at), session.zone) for at in (since, until))
    axis = TimeAxis(session.zone)
    ticks: list[tuple[float, str]] = []
    for spacing, values in axis.tickValues(since / 1000, until / 1000, paper_px):
        ticks += zip(values, axis.tickStrings(values, 1.0, spacing), strict=True)
    return PaperOrder(
        title=one_line(title, 200),
        city=one_line(session.city, 80),
        station=one_line(session.station, 80),
        zone=session.zone,
        span=f"{first} – {last}   {zone}",
        made=f"{format_date_time(session.live_now, session.zone)} {zone}",
        mode=past_word(session),
        language=session.language,
        since=since,
        until=until,
        now=session.now,
        ticks=tuple(ticks),
        plots=tuple(_plot(session, row) for row in rows if row.series),
    )


def _plot(session: Session, row: PlotRow) -> PaperPlot:
    picture, scales = row.picture, row.axes.scales
    number_of = {number: at for at, scale in enumerate(scales) for number in scale.numbers}
    series = []
    for number, each in enumerate(row.series):
        name, label = each.names(session)
        value, _ = each.pieces.at(float(session.now))
        kind = each.kind(session)
        series.append(
            PaperSeries(
                entity=each.entity,
                attribute=each.attribute if each.entity else label or name,
                name=one_line(name, 120),
                label=one_line(label, 160),
                unit=each.unit(session),
                kind=kind.type if kind is not None else "",
                value="" if each.is_text else format_value(value / each.factor(session), each.described(session))[0],
                colour=LIGHT.series[number % len(LIGHT.series)],
                scale=number_of.get(number, -1),
                trace=picture.traces[number] if number < len(picture.traces) else None,
                rows=picture.rows[number] if number < len(picture.rows) else each.pieces.stretch(0, 0, 1.0),
                texts=tuple(each.buffer.texts) if each.is_text else (),
            )
        )
    limits = []
    for at, scale in enumerate(scales):
        limits += [(limit, at) for limit in limits_of([row.series[number] for number in scale.numbers], session)]
    told = row.overlaying.told(row.series, row.overlays) if row.overlaying is not None else []
    return PaperPlot(
        series=tuple(series),
        scales=tuple(PaperScale(scale.unit, scale.low, scale.high) for scale in scales),
        laid=tuple(row.laid),
        behind=tuple(told),
        limits=tuple(limits),
        gaps=tuple((a / 1000, b / 1000) for a, b in common(picture.holes)),
        alarms=tuple({span.occurrence: span for each in row.series for span in each.alarms(session)}.values()),
        bands=tuple(picture.bands),
        mixtures=tuple(picture.mixtures),
        lanes=len(picture.lane_of),
    )


def state_fill(code: int, texts: tuple[str, ...]) -> str:
    """The colour of a state on paper."""
    if list(texts) == BOOLEAN and code == 0:
        return blend(LIGHT.line, "#FFFFFF", 0.6)
    return blend(LIGHT.series[code % len(LIGHT.series)], "#FFFFFF", STRENGTH)
