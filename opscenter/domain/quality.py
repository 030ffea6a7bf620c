"""How far a value can be trusted. It travels with the value from the bus to the pixel."""

from enum import IntEnum


class Quality(IntEnum):
    """Quality of one value, worst last, so that `max` of several is the quality of what is derived from them.

    The numbers are part of the desk protocol and of the stored blocks: never renumber them.
    """

    GOOD = 0
    SUSPECT = 1
    STALE = 2
    BAD = 3
