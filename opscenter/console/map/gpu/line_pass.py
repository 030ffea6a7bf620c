"""Draws every segment of the city as an instance of one quad."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import (
    QRhi,
    QRhiBuffer,
    QRhiCommandBuffer,
    QRhiRenderTarget,
    QRhiResourceUpdateBatch,
    QRhiShaderResourceBinding,
    QRhiShaderResourceBindings,
    QRhiVertexInputAttribute,
)

from opscenter.console.map.gpu.frame import UNIT, local
from opscenter.console.map.gpu.kept_buffer import KeptBuffer
from opscenter.console.map.gpu.palette import line_palette, line_widths
from opscenter.console.map.gpu.parts import (
    CLOSED,
    CLOSED_BARS,
    CLOSED_EDGE,
    FAINT,
    FIRST_LEVEL,
    HIDDEN,
    LOOKS,
    LOST,
    LOST_INSIDE,
    OFF,
    OFF_INSIDE,
    SILENT,
    LineState,
)
from opscenter.console.map.gpu.pipeline import pipeline, uniform
from opscenter.console.map.gpu.resources import Resources
from opscenter.console.map.paint_lines import APART_PX, FLOW_WIDER
from opscenter.console.theme.tokens import Tokens

HEAD = 32
"""Numbers before the colours in the uniform block: a matrix, turn, shift, lean, middle."""
_RULES = 8 * LOOKS
_SIZE = 4 * (HEAD + _RULES + 12 + 4)
_STRIDE = 24
_RANKED = (
    (FAINT, SILENT, -1.0, 0.0),
    (OFF, OFF, -1.0, 0.0),
    (OFF, OFF, OFF_INSIDE, 0.0),
    (FIRST_LEVEL, FIRST_LEVEL + 5, -1.0, 0.0),
    (FIRST_LEVEL + 6, FIRST_LEVEL + 7, -1.0, 0.0),
    (FIRST_LEVEL + 8, FIRST_LEVEL + 9, -1.0, 0.0),
    (FIRST_LEVEL + 10, FIRST_LEVEL + 11, -1.0, 0.0),
)
"""Of one importance the dull are drawn first and the bright last: looks from, to, drawn as, only the selected."""
_OVER_ALL = (
    (LOST, LOST, -1.0, 0.0),
    (LOST, LOST, LOST_INSIDE, 0.0),
    (CLOSED, CLOSED, -1.0, 0.0),
    (CLOSED, CLOSED, CLOSED_EDGE, 0.0),
    (CLOSED, CLOSED, CLOSED_BARS, 0.0),
)
_SELECTED = (FAINT, LOOKS - 1, HIDDEN, 1.0)
_PARTS = (*_RANKED, *_OVER_ALL, _SELECTED)


@dataclass(slots=True, frozen=True)
class _Draw:
    first: int
    count: int
    part: int


class LinePass:
    """Buffers and pipeline of the lines, for one render target."""

    def __init__(self, rhi: QRhi, resources: Resources, target: QRhiRenderTarget, corners: QRhiBuffer) -> None:
        self._corners = corners
        self.ends, self.style = KeptBuffer(resources), KeptBuffer(resources)
        self._uniform = uniform(rhi, resources, _SIZE)
        self._rules = np.zeros(_SIZE // 4, np.float32)
        self._parts = [uniform(rhi, resources, 16) for _ in _PARTS]
        self._parts_written = False
        self._bindings = [self._bind(rhi, resources, part) for part in self._parts]
        numbers = QRhiVertexInputAttribute.Format
        self._pipeline = pipeline(
            rhi,
            resources,
            target,
            "map_line",
            self._bindings[0],
            (8, _STRIDE, 4),
            (
                (0, 0, numbers.Float2, 0),
                (1, 1, numbers.Float4, 0),
                (1, 2, numbers.Float2, 16),
                (2, 3, numbers.UNormByte4, 0),
            ),
        )
        self._draws: list[_Draw] = []
        self._held: tuple[int, tuple[float, float]] | None = None

    def _bind(self, rhi: QRhi, resources: Resources, part: QRhiBuffer) -> QRhiShaderResourceBindings:
        bindings = rhi.newShaderResourceBindings()
        stage = QRhiShaderResourceBinding.StageFlag
        both = stage.VertexStage | stage.FragmentStage
        bindings.setBindings(
            [
                QRhiShaderResourceBinding.uniformBuffer(0, both, self._uniform),
                QRhiShaderResourceBinding.uniformBuffer(1, stage.VertexStage, part),
            ]
        )
        return resources.keep(bindings)

    @property
    def uploaded(self) -> int:
        """Bytes sent so far."""
        return self.ends.uploaded + self.style.uploaded

    def put(
        self,
        rhi: QRhi,
        batch: QRhiResourceUpdateBatch,
        state: LineState,
        tokens: Tokens,
        origin: tuple[float, float],
    ) -> None:
        """Take over another state of the lines; what is the same in video memory already is not sent."""
        if not self._parts_written:
            for buffer, part in zip(self._parts, _PARTS, strict=True):
                batch.updateDynamicBuffer(buffer, 0, np.array(part, np.float32).tobytes())
            self._parts_written = True
        if self._held != (state.version, origin):
            gap = state.lane * np.array([1.0, UNIT], np.float32)
            self.ends.put(
                rhi, batch, np.column_stack((local(state.segment, origin), gap)).astype(np.float32, copy=False)
            )
            self._held = state.version, origin
        self.style.put(rhi, batch, state.style)
        self._rules[HEAD : HEAD + _RULES] = line_palette(tokens).reshape(-1)
        self._draws = _draws(state)

    def prepare(self, batch: QRhiResourceUpdateBatch, head: NDArray[np.float32], zoom: float) -> None:
        """Write the frame's uniform block."""
        self._rules[:HEAD] = head
        self._rules[-16:-4] = line_widths(zoom)
        self._rules[-4:] = FLOW_WIDER, APART_PX, 0.0, 0.0
        batch.updateDynamicBuffer(self._uniform, 0, self._rules.tobytes())

    def render(self, commands: QRhiCommandBuffer) -> None:
        """Draw; the viewport is set."""
        ends, style = self.ends.buffer, self.style.buffer
        if not self._draws or ends is None or style is None:
            return
        commands.setGraphicsPipeline(self._pipeline)
        for draw in self._draws:
            commands.setShaderResources(self._bindings[draw.part])
            commands.setVertexInput(0, [(self._corners, 0), (ends, draw.first * _STRIDE), (style, draw.first * 4)])
            commands.draw(4, draw.count)


def _draws(state: LineState) -> list[_Draw]:
    """The selection beneath everything, then by importance and brightness; nothing that would draw nothing."""
    count = len(state.rank)
    draws = [_Draw(0, count, len(_PARTS) - 1)] if state.style[:, 2].any() else []
    edges = [0, *(np.flatnonzero(np.diff(state.rank)) + 1).tolist(), count]
    present = np.zeros(LOOKS, np.int64)
    for first, end in pairwise(edges):
        if end > first:
            mine = np.bincount(state.style[first:end, 0], minlength=LOOKS)
            present += mine
            draws += [_Draw(first, end - first, part) for part in _parts_of(mine, 0, len(_RANKED))]
    draws += [_Draw(0, count, part) for part in _parts_of(present, len(_RANKED), len(_PARTS) - 1)]
    return draws


def _parts_of(present: NDArray[np.int64], first: int, end: int) -> list[int]:
    """Which parts from `first` to before `end` have anything to draw."""
    return [part for part in range(first, end) if present[int(_PARTS[part][0]) : int(_PARTS[part][1]) + 1].any()]
