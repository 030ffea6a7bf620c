"""References of entities to what is above them: kept incrementally, without loops, whoever comes first."""

import numpy as np
import pytest

from opscenter.figures.figure import FigureBase, Input, Output
from opscenter.figures.networks.tree import Network, depths, without_loops
from opscenter.figures.step import Step
from tests.support.figure_rig import T0, Rig


class Above(FigureBase):
    """Says which position is above each lamp."""

    name = "above"
    every_ms = 10_000
    outputs = [Output("Lamp", "derived.above"), Output("Lamp", "derived.depth")]

    def __init__(self) -> None:
        self.network = Network([("Lamp", "refBox", "Box"), ("Box", "refBox", "Box")])
        self.inputs = [*self.network.inputs, Input("Lamp", "tick")]

    def take(self, step: Step) -> None:
        everyone = np.arange(step.count("Lamp"))
        step.put("Lamp", "derived.above", everyone, self.network.parents(step, "Lamp", "Box").astype(np.float64))
        tree = self.network.tree(step)
        start = tree.first["Lamp"]
        step.put("Lamp", "derived.depth", everyone, tree.depth[start : start + len(everyone)].astype(np.float64))


def test_loops_are_opened_at_their_lowest_node() -> None:
    above, cut = without_loops(np.array([1, 2, 0, 2, -1, 4, 6]))
    assert above.tolist() == [-1, 2, 0, 2, -1, 4, -1]
    assert cut.tolist() == [0, 6]
    assert depths(above).tolist() == [0, 2, 1, 2, 0, 1, 0]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 1000])
def test_a_chain_has_no_loop_however_long(count: int) -> None:
    chain = np.arange(count) - 1
    above, cut = without_loops(chain)
    assert above.tolist() == chain.tolist() and not len(cut)
    assert depths(above).tolist() == list(range(count))


def test_one_ring_of_all() -> None:
    above, cut = without_loops(np.roll(np.arange(37), 5))
    assert cut.tolist() == [0]
    assert np.count_nonzero(above < 0) == 1 and depths(above).max() == 36


def said(rig: Rig, name: str) -> float:
    return rig.last(name, "derived.above")


def ticked(rig: Rig, at: int) -> None:
    rig.number("urn:tick", "Lamp", "tick", 1.0, at)
    rig.beat(at)
    rig.number("urn:tick", "Lamp", "tick", 1.0, at + 10_000)
    rig.beat(at + 10_000)


def test_references_are_followed_as_they_come_and_go() -> None:
    rig = Rig(Above())
    rig.text("urn:l", "Lamp", "refBox", "urn:b", T0)
    rig.number("urn:a", "Box", "x", 0.0, T0)
    ticked(rig, T0)
    assert said(rig, "urn:l") == -1
    rig.number("urn:b", "Box", "x", 0.0, T0 + 20_000)  # heard of later
    ticked(rig, T0 + 20_000)
    assert said(rig, "urn:l") == 1
    rig.text("urn:l", "Lamp", "refBox", "urn:a", T0 + 40_000)  # wired anew
    ticked(rig, T0 + 40_000)
    assert said(rig, "urn:l") == 0
    rig.restart(Above())
    ticked(rig, T0 + 60_000)
    assert said(rig, "urn:l") == 0
    rig.number("urn:a", "Barrel", "x", 0.0, T0 + 80_000)  # a box no more
    ticked(rig, T0 + 80_000)
    assert said(rig, "urn:l") == -1
    rig.number("urn:a", "Box", "x", 0.0, T0 + 100_000)
    ticked(rig, T0 + 100_000)
    assert said(rig, "urn:l") == 2
    rig.text("urn:l", "Lamp", "refBox", None, T0 + 120_000)
    ticked(rig, T0 + 120_000)
    assert said(rig, "urn:l") == -1
