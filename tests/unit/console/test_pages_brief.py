"""The first card of a page: whether it is normal, where not and since when, what comes next."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.pages.brief_card import BriefCard
from opscenter.console.pages.figure_card import FigureCard
from opscenter.console.pages.panel import PagesPanel
from opscenter.console.pages.worst_card import WorstCard
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import Catalogue, KeyFigure
from opscenter.wire.desk import Columns
from tests.support.fake_city import NOW, beat, make_alarm, make_session
from tests.unit.console.test_pages_panel import HOUR, catalogue, history, of, pages_panel, station
from tests.unit.console.test_pages_panel import _a_past as a_past

SLOWEST = KeyFigure(
    "TrafficFlowObserved", "averageVehicleSpeed", "min", {"en": "Slowest"}, "km/h", 0, 1.0, "slowest",
    {"en": "Nobody counts."},
)  # fmt: skip
LEFT = KeyFigure("TrafficFlowObserved", "minutesLeft", "min", {"en": "First stopped in"}, "min", 0, 1.0, "left")


def with_lowest() -> Catalogue:
    made = catalogue()
    traffic = made.systems["traffic"]
    assert traffic.page is not None
    made.systems["traffic"] = replace(
        traffic, figures=(*traffic.figures, SLOWEST, LEFT), page=replace(traffic.page, remaining=("left",))
    )
    return made


@pytest.fixture
def session() -> Session:
    return make_session(160, 0, catalogue=with_lowest())


@pytest.fixture
def selection() -> Selection:
    return Selection()


@pytest.fixture
def page(qtbot: QtBot, session: Session, selection: Selection) -> PagesPanel:
    return pages_panel(qtbot, session, selection)


def told(page: PagesPanel) -> list[str]:
    page._tick()
    return [line.text for line in of(page, BriefCard)[0].lines]


def usual_of(median: float, since: int):  # type: ignore[no-untyped-def]
    def reply(what: str, args: dict) -> Answer:  # type: ignore[type-arg]
        if what == "against":
            count = len(args["series"])
            columns: Columns = {
                "median": np.full(count, median), "spread": np.full(count, 5.0),
                "since2": np.full(count, since, np.int64), "since3": np.zeros(count, np.int64),
            }  # fmt: skip
            return Answer({"series": args["series"], "state": {}}, columns)
        if what in ("series", "together"):
            return history(args, 40.0)
        if what == "forecast":
            time = NOW + np.arange(1, 13, dtype=np.int64) * 1_800_000
            columns = {name: np.full(12, value) for name, value in
                       (("value", 55.0), ("low", 50.0), ("high", 60.0))}  # fmt: skip
            return Answer({"state": "ready", "share": 0.8, "mae": 3.2}, {"time": time, **columns})
        return Answer({}, {}, "not known here")

    return reply


def test_a_young_station_says_that_it_does_not_know_yet(page: PagesPanel, session: Session) -> None:
    station(session, lambda what, _args: Answer({"state": "short"} if what == "forecast" else {}, {}))
    page.open("traffic")
    for _ in range(8):
        page._tick()
    normal, where, following = told(page)
    assert normal == "No alarm · what is usual is not known yet: it takes three days like this one"
    assert where == "nothing stands out"
    assert following == "no forecast yet: it takes two days of history"


def test_alarms_say_since_when_and_where(page: PagesPanel, session: Session, selection: Selection) -> None:
    wanted: list[str] = []
    page.alarm_wanted.connect(wanted.append)
    page.open("traffic")
    first, second = session.mirror.ids[0], session.mirror.ids[3]
    old = make_alarm(2, first, Priority.HIGH, since=NOW - 2 * HOUR)
    beat(
        session,
        alarms=[old, make_alarm(1, second, Priority.HIGH), make_alarm(4, second, Priority.LOW),
                make_alarm(5, session.mirror.ids[6], Priority.CRITICAL, state=AlarmState.SHLVD)],
    )  # fmt: skip
    normal, where, _ = told(page)
    assert normal.startswith("Speed collapse 2, since ") and "Speed collapse 1" not in normal
    mirror = session.mirror
    assert where == " · ".join(session.name(mirror.row_of[one]) for one in (second, first)), "the newest first"
    page.grab()
    card = of(page, BriefCard)[0]
    assert card.lines[0].off
    card.entered.emit(card.lines[0])
    assert wanted == [old.occurrence] and selection.occurrence == old.occurrence


def test_what_is_off_the_usual_is_named_with_its_place_and_leads_to_it(
    qtbot: QtBot, page: PagesPanel, session: Session, selection: Selection
) -> None:
    shown: list[str] = []
    selection.show_on_map.connect(shown.append)
    cells = session.mirror.cells_named("TrafficFlowObserved", "averageVehicleSpeed")
    beat(session, values={int(cells[9]): 1.0})
    station(session, usual_of(300.0, NOW - HOUR))
    page.open("traffic")
    for _ in range(3):
        page._tick()
    normal, where, _ = told(page)
    assert "Slowest 1 km/h (usual 290 to 310) since " in normal and "Mean speed" in normal
    entity = session.mirror.ids[int(session.mirror.cell_row[cells[9]])]
    assert where == session.name(session.mirror.row_of[entity])
    card = of(page, BriefCard)[0]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Down)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert shown == [entity] and selection.ids == [entity]
    slowest = of(page, FigureCard)[2]
    assert session.name(session.mirror.row_of[entity]) in slowest.told(5, 5)
    page.grab()


def test_as_usual_is_said_and_what_is_foreseen(page: PagesPanel, session: Session) -> None:
    page.open("traffic")
    speed = of(page, FigureCard)[0].figure
    station(session, usual_of(round(speed.value), 0))
    for _ in range(8):
        page._tick()
    normal, _, following = told(page)
    assert normal.startswith("No alarm · ") and "as usual for this hour" not in normal, "the slowest is far off"
    assert "Mean speed 55.0 km/h at " in following and "(50.0 to 60.0)" in following


def test_of_the_past_nothing_is_foreseen(page: PagesPanel, session: Session) -> None:
    page.open("traffic")
    session._show_past(NOW - HOUR, a_past())
    assert told(page)[2] == "what came next was recorded: no forecast of the past"


def test_how_long_it_takes_comes_first_with_whom(page: PagesPanel, session: Session) -> None:
    cells = session.mirror.cells_named("TrafficFlowObserved", "averageVehicleSpeed")
    rows = session.mirror.cell_row[cells[:2]].tolist()
    page.open("traffic")
    figure = page.model.figures[3]
    assert figure.figure.id == "left"
    figure.value, figure.whose = 12.0, session.mirror.ids[rows[1]]
    lines = page.model.brief()
    assert lines[2].text.startswith(f"First stopped in 12 min ({session.name(rows[1])})")
    assert lines[2].about == session.mirror.ids[rows[1]]


def test_why_there_is_no_value_stands_where_it_would_be(page: PagesPanel, session: Session) -> None:
    page.open("traffic")
    card = of(page, FigureCard)[2]
    assert "Nobody counts." not in card.told(5, 5)
    card.figure.value = float("nan")
    assert "Nobody counts." in card.told(5, 5)
    card.grab()


def test_it_grows_with_its_width_and_never_shrinks_while_it_is_shown(page: PagesPanel, session: Session) -> None:
    page.open("traffic")
    card = of(page, BriefCard)[0]
    low = card.heightForWidth(800)
    names = [make_alarm(at, session.mirror.ids[at]) for at in range(6)]
    beat(session, alarms=names)
    page._tick()
    assert card.heightForWidth(340) > low
    high = card.height()
    beat(session, alarms=[replace(one, state=AlarmState.NORM) for one in names])
    page._tick()
    assert card.height() == high, "what is under it stays where it is"
    assert of(page, WorstCard)


def test_an_extreme_that_several_share_is_of_nobody(session: Session, page: PagesPanel) -> None:
    cells = session.mirror.cells_named("TrafficFlowObserved", "averageVehicleSpeed")
    beat(session, values={int(cells[2]): 0.0, int(cells[5]): 0.0})
    page.open("traffic")
    assert page.model.figures[2].whose == ""
