"""What an engine knows, taken out and put into a new one: it goes on to the same journal, hash for hash."""

import random
from collections.abc import Sequence
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from opscenter.domain.alarm import AlarmState
from opscenter.domain.alarm_orders import Order, Verb
from opscenter.domain.role import Role
from opscenter.domain.rule import RuleKind
from opscenter.domain.usual import Usual
from opscenter.history.records import JournalRow
from opscenter.recording.records import Moment, Row
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.engine import Beat
from opscenter.station.lane.beside import left_out
from opscenter.station.lane.journal_hash import journal_hash
from opscenter.station.lane.lane import Lane
from opscenter.station.lane.memory import MemoryFormatError, Numbers, pack, unpack
from opscenter.station.learning_state import LearningState, usual_learnt
from tests.support.beside_frames import attributes_of, frame_of
from tests.support.every_rule import WEEK, Town, catalogue, rule, usual_of
from tests.support.lived import T0, Life, city_moments
from tests.support.same_inside import Passed, differences

NOT_KNOWN = {
    ("Engine", "hot"),  # the newest samples, for plots: they are in the history
    ("Counters", "_process"),
    ("Counters", "_publishers"),  # rates of publishers over the last seconds, for bus health
    ("State", "_cell_mark"),  # scratch space within one call
    ("State", "_row_mark"),
    ("State", "_by_cell"),  # the columns once more, with the scratch space
    ("State", "_by_row"),
    ("ExpressionWatch", "_present"),  # set by every beat before it is read
    ("ExpressionState", "doubtful"),  # set by every question before it is read
    ("LocalWeek", "_offsets"),  # looked up when they are asked for
    ("NearGroups", "_by_member"),  # made when it is asked for
    ("AreaChoice", "_holders"),  # made when it is asked for
}
"""What no memory holds, and why."""

ONE_MORE = {("Engine", "seq")}
"""Where something ended by itself when somebody acted, a replay has one more beat."""

OF_FIGURES = {
    ("Running", "figure"), ("Running", "samples"), ("Pending", "parts"),
    ("HeldNumbers", "changes"), ("HeldNumbers", "_numbers"),
}  # fmt: skip
"""A figure says itself what it must know, the rest it reads again out of what is held; parts are put together. Changes
are counted anew by figures that are made anew, views are taken when they are asked for."""


def in_town(usual: dict[str, Usual] | None = None) -> Lane:
    known = usual if usual is not None else {}
    return Lane(catalogue(), WEEK, epoch=T0, figures=False, usual=lambda entry: known.get(entry.occurrence))


def in_city() -> Lane:
    return Lane(load_catalogue(), WEEK, epoch=T0)


def learn(life: Life, at: int, usual: dict[str, Usual], median: float) -> None:
    """What is usual of all flows is learnt, as a station writes it down."""
    registry = life.lane.engine.registry
    cells = [cell for cell, one in enumerate(registry.cell_names) if one == "flow"]
    learnt = LearningState(digest=f"usual {median}", known=len(cells))
    usual[learnt.digest] = usual_of(cells, median)
    entry = usual_learnt(learnt, 0, at, kept=True)
    fact = msgspec.json.encode(entry).decode()
    row = Row(0, at, at, entry.occurrence, "", entry.event, "", "", "", "", fact, "")
    life.lane.live_through(Moment(at, None, [], [row]))
    life.record(Moment(at))


def same_beats(one: Sequence[Beat], other: Sequence[Beat]) -> None:
    assert len(one) == len(other)
    for a, b in zip(one, other, strict=True):
        assert differences({**a.header, "seq": 0}, {**b.header, "seq": 0}, set(), "header") == []
        assert a.columns.keys() == b.columns.keys()
        for name, column in a.columns.items():
            assert np.array_equal(column, b.columns[name], equal_nan=column.dtype.kind == "f"), name
        assert (a.record.journal if a.record else []) == (b.record.journal if b.record else [])


def same_inside(one: Lane, other: Lane, passed: Passed = NOT_KNOWN) -> None:
    for lane in (one, other):
        lane.remember()  # which clears away what is over
    found = differences(one.engine, other.engine, passed, "engine")
    assert not found, "\n".join(found)


