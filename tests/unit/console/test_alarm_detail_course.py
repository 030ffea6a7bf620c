"""The alarm's detail: its value against the limit, around the activation."""

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.session import Answer
from opscenter.console.theme.theme import Theme
from opscenter.domain.quality import Quality
from opscenter.domain.rule import Rule, RuleKind
from tests.support.alarm_detail_desk import MINUTE, SPEED, Desk, rule_of
from tests.support.fake_city import NOW, beat


def test_the_plot_is_asked_from_a_quarter_of_an_hour_before_and_draws_value_limit_and_what_is_not_known(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot)
    desk.select()
    course, plot = desk.detail.course, desk.detail.course.plot
    assert course.title.text() == "Mean speed (km/h)" and plot.limit == 20.0
    desk.samples([(-20, 50.0), (-18, 48.0), (-16, 47.0), (-8, 30.0), (-6, 25.0), (-5, 12.0), (-4, 11.0), (0, 10.0)])
    (hole,) = desk.detail.activation.unknown()
    assert hole == (NOW - 16 * MINUTE, NOW - 8 * MINUTE)
    assert course.note.accessibleName() == "Not known: 18:50:40–18:58:40"
    frame = plot.frame()
    qtbot.waitExposed(plot)
    image = plot.grab().toImage()
    tokens = Theme().tokens
    curve = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name().lower() == tokens.series[0].lower()
    ]
    assert curve, "the value is drawn"
    frame = plot.frame()
    left, right = frame.x(NOW - 15.8 * MINUTE), frame.x(NOW - 8.2 * MINUTE)
    assert not [x for x, _ in curve if left < x < right], "nothing is drawn through what is not known"
    mark = round(frame.x(desk.fact.since))
    around = range(mark - 1, mark + 2)
    column = {image.pixelColor(x, y).name().lower() for x in around for y in range(20, image.height() - 22)}
    assert tokens.high.lower() in column, "the activation is marked"
    assert "12 km/h" in plot.told_at(frame.x(NOW - 4.9 * MINUTE))
    assert "not known" in plot.told_at(frame.x(NOW - 12 * MINUTE))


def test_values_that_come_in_go_on_in_the_plot(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.select()
    desk.samples([(-3, 20.0), (-1, 12.0)])
    cell = desk.session.mirror.cell(0, SPEED)
    beat(desk.session, after_ms=2_000, values={cell: 33.0}, qualities={cell: Quality.GOOD})
    desk.session.ticked.emit(desk.session.now)
    assert desk.detail.activation.series.buffer.value[-1] == 33.0


def test_a_refusal_and_an_empty_record_are_said(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.select()
    desk.samples([])
    assert "Nothing was recorded" in desk.detail.course.note.accessibleName()
    other = Desk(qtbot)
    other.select()
    asked = [one for one in other.asked("series") if one[0]["args"]["from"] == other.fact.since - 15 * MINUTE]
    asked[-1][1](Answer({}, {}, "The disk is full."))
    assert other.detail.course.note.accessibleName() == "The disk is full."


def test_states_are_bands_with_their_names(qtbot: QtBot) -> None:
    desk = Desk(
        qtbot, rule_of(kind=RuleKind.STATE, attribute="status", states=("closed",)), attribute="status", value="closed",
        limit=None, unit="",
    )  # fmt: skip
    beat(desk.session, values={}, texts={})
    mirror = desk.session.mirror
    cell = mirror.cell(0, "intensity")
    mirror.cell_names[cell] = "status"
    mirror._cells_of[0]["status"] = cell
    beat(desk.session, texts={cell: "closed"}, values={cell: float("nan")})
    desk.select()
    desk.samples([])
    desk.answer(
        "texts",
        {
            "texts": [
                {"time": NOW - 60 * MINUTE, "text": "open", "quality": 0},
                {"time": desk.fact.since, "text": "closed", "quality": 0},
            ]
        },
    )
    plot = desk.detail.course.plot
    frame = plot.frame()
    assert plot.told_at(frame.x(desk.fact.since + MINUTE)).endswith(": Closed")
    assert plot.told_at(frame.x(desk.fact.since - MINUTE)).endswith(": open")
    before, after = (round(frame.x(desk.fact.since + by * MINUTE)) for by in (-3, 3))
    image = plot.grab().toImage()
    middle = round(frame.box.center().y()) + 8
    assert image.pixelColor(before, middle) != image.pixelColor(after, middle)


@pytest.mark.parametrize(
    ("rule", "drawn", "told"),
    [
        (rule_of(), 20.0, ""),
        (rule_of(kind=RuleKind.RATE, value=0.5, span_ms=600_000), None, "10 min"),
        (rule_of(kind=RuleKind.COUNT, value=50.0, times=3, span_ms=600_000), 50.0, "3 × · 10 min"),
        (rule_of(kind=RuleKind.FLAT, span_ms=600_000), None, "10 min"),
        (rule_of(kind=RuleKind.EXPRESSION, expression="averageVehicleSpeed < 20"), 20.0, ""),
    ],
)
def test_a_limit_is_a_line_only_where_it_is_of_the_plotted_value(
    qtbot: QtBot, rule: Rule, drawn: float | None, told: str
) -> None:
    desk = Desk(qtbot, rule)
    desk.select()
    desk.samples([(-2, 30.0), (-1, 12.0), (0, 12.0)])
    assert desk.detail.course.plot.limit == drawn
    assert told in desk.detail.course.told()


def test_a_rule_that_watches_no_single_value_has_no_plot(qtbot: QtBot) -> None:
    desk = Desk(qtbot, rule_of(kind=RuleKind.STALE, attribute=""), attribute="", limit=None)
    desk.select()
    assert not desk.detail.course.plot.isVisible()
    assert "no single value" in desk.detail.course.note.accessibleName()
