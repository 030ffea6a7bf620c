"""The clock of a replay: what it shows when, how fast it goes, where it jumps to. It plays nothing itself.

States and moves are in one table. The monotonic clock is injected: nothing here waits.

Playing begins from what is known exactly: after a jump the picture comes at once (`shown`), and time goes on when the
engine has caught up (`ready`). Until then `play` and `pause` only say what happens then.
"""

from collections import deque
from collections.abc import Callable
from enum import StrEnum

SLOWEST = 0.1
FASTEST = 1_000.0
AS_FAST_AS_IT_GOES = 0.0
BEHIND_MS = 1_000
"""So much of its own time (ms of the wall) may a replay fall behind before it counts on from where it is."""
MEASURED_S = 3.0
"""The speed achieved is that of the last so many seconds."""
LONGEST_STEP_MS = 60_000
"""Steps forward up to this are lived through; longer ones are jumps."""


class PlayState(StrEnum):
    """How a replay stands."""

    PAUSED = "paused"
    PLAYING = "playing"
    SEEKING = "seeking"
    PREPARING = "preparing"
    ENDED = "ended"


class Move(StrEnum):
    """What may happen to it."""

    PLAY = "play"
    PAUSE = "pause"
    SEEK = "seek"
    SHOWN = "shown"
    READY = "ready"
    END = "end"


_P = PlayState
_MOVES: dict[tuple[PlayState, Move], PlayState] = {
    (_P.PAUSED, Move.PLAY): _P.PLAYING,
    (_P.PAUSED, Move.PAUSE): _P.PAUSED,
    (_P.PAUSED, Move.SEEK): _P.SEEKING,
    (_P.PAUSED, Move.END): _P.ENDED,
    (_P.PLAYING, Move.PLAY): _P.PLAYING,
    (_P.PLAYING, Move.PAUSE): _P.PAUSED,
    (_P.PLAYING, Move.SEEK): _P.SEEKING,
    (_P.PLAYING, Move.END): _P.ENDED,
    (_P.SEEKING, Move.PLAY): _P.SEEKING,
    (_P.SEEKING, Move.PAUSE): _P.SEEKING,
    (_P.SEEKING, Move.SEEK): _P.SEEKING,
    (_P.SEEKING, Move.SHOWN): _P.PREPARING,
    (_P.PREPARING, Move.PLAY): _P.PREPARING,
    (_P.PREPARING, Move.PAUSE): _P.PREPARING,
    (_P.PREPARING, Move.SEEK): _P.SEEKING,
    (_P.PREPARING, Move.READY): _P.PAUSED,
    (_P.ENDED, Move.PLAY): _P.SEEKING,
    (_P.ENDED, Move.PAUSE): _P.ENDED,
    (_P.ENDED, Move.SEEK): _P.SEEKING,
}
"""What is not here does not happen: it is left out without a word."""


