"""Series made of others: what is reckoned, in which unit, over live and history, and what is refused."""

import numpy as np
import pytest

from opscenter.console.plots.asks import Ask
from opscenter.console.plots.derived import InputSeries, ManySeries, derived_of
from opscenter.console.plots.formula import formula_of, reckon
from opscenter.console.plots.mixing import mixed, rate
from opscenter.console.plots.sheet import Derived, How, Named, Reduce
from opscenter.console.plots.stretch import Stretch, samples
from opscenter.console.session import Answer, Session
from opscenter.domain.expression_tokens import ExpressionFault
from opscenter.domain.quality import Quality
from tests.support.fake_city import beat

ROAD = "urn:ngsi-ld:TrafficFlowObserved:00000"
OTHER = "urn:ngsi-ld:TrafficFlowObserved:00008"
SPEED = "averageVehicleSpeed"
MIN = 60_000


@pytest.mark.parametrize(
    ("text", "units", "unit", "value"),
    [
        ("a - b", {"a": "km/h", "b": "km/h"}, "km/h", 3.0),
        ("a - b * 0.5", {"a": "km/h", "b": "m/s"}, None, None),
        ("(a + b) / 2", {"a": "°C", "b": "°C"}, "°C", 3.5),
        ("a / b", {"a": "m", "b": "m"}, "", 2.5),
        ("a * b", {"a": "kW", "b": "h"}, "kW × h", 10.0),
        ("max(a, b) - min(a, b)", {"a": "", "b": ""}, None, 3.0),
        ("abs(b - a)", {"a": "%", "b": "%"}, "%", 3.0),
        ("a > 3", {"a": ""}, None, None),
        ("a + c", {"a": "", "b": ""}, None, None),
        ("mean(a)", {"a": ""}, None, None),
        ("max(a)", {"a": ""}, None, None),
        ("2 + 3", {"a": ""}, None, None),
        ("a and b", {"a": "", "b": ""}, None, None),
        ('Road["x"].a', {"a": ""}, None, None),
        ("", {"a": ""}, None, None),
    ],
)
def test_an_expression_is_checked_and_reckoned_in_its_unit(
    text: str, units: dict[str, str], unit: str | None, value: float | None
) -> None:
    if value is None and text != "a - b * 0.5":
        with pytest.raises(ExpressionFault):
            formula_of(text, units)
        return
    formula = formula_of(text, units)
    if value is not None:
        assert formula.unit == unit
        found = reckon(formula, {"a": np.array([5.0, np.nan]), "b": np.array([2.0, 1.0])})
        assert found[0] == value and np.isnan(found[1])


def test_units_that_fit_are_turned_into_one_another() -> None:
    formula = formula_of("a - b", {"a": "km/h", "b": "m/s"})
    assert formula.unit == "km/h"
    assert reckon(formula, {"a": np.array([36.0]), "b": np.array([5.0])})[0] == pytest.approx(18.0)
    with pytest.raises(ExpressionFault, match="does not fit"):
        formula_of("a - b", {"a": "km/h", "b": "kW"})


def row(time: list[int], value: list[float], quality: list[int] | None = None) -> Stretch:
    number = np.array(value, np.float64)
    return samples(np.array(time, np.int64), number, np.array(quality or [0] * len(time), np.uint8))


def test_values_hold_until_the_next_but_not_for_ever() -> None:
    found = mixed([row([0, 10, 100], [1, 2, 3]), row([5, 12], [10, 20], [0, 1])], [30, 30], 1)
    assert found.time.tolist() == [0, 5, 10, 12, 100]
    assert found.values[0].tolist() == [1, 1, 2, 2, 3]
    np.testing.assert_array_equal(found.values[1], [np.nan, 10, 10, 20, np.nan])
    assert found.quality.tolist() == [0, 0, 0, 1, 0]


def test_bins_and_samples_meet_in_bins() -> None:
    bins = Stretch(
        np.array([0, 100], np.int64), np.array([100, 100], np.int64), *(np.array([1.0, 3.0]) for _ in range(3)),
        np.ones(2), np.zeros(2, np.uint8),
    )  # fmt: skip
    found = mixed([bins, row([10, 20, 130], [2, 4, 9])], [0, 0], 100)
    assert found.width == 100 and found.time.tolist() == [0, 100]
    assert found.values[0].tolist() == [1, 3] and found.values[1].tolist() == [3, 9]


def test_a_bad_sample_is_none_and_a_rate_does_not_span_a_break() -> None:
    found = rate(row([0, 1000, 2000, 60_000, 61_000], [0, 5, 99, 100, 90], [0, 0, 3, 0, 0]), 60, 10_000)
    assert found.time.tolist() == [1000, 61_000]
    assert found.mean.tolist() == [300.0, -600.0]


def answer(first: int, values: list[float]) -> Answer:
    time = first + MIN * np.arange(len(values), dtype=np.int64)
    columns = {"time": time, "value": np.array(values), "quality": np.zeros(len(values), np.uint8)}
    return Answer({"gaps": [], "raw": True}, columns)


