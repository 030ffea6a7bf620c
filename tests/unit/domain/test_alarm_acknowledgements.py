"""No acknowledgement is lost, doubled, or comes undone by itself, whatever happens in whatever order."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from opscenter.domain.alarm import AlarmState
from opscenter.domain.journal import JournalEvent
from tests.support.alarm_rig import Rig, limit_rule

RULES = (limit_rule(), limit_rule(id="latching", latching=True, value=12.0, on_delay_ms=30))
GAUGES = 2


class Acknowledgements(RuleBasedStateMachine):
    """People and gauges act on an engine that is now and then killed and restored from its journal."""

    def __init__(self) -> None:
        super().__init__()
        self.rig = Rig(*RULES, gauges=GAUGES)
        self.journal: list[JournalEvent] = []
        self.now = 1_000
        self.seen: list[str] = []  # every occurrence anybody ever saw
        self.acknowledged: dict[str, str] = {}  # occurrence -> by whom

    def _beat(self) -> None:
        self.rig.engine.tick(self.now)
        self.journal += self.rig.engine.take_events()
        self.seen += [one for one in self.rig.engine.alarms if one not in self.seen]

    @rule(gauge=st.integers(0, GAUGES - 1), level=st.sampled_from([1.0, 9.0, 11.0, 13.0]), wait=st.integers(0, 50))
    def measure(self, gauge: int, level: float, wait: int) -> None:
        self.now += wait
        self.rig.levels((self.now, level), gauge=gauge, now=self.now)
        self._beat()

    @rule(data=st.data(), by=st.sampled_from(["Mei", "Ka", ""]))
    def acknowledge(self, data: st.DataObject, by: str) -> None:
        if not self.seen:
            return
        occurrence = data.draw(st.sampled_from(self.seen))
        alarm = self.rig.engine.alarms.get(occurrence)
        could = bool(by) and alarm is not None and alarm.state.needs_acknowledgement
        outcome = self.rig.engine.acknowledge([occurrence], by, "", "", self.now)
        assert outcome.done == ([occurrence] if could else [])
        assert set(outcome.refused) == (set() if could else {occurrence})
        if could:
            assert occurrence not in self.acknowledged, "acknowledged twice"
            self.acknowledged[occurrence] = by
        self._beat()

    @rule(data=st.data())
    def reset(self, data: st.DataObject) -> None:
        if self.seen:
            occurrence = data.draw(st.sampled_from(self.seen))
            alarm = self.rig.engine.alarms.get(occurrence)
            latched = alarm is not None and alarm.state is AlarmState.LTACK
            assert (self.rig.engine.reset([occurrence], "Mei", "", "", self.now).done == [occurrence]) == latched
            self._beat()

    @rule()
    def kill_and_restore(self) -> None:
        before = dict(self.rig.engine.alarms)
        self.rig = Rig(*RULES, gauges=GAUGES)
        self.rig.engine.restore(self.journal)
        assert self.rig.engine.alarms == before

    @invariant()
    def who_acknowledged_stays_who_acknowledged(self) -> None:
        for occurrence, by in self.acknowledged.items():
            alarm = self.rig.engine.alarms.get(occurrence)
            assert alarm is None or (alarm.acked_by == by and not alarm.state.needs_acknowledgement)

    @invariant()
    def nothing_ends_unseen(self) -> None:
        """An occurrence leaves the list acknowledged, or with its condition standing again as a new one."""
        ended = {event.occurrence: event.event for event in self.journal if event.state is AlarmState.NORM}
        for occurrence, event in ended.items():
            assert occurrence in self.acknowledged or event == "superseded"

    @invariant()
    def the_journal_has_each_acknowledgement_once(self) -> None:
        written = [event.occurrence for event in self.journal if event.event == "acknowledged"]
        assert sorted(written) == sorted(self.acknowledged)


TestAcknowledgements = Acknowledgements.TestCase
TestAcknowledgements.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
