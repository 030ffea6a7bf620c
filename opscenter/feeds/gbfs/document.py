"""One GBFS document: which file of the system it is, told by what is in it; when it was made and how long it holds.

Source: GBFS 2.3 and 3.0, gbfs.org. Times are POSIX seconds in version 2 and RFC 3339 texts in version 3.
"""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from opscenter.feeds.findings import shortened
from opscenter.feeds.local_time import read_time
from opscenter.feeds.xml_reading import Refused, unpacked

UTC = ZoneInfo("UTC")
LATEST_S = 253_402_300_799  # 9999-12-31
LONGEST_TTL_S = 86_400.0

DISCOVERY, SYSTEM, REGIONS, TYPES = "gbfs", "system_information", "system_regions", "vehicle_types"
INFORMATION, STATUS, VEHICLES = "station_information", "station_status", "vehicle_status"
_BY_KEY = {"feeds": DISCOVERY, "regions": REGIONS, "vehicle_types": TYPES, "bikes": VEHICLES, "vehicles": VEHICLES}


@dataclass(slots=True, frozen=True)
class Document:
    """`kind`: the name of the file in the specification, "" of one that is not read here. `made` Unix ms or None."""

    kind: str
    data: dict[str, Any]
    made: int | None
    ttl_s: float


def read_document(body: bytes, limit: int, arrived: int) -> Document:
    """A document. Raises Refused, a sentence, for what is no GBFS."""
    try:
        read = msgspec.json.decode(unpacked(body, limit))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Refused(f"The document is no JSON: {error}.") from None
    data = read.get("data") if isinstance(read, dict) else None
    if not isinstance(data, dict):
        raise Refused("The document is no GBFS: it has no data.")
    ttl = read.get("ttl")
    usable = isinstance(ttl, int | float) and not isinstance(ttl, bool) and 0 <= ttl <= LONGEST_TTL_S
    return Document(_kind(data), data, _made(read.get("last_updated"), arrived), float(ttl) if usable else 0.0)


def instant(value: object, arrived: int) -> int:
    """Unix ms of a time in either version. ValueError, a sentence."""
    if isinstance(value, str):
        return read_time(value, UTC, arrived)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= LATEST_S:
        raise ValueError(f"{shortened(str(value), 40)!r} is no time")
    return round(value * 1_000)


def text_in(value: object, language: str) -> str:
    """A text (version 2), or of texts in several languages (version 3) the wanted one, else English, else the first."""
    if isinstance(value, str):
        return shortened(value, 200)
    texts: dict[str, str] = {}
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and isinstance(one.get("text"), str) and isinstance(one.get("language"), str):
            texts.setdefault(one["language"].partition("-")[0].lower(), one["text"])
    wanted = texts.get(language.partition("-")[0].lower()) or texts.get("en") or next(iter(texts.values()), "")
    return shortened(wanted, 200)


def rows(data: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    """The objects of the first list that is there."""
    for name in names:
        found = data.get(name)
        if isinstance(found, list):
            return [one for one in found if isinstance(one, dict)]
    return []


def feeds_in(document: Document, language: str) -> dict[str, str]:
    """Name of a file -> its address, of a discovery document; in version 2 those of a language."""
    data = document.data
    if not isinstance(data.get("feeds"), list):
        spoken = {tag: one for tag, one in data.items() if isinstance(one, dict) and isinstance(one.get("feeds"), list)}
        data = spoken.get(language) or spoken.get("en") or next(iter(spoken.values()), {})
    named = ((one.get("name"), one.get("url")) for one in rows(data, "feeds"))
    return {name: url for name, url in named if isinstance(name, str) and isinstance(url, str)}


def _kind(data: dict[str, Any]) -> str:
    for key, kind in _BY_KEY.items():
        if isinstance(data.get(key), list):
            return kind
    if isinstance(data.get("stations"), list):
        told = ("num_bikes_available", "num_vehicles_available", "is_renting", "num_docks_available")
        return STATUS if any(name in one for one in rows(data, "stations")[:20] for name in told) else INFORMATION
    if any(isinstance(one, dict) and isinstance(one.get("feeds"), list) for one in data.values()):
        return DISCOVERY
    return SYSTEM if "system_id" in data else ""


def _made(value: object, arrived: int) -> int | None:
    try:
        return instant(value, arrived)
    except ValueError:
        return None
