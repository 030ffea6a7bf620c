"""Whatever people and gauges do in whatever order: nothing is hidden without a ledger, no acknowledgement is lost,
doubled or undone by itself, what ends by itself ends at its own time, and neither beats nor restarts matter.

`OPSCENTER_ALARM_RUNS=5000` runs that many sequences of each instead of the few of every day.
"""

import os

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from opscenter.domain.alarm import Alarm, AlarmState
from opscenter.domain.alarm_orders import Order, Verb
from opscenter.domain.alarm_table import BRINGING_BACK
from opscenter.domain.journal import JournalEvent, applied
from opscenter.domain.role import Role
from opscenter.domain.rule import Rule
from tests.support.alarm_rig import Rig, limit_rule

GAUGES = 2
REALARM_MS = 40
RULES = (
    limit_rule(realarm_ms=REALARM_MS),
    limit_rule(id="level.very", value=20.0, suppresses=("level.high",), latching=True),
    limit_rule(id="level.own", value=9.0, deadband=0.0, self_acknowledging=True, role=Role.SUPERVISOR),
)
DELAYED = (
    limit_rule(realarm_ms=REALARM_MS, off_delay_ms=5),
    limit_rule(id="level.very", value=20.0, suppresses=("level.high",), latching=True, on_delay_ms=7),
    limit_rule(id="level.own", value=9.0, deadband=0.0, self_acknowledging=True, off_delay_ms=12),
)
POINTS = [(rule.id, f"urn:g{gauge}") for rule in RULES for gauge in range(GAUGES)]
LEVELS = [1.0, 8.5, 9.5, 11.0, 19.0, 25.0]
UNDOING = {"realarmed", "priority-rose", *(event.value for event in BRINGING_BACK)}
RUNS = int(os.environ.get("OPSCENTER_ALARM_RUNS", "0"))


def _due_again(alarm: Alarm, at: int) -> bool:
    """Whether its acknowledgement is worn out by then, though no beat has come so far yet (where these lag)."""
    return alarm.state is AlarmState.ACKED and alarm.rule == RULES[0].id and alarm.changed + REALARM_MS <= at


class Side:
    """One engine with everything it has written; `beats`: it ticks at every step, else only when it must."""

    def __init__(self, rules: tuple[Rule, ...], lag_ms: int, beats: bool) -> None:
        self.rules, self.lag_ms, self.beats = rules, lag_ms, beats
        self.rig = Rig(*rules, gauges=GAUGES, lag_ms=lag_ms)
        self.journal: list[JournalEvent] = []
        self.waiting: list[tuple[int, int, float]] = []
        self.last: dict[int, tuple[int, float]] = {}

    def measure(self, gauge: int, time: int, level: float, now: int) -> None:
        self.waiting.append((2 * gauge, time, level))
        if time >= self.last.get(gauge, (0, 0.0))[0]:
            self.last[gauge] = (time, level)
        if self.beats:
            self.beat(now)

    def beat(self, now: int) -> None:
        if self.waiting:
            cells, times, levels = zip(*self.waiting, strict=True)
            self.rig.columns(cells, times, levels, [0] * len(cells), now)
            self.waiting.clear()
        self.rig.engine.tick(now)
        self.take()

    def take(self) -> None:
        self.journal += self.rig.engine.take_events()

    def restart(self, newest: int) -> None:
        """From what is stored: the events of what stands, and the newest of all, as JSON."""
        stored = [msgspec.json.encode(event) for event in self.journal]
        events = [msgspec.json.decode(fact, type=JournalEvent) for fact in stored]
        assert events == self.journal
        standing = self.rig.engine.alarms
        before = dict(standing)
        first = len(events) - newest
        kept = [event for at, event in enumerate(events) if event.occurrence in standing or at >= first]
        self.rig = Rig(*self.rules, gauges=GAUGES, lag_ms=self.lag_ms)
        self.rig.engine.restore(kept)
        assert self.rig.engine.alarms == before
        assert self.rig.engine.take_events() == []
        self.rig.engine.take_changed()
        for gauge, (time, level) in self.last.items():
            self.rig.columns([2 * gauge], [time], [level], [0], time)

    def sorted_journal(self) -> list[JournalEvent]:
        return sorted(self.journal, key=lambda event: (event.at, event.rule, event.entity))


