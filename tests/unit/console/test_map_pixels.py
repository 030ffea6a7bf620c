"""Known entities at known places, by pixels: their colour at every zoom, ratio and theme; texts that do not jump."""

from dataclasses import replace

import pytest

from opscenter.console.map.painting import paint
from opscenter.console.theme.tokens import DARK, LIGHT
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.quality import Quality
from tests.support.drawn_city import LAT, LON, DrawnCity, share_near

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.parametrize("theme", ["dark", "light"]),
]

SPEED = Attribute("speed", {"en": "Speed"}, unit_label="km/h", decimals=0)
KINDS = {
    "Sensor": Kind(
        "Sensor", "traffic", {"en": "Sensor"}, "traffic", importance=2, headline="speed", attributes={"speed": SPEED}
    ),
    "Lamp": Kind("Lamp", "lighting", {"en": "Lamp"}, "lamp", importance=6),
}


def city() -> DrawnCity:
    return DrawnCity(Catalogue(kinds=dict(KINDS)))


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("zoom", [11.0, 14.0, 17.0])
def test_a_symbol_an_alarm_and_a_silent_one_stand_in_their_colours(theme: str, ratio: float, zoom: float) -> None:
    tokens = DARK if theme == "dark" else LIGHT
    apart = 0.02 * 2.0 ** (14.0 - zoom)
    made = city()
    made.add("Sensor")
    made.alarm(made.add("Sensor", LON + apart), Priority.CRITICAL)
    made.add("Sensor", LON, LAT + apart / 2, values={"speed": 40.0}, quality=int(Quality.STALE))
    _, picture = made.painted(zoom, theme, ratio)
    reach = 6
    assert share_near(picture, tokens.symbol, LON, LAT, reach) > 0.03
    assert share_near(picture, tokens.critical, LON, LAT, 24) == 0.0
    lift = {11.0: 11.0, 14.0: 12.0, 17.0: 14.0}[zoom]
    assert share_near(picture, tokens.critical, LON + apart, LAT, 9, off=(lift, -lift)) > 0.3
    live = share_near(picture, tokens.symbol, LON, LAT, reach, near=28)
    silent = share_near(picture, tokens.symbol, LON, LAT + apart / 2, reach, near=28)
    assert silent == 0.0 < live


def test_of_a_lost_link_nothing_has_a_live_colour(theme: str) -> None:
    tokens = DARK if theme == "dark" else LIGHT
    made = city()
    made.add("Sensor", values={"speed": 40.0})
    made.alarm(made.add("Lamp", LON + 0.001), Priority.HIGH)
    _, picture = made.painted(16.0, theme, lost=True)
    for colour in (tokens.symbol, tokens.text, tokens.high):
        assert share_near(picture, colour, LON, LAT, 60, near=6) < 0.002


@pytest.mark.parametrize("pull", [(1.0, 0.0), (3.0, -2.0), (37.0, 21.0), (-90.5, 64.25)])
def test_texts_keep_their_places_on_the_ground_when_the_map_is_pulled(theme: str, pull: tuple[float, float]) -> None:
    """A crowd of names and numbers that do not all fit: whatever was written in the window is so after a pull."""
    made = city()
    for number in range(240):
        east, north = 0.0006 * (number % 20 - 10) + 0.00013 * (number % 7), 0.0005 * (number // 20 - 6)
        made.add("Sensor", LON + east, LAT + north, values={"speed": 10.0 + number}, name=f"Sensor {number}")
    request, picture = made.painted(16.0, theme)
    assert 10 < len(picture.marks.named) < 240
    pulled = paint(replace(request, view=request.view.panned(*pull), named=picture.marks.named))
    assert pulled.marks.named >= {row for row in picture.marks.named if _stays(made, pulled, row)}


def _stays(made: DrawnCity, picture: object, row: int) -> bool:
    from opscenter.console.map.projection import world_of

    entity = made.entities[row]
    view = picture.view  # type: ignore[attr-defined]
    x, y = world_of(entity.lon, entity.lat)
    px, py = view.to_screen(x, y)
    return bool(120 < px < view.width - 120 and 60 < py < view.height - 60)


def test_of_two_names_in_one_place_that_of_the_alarm_is_written(theme: str) -> None:
    made = city()
    made.add("Sensor", LON, LAT, name="A sensor with quite a long name")
    lamp = made.add("Lamp", LON + 0.0002, LAT, name="A lamp with quite a long name")
    _, picture = made.painted(16.2, theme)
    assert picture.marks.named == {0}
    made.alarm(lamp, Priority.MEDIUM, AlarmState.ACKED)
    _, picture = made.painted(16.2, theme)
    assert picture.marks.named == {lamp}