def people(random_: random.Random, life: Life, at: int) -> bool:
    """Somebody does something, now and then."""
    engine = life.lane.engine
    alarms = [one for one in engine.active if one.state is not AlarmState.NORM]
    what = random_.random()
    if what > 0.3 or not alarms:
        return False
    alarm = random_.choice(alarms)
    laid = {AlarmState.SHLVD: Verb.UNSHELVE, AlarmState.DSUPR: Verb.UNSUPPRESS, AlarmState.OOSRV: Verb.RETURN}
    verbs = [Verb.ACKNOWLEDGE, Verb.ACKNOWLEDGE, Verb.RESET, Verb.SHELVE, Verb.SUPPRESS, Verb.TAKE_OUT]
    verb = laid.get(alarm.state) or random_.choice(verbs)
    order = Order(
        by="Chan", at=at, desk="d", role=Role.SUPERVISOR, reason="works", until=at + random_.choice((5_000, 30_000)),
        one_shot=random_.random() < 0.5, occurrences=(alarm.occurrence,),
    )  # fmt: skip
    situation = engine.situations.book.situation_of(alarm.occurrence)
    if what < 0.03:
        life.do(lambda lane, at: lane.engine.notes.write(f"looked {at}", "Lee", "d", at, entity=alarm.entity), at)
    elif what < 0.08 and situation is not None:
        life.do(lambda lane, at: lane.engine.situations.orders.own(situation.id, "Lee", "Lee", "d", at), at)
    elif what < 0.1 and situation is not None:
        life.do(lambda lane, at: lane.engine.situations.orders.note(situation.id, "on site", "Lee", "d", at), at)
    else:
        life.do(lambda lane, at: lane.engine.alarms.carry_out(verb, order), at)
    return True


@pytest.mark.parametrize("seed", [2, 5])
def test_whatever_happens_a_memory_goes_on_as_if_nothing_had(seed: int) -> None:
    """Rules of every kind, people, late and odd messages: an engine that lives on out of memory after memory."""
    random_ = random.Random(seed)
    usual: dict[str, Usual] = {}
    life, made = Life(in_town(usual)), list[JournalRow]()
    other = in_town(usual)
    other.rows = made.extend
    same = True
    for number, moment in enumerate(Town(seed).moments(260)):
        before = len(life.happenings)
        beats = life.lane.live_through(moment)
        life.record(moment)
        if number in (8, 120):
            learn(life, moment.at + 10, usual, 6.0 if number == 8 else 11.0)
        people(random_, life, moment.at + 40)
        if number == 170:  # the station ends, and another one starts
            life.begin_again(moment.at + 50, moment.at + 60)
        again = other.live_through(life.happenings[before])
        if same:
            same_beats(beats, again)
        told = [beat.header for one in life.happenings[before + 1 :] for beat in other.live_through(one)]
        # An order that is refused ends what would have ended within the second; who replays it waits for that.
        same = not any(told) and life.lane.engine.alarms.alarms == other.engine.alarms.alarms
        if random_.random() < 0.2:
            memory = unpack(pack(other.remember()))
            other = in_town(usual)
            other.rows = made.extend
            assert other.recall(memory) == []
            if number % 5 == 0 and same:
                same_inside(life.lane, other, NOT_KNOWN | ONE_MORE)
    assert journal_hash(made) == journal_hash(life.rows)
    same_inside(life.lane, other, NOT_KNOWN | ONE_MORE)
    anew: list[JournalRow] = []
    replayed = in_town(usual)
    replayed.rows = anew.extend
    for one in life.recorded:
        replayed.live_through(one)
    assert journal_hash(anew) == journal_hash(life.rows), "and whoever replays it has it too"
    if seed == 5:
        raised = {row.rule for row in life.rows if row.event == "raised"}
        assert raised == {one.id for one in catalogue().rules()}, "this life knows rules of every kind"


def test_a_city_with_all_its_figures_goes_on_out_of_a_memory() -> None:
    """A rainstorm over the demo city; what figures derive is in the feed, and is the same to the last digit."""
    life, made = Lane(load_catalogue(), WEEK, epoch=T0), list[JournalRow]()
    other = Lane(load_catalogue(), WEEK, epoch=T0)
    other.rows = made.extend
    rows: list[JournalRow] = []
    life.rows = rows.extend
    for number, moment in enumerate(city_moments("rainstorm", 40, 200, beat_ms=5_000, past=False)):
        same_beats(life.live_through(moment), other.live_through(moment))
        if number in (8, 21, 33):
            memory, beside = other.remember(), None
            if number != 21:  # it stands beside a frame
                beside = frame_of(other)
                memory = left_out(memory, beside, attributes_of(other))
            packed = pack(memory)
            other = Lane(load_catalogue(), WEEK, epoch=T0)
            other.rows = made.extend
            assert other.recall(unpack(packed), None, beside) == []
            same_inside(life, other, NOT_KNOWN | OF_FIGURES)
    assert len(rows) > 5
    assert journal_hash(made) == journal_hash(rows)


