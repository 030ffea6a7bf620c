"""Which element of a network probably failed first, out of who feeds whom and who lost its supply when."""

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.networks.tree import Tree

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

WINDOW_MS = 900_000
"""What goes out so long after an element above it at most is taken to have gone out with it."""
BEFORE_MS = 120_000
"""An element below may be heard of so long before the one that took it along."""


def inferred(tree: Tree, known: Bools, out: Bools, since: Ints) -> tuple[Bools, Bools, Ints]:
    """What is known of elements that say nothing of themselves: such a one is out when two or more that it feeds are
    known, all of them are out, and they went out within `WINDOW_MS` of each other; since the first of them did.

    `known`, `out`, `since` (Unix ms) by node, shape (n,); the same with what was inferred.
    """
    known, out, since = known.copy(), out.copy(), since.copy()
    count = len(known)
    latest = np.iinfo(np.int64).max
    for level in tree.levels():
        child = np.flatnonzero((tree.depth == level + 1) & known)
        parent = tree.above[child]
        told, dark = np.bincount(parent, minlength=count), np.bincount(parent, out[child], minlength=count)
        first, last = np.full(count, latest), np.zeros(count, np.int64)
        np.minimum.at(first, parent, since[child])
        np.maximum.at(last, parent, since[child])
        found = (tree.depth == level) & ~known & (told >= 2) & (dark == told)
        found[found] &= last[found] - first[found] <= WINDOW_MS
        known |= found
        out |= found
        since = np.where(found, first, since)
    return known, out, since


def first_out(tree: Tree, known: Bools, out: Bools, since: Ints) -> Ints:
    """The probable first cause of each element that is out, as a node, shape (n,); -1 for those that are not.

    The furthest element above it that is out too and went out before it (at most `BEFORE_MS` after, as reports may
    overtake each other) and at most `WINDOW_MS` before. The way up ends at one that has supply, for it feeds what is
    below; one of which nothing is known is passed by. Where nobody above is out, it is the element itself.
    """
    nodes = np.flatnonzero(out)
    causes = np.full(len(out), -1, np.int64)
    cause, at = nodes.copy(), tree.above[nodes]
    going = at >= 0
    while going.any():
        upper = np.maximum(at, 0)
        dark = going & known[upper] & out[upper]
        ahead = since[nodes] - since[upper]
        cause = np.where(dark & (ahead >= -BEFORE_MS) & (ahead <= WINDOW_MS), upper, cause)
        going &= ~known[upper] | dark
        at = np.where(going, tree.above[upper], -1)
        going = at >= 0
    causes[nodes] = cause
    return causes
