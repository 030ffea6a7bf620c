"""The option `bounds`: where the things of a feed are. What lies outside is shown without its place, and told."""

from opscenter.feeds.feed import Given
from opscenter.feeds.positions import WORLD, Bounds
from opscenter.settings.reading import Option

BOUNDS = Option(
    "bounds",
    "",
    "West, south, east, north in degrees: positions outside are left out and told, e.g. 113.8 22.1 114.5 22.6.",
)


def bounds_of(given: Given) -> Bounds:
    """The option's bounds, the world where it is empty; what is wrong is noted."""
    words = str(given.values["bounds"]).replace(",", " ").split()
    if not words:
        return WORLD
    try:
        west, south, east, north = (float(word) for word in words)
    except ValueError:
        given.table.wrong("bounds", '"bounds" is four numbers: west, south, east, north in degrees')
        return WORLD
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        given.table.wrong("bounds", '"bounds" is west, south, east, north in degrees, south not over north')
        return WORLD
    return Bounds(west, south, east, north)
