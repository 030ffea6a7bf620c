"""The speeds a replay can be played at: a ladder that keys go up and down, and how a speed is written. No Qt."""

AS_FAST_AS_IT_GOES = 0.0
LADDER = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_000.0, AS_FAST_AS_IT_GOES)
"""Times the recorded pace, from slow to fast; the last has no number."""


def faster(speed: float, by: int) -> float:
    """`by` rungs up from a speed, down if negative; from between two rungs the first step goes to the next one."""
    here = _rank(speed)
    if by > 0:
        above = sum(_rank(one) <= here for one in LADDER)
        return LADDER[min(len(LADDER) - 1, above + by - 1)]
    below = sum(_rank(one) < here for one in LADDER)
    return LADDER[max(0, below + by)]


def speed_text(speed: float, fastest: str) -> str:
    """ "×0.5", "×60", "×1,000"; `fastest` (a word of the reader's language) for as fast as it goes."""
    if speed <= 0:
        return fastest
    return f"×{speed:,.0f}" if speed >= 1 and float(speed).is_integer() else f"×{speed:.1f}"


def achieved_text(achieved: float) -> str:
    """How fast it really goes: "×58", "×0.9", "×12,400"; three digits at most that mean anything."""
    if achieved >= 100:
        digits = len(str(int(achieved))) - 3
        return f"×{round(achieved, -digits):,.0f}"
    return f"×{achieved:.0f}" if achieved >= 10 else f"×{achieved:.1f}"


def _rank(speed: float) -> float:
    return speed if speed > 0 else float("inf")
