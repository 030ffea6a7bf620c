"""A small HTTP server that a FIWARE broker notifies. kind = "ngsi-notifications".

By waitress: a server in a few threads that holds bodies, headers, connections and idle time within limits by itself,
without the machinery of an asynchronous one. It has no TLS: beyond this machine put a proxy before it.
"""

import hmac
import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any

from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ThreadedTaskDispatcher

from opscenter.bus.endpoint import is_loopback
from opscenter.domain.batch import Clock
from opscenter.feeds.feed import Delivery, Feed, FeedKind, Given, Item, SourceFault
from opscenter.feeds.json_reader import json_of
from opscenter.feeds.ngsi_reader import NgsiReader, entities_of
from opscenter.feeds.secrets import SecretError, filled
from opscenter.settings.reading import Option

THREADS = 4
CONNECTIONS = 100
IDLE_S = 30
HEADER_BYTES = 32_768

StartResponse = Callable[..., Any]

# Waitress counts requests that wait for a thread as a warning of its own; here a full bus is told by health.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class NotificationSource:
    """Listens and delivers the body of every POST, answering 204 when it is lined up for the bus.

    400 for what is no notification, 401 without the right token, 413 beyond the limit, 405 for other methods; GET is
    answered 200, so that a monitor can look. The token is expected in `Authorization: Bearer TOKEN` or `X-Auth-Token`.
    """

    every_s = 0.0

    def __init__(self, host: str, port: int, clock: Clock, *, token: str = "", limit_bytes: int = 4_000_000) -> None:
        self._host = host
        self._wanted_port = port
        self._clock = clock
        self._token = token
        self._limit = limit_bytes
        self._server: BaseWSGIServer | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._delivery: Delivery | None = None
        self.listening = threading.Event()
        self.port = 0

    def fetch(self, delivery: Delivery) -> None:
        """Listen until `close`. SourceFault when the address cannot be had."""
        self._delivery = delivery
        sockets: dict[int, Any] = {}
        threads = ThreadedTaskDispatcher()
        threads.set_thread_count(THREADS)
        try:
            server = create_server(
                self._answer,
                map=sockets,
                _dispatcher=threads,  # its own would go on for ever where the address is taken
                host=self._host,
                port=self._wanted_port,
                threads=THREADS,
                connection_limit=CONNECTIONS,
                channel_timeout=IDLE_S,
                cleanup_interval=10,
                max_request_body_size=self._limit,
                max_request_header_size=HEADER_BYTES,
                ident=None,
                clear_untrusted_proxy_headers=True,
            )
        except (OSError, ValueError) as error:
            threads.shutdown(timeout=1)
            wasyncore.close_all(sockets)
            reason = getattr(error, "strerror", None) or error
            raise SourceFault(f"{self._host}:{self._wanted_port} cannot be listened at: {reason}") from None
        with self._lock:
            self._server = None if self._closed else server
        if not self._closed:
            self.port = server.effective_port
            self.listening.set()
            delivery.alive()
            server.run()
        threads.shutdown(timeout=1)
        wasyncore.close_all(sockets, ignore_all=True)

    def close(self) -> None:
        """Stop listening at once."""
        with self._lock:
            self._closed = True
            server, self._server = self._server, None
        if server is not None:
            # Sockets belong to the server's thread: it closes them itself, which ends its loop.
            server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map, ignore_all=True))

    def _answer(self, request: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        status, sentence = self._received(request)
        body = sentence.encode()
        start(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
        return [body] if body else []

    def _received(self, request: dict[str, Any]) -> tuple[str, str]:
        if request["REQUEST_METHOD"] == "GET":
            return "200 OK", "opscenter listens for notifications: POST them here.\n"
        if request["REQUEST_METHOD"] != "POST":
            return "405 Method Not Allowed", "POST notifications here.\n"
        if self._token and not self._knows(request):
            return "401 Unauthorized", "The token is missing or wrong.\n"
        body = request["wsgi.input"].read(self._limit + 1)
        try:
            understood = entities_of(json_of(body)) is not None
        except ValueError as error:
            return "400 Bad Request", f"What was sent cannot be read: {error}.\n"
        if not understood:
            return "400 Bad Request", "Neither a notification nor an entity, nor a list of entities.\n"
        if self._closed or self._delivery is None:
            return "503 Service Unavailable", "Stopping.\n"
        sender = f"{request.get('REMOTE_ADDR', '')} {str(request.get('PATH_INFO', ''))[:200]}"
        media = str(request.get("CONTENT_TYPE", ""))
        self._delivery.take(Item(sender, body, self._clock(), str(request.get("PATH_INFO", ""))[:200], media))
        return "204 No Content", ""

    def _knows(self, request: dict[str, Any]) -> bool:
        given = str(request.get("HTTP_AUTHORIZATION", "")).removeprefix("Bearer ").strip()
        other = str(request.get("HTTP_X_AUTH_TOKEN", "")).strip()
        wanted = self._token.encode()
        return any(hmac.compare_digest(one.encode("utf-8", "replace"), wanted) for one in (given, other))


def _make(given: Given) -> Feed:
    values, table = given.values, given.table
    host, _, port = values["listen"].rpartition(":")
    host = host.strip("[]")
    if not host or not port.isdecimal() or not 0 <= int(port) <= 65_535:
        table.wrong("listen", f'"listen" is HOST:PORT, such as 127.0.0.1:8090, not "{values["listen"][:60]}"')
        host, port = "127.0.0.1", "0"
    token = ""
    try:
        token = filled(values["token"], given.folder)
    except SecretError as error:
        table.wrong("token", f'"token": {error}')
    if values["token"] and "{" not in values["token"]:
        table.wrong("token", 'a token is not written here: name it, as "{env:NOTIFY_TOKEN}" or "{file:notify.key}"')
    if not values["token"] and not is_loopback(f"tcp://{host}:{port}"):
        table.wrong("listen", "whoever reaches this address could tell the city anything: give the feed a token")
    source = NotificationSource(host, int(port), given.clock, token=token, limit_bytes=int(values["limit_mb"] * 1e6))
    return Feed(source, NgsiReader(values["domain"]))


KIND = FeedKind(
    "ngsi-notifications",
    "Notifications of a FIWARE broker (NGSI-LD and NGSI-v2): an address that its subscriptions name.",
    _make,
    (
        Option("listen", "127.0.0.1:8090", "Address to listen at, HOST:PORT."),
        Option("token", "", "What the broker must send (Authorization or X-Auth-Token): {env:NAME} or {file:PATH}."),
        Option("limit_mb", 4.0, "Larger notifications are refused.", "MB", 0.001, 100.0),
        Option("domain", "city", "First part of the topic."),
    ),
)
