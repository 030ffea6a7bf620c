"""What is looked for in a whole city is found by comparing columns, the same as by looking at every cell."""

import pytest

from opscenter.desk.mirror import Mirror
from tests.support.fake_city import KINDS, snapshot


@pytest.fixture
def mirror() -> Mirror:
    made = Mirror()
    made.apply_snapshot(*snapshot(entities=123, alarms=0))
    return made


@pytest.mark.parametrize("first", [0, 57])
def test_cells_of_an_attribute_of_a_type(mirror: Mirror, first: int) -> None:
    names = {name for _, attributes in KINDS for name, *_ in attributes}
    for entity_type, _ in KINDS:
        for name in names:
            by_hand = [
                cell
                for cell in range(first, len(mirror.cell_names))
                if mirror.cell_names[cell] == name and mirror.types[int(mirror.cell_row[cell])] == entity_type
            ]
            assert mirror.cells_named(entity_type, name, first).tolist() == by_hand


def test_what_nobody_knows_has_no_cells(mirror: Mirror) -> None:
    assert len(mirror.cells_named("Nobody", "averageVehicleSpeed")) == 0
    assert len(mirror.cells_named("TrafficFlowObserved", "nothing")) == 0


def test_types_by_row(mirror: Mirror) -> None:
    types, of_row = mirror.types_of(first=100)
    assert [types[code] for code in of_row] == mirror.types[100:]
