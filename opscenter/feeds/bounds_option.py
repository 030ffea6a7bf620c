"""Bounds in a file of feeds. `bounds`: where the things of a feed are; what lies outside is shown without its place,
and told. `only_within`, of every kind: what lies outside is left out, for a feed of a whole country."""

from opscenter.domain.toml_table import Table
from opscenter.feeds.feed import Given
from opscenter.feeds.positions import WORLD, Bounds
from opscenter.settings.reading import Option

BOUNDS = Option(
    "bounds",
    "",
    "West, south, east, north in degrees: positions outside are left out and told, e.g. 113.8 22.1 114.5 22.6.",
)
ONLY_WITHIN = Option(
    "only_within",
    "",
    "West, south, east, north in degrees: what lies wholly outside is not published (of a country's feed a city).",
)


def bounds_of(given: Given) -> Bounds:
    """The option's bounds, the world where it is empty; what is wrong is noted."""
    return bounds_in(given.table, BOUNDS.name, str(given.values[BOUNDS.name]))


def bounds_in(table: Table, key: str, text: str) -> Bounds:
    """The bounds that an option's text says, the world where it is empty; what is wrong is noted."""
    words = text.replace(",", " ").split()
    if not words:
        return WORLD
    try:
        west, south, east, north = (float(word) for word in words)
    except ValueError:
        table.wrong(key, f'"{key}" is four numbers: west, south, east, north in degrees')
        return WORLD
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        table.wrong(key, f'"{key}" is west, south, east, north in degrees, south not over north')
        return WORLD
    return Bounds(west, south, east, north)
