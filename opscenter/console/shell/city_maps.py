"""The map of a city, for windows that show recordings of it: the one that its live window was last started with."""

from pathlib import Path

from opscenter.console.map.basemap.reference import is_address

MOST_CITIES = 50


def remember_maps(maps: dict[str, list[str]], city: str, basemaps: tuple[str, ...]) -> None:
    """Keep what a city is drawn on, the newest last; that of the city not seen for longest goes."""
    if not city or not basemaps:
        return
    maps.pop(city, None)
    maps[city] = list(basemaps)
    while len(maps) > MOST_CITIES:
        maps.pop(next(iter(maps)))


def maps_of(maps: dict[str, list[str]], city: str) -> tuple[str, ...]:
    """What a city was drawn on, as far as it is still there."""
    return tuple(one for one in maps.get(city, ()) if is_address(one) or Path(one).exists())
