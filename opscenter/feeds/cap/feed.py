"""kind = "cap": alerts of CAP 1.2 from an address (alerts, or an Atom or RSS index of them) or from files."""

from opscenter.feeds.bounds_option import BOUNDS, bounds_of
from opscenter.feeds.cap.index_source import CapIndexSource
from opscenter.feeds.cap.notices import NoticeForm
from opscenter.feeds.cap.reader import CapReader
from opscenter.feeds.feed import Feed, FeedKind, Given, Source
from opscenter.feeds.sources import SOURCE_OPTIONS, client_of, headers_of, source_of, web_address
from opscenter.settings.reading import Option

TYPES = ("auto", "Alert", "WeatherAlert")


def _make(given: Given) -> Feed:
    values = given.values
    form = NoticeForm(
        type="" if values["type"] == "auto" else values["type"], language=values["language"], bounds=bounds_of(given)
    )
    limit = int(values["limit_mb"] * 1e6)
    reader = CapReader(form, given.zone, limit, values["expired"])
    if not values["url"] or values["path"]:
        return Feed(source_of(given), reader)
    source: Source = CapIndexSource(
        web_address(given, "url"),
        client_of(given),
        every_s=values["every_s"],
        clock=given.clock,
        limit_bytes=limit,
        headers=headers_of(given),
        hosts=frozenset(str(host).lower() for host in values["hosts"]),
    )
    return Feed(source, reader)


KIND = FeedKind(
    "cap",
    "Alerts of the Common Alerting Protocol (CAP 1.0 to 1.2): documents, or an Atom or RSS index of them.",
    _make,
    (
        Option(
            "type", "auto", "Type of the entities; auto: WeatherAlert for the category Met, else Alert.", choices=TYPES
        ),
        Option("language", "en", "Language whose texts are shown, as a tag such as zh-Hant; all are kept."),
        Option("expired", False, "Publish also what had expired before it came."),
        Option("hosts", [], "Other hosts that an index may name alerts at."),
        BOUNDS,
        *SOURCE_OPTIONS,
    ),
)
