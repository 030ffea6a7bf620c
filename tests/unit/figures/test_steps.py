"""Figures as a fold over samples: the same whatever the cut into beats, the speed, or a restart between."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.domain.local_week import LocalWeek
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.figures import Figures
from opscenter.figures.step import Step
from opscenter.figures.steps import HOLD, NO_END
from opscenter.history.memory import pack_memory, unpack_memory
from opscenter.station.city_figures import Known
from tests.support.figure_rig import T0, Rig

WEEK = LocalWeek(ZoneInfo("UTC"))


class Sums(FigureBase):
    """The sum of all samples of each gauge so far, each 30 s; and how many were ever dry."""

    name = "sums"
    every_ms = 30_000
    inputs = [Input("Gauge", "rain", samples=True), Input("Gauge", "state", text=True)]
    outputs = [Output("Gauge", "derived.sum", "MMT"), Output("Total", "sum"), Output("Total", "mood")]
    own_types = ["Total"]

    def __init__(self) -> None:
        self.sum = np.zeros(0)
        self.steps: list[tuple[int, int]] = []

    def take(self, step: Step) -> None:
        self.steps.append((step.since, step.at))
        self.sum = np.pad(self.sum, (0, step.count("Gauge") - len(self.sum)))
        samples = step.samples("Gauge", "rain")
        np.add.at(self.sum, samples.position, samples.value)
        news = np.unique(samples.position)
        step.put("Gauge", "derived.sum", news, self.sum[news])
        total = step.own("urn:total", "Total", {"en": "Total"})
        step.put("Total", "sum", np.array([total]), np.array([self.sum.sum()]))
        wet = sum(text == "wet" for text in step.texts("Gauge", "state"))
        step.put_text("Total", "mood", total, f"{wet} wet")

    def save(self) -> Memory:
        return {"sum": self.sum.copy()}

    def load(self, memory: Memory) -> None:
        self.sum = memory["sum"].copy()


class Twice(FigureBase):
    """Twice the total, out of what `Sums` has just written."""

    name = "twice"
    every_ms = 30_000
    inputs = [Input("Total", "sum")]
    outputs = [Output("Total", "twice")]

    def take(self, step: Step) -> None:
        step.put("Total", "twice", np.array([0]), 2 * step.numbers("Total", "sum").value)


class Broken(FigureBase):
    """Always fails."""

    name = "broken"
    inputs = [Input("Gauge", "rain")]

    def take(self, step: Step) -> None:
        raise ZeroDivisionError


def readings(seed: int = 1) -> Iterator[tuple[int, str, float]]:
    """Two gauges over ten minutes, one of them late and out of order."""
    random = np.random.default_rng(seed)
    for second in range(0, 600, 4):
        at = T0 + second * 1000
        yield at, "urn:a", float(random.integers(0, 9))
        if second % 12 == 0:
            yield at - int(random.integers(0, 25_000)), "urn:b", float(random.integers(0, 9))


def lived(beat_s: int, restart_after: int = 0) -> dict[tuple[str, str], list[tuple[int, Any]]]:
    rig = Rig(Sums(), Twice())
    for number, (at, entity, value) in enumerate(readings()):
        rig.number(entity, "Gauge", "rain", value, at)
        if number % 7 == 0 and entity == "urn:a":
            rig.text(entity, "Gauge", "state", "wet" if number % 2 else "dry", at)
        if number % beat_s == 0:
            rig.beat(T0 + 3_600_000)
        if restart_after and number == restart_after:
            rig.beat(T0 + 3_600_000)
            rig.restart(Sums(), Twice())
    rig.beat(T0 + 3_600_000)
    return rig.written


def test_the_cut_into_beats_makes_no_difference() -> None:
    every = lived(1)
    assert every["urn:a", "derived.sum"]
    assert every == lived(3) == lived(10_000)


def test_neither_does_a_restart() -> None:
    assert lived(3, restart_after=60) == lived(3) == lived(3, restart_after=61)


def test_a_step_ends_once_the_citys_clock_has_passed_its_end() -> None:
    rig = Rig(Sums())
    rig.number("urn:a", "Gauge", "rain", 1.0, T0 + 1_000)
    rig.beat(T0 + 1_500)
    assert not rig.written
    rig.number("urn:a", "Gauge", "rain", 2.0, T0 + 30_000)
    rig.beat(T0 + 30_500)
    assert rig.written["urn:a", "derived.sum"] == [(T0 + 30_000, 1.0)]
    assert rig.units["urn:a", "derived.sum"] == "MMT"


def test_a_clock_that_is_ahead_does_not_end_steps_early() -> None:
    rig = Rig(Sums())
    rig.number("urn:a", "Gauge", "rain", 1.0, T0 + 1_000)
    rig.number("urn:b", "Gauge", "rain", 1.0, T0 + 500_000)
    rig.beat(T0 + 2_000)
    assert not rig.written


def test_long_silences_are_not_gone_through_step_by_step() -> None:
    sums = Sums()
    rig = Rig(sums)
    for days in (0, 400, 800):
        rig.number("urn:a", "Gauge", "rain", 1.0, T0 + days * 86_400_000 + 1)
        rig.beat(T0 + 10**12)
    assert [at - T0 for _, at in sums.steps] == [30_000, 400 * 86_400_000 + 30_000]


def test_a_later_figure_reads_what_an_earlier_one_has_just_written() -> None:
    written = lived(5)
    assert [2 * value for _, value in written["urn:total", "sum"]] == [v for _, v in written["urn:total", "twice"]]
    assert [at for at, _ in written["urn:total", "sum"]] == [at for at, _ in written["urn:total", "twice"]]


def test_one_that_fails_takes_no_other_along(caplog: pytest.LogCaptureFixture) -> None:
    rig = Rig(Broken(), Sums())
    for second in range(0, 300, 10):
        rig.number("urn:a", "Gauge", "rain", 1.0, T0 + second * 1000)
        rig.beat(T0 + second * 1000)
    assert rig.written["urn:a", "derived.sum"]
    assert [record.message for record in caplog.records] == ["the figure broken failed; the others go on"]
    caplog.clear()


def test_publishers_cannot_write_figures(caplog: pytest.LogCaptureFixture) -> None:
    rig = Rig(Sums())
    rig.number("urn:a", "Gauge", "derived.sum", 99.0, T0)
    rig.number("urn:total", "Total", "sum", 99.0, T0)
    rig.text("urn:total", "Total", "mood", "fine", T0)
    rig.number("urn:a", "Gauge", "rain", 1.0, T0)
    columns, texts = rig.passed_on()
    assert (len(columns["cell"]), texts, rig.figures.refused) == (1, [], 3)
    assert len(caplog.records) == 1
    caplog.clear()


def test_an_entity_that_changes_its_type_is_forgotten_as_what_it_was() -> None:
    rig = Rig(Sums())
    rig.number("urn:a", "Gauge", "rain", 1.0, T0)
    rig.number("urn:b", "Gauge", "rain", 5.0, T0)
    rig.beat(T0)
    rig.number("urn:a", "Lamp", "rain", 1.0, T0 + 1_000)
    rig.beat(T0 + 1_000)
    assert rig.figures.rows("Gauge").tolist() == [-1, 1]
    rig.number("urn:a", "Gauge", "rain", 7.0, T0 + 2_000)
    rig.beat(T0 + 2_000)
    rig.number("urn:b", "Gauge", "rain", 0.0, T0 + 40_000)
    rig.beat(T0 + 40_000)
    assert rig.figures.rows("Gauge").tolist() == [-1, 1, 0]
    assert rig.written["urn:total", "sum"] == [(T0 + 30_000, 13.0)]


@pytest.mark.parametrize("restart", [False, True])
def test_who_changed_the_type_before_a_restart_is_mistaken_for_nobody_after_it(restart: bool) -> None:
    rig = Rig(Sums(), Twice())
    kinds = ["Gauge", "Gauge", "Lamp", "Gauge", "Lamp", "Gauge", "Gauge"]
    for second, (entity, kind, value) in enumerate(zip("abcdacd", kinds, [1, 5, 9, 20, 9, 100, 20], strict=True)):
        rig.number(f"urn:{entity}", kind, "rain", value, T0 + second * 1_000)
        rig.text(f"urn:{entity}", kind, "state", "wet", T0 + second * 1_000)
        rig.beat(T0 + second * 1_000)
    rig.number("urn:b", "Gauge", "rain", 5.0, T0 + 31_000)
    rig.beat(T0 + 31_000)
    if restart:
        rig.restart(Sums(), Twice())
    assert rig.figures.rows("Gauge").tolist() == [-1, 1, 3, 2]
    rig.number("urn:d", "Gauge", "rain", 20.0, T0 + 40_000)
    rig.number("urn:a", "Gauge", "rain", 7.0, T0 + 50_000)
    rig.number("urn:e", "Gauge", "rain", 3.0, T0 + 51_000)
    rig.beat(T0 + 51_000)
    rig.number("urn:b", "Gauge", "rain", 0.0, T0 + 61_000)
    rig.beat(T0 + 61_000)
    own = "derived.sum"
    assert rig.written["urn:b", own] == [(T0 + 30_000, 5.0), (T0 + 60_000, 10.0)]
    assert rig.written["urn:c", own] == [(T0 + 30_000, 100.0)]
    assert rig.written["urn:d", own] == [(T0 + 30_000, 40.0), (T0 + 60_000, 60.0)]
    assert rig.written["urn:a", own] == [(T0 + 60_000, 7.0)]
    assert rig.written["urn:e", own] == [(T0 + 60_000, 3.0)]
    assert rig.written["urn:total", "mood"] == [(T0 + 30_000, "3 wet")]


def test_positions_that_cannot_be_read_are_said_and_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    rig = Rig(Sums())
    for kind in ("Gauge", "Lamp", "Gauge"):
        rig.number("urn:a", kind, "rain", 1.0, T0)
        rig.number("urn:b", "Gauge", "rain", 1.0, T0)
        rig.beat(T0)
    memories = rig.figures.save()
    state = {name: np.copy(column) for name, column in rig.state.columns.items()}
    good = dict(memories["@steps"])
    for name, bad in (("rows", np.array([0, 0, 1])), ("counts", np.array([9, 9])), ("rows", np.array([7, -1, 0]))):
        figures = Figures([Sums()], rig.registry, Known(rig.registry, rig.state, rig.described), WEEK)
        figures.restore(state, {}, {"@steps": good | {f"members.{name}": bad}})
        assert "cannot be read" in caplog.records[-1].message
        assert figures.rows("Gauge").tolist() == [0, 1]
    caplog.clear()


def test_a_memory_of_other_figures_is_of_no_harm() -> None:
    rig = Rig(Sums(), Twice())
    rig.number("urn:a", "Gauge", "rain", 1.0, T0)
    rig.number("urn:a", "Gauge", "rain", 1.0, T0 + 40_000)
    rig.beat(T0 + 40_000)
    rig.restart(Twice())
    rig.restart(Twice(), Sums())
    rig.number("urn:a", "Gauge", "rain", 1.0, T0 + 80_000)
    rig.beat(T0 + 80_000)
    assert ("urn:a", "derived.sum") in rig.written


def test_memories_are_packed_with_all_their_kinds_of_numbers() -> None:
    memory = {"a": np.arange(6).reshape(2, 3), "b": np.array(["x", "long"]), "c": np.zeros(0), "d": np.array([True])}
    again = unpack_memory(pack_memory({"one": memory}))["one"]
    assert all((again[name] == memory[name]).all() and again[name].dtype == memory[name].dtype for name in memory)
    with pytest.raises(ValueError, match="objects"):
        pack_memory({"one": {"a": np.array([None])}})


def test_a_month_in_one_beat_is_gone_through_over_many_beats_and_comes_out_the_same() -> None:
    def lived(runs: int) -> tuple[Any, int]:
        rig, beats = Rig(Sums(), Twice()), 0
        rig.figures.runs_a_beat = runs
        for hour in range(500):
            rig.number("urn:a", "Gauge", "rain", float(hour % 7), T0 + hour * 3_600_000)
            rig.text("urn:a", "Gauge", "state", "wet" if hour % 3 else "dry", T0 + hour * 3_600_000)
        while beats < 100 and len(rig.written.get(("urn:a", "derived.sum"), ())) < 499:
            rig.beat(T0 + 10**12)
            beats += 1
        return rig.written, beats

    at_once, one = lived(10**9)
    bit_by_bit, many = lived(50)
    assert (one, many) == (1, 20)
    assert bit_by_bit == at_once


def test_very_many_samples_within_a_step_are_taken_over_before_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    every = lived(1)
    monkeypatch.setattr("opscenter.figures.steps.FOLDED_EARLY", 1)
    assert lived(1) == every
    rig = Rig(Sums())
    for number in range(20_000):
        rig.number("urn:a", "Gauge", "rain", 1.0, T0 + number // 3)
        if number % 100 == 0:
            rig.beat(T0 + 9_000)
            assert rig.figures._pending.count <= 100
    rig.number("urn:a", "Gauge", "rain", 0.0, T0 + 31_000)
    rig.beat(T0 + 31_000)
    assert rig.last("urn:a", "derived.sum") == 20_000.0


def test_old_samples_that_come_without_end_do_not_fill_memory(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("opscenter.figures.steps.MOST_WAITING", 50)
    monkeypatch.setattr("opscenter.figures.steps.FOLDED_EARLY", 20)
    rig = Rig(Sums())
    rig.number("urn:a", "Gauge", "rain", 1.0, T0 + 1_000_000)
    rig.beat(T0 + 1_000_000)
    for again in range(200):
        rig.number("urn:a", "Gauge", "rain", 1.0, T0 + again)
        rig.beat(T0 + 2_000_000)
    assert rig.figures.let_go >= 100
    assert len(caplog.records) == 1
    caplog.clear()
    rig.number("urn:a", "Gauge", "rain", 5.0, T0 + 1_100_000)
    rig.beat(T0 + 1_100_000)
    assert rig.last("urn:a", "derived.sum") > 0


def test_two_figures_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        Rig(Sums(), Sums())


def test_all_together_are_figures() -> None:
    assert isinstance(Rig(Sums()).figures, Figures)


def test_who_goes_through_it_again_stops_where_the_first_one_did() -> None:
    def told(rig: Rig) -> None:
        for hour in range(60):
            rig.number("urn:a", "Gauge", "rain", float(hour % 7), T0 + hour * 3_600_000)

    first, stops = Rig(Sums(), Twice()), []
    first.figures.runs_a_beat = 10
    told(first)
    written = []
    for _ in range(14):
        first.beat(T0 + 10**12)
        stops.append(first.figures.stopped_after)
        written.append(len(first.written["urn:a", "derived.sum"]))
    ends = stops.index(0)
    assert ends > 5 and all(steps is not None and steps > 10 for steps in stops[:ends])
    assert stops[ends + 1 :] == [None] * (13 - ends)

    again = Rig(Sums(), Twice())
    told(again)
    for steps, count in zip(stops, written, strict=True):
        again.figures.runs_a_beat = steps - 1 if steps else NO_END
        again.beat(T0 + 10**12)
        assert (again.figures.stopped_after, len(again.written["urn:a", "derived.sum"])) == (steps, count)
        again.figures.runs_a_beat = HOLD
        again.beat(T0 + 10**12)
        assert (again.figures.stopped_after, len(again.written["urn:a", "derived.sum"])) == (None, count)
    assert again.written == first.written


def test_what_waits_over_a_restart_is_gone_through_as_of_its_own_time() -> None:
    """Not with values that came later, which the state has already."""

    def lived(restarts: bool) -> Any:
        rig = Rig(Sums(), Twice())
        rig.figures.runs_a_beat = 10
        for hour in range(40):
            rig.number("urn:a", "Gauge", "rain", float(hour), T0 + hour * 3_600_000)
            rig.number("urn:b", "Gauge", "rain", float(hour % 5), T0 + hour * 3_600_000)
            rig.text("urn:b", "Gauge", "state", "wet" if hour % 3 else "dry", T0 + hour * 3_600_000)
        for beat in range(20):
            rig.beat(T0 + 10**12)
            if restarts and beat % 3 == 1:
                rig.restart(Sums(), Twice())
                rig.figures.runs_a_beat = 10
        return rig.written

    assert lived(restarts=True) == lived(restarts=False)
