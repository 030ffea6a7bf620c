"""Makes what both passes need: shaders out of their files, blending, a quad, and pipelines for a render target."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from PySide6.QtCore import QFile, QIODevice
from PySide6.QtGui import (
    QRhi,
    QRhiBuffer,
    QRhiGraphicsPipeline,
    QRhiRenderTarget,
    QRhiResourceUpdateBatch,
    QRhiShaderResourceBindings,
    QRhiShaderStage,
    QRhiVertexInputAttribute,
    QRhiVertexInputBinding,
    QRhiVertexInputLayout,
    QShader,
)

from opscenter.console.map.gpu.resources import CardError, Resources
from opscenter.settings.resources import resource_root

Attribute = tuple[int, int, QRhiVertexInputAttribute.Format, int]
"""Binding, location, format, offset in bytes."""

_CORNERS = np.array([[0, -1], [0, 1], [1, -1], [1, 1]], np.float32)


@cache
def shader(name: str) -> QShader:
    """A shader of `resources/shaders`. CardError when its file is missing or damaged."""
    file = QFile(str(resource_root() / "shaders" / f"{name}.qsb"))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise CardError(f"the shader {name} is missing: {file.errorString()}")
    found = QShader.fromSerialized(file.readAll())
    file.close()
    if not found.isValid():
        raise CardError(f"the shader {name} cannot be read")
    return found


def quad(rhi: QRhi, resources: Resources, batch: QRhiResourceUpdateBatch) -> QRhiBuffer:
    """Four corners as a strip: x 0..1, y -1..1."""
    usage = QRhiBuffer.UsageFlag.VertexBuffer
    buffer = resources.keep(rhi.newBuffer(QRhiBuffer.Type.Immutable, usage, _CORNERS.nbytes))
    batch.uploadStaticBuffer(buffer, _CORNERS.tobytes())
    return buffer


def uniform(rhi: QRhi, resources: Resources, size: int) -> QRhiBuffer:
    """A uniform buffer of `size` bytes that is written every frame."""
    usage = QRhiBuffer.UsageFlag.UniformBuffer
    return resources.keep(rhi.newBuffer(QRhiBuffer.Type.Dynamic, usage, size))


def pipeline(
    rhi: QRhi,
    resources: Resources,
    target: QRhiRenderTarget,
    name: str,
    bindings: QRhiShaderResourceBindings,
    strides: Sequence[int],
    attributes: Sequence[Attribute],
) -> QRhiGraphicsPipeline:
    """A pipeline of shaders `name`, premultiplied blending; of `strides` the first is by vertex, others by instance."""
    made = rhi.newGraphicsPipeline()
    made.setFlags(QRhiGraphicsPipeline.Flag.UsesScissor)
    made.setTopology(QRhiGraphicsPipeline.Topology.TriangleStrip)
    blend = QRhiGraphicsPipeline.TargetBlend()
    blend.enable = True
    blend.srcColor = blend.srcAlpha = QRhiGraphicsPipeline.BlendFactor.One  # type: ignore[assignment]
    blend.dstColor = blend.dstAlpha = QRhiGraphicsPipeline.BlendFactor.OneMinusSrcAlpha  # type: ignore[assignment]
    made.setTargetBlends([blend])
    stages = ((QRhiShaderStage.Type.Vertex, "vert"), (QRhiShaderStage.Type.Fragment, "frag"))
    made.setShaderStages([QRhiShaderStage(kind, shader(f"{name}.{ending}")) for kind, ending in stages])
    layout = QRhiVertexInputLayout()
    per = QRhiVertexInputBinding.Classification
    layout.setBindings(
        [QRhiVertexInputBinding(stride, per.PerInstance if at else per.PerVertex) for at, stride in enumerate(strides)]
    )
    layout.setAttributes([QRhiVertexInputAttribute(*attribute) for attribute in attributes])
    made.setVertexInputLayout(layout)
    made.setShaderResourceBindings(bindings)
    made.setRenderPassDescriptor(target.renderPassDescriptor())
    made.setSampleCount(target.sampleCount())
    return resources.keep(made)
