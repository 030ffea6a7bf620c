"""Lines: the two directions of a road side by side, closed and dead ones unmistakable, what flows and which way."""

import itertools

import numpy as np
import pytest

from opscenter.console.map.both_ways import both_ways
from opscenter.console.map.paint_lines import CLOSED, LOST, RAMP, SILENT, trace
from opscenter.console.map.projection import world_of
from opscenter.console.theme.tokens import DARK, LIGHT
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.quality import Quality
from tests.support.drawn_city import LAT, LON, DrawnCity, pixels, share_near, view_of

pytestmark = pytest.mark.usefixtures("qapp")

SPEED = Attribute("speed", {"en": "Speed"})
STATUS = Attribute("status", {"en": "Status"}, marks={"closed": "closed", "tripped": "lost", "open": "off"})
WATER = Attribute("water", {"en": "Water"})


def city(side: str = "left") -> DrawnCity:
    attributes = {one.name: one for one in (SPEED, STATUS, WATER)}
    road = Kind(
        "Road", "traffic", {"en": "Road"}, "road", geometry="line", ramp="speed", ramp_low=80.0, ramp_high=0.0,
        side=side, attributes=attributes,
    )  # fmt: skip
    pipe = Kind(
        "Pipe", "water", {"en": "Pipe"}, "water", geometry="line", flow="water", flow_full=10.0, attributes=attributes
    )
    return DrawnCity(Catalogue(kinds={"Road": road, "Pipe": pipe}))


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("zoom", [12.0, 14.0, 16.5])
def test_two_directions_of_one_line_lie_beside_each_other(theme: str, side: str, zoom: float) -> None:
    """Eastbound is jammed: with traffic on the left it is north of the line, on the right south of it."""
    made = city(side)
    made.line("Road", (-0.02, 0.0), (0.02, 0.0), values={"speed": 0.0})
    made.line("Road", (0.02, 0.0), (-0.02, 0.0), values={"speed": 80.0})
    _, picture = made.painted(zoom, theme)
    tokens = DARK if theme == "dark" else LIGHT
    jam = pixels(picture.image)[..., :3].astype(int)
    colour = [int(tokens.ramp[-1][at : at + 2], 16) for at in (1, 3, 5)]
    alpha = pixels(picture.image)[..., 3]
    middle = picture.image.width() // 2
    column = np.flatnonzero((np.abs(jam[:, middle] - colour).max(axis=-1) < 30) & (alpha[:, middle] > 150))
    assert len(column)
    above = column.mean() + 0.5 < picture.image.height() / 2
    assert above == (side == "left")


def test_what_already_lies_apart_says_itself_on_which_side_and_is_not_moved_near_by() -> None:
    made = city("left")
    made.line("Road", (-0.01, -0.0001), (0.01, -0.0001), values={"speed": 0.0})  # eastbound is south: on the right
    made.line("Road", (0.01, 0.0001), (-0.01, 0.0001), values={"speed": 80.0})
    request, _ = made.painted(17.0)
    assert request.lines.course is not None
    assert request.lines.course.side.tolist() == [-1, -1]
    assert float(request.lines.course.gap[0]) * request.view.scale > 10.0


def test_lines_that_only_cross_or_follow_each_other_are_no_pair() -> None:
    middle = np.array([[0.5, 0.5], [0.5, 0.5], [0.5000001, 0.5], [0.6, 0.5]])
    half = np.array([[1e-5, 0], [0, 1e-5], [1e-5, 0], [-1e-5, 0]])
    start, end = middle - half, middle + half
    other, side, gap = both_ways(middle, start, end)
    assert other.tolist() == [-1, -1, -1, -1]
    assert side.tolist() == [0, 0, 0, 0] and gap.tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("zoom", [12.0, 14.0, 17.0])
