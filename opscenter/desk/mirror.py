"""The city's present state as a desk knows it: columns, fed by a snapshot and then by beats.

No Qt, no sockets, no threads: `Link` brings messages, whoever owns the mirror applies them in one thread.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.desk.cells_by_row import CellsByRow
from opscenter.desk.columns import Column
from opscenter.desk.many_names import ManyNames
from opscenter.desk.past_told import PastTold
from opscenter.domain.alarm import Alarm, AlarmState
from opscenter.domain.changes import Changes
from opscenter.domain.languages import in_script
from opscenter.domain.quality import Quality
from opscenter.wire.alarm_facts import alarm_from_fact
from opscenter.wire.desk import Columns, Header
from opscenter.wire.note_facts import note_from_fact
from opscenter.wire.situation_facts import ToldFlood, ToldSituation, flood_from_fact, situation_from_fact

MOST_FORGOTTEN = 1_000
"""So many new cells are looked through for entities whose cells somebody has asked for."""


class OutOfStepError(Exception):
    """A beat does not follow on what the mirror holds: ask the station for a new snapshot."""


class Mirror:
    """Entities by `row`, cells (one attribute of one entity) by `cell`, alarms by occurrence.

    Arrays are float64/int64/uint8 of shape (rows,) or (cells,); times are Unix ms UTC; unknown places and
    numbers are NaN. Everything here may be read freely between two `apply` calls and is written by them alone.
    """

    def __init__(self) -> None:
        self.epoch = 0
        self.seq = -1
        self.now = 0
        self.rule_count = 0
        self.health: dict[str, Any] = {}
        self.alarms: dict[str, Alarm] = {}
        self.past: PastTold | None = None  # of a moment of the past: how exactly it is known
        self.replay: dict[str, Any] | None = None  # as a replay told of itself last (PROTOCOL.md), None live
        self.exercise: dict[str, Any] | None = None  # as an exercise told of itself last
        self._clear()

    def _clear(self) -> None:
        self.ids: list[str] = []
        self.types: list[str] = []
        self.names: list[str] = []
        self.local_names: dict[int, dict[str, str]] = {}
        self.row_of: dict[str, int] = {}
        self.shapes: dict[int, dict[str, Any]] = {}
        self._lon: Column[np.float64] = Column(np.float64, np.nan)
        self._lat: Column[np.float64] = Column(np.float64, np.nan)
        self._seen: Column[np.int64] = Column(np.int64, 0)
        self.cell_names: list[str] = []
        self.cell_units: list[str] = []
        self.texts: dict[int, str] = {}
        self._cell_row: Column[np.int64] = Column(np.int64, 0)
        self._value: Column[np.float64] = Column(np.float64, np.nan)
        self._quality: Column[np.uint8] = Column(np.uint8, int(Quality.GOOD))
        self._measured: Column[np.int64] = Column(np.int64, 0)
        self._received: Column[np.int64] = Column(np.int64, 0)
        self._cells_of: dict[int, dict[str, int]] = {}  # of those who were asked for
        self._by_row = CellsByRow()
        # Types and attribute names as numbers: what is looked for in a whole city is found by comparing columns.
        self._type_codes: dict[str, int] = {}
        self._name_codes: dict[str, int] = {}
        self._type_code: Column[np.int32] = Column(np.int32, -1)
        self._name_code: Column[np.int32] = Column(np.int32, -1)
        self._alarms_of: dict[str, set[str]] = {}
        self.alarms = {}
        self.situations: dict[str, ToldSituation] = {}
        self.flood = ToldFlood()
        self._situation_of: dict[str, str] = {}

    # -- reading ---------------------------------------------------------------------------------------------

    @property
    def lon(self) -> NDArray[np.float64]:
        """Longitude by row, degrees WGS 84, NaN where unknown."""
        return self._lon.view

    @property
    def lat(self) -> NDArray[np.float64]:
        """Latitude by row, degrees WGS 84, NaN where unknown."""
        return self._lat.view

    @property
    def seen(self) -> NDArray[np.int64]:
        """Arrival of the newest message by row."""
        return self._seen.view

    @property
    def cell_row(self) -> NDArray[np.int64]:
        """The row each cell belongs to."""
        return self._cell_row.view

    @property
    def value(self) -> NDArray[np.float64]:
        """Latest number by cell; NaN for text and for cleared cells."""
        return self._value.view

    @property
    def quality(self) -> NDArray[np.uint8]:
        """`Quality` by cell."""
        return self._quality.view

    @property
    def measured(self) -> NDArray[np.int64]:
        """Measured-at by cell."""
        return self._measured.view

    @property
    def received(self) -> NDArray[np.int64]:
        """Received-at by cell."""
        return self._received.view

    def cells_of(self, row: int) -> dict[str, int]:
        """Attribute name -> cell of an entity (do not change it)."""
        found = self._cells_of.get(row)
        if found is None:
            cells = self._by_row.cells(row, self._cell_row.view, len(self.ids))
            found = self._cells_of[row] = {self.cell_names[cell]: cell for cell in cells}
        return found

    def cells_named(self, entity_type: str, attribute: str, first: int = 0) -> NDArray[np.int64]:
        """The cells, from `first` on, of an attribute of all entities of a type: ascending, shape (n,)."""
        wanted, kind = self._name_codes.get(attribute, -1), self._type_codes.get(entity_type, -1)
        if wanted < 0 or kind < 0:
            return np.empty(0, np.int64)
        cells: NDArray[np.int64] = np.flatnonzero(self._name_code.view[first:] == wanted) + first
        of_kind: NDArray[np.bool_] = self._type_code.view[self._cell_row.view[cells]] == kind
        return cells[of_kind]

    def types_of(self, first: int = 0) -> tuple[list[str], NDArray[np.int32]]:
        """All types known, and for each row from `first` on the index of its type among them, shape (rows - first,)."""
        return list(self._type_codes), self._type_code.view[first:]

    def cell(self, row: int, attribute: str) -> int:
        """The cell of an attribute, or -1."""
        return self.cells_of(row).get(attribute, -1) if 0 <= row < len(self.ids) else -1

    def name(self, row: int, language: str = "") -> str:
        """The published name of an entity, in `language` if it has one there, else the last part of its id."""
        if language and row in self.local_names:
            local = in_script(self.local_names[row], language)
            if local:
                return local
        return self.names[row] or self.ids[row].rsplit(":", 1)[-1]

    def every_name(self, row: int) -> list[str]:
        """All names of an entity, each once, for those who look for one."""
        names = [self.names[row], *self.local_names.get(row, {}).values()]
        return list(dict.fromkeys(name for name in names if name))

    def alarms_of(self, entity_id: str) -> list[Alarm]:
        """Alarms of one entity, worst first."""
        found = [self.alarms[occurrence] for occurrence in self._alarms_of.get(entity_id, ())]
        return sorted(found, key=lambda alarm: (alarm.priority, -alarm.since))

    def situation_of(self, occurrence: str) -> ToldSituation | None:
        """The open situation an alarm is part of."""
        return self.situations.get(self._situation_of.get(occurrence, ""))

    def take_over(self, other: "Mirror") -> None:
        """Become `other`, which is used up by it: a snapshot is built beside the UI thread, then swapped in."""
        self.__dict__.update(other.__dict__)

    # -- writing ---------------------------------------------------------------------------------------------

    def apply_snapshot(self, header: Header, columns: Columns) -> Changes:
        """Replace everything by a snapshot. Raises KeyError or ValueError for one that is not whole."""
        self._clear()
        self.epoch = int(header["epoch"])
        self.seq = int(header["seq"])
        self.now = int(header["now"])
        self.rule_count = int(header.get("rules", 0))
        self.health = dict(header.get("health") or {})
        self._add_entities(header["ids"], header["types"])
        self.names = [str(name) for name in header["names"]]
        if len(self.names) != len(self.ids):
            raise ValueError("a snapshot has another number of names than of entities")
        self.local_names = {int(row): texts for row, texts in (header.get("local_names") or {}).items()}
        self.shapes = {int(row): shape for row, shape in (header.get("shapes") or {}).items()}
        self._lon.view[:] = columns["lon"]
        self._lat.view[:] = columns["lat"]
        self._seen.view[:] = columns["row_seen"]
        self._add_cells(columns["cell_row"], header["cell_names"])
        self.cell_units = [str(unit) for unit in header["cell_units"]]
        self._value.view[:] = columns["cell_value"]
        self._quality.view[:] = columns["cell_quality"]
        self._measured.view[:] = columns["cell_measured"]
        self._received.view[:] = columns["cell_received"]
        self.texts = {int(cell): text for cell, text in header["texts"].items()}
        for fact in header["alarms"]:
            self._put_alarm(alarm_from_fact(fact))
        for fact in header.get("situations") or ():
            self._put_situation(situation_from_fact(fact))
        self.flood = flood_from_fact(header["flood"]) if header.get("flood") else ToldFlood()
        self._take_recorded(header)
        return Changes(
            everything=True,
            new_rows=len(self.ids),
            health=True,
            now=self.now,
            alarms=list(self.alarms),
            situations=list(self.situations),
            flood=True,
        )

    def apply_beat(self, header: Header, columns: Columns) -> Changes | None:
        """Apply one beat. None when it is older than the mirror; OutOfStepError when one before it is missing."""
        if int(header["epoch"]) != self.epoch:
            raise OutOfStepError("the station has started anew")
        seq = int(header["seq"])
        if seq <= self.seq:
            return None
        if seq != self.seq + 1:
            raise OutOfStepError(f"beats {self.seq + 1} to {seq - 1} are missing")
        first_row = int(header["first_row"])
        first_cell = int(header["first_cell"])
        if header.get("jump") is True:
            self._cut(first_row, first_cell)
        if first_row != len(self.ids) or first_cell != len(self.cell_names):
            raise OutOfStepError("the beat numbers its entities differently")
        self.seq = seq
        self.now = int(header["now"])
        self._add_entities(header["ids"], header["types"])
        self._add_cells(columns["new_cell_row"], header["cell_names"])
        changes = Changes(now=self.now, first_new_row=first_row, new_rows=len(header["ids"]))
        changes.sent = int(header.get("sent") or 0)
        for row, name in header["names"].items():
            self.names[int(row)] = name
            changes.renamed_rows.append(int(row))
        self._take_local_names(header.get("local_names") or {}, changes)
        for cell, unit in header["units"].items():
            self.cell_units[int(cell)] = unit
        for row, shape in header["shapes"].items():
            self.shapes[int(row)] = shape
            changes.reshaped_rows.append(int(row))
        changed = columns["cell"].astype(np.int64)
        self._value.view[changed] = columns["value"]
        self._quality.view[changed] = columns["quality"]
        self._measured.view[changed] = columns["measured"]
        self._received.view[changed] = columns["received"]
        changes.cells = changed
        for cell, text in header["texts"].items():
            if text is None:
                self.texts.pop(int(cell), None)
            else:
                self.texts[int(cell)] = text
        moved = columns["place_row"].astype(np.int64)
        self._lon.view[moved] = columns["place_lon"]
        self._lat.view[moved] = columns["place_lat"]
        changes.moved_rows = moved
        seen = columns["seen_row"].astype(np.int64)
        self._seen.view[seen] = columns["seen"]
        changes.seen_rows = seen
        for fact in header["alarms"]:
            alarm = fact if isinstance(fact, Alarm) else alarm_from_fact(fact)
            self._put_alarm(alarm)
            changes.alarms.append(alarm.occurrence)
        for fact in header.get("situations") or ():
            told = fact if isinstance(fact, ToldSituation) else situation_from_fact(fact)
            self._put_situation(told)
            changes.situations.append(told.situation.id)
        changes.notes = [note_from_fact(fact) for fact in header.get("notes") or ()]
        if header.get("flood") is not None:
            flood = flood_from_fact(header["flood"])
            changes.flood = flood != self.flood
            self.flood = flood
        if header.get("health") is not None:
            self.health = dict(header["health"])
            self.rule_count = int(self.health.get("rules", self.rule_count))
            changes.health = True
        self._take_recorded(header)
        if header.get("jump") is True:  # as after a snapshot of the same entities: views look at everything anew
            return Changes(
                everything=True,
                same_entities=True,
                health=True,
                now=self.now,
                alarms=list(self.alarms),
                situations=list(self.situations),
                flood=True,
            )
        return changes

    def _take_recorded(self, header: Header) -> None:
        """What a replay or an exercise says of itself; as before where a message says nothing."""
        if isinstance(header.get("replay"), dict):
            self.replay = header["replay"]
        if isinstance(header.get("exercise"), dict):
            self.exercise = header["exercise"]

    def _take_local_names(self, told: dict[Any, dict[str, str]], changes: Changes) -> None:
        renamed = set(changes.renamed_rows)
        for row, texts in told.items():
            if texts:
                self.local_names[int(row)] = texts
            else:
                self.local_names.pop(int(row), None)
            if int(row) not in renamed:
                changes.renamed_rows.append(int(row))

    def _cut(self, rows: int, cells: int) -> None:
        """Go back to where only so many entities and cells were known; nothing where there are no more."""
        if not (0 <= rows <= len(self.ids) and 0 <= cells <= len(self.cell_names)):
            return
        if rows < len(self.ids) and bool((self._cell_row.view[:cells] >= rows).any()):
            raise OutOfStepError("the beat keeps values of entities that it does not know")
        for entity in self.ids[rows:]:
            del self.row_of[entity]
        for told in (self.ids, self.types, self.names):
            del told[rows:]
        for named in (self.cell_names, self.cell_units):
            del named[cells:]
        for by_row in (self.local_names, self.shapes):
            for row in [row for row in by_row if row >= rows]:
                del by_row[row]
        for cell in [cell for cell in self.texts if cell >= cells]:
            del self.texts[cell]
        for column in (self._lon, self._lat, self._seen, self._type_code):
            column.resize(rows)
        if cells < len(self._value):
            for of_cell in (self._cell_row, self._value, self._quality, self._measured, self._received):
                of_cell.resize(cells)
            self._name_code.resize(cells)
            self._cells_of = {}
            self._by_row.forget()

    def _add_entities(self, ids: list[str], types: list[str]) -> None:
        if len(ids) != len(types):
            raise ValueError("another number of types is told than of entities")
        first = len(self.ids)
        self.ids.extend(ids)
        self.row_of.update(zip(ids, range(first, len(self.ids)), strict=True))
        self.names.extend([""] * len(ids))
        for column in (self._lon, self._lat, self._seen, self._type_code):
            column.resize(len(self.ids))
        self.types.extend(_numbered(types, self._type_codes, self._type_code.view[first:]))

    def _add_cells(self, rows: NDArray[Any], names: list[str]) -> None:
        if len(rows) != len(names):
            raise ValueError("another number of names is told than of cells")
        if len(rows) and int(rows.max()) >= len(self.ids):
            raise ValueError("a cell of an entity is told that there is not")
        first = len(self.cell_names)
        self.cell_units.extend([""] * len(names))
        for column in (
            *(self._cell_row, self._value, self._quality, self._measured, self._received),
            self._name_code,
        ):
            column.resize(first + len(names))
        self._cell_row.view[first:] = rows
        self.cell_names.extend(_numbered(names, self._name_codes, self._name_code.view[first:]))
        if len(rows) > MOST_FORGOTTEN:
            self._cells_of = {}
        elif self._cells_of:
            for row in rows.tolist():
                self._cells_of.pop(row, None)

    def _put_alarm(self, alarm: Alarm) -> None:
        if alarm.state is AlarmState.NORM:
            self.alarms.pop(alarm.occurrence, None)
            mine = self._alarms_of.get(alarm.entity)
            if mine is not None:
                mine.discard(alarm.occurrence)
                if not mine:
                    del self._alarms_of[alarm.entity]
        else:
            self.alarms[alarm.occurrence] = alarm
            self._alarms_of.setdefault(alarm.entity, set()).add(alarm.occurrence)

    def _put_situation(self, told: ToldSituation) -> None:
        situation = told.situation
        if not situation.closed:
            self.situations[situation.id] = told
            self._situation_of.update(dict.fromkeys(situation.members, situation.id))
            return
        self.situations.pop(situation.id, None)
        for occurrence in situation.members:
            if self._situation_of.get(occurrence) == situation.id:
                del self._situation_of[occurrence]


def _numbered(names: list[str], codes: dict[str, int], into: NDArray[np.int32]) -> list[str]:
    """Numbers of names, put `into` a column; new ones go on from those there are. The names, each one text only."""
    told = names if isinstance(names, ManyNames) else ManyNames(names)
    known = np.array([codes.setdefault(name, len(codes)) for name in told.distinct], np.int32)
    into[:] = known[told.which]
    return told
