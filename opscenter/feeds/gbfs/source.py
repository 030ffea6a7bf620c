"""A GBFS system as a source: its discovery document names the files, and each is fetched when it is not fresh any more.

A file says how long it holds (`ttl`, seconds): it is not asked for before, and not more often than `every_s`.
"""

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from opscenter.domain.batch import Clock
from opscenter.feeds.feed import Delivery, Item, SourceFault
from opscenter.feeds.gbfs.document import DISCOVERY, Document, feeds_in, read_document
from opscenter.feeds.http import HttpClient, shown
from opscenter.feeds.record import Problem
from opscenter.feeds.xml_reading import Refused

ORDER = (
    *("system_information", "system_regions", "vehicle_types", "station_information", "station_status"),
    *("free_bike_status", "vehicle_status"),
)
"""Files that are read: those that others are joined to first."""
STATIC_EVERY_S = 3_600.0
"""What changes seldom is asked for no more often than this, whatever its ttl."""
CHANGING = ("station_status", "free_bike_status", "vehicle_status")


class GbfsSource:
    """Fetches the files of a system from the address of its discovery document (`gbfs.json`)."""

    def __init__(
        self,
        url: str,
        client: HttpClient,
        *,
        every_s: float,
        clock: Clock,
        limit_bytes: int,
        language: str = "en",
        headers: Mapping[str, str] | None = None,
        vehicles: bool = True,
    ) -> None:
        self.every_s = every_s
        self._url = url
        self._client = client
        self._clock = clock
        self._limit = limit_bytes
        self._language = language
        self._headers = dict(headers or {})
        self._wanted = tuple(name for name in ORDER if vehicles or "station" in name or "system" in name)
        self._files: dict[str, str] = {}
        self._due: dict[str, int] = {}  # file -> Unix ms from when it is asked for again

    def fetch(self, delivery: Delivery) -> None:
        """Fetch what is due. SourceFault when the discovery document or every file that changes cannot be had."""
        if self._is_due(DISCOVERY):
            self._discover()
        failed: list[SourceFault] = []
        got = 0
        for name in self._wanted:
            if name not in self._files or not self._is_due(name):
                continue
            try:
                self._get(name, delivery)
                got += 1
            except SourceFault as fault:
                failed.append(fault)
        if failed and not got:
            raise failed[0]
        for one in failed:
            delivery.problem(Problem(shown(self._url), f"{one}."))

    def close(self) -> None:
        """End a request at once."""
        self._client.close()

    def _is_due(self, name: str) -> bool:
        return self._clock() >= self._due.get(name, 0)

    def _discover(self) -> None:
        answer = self._client.get(self._url, self._headers)
        try:
            document = read_document(answer.body, self._limit, self._clock())
        except Refused as refused:
            raise SourceFault(f"{shown(self._url)}: {refused}") from None
        files = {name: urljoin(answer.url, url) for name, url in feeds_in(document, self._language).items()}
        self._files = {name: url for name, url in files.items() if urlsplit(url).scheme in ("http", "https")}
        if not any(name in self._files for name in CHANGING):
            raise SourceFault(f"{shown(self._url)} names no file that is read here ({', '.join(CHANGING)})")
        self._wait(DISCOVERY, document)

    def _get(self, name: str, delivery: Delivery) -> None:
        url = self._files[name]
        own = urlsplit(url).hostname == urlsplit(self._url).hostname
        body = self._client.get(url, self._headers if own else {}).body
        now = self._clock()
        try:
            self._wait(name, read_document(body, self._limit, now))
        except Refused:
            self._due[name] = now + int(self.every_s * 1_000)  # the reader says what is wrong
        delivery.take(Item(shown(url), body, now, name))

    def _wait(self, name: str, document: Document) -> None:
        least_s = self.every_s if name in CHANGING else max(self.every_s, STATIC_EVERY_S)
        now = self._clock()
        fresh_until = now if document.made is None else min(document.made, now) + int(document.ttl_s * 1_000)
        # A little early, so that a look that comes a moment before the time is over is not a whole turn late.
        self._due[name] = max(now + int(least_s * 900), fresh_until)
