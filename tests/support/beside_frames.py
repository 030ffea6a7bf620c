"""What a frame tells of an engine's state, for memories that stand beside one."""

from opscenter.recording.frame import BY_CELL, BY_ROW, Columns
from opscenter.station.lane.beside import Attributes
from opscenter.station.lane.lane import Lane


def frame_of(lane: Lane) -> Columns:
    """Columns of the state as they are now."""
    columns = lane.engine.state.columns
    return {name: columns[name].copy() for name in (*BY_CELL, *BY_ROW)}


def attributes_of(lane: Lane) -> Attributes:
    """Its cells by type and attribute."""
    registry = lane.engine.registry
    return Attributes(registry.types, registry.cell_rows, registry.cell_names)
