"""The list of weather stations that NOAA keeps (nsd_cccc.txt): code -> name and place."""

import re
from dataclasses import dataclass

LARGEST = 10_000_000
_ANGLE = re.compile(r"(\d{1,3})-(\d{1,2})(?:-(\d{1,2}))?([NSEW])")


@dataclass(slots=True, frozen=True)
class Station:
    """A station; degrees WGS 84."""

    code: str
    name: str
    latitude: float
    longitude: float


def read_stations(content: bytes) -> dict[str, Station]:
    """Stations by their ICAO code. Lines in another shape, and places that cannot be, are passed over.

    Fields, by `;`: code, block, number, name, state, country, region, latitude, longitude (DD-MM or DD-MM-SS and N, S,
    E, W), ...
    """
    found: dict[str, Station] = {}
    for line in content[:LARGEST].decode("latin-1").splitlines():
        fields = line.split(";")
        if len(fields) < 9 or len(fields[0].strip()) != 4:
            continue
        latitude, longitude = _degrees(fields[7], "NS", 90.0), _degrees(fields[8], "EW", 180.0)
        if latitude is not None and longitude is not None:
            code = fields[0].strip().upper()
            found[code] = Station(code, fields[3].strip()[:200] or code, latitude, longitude)
    return found


def _degrees(text: str, sides: str, most: float) -> float | None:
    match = _ANGLE.fullmatch(text.strip())
    if match is None or match[4] not in sides:
        return None
    degrees = int(match[1]) + int(match[2]) / 60 + int(match[3] or 0) / 3_600
    if degrees > most:
        return None
    return round(-degrees if match[4] in "SW" else degrees, 6)
