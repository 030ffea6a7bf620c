"""When another frame or anchor is worth its bytes.

A jump reads the messages since the frame before it, so what counts is how many these are. The more messages ago the
last one was, the more of the file frames may have by then: what is saved where they are cheap is there when they are
dear for a while (when a city grows, or when what is derived of it changes everywhere). In steady times they come where
the line of what they cost meets that of what they may.
"""

from dataclasses import dataclass

FILE_SHARE = 0.145
"""Of the bytes of a file frames and anchors together have no more, but for the first of each,"""
FREE_BYTES = 100_000
"""and this, which nobody minds: a short file has frames, too."""
FRAMES = ((10_000, 0.03), (40_000, 0.08), (60_000, 0.105), (80_000, FILE_SHARE))
ANCHORS = ((20_000, 0.01), (80_000, 0.03), (150_000, 0.045), (300_000, FILE_SHARE))
"""Messages since the last one, and the share of the file that they may have then; between these it lies between."""


@dataclass(slots=True)
class KeyFrameBudget:
    """Bytes of `frames` and of `anchors` so far. `frame`: what the next frame is expected to need, as a reserve."""

    frames: int = 0
    anchors: int = 0
    frame: int = 0

    def frame_fits(self, size: int, messages: int, written: int) -> bool:
        """Whether a frame of `size` bytes may come now, so many messages after the last one, with `written` bytes of
        the file."""
        may = max(FREE_BYTES, share(FRAMES, messages) * (written + size))
        return self.frames + size <= may and self._fits(size, written)

    def anchor_fits(self, size: int, messages: int, written: int) -> bool:
        """The same of an anchor, so many messages after the last one."""
        fits = self.anchors + size <= share(ANCHORS, messages) * (written + size)
        return fits and self._fits(size + self.frame, written)

    def _fits(self, size: int, written: int) -> bool:
        return self.frames + self.anchors + size <= max(FREE_BYTES, FILE_SHARE * (written + size))


def share(line: tuple[tuple[int, float], ...], messages: int) -> float:
    """Of a line through points, level before the first and after the last."""
    (before, low), *rest = line
    if messages <= before:
        return low
    for there, high in rest:
        if messages <= there:
            return low + (high - low) * (messages - before) / (there - before)
        before, low = there, high
    return low
