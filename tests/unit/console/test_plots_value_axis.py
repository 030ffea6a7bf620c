"""The scale of a plot, also of a low one."""

from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.plots.value_axis import UNIT_PX, ValueAxis


@pytest.mark.parametrize("unit", ["%", ""])
@pytest.mark.parametrize("size", [36, 45, 60, 90, 200, 600])
@pytest.mark.parametrize("span", [(26.0, 30.9), (17.4, 18.6), (11.109, 11.151), (-3.0, 80.0), (0.0, 0.9)])
def test_a_value_is_readable_at_any_height(qtbot: QtBot, unit: str, size: float, span: tuple[float, float]) -> None:
    axis = ValueAxis("left")
    axis.show_unit(unit, "#808080")
    low, high = span
    [(step, ticks)] = axis.tickValues(low, high, size)
    at = [(high - tick) / (high - low) * size for tick in ticks]
    readable = [y for y in at if y > (UNIT_PX + 6 if unit else 0)]
    assert readable, "no value is written beneath the unit"
    assert all(abs(one - other) >= 12 for one, other in pairwise(readable))
    assert len(set(axis.tickStrings(ticks, 1.0, step))) == len(ticks)
