"""What a note is about, as far as the place where it is begun knows. No Qt."""

from dataclasses import dataclass

from opscenter.domain.operator_note import OperatorNote

NEAR_MS = 60_000
"""A note is about the same time as another that is no further away."""


@dataclass(slots=True, frozen=True)
class Occasion:
    """`at` to `until` is a time (Unix ms; `at` 0: the moment shown, `until` 0: no span), `entity` and `attribute` what
    it is about, "" for nothing in particular."""

    at: int = 0
    until: int = 0
    entity: str = ""
    attribute: str = ""


def occasion_of(note: OperatorNote) -> Occasion:
    """What a note is about."""
    return Occasion(note.at, note.until, note.entity, note.attribute)
