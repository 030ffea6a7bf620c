"""The thread that opens basemaps, decodes and paints, so that the window never waits for a disk or a dense tile."""

import contextlib
import logging
import os
import threading
from collections import deque
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage

from opscenter.console.map.basemap.label_sheet import LabelSheet, render_labels
from opscenter.console.map.basemap.labels import LabelPass
from opscenter.console.map.basemap.picture_cache import PictureCache
from opscenter.console.map.basemap.reference import short_name
from opscenter.console.map.basemap.rendering import render_tile
from opscenter.console.map.basemap.source import BasemapError, RemoteSource, SourceInfo, open_source
from opscenter.console.map.basemap.tile_cache import TileCache
from opscenter.console.map.basemap.tile_store import STORE_BYTES, TileStore
from opscenter.console.map.basemap.viewport import Viewport
from opscenter.console.theme.tokens import Tokens

_log = logging.getLogger("opscenter.basemap")
_NICENESS = 5  # below the window's own thread, where the system lets a thread have its own priority
_MOST_ARRIVALS = 500

Address = tuple[int, int, int]


@dataclass(slots=True, frozen=True)
class TileKey:
    """One picture of a tile: `epoch` counts source and theme changes, `width` of the tile is in device px."""

    epoch: int
    z: int
    x: int
    y: int
    width: float

    def touches(self, address: Address) -> bool:
        """Whether a tile lies in or around this one."""
        z, x, y = address
        if z >= self.z:
            return (x >> (z - self.z), y >> (z - self.z)) == (self.x, self.y)
        return (self.x >> (self.z - z), self.y >> (self.z - z)) == (x, y)


@dataclass(slots=True, frozen=True)
class Setting:
    """What every picture depends on."""

    epoch: int
    references: tuple[str, ...]
    tokens: Tokens
    language: str
    edition: int = 0
    """Another one: the files are to be opened anew."""


@dataclass(slots=True, frozen=True)
class Painted:
    """A picture of a tile. `waiting`: more of it is on its way; `lacking`: a server could not give all of it."""

    key: TileKey
    image: QImage
    waiting: bool = False
    lacking: bool = False


