"""What the console remembers between two starts: theme, language, operator, where every panel was.

One JSON file in the folder of settings (`settings.paths`). A file that cannot be read is set aside as
`console.json.broken` and the defaults hold; the caller gets a sentence to show.
"""

import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.settings.paths import config_folder

log = logging.getLogger("opscenter.console.memory")

LARGEST_BYTES = 1_000_000


@dataclass(slots=True)
class Remembered:
    """`layouts`: by form ("wide", "compact") the window state of Qt as base64; `panels`: each panel's own state;
    `role`: what the operator may do; `shifts`: when shifts begin, "07:00 15:00"; `map_windows`: the further maps that
    were open; `duties`: by operator, what they answer for; `incidents`: files
    replayed last; `maps`: by city, the basemaps it was last started with; `alerts`: what left as an alert."""

    theme: str = "dark"
    language: str = ""
    operator: str = ""
    role: str = ""
    shifts: str = ""
    geometry: str = ""
    layouts: dict[str, str] = field(default_factory=dict)
    panels: dict[str, dict[str, Any]] = field(default_factory=dict)
    map_windows: list[dict[str, Any]] = field(default_factory=list)
    duties: dict[str, dict[str, Any]] = field(default_factory=dict)
    incidents: list[str] = field(default_factory=list)
    maps: dict[str, list[str]] = field(default_factory=dict)
    alerts: dict[str, Any] = field(default_factory=dict)


def default_path(recorded: bool = False) -> Path:
    """Where the file is on this system. Windows that show a recording have one of their own: what is moved about there
    moves nothing in the live window."""
    return config_folder() / ("console-replay.json" if recorded else "console.json")


def load_recorded(live: Path, own: Path) -> tuple[Remembered, str]:
    """What a window of a recording remembers: its own layout, and who sits here, in which language and theme, as the
    live window remembers it; at first also what that remembers of its panels."""
    of_live, _ = load(live)
    if not own.exists():
        of_live.layouts, of_live.geometry, of_live.map_windows = {}, "", []
        return of_live, ""
    mine, trouble = load(own)
    mine.theme, mine.language, mine.operator, mine.role = (
        of_live.theme, of_live.language, of_live.operator, of_live.role,
    )  # fmt: skip
    mine.shifts, mine.duties, mine.maps = of_live.shifts, of_live.duties, of_live.maps
    alarms = of_live.panels.get("alarms", {})
    if "attention" in alarms:
        mine.panels.setdefault("alarms", {})["attention"] = alarms["attention"]  # what sounds, and for how long not
    return mine, trouble


def load(path: Path) -> tuple[Remembered, str]:
    """What was remembered, and "" or a sentence about a file that could not be used."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ValueError("the file is too large")
        return _checked(json.loads(path.read_text("utf-8"))), ""
    except FileNotFoundError:
        return Remembered(), ""
    except (OSError, ValueError, TypeError) as error:
        log.warning("%s cannot be used: %s", path, error)
        try:
            path.replace(path.with_name(path.name + ".broken"))
        except OSError:
            pass
        sentence = QCoreApplication.translate(
            "Memory", "The remembered layout could not be read ({error}). The default layout is shown."
        )
        return Remembered(), sentence.format(error=error)


def save(path: Path, remembered: Remembered) -> bool:
    """Write the file whole or not at all. False when the folder cannot be written (logged)."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}.new")
        beside.write_text(json.dumps(asdict(remembered), ensure_ascii=False, indent=1), "utf-8")
        beside.replace(path)
    except (OSError, TypeError, ValueError) as error:
        log.warning("the layout could not be saved to %s: %s", path, error)
        return False
    return True


def is_texts(value: object) -> bool:
    """Whether it is a list of texts."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _checked(data: object) -> Remembered:
    if not isinstance(data, dict):
        raise ValueError("it does not hold a table")
    known = {entry.name: data[entry.name] for entry in fields(Remembered) if entry.name in data}
    for name, value in known.items():
        wanted = (
            dict
            if name in ("layouts", "panels", "duties", "maps", "alerts")
            else list
            if name in ("map_windows", "incidents")
            else str
        )
        if not isinstance(value, wanted):
            raise ValueError(f"{name} is not what it should be")
    if any(not isinstance(value, str) for value in known.get("layouts", {}).values()):
        raise ValueError("a layout is not a text")
    if any(not isinstance(value, dict) for value in known.get("panels", {}).values()):
        raise ValueError("the state of a panel is not a table")
    if any(not is_texts(value) for value in known.get("maps", {}).values()):
        raise ValueError("the maps of a city are not texts")
    return Remembered(**known)
