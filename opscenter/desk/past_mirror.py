"""A mirror of a moment of the past, made from the answer to `moment` without its registry: what the entities are called
and what they have is taken from the mirror of now, of which the past knew the first rows and cells."""

from opscenter.desk.columns import Column
from opscenter.desk.mirror import Mirror, OutOfStepError
from opscenter.desk.past_told import told_in
from opscenter.wire.alarm_facts import alarm_from_fact
from opscenter.wire.desk import Columns, Header
from opscenter.wire.situation_facts import situation_from_fact


def held(mirror: Mirror) -> Mirror:
    """The mirror as it is now, for another thread: what is added later is not in it, nothing is copied."""
    same = Mirror.__new__(Mirror)
    same.__dict__.update(mirror.__dict__)
    return same


def mirror_at(now: Mirror, header: Header, columns: Columns) -> Mirror:
    """The mirror of the moment that `header` and `columns` tell of.

    OutOfStepError when the answer numbers entities differently than `now` (the station started anew meanwhile);
    KeyError or ValueError for an answer that is not whole.
    """
    rows, cells = int(header["rows"]), int(header["cells"])
    if int(header["epoch"]) != now.epoch or rows > len(now.ids) or cells > len(now.cell_names):
        raise OutOfStepError("the past is numbered differently than the present")
    past = Mirror()
    past.epoch, past.seq, past.now = now.epoch, now.seq, int(header["now"])
    past.past = told_in(header)
    past.rule_count, past.health = int(header.get("rules", 0)), {}
    past.ids, past.types, past.names = now.ids[:rows], now.types[:rows], now.names[:rows]
    past.row_of = dict(now.row_of)
    for entity in list(past.row_of)[rows:]:  # in order of their rows
        del past.row_of[entity]
    past.local_names = {row: names for row, names in dict(now.local_names).items() if row < rows}
    past.shapes = {row: shape for row, shape in dict(now.shapes).items() if row < rows}
    past.cell_names, past.cell_units = now.cell_names[:cells], now.cell_units[:cells]
    past._type_codes, past._name_codes = dict(now._type_codes), dict(now._name_codes)
    _fill(past._type_code, now._type_code.view[:rows])
    _fill(past._name_code, now._name_code.view[:cells])
    _fill(past._lon, columns["lon"], rows)
    _fill(past._lat, columns["lat"], rows)
    _fill(past._seen, columns["row_seen"], rows)
    _fill(past._cell_row, now._cell_row.view[:cells])
    _fill(past._value, columns["cell_value"], cells)
    _fill(past._quality, columns["cell_quality"], cells)
    _fill(past._measured, columns["cell_measured"], cells)
    _fill(past._received, columns["cell_received"], cells)
    past.texts = {int(cell): str(text) for cell, text in header["texts"].items() if int(cell) < cells}
    for fact in header["alarms"]:
        past._put_alarm(alarm_from_fact(fact))
    for fact in header.get("situations") or ():
        past._put_situation(situation_from_fact(fact))
    return past


def _fill(column: Column, values, length: int | None = None) -> None:  # type: ignore[no-untyped-def,type-arg]
    if length is not None and len(values) != length:
        raise ValueError(f"a column of the past has {len(values)} of {length} items")
    column.resize(len(values))
    column.view[:] = values
