"""An index of CAP alerts as a source: its new and changed alerts are fetched from their own addresses, oldest last in
the index first. A document that is no index is delivered as it is."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from opscenter.domain.batch import Clock
from opscenter.feeds.cap.index import Entry, entries_of, is_index
from opscenter.feeds.feed import Delivery, Item, SourceFault
from opscenter.feeds.http import HttpClient, shown
from opscenter.feeds.record import Problem
from opscenter.feeds.remembered import Remembered
from opscenter.feeds.xml_reading import Refused, read_xml

MOST_AT_ONCE = 200
"""Alerts fetched at one look; the others at the next."""
REMEMBERED = 20_000


class CapIndexSource:
    """Looks at one address. `hosts`: other hosts that alerts may be fetched from, besides the index's own; the headers
    of the configuration go to the index's host alone."""

    def __init__(
        self,
        url: str,
        client: HttpClient,
        *,
        every_s: float,
        clock: Clock,
        limit_bytes: int,
        headers: Mapping[str, str] | None = None,
        hosts: frozenset[str] = frozenset(),
    ) -> None:
        self.every_s = every_s
        self._url = url
        self._client = client
        self._clock = clock
        self._limit = limit_bytes
        self._headers = dict(headers or {})
        self._host = (urlsplit(url).hostname or "").lower()
        self._hosts = hosts | {self._host}
        self._got: Remembered[str, str] = Remembered(REMEMBERED)
        self._last = b""

    def fetch(self, delivery: Delivery) -> None:
        """Get the index, and what is new in it. SourceFault when the index cannot be had."""
        answer = self._client.get(self._url, self._headers)
        try:
            root = read_xml(answer.body, self._limit)
        except Refused:
            root = None
        if answer.body != self._last:  # alerts may be in the document itself; the reader says what is wrong with it
            delivery.take(self._item(self._url, answer.body))
            self._last = answer.body
        else:
            delivery.alive()
        if root is None or not is_index(root):
            return
        new = [entry for entry in entries_of(root, answer.url) if self._is_new(entry)]
        for entry in reversed(new[-MOST_AT_ONCE:]):
            self._get(entry, delivery)

    def close(self) -> None:
        """End a request at once."""
        self._client.close()

    def _is_new(self, entry: Entry) -> bool:
        known = self._got.get(entry.url)
        return known is None or known != entry.version

    def _get(self, entry: Entry, delivery: Delivery) -> None:
        host = (urlsplit(entry.url).hostname or "").lower()
        if host not in self._hosts:
            self._got.put(entry.url, entry.version)  # said once
            delivery.problem(
                Problem(
                    shown(entry.url),
                    f'it is at another host, {host}: name it in "hosts" if alerts may come from there.',
                )
            )
            return
        try:
            answer = self._client.get(entry.url, self._headers if host == self._host else {})
        except SourceFault as fault:
            delivery.problem(
                Problem(shown(entry.url), f"{fault}".rstrip(".") + ". It is tried again at the next look.")
            )
            return
        self._got.put(entry.url, entry.version)
        delivery.take(self._item(entry.url, answer.body))

    def _item(self, url: str, body: bytes) -> Item:
        return Item(shown(url), body, self._clock(), urlsplit(url).path)
