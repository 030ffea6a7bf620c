"""The clock of a replay: every state and move, and what it shows when."""

import pytest

from opscenter.station.replay.player import Move, Player, PlayState

SINCE, UNTIL = 1_795_000_000_000, 1_795_000_600_000


class Clock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def player(clock: Clock) -> Player:
    """One that has just been opened and stands at its beginning."""
    player = Player(SINCE, UNTIL, clock)
    player.shown()
    player.ready()
    return player


def goes(player: Player, clock: Clock, seconds: float, rounds: int = 10) -> None:
    """Time passes, and the work keeps up."""
    for _ in range(rounds):
        clock.now += seconds / rounds
        player.reached(player.target)


def test_it_begins_at_the_beginning_and_stands(clock: Clock) -> None:
    player = Player(SINCE, UNTIL, clock)
    assert (player.state, player.at) == (PlayState.SEEKING, SINCE)
    player.play()
    clock.now += 5
    assert player.target == SINCE, "nothing passes before the engine is there"
    player.shown()
    assert player.state is PlayState.PREPARING
    player.ready()
    assert player.state is PlayState.PLAYING
    assert player.target == SINCE


@pytest.mark.parametrize("speed", [0.1, 1.0, 60.0, 100.0])
def test_time_passes_as_fast_as_it_is_told(player: Player, clock: Clock, speed: float) -> None:
    player.play(speed)
    goes(player, clock, 2.5)
    assert player.at == pytest.approx(SINCE + 2_500 * speed, abs=2)
    assert player.achieved == pytest.approx(speed, rel=0.01)
    player.pause()
    clock.now += 100
    assert player.target == player.at
    assert player.achieved == 0.0
    at = player.at
    player.play()
    clock.now += 1
    assert player.target == pytest.approx(at + 1_000 * speed, abs=1), "what passed while it stood does not count"


def test_a_change_of_speed_counts_from_where_it_is(player: Player, clock: Clock) -> None:
    player.play(10)
    goes(player, clock, 1)
    player.set_speed(0.5)
    goes(player, clock, 2)
    assert player.at == pytest.approx(SINCE + 11_000, abs=2)


@pytest.mark.parametrize("speed", [-1, 0.05, 1_001, float("nan"), float("inf")])
def test_a_speed_that_cannot_be_is_refused_in_a_sentence(player: Player, speed: float) -> None:
    with pytest.raises(ValueError, match=r"0\.1 to 1000 times"):
        player.play(speed)
    assert player.speed == 1.0
    assert player.state is PlayState.PAUSED


def test_as_fast_as_it_goes_everything_is_due(player: Player, clock: Clock) -> None:
    player.play(0)
    assert player.target == UNTIL
    assert player.wait_s(UNTIL - 1) == 0
    clock.now += 2
    player.reached(SINCE + 300_000)
    assert player.achieved == pytest.approx(150)
    player.reached(UNTIL)
    assert player.state is PlayState.ENDED


def test_one_that_cannot_keep_up_makes_no_debt_of_time(player: Player, clock: Clock) -> None:
    player.play(100)
    for _ in range(20):
        clock.now += 1
        player.reached(player.at + 7_000)
    assert player.at == SINCE + 140_000
    assert player.target - player.at <= 100_000
    assert player.achieved == pytest.approx(7)
    clock.now += 0.001
    assert player.target < player.at + 101_000


def test_waiting_is_until_the_next_moment_is_due(player: Player, clock: Clock) -> None:
    assert player.wait_s(SINCE + 1) == float("inf")
    player.play(2)
    assert player.wait_s(SINCE + 10_000) == pytest.approx(5)
    clock.now += 4
    assert player.wait_s(SINCE + 10_000) == pytest.approx(1)
    clock.now += 4
    assert player.wait_s(SINCE + 10_000) == 0
    assert player.wait_s(UNTIL + 10_000_000) == pytest.approx(292), "the end comes first"


def test_a_jump_shows_then_prepares_and_goes_on_as_it_did(player: Player, clock: Clock) -> None:
    player.play(4)
    goes(player, clock, 1)
    player.seek(SINCE + 200_000)
    assert (player.state, player.at, player.jumps) == (PlayState.SEEKING, SINCE + 200_000, 1)
    clock.now += 3
    assert player.target == player.at
    player.shown()
    player.seek(SINCE + 100_000)
    assert player.state is PlayState.SEEKING, "a jump is interrupted by the next"
    player.ready()
    assert player.state is PlayState.SEEKING, "the old one's engine is of no use"
    player.shown()
    player.ready()
    assert player.state is PlayState.PLAYING
    goes(player, clock, 1)
    assert player.at == pytest.approx(SINCE + 104_000, abs=4)


def test_play_and_pause_while_it_prepares_say_what_comes_then(player: Player) -> None:
    player.seek(SINCE + 5_000)
    player.play()
    player.shown()
    player.pause()
    player.ready()
    assert player.state is PlayState.PAUSED
    player.seek(SINCE + 6_000)
    player.pause()
    player.play()
    player.shown()
    player.ready()
    assert player.state is PlayState.PLAYING