def test_a_jam_has_its_colour_at_every_zoom_and_a_stale_one_has_none(theme: str, ratio: float, zoom: float) -> None:
    tokens = DARK if theme == "dark" else LIGHT
    shares = []
    for quality in (Quality.GOOD, Quality.STALE):
        made = city()
        made.line("Road", (-0.02, 0.0), (0.02, 0.0), values={"speed": 0.0}, quality=int(quality))
        request, picture = made.painted(zoom, theme, ratio)
        assert trace(request.lines).how.tolist() == [RAMP if quality is Quality.GOOD else SILENT]
        shares.append(share_near(picture, tokens.ramp[-1], LON, LAT, 2, near=24))
    assert shares[0] > 0.4 and shares[1] == 0.0


def test_closed_and_dead_lines_differ_from_each_other_and_from_any_value() -> None:
    """In grey, by what a strip along the line looks like."""
    strips = {}
    for name, texts in (("live", {}), ("closed", {"status": "closed"}), ("dead", {"status": "tripped"})):
        made = city()
        made.line("Road", (-0.004, 0.0), (0.004, 0.0), values={"speed": 60.0}, texts=texts)
        request, picture = made.painted(16.0)
        expected = {"live": RAMP, "closed": CLOSED, "dead": LOST}[name]
        assert trace(request.lines).how.tolist() == [expected]
        image = pixels(picture.image)
        y, x = image.shape[0] // 2, image.shape[1] // 2
        strips[name] = image[y - 5 : y + 6, x - 60 : x + 60, :3].astype(float).mean(axis=-1)
    for one, other in itertools.combinations(strips, 2):
        assert (np.abs(strips[one] - strips[other]) > 40).mean() > 0.15, (one, other)
    along = strips["closed"][5]
    assert (np.abs(np.diff((along > along.mean()).astype(int))) > 0).sum() > 10  # barrier tape
    assert strips["dead"][5].std() < 8 < strips["dead"][:, 60].std()  # a hollow pipe


def test_more_flow_is_a_wider_line_and_chevrons_say_which_way() -> None:
    def painted(flow: float) -> np.ndarray:  # type: ignore[type-arg]
        made = city()
        made.line("Pipe", (-0.006, 0.0), (0.006, 0.0), values={"water": flow})
        _, picture = made.painted(15.0)
        image = pixels(picture.image)
        y = image.shape[0] // 2
        return image[y - 8 : y + 9, 256:-256, 3].astype(float)

    nothing, little, much, back = (painted(flow) for flow in (0.0, 1.0, 10.0, -10.0))
    ink = [float((one > 60).sum()) for one in (nothing, little, much)]
    assert ink[0] < ink[1] < ink[2]
    assert np.allclose((much > 60).sum(), (back > 60).sum(), rtol=0.05)
    view = view_of(15.0)
    start = (world_of(LON - 0.006, LAT)[0] - view.x) * view.scale + view.width / 2.0 - 256.0

    def arms(image: np.ndarray) -> float:  # type: ignore[type-arg]
        """How far the arms' ends, above and below the line, lie from the middles of their chevrons, px."""
        columns = np.flatnonzero((image[[3, 13]] > 60).any(axis=0)) + 0.5
        return float(((columns - start) % 46.0 - 23.0).mean())

    assert arms(much) < -0.8 and arms(back) > 0.8


def test_chevrons_stay_where_they_are_on_the_ground_when_the_map_is_pulled() -> None:
    from dataclasses import replace

    from opscenter.console.map.painting import paint

    made = city()
    made.line("Pipe", (-0.03, 0.0), (-0.001, 0.0005), (0.03, 0.0), values={"water": 5.0})
    request, picture = made.painted(15.0)
    pulled = paint(replace(request, view=request.view.panned(-37.0, 0.0)))
    before, after = pixels(picture.image)[..., 3].astype(int), pixels(pulled.image)[..., 3].astype(int)
    assert np.abs(before[:, 137:-100] - after[:, 100 : 100 + before.shape[1] - 237]).max() <= 6
