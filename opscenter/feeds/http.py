"""Fetching by HTTP, as if the other side were broken or hostile: a deadline for the whole answer, a limit of its size
(unpacked), few redirects, no password to another host; what has not changed is not fetched again."""

import hashlib
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, IncompleteRead, MaxRetryError, NewConnectionError, SSLError

from opscenter import __version__
from opscenter.domain.batch import Clock
from opscenter.feeds.feed import Delivery, Item, SourceFault

MOST_REDIRECTS = 5
CHUNK = 64 * 1024
AGENT = f"opscenter/{__version__}"
SMALL_BYTES = 2_000_000
SAID_AGAIN_S = 30.0
LONGEST_WAIT_S = 3_600.0
HINTS = {
    401: " (user or password, or a key, is missing or wrong: see the feed's url and headers)",
    403: " (not allowed: is a key missing or wrong? See the feed's url and headers)",
    404: " (no such address: has it moved?)",
    410: " (no such address any more)",
    429: " (asked too often: raise every_s)",
}
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(slots=True, frozen=True)
class Answer:
    """What came: the body unpacked, headers by lower-case name, and the address it came from in the end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


def shown(url: str) -> str:
    """A URL as it may stand in logs: without user, password and query, where keys are."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}{parts.path}"


class HttpClient:
    """Gets addresses. One request at a time; `close`, from any thread, ends it at once.

    `ca_file`: certificates trusted instead of the system's. FileNotFoundError, ssl.SSLError when it is none.
    """

    def __init__(self, timeout_s: float, limit_bytes: int, ca_file: Path | None = None) -> None:
        self._timeout_s = timeout_s
        self._limit = limit_bytes
        self._open: set[HTTPConnection] = set()
        self._closed = False
        context = ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
        self._pools = urllib3.PoolManager(num_pools=8, maxsize=1, ssl_context=context)
        self._pools.pool_classes_by_scheme = _pools_that_note(self._open)

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to GET, redirects followed. SourceFault, a sentence, when there is none or it is too large.

        Statuses other than 200..299 and 304 are faults, too."""
        # Looks are seconds apart: a connection kept open that long is one the server may just be closing.
        sent = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Connection": "close", **(headers or {})}
        with _Deadline(self._timeout_s, self._cut) as deadline:
            for _ in range(MOST_REDIRECTS + 1):
                answer = self._once(url, sent, deadline)
                if answer.status not in REDIRECTS:
                    return _checked(answer)
                url, sent = _redirected(answer, sent)
        raise SourceFault(f"{shown(url)} redirects more than {MOST_REDIRECTS} times")

    def close(self) -> None:
        """End the request another thread is in; no other begins."""
        self._closed = True
        self._cut()
        self._pools.clear()

    def _once(self, url: str, headers: Mapping[str, str], deadline: "_Deadline") -> Answer:
        where = shown(url)
        if self._closed:
            raise SourceFault("stopped")
        response = None
        try:
            response = self._pools.request(
                "GET",
                url,
                headers=dict(headers),
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=True,
                timeout=urllib3.Timeout(connect=self._timeout_s, read=self._timeout_s),
            )
            body = self._body(response, where)
            if deadline.passed or self._closed:
                raise TimeoutError("cut off")  # an answer without a length looks whole where it was cut
            found = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, found, body, url)
        except (HTTPError, OSError, ValueError) as error:
            if self._closed:
                raise SourceFault("stopped") from None
            if deadline.passed:
                raise SourceFault(
                    f"{where} did not answer in full within {self._timeout_s:g} s. If it is always so slow, raise "
                    "timeout_s"
                ) from None
            raise SourceFault(f"{where}: {_reason(error, self._timeout_s)}") from None
        finally:
            if response is not None:
                response.close()
            self._pools.clear()  # a server may keep a connection open though it was asked not to, and close it later

    def _body(self, response: urllib3.BaseHTTPResponse, where: str) -> bytes:
        parts: list[bytes] = []
        size = 0
        while True:
            part = response.read1(CHUNK, decode_content=True)
            if not part:
                return b"".join(parts)
            size += len(part)
            if size > self._limit:
                raise SourceFault(
                    f"{where} answers with more than the limit of {self._limit / 1e6:g} MB: not read. "
                    "If that is usual for it, raise limit_mb"
                )
            parts.append(part)

    def _cut(self) -> None:
        for connection in list(self._open):
            if connection.sock is not None:
                try:
                    connection.sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # closed by itself meanwhile


class HttpSource:
    """One address, got every so many seconds. The same content is not delivered again: by ETag and Last-Modified where
    the server says them, else by the body. What is small is, after SAID_AGAIN_S: that a value is still so is news of
    values without a time, which would look silent else."""

    def __init__(
        self,
        url: str,
        *,
        every_s: float,
        clock: Clock,
        timeout_s: float = 20.0,
        limit_bytes: int = 50_000_000,
        headers: Mapping[str, str] | None = None,
        ca_file: Path | None = None,
    ) -> None:
        self.every_s = every_s
        self.url = url
        self._clock = clock
        self._headers = dict(headers or {})
        self._client = HttpClient(timeout_s, limit_bytes, ca_file)
        self._known: dict[str, str] = {}
        self._digest = b""
        self._item: Item | None = None  # as it was delivered, where it is small
        self._delivered = 0

    def fetch(self, delivery: Delivery) -> None:
        """Get it once. SourceFault when it cannot be had."""
        answer = self._client.get(self.url, {**self._headers, **self._known})
        if answer.status == 304:
            self._same(delivery)
            return
        digest = hashlib.blake2b(answer.body, digest_size=16).digest()
        if digest != self._digest:
            media = answer.headers.get("content-type", "")
            item = Item(shown(self.url), answer.body, self._clock(), urlsplit(answer.url).path, media)
            self._item = item if len(answer.body) <= SMALL_BYTES else None
            self._delivered = item.at
            delivery.take(item)
        else:
            self._same(delivery)
        self._digest = digest
        named = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        self._known = {ask: answer.headers[said] for said, ask in named.items() if said in answer.headers}

    def close(self) -> None:
        """End a request at once."""
        self._client.close()

    def _same(self, delivery: Delivery) -> None:
        now = self._clock()
        if self._item is not None and now - self._delivered >= SAID_AGAIN_S * 1_000:
            self._delivered = now
            delivery.take(replace(self._item, at=now, again=True))
        else:
            delivery.alive()


def _pools_that_note(connections: set[HTTPConnection]) -> dict[str, Any]:
    """Pool classes whose connections are in `connections` while they have a socket, so that one can be cut."""

    class Noted(HTTPConnection):
        def connect(self) -> None:
            connections.add(self)
            super().connect()

        def close(self) -> None:
            connections.discard(self)
            super().close()

    class Secure(Noted, HTTPSConnection):
        pass

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Noted

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class _Deadline:
    """Calls `cut` once, when the time is over before the block ends: a server that sends a byte a second is in time by
    every timeout of a socket."""

    def __init__(self, seconds: float, cut: Any) -> None:
        self.passed = False
        self._cut = cut
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True

    def _pass(self) -> None:
        self.passed = True
        self._cut()

    def __enter__(self) -> "_Deadline":
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()


def _checked(answer: Answer) -> Answer:
    if 200 <= answer.status < 300 or answer.status == 304:
        return answer
    hint = HINTS.get(answer.status, " (a fault of the server)" if answer.status >= 500 else "")
    raise SourceFault(f"{shown(answer.url)} answers with status {answer.status}{hint}", _asked_to_wait(answer))


def _asked_to_wait(answer: Answer) -> float:
    """Seconds of a Retry-After, 0 where there is none (RFC 9110, 10.2.3; its dates are not read)."""
    written = answer.headers.get("retry-after", "").strip()
    return min(float(written), LONGEST_WAIT_S) if written.isdecimal() and len(written) < 9 else 0.0


def _redirected(answer: Answer, headers: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Where to go next and with which headers: to another host only those that tell it nothing."""
    target = urljoin(answer.url, answer.headers.get("location", ""))
    before, after = urlsplit(answer.url), urlsplit(target)
    if after.scheme not in ("http", "https") or not after.hostname:
        raise SourceFault(f"{shown(answer.url)} redirects to what is no web address")
    if before.scheme == "https" and after.scheme == "http":
        raise SourceFault(f"{shown(answer.url)} redirects to an address without encryption: {shown(target)}")
    same = (before.hostname, before.port) == (after.hostname, after.port)
    plain = ("user-agent", "accept", "accept-encoding", "connection", "if-none-match", "if-modified-since")
    return target, {name: value for name, value in headers.items() if same or name.lower() in plain}


def _reason(error: Exception, timeout_s: float) -> str:
    if isinstance(error, MaxRetryError) and error.reason is not None:
        error = error.reason
    text = str(error)
    if isinstance(error, SSLError | ssl.SSLError):
        return f"its certificate is not trusted or encryption failed: {text}"
    if "timed out" in text.lower():
        return f"no answer within {timeout_s:g} s"
    if isinstance(error, NewConnectionError):
        return f"cannot be reached: {text.rpartition(': ')[2]}"
    short = error.__cause__ or (error.args[1] if len(error.args) > 1 else error)
    if isinstance(short, IncompleteRead):
        there, missing = short.partial, short.expected
        return f"the answer was cut short after {there:,} of {there + (missing or 0):,} bytes"
    return f"the answer cannot be read: {text}"
