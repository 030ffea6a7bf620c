"""A recording played without anybody looking: its journal, hash for hash, and how fast it went."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from opscenter.recording.records import Moment
from opscenter.station.lane.journal_hash import journal_hash
from opscenter.station.replay.course import Course, Whole
from opscenter.station.replay.opening import Recording
from opscenter.station.replay.player import Player, PlayState

LONGEST_WAIT_S = 0.05
"""Between two looks at the clock while nothing is due."""


@dataclass(slots=True)
class Played:
    """`events`: rows of the journal as made, `recorded_events`: as recorded then, written down from `since` to `until`
    (Unix ms); the two have these hashes. `same`: whether these are equal; None: nothing was recorded to compare with.

    `messages` gone through (once each), `seconds` it took by the clock, of which `speed_achieved` is the span played
    over the time it took to play it (jumps and catching up left out). `jumps` there were.
    """

    events: int
    journal_hash: str
    recorded_events: int
    recorded_hash: str
    same: bool | None
    messages: int
    seconds: float
    speed_achieved: float
    since: int
    until: int
    jumps: int
    problems: list[str] = field(default_factory=list)

    def as_map(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def play(
    recording: Recording,
    *,
    speed: float = 0.0,
    until: int | None = None,
    seeks: Sequence[int] = (),
    pauses: int = 0,
    clock: Callable[[], float],
    wait: Callable[[float], None],
) -> Played:
    """Play from the beginning to `until` at `speed` (0: as fast as it goes), as a replay station does.

    With `seeks` (Unix ms) the span is played in as many parts and one more: after each part it jumps to the next of
    them and plays the next part from there. Whatever was jumped over is caught up at the end, from the nearest anchor
    before it, so that the journal is whole. `pauses`: it stands still so many times on the way. `clock` (seconds) and
    `wait` are those of the player. Raises ValueError for a speed that cannot be, IncidentError.
    """
    until = recording.until if until is None else min(max(until, recording.since), recording.until)
    return _Headless(recording, until, clock, wait).run(speed, seeks, pauses)


class _Headless:
    def __init__(
        self, recording: Recording, until: int, clock: Callable[[], float], wait: Callable[[float], None]
    ) -> None:
        self._recording = recording
        self._until = until
        self._clock = clock
        self._wait = wait
        self._course = Course(recording.make_lane, recording.happenings, recording.anchors(), keeps=True)
        self._player = Player(recording.since, until, clock)
        self._whole = Whole()
        self._played_ms = 0
        self._played_s = 0.0

    def run(self, speed: float, seeks: Sequence[int], pauses: int) -> Played:
        recording, player = self._recording, self._player
        began = self._clock()
        player.play(speed)
        part = (self._until - recording.since) // (len(seeks) + 1)
        self._arrive()
        for seek in seeks:
            self._play(min(player.at + part, self._until), pauses)
            player.seek(seek)
            player.play()
            self._arrive()
        self._play(self._until, pauses)
        for since, until in self._whole.missing(recording.since - 1, self._until):
            self._go_to(since)
            self._live(until)
        seconds = self._clock() - began
        rows = self._whole.rows(recording.since, self._until)
        recorded = list(recording.reader.rows(recording.since, self._until))
        made, then = journal_hash(rows), journal_hash(recorded) if recorded else ""
        return Played(
            events=len(rows), journal_hash=made, recorded_events=len(recorded), recorded_hash=then,
            same=made == then if recorded else None, messages=self._whole.messages(recording.since, self._until),
            seconds=round(seconds, 3),
            speed_achieved=round(self._played_ms / 1_000 / self._played_s, 2) if self._played_s > 0 else 0.0,
            since=recording.since, until=self._until, jumps=player.jumps, problems=recording.all_problems,
        )  # fmt: skip

    def _arrive(self) -> None:
        """The engine catches up with where the player is."""
        player = self._player
        self._go_to(player.at)
        self._live(player.at)
        player.shown()
        player.ready()

    def _go_to(self, at: int) -> None:
        jumped = self._course.go_to(at)
        if jumped or not self._whole.begun:
            self._whole.begin(self._course.at)

    def _play(self, stop_at: int, pauses: int) -> None:
        player, course = self._player, self._course
        first, began = player.at, self._clock()
        rests = [first + (stop_at - first) * number // (pauses + 1) for number in range(1, pauses + 1)]
        paused = 0.0
        while player.state is PlayState.PLAYING and player.at < stop_at:
            if rests and player.at >= rests[0]:
                rests.pop(0)
                paused += self._rest()
            target = min(player.target, stop_at)
            self._live_once(target)
            # Of several things at one moment the last may be still to come: then it is not reached yet.
            player.reached(target if course.next_at > target else min(course.at, course.next_at - 1))
            pause = min(player.wait_s(course.next_at), LONGEST_WAIT_S)
            if pause > 0 and player.at < stop_at and player.state is PlayState.PLAYING:
                self._wait(pause)
        self._played_ms += player.at - first
        self._played_s += self._clock() - began - paused

    def _rest(self) -> float:
        began = self._clock()
        self._player.pause()
        self._wait(LONGEST_WAIT_S)
        self._player.play()
        return self._clock() - began

    def _live(self, until: int) -> None:
        while self._live_once(until):
            pass
        self._whole.take(until, [], 0)

    def _live_once(self, until: int) -> bool:
        lived = self._course.live(until)
        if lived is None:
            return False
        messages = len(lived.happening.messages) if isinstance(lived.happening, Moment) else 0
        self._whole.take(self._course.at, lived.rows, messages)
        return True
