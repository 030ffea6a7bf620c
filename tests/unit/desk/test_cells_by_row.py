"""Cells of an entity are found in columns as they would be by looking at every cell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscenter.desk.cells_by_row import FEW, CellsByRow


@given(st.lists(st.lists(st.integers(0, 5), max_size=9), max_size=6))
def test_as_by_looking_at_every_cell(parts: list[list[int]]) -> None:
    found, rows = CellsByRow(), np.empty(0, np.int64)
    for part in parts:
        rows = np.concatenate((rows, np.array(part, np.int64)))
        for row in range(6):
            assert found.cells(row, rows, 6) == np.flatnonzero(rows == row).tolist()


def test_many_that_came_later_are_sorted_again_with_entities_that_came_with_them() -> None:
    found = CellsByRow()
    rows = np.arange(FEW + 1)
    assert found.cells(3, rows, len(rows)) == [3]
    rows = np.concatenate((rows, np.repeat(np.arange(len(rows), len(rows) + FEW), 2)))
    assert found.cells(3, rows, 2 * FEW + 1) == [3]
    assert found.cells(FEW + 1, rows, 2 * FEW + 1) == [FEW + 1, FEW + 2]
    found.forget()
    assert found.cells(1, np.array([1, 0, 1]), 2) == [0, 2]


def test_nobody_has_no_cells() -> None:
    for row in (-1, 2):
        with pytest.raises(IndexError):
            CellsByRow().cells(row, np.array([0, 1]), 2)
