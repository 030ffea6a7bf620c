"""Where the operator looked last, of each city: another city's console does not open over this one."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from opscenter.console.map.projection import Floats, View, place_of

MOST = 20
NEAR_KM = 40.0
"""Centres so near are one city's, whose entities come and go; cities without a name are told apart by this alone."""
_KM_A_DEGREE = 111.2
_NUMBERS = ("city_lon", "city_lat", "lon", "lat", "zoom", "bearing")


@dataclass(slots=True, frozen=True)
class RememberedView:
    """A view (degrees, zoom of the map, bearing) of the city of this name whose entities stand around `city_...`."""

    city: str
    city_lon: float
    city_lat: float
    lon: float
    lat: float
    zoom: float
    bearing: float


class RememberedViews:
    """The newest view of each city, the newest first, `MOST` at most."""

    def __init__(self) -> None:
        self._views: list[RememberedView] = []

    def put(self, city: str, centre: tuple[float, float], view: View) -> None:
        """Remember a view of the city whose entities stand around `centre` (lon, lat)."""
        self.forget(city, centre)
        self._views.insert(0, RememberedView(city, *centre, *view.place, view.zoom, view.bearing))
        del self._views[MOST:]

    def forget(self, city: str, centre: tuple[float, float]) -> None:
        """Remember nothing of this city."""
        self._views = [view for view in self._views if not _is_of(view, city, centre)]

    def find(self, city: str, centre: tuple[float, float]) -> RememberedView | None:
        """What was remembered of this city."""
        return next((view for view in self._views if _is_of(view, city, centre)), None)

    def state(self) -> list[dict[str, Any]]:
        """All of it, JSON-able."""
        return [{"city": view.city} | {name: getattr(view, name) for name in _NUMBERS} for view in self._views]

    def take_state(self, state: object) -> None:
        """Put back what `state` gave, leaving out what is not as expected."""
        found = [_checked(entry) for entry in (state[:MOST] if isinstance(state, list) else [])]
        self._views = [view for view in found if view is not None]


def centre_of(x: Floats, y: Floats) -> tuple[float, float] | None:
    """(lon, lat) in the midst of entities at world `x`, `y` (NaN without a place); None when none has a place."""
    good = np.isfinite(x) & np.isfinite(y)
    if not good.any():
        return None
    return place_of(float(np.median(x[good])), float(np.median(y[good])))


def _is_of(view: RememberedView, city: str, centre: tuple[float, float]) -> bool:
    lon, lat = centre
    across = (view.city_lon - lon) * math.cos(math.radians(lat))
    return view.city == city and math.hypot(across, view.city_lat - lat) * _KM_A_DEGREE <= NEAR_KM


def _checked(entry: object) -> RememberedView | None:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("city"), str):
        return None
    numbers = [entry.get(name) for name in _NUMBERS]
    if any(isinstance(number, bool) or not isinstance(number, int | float) for number in numbers):
        return None
    try:
        values = [float(number) for number in numbers if number is not None]
    except OverflowError:
        return None
    view = RememberedView(entry["city"], *values)
    places = ((view.city_lon, view.city_lat), (view.lon, view.lat))
    sane = all(map(math.isfinite, values)) and all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in places)
    return view if sane else None
