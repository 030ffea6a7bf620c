"""kind = "open311": service requests of GeoReport v2, from an address (requests.json, requests.xml) or files."""

from opscenter.feeds.bounds_option import BOUNDS, bounds_of
from opscenter.feeds.feed import Feed, FeedKind, Given
from opscenter.feeds.open311 import Open311Form, Open311Reader
from opscenter.feeds.sources import SOURCE_OPTIONS, source_of
from opscenter.settings.reading import Option


def _make(given: Given) -> Feed:
    services = given.table.table("services")
    named = tuple((name, services.text(name)) for name in services.data) if services is not None else ()
    form = Open311Form(given.zone, given.values["jurisdiction"], bounds_of(given), named)
    return Feed(source_of(given), Open311Reader(form, int(given.values["limit_mb"] * 1e6)))


KIND = FeedKind(
    "open311",
    "Citizens' service requests by Open311 GeoReport v2, JSON or XML.",
    _make,
    (
        Option("jurisdiction", "", "Stands before ids, where several cities number alike."),
        BOUNDS,
        *SOURCE_OPTIONS,
    ),
)
"""Plus the table `services`: name or code of a service = the catalogue's word for it ("pothole")."""
