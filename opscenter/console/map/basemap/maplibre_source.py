"""A site's own MapLibre style as a basemap, drawn by MapLibre Native in a process of its own (the extra `maplibre`).

Where the extra is missing, the map's own style draws what vector source the MapLibre style names.
"""

import importlib.util
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.console.map.basemap.source import (
    MAX_TILE_BYTES,
    MAX_ZOOM,
    BasemapError,
    SourceInfo,
    TileSource,
    identity_of,
    plain_text,
)

LARGEST_STYLE = 8_000_000
_PATIENCE_S = 20.0
_WORLD = (-180.0, -85.0511, 180.0, 85.0511)


def style_in(path: Path) -> dict[str, Any] | None:
    """The MapLibre style that a JSON file holds, None when it is none."""
    if path.stat().st_size > LARGEST_STYLE:
        return None
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    fits = isinstance(found, dict) and found.get("version") == 8
    return found if fits and isinstance(found.get("layers"), list) and isinstance(found.get("sources"), dict) else None


def available() -> bool:
    """Whether the extra is installed."""
    return sys.platform == "linux" and importlib.util.find_spec("mapli") is not None


def named_source(style: dict[str, Any], folder: Path) -> str | None:
    """What the map's own style can draw of a MapLibre style: its first vector source, as a basemap is named."""
    for source in style["sources"].values():
        if not isinstance(source, dict) or source.get("type") != "vector":
            continue
        tiles = source.get("tiles")
        address = source.get("url") or (tiles[0] if isinstance(tiles, list) and tiles else None)
        if not isinstance(address, str):
            continue
        for scheme in ("pmtiles://", "mbtiles://", "file://"):
            address = address.removeprefix(scheme)
        return address if address.startswith(("http://", "https://")) else str(folder / address)
    return None


def without_the_extra(path: Path, style: dict[str, Any]) -> tuple[str, str]:
    """What to draw instead, and the sentence about it. Raises BasemapError when there is nothing."""
    sentence = QCoreApplication.translate(
        "Basemap",
        "{name} is a MapLibre style, which takes the extra “maplibre” (Linux only; pip install 'opscenter[maplibre]').",
    ).format(name=path.name)
    instead = named_source(style, path.parent)
    if instead is None:
        raise BasemapError(sentence)
    other = QCoreApplication.translate("Basemap", "Its tiles are drawn in the map's own style.")
    return instead, f"{sentence} {other}"


def noted(source: TileSource, sentence: str) -> TileSource:
    """The same source with one more sentence about it."""
    source.info = replace(source.info, notes=(*source.info.notes, sentence))  # type: ignore[misc]
    return source


class MapLibreSource:
    """Pictures of 512 px. Raises BasemapError when the style cannot be drawn on this machine."""

    def __init__(self, path: Path, style: dict[str, Any]) -> None:
        self.unreadable = 0
        """How often something that should be there could not be drawn."""
        self._name = path.name
        self._process = subprocess.Popen(
            [sys.executable, "-m", "opscenter.console.map.basemap.maplibre_worker", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        assert self._process.stdout is not None
        self._answers = selectors.DefaultSelector()
        self._answers.register(self._process.stdout, selectors.EVENT_READ)
        status, body = self._read()
        if status != b"+":
            self.close()
            raise BasemapError(
                QCoreApplication.translate("Basemap", "MapLibre cannot draw {name} here: {reason}.").format(
                    name=path.name, reason=plain_text(body.decode("utf-8", "replace"), 200).rstrip(".") or "?"
                )
            )
        credits_ = [plain_text(s.get("attribution")) for s in style["sources"].values() if isinstance(s, dict)]
        lon, lat = _numbers(style.get("center"))
        self.info = SourceInfo(
            name=plain_text(style.get("name")) or path.stem,
            kind="raster",
            min_zoom=0,
            max_zoom=MAX_ZOOM,
            bounds=_WORLD,
            center=(lon, lat, 0.0),
            attribution="  ".join(dict.fromkeys(filter(None, credits_))),
            layers=(),
            identity=identity_of(path),
            format="MapLibre style",
            version="8",
            tile_format="png",
        )

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """A drawn tile, None when it cannot be."""
        if not 0 <= z <= MAX_ZOOM or not (0 <= x < 1 << z and 0 <= y < 1 << z) or self._process.poll() is not None:
            self.unreadable += self._process.poll() is not None
            return None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{z} {x} {y}\n".encode())
            self._process.stdin.flush()
        except OSError:
            self.unreadable += 1
            return None
        status, body = self._read()
        if status != b"+":
            self.unreadable += 1
            return None
        return body

    def _read(self) -> tuple[bytes, bytes]:
        """Status and content of an answer; "-" when none comes in time, and then none comes any more."""
        until = time.monotonic() + _PATIENCE_S
        head = self._bytes(5, until)
        length = int.from_bytes(head[1:], "big")
        body = self._bytes(length, until) if len(head) == 5 and length <= MAX_TILE_BYTES else b""
        if len(head) < 5 or len(body) < length:
            self._process.kill()
            return b"-", b"it does not answer"
        return head[:1], body

    def _bytes(self, count: int, until: float) -> bytes:
        assert self._process.stdout is not None
        found = b""
        while len(found) < count and self._answers.select(max(0.0, until - time.monotonic())):
            part = os.read(self._process.stdout.fileno(), count - len(found))
            if not part:
                break
            found += part
        return found

    def count(self) -> int | None:
        """As many as one asks for."""
        return None

    def addresses(self) -> Iterator[tuple[int, int, int]]:
        """The tile of the whole world, to look at one."""
        yield (0, 0, 0)

    def close(self) -> None:
        """End the process."""
        self._answers.close()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    pass  # it had ended already
        self._process.kill()
        self._process.wait(5)


def _numbers(centre: object) -> tuple[float, float]:
    if isinstance(centre, list) and len(centre) == 2 and all(isinstance(part, (int, float)) for part in centre):
        return float(centre[0]), float(centre[1])
    return 0.0, 0.0
