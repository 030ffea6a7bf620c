"""Indices of CAP alerts (Atom and RSS): which address holds which alert.

Atom (RFC 4287): a `link` of type application/cap+xml counts before one that is an alternate, and before the entry's id
where that is an address. RSS 2.0: `link`, else `guid`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from opscenter.feeds.xml_reading import text_of

CAP = "application/cap+xml"
MAX_ENTRIES = 2_000


@dataclass(slots=True, frozen=True)
class Entry:
    """An alert by its address; `version` changes when the alert does (when it was updated, as written)."""

    url: str
    version: str


def is_index(root: Element) -> bool:
    """Whether a document lists alerts by their addresses."""
    return root.tag in ("feed", "rss", "RDF")


def entries_of(root: Element, address: str) -> Iterator[Entry]:
    """The entries of an index that was got from `address`, at most MAX_ENTRIES; those that hold the alert themselves
    and those without a web address are left out."""
    entries = [*root.iter("entry"), *root.iter("item")][:MAX_ENTRIES]
    for entry in entries:
        if any(alert.find("info") is not None for alert in entry.iter("alert")):
            continue
        url = urljoin(address, _link(entry))
        if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname:
            yield Entry(url, text_of(entry, "updated") or text_of(entry, "pubDate") or text_of(entry, "date"))


def _link(entry: Element) -> str:
    links = entry.findall("link")
    for link in links:
        if link.get("type", "").partition(";")[0].strip().lower() == CAP and link.get("href"):
            return link.get("href", "")
    for link in links:
        if link.get("rel", "alternate") == "alternate" and link.get("type", "") != "text/html" and link.get("href"):
            return link.get("href", "")
    for link in links:
        if (link.text or "").strip():
            return (link.text or "").strip()
    for name in ("guid", "id"):
        if urlsplit(text_of(entry, name)).scheme in ("http", "https"):
            return text_of(entry, name)
    return ""
