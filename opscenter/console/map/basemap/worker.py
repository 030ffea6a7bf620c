"""The thread that opens tile files, decodes and paints, so that the window never waits for a disk or a dense tile."""

import contextlib
import logging
import os
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from opscenter.console.map.basemap.label_sheet import LabelSheet, render_labels
from opscenter.console.map.basemap.labels import LabelPass
from opscenter.console.map.basemap.rendering import render_tile
from opscenter.console.map.basemap.source import BasemapError, SourceInfo, open_source
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.map.basemap.viewport import Viewport
from opscenter.console.theme.tokens import Tokens

_log = logging.getLogger("opscenter.basemap")
_NICENESS = 5  # below the window's own thread, where the system lets a thread have its own priority


@dataclass(slots=True, frozen=True)
class TileKey:
    """One picture of a tile: `epoch` counts source and theme changes, `side` is in device px."""

    epoch: int
    z: int
    x: int
    y: int
    side: int


@dataclass(slots=True, frozen=True)
class Setting:
    """What every picture depends on."""

    epoch: int
    path: Path | None
    tokens: Tokens
    language: str


class BasemapWorker(QObject):
    """Takes the newest wishes, nearest tile first; whatever is no longer wished for is not painted.

    `ready` after new results (fetch them with `take`); `opened(SourceInfo)`, `failed(sentence)` after a new file.
    """

    ready = Signal()
    opened = Signal(object, object)
    failed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._condition = threading.Condition()
        self._setting: Setting | None = None
        self._wanted: tuple[TileKey, ...] = ()
        self._labels: tuple[int, Viewport] | None = None
        self._ratio = 1.0
        self._stopping = False
        self._results: deque[tuple[TileKey, QImage]] = deque()
        self._sheet: tuple[int, LabelSheet] | None = None
        self._busy = False
        self._thread = threading.Thread(target=self._run, name="basemap", daemon=True)
        self._thread.start()

    def use(self, setting: Setting) -> None:
        """Another file, theme or language from now on."""
        with self._condition:
            self._setting = setting
            self._wanted, self._labels = (), None
            self._results.clear()
            self._condition.notify()

    def want(self, tiles: tuple[TileKey, ...], labels: tuple[int, Viewport] | None, ratio: float) -> None:
        """Replace all wishes; `labels` is an epoch and the view to write names for."""
        with self._condition:
            self._wanted, self._ratio = tiles, ratio
            if labels is not None:
                self._labels = labels
            if tiles or labels is not None:
                self._condition.notify()

    def take(self) -> tuple[list[tuple[TileKey, QImage]], tuple[int, LabelSheet] | None]:
        """Everything painted since the last call."""
        with self._condition:
            results, sheet = list(self._results), self._sheet
            self._results.clear()
            self._sheet = None
        return results, sheet

    @property
    def idle(self) -> bool:
        """Whether nothing is being painted, waits to be, or waits to be taken."""
        with self._condition:
            return not (self._busy or self._wanted or self._labels or self._results or self._sheet)

    def stop(self) -> None:
        """End the thread and wait for it; a tile being painted is finished first."""
        with self._condition:
            self._stopping = True
            self._condition.notify()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout=10)

    def _run(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
        current: Setting | None = None
        store: TileStore | None = None
        names: LabelPass | None = None
        while True:
            with self._condition:
                self._busy = False
                while not (self._stopping or self._setting is not current or self._wanted or self._labels):
                    self._condition.wait()
                if self._stopping:
                    break
                self._busy = True
                setting, ratio = self._setting, self._ratio
                key: TileKey | None = None
                labels: tuple[int, Viewport] | None = None
                if setting is current:
                    if self._wanted:
                        key, self._wanted = self._wanted[0], self._wanted[1:]
                    else:
                        labels, self._labels = self._labels, None
            assert setting is not None
            if setting is not current:
                if current is None or setting.path != current.path:
                    store = self._open(store, setting)
                current, names = setting, LabelPass(setting.tokens, setting.language)
                continue
            if store is None or names is None:
                continue
            try:
                self._paint(store, names, setting, key, labels, ratio)
            except Exception:  # noqa: BLE001  one tile that cannot be painted must not end the thread
                _log.exception("a part of the basemap could not be drawn")
        if store is not None:
            store.source.close()

    def _open(self, old: TileStore | None, setting: Setting) -> TileStore | None:
        if old is not None:
            old.source.close()
        if setting.path is None:
            return None
        try:
            source = open_source(setting.path)
        except BasemapError as error:
            self._tell_failed(setting, str(error))
        except Exception as error:  # noqa: BLE001  a file of unforeseen brokenness is a sentence, not a dead thread
            _log.exception("the basemap could not be opened")
            self._tell_failed(setting, f"The basemap {setting.path.name} cannot be read: {error}.")
        else:
            info: SourceInfo = source.info
            with contextlib.suppress(RuntimeError):
                self.opened.emit(setting.path, info)
            return TileStore(source)
        return None

    def _tell_failed(self, setting: Setting, sentence: str) -> None:
        with contextlib.suppress(RuntimeError):
            self.failed.emit(setting.path, sentence)

    def _paint(
        self,
        store: TileStore,
        names: LabelPass,
        setting: Setting,
        key: TileKey | None,
        labels: tuple[int, Viewport] | None,
        ratio: float,
    ) -> None:
        if key is not None:
            if key.epoch != setting.epoch:
                return
            image = render_tile(store, setting.tokens, key.z, key.x, key.y, key.side, ratio)
            with self._condition:
                self._results.append((key, image))
        elif labels is not None and labels[0] == setting.epoch:
            sheet = render_labels(names, store, labels[1], ratio)
            with self._condition:
                self._sheet = labels[0], sheet
        with contextlib.suppress(RuntimeError):  # the window is gone already
            self.ready.emit()
