"""The catalogue: what kinds of entity a city has, as data.

A kind is one `[[kind]]` table of a TOML file in `resources/catalogue/`; a new city system is a new file.
These are the shapes; reading and checking the files is `catalogue_parsing`.
"""

from dataclasses import dataclass, field

from opscenter.domain.air_index import AirGuideline, AirIndex
from opscenter.domain.cause import Cause
from opscenter.domain.charge import Charges
from opscenter.domain.city_index import Axis
from opscenter.domain.corridor import Corridor
from opscenter.domain.footprint import Footprint
from opscenter.domain.lighting_plan import Dimming
from opscenter.domain.rule import Rule
from opscenter.domain.system_page import SystemPage
from opscenter.domain.texts import Texts
from opscenter.domain.toml_table import Mistake

MARKS = ("done", "off", "on", "watch", "full", "active", "closed", "lost", "fault")
"""How the map can mark an entity's state, by shape; the later one wins where several attributes ask for one."""

MOST_MARKED = 4
"""How many attributes of a kind may carry marks."""


@dataclass(slots=True, frozen=True)
class Attribute:
    """One attribute of a kind, as published on the bus (dotted names for nested values).

    `states` names the texts it may hold, lower-case, in each language. `low` and `high` span its healthy range.
    Values, ranges and limits are as published; people see them times `shown_factor`, in `unit_label` (a share of
    0..1 as 0..100 %). `marks` says how the map marks an entity in a state: state -> one of MARKS.
    """

    name: str
    label: Texts
    unit: str = ""
    unit_label: str = ""
    decimals: int = 1
    low: float | None = None
    high: float | None = None
    states: dict[str, Texts] = field(default_factory=dict)
    shown_factor: float = 1.0
    marks: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, frozen=True)
class Kind:
    """One type of entity. `headline` is the attribute shown beside its symbol.

    `ramp` colours lines or areas, from quiet at `ramp_low` to bright at `ramp_high`; either may be the larger.
    `notices`: its entities are notices by others, which end as they say themselves (`notice_watch`).
    `flow` is what runs along a line, against its points where negative; at `flow_full` it is drawn widest.
    """

    type: str
    system: str
    name: Texts
    symbol: str = "generic"
    stale_after_ms: int = 900_000
    headline: str = ""
    geometry: str = "point"  # point | line | area
    moves: bool = False  # a vehicle
    notices: bool = False
    importance: int = 5  # 1 first to be drawn and named .. 9 last
    min_zoom: float = 0.0  # below it only clusters and alarms of the kind are drawn
    ramp: str = ""  # attribute by which a line or area is coloured
    ramp_low: float = 0.0
    ramp_high: float = 1.0
    side: str = ""  # "left" or "right": two lines of one road are drawn apart, as one drives there
    flow: str = ""
    flow_full: float = 1.0
    attributes: dict[str, Attribute] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()


@dataclass(slots=True, frozen=True)
class KeyFigure:
    """A number of a system's overview tile: `reduce` (mean, sum, min, max, count) of an attribute over a kind.

    Shown times `shown_factor`, like an attribute. `id` names it for scripts, rules and plots: it is recorded as this
    attribute of the system's own entity (`system_entity`). `absent` says why there may be no value.
    """

    entity_type: str
    attribute: str
    reduce: str
    label: Texts
    unit_label: str = ""
    decimals: int = 0
    shown_factor: float = 1.0
    id: str = ""
    absent: Texts = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.id:
            parts = (self.entity_type, self.attribute, self.reduce)
            object.__setattr__(self, "id", ".".join(part for part in parts if part))


@dataclass(slots=True, frozen=True)
class System:
    """One city system: a tile of the overview, a filter of everything. `page` None: its page is made of its kinds."""

    id: str
    order: int
    name: Texts
    icon: str
    figures: tuple[KeyFigure, ...] = ()
    page: SystemPage | None = None


@dataclass(slots=True)
class Catalogue:
    """All systems and kinds. `kind()` never fails: a type nobody described gets a sensible kind of its own.

    `causes` says which rules' alarms follow from which, `corridors` which ways through the city are watched, `charges`
    what roads cost, `footprint` and `axes` what the city's own figures are made of.
    `air_index` is the scheme that tells of air. `warnings` are about what was read: nothing wrong, but hardly what
    was meant.
    """

    systems: dict[str, System] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    causes: tuple[Cause, ...] = ()
    corridors: tuple[Corridor, ...] = ()
    charges: Charges = field(default_factory=Charges)
    footprint: Footprint = field(default_factory=Footprint)
    axes: tuple[Axis, ...] = ()
    air_index: AirIndex | None = None
    air_guidelines: tuple[AirGuideline, ...] = ()
    lighting_dimming: tuple[Dimming, ...] = ()
    warnings: list[Mistake] = field(default_factory=list)

    def kind(self, entity_type: str) -> Kind:
        """The kind of a type; for an unknown type one named after it, in the system "other"."""
        found = self.kinds.get(entity_type)
        if found is None:
            found = Kind(type=entity_type, system="other", name={"en": entity_type})
            if len(self.kinds) < 10_000:  # types come from the bus: keep what we remember of them bounded
                self.kinds[entity_type] = found
        return found

    def rules(self) -> list[Rule]:
        """Every rule of every kind."""
        return [rule for kind in self.kinds.values() for rule in kind.rules]
