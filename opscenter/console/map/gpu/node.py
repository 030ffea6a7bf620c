"""The scene graph node that draws a picture's lines and symbols on the graphics card."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QRhi,
    QRhiRenderPassDescriptor,
    QRhiRenderTarget,
    QRhiResourceUpdateBatch,
    QRhiScissor,
    QRhiViewport,
)
from PySide6.QtQuick import QSGRenderNode

from opscenter.console.map.gpu.frame import frame_of, too_far
from opscenter.console.map.gpu.line_pass import HEAD, LinePass
from opscenter.console.map.gpu.parts import Drawn
from opscenter.console.map.gpu.pipeline import quad
from opscenter.console.map.gpu.resources import Resources
from opscenter.console.map.gpu.sprite_pass import SpritePass
from opscenter.console.map.projection import View


@dataclass(slots=True, frozen=True)
class _Passes:
    """Made for one kind of render target."""

    lines: LinePass
    sprites: SpritePass
    descriptor: QRhiRenderPassDescriptor
    samples: int


class CardNode(QSGRenderNode):
    """Keeps buffers in video memory. `rhi()` gives the window's; `failed(error)` is called when drawing is given up.

    `seconds` is what the last frame took in Python; `uploaded` bytes sent so far, the frame's own block left out.
    """

    def __init__(self, rhi: Callable[[], QRhi | None], failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._rhi, self._failed = rhi, failed
        self._resources = Resources()
        self._passes: _Passes | None = None
        self._drawn: Drawn | None = None
        self._new = False
        self._origin = (0.0, 0.0)
        self._view = View()
        self._away = False
        self._sent_before = 0
        self.works = False
        self.seconds = 0.0

    # -- what the item sets --------------------------------------------------------------------------------------

    def show(self, drawn: Drawn | None, view: View) -> None:
        """Draw this under a camera from the next frame on; None draws nothing."""
        if drawn is not self._drawn:
            self._drawn, self._new = drawn, True
        self._view, self._away = view, False

    def put_away(self) -> None:
        """Draw nothing and hold nothing until `show` is called again."""
        self._away = True
        self.releaseResources()

    @property
    def uploaded(self) -> int:
        """Bytes sent to video memory so far."""
        return self._sent_before + self._sent

    @property
    def _sent(self) -> int:
        passes = self._passes
        if passes is None:
            return 0
        return passes.lines.uploaded + passes.sprites.uploaded

    # -- what the scene graph calls ------------------------------------------------------------------------------

    def flags(self) -> QSGRenderNode.RenderingFlag:  # type: ignore[override]
        return QSGRenderNode.RenderingFlag.BoundedRectRendering | QSGRenderNode.RenderingFlag.NoExternalRendering

    def changedStates(self) -> QSGRenderNode.StateFlag:
        changed = QSGRenderNode.StateFlag
        return changed.ViewportState | changed.ScissorState | changed.BlendState

    def rect(self) -> QRectF:
        return QRectF(0.0, 0.0, self._view.width, self._view.height)

    def prepare(self) -> None:
        began = time.perf_counter()
        try:
            if not self._away:
                self._prepare()
        except Exception as error:  # noqa: BLE001  a driver may fail anywhere; the map is painted by the CPU then
            self._give_up(error)
        self.seconds = time.perf_counter() - began

    def render(self, state: QSGRenderNode.RenderState) -> None:
        began = time.perf_counter()
        try:
            if self.works and self._drawn is not None:
                self._render()
        except Exception as error:  # noqa: BLE001  see above
            self._give_up(error)
        self.seconds += time.perf_counter() - began

    def releaseResources(self) -> None:
        """Give everything back; the next frame makes it anew."""
        self._sent_before += self._sent
        self._passes = None
        self._resources.give_all_back()
        self._new = True
        self.works = False

    # -- drawing -------------------------------------------------------------------------------------------------

    def _give_up(self, error: Exception) -> None:
        self._away, self.works = True, False
        self._failed(error)

    def _prepare(self) -> None:
        rhi, target, commands = self._rhi(), self.renderTarget(), self.commandBuffer()
        if rhi is None or target is None or commands is None:
            return  # a renderer that runs no nodes of others
        batch = rhi.nextResourceUpdateBatch()
        passes = self._made(rhi, target, batch)
        if not self.works or too_far(self._view, self._origin):
            self._origin, self._new = (self._view.x, self._view.y), True
        if self._new and self._drawn is not None:
            passes.lines.put(rhi, batch, self._drawn.lines, self._drawn.tokens, self._origin)
            passes.sprites.put(rhi, batch, self._drawn.stamps, self._origin)
            self._new = False
        head = self._head(target.devicePixelRatio())
        passes.lines.prepare(batch, head, self._view.zoom)
        passes.sprites.prepare(batch, head)
        commands.resourceUpdate(batch)
        self.works = True

    def _made(self, rhi: QRhi, target: QRhiRenderTarget, batch: QRhiResourceUpdateBatch) -> _Passes:
        descriptor, samples = target.renderPassDescriptor(), target.sampleCount()
        passes = self._passes
        if passes is not None and samples == passes.samples and descriptor.isCompatible(passes.descriptor):
            return passes
        self.releaseResources()
        corners = quad(rhi, self._resources, batch)
        passes = self._passes = _Passes(
            LinePass(rhi, self._resources, target, corners),
            SpritePass(rhi, self._resources, target, corners),
            descriptor,
            samples,
        )
        return passes

    def _head(self, ratio: float) -> NDArray[np.float32]:
        """The start of both uniform blocks."""
        head = np.empty(HEAD, np.float32)
        head[:16] = (self.projectionMatrix() * self.matrix()).data()
        painted = self._drawn.view if self._drawn is not None else self._view
        head[16:] = frame_of(self._view, self._origin, painted, ratio, self.inheritedOpacity())
        return head

    def _render(self) -> None:
        passes, commands, target = self._passes, self.commandBuffer(), self.renderTarget()
        if passes is None or commands is None or target is None:
            return
        size = target.pixelSize()
        commands.setViewport(QRhiViewport(0.0, 0.0, float(size.width()), float(size.height())))
        sky = math.ceil(self._view.sky * target.devicePixelRatio())
        commands.setScissor(QRhiScissor(0, 0, size.width(), max(0, size.height() - sky)))
        passes.lines.render(commands)
        passes.sprites.render(commands)
