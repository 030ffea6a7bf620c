"""The page of a city system, as data: which figures, worst places, plots and layer of the map its operators look at.

`[system.page]` of a catalogue file, read by `page_parsing`. What a system leaves out, `page_defaults` fills in.
"""

from dataclasses import dataclass, field

from opscenter.domain.texts import Texts

DEFAULT_SPAN_MS = 24 * 3_600_000
DEFAULT_COUNT = 8
MOST_COUNT = 50
SERIES_REDUCTIONS = ("mean", "sum", "min", "max")


@dataclass(slots=True, frozen=True)
class WorstList:
    """A ranked list of the entities of a type: by the number of `attribute`, the worst on `side` first ("high", "low",
    or "off": outside its healthy range, in units of that), or, with `states`, those in one of these states, in their
    order and the newest first.

    Numbers that are not beyond `beyond` (as published) are left out; None lists them all. `columns` are attributes
    shown beside it. `label` empty: named after the kind and the attribute.
    """

    entity_type: str
    attribute: str
    side: str = "high"
    states: tuple[str, ...] = ()
    count: int = DEFAULT_COUNT
    beyond: float | None = None
    columns: tuple[str, ...] = ()
    label: Texts = field(default_factory=dict)


@dataclass(slots=True, frozen=True)
class PageSeries:
    """One curve of a plot, one of four:

    - `figure`: a key figure (of `system`, or of the page's own where that is "");
    - `entity_type`, `attribute` and `reduce`: all entities of a type put together;
    - `entity` and `attribute`: of one entity, by its id;
    - `entity_type` and `attribute` alone: of the entity that is chosen on the page, else of the worst.
    """

    figure: str = ""
    system: str = ""
    entity_type: str = ""
    attribute: str = ""
    reduce: str = ""
    entity: str = ""
    label: Texts = field(default_factory=dict)

    @property
    def of_chosen(self) -> bool:
        """Whether it follows the entity that is chosen on the page."""
        return not (self.figure or self.reduce or self.entity)


@dataclass(slots=True, frozen=True)
class PagePlot:
    """Curves over the last `span_ms` with at most two units. `zero`: the axis of values begins at 0."""

    title: Texts
    series: tuple[PageSeries, ...]
    span_ms: int = DEFAULT_SPAN_MS
    zero: bool = False


@dataclass(slots=True, frozen=True)
class PageMap:
    """What the map shows for the page: `kinds` alone (none: all of the system), coloured by `colour`, quiet at `low`
    and bright at `high`, either of which may be the larger; both None: as the kind itself says."""

    kinds: tuple[str, ...] = ()
    colour: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(slots=True, frozen=True)
class SystemPage:
    """One page. Empty fields are filled in by `page_defaults`: `figures` are ids of key figures of the system in the
    order in which they are shown; none, all of them. `remaining` (`next` in the file) are those of them that tell how
    long it takes until something happens: "first full in"."""

    title: Texts = field(default_factory=dict)
    lead: Texts = field(default_factory=dict)
    figures: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    worst: tuple[WorstList, ...] = ()
    plots: tuple[PagePlot, ...] = ()
    map: PageMap = field(default_factory=PageMap)
