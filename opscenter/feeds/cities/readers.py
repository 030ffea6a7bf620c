"""What reads the parts of a profile: name -> its options, and the function, imported when such a part is there."""

import importlib
from collections.abc import Callable, Iterator

from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.record import Problem, Record

READERS: dict[str, tuple[str, ...]] = {
    "table": ("mapping",),
    "datex2": ("language", "prefix"),
    "gtfs-rt": ("name", "trips_by"),
    "hk-raw-speed": (),
    "hko-weather": ("places", "areas"),
    "hko-warnings": ("severity", "names"),
    "lta-bus-arrivals": (),
    "lta-bus-stops": (),
    "lta-car-parks": (),
    "lta-charges": ("places",),
    "lta-taxis": (),
    "lta-travel-times": (),
    "road-maintenance": ("tasks",),
    "road-stations": (),
    "road-weather": (),
}
"""`reader = "..."` of a part -> names of its options."""

_MODULES = {
    "table": "tables",
    "datex2": "formats:datex2",
    "gtfs-rt": "formats:gtfs_rt",
    "hk-raw-speed": "hk_raw_speed",
    "hko-weather": "hko:weather",
    "hko-warnings": "hko:warnings",
    "lta-bus-arrivals": "lta_buses:arrivals",
    "lta-bus-stops": "lta_buses:stops",
    "lta-car-parks": "lta_roads:car_parks",
    "lta-charges": "lta_charges",
    "lta-taxis": "lta_roads:taxis",
    "lta-travel-times": "lta_roads:travel_times",
    "road-maintenance": "road_maintenance",
    "road-stations": "road_stations",
    "road-weather": "road_weather",
}

Read = Callable[[PartFiles], Iterator[Record | Problem]]


def reader_named(name: str) -> Read:
    """The reader of a name in READERS: files in their order -> records in the order of the files. It never raises on
    what is in a file: that is a Problem, and the rest goes on."""
    module, _, function = _MODULES[name].partition(":")
    found: Read = getattr(importlib.import_module(f"opscenter.feeds.cities.{module}"), function or "read")
    return found
