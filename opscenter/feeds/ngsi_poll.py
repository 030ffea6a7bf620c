"""Entities of a FIWARE broker by asking for them, page by page. kind = "ngsi-poll"."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from opscenter.domain.batch import Clock
from opscenter.feeds.feed import Delivery, Feed, FeedKind, Given, Item, SourceFault
from opscenter.feeds.http import HttpClient, shown
from opscenter.feeds.json_reader import json_of
from opscenter.feeds.ngsi_reader import NgsiReader
from opscenter.feeds.sources import FETCH_OPTIONS, HTTP_OPTIONS, client_of, headers_of, web_address
from opscenter.settings.reading import Option

PATHS = {"ngsi-ld": "/ngsi-ld/v1/entities", "v2": "/v2/entities"}
MOST_PAGES = 1_000


class EntitiesSource:
    """Asks for entities of each query, `page` at a time, until a page is not full."""

    def __init__(
        self,
        client: HttpClient,
        url: str,
        queries: list[dict[str, str]],
        *,
        page: int,
        every_s: float,
        headers: Mapping[str, str],
        clock: Clock,
    ) -> None:
        self.every_s = every_s
        self._client = client
        self._url = url
        self._queries = queries
        self._page = page
        self._headers = headers
        self._clock = clock

    def fetch(self, delivery: Delivery) -> None:
        """Ask for all once. SourceFault when a page cannot be had; earlier ones are delivered."""
        for query in self._queries:
            for item, full in self._pages(query):
                delivery.take(item)
                if not full:
                    break

    def close(self) -> None:
        """End a request at once."""
        self._client.close()

    def _pages(self, query: dict[str, str]) -> Iterator[tuple[Item, bool]]:
        where = shown(self._url)
        for number in range(MOST_PAGES):
            page = {**query, "limit": str(self._page), "offset": str(number * self._page)}
            answer = self._client.get(f"{self._url}?{urlencode(page)}", self._headers)
            try:
                found = json_of(answer.body)
            except ValueError as error:
                raise SourceFault(f"{where}: {error}") from None
            if not isinstance(found, list):
                raise SourceFault(f"{where} answers with no list of entities")
            name = f"{where} {query.get('type', '')}".rstrip()
            yield Item(name, answer.body, self._clock(), query.get("type", "")), len(found) >= self._page
        raise SourceFault(
            f"{where} has more than {MOST_PAGES * self._page:,} entities: ask for fewer by types or query"
        )


def _make(given: Given) -> Feed:
    values = given.values
    url = web_address(given, "url").rstrip("/")
    path = PATHS[values["api"]]
    headers = {"Accept": "application/json", **_scope(given), **headers_of(given)}
    shared = {"q": values["query"]} if values["query"] else {}
    if not values["types"] and values["api"] == "ngsi-ld" and not values["query"]:
        given.table.wrong("types", 'an NGSI-LD broker is asked for "types" of entities, or by a "query"')
    source = EntitiesSource(
        client_of(given),
        url if url.endswith(path) else url + path,
        [{**shared, "type": kind} for kind in values["types"]] or [shared],
        page=values["page"],
        every_s=values["every_s"],
        headers=headers,
        clock=given.clock,
    )
    return Feed(source, NgsiReader(values["domain"]))


def _scope(given: Given) -> dict[str, str]:
    """The headers by which a broker parts its tenants, and finds the short names of its types."""
    values, ld = given.values, given.values["api"] == "ngsi-ld"
    found: dict[str, str] = {}
    for key in ("tenant", "service_path", "context"):
        if not values[key].isprintable() or ">" in values[key]:
            given.table.wrong(key, f'"{key}" is a text of one line')
            return {}
    if values["tenant"]:
        found["NGSILD-Tenant" if ld else "Fiware-Service"] = values["tenant"]
    if values["service_path"]:
        found["Fiware-ServicePath"] = values["service_path"]
    if values["context"]:
        rel = "http://www.w3.org/ns/json-ld#context"
        found["Link"] = f'<{values["context"]}>; rel="{rel}"; type="application/ld+json"'
    return found


KIND = FeedKind(
    "ngsi-poll",
    "Entities of a FIWARE broker, asked for page by page (NGSI-LD and NGSI-v2).",
    _make,
    (
        Option("url", "", "The broker's address; /ngsi-ld/v1/entities or /v2/entities is added where it is missing."),
        Option("api", "ngsi-ld", "Which of its interfaces.", choices=tuple(PATHS)),
        Option("types", [], "Types of entities to ask for."),
        Option("query", "", "Only entities for which this holds (q, e.g. temperature>30)."),
        Option("tenant", "", "Tenant (NGSILD-Tenant, Fiware-Service)."),
        Option("service_path", "", "Fiware-ServicePath."),
        Option("context", "", "Address of the @context by which types and attributes get their short names."),
        Option("page", 500, "Entities asked for at once.", "", 1, 1_000),
        Option("domain", "city", "First part of the topic."),
        *FETCH_OPTIONS,
        *HTTP_OPTIONS,
    ),
)