def difference(session: Session) -> InputSeries:
    spec = Derived(How.EXPRESSION, "apart", (Named("a", ROAD, SPEED), Named("b", OTHER, SPEED)), expression="a - b")
    made = derived_of(spec)
    assert isinstance(made, InputSeries)
    made.resolve(session)
    return made


def test_a_difference_goes_on_from_history_into_the_present(session: Session) -> None:
    made = difference(session)
    made.begin_live(session)
    asked = len(session.channel.asked)  # type: ignore[union-attr]
    done: list[bool] = []
    now = session.now
    made.ask(session, Ask(now - 10 * MIN, now, 1_000), lambda: done.append(True))
    questions = session.channel.asked[asked:]  # type: ignore[union-attr]
    assert made.waiting and [q[1]["args"]["entity"] for q in questions] == [ROAD, OTHER]
    questions[0][2](answer(now - 5 * MIN, [50, 60, 70]))
    assert not done
    questions[1][2](answer(now - 5 * MIN, [40, 45, 50]))
    assert done == [True] and not made.waiting and made.refused == ""
    rows = made.pieces.stretch(now - 10 * MIN, now, 1_000.0)
    assert rows.mean.tolist() == [10, 15, 20] and made.unit(session) == "km/h"
    cells = [session.mirror.cell(session.mirror.row_of[one], SPEED) for one in (ROAD, OTHER)]
    changes = beat(session, values={cells[0]: 30.0, cells[1]: 41.0})
    assert made.touched(changes) and made.take(session)
    assert made.buffer.value[-1] == -11.0
    assert made.names(session)[0] == "apart"


def test_what_cannot_be_reckoned_says_why(session: Session) -> None:
    spec = Derived(How.EXPRESSION, "", (Named("a", ROAD, SPEED),), expression="a + nothing")
    made = derived_of(spec)
    made.resolve(session)
    asked = len(session.channel.asked)  # type: ignore[union-attr]
    made.unit(session)
    made.ask(session, Ask(session.now - MIN, session.now, 1_000), lambda: None)
    session.channel.asked[asked][2](answer(session.now - MIN, [1.0]))  # type: ignore[union-attr]
    assert 'no series "nothing"' in made.refused


def test_a_rate_names_its_unit(session: Session) -> None:
    made = derived_of(Derived(How.RATE, "", (Named("a", ROAD, SPEED),), per_s=3_600))
    made.resolve(session)
    assert made.unit(session) == "(km/h)/h" and "TrafficFlowObserved 0" in made.names(session)[0]


@pytest.mark.parametrize(("reduce", "wanted"), [(Reduce.SUM, np.sum), (Reduce.MEAN, np.mean), (Reduce.MAX, np.max)])
def test_many_entities_are_one_series(session: Session, reduce: Reduce, wanted: object) -> None:
    made = derived_of(Derived(How.OVER, reduce=reduce, entity_type="TrafficFlowObserved", attribute=SPEED))
    assert isinstance(made, ManySeries)
    made.resolve(session)
    cells = session.mirror.cells_named("TrafficFlowObserved", SPEED)
    assert made.count == len(cells) == 5
    bad = int(cells[0])
    changes = beat(session, values={bad: 9_999.0}, qualities={bad: int(Quality.BAD)})
    assert made.touched(changes) and made.take(session)
    assert made.buffer.value[-1] == pytest.approx(wanted(session.mirror.value[cells[1:]]))  # type: ignore[operator]
    assert made.buffer.quality[-1] == Quality.SUSPECT  # a fifth of them is missing
    done: list[bool] = []
    made.ask(session, Ask(session.now - 60 * MIN, session.now, 1_000), lambda: done.append(True))
    _, header, reply = session.channel.asked[-1]  # type: ignore[union-attr]
    assert header["what"] == "together" and header["args"]["reduce"] == reduce.value
    time = session.now - 60 * MIN + 10_000 * np.arange(3, dtype=np.int64)
    columns = {"time": time, "value": np.array([1.0, np.nan, 3.0]), "quality": np.zeros(3, np.uint8)}
    reply(Answer({"width": 10_000}, columns))
    assert done and made.pieces.stretch(time[0], time[-1] + 10_000, 1_000.0).mean.tolist()[:2] == [1, 3]
    assert not made.pieces.missing(time[0], session.now - MIN, 1_000.0)  # finer will not come: it is not asked again


def test_many_named_ones_are_asked_for_by_row(session: Session) -> None:
    made = derived_of(Derived(How.OVER, entity_type="TrafficFlowObserved", attribute=SPEED, entities=(ROAD, OTHER)))
    made.resolve(session)
    made.ask(session, Ask(session.now - MIN, session.now, 1_000), lambda: None)
    args = session.channel.asked[-1][1]["args"]  # type: ignore[union-attr]
    assert args["rows"] == sorted(session.mirror.row_of[one] for one in (ROAD, OTHER)) and args["epoch"] == 7
    made.refused = ""
    session.channel.answer(refused="No.")  # type: ignore[union-attr]
    assert made.refused == "No."
