"""What a replay shows now: an engine that has caught up, or the picture of a moment until it has."""

from typing import Any

from opscenter.domain.catalogue import Catalogue
from opscenter.station.descriptions import Descriptions
from opscenter.station.engine import Engine
from opscenter.station.hot import HotWindow
from opscenter.station.registry import Registry
from opscenter.station.replay.picture import Picture
from opscenter.station.state import State
from opscenter.wire.desk import Columns, Header


class Stage:
    """Answers as an engine does to those who only look. `epoch` is the replay's, whatever station recorded."""

    def __init__(self, engine: Engine, epoch: int) -> None:
        self.engine = engine
        self.picture: Picture | None = None
        self.epoch = epoch
        self.hot = HotWindow(0, 2**62)  # nothing is only in memory: questions go to what is unfolded

    @property
    def _shown(self) -> Picture | Engine:
        return self.picture if self.picture is not None else self.engine

    @property
    def catalogue(self) -> Catalogue:
        """That of the recording."""
        return self.engine.catalogue

    @property
    def registry(self) -> Registry:
        """See `Engine`."""
        return self._shown.registry

    @property
    def state(self) -> State:
        """See `Engine`."""
        return self._shown.state

    @property
    def described(self) -> Descriptions:
        """See `Engine`."""
        return self._shown.described

    @property
    def size(self) -> tuple[int, int]:
        """How many rows and cells are shown."""
        if self.picture is not None:
            return self.picture.rows, self.picture.cells
        return len(self.engine.registry.ids), len(self.engine.registry.cell_names)

    @property
    def alarms(self) -> Any:
        """See `Engine`."""
        return self.engine.alarms

    def snapshot(self, told: Header) -> tuple[Header, Columns]:
        """As desks get it; `told`: `seq, now, health, replay`."""
        told = {**told, "epoch": self.epoch, "rules": self.engine.alarms.rule_instances}
        if self.picture is not None:
            return self.picture.snapshot(told)
        header, columns = self.engine.snapshot({"now": told["now"]})
        return {**header, **told}, columns

    def alarm_facts(self) -> list[Header]:
        """Facts of all alarms that are not normal."""
        return self.picture.alarm_facts() if self.picture is not None else self.engine.snapshot_alarms()

    def situation_facts(self) -> list[Header]:
        """Facts of all situations that are open."""
        return self.picture.situation_facts() if self.picture is not None else self.engine.situations.facts()
