"""What an incident file says of itself <-> the texts of MCAP's metadata record `opscenter`."""

from collections.abc import Mapping
from dataclasses import fields
from zoneinfo import ZoneInfo

import msgspec

from opscenter.recording.errors import IncidentError
from opscenter.recording.limits import MAX_TEXT_CHARS, NEWEST_MS, VERSION
from opscenter.recording.records import About

_TIMES = ("begins", "since", "until")


def about_text(about: About, counts: Mapping[str, int]) -> dict[str, str]:
    """Every field as text: numbers in digits, lists as JSON; `version`, and the counts."""
    told = {"version": str(VERSION)}
    for one in fields(About):
        value = getattr(about, one.name)
        told[one.name] = msgspec.json.encode(value).decode() if isinstance(value, list) else str(value)[:MAX_TEXT_CHARS]
    return told | {name: str(count) for name, count in counts.items()}


def read_about(told: Mapping[str, str]) -> tuple[About, dict[str, int], list[str]]:
    """About, the counts, and sentences about what cannot be understood. IncidentError for a newer version."""
    version = told.get("version", "")
    if version.isdecimal() and int(version[:9]) > VERSION:
        raise IncidentError(
            f"This incident file has version {version[:9]}, written by a newer opscenter; this one knows versions up "
            f"to {VERSION}. Update opscenter."
        )
    about, problems = About(), []
    for one in fields(About):
        text = told.get(one.name)
        if text is None:
            continue
        default = getattr(about, one.name)
        try:
            if isinstance(default, list):
                setattr(about, one.name, msgspec.json.decode(text, type=list[str]))
            elif isinstance(default, int):
                setattr(about, one.name, _time(text) if one.name in _TIMES else int(text[:20]))
            else:
                setattr(about, one.name, text[:MAX_TEXT_CHARS])
        except ValueError:
            problems.append(f"What the file says of its {one.name} cannot be read, and is left out.")
    try:
        ZoneInfo(about.zone)
    except (KeyError, OSError, ValueError):  # not found, or not a name of one at all
        named = f"a time zone that is not known here ({about.zone[:80]!r})" if about.zone else "no time zone"
        problems.append(f"The file names {named}: local times are those of UTC.")
        about.zone = "UTC"
    counts = {name: int(told[name][:20]) for name in ("moments", "messages", "rows") if told.get(name, "").isdecimal()}
    return about, counts, problems


def _time(text: str) -> int:
    """Unix ms. ValueError for one that MCAP could not tell either."""
    time = int(text[:20])
    if not 0 <= time <= NEWEST_MS:
        raise ValueError("no time")
    return time


def read_recovered(told: Mapping[str, str]) -> list[str]:
    """What was lost when the file was made out of a damaged one."""
    try:
        return msgspec.json.decode(told.get("recovered", "[]"), type=list[str])
    except ValueError:
        return []
