"""Draws symbols as instances of one quad, out of an atlas of small pictures."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import (
    QRhi,
    QRhiBuffer,
    QRhiCommandBuffer,
    QRhiGraphicsPipeline,
    QRhiRenderTarget,
    QRhiResourceUpdateBatch,
    QRhiSampler,
    QRhiShaderResourceBinding,
    QRhiShaderResourceBindings,
    QRhiTexture,
    QRhiTextureSubresourceUploadDescription,
    QRhiTextureUploadDescription,
    QRhiTextureUploadEntry,
    QRhiVertexInputAttribute,
)

from opscenter.console.map.gpu.frame import local
from opscenter.console.map.gpu.kept_buffer import KeptBuffer
from opscenter.console.map.gpu.line_pass import HEAD
from opscenter.console.map.gpu.parts import Stamps
from opscenter.console.map.gpu.pipeline import pipeline, uniform
from opscenter.console.map.gpu.resources import CardError, Resources

_SIZE = 4 * (HEAD + 4)


class SpritePass:
    """Buffer, atlas and pipeline of the symbols, for one render target."""

    def __init__(self, rhi: QRhi, resources: Resources, target: QRhiRenderTarget, corners: QRhiBuffer) -> None:
        self._resources, self._target, self._corners = resources, target, corners
        self.stamps = KeptBuffer(resources)
        self._pieces_bytes = 0
        self._uniform = uniform(rhi, resources, _SIZE)
        self._rules = np.zeros(_SIZE // 4, np.float32)
        edge, near = QRhiSampler.AddressMode.ClampToEdge, QRhiSampler.Filter.Nearest
        self._sampler = resources.keep(rhi.newSampler(near, near, QRhiSampler.Filter.None_, edge, edge))
        self._texture: QRhiTexture | None = None
        self._bindings: QRhiShaderResourceBindings | None = None
        self._pipeline: QRhiGraphicsPipeline | None = None
        self._atlas, self._pieces = -1, 0
        self._count = 0

    @property
    def uploaded(self) -> int:
        """Bytes sent so far, new pieces of the atlas included."""
        return self.stamps.uploaded + self._pieces_bytes

    def put(self, rhi: QRhi, batch: QRhiResourceUpdateBatch, stamps: Stamps, origin: tuple[float, float]) -> None:
        """Take over another picture's stamps; of the atlas only new pieces are sent."""
        if self._texture is None or self._texture.pixelSize().width() != stamps.side:
            self._make_texture(rhi, stamps.side)
        if self._atlas != stamps.atlas:
            self._atlas, self._pieces = stamps.atlas, 0
        self._send_pieces(batch, stamps)
        self._rules[HEAD:] = 1.0 / stamps.side, 1.0 / stamps.side, stamps.ratio, 0.0
        rows = np.column_stack((local(stamps.place, origin), stamps.offset, stamps.piece))
        self.stamps.put(rhi, batch, rows.astype(np.float32, copy=False))
        self._count = len(rows)

    def _make_texture(self, rhi: QRhi, side: int) -> None:
        if side > rhi.resourceLimit(QRhi.ResourceLimit.TextureSizeMax):
            raise CardError(f"the graphics card has no room for a texture {side} px wide")
        for old in (self._pipeline, self._bindings, self._texture):
            self._resources.give_back(old)
        self._texture = self._resources.keep(rhi.newTexture(QRhiTexture.Format.RGBA8, QSize(side, side)))
        self._atlas = -1
        stage = QRhiShaderResourceBinding.StageFlag
        bindings = rhi.newShaderResourceBindings()
        bindings.setBindings(
            [
                QRhiShaderResourceBinding.uniformBuffer(0, stage.VertexStage, self._uniform),
                QRhiShaderResourceBinding.sampledTexture(1, stage.FragmentStage, self._texture, self._sampler),
            ]
        )
        self._bindings = self._resources.keep(bindings)
        numbers = QRhiVertexInputAttribute.Format
        self._pipeline = pipeline(
            rhi,
            self._resources,
            self._target,
            "map_sprite",
            bindings,
            (8, 32),
            ((0, 0, numbers.Float2, 0), (1, 1, numbers.Float4, 0), (1, 2, numbers.Float4, 16)),
        )

    def _send_pieces(self, batch: QRhiResourceUpdateBatch, stamps: Stamps) -> None:
        assert self._texture is not None
        entries = []
        for piece in stamps.pieces[self._pieces :]:
            part = QRhiTextureSubresourceUploadDescription(piece.image)
            part.setDestinationTopLeft(QPoint(piece.left, piece.top))
            entries.append(QRhiTextureUploadEntry(0, 0, part))
            self._pieces_bytes += piece.image.sizeInBytes()
        if entries:
            description = QRhiTextureUploadDescription()
            description.setEntries(entries)
            batch.uploadTexture(self._texture, description)
        self._pieces = len(stamps.pieces)

    def prepare(self, batch: QRhiResourceUpdateBatch, head: NDArray[np.float32]) -> None:
        """Write the frame's uniform block."""
        self._rules[:HEAD] = head
        batch.updateDynamicBuffer(self._uniform, 0, self._rules.tobytes())

    def render(self, commands: QRhiCommandBuffer) -> None:
        """Draw; the viewport is set."""
        buffer = self.stamps.buffer
        if not self._count or buffer is None or self._pipeline is None or self._bindings is None:
            return
        commands.setGraphicsPipeline(self._pipeline)
        commands.setShaderResources(self._bindings)
        commands.setVertexInput(0, [(self._corners, 0), (buffer, 0)])
        commands.draw(4, self._count)
