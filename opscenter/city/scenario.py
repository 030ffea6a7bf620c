"""Scenario files: what goes wrong in the demo city, and when. A scenario sets causes, never what sensors say.

TOML. Top level: `name`, `description`, `hydrology_rate` (how many seconds of rain, run-off and levels pass in one
second, so that a flood can be watched; 1 is real time), `least_traffic` (share of the peak below which demand does not
fall, for a night of festival or a demonstration at night). Then tables of causes, each with `at` (seconds after the
start): `[[storm]]`, `[[feeder_trip]]`, `[[burst]]`, `[[accident]]`.
"""

import difflib
import tomllib
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from opscenter.city.districts import DISTRICTS
from opscenter.city.errors import ScenarioErrors
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


_CAUSES: dict[str, tuple[type[Any], str]] = {
    "storm": (Storm, "storms"),
    "feeder_trip": (FeederTrip, "feeder_trips"),
    "burst": (Burst, "bursts"),
    "accident": (Accident, "accidents"),
}
_TOP = ("name", "description", "hydrology_rate", "least_traffic", *_CAUSES)
_LIMITS: dict[str, tuple[float, float]] = {
    "at": (0.0, 1e7),
    "lasts": (1.0, 1e7),
    "peak": (0.1, 400.0),
    "radius": (0.1, 50.0),
    "wind": (0.0, 70.0),
    "area_cm2": (1.0, 5000.0),
    "capacity": (0.0, 1.0),
    "feeders": (1, 50),
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
    """Read a scenario file. ScenarioErrors names everything that is wrong in it; OSError when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ScenarioErrors(path.name, [f"not UTF-8 text at byte {error.start}"]) from None
    return parse_scenario(text, path.name)


def parse_scenario(text: str, source: str = "scenario") -> Scenario:
    """The scenario in `text`; ScenarioErrors with all problems at once."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioErrors(source, [f"not TOML: {error}"]) from None
    reader = _Reader(text)
    made = reader.scenario(content)
    if reader.problems:
        raise ScenarioErrors(source, [sentence for _, sentence in sorted(reader.problems)])
    return made


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.problems: list[tuple[int, str]] = []

    def scenario(self, content: dict[str, Any]) -> Scenario:
        made: dict[str, Any] = {}
        for key, value in content.items():
            if key in _CAUSES:
                kind, name = _CAUSES[key]
                made[name] = self._causes(key, kind, value)
            elif key not in _TOP:
                self._unknown(self._line_of(key, 0), f'"{key}"', key, _TOP)
            elif key in ("hydrology_rate", "least_traffic"):
                made[key] = self._number(key, value, self._line_of(key, 0))
            elif isinstance(value, str):
                made[key] = value
            else:
                self._problem(self._line_of(key, 0), f"{key} must be text")
        return Scenario(**made) if not self.problems else Scenario()

    def _causes(self, key: str, kind: type[Any], tables: Any) -> tuple[Any, ...]:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._problem(self._line_of(key, 0), f"write each {key} as a table: [[{key}]]")
            return ()
        found = []
        for number, table in enumerate(tables):
            start = self._header(key, number)
            found.append(self._cause(key, kind, table, start))
        return tuple(item for item in found if item is not None)

    def _cause(self, key: str, kind: type[Any], table: dict[str, Any], start: int) -> Any:
        known = {item.name: item for item in fields(kind)}
        values: dict[str, Any] = {}
        before = len(self.problems)
        for name, value in table.items():
            line = self._line_of(name, start)
            if name not in known:
                self._unknown(line, f'"{name}" of {key}', name, tuple(known))
            elif name == "district":
                keys = tuple(district.key for district in DISTRICTS)
                if value in keys:
                    values[name] = value
                else:
                    self._unknown(line, f'district "{value}"', str(value), keys)
            else:
                number = self._number(name, value, line)
                values[name] = int(number) if known[name].type is int else number
        missing = [n for n, item in known.items() if item.default is MISSING and n not in table]
        if missing:
            self._problem(start + 1, f"{key} needs {', '.join(missing)}")
        return kind(**values) if len(self.problems) == before else None

    def _number(self, name: str, value: Any, line: int) -> float:
        low, high = _LIMITS[name]
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._problem(line, f"{name} must be a number")
        elif not low <= value <= high:
            self._problem(line, f"{name} must be between {low:g} and {high:g}, not {value!s:.20}")
        else:
            return float(value)
        return low

    def _header(self, key: str, number: int) -> int:
        hits = [k for k, line in enumerate(self.lines) if line.replace(" ", "").startswith(f"[[{key}]]")]
        return hits[number] if number < len(hits) else 0

    def _line_of(self, name: str, start: int) -> int:
        for k in range(start, len(self.lines)):
            if self.lines[k].lstrip(" [").split("=")[0].strip(" ]\"'") == name:
                return k + 1
        return start + 1

    def _problem(self, line: int, sentence: str) -> None:
        self.problems.append((line, f"line {line}: {sentence}"))

    def _unknown(self, line: int, what: str, name: str, known: tuple[str, ...]) -> None:
        near = difflib.get_close_matches(name, known, 1)
        hint = f'did you mean "{near[0]}"?' if near else "known: " + ", ".join(known)
        self._problem(line, f"{what} is not known; {hint}")
