"""Which alarms and which situations turn out to be one matter when new alarms come."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from opscenter.domain.situation import MOST_CAUSES
from opscenter.domain.situation_groups import groups_of
from opscenter.domain.situation_links import Ints, Pairs, SituationLinks


@dataclass(slots=True, frozen=True)
class Meeting:
    """Occurrences in no situation yet, and situations, that are linked."""

    loose: list[str]
    situations: list[str]


@dataclass(slots=True, frozen=True)
class Met:
    """All meetings, and of each occurrence the earliest of what brought it about, as far as it is news."""

    meetings: list[Meeting]
    causes_of: dict[str, list[str]]


def meetings(links: SituationLinks, new: Ints, of: Mapping[str, str], again: Mapping[str, str], full: Set[str]) -> Met:
    """What new alarms (by slots) bring together. `of`: the situation of an occurrence; `again`: that of a new one which
    is the same alarm once more; `full`: situations that nothing can join."""
    if not len(new):
        return Met([], {})
    found = links.links_of(new)
    names = links.occurrences
    a = np.concatenate([found.causal[0], found.alike[0]])
    b = np.concatenate([found.causal[1], found.alike[1]])
    if full:
        open_to = np.array([of.get(name, "") not in full for name in names], np.bool_)
        kept = open_to[a] & open_to[b]
        a, b = a[kept], b[kept]
    numbered: dict[str, int] = {}
    slots, nodes = [], []
    for slot in np.unique(np.concatenate([a, b, new])).tolist():
        situation = of.get(names[slot]) or again.get(names[slot], "")
        if situation and situation not in full:
            slots.append(slot)
            nodes.append(numbered.setdefault(situation, len(names) + len(numbered)))
    labels = groups_of(
        len(names) + len(numbered),
        np.concatenate([a, np.array(slots, np.int64)]),
        np.concatenate([b, np.array(nodes, np.int64)]),
    )
    situations = list(numbered)
    met = []
    for together in _together(labels, new):
        loose = [names[number] for number in together if number < len(names) and names[number] not in of]
        met.append(Meeting(loose, [situations[number - len(names)] for number in together if number >= len(names)]))
    return Met(met, _causes_of(found.causal, names))


def _causes_of(causal: Pairs, names: list[str]) -> dict[str, list[str]]:
    """Of each effect its earliest causes; the pairs are in order of effects and of the causes' times."""
    causes, effects = causal
    if not len(effects):
        return {}
    first = np.flatnonzero(np.r_[True, effects[1:] != effects[:-1]])
    place = np.arange(len(effects)) - np.repeat(first, np.diff(np.r_[first, len(effects)]))
    kept = place < MOST_CAUSES
    found: dict[str, list[str]] = {}
    for cause, effect in zip(causes[kept].tolist(), effects[kept].tolist(), strict=True):
        found.setdefault(names[effect], []).append(names[cause])
    return found


def _together(labels: Ints, new: Ints) -> list[list[int]]:
    """Numbers of things that hang together, of each lot in which there is a new one and something else."""
    wanted = np.unique(labels[new])
    members = np.flatnonzero(np.isin(labels, wanted))
    order = np.argsort(labels[members], kind="stable")
    members = members[order]
    borders = np.flatnonzero(np.r_[True, labels[members][1:] != labels[members][:-1], True])
    return [members[start:end].tolist() for start, end in pairwise(borders.tolist()) if end - start > 1]
