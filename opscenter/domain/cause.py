"""Cause and effect: which rules' alarms bring about which others, as data (`[[cause]]` of the catalogue)."""

from dataclasses import dataclass

BEFORE_MS = 120_000
"""So long before its cause may an effect be seen, if a table does not say otherwise: sensors are not equally quick."""


SAME_ENTITY = "id"


@dataclass(slots=True, frozen=True)
class Cause:
    """One row of the table: an alarm of `rule` brings about alarms of `effects`.

    The effect's entity is within `within_m` metres over ground of the cause's, and its alarm begins no more than
    `within_ms` after the cause's and no more than `before_ms` before it. `same` names an attribute whose text must be
    equal on both entities; SAME_ENTITY: both alarms are about one entity, and a distance may be left out (0). `refers`
    names an attribute of one of them whose text is the id of the other: again a distance may be left out. An effect
    that is `rule` itself says that such alarms near each other are one matter, none the cause of another; then
    `within_ms` holds either way.
    """

    rule: str
    effects: tuple[str, ...]
    within_m: float
    within_ms: int
    before_ms: int = BEFORE_MS
    same: str = ""
    refers: str = ""
    source: str = ""
