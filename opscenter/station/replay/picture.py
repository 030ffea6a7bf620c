"""What desks see at one moment of a recording, without an engine: drawn at once after a jump, while the engine catches
up. Numbers, texts and places are those that had come; alarms and situations as the journal of then tells."""

from collections.abc import Sequence

import numpy as np

from opscenter.domain.alarm import Alarm
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.situation import Situation
from opscenter.station.descriptions import Descriptions
from opscenter.station.registry import Registry
from opscenter.station.situations import plain_checklist
from opscenter.station.state import State
from opscenter.wire.alarm_facts import fact_from_alarm
from opscenter.wire.desk import Columns, Header
from opscenter.wire.situation_facts import fact_from_situation


class Picture:
    """`registry`, `state`, `described` and `catalogue` are of the same kinds as an engine's, and hold more than was
    known then: the first `rows` and `cells` were."""

    def __init__(
        self,
        catalogue: Catalogue,
        registry: Registry,
        state: State,
        described: Descriptions,
        alarms: dict[str, Alarm],
        situations: Sequence[Situation],
        rows: int,
        cells: int,
    ) -> None:
        self.catalogue = catalogue
        self.registry = registry
        self.state = state
        self.described = described
        self.alarms = alarms
        self._situations = situations
        self.rows, self.cells = rows, cells

    def snapshot(self, told: Header) -> tuple[Header, Columns]:
        """As `Engine.snapshot`; `told`: `epoch, seq, now, rules, health, replay`."""
        registry, described, state = self.registry, self.described, self.state.columns
        rows, cells = self.rows, self.cells
        header: Header = {
            "ids": registry.ids[:rows], "types": registry.types[:rows], "names": described.names[:rows],
            "local_names": {row: texts for row, texts in described.local_names.items() if row < rows},
            "shapes": {row: shape for row, shape in described.shapes.items() if row < rows},
            "cell_names": registry.cell_names[:cells], "cell_units": described.units[:cells],
            "texts": {cell: text for cell, text in self.state.texts.items() if cell < cells},
            "alarms": self.alarm_facts(), "situations": self.situation_facts(),
            "flood": {}, **told,
        }  # fmt: skip
        columns: Columns = {
            "lon": state["lon"][:rows].copy(), "lat": state["lat"][:rows].copy(),
            "row_seen": state["seen"][:rows].copy(),
            "cell_row": state["cell_row"][:cells].astype(np.uint32), "cell_value": state["value"][:cells].copy(),
            "cell_quality": state["shown"][:cells].copy(), "cell_measured": state["measured"][:cells].copy(),
            "cell_received": state["received"][:cells].copy(),
        }  # fmt: skip
        return header, columns

    def alarm_facts(self) -> list[Header]:
        """All alarms that are not normal."""
        return [fact_from_alarm(alarm) for alarm in self.alarms.values()]

    def situation_facts(self) -> list[Header]:
        """All situations that are open."""
        rules = {rule.id: rule for rule in self.catalogue.rules()} if self._situations else {}
        found = []
        for one in self._situations:
            rule = rules.get(one.first.rule)
            found.append(fact_from_situation(one, plain_checklist(rule) if rule is not None else ()))
        return found