class Machine(RuleBasedStateMachine):
    """Two sides see the same city and the same people; the other one in other beats, or after restarts."""

    rules_in_force = RULES
    lag_ms = 0
    restarts = True

    def __init__(self) -> None:
        super().__init__()
        self.one = Side(self.rules_in_force, self.lag_ms, beats=True)
        self.other = Side(self.rules_in_force, self.lag_ms, beats=self.restarts)
        self.now = 1_000
        self.seen: list[str] = []
        self.stands: dict[tuple[str, str], bool] = {}
        self.acknowledged: list[tuple[str, str]] = []

    @property
    def alarms(self) -> dict[str, Alarm]:
        return self.one.rig.engine.alarms

    def _beat(self) -> None:
        for side in (self.one, self.other):
            side.beat(self.now)
        self.seen += [one for one in self.alarms if one not in self.seen]

    @rule(
        gauge=st.integers(0, GAUGES - 1), level=st.sampled_from(LEVELS), wait=st.integers(0, 30), late=st.integers(0, 9)
    )
    def measure(self, gauge: int, level: float, wait: int, late: int) -> None:
        self.now += wait
        time = self.now - (late if self.lag_ms else 0)
        for side in (self.one, self.other):
            side.measure(gauge, time, level, self.now)
        for one in self.rules_in_force:
            point = (one.id, f"urn:g{gauge}")
            if level > one.value:
                self.stands[point] = True
            elif level <= one.value - one.deadband:
                self.stands[point] = False

    @rule(wait=st.integers(1, 200))
    def time_passes(self, wait: int) -> None:
        self.now += wait
        self.one.beat(self.now)
        if self.other.beats:
            self.other.beat(self.now)

    @rule(
        verb=st.sampled_from(list(Verb)),
        by=st.sampled_from(["Mei", "Ka", ""]),
        role=st.sampled_from(Role),
        lasting=st.integers(1, 120),
        one_shot=st.booleans(),
        point=st.none() | st.sampled_from(POINTS),
        back=st.integers(0, 3),
        data=st.data(),
    )
    def order(
        self,
        verb: Verb,
        by: str,
        role: Role,
        lasting: int,
        one_shot: bool,
        point: tuple[str, str] | None,
        back: int,
        data: st.DataObject,
    ) -> None:
        self._beat()
        if point is None and not self.seen:
            return
        occurrence = data.draw(st.sampled_from(self.seen)) if point is None else ""
        at = self.now - 500 * (back == 3)  # now and then the clock has jumped back
        order = Order(
            by, at, "d", role, "c", "r", self.now + lasting, one_shot,
            (occurrence,) if occurrence else (), (point,) if point else (),
        )  # fmt: skip
        alarm = self.alarms.get(occurrence) if occurrence else self._standing(point)
        needs = (
            alarm is not None and (alarm.beneath.needs_acknowledgement or _due_again(alarm, at))
            and role.covers(alarm.role) and bool(by)
        )  # fmt: skip
        outcomes = [side.rig.engine.carry_out(verb, order) for side in (self.one, self.other)]
        assert outcomes[0] == outcomes[1]
        done, refused = outcomes[0].done, outcomes[0].refused
        assert len(done) + len(refused) == 1
        assert all(" " in sentence for sentence in refused.values())
        for side in (self.one, self.other):
            side.take()
        if verb is Verb.ACKNOWLEDGE:
            assert bool(done) == needs
            if alarm is not None and done:
                self.acknowledged.append((alarm.occurrence, by))
        self._beat()

    def _standing(self, point: tuple[str, str] | None) -> Alarm | None:
        return next((one for one in self.alarms.values() if (one.rule, one.entity) == point), None)

    @precondition(lambda self: self.restarts)
    @rule(newest=st.integers(60, 100))
    def restart(self, newest: int) -> None:
        self._beat()
        self.other.restart(newest)
        self._beat()

    # -- what must hold --------------------------------------------------------------------------------------

    @invariant()
    def list_and_ledger_together_are_all_that_is_active(self) -> None:
        points = [(alarm.rule, alarm.entity) for alarm in self.alarms.values()]
        assert len(points) == len(set(points))
        for alarm in self.alarms.values():
            assert alarm.state.is_laid_aside == bool(alarm.asides) == (alarm.inner is not None)
            assert alarm.state is not AlarmState.NORM
            assert all(aside.rule or (aside.by and aside.reason) for aside in alarm.asides)
        if not self.lag_ms:
            active = {(alarm.rule, alarm.entity) for alarm in self.alarms.values() if alarm.condition_stands}
            assert active == {point for point, stands in self.stands.items() if stands}

    @invariant()
    def the_journal_alone_gives_the_alarms(self) -> None:
        state: dict[str, Alarm] = {}
        for event in self.one.journal:
            alarm = applied(state.get(event.occurrence), event)
            assert alarm is not None
            state[event.occurrence] = alarm
        assert {key: alarm for key, alarm in state.items() if alarm.state is not AlarmState.NORM} == self.alarms

    @invariant()
    def acknowledgements_are_written_once_and_undone_by_nothing_unwritten(self) -> None:
        written = [(e.occurrence, e.by) for e in self.one.journal if e.event == "acknowledged"]
        assert sorted(written) == sorted(self.acknowledged)
        for occurrence, _ in self.acknowledged:
            events = [event for event in self.one.journal if event.occurrence == occurrence]
            last = max(at for at, event in enumerate(events) if event.event == "acknowledged")
            alarm = self.alarms.get(occurrence)
            undone = any(event.event in UNDOING for event in events[last:])
            latest = events[last].by
            if alarm is not None and not undone:
                assert alarm.acked_by == latest and not alarm.beneath.needs_acknowledgement

    @invariant()
    def timers_end_at_their_own_time(self) -> None:
        acked: dict[str, int] = {}
        cleared: set[tuple[str, int]] = set()
        for event in self.one.journal:
            if event.event == "cleared":
                cleared.add((event.occurrence, event.at))
            if event.event == "shelf-ended":
                assert event.aside is not None
                one_shot = event.aside.one_shot and (event.occurrence, event.at) in cleared
                assert event.at == event.aside.until or one_shot
            if event.event == "realarmed":
                assert event.at == acked[event.occurrence] + REALARM_MS
            if event.state is AlarmState.ACKED:
                acked[event.occurrence] = event.at
        for alarm in self.alarms.values():
            horizon = self.now - self.lag_ms
            assert all(not aside.until or aside.until > horizon for aside in alarm.asides)

    def teardown(self) -> None:
        self.now += 1_000
        self._beat()
        assert self.one.sorted_journal() == self.other.sorted_journal()
        assert self.one.rig.engine.alarms == self.other.rig.engine.alarms
        self.one.restart(0)


