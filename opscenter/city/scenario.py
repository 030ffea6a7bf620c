"""Scenario files: what goes wrong in the demo city, and when. A scenario sets causes, never what sensors say.

TOML. Top level: `name`, `description`, `hydrology_rate` (how many seconds of rain, run-off and levels pass in one
second, so that a flood can be watched; 1 is real time), `least_traffic` (share of the peak below which demand does not
fall, for a night of festival or a demonstration at night). Then tables of causes, each with `at` (seconds after the
start): `[[storm]]`, `[[feeder_trip]]`, `[[burst]]`, `[[accident]]`, `[[gantry_fault]]`.
"""

from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from opscenter.city.districts import DISTRICTS
from opscenter.domain.toml_document import FileMistakes, decoded, parsed
from opscenter.domain.toml_table import Mistake, Table
from opscenter.settings.resources import resource_root


@dataclass(slots=True, frozen=True)
class Storm:
    """A moving cell of rain. Kilometres from the city's centre, km/h of real time are far too slow to watch, so the
    track is given by its two ends; `peak` in mm/h at its middle, `radius` in km (one standard deviation)."""

    at: float
    lasts: float
    from_x: float
    from_y: float
    to_x: float
    to_y: float
    peak: float = 90.0
    radius: float = 3.0
    wind: float = 12.0


@dataclass(slots=True, frozen=True)
class FeederTrip:
    """The breaker of the feeder that lights `district` opens; closed again after `lasts` seconds."""

    at: float
    lasts: float
    district: str
    feeders: int = 1


@dataclass(slots=True, frozen=True)
class Burst:
    """A water main of `district` bursts: a hole of `area_cm2`, closed (main shut and repaired) after `lasts`."""

    at: float
    lasts: float
    district: str
    area_cm2: float = 220.0


@dataclass(slots=True, frozen=True)
class Accident:
    """An accident on a main road of `district` leaves `capacity` of the road for `lasts` seconds."""

    at: float
    lasts: float
    district: str
    capacity: float = 0.35


@dataclass(slots=True, frozen=True)
class GantryFault:
    """The `gantry`-th gantry charges `charge_off` dollars more than it should; with 0 it has failed and sees nobody."""

    at: float
    lasts: float
    gantry: int = 1
    charge_off: float = 0.0


@dataclass(slots=True, frozen=True)
class Scenario:
    """All causes of a run, in the order of the file."""

    name: str = "calm"
    description: str = ""
    hydrology_rate: float = 1.0
    least_traffic: float = 0.0
    storms: tuple[Storm, ...] = ()
    feeder_trips: tuple[FeederTrip, ...] = ()
    bursts: tuple[Burst, ...] = ()
    accidents: tuple[Accident, ...] = field(default=())
    gantry_faults: tuple[GantryFault, ...] = ()


_CAUSES: dict[str, tuple[type[Any], str]] = {
    "storm": (Storm, "storms"),
    "feeder_trip": (FeederTrip, "feeder_trips"),
    "burst": (Burst, "bursts"),
    "accident": (Accident, "accidents"),
    "gantry_fault": (GantryFault, "gantry_faults"),
}
_LIMITS: dict[str, tuple[float, float]] = {
    "at": (0.0, 1e7),
    "lasts": (1.0, 1e7),
    "peak": (0.1, 400.0),
    "radius": (0.1, 50.0),
    "wind": (0.0, 70.0),
    "area_cm2": (1.0, 5000.0),
    "capacity": (0.0, 1.0),
    "feeders": (1, 50),
    "gantry": (1, 24),
    "charge_off": (-10.0, 10.0),
    "hydrology_rate": (0.1, 200.0),
    "least_traffic": (0.0, 1.0),
    "from_x": (-100.0, 100.0),
    "from_y": (-100.0, 100.0),
    "to_x": (-100.0, 100.0),
    "to_y": (-100.0, 100.0),
}


def default_scenario() -> Path:
    """The scenario of a first start."""
    return resource_root() / "scenarios" / "default.toml"


def load_scenario(path: Path) -> Scenario:
    """Read a scenario file. FileMistakes names everything that is wrong in it; OSError when it cannot be read."""
    return parse_scenario(decoded(path.name, path.read_bytes()), path.name)


def parse_scenario(text: str, source: str = "scenario") -> Scenario:
    """The scenario in `text`; FileMistakes with all that is wrong, each with its line and the nearest right name."""
    mistakes: list[Mistake] = []
    top = parsed(source, text, mistakes)
    made = _scenario(top) if top is not None else Scenario()
    if mistakes:
        raise FileMistakes(mistakes)
    return made


def _scenario(top: Table) -> Scenario:
    made: dict[str, Any] = {
        "name": top.text("name", Scenario().name),
        "description": top.text("description", ""),
        "hydrology_rate": top.number("hydrology_rate", 1.0, *_LIMITS["hydrology_rate"]),
        "least_traffic": top.number("least_traffic", 0.0, *_LIMITS["least_traffic"]),
    }
    for key, (kind, name) in _CAUSES.items():
        made[name] = tuple(_cause(kind, table) for table in top.tables(key))
    top.finish()
    return Scenario(**made)


def _cause(kind: type[Any], table: Table) -> Any:
    values: dict[str, Any] = {}
    for item in fields(kind):
        default = None if item.default is MISSING else item.default
        if item.name == "district":
            values[item.name] = table.choice(item.name, [district.key for district in DISTRICTS])
        elif item.type is int:
            low, high = _LIMITS[item.name]
            values[item.name] = table.whole(item.name, default, round(low), round(high))
        else:
            values[item.name] = table.number(item.name, default, *_LIMITS[item.name])
    table.finish()
    return kind(**values)
