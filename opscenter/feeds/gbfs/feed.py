"""kind = "gbfs": stations and free vehicles of a bike-share system, from its gbfs.json or from files."""

from opscenter.feeds.bounds_option import BOUNDS, bounds_of
from opscenter.feeds.feed import Feed, FeedKind, Given
from opscenter.feeds.gbfs.reader import GbfsForm, GbfsReader
from opscenter.feeds.gbfs.source import GbfsSource
from opscenter.feeds.sources import SOURCE_OPTIONS, client_of, headers_of, source_of, web_address
from opscenter.settings.reading import Option

VEHICLES = ("fleet", "each", "none")


def _make(given: Given) -> Feed:
    values = given.values
    limit = int(values["limit_mb"] * 1e6)
    reader = GbfsReader(GbfsForm(values["language"], bounds_of(given), values["prefix"], values["vehicles"]), limit)
    if not values["url"] or values["path"]:
        return Feed(source_of(given), reader)
    return Feed(
        GbfsSource(
            web_address(given, "url"),
            client_of(given),
            every_s=values["every_s"],
            clock=given.clock,
            limit_bytes=limit,
            language=values["language"],
            headers=headers_of(given),
            vehicles=values["vehicles"] != "none",
        ),
        reader,
    )


KIND = FeedKind(
    "gbfs",
    "Bike share by GBFS 2 and 3: stations with what stands there, free vehicles. The url is that of gbfs.json.",
    _make,
    (
        Option(
            "vehicles",
            "fleet",
            "Free vehicles: their number, an entity each (ids change with each trip), none.",
            choices=VEHICLES,
        ),
        Option("language", "en", "Language of names."),
        Option("prefix", "", "Stands before ids, where several systems number alike."),
        BOUNDS,
        *SOURCE_OPTIONS,
    ),
)
