"""A buffer in video memory that is written only where its content changed."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QRhi, QRhiBuffer, QRhiResourceUpdateBatch

from opscenter.console.map.gpu.resources import Resources

BLOCK = 4096
"""Bytes that are compared, and uploaded, together."""


class KeptBuffer:
    """Rows of numbers, each one instance. `uploaded` counts bytes sent since the beginning."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._kept = np.empty(0, np.uint8)
        self._room = 0
        self.buffer: QRhiBuffer | None = None
        self.uploaded = 0

    def put(self, rhi: QRhi, batch: QRhiResourceUpdateBatch, rows: NDArray[Any]) -> None:
        """Make the buffer hold `rows` (C order); only blocks that differ from what it held are sent."""
        data = np.ascontiguousarray(rows).reshape(-1).view(np.uint8)
        if self.buffer is None or len(data) > self._room:
            self._resources.give_back(self.buffer)
            self._room = max(BLOCK, 1 << (max(1, len(data)) - 1).bit_length())
            usage = QRhiBuffer.UsageFlag.VertexBuffer
            self.buffer = self._resources.keep(rhi.newBuffer(QRhiBuffer.Type.Static, usage, self._room))
            self._kept = np.empty(0, np.uint8)
        for start, end in changed_parts(self._kept, data):
            batch.uploadStaticBuffer(self.buffer, start, data[start:end].tobytes())
            self.uploaded += end - start
        self._kept = data.copy()


def changed_parts(old: NDArray[np.uint8], new: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Ranges of bytes, in whole blocks, in which `new` differs from `old`; neighbours are joined."""
    blocks = -(-len(new) // BLOCK)
    if not blocks:
        return []
    changed = np.ones(blocks, np.bool_)
    whole = min(len(old), len(new)) // BLOCK
    same = old[: whole * BLOCK].reshape(whole, BLOCK) == new[: whole * BLOCK].reshape(whole, BLOCK)
    changed[:whole] = ~same.all(axis=1)
    if whole < blocks and len(old) == len(new):
        changed[whole] = not np.array_equal(old[whole * BLOCK :], new[whole * BLOCK :])
    edges = np.flatnonzero(np.diff(np.concatenate(([0], changed.astype(np.int8), [0]))))
    return [
        (int(start) * BLOCK, min(int(end) * BLOCK, len(new)))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
