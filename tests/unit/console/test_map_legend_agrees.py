"""What is painted in the window is explained, or the legend says there is more; nothing is explained that is not."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from opscenter.console.map.choropleth import Figure
from opscenter.console.map.legend_content import legend_content
from opscenter.console.map.legend_texts import LegendContent, legend_lines
from opscenter.console.map.mixture import parts_of
from opscenter.console.map.painting import paint
from opscenter.console.map.request import MARGIN_PX
from opscenter.console.map.sprites import Sprites
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import DARK
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import MARKS, Attribute, Catalogue, Kind
from opscenter.domain.quality import Quality
from tests.support.drawn_city import LAT, LON, DrawnCity

pytestmark = pytest.mark.usefixtures("qapp")

STATE = Attribute("state", {"en": "State"}, marks={mark: mark for mark in MARKS})
SPEED = Attribute("speed", {"en": "Speed"}, unit_label="km/h")
BOTH = {"state": STATE, "speed": SPEED}
SYMBOLS = ("lamp", "traffic", "water", "gas", "air", "noise", "parking", "building", "waste")
KINDS = {
    symbol: Kind(symbol, "s", {"en": symbol.title()}, symbol, attributes=BOTH, importance=4 + at % 4,
                 min_zoom=15.0 if symbol == "waste" else 0.0)
    for at, symbol in enumerate(SYMBOLS)
}  # fmt: skip
KINDS["Road"] = Kind("Road", "s", {"en": "Road"}, "road", geometry="line", ramp="speed", ramp_low=80.0, ramp_high=0.0,
                     side="left", attributes=BOTH)  # fmt: skip
KINDS["Pipe"] = Kind(
    "Pipe", "s", {"en": "Pipe"}, "water", geometry="line", flow="speed", flow_full=80.0, attributes=BOTH
)
KINDS["Zone"] = Kind("Zone", "s", {"en": "Zone"}, "water", geometry="area", attributes=BOTH)


class Spy(Sprites):
    """Remembers what was asked for."""

    def __init__(self) -> None:
        super().__init__(DARK, 1.0, font("small"))
        self.symbols: set[tuple[str, int, int]] = set()
        self.badges: set[tuple[int, bool, bool, bool]] = set()
        self.parts: set[str] = set()
        self.bubbles = self.dots = 0

    def symbol(self, symbol: str, quality: int, size: float, mark: int = 0) -> QImage:
        self.symbols.add((symbol, mark, quality))
        return super().symbol(symbol, quality, size, mark)

    def dot(self, quality: int) -> QImage:
        self.dots += 1
        return super().dot(quality)

    def badge(self, priority: int, waiting: bool, count: int = 1, standing: bool = True) -> QImage:
        self.badges.add((priority, waiting, standing, count > 1))
        return super().badge(priority, waiting, count, standing)

    def bubble(self, count: int, mixture: Any = ()) -> QImage:
        self.bubbles += 1
        self.parts |= parts_of(mixture)
        return super().bubble(count, mixture)


spread = st.floats(-0.003, 0.003)
entity = st.tuples(
    st.sampled_from(SYMBOLS), spread, spread, st.sampled_from(("", *MARKS)), st.sampled_from(list(Quality)),
    st.sampled_from([0, 0, 0, 1, 2, 3, 4]), st.sampled_from([AlarmState.UNACK, AlarmState.ACKED, AlarmState.RTNUN]),
)  # fmt: skip


def explained(city: DrawnCity, zoom: float, figure: Figure | None = None) -> tuple[LegendContent, Spy, Any]:
    spy = Spy()
    scene = city.scene()
    scene.choropleth.figure = figure
    request, _ = city.painted(zoom, scene=scene)
    picture = paint(request, spy)
    window = picture.view.grown(-MARGIN_PX)
    return legend_content(scene.rows, picture.marks, picture.in_window, window, "en", scene.choropleth), spy, picture


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(entity, max_size=40), st.sampled_from([13.0, 14.5, 16.0]))
def test_symbols_and_legend_agree(entities: list[Any], zoom: float) -> None:
    city = DrawnCity(Catalogue(kinds=dict(KINDS)))
    for symbol, east, north, state, quality, priority, alarm_state in entities:
        texts = {"state": state} if state else {}
        row = city.add(symbol, LON + east, LAT + north, texts=texts, quality=int(quality))
        if priority:
            city.alarm(row, Priority(priority), alarm_state)
    content, spy, _ = explained(city, zoom)
    kinds = {kind.symbol for kind in content.kinds}
    drawn_kinds = {symbol for symbol, _, _ in spy.symbols}
    marks = {mark for mark, _ in content.marks}
    drawn_marks = {MARKS[mark - 1] for _, mark, _ in spy.symbols if mark}
    assert kinds <= drawn_kinds and marks <= drawn_marks
    assert len(drawn_kinds - kinds) + len(drawn_marks - marks) == content.more
    assert set(content.qualities) == {quality for _, _, quality in spy.symbols} - {int(Quality.GOOD)}
    assert content.priorities == tuple(sorted({priority for priority, _, _, _ in spy.badges}))
    assert content.acknowledged == any(not waiting for _, waiting, _, _ in spy.badges)
    assert content.returned == any(not standing for _, _, standing, _ in spy.badges)
    assert content.several == any(many for _, _, _, many in spy.badges)
    assert set(content.ring) == spy.parts
    assert content.clusters or not spy.bubbles
    assert spy.bubbles or content.several or not content.clusters  # several urgent alarms in a cell are one mark
    assert content.dots == bool(spy.dots)
    told = {what for what, _ in legend_lines(content)}
    assert ("" in told) == (content.more > 0 or not entities)


def test_nothing_drawn_is_nothing_explained() -> None:
    content, _, _ = explained(DrawnCity(Catalogue(kinds=dict(KINDS))), 15.0)
    assert content == LegendContent()
    assert legend_lines(content) == [("", "Nothing is drawn here.")]


def test_lines_are_explained_as_they_are_drawn() -> None:
    city = DrawnCity(Catalogue(kinds=dict(KINDS)))
    city.line("Road", (-0.003, 0.0), (0.003, 0.0), values={"speed": 20.0})
    content, _, _ = explained(city, 15.0)
    assert [ramp.name for ramp in content.ramps] == ["Road: Speed"] and content.ramps[0].high == "0 km/h"
    assert content.lines == () and content.symbol_lines == ()
    city.line("Road", (0.003, 0.0), (-0.003, 0.0), values={"speed": 20.0}, texts={"state": "closed"})
    city.line("Pipe", (-0.003, 0.001), (0.003, 0.001), values={"speed": 40.0})
    city.line("Pipe", (-0.003, 0.002), (0.003, 0.002), values={"speed": 40.0}, texts={"state": "lost"})
    city.line("Pipe", (-0.003, -0.001), (0.003, -0.001), values={"speed": 40.0}, quality=int(Quality.STALE))
    content, _, _ = explained(city, 15.0)
    assert set(content.lines) == {"closed", "lost", "silent", "apart", "flow"}
    assert content.symbol_lines == ("Pipe",)
    assert "flow" not in explained(city, 11.0)[0].lines  # too far away for chevrons


def test_what_is_beside_the_window_is_not_explained() -> None:
    city = DrawnCity(Catalogue(kinds=dict(KINDS)))
    city.add("gas", LON + 0.0105, LAT)  # painted in the margin
    city.line("Road", (0.0100, 0.0), (0.0110, 0.0), values={"speed": 20.0})
    content, spy, picture = explained(city, 16.0)
    assert spy.symbols and picture.image.width() == 800 + 2 * MARGIN_PX
    assert content == LegendContent()


def test_areas_by_a_figure_say_which_and_from_where_to_where() -> None:
    city = DrawnCity(Catalogue(kinds=dict(KINDS)))
    city.square("Zone", -0.002, 0.0, 0.0015)
    city.square("Zone", 0.002, 0.0, 0.0015)
    for east, speed in ((-0.002, 10.0), (-0.0021, 30.0), (0.002, 60.0)):
        city.add("lamp", LON + east, LAT, values={"speed": speed})
    plain, _, _ = explained(city, 15.0)
    assert plain.figure is None and plain.outlines == ("Zone",)
    content, _, _ = explained(city, 15.0, Figure("Zone", "lamp", "speed", "mean"))
    assert content.figure is not None
    assert (content.figure.name, content.figure.low, content.figure.high) == ("Lamp: Speed, mean", "20.0", "60.0 km/h")
    assert content.outlines == ()
