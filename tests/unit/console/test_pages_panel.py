"""The page of a system: opened, stepped through, filled from the station, narrowed, worked by keyboard."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.pages.alarms_card import AlarmsCard
from opscenter.console.pages.figure_card import FigureCard
from opscenter.console.pages.foreseen import read
from opscenter.console.pages.kinds_card import KindsCard
from opscenter.console.pages.panel import Layer, PagesPanel
from opscenter.console.pages.plot_card import PlotCard
from opscenter.console.pages.standing import Standing
from opscenter.console.pages.worst_card import WorstCard
from opscenter.console.plots.sheet import Overlay, Plain, Sheet
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import Attribute, Catalogue, KeyFigure, Kind, System
from opscenter.domain.system_page import PageMap, PagePlot, PageSeries, SystemPage, WorstList
from opscenter.wire.desk import Columns, Header
from tests.support.fake_city import NOW, beat, make_alarm, make_session, snapshot

HOUR = 3_600_000


def catalogue() -> Catalogue:
    speed = Attribute("averageVehicleSpeed", {"en": "Speed"}, "KMH", "km/h", 0, low=30.0)
    flow = Attribute("intensity", {"en": "Flow"}, "", "veh/h", 0)
    figures = (
        KeyFigure("TrafficFlowObserved", "averageVehicleSpeed", "mean", {"en": "Mean speed"}, "km/h", 1, 1.0, "speed"),
        KeyFigure("TrafficFlowObserved", "", "count", {"en": "Detectors"}, id="count"),
    )
    page = SystemPage(
        lead={"en": "Where it is slow"},
        worst=(WorstList("TrafficFlowObserved", "averageVehicleSpeed", "low", columns=("intensity",), count=4),),
        plots=(
            PagePlot({"en": "City"}, (PageSeries(figure="speed"),)),
            PagePlot(
                {"en": "One"},
                (PageSeries(entity_type="TrafficFlowObserved", attribute="averageVehicleSpeed"),
                 PageSeries(entity_type="TrafficFlowObserved", attribute="intensity", reduce="sum")),
            ),
        ),
        map=PageMap(("TrafficFlowObserved",), "averageVehicleSpeed", 60.0, 10.0),
    )  # fmt: skip
    return Catalogue(
        systems={
            "traffic": System("traffic", 1, {"en": "Traffic"}, "traffic", figures, page),
            "waste": System("waste", 2, {"en": "Waste"}, "waste"),
            "other": System("other", 9, {"en": "Other"}, "other"),
        },
        kinds={
            "TrafficFlowObserved": Kind(
                "TrafficFlowObserved", "traffic", {"en": "Detector"}, headline="averageVehicleSpeed",
                attributes={"averageVehicleSpeed": speed, "intensity": flow},
            ),
            "WasteContainer": Kind("WasteContainer", "waste", {"en": "Container"}),
        },
    )  # fmt: skip


@pytest.fixture
def session() -> Session:
    return make_session(160, 0, catalogue=catalogue())


@pytest.fixture
def selection() -> Selection:
    return Selection()


def pages_panel(qtbot: QtBot, session: Session, selection: Selection) -> PagesPanel:
    """Of its own, 900 by 700, seen while a page is open."""
    panel = PagesPanel(session, selection, Theme())
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.room_changed.connect(lambda: panel.setVisible(panel.shown))
    return panel


@pytest.fixture
def page(qtbot: QtBot, session: Session, selection: Selection) -> PagesPanel:
    return pages_panel(qtbot, session, selection)


def of(page: PagesPanel, kind: type) -> list:  # type: ignore[type-arg]
    return [card for card in page._cards() if isinstance(card, kind)]


def station(session: Session, reply: Callable[[str, dict], Answer]) -> None:  # type: ignore[type-arg]
    """Answer every question as a station would."""
    channel = session.channel
    assert channel is not None

    def ask(kind: str, header: Header, on_answer: Callable[[Answer], None]) -> None:
        on_answer(reply(str(header.get("what")), dict(header.get("args") or {})))

    channel.ask = ask  # type: ignore[method-assign]


def history(args: dict, value: float) -> Answer:  # type: ignore[type-arg]
    time = np.arange(args["from"], args["to"], 60_000, dtype=np.int64)
    columns: Columns = {"time": time, "value": np.full(len(time), value), "quality": np.zeros(len(time), np.uint8)}
    return Answer({"width": 60_000}, columns)


def test_a_page_shows_figures_lists_plots_and_alarms_and_narrows(page: PagesPanel, selection: Selection) -> None:
    layers: list[Layer | None] = []
    page.layer_changed.connect(layers.append)
    page.open("traffic")
    assert page.isVisible() and selection.system == "traffic"
    assert page.heading.title.text() == "Traffic"
    assert [card.label for card in of(page, FigureCard)] == ["Mean speed", "Detectors"]
    assert of(page, PlotCard)[0].title == "City"
    assert len(of(page, WorstCard)) == 1 and len(of(page, AlarmsCard)) == 1 and not of(page, KindsCard)
    assert layers[-1] == Layer("Traffic", frozenset({"TrafficFlowObserved"}), page.model.content.page.map)  # type: ignore[union-attr]
    page.leave()
    assert not page.isVisible() and selection.system == "" and layers[-1] is None


def test_values_are_those_of_the_city_at_this_moment(page: PagesPanel, session: Session) -> None:
    page.open("traffic")
    speed, count = (card.figure for card in of(page, FigureCard))
    cells = session.mirror.cells_named("TrafficFlowObserved", "averageVehicleSpeed")
    assert speed.value == pytest.approx(session.mirror.value[cells].mean())
    assert count.value == len(cells)
    worst = of(page, WorstCard)[0].worst
    slowest = int(np.argmin(session.mirror.value[cells]))
    assert worst.rows[0].entity == session.mirror.ids[int(session.mirror.cell_row[cells[slowest]])]
    assert len(worst.rows) == 4 and worst.rows[0].beside[0].endswith("veh/h")


def test_a_beat_moves_the_list_with_the_next_second(page: PagesPanel, session: Session) -> None:
    page.open("traffic")
    cells = session.mirror.cells_named("TrafficFlowObserved", "averageVehicleSpeed")
    beat(session, values={int(cells[7]): 1.0})
    page._tick()
    row = of(page, WorstCard)[0].worst.rows[0]
    assert (row.entity, row.value, row.unit) == (
        session.mirror.ids[int(session.mirror.cell_row[cells[7]])],
        "1",
        "km/h",
    )


def test_the_usual_of_the_station_is_said_in_words_with_since_when(page: PagesPanel, session: Session) -> None:
    def reply(what: str, args: dict) -> Answer:  # type: ignore[type-arg]
        if what == "against":
            assert args["series"][0] == ["urn:ngsi-ld:CitySystem:traffic", "speed"]
            count = len(args["series"])
            columns: Columns = {
                "median": np.array([90.0] + [math.nan] * (count - 1)), "spread": np.full(count, 2.0),
                "since2": np.full(count, NOW - HOUR, np.int64), "since3": np.zeros(count, np.int64),
            }  # fmt: skip
            return Answer({"series": args["series"], "state": {}}, columns)
        return Answer({}, {}, "no history")

    station(session, reply)
    page.open("traffic")
    page._tick()
    page._tick()
    speed, count = (card.figure for card in of(page, FigureCard))
    assert speed.standing is Standing.FAR_BELOW and speed.since == NOW - HOUR
    assert count.standing is Standing.UNKNOWN
    told = of(page, FigureCard)[0].told(5, 5)
    assert "far below usual" in told and "since" in told and "86" in told and "94" in told
    page.grab()


def test_history_and_the_band_come_from_the_station_and_are_drawn(page: PagesPanel, session: Session) -> None:
    asked: list[str] = []

    def reply(what: str, args: dict) -> Answer:  # type: ignore[type-arg]
        asked.append(what)
        if what in ("series", "together"):
            return history(args, 40.0)
        if what == "expectation":
            time = np.arange(args["from"], args["to"], HOUR, dtype=np.int64)
            columns: Columns = {name: np.full(len(time), value) for name, value in
                                (("low", 30.0), ("median", 40.0), ("high", 50.0))}  # fmt: skip
            return Answer({"state": {}, "multiple": 2.0}, {"time": time, **columns})
        return Answer({}, {}, "not known here")

    station(session, reply)
    page.open("traffic")
    page._tick()
    page.reading.ask()
    assert {"series", "together", "expectation"} <= set(asked)
    assert page.reading.refused == ""
    one = of(page, PlotCard)[0].plot.curves[0]
    assert one.series.pieces.at(NOW - HOUR)[0] == 40.0
    speed = of(page, FigureCard)[0].figure
    assert speed.usual.median == 40.0 and speed.usual.spread == pytest.approx(5.0)
    page.grab()


def test_what_is_foreseen_is_asked_for_drawn_beyond_now_and_told_with_its_error(
    page: PagesPanel, session: Session
) -> None:
    def reply(what: str, args: dict) -> Answer:  # type: ignore[type-arg]
        if what in ("series", "together"):
            return history(args, 40.0)
        if what == "forecast":
            if args["entity"] != "urn:ngsi-ld:CitySystem:traffic":
                return Answer({"state": "short", "reason": "too little history"}, {})
            time = NOW + np.arange(1, 13, dtype=np.int64) * 1_800_000
            columns: Columns = {name: np.full(12, value) for name, value in
                                (("value", 55.0), ("low", 50.0), ("high", 60.0))}  # fmt: skip
            return Answer({"state": "ready", "share": 0.8, "mae": 3.2}, {"time": time, **columns})
        return Answer({}, {}, "not known here")

    station(session, reply)
    page.open("traffic")
    for _ in range(4):
        page._tick()
    card = of(page, PlotCard)[0]
    forecast = page.reading.foreseen.of(card.plot.curves[0])
    assert forecast is not None and forecast.value.tolist() == [55.0] * 12 and forecast.error == 3.2
    page.grab()
    told = card.told(card._box.right() - 3, card._box.center().y())
    assert "foreseen 55.0 km/h, 50.0 to 60.0" in told and "3.2 off" in told
    session._show_past(NOW - HOUR, _a_past())
    assert page.reading.foreseen.of(card.plot.curves[0]) is None, "of the past more is known than a forecast"


def test_what_comes_late_is_read_again_less_and_less_often(page: PagesPanel, session: Session) -> None:
    """A page opened while the past arrives: history was asked for before all of it was there."""
    asked: list[str] = []

    def reply(what: str, args: dict) -> Answer:  # type: ignore[type-arg]
        asked.append(what)
        return history(args, 40.0) if what in ("series", "together") else Answer({}, {}, "not known here")

    station(session, reply)
    page.open("traffic")
    for _ in range(20):
        page._tick()
    page.reading.ask()
    asked.clear()
    for _ in range(20):
        page._tick()
    assert "series" not in asked and "together" not in asked, "all that was asked for is here"
    again = []
    for tick in range(60):
        page.reading._late = True
        page._tick()
        if "series" in asked:
            again.append(tick)
        asked.clear()
    assert 2 <= len(again) <= 5, "at once, then after 10 s, 20 s, 40 s"
    page.grab()


@pytest.mark.parametrize("spoilt", ["time", "value", "low", "high", "state"])
def test_a_forecast_that_makes_no_sense_is_none(spoilt: str) -> None:
    time = np.array([1.0, 2.0, 3.0])
    columns: Columns = {"time": time, "value": time * 2, "low": time, "high": time * 3}
    header: Header = {"state": "ready"}
    assert read(Answer(header, columns), 2.0).value.tolist() == [4.0, 8.0, 12.0]
    if spoilt == "state":
        header["state"] = "no-skill"
    else:
        columns[spoilt] = columns[spoilt][::-1][: 3 if spoilt == "time" else 2]
    assert not len(read(Answer(header, columns), 1.0).time)


def _a_past() -> Mirror:
    past = Mirror()
    past.apply_snapshot(*snapshot(160, 0, seed=9))
    return past


def test_refusals_and_waiting_are_said_where_the_plot_would_be(page: PagesPanel, session: Session) -> None:
    station(session, lambda _what, _args: Answer({}, {}, "The history is being repaired."))
    page.open("traffic")
    page._tick()
    assert page.reading.refused == "The history is being repaired."
    page.grab()


def test_keys_go_through_a_list_and_enter_shows_on_the_map(
    qtbot: QtBot, page: PagesPanel, selection: Selection
) -> None:
    shown: list[str] = []
    selection.show_on_map.connect(shown.append)
    page.open("traffic")
    card = of(page, WorstCard)[0]
    qtbot.keyClick(card, Qt.Key.Key_Down)
    assert selection.ids == [card.worst.rows[0].entity]
    qtbot.keyClick(card, Qt.Key.Key_Down)
    assert selection.ids == [card.worst.rows[1].entity]
    qtbot.keyClick(card, Qt.Key.Key_End)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert shown == [card.worst.rows[3].entity] and page.with_map


def test_the_plot_of_the_chosen_follows_the_selection(page: PagesPanel, session: Session, selection: Selection) -> None:
    page.open("traffic")
    plot = of(page, PlotCard)[1].plot
    assert plot.entity == of(page, WorstCard)[0].worst.rows[0].entity
    other = of(page, WorstCard)[0].worst.rows[2].entity
    selection.select([other])
    assert plot.entity == other and plot.curves[0].spec == Plain(other, "averageVehicleSpeed")
    selection.select([session.mirror.ids[1]])  # of another kind: the plot stays
    assert plot.entity == other


def test_a_click_on_a_plot_or_figure_makes_a_sheet(qtbot: QtBot, page: PagesPanel) -> None:
    sheets: list[Sheet] = []
    page.sheet_wanted.connect(sheets.append)
    page.open("traffic")
    qtbot.keyClick(of(page, FigureCard)[0], Qt.Key.Key_Return)
    qtbot.mouseClick(of(page, PlotCard)[1], Qt.MouseButton.LeftButton)
    assert sheets[0].name == "Traffic: Mean speed"
    assert sheets[0].plots[0].series == (Plain("urn:ngsi-ld:CitySystem:traffic", "speed"),)
    assert sheets[0].plots[0].overlays == (Overlay.USUAL,)
    assert len(sheets[1].plots) == 2 and sheets[1].span_s == 24 * 3_600  # two units: two plots


def test_alarms_of_the_system_are_counted_and_lead_to_the_list(
    qtbot: QtBot, page: PagesPanel, session: Session, selection: Selection
) -> None:
    wanted: list[str] = []
    page.alarm_wanted.connect(wanted.append)
    page.open("traffic")
    mine = session.mirror.ids[0]
    first = make_alarm(1, mine, Priority.HIGH)
    shelved = make_alarm(2, mine, Priority.HIGH, state=AlarmState.SHLVD)
    foreign = make_alarm(3, session.mirror.ids[6], Priority.CRITICAL, system="waste")
    acked = make_alarm(4, mine, Priority.LOW, state=AlarmState.ACKED)
    beat(session, alarms=[first, shelved, foreign, acked])
    page._tick()
    card = of(page, AlarmsCard)[0]
    assert card.alarms.tally.alarms == {Priority.HIGH: 1, Priority.LOW: 1}
    assert [alarm.occurrence for alarm in card.alarms.newest] == [first.occurrence, acked.occurrence]
    qtbot.keyClick(card, Qt.Key.Key_Down)
    assert selection.occurrence == first.occurrence
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert wanted == [first.occurrence]


def test_next_system_before_and_back(qtbot: QtBot, page: PagesPanel, selection: Selection) -> None:
    page.open("traffic")
    with qtbot.waitActive(page):
        page.activateWindow()
    page.setFocus()
    card = of(page, WorstCard)[0]
    assert card.hasFocus()
    qtbot.keyClick(card, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.subject.system == "waste" and selection.system == "waste"
    page.step(2)
    assert page.subject.system == "traffic"
    page.step(-1)
    assert page.subject.system == "other"
    page.go_back()
    page.go_back()
    assert page.subject.system == "waste"
    page.go_back()
    page.go_back()
    assert not page.shown


def test_the_page_follows_what_everything_is_narrowed_to(page: PagesPanel, selection: Selection) -> None:
    layers: list[Layer | None] = []
    page.layer_changed.connect(layers.append)
    page.open("traffic")
    selection.narrow("waste")
    assert page.subject.system == "waste" and layers[-1] is not None and layers[-1].title == "Waste"
    selection.narrow("")  # the whole city, as on a wall: no alarm may be hidden on the map
    assert page.shown and layers[-1] is None
    selection.narrow("waste")
    assert layers[-1] is not None and layers[-1].title == "Waste"


def test_a_system_that_nobody_described_shows_its_kinds_and_a_kind_has_a_page(
    qtbot: QtBot, page: PagesPanel, session: Session
) -> None:
    page.open("other")
    card = of(page, KindsCard)[0]
    names = [row.entity_type for row in card.kinds.rows]
    assert "WeatherObserved" in names and all(row.count == 20 for row in card.kinds.rows)
    weather = card.kinds.rows[names.index("WeatherObserved")]
    assert weather.label and weather.value != "–"
    card.go(names.index("WeatherObserved"))
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert page.subject.entity_type == "WeatherObserved"
    figures = [card.figure for card in of(page, FigureCard)]
    assert [figure.figure.attribute for figure in figures] == ["precipitation", "temperature"]
    cells = session.mirror.cells_named("WeatherObserved", "temperature")
    assert figures[1].value == pytest.approx(session.mirror.value[cells].mean())
    assert of(page, WorstCard)[0].worst.rows
    page._tick()
    page.grab()
    page.go_back()
    assert page.subject.entity_type == "" and page.subject.system == "other"


def test_a_kind_that_comes_while_the_page_is_open_joins_it(page: PagesPanel, session: Session) -> None:
    page.open("other")
    beat(session, entities=[("urn:coffee:1", "CoffeeMachine")])
    page._tick()
    assert "CoffeeMachine" in [row.entity_type for row in of(page, KindsCard)[0].kinds.rows]


def test_a_system_of_which_nothing_was_heard_says_so(page: PagesPanel) -> None:
    page.model._session.catalogue.systems["gas"] = System("gas", 3, {"en": "Gas <b>"}, "gas")
    page.open("gas")
    assert not page.notice.isHidden() and "Gas <b>" in page.notice.text()
    page.grab()


def test_in_the_past_the_page_is_of_that_moment_and_of_the_present_again_after_it(
    page: PagesPanel, session: Session
) -> None:
    page.open("traffic")
    before = of(page, FigureCard)[0].figure.value
    session._show_past(NOW - HOUR, _a_past())
    cells = session.mirror.cells_named("TrafficFlowObserved", "averageVehicleSpeed")
    figure = of(page, FigureCard)[0].figure
    assert figure.value == pytest.approx(session.mirror.value[cells].mean()) and figure.value != before
    page.grab()
    session.review(None)
    assert of(page, FigureCard)[0].figure.value == pytest.approx(before)


def test_what_is_open_is_remembered_and_nonsense_is_not(
    qtbot: QtBot, page: PagesPanel, session: Session, selection: Selection
) -> None:
    page.open("waste")
    page.use_map(False)
    page.share = 0.4
    kept = page.save_state()
    other = PagesPanel(session, selection, Theme())
    qtbot.addWidget(other)
    other.restore_state(kept)
    assert other.shown and other.subject.system == "waste" and not other.with_map and other.share == 0.4
    strange = PagesPanel(session, selection, Theme())
    qtbot.addWidget(strange)
    strange.restore_state({"system": 7, "map": "no", "share": 4, "type": [], "last": {}})
    assert not strange.shown and strange.with_map and strange.share == pytest.approx(0.64)


@pytest.mark.parametrize("width", [340, 640, 900, 1400])
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_nothing_overlaps_at_any_width(
    qtbot: QtBot, session: Session, selection: Selection, width: int, theme: str
) -> None:
    panel = PagesPanel(session, selection, Theme(theme))
    qtbot.addWidget(panel)
    panel.resize(width, 600)
    panel.room_changed.connect(lambda: panel.setVisible(panel.shown))
    panel.open("traffic")
    panel.grab()
    body = panel._body
    boxes = [card.rect().translated(card.mapTo(body, card.rect().topLeft())) for card in panel._cards()]
    for at, box in enumerate(boxes):
        assert body.rect().contains(box), (width, box)
        assert not any(box.intersects(other) for other in boxes[at + 1 :])