@pytest.mark.parametrize(("at", "there"), [(0, SINCE), (2**60, UNTIL), (SINCE + 77, SINCE + 77)])
def test_a_jump_stays_within_the_recording(player: Player, at: int, there: int) -> None:
    player.seek(at)
    assert player.at == there
    player.shown()
    player.ready()
    assert player.state is (PlayState.ENDED if there == UNTIL else PlayState.PAUSED)


def test_from_the_end_it_plays_once_more(player: Player, clock: Clock) -> None:
    player.play(0)
    player.reached(UNTIL)
    player.play(1)
    assert (player.state, player.at) == (PlayState.SEEKING, SINCE)
    player.shown()
    player.ready()
    goes(player, clock, 1)
    assert player.at == SINCE + 1_000


def test_steps_forward_are_lived_through_and_stand_then(player: Player, clock: Clock) -> None:
    player.step(1_000)
    assert (player.state, player.target) == (PlayState.PLAYING, SINCE + 1_000)
    assert player.wait_s(SINCE + 500_000) == 0, "a step is not played at the speed of then"
    player.reached(SINCE + 400)
    assert player.state is PlayState.PLAYING
    player.reached(SINCE + 1_000)
    assert (player.state, player.at, player.jumps) == (PlayState.PAUSED, SINCE + 1_000, 0)
    player.play(1)
    goes(player, clock, 1)
    player.step(200)
    player.reached(player.target)
    assert (player.state, player.at) == (PlayState.PAUSED, SINCE + 2_200)


def test_steps_back_and_wide_ones_are_jumps_that_stand_then(player: Player, clock: Clock) -> None:
    player.play(1)
    goes(player, clock, 30)
    player.step(-10_000)
    assert (player.state, player.at) == (PlayState.SEEKING, SINCE + 20_000)
    player.step(-1_000)
    assert player.at == SINCE + 19_000
    player.shown()
    player.ready()
    assert player.state is PlayState.PAUSED
    player.step(300_000)
    assert (player.state, player.at) == (PlayState.SEEKING, SINCE + 319_000)
    player.step(-9_999_999)
    assert player.at == SINCE


def test_a_step_at_the_end_stays_there(player: Player) -> None:
    player.seek(UNTIL - 100)
    player.shown()
    player.ready()
    player.step(1_000)
    player.reached(player.target)
    assert (player.state, player.at) == (PlayState.ENDED, UNTIL)
    player.step(1_000)
    assert (player.state, player.at) == (PlayState.ENDED, UNTIL)
    player.step(-1_000)
    assert (player.state, player.at) == (PlayState.SEEKING, UNTIL - 1_000)


def test_a_span_is_played_over_and_over(player: Player, clock: Clock) -> None:
    player.repeat(SINCE + 10_000, SINCE + 20_000)
    assert (player.state, player.at) == (PlayState.SEEKING, SINCE + 10_000)
    player.play(10)
    for _ in range(3):
        player.shown()
        player.ready()
        goes(player, clock, 0.9)
        assert player.at == pytest.approx(SINCE + 19_000, abs=10)
        goes(player, clock, 0.2)
        assert (player.state, player.at) == (PlayState.SEEKING, SINCE + 10_000)
    player.repeat_no_more()
    player.shown()
    player.ready()
    goes(player, clock, 5)
    assert player.at == pytest.approx(SINCE + 60_000, abs=20)


def test_who_jumps_out_of_a_loop_behind_it_plays_on_to_the_end(player: Player, clock: Clock) -> None:
    player.repeat(SINCE + 10_000, SINCE + 20_000)
    player.seek(SINCE + 30_000)
    player.play(0)
    player.shown()
    player.ready()
    player.reached(SINCE + 30_500)
    assert (player.state, player.at) == (PlayState.PLAYING, SINCE + 30_500)
    player.reached(player.target)
    assert (player.state, player.at) == (PlayState.ENDED, UNTIL)
    player.play()
    assert (player.state, player.at) == (PlayState.SEEKING, SINCE + 10_000)


@pytest.mark.parametrize("span", [(0, 1), (5_000, 5_500), (9_000, 1_000), (10**12, 10**13)])
def test_a_loop_that_is_no_span_is_refused_in_a_sentence(player: Player, span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="at least a second"):
        player.repeat(SINCE + span[0], SINCE + span[1])
    assert player.loop is None


def test_a_recording_of_one_moment_ends_where_it_begins(clock: Clock) -> None:
    player = Player(SINCE, SINCE, clock)
    player.shown()
    player.ready()
    assert player.state is PlayState.ENDED
    with pytest.raises(ValueError, match="before it begins"):
        Player(UNTIL, SINCE, clock)


@pytest.mark.parametrize("state", list(PlayState))
@pytest.mark.parametrize("move", list(Move))
def test_no_move_leads_out_of_the_table(player: Player, state: PlayState, move: Move) -> None:
    player.state = state
    {
        Move.PLAY: player.play, Move.PAUSE: player.pause, Move.SEEK: lambda: player.seek(SINCE),
        Move.SHOWN: player.shown, Move.READY: player.ready, Move.END: lambda: player.reached(UNTIL),
    }[move]()  # fmt: skip
    assert player.state in PlayState
    assert SINCE <= player.at <= UNTIL
