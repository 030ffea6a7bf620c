"""The Qt Quick item through which the graphics card draws its share of the map."""

import logging

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtGui import QRhi
from PySide6.QtQuick import QQuickItem, QQuickWindow, QSGNode, QSGRendererInterface

from opscenter.console.map.backend import map_wish
from opscenter.console.map.gpu.node import CardNode
from opscenter.console.map.gpu.parts import Drawn
from opscenter.console.map.projection import View

_log = logging.getLogger(__name__)
_APIS = {
    QSGRendererInterface.GraphicsApi.OpenGL: "opengl",
    QSGRendererInterface.GraphicsApi.Vulkan: "vulkan",
    QSGRendererInterface.GraphicsApi.Direct3D11: "d3d11",
    QSGRendererInterface.GraphicsApi.Direct3D12: "d3d12",
    QSGRendererInterface.GraphicsApi.Metal: "metal",
}


class CardItem(QQuickItem):
    """Draws lines and symbols where the window has a graphics card. `changed` when `ready` may be another."""

    changed = Signal()
    _told = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setFlag(QQuickItem.Flag.ItemHasContents, True)
        self.allowed = map_wish() != "cpu"
        self.api = ""
        self._node: CardNode | None = None
        self._drawn: Drawn | None = None
        self._view = View()
        self._failed = False
        self._was_ready = False
        self._watched: QQuickWindow | None = None
        # After the frame: what hears of it may want the next one.
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.windowChanged.connect(self._watch)
        self._watch(self.window())

    @property
    def ready(self) -> bool:
        """Frames are drawn here: pictures may leave lines and symbols to it."""
        return self._node is not None and self._node.works

    def describe(self) -> str:
        """What draws the map: "software", "hardware-textures" (a painted picture on a card), or "gpu:" and its API."""
        window = self.window()
        if window is None or not self._find_api(window):
            return "software"
        return f"gpu:{self.api}" if self.ready else "hardware-textures"

    @property
    def node(self) -> CardNode | None:
        """What draws, for measuring."""
        return self._node

    @property
    def drawn(self) -> Drawn | None:
        """What is drawn now."""
        return self._drawn

    def show_drawn(self, drawn: Drawn | None) -> None:
        """Draw another share of a picture, or nothing."""
        if drawn is not self._drawn:
            self._drawn = drawn
            self.update()

    def follow(self, camera: View) -> None:
        """Draw under this camera."""
        self._view = camera
        self.setSize(QSizeF(camera.width, camera.height))
        if self._drawn is not None:
            self.update()

    def allow(self, allowed: bool) -> None:
        """Let the graphics card draw, or leave everything to the painted picture."""
        self.allowed = allowed
        self.update()

    # -- the scene graph -----------------------------------------------------------------------------------------

    def updatePaintNode(  # type: ignore[override]
        self, old: QSGNode | None, data: QQuickItem.UpdatePaintNodeData
    ) -> QSGNode | None:
        window, node = self.window(), self._node
        usable = window is not None and self.allowed and not self._failed and self._find_api(window)
        if old is None or node is None:
            # First frame, or the scene graph threw everything away (float, reparent, a lost device).
            self._let_go()
            if not usable:
                return None
            node = self._node = CardNode(self._rhi, self._give_up)
        if usable:
            node.show(self._drawn, self._view)
        else:
            node.put_away()  # a node that was handed over stays until the scene graph removes it
        node.markDirty(QSGNode.DirtyStateBit.DirtyMaterial)
        return node

    def _find_api(self, window: QQuickWindow) -> bool:
        """Whether the window is drawn by a graphics interface at all; the software renderer runs no such nodes."""
        interface = window.rendererInterface()
        self.api = _APIS.get(interface.graphicsApi(), "") if interface is not None else ""
        rhi = self._rhi()
        return bool(self.api) and rhi is not None and rhi.isFeatureSupported(QRhi.Feature.Instancing)

    def _rhi(self) -> QRhi | None:
        window = self.window()
        return window.rhi() if window is not None else None

    def _give_up(self, error: Exception) -> None:
        if not self._failed:
            self._failed = True
            _log.warning("the graphics card does not draw the map (%s): it is painted instead", error)
            self._told.emit()

    def _watch(self, window: QQuickWindow | None) -> None:
        if self._watched is not None:
            self._watched.sceneGraphInvalidated.disconnect(self._let_go)
            self._watched.afterRendering.disconnect(self._rendered)
        self._watched = window
        if window is not None:
            direct = Qt.ConnectionType.DirectConnection
            window.sceneGraphInvalidated.connect(self._let_go, direct)
            window.afterRendering.connect(self._rendered, direct)
        self._let_go()

    def _rendered(self) -> None:
        if self.ready != self._was_ready:
            self._told.emit()

    def _let_go(self) -> None:
        """Give back what lies in video memory."""
        node, self._node = self._node, None
        if node is not None:
            node.put_away()
        if self._was_ready:
            self._told.emit()

    def _tell(self) -> None:
        if self.ready != self._was_ready:
            self._was_ready = self.ready
            self.changed.emit()
        elif self._failed:
            self.changed.emit()
