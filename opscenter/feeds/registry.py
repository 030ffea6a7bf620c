"""The kinds of feeds: name -> the module that holds its `KIND`. Imported only when such a feed is there."""

import importlib

from opscenter.feeds.feed import FeedKind

KINDS: dict[str, str] = {
    "cap": "opscenter.feeds.cap.feed",
    "datex2": "opscenter.feeds.datex2.feed",
    "entities": "opscenter.feeds.entities_feed",
    "gbfs": "opscenter.feeds.gbfs.feed",
    "gtfs-rt": "opscenter.feeds.gtfs.feed",
    "json": "opscenter.feeds.json_feed",
    "metar": "opscenter.feeds.metar_feed",
    "mqtt": "opscenter.feeds.mqtt_feed",
    "ngsi-notifications": "opscenter.feeds.ngsi_receiver",
    "ngsi-poll": "opscenter.feeds.ngsi_poll",
    "open311": "opscenter.feeds.open311_feed",
    "table": "opscenter.feeds.table_feed",
}
"""`kind = "..."` of a feed -> module with a FeedKind named KIND."""


def kind_named(kind: str) -> FeedKind:
    """The kind of a name in KINDS."""
    found = importlib.import_module(KINDS[kind]).KIND
    assert isinstance(found, FeedKind), kind
    return found
