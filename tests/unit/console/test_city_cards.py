"""The page of the city: radar of the axes with its history, what moves them, the footprint."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.city.axes_now import AxesNow
from opscenter.console.city.footprint_card import FootprintCard
from opscenter.console.city.footprint_now import day_share
from opscenter.console.city.movers_card import MoversCard
from opscenter.console.city.radar import Radar
from opscenter.console.city.radar_card import RadarCard
from opscenter.console.city.then import Then
from opscenter.console.city.wording import needs, plan_text, points_text, rests_on, signed, spreads_text
from opscenter.console.pages.panel import PagesPanel
from opscenter.console.pages.standing import Standing
from opscenter.console.plots.sheet import Plain, Sheet
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Kind
from opscenter.domain.quality import Quality
from opscenter.wire.desk import Columns, Header
from tests.support.axes_city import AXES, FOOTPRINT_VALUES, INDEX_VALUES, city_session, quiet_catalogue, without
from tests.support.fake_city import NOW, beat, make_alarm

HOUR, DAY = 3_600_000, 86_400_000
Make = Callable[..., PagesPanel]


@pytest.fixture
def page(qtbot: QtBot) -> Make:
    def made(session: Session, wide: int = 1000, high: int = 900) -> PagesPanel:
        panel = PagesPanel(session, Selection(), Theme())
        qtbot.addWidget(panel)
        panel.resize(wide, high)
        panel.room_changed.connect(lambda: panel.setVisible(panel.shown))
        panel.open("city")
        return panel

    return made


def one(panel: PagesPanel, kind: type[Any]) -> Any:
    return next(card for card in panel.own.cards if isinstance(card, kind))


def station(session: Session, reply: Callable[[str, dict[str, Any]], Answer]) -> None:
    """Answer every question as a station would."""
    channel: Any = session.channel

    def ask(kind: str, header: Header, on_answer: Callable[[Answer], None]) -> None:
        on_answer(reply(str(header.get("what")), dict(header.get("args") or {})))

    channel.ask = ask


def recorded(what: str, args: dict[str, Any]) -> Answer:
    """Every axis was 40 until two hours ago, and 60 since; every ten minutes."""
    if what != "series":
        return Answer({}, {}, "not known here")
    time = np.arange(args["from"] // 600_000 * 600_000, args["to"], 600_000, dtype=np.int64)
    value = np.where(time < NOW - 2 * HOUR, 40.0, 60.0)
    columns: Columns = {"time": time, "value": value, "quality": np.zeros(len(time), np.uint8)}
    return Answer({"width": 0}, columns)


def nothing(what: str, args: dict[str, Any]) -> Answer:
    return Answer({}, {}, "") if what == "series" else Answer({}, {}, "not known here")


def asked(panel: PagesPanel) -> None:
    """Let it ask for everything that is wanting: it does so a few at a time."""
    for _ in range(8):
        panel.reading.ask()
    panel._tick()


def colours(card: QWidget, at: QPointF, reach: int = 3) -> list[QColor]:
    image: QImage = card.grab().toImage()
    ratio = image.devicePixelRatio()
    centre = QPoint(round(at.x() * ratio), round(at.y() * ratio))
    around = range(-reach, reach + 1)
    return [image.pixelColor(centre + QPoint(dx, dy)) for dx in around for dy in around]


def near(one: QColor, other: QColor, by: int = 40) -> bool:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) < by


# -- where a radar's axes lie ------------------------------------------------------------------------------------------


def test_the_first_axis_points_up_and_the_next_goes_clockwise() -> None:
    radar = Radar(QPointF(100, 100), 50, 6)
    assert (radar.point(0, 100).x(), radar.point(0, 100).y()) == (pytest.approx(100), pytest.approx(50))
    assert radar.point(1, 100).x() > 100 and radar.point(1, 100).y() < 100
    assert radar.point(3, 50).y() == pytest.approx(125)
    assert radar.point(0, 140) == radar.point(0, 100) and radar.point(0, -5) == QPointF(100, 100)
    assert [radar.nearest(*place) for place in ((100, 40), (160, 70), (100, 180), (40, 70))] == [0, 1, 3, 5]


def test_what_is_not_known_is_a_gap_and_a_lone_axis_a_spoke() -> None:
    radar = Radar(QPointF(0, 0), 1, 6)
    assert len(radar.sides([1.0] * 6)) == 6
    assert radar.sides([1, math.nan, 1, 1, 1, 1]) == [(2, 3), (3, 4), (4, 5), (5, 0)]
    assert radar.lone([1, math.nan, 1, math.nan, math.nan, math.nan]) == [0, 2]
    assert Radar(QPointF(0, 0), 1, 2).sides([1, 1]) == [(0, 1)]
    assert Radar(QPointF(0, 0), 1, 0).nearest(1, 1) == -1


# -- the radar ---------------------------------------------------------------------------------------------------------


def test_the_radar_shows_every_axis_and_says_so_to_those_who_do_not_see_it(page: Make) -> None:
    panel = page(city_session())
    card: RadarCard = one(panel, RadarCard)
    told = card.accessibleName()
    assert "City index 53." in told and "Mobility 31" in told and "Environment 72" in told
    theme = Theme()
    radar = card.radar()
    for number, value in enumerate(AXES.values()):
        found = colours(card, radar.point(number, value), 1)
        assert any(near(colour, QColor(theme.tokens.series[0])) for colour in found), number


def test_an_unknown_axis_is_a_gap_and_not_nought(page: Make) -> None:
    panel = page(city_session(without(INDEX_VALUES, "mobility")))
    card: RadarCard = one(panel, RadarCard)
    radar, theme = card.radar(), Theme()
    assert "Mobility –" in card.accessibleName()
    inside = (radar.point(0, 30) + radar.point(1, 30)) / 2
    filled = (radar.point(3, 30) + radar.point(4, 30)) / 2
    fill = colours(card, filled, 0)[0]
    assert not near(colours(card, inside, 0)[0], fill, 12)
    assert not any(near(colour, QColor(theme.tokens.series[0])) for colour in colours(card, inside, 1))
    place = radar.point(1, 50)
    assert "Not known" in card.told(place.x(), place.y())


def test_an_hour_ago_yesterday_and_a_week_ago_come_from_the_history(page: Make, qtbot: QtBot) -> None:
    session = city_session()
    station(session, recorded)
    panel = page(session)
    asked(panel)
    card: RadarCard = one(panel, RadarCard)
    axes = card.axes
    assert axes.then is Then.DAY and [axis.then.value for axis in axes.axes] == [40.0] * 6
    at = card.radar().point(4, 40.0)
    assert any(near(colour, QColor(Theme().tokens.series[3])) for colour in colours(card, at, 5))
    qtbot.keyClick(card, Qt.Key.Key_1)
    assert card.chips[Then.HOUR].isChecked() and not card.chips[Then.DAY].isChecked()
    assert [axis.then.value for axis in axes.axes] == [60.0] * 6
    assert "+4" in {card._moved(axis) for axis in axes.axes}  # living: 64 now
    card.chips[Then.WEEK].click()
    asked(panel)
    assert axes.then is Then.WEEK and axes.axes[0].then.value == 40.0
    qtbot.keyClick(card, Qt.Key.Key_3)
    assert axes.then is None and not any(axis.then.known for axis in axes.axes)
    panel.grab()


def test_a_past_that_nobody_recorded_is_said(page: Make) -> None:
    session = city_session()
    station(session, nothing)
    panel = page(session)
    asked(panel)
    assert "nothing was recorded" in one(panel, RadarCard)._then_told()
    station(session, lambda what, args: Answer({}, {}, "The history is being repaired."))
    other = page(session)
    asked(other)
    assert "The history is being repaired." in one(other, RadarCard)._then_told()


def test_what_rests_on_today_only_is_said_and_dashed(page: Make) -> None:
    suspect = {**INDEX_VALUES, "daysKnown": 0.0}
    panel = page(city_session(suspect, quality=int(Quality.SUSPECT)))
    card: RadarCard = one(panel, RadarCard)
    assert "rests on today only" in rests_on(card.axes)
    assert "rests on today only" in card.told(*card.radar().point(0, 50).toTuple())
    panel.model.city.axes.days = 3  # type: ignore[union-attr]
    assert "3 d" in rests_on(card.axes)
    dashed, solid = (_inked(one(page(city_session(quality=quality)), RadarCard)) for quality in (1, 0))
    assert 0 < dashed < 0.9 * solid
    assert rests_on(one(page(city_session()), RadarCard).axes) == ""


def _inked(card: RadarCard) -> int:
    """How many places on a side of the shape have its colour."""
    radar = card.radar()
    first, last = radar.point(2, AXES["environment"]), radar.point(3, AXES["people"])
    image = card.grab().toImage()
    ink = QColor(Theme().tokens.series[0])
    shares = np.linspace(0.1, 0.9, 120)
    places = [first + (last - first) * share for share in shares.tolist()]
    return sum(near(image.pixelColor(place.toPoint()), ink, 70) for place in places)


def test_arrows_choose_an_axis_and_enter_opens_what_made_it_move(page: Make, qtbot: QtBot) -> None:
    panel = page(city_session())
    card, movers = one(panel, RadarCard), one(panel, MoversCard)
    assert card.axes.current == 0 and movers.title() == "What moves it: Economy"
    qtbot.keyClick(card, Qt.Key.Key_Right)
    assert movers.title() == "What moves it: Mobility" and movers.note() == "31 of 100"
    for _ in range(2):
        qtbot.keyClick(card, Qt.Key.Key_Up)
    assert card.axes.current == 5
    qtbot.keyClick(card, Qt.Key.Key_Home)
    place = card.radar().point(1, 90).toPoint()
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=place)
    assert card.axes.current == 1
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert movers.current == 0
    assert panel.focusWidget() is movers


def test_before_there_is_an_index_it_says_what_is_needed_and_for_how_long(page: Make) -> None:
    unknown = {**dict.fromkeys(INDEX_VALUES, math.nan), "stepsKnown": 3.0, "daysKnown": 0.0}
    panel = page(city_session(unknown))
    axes = panel.model.city.axes
    assert axes is not None and not axes.known
    told = needs(axes)
    assert "six times ten minutes" in told and "3 of 6" in told and "40 min" in told
    panel.grab()
    none = page(city_session(index=None, footprint=None))
    none_axes = none.model.city.axes
    assert none_axes is not None and "Nothing of the city index" in needs(none_axes)
    assert one(none, FootprintCard).count() == 0 and "added up" in one(none, FootprintCard).empty()
    none.grab()


def test_a_catalogue_without_axes_and_uses_has_no_such_cards(page: Make) -> None:
    from opscenter.domain.footprint import Footprint

    panel = page(city_session(catalogue=quiet_catalogue(axes=(), footprint=Footprint())))
    assert panel.own.cards == []
    panel.open("traffic")
    assert panel.own.cards == []


def test_another_page_has_no_radar(page: Make) -> None:
    panel = page(city_session())
    panel.open("traffic")
    assert panel.own.cards == [] and panel.model.city.axes is None


def test_an_old_value_is_said_to_be_old_and_an_alarm_of_an_axis_stands_beside_it(page: Make) -> None:
    session = city_session()
    mirror = session.mirror
    cell = mirror.cell(mirror.row_of["urn:ngsi-ld:CityIndex:city"], "mobility")
    alarm = make_alarm(1, "urn:ngsi-ld:CityIndex:city", Priority.HIGH, attribute="mobility", system="city")
    beat(session, qualities={cell: int(Quality.STALE)}, values={cell: 20.0}, alarms=[alarm])
    panel = page(session)
    card: RadarCard = one(panel, RadarCard)
    radar = card.radar()
    assert "Only an old value" in card.told(*radar.point(1, 50).toTuple())
    assert card.axes.axes[1].alarm is not None and card.axes.axes[0].alarm is None
    image, box = card.grab().toImage(), card.label_box(radar, 1).toRect()
    high = QColor(Theme().tokens.high)
    places = [(x, y) for x in range(box.left(), box.left() + 18) for y in range(box.top(), box.bottom())]
    assert sum(near(image.pixelColor(x, y), high, 30) for x, y in places) > 30


# -- what moves an axis ------------------------------------------------------------------------------------------------


def test_movers_have_value_spreads_direction_weight_and_points_the_strongest_first(page: Make) -> None:
    panel = page(city_session())
    axes: AxesNow = one(panel, RadarCard).axes
    axes.go(1)
    movers: MoversCard = one(panel, MoversCard)
    names = [mover.indicator.id for mover in movers.rows()]
    assert names == ["travelTime", "delay", "parking"]
    # Weights 2 and 2 of what is known; parking is not: 50 + 16.67 x (-2 x 0.5 - 0.5 x 0.5) = 29.2.
    assert [round(mover.points, 1) for mover in movers.rows()[:2]] == [-16.7, -4.2]
    assert points_text(movers.rows()[0]) == "−17 points" and points_text(movers.rows()[2]) == "– points"[:1]
    assert spreads_text(movers.rows()[0]) == "2.0 σ worse" and spreads_text(movers.rows()[2]) == "not known yet"
    told = movers.told_of(0)
    assert "1.31" in told and "less is better" in told and "weight 2" in told
    panel.grab()


def test_enter_goes_to_the_page_of_the_indicator_and_t_to_its_trend(page: Make, qtbot: QtBot) -> None:
    panel = page(city_session())
    sheets: list[Sheet] = []
    panel.sheet_wanted.connect(sheets.append)
    one(panel, RadarCard).go(1)
    movers = one(panel, MoversCard)
    movers.go(0)
    qtbot.keyClick(movers, Qt.Key.Key_T)
    specs = [spec for plot in sheets[0].plots for spec in plot.series]
    assert specs == [
        Plain("urn:ngsi-ld:CitySystem:traffic", "travelTimeIndex"),
        Plain("urn:ngsi-ld:CityIndex:city", "mobility.travelTime"),
    ]
    qtbot.keyClick(movers, Qt.Key.Key_Return)
    assert panel.subject.system == "traffic"
    panel.go_back()
    assert panel.subject.system == "city"
    radar, movers = one(panel, RadarCard), one(panel, MoversCard)
    radar.go(5)
    qtbot.keyClick(movers, Qt.Key.Key_Left)
    assert radar.axes.current == 4
    qtbot.keyClick(movers, Qt.Key.Key_Right)
    assert movers.title() == "What moves it: Governance"
    room = next(n for n, mover in enumerate(movers.rows()) if mover.indicator.id == "unanswered")
    assert movers.rows()[room].value.value == 3.0
    movers.entered.emit(room)  # it is at home on this very page: its trend instead
    assert panel.subject.system == "city" and len(sheets) == 2


def test_signs() -> None:
    assert [signed(value, 0) for value in (3.4, -3.4, 0.2, math.nan)] == ["+3", "−3", "0", "–"]


# -- the footprint -----------------------------------------------------------------------------------------------------


def test_a_row_a_use_against_target_and_usual(page: Make) -> None:
    session = city_session()

    def reply(what: str, args: dict[str, Any]) -> Answer:
        keys = args.get("series")
        if what != "against" or not keys or keys[0][0] != "urn:ngsi-ld:CityFootprint:city":
            return Answer({}, {}, "not known here")
        usual = {"electricity.today": (700.0, 30.0), "water.today": (60_000.0, 2_000.0)}
        told = [usual.get(attribute, (math.nan, math.nan)) for _, attribute in keys]
        zero = np.zeros(len(keys), np.int64)
        columns: Columns = {
            "median": np.array([median for median, _ in told]), "spread": np.array([spread for _, spread in told]),
            "since2": zero, "since3": zero,
        }  # fmt: skip
        return Answer({"series": keys, "state": {}}, columns)

    station(session, reply)
    panel = page(session)
    panel._tick()
    panel._tick()
    card: FootprintCard = one(panel, FootprintCard)
    rows = {use.id: use for use in card.footprint.rows}
    assert list(rows) == ["electricity", "water", "gas", "fuel", "co2e"]
    power = rows["electricity"]
    assert power.filled == pytest.approx(0.58) and plan_text(power) == "12 % over target for this hour"
    assert power.standing is Standing.FAR_ABOVE and rows["water"].standing is Standing.USUAL
    assert plan_text(rows["water"]) == "7 % under target for this hour"
    assert plan_text(rows["fuel"]) == "no target" and not rows["gas"].known
    assert card.note() == "4.77 of 12.0 kg CO2e per head"
    told = card.told_of(0)
    assert "812" in told and "above usual" in told and "61 MW" in told
    panel.grab()


def test_a_day_that_was_not_measured_whole_is_said_and_judged_by_nobody(page: Make) -> None:
    panel = page(city_session(quality=int(Quality.SUSPECT)))
    card: FootprintCard = one(panel, FootprintCard)
    power = card.footprint.uses[0]
    assert card.footprint.suspect and plan_text(power) == "58 % of the day's target so far"
    assert "Suspect" in card.told_of(0)
    assert "over target" not in card.told_of(0)


def test_the_bar_has_a_mark_where_the_day_is_and_what_is_beyond_it_in_another_colour(page: Make) -> None:
    panel = page(city_session(footprint={**FOOTPRINT_VALUES, "electricity.today": 1_300.0}))
    card: FootprintCard = one(panel, FootprintCard)
    theme = Theme()
    image = card.grab().toImage()
    box = card._row_box(0)
    y = round(box.top() + 3 + 20 + (box.height() - 26) / 2)
    bar = [image.pixelColor(round(box.left() + share * box.width() * 0.36), y) for share in (0.1, 0.86, 0.97)]
    elapsed = card.footprint.elapsed
    assert 0.1 < elapsed < 0.86 < 1_300 / 1_400 < 0.97
    assert near(bar[0], QColor(theme.tokens.symbol), 12)
    assert near(bar[1], QColor(theme.tokens.diverging[-1]), 12)
    assert not near(bar[2], QColor(theme.tokens.diverging[-1]), 30)
    mark = round(box.left() + elapsed * box.width() * 0.36)
    assert any(near(image.pixelColor(x, y - 6), QColor(theme.tokens.text), 30) for x in range(mark - 2, mark + 3))


def test_enter_on_a_use_opens_its_trend(page: Make, qtbot: QtBot) -> None:
    panel = page(city_session())
    sheets: list[Sheet] = []
    panel.sheet_wanted.connect(sheets.append)
    card = one(panel, FootprintCard)
    qtbot.keyClick(card, Qt.Key.Key_Down)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert sheets[0].plots[0].series == (Plain("urn:ngsi-ld:CityFootprint:city", "electricity.today"),)


def test_the_share_of_a_day_follows_the_clock_of_the_city() -> None:
    noon_hkt = 1_795_060_800_000  # 2026-11-19T04:00Z
    assert day_share(noon_hkt, "Asia/Hong_Kong") == pytest.approx(0.5)
    spring = 1_774_738_800_000 + 11 * HOUR  # 2026-03-29 in Berlin: noon is eleven hours after midnight, of 23
    assert day_share(spring, "Europe/Berlin") == pytest.approx(11 / 23)
    assert day_share(10**18, "UTC") == 0.0


def test_words_and_columns_give_way_before_numbers_are_cut(page: Make) -> None:
    card: FootprintCard = one(page(city_session(), 1300), FootprintCard)
    assert all(card._fit(900.0)) and card._month_unit
    widths = card._fit(300.0)
    assert not card._month_unit and widths[1] > 0 and widths[3] == 0
    face = QFontMetricsF(card.face("small"))
    power = card.footprint.uses[0]
    assert card._words(power, 900.0, face, face)[0] == "12 % over target for this hour"
    assert card._words(power, 110.0, face, face)[0] == "12 % over target"


def test_the_radar_is_no_higher_than_the_page(page: Make) -> None:
    panel = page(city_session(), 640, 440)
    radar = one(panel, RadarCard)
    assert radar.height() <= panel.height() - panel.heading.height() < 440
    panel.resize(640, 900)
    panel._fit_figures()
    assert radar.heightForWidth(640) > 440


# -- room --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wide", [340, 520, 820, 1300])
def test_cards_do_not_overlap_in_any_width(page: Make, wide: int) -> None:
    panel = page(city_session(), wide)
    panel._tick()
    cards = panel.own.cards
    for number, card in enumerate(cards):
        for other in cards[number + 1 :]:
            assert not card.geometry().intersects(other.geometry())
    radar = one(panel, RadarCard)
    for number in range(6):
        box = radar.label_box(radar.radar(), number)
        assert box.left() >= 0 and box.right() <= radar.width() and box.width() > 40
    panel.grab()


def test_cards_are_painted_anew_only_where_something_changed(page: Make, qtbot: QtBot) -> None:
    session = city_session()
    panel = page(session)
    asked(panel)
    painted: list[str] = []
    for card in panel.own.cards:
        card.update = partial(painted.append, type(card).__name__)  # type: ignore[method-assign]
    panel._tick()
    assert painted == []
    mirror = session.mirror
    cell = mirror.cell(mirror.row_of["urn:ngsi-ld:CityIndex:city"], "people")
    beat(session, values={cell: 12.0})
    panel._tick()
    assert painted == ["RadarCard"] and "People 12" in one(panel, RadarCard).accessibleName()
    cell = mirror.cell(mirror.row_of["urn:ngsi-ld:CityFootprint:city"], "water.now")
    beat(session, values={cell: 1.0})
    panel._tick()
    assert painted == ["RadarCard", "FootprintCard"]


def test_a_page_whose_cards_are_made_anew_stays_where_it_is(page: Make, qtbot: QtBot) -> None:
    session = city_session()
    panel = page(session, 640, 420)
    panel.activateWindow()
    panel.setFocus()
    radar = one(panel, RadarCard)
    bar = panel._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200 and radar.hasFocus())
    for kind in ("RoadPricingGantry", "ElectricitySubstation", "OffStreetParking"):
        beat(session, entities=[(f"urn:ngsi-ld:{kind}:new", kind)])
    session.catalogue.kinds["NewOfTheCity"] = Kind("NewOfTheCity", "city", {"en": "New"})
    beat(session, entities=[("urn:ngsi-ld:NewOfTheCity:1", "NewOfTheCity")])
    again = one(panel, RadarCard)
    assert again is not radar and again.hasFocus()
    assert bar.value() == 0
