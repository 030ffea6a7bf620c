"""Several kinds of entities that feed each other, as one tree: what is above each, how deep it is, without loops."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import Input
from opscenter.figures.networks.parents import Parents
from opscenter.figures.step import Step

Ints = NDArray[np.int64]


@dataclass(slots=True)
class Tree:
    """Nodes of all kinds, numbered kind after kind by `first`, in columns.

    `above`: the node that feeds each, -1: none is known. `depth`: how many are above. `cut`: nodes whose reference
    would have closed a loop; it is not followed.
    """

    first: dict[str, int]
    above: Ints
    depth: Ints
    cut: Ints

    def levels(self) -> range:
        """Depths from the deepest up."""
        return range(int(self.depth.max(initial=0)), -1, -1)


class Network:
    """References between kinds, kept up to date; the tree is put together anew only when one has changed."""

    def __init__(self, links: Sequence[tuple[str, str, str]]) -> None:
        """`links`: (kind, attribute, kind of what it names)."""
        self.kinds = list(dict.fromkeys(kind for child, _, parent in links for kind in (parent, child)))
        self._parents = [Parents(*link) for link in links]
        self._made: tuple[tuple[int, ...], Tree] | None = None

    @property
    def inputs(self) -> list[Input]:
        """What a figure that uses this must read."""
        return [Input(one.kind, one.attribute, text=True) for one in self._parents]

    def parents(self, step: Step, kind: str, parent: str) -> Ints:
        """Positions of the parents of one kind in another, shape (n,)."""
        return next(one for one in self._parents if (one.kind, one.parent) == (kind, parent)).update(step)

    def tree(self, step: Step) -> Tree:
        """The tree as of this step."""
        of = [one.update(step) for one in self._parents]
        counts = [step.count(kind) for kind in self.kinds]
        state = *counts, *(one.version for one in self._parents)
        if self._made is not None and self._made[0] == state:
            return self._made[1]
        ends = np.cumsum([0, *counts]).tolist()
        first = dict(zip(self.kinds, ends, strict=False))
        above = np.full(ends[-1], -1, np.int64)
        for parents, links in zip(of, self._parents, strict=True):
            start = first[links.kind]
            mine = above[start : start + len(parents)]  # of several references the first that is known counts
            mine[:] = np.where((mine < 0) & (parents >= 0), parents + first[links.parent], mine)
        above, cut = without_loops(above)
        self._made = state, Tree(first, above, depths(above), cut)
        return self._made[1]


def without_loops(above: Ints) -> tuple[Ints, Ints]:
    """References (n,) with every loop opened at its lowest numbered node, and the nodes where one was."""
    reached = above
    for _ in range(max(1, len(above)).bit_length()):  # reached[k]: 2^i steps above k
        reached = np.where(reached >= 0, reached[np.maximum(reached, 0)], -1)
    looped = np.unique(reached[reached >= 0])  # only who is on a loop is above somebody however far up
    if not len(looped):
        return above, looped
    opened, cuts, seen = above.copy(), [], set()
    for node in looped.tolist():
        if node in seen:
            continue
        cuts.append(node)  # the lowest of its loop, for they are gone through in order
        while node not in seen:
            seen.add(node)
            node = int(above[node])
    opened[cuts] = -1
    return opened, np.array(cuts, np.int64)


def depths(above: Ints) -> Ints:
    """How many nodes are above each, shape (n,); there are no loops."""
    depth = np.zeros(len(above), np.int64)
    node = above.copy()
    while (there := node >= 0).any():
        depth += there
        node = np.where(there, above[np.maximum(node, 0)], -1)
    return depth