class Player:
    """Plays from `since` to `until` (Unix ms of the station's clock). `clock`: monotonic, seconds.

    Begins by seeking `since`, paused. `at` is the replay's now: everything up to it has been lived through or, after a
    jump, is shown.
    """

    def __init__(self, since: int, until: int, clock: Callable[[], float]) -> None:
        if until < since:
            raise ValueError("A replay cannot end before it begins.")
        self.since = since
        self.until = until
        self.at = since
        self.state = PlayState.SEEKING
        self.speed = 1.0
        self.loop: tuple[int, int] | None = None
        self.jumps = 0
        self._clock = clock
        self._goes_on = False
        self._stop_at: int | None = None
        self._from = (clock(), since)
        self._reached: deque[tuple[float, int]] = deque()

    # -- what people want ------------------------------------------------------------------------------------

    def play(self, speed: float | None = None) -> None:
        """Go on, at `speed` (0: as fast as it goes; None: as before). From the end: once more from the beginning, or
        of the loop. ValueError with a sentence for a speed that cannot be."""
        if speed is not None:
            self.set_speed(speed)
        if self.state is PlayState.ENDED:
            self.seek(self.loop[0] if self.loop else self.since)
        self._stop_at = None
        self._goes_on = True
        self._move(Move.PLAY)
        self._begin()

    def set_speed(self, speed: float) -> None:
        """0.1 to 1,000, or 0: as fast as it goes. ValueError with a sentence for any other."""
        if speed != AS_FAST_AS_IT_GOES and not SLOWEST <= speed <= FASTEST:
            raise ValueError(
                f"A replay plays at {SLOWEST:g} to {FASTEST:g} times the speed of then, or at 0: as fast as it goes."
            )
        self.speed = float(speed)
        self._begin()

    def pause(self) -> None:
        """Stand still."""
        self._goes_on = False
        self._stop_at = None
        self._move(Move.PAUSE)

    def seek(self, at: int) -> None:
        """Jump; it goes on playing there if it did here."""
        if self.state is PlayState.PLAYING:
            self._goes_on = self._stop_at is None
        elif self.state is PlayState.ENDED:
            self._goes_on = False
        self._stop_at = None
        self._move(Move.SEEK)
        self.at = min(max(at, self.since), self.until)
        self.jumps += 1

    def step(self, ms: int) -> None:
        """Move by so much, back where it is negative, and stand still there."""
        here = self.at
        if 0 < ms <= LONGEST_STEP_MS and self.state in (PlayState.PAUSED, PlayState.PLAYING):
            self._goes_on = False
            self._move(Move.PLAY)
            self._stop_at = min(here + ms, self.until)
            return
        if ms > 0 and self.state is PlayState.ENDED:
            return
        self.pause()
        self.seek(here + ms)

    def repeat(self, since: int, until: int) -> None:
        """Play this span over and over. ValueError with a sentence for one that is none."""
        since, until = max(since, self.since), min(until, self.until)
        if until - since < 1_000:
            raise ValueError("A loop needs a span of at least a second within the recording.")
        self.loop = (since, until)
        if not since <= self.at < until:
            self.seek(since)

    def repeat_no_more(self) -> None:
        """Go on to the end."""
        self.loop = None

    # -- what came of it -------------------------------------------------------------------------------------

    def shown(self) -> None:
        """The picture of `at` is there."""
        self._move(Move.SHOWN)

    def ready(self) -> None:
        """The engine has caught up with `at`."""
        if not self._move(Move.READY):
            return
        if self.at >= self.until:
            self._move(Move.END)
        elif self._goes_on:
            self._move(Move.PLAY)
        self._begin()

    @property
    def target(self) -> int:
        """Up to which moment everything should have been lived through by now."""
        if self.state is not PlayState.PLAYING:
            return self.at
        if self._stop_at is not None:
            return self._stop_at
        end = self._end
        if self.speed == AS_FAST_AS_IT_GOES:
            return end
        since, at = self._from
        return min(end, at + int((self._clock() - since) * 1_000 * self.speed))

    def wait_s(self, next_at: int) -> float:
        """How long until `next_at` (or the end, where that comes first) is due, seconds; infinite: nothing moves."""
        if self.state is not PlayState.PLAYING:
            return float("inf")
        due = min(next_at, self._end)
        if self._stop_at is not None or due <= self.target:
            return 0.0
        since, at = self._from
        return max(0.0, (due - at) / (1_000 * self.speed) - (self._clock() - since))

    def reached(self, at: int) -> None:
        """Everything up to `at` has been lived through."""
        if self.state is not PlayState.PLAYING:
            return
        within = self.loop is not None and self.at < self.loop[1]  # who jumped behind it plays on
        self.at = min(max(at, self.at), self._end)
        now = self._clock()
        self._reached.append((now, self.at))
        while len(self._reached) > 2 and self._reached[1][0] < now - MEASURED_S:
            self._reached.popleft()
        if self._stop_at is not None:
            if self.at >= self._stop_at:
                self._stop_at = None
                self._move(Move.END if self.at >= self.until else Move.PAUSE)
            return
        if self.speed != AS_FAST_AS_IT_GOES and self.target - self.at > BEHIND_MS * self.speed:
            self._from = (now, self.at)  # it cannot keep up: no debt of time is made
        if self.loop is not None and within and self.at >= self.loop[1]:
            self.seek(self.loop[0])
        elif self.at >= self.until:
            self._goes_on = False
            self._move(Move.END)

    @property
    def achieved(self) -> float:
        """The speed of the last seconds of playing; 0 while it stands still."""
        if self.state is not PlayState.PLAYING or len(self._reached) < 2:
            return 0.0
        (since, first), (until, last) = self._reached[0], self._reached[-1]
        return (last - first) / 1_000 / (until - since) if until > since else 0.0

    @property
    def goes_on(self) -> bool:
        """Whether it plays, or will as soon as it is ready."""
        return self._goes_on

    @property
    def _end(self) -> int:
        return min(self.until, self.loop[1]) if self.loop is not None and self.at < self.loop[1] else self.until

    def _move(self, move: Move) -> bool:
        after = _MOVES.get((self.state, move))
        if after is None:
            return False
        self.state = after
        return True

    def _begin(self) -> None:
        now = self._clock()
        self._from = (now, self.at)
        self._reached.clear()
        self._reached.append((now, self.at))