class Beats(Machine):
    """Delays, late samples, and a side that beats only when somebody acts."""

    rules_in_force = DELAYED
    lag_ms = 15
    restarts = False


def test_an_alarm_that_is_due_again_within_the_lag_can_be_acknowledged_again() -> None:
    """Acknowledged by a clock that had jumped back, at the very moment at which it came."""
    rig = Rig(*DELAYED, lag_ms=15)
    rig.levels((993, 11.0), now=1_032)
    rig.engine.tick(1_032)
    (occurrence,) = (one.occurrence for one in rig.engine.alarms.values() if one.rule == "level.high")
    assert rig.engine.acknowledge([occurrence], "Mei", "", "d", 532).done == [occurrence]
    rig.engine.tick(1_033)
    assert _due_again(rig.engine.alarms[occurrence], 1_033)
    rig.happened()
    assert rig.engine.acknowledge([occurrence], "Mei", "", "d", 1_033).done == [occurrence]
    assert rig.happened() == [(1_033, "realarmed", "UNACK"), (1_033, "acknowledged", "ACKED")]


_PROFILE = settings(
    max_examples=RUNS or 60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestRestarts = Machine.TestCase
TestRestarts.settings = _PROFILE
TestBeats = Beats.TestCase
TestBeats.settings = _PROFILE
