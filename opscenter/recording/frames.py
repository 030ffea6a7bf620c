"""Which frame is made against which, and which are needed to see the picture of a time.

Frames are counted from the last whole one. Each is made against the last one or one that this is made of, whichever
costs least: among these is always the one whose number has the lowest bit less, so that none repeats much of another,
though a picture is at most six frames away from a whole one. A frame is whole again after `WHOLE_EVERY`, and as soon as
that costs little more than what changed, or there is much that was not there before. A frame's name tells its time and
that of the one before (Unix ms): `frame/i/AT`, `frame/p/AT/BEFORE`.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from opscenter.recording.errors import DamagedError
from opscenter.recording.frame import Columns, Decimals, Picture, pack_frame, unpack_frame
from opscenter.recording.frame_cost import likely_bytes
from opscenter.recording.layout import Layout
from opscenter.recording.limits import FRAME_TYPE as FRAME_TYPE
from opscenter.recording.limits import WHOLE_EVERY, WHOLE_EVERY_MS
from opscenter.recording.reader import Attached, IncidentReader

WHOLE, CHANGED = "frame/i/", "frame/p/"
STEP_COSTS = 0.05
"""One frame more to open is worth so much of a frame's bytes."""
NEAR, MOST_STEPS = 3, 6
"""Against one that is fewer steps from a whole one any may be made; against others those that are counted so."""
WORTH = 0.9
"""What is not a whole frame takes at most so much of the bytes of one;"""
DOUBT = 0.6
"""where it takes less than so much of the last whole one, nobody need look."""
GROWN = 1.25
"""So many times the cells or entities of a picture are too many for what is made against it."""
T = TypeVar("T")


@dataclass(slots=True, frozen=True)
class Frame:
    """One that may be kept. `steps`: how many frames it is away from a whole one."""

    name: str
    content: bytes
    number: int
    steps: int
    picture: Picture

    @property
    def whole(self) -> bool:
        """Whether it is made against nothing."""
        return not self.steps


class FrameWriter:
    """Makes the frames of a file, in order of time. Holds at most seven pictures: of the last frame that was kept and
    of all that it is made of. What a later one is made against is always among them."""

    def __init__(self) -> None:
        self._decimals = Decimals()
        self._path: list[Frame] = []
        self._whole_bytes = 0

    def frame(self, at: int, columns: Columns, texts: dict[int, str], layout: Layout) -> tuple[str, bytes]:
        """Name and content of the frame of the picture at `at` (Unix ms), which is later than all before."""
        frame = self.propose(at, columns, texts, layout)
        self.keep(frame)
        return frame.name, frame.content

    def propose(self, at: int, columns: Columns, texts: dict[int, str], layout: Layout) -> Frame:
        """A frame that is not counted unless it is kept."""
        before = self._before(at, columns, texts, layout)
        changed = None if before is None else self._against(before, at, columns, texts, layout)
        if changed is not None and len(changed.content) < DOUBT * self._whole_bytes * _more(self._path[0], columns):
            return changed
        whole = self._against(None, at, columns, texts, layout)
        return whole if changed is None or len(changed.content) > WORTH * len(whole.content) else changed

    def _against(self, before: Frame | None, at: int, columns: Columns, texts: dict[int, str], layout: Layout) -> Frame:
        picture = None if before is None else before.picture
        data, picture = pack_frame(at, columns, texts, layout, picture, self._decimals)
        if before is None:
            return Frame(f"{WHOLE}{at}", data, 0, 0, picture)
        name = f"{CHANGED}{at}/{before.picture.at}"
        return Frame(name, data, self._path[-1].number + 1, before.steps + 1, picture)

    def keep(self, frame: Frame) -> None:
        """It is in the file."""
        if frame.whole:
            self._whole_bytes = len(frame.content)
        del self._path[frame.steps :]
        self._path.append(frame)

    def _before(self, at: int, columns: Columns, texts: dict[int, str], layout: Layout) -> Frame | None:
        """What the next frame is made against, unless a whole one is hardly longer; None: nothing."""
        if not self._path:
            return None
        number = self._path[-1].number + 1
        if number >= WHOLE_EVERY or at - self._path[0].picture.at >= WHOLE_EVERY_MS:
            return None
        best, least = None, math.inf
        for one in self._path:
            near = one.steps < NEAR or (one.steps < MOST_STEPS and _is_of(number, one.number))
            if near and _more(one, columns) <= GROWN:
                likely = likely_bytes(columns, texts, layout.row, self._path[-1].picture, one.picture)
                likely *= 1 + STEP_COSTS * one.steps
                if likely < least:
                    best, least = one, likely
        return best


def _is_of(number: int, earlier: int) -> bool:
    """Whether an earlier frame has the number of this one with some of its lowest bits less."""
    while number > earlier:
        number &= number - 1
    return number == earlier


def _more(before: Frame, columns: Columns) -> float:
    """How many times the cells or entities of a frame there are: what is new is told in each frame against it."""
    cells, rows = len(before.picture.published), len(before.picture.seen)
    return max(len(columns["value"]) / max(1, cells), len(columns["seen"]) / max(1, rows))


def chain(frames: Iterable[Attached], at: int) -> list[Attached]:
    """The frames that make the newest picture not later than `at`, a whole one first; nothing if there is none."""
    whole, changed = _told({one.name: one for one in frames})
    for time in sorted((time for time in whole.keys() | changed.keys() if time <= at), reverse=True):
        found, now = [], time
        while now in changed and changed[now][0] < now:
            now, one = changed[now]
            found.append(one)
        if now in whole:
            return [whole[now], *reversed(found)]
    return []


def without_base(names: Iterable[str]) -> set[str]:
    """The names of frames that cannot be opened, because what they were made against is not there."""
    whole, changed = _told({name: name for name in names})
    torn = set()
    for time, (before, name) in sorted(changed.items()):
        if before >= time or (before not in whole and (before not in changed or changed[before][1] in torn)):
            torn.add(name)
    return torn


def _told(frames: dict[str, T]) -> tuple[dict[int, T], dict[int, tuple[int, T]]]:
    """Whole frames by time, the others by time with that of the frame before; of those whose names tell it."""
    whole: dict[int, T] = {}
    changed: dict[int, tuple[int, T]] = {}
    for name, one in frames.items():
        try:
            if name.startswith(WHOLE):
                whole[int(name[len(WHOLE) :])] = one
            elif name.startswith(CHANGED):
                own, _, before = name[len(CHANGED) :].partition("/")
                changed[int(own)] = int(before), one
        except ValueError:
            continue
    return whole, changed


def picture_at(reader: IncidentReader, layout: Layout, at: int) -> Picture | None:
    """The newest picture not later than `at` (Unix ms) that can be read; None if there is none."""
    frames = reader.attachments("frame/")
    while True:
        needed = chain(frames, at)
        if not needed:
            return None
        picture: Picture | None = None
        for one in needed:
            try:
                picture = unpack_frame(reader.read(one), layout, picture)
            except DamagedError as why:
                reader.note(f"A frame ({one.name}) cannot be read, and an earlier one is taken: {why}")
                frames = [frame for frame in frames if frame is not one]
                break
        else:
            return picture
