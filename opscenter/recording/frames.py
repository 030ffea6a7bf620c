"""Which frame is made against which, and which are needed to see the picture of a time.

Every `EVERY`th frame is whole. The others, counted from it, are made against the one whose number has their lowest
bit less: a picture is at most six frames away from a whole one, and none repeats much of another. A frame's name tells
its time and that of the one before (Unix ms): `frame/i/AT`, `frame/p/AT/BEFORE`.
"""

from collections.abc import Iterable
from typing import TypeVar

from opscenter.recording.errors import DamagedError
from opscenter.recording.frame import Columns, Decimals, Picture, pack_frame, unpack_frame
from opscenter.recording.layout import Layout
from opscenter.recording.limits import FRAME_TYPE as FRAME_TYPE
from opscenter.recording.limits import WHOLE_EVERY, WHOLE_EVERY_MS
from opscenter.recording.reader import Attached, IncidentReader

WHOLE, CHANGED = "frame/i/", "frame/p/"
T = TypeVar("T")


class FrameWriter:
    """Makes the frames of a file, in order of time. Holds at most seven pictures."""

    def __init__(self) -> None:
        self._decimals = Decimals()
        self._pictures: dict[int, Picture] = {}
        self._number = 0
        self._whole_at = 0

    def frame(self, at: int, columns: Columns, texts: dict[int, str], layout: Layout) -> tuple[str, bytes]:
        """Name and content of the frame of the picture at `at` (Unix ms), which is later than all before."""
        if not self._pictures or self._number >= WHOLE_EVERY or at - self._whole_at >= WHOLE_EVERY_MS:
            self._pictures.clear()
            self._number, self._whole_at = 0, at
        before = self._pictures.get(self._number & (self._number - 1)) if self._number else None
        data, picture = pack_frame(at, columns, texts, layout, before, self._decimals)
        self._pictures[self._number] = picture
        for number in [one for one in self._pictures if not _needed(one, self._number + 1)]:
            del self._pictures[number]
        self._number += 1
        if before is None:
            return f"{WHOLE}{at}", data
        return f"{CHANGED}{at}/{before.at}", data


def _needed(number: int, later: int) -> bool:
    """Whether a frame from `later` on is made against this one."""
    step = 1
    while number + step < WHOLE_EVERY and not number & step:
        if number + step >= later:
            return True
        step <<= 1
    return False


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