class BasemapWorker(QObject):
    """Takes the newest wishes, nearest tile first; whatever is no longer wished for is not painted.

    `ready` after new results (fetch them with `take`); `opened(references, infos)` when it is known what they are,
    `failed(references, sentence)` when some cannot be used: the others are drawn, and what was there before if there
    are none (the flag says so). `troubled(references, sentence)`: how the servers among them are, "" when well.
    """

    ready = Signal()
    opened = Signal(object, object)
    failed = Signal(object, str, bool)
    troubled = Signal(object, str)

    def __init__(self, cache_file: Path | None = None) -> None:
        super().__init__()
        self._cache_file = cache_file
        self._condition = threading.Condition()
        self._setting: Setting | None = None
        self._wanted: tuple[TileKey, ...] = ()
        self._backdrop: tuple[TileKey, ...] = ()
        self._parked: set[TileKey] = set()
        self._labels: tuple[int, Viewport] | None = None
        self._ratio = 1.0
        self._stopping = False
        self._results: deque[Painted] = deque()
        self._sheet: tuple[int, LabelSheet] | None = None
        self._arrived: deque[tuple[int, Address | None]] = deque()
        self._outdated: list[Address | None] = []
        self._busy = False
        self._said = ""
        self._painting: TileKey | None = None
        self._thread = threading.Thread(target=self._run, name="basemap", daemon=True)
        self._thread.start()

    def use(self, setting: Setting) -> None:
        """Other basemaps, theme or language from now on."""
        with self._condition:
            self._setting = setting
            self._wanted, self._backdrop, self._labels = (), (), None
            self._parked.clear()
            self._results.clear()
            self._condition.notify()

    def want(
        self,
        tiles: tuple[TileKey, ...],
        labels: tuple[int, Viewport] | None,
        ratio: float,
        backdrop: tuple[TileKey, ...] = (),
    ) -> None:
        """Replace all wishes; `labels` is an epoch and the view to write names for. `backdrop`: tiles of the ground
        around, painted when there is nothing else to do."""
        with self._condition:
            if ratio != self._ratio:
                self._parked.clear()
            # What is being painted or waits to be taken need not be painted once more.
            done = {self._painting, *self._parked, *(painted.key for painted in self._results)}
            self._wanted = tuple(key for key in tiles if key not in done)
            self._backdrop, self._ratio = tuple(key for key in backdrop if key not in done), ratio
            if labels is not None:
                self._labels = labels
            if self._wanted or labels is not None or backdrop:
                self._condition.notify()

    def take(self) -> tuple[list[Painted], tuple[int, LabelSheet] | None, list[Address | None]]:
        """Everything painted since the last call, and the tiles whose pictures are out of date (None: any)."""
        with self._condition:
            results, sheet, outdated = list(self._results), self._sheet, self._outdated
            self._results.clear()
            self._sheet, self._outdated = None, []
        return results, sheet, outdated

    @property
    def idle(self) -> bool:
        """Whether nothing is being painted, waits to be, or waits to be taken."""
        with self._condition:
            waiting = self._wanted or self._labels or self._results or self._sheet or self._arrived
            return not (self._busy or waiting or self._backdrop)

    def stop(self) -> None:
        """End the thread and wait for it; a tile being painted is finished first."""
        with self._condition:
            self._stopping = True
            self._condition.notify()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout=10)

    # -- the thread ------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
        cache = TileCache(self._cache_file) if self._cache_file is not None else None
        current: Setting | None = None
        stores: list[TileStore] = []
        names: LabelPass | None = None
        pictures = PictureCache(None, [], None)
        while True:
            with self._condition:
                self._busy, self._painting = False, None
                while not (
                    self._stopping
                    or self._setting is not current
                    or self._wanted
                    or self._labels
                    or self._arrived
                    or self._backdrop
                ):
                    self._condition.wait()
                if self._stopping:
                    break
                self._busy = True
                setting, ratio = self._setting, self._ratio
                arrived = list(self._arrived)
                self._arrived.clear()
                key: TileKey | None = None
                labels: tuple[int, Viewport] | None = None
                if setting is current and not arrived:
                    if self._wanted:
                        key, self._wanted = self._wanted[0], self._wanted[1:]
                    elif self._labels:
                        labels, self._labels = self._labels, None
                    elif self._backdrop:
                        key, self._backdrop = self._backdrop[0], self._backdrop[1:]
                self._painting = key
            assert setting is not None
            if arrived:
                self._take_arrivals(stores, arrived, current)
            if setting is not current:
                if current is None or (setting.references, setting.edition) != (current.references, current.edition):
                    stores = self._open(stores, setting, cache)
                current, names = setting, LabelPass(setting.tokens, setting.language)
                pictures = PictureCache(cache, stores, setting.tokens)
                continue
            if not stores or names is None or (key is None and labels is None):
                continue
            try:
                self._paint(stores, names, pictures, setting, key, labels, ratio)
                if _trouble_of(stores) != self._said:
                    self._tell(stores, setting)
            except Exception:  # noqa: BLE001  one tile that cannot be painted must not end the thread
                _log.exception("a part of the basemap could not be drawn")
        for store in stores:
            store.source.close()
        if cache is not None:
            cache.close()

    def _open(self, old: list[TileStore], setting: Setting, cache: TileCache | None) -> list[TileStore]:
        """The new basemaps; the old ones when there were wishes but none of them can be used."""
        made: list[TileStore] = []
        sentences = []
        for reference in setting.references:
            try:
                source = open_source(reference, cache)
            except BasemapError as error:
                sentences.append(str(error))
                continue
            except Exception as error:  # noqa: BLE001  a file of unforeseen brokenness is a sentence, not a dead thread
                _log.exception("the basemap could not be opened")
                sentences.append(
                    QCoreApplication.translate("Basemap", "The basemap {name} cannot be read: {reason}.").format(
                        name=short_name(reference), reason=error
                    )
                )
                continue
            store = TileStore(source, STORE_BYTES // max(1, len(setting.references)))
            if isinstance(source, RemoteSource):
                source.listener = partial(self._hear, len(made))
            made.append(store)
        kept = bool(setting.references) and not made
        if not kept:
            for store in old:
                store.source.close()
        stores = old if kept else made
        if sentences:
            self._emit(self.failed, setting.references, " ".join(sentences), not made)
        self._tell(stores, setting)
        return stores

    def _tell(self, stores: list[TileStore], setting: Setting) -> None:
        infos: list[SourceInfo] = [store.info for store in stores]
        self._emit(self.opened, setting.references, infos)
        self._said = _trouble_of(stores)
        self._emit(self.troubled, setting.references, self._said)

    def _emit(self, signal: object, *arguments: object) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone already
            signal.emit(*arguments)  # type: ignore[attr-defined]

    def _hear(self, number: int, address: Address | None) -> None:
        """Called in a source's thread."""
        with self._condition:
            if len(self._arrived) > _MOST_ARRIVALS:
                self._arrived.clear()
                address = None
            self._arrived.append((number, address))
            self._condition.notify()

    def _take_arrivals(
        self, stores: list[TileStore], arrived: list[tuple[int, Address | None]], setting: Setting | None
    ) -> None:
        for number, address in arrived:
            if number < len(stores):
                stores[number].forget(address)
        addresses = [address for _, address in arrived]
        with self._condition:
            self._outdated.extend(addresses)
            if None in addresses:
                self._parked.clear()
            else:
                self._parked = {key for key in self._parked if not any(key.touches(a) for a in addresses if a)}
        if None in addresses and setting is not None:
            self._tell(stores, setting)
        self._emit(self.ready)

    def _paint(
        self,
        stores: list[TileStore],
        names: LabelPass,
        pictures: PictureCache,
        setting: Setting,
        key: TileKey | None,
        labels: tuple[int, Viewport] | None,
        ratio: float,
    ) -> None:
        for store in stores:
            store.begin(ratio)
        if key is not None:
            if key.epoch != setting.epoch:
                return
            image = pictures.get(key.z, key.x, key.y, key.width, ratio)
            if image is None:
                image = render_tile(stores, setting.tokens, key.z, key.x, key.y, key.width, ratio)
                if not any(store.damaged for store in stores):  # else nobody would hear of it at the next start
                    pictures.put(key.z, key.x, key.y, key.width, ratio, image)
            waiting, lacking = any(s.waiting for s in stores), any(s.lacking for s in stores)
            with self._condition:
                if waiting or lacking:
                    self._parked.add(key)
                self._results.append(Painted(key, image, waiting, lacking))
        elif labels is not None and labels[0] == setting.epoch:
            sheet = render_labels(names, stores, labels[1], ratio)
            with self._condition:
                self._sheet = labels[0], sheet
        self._emit(self.ready)


def _trouble_of(stores: list[TileStore]) -> str:
    """One sentence a line, about servers and about tiles that cannot be read."""
    of_servers = [store.source.trouble for store in stores if isinstance(store.source, RemoteSource)]
    return "\n".join(filter(None, [*of_servers, *(store.trouble for store in stores)]))
