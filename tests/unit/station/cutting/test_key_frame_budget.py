"""Frames and anchors never take more of a file than they may, and no jump has to read long, whatever they cost."""

import random
from collections.abc import Callable

import pytest

from opscenter.station.cutting.key_frame_budget import ANCHORS, FILE_SHARE, FRAMES, FREE_BYTES, KeyFrameBudget, share

STEP = 1_000
SHORT = 1_000_000
"""Bytes of a file of a few minutes."""
Cost = Callable[[int], int]


class Course:
    """A file as it grows: `frame`, `anchor`: what one costs by the messages there were before."""

    def __init__(self, frame: Cost, anchor: Cost, each: float = 31.0) -> None:
        self.frame, self.anchor = frame, anchor
        self.each = each
        self.spent = KeyFrameBudget(frame(0), anchor(0))
        self.gaps: list[tuple[int, int]] = []
        self.anchored: list[int] = []
        self.worst = 0.0

    def run(self, messages: int) -> "Course":
        gap = since_anchor = 0
        for now in range(0, messages, STEP):
            gap, since_anchor = gap + STEP, since_anchor + STEP
            file = round(self.each * now)
            written = file + self.spent.frames + self.spent.anchors
            if gap >= 10_000 and self.spent.frame_fits(size := self.frame(now), gap, written):
                self.spent.frames += size
                self.spent.frame = size
                self.gaps.append((now, gap))
                gap = 0
                if self.spent.anchor_fits(size := self.anchor(now), since_anchor, written):
                    self.spent.anchors += size
                    self.anchored.append(since_anchor)
                    since_anchor = 0
            both = self.spent.frames + self.spent.anchors
            if file + both > SHORT:
                self.worst = max(self.worst, both / (file + both))
        return self


@pytest.mark.parametrize("seed", range(8))
def test_no_history_takes_more_than_it_may(seed: int) -> None:
    chance = random.Random(seed)
    cost = [chance.randrange(100, 10 ** chance.randrange(3, 7)) for _ in range(chance.randrange(2, 40))]
    long = 2_000_000

    def frame(now: int) -> int:
        return cost[now * len(cost) // (2 * long)]

    first = frame(0)
    course = Course(frame, lambda now: 3 * frame(now) if now else 0, each=chance.choice([12, 31, 80])).run(long)
    assert course.worst <= max(FILE_SHARE, first / (SHORT + first) + 1e-9, first / SHORT)


def test_a_city_that_grows_does_not_make_jumps_long() -> None:
    """In a third of a file frames are cheap. Then the city grows, for a while they cost four times that, and afterwards
    half as much again."""

    def frame(now: int) -> int:
        if now < 1_500_000:
            return 124_000 if now else 200
        return 440_000 if now < 2_100_000 else 190_000

    course = Course(frame, lambda now: 60_000 if 0 < now < 1_500_000 else 225_000 * (now > 0)).run(4_300_000)
    assert max(gap for now, gap in course.gaps if now > 1_000_000) <= 80_000
    assert max(course.anchored[3:]) <= 350_000
    assert course.worst <= FILE_SHARE


@pytest.mark.parametrize("size", [1_000, 40_000, 124_000, 190_000, 230_000])
def test_steady_costs_come_in_steady_steps(size: int) -> None:
    course = Course(lambda now: size, lambda now: size).run(3_000_000)
    later = [gap for now, gap in course.gaps if now > 1_500_000]
    assert max(later) - min(later) <= 10_000
    assert max(later) <= 80_000
    assert course.anchored


def test_a_short_file_has_frames_too() -> None:
    course = Course(lambda now: 9_000, lambda now: 13_000).run(20_000)
    assert len(course.gaps) == 2
    assert course.spent.frames + course.spent.anchors <= FREE_BYTES


def test_the_line_rises() -> None:
    for line in (FRAMES, ANCHORS):
        told = [share(line, messages) for messages in range(0, 500_000, 5_000)]
        assert told == sorted(told)
        assert told[0] == line[0][1]
        assert told[-1] == FILE_SHARE
        assert share(line, line[1][0]) == pytest.approx(line[1][1])
