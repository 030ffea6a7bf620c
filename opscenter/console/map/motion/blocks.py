"""Which blocks of a picture sprites lie on. No Qt.

The software renderer keeps a region of what has changed: thousands of small nodes make it slow, one picture of
everything is blended over the whole window for a single bus. Blocks are between.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIDE_PX = 384
"""Logical px. No sprite is larger, so that each lies on four blocks at most."""

Ints = NDArray[np.int64]


@dataclass(slots=True, frozen=True)
class OnBlocks:
    """Pairs of a sprite and a block it lies on, by block and in a block in the order of the sprites."""

    sprite: Ints
    block: Ints

    def of(self, block: int) -> Ints:
        """Sprites on a block, the lowest first."""
        first, last = np.searchsorted(self.block, (block, block + 1))
        return self.sprite[first:last]


def blocks_across(length: int, side: int) -> int:
    """How many blocks lie side by side in a picture of this length."""
    return -(-length // side)


def on_blocks(box: Ints, width: int, height: int, side: int) -> OnBlocks:
    """`box` (n, 4) left, top, width, height in a picture of this size, device px; `side` of a block. What is beyond
    the picture's edges is left out."""
    columns, rows = blocks_across(width, side), blocks_across(height, side)
    left, top = box[:, 0] // side, box[:, 1] // side
    right, bottom = (box[:, 0] + box[:, 2] - 1) // side, (box[:, 1] + box[:, 3] - 1) // side
    sprite, block = [], []
    for across, other in ((left, None), (right, left)):
        for down, above in ((top, None), (bottom, top)):
            there = (across >= 0) & (across < columns) & (down >= 0) & (down < rows) & (box[:, 2] > 0)
            if other is not None:
                there &= across != other
            if above is not None:
                there &= down != above
            mine = np.flatnonzero(there)
            sprite.append(mine)
            block.append(down[mine] * columns + across[mine])
    sprites, blocks = np.concatenate(sprite), np.concatenate(block)
    order = np.lexsort((sprites, blocks))
    return OnBlocks(sprites[order], blocks[order])
