"""How a basemap is named: the path of a file or folder, or the address of a server, as one text."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

Basemaps = Path | str | Sequence[str] | None
"""One basemap, several (each drawn over those before it), or none."""

MOST = 8


def references_of(basemaps: Basemaps) -> tuple[str, ...]:
    """Each basemap once, in order; at most MOST."""
    if basemaps is None:
        return ()
    several = [basemaps] if isinstance(basemaps, (Path, str)) else list(basemaps)
    return tuple(dict.fromkeys(str(one) for one in several if str(one).strip()))[:MOST]


def is_address(reference: str) -> bool:
    """Whether it is a server's address rather than a path."""
    return reference.lower().startswith(("http://", "https://"))


def lies_over_others(reference: str) -> bool:
    """Whether it is made to be drawn over another basemap: GeoJSON."""
    return not is_address(reference) and reference.lower().endswith((".geojson", ".json"))


def short_name(reference: str) -> str:
    """What to call it in a sentence: a file's name, a server's host."""
    if is_address(reference):
        try:
            return urlsplit(reference).hostname or reference[:60]
        except ValueError:
            return reference[:60]
    return Path(reference).name or reference
