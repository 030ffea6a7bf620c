"""The probable first cause among alarms that belong together."""

from collections.abc import Mapping, Sequence

from opscenter.domain.situation import Member

Causes = Mapping[str, Sequence[str]]
"""Occurrence -> occurrences that brought it about."""


def first_cause(members: Mapping[str, Member], causes: Causes) -> str:
    """The occurrence of a member that no other member brings about: of several the one with the most effects behind it,
    of equal ones the earliest, then the most urgent, then the first by its id. Where every member is brought about by
    another (tables of two times disagree) all of them are candidates."""
    number = {occurrence: place for place, occurrence in enumerate(members)}
    effects: list[list[int]] = [[] for _ in number]
    pending = [0] * len(number)
    for effect, brought_about_by in causes.items():
        for cause in brought_about_by:
            if cause != effect and cause in number and effect in number:
                effects[number[cause]].append(number[effect])
                pending[number[effect]] += 1
    roots = [place for place, count in enumerate(pending) if not count] or list(range(len(number)))
    reach = _reach(effects, list(pending))
    keys = list(members)

    def rank(place: int) -> tuple[int, int, int, str]:
        member = members[keys[place]]
        return -reach[place].bit_count(), member.since, int(member.priority), member.occurrence

    return keys[min(roots, key=rank)]


def _reach(effects: list[list[int]], pending: list[int]) -> list[int]:
    """For each member the set of its effects and theirs, as the bits of a number; of loops as far as it is known."""
    order = [place for place, count in enumerate(pending) if not count]
    for place in order:
        for effect in effects[place]:
            pending[effect] -= 1
            if not pending[effect]:
                order.append(effect)
    reach = [0] * len(effects)
    for place in reversed(order):
        for effect in effects[place]:
            reach[place] |= reach[effect] | 1 << effect
    return reach
