"""Tiles of a server: XYZ templates, TileJSON and WMTS. Nothing here waits for the network."""

import json
import random
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.console.map.basemap.fetching import Answer, Fetcher
from opscenter.console.map.basemap.reference import is_address, short_name
from opscenter.console.map.basemap.source import (
    MAX_ZOOM,
    Absent,
    BasemapError,
    SourceInfo,
    checked_bounds,
    numbers_of,
    plain_text,
    uncompressed,
)
from opscenter.console.map.basemap.tile_cache import Kept, TileCache, key_of
from opscenter.console.map.basemap.url_template import UrlTemplate, template_of
from opscenter.console.map.basemap.wmts import read_capabilities

Address = tuple[int, int, int]
_MEMORY_BYTES = 32_000_000
_UNSAID_S = 7 * 86_400.0  # how long a tile stays fresh when its server does not say
_NONE_S = 3_600.0
_SLOW_S = 6.0
_LONGEST_HOLD_S = 60.0
_WORLD = (-180.0, -85.0511, 180.0, 85.0511)
_OSM = ("tile.openstreetmap.org", "tile.osm.org")


class NetworkSource:
    """Answers at once with what is here, and asks the server for what is not."""

    def __init__(self, reference: str, cache: TileCache | None = None) -> None:
        self.listener: Callable[[Address | None], None] = lambda address: None
        self.ratio = 1.0
        self.trouble = ""
        self._name = short_name(reference)
        self._cache = cache
        self._idle = threading.Condition(threading.RLock())
        self._memory: OrderedDict[tuple[Address, bool], tuple[bytes | None, float]] = OrderedDict()
        self._held = 0
        self._pending: dict[tuple[Address, bool], float] = {}
        self._retry: dict[tuple[Address, bool], float] = {}
        self._hold_until = 0.0
        self._failures = self._nones = self._goods = 0
        self._timers: set[threading.Timer] = set()
        self._closed = self._trying = False
        self._document, _, self._layer = reference.partition("#") if not template_of(reference) else ("", "", "")
        self._template: UrlTemplate | None = template_of(reference)
        self.info = SourceInfo(
            name=self._name,
            kind="vector" if self._template is not None and self._template.is_vector else "raster",
            min_zoom=0,
            max_zoom=19 if self._template is None or not self._template.is_vector else 14,
            bounds=_WORLD,
            center=(0.0, 0.0, 0.0),
            attribution="© OpenStreetMap contributors" if self._name.endswith(_OSM) else "",
            layers=(),
            identity=reference,
            format="tile server",
        )
        local = b""
        if self._document and not is_address(self._document):
            local = Path(self._document).read_bytes()
            self._read_document(local, "")
        self._fetcher = Fetcher()
        if self._template is None:
            self._ask_document()

    # -- what the painting thread asks ---------------------------------------------------------------------------

    def tile(self, z: int, x: int, y: int) -> bytes | Absent | None:
        """A tile if it is here, why it is not, or None where the server has none."""
        if not self.info.min_zoom <= z <= self.info.max_zoom or not (0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        key = ((z, x, y), self.ratio > 1.25)
        with self._idle:
            known = self._known(key)
            if known is not None:
                data, expires = known
                if expires < time.time() and self._may_ask(key):
                    self._ask(key)  # what is old is shown until the new one is here
                return data
            if key in self._pending:
                return Absent.WAITING
            if self._template is None:
                return Absent.FAILED if self.trouble else Absent.WAITING
            if not self._may_ask(key):
                return Absent.FAILED
            self._ask(key)
            return Absent.WAITING

    def at_hand(self, z: int, x: int, y: int) -> bytes | None:
        """A tile that is here already."""
        with self._idle:
            known = self._known(((z, x, y), self.ratio > 1.25))
        return known[0] if known is not None else None

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is asked for any more."""
        with self._idle:
            return self._idle.wait_for(lambda: not self._pending, seconds)

    def count(self) -> int | None:
        """Nobody can know."""
        return None

    def addresses(self) -> Iterator[Address]:
        """The tile of the whole world, to look at one."""
        yield (self.info.min_zoom, 0, 0)

    def close(self) -> None:
        """End the asking."""
        with self._idle:
            self._closed = True
            timers = list(self._timers)
        for timer in timers:
            timer.cancel()
            timer.join(5)
        self._fetcher.stop()

    # -- memory and disk -----------------------------------------------------------------------------------------

    def _known(self, key: tuple[Address, bool]) -> tuple[bytes | None, float] | None:
        found = self._memory.get(key)
        if found is not None:
            self._memory.move_to_end(key)
            return found if found[0] is not None or found[1] > time.time() else None
        kept = self._cache.get(self._cache_key(key)) if self._cache is not None and self._template else None
        if kept is None:
            return None
        self._remember(key, kept.data, kept.expires)
        return kept.data, kept.expires

    def _remember(self, key: tuple[Address, bool], data: bytes | None, expires: float) -> None:
        old = self._memory.pop(key, None)
        self._held -= len(old[0] or b"") if old is not None else 0
        self._memory[key] = data, expires
        self._held += len(data or b"")
        while self._held > _MEMORY_BYTES or len(self._memory) > 20_000:
            _, (gone, _) = self._memory.popitem(last=False)
            self._held -= len(gone or b"")

    def _cache_key(self, key: tuple[Address, bool]) -> bytes:
        assert self._template is not None
        return key_of("server", self._template.text, *key[0], key[1])

    # -- asking --------------------------------------------------------------------------------------------------

    def _may_ask(self, key: tuple[Address, bool]) -> bool:
        now = time.monotonic()
        if self._closed or key in self._pending or self._retry.get(key, 0.0) > now:
            return False
        # While the server is in trouble one tile at a time tries whether it is back.
        return now >= self._hold_until and (self._failures < 2 or not self._pending)

    def _ask(self, key: tuple[Address, bool]) -> None:
        assert self._template is not None
        (z, x, y), double = key
        url = self._template.url(z, x, y, 2.0 if double else 1.0)
        if url is None:
            self._remember(key, None, time.time() + _NONE_S)
            return
        headers = {"Accept": "image/webp,image/png,image/jpeg,*/*;q=0.8"} if self.info.kind == "raster" else {}
        kept = self._cache.get(self._cache_key(key)) if self._cache is not None else None
        if kept is not None and kept.etag:
            headers["If-None-Match"] = kept.etag
        if kept is not None and kept.modified:
            headers["If-Modified-Since"] = kept.modified
        self._pending[key] = time.monotonic()
        if len(self._pending) == 1:
            self._later(_SLOW_S + 0.2, self._check_slow)
        self._fetcher.get(url, headers, lambda answer: self._answered(key, answer, kept))

    def _ask_document(self) -> None:
        key = ((-1, 0, 0), False)
        with self._idle:
            self._pending[key] = time.monotonic()
        self._fetcher.get(self._document, {}, lambda answer: self._document_came(key, answer))

    def _document_came(self, key: tuple[Address, bool], answer: Answer) -> None:
        with self._idle:
            self._pending.pop(key, None)
            self._idle.notify_all()
            if self._closed:
                return
            if answer.status == 200:
                try:
                    self._read_document(answer.body, self._document)
                    self.trouble, self._failures = "", 0
                except BasemapError as error:
                    self.trouble = str(error)
            else:
                self._fail(answer)
                self._later(self._hold_until - time.monotonic(), self._ask_document)
        self.listener(None)

    def _read_document(self, body: bytes, address: str) -> None:
        """Capabilities or TileJSON. Raises BasemapError."""
        data = uncompressed(body) or b""
        if data.lstrip()[:1] == b"<" and b"Capabilities" in data[:4000]:
            layer = read_capabilities(data, address, self._layer)
            self._template = layer.template
            self.info = replace(
                self.info,
                name=layer.title,
                min_zoom=layer.zooms[0],
                max_zoom=layer.zooms[1],
                bounds=layer.bounds,
                center=_middle(layer.bounds, layer.zooms[0]),
                attribution=layer.attribution,
                format="WMTS",
                version="1.0.0",
            )
            return
        try:
            found: Any = json.loads(data)
            tiles = found["tiles"]
            template = template_of(str(tiles[0]))
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            template = None
        if template is None:
            raise BasemapError(
                QCoreApplication.translate(
                    "Basemap",
                    "{name} answers with neither tiles nor a description of them. Give an address with {{z}}, {{x}} "
                    "and {{y}}, a TileJSON or WMTS capabilities.",
                ).format(name=self._name)
            )
        self._template = UrlTemplate(template.text, from_south=found.get("scheme") == "tms")
        bounds = checked_bounds(*numbers_of(found.get("bounds"), _WORLD))
        lowest, highest = _zoom(found.get("minzoom"), 0), _zoom(found.get("maxzoom"), 14)
        layers = found.get("vector_layers")
        self.info = replace(
            self.info,
            name=plain_text(found.get("name")) or self._name,
            kind="vector" if self._template.is_vector or layers else "raster",
            min_zoom=min(lowest, highest),
            max_zoom=highest,
            bounds=bounds,
            center=numbers_of(found.get("center"), _middle(bounds, lowest)),
            attribution=plain_text(found.get("attribution")),
            layers=tuple(str(layer.get("id")) for layer in layers[:200] if isinstance(layer, dict)) if layers else (),
            format="TileJSON",
            version=plain_text(found.get("tilejson"), 20),
        )

    def _answered(self, key: tuple[Address, bool], answer: Answer, kept: Kept | None) -> None:
        with self._idle:
            self._pending.pop(key, None)
            self._idle.notify_all()
            if self._closed:
                return
            before = self.trouble
            changed = self._judge(key, answer, kept)
            renewed = before and not self.trouble
            if not self.trouble and renewed:
                self._retry.clear()
        if changed or answer.dropped:
            self.listener(key[0])
        if before != self.trouble or renewed:
            self.listener(None)

    def _judge(self, key: tuple[Address, bool], answer: Answer, kept: Kept | None) -> bool:
        """Take an answer in; whether something else is to be drawn now."""
        if answer.dropped:
            return True
        expires = expiry(answer.headers, time.time())
        if answer.status == 304 and kept is not None:
            self._good()
            self._remember(key, kept.data, expires)
            if self._cache is not None:
                self._cache.put(self._cache_key(key), replace(kept, expires=expires))
            return False
        data = uncompressed(answer.body) if answer.status in (200, 203) else None
        if data is not None and data and self._is_tile(data):
            self._good()
            old = self._memory.get(key)
            self._remember(key, data, max(expires, time.time() + 30.0))
            if self._cache is not None and "no-store" not in answer.headers.get("cache-control", "").lower():
                tags = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
                self._cache.put(self._cache_key(key), Kept(data, expires, *tags))
            return old is None or old[0] != data
        if answer.status in (204, 404, 410) or (answer.status == 200 and not answer.body):
            self._nones += 1
            self._failures = 0
            self._remember(key, None, time.time() + _NONE_S)
            if not self._goods and self._nones >= 4 and answer.status != 204:
                self.trouble = QCoreApplication.translate(
                    "Basemap", "{name} has no tiles at the given address ({status}). Check the address."
                ).format(name=self._name, status=answer.status)
            return True
        self._fail(answer)
        self._retry[key] = self._hold_until
        if not self._trying:
            self._trying = True
            self._later(self._hold_until - time.monotonic() + 0.05, self._try_again)
        return True

    def _good(self) -> None:
        self._goods += 1
        self._failures, self._hold_until, self.trouble = 0, 0.0, ""

    def _fail(self, answer: Answer) -> None:
        if time.monotonic() >= self._hold_until:
            self._failures += 1  # what was asked together fails together, and is one failure
        hold = min(_LONGEST_HOLD_S, 0.5 * 2.0**self._failures) * random.uniform(1.0, 1.25)
        try:
            hold = max(hold, min(600.0, float(answer.headers.get("retry-after", "0"))))
        except ValueError:
            pass
        self._hold_until = max(self._hold_until, time.monotonic() + hold)
        self.trouble = self._sentence(answer)

    def _sentence(self, answer: Answer) -> str:
        content = plain_text(answer.headers.get("content-type", ""), 60).split(";")[0] or "?"
        if answer.status in (200, 203, 304):
            text = QCoreApplication.translate("Basemap", "{name} answers with {content} instead of a map tile.")
        elif answer.status in (401, 403):
            text = QCoreApplication.translate(
                "Basemap", "{name} refuses its tiles ({status}): the address may lack a key."
            )
        elif answer.status == 429:
            text = QCoreApplication.translate("Basemap", "{name} is asked too often and wants a pause ({status}).")
        elif answer.status:
            text = QCoreApplication.translate("Basemap", "{name} cannot give its tiles now ({status}).")
        elif answer.distrusted:
            text = QCoreApplication.translate(
                "Basemap",
                "{name} is not trusted: {error}. Add the certificate of its authority to this computer's, or name its "
                "file in SSL_CERT_FILE.",
            )
        else:
            text = QCoreApplication.translate("Basemap", "{name} does not answer ({error}).")
        again = QCoreApplication.translate(
            "Basemap", "What was fetched before is shown; the server is asked again by itself."
        )
        error = plain_text(answer.error, 120).rstrip(".")
        return f"{text.format(name=self._name, content=content, status=answer.status, error=error)} {again}"

    def _is_tile(self, data: bytes) -> bool:
        if self.info.kind == "raster":
            return data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8"))
        return data[:1] not in (b"<", b"{", b"[") and data[:1] in (b"\x1a", b"\x0a", b"\x78")

    # -- timers --------------------------------------------------------------------------------------------------

    def _later(self, seconds: float, call: Callable[[], None]) -> None:
        with self._idle:
            if self._closed:
                return
            self._timers = {timer for timer in self._timers if timer.is_alive()}
            timer = threading.Timer(max(0.05, seconds), call)
            timer.daemon = True
            self._timers.add(timer)
            timer.start()

    def _try_again(self) -> None:
        with self._idle:
            still = self._hold_until - time.monotonic()
            if still > 0 and not self._closed:
                self._later(still + 0.05, self._try_again)  # another failure has come since
                return
            self._trying = False
            self._retry.clear()
        if not self._closed:
            self.listener(None)

    def _check_slow(self) -> None:
        with self._idle:
            if self._closed or not self._pending:
                return
            oldest = time.monotonic() - min(self._pending.values())
            slow = oldest >= _SLOW_S and not self.trouble
            if slow:
                self.trouble = QCoreApplication.translate(
                    "Basemap", "{name} is slow: its tiles appear as they come."
                ).format(name=self._name)
            self._later(max(0.5, _SLOW_S - oldest), self._check_slow)
        if slow:
            self.listener(None)


def expiry(headers: dict[str, str], now: float) -> float:
    """Until when an answer is fresh, in seconds since 1970, by Cache-Control, else Expires, else a week.

    RFC 9111, sections 4.2 and 5.2.2.
    """
    control = headers.get("cache-control", "").lower()
    if "no-cache" in control or "no-store" in control:
        return now
    for part in control.split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.strip('"').isdecimal():
            age = headers.get("age", "0")
            return now + min(float(value.strip('"')), 365 * 86_400.0) - (float(age) if age.isdecimal() else 0.0)
    try:
        return parsedate_to_datetime(headers["expires"]).timestamp()
    except (KeyError, ValueError, TypeError, IndexError, OverflowError):
        return now + _UNSAID_S


def _middle(bounds: tuple[float, float, float, float], zoom: int) -> tuple[float, float, float]:
    return (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2, float(zoom)


def _zoom(value: object, otherwise: int) -> int:
    sane = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= MAX_ZOOM
    return int(value) if sane else otherwise  # type: ignore[call-overload]
