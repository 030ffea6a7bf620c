"""The icons of `icons/`, recoloured from the tokens and kept once drawn."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from opscenter.console.theme.contrast import blend
from opscenter.console.theme.tokens import Tokens
from opscenter.settings.resources import icon_root


@lru_cache(maxsize=256)
def _source(name: str) -> bytes:
    """The SVG of an icon. An unknown name falls back to `entity-generic`; b"" when even that is missing.

    `name` is looked up as it is, then as a system and as an entity symbol, so that the catalogue may say "weather".
    """
    safe = name if name.replace("-", "").replace("_", "").isalnum() else "entity-generic"
    for candidate in (safe, f"system-{safe}", f"entity-{safe}", "entity-generic"):
        path = icon_root() / f"{candidate}.svg"
        try:
            return path.read_bytes()
        except OSError:
            continue
    return b""


@lru_cache(maxsize=1024)
def icon_pixmap(name: str, colour: str, size: int = 20, ratio: float = 1.0) -> QPixmap:
    """An icon in `colour` ("#RRGGBB"), `size` logical px square, at a device pixel `ratio`."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    source = _source(name)
    if source:
        renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", colour.encode("ascii"))))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
    return pixmap


def icon(name: str, tokens: Tokens, size: int = 20, colour: str = "") -> QIcon:
    """An icon for buttons and actions: `colour` (default the muted text), the text colour when checked or hovered."""
    normal = colour or tokens.muted
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, normal, size, ratio), QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(icon_pixmap(name, tokens.text, size, ratio), QIcon.Mode.Active, QIcon.State.Off)
        made.addPixmap(icon_pixmap(name, tokens.text, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
        faded = blend(normal, tokens.panel, 0.4)
        made.addPixmap(icon_pixmap(name, faded, size, ratio), QIcon.Mode.Disabled, QIcon.State.Off)
    return made
