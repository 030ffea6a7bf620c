"""What reads the parts of a profile: name -> its options, and the function, imported when such a part is there."""

import importlib
from collections.abc import Callable, Iterator

from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.record import Problem, Record

READERS: dict[str, tuple[str, ...]] = {
    "table": ("mapping",),
    "hk-raw-speed": (),
    "hko-weather": ("places", "areas"),
    "hko-warnings": ("severity", "names"),
}
"""`reader = "..."` of a part -> names of its options."""

_MODULES = {
    "table": "tables",
    "hk-raw-speed": "hk_raw_speed",
    "hko-weather": "hko:weather",
    "hko-warnings": "hko:warnings",
}

Read = Callable[[PartFiles], Iterator[Record | Problem]]


def reader_named(name: str) -> Read:
    """The reader of a name in READERS: files in their order -> records in the order of the files. It never raises on
    what is in a file: that is a Problem, and the rest goes on."""
    module, _, function = _MODULES[name].partition(":")
    found: Read = getattr(importlib.import_module(f"opscenter.feeds.cities.{module}"), function or "read")
    return found
