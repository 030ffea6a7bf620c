"""kind = "datex2": situations and measured data of DATEX II, versions 2 and 3, from an address or files."""

from collections.abc import Callable
from urllib.parse import urlsplit

from opscenter.feeds.bounds_option import BOUNDS, ONLY_WITHIN, bounds_in, bounds_of
from opscenter.feeds.datex2.measurements import MeasurementForm
from opscenter.feeds.datex2.reader import Datex2Reader
from opscenter.feeds.datex2.site_source import SitesFirst
from opscenter.feeds.datex2.situations import SituationForm
from opscenter.feeds.feed import Feed, FeedKind, Given
from opscenter.feeds.sources import SOURCE_OPTIONS, client_of, headers_of, source_of, web_address
from opscenter.feeds.units import UnitFault, conversion
from opscenter.settings.reading import Option


def _make(given: Given) -> Feed:
    values = given.values
    unit = str(values["speed_unit"])
    try:
        conversion(unit, "KMH")
    except UnitFault as fault:
        given.table.wrong("speed_unit", f'"speed_unit": {fault}')
        unit = "KMH"
    bounds = bounds_of(given)
    reader = Datex2Reader(
        SituationForm(given.zone, values["language"], bounds, unit, values["prefix"]),
        MeasurementForm(given.zone, {} if unit == "KMH" else {"KMH": unit}, values["prefix"], values["unlisted_sites"]),
        int(values["limit_mb"] * 1e6),
        values["complete"],
        _near(given),
    )
    source, sites = source_of(given), str(values["sites"])
    if not sites:
        return Feed(source, reader)
    by_web = urlsplit(sites).scheme in ("http", "https")
    return Feed(
        SitesFirst(
            source,
            reader,
            web_address(given, "sites") if by_web else given.path("sites"),
            client_of(given),
            headers_of(given),
            clock=given.clock,
            every_s=values["sites_every_h"] * 3_600.0,
            limit_bytes=int(values["limit_mb"] * 1e6),
        ),
        reader,
    )


def _near(given: Given) -> Callable[[object], bool | None] | None:
    """Of a country's detectors only those of the city are reckoned: its others are most of the work."""
    if not given.values[ONLY_WITHIN.name]:
        return None
    from opscenter.feeds.within import Within

    return Within(bounds_in(given.table, ONLY_WITHIN.name, given.values[ONLY_WITHIN.name])).touches


KIND = FeedKind(
    "datex2",
    "DATEX II 2 and 3: situations (accidents, works, closures), and measured data of detectors and road weather.",
    _make,
    (
        Option(
            "sites", "", "Address or file of the table of measurement sites; measured data mean nothing without it."
        ),
        Option("sites_every_h", 24.0, "Time between two looks at the table of sites.", "h", 0.01, 8_760.0),
        Option(
            "unlisted_sites",
            False,
            "Publish measurements of sites that no table lists, too: what a site tells once, without a place.",
        ),
        Option("complete", True, "A document holds all situations: one that is missing from the next is over."),
        Option("language", "en", "Language whose texts are shown; all are kept."),
        Option("speed_unit", "KMH", "Unit of speeds where a publisher does not keep to the schema's, e.g. mph."),
        Option("prefix", "", "Stands before ids, where several publishers number alike."),
        BOUNDS,
        *SOURCE_OPTIONS,
    ),
)
