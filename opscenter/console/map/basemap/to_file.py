"""A picture of basemaps as a file, for `opscenter map render`."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize

from opscenter.console.map.basemap.rendering import render_view
from opscenter.console.map.basemap.source import BasemapError, RemoteSource, open_source
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.theme.tokens import DARK, LIGHT

_ROUNDS = 4  # a server first says what it has, then gives tiles, then perhaps only their parents
_PATIENCE_S = 30.0


def render_to_file(
    references: Sequence[str],
    place: tuple[float, float],
    zoom: float,
    size: tuple[int, int],
    ratio: float,
    out: Path,
    theme: str = "dark",
    language: str = "en",
) -> None:
    """Draw the view around `place` (lon, lat) of `size` logical px and write it as PNG.

    `zoom` is the map's (256 * 2**zoom px around the world). Raises BasemapError or OSError with a sentence.
    """
    if not out.parent.is_dir():
        raise OSError(
            QCoreApplication.translate("Basemap", "The folder {folder} does not exist.").format(folder=out.parent)
        )
    with ExitStack() as opened:
        stores = []
        for reference in references:
            source = open_source(reference)
            opened.callback(source.close)
            stores.append(TileStore(source))
            stores[-1].begin(ratio)
        tokens = LIGHT if theme == "light" else DARK
        for _ in range(_ROUNDS):
            for store in stores:
                store.begin(ratio)
            image = render_view(stores[0].source, *place, zoom, QSize(*size), ratio, tokens, language, stores)
            remote = [store.source for store in stores if isinstance(store.source, RemoteSource)]
            if not any(store.waiting for store in stores):
                break
            for source in remote:
                source.wait(_PATIENCE_S)
        trouble = [source.trouble for source in remote if source.trouble]
        if trouble:
            raise BasemapError("\n".join(trouble))
        image.setDevicePixelRatio(1.0)
        if not image.save(str(out), "PNG"):  # type: ignore[call-overload]
            raise BasemapError(
                QCoreApplication.translate("Basemap", "The picture {out} could not be written.").format(out=out)
            )