@pytest.fixture(scope="module")
def lived() -> Lane:
    usual: dict[str, Usual] = {}
    life = Life(in_town(usual))
    for number, moment in enumerate(Town(5).moments(120)):
        life.live(moment)
        if number == 20:
            learn(life, moment.at + 10, usual, 6.0)
    return life.lane


def test_names_and_tables_can_be_kept_elsewhere(lived: Lane) -> None:
    registry = lived.engine.registry
    numbers = Numbers([*registry.ids, "later"], [*zip(registry.cell_rows, registry.cell_names, strict=True), (0, "x")])
    memory = unpack(pack(lived.remember(numbers=False, tables=False)))
    other = in_town()
    with pytest.raises(MemoryFormatError, match=r"usual\.usual 6\.0 is missing"):
        other.recall(memory, numbers)
    other.tables.update(lived.tables)
    assert other.recall(memory, numbers) == []
    same_inside(lived, other)
    with pytest.raises(MemoryFormatError, match="not there"):
        in_town().recall(memory)
    with pytest.raises(MemoryFormatError, match="not those"):
        in_town().recall(memory, Numbers([*registry.ids[::-1]], numbers.cells))


def test_over_other_rules_it_goes_on_as_a_station_that_starts(lived: Lane) -> None:
    other_rules = catalogue()
    sensor = other_rules.kinds["Sensor"]
    left = tuple(one for one in sensor.rules if one.id not in ("high", "rate"))
    other_rules.kinds["Sensor"] = replace(
        sensor, rules=(*left, rule("new", RuleKind.LIMIT, attribute="flow", value=99.0))
    )
    del other_rules.kinds["Notice"]
    other = Lane(other_rules, WEEK, epoch=T0, figures=False)
    told = other.recall(unpack(pack(lived.remember())))
    assert "begin anew" in told[0]
    assert told[1:] == [
        "Rules of then that are gone: high, rate, warned. Alarms of theirs stay until they are acknowledged.",
        "Rules that are new: new. They judged nothing then.",
        "Types that no catalogue here describes: Notice.",
    ]
    assert other.engine.registry.ids == lived.engine.registry.ids
    for name, column in lived.engine.state.checkpoint().items():
        assert np.array_equal(column, other.engine.state.checkpoint()[name], equal_nan=True), name
    standing = [{(one.rule, one.entity) for one in lane.engine.active} for lane in (lived, other)]
    assert standing[0] <= standing[1]
    assert other.engine.epoch == other.now == lived.now
    before, after = lived.engine.kept_usual, other.engine.kept_usual
    assert before is not None and after is not None
    assert (after.since, after.usual.median.tolist()) == (before.since, before.usual.median.tolist())
    for moment in Town(6).moments(20):
        other.live_through(Moment(moment.at + 1_000_000, moment.beat, moment.messages))


def test_whatever_bytes_there_are_reading_ends_in_one_kind_of_error(lived: Lane) -> None:
    block = pack(lived.remember())
    random_ = random.Random(7)
    spoilt = [b"", b"x", block[:9], block[: len(block) // 2], block + b"more", bytes(random_.randbytes(400))]
    for _ in range(40):
        some = bytearray(block)
        some[random_.randrange(len(some))] ^= 1 << random_.randrange(8)
        spoilt.append(bytes(some))
    refused = 0
    for one in spoilt:
        try:
            memory = unpack(one)
        except MemoryFormatError:
            refused += 1
            continue
        in_town().recall(memory)
    assert refused >= len(spoilt) - 2, "a checksum is over all of it but the head of the frame"


def test_parts_that_are_missing_or_make_no_sense_are_refused(lived: Lane) -> None:
    memory = lived.remember()
    random_ = random.Random(3)
    for path in random_.sample(sorted(memory), 40):
        for broken in (None, b"\xc1", np.zeros(3, np.int64), msgspec.msgpack.encode({"a": [1]})):
            spoilt = {name: value for name, value in memory.items() if name != path}
            if broken is not None:
                spoilt[path] = broken
            if type(broken) is type(memory[path]) and isinstance(broken, np.ndarray) and ":" in path:
                continue  # arrays whose length is their own matter
            try:
                in_town().recall(spoilt)
            except MemoryFormatError:
                continue
            assert path.endswith(("types", "rules")) or ":" in path or path.startswith("usual"), path
    strange = {**memory, "engine.alarms._evaluation._timers": msgspec.msgpack.encode([10_000_000])}
    with pytest.raises(MemoryFormatError, match="instance 10000000"):
        in_town().recall(strange)
